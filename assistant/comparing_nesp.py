"""Hours, earnings and shares of the median told, beside the lines that NESP draws. Worked out here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from assistant.benefits.tables import row_on
from assistant.guards import fold_plain
from assistant.understanding import Understanding
from assistant.understanding import amount_words as w
from assistant.understanding.kin import own_words
from assistant.understanding.measures import percents, sums, weekly_hours
from assistant.words import won
from knowledge.base import Base
from knowledge.models import Section

Said = tuple[Section, str]

_BARE_HOURS: Final = re.compile(r"(?<!\d)(\d{1,2})\s?시간(?!\s?(?:이상|미만|씩|당))")
_FREELANCE: Final = re.compile(r"프리랜서|외주|플랫폼|배달|라이더|freelanc|platform|gig", re.I)
_HIRED: Final = re.compile(
    r"취업|취직|붙었|합격|입사|계약|알바|일하|일해|일을|근무|다니|offer|hired|job|work|start", re.I
)
_ENDS: Final = re.compile(
    r"끝나|끊기|끊겨|중단|종료|짤리|계속|유지|참여|해도|되나|돼|가능|수당|"
    r"what happens|still|stay|keep|end|allowance|stop|can i",
    re.I,
)
_GROUP: Final = re.compile(r"특정계층|specific group", re.I)


_APPLIED: Final = re.compile(r"신청서?|접수|냈|낸|apply|applied|application", re.I)
_NEWS: Final = re.compile(
    r"결과|연락|통보|승인|심사|결정|얼마나\s?걸|오래\s?걸|소식|"
    r"approval|approve|how long|decision|heard nothing|no answer",
    re.I,
)
_MONEY: Final = re.compile(r"돈|수당|입금|지급|money|paid|payment|서류", re.I)
_WAITED: Final = re.compile(
    r"(\d{1,2}|한|두|세)\s?(주|일|달|개월)\s?(?:째|이나|나|가|이|넘게)?\s?(?:지났|됐|되었|째|넘|기다)|"
    r"(\d{1,2}|one|two|three) (week|day|month)s? ago",
    re.I,
)
_FEW: Final = {"한": 1, "두": 2, "세": 3, "one": 1, "two": 2, "three": 3}
_UNIT: Final = {"주": 7, "week": 7, "일": 1, "day": 1, "달": 30, "개월": 30, "month": 30}


def _success(base: Base, u: Understanding, today: date) -> Said | None:
    """Weekly hours told, beside those that the success payment usually asks for, and what they do to the support."""
    rule, section = row_on("nesp_success", today), base.section("nesp/success-payment", u.lang)
    ends, hours = row_on("nesp_ends", today), _hours(u.text)
    if rule is None or ends is None or section is None or hours is None or not _is_on(w.SUCCESS, u.text):
        return None
    ko, n, full = u.lang == "ko", f"{hours:g}", rule.whole("weekly_hours")
    if hours < full and ko:
        text = (
            f"보통은 안 돼요. 주 {n}시간은 취업성공수당에 보통 필요한 주 {full}시간보다 적어요. "
            f"고용센터에 확인해 보세요."
        )
    elif hours < full:
        text = (
            f"Usually not: {n} hours a week are fewer than the {full} that the success payment normally asks for. "
            f"Check with the job center."
        )
    elif ko:
        text = (
            f"주 {n}시간이면 취업성공수당에 보통 필요한 주 {full}시간 이상은 맞아 보여요. "
            f"고용보험 가입도 있어야 해요."
        )
    else:
        text = (
            f"{n} hours a week reach the {full} that the success payment normally asks for; employment "
            f"insurance is needed, too."
        )
    if hours >= ends.whole("weekly_hours") and re.search(r"수당.*수당|allowance.*(?:and|payment)", u.text, re.I):
        text += " 구직촉진수당은 취업으로 지원이 끝나면서 멈춰요." if ko else " The allowance ends with the support."
    return section, text


def _success_by_income(base: Base, u: Understanding, today: date) -> Said | None:
    """A share of the median told, beside the one up to which the success payment is for everybody."""
    section, rule = base.section("nesp/success-payment", u.lang), row_on("nesp_success", today)
    told = next((p for p in percents(u.text) if p > 20), None)
    if section is None or rule is None or told is None or not (_is_on(w.SUCCESS, u.text) and _is_on(w.MEDIAN, u.text)):
        return None
    if _GROUP.search(u.text):
        return None
    ko, n, most = u.lang == "ko", f"{told:g}", rule.whole("median_percent")
    if told > most and ko:
        text = (
            f"보통은 아니에요. 중위소득 {n}%는 취업성공수당을 주는 {most}%보다 높아요. "
            f"특정계층이면 달라질 수 있어요."
        )
    elif told > most:
        text = (
            f"Usually not: {n}% of the median is above the {most}% up to which the success payment is made. "
            f"It may differ in a specific group."
        )
    elif ko:
        text = f"중위소득 {n}%면 취업성공수당의 소득 기준({most}% 이하)에는 맞아 보여요."
    else:
        text = f"{n}% of the median looks within the success payment's limit of {most}%."
    return section, text


def _hours_in_nesp(base: Base, u: Understanding, today: date) -> Said | None:
    """Weekly hours of a job told by somebody in NESP, where they reach those that end the support."""
    section, rule = base.section("nesp/what-ends", u.lang), row_on("nesp_ends", today)
    hours = weekly_hours(u.text)
    if "nesp" not in u.families or section is None or rule is None or hours is None:
        return None
    if hours < (least := rule.whole("weekly_hours")):
        return None
    if not (_HIRED.search(u.text) and _ENDS.search(u.text)) or _is_on(w.SUCCESS, u.text):
        return None
    n = f"{hours:g}"
    if u.lang == "ko":
        return section, (
            f"주 {n}시간이면 주 {least}시간 이상이라 취업으로 보고 지원이 끝날 수 있어요(일용직 제외). "
            f"시작하기 전에 상담사에게 말하세요."
        )
    return section, (
        f"{n} hours a week is {least} or more, so it can count as getting a job and end the support (day "
        f"labour apart). Tell your counsellor before you start."
    )


def _freelance(base: Base, u: Understanding, today: date) -> Said | None:
    """A month's freelance earnings told, where they reach the sum that ends the support."""
    section, rule = base.section("nesp/what-ends", u.lang), row_on("nesp_ends", today)
    if "nesp" not in u.families or section is None or rule is None or not _FREELANCE.search(u.text):
        return None
    earned = next((s.value for s in sums(own_words(u.text)) if 100_000 <= s.value < 50_000_000), None)
    least = rule.whole("freelance_monthly")
    if earned is None or earned < least or not _ENDS.search(fold_plain(u.text) + u.text):
        return None
    if u.lang == "ko":
        return section, (
            f"프리랜서·플랫폼 소득이 월 {won(least, 'ko')} 이상이면 지원이 끝날 수 있는데, "
            f"{won(earned, 'ko')}은 그보다 적지 않아요. 상담사에게 먼저 말하세요."
        )
    return section, (
        f"Freelance or platform income of {won(least, 'en')} a month or more can end the support, and "
        f"{won(earned, 'en')} reaches it. Tell your counsellor first."
    )


