"""Questions for a computed figure: which amount, and what was told to work it out from.

Only questions that carry something to compute with count ("알바로 100만원 벌었는데 그달 수당 얼마"); "국취제 얼마 줘요" is
answered from the sections. A short message after such a question changes one of its inputs ("그럼 170벌면?").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.answer import Amount
from assistant.benefits.asks import questions
from assistant.benefits.given import INPUTS
from assistant.guards import fold_plain
from assistant.history import Remembered
from assistant.profile import Profile
from assistant.understanding import Understanding
from assistant.understanding import amount_words as w
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
    replaced,
    savings_slots,
    tax_slots,
    wage_slots,
)  # fmt: skip

_NO_STATE_MONEY = (60_000_000, 75_000_000)  # a year's pay above the first and up to the second
LONGEST = 44  # folded characters of a message that completes the question before
SHORT = 24  # folded characters of a message that may change an input of the question before


@dataclass(frozen=True, slots=True)
class AmountRequest:
    """One amount asked for: its name, the inputs told (in the shape `benefits.amounts` reads), and the profile's
    facts that this question isn't about. `skip` are fields not to be asked about again."""

    name: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


def read(u: Understanding, profile: Profile, today: date, last: Remembered | None = None) -> list[AmountRequest]:
    """The amounts a message asks for, at most two; nothing for general questions and questions whether one may apply."""
    message = Message(u, profile, today, fold_plain(u.text), u.text.lower())
    if _asks_whether(message):
        return _without_state_money(message)
    found = [request for reader in _READERS for request in reader(message)]
    if last is not None:
        found = [_continued(message, r, last) for r in found] or _follow(message, last) or _completed(message, last)
    return found[:2]


def carried(amount: Amount) -> dict[str, Any]:
    """What the next message may change of an amount: its name and the inputs told, as plain JSON values.

    What was assumed, and a year that is only the last one known, weren't told.
    """
    assumed = {field.rsplit(".", 1)[-1] for field in amount.missing} | ({"year"} if amount.last_known else set())
    inputs = {name: value for name, value in amount.inputs.items() if name in INPUTS - assumed}
    return {"name": amount.name, "inputs": inputs}


def _asks_whether(message: Message) -> bool:
    return message.has(w.WHETHER) and not message.has(w.HOW_MUCH)


# ---- what each amount is asked with


def _nesp(message: Message) -> list[AmountRequest]:
    nesp = "nesp" in message.u.families
    if not message.only("nesp", "standards") and not nesp:
        return []
    if not nesp and not message.has(w.ALLOWANCE):
        return []
    slots = nesp_slots(message, bare=False)
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
    return [AmountRequest("nesp_allowance", slots, ignore)]


def _course(message: Message) -> list[AmountRequest]:
    kind = w.course_kind(message.u, message.folded, message.lowered)
    if kind is None or message.has(w.SAME) or "penalty" in message.u.topics:
        return []
    slots = {"kind": kind, **course_slots(message, bare=False)}
    out = []
    paying, getting = message.has(w.OWN_SHARE), message.has(w.MONEY_BACK)
    told = {"tuition", "ordinal", "placement_rate"} & set(slots) or (slots.keys() & {"starts", "year"} and paying)
    if told and (paying or ("tuition" in slots and not getting and message.has(w.HOW_MUCH))):
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
    if not message.only("unemployment-benefit") or not (named or message.has(w.UNEMPLOYMENT)):
        return []
    if message.has(w.EARLY):
        days = m.days_told(message.text)
        if not days:
            return []
        return [AmountRequest("early_reemployment", early_slots(message, days))]
    slots = benefit_slots(message, bare=message.has(w.PAY))
    out = []
    if slots.keys() & {"pay_monthly", "average_daily_wage"} and not message.has(w.EARNED_ON_BENEFIT):
        out.append(AmountRequest("unemployment_day", slots))
    if "insured_months" in slots and (message.has(w.HOW_LONG) or out):
        out.append(
            AmountRequest("unemployment_total" if out and not message.has(w.HOW_LONG) else "unemployment_days", slots)
        )
    if not out and "contracted_daily_hours" in slots and message.has(w.HOW_MUCH):
        out.append(AmountRequest("unemployment_day", slots))
    return out


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


def _without_state_money(message: Message) -> list[AmountRequest]:
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

# Fields of questions whose input has another name.
_ASKED_SLOTS: Mapping[str, str] = {
    "insured_months_total": "insured_months", "employer.region": "firm_region", "business.closed_on": "closed_on",
}  # fmt: skip

# ---- a short message that changes an input of the question before

