"""What the store keeps, one row a thing: families, sections (one a language), courses with their cohorts, openings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from knowledge import codec
from knowledge.models import Cohort, Course, Family, Lang, Opening, Section

RecordKind = Literal["family", "section", "course", "opening"]
LIBRARY: Final = "library"  # the source name of the starter library
SAMPLE: Final = "sample"  # the source name of the sample catalogue


@dataclass(frozen=True, slots=True)
class Training:
    """A course with all its cohorts: what is loaded, compared and replaced as one."""

    course: Course
    cohorts: tuple[Cohort, ...]


Item = Family | Section | Training | Opening
Links = tuple[tuple[str, str], ...]

_KINDS: dict[RecordKind, type[Family] | type[Section] | type[Training] | type[Opening]] = {
    "family": Family,
    "section": Section,
    "course": Training,
    "opening": Opening,
}


class Key(NamedTuple):
    """What names a row. `lang` is empty for things that exist once for both languages."""

    kind: RecordKind
    id: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A record as stored: `payload` is canonical JSON, `digest` its fingerprint.

    `valid_from` and `valid_to` are the days a section holds, an opening is posted and closes, a course can still be
    applied for (the last one only); None where nothing is said.
    """

    key: Key
    source: str
    payload: str
    digest: str
    valid_from: date | None = None
    valid_to: date | None = None
    parts: tuple[str, ...] = ()  # ids of what lies inside and is asked for by itself: the cohorts of a course
    withdrawn: bool = False  # an opening that its source took down

    def item(self) -> Item:
        """The decoded record. Raises RecordUnreadable."""
        return codec.decode(_KINDS[self.key.kind], codec.loads(self.payload))


@dataclass(frozen=True, slots=True)
class Change:
    """A row as it is after a change; `item` is None where the record went."""

    seq: int
    key: Key
    row: Row | None


def key_of(item: Item) -> Key:
    """The key under which `item` is kept."""
    match item:
        case Section():
            return Key("section", item.id, item.lang)
        case Family():
            return Key("family", item.id)
        case Training():
            return Key("course", item.course.id)
        case Opening():
            return Key("opening", item.id)


def row_of(item: Item, source: str) -> Row:
    """The row that keeps `item`, as loaded from `source`."""
    payload = codec.dumps(item)
    parts = tuple(c.id for c in item.cohorts) if isinstance(item, Training) else ()
    withdrawn = isinstance(item, Opening) and item.withdrawn
    return Row(key_of(item), source, payload, _digest(item, payload), *_bounds(item), parts, withdrawn)


def bare(item: Item) -> Item:
    """The record as its own source tells it, without what merging it with those of others wrote."""
    match item:
        case Opening() if item.same_as or not _all_of(item.source, item.links):
            return replace(item, links=_own(item.source, item.links), same_as="")
        case Training(course, cohorts) if any(c.same_as for c in cohorts) or not _all_of(course.source, course.links):
            course = replace(course, links=_own(course.source, course.links))
            return Training(course, tuple(replace(c, same_as="") for c in cohorts))
        case _:
            return item


def _all_of(source: str, links: Links) -> bool:
    return all(link[0] == source for link in links)


def _own(source: str, links: Links) -> Links:
    return tuple(link for link in links if link[0] == source)


def _digest(item: Item, payload: str) -> str:
    """The fingerprint of what a record's source says. The day it was read counts by the week: a daily load must not
    rewrite everything, and a record that stays must not look forgotten."""
    calm: Item
    if (own := bare(item)) is not item:
        item, payload = own, codec.dumps(own)
    match item:
        case Training(course=Course(as_of=date() as day)):
            calm = replace(item, course=replace(item.course, as_of=_monday(day)))
        case Opening(as_of=date() as day):
            calm = replace(item, as_of=_monday(day))
        case _:
            return codec.digest(payload)
    return codec.digest(codec.dumps(calm))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _bounds(item: Item) -> tuple[date | None, date | None]:
    match item:
        case Section():
            return item.valid_from, item.valid_to
        case Opening():
            return item.posted, item.closes
        case Training():
            return None, max((c.apply_by for c in item.cohorts), default=None)
        case Family():
            return None, None


def other_lang(lang: Lang) -> Lang:
    """The other of the two languages."""
    return "en" if lang == "ko" else "ko"
