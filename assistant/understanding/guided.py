"""Reading 내 길 찾기: the wish to begin it, the answer to its question, the wish to change a step. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assistant.eligibility.ask_answers import answer_to_fact, declines
from assistant.guards import fold_plain
from assistant.guided import IDLE, QUESTIONS, WORK, tapped
from assistant.history import Remembered
from assistant.pathway.goals import occupations_using
from assistant.profile import Fact
from assistant.understanding import Filters, Understanding
from assistant.understanding import wants as w
from assistant.understanding.facts import facts_in
from knowledge.taxonomy import Taxonomy

LONGEST = 40  # characters; what is longer is a message of its own
_FORMER = re.compile(r"^(?:옛|former)\s?", re.I)
_USED_BY = 3  # occupations that a skill named as one's wish stands for
_START = re.compile(
    r"(?<!출근)(?<!퇴근)(?<!가는)(?<!오는)길(?:을|좀|도)?(?:찾기|찾아(?:줘|주세요|줄래|줄수|볼래|봐줘|보고싶|보자)|찾고싶)"
)
# Wanting to learn, but not what: the same questions lead to a course.
_LEARN = re.compile(
    r"(?:뭐라도|뭔가|뭐든지?|아무거나|무언가|기술(?:이라도|하나|을|좀)?|새로운(?:걸|거|것을?|기술을?)|새로운?일?|뭘|뭐|무엇을)(?:좀|를|을|하나)?(?:새로)?"
    r"(?:배우고싶|배워보고싶|배워보고|배워볼까|배우면좋|배우면되|배워야(?:할지|하|될지|되)|배울까|배우는게좋|배워둘)"
)
_LEARN_EN = re.compile(
    r"\b(?:want|like|love|need|trying|hope) to (?:learn|study) (?:something|anything|a (?:new )?(?:skill|trade)|new (?:things|skills)|some(?: new)? skills?)\b"
    r"|\bwhat (?:should|could|can) i (?:learn|study)\b|\bdon'?t know what to (?:learn|study)\b"
)
_START_EN = re.compile(r"\bfind (?:me )?(?:my|a) (?:career )?path\b|\bfind my way\b|\bguide me\b")
_CHANGES = (
    (
        WORK,
        re.compile(
            r"(?:하고싶은|희망하는|다른)?(?:일|분야|직종|직업)(?:을|를|로)?(?:바꾸기|바꿀래|바꿔줘|바꾸고싶어요?)"
        ),
    ),
    ("region", re.compile(r"(?:사는|찾는)?(?:지역|곳|동네)(?:을|를)?(?:바꾸기|바꿀래|바꿔줘|바꾸고싶어요?)")),
    (WORK, re.compile(r"changethe(?:kindof)?(?:work|field|job)")),
    ("region", re.compile(r"changethe(?:area|place|region)")),
)


def starts(u: Understanding) -> bool:
    """Whether the message asks for the guided flow; one that names the work itself asks for a pathway at once."""
    if u.families or u.unknown or u.filters.occupations or u.filters.skills:
        return False
    folded, lowered = fold_plain(u.text), u.text.lower()
    return any(p.search(t) for p, t in ((_START, folded), (_LEARN, folded), (_START_EN, lowered), (_LEARN_EN, lowered)))


def changes(text: str, last: Remembered | None) -> str:
    """The field that the person wants to answer anew after a pathway; empty if the message is something else."""
    if last is None or "pathway" not in last.wants:
        return ""
    folded = fold_plain(text)
    return next((field for field, pattern in _CHANGES if pattern.fullmatch(folded)), "")


def swapped(own: Understanding, last: Remembered | None) -> Understanding | None:
    """The message as the wish for another step of the pathway just shown; None where it is something else.

    Steps chosen before stay, but another opening may need another course.
    """
    swaps = last.context.get("swaps") if last is not None and "pathway" in last.wants else None
    chosen = swaps.get(own.text.strip()) if isinstance(swaps, Mapping) else None
    if last is None or not isinstance(chosen, list | tuple) or len(chosen) != 2:
        return None
    kind, id_ = (str(part) for part in chosen)
    pins = dict(last.context.get("pins") or {}) | {kind: id_}
    if kind == "opening":
        pins.pop("course", None)
    context = last.context
    filters = Filters(
        regions=tuple(context.get("regions", ())),
        skills=tuple(context.get("skills", ())),
        occupations=tuple(context.get("occupations", ())),
    )
    return replace(
        own, wants=("pathway",), families=(), programmes=(), topics=(), unknown=(), filters=filters, leans=True,
        guided="swap" if context.get("guided") else "", pins=tuple(pins.items()),
    )  # fmt: skip


def answers(own: Understanding, last: Remembered | None, today: date, taxonomy: Taxonomy) -> Understanding | None:
    """The message as the answer to the guided question just asked; None where it is something else."""
    if last is None or last.asked not in QUESTIONS or not last.context.get("guided"):
        return None
    text = own.text.strip()
    if len(text) > LONGEST or text.endswith(("?", "？")):
        return None
    scope = replace(own, wants=("pathway",), families=(), programmes=(), unknown=(), leans=True, guided="answer")
    if (fact := tapped(last.asked, text)) is not None:
        return replace(scope, facts=(fact,))
    if own.families or starts(own):
        return None
    if declines(text):
        return replace(scope, declined=last.asked)
    fact = _typed(last.asked, text, today, taxonomy)
    facts = {f.field: f for f in (*facts_in(text, today), *((fact,) if fact else ()))}
    if facts:
        return replace(scope, facts=tuple(facts.values()))
    folded, lowered = fold_plain(text), text.lower()
    other = (
        own.topics or own.unknown or w.SMALL_TALK.fullmatch(folded) or w.SMALL_TALK_EN.fullmatch(lowered.strip(" .!?~"))
    )
    if other or w.is_elsewhere(folded, lowered) or w.looks_for_something(folded, lowered):
        return None
    return replace(scope, guided="unread")


def _typed(field: str, text: str, today: date, taxonomy: Taxonomy) -> Fact | None:
    if field == WORK:
        named = _occupations(text, taxonomy)
        return Fact(WORK, named, text) if named else None
    if field == "region":
        code = _place(text, today, taxonomy)
        return Fact("region", code, text) if code else None
    value = answer_to_fact(field, text, today, taxonomy.regions)
    if value is None and field == IDLE:  # "두 달", "half a year": the question has the other half of the sentence
        told = facts_in(f"쉰 지 {text}", today) or facts_in(f"unemployed for {text}", today)
        value = next((f.value for f in told if f.field == IDLE), None)
    return None if value is None else Fact(field, value, text)


def _occupations(text: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The occupations named, else those that a named skill points at."""
    named = tuple(i for m in taxonomy.mentions(text, "occupation") for i in m.ids)
    skills = [i for m in taxonomy.mentions(text, "skill") for i in m.ids]
    return tuple(dict.fromkeys(named)) or occupations_using(taxonomy, skills, most=_USED_BY)


def _place(text: str, today: date, taxonomy: Taxonomy) -> str:
    """The code of the one place named; empty where none or several places may be meant."""
    regions = taxonomy.regions
    codes = [r.code for r in regions.resolve(text, today)]
    if not codes:
        mentioned = [m.ids for m in regions.mentions(text)]
        codes = list(dict.fromkeys(i for ids in mentioned for i in ids))
    name = _FORMER.sub("", text)
    readings = regions.readings(name, today)
    if name != text:
        readings = tuple(r for r in readings if r.text.ko.startswith("옛"))
    if len(readings) == 1 and len(readings[0].codes) > 1:
        return readings[0].text.ko.removeprefix("옛").strip()  # one place of several districts stands by its name
    narrow = [c for c in codes if not any(o != c and regions.contains(c, o) for o in codes)]
    return narrow[0] if len(narrow) == 1 else ""