def _decision(base: Base, u: Understanding, today: date) -> Said | None:
    """How long the decision takes, beside the weeks or days told since the application."""
    section, rule = base.section("nesp/when-money-comes", u.lang), row_on("nesp_decision", today)
    if "nesp" not in u.families or section is None or rule is None:
        return None
    if not (_APPLIED.search(u.text) and _NEWS.search(u.text)):
        return None
    if _MONEY.search(u.text):
        return None  # when the first money comes is a question of its own
    ko, waited = u.lang == "ko", 0
    if (told := _WAITED.search(u.text)) is not None:
        number, unit = (g for g in told.groups() if g)
        waited = (int(number) if number.isdigit() else _FEW[number.lower()]) * (_UNIT[unit.lower()])
    months, more = rule.whole("months"), rule.whole("more_days")
    usual = months * _UNIT["month"] + more
    text = (
        f"수급자격 결정은 신청하고 {months}개월쯤 걸리고 {more}일 더 늦어질 수 있어요."
        if ko
        else f"The decision takes about {months} month from applying, and {more} days more are possible."
    )
    if 0 < waited <= usual and ko:
        text += " 아직 그 안이라 늦은 건 아니에요."
    elif 0 < waited <= usual:
        text += " You are still within that."
    elif waited and ko:
        text += " 그보다 지났으니 고용센터나 1350에 물어보세요."
    elif waited:
        text += " That time is over: ask the job center or 1350."
    return section, text


def _hours(text: str) -> float | None:
    hours = weekly_hours(text)
    if hours is None and (bare := _BARE_HOURS.search(text)) is not None:
        return float(bare[1])
    return hours


def _is_on(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(fold_plain(text)) or pattern.search(text.lower()))


OF_NESP: Final[tuple[Callable[[Base, Understanding, date], Said | None], ...]] = (
    _success, _success_by_income, _hours_in_nesp, _freelance, _decision,
)  # fmt: skip
