"""What came to an end before: the last unemployment benefit, an earlier spell of NESP, a year of study. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.profile import Fact
from assistant.understanding.days import moment_told

_COUNTS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "반": 6}
_EN_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "a": 1}
_SPAN = r"(\d{1,2}|한|두|세|네|다섯|여섯)\s?(년|개월|달|주)(\s?반)?"
_SPAN_EN = r"(\d{1,2}|a|one|two|three|four|five|six) (year|month|week)s?"
_BENEFIT = r"(?:실업\s?급여|실급|구직\s?급여)"
_LAST_BENEFIT = re.compile(
    _BENEFIT + r"[^.?!]{0,24}?(?:마지막|(?<!언제)(?<!며칠)(?<!월)까지(?:예요|에요|야|인데|이|임|고|\s?받(?:았|고|은|음))|끝(?!까지)|종료|다\s?받(?:았|고|은|음))|마지막\s?" + _BENEFIT
    + r"|\b(?:last|final) (?:unemployment )?benefit|unemployment (?:benefits?|insurance) (?:ended|ran out|finished|stopped|(?:will )?ends?|runs? out)",
    re.I,
)
# "끝나요", "다음 달까지예요": the end is still to come
TO_COME = re.compile(r"끝나(?!서|고\s?나)|끝날|끝남|까지(?:예요|에요|야|인데|임|이에요|고|라)|예정|\b(?:will end|ends|ending|runs? out|until|finish(?:es)?)\b", re.I)
_NESP = r"(?:국취제?|국민\s?취업\s?지원(?:\s?제도)?|구직촉진수당|\bnesp\b)"
_NESP_ENDED = re.compile(
    _NESP + r"(?:가|이|를|을|는|은|도)?\s?(?:다\s?)?(?:끝난|끝낸|종료(?:된|한)?|마친|했던)\s?지?|" + _NESP + r"[^.?!]{0,14}(?:끝났|종료됐|마쳤|끝남|종료)"
    + r"|\b(?:finished|completed|ended) nesp|nesp (?:ended|finished)",
    re.I,
)
_BY_JOB = re.compile(r"취업(?:해서|해|하고|했|으로)|취직|got a job|found a job", re.I)
_JOB_LASTED = re.compile(
    r"(?:취업|취직|회사)[^.?!\d]{0,24}?" + _SPAN + r"\s?(?:만에|만|동안|정도|쯤)?\s?(?:다녔|다니|일했|일하|일함|다님|근무|그만|퇴사|나왔|나옴|나온|있|채우|채웠|버텼)"
    + r"|\b(?:worked|job lasted|stayed)(?: there)?(?: for)? " + _SPAN_EN,
    re.I,
)
_UNIVERSITY_YEAR = re.compile(r"(?<!전문)대학교?\s?([1-4])\s?학년|^(?:아\s?|저\s?|나\s?|지금\s?)?([1-4])\s?학년(?:\s?[12]\s?학기)?(?=$|\s|이|인|임|야|요|에)|(?<![가-힣])대([1-4])(?=인데|이고|이에요|예요|임|이야|생|\s)|\b(first|second|third|fourth)[- ]year (?:uni(?:versity)?|college) student", re.I)
_YEARS_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_GRADUATION_MONTH = 2
# Two years of graduate school are four terms
_TERM = re.compile(r"(?:석사|대학원|대학원생|박사)(?:생|과정)?\s?(?:과정\s?)?([1-4])\s?학기|\b(first|second|third|fourth) (?:term|semester) of (?:a |my )?(?:master|graduate)", re.I)


def past_facts(text: str, today: date) -> Iterator[Fact]:
    """The day of the last unemployment benefit, the end of an earlier NESP spell, the months of study left."""
    if (benefit := _LAST_BENEFIT.search(text)) is not None:
        last = moment_told(text, today, ahead=bool(TO_COME.search(text)))
        if last is not None:
            yield Fact("last_benefit_on", last[0], benefit[0].strip())
    elif (spell := _NESP_ENDED.search(text)) is not None:
        lasted = _JOB_LASTED.search(text)
        ended = moment_told(text if lasted is None else text.replace(lasted[0], " "), today)
        if ended is not None and ended[0] <= today:
            yield Fact("nesp_ended.on", ended[0], spell[0].strip())
        if _BY_JOB.search(text):
            yield Fact("nesp_ended.by", "job", spell[0].strip())
            if lasted is not None:
                yield Fact("nesp_ended.job_months", _months(lasted), lasted[0].strip())
    yield from _study_left(text, today)


def _study_left(text: str, today: date) -> Iterator[Fact]:
    """The months to the end of a course of study, by the year or the term one is in."""
    if (term := _TERM.search(text)) is not None:
        said = next(g for g in term.groups() if g)
        yield Fact("school.months_left", (5 - int(_YEARS_EN.get(said.lower(), said))) * 6, term[0].strip())
    elif (year := _UNIVERSITY_YEAR.search(text)) is not None:
        said = next(g for g in year.groups() if g)
        left = (4 - int(_YEARS_EN.get(said.lower(), said))) * 12 + (_GRADUATION_MONTH - today.month) % 12
        yield Fact("school.months_left", left, year[0].strip())


def _months(match: re.Match[str]) -> int:
    said = [g for g in match.groups() if g]
    n = _n(said[0])
    months = n * 12 if said[1].lower() in ("년", "year") else n
    half = len(said) > 2 and "반" in said[2]
    return months + (6 if half and said[1] == "년" else 0)


def _n(said: str) -> int:
    return int(said) if said.isdigit() else _COUNTS.get(said) or _EN_COUNTS.get(said.lower(), 0)
