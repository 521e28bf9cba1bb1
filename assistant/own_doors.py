"""The door that is the speaker's own, whatever else stands beside it: debt, pay that wasn't paid, school left under age,
a shop that closes. Pure but for the sections it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from assistant.guards import fold_plain
from assistant.understanding import Understanding
from knowledge.base import Base
from knowledge.models import Section

_DEBT: Final = re.compile(
    r"사채|카드론|현금서비스|연체|신용불량|신불자|개인회생|파산|독촉|빚(?:이|을|도|은|때문|더미|갚|좀|만|에|있|지|내|져|진|쟁이)|(?:^|[^가-힣])빚|"
    r"(?<!전세)(?<!보증금)(?<!주택)대출(?!금리|상담사|모집|계약서|심사역)(?:이|을|도|은|금|받|되|있|가능|남은|갚|상환|때문|좀|나오|해|$)"
)
_DEBT_EN: Final = re.compile(
    r"\b(?:in debt|my debts?|debt collectors?|loan sharks?|payday loans?|bankrupt\w*|(?:get|take|need|borrow|apply for|pay off|repay|paying|owe)(?: [a-z]+){0,3} (?:loans?|debts?|money from))\b|"
    r"\b(?:government |state |emergency )loans?\b"
)
_DEBT_NOT: Final = re.compile(r"생계비대부|훈련비대출|전세|월세|보증금|주택|대출상담|여신|은행원|빚다|빚어")
_PAY: Final = r"(?:월급|급여|임금|알바비|주급|일당|일한돈|퇴직금|인건비|수고비|페이)"
_UNPAID: Final = re.compile(
    rf"임금체불|체불(?:임금|당|됐|된|했)|{_PAY}(?:을|를|이|가|도|은)?[가-힣0-9]{{0,8}}(?:못받|안줘(?!도)|안주(?!면|어도)|안준|안들어|밀렸|밀려|밀린|떼먹|떼였|떼인|체불|미루|미뤄)|"
    r"(?:사장|회사|점장|업주|대표|원장)(?:님)?(?:이|가|은|는|에서)[가-힣0-9]{0,6}돈(?:을|도)?(?:안줘(?!도)|안주(?!면)|안준|떼먹|밀렸|미뤄)"
)
_UNPAID_EN: Final = re.compile(
    r"\b(?:boss|employer|company|owner|manager|factory|restaurant|firm|they|he|she)(?: [a-z]+){0,3} (?:hasnt|havent|has not|have not|didnt|did not|doesnt|wont|will not|isnt|never|refuses to|not)"
    r"(?: [a-z]+){0,2} (?:paid|pay|paying) (?:me|us|my|our)\b|\bunpaid (?:wages?|salary|pay)\b|\b(?:wages?|salary|pay)(?: [a-z]+){0,3} (?:overdue|late|withheld|unpaid|not (?:been )?paid)\b|"
    r"\b(?:havent|have not|not|never) been paid\b|\bi wasnt paid\b|\bowes? me (?:\w+ )?(?:wages?|salary|pay|money|months?)\b"
)
# Another payer, another matter
_UNPAID_NOT: Final = re.compile(r"실업급여|구직촉진|국취|장려금|고용센터|훈련수당|국민취업|부모|남편|아내|생활비|엄마|아빠")
_LEFT_SCHOOL: Final = re.compile(
    r"자퇴|중퇴|학교(?:를|는|도)?(?:그만|관뒀|때려|안다녀|안다니|안가)|학교밖|검정고시|(?:고등학교|고교|중학교)(?:를)?(?:그만|중퇴|자퇴)|퇴학|"
    r"dropped ?out|left (?:high )?school|out of school|quit (?:high )?school"
)
_UNDER_AGE: Final = re.compile(r"미성년|(?<!\d)1[4-8]\s?(?:살|세)(?!\s?(?:아들|딸|동생|자녀|아이|이상|부터|까지|미만))|(?:im|i am) 1[4-8]\b|\b1[4-8] ?(?:years? old|yo)\b")
_LEARNS_OR_WORKS: Final = re.compile(r"배우|배울|일|알바|취업|지원|훈련|돈|learn|work|job|course|train|support", re.I)
_CLOSES: Final = re.compile(
    r"폐업|(?:가게|매장|식당|카페|치킨집|미용실|장사|사업|점포|영업장|공방)(?:을|를|은|도|이|가)?[가-힣0-9]{0,10}(?:접(?:어|었|으려|을|기로|는)|문닫|닫(?:아|았|으려|기로|게)|정리(?:하려|하는|하게|했|할|합|중))|(?:사장|점주|자영업)[가-힣]{0,4}(?:인데|이고|이에요|예요|입니다|하는데)[^?!]{0,14}(?:문(?:을)?닫|폐업|접(?:어|었|으려|을|기로|는))|"
    r"\b(?:close|closed|closing|shut|shutting)(?: down)? (?:my|our|the) (?:shop|store|cafe|restaurant|business|bakery|salon|bar)"
)
_NOT_MINE: Final = re.compile(r"(?:회사|직장|공장|다니던|일하던|알바하던|사장님)[가-힣]{0,12}(?:폐업|문닫|망해)|폐업(?:한|된)?회사|company (?:closed|shut)")
HOPE_RETURN: Final = "hope-return/overview"


def closes(texts: Iterable[str]) -> bool:
    """Whether somebody tells in any of the messages that a shop or business of their own closes."""
    return any(
        (_CLOSES.search(fold_plain(t)) or _CLOSES.search(t.lower())) and not _NOT_MINE.search(fold_plain(t)) for t in texts
    )


def matter(base: Base, u: Understanding) -> Section | None:
    """The section on what weighs on the person themselves; None where a scheme is named or nothing of it is told."""
    f = u.filters
    sought = {"course", "opening"} & set(u.wants) and (f.skills or f.occupations or f.regions)
    if (u.families and not u.leans) or u.unknown or sought:
        return None
    id_ = matter_of(u.text)
    return base.section(id_, u.lang) if id_ else None


def matter_of(text: str) -> str:
    """The id of that section by the words alone, empty where there is none."""
    folded, spaced = fold_plain(text), re.sub(r"[^a-z0-9]+", " ", text.lower().replace("'", "").replace("’", ""))
    if not _UNPAID_NOT.search(folded) and (_UNPAID.search(folded) or _UNPAID_EN.search(spaced)):
        return "places/unpaid-wages"
    if not _DEBT_NOT.search(folded) and (_DEBT.search(folded) or _DEBT_EN.search(spaced)):
        return "places/debt"
    young = _UNDER_AGE.search(text) or _UNDER_AGE.search(spaced)
    if _LEFT_SCHOOL.search(folded) or _LEFT_SCHOOL.search(spaced):
        return "places/left-school" if young or _LEARNS_OR_WORKS.search(folded) else ""
    return ""
