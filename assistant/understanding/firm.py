"""Who speaks for a firm: what it asks is the firm's side, in the message itself or because it was said before. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.guards import fold_plain
from assistant.history import Conversation
from assistant.understanding import Understanding

_SPEAKS: Final = re.compile(
    r"(?:직원|사원|상시근로자)\d*명[가-힣]{0,10}(?:대표|사장|회사|업체)|(?:대표|사장|사업주|인사담당(?:자)?)(?:인데|이에요|예요|입니다|이고|님인데|이야|임|로서)|우리(?:회사|가게|매장)\d*명?[가-힣]{0,8}(?:뽑|채용|고용)|"
    r"우리(?:회사|가게)(?:가|는|도|에서)?[가-힣0-9]{0,8}(?:뽑|채용|고용|받)|저희(?:회사|업체|가게|매장)"
)
_SPEAKS_EN: Final = re.compile(
    r"\b(?:(?:we are|were|im|i am) (?:a|an|the) (?:[a-z0-9]+ ){0,4}(?:startup|start up|firm|company|shop|business|employer|owner|ceo|hr manager)|(?:i|we) (?:run|own) (?:a|an|my|our) |our (?:firm|company|startup|business|shop)|"
    r"we (?:hire|hired|want to hire|are hiring|plan to hire|just hired)|as an employer|my (?:firm|company) (?:has|with) \d+ (?:staff|employees|people))"
)
_HIRES: Final = re.compile(r"뽑|채용|고용(?!센터|노동|보험|24)|신입|직원(?:을|한명|두명)|\bhir(?:e|es|ed|ing)\b|\brecruit|new (?:employee|staff|hire)")
_MONEY: Final = re.compile(r"얼마|지원|받|혜택|장려금|보조|돈|언제|how much|get|subsid|support|grant|money|paid|eligible|qualify|help")
_MAY: Final = re.compile(r"안되나|되나|될까|돼요|되는지|가능|대상|조건|받을수|뽑고나면|늘리면|채우면|can we|could we|eligible|qualify|do we")
_HOW_MUCH: Final = re.compile(r"얼마|언제|며칠|서류|신청(?:방법|하는법)|how much|when|how do")
FAMILY, PROGRAMME = "job-leap", "job-leap-employer"


def speaks_for_a_firm(text: str) -> bool:
    """Whether the message is said by an owner or somebody who hires."""
    spaced = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’]", "", text.lower()))
    return bool(_SPEAKS.search(fold_plain(text)) or _SPEAKS_EN.search(spaced))


def asked(own: Understanding, conversation: Conversation) -> Understanding:
    """The message as a firm's own, where it or an earlier one was said by a firm: of the hiring subsidy its part, and
    the subsidy itself where money for somebody they hire is asked for by no name."""
    before = any(speaks_for_a_firm(turn.message) for turn in conversation.turns[-3:])
    if own.unknown or not (speaks_for_a_firm(own.text) or before):
        return own
    folded, lowered = fold_plain(own.text), own.text.lower()
    if not own.families and (_HIRES.search(folded) or _HIRES.search(lowered)) and (_MONEY.search(folded) or _MONEY.search(lowered)):
        return replace(own, families=(FAMILY,), programmes=(PROGRAMME,), query=f"{own.text} 도약장려금" if own.lang == "ko" else f"{own.text} Youth Job Leap employer")
    if FAMILY not in own.families or set(own.programmes) - {PROGRAMME}:
        return own
    own = replace(own, programmes=(PROGRAMME,))
    if _HOW_MUCH.search(folded) or _HOW_MUCH.search(lowered) or not (_MAY.search(folded) or _MAY.search(lowered)):
        return own
    which = {"ko": "도약장려금 어떤 회사가 받을 수 있어요 직원 5명", "en": "which firms can get Youth Job Leap, staff of 5"}
    return replace(own, topics=("employer",), query=which[own.lang])
