"""Days as sources write them → dates in Seoul. Pure: the day it is read on is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

SEOUL: Final = timezone(timedelta(hours=9))  # Korea has had no other time since 1988
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_SHEET_EPOCH: Final = date(1899, 12, 30)  # day 0 of spreadsheets
_BACK: Final = 120  # days a date without a year may lie behind the day of reading

_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|[+-]\d{2}:?\d{2})?")
_FULL = re.compile(r"(?<![\d.])(\d{4}|\d{2})\s?[.\-/년]\s?(\d{1,2})\s?[.\-/월]\s?(\d{1,2})(?!\d)\s?일?")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?)?(?!\d)")
_SHORT = re.compile(r"(?<![\d.\-/])(\d{1,2})\s?(?:월\s?(\d{1,2})\s?일|[./]\s?(\d{1,2})(?!\d|\s?[./]\s?\d))")
_MONTH_END = re.compile(r"(?:(?<!\d)(\d{4}|\d{2})\s?[.\-/년]\s?)?(?<!\d)(\d{1,2})\s?월\s?(?:말일?|하순)")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ENGLISH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"(?:\s+(\d{1,2})(?:st|nd|rd|th)?(?!\d))?,?\s+(\d{4})",
    re.I,
)
_US = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_COUNTDOWN = re.compile(r"(?<![A-Za-z])D\s?-\s?(\d{1,3})(?!\d)", re.I)
_ALWAYS = re.compile(
    r"채용\s?(?:완료)?\s?시|충원\s?(?:완료)?\s?시|모집\s?(?:완료)?\s?시|상시|수시|마감\s?시\s?까지|선착순|정원\s?마감|연중|별도\s?(?:공지|안내)\s?시\s?까지"
    r"|until filled|rolling|always open|open until|no deadline",
    re.I,
)
_UNKNOWN = re.compile(r"^\W*(?:-|미정|추후\s?(?:공지|안내)|별도\s?(?:공지|안내)|tbd|n/?a|없음|null|none)?\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Closing:
    """The last day to apply. Both empty: nothing was said; `unreadable`: something was said that is no date."""

    day: date | None = None
    until_filled: bool = False
    unreadable: bool = False


def read_day(text: str, today: date) -> date | None:
    """The first day `text` names; None if it names none that could be meant."""
    return next(_days(text, today), None)


def read_days(text: str, today: date) -> tuple[date, ...]:
    """All days of `text` as they stand: the two ends of a range."""
    return tuple(_days(text, today))


def read_closing(text: str, today: date) -> Closing:
    """The last day to apply from words such as ``~11.30``, ``채용시까지  26-12-01``, ``상시``, ``D-9``.

    Where both a day and "until filled" are said, the day stands: the listing ends then at the latest.
    """
    if _UNKNOWN.match(text):
        return Closing()
    always = bool(_ALWAYS.search(text))
    days = [day for day in _days(text, today, closing=True) if day < date(2090, 1, 1)]
    if days:
        return Closing(days[-1], always)
    if (end := _MONTH_END.search(text)) and (day := _last_of_month(end, today)) is not None:
        return Closing(day)
    if counted := _COUNTDOWN.search(text):
        return Closing(today + timedelta(days=int(counted[1])))
    if re.search(r"오늘\s?마감|금일\s?마감|closes today", text, re.I):
        return Closing(today)
    if re.search(r"내일\s?마감|명일\s?마감", text):
        return Closing(today + timedelta(days=1))
    if always or "9999" in text:
        return Closing(until_filled=True)
    return Closing(unreadable=True)


def _days(text: str, today: date, *, closing: bool = False) -> Iterator[date]:
    text = text.strip()
    if text.isdecimal():
        if (day := _from_digits(text)) is not None:
            yield day
        return
    instants = [(m.start(), m.end(), day) for m in _ISO_TIME.finditer(text) if (day := _instant(m, closing=closing))]
    taken = [(start, end) for start, end, _ in instants]
    found = [(start, day) for start, _, day in instants]
    for pattern in (_FULL, _COMPACT, _US, _ENGLISH, _SHORT):
        for match in pattern.finditer(text):
            free = all(match.end() <= start or match.start() >= end for start, end in taken)
            if free and (day := _read(pattern, match, today)) is not None:
                taken.append(match.span())
                found.append((match.start(), day))
    yield from (day for _, day in sorted(found))


def _from_digits(text: str) -> date | None:
    """Bare digits: YYYYMMDD with or without a time, YYMMDD, seconds or milliseconds since 1970, a spreadsheet's day."""
    if len(text) in (8, 12, 14) and text.startswith("20"):
        return _day(text[:4], text[4:6], text[6:8])
    if len(text) == 13 or len(text) == 10:
        seconds = int(text) // (1000 if len(text) == 13 else 1)
        return _plausible(datetime.fromtimestamp(seconds, UTC).astimezone(SEOUL).date())
    if len(text) == 6:
        return _day(text[:2], text[2:4], text[4:])
    if len(text) == 5:
        return _plausible(_SHEET_EPOCH + timedelta(days=int(text)))
    return None


def _instant(match: re.Match[str], *, closing: bool) -> date | None:
    day, time, zone = match.groups()
    try:
        if zone is None:
            return _plausible(date.fromisoformat(day))
        moment = datetime.fromisoformat(f"{day}T{time}{zone.replace('Z', '+00:00')}").astimezone(SEOUL)
    except ValueError:
        return None
    # Midnight in Seoul told in another zone is the end of the day before.
    ends = closing and (moment.hour, moment.minute) == (0, 0) and zone not in ("+09:00", "+0900")
    return _plausible(moment.date() - timedelta(days=1 if ends else 0))


def _read(pattern: re.Pattern[str], match: re.Match[str], today: date) -> date | None:
    if pattern is _ENGLISH:
        before, month, after, year = match.groups()
        return _day(year, str(_MONTHS.index(month.lower()) + 1), before or after or "")
    if pattern is _US:
        first, second, year = match.groups()
        if int(first) > 12:
            return _day(year, second, first)
        return _day(year, first, second) if int(second) > 12 or first == second else None  # 03/04: nobody can say
    if pattern is _SHORT:
        return _nearest(int(match[1]), int(match[2] or match[3]), today)
    return _day(match[1], match[2], match[3])


def _last_of_month(match: re.Match[str], today: date) -> date | None:
    year, month = match.groups()
    if not 1 <= int(month) <= 12:
        return None
    first = _day(year, month, "1") if year else _nearest(int(month), 1, today)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if first is not None else None


def _nearest(month: int, day: int, today: date) -> date | None:
    """The day of that name not far behind `today`: adverts leave the year out."""
    this_year = _day(str(today.year), str(month), str(day))
    if this_year is not None and this_year < today - timedelta(days=_BACK):
        return _day(str(today.year + 1), str(month), str(day))
    return this_year


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return _plausible(date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)))
    except ValueError:
        return date(9999, 12, 31) if year == "9999" else None


def _plausible(day: date) -> date | None:
    return day if _EARLIEST <= day <= _LATEST else None
