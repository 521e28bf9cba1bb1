"""Tables and job pages somebody hands over → a load: what `add` takes in besides documents."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from knowledge.ingest import DOCUMENT, Failure, Load
from knowledge.models import Opening
from knowledge.records import Training, key_of
from knowledge.settings import TIMEZONE
from knowledge.sources.drafts import CohortDraft, CourseDraft, OpeningDraft
from knowledge.sources.jsonld import holds_jsonld, jsonld_drafts
from knowledge.sources.mapping import (
    NEEDED,
    SUFFIX,
    ColumnMapping,
    MappingError,
    Proposal,
    header_fit,
    mapping_text,
    propose,
    read_mapping,
)
from knowledge.sources.normalise import Normaliser
from knowledge.sources.reading import Doubt, Origin, UnreadableDraft
from knowledge.sources.tables import SUFFIXES, Fits, Row, Table, read_table
from knowledge.sources.words import said
from knowledge.text.normalise import fold

_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_LOOKED_AT: Final = 400_000  # bytes of a page or JSON file searched for JSON-LD before anything is parsed
_FIGURES: Final = re.compile(r"[\d,.\s~-]*\d[\d,.\s~-]*")
_OPENING_FIELDS: Final = frozenset(OpeningDraft.__dataclass_fields__)
_COURSE_FIELDS: Final = frozenset(CourseDraft.__dataclass_fields__) - {"cohorts"}
_COHORT_FIELDS: Final = frozenset(CohortDraft.__dataclass_fields__)


@dataclass(slots=True)
class Tabular:
    """A file of openings or courses, ready to be taken in. `doubts` fills while `load` is read: (row, what was left
    out and why). `unread` are the columns that no field was found for, `sheets` those of the same
    workbook that weren't read."""

    load: Load
    doubts: list[tuple[int, Doubt]] = field(default_factory=list)
    unread: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


def is_tabular(path: Path) -> bool:
    """Whether a file holds openings or courses rather than text to cite. Cheap: the beginning is looked at."""
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".xlsx", ".xlsm", ".xls"):
        return True
    if suffix not in _PAGES | SUFFIXES:
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
    except OSError:
        return False
    if holds_jsonld(start):
        return True
    if suffix == ".json" and not _first_object(start):
        return True  # broken, empty, or too long to tell from its beginning: reading it says which
    return suffix in (".json", ".jsonl", ".ndjson") and not _holds_sections(start)


def tabular(path: Path, normaliser: Normaliser, today: date, mapping: Path | None = None) -> Tabular | None:
    """What a file of openings or courses gives; None for a file that holds none.

    A table is read by `mapping`, else by the mapping file beside it, else by what its headers say if that is sure.
    The file's own date is the day it is as of. Raises MappingError, UnreadableTable, WorkbookRefused.
    """
    if not is_tabular(path):
        return None
    as_of = min(today, datetime.fromtimestamp(path.stat().st_mtime, TIMEZONE).date())
    data = path.read_bytes() if path.suffix.lower() in _PAGES | {".json"} else b""
    if data and holds_jsonld(data):
        return _page(path, data, normaliser, as_of)
    chosen, unread = mapping or _beside(path), tuple[str, ...]()
    if chosen is None:
        table = read_table(path, header_fit)
        proposal = propose(table)
        how, unread = _sure(path, proposal), proposal.unread
    else:
        table, how = mapped_table(path, chosen)
    found = read_rows(table, how, normaliser, Origin(how.source or list_name(path), as_of), path.name)
    found.unread, found.sheets = unread, table.others
    return found


def mapped_table(path: Path, mapping: Path) -> tuple[Table, ColumnMapping]:
    """The table of a file as a mapping file means it, and the mapping. Raises as `tabular` does."""
    table = read_table(path, _named_in(read_mapping(mapping)))
    return table, read_mapping(mapping, table)


def read_rows(table: Table, how: ColumnMapping, normaliser: Normaliser, origin: Origin, file: str) -> Tabular:
    """The rows of a table by a mapping."""
    out = Tabular(Load(f"{DOCUMENT}{origin.source}", (), total=len(table.rows)))
    rows = _courses(table.rows, how) if how.kind == "course" else ((row, _opening(row, how)) for row in table.rows)
    out.load = Load(f"{DOCUMENT}{origin.source}", _records(rows, normaliser, origin, file, out), total=len(table.rows))
    return out


def _named_in(how: ColumnMapping) -> Fits:
    """What finds the header that a mapping means: the row with its columns, whatever else looks like one."""
    wanted = {header for headers in how.columns.values() for header in headers}
    return lambda cells: header_fit(cells) + 10 * sum(" ".join(cell.split()) in wanted for cell in cells)


def _sure(path: Path, proposal: Proposal) -> ColumnMapping:
    if proposal.sure:
        return proposal.mapping
    lacking = ", ".join(proposal.mapping.missing)
    raise MappingError(
        f"{path.name}: 어느 열이 무엇인지 알 수 없어요({lacking}). "
        f"`python -m knowledge map {path}`로 열을 맞춰 주세요.\n"
        f"{path.name}: it isn't clear which column is which ({lacking}). "
        f"Settle it with `python -m knowledge map {path}`."
    )


def _beside(path: Path) -> Path | None:
    found = path.with_name(path.stem + SUFFIX)
    return found if found.is_file() else None


def list_name(path: Path) -> str:
    """What a list is called after its file."""
    return "-".join(path.stem.replace(":", " ").split()) or "file"


