"""What came to an end before: the last unemployment benefit, an earlier spell of NESP, a year of study. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.profile import Fact
from assistant.understanding.measures import day_told, month_begun

_COUNTS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "반": 6}
_EN_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "a": 1}
_SPAN = r"(\d{1,2}|한|두|세|네|다섯|여섯)\s?(년|개월|달|주)(\s?반)?"
_SPAN_EN = r"(\d{1,2}|a|one|two|three|four|five|six) (year|month|week)s?"
_BENEFIT = r"(?:실업\s?급여|실급|구직\s?급여)"
_LAST_BENEFIT = re.compile(
    _BENEFIT + r"[^.?!]{0,24}?(?:마지막|까지\s?받|끝났|끝난|종료|다\s?받)|마지막\s?" + _BENEFIT
    + r"|\b(?:last|final) (?:unemployment )?benefit|unemployment (?:benefits?|insurance) (?:ended|ran out|finished|stopped)",
    re.I,
)
_SINCE = re.compile(r"(?:끝난|종료된|받은)\s?지\s?(?:이제\s?|벌써\s?|한\s)?" + _SPAN + r"|" + _SPAN + r"\s?전(?:에)?\s?(?:끝|종료|마지막)")
_AGO_EN = re.compile(_SPAN_EN + r" ago", re.I)
_NESP = r"(?:국취제?|국민\s?취업\s?지원(?:\s?제도)?|구직촉진수당|\bnesp\b)"
_NESP_ENDED = re.compile(
    _NESP + r"(?:가|이|를|을|는|은|도)?\s?(?:다\s?)?(?:끝난|끝낸|종료(?:된|한)?|마친|했던)\s?지?|" + _NESP + r"[^.?!]{0,6}(?:끝났|종료됐|마쳤)"
    + r"|\b(?:finished|completed|ended) nesp|nesp (?:ended|finished)",
    re.I,
)
_BY_JOB = re.compile(r"취업(?:해서|해|하고|했|으로)|취직|got a job|found a job", re.I)
_JOB_LASTED = re.compile(
    r"(?:취업|취직)(?:해서?|하고|했는데|했다가|하여)?\s?(?:그\s?회사\s?)?(?:에서\s?)?" + _SPAN + r"\s?(?:만에|만|동안|정도|쯤)?\s?(?:다녔|다니|일했|일하|일함|다님|근무|그만|퇴사|있)"
    + r"|\b(?:worked|job lasted|stayed)(?: there)?(?: for)? " + _SPAN_EN,
    re.I,
)
_UNIVERSITY_YEAR = re.compile(r"(?<!전문)대학교?\s?([1-4])\s?학년|^(?:아\s?|저\s?|나\s?|지금\s?)?([1-4])\s?학년(?:\s?[12]\s?학기)?(?=$|\s|이|인|임|야|요|에)|(?<![가-힣])대([1-4])(?=인데|이고|이에요|예요|임|이야|생|\s)|\b(first|second|third|fourth)[- ]year (?:university|college) student", re.I)
_YEARS_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_GRADUATION_MONTH = 2


def past_facts(text: str, today: date) -> Iterator[Fact]:
    """The day of the last unemployment benefit, the end of an earlier NESP spell, the months of study left."""
    if (benefit := _LAST_BENEFIT.search(text)) is not None:
        day = _day(text, today)
        if day is not None and day <= today:
            yield Fact("last_benefit_on", day, benefit[0].strip())
    elif (spell := _NESP_ENDED.search(text)) is not None:
        since = _SINCE.search(text)
        day = _back(today, since) if since else _day(text, today)
        if day is not None and day <= today:
            yield Fact("nesp_ended.on", day, spell[0].strip())
            lasted = _JOB_LASTED.search(text)
            if _BY_JOB.search(text):
                yield Fact("nesp_ended.by", "job", spell[0].strip())
            if lasted is not None:
                yield Fact("nesp_ended.job_months", _months(lasted), lasted[0].strip())
    if (year := _UNIVERSITY_YEAR.search(text)) is not None:
        said = next(g for g in year.groups() if g)
        left = (4 - int(_YEARS_EN.get(said.lower(), said))) * 12 + (_GRADUATION_MONTH - today.month) % 12
        yield Fact("school.months_left", left, year[0].strip())


def _day(text: str, today: date) -> date | None:
    """The day something ended: as a date, a month, or so long ago."""
    if (told := day_told(text, today)) is not None:
        return told if told <= today else told.replace(year=told.year - 1)
    if (since := _SINCE.search(text)) is not None:
        return _back(today, since)
    if (ago := _AGO_EN.search(text)) is not None:
        return _back(today, ago)
    return month_begun(text, today)


def _back(today: date, match: re.Match[str]) -> date:
    said = [g for g in match.groups() if g]
    if said[1].lower() in ("주", "week"):
        return today - timedelta(weeks=_n(said[0]))
    return today - timedelta(days=round(_months(match) * 30.4))


def _months(match: re.Match[str]) -> int:
    said = [g for g in match.groups() if g]
    n = _n(said[0])
    months = n * 12 if said[1].lower() in ("년", "year") else n
    half = len(said) > 2 and "반" in said[2]
    return months + (6 if half and said[1] == "년" else 0)


def _n(said: str) -> int:
    return int(said) if said.isdigit() else _COUNTS.get(said) or _EN_COUNTS.get(said.lower(), 0)
