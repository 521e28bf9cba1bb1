"""Age and household, as people mention them: their own age and nobody else's, how many they live with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.profile import Fact

_AGES = {"스무": 20, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60}
_UNITS = {"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6}
_UNITS |= {"일곱": 7, "여덟": 8, "아홉": 9}
_WORDED = {**_UNITS, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

_RULE_ASKED = r"(?!\s*(?:까지|이하|이상|미만|부터|넘|초과|제한|기준|되면|이면\s*(?:안|되|돼|가능)|여야|이어야))"
# The age of somebody else: "우리 엄마 72세인데", "동생이 17살, 15살".
_OTHERS = re.compile(
    r"(?:엄마|아빠|어머니|아버지|부모님?|할머니|할아버지|동생|언니|오빠|누나|형|아들|딸|아이|애|자녀|남편|아내|친구)(?:이|가|는|은|도|께서|들이?)?\s?(?:올해\s?)?(?:만\s?)?"
    r"\d{1,3}\s?(?:살|세)(?:\s?[,랑와과]\s?\d{1,3}\s?(?:살|세))*"
    r"|\b(?:mother|father|mom|dad|grand\w+|brother|sister|son|daughter|husband|wife|friend)s?\b[^.?!]{0,12}\d{1,3}(?: years? old)?"
    r"|\b\d{1,3}[- ]years?[- ]old (?:grand)?(?:mother|father|mom|dad|ma|pa|parents?|brother|sister|son|daughter)",
    re.I,
)
_AGE = re.compile(r"(?<![\d,.~\-–])만?\s?(\d{2})\s?(?:살|세(?!대))(?!대(?:$|[\s는의가도초중후반]))" + _RULE_ASKED)
_AGE_LABELLED = re.compile(r"(?<![가-힣])(?:나이|연령)\s?(?:는|은|가)?\s?[:.,]?\s?(?:만\s?)?([1-6]\d)(?!\d|\s?(?:살|세)?\s*(?:까지|이하|이상|미만|부터|제한))")
_AGE_WORDS = re.compile(rf"({'|'.join(_AGES)})\s?({'|'.join(_UNITS)})?\s?살" + _RULE_ASKED)
_AGE_NAMED = re.compile(  # without its counter: "스물아홉인데", "나 서른둘"
    r"(스물|서른|마흔)(하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)(?=인데|이고|이에요|예요|이야|임|이요|입니다|이라|\s?(?:,|$|고졸|대졸|무직|백수|취준))"
)
_BORN = re.compile(r"(?<!\d)((?:19|20)?\d{2})\s?년\s?생")
# A number alone is an age beside who it is of or what they finished: "나 23", "31 대졸", "고졸 26".
_NO_COUNTER = (
    r"(?!\d|[.,]\d|\s?(?:만|천|백|억|원|%|퍼|프로|인(?!데)|명|개|일|년|월|주|시|분|번|회|점|평|차|층|호|달|벌|번|kg|cm|학년|학기|유형|이상|이하|까지|부터|대\b|년대))"
)
_AGE_BARE = re.compile(
    r"(?:(?:^|[\s,.!?~])(?:나|저|난|전|나는|저는|본인|제가|내가)\s?(?:올해|만|이제|지금)?\s?([1-6]\d)" + _NO_COUNTER
    + r"(?=\s*(?:$|[,.!?~/]|인데|이고|이야|이에요|예요|임|이요|요\b|이라|\s(?!벌))))"
    r"|(?<![\d.,])([1-6]\d)\s?[,/]?\s?(?=(?:고졸|대졸|초대졸|전문대졸|중졸|석사|무직|백수|취준|미취업|남자|여자|남성|여성|대학생|휴학생|실직))"
    r"|(?:고졸|대졸|초대졸|전문대졸|무직|백수|취준생|남자|여자)\s?[,/]?\s([1-6]\d)" + _NO_COUNTER + r"(?=\s*(?:$|[,.!?~/]|인데|이고|임|\s))"
)
_AGE_EN = re.compile(
    r"\b(?:i'?m|i am|im|aged?|turned|turning)\s+(?:a\s+|only\s+|now\s+)?(\d{2})\b(?!\s*(?:%|percent|months?|days?|hours?|weeks?|million|k\b))"
    r"|\b(\d{2})[\s-]?(?:years?[\s-]old|yo\b|y/o|yrs? old)"
    r"|(?:^|[.!?]\s*)(?:hi,? |hello,? )?(\d{2}),? ?(?:and )?(?=(?:years?\b|unemployed|jobless|high[- ]school|university|college|graduate|male|female|m\b|f\b|no job|out of work|living|live|from))",
    re.I,
)
_BORN_EN = re.compile(r"\bborn in ((?:19|20)\d{2})\b", re.I)

_HOUSE = re.compile(
    r"(\d|한|두|세|네|다섯|여섯)\s?(?:인|식구|명)\s?(?:가구|가족|식구)?(?=\s?(?:가구|가족|식구)|이?서?\s?(?:살|같이|사[는아]))"
    r"|(?:가구원|세대원|식구)\s?(?:수\s?)?:?\s?(\d)\s?(?:인|명)"
    r"|(\d)\s?인\s?가구|(?:^|,\s*)([2-9])\s?인\s*(?=,|$)"
    r"|(?<!부양)(?<!부양\s)(?:가족|식구)(?:이|은|는|가)?\s?(?:총|모두|다\s?합쳐|나\s?포함)?\s?(\d|둘|셋|넷|다섯|여섯|두|세|네)\s?(?:명|식구|인)?(?=\s*(?:$|[,.!?]|이|예요|임|인데|살|이고|\s))"
    r"|(?<![가-힣])(둘|셋|넷|다섯|여섯)이서?\s?(?:같이\s?)?(?:살|사[는아])"
    r"|(?:부모님?|엄마|아빠|어머니|아버지|동생|언니|오빠|누나|형|할머니|할아버지|남편|아내)(?:이랑|랑|하고|와|과)\s?(?:같이\s?|나\s?|저\s?)?(둘|셋|넷|다섯|여섯)(?:이서?)?(?=\s*(?:$|[,.!?]|살|사|이고|인데|임|이에요|이야|\s))"
)
# Somebody lives alone where it is plainly said; 혼자 신청, 혼자 준비 tell nothing.
_ALONE = re.compile(
    r"(?<!명이\s)혼자\s?(?:살(?!면|\s?수)|사[는아]|자취|산다|삼(?=\s|$|[,.])|임(?=\s|$|,)|이고|(?=,|\d{2}\s?(?:살|세)|\s\d{2}\s?(?:살|세)))|자취(?:하|중|해)|독립해서"
    r"|\blive (?:alone|by myself)\b|\bliving (?:alone|by myself)\b|single[- ]person household",
    re.I,
)
_HOUSE_EN = re.compile(
    r"household of (\d+|two|three|four|five|six)|(\d+|two|three|four|five|six)[- ](?:person|member) (?:household|family)|family of (\d+|two|three|four|five|six)"
    r"|(\d|two|three|four|five|six) (?:people|persons|members) (?:in|at) (?:my |our |the )?(?:house|household|family|home)"
    r"|\b(?:so |now )?([2-9]|two|three|four|five|six) of us\b|\(([2-9]) (?:people|persons)\)"
    r"|(?:there are|we are) (\d|two|three|four|five|six) of us|(?:we are|we're) (?:a )?(\d|two|three|four|five|six) people (?:at home|family)",
    re.I,
)


def age_facts(text: str, today: date) -> Iterator[Fact]:
    """The person's own age, or the year they were born."""
    text = _OTHERS.sub(" ", text)
    if match := _AGE.search(text):
        yield Fact("age", int(match[1]), match[0].strip())
    elif match := _AGE_WORDS.search(text):
        yield Fact("age", _AGES[match[1]] + _UNITS.get(match[2] or "", 0), match[0].strip())
    elif match := _AGE_LABELLED.search(text):
        yield Fact("age", int(match[1]), match[0].strip())
    elif match := _AGE_NAMED.search(text):
        yield Fact("age", _AGES[match[1]] + _UNITS[match[2]], match[0].strip())
    elif match := _AGE_EN.search(text):
        yield Fact("age", int(match[1] or match[2] or match[3]), match[0].strip())
    elif match := _AGE_BARE.search(text):
        yield Fact("age", int(match[1] or match[2] or match[3]), match[0].strip(" ,.!?~"))
    if match := _BORN.search(text) or _BORN_EN.search(text):
        year = int(match[1])
        if year < 100:
            year += 2000 if year <= today.year % 100 else 1900
        yield Fact("age", today.year - year, match[0].strip())


def household_facts(text: str) -> Iterator[Fact]:
    """How many live together, the person included."""
    match = _HOUSE.search(text)
    if match is not None and (n := _counted(next(g for g in match.groups() if g))):
        yield Fact("household_size", n, match[0].strip(" ,"))
    elif match := _ALONE.search(text):
        yield Fact("household_size", 1, match[0].strip())
    elif match := _HOUSE_EN.search(text):
        yield Fact("household_size", _counted(next(g for g in match.groups() if g)), match[0])


def _counted(word: str) -> int:
    return int(word) if word.isdigit() else _WORDED.get(word.lower(), 0)
