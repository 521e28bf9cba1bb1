"""Files of record lines somebody hands over → a load: openings, courses and sections in the shape that `show` prints.

Their shape is checked by `records_jsonl`. Here they become like what is read from a table: places and taxonomy ids are
ours, contacts and names of people are out, links can be followed; what can't be used is left out with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from knowledge import codec
from knowledge.errors import RecordUnreadable, UnknownRegion
from knowledge.ingest import DOCUMENT, Load
from knowledge.models import Course, Opening, Pay, Section
from knowledge.records import LIBRARY, Item, Training
from knowledge.settings import TIMEZONE
from knowledge.sources.files import Tabular, list_name
from knowledge.sources.pay import pay_doubt
from knowledge.sources.reading import URL, Doubt, body_of, line_of
from knowledge.sources.records_jsonl import holds_records, read_records
from knowledge.sources.words import said
from knowledge.taxonomy import Taxonomy

HEAD: Final = 1 << 16  # bytes that tell whether a file holds records
_LOOKED_AT: Final = 20  # lines of them
T = TypeVar("T", Opening, Course)


def holds_record_lines(head: bytes) -> bool:
    """Whether a file that begins with `head` (at most HEAD bytes) holds records, a line each."""
    lines = [line for line in head.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    if len(head) >= HEAD:
        lines = lines[:-1] or lines
    return any(line.lstrip().startswith(b"{") and holds_records(line) for line in lines[:_LOOKED_AT])


def is_record_file(path: Path) -> bool:
    """`holds_record_lines` of the file at `path`; False where it can't be opened."""
    try:
        with path.open("rb") as file:
            return holds_record_lines(file.read(HEAD))
    except OSError:
        return False


def record_file(path: Path, taxonomy: Taxonomy, today: date) -> Tabular:
    """What a file of records gives: all that the list of its name holds. Its own day is the day it is as of."""
    as_of = min(today, datetime.fromtimestamp(path.stat().st_mtime, TIMEZONE).date())
    name = list_name(path)
    given = record_lines(_lines(path), path.name, taxonomy, as_of)
    given.load = replace(given.load, source=f"{DOCUMENT}{name}", complete=True, total=_count(path))
    return given


def record_lines(lines: Iterable[bytes], name: str, taxonomy: Taxonomy, as_of: date) -> Tabular:
    """What lines called `name` give; nobody can say that they are all there is of anything."""
    fit = _Fit(taxonomy, name, as_of)
    load = Load(f"{DOCUMENT}{name}", read_records(lines, name, fit), complete=False)
    return Tabular(load, fit.doubts)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from lines


def _count(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")) + 1


@dataclass(slots=True)
class _Fit:
    """Makes one record after another fit to be kept. `doubts` gathers what was left out: (line, field and reason)."""

    taxonomy: Taxonomy
    name: str
    as_of: date
    doubts: list[tuple[int, Doubt]] = field(default_factory=list)

    def __call__(self, item: Item, line: int) -> Item:
        """The record as it is kept. Raises RecordUnreadable."""
        doubts: list[Doubt] = []
        match item:
            case Opening():
                item = self._opening(item, doubts)
            case Training():
                runs = tuple(replace(run, same_as="") for run in item.cohorts)
                item = Training(self._course(item.course, doubts), runs)
            case Section(document=document):
                item = replace(item, confidence="added", document=self.name if document == LIBRARY else document)
        try:
            codec.dumps(item).encode()
        except UnicodeEncodeError as e:
            raise RecordUnreadable(said("글자가 깨졌어요", "it has broken characters. Save it as UTF-8.")) from e
        self.doubts += [(line, doubt) for doubt in doubts]
        return item

    def _opening(self, o: Opening, doubts: list[Doubt]) -> Opening:
        ours = self.taxonomy.occupations
        left = [*self._unknown(o, "required"), *self._unknown(o, "preferred")]
        left += [] if not o.occupation or o.occupation in ours else [("occupation", o.occupation)]
        doubts += [_unknown(o.id, name, id_) for name, id_ in left]
        strange = {id_ for _, id_ in left}
        return replace(
            self._shared(o, strange, doubts), employer=_worded(o.employer, "employer"),
            body=body_of(o.body) or line_of(o.title), pay=_pay(o, doubts), same_as="",
            occupation="" if o.occupation in strange else o.occupation,
            required=_without(o.required, strange), preferred=_without(o.preferred, strange),
            **{name: replace(sign, quote=line_of(sign.quote)) for name in ("sme", "ax") if (sign := getattr(o, name))},
        )  # fmt: skip

    def _course(self, c: Course, doubts: list[Doubt]) -> Course:
        left = self._unknown(c, "teaches")
        left += [("occupations", id_) for id_ in c.occupations if id_ not in self.taxonomy.occupations]
        doubts += [_unknown(c.id, name, id_) for name, id_ in left]
        strange = {id_ for _, id_ in left}
        return replace(
            self._shared(c, strange, doubts), institution=_worded(c.institution, "institution"),
            description=body_of(c.description), teaches=_without(c.teaches, strange),
            occupations=_without(c.occupations, strange),
        )  # fmt: skip

    def _shared(self, record: T, strange: set[str], doubts: list[Doubt]) -> T:
        """What openings and courses have in common: title, place, day, links, phrases."""
        try:
            region = self.taxonomy.regions.canonical(record.region)
        except UnknownRegion as e:
            ko = f"{record.region}: 없는 지역 코드예요"
            raise RecordUnreadable(said(ko, f"region {record.region} is no code of the list.")) from e
        addresses = filter(None, (record.url, *(address for _, address in record.links)))
        bad = [address for address in addresses if not URL.fullmatch(address)]
        doubts += [Doubt(record.id, "url", _no_address(address)) for address in dict.fromkeys(bad)]
        url = "" if record.url in bad else record.url
        links = tuple(link for link in record.links if link[1] not in bad) or (((record.source, url),) if url else ())
        changes: dict[str, Any] = {
            "title": _worded(record.title, "title"), "region": region, "as_of": record.as_of or self.as_of, "url": url,
            "links": links, "found": tuple((id_, words) for id_, words in record.found if id_ not in strange),
        }  # fmt: skip
        return replace(record, **changes)

    def _unknown(self, record: Opening | Course, name: str) -> list[tuple[str, str]]:
        """The skills of a field that the taxonomy doesn't have, each with the field."""
        return [(name, id_) for id_ in getattr(record, name) if id_ not in self.taxonomy.skills]


def _worded(given: str, name: str) -> str:
    if not (words := line_of(given)):
        raise RecordUnreadable(said(f"{name}에 글이 없어요", f"{name} has no words in it."))
    return words


def _pay(o: Opening, doubts: list[Doubt]) -> Pay | None:
    if o.pay is None or not (reason := pay_doubt(o.pay)):
        return o.pay
    doubts.append(Doubt(o.id, "pay", reason))
    return None


def _unknown(id_: str, name: str, given: str) -> Doubt:
    return Doubt(id_, name, said(f"{given!r}: 이음의 사전에 없어요", f"{given!r} isn't in the taxonomy"))


def _no_address(given: str) -> str:
    return said(f"{given[:80]!r}: 웹 주소가 아니에요", f"{given[:80]!r} is no web address")


def _without(ids: Iterable[str], strange: set[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ not in strange)
