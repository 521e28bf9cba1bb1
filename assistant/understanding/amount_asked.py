"""Which amounts a message asks for by its own words: one reader for each kind of amount."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.understanding import amount_words as w
from assistant.understanding import days
from assistant.understanding import measures as m
from assistant.understanding.amount_slots import (
    Message,
    benefit_slots,
    course_slots,
    early_slots,
    hope_slots,
    leap_slots,
    median_slots,
    nesp_slots,
    nested,
    savings_slots,
    tax_slots,
    wage_slots,
)

_NO_STATE_MONEY = (60_000_000, 75_000_000)  # a year's pay above the first and up to the second


@dataclass(frozen=True, slots=True)
class AmountRequest:
    """One amount asked for: its name, the inputs told (in the shape `benefits.amounts` reads), and the profile's
    facts that this question isn't about. `skip` are fields not to be asked about again."""

    name: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()



def asked(message: Message) -> list[AmountRequest]:
    """The amounts a message asks for by itself; nothing for general questions."""
    return [each for reader in _READERS for request in reader(message) for each in _by_year(message, request)]


def _by_year(message: Message, request: AmountRequest) -> list[AmountRequest]:
    """The same for each year told, where a figure of the year is asked for two of them."""
    years = days.years_told(message.text, message.today)[:2]
    if len(years) < 2 and message.has(w.BOTH_YEARS):
        years = (message.today.year, message.today.year + 1)
    if request.name not in _YEARLY or len(years) < 2:
        return [request]
    return [replace(request, inputs={**request.inputs, "year": year}) for year in years]


_YEARLY = frozenset({"median_income", "minimum_wage_month", "minimum_wage_probation"})


def asks_whether(message: Message) -> bool:
    """Whether a message asks if one may apply, and for no figure."""
    return message.has(w.WHETHER) and not message.has(w.HOW_MUCH)


def _nesp(message: Message) -> list[AmountRequest]:
    nesp = "nesp" in message.u.families
    if not message.only("nesp", "standards") and not nesp:
        return []
    if not nesp and not message.has(w.ALLOWANCE):
        return []
    slots = nesp_slots(message, bare=False)
    together = bool(slots.get("allowance_months")) or (message.has(w.TOTAL) and not message.has(w.A_MONTH))
    if "reported_income" in slots and not (nesp or message.has(w.ALLOWANCE)):
        return []
    asked = message.has(w.HOW_MUCH) or message.has(w.ALLOWANCE) or message.has(w.WHAT_THEN)
    # Somebody in NESP who tells what they earned wants to know what is left of the allowance.
    told = "reported_income" in slots and "nesp_allowance" in message.profile.get("receiving", ())
    asked = asked or (told and not set(message.u.topics) - {"income_report", "change"})
    if not slots or not asked:
        return []
    if "visits" in slots:
        return [AmountRequest("nesp2_visits", slots)]
    if "job_months" in slots:
        return [AmountRequest("nesp_success", slots)]
    if message.has(w.TYPE_2):
        return []  # type II has no such allowance; the sections say what it has
    ignore = () if "reported_income" in slots else ("nesp_reported_income",)
    month = AmountRequest("nesp_allowance", slots, ignore)
    if "reported_income" in slots or "plan_done" in slots:
        return [month] if "allowance_months" not in slots else [AmountRequest("nesp_allowance_total", slots), month]
    all_of_it = AmountRequest("nesp_allowance_total", slots, ignore)
    return [all_of_it] if together else [month, all_of_it]


def _course(message: Message) -> list[AmountRequest]:
    kind = w.course_kind(message.u, message.folded, message.lowered)
    if kind is None or message.has(w.SAME) or "penalty" in message.u.topics:
        return []
    slots = {"kind": kind, **course_slots(message, bare=False)}
    out = []
    paying, getting = message.has(w.OWN_SHARE), message.has(w.MONEY_BACK)
    told = {"tuition", "ordinal", "placement_rate"} & set(slots) or (slots.keys() & {"starts", "year"} and paying)
    free = "nesp" in slots and "tuition" in slots  # whoever tells both asks what is left to pay
    if told and (paying or free or ("tuition" in slots and not getting and message.has(w.HOW_MUCH))):
        rates = m.percents(message.text)[:2] if "placement_rate" in slots else ()
        each = [slots | {"placement_rate": rate / 100} for rate in rates] or [slots]
        out += [AmountRequest("own_share", nested(one)) for one in each]
    if {"region", "hours", "hours_per_day", "attendance"} & set(slots) and getting:
        out.append(AmountRequest("training_monthly", nested(slots)))
    return out


