"""What the words of an advert say of its employer: a small or medium-sized firm or not, and signs of work with AI and
automation. A sign is only what is said, with the phrase it rests on."""

# ruff: noqa: E501 (a pattern reads best on one line)

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from knowledge.models import Sign
from knowledge.passages import sentences

_LARGE = re.compile(r"대기업|대규모\s?기업|중견\s?기업|공기업|공공\s?기관|공사|공단|외국계|상호출자|large (?:company|enterprise)", re.I)
_SMALL = re.compile(
    r"중소\s?기업|소기업|소상공인|강소\s?기업|벤처|이노비즈|메인비즈|스타트업|사회적\s?기업|\bSMEs?\b|start-?up|small[- ](?:and|business|firm|company)",
    re.I,
)
# In running text the word alone may be about customers: it counts where the firm calls itself so, or was named so.
_CALLS_ITSELF: Final = (
    re.compile(r"(?:강소|우수|유망|모범)\s?(?:중소)?기업(?:으로)?\s?(?:에\s?)?(?:선정|인증|지정)", re.I),
    re.compile(r"(?:이노비즈|메인비즈|벤처\s?기업|소부장\s?(?:전문)?기업|뿌리\s?기업|가족친화\s?중소기업)[^.\n]{0,8}(?:인증|확인|선정|지정)", re.I),
    re.compile(r"(?:당사|저희|우리\s?회사|본사|회사)(?:는|은|가)?[^.\n]{0,40}(?:중소\s?기업|스타트업|벤처\s?기업)(?!\s?(?:을|를|의|과|와|에|용|고객|대상|지원))", re.I),
    re.compile(r"(?:중소\s?기업|스타트업|벤처\s?기업)(?:입니다|이에요|예요|으로서?|이며|이고)", re.I),
    re.compile(r"기업\s?(?:규모|형태|구분)\s?[:：]\s?(?:중소|소기업|벤처|스타트업)", re.I),
    re.compile(r"중소기업\s?(?:취업자\s?)?(?:소득세|세금)\s?감면\s?(?:대상|적용|가능|기업)", re.I),
    re.compile(r"(?:청년\s?일자리\s?)?도약\s?장려금\s?(?:참여|지원|대상)\s?기업", re.I),
)  # fmt: skip
_AX: Final = (
    re.compile(r"스마트\s?(?:공장|팩토리|제조|물류)|smart factory", re.I),
    re.compile(r"(?:AI|인공지능|머신러닝|딥러닝|비전\s?검사|생성형)[^.\n]{0,20}(?:도입|구축|전환|적용|운영|활용|고도화|자동화|개발)", re.I),
    re.compile(r"(?:디지털|AI|인공지능)\s?(?:전환|트랜스포메이션)|\b(?:AX|DX)\b(?:\s?(?:추진|전환|사업|과제|컨설팅))", re.I),
    re.compile(r"(?:MES|ERP|PLM|로봇|협동\s?로봇|자동화\s?(?:설비|라인|시스템)|무인\s?운반)[^.\n]{0,16}(?:도입|구축|전환|연계|추진|갖춘|갖추)", re.I),
    re.compile(r"(?:adopt|introduc|build|deploy)\w*\s[^.\n]{0,30}\b(?:AI|automation|machine learning)\b", re.I),
)  # fmt: skip
_NOT = re.compile(r"없|않|아닙|제외|불가|계획\s?없|not\b", re.I)


def sme_sign(kind: str, size: str, body: str) -> Sign | None:
    """Whether the employer is a small or medium-sized firm: by the source's own field first, else by its own words.

    The number of staff alone says nothing: the law counts sales.
    """
    for field in (kind, size):
        said = " ".join(field.split())
        if said and _SMALL.search(said) and not _NOT.search(said):
            return Sign(True, said)
        if said and _LARGE.search(said):
            return Sign(False, said)
    quote = _first(sentences(body), _CALLS_ITSELF)
    return Sign(True, quote) if quote else None


def ax_sign(title: str, body: str) -> Sign | None:
    """The first sentence that shows AI, automation or a smart factory at work in the firm."""
    quote = _first((title, *sentences(body)), _AX)
    return Sign(True, quote) if quote else None


def _first(passages: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> str:
    patterns = tuple(patterns)
    return next((p for p in passages if not _NOT.search(p) and any(pattern.search(p) for pattern in patterns)), "")
