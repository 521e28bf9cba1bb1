"""A quantity just told beside the rule's own: whether it is over or under, and what it comes to. Worked out here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from assistant.benefits.tables import row_on
from assistant.benefits.words import rounded
from assistant.comparing_nesp import OF_NESP, Said
from assistant.guards import fold_plain
from assistant.understanding import Understanding
from assistant.understanding import amount_words as w
from assistant.understanding.days import months_told, year_told
from assistant.understanding.measures import percents, sums
from assistant.words import won
from knowledge.base import Base

_HOURLY: Final = re.compile(
    r"시급\s?(?:이|은|을|으로|로|도)?\s?(?:겨우\s?|고작\s?)?(\d[\d,]{3,5})\s?원?|(\d[\d,]{3,5})\s?원\s?(?:시급|"
    r"짜리\s?알바)|"
    r"(?:시급|시간당)\s?(?:이|은|을|으로|로|도)?\s?(만(?:[일이삼사오\d]?천)?)\s?원|"
    r"시간당\s?(\d[\d,]{3,5})|(?:krw ?)?(\d[\d,]{3,5}) ?won (?:an|per|/) ?hour",
    re.I,
)
_PROBATION_PAY: Final = re.compile(r"(?<![\d,])(\d[\d,]{3,5})(?![\d,]*\s?(?:만|개|명|일|시간|년))")
_THOUSANDS: Final = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "천": 1} | {str(n): n for n in range(1, 10)}
_ASKS_PAY: Final = re.compile(
    r"맞|괜찮|불법|위반|되나|되는|돼|될까|가능|법|최저|적은|낮|신고|legal|ok|allowed|below|minimum|right\?|fine", re.I
)
_LATE: Final = re.compile(
    r"(?:지각|조퇴)(?:을|를|이|은)?\s?(?:이랑\s?(?:지각|조퇴)\s?)?(?:합쳐서?\s?|모두\s?|총\s?)?(\d{1,2}|한|두|세|네|"
    r"다섯|여섯)\s?(?:번|회)|(?:late|"
    r"left early)[a-z ]{0,12}(\d{1,2}) times|(\d{1,2}) (?:late arrivals|times late)",
    re.I,
)
_NTH: Final = re.compile(
    r"(첫|처음|1|두|2|세|3)\s?(?:번째|번\s?째|회차?|번)\s?(?:중도|포기|그만|탈락|관두|드롭)|(?:중도\s?(?:포기|탈락|"
    r"하차)|그만두는?\s?(?:게|"
    r"거)|그만두|포기|관두)[^.?!]{0,24}(첫|두|세|1|2|3)\s?번째|\b(first|second|third) (?:time )?(?:drop|quit)",
    re.I,
)
_CUTS: Final = {"첫": 0, "처음": 0, "1": 0, "first": 0, "두": 1, "2": 1, "second": 1, "세": 2, "3": 2, "third": 2}
_COUNTS: Final = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6}
_HOURLY_SUM: Final = re.compile(r"(?<![\d,])(\d{1,2},?\d{3})(?![\d,]|\s?만)")
_OWN_PAY: Final = re.compile(r"받|주는|줘|준대|준다|주던|원인데|적혀|\b(?:pays?|paid|get|earn)\b")
_CLAIMS: Final = re.compile(r"맞|인가|인거|이야\?|이죠|이지|라던데|라며|진짜|\bis (?:the|it)\b|right|true")
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
    probation = w.PROBATION.search(fold_plain(u.text)) is not None or w.PROBATION.search(u.text.lower()) is not None
    if match is None and probation:
        match = _PROBATION_PAY.search(u.text)
    if match is None or row is None or lower is None:
        return None
    told_as = next(g for g in match.groups() if g)
    value = int(told_as.replace(",", "")) if told_as[0].isdigit() else 10_000 + 1_000 * _THOUSANDS.get(told_as[1:2], 0)
    least = row.whole("hour")
    if not 3_000 < value < 5 * least:
        return None
    if not _ASKS_PAY.search(u.text) and (value >= least or re.search("얼마|how much", u.text)):
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


def _probation_share(base: Base, u: Understanding, today: date) -> Said | None:
    """A share of the pay told for probation, beside the least that probation may pay."""
    row, lower = row_on("minimum_wage", today), row_on("probation", today)
    section = base.section("standards/probation", u.lang)
    share = next((p for p in percents(u.text) if 0 < p < 100), None)
    on = w.PROBATION.search(fold_plain(u.text)) or w.PROBATION.search(u.text.lower())
    if not on or row is None or lower is None or section is None or share is None:
        return None
    percent = lower.whole("percent")
    if share >= percent:
        return None
    cut = won(rounded(row.whole("hour") * percent, 100), u.lang)
    if u.lang == "ko":
        return section, (
            f"수습이어도 최저임금의 {percent}%인 시간당 {cut}보다 적게 줄 수는 없어요. "
            f"월급의 {share:g}%가 그보다 적다면 1350에 물어보세요."
        )
    return section, (
        f"Even on probation nobody may be paid less than {percent}% of the minimum wage, {cut} an hour. "
        f"If {share:g}% of your pay comes to less, ask 1350."
    )


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
    months = months_told(u.text) if w.TOTAL.search(fold_plain(u.text)) or w.TOTAL.search(u.text.lower()) else None
    ko = u.lang == "ko"
    whole = ""
    if months and ko:
        whole = f" {months}개월이면 회사 몫이 모두 {won(part * months, 'ko')}이에요."
    elif months:
        whole = f" Over {months} months that is {won(part * months, 'en')}."
    if ko:
        text = f"월 {won(paid, 'ko')}을 넣으면 다니는 회사가 {percent}%인 월 {won(part, 'ko')}을 더 넣어 줘요."
        return section, f"{text}{whole} 회사가 함께 가입해야 해요."
    text = f"With {won(paid, 'en')} a month the employer adds {percent}%, {won(part, 'en')} a month."
    return section, f"{text}{whole} The firm has to join, too."


def _minimum_claimed(base: Base, u: Understanding, today: date) -> Said | None:
    """A sum put forward as the minimum wage of a year, beside the one that holds."""
    folded = fold_plain(u.text)
    year = year_told(u.text, today) or today.year
    row = row_on("minimum_wage", date(year, 6, 30))
    section = base.section("standards/minimum-wage", u.lang)
    if _OWN_PAY.search(folded) or _OWN_PAY.search(u.text.lower()):
        return None  # what one is paid, not what somebody says the rule is
    asked = _CLAIMS.search(folded) or _CLAIMS.search(u.text.lower())
    if not asked or (w.MINIMUM.search(folded) is None and w.MINIMUM.search(u.text.lower()) is None):
        return None
    sums_told = (int(g.replace(",", "")) for g in _HOURLY_SUM.findall(u.text))
    said = next((n for n in sums_told if 5_000 < n < 20_000), None)
    if section is None or row is None or row.year != year or said is None:
        return None
    least, ko = row.whole("hour"), u.lang == "ko"
    if said == least:
        return section, f"네, {year}년 최저임금은 시간당 {won(least, 'ko')}이에요." if ko else (
            f"Yes, the minimum wage of {year} is {won(least, 'en')} an hour."
        )
    return section, f"아니요, {year}년 최저임금은 시간당 {won(least, 'ko')}이에요." if ko else (
        f"No, the minimum wage of {year} is {won(least, 'en')} an hour."
    )


_READERS: Final[tuple[Callable[[Base, Understanding, date], Said | None], ...]] = (
    _minimum_claimed, _hourly, _probation_share, *OF_NESP, _lateness, _nth_dropout, _preferential,
)  # fmt: skip
