"""Step 4 of a turn: what the knowledge base holds for the wants understood. No words are made here."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.evidence import Found
from assistant.guards import fold_plain
from assistant.understanding import Understanding
from assistant.understanding.apart import asks_apart
from assistant.unprovoked import unprovoked
from knowledge.adverts import hides
from knowledge.base import Base
from knowledge.models import LANGS, Hit, Kind, Opening, Query, Rejected, Retrieval, Section
from knowledge.records import LIBRARY

K_SECTIONS = 16
CORE = 2  # of the skills of an occupation, so many are what it is about
MOST_COUNTED = 50  # courses or openings counted for "N found"; more are said to be more
_ANY = {"course": "과정", "opening": "일자리", "section": ""}  # what is searched where only place and terms were said
_SIFTED = 6  # so many times more are looked at where what is wished for stands in no field
# What moves a find among the answers, on the retriever's scale (words 0..1, a named family 0.2, its topic 0.2).
CENTRAL = 0.06  # the first section of a guideline on its topic is the one most people mean
UNPROVOKED = 0.20  # a correction answers a wrong belief; without it the plain section does
UNASKED_PLAN = 0.20
OTHER_PROGRAMME = 0.15
BESIDE_NAMED = 0.25  # shared information beside the family that was named
CLOSE = 0.85  # share of the best score from which a second section is worth a line
# Words and meaning that a find shares with a question naming nothing of ours. With this SURE 8 of the 120 questions
# beyond the library (knowledge/embedding/data/unknown.jsonl) get an answer.
SURE, GUESS = 0.55, 0.45
# A document that was added has no topics and hardly a meaning the model knows: it answers where it holds clearly more
# of the question's own words than any section of the library.
OWN_WORDS, CLEARLY, OF_DOCUMENT = 0.3, 1.5, 0.35
ASKED_BESIDE = frozenset({"apply", "documents", "when_paid", "own_share", "penalty", "contact", "duration", "amount"})
# What a question of its own in the same message may ask beside another one
ASKED_APART = frozenset({"age", "students", "attendance", "exclusion", "who"})
# Information families that hold what several programmes share; they may answer beside a named family.
SHARED_FAMILIES = frozenset({"places", "standards"})


class SectionLookup:
    """Finds the sections for a question: corrections of wrong premises first, then the best per thing asked."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._premises: list[tuple[str, tuple[tuple[str, ...], ...]]] = []
        self._central: dict[tuple[str, tuple[str, ...]], int] = {}
        self.reload()

    def reload(self) -> None:
        """Takes the premises of the correction sections in again after the base changed."""
        self._premises = [
            (s.id, tuple(tuple(_folded_premise(w) for w in words) for words in s.premises))
            for lang in LANGS
            for s in self._base.sections(lang)
            if s.premises
        ]
        self._central = {}
        for s in sorted(self._base.sections("ko"), key=lambda s: s.order):
            if s.state == "in_force":
                self._central.setdefault((s.family, s.topics[:1]), s.order)

    def corrections(self, u: Understanding) -> tuple[Section, ...]:
        """Sections that put right a claim the message is built on (at most one: the one matched by most words)."""
        said = fold_plain(" ".join([u.query, *self._base.lexicon.expand(u.query)]))
        english = " ".join(_WORD.findall(u.query.lower()))
        named = {f"@{name}" for name in (*u.families, *u.programmes)}
        best: dict[str, int] = {}
        for id_, sets in self._premises:
            for words in sets:
                if words and all(_holds(w, said, english, named) for w in words):
                    best[id_] = max(best.get(id_, 0), sum(len(w) for w in words))
        ids = sorted(best, key=lambda i: -best[i])
        own = [i for i in ids if not u.families or i.split("/")[0] in {*u.families, *SHARED_FAMILIES}]
        found = (self._base.section(i, u.lang) for i in (own or ids)[:1])
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
        ranked = self._answering(retrieval.kept, u, as_of)
        if not ranked:
            overview = self._overviews(u)
            return ((Found("overview", overview),) if overview else ()), retrieval
        sections = tuple(s for s, _ in ranked)
        first, best = ranked[0]
        found = [Found((u.topics or ("",))[0], sections)]
        close = [s for s, score in ranked[1:] if score >= best * CLOSE]
        for family in u.families[:3]:
            if family != first.family and (own := [s for s in sections if s.family == family]):
                found.append(Found(family, tuple(own)))
        beside = ASKED_BESIDE | ASKED_APART if asks_apart(u.text) else ASKED_BESIDE
        asked = [t for t in u.topics[:4] if t in beside and t not in first.topics[:1]]
        for topic in asked[:2]:
            own = [s for s in close if s.topics[:1] == (topic,) and s.family == first.family]
            if not own and u.families:
                own = [s for s, _ in self._answering(self.search(u, as_of, topics=(topic,)).kept, u, as_of)]
                own = [s for s in own if topic in s.topics[:2] and s.family == first.family and s.id != first.id]
            if own:
                found.append(Found(topic, tuple(own)))
        if not u.families and close and close[0].family != first.family and close[0].topics[:1] == first.topics[:1]:
            found.append(Found("other", (close[0],)))  # nothing says which of two schemes is meant: both
        return tuple(found), retrieval

    def sureness(self, u: Understanding, found: tuple[Found, ...], retrieval: Retrieval) -> float:
        """How much the first find shares with the question; 1 where the question names what it is about."""
        if not found or u.families or u.leans or u.lookalikes:
            return 1.0
        id_ = found[0].sections[0].id
        parts = next((h.parts for h in retrieval.kept if h.id == id_), {})
        if found[0].sections[0].document != LIBRARY and parts.get("words", 0.0) >= OWN_WORDS:
            return 1.0
        return sum(parts.get(name, 0.0) for name in ("words", "meaning", "asked")) if parts else 1.0

    def _answering(self, kept: tuple[Hit, ...], u: Understanding, as_of: date) -> list[tuple[Section, float]]:
        """The finds in the order in which they answer: what is central to a scheme before its special cases, what
        holds before what is planned, a correction only for who holds the wrong belief."""
        ranked = []
        of_library = max((h.parts.get("words", 0.0) for h in kept if _section(h).document == LIBRARY), default=0.0)
        least = max(OWN_WORDS, CLEARLY * of_library)
        for hit in kept:
            section = _section(hit)
            if unprovoked(section.id, u.text):
                continue
            # What was true last year and has no successor is still the answer, as the last one known.
            score = hit.score
            if not any(_succeeds(_section(other), section, as_of) for other in kept):
                score -= hit.parts.get("validity", 0.0)
            # A look-alike's section answers when its name is all that was said, not beside a programme that was named.
            if u.families and section.family not in u.families and (u.programmes or section.id not in u.lookalikes):
                if section.family not in SHARED_FAMILIES:
                    continue
                score -= BESIDE_NAMED
            if (section.family, section.topics[:1]) in self._central and section.order == self._central[
                (section.family, section.topics[:1])
            ]:
                score += CENTRAL
            if section.document != LIBRARY and hit.parts.get("words", 0.0) >= least:
                score += OF_DOCUMENT
            if section.topics[:1] == ("correction",):
                score -= UNPROVOKED
            if section.state == "planned" and "plan" not in u.topics and section.family != "youth-first-job":
                score -= UNASKED_PLAN
            if u.programmes and section.programmes and not set(u.programmes) & set(section.programmes):
                score -= OTHER_PROGRAMME
            ranked.append((section, score))
        return sorted(ranked, key=lambda item: -item[1])

    def _overviews(self, u: Understanding) -> tuple[Section, ...]:
        """A named family always has something to say: its overview."""
        out = []
        for family in u.families[:2]:
            own = [
                s for s in self._base.sections(u.lang, family) if s.state != "planned" or family == "youth-first-job"
            ]
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

    def nearby(self, u: Understanding) -> tuple[str, ...]:
        """Occupations near the skills asked for: those that begin with such a skill or one related to it."""
        skills, occupations = self._base.taxonomy.skills, self._base.taxonomy.occupations
        begins = (occupations[o].skills[:1] for o in u.filters.occupations if o in occupations)
        asked = {*u.filters.skills, *(s for first in begins for s in first)}
        wanted = {r for s in asked if s in skills for r in (s, *skills[s].related)}
        return tuple(o.id for o in occupations.values() if wanted & set(o.skills[:CORE]))

    def search(
        self, u: Understanding, kind: Kind, as_of: date, *, regions: tuple[str, ...], near: bool = False
    ) -> Retrieval:
        """Courses or openings for the message, in `regions` only (empty = everywhere), with `near` also those of
        occupations near the skills asked for."""
        f = u.filters
        near_ids = self.nearby(u) if near else ()
        skills = f.skills
        if kind == "course" and not skills:  # a course is of an occupation where it teaches what that begins with
            known = self._base.taxonomy.occupations
            skills = tuple(dict.fromkeys(s for o in f.occupations if o in known for s in known[o].skills[:CORE]))
        found = self._base.search(
            Query(
                text=u.search_words or _ANY[kind],
                said=u.text if u.search_words and u.search_words.split()[0] in u.text else "",
                kind=kind,
                as_of=as_of,
                lang=u.lang,
                k=MOST_COUNTED * (_SIFTED if f.wishes or f.starts or f.dormitory or f.pay_min_hourly else 1),
                regions=regions,
                skills=skills,
                occupations=(*f.occupations, *near_ids),
                employment=f.employment if kind == "opening" else (),
                modes=f.modes if kind == "course" else (),
                remote=f.remote and kind == "opening",
                newcomer=f.newcomer,
                sme=f.sme and kind == "opening",
                pay_min_monthly=f.pay_min_monthly,
            )
        )
        return _without_scams(found) if kind == "opening" else found


