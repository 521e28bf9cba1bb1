"""When somebody feels low: a warm word before what they asked, a line to call behind it; no cards if that is all."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.answer import Status
from assistant.distress import SELF_INSULT, fold_plain
from assistant.evidence import Draft, DraftLine, Support
from assistant.own_doors import matter_of
from assistant.replies import reply
from assistant.understanding import Understanding
from knowledge.base import Base

SECTION: Final = "places/low-energy"  # where to go when there is no strength for job hunting
_PRACTICAL: Final = frozenset({"eligibility", "benefit", "course", "opening", "pathway", "steps", "comparison"})
_ASKS: Final = re.compile(
    r"얼마|언제|어디|어떻게|방법|신청|서류(?!\d|에서|탈락|광탈)|조건|자격|되나|돼요|될까|가능|받을수|받나|받아요|할수있|하려면|추천|찾아|"
    r"howmuch|when(?!i)|where|howdo|howcan|apply(?!ing)|howtoapply|applyingfor|cani|(?<!some)(?<!why)doi(?!feel)|isit|eligible|find"
)
_AT_US: Final = re.compile(r"^(?:너|넌|니가|이음|이거|이앱|챗봇|you|this)", re.I)
_OF_ME: Final = re.compile(r"나는|나도|난\b|내가|나를|저는|제가|\b(?:i|i'm|im|my|me)\b", re.I)


def is_for_us(u: Understanding) -> bool:
    """Whether the hard word is meant for this program, not for the person themselves."""
    return bool(_AT_US.match(u.text)) or (u.wants == ("small_talk",) and not _OF_ME.search(u.text))


def only_low(u: Understanding) -> bool:
    """Whether the feeling is all that was said: nothing practical is asked."""
    if SELF_INSULT.search(u.text) and not u.families:
        return True
    if matter_of(u.text):
        return False
    asked = _ASKS.search(fold_plain(u.text)) or _PRACTICAL & set(u.wants)
    return not (asked or u.families or u.filters.skills or u.filters.occupations)


def low_draft(base: Base, u: Understanding) -> Draft | None:
    """The doors for somebody without strength, with their section; None where the library doesn't hold it."""
    lines = _doors(base, u, details=2)
    return Draft(Status.ANSWERED, lines) if lines else None


# Endings that say nothing of what was asked: to somebody low, the doors say more
_EMPTY: Final = frozenset({Status.CLARIFY, Status.NO_CONTENT, Status.OUT_OF_SCOPE})


def warmed(base: Base, draft: Draft, u: Understanding) -> Draft:
    """The same draft between a warm word and a line that listens. In place of "I don't understand" stand the doors; a
    question back gets one first."""
    before = DraftLine("warm", reply("low", u.lang))
    after = DraftLine("warm", reply("low_line", u.lang))
    if draft.status in _EMPTY and not (u.families or u.unknown):
        answers = draft.asks or draft.decisions or draft.courses or draft.openings
        if not answers and (doors := _doors(base, u, details=2)):
            return Draft(Status.ANSWERED, (before, *doors, after))
        return replace(draft, lines=(before, *_doors(base, u, details=0), *draft.lines, after))
    first = _doors(base, u, details=0) if draft.decisions and not u.families else ()  # all there is: the gentlest first
    return replace(draft, lines=(before, *first, *draft.lines, after))


def consoled(draft: Draft, u: Understanding) -> Draft:
    """The same draft behind a word for somebody who was hurt, and whom to call."""
    return replace(draft, lines=(DraftLine("warm", reply("hurt", u.lang)), *draft.lines))


def _doors(base: Base, u: Understanding, *, details: int) -> tuple[DraftLine, ...]:
    section = base.section(SECTION, u.lang)
    if section is None:
        return ()
    texts = (section.lead, *section.details[:details])
    supports = [(Support("section", section.id, text),) for text in texts]
    return tuple(
        DraftLine("detail" if i else "lead", text, support)
        for i, (text, support) in enumerate(zip(texts, supports, strict=True))
    )
