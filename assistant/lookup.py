"""Step 4 of a turn: what the knowledge base holds for the wants understood. No words are made here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.evidence import Found
from assistant.guards import fold_plain
from assistant.understanding import Understanding
from knowledge.base import Base
from knowledge.models import LANGS, Hit, Kind, Lang, Query, Retrieval, Section

K_SECTIONS = 12
# A planned section leads only when a plan was asked for, or when nothing in force comes near it.
PLAN_MARGIN = 1.6
# Information families that hold what several programmes share; they may answer beside a named family.
SHARED_FAMILIES = frozenset({"places", "standards"})


class SectionLookup:
    """Finds the sections for a question: corrections of wrong premises first, then the best per thing asked."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._premises: list[tuple[str, tuple[tuple[str, ...], ...]]] = []
        self.reload()

    def reload(self) -> None:
        """Takes the premises of the correction sections in again after the base changed."""
        self._premises = [
            (s.id, tuple(tuple(fold_plain(w) for w in words) for words in s.premises))
            for lang in LANGS
            for s in self._base.sections(lang)
            if s.premises
        ]

    def corrections(self, u: Understanding) -> tuple[Section, ...]:
        """Sections that put right a claim the message is built on (at most one: the one matched by most words)."""
        said = fold_plain(" ".join([u.query, *self._base.lexicon.expand(u.query)]))
        best: dict[str, int] = {}
        for id_, sets in self._premises:
            for words in sets:
                if words and all(w in said for w in words):
                    best[id_] = max(best.get(id_, 0), sum(len(w) for w in words))
        ids = sorted(best, key=lambda i: -best[i])
        named = [i for i in ids if not u.families or i.split("/")[0] in {*u.families, *SHARED_FAMILIES}]
        found = (self._base.section(i, u.lang) for i in (named or ids)[:1])
        return tuple(s for s in found if s is not None)

    def search(self, u: Understanding, as_of: date, *, topics: tuple[str, ...] | None = None) -> Retrieval:
        """The retriever's own answer for the message."""
        return self._base.search(
            Query(
                text=u.query,
                kind="section",
                as_of=as_of,
                lang=u.lang,
                k=K_SECTIONS,
                families=u.families,
                programmes=u.programmes,
                topics=u.topics if topics is None else topics,
            )
        )

    def find(self, u: Understanding, as_of: date) -> tuple[tuple[Found, ...], Retrieval]:
        """The best sections for each family and topic asked, in the order asked."""
        retrieval = self.search(u, as_of)
        hits = self._fitting(retrieval.kept, u)
        if not hits:
            overview = self._overviews(u)
            return ((Found("overview", overview),) if overview else ()), retrieval
        first = _lead_hit(hits, u)
        found = [Found((u.topics or ("",))[0], (first, *(s for s in _sections(hits) if s.id != first.id)))]
        shown = {first.id}
        for family in u.families[:3]:
            if family != first.family and all(f.sections[0].family != family for f in found):
                own = [s for s in _sections(hits) if s.family == family and s.id not in shown]
                if own:
                    found.append(Found(family, tuple(own)))
                    shown.add(own[0].id)
        for topic in u.topics[:3]:
            if any(topic in f.sections[0].topics for f in found):
                continue
            own = [
                s
                for s in _sections(hits)
                if s.topics[:1] == (topic,) and s.family == first.family and s.id not in shown
                and s.state != "planned"
            ]
            if own:
                found.append(Found(topic, tuple(own)))
                shown.add(own[0].id)
        return tuple(found), retrieval

    def _fitting(self, kept: tuple[Hit, ...], u: Understanding) -> tuple[Hit, ...]:
        if not u.families:
            return kept
        return tuple(h for h in kept if _section(h).family in {*u.families, *SHARED_FAMILIES})

    def _overviews(self, u: Understanding) -> tuple[Section, ...]:
        """A named family always has something to say: its overview."""
        out = []
        for family in u.families[:2]:
            own = [s for s in self._base.sections(u.lang, family) if s.state != "planned" or family == "youth-first-job"]
            own.sort(key=lambda s: "overview" not in s.topics)
            out += own[:1]
        return tuple(out)

    def near_names(self, u: Understanding, retrieval: Retrieval) -> tuple[str, ...]:
        """Short names of the real families nearest to what was asked, best first (at most three)."""
        names: dict[str, None] = {}
        for hit in retrieval.kept[:8]:
            family = self._base.families.get(_section(hit).family)
            if family is not None and family.id not in SHARED_FAMILIES and family.programmes:
                names[family.short[u.lang]] = None
        return tuple(names)[:3]


class CatalogueLookup:
    """Finds courses and openings with the filters heard; a wider search is never done silently."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def search(
        self, u: Understanding, kind: Kind, as_of: date, *, regions: tuple[str, ...], k: int = 12
    ) -> Retrieval:
        """Courses or openings for the message, in `regions` only (empty = everywhere)."""
        f = u.filters
        return self._base.search(
            Query(
                text=u.search_words or u.query,
                kind=kind,
                as_of=as_of,
                lang=u.lang,
                k=k,
                regions=regions,
                skills=f.skills,
                occupations=f.occupations,
                employment=f.employment if kind == "opening" else (),
                modes=f.modes if kind == "course" else (),
                remote=f.remote and kind == "opening",
                newcomer=f.newcomer,
                sme=f.sme and kind == "opening",
                pay_min_monthly=f.pay_min_monthly,
            )
        )


def _section(hit: Hit) -> Section:
    assert isinstance(hit.record, Section)
    return hit.record


def _sections(hits: Iterable[Hit]) -> tuple[Section, ...]:
    return tuple(_section(h) for h in hits)


def _lead_hit(hits: tuple[Hit, ...], u: Understanding) -> Section:
    """The section that leads: the best one, but not a plan where something in force answers nearly as well."""
    best = _section(hits[0])
    if best.state != "planned" or "plan" in u.topics:
        return best
    for hit in hits[1:]:
        if _section(hit).state != "planned" and hit.score * PLAN_MARGIN >= hits[0].score:
            return _section(hit)
    return best


def section_titles(base: Base, ids: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """Titles of sections that exist, in order."""
    return tuple(s.title for i in ids if (s := base.section(i, lang)) is not None)