def _without_scams(found: Retrieval) -> Retrieval:
    """Openings that ask for money, a bank book and the like aren't shown to people who look for work."""
    hidden = [h for h in found.kept if isinstance(h.record, Opening) and hides(h.record)]
    if not hidden:
        return found
    left_out = (Rejected(h.id, "scam", h.score, h.title) for h in hidden)
    kept = tuple(h for h in found.kept if h not in hidden)
    return replace(found, kept=kept, rejected=(*left_out, *found.rejected))


def _section(hit: Hit) -> Section:
    assert isinstance(hit.record, Section)
    return hit.record


_WORD = re.compile(r"[a-z0-9%]+(?:\.[0-9]+)?")
_HANGUL, _LATIN = re.compile("[가-힣]"), re.compile("[a-z]")


def _folded_premise(word: str) -> str:
    """A premise word as it is looked for; ``!`` (must not stand) and ``@`` (a family or programme) keep their mark."""
    if word[:1] == "@":
        return word
    mark = "!" if word[:1] == "!" else ""
    return mark + (fold_plain(word) if re.search("[가-힣]", word) else " ".join(_WORD.findall(word.lower())))


def _holds(word: str, said: str, english: str, named: set[str]) -> bool:
    if word[:1] == "@":
        return word in named
    if word[:1] == "!":
        return not _holds(word[1:], said, english, named)
    if _HANGUL.search(word):
        at = said.find(word)
        while at > 0 and said[at - 1] == "비":  # 비수도권 isn't 수도권
            at = said.find(word, at + 1)
        return at >= 0
    # Latin words count whole ("free" isn't in "freelancer"), and so they do before a particle ("kdt는").
    return word.replace(".", "") in said if not _LATIN.search(word) else f" {word} " in f" {english} "


def _succeeds(newer: Section, older: Section, as_of: date) -> bool:
    """Whether `newer` gives this year what `older` gave for a year that is over."""
    if older.valid_to is None or older.valid_to >= as_of or newer.valid_from is None:
        return False
    same = newer.family == older.family and newer.topics[:1] == older.topics[:1]
    return same and older.valid_to < newer.valid_from <= as_of
