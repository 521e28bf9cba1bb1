"""A first message that only tells of a turn in life: the door it opens comes first, and what was told is kept."""

from __future__ import annotations

import re
from typing import Final

from assistant.guards import fold_plain
from assistant.understanding import Understanding
from assistant.understanding.apart import asks
from assistant.understanding.followups import personal
from knowledge.base import Base
from knowledge.models import Section

# What happened, with the section it opens; what comes first wins
_EVENTS: Final = (
    (
        re.compile(
            r"권고사직|해고|짤렸|짤림|잘렸|잘림|계약(?:이)?(?:만료|끝났|종료)|희망퇴직|명예퇴직|정리해고|"
            r"laidoff|gotfired|wasfired|dismissed|letgo|contractended|contractexpired|lostmyjob|losthisjob"
        ),
        "unemployment-benefit/involuntary-leaving",
    ),
    (
        re.compile(r"퇴사(?:했|함|한지|하고(?!싶))|그만뒀|관뒀|iquit|iresigned|leftmyjob"),
        "unemployment-benefit/overview",
    ),
)


_ENOUGH: Final = 3  # facts, from which a message that asks nothing wants to know what there is


def tells_of_oneself(u: Understanding) -> bool:
    """Whether a message asks nothing, names nothing and tells enough of the person to look at every scheme."""
    named = u.families or u.unknown or u.lookalikes or u.filters.skills or u.filters.occupations
    return not named and set(u.wants) <= {"guideline"} and len(personal(u.facts)) >= _ENOUGH and not asks(u.text)


def opened(base: Base, u: Understanding) -> Section | None:
    """The section that a turn in life told opens, where nothing is asked and no scheme is named; None otherwise."""
    if u.families or u.unknown or u.leans or set(u.wants) - {"guideline", "eligibility"} or asks(u.text):
        return None
    folded = fold_plain(u.text)
    plain = re.sub(r"\W", "", u.text.lower())
    found = (id_ for pattern, id_ in _EVENTS if pattern.search(folded) or pattern.search(plain))
    id_ = next(found, "")
    return base.section(id_, u.lang) if id_ else None
