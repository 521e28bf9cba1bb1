"""One search for everything: what the words say → lexical and vector finds → kept and rejected, with reasons."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, cast

from knowledge.entries import section_key
from knowledge.errors import EmbedderError, VectorError
from knowledge.fusion import DEFAULT_VECTOR_WEIGHT, Fused, fuse
from knowledge.lexical import Candidate, Filters, LexicalIndex, Number
from knowledge.lifecycle import next_joinable
from knowledge.models import ANYWHERE, Hit, Kind, Lang, Opening, Query, Record, Rejected, Retrieval, Section
from knowledge.passages import best_passage, sentences
from knowledge.ranking import Scored, left_out, rank_catalogue, rank_sections
from knowledge.records import Item, Key, Training
from knowledge.store import Store
from knowledge.taxonomy import Regions
from knowledge.vectors import VectorIndex
from knowledge.wording import Reader, Wording

log = logging.getLogger(__name__)

POOL: Final[Mapping[Kind, int]] = {"section": 60, "course": 40, "opening": 40}  # finds that are judged
_NEAREST: Final = 40  # finds of the vector side
_REJECTED: Final = 20  # rejected ones that are named
_LEFT_OUT: Final = 12  # finds looked at again without filters, to say why they were left out


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a search reads: one state of the base. `sections` is by index key."""

    store: Store
    indexes: Mapping[Kind, LexicalIndex]
    sections: Mapping[str, Section]
    vectors: VectorIndex | None
    reader: Reader
    regions: Regions


