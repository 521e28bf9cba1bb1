"""What somebody receives now, beside the scheme they ask about: whether both go together comes first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from assistant.answer import Status
from assistant.evidence import Draft, DraftLine
from assistant.guards import fold_plain
from assistant.history import Remembered
from assistant.profile import Profile
from assistant.replies import reply
from assistant.understanding import Understanding
from assistant.understanding.followups import MAY_I, MAY_I_EN, left_over
from knowledge.base import Base
from knowledge.models import Section

# What is received → the scheme asked about → the section on both
TOGETHER: Final[Mapping[str, Mapping[str, str]]] = {
    "unemployment_benefit": {
        "nesp": "nesp/block-unemployment-benefit",
        "learning-card": "learning-card/with-unemployment-benefit",
        "kdt": "kdt/with-unemployment-benefit",
        "youth-challenge": "youth-challenge/exclusions",
        "work-experience": "unemployment-benefit/work-and-income",
    },
    "nesp_allowance": {
        "unemployment-benefit": "nesp/block-unemployment-benefit",
        "learning-card": "nesp/card-together",
        "kdt": "kdt/with-nesp",
        "work-experience": "nesp/with-work-experience",
        "youth-challenge": "youth-challenge/exclusions",
        "job-leap": "nesp/with-job-leap",
        "hope-return": "nesp/hope-return",
    },
    "livelihood_benefit": {"nesp": "nesp/block-livelihood"},
    "local_allowance": {"nesp": "nesp/block-local-allowance"},
}
# The scheme that pays it: named beside another one, it isn't what is asked about
_OWN: Final = {"unemployment_benefit": "unemployment-benefit", "nesp_allowance": "nesp"}
_ON_BOTH: Final = frozenset({"who", "combine", "exclusion"})
_NO_BONUS: Final = "learning-card/bonus-none"
# What has a section of its own however much is received
_OF_ANOTHER: Final = frozenset(
    "income assets income_report documents contact law plan change penalty attendance when_paid reentry own_share "
    "foreigners".split()
)
_WITH_MONEY: Final = re.compile(r"돈|수당|장려금|얼마|money|paid|allowance|bonus", re.I)
_SUPPOSED: Final = {
    "unemployment_benefit": re.compile(
        r"(?:실업급여|실급|구직급여)(?:를|도)?(?:지금)?(?:받고있|받는중이|타고있|받)(?:으면|다면|라면|이면)|"
        r"if i(?:am|m)?(?:get|on|"
        r"receiv)[a-z]*unemployment"
    ),
    "nesp_allowance": re.compile(
        r"(?:국취제?|국민취업(?:지원제도)?|구직촉진수당)(?:수당)?(?:를|을|도)?(?:지금)?(?:받고있|받는중이|하고있|하는중이|참여중이|받)(?:으면|다면|"
        r"라면|이면|면)"
    ),
}
_BONUS: Final = re.compile(r"장려금|훈련\s?수당|bonus", re.I)
_MORE: Final = re.compile(
    r"더(?:줘|주|나와|나오|받)|또(?:줘|주|나와|받)|따로(?:줘|주|나와|나오|받)|extra|on top|as well"
)


def section_on_both(base: Base, u: Understanding, profile: Profile, last: Remembered | None) -> Section | None:
    """The section on what is received now (or would be: "실업급여 받고 있으면?") and the scheme asked about, of this
    turn or else of the one before (`last`); None where that isn't the question."""
    supposed = [code for code, pattern in _SUPPOSED.items() if pattern.search(fold_plain(u.text))]
    received = [*supposed, *profile.get("receiving", ())]
    if any(profile.has(f"local_allowance.{part}") for part in ("monthly", "total")):
        received.append("local_allowance")
    if not received or not (supposed or _asks_on_both(u)):
        return None
    more = bool(_MORE.search(fold_plain(u.text)) or _MORE.search(u.text.lower()))
    for code in dict.fromkeys(received):
        asked = [f for f in u.families if f != _OWN.get(code)]
        if not asked and code in supposed and last is not None:
            asked = [str(f) for f in (*last.context.get("named", ()), *last.families)]
            more = more or bool(_BONUS.search(last.message))
        id_ = next((TOGETHER[code][f] for f in asked if f in TOGETHER.get(code, {})), "")
        if more and {"learning-card", "kdt"} & set(asked) and code in _OWN:
            id_ = _NO_BONUS
        if id_ and (section := base.section(id_, u.lang)) is not None:
            return section
    return None


def _asks_on_both(u: Understanding) -> bool:
    folded, lowered = fold_plain(u.text), u.text.lower()
    if _MORE.search(folded) or _MORE.search(lowered):
        return bool(_WITH_MONEY.search(u.text))
    if set(u.topics) & _OF_ANOTHER and "combine" not in u.topics:
        return False
    may = bool(MAY_I.search(folded) or MAY_I_EN.search(lowered))
    return may or bool(_ON_BOTH & set(u.topics)) or "eligibility" in u.wants


def only_receives(u: Understanding) -> str:
    """What a message says is received now, where that is all it says ("실급 받고있어"); else empty."""
    told = [f for f in u.facts if f.field == "receiving"]
    asks = u.text.rstrip().endswith(("?", "？")) or u.topics
    if len(told) != 1 or len(u.facts) > 1 or asks or left_over(u.text, [told[0].words]):
        return ""
    code = str(told[0].value[0])
    return code if code in TOGETHER else ""


def what_next(base: Base, code: str, u: Understanding) -> Draft:
    """The questions on what is received that others ask, to tap."""
    found = (base.section(i, u.lang) for i in dict.fromkeys(TOGETHER[code].values()))
    titles = tuple(s.title for s in found if s is not None)
    return Draft(Status.CLARIFY, (DraftLine("warm", reply("noted", u.lang)),), suggestions=titles[:3])
