"""Files of rows → a table: CSV in whatever encoding and separator, workbooks, JSON lists and JSON lines.

Titles above the header, empty rows and headers of two lines are what real spreadsheets have; each row keeps the number
it has in its file.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from knowledge.documents.decode import decode
from knowledge.documents.refusals import DocumentRefused
from knowledge.errors import IngestError
from knowledge.sources.words import said
from knowledge.sources.xlsx import MOST_COLUMNS, MOST_ROWS, sheets

SUFFIXES: Final = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".json", ".jsonl", ".ndjson"})
LARGEST: Final = 64 << 20  # bytes of a file
_SEPARATORS: Final = ",\t;|"
_HEADER_WITHIN: Final = 15  # rows in which the header must come: above it stand titles and dates of issue
_FORMULA: Final = re.compile(r"^[=@]|^[+-](?=[A-Za-z(@])[^\s]*[(|!]")
_NOTHING: Final = frozenset({"-", "–", "—", "N/A", "n/a", "null", "NULL", "None", "해당없음", "해당 없음"})
Fits = Callable[[Sequence[str]], float]  # how much a row of cells looks like a header


class UnreadableTable(IngestError):
    """A file that holds no table one can read; the message says what to do."""

    code = "unreadable_table"


@dataclass(frozen=True, slots=True)
class Row:
    """One row by header. `number` counts from 1 as the file does; `refused` names cells that were left out."""

    number: int
    cells: Mapping[str, str]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below a header, without the empty ones. `others` are sheets of the same workbook with rows in them."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    others: tuple[str, ...] = ()


def read_table(path: Path, fits: Fits) -> Table:
    """The table of a file; of a workbook with several sheets the one whose header fits best. Raises UnreadableTable."""
    data = _bytes(path)
    if data[:2] == b"PK":
        found = [_table(name, rows, fits) for name, rows in sheets(data)]
        found = [table for table in found if table.rows]
        if not found:
            raise UnreadableTable(said("열 이름과 줄이 있는 시트가 없어요", "there is no sheet with a header and rows"))
        best = max(found, key=lambda table: (fits(table.headers), len(table.rows)))
        return replace(best, others=tuple(table.name for table in found if table is not best))
    if data[:4] == b"\xd0\xcf\x11\xe0":
        ko, en = "오래된 형식이거나 암호가 걸렸어요. 암호 없는 .xlsx로 저장해 주세요", "it is an old or locked workbook"
        raise UnreadableTable(said(ko, f"{en}: save it as .xlsx without a password"))
    try:
        text = decode(data)
    except DocumentRefused as e:
        ko = "글자를 알아볼 수 없어요. CSV UTF-8로 저장해 주세요"
        en = "it is neither UTF-8 nor CP949: save it as CSV UTF-8"
        raise UnreadableTable(said(ko, en)) from e
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
        return _objects(path.name, text)
    table = _table(path.name, _csv_rows(text), fits)
    if not table.rows:
        raise UnreadableTable(said("열 이름과 그 아래 줄이 없어요", "there is no header with rows below it"))
    return table


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            most = LARGEST >> 20
            raise UnreadableTable(said(f"{most}MB보다 커요. 나눠 주세요", f"it is larger than {most} MiB: split it"))
        return path.read_bytes()
    except OSError as e:
        ko = "열 수 없어요. 위치와 권한을 확인해 주세요"
        en = f"it can't be opened ({e.strerror}): check where it is and who may read it"
        raise UnreadableTable(said(ko, en)) from e


def _csv_rows(text: str) -> list[list[str]]:
    text = text.lstrip("\ufeff")
    if text[:4].lower() == "sep=":
        text = text.split("\n", 1)[-1]
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    counts = {sep: Counter(line.count(sep) for line in lines) for sep in _SEPARATORS}
    # The separator that most lines have the same number of; a comma inside sentences varies.
    separator = max(_SEPARATORS, key=lambda s: max(((n > 0) * times for n, times in counts[s].items()), default=0))
    try:
        rows: list[list[str]] = []
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            if len(rows) >= MOST_ROWS:
                ko, en = f"{MOST_ROWS:,}줄보다 많아요. 나눠 주세요", f"it has more than {MOST_ROWS:,} rows: split it"
                raise UnreadableTable(said(ko, en))
            rows.append([cell.strip() for cell in row[:MOST_COLUMNS]])
        return rows
    except csv.Error as e:
        ko, en = "CSV가 깨졌어요. 다시 저장해 주세요", f"the CSV breaks off ({e}): save it again"
        raise UnreadableTable(said(ko, en)) from e


def _table(name: str, rows: Sequence[Sequence[str]], fits: Fits) -> Table:
    """The header is the row among the first that fits best, joined with the line below it where that goes on."""
    scored = [(fits(row), -at) for at, row in enumerate(rows[:_HEADER_WITHIN]) if sum(map(bool, row)) >= 2]
    if not scored:
        return Table(name, (), ())
    at = -max(scored)[1]
    header, first = list(rows[at]), at + 1
    if at and fits(both := _joined(rows[at - 1], header)) > fits(header):
        header = both  # the names above were over cells merged with those below
    if first < len(rows) and _goes_on(header, rows[first], fits):
        header, first = _joined(header, rows[first]), first + 1
    headers = _distinct(header)
    found = [_row(number, headers, row) for number, row in enumerate(rows[first:], start=first + 1) if any(row)]
    repeated = {h for h in headers if h}
    kept = [r for r in found if not (repeated and set(r.cells.values()) == repeated)]  # a header repeated further down
    return Table(name, tuple(h for h in headers if h), tuple(kept))


def _goes_on(header: Sequence[str], below: Sequence[str], fits: Fits) -> bool:
    """Whether the next row is the second line of a merged header: it names columns where the first leaves gaps."""
    gaps = [at for at, cell in enumerate(header) if not cell and at and at < len(below) and below[at]]
    own = [at for at, cell in enumerate(below) if cell and at < len(header) and header[at]]
    if not gaps or len(own) > len(gaps) + 2:
        return False
    names = all(len(below[at]) <= 8 and not below[at].isdigit() for at in gaps)
    return names or fits(_joined(header, below)) > fits(header)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    above, out = "", []
    for at in range(width):
        top = upper[at] if at < len(upper) else ""
        low = lower[at] if at < len(lower) else ""
        above = top or above if low else top
        out.append(" ".join(filter(None, (above if low else top, low))))
    return out


def _distinct(header: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    out = []
    for cell in header:
        name = " ".join(cell.split())
        seen[name] += 1
        out.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return out


def _row(number: int, headers: Sequence[str], row: Sequence[str]) -> Row:
    cells: dict[str, str] = {}
    refused = []
    for name, value in zip(headers, row, strict=False):
        if not name:
            continue
        if _FORMULA.match(value):
            shown = f"{name} {value[:40]!r}"
            refused.append(said(f"{shown}: 수식 같아서 읽지 않았어요", f"{shown} looks like a formula"))
            value = ""
        cells[name] = "" if value in _NOTHING else value
    return Row(number, cells, tuple(refused))


def _objects(name: str, text: str) -> Table:
    """A JSON list of objects, the first list inside an object, or an object a line."""
    rows: list[Row] = []
    for number, item in _numbered(text):
        cells = {" ".join(str(key).split()): _flat(value) for key, value in item.items()}
        rows.append(_row(number, list(cells), list(cells.values())))
    headers = dict.fromkeys(header for row in rows for header in row.cells)
    if not rows:
        raise UnreadableTable(said("항목이 있는 JSON 객체가 없어요", "it holds no objects with fields"))
    return Table(name, tuple(headers), tuple(rows))


def _numbered(text: str) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return [(n, _line(n, line)) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if isinstance(whole, Mapping):
        whole = next((v for v in whole.values() if isinstance(v, list) and v and isinstance(v[0], Mapping)), [whole])
    return [(n, item) for n, item in enumerate(whole, start=1) if isinstance(item, Mapping)] if whole else []


def _line(number: int, line: str) -> Mapping[str, Any]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as e:
        raise UnreadableTable(said(f"{number}째 줄이 JSON이 아니에요", f"line {number} isn't JSON ({e})")) from e
    if not isinstance(item, Mapping):
        raise UnreadableTable(said(f"{number}째 줄이 객체가 아니에요", f"line {number} isn't an object"))
    return item


def _flat(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Y" if value else "N"
        case list():
            return ", ".join(_flat(one) for one in value)
        case dict():
            return ", ".join(_flat(one) for one in value.values())
        case _:
            return str(value).strip()
