"""A question and the way to apply in one message ("국취제 얼마고 어떻게 신청해요"): both are answered."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.evidence import Draft, DraftLine
from assistant.guards import fold_plain
from assistant.understanding import Understanding
from assistant.understanding.followups import MAY_I, MAY_I_EN, personal
from assistant.understanding.tones import STEPS
from assistant.writers.common import support
from knowledge.base import Base

_WITH_STEPS = ("amount", "own_share", "who", "documents", "when_paid")  # asked for beside the way to apply
_WAY = re.compile(r"/(?:apply|steps|employer-first|how-to-join|\w+-apply)$")  # not whether it is open, not where it is
_HOW = re.compile(
    r"(?:그리고|또|이랑|하고|,)?\s*(?:신청|가입|발급)\S{0,3}\s*(?:어떻게|방법|절차)\S*(?:\s*(?:해|하|돼|되)\S*)?"
    r"|(?:그리고|또|,)?\s*(?:어떻게|어디서)\s*(?:신청|가입|발급|받|만들|해|하)\S*"
    r"|,?\s*(?:and|then)?\s*how (?:do|can|should|to)(?: i| we)?\s*(?:apply|sign up|join|get it|register)[^.?!]*",
    re.I,
)


def asks_both(u: Understanding) -> bool:
    """Whether a message that tells of the household asks if one may join beside asking for a figure."""
    told = {f.field for f in personal(u.facts)}
    may = MAY_I.search(fold_plain(u.text)) or MAY_I_EN.search(u.text.lower())
    return bool(may) and bool(u.families) and len(told) > 2 and "household_income_monthly" in told


def with_the_figure(decided: Draft, figure: Draft) -> Draft:
    """The decision with the figure's line behind its lead."""
    sums = [replace(line, kind="detail") for line in figure.lines if line.kind == "lead"]
    lines = (*decided.lines[:1], *sums, *decided.lines[1:])
    return replace(decided, lines=lines, amounts=figure.amounts)


def beside_the_way(u: Understanding) -> Understanding | None:
    """What the message asks for beside the way to apply, as a message of its own; None where it asks for one only."""
    asked = next((t for t in u.topics if t in _WITH_STEPS), "")
    if not asked or "apply" not in u.topics or not u.families or not STEPS.search(fold_plain(u.text)):
        return None
    text, query = (_HOW.sub(" ", words).strip(" ,?") for words in (u.text, u.query))
    if not text or text == u.text.strip(" ,?"):
        return None
    return replace(u, text=text, query=query, topics=(asked,), wants=("guideline",))


def with_the_way(base: Base, answer: Draft, u: Understanding) -> Draft | None:
    """The answer with the way to apply right after its lead; None where it is none, or nothing tells the way."""
    if answer.status is not Status.ANSWERED:
        return None
    listed = base.sections(u.lang, u.families[0]) if u.families else ()
    section = next((s for s in listed if s.topics[:1] == ("apply",) and _WAY.search(s.id)), None)
    if section is None or any(line.text == section.lead for line in answer.lines):
        return None
    way = DraftLine("lead", section.lead, (support(section, section.lead),))
    lead = max((n for n, line in enumerate(answer.lines, 1) if line.kind == "lead"), default=0)
    rest = answer.lines[lead:]
    details = [x for x in rest if x.kind in ("detail", "note")][:1]
    lines = (*answer.lines[:lead], way, *details, *(x for x in rest if x.kind == "who"))
    return replace(answer, lines=lines, suggestions=(section.title, *answer.suggestions)[:3])
