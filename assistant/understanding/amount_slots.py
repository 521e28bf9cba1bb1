"""What a message tells of the inputs of an amount: one reader for each kind of amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.benefits.given import COURSE_INPUTS
from assistant.profile import Profile
from assistant.understanding import Understanding, days
from assistant.understanding import amount_words as w
from assistant.understanding import measures as m

Slots = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One message with what its readers share."""

    u: Understanding
    profile: Profile
    today: date
    folded: str
    lowered: str

    @property
    def text(self) -> str:
        """The cleaned message."""
        return self.u.text

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern stands in the message, folded or in lower case."""
        return bool(pattern.search(self.folded) or pattern.search(self.lowered))

    def sum(self, *, bare: bool = False, least: int = 0) -> int | None:
        """The first sum; plain numbers count only with `bare`."""
        return next((s.value for s in m.sums(self.text) if (bare or not s.bare) and s.value >= least), None)

    def only(self, *families: str) -> bool:
        """No other programme was named."""
        return set(self.u.families) <= set(families)


_OF_ANOTHER = re.compile(r"(?:매출|연봉|월급|급여|소득|수입|재산|보증금|빚|대출)(?:은|이|가|도)?\s?(?:약|한)?\s?$")  # a sum that is no deposit
_PAID_IN = re.compile(r"\d{1,3}\s?(?:년|개월|달)\s?(?:동안|간|씩|만)?\s?(?:넣|부으|부었|붓|납입|모으|모아|저축|불입|채우|만기|유지)|\d{1,3} (?:years?|months?) of saving|(?:for|over) \d{1,3} (?:years?|months?)")


# When a shop opened says nothing of when it closed
_OPENED = re.compile(r"20\d{2}\s?년?\s?(?:\d{1,2}월\s?)?(?:부터|에\s?(?:열|시작|오픈|개업|차렸|창업)|오픈|개업)|(?:since|opened in) (?:[a-z]+ )?20\d{2}", re.I)


_LONGEST_SPELL, _PAID_MONTHS = 12, 6  # months of NESP, and of its allowance


def nesp_slots(message: Message, *, bare: bool) -> Slots:
    """Income, dependants, the share of the plan done; or visits, or months in the job."""
    slots: Slots = {}
    if message.has(w.TYPE_2) and (match := w.VISITS.search(message.text)):
        return {"visits": int(match[1] or match[2])}
    if message.has(w.SUCCESS) and (months := days.months_told(message.text)) is not None:
        return {"job_months": months}
    heard = next((f.value for f in message.u.facts if f.field == "nesp_reported_income"), None)
    if message.has(w.EARNED) and not message.has(w.HOUSEHOLD_MONEY):
        heard = message.sum(bare=True, least=10_000) or heard
    elif bare:
        heard = heard or message.sum(bare=True, least=10_000)
    if heard is not None:
        slots["reported_income"] = heard
    if (so_far := w.SO_FAR.search(message.folded) or w.SO_FAR.search(message.lowered)) is not None:
        slots["allowance_months"] = max(_PAID_MONTHS - int(next(g for g in so_far.groups() if g)), 1)
    elif not (message.has(w.SUCCESS) or message.has(w.LOCAL)) and (span := w.ALLOWANCE_MONTHS.search(message.folded) or w.ALLOWANCE_MONTHS.search(message.lowered)):
        said = next(g for g in span.groups() if g)
        slots["allowance_months"] = min(int(said) if said.isdigit() else m.counted(said), _LONGEST_SPELL)
    if (dependants := m.dependants(message.text)) is not None:
        slots["dependants"] = dependants
        if message.has(w.SEVERE):
            slots["severe_dependants"] = min(dependants, 1)
    if (part := w.PLAN_OF.search(message.text)) is not None and 0 < int(part[2]) < int(part[1]):
        half = 2 * int(part[2]) == int(part[1])
        slots["plan_done"] = 0.5 if half else int(part[2]) / int(part[1])
    elif message.has(w.PLAN_LESS):
        slots["plan_done"] = 0.3
    elif message.has(w.PLAN_HALF):
        slots["plan_done"] = 0.5
    return slots


def course_slots(message: Message, *, bare: bool) -> Slots:
    """Price, order, start, hours, place, mode, percents, and the NESP type of who takes the course."""
    text = message.text
    slots: Slots = {
        "tuition": message.sum(bare=bare, least=100_000),
        "ordinal": 2 if message.has(w.SECOND) else 1 if message.has(w.FIRST) else None,
        "starts": days.day_told(text, message.today) or days.month_begun(text, message.today),
        "hours": m.total_hours(text),
        "hours_per_day": m.daily_hours(text),
        "mode": w.course_mode(message.folded, message.lowered),
        "region": w.places(message.u, message.folded, message.lowered) or None,
    }
    if slots["starts"] is None:
        slots["year"] = days.year_told(text, message.today)
    if "nesp" in message.u.families:
        slots["nesp"] = "2" if message.has(w.TYPE_2) else "1" if message.has(w.TYPE_1) else None
        if message.has(w.SPECIFIC_GROUP):
            slots["nesp"] = "2-group"
    percents = m.percents(text)
    if percents:
        slots["attendance" if message.has(w.ATTENDANCE) else "placement_rate"] = percents[0] / 100
    return {name: value for name, value in slots.items() if value is not None}


def leap_slots(message: Message, *, bare: bool) -> Slots:
    """Where the firm is."""
    where = w.places(message.u, message.folded, message.lowered)
    return {"firm_region": where} if where else {}


# How long ago it ended, or how long one has been out of work, is no insured time
_SINCE = re.compile(r"\d{1,2}\s?(?:년|개월|달)\s?(?:전|지났|됐|째\s?(?:쉬|놀))|(?:지|쉰\s?지)\s?\d{1,2}\s?(?:년|개월|달)|\d{1,2} (?:years?|months?) ago", re.I)


def benefit_slots(message: Message, *, bare: bool) -> Slots:
    """Pay or daily wage, contracted hours, insured time, age, day or year of leaving."""
    text = message.text
    slots: Slots = {
        "contracted_daily_hours": m.daily_hours(text),
        "insured_months": days.months_told(_SINCE.sub(" ", text)),
        "left_on": days.day_told(text, message.today),
        "age": next((f.value for f in message.u.facts if f.field == "age"), None),
    }
    if (own := w.BENEFIT_DAY.search(text)) is not None:
        slots["benefit_day"] = int(next(g for g in own.groups() if g).replace(",", ""))
    pay = None if own is not None else message.sum(bare=bare, least=10_000)
    if pay is not None:
        daily = message.has(w.DAY_WAGE) and pay < 1_000_000
        slots["average_daily_wage" if daily else "pay_monthly"] = pay
    if slots["left_on"] is None:
        slots["year"] = days.year_told(text, message.today)
    return {name: value for name, value in slots.items() if value is not None}


def early_slots(message: Message, days: tuple[int, ...]) -> Slots:
    """The same, with the days left (the fewer) and all days."""
    slots = benefit_slots(message, bare=False)
    slots["benefit_days_left"] = min(days)
    if len(days) > 1 and max(days) > min(days):
        slots["benefit_days"] = max(days)
    return slots


def wage_slots(message: Message, *, bare: bool) -> Slots:
    """Weekly hours, the year, and what is said of probation."""
    slots: Slots = {
        "weekly_hours": m.weekly_hours(message.text) or (_few_hours(message.text) if bare else None),
        "year": days.year_told(message.text, message.today),
        "simple_manual": True if message.has(w.SIMPLE_MANUAL) else None,
    }
    if message.has(w.PROBATION):
        slots["probation_month"] = 1
        slots["contract_months"] = days.months_told(message.text) if message.has(w.CONTRACT) else None
    return {name: value for name, value in slots.items() if value is not None}


def _few_hours(text: str) -> float | None:
    """Hours told bare after a question about a week's."""
    hours = m.total_hours(text)
    return float(hours) if hours is not None and hours <= 52 else None


