"""What in the words of a job advert asks for caution: each code with the exact sentence it rests on. Pure.

Signs of a scam keep an opening from seekers altogether (`HIDING`); the others only inform. A sentence that says the
opposite ("보증금 없음", "나이 무관") is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from knowledge.models import Opening

CautionCode = Literal[
    "money_asked", "account_asked", "carrying_cash", "abroad_lure", "messenger_only",
    "age_limit", "sex_limit", "false_self_employment",
]  # fmt: skip
HIDING: Final[frozenset[CautionCode]] = frozenset(
    {"money_asked", "account_asked", "carrying_cash", "abroad_lure", "messenger_only"}
)


@dataclass(frozen=True, slots=True)
class Caution:
    """A code and the sentence of the title or body that carries it, verbatim."""

    code: CautionCode
    quote: str


_SENTENCE = re.compile(r"[^\n.?]+(?:[.](?=\d)[^\n.?]+)*[.?]?")  # "고액 알바! 현금을 전달만" is one
_NONE = r"없|않|안\s?받|무관|금지|제한\s?(?:을\s?)?두지|지원(?:해|합|금|$|\s)|제공|환급|전액\s?회사|요구하는\s?곳"
# code → what the sentence says, and what takes it back
_RULES: tuple[tuple[CautionCode, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "money_asked",
        re.compile(
            r"(?:보증금|교육비|연수비|교재비|등록비|가입비|물품비|초기\s?비용|예치금|수수료)\D{0,12}[\d,]*\s?(?:만\s?)?원?\s?"
            r"(?:을|를)?\s?(?:먼저\s?|선\s?)?(?:입금|납부|결제|송금|내셔야|내야|지참|선납)|선입금|먼저\s?입금|"
            r"(?:deposit|training fee|registration fee)\D{0,20}(?:pay|required|before)",
            re.I,
        ),
        re.compile(_NONE),
    ),
    (
        "account_asked",
        re.compile(
            r"(?:통장|체크\s?카드|현금\s?카드|공동\s?인증서|공인\s?인증서|인증\s?번호|OTP|비밀\s?번호|계좌)\S{0,6}[^\n]{0,14}?"
            r"(?:대여|빌려|양도|맡기|보내|제출|전달|알려)",
            re.I,
        ),
        re.compile(r"없|않|마세요|사본"),
    ),
    (
        "carrying_cash",
        re.compile(
            r"(?:현금|돈|대금|수금|물건|서류|택배\s?물품)[^\n]{0,10}?(?:수거|전달|운반|심부름|회수)[^\n]{0,30}?(?:고수익|고액|일당|당일\s?지급|건당)"
            r"|(?:고수익|고액\s?(?:알바|일당)|건당)[^\n]{0,30}?(?:현금|돈|물건|대금)[^\n]{0,10}?(?:수거|전달|운반|회수)"
        ),
        re.compile(r"않|없"),
    ),
    (
        "abroad_lure",
        re.compile(r"(?:해외|캄보디아|태국|필리핀|베트남|미얀마|동남아)[^\n]{0,40}?(?:고수익|월\s?\d{3,4}만|항공권|비행기\s?표|숙식\s?제공\s?고액)"),
        re.compile(r"출장|복지|여행\s?지원|워크숍|항공권\s?발권"),
    ),
    (
        "messenger_only",
        re.compile(
            r"(?:텔레그램|카카오톡|카톡|라인|위챗|메신저|오픈\s?채팅)\S{0,4}[^\n]{0,10}?(?:로만|으로만|만\s?(?:연락|문의|지원|가능)|전용)"
            r"|(?:telegram|messenger)\s+only",
            re.I,
        ),
        re.compile(r"않"),
    ),
    (
        "age_limit",
        re.compile(
            r"(?:만\s?)?\d{2}\s?(?:세|살)\s?(?:이하|미만|까지)\s?(?:만|의|인|로|지원|가능|채용|모집|우대|$|\s)"
            r"|(?:만\s?)?\d{2}\s?[~\-–]\s?\d{2}\s?(?:세|살|대)(?:만|\s?(?:지원|가능|우대|환영|여성|남성|이신))|(?:20|30)대\s?(?:만|우대|환영|여성|남성)|나이\s?제한"
            r"|(?:under|below)\s(?:the age of\s)?\d{2}\b(?! hours| people| staff)",
            re.I,
        ),
        re.compile(r"무관|없|정년|제한\s?안|자녀|영유아|아동|어르신|회원|도약장려금|청년\s?(?:지원|채용)\s?(?:제도|장려금)|법"),
    ),
    (
        "sex_limit",
        re.compile(
            r"(?:남성|여성|남자|여자)\s?(?:분)?\s?(?:만|우대|환영|에\s?한)|(?:남|여)직원\s?(?:만|모집|채용|구함|우대)|용모\s?(?:가\s?)?단정|미혼\s?(?:만|여성|남성|우대)|군필\s?남"
            r"|\b(?:males?|females?|men|women) only\b",
            re.I,
        ),
        re.compile(r"무관|아닙|않|경력\s?단절|새일|전용\s?(?:기숙사|휴게|탈의)|고객|회원|의류|화장실|쉼터|시설|기업|기숙사|휴게실"),
    ),
)
_SELF_EMPLOYED = re.compile(
    r"3\.3\s?%|개인\s?사업자\s?(?:로\s?)?(?:계약|등록)|(?:프리랜서|위탁|도급)\s?계약|사업\s?소득(?:자)?\s?(?:신고|공제)"
)
_LIKE_EMPLOYED = re.compile(
    r"출퇴근\s?(?:시간\s?)?(?:체크|관리|필수|의무)|지각\s?(?:시|하면)|고정\s?(?:출근|근무)|상사|관리자의?\s?지시|"
    r"(?:월|주)\s?(?:~|-)\s?금|주\s?[56]일|\d{1,2}:\d{2}\s?[~\-–]\s?\d{1,2}:\d{2}"
)
_FREE_HOURS = re.compile(r"자율|결과물\s?기준|협의|원하는\s?(?:날|시간)")
# Words without which a rule can't hold: most adverts have none, and looking for plain words is quick.
_NEEDS: Mapping[CautionCode, tuple[str, ...]] = {
    "money_asked": (
        "증금", "육비", "수비", "재비", "록비", "입비", "품비", "비용", "치금", "수수료", "입금", "deposit", "fee",
    ),
    "account_asked": ("통장", "카드", "인증", "otp", "비밀", "계좌"),
    "carrying_cash": ("수거", "전달", "운반", "심부름", "회수"),
    "abroad_lure": ("해외", "캄보디아", "태국", "필리핀", "베트남", "미얀마", "동남아"),
    "messenger_only": ("텔레그램", "카카오톡", "카톡", "라인", "위챗", "메신저", "채팅", "telegram", "messenger"),
    "age_limit": ("세", "살", "0대", "나이", "under", "below"),
    "sex_limit": ("남성", "여성", "남자", "여자", "직원", "용모", "미혼", "군필", "male", "men"),
    "false_self_employment": ("3.3", "사업자", "프리랜서", "위탁", "도급", "소득"),
}  # fmt: skip


def cautions(opening: Opening) -> tuple[Caution, ...]:
    """Every caution in the title and body of `opening`, each code once, in the order of the codes above."""
    text = f"{opening.title}\n{opening.body}"
    lowered = text.lower()
    found: dict[CautionCode, Caution] = {}
    sentences: list[str] = []
    for code, says, takes_back in _RULES:
        if any(word in lowered for word in _NEEDS[code]) and says.search(text):
            sentences = sentences or _SENTENCE.findall(text)
            quotes = (s for s in sentences if says.search(s) and not takes_back.search(s))
            if (quote := next(quotes, None)) is not None:
                found[code] = Caution(code, quote.strip())
    if (contract := _false_self_employment(opening, text)) is not None:
        found["false_self_employment"] = Caution("false_self_employment", contract)
    return tuple(found.values())


def hides(opening: Opening) -> bool:
    """Whether an opening must not be shown to people who look for work."""
    return any(c.code in HIDING for c in cautions(opening))


def _false_self_employment(opening: Opening, text: str) -> str | None:
    """The sentence that makes a contractor of somebody whose hours are fixed like an employee's; None if none does."""
    named = any(word in text for word in _NEEDS["false_self_employment"]) and _SELF_EMPLOYED.search(text)
    if opening.employment != "freelance" and not named:
        return None
    for sentence in _SENTENCE.findall(opening.body):
        if _LIKE_EMPLOYED.search(sentence) and not _FREE_HOURS.search(sentence):
            contract = [s for s in _SENTENCE.findall(text) if _SELF_EMPLOYED.search(s)]
            return str((contract or [sentence])[0]).strip()
    return None
