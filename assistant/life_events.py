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
            r"laidoff|gotfired|wasfired|dismissed|letgo|letmego|contractended|contractexpired|lostmyjob|losthisjob"
        ),
        "unemployment-benefit/involuntary-leaving",
    ),
    (
        re.compile(r"퇴사(?:했|함|한지|하고(?!싶))|그만뒀|관뒀|iquit|iresigned|leftmyjob"),
        "unemployment-benefit/overview",
    ),
)


# What one may have at all, asked without a name
_ANY_HELP: Final = re.compile(
    r"(?:매달|매월|다달이|나라|정부|국가)[가-힣]{0,8}(?:돈|지원|수당)[가-힣]{0,6}(?:받|나오|나와|주|있)|(?:돈|지원|수당)[가-힣]{0,4}(?:받을수있는거|받을거|나오는거|주는거)|"
    r"what (?:money|help|support|benefits?) (?:is|are|can|do)|any(?:thing| money| help| support) for me"
)
_ENOUGH: Final = 3  # facts, from which a message that asks nothing wants to know what there is


def tells_of_oneself(u: Understanding) -> bool:
    """Whether a message names nothing, asks nothing more than what one may have, and tells enough of the person to look
    at every scheme."""
    named = u.families or u.unknown or u.lookalikes or u.filters.skills or u.filters.occupations
    if named or set(u.wants) - {"guideline"}:
        return False
    told = personal(u.facts)
    if _asks_for_any(u):
        return any(f.field == "age" for f in told)  # what most schemes ask first
    return len(told) >= _ENOUGH and not asks(u.text)


def _asks_for_any(u: Understanding) -> bool:
    return bool(_ANY_HELP.search(fold_plain(u.text)) or _ANY_HELP.search(u.text.lower()))


def opened(base: Base, u: Understanding) -> Section | None:
    """The section that a turn in life told opens, where nothing is asked and no scheme is named; None otherwise."""
    if u.families or u.unknown or u.leans or set(u.wants) - {"guideline", "eligibility"}:
        return None
    if asks(u.text) and not _asks_for_any(u):
        return None
    folded = fold_plain(u.text)
    plain = re.sub(r"\W", "", u.text.lower())
    found = (id_ for pattern, id_ in _EVENTS if pattern.search(folded) or pattern.search(plain))
    id_ = next(found, "")
    return base.section(id_, u.lang) if id_ else None
