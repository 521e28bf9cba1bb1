"""Leaving a job and unemployment benefit: the reason told chooses the section, and whoever only thinks of leaving is
told before they do. Nobody is suspected for asking."""

from __future__ import annotations

import re
from typing import Final

from assistant.guards import fold_plain
from assistant.understanding import Understanding
from assistant.understanding.followups import MAY_I, MAY_I_EN
from knowledge.base import Base
from knowledge.models import Section

_FAMILY: Final = "unemployment-benefit"
# Reasons that count although one left oneself, each with its section; what comes first wins
_REASONS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "unpaid-or-harassed",
        re.compile(
            r"체불|(?:월급|임금|급여|돈)(?:을|이|도)?(?:(?:\d+|한|두|세|네|몇)(?:개월|달)(?:째|치)?)?(?:안줘|안주|못받|밀려|밀렸|밀리)|"
            r"괴롭|갑질|폭언|욕(?:을|하|설|먹)|손찌검|때려|"
            r"때리|때렸|맞았|맞아서|성희롱|성추행|따돌|왕따|"
            r"unpaid|notpaid|didntpay|harass|bull(?:y|ied)|abus|hitsme|yellsatme"
        ),
    ),
    (
        "commute",
        re.compile(
            r"왕복[가-힣]{0,6}\d|통근|출퇴근[가-힣]{0,8}(?:멀|시간|힘들|오래)|회사가?(?:너무)?멀|(?:회사|사무실|공장|"
            r"본사)(?:가|를)?[가-힣0-9]{0,10}(?:이사|"
            r"이전|옮)|commut|roundtrip|toofaraway|moved(?:the)?office|companymoved"
        ),
    ),
    (
        "illness-or-care",
        re.compile(
            r"아파서|아픈데|아프셔|아프신|질병|병(?:이|을|에)(?:나|걸|얻|생)|수술|입원|디스크|허리(?:가|를)?(?:아|"
            r"다)|우울증|공황|정신과|암(?:에|이|투병|진단)|치매|간병|"
            r"간호(?!조무|사|학)|돌봐|돌보|돌봄|병수발|임신|출산|육아(?!휴직급여)|애가?(?:아|어려)|아이가?(?:아|어려)|"
            r"imsick|amsick|gotsick|illness|surgery|hospital|dementia|(?:take|taking)care|careof|caringfor|pregnan|"
            r"mentalhealth|depress"
        ),
    ),
)
_LEAVES: Final = re.compile(
    r"그만|관두|관둘|관뒀|퇴사|때려치|나왔|나오려|나가려|이직|사직|quit|left|leave|leaving|resign|내가나온|자발"
)
_PUT_OUT: Final = re.compile(
    r"권고사직|해고|짤|잘렸|잘리|계약만료|계약이?끝|폐업|도산|정리|구조조정|fired|laidoff|dismiss|contract"
)
_NOT_YET: Final = re.compile(
    r"(?:그만둘|그만두려|그만두면|그만두고싶|관두려|관두면|관두고싶|관둘|퇴사하려|퇴사하면|퇴사하고싶|퇴사할|"
    r"퇴사예정|때려치고싶|때려치면|사직서)|(?:ifi|shouldi|wantto|"
    r"thinkingof|goingto|planningto)(?:quit|leave|resign)|quitting"
)
# What is asked of the benefit itself has its own section
_OF_ANOTHER: Final = frozenset("duration documents when_paid law plan combine income_report own_share".split())
_NAME: Final = re.compile(r"실업급여|실급|구직급여|unemployment(?:benefits?|insurance)")
_CONDITIONS: Final = re.compile(
    r"(?:받는|받을수있는|을|의|은|좀|요즘|기본)?(?:조건|요건|자격|수급자격|자격조건|자격요건)(?:이|은|을|좀)?(?:뭐|뭔|어떻게|알려|좀|요)?[가-힣]{0,6}"
    r"|(?:what(?:are|is)the)?(?:conditions?|requirements?|criteria)(?:for|of)?"
)
_HOW_MUCH: Final = re.compile(r"얼마|금액|howmuch")
_PROOF: Final = re.compile(r"증명|증빙|서류|자료|proof|prove|document")


_YEAR: Final = re.compile(r"(20[2-4]\d)")
_RATE: Final = re.compile(r"얼마|금액|상한|하한|일액|how much|\bcap\b|\bfloor\b|amount|per day|a day|daily")


def _of_a_later_year(base: Base, u: Understanding, folded: str) -> Section | None:
    """The section on next year's limits, where a day's benefit is asked of a leaving in a year still to come."""
    section = base.section(f"{_FAMILY}/cap-2027", u.lang)
    told = _YEAR.search(folded)
    asked = _RATE.search(folded) or _RATE.search(u.text.lower())
    if section is None or section.as_of is None or _FAMILY not in u.families or not asked:
        return None
    year = int(told[1]) if told else section.as_of.year + 1 if re.search(r"내년|nextyear", folded) else 0
    return section if year > section.as_of.year else None


def section_on_leaving(base: Base, u: Understanding) -> Section | None:
    """The section for the reason told, or for leaving by one's own choice; None where neither is what is asked."""
    folded = fold_plain(u.text)
    if (later := _of_a_later_year(base, u, folded)) is not None:
        return later
    if _FAMILY not in u.families or len(u.families) > 1 or set(u.topics) & _OF_ANOTHER or _PROOF.search(folded):
        return None
    if _HOW_MUCH.search(folded):
        return None
    if _CONDITIONS.fullmatch(_NAME.sub("", folded)):
        return base.section(f"{_FAMILY}/overview", u.lang)
    if not _LEAVES.search(folded) or _PUT_OUT.search(folded) or u.wants[:1] == ("small_talk",):
        return None
    for name, pattern in _REASONS:
        if pattern.search(folded):
            return base.section(f"{_FAMILY}/{name}", u.lang)
    may = MAY_I.search(folded) or MAY_I_EN.search(u.text.lower()) or "who" in u.topics
    if _NOT_YET.search(folded):
        return (
            base.section(f"{_FAMILY}/voluntary-leaving", u.lang)
            if may
            else base.section(f"{_FAMILY}/before-quitting", u.lang)
        )
    return None
