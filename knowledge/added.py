"""Which documents were added to a base and which sources it was filled from, with their ages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.ingest import DOCUMENT
from knowledge.models import Section
from knowledge.records import LIBRARY

_COUNTED: Final = ("section", "course", "opening")

@dataclass(frozen=True, slots=True)
class AddedDocument:
    """A document that was added. `basis` is its notice number or issuer, `as_of` the day of its newest section,
    `review_by` the first day on which one wants looking at again, `versions` how often it was taken in with changes."""

    id: str
    title: str
    basis: str
    family: str
    url: str
    as_of: date | None
    review_by: date | None
    sections: int
    tables: int
    versions: int

    def age(self, today: date) -> int | None:
        """Days since it was issued; None where its day isn't known."""
        return (today - self.as_of).days if self.as_of else None

    def past_review(self, today: date) -> bool:
        """Whether somebody should look whether it still holds."""
        return self.review_by is not None and self.review_by < today


@dataclass(frozen=True, slots=True)
class Source:
    """Where records come from. `read_on` is the day it was last read; None if that was before days were kept."""

    name: str
    sections: int
    courses: int
    openings: int
    read_on: date | None

    def age(self, today: date) -> int | None:
        """Days since it was read."""
        return (today - self.read_on).days if self.read_on else None


def read_on(source: str) -> str:
    """The name under which the base remembers when a source was last read."""
    return f"read {source}"


def sources_of(counts: Mapping[tuple[str, str, str], int], fact: Callable[[str], str | None]) -> tuple[Source, ...]:
    """The sources of `counts` (kind, language, source → records), lists of openings and courses that were added among
    them, other documents left out; by name."""
    there = ((kind, source) for (kind, _, source), n in counts.items() if n and kind in _COUNTED)
    counted = {source for kind, source in there if not _is_text(kind, source)}
    found = (_source(name, counts, fact(read_on(name))) for name in counted)
    return tuple(sorted(found, key=lambda source: source.name))


def _is_text(kind: str, source: str) -> bool:
    return kind == "section" and source.startswith(DOCUMENT)


def _source(name: str, counts: Mapping[tuple[str, str, str], int], day: str | None) -> Source:
    sums = {kind: sum(n for (k, _, source), n in counts.items() if (k, source) == (kind, name)) for kind in _COUNTED}
    read = date.fromisoformat(day) if day else None
    return Source(name.removeprefix(DOCUMENT), sums["section"], sums["course"], sums["opening"], read)


def added_documents(sections: Iterable[Section], replaced: Mapping[str, int]) -> tuple[AddedDocument, ...]:
    """The documents that `sections` come from, by title; `replaced` says by source how often some were replaced."""
    found: dict[str, list[Section]] = {}
    for section in sections:
        if section.document != LIBRARY:
            found.setdefault(section.document, []).append(section)
    documents = (_document(id_, own, 1 + replaced.get(f"{DOCUMENT}{id_}", 0)) for id_, own in found.items())
    return tuple(sorted(documents, key=lambda d: (d.title, d.id)))


def _document(id_: str, own: list[Section], versions: int) -> AddedDocument:
    titles = [s.heading_path[0] for s in own if s.heading_path]
    return AddedDocument(
        id=id_,
        title=titles[0] if titles else id_,
        basis=next((s.basis for s in own if s.basis), ""),
        family=own[0].family,
        url=next((s.url for s in own if s.url), ""),
        as_of=max((s.as_of for s in own if s.as_of), default=None),
        review_by=min((s.review_by for s in own if s.review_by), default=None),
        sections=len(own),
        tables=sum(1 for s in own if s.table),
        versions=versions,
    )
