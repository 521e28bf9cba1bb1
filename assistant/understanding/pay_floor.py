"""The least pay somebody looks for, in every usual form, as won a month or an hour. Pure.

Meant for messages that look for work: there "250 이상", "3 million+" and "연봉 3천5백 넘는" can only be pay. A number with a
counter of its own (30명, 3개월, 40시간, 3 years) is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

_DIGITS: Final = dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True))
_UNITS: Final = {"억": 100_000_000, "백만": 1_000_000, "만": 10_000, "천": 1_000, "백": 100}
_YEARLY_FROM: Final = 15_000_000  # nobody's month's pay
_LEAST_MONTH, _LEAST_HOUR, _MOST_HOUR = 500_000, 5_000, 200_000

_NOUN: Final = (
    r"(?P<noun>시급|시간당|시간\s?당|연봉|연\s?소득|일당|일급|월급|급여|봉급|페이|월|세전|세후|실수령|"
    r"\b(?:salary|pay|wage|hourly|yearly|annual|monthly)\b)"
)
_SPOKEN: Final = r"(?:[일이삼사오육칠팔구]?[천백십])+(?:만|원)?|[일이삼사오육칠팔구]?만\s?(?:[일이삼사오육칠팔구]?[천백십])+"
_FIGURE: Final = r"\d[\d,]*(?:\.\d+)?\s?(?:천\s?\d{0,3}\s?백?|억|백만|만|천|백)?(?:\s?\d[\d,]*\s?(?:천|백)?){0,2}"
_SUM: Final = rf"(?P<sum>{_FIGURE}|{_SPOKEN})\s?(?P<man>만)?\s?(?P<won>원)?"
_COUNTED: Final = (
    r"(?!\s?(?:명|개월|개|시간|시(?!급)|평|일(?!당)|살|인(?!데)|세(?!전|후)|년|점|회|번|퍼|%|학점|km|킬로|미터|층|호|주(?!는|면|고)|달|months?|years?|hours?|people|days?|minutes?|분))"
)
_LINK: Final = r"(?:\s?(?:정도|쯤|선|대))?\s?(?:은|는|이|도|을|를|만|에서)?\s?"
_AT_LEAST: Final = (
    r"(?:(?:이상|초과|부터|위로|↑|\+|~(?!\s?\d)|or more|plus|up\b)(?:이면|만|으로|은|는|이)?|(?:넘|받아야|받았|높|많|줬)[가-힣]*|은\s?(?:받|돼|되)[가-힣]*|주는)"
    r"(?:\s?(?:돼|되|해|하면|하는|주|줘|받|좋겠|좋)[가-힣]*)?"
)
_FLOOR_BEFORE: Final = r"(?:최소한?|적어도|못해도|최하|하한|미니멈|at least|over|above|more than|min(?:imum)?\.?)"
_GAP: Final = r"\s?(?:은|는|이(?![천백십만])|가|을|를|기준|으로|:|약|최소한?|적어도|못해도|한|총|\s){0,3}\s?"
_KO: Final = (
    re.compile(rf"{_NOUN}{_GAP}{_SUM}{_COUNTED}{_LINK}{_AT_LEAST}", re.I),
    re.compile(rf"(?:{_NOUN}\s?(?:은|는|이(?![천백십만])|가)?\s?)?{_FLOOR_BEFORE}\s?{_SUM}{_COUNTED}(?![\d.]|\s?(?:million|mil|k)\b)", re.I),
    re.compile(rf"{_FLOOR_BEFORE}\s?{_NOUN}\s?(?:은|는|이(?![백천십만])|가)?\s?{_SUM}{_COUNTED}", re.I),
    re.compile(rf"(?<![\d.,년월])(?P<noun>)(?P<sum>\d{{3,4}}|\d[\d,]*(?:\.\d+)?(?=\s?만))\s?(?P<man>만)?\s?(?P<won>원)?{_COUNTED}{_LINK}{_AT_LEAST}(?!으로\s?(?:떨어|내려))"),
)
_EN_SUM: Final = r"(?:krw ?|₩ ?|won )?(?P<sum>\d[\d,]*(?:\.\d+)?) ?(?P<scale>million|mil|m|k|thousand|만)?\b(?: ?(?:won|krw))?"
_PERIOD: Final = r"(?:,? (?:(?:a|an|per|each|every) |/ ?)?(?P<per>months?|monthly|hours?|hourly|years?|yearly|annum|annually|annual))?"
_EN: Final = (
    re.compile(
        rf"\b(?:over|above|at least|at the least|more than|min(?:imum)?\.?(?: of)?|from|starting (?:at|from)|no less than|not (?:under|below|less than)|upwards of|higher than|"
        rf"exceed(?:s|ing)?|upward of) {_EN_SUM}{_PERIOD}(?! ?(?:months?|years?|hours?|people|days?|minutes?|employees|staff|km)\b)",
        re.I,
    ),
    re.compile(
        rf"(?<![\d.]){_EN_SUM}{_PERIOD}\s?(?:\+|or (?:more|higher|above|over|better|up)|and (?:up|above|over|more|higher)|plus\b|upwards?\b|minimum\b|at least\b|이상|넘)", re.I
    ),
    re.compile(rf">=? ?{_EN_SUM}{_PERIOD}", re.I),
)
_SCALES: Final = {"million": 1_000_000, "mil": 1_000_000, "m": 1_000_000, "k": 1_000, "thousand": 1_000, "만": 10_000}
# A line that a rule draws, not one that somebody draws for a firm
_A_RULE: Final = re.compile(
    r"중위|재산|자산|보증금|매출|가구|기준|자부담|수강료|훈련비|적금|저축|household|assets?\b|tuition|savings|\blimit\b|eligib|qualif|median|deposit|\bfee\b|sales", re.I
)


@dataclass(frozen=True, slots=True)
class PayFloor:
    """The least pay wanted: `won` per `unit`, and the words it was said in."""

    won: int
    unit: Literal["month", "hour"]
    words: str


def pay_floor(text: str) -> PayFloor | None:
    """The least pay named in a message that looks for work; None where none is."""
    if _A_RULE.search(text):
        return None
    for pattern in _EN:
        for match in pattern.finditer(text):
            if (found := _english(match, text)) is not None:
                return found
    for pattern in _KO:
        for match in pattern.finditer(text):
            if (found := _korean(match)) is not None:
                return found
    return None


def floor_words(text: str) -> tuple[str, ...]:
    """The words of the least pay, as they were said; nothing where none is named."""
    found = pay_floor(text)
    return (found.words,) if found else ()


def _korean(match: re.Match[str]) -> PayFloor | None:
    noun = re.sub(r"\s", "", (match["noun"] or "").lower())
    raw = re.sub(r"[\s,]", "", match["sum"])
    value = _value(raw)
    if match["man"] and not raw.endswith("만"):
        value *= 10_000
    hourly = noun in ("시급", "시간당", "hourly")
    told_whole = bool(match["won"] or match["man"] or "만" in raw)
    if hourly:
        value = value * 10_000 if value < 100 and not told_whole else value
        return PayFloor(round(value), "hour", match[0].strip()) if _LEAST_HOUR <= value <= _MOST_HOUR else None
    if noun in ("일당", "일급"):
        return None  # a day's pay: how many days isn't said
    if not told_whole and value < 100_000:
        value *= 10_000
    yearly = noun.startswith("연") or noun in ("yearly", "annual") or value >= _YEARLY_FROM
    month = value / 12 if yearly else value
    return PayFloor(round(month), "month", match[0].strip()) if _LEAST_MONTH <= month < _YEARLY_FROM else None


def _english(match: re.Match[str], text: str) -> PayFloor | None:
    value = float(match["sum"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    per = (match["per"] or "").lower()
    around = text[max(0, match.start() - 24) : match.end() + 12].lower()
    if per.startswith("hour") or (value <= _MOST_HOUR and re.search(r"\bhour|시급|시간당", around)):
        return PayFloor(round(value), "hour", match[0].strip()) if _LEAST_HOUR <= value <= _MOST_HOUR else None
    yearly = per.startswith(("year", "ann")) or value >= _YEARLY_FROM
    month = value / 12 if yearly else value
    return PayFloor(round(month), "month", match[0].strip()) if _LEAST_MONTH <= month < _YEARLY_FROM else None


def _value(raw: str) -> float:
    """The number of a sum written in figures ("3천5백", "1만2천", "2.8") or spelt out ("이백오십", "만이천")."""
    if re.search(r"\d", raw):
        total, last = 0.0, 0.0
        for number, scale in re.findall(r"([\d,]+(?:\.\d+)?)(억|백만|만|천|백)?", raw):
            unit = _UNITS.get(scale, last / 10 if last == 1_000 and len(number) == 1 else 1)  # "3천5" is said for 3천5백
            total, last = total + float(number) * unit, unit
        return total
    whole, part, digit = 0, 0, 0
    for letter in raw:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter in "천백십":
            part += (digit or 1) * {"천": 1_000, "백": 100, "십": 10}[letter]
            digit = 0
        elif letter == "만":
            whole, part, digit = (part + digit or 1) * 10_000, 0, 0
    return whole + part + digit
