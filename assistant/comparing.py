"""A quantity just told beside the rule's own: whether it is over or under, and what it comes to. Worked out here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from assistant.benefits.tables import row_on
from assistant.benefits.words import rounded
from assistant.guards import fold_plain
from assistant.understanding import Understanding
from assistant.understanding.measures import sums, weekly_hours
from assistant.words import won
from knowledge.base import Base
from knowledge.models import Section

Said = tuple[Section, str]

_HOURLY: Final = re.compile(
    r"시급\s?(?:이|은|을|으로|로|도)?\s?(?:겨우\s?|고작\s?)?(\d[\d,]{3,5})\s?원?|(\d[\d,]{3,5})\s?원\s?(?:시급|"
    r"짜리\s?알바)|"
    r"시간당\s?(\d[\d,]{3,5})|(?:krw ?)?(\d[\d,]{3,5}) ?won (?:an|per|/) ?hour",
    re.I,
)
_TAKES_OFF: Final = re.compile(r"수습|probation", re.I)
_PROBATION_PAY: Final = re.compile(r"(?<![\d,])(\d[\d,]{3,5})(?![\d,]*\s?(?:만|개|명|일|시간|년))")
_ASKS_PAY: Final = re.compile(
    r"맞|괜찮|불법|위반|되나|돼|될까|가능|법|최저|적은|낮|신고|legal|ok|allowed|below|minimum|right\?|fine", re.I
)
_SUCCESS: Final = re.compile(r"성공수당|success payment", re.I)
_BARE_HOURS: Final = re.compile(r"(?<!\d)(\d{1,2})\s?시간(?!\s?(?:이상|미만|씩|당))")
_LATE: Final = re.compile(
    r"(?:지각|조퇴)(?:을|를|이|은)?\s?(?:이랑\s?(?:지각|조퇴)\s?)?(?:합쳐서?\s?|모두\s?|총\s?)?(\d{1,2}|한|두|세|네|"
    r"다섯|여섯)\s?(?:번|회)|(?:late|"
    r"left early)[a-z ]{0,12}(\d{1,2}) times|(\d{1,2}) (?:late arrivals|times late)",
    re.I,
)
_NTH: Final = re.compile(
    r"(첫|처음|1|두|2|세|3)\s?(?:번째|번\s?째|회차?|번)\s?(?:중도|포기|그만|탈락|관두|드롭)|(?:중도\s?(?:포기|탈락|"
    r"하차)|그만두는?\s?(?:게|"
    r"거))[^.?!]{0,8}(첫|두|세|1|2|3)\s?번째|\b(first|second|third) (?:time )?(?:drop|quit)",
    re.I,
)
_CUTS: Final = {"첫": 0, "처음": 0, "1": 0, "first": 0, "두": 1, "2": 1, "second": 1, "세": 2, "3": 2, "third": 2}
_COUNTS: Final = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6}
_PREFERENTIAL: Final = re.compile(r"우대\s?저축(?:\s?공제)?|재직자\s?저축|preferential savings", re.I)


def compared(base: Base, u: Understanding, today: date) -> Said | None:
    """The section a quantity of the message is measured by and what comes of it; None where nothing is to compare."""
    for reader in _READERS:
        if (found := reader(base, u, today)) is not None:
            return found
    return None


def _hourly(base: Base, u: Understanding, today: date) -> Said | None:
    """An hourly wage told, beside the minimum wage of the day."""
    match, row, lower = _HOURLY.search(u.text), row_on("minimum_wage", today), row_on("probation", today)
    probation = _TAKES_OFF.search(u.text) is not None
    if match is None and probation:
        match = _PROBATION_PAY.search(u.text)
    if match is None or row is None or lower is None or not _ASKS_PAY.search(u.text):
        return None
    value = int(next(g for g in match.groups() if g).replace(",", ""))
    least = row.whole("hour")
    if not 3_000 < value < 5 * least:
        return None
    ko, cut = u.lang == "ko", rounded(least * lower.whole("percent"), 100)
    told, line, low = won(value, u.lang), won(least, u.lang), won(cut, u.lang)
    if value >= least:
        section = base.section("standards/minimum-wage", u.lang)
        text = (
            f"시급 {told}은 {row.year}년 최저임금 {line} 이상이에요."
            if ko
            else f"{told} an hour is at or above the {row.year} minimum wage of {line}."
        )
    elif probation and value >= cut:
        section = base.section("standards/probation", u.lang)
        text = (
            f"시급 {told}은 수습 때 줄 수 있는 가장 낮은 금액({low}) 이상이에요. 1년 이상 계약이고, 수습 "
            f"3개월까지이고, 단순노무직이 아닐 때만이에요."
            if ko
            else f"{told} an hour is not below what probation may pay at the least ({low}); that holds only with a "
                 f"contract of 1 year or more, for up to 3 months, and not for simple manual work."
        )
    else:
        section = base.section("standards/probation" if probation else "standards/below-minimum-wage", u.lang)
        if ko:
            floor = f"수습이어도 받아야 하는 {low}" if probation else f"{row.year}년 최저임금 {line}"
            text = f"시급 {told}은 {floor}보다 적어요."
        else:
            floor = f"the {low} due even on probation" if probation else f"the {row.year} minimum wage of {line}"
            text = f"{told} an hour is below {floor}."
    return (section, text) if section is not None else None


def _hours_for_success(base: Base, u: Understanding, today: date) -> Said | None:
    """Weekly hours told, beside those that the success payment usually asks for."""
    rule, section = row_on("nesp_success", today), base.section("nesp/success-payment", u.lang)
    hours = weekly_hours(u.text)
    if hours is None and (bare := _BARE_HOURS.search(u.text)) is not None:
        hours = float(bare[1])
    if rule is None or section is None or hours is None or not _SUCCESS.search(u.text):
        return None
    ko, n, full = u.lang == "ko", f"{hours:g}", rule.whole("weekly_hours")
    if hours < full:
        text = (
            f"보통은 안 돼요. 주 {n}시간은 취업성공수당에 보통 필요한 주 {full}시간보다 적어요. "
            f"고용센터에 확인해 보세요."
            if ko
            else f"Usually not: {n} hours a week are fewer than the {full} that the success payment normally asks for. "
                 f"Check with the job center."
        )
    else:
        text = (
            f"주 {n}시간이면 취업성공수당에 보통 필요한 주 {full}시간 이상은 맞아 보여요. 고용보험 가입도 있어야 해요."
            if ko
            else f"{n} hours a week reach the {full} that the success payment normally asks for; employment "
                 f"insurance is needed, too."
        )
    return section, text


def _lateness(base: Base, u: Understanding, today: date) -> Said | None:
    """Late arrivals told, as absences."""
    match, rule = _LATE.search(u.text), row_on("card_attendance", today)
    section = base.section(rule.section, u.lang) if rule else None
    if match is None or rule is None or section is None:
        return None
    each = rule.whole("late_per_absence")
    said = next(g for g in match.groups() if g)
    times = _COUNTS.get(said) or int(said)
    absences, left = divmod(times, each)
    if u.lang == "ko":
        rest = f" 남은 {left}번은 {each}번이 모이면 한 번으로 세요." if left else ""
        return section, f"지각이나 조퇴 {times}번이면 결석 {absences}번으로 세요({each}번에 결석 1번).{rest}"
    return (
        section,
        f"{times} late arrivals or early leavings count as {absences} absence{'' if absences == 1 else 's'} "
        f"({each} make one).",
    )


def _nth_dropout(base: Base, u: Understanding, today: date) -> Said | None:
    """What a first, second or third drop-out takes off the card."""
    match, rule = _NTH.search(u.text), row_on("card_drop_out", today)
    section = base.section(rule.section, u.lang) if rule else None
    of_courses = set(u.families) & {"learning-card", "kdt"} or "penalty" in u.topics
    if match is None or rule is None or section is None or not of_courses:
        return None
    n = _CUTS[next(g for g in match.groups() if g).lower()]
    cut = won(rule.list("cuts")[n], u.lang)
    if u.lang == "ko":
        return (
            section,
            f"{('첫', '두', '세')[n]} 번째 중도포기라면 카드 한도에서 {cut}이 깎인다는 안내가 있어요. 한 곳의 안내라 "
            f"그만두기 전에 확인해 보세요.",
        )
    return (
        section,
        f"A {('first', 'second', 'third')[n]} drop-out takes {cut} off the card account, says one page; confirm "
        f"before you stop.",
    )


def _preferential(base: Base, u: Understanding, today: date) -> Said | None:
    """What the employer adds to a monthly sum told."""
    rule = row_on("preferential_savings", today)
    section = base.section(rule.section, u.lang) if rule else None
    if (
        rule is None
        or section is None
        or not _PREFERENTIAL.search(u.text)
        or not re.search(r"얼마|더|how much|add", fold_plain(u.text) + u.text.lower())
    ):
        return None
    least, most = rule.pair("monthly")
    paid = next((s.value for s in sums(u.text) if least <= s.value <= most), None)
    if paid is None:
        return None
    percent = rule.whole("percent")
    part = rounded(paid * percent, 100)
    if u.lang == "ko":
        return (
            section,
            f"월 {won(paid, 'ko')}을 넣으면 다니는 회사가 {percent}%인 월 {won(part, 'ko')}을 더 넣어 줘요. "
            f"회사가 함께 가입해야 해요.",
        )
    return (
        section,
        f"With {won(paid, 'en')} a month the employer adds {percent}%, {won(part, 'en')} a month; the "
        f"firm has to join, too.",
    )


_READERS: Final[tuple[Callable[[Base, Understanding, date], Said | None], ...]] = (
    _hourly, _hours_for_success, _lateness, _nth_dropout, _preferential,
)  # fmt: skip
