"""Days, months, years and spans of time in a message: "3월 2일", "June 2025", "작년 5월", "2년 반". Pure functions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.eligibility.rule_facts import months_after

_SPANS = re.compile(
    r"(?<!\d)(\d{1,3})\s?(년|개월|달)(?!\s?(?:생|도|\d{1,2}\s?월))|(?<!\d)(\d{1,3}) (years?|months?)\b(?! old)", re.I
)


_AND_MONTHS = re.compile(r"\s?(?:반(?!도)|(\d{1,2})\s?(?:개월|달)|,? (?:and )?(?:a half|(\d{1,2}) months?))", re.I)


def months_told(text: str) -> int | None:
    """A span of time in months ("3년", "2년 반", "1년 6개월", "18 months"); a year number ("2025년") is none."""
    for match in _SPANS.finditer(text):
        number, unit = int(match[1] or match[3]), (match[2] or match[4]).lower()
        if unit not in ("년", "year", "years"):
            return number
        if number < 60:
            more = _AND_MONTHS.match(text, match.end())
            return number * 12 + (0 if more is None else int(more[1] or more[2] or 6))
    return None


_FULL_DATE = re.compile(r"(20\d{2})[-./년]\s?(\d{1,2})[-./월]\s?(\d{1,2})\s?일?|(?<!\d)(\d{1,2})월\s?(\d{1,2})일")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_EN = "(" + "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "may" else "may" for m in _MONTHS) + r")\b\.?"
_FULL_DATE_EN = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH_EN},?(?: (20\d{{2}}))?|\b{_MONTH_EN} (\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|,?\d{{3}}| (?:times|hours?|days?|weeks?|months?|years?|people))(?:,? (20\d{{2}}))?",
    re.I,
)
_YEAR_MONTH = re.compile(r"(20\d{2})\s?(?:년|[-./])\s?(\d{1,2})\s?월?")
_MONTH_OF = re.compile(
    r"(재작년|작년|올해|지난해|내년)\s?(\d{1,2})월|(?:(last|this) )?(january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?: of)?,? (20\d{2}|last year|this year)|(?<!\d)(?<!년\s)(\d{1,2})월(?:에|쯤|달)?\s?(?:가게\s?|문\s?)?(?:폐업|닫|접)",
    re.I,
)
_YEAR = re.compile(r"(20\d{2})\s?년?(?!\d)|(재작년|작년|지난해|올해|내년|last year|this year|next year)", re.I)
_RELATIVE = {"재작년": -2, "작년": -1, "지난해": -1, "올해": 0, "내년": 1, "last year": -1, "this year": 0, "next year": 1}


_YEAR_BEFORE = re.compile(r"(재작년|작년|지난해|올해|내년)\s?$")


def day_told(text: str, today: date) -> date | None:
    """A full date; without a year, that of `today`."""
    try:
        if (match := _FULL_DATE.search(text)) is not None:
            if match[1]:
                return date(int(match[1]), int(match[2]), int(match[3]))
            before = _YEAR_BEFORE.search(text[: match.start()])
            year = today.year + (_RELATIVE[before[1]] if before else 0)
            return date(year, int(match[4]), int(match[5]))
        if (match := _FULL_DATE_EN.search(text)) is not None:
            number = _number_of(match[2] or match[4])
            return date(int(match[3] or match[6] or today.year), number, int(match[1] or match[5]))
    except ValueError:
        pass
    return None


def month_begun(text: str, today: date) -> date | None:
    """The first day of a month named with its year ("2025년 12월", "작년 5월", "June 2025"); of a shop that closed in a
    month without one, the last such month."""
    if (match := _YEAR_MONTH.search(text)) is not None and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), 1)
    if (match := _MONTH_OF.search(text)) is None:
        return None
    if match[1]:
        year, month = today.year + _RELATIVE[match[1]], int(match[2])
    elif match[4]:
        said = match[5].lower()
        year, month = int(said) if said.isdigit() else today.year + _RELATIVE[said], _MONTHS.index(match[4].lower()) + 1
    else:
        month = int(match[6])
        year = today.year if month <= today.month else today.year - 1
    return date(year, month, 1) if 1 <= month <= 12 else None


def year_told(text: str, today: date) -> int | None:
    """A year, told as a number or by its distance from this one."""
    match = _YEAR.search(text)
    if match is None:
        return None
    return int(match[1]) if match[1] else today.year + _RELATIVE[match[2].lower()]


def years_told(text: str, today: date) -> tuple[int, ...]:
    """Every year told, in order, each once."""
    found = (int(m[1]) if m[1] else today.year + _RELATIVE[m[2].lower()] for m in _YEAR.finditer(text))
    return tuple(dict.fromkeys(found))


_COUNTS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "반": 6}
_COUNTS |= {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_AGO = re.compile(
    r"(\d{1,2}|한|두|세|네|다섯|여섯)\s?(년|개월|달|주)\s?(반\s?)?(?:전|됐|되었|된|지났|째)|(?:지|진)\s?(?:이제\s?|벌써\s?|한\s|거의\s?)?(\d{1,2}|한|두|세|네|다섯|여섯)\s?(년|개월|달|주)(\s?반)?"
    r"|\b(\d{1,2}|a|one|two|three|four|five|six) (year|month|week)s? ago",
    re.I,
)
_NEAR = re.compile(r"(지지난\s?달|지난\s?달|저번\s?달|이번\s?달|다음\s?달|다다음\s?달)(?:\s?(\d{1,2})\s?일)?|(?<![가-힣])(어제|오늘|그저께|지난\s?주|저번\s?주|last week|last month|next month|this month|yesterday|today)", re.I)
_MONTHS_OFF = {"지지난달": -2, "지난달": -1, "저번달": -1, "이번달": 0, "다음달": 1, "다다음달": 2, "last month": -1, "this month": 0, "next month": 1}
_DAYS_OFF = {"지난주": -7, "저번주": -7, "last week": -7, "어제": -1, "오늘": 0, "그저께": -2, "yesterday": -1, "today": 0}
_MONTH_ALONE = re.compile(r"(?<![\d.])(?<!년\s)(1[0-2]|[1-9])월(?:달)?\s?(초|중순|말)?(?!\s?(?:급|\d))|\b(?:in|since|until|end of|from) " + _MONTH_EN + r"(?! \d)", re.I)


def moment_told(text: str, today: date, *, ahead: bool = False) -> tuple[date, bool] | None:
    """The day something happened (or, with `ahead`, will happen), and whether the day itself is known and not only its
    month or about how long ago; None where none was told. A month is given by its last day where it is past."""
    if (day := day_told(text, today)) is not None:
        if re.search(r"20\d{2}|(?:재작년|작년|지난해|올해|내년)\s?\d{1,2}월", text) is None:
            day = _yearless(day, today, ahead)
        return day, True
    if (near := _NEAR.search(text)) is not None:
        said = near[3].lower() if near[3] else near[1]
        said = said if said.isascii() else re.sub(r"\s", "", said)
        if said in _DAYS_OFF:
            return today + timedelta(days=_DAYS_OFF[said]), abs(_DAYS_OFF[said]) < 7
        first = months_after(today.replace(day=1), _MONTHS_OFF[said])
        if near[2] and 1 <= int(near[2]) <= 28:
            return first.replace(day=int(near[2])), True
        return _last_of(first), False
    if (ago := _AGO.search(text)) is not None and not ahead:
        number, unit, *half = (g for g in ago.groups() if g)
        n = int(number) if number.isdigit() else _COUNTS[number.lower()]
        if unit.lower() in ("주", "week"):
            return today - timedelta(weeks=n), False
        months = n * 12 if unit.lower() in ("년", "year") else n
        return months_after(today, -(months + (6 if half and months >= 12 else 0))), False
    alone = _MONTH_ALONE.search(text)
    named = _YEAR.search(text) is not None or not (ahead and alone)  # "3월에 닫을 거예요" is no March of the past
    if named and (month := month_begun(text, today)) is not None:
        return _last_of(month), False
    if alone is not None:
        number = int(alone[1]) if alone[1] else _number_of(alone[3])
        return _last_of(_yearless(date(today.year, number, 1), today, ahead)), False
    return None


def _number_of(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _yearless(day: date, today: date, ahead: bool) -> date:
    """A day told without its year: the last such day, or the next one."""
    first = today.replace(day=1)
    if ahead:
        return day if day >= first else day.replace(year=day.year + 1)
    return day if day <= today else day.replace(year=day.year - 1)


def _last_of(month: date) -> date:
    return months_after(month.replace(day=1), 1) - timedelta(days=1)