_COURSE_AMOUNTS = frozenset({"own_share", "training_monthly"})
_SLOTS: tuple[tuple[frozenset[str], Callable[..., dict[str, Any]]], ...] = (
    (frozenset({"nesp_allowance", "nesp2_visits", "nesp_success"}), nesp_slots),
    (_COURSE_AMOUNTS, course_slots),
    (frozenset({"job_leap_youth"}), leap_slots),
    (frozenset({"unemployment_day", "unemployment_days", "unemployment_total", "early_reemployment"}), benefit_slots),
    (frozenset({"minimum_wage_month", "minimum_wage_probation"}), wage_slots),
    (frozenset({"median_income"}), median_slots),
    (frozenset({"savings_match"}), savings_slots),
    (frozenset({"hope_return_demolition"}), hope_slots),
    (frozenset({"sme_tax_cut"}), tax_slots),
)


def _follow(message: Message, last: Remembered) -> list[AmountRequest]:
    before = last.context.get("amounts") or []
    if not before or not (len(message.folded) <= SHORT or len(message.lowered.split()) <= 8):
        return []
    own = set(message.u.families) - set(last.families)
    if before[0]["name"] in _COURSE_AMOUNTS:
        own -= {"nesp"}  # who takes the course, not another subject
    if own or {"course", "opening"} & set(message.u.wants):
        return []
    name, inputs = str(before[0]["name"]), dict(before[0]["inputs"])
    if (answered := _answered(message, last.asked)) is not None:
        skip = () if answered else (last.asked,)
        return [_request(name, {**replaced(inputs, answered), **answered}, skip)]
    slots = next((fill(message, bare=True) for names, fill in _SLOTS if name in names), {})
    kind = w.course_kind(message.u, message.folded, message.lowered)
    if name in _COURSE_AMOUNTS and message.has(w.KIND_WORD) and kind:
        slots["kind"] = kind
    if not slots:
        return []
    if name == "own_share" and "region" in slots.keys() | {"hours"} and message.has(w.MONEY_BACK):
        name = "training_monthly"
    return [_request(name, {**replaced(inputs, slots), **slots})]


def _completed(message: Message, last: Remembered) -> list[AmountRequest]:
    """A message that tells what the question for a figure before had left open ("철거비 얼마", "2025년 6월에 닫았어")."""
    u = message.u
    asked = bool({"amount", "own_share", "duration"} & set(last.topics)) or "unemployment-benefit" in last.families
    if not asked or last.context.get("amounts") or len(message.folded) > LONGEST or {"course", "opening"} & set(u.wants):
        return []
    if not re.search(r"\d", u.text) or set(u.families) - set(last.families) or u.unknown:
        return []
    text = f"{last.message} {u.text}"
    both = Message(replace(u, text=text), message.profile, message.today, fold_plain(text), text.lower())
    if not both.has(w.HOW_MUCH):
        return []
    return [request for reader in _READERS for request in reader(both)]


def _request(name: str, flat: Mapping[str, Any], skip: tuple[str, ...] = ()) -> AmountRequest:
    return AmountRequest(name, nested(flat) if "kind" in flat else flat, skip=skip)


def _answered(message: Message, asked: str) -> dict[str, Any] | None:
    """The input that a tapped (or typed) answer to the question asked gives; empty for "I don't know", None if it's none."""
    ask = questions().get(asked)
    if ask is None:
        return None
    slot = _ASKED_SLOTS.get(asked, asked.rsplit(".", 1)[-1])
    for choice in ask.choices:
        if message.folded in {fold_plain(words) for words in choice.text.values()}:
            return {} if choice.value is None else {slot: choice.value}
    if asked == "dependants" and (match := w.PEOPLE.fullmatch(message.folded)):
        return {slot: m.counted(match[1])}
    if asked == "insured_months_total" and (months := m.months_told(message.text)) is not None:
        return {slot: months}
    return None


def _continued(message: Message, request: AmountRequest, last: Remembered) -> AmountRequest:
    """A follow-up that asks for the same amount keeps what was told of it before ("부양가족 2명이면?")."""
    before = next((b for b in last.context.get("amounts") or () if b["name"] == request.name), None)
    if before is None or not message.u.leans or len(message.folded) > SHORT:
        return request
    inputs = {**replaced(dict(before["inputs"]), request.inputs), **request.inputs}
    if "course" in request.inputs:
        inputs = nested({**dict(before["inputs"]), **request.inputs["course"]})
    return AmountRequest(request.name, inputs, () if "reported_income" in inputs else request.ignore)
