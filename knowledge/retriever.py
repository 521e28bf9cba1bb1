"""One search for everything: what the words say → lexical and vector finds → kept and rejected, with reasons."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, cast

from knowledge.catchup import vector_shelves
from knowledge.embedding.builtin import BuiltinEmbedder
from knowledge.entries import section_key
from knowledge.errors import EmbedderError, VectorError
from knowledge.fusion import Fused, Weights, fuse, weights_of
from knowledge.lexical import Candidate, Filters, LexicalIndex
from knowledge.lifecycle import next_joinable
from knowledge.models import ANYWHERE, Hit, Kind, Lang, Opening, Query, Record, Rejected, Retrieval, Section
from knowledge.packing import Number
from knowledge.passages import best_passage, sentences
from knowledge.ranking import Scored, left_out, rank_catalogue, rank_sections
from knowledge.records import Item, Key, Training
from knowledge.store import Store
from knowledge.taxonomy import Regions
from knowledge.vectors import VectorIndex
from knowledge.wording import Reader, Wording

log = logging.getLogger(__name__)

POOL: Final[Mapping[Kind, int]] = {"section": 60, "course": 40, "opening": 40}  # finds that are judged
_NAMED: Final = 0.15  # of the vector side's share is left where the question names what it is about: words can tell
_DOUBTFUL: Final = 0.5  # trust of the model in what it read from which meaning counts for a ranking
_NEAREST: Final = 40  # finds of the vector side
# What is looked for, not what it is of: 채용 alone would be taken for the work of personnel staff
_LOOKED_FOR: Final = re.compile(
    r"채용|공고|구인|모집|일자리|과정|학원|강의|훈련|\b(?:jobs?|openings?|courses?|class(?:es)?)\b", re.I
)
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

    def __init__(self, shelf: Shelf, weights: Mapping[Kind, Weights] | None = None) -> None:
        """`weights` are those chosen for the shelf's model, if not given."""
        self._shelf = shelf
        self._weights = weights or _weights(shelf.vectors)
        self._holds = lru_cache(maxsize=50_000)(shelf.regions.contains)
        self._inside = lru_cache(maxsize=2_000)(self._find_inside)

    def warm(self) -> None:
        """Reads what is read on first use."""
        if vectors := self._shelf.vectors:
            for kind, lang in vector_shelves():
                vectors.seq(kind, lang)
            if isinstance(vectors.embedder, BuiltinEmbedder):
                vectors.embedder.warm()

    def search(self, query: Query) -> Retrieval:
        """What `query` finds on its day, best first, and what was left out and why.

        Courses are given as their next joinable cohort, one a course. Nothing above the floor, nothing kept.
        """
        clock = _Clock()
        with clock("clean"):
            wording = self._shelf.reader.tidy(query.text)
        with clock("analyse"):
            wording = self._meant(self._shelf.reader.analyse(wording, query), query)
        with clock("search"):
            found = self._find(wording, query)
            others = self._without_filters(wording, query, found)
        with clock("rank"):
            kept, rejected = self._give(self._rank(found, wording, query), wording, query)
            rejected = [*self._reasons(others, query), *rejected][:_REJECTED]
        return Retrieval(query, tuple(kept), tuple(rejected), clock.spent, tuple(wording.meant))

    # ---- finding

    def _meant(self, wording: Wording, query: Query) -> Wording:
        """The same with the occupations that its words come to, where courses or openings of no name are sought."""
        embedder = self._shelf.vectors.embedder if self._shelf.vectors else None
        named = query.skills or query.occupations or wording.ids("skill") or wording.ids("occupation")
        if query.kind == "section" or named or not wording.asked or not isinstance(embedder, BuiltinEmbedder):
            return wording
        said = self._shelf.reader.tidy(query.said) if query.said else wording
        near = embedder.occupations(_LOOKED_FOR.sub(" ", said.without({"region"})))
        least = self._weights[query.kind].meant
        return wording.meaning({id_: nearness for id_, nearness in near.items() if nearness >= least})

    def _find(self, wording: Wording, query: Query) -> list[tuple[Candidate, Fused]]:
        index, filters = self._shelf.indexes[query.kind], self._filters(query)
        pool = max(POOL[query.kind], query.k + _REJECTED)
        if query.kind != "section" and not (wording.asked or query.skills or query.occupations):
            # Nothing but place, kind of contract and the like was said: the filters are the question.
            told = wording.terms or len(filters.tags) > (query.kind == "opening")
            return [(c, Fused(0.0, 0.0)) for c in index.browse(filters, pool)] if told else []
        found = {c.key: c for c in index.search(wording.terms, filters, pool)}
        nearest, weights = self._nearest(wording, query, found)
        found |= {c.key: c for c in index.pick([k for k in nearest if k not in found], filters)}
        words = {c.key: c.score for c in found.values()}
        fused = fuse(words, {k: s for k, s in nearest.items() if k in found}, weights)
        return [(found[key], both) for key, both in fused.items()]

    def _nearest(
        self, wording: Wording, query: Query, found: Mapping[str, Candidate]
    ) -> tuple[Mapping[str, float], Weights]:  # fmt: skip
        """The vector side: nearness by index key, of the nearest and of what words `found`, and what it weighs.

        Nearness is the cosine, less for a question of words that the base or the model hardly knows: of such a
        question only a part has been understood, and the model is as sure of a part as of a whole.
        """
        weights = self._weights[query.kind]
        if query.kind == "opening":
            return self._reread(wording, found), weights
        vectors = self._shelf.vectors
        if vectors is None or not wording.text:
            return {}, weights
        lang = query.lang if query.kind == "section" else ""
        try:
            ids = [key.partition(":")[2] if lang else key for key in found]
            near = vectors.nearest(query.kind, lang, wording.text, _NEAREST, ids)
        except (EmbedderError, VectorError) as error:
            log.warning("Searching by words alone: %s", error)
            return {}, weights
        key: Callable[[str], str] = (lambda id_: section_key(id_, lang)) if lang else str
        trust = vectors.embedder.trust(wording.text)
        known = self._known(wording, query.kind) * trust
        named = query.families or query.programmes or wording.ids("family") or wording.ids("programme")
        sure = max(0.0, trust - _DOUBTFUL) / (1 - _DOUBTFUL)
        weights = replace(weights, share=weights.share * sure * (_NAMED if named else 1.0))
        return {key(id_): cosine * known for id_, cosine in near.items()}, weights

    def _reread(self, wording: Wording, found: Mapping[str, Candidate]) -> dict[str, float]:
        """Openings have no vectors of their own, there are too many: what words found is compared by its tokens."""
        embedder = self._shelf.vectors.embedder if self._shelf.vectors else None
        if not isinstance(embedder, BuiltinEmbedder) or not found:
            return {}
        near = embedder.compare(wording.text, [candidate.fingerprints for candidate in found.values()])
        return dict(zip(found, near, strict=True))

    def _known(self, wording: Wording, kind: Kind) -> float:
        """The share (0..1) of what was asked that any section or record of this kind holds."""
        indexes = [self._shelf.indexes[one] for one in {"section", kind}]
        total = sum(one.weight for one in wording.asked)
        held = [one for one in wording.asked if any(index.holds(t) for t in one.tokens for index in indexes)]
        return sum(one.weight for one in held) / total if total else 0.0

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
        weights = self._weights[query.kind]
        if query.kind != "section":
            return rank_catalogue(found, wording, query, rarity, self._holds, weights.floor)
        sections = self._shelf.sections
        known = [(c, fused) for c, fused in found if c.key in sections]
        ranked = rank_sections(known, lambda c: sections[c.key], wording, query, rarity, weights)
        return _one_language(ranked, query.lang)

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


def _weights(vectors: VectorIndex | None) -> dict[Kind, Weights]:
    fingerprint = vectors.embedder.fingerprint if vectors else ""
    return {kind: weights_of(fingerprint, kind) for kind in POOL}


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
