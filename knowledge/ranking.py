"""How what was found is judged: what a find covers of the question, and the parts its score is made of. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from knowledge.entries import FOREVER
from knowledge.fusion import Fused, Weights
from knowledge.lexical import Candidate
from knowledge.lifecycle import dates_lifecycle, is_current
from knowledge.models import ANYWHERE, Query, Section
from knowledge.passages import likeness, shapes
from knowledge.records import LIBRARY
from knowledge.wording import Asked, Wording

FLOOR: Final = 0.34
"""Least share of what was asked (weighted by rarity) that a find must hold. It leaves 1.4 % of the library's own
questions without an answer when they are held out of the index (`make bench` says so each time), and lets through
about one in ten about football, phones and the weather; 0.42 would lose twice as many and let hardly any through."""

_SURELY: Final = 0.6
"""The same for a find that isn't of the work which the words were taken to mean."""

FLOOR_HELD: Final = 0.20
"""Least share of a find that the question must hold, where the find holds too little of the question: a single sentence
is about what is asked if a fifth of it is in the question. No section of usual length comes near by chance."""

FLOOR_NAMED: Final = 0.10
"""The same for finds about what the question names: 국취제 with five words nobody wrote about it is still about it."""

# What raises or lowers a section; its words and meaning count 1 at most.
_FAMILY: Final = 0.10
_PROGRAMME: Final = 0.10
_MAIN_TOPIC: Final = 0.20
_TOPIC: Final = 0.08
_ASKED: Final = 0.30  # for a question that people are known to ask of the section in just these words
_ASKED_FROM: Final = 0.7  # likeness below which two questions aren't the same one
_LOOKALIKE: Final = 0.50  # the section that says "this is something else" answers a look-alike name first
_OVER: Final = -0.30  # its time is over: after everything as good, but still there as the last one known
_NOT_YET: Final = -0.20
_ENDED: Final = -0.05

# What the score of a course or opening is made of, at most.
_WORDS: Final = 0.40
_SKILLS: Final = 0.25
_OCCUPATION: Final = 0.20
_REGION: Final = 0.10
_FRESH: Final = 0.05
_PREFERRED: Final = 0.6  # a skill that is welcome, against one that is required
_SAME_EMPLOYER: Final = -0.04  # for each better find of the same employer: a list should show several
_FRESH_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score parts; `reason` says why it isn't kept ("" if it is)."""

    candidate: Candidate
    parts: Mapping[str, float]
    reason: str = ""

    @property
    def score(self) -> float:
        return round(sum(self.parts.values()), 4)


class Coverage:
    """How much of what was asked a candidate holds, rare things counting more."""

    def __init__(self, asked: Sequence[Asked], rarity: Mapping[str, float]) -> None:
        """`rarity` has every token of `asked`."""
        self._weights = [(one, one.weight * min(rarity[token] for token in one.tokens)) for one in asked]
        self._total = sum(weight for _, weight in self._weights)

    def __call__(self, candidate: Candidate) -> float:
        """The share 0..1; 0 if nothing was asked."""
        held = sum(weight for one, weight in self._weights if one.covered(candidate.covers))
        return held / self._total if self._total else 0.0


def _held(asked: Sequence[Asked], candidate: Candidate) -> float:
    """The share (0..1) of the candidate's own words that the question holds."""
    matched = sum(1 for one in asked if one.covered(candidate.covers))
    return matched / len(candidate.fingerprints) if matched else 0.0