def median_slots(message: Message, *, bare: bool) -> Slots:
    """Percent, household size, year."""
    percents = m.percents(message.text)
    slots: Slots = {
        "percent": round(percents[0]) if percents else None,
        "household_size": m.persons(message.text),
        "year": days.year_told(message.text, message.today),
    }
    return {name: value for name, value in slots.items() if value is not None}


def savings_slots(message: Message, *, bare: bool) -> Slots:
    """What is paid in, a month or in all, for how long, and the kind of account."""
    value = next((s.value for s in m.sums(message.text) if (bare or not s.bare) and s.value >= 1_000
                  and not _OF_ANOTHER.search(message.text[: s.start])), None)  # fmt: skip
    pay = next((f.value for f in message.u.facts if f.field == "own_income_monthly"), None)
    slots: Slots = {"favoured": True if message.has(w.FAVOURED) else False if message.has(w.ORDINARY) else None}
    if value is not None and not message.has(w.YEARLY_PAY):
        monthly = message.has(w.MONTHLY) or value <= 500_000
        slots["savings_monthly" if monthly else "savings_paid"] = value
    if message.has(w.YEARLY_PAY):
        slots["yearly_pay"] = round(pay * 12, -4) if pay is not None else value  # a month's share was rounded down
    if (span := _PAID_IN.search(message.text)) and (months := days.months_told(span[0])) is not None and months <= 36:
        slots["savings_months"] = months
    return {name: value for name, value in slots.items() if value is not None}


def hope_slots(message: Message, *, bare: bool) -> Slots:
    """The size of the shop and the day it closed."""
    if message.has(w.REOPENS):
        return {}
    slots: Slots = {}
    if (area := w.area(message.text)) is not None:
        slots["area_pyeong"] = area
    text = _OPENED.sub(" ", message.text)
    told = days.moment_told(text, message.today, ahead=message.has(w.TO_CLOSE))
    # The limit changed in the middle of that month: without its day the question stays open.
    if told is not None and (told[1] or (told[0].year, told[0].month) != (2025, 7)):
        slots["closed_on"] = told[0]
    elif told is None and (year := days.year_told(text, message.today)) is not None and year != 2025:
        slots["closed_on"] = date(year, 1, 1)
    return slots


def tax_slots(message: Message, *, bare: bool) -> Slots:
    """A year's income tax."""
    value = message.sum(bare=bare, least=10_000)
    return {"income_tax": value} if value is not None and (bare or message.has(w.TAX_PAID)) else {}


def replaced(inputs: dict[str, Any], slots: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs before, without those that a new one stands for."""
    same: Iterable[frozenset[str]] = (
        frozenset({"savings_monthly", "savings_paid"}),
        frozenset({"average_daily_wage", "pay_monthly"}),
        frozenset({"starts", "year"}),
        frozenset({"left_on", "year"}),
    )
    gone = {name for group in same if group & slots.keys() for name in group}
    return {name: value for name, value in inputs.items() if name not in gone}


def nested(slots: Mapping[str, Any]) -> dict[str, Any]:
    """Course inputs under `course`, as `benefits.amounts` reads them."""
    course = {name: value for name, value in slots.items() if name in COURSE_INPUTS}
    return {**{name: value for name, value in slots.items() if name not in COURSE_INPUTS}, "course": course}
