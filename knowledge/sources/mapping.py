"""Which column of a table is which field: proposed from headers and values, written to a file, read back from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, cast

import yaml

from knowledge.errors import IngestError
from knowledge.sources.tables import Table
from knowledge.sources.words import said

TableKind = Literal["opening", "course"]
KINDS: Final[tuple[TableKind, ...]] = ("opening", "course")
NEEDED: Final[Mapping[TableKind, tuple[str, ...]]] = {
    "opening": ("title", "employer", "region"),
    "course": ("title", "institution", "starts"),
}
SUFFIX: Final = ".mapping.yaml"  # beside a table: openings.xlsx → openings.mapping.yaml
_MOST_PLACES: Final = 3  # columns that one field may be read from
_SCALES: Final = {"만원": "만원", "만 원": "만원", "천원": "천원", "백만원": "백만원"}
_SEVERAL: Final = frozenset({"requirements", "preferred", "body", "teaches", "licences", "region", "pay"})
_EXACT, _PART, _BY_VALUES = 1.0, 0.6, 0.4
_SAMPLE: Final = 40  # rows looked at for what their values say
_VALUE: Final = re.compile(r"\d{2}|.{16}")  # what stands in cells, not above them
_URL: Final = re.compile(r"https?://\S+$")
_BY_VALUE: Final[Mapping[str, re.Pattern[str]]] = {
    "url": _URL,
    "employment": re.compile(r"^(?:정규직|계약직|기간제|무기계약직|인턴|시간제|아르바이트|일용직|파견직|파트타임)"),
    "pay": re.compile(r"^(?:연봉|월급|시급|일급|월|연)\s?[:：]?\s?[\d,]+|^회사\s?내규"),
    "education": re.compile(r"^(?:학력\s?무관|고졸|초대졸|대졸|석사|박사)"),
    "career": re.compile(r"^(?:신입|경력)"),
    "region": re.compile(
        r"^(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청|전라|경상)\S*\s?\S*[시군구]?"
    ),
}


class MappingError(IngestError):
    """A mapping that can't be used, or can't be guessed; the message says what to do."""

    code = "mapping"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table is read: per field the columns, joined in order; `scales` are units headers name (급여(만원))."""

    kind: TableKind
    columns: Mapping[str, tuple[str, ...]]
    source: str = ""
    scales: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields without which no row can be read."""
        return tuple(name for name in NEEDED[self.kind] if name not in self.columns)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A guessed mapping. `sure` if every needed field was named by a header; `unread` are the other columns, `people`
    those that are left out because they are about persons in charge."""

    mapping: ColumnMapping
    sure: bool
    unread: tuple[str, ...]
    people: tuple[str, ...]


def header_fit(cells: Sequence[str]) -> float:
    """How much a row of cells looks like a header: the better kind's number of fields named, people included."""
    return max(len(_named(cells, kind)) for kind in KINDS) + 0.5 * sum(_is_people(cell) for cell in cells)


def propose(table: Table) -> Proposal:
    """The mapping that headers and values suggest."""
    by_kind = {kind: _named(table.headers, kind) for kind in KINDS}
    kind = max(KINDS, key=lambda k: (_weight(by_kind[k], k), k == "opening"))
    named = by_kind[kind]
    columns: dict[str, list[str]] = {}
    for name, found in named.items():
        columns[name] = [header for header, _ in found]
    sure = all(name in columns for name in NEEDED[kind])
    people = tuple(h for h in table.headers if _is_people(h))
    taken = {h for headers in columns.values() for h in headers} | set(people)
    if kind == "opening":
        for header in (h for h in table.headers if h not in taken):
            guessed = _by_values(table, header)
            if guessed and guessed not in columns:
                columns[guessed] = [header]
                taken.add(header)
        if "title" not in columns and "occupation" in columns:
            columns["title"] = columns["occupation"][:1]
            sure = all(name in columns for name in NEEDED[kind])
    unread = tuple(h for h in table.headers if h not in taken)
    scales = {h: unit for h in table.headers for words, unit in _SCALES.items() if words in h}
    mapping = ColumnMapping(kind, {name: tuple(headers) for name, headers in columns.items()}, "", scales)
    return Proposal(mapping, sure, unread, people)


def read_mapping(path: Path, table: Table | None = None) -> ColumnMapping:
    """The mapping in a file. Raises MappingError naming what is wrong, columns that `table` lacks included."""
    if not path.is_file():
        raise MappingError(f"{path}: {said('그런 파일이 없어요', 'there is no such file')}")
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as e:
        ko = "YAML로 읽을 수 없어요. `map`으로 다시 만들어 주세요"
        en = "it can't be read as YAML: make it anew with `map`"
        raise MappingError(f"{path.name}: {said(ko, en)}") from e
    if not isinstance(data, Mapping) or data.get("kind") not in KINDS or not isinstance(data.get("columns"), Mapping):
        ko = "`kind`(opening이나 course)와 `columns`가 있어야 해요"
        en = "it needs `kind` (opening or course) and `columns`"
        raise MappingError(f"{path.name}: {said(ko, en)}")
    kind = cast(TableKind, data["kind"])
    known = _aliases()[kind]
    columns: dict[str, tuple[str, ...]] = {}
    for name, given in data["columns"].items():
        if name not in known:
            told = said(f"{name!r}: 없는 항목이에요", f"{name!r} is no field")
            raise MappingError(f"{path.name}: {told} ({', '.join(known)})")
        headers = tuple(str(h) for h in (given if isinstance(given, list) else [given]) if h not in (None, ""))
        lacking = [h for h in headers if table is not None and h not in table.headers]
        if lacking:
            has = ", ".join(table.headers if table else ())
            told = said(f"표에 {lacking[0]!r} 열이 없어요", f"the table has no column {lacking[0]!r}")
            raise MappingError(f"{path.name}: {told} ({has})")
        if headers:
            columns[name] = headers
    mapping = ColumnMapping(kind, columns, _source_name(path, data), _units(data))
    if mapping.missing:
        names = ", ".join(mapping.missing)
        raise MappingError(f"{path.name}: {said(f'{names} 항목에 열을 정해 주세요', f'{names} must be mapped')}")
    return mapping