def rank_sections(
    found: Iterable[tuple[Candidate, Fused]],
    section_of: Callable[[Candidate], Section],
    wording: Wording,
    query: Query,
    rarity: Mapping[str, float],
    weights: Weights,
) -> list[Scored]:
    """Scores sections, best first; one nearer than the floor is kept whatever words it holds."""
    coverage = Coverage(wording.asked, rarity)
    judged = [(c, fused, section_of(c), coverage(c)) for c, fused in found]
    best = max((covered for *_, covered in judged), default=0.0)
    families, named = {*query.families, *wording.ids("family")}, set(wording.ids("programme"))
    # Words that leave much of a question uncovered stand back where meaning has something to say and no name was said;
    # of a document that was added the model knows too little for that.
    meant = not (families or named) and any(f.vector > 0 and s.document == LIBRARY for _, f, s, _ in judged)
    heard = best or 1.0
    scored = []
    for candidate, fused, section, covered in judged:
        about = section.family in families or bool(named & set(section.programmes))
        ours = section.document == LIBRARY
        words = fused.lexical * (heard**2 if meant and ours else heard)
        parts = {"words": words, "meaning": fused.vector * (1.0 if ours else weights.added)}
        parts |= _section_boosts(section, about, wording, query)
        leant_on = section.family in query.families
        if not wording.asked or (leant_on and parts["topic"] > 0):
            kept = leant_on
        else:
            kept = covered >= (FLOOR_NAMED if about and not wording.strangers else FLOOR)
            kept = kept or _held(wording.asked, candidate) >= FLOOR_HELD
        kept = kept or fused.near >= weights.floor or section.id in wording.ids("lookalike")
        scored.append(Scored(candidate, _rounded(parts), "" if kept else "floor"))
    return sorted(scored, key=lambda s: (-s.score, s.candidate.key))


def _section_boosts(section: Section, about: bool, wording: Wording, query: Query) -> dict[str, float]:
    topic = 0.0
    if section.topics and section.topics[0] in query.topics:
        topic = _MAIN_TOPIC
    elif set(section.topics) & set(query.topics):
        topic = _TOPIC
    programmes = {*query.programmes, *wording.ids("programme")}
    typed = shapes(wording.text)
    alike = max((likeness(typed, ask) for ask in _ask_shapes(section.asks)), default=0.0)
    return {
        "family": _FAMILY if about else 0.0,
        "programme": _PROGRAMME if programmes & set(section.programmes) else 0.0,
        "topic": topic,
        "asked": _ASKED * max(0.0, alike - _ASKED_FROM) / (1 - _ASKED_FROM),
        "lookalike": _LOOKALIKE if section.id in wording.ids("lookalike") else 0.0,
        "validity": _validity(section, query.as_of, wording.text),
    }