def _holds_sections(start: bytes) -> bool:
    """Whether JSON begins with what the reader of sections takes, or with nothing like an opening or a course."""
    first = _first_object(start)
    return "text" in first or header_fit(list(map(str, first))) < len(NEEDED["opening"])


def _first_object(start: bytes) -> Mapping[str, Any]:
    """The first row of a JSON list, of the first list in an object, or of JSON lines; empty for anything else."""
    text = start.decode("utf-8-sig", "ignore").strip()
    for part in (text, text.split("\n", 1)[0].lstrip("[ ").rstrip(", ]")):
        try:
            found = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, Mapping):
            inside = (v for v in found.values() if isinstance(v, list) and v and isinstance(v[0], Mapping))
            found = next(inside, [found])
        return found[0] if isinstance(found, list) and found and isinstance(found[0], Mapping) else {}
    return {}


def _records(
    rows: Iterator[tuple[Row, OpeningDraft | CourseDraft]],
    normaliser: Normaliser,
    origin: Origin,
    file: str,
    out: Tabular,
) -> Iterator[Opening | Training | Failure]:
    first_at: dict[str, int] = {}
    for row, draft in rows:
        try:
            reading = normaliser.read(draft, origin)
        except UnreadableDraft as e:
            yield Failure(file, row.number, "; ".join((str(e), *row.refused)))
            continue
        id_ = key_of(reading.item).id
        if id_ in first_at:
            earlier = first_at[id_]
            yield Failure(file, row.number, said(f"{earlier}행과 같은 공고예요", f"it is the same as row {earlier}"))
            continue
        first_at[id_] = row.number
        out.doubts += [(row.number, Doubt(id_, "cell", reason)) for reason in row.refused]
        out.doubts += [(row.number, doubt) for doubt in reading.doubts]
        yield reading.item


def _values(row: Row, how: ColumnMapping) -> dict[str, str]:
    found = {}
    for name, headers in how.columns.items():
        cells = [_scaled(row.cells.get(h, ""), how.scales.get(h, "")) for h in headers]
        found[name] = ("\n" if name in ("body", "requirements", "preferred") else " ").join(filter(None, cells))
    return found


def _scaled(cell: str, unit: str) -> str:
    """A bare figure with the unit its header names."""
    return f"{cell}{unit}" if unit and _FIGURES.fullmatch(cell) else cell


def _digest(*parts: str) -> str:
    return hashlib.blake2b("|".join(map(fold, parts)).encode(), digest_size=8).hexdigest()


def _opening(row: Row, how: ColumnMapping) -> OpeningDraft:
    values = _values(row, how)
    own = values.pop("id", "") or _digest(*(values.get(n, "") for n in ("employer", "title", "region", "url")))
    pay_header = how.columns.get("pay", ("",))[0]
    if "pay_unit" not in values and values.get("pay"):
        values["pay_unit"] = pay_header  # "연봉", "시급(원)": the header may name the unit
    return OpeningDraft(id=own, **{name: value for name, value in values.items() if name in _OPENING_FIELDS})


def _courses(rows: tuple[Row, ...], how: ColumnMapping) -> Iterator[tuple[Row, CourseDraft]]:
    """Courses with their runs: rows that agree on id, or on title, institution and place, are runs of one course."""
    grouped: dict[str, list[tuple[Row, dict[str, str]]]] = {}
    for row in rows:
        values = _values(row, how)
        own = values.get("id") or _digest(*(values.get(n, "") for n in ("institution", "title", "region")))
        grouped.setdefault(own, []).append((row, values))
    for own, members in grouped.items():
        row, values = members[0]
        runs = tuple(_run(v, n) for n, (_, v) in enumerate(members, start=1))
        fields: dict[str, Any] = {n: v for n, v in values.items() if n in _COURSE_FIELDS and n != "id"}
        yield row, CourseDraft(id=own, cohorts=runs, **{"title": "", "institution": "", **fields})


def _run(values: Mapping[str, str], number: int) -> CohortDraft:
    """One run; a column such as 훈련기간 holds both of its ends."""
    starts, ends = values.get("starts", ""), values.get("ends", "")
    if not ends and "~" in starts:
        starts, _, ends = starts.partition("~")
    fields = {n: v for n, v in values.items() if n in _COHORT_FIELDS and n not in ("id", "starts", "ends")}
    return CohortDraft(id=values.get("cohort") or starts.strip() or str(number), starts=starts, ends=ends, **fields)


def _page(path: Path, data: bytes, normaliser: Normaliser, as_of: date) -> Tabular | None:
    drafts = jsonld_drafts(data)
    if not drafts:
        return None
    hosts = {urlsplit(draft.url).hostname for draft in drafts}
    host = hosts.pop() if len(hosts) == 1 else None
    origin = Origin(host or list_name(path), as_of)
    out = Tabular(Load(f"{DOCUMENT}{path.name}", (), total=len(drafts)))
    rows = ((Row(number, {}), draft) for number, draft in enumerate(drafts, start=1))
    out.load = Load(f"{DOCUMENT}{path.name}", _records(rows, normaliser, origin, path.name, out), total=len(drafts))
    return out


def proposal_for(path: Path) -> tuple[Table, Proposal, str]:
    """The table of a file, the mapping it suggests, and that mapping as a file's text. Raises as `tabular` does."""
    table = read_table(path, header_fit)
    proposal = propose(table)
    return table, proposal, mapping_text(proposal, list_name(path))