class Retriever:
    """Searches one state of the base. Safe to use from several threads."""

    def __init__(self, shelf: Shelf, *, vector_weight: float = DEFAULT_VECTOR_WEIGHT) -> None:
        self._shelf = shelf
        self._weight = vector_weight
        self._holds = lru_cache(maxsize=50_000)(shelf.regions.contains)
        self._inside = lru_cache(maxsize=2_000)(self._find_inside)

    def search(self, query: Query) -> Retrieval:
        """What `query` finds on its day, best first, and what was left out and why.

        Courses are given as their next joinable cohort, one a course. Nothing above the floor, nothing kept.
        """
        clock = _Clock()
        with clock("clean"):
            wording = self._shelf.reader.tidy(query.text)
        with clock("analyse"):
            wording = self._shelf.reader.analyse(wording, query)
        with clock("search"):
            found = self._find(wording, query)
            others = self._without_filters(wording, query, found)
        with clock("rank"):
            kept, rejected = self._give(self._rank(found, wording, query), wording, query)
            rejected = [*self._reasons(others, query), *rejected][:_REJECTED]
        return Retrieval(query, tuple(kept), tuple(rejected), clock.spent)

    # ---- finding

    def _find(self, wording: Wording, query: Query) -> list[tuple[Candidate, Fused]]:
        index, filters = self._shelf.indexes[query.kind], self._filters(query)
        pool = max(POOL[query.kind], query.k + _REJECTED)
        if query.kind != "section" and not (wording.asked or query.skills or query.occupations):
            # Nothing but place, kind of contract and the like was said: the filters are the question.
            told = wording.terms or len(filters.tags) > (query.kind == "opening")
            return [(c, Fused(0.0, 0.0)) for c in index.browse(filters, pool)] if told else []
        found = {c.key: c for c in index.search(wording.terms, filters, pool)}
        nearest = self._nearest(wording, query)
        found |= {c.key: c for c in index.pick([k for k in nearest if k not in found], filters)}
        words = {c.key: c.score for c in found.values()}
        fused = fuse(words, {k: s for k, s in nearest.items() if k in found}, self._weight)
        return [(found[key], both) for key, both in fused.items()]

    def _nearest(self, wording: Wording, query: Query) -> dict[str, float]:
        """The vector side: cosine by index key, of those that are related at all."""
        vectors = self._shelf.vectors
        if vectors is None or query.kind == "opening" or not wording.text:
            return {}
        lang = query.lang if query.kind == "section" else ""
        try:
            near = vectors.nearest(query.kind, lang, wording.text, _NEAREST)
        except (EmbedderError, VectorError) as error:
            log.warning("Searching by words alone: %s", error)
            return {}
        key: Callable[[str], str] = (lambda id_: section_key(id_, lang)) if lang else str
        return {key(id_): cosine for id_, cosine in near.items() if cosine >= vectors.embedder.floor}

    def _without_filters(
        self, wording: Wording, query: Query, found: Sequence[tuple[Candidate, Fused]]
    ) -> list[Candidate]:
        if query.kind == "section" or not wording.asked:
            return []
        seen = {candidate.key for candidate, _ in found}
        others = self._shelf.indexes[query.kind].search(wording.terms, Filters(), _LEFT_OUT)
        return [c for c in others if c.key not in seen]

    def _filters(self, query: Query) -> Filters:
        if query.kind == "section":
            return Filters(tags=((f"lang:{query.lang}",),))
        day = query.as_of.toordinal()
        tags: list[tuple[str, ...]] = []
        if query.regions and ANYWHERE not in query.regions:
            codes = {code for region in query.regions for code in self._inside(region)}
            tags.append(tuple(f"region:{code}" for code in (*sorted(codes), ANYWHERE)))
        if query.kind == "course":
            modes = ("live_online", "online") if query.remote and not query.modes else query.modes
            tags += [tuple(f"mode:{mode}" for mode in modes)] if modes else []
            return Filters(tuple(tags), at_least={"ends": day})
        flags = {"live": True, "remote": query.remote, "newcomer": query.newcomer, "sme": query.sme}
        tags += [(flag,) for flag, wanted in flags.items() if wanted]
        tags += [tuple(f"employment:{kind}" for kind in query.employment)] if query.employment else []
        at_least: dict[Number, int] = {"ends": day}
        if query.pay_min_monthly is not None:
            at_least["pay"] = query.pay_min_monthly
        return Filters(tuple(tags), at_least, at_most={"starts": day})

    def _find_inside(self, region: str) -> tuple[str, ...]:
        """The current codes whose tag a record carries exactly if it overlaps `region`."""
        regions = self._shelf.regions
        code = region + "000" if len(region) == 2 else region
        return (code,) if code in regions.all else tuple(c for c in regions.all if regions.contains(code, c))

    # ---- judging

    def _rank(self, found: list[tuple[Candidate, Fused]], wording: Wording, query: Query) -> list[Scored]:
        rarity = self._shelf.indexes[query.kind].rarity({t for one in wording.asked for t in one.tokens})
        if query.kind != "section":
            return rank_catalogue(found, wording, query, rarity, self._holds)
        sections = self._shelf.sections
        known = [(c, fused) for c, fused in found if c.key in sections]
        return _one_language(rank_sections(known, lambda c: sections[c.key], wording, query, rarity), query.lang)

    def _give(self, scored: list[Scored], wording: Wording, query: Query) -> tuple[list[Hit], list[Rejected]]:
        chosen = [s.candidate.key for s in scored if not s.reason][: query.k]
        records = self._records(chosen, query)
        kept: list[Hit] = []
        rejected: list[Rejected] = []
        for one in scored:
            key = one.candidate.key
            if key in records:
                kept.append(_hit(one, records[key], wording, query))
            else:  # a chosen one without a record went after the index was last brought up to date
                reason = one.reason or ("gone" if key in chosen else "rank")
                rejected.append(self._rejected(one.candidate, query.kind, reason, one.score))
        return kept, rejected

    def _reasons(self, others: Sequence[Candidate], query: Query) -> list[Rejected]:
        asked = {code for region in query.regions for code in self._inside(region)}

        def within(region: str) -> bool:
            return region == ANYWHERE or any(self._holds(a, region) or self._holds(region, a) for a in asked)

        found = [(c, left_out(c.card, query, within)) for c in others]
        return [self._rejected(c, query.kind, reason, 0.0) for c, reason in found if reason]

    def _rejected(self, candidate: Candidate, kind: Kind, reason: str, score: float) -> Rejected:
        if kind == "section":
            section = self._shelf.sections[candidate.key]
            return Rejected(section.id, reason, score, section.title)
        return Rejected(candidate.key, reason, score, str(candidate.card["title"]))

    def _records(self, keys: Sequence[str], query: Query) -> dict[str, Record]:
        if query.kind == "section":
            return {key: self._held_on(self._shelf.sections[key], query.as_of) for key in keys}
        rows = self._shelf.store.get_many([Key(query.kind, key) for key in keys])
        return {key.id: record for key, row in rows.items() if (record := _record(row.item(), query.as_of))}

    def _held_on(self, section: Section, as_of: date) -> Section:
        """The version that held on the day, where a newer one has been loaded that holds only later."""
        if section.valid_from is None or section.valid_from <= as_of:
            return section
        for row in self._shelf.store.versions(Key("section", section.id, section.lang)):
            if (row.valid_from is None or row.valid_from <= as_of) and (row.valid_to is None or as_of <= row.valid_to):
                return cast(Section, row.item())
        return section


def _record(item: Item, as_of: date) -> Record | None:
    if isinstance(item, Opening):
        return item
    training = cast(Training, item)
    cohort = next_joinable(training.cohorts, as_of)
    return (training.course, cohort) if cohort else None


def _one_language(scored: Sequence[Scored], lang: Lang) -> list[Scored]:
    """Of a section that was found in both languages, the one in the language asked for."""
    own = {s.candidate.key.partition(":")[2] for s in scored if s.candidate.key.startswith(f"{lang}:")}
    return [s for s in scored if s.candidate.key.startswith(f"{lang}:") or s.candidate.key.partition(":")[2] not in own]


def _hit(one: Scored, record: Record, wording: Wording, query: Query) -> Hit:
    passages: Sequence[str]
    match record:
        case Section(id=id_, title=title):
            rows = (" | ".join(row) for row in record.table)
            passages = [p for p in (record.lead, *record.details, *rows) if p in record.text]
        case Opening(id=id_, title=title):
            passages = sentences(record.body)
        case (course, cohort):
            id_, title, passages = cohort.id, course.title, sentences(course.description)
    return Hit(id_, query.kind, title, one.score, one.parts, best_passage(passages, wording.text), record)


class _Clock:
    """Milliseconds spent by step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.spent[step] = round((time.perf_counter() - start) * 1000, 3)
