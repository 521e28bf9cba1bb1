"""Questions that one sentence of the library answers, whatever the ranking of whole sections says: who else has a tax
cut, what a household member's consent is for, where else one may save. One row a question; the sentence leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.guards import fold_plain
from assistant.understanding import Understanding
from knowledge.base import Base
from knowledge.models import Section


@dataclass(frozen=True, slots=True)
class _Row:
    """The family named (empty: none has to be), what is asked, and the section with the words its sentence holds (none:
    its lead)."""

    family: str
    asked: re.Pattern[str]
    section: str
    holds: str = ""


_FOR_THEM: Final = re.compile(
    r"(?:부모님?|엄마|아빠|어머니|아버지|남편|아내|할머니|할아버지)[가-힣]{0,3}(?:가게|식당|사업|장사|매장|폐업|[가-힣]{1,4}집).*"
    r"(?:대신|제가신청|내가신청)|"
    r"(?:parents?'?|mother'?s?|father'?s?|mom'?s?|dad'?s?|husband'?s?|wife'?s?) "
    r"(?:shop|store|business|cafe|restaurant).*(?:for them|for him|for her|instead|can i apply)"
)
_ROWS: Final = (
    _Row("", _FOR_THEM, "hope-return/parents-shop"),
    _Row("hope-return", _FOR_THEM, "hope-return/parents-shop"),
    _Row(
        "sme-tax-cut",
        re.compile(
            r"(?:경단|경력단절|60세|예순|장애인|재취업여성).*(?:몇|얼마|율|기간|되나|돼|받|%)|"
            r"career break|disabled|over 60"
        ),
        "sme-tax-cut/others",
    ),
    _Row(
        "savings",
        re.compile(
            r"(?:다른|비슷한|대신)(?:청년)?(?:저축|적금|상품|계좌|거|것)|"
            r"anything (?:similar|else)|other savings|similar"
        ),
        "savings/compare",
    ),
    _Row(
        "hope-return",
        re.compile(r"같은자리|그자리에(?:다시|또)|(?:다시|또)(?:차려|열|오픈|개업)|재개업|re-?open|same place"),
        "hope-return/demolition-rules",
    ),
    _Row("hope-return", re.compile(r"임대업|임대사업|leasing|landlord"), "hope-return/who", "임대업|leas"),
    _Row(
        "nesp",
        re.compile(
            r"동의(?:를|도)?(?:안|못|거부|싫)|동의(?:하지|해주지)않|"
            r"(?:won't|doesn't|refuses? to|not) consent|without (?:his|her|their) consent"
        ),
        "nesp/documents",
        "동의가 있어야|consent",
    ),
    _Row(
        "",
        re.compile(
            r"알바(?:를)?(?:하면서|하는데|다니면서)[가-힣]{0,4}(?:나라|정부)에서.*(?:돈|지원|받)|"
            r"(?:나라|정부)에서.*알바(?:하면서|해도)"
        ),
        "nesp/part-time",
    ),
    _Row(
        "",
        re.compile(
            r"면접[가-힣]{0,8}(?:차비|교통비|여비|면접비|갈돈)|면접비|interview (?:travel|transport|cost|expens)"
        ),
        "places/local-allowance",
    ),
)  # fmt: skip


def pointed(base: Base, u: Understanding) -> tuple[Section, str] | None:
    """The section and its sentence (empty: its lead) for a question that one of the rows knows; None for all others."""
    folded, lowered = fold_plain(u.text), u.text.lower()
    for row in _ROWS:
        if (row.family and row.family not in u.families) or (not row.family and u.families):
            continue
        if not (row.asked.search(folded) or row.asked.search(lowered)):
            continue
        section = base.section(row.section, u.lang)
        if section is None:
            continue
        held = (s for s in section.details if row.holds and re.search(row.holds, s))
        return section, next(held, "")
    return None
