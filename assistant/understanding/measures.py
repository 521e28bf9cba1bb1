"""Sums, hours, percents, people in a message, the way people type them: "170", "천만원", "주 20시간", "1.4 million".

Pure functions. A bare number is a sum only where the caller says that money is spoken of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.text.figures import korean_amount

_HANGUL = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_COUNT = {"한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6, "혼자": 1}
_COUNT |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "single": 1, "a": 1, "an": 1}
_SCALES_EN = {"million": 1_000_000, "mil": 1_000_000, "m": 1_000_000, "k": 1_000, "thousand": 1_000}
_SCALE = r"(?:억|천만|백만|십만|만|천|백)"
_UNITS = (
    r"(?![\d,.]*\d)(?!\s?(?:시간|분|명|인(?!데|게)|퍼|%|프로|년|월|일(?!당)|개월|달(?!러)|주|세|살|평|㎡|제곱|회|번(?!돈|거)|차|점|학년|유형|호|층|"
    r"hours?|days?|months?|weeks?|years?|people|persons?|percent|th|st|nd|rd))"
)
_DIGITS = re.compile(
    rf"(?<![\d.,/-])((?:\d[\d,]*(?:\.\d+)?\s?{_SCALE}\s?)+(?:\d[\d,]*)?|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)\s?(원|won)?{_UNITS}",
    re.I,
)
_WORDED = re.compile(
    r"(?<![가-힣\d.,])((?:[일이삼사오육칠팔구]?(?:천|백|십))+만?|[일이삼사오육칠팔구]만)\s?"
    r"(?=원|짜리|벌|받|정도|쯤|이면|내[고면요야는]|넣|밖|넘|이하|$)"
)
_EN = re.compile(
    r"(?<![\w.])(?:krw|₩)\s?([\d,]+(?:\.\d+)?)\s?(million|mil|thousand|k|m)?\b|(?<![\w.,])(\d[\d,]*(?:\.\d+)?)\s?(million|mil|thousand|k|m)\b",
    re.I,
)
_ONE_EN = re.compile(r"\b(?:a|one) million\b", re.I)
_IN_ENGLISH = re.compile(r"^(?!.*[가-힣]).*[a-z]{2}", re.I | re.S)  # "I'm 36" tells no sum
_YEAR_LIKE = re.compile(r"20[0-4]\d")  # "상한액 2026" asks for a year, nobody earns 2,026만 원 a month


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money in won at ``text[start:end]``; `bare` ones are plain numbers read as 만 원."""

    value: int
    start: int
    end: int
    bare: bool = False


def sums(text: str) -> tuple[Sum, ...]:
    """All sums of a message in order. "170" is a bare one (1,700,000); "60퍼", "800시간", "2명" are none."""
    found: list[Sum] = []
    for match in _EN.finditer(text):
        number, scale = (match[1], match[2]) if match[1] else (match[3], match[4])
        value = float(number.replace(",", "")) * _SCALES_EN.get((scale or "").lower(), 1)
        found.append(Sum(round(value), match.start(), match.end()))
    found += [Sum(1_000_000, m.start(), m.end()) for m in _ONE_EN.finditer(text)]
    found += [Sum(worded_number(m[1]), m.start(), m.end()) for m in _WORDED.finditer(text)]
    for match in _DIGITS.finditer(text):
        if any(s.start < match.end() and match.start() < s.end for s in found):
            continue
        raw, won = match[1].strip(), match[2]
        value = korean_amount(raw)
        scaled = bool(re.search(_SCALE, raw))
        if scaled or won or value >= 10_000:
            if value >= 1_000:
                found.append(Sum(round(value), match.start(), match.end()))
        elif 10 <= value < 10_000 and not _YEAR_LIKE.fullmatch(raw) and (value >= 100 or not _IN_ENGLISH.search(text)):
            found.append(Sum(round(value * 10_000), match.start(), match.end(), bare=True))
    return tuple(sorted(found, key=lambda s: s.start))


def worded_number(text: str) -> int:
    """Hangul numerals: ``천만`` → 10000000, ``백이십만`` → 1200000, ``삼십만`` → 300000."""
    small = {"십": 10, "백": 100, "천": 1_000}
    total = part = digit = 0
    for char in text:
        if char in _HANGUL:
            digit = _HANGUL[char]
        elif char in small:
            part += (digit or 1) * small[char]
            digit = 0
        elif char == "만":
            total += ((part + digit) or 1) * 10_000
            part = digit = 0
    return total + part + digit


_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?(?:%|퍼센트|퍼|프로(?!그램|젝트|필)|percent|per cent)", re.I)