def _job_leap(message: Message) -> list[AmountRequest]:
    if "job-leap" not in message.u.families or message.has(w.FIRM_ASKS):
        return []
    slots = leap_slots(message, bare=False)
    return [AmountRequest("job_leap_youth", slots)] if slots and message.has(w.HOW_MUCH) else []


def _unemployment(message: Message) -> list[AmountRequest]:
    named = "unemployment-benefit" in message.u.families
    named = named or (message.profile.has("left_job.reason") and message.has(w.OF_BENEFIT))
    if not message.only("unemployment-benefit") or not (named or message.has(w.UNEMPLOYMENT)):
        return []
    if message.has(w.EARLY):
        days = m.days_told(message.text)
        if not days:
            return []
        return [AmountRequest("early_reemployment", early_slots(message, days))]
    slots = benefit_slots(message, bare=message.has(w.PAY))
    if "benefit_day" in slots and (told := [n for n in m.days_told(message.text) if n >= _FEWEST_DAYS]):
        return [AmountRequest("unemployment_total", slots | {"benefit_days": max(told)})]
    summed = message.has(w.HOW_MUCH) and not message.has(w.EARNED_ON_BENEFIT)
    of_money = message.has(_MONEY) or not message.has(w.HOW_LONG)  # "총 며칠" asks for days
    if summed and message.has(w.TOTAL) and of_money:
        told = [n for n in m.days_told(message.text) if n >= _FEWEST_DAYS]
        slots |= {"benefit_days": max(told)} if told else {}
        known = slots.keys() & {"benefit_days", "insured_months", "pay_monthly", "average_daily_wage"}
        return [AmountRequest("unemployment_total", slots)] if known else []
    if summed and message.has(w.A_MONTH):
        return [AmountRequest("unemployment_month", slots)]
    out = []
    if slots.keys() & {"pay_monthly", "average_daily_wage"} and not message.has(w.EARNED_ON_BENEFIT):
        out.append(AmountRequest("unemployment_day", slots))
    insured = "insured_months" in slots or (message.profile.has("insured_months_total") and message.has(w.HOW_LONG))
    if insured and (message.has(w.HOW_LONG) or out):
        out.append(
            AmountRequest("unemployment_total" if out and not message.has(w.HOW_LONG) else "unemployment_days", slots)
        )
    if not out and "contracted_daily_hours" in slots and message.has(w.HOW_MUCH):
        out.append(AmountRequest("unemployment_day", slots))
    return out


_MONEY = re.compile(r"얼마|총액|금액|how much|total")
_FEWEST_DAYS = 30  # what is told of all days of benefit, not of some other span


def _wages(message: Message) -> list[AmountRequest]:
    if not message.has(w.MINIMUM) or not message.only("standards"):
        return []
    slots = wage_slots(message, bare=False)
    if message.has(w.PROBATION):
        return [AmountRequest("minimum_wage_probation", slots)] if message.has(w.HOW_MUCH) else []
    return [AmountRequest("minimum_wage_month", slots)] if "weekly_hours" in slots else []


def _median(message: Message) -> list[AmountRequest]:
    if not message.has(w.MEDIAN):
        return []
    slots = median_slots(message, bare=False)
    if "percent" not in slots:
        return []
    if "household_size" not in slots and message.profile.get("household_size") is None:
        return []
    return [AmountRequest("median_income", slots)]


def _savings(message: Message) -> list[AmountRequest]:
    if not message.has(w.SAVINGS) or message.has(w.OTHER_SAVINGS):
        return []
    slots = savings_slots(message, bare=True)
    told = slots.keys() & {"savings_monthly", "savings_paid", "yearly_pay"} or ("favoured" in slots and message.has(w.HOW_MUCH))
    return [AmountRequest("savings_match", slots)] if told else []


def without_state_money(message: Message) -> list[AmountRequest]:
    """Asked whether one may save: a pay that lets in but brings no state money is told with its figure."""
    return [r for r in _savings(message) if _NO_STATE_MONEY[0] < r.inputs.get("yearly_pay", 0) <= _NO_STATE_MONEY[1]]


def _hope_return(message: Message) -> list[AmountRequest]:
    if not message.has(w.DEMOLITION):
        return []
    slots = hope_slots(message, bare=False)
    return [AmountRequest("hope_return_demolition", slots)] if slots else []


def _tax(message: Message) -> list[AmountRequest]:
    if "sme-tax-cut" not in message.u.families and not message.has(w.TAX_CUT):
        return []
    slots = tax_slots(message, bare=False)
    return [AmountRequest("sme_tax_cut", slots)] if slots and message.has(w.HOW_MUCH) else []


_READERS: tuple[Callable[[Message], list[AmountRequest]], ...] = (
    _course, _job_leap, _unemployment, _wages, _median, _savings, _hope_return, _tax, _nesp,
)  # fmt: skip