@lru_cache(maxsize=8_192)
def _ask_shapes(asks: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(map(shapes, asks))


def _validity(section: Section, as_of: date, text: str) -> float:
    """What it costs not to hold on the day asked about; nothing if the question names the year it holds in."""
    for bound, over, cost in (
        (section.valid_to, section.valid_to is not None and section.valid_to < as_of, _OVER),
        (section.valid_from, section.valid_from is not None and section.valid_from > as_of, _NOT_YET),
    ):
        if bound is not None and over:
            return 0.0 if str(bound.year) in text else cost
    return _ENDED if section.state == "ended" else 0.0


def rank_catalogue(
    found: Iterable[tuple[Candidate, Fused]],
    wording: Wording,
    query: Query,
    rarity: Mapping[str, float],
    holds: Callable[[str, str], bool],
    near: float,
) -> list[Scored]:
    """Scores courses or openings that passed the filters, best first, several employers before more of one.

    `holds(a, b)` says whether region `a` is `b` or holds it; `near` is the nearness from which one is kept whatever
    words it holds.
    """
    coverage = Coverage(wording.asked, rarity)
    judged = [(c, fused, coverage(c)) for c, fused in found]
    best = max((covered for *_, covered in judged), default=0.0)
    wanted = _Wanted(
        frozenset(query.skills).union(wording.ids("skill")),
        frozenset(query.occupations).union(wording.ids("occupation")),
        # A place only named in the words raises what lies there; one asked for has filtered out the rest already.
        query.regions or wording.ids("region"),
        query.as_of.toordinal(),
    )
    described = wording.meant and sum(1 for one in wording.asked if one.weight >= 1) > 1  # one word is a name
    least = _SURELY if described else FLOOR
    scored = []
    for candidate, fused, covered in judged:
        parts = {"words": _WORDS * fused.lexical * (best or 1.0), "meaning": _WORDS * fused.vector}
        parts |= _catalogue_parts(candidate.card, wanted, holds)
        meant = max((wording.meant.get(work, 0.0) for work in candidate.card["occupations"]), default=0.0)
        parts["meant"] = _OCCUPATION * meant
        told = wording.asked or wanted.skills or wanted.occupations
        if wanted.skills or wanted.occupations:
            # What was named decides: the words around a name ("when does a training start") lead to anything.
            kept = parts["skills"] > 0 or parts["occupation"] > 0 or _names_it(candidate, wording)
        else:
            kept = not told or covered >= least or (fused.near >= near and least == FLOOR) or parts["meant"] > 0
        scored.append(Scored(candidate, parts, "" if kept else "floor"))
    return _vary(sorted(scored, key=lambda s: (-s.score, s.candidate.key)))


def _names_it(candidate: Candidate, wording: Wording) -> bool:
    """Whether a record says what was named in the words of the question: a course in its title."""
    if "posted" in candidate.card and any(one.words and one.covered(candidate.covers) for one in wording.asked):
        return True  # an opening's text names its work in both languages
    title = str(candidate.card["title"]).lower()
    named = (m.surface.lower() for m in wording.mentions if m.kind in ("skill", "occupation"))
    return any(re.search(rf"(?<![가-힣a-z]){re.escape(name)}", title) for name in named)  # 전기 isn't in 산업안전기사


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What courses and openings are measured by: ids, and the day as a number."""

    skills: frozenset[str]
    occupations: frozenset[str]
    places: tuple[str, ...]
    day: int


def _catalogue_parts(card: Mapping[str, Any], wanted: _Wanted, holds: Callable[[str, str], bool]) -> dict[str, float]:
    required, preferred, skills = card["required"], card.get("preferred", ()), wanted.skills
    held = sum(1.0 if skill in required else _PREFERRED if skill in preferred else 0.0 for skill in skills)
    # An opening is fresh while it was posted lately, a course while it starts soon.
    if "posted" in card:
        away = wanted.day - card["posted"]
    else:
        away = min((c[2] for c in _joinable(card, wanted.day)), default=FOREVER) - wanted.day
    return {
        "skills": _SKILLS * held / len(skills) if skills else 0.0,
        "occupation": _OCCUPATION if not wanted.occupations.isdisjoint(card["occupations"]) else 0.0,
        "region": _REGION * _nearness(card["region"], wanted.places, holds) if wanted.places else 0.0,
        "fresh": _FRESH * max(0.0, 1 - away / _FRESH_DAYS),
    }


def _nearness(region: str, places: Iterable[str], holds: Callable[[str, str], bool]) -> float:
    """1 inside one of the places, less for what may be there, 0 elsewhere."""
    if region == ANYWHERE:
        return 0.4
    if any(holds(place, region) for place in places):
        return 1.0
    return 0.6 if any(holds(region, place) for place in places) else 0.0


def _vary(scored: Sequence[Scored]) -> list[Scored]:
    """Takes a little off each further find of one employer, and sorts again."""
    seen: dict[str, int] = {}
    varied = []
    for one in scored:
        employer = one.candidate.card["employer"]
        n = seen[employer] = seen.get(employer, -1) + 1
        varied.append(Scored(one.candidate, _rounded({**one.parts, "variety": _SAME_EMPLOYER * n}), one.reason))
    return sorted(varied, key=lambda s: (-s.score, s.candidate.key))


def _joinable(card: Mapping[str, Any], day: int) -> list[Any]:
    return [c for c in card["cohorts"] if c[1] >= day and c[3] != 0]


def left_out(card: Mapping[str, Any], query: Query, within: Callable[[str], bool]) -> str:
    """Why a course or opening doesn't pass the filters of `query`: the first reason that holds, "" if it passes."""
    day = query.as_of.toordinal()
    if "cohorts" in card:
        checks = [
            ("past", not _joinable(card, day)),
            ("mode", bool(query.modes) and card["mode"] not in query.modes),
            ("remote", query.remote and card["mode"] == "onsite"),
        ]
    else:
        closes = date.fromordinal(card["closes"])
        life = dates_lifecycle(date.fromordinal(card["posted"]), closes, query.as_of, withdrawn=card["withdrawn"])
        least = query.pay_min_monthly
        checks = [
            ("unposted" if life == "unknown" else life, not is_current(life)),
            ("employment", bool(query.employment) and card["employment"] not in query.employment),
            ("remote", query.remote and not card["remote"]),
            ("experience", query.newcomer and card["experience"] > 0),
            ("sme", query.sme and not card["sme"]),
            ("pay", least is not None and card["pay"] is not None and card["pay"] < least),
        ]
    checks.append(("region", bool(query.regions) and not within(card["region"])))
    return next((reason for reason, holds in checks if holds), "")


def _rounded(parts: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in parts.items()}