def percents(text: str) -> tuple[float, ...]:
    """All percents, as written."""
    return tuple(float(m[1]) for m in _PERCENT.finditer(text))


_WEEKLY = re.compile(
    r"(?:주|일주일에?|한\s?주에?|매주)\s?(?:당|에)?\s?(\d{1,2}(?:\.\d)?)\s?시간|(\d{1,2}(?:\.\d)?)\s?(?:hours?|hrs?|h)\s?(?:a|per|/|each)\s?week",
    re.I,
)
_DAILY = re.compile(
    r"(?:하루|일일|일)\s?(?:에)?\s?(\d{1,2}(?:\.\d)?)\s?시간|(\d{1,2}(?:\.\d)?)\s?시간씩|(\d{1,2}(?:\.\d)?)\s?(?:hours?|hrs?|h)\s?(?:a|per|/|each)\s?day",
    re.I,
)
_DAYS_A_WEEK = re.compile(r"주\s?(\d)\s?(?:일|회|번)|(\d) days? a week", re.I)
_HOURS = re.compile(r"(\d[\d,]{1,4})\s?시간|(\d[\d,]{1,4})\s?-?\s?(?:hours?|hrs?)\b", re.I)


def weekly_hours(text: str) -> float | None:
    """Hours a week, told as such or as hours a day and days a week."""
    if match := _WEEKLY.search(text):
        return float(match[1] or match[2])
    daily, days = daily_hours(text), _DAYS_A_WEEK.search(text)
    return daily * int(days[1] or days[2]) if daily is not None and days else None


def daily_hours(text: str) -> float | None:
    """Hours a day."""
    match = _DAILY.search(text)
    return float(next(g for g in match.groups() if g)) if match else None


def total_hours(text: str) -> int | None:
    """The hours of a course: the number of hours that is neither a day's nor a week's."""
    taken = [m.span() for pattern in (_WEEKLY, _DAILY) for m in pattern.finditer(text)]
    for match in _HOURS.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            return int((match[1] or match[2]).replace(",", ""))
    return None


_PERSONS = re.compile(
    r"([1-9]|한|두|세|네|다섯|여섯)\s?(?:인(?!데|턴|상)|식구|명)\s?(?:가구|가족|식구|이?면|은|는|$|\s)|(혼자)\s?(?:살|사)|"
    r"(?:household|family) of (\d|one|two|three|four|five|six)|(\d|one|two|three|four|five|six|single)[- ](?:person|people|member)s?|"
    r"(?:for|of) (one|two|three|four|five|six|\d)(?: (?:person|people))?\b",
    re.I,
)
_ALL_DEPENDANTS = re.compile(
    r"(?:부양\s?가족|부양하는\s?가족)\s?(?:이|은|도)?\s?(?:모두\s?|총\s?)?(\d(?!\d|\s?(?:살|세))|하나|둘|셋|넷|한|두|세|네|다섯)\s?(?:명|사람)?|"
    r"(\d|one|two|three|four|five|a) (?:dependants?|dependents?)",
    re.I,
)
_CHILDREN = re.compile(
    r"(?<![가-힣])(?:아이|애|자녀|아들|딸|동생|애기|아기)\s?(?:가|이|들이?|만)?\s?(\d(?!\d|\s?(?:살|세))|하나|한|둘|두(?!고)|셋|세(?!살|\s)|넷|네(?!\s?살))\s?(?:명)?|"
    r"(\d|one|two|three|four|five|a) (?:(?:minor|younger|little|small|teenage|underage) )?"
    r"(?:kids?|child(?:ren)?|sons?|daughters?|(?:minor|younger|little|underage) (?:siblings?|brothers?|sisters?)|(?<=minor )siblings?|(?<=younger )siblings?)",
    re.I,
)
_KIN_AGED = re.compile(
    r"(?:(?:외|친)?할머니|(?:외|친)?할아버지|시?어머니|시?아버지|장모님?|장인|엄마|아빠|동생|언니|오빠|누나|형|아들|딸|아이|애|자녀|조카)(?:이|가|는|은|도|께서|들이?)?\s?(?:올해\s?)?(?:만\s?)?"
    r"(\d{1,3}(?:\s?(?:살|세)|(?=\s+(?:아들|딸|애|아이|동생|장모|시?어머니|시?아버지|엄마|아빠|할머니|할아버지|아내|남편|중증|있|이고|인데|$)))(?:\s?[,랑와과]\s?\d{1,3}\s?(?:살|세))*)|"
    r"(?<!\d)(\d{1,3})\s?(?:살|세)\s?(?:된\s?|인\s?|이신\s?|넘은\s?)?(?:(?:외|친)?할머니|(?:외|친)?할아버지|시?어머니|시?아버지|장모님?|장인|엄마|아빠|동생|아들|딸|아이|애|조카)(?=랑|이랑|하고|와|과|이|가|은|는|도|님|\s|,|$)|"
    r"\b(?:grand)?(?:mother|father|mom|dad|ma|pa|brother|sister|son|daughter|kid|child(?:ren)?)s?(?: is| are|,)?(?: aged?)?,? (\d{1,3}(?:(?:,| and) \d{1,3})*)\b|"
    r"\b(\d{1,3})[- ]years?[- ]old (?:grand)?(?:mother|father|mom|dad|ma|pa|brother|sister|son|daughter)",
    re.I,
)
_KIN_MINOR = re.compile(
    r"(?:동생|아들|딸|아이|애|조카)(?:이|가|은|는|도)?\s?(?:아직\s?)?(?:미성년|고등학생|중학생|초등학생|초딩|중딩|고딩|유치원|어린이집)", re.I
)
_ELDERS = re.compile(
    r"(조부모|(?:외|친)?할머니\s?(?:랑|와|,|하고)?\s?할아버지|부모님?|(?:외|친)?할머니|(?:외|친)?할아버지|엄마|아빠|어머니|아버지)(?:님)?(?:이|가|는|은|도|두\s?분|둘\s?다|모두|다|\s){0,5}"
    r"(?:[789]0\s?(?:대|(?:살|세)?\s?(?:이)?\s?넘|(?:살|세)\s?이상)|칠순)"
)
_SEVERE_KIN = re.compile(
    r"(?<![가-힣])(?:동생|형|누나|언니|오빠|엄마|아빠|어머니|아버지|남편|아내|아들|딸|가족|배우자)(?:이|가|은|는|도)?\s?(?:한\s?명이\s?)?중증\s?장애(?!가?\s?(?:없|있으면))"
)
_NO_DEPENDANTS = re.compile(r"부양\s?가족\s?(?:이|은)?\s?없|no dependants?|no dependents?|no kids", re.I)