def mapping_text(proposal: Proposal, source: str) -> str:
    """The mapping as a file with remarks, for somebody to correct."""
    mapping = proposal.mapping
    columns = {name: list(h) if len(h) > 1 else h[0] for name, h in mapping.columns.items()}
    columns |= dict.fromkeys(mapping.missing, "")
    body: dict[str, Any] = {"kind": mapping.kind, "source": source, "columns": columns}
    if mapping.scales:
        body["units"] = dict(mapping.scales)
    lines = ["# 열 이름을 항목에 맞춘 파일이에요. 고친 뒤 표 파일 옆에 두면 `add`가 그대로 따라요.",
             "# Which column is which field. Correct it and leave it beside the table: `add` follows it."]  # fmt: skip
    text = "\n".join(lines) + "\n" + yaml.safe_dump(body, allow_unicode=True, sort_keys=False)
    if proposal.unread:
        text += f"# 읽지 않는 열 · not read: {', '.join(proposal.unread)}\n"
    if proposal.people:
        text += f"# 개인정보라 읽지 않는 열 · about people, never read: {', '.join(proposal.people)}\n"
    return text + f"# 쓸 수 있는 항목 · fields: {', '.join(_aliases()[mapping.kind])}\n"


def _source_name(path: Path, data: Mapping[str, Any]) -> str:
    name = str(data.get("source") or "").strip()
    if len(name) > 60 or re.search(r"[\n:/\\]", name):
        ko, en = "`source`는 :와 / 없는 짧은 이름이어야 해요", "`source` must be a short name without : and /"
        raise MappingError(f"{path.name}: {said(ko, en)}")
    return name


def _units(data: Mapping[str, Any]) -> dict[str, str]:
    units = data.get("units") or {}
    pairs = units.items() if isinstance(units, Mapping) else ()
    return {str(header): str(unit) for header, unit in pairs if str(unit) in _SCALES.values()}


def _named(headers: Sequence[str], kind: TableKind) -> dict[str, list[tuple[str, float]]]:
    """Field → the headers that name it, best first; each header names one field."""
    found: dict[str, list[tuple[str, float]]] = {}
    for header in headers:
        if header and not _is_people(header) and (best := _field_of(header, kind)):
            name, fit = best
            found.setdefault(name, []).append((header, fit))
    for name, headers_fit in found.items():
        headers_fit.sort(key=lambda pair: -pair[1])
        most = _MOST_PLACES if name in _SEVERAL else 1
        best_fit = headers_fit[0][1]
        found[name] = [pair for pair in headers_fit if pair[1] == best_fit][:most]
    return found


def _field_of(header: str, kind: TableKind) -> tuple[str, float] | None:
    folded = _fold(header)
    if not folded:
        return None
    heading = not _VALUE.search(folded)
    best: tuple[float, int, str] | None = None
    for name, words in _aliases()[kind].items():
        for word in words:
            if folded == word:
                return name, _EXACT
            if heading and len(word) >= 2 and word in folded and (best is None or len(word) > best[1]):
                best = (_PART, len(word), name)
    return (best[2], best[0]) if best else None


def _weight(named: Mapping[str, list[tuple[str, float]]], kind: TableKind) -> float:
    needed = sum(2.0 for name in NEEDED[kind] if name in named)
    return needed + sum(found[0][1] for found in named.values())


def _by_values(table: Table, header: str) -> str:
    values = [v for row in table.rows[:_SAMPLE] if (v := row.cells.get(header, ""))]
    if len(values) < 2:
        return ""
    return next((n for n, p in _BY_VALUE.items() if sum(bool(p.match(v)) for v in values) >= 0.7 * len(values)), "")


def _is_people(header: str) -> bool:
    folded = _fold(header)
    return folded in _people() or any(len(w) >= 3 and w in folded for w in _people())


def _fold(header: str) -> str:
    bare = re.sub(r"[(\[（].*?[)\]）]|\*", "", header) or header
    return re.sub(r"[\s_·.\-:/]+", "", bare).lower()


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    path = Path(__file__).with_name("columns.yaml")
    return cast(Mapping[str, Any], yaml.safe_load(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _aliases() -> Mapping[TableKind, Mapping[str, frozenset[str]]]:
    return {kind: {name: frozenset(map(_fold, words)) for name, words in _data()[kind].items()} for kind in KINDS}


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return frozenset(map(_fold, _data()["people"]))