def persons(text: str) -> int | None:
    """The size of a household."""
    match = _PERSONS.search(text)
    return counted(next(g for g in match.groups() if g)) if match else None


def dependants(text: str) -> int | None:
    """How many dependants, children or elders were told; 0 where there are said to be none."""
    told = dependants_told(text)
    return told[0] if told else None


def dependants_told(text: str) -> tuple[int, str] | None:
    """The dependants told and the first words that tell of them: a number of them named as such, else children, those
    of 18 or under and of 70 or over, and severely disabled kin together. None where none were spoken of."""
    if match := _NO_DEPENDANTS.search(text):
        return 0, match[0].strip()
    if match := _ALL_DEPENDANTS.search(text):
        return counted(next(g for g in match.groups() if g)), match[0].strip()
    total, words, taken = 0, "", [(0, 0)]
    for pattern in (_KIN_AGED, _CHILDREN, _ELDERS, _SEVERE_KIN, _KIN_MINOR):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            n = _kin(pattern, match)
            total, words = total + n, words or (match[0].strip() if n else "")
    return (total, words) if len(taken) > 1 else None


def _kin(pattern: re.Pattern[str], match: re.Match[str]) -> int:
    """How many of those a match speaks of count as dependants."""
    if pattern is _KIN_AGED:
        ages = re.findall(r"\d{1,3}", next(g for g in match.groups() if g))
        return sum(int(age) <= 18 or int(age) >= 70 for age in ages)
    if pattern is _CHILDREN:
        return counted(next(g for g in match.groups() if g))
    if pattern is _ELDERS:
        both = re.search(r"조부모|부모|할머니.{0,3}할아버지|두\s?분|둘\s?다", match[0])
        return 2 if both else 1
    return 1


_DAYS = re.compile(
    r"(\d{1,3})\s?일(?!\s?(?:에|이후|부터|까지|\d))|(\d{1,3}) (?:of (?:the |my )?\d{1,3} )?(?:benefit )?days|(?<=of )(\d{1,3}) days",
    re.I,
)


def days_told(text: str) -> tuple[int, ...]:
    """Numbers of days, in order."""
    return tuple(int(n) for match in _DAYS.finditer(text) for n in re.findall(r"\d+", match[0]))


def counted(word: str) -> int:
    """A small number in digits or words; 0 where it's none."""
    return int(word) if word.isdigit() else _COUNT.get(word.lower(), 0)
