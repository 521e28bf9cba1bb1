"""Questions for a computed figure: which amount, and what was told to work it out from.

Only questions that carry something to compute with count ("알바로 100만원 벌었는데 그달 수당 얼마"); "국취제 얼마 줘요" is
answered from the sections. A short message after such a question changes one of its inputs ("그럼 170벌면?").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answer import Amount
from assistant.benefits.asks import questions
from assistant.benefits.given import INPUTS
from assistant.guards import fold_plain
from assistant.history import Remembered
from assistant.profile import Profile
from assistant.understanding import Understanding, days
from assistant.understanding import amount_words as w
from assistant.understanding import measures as m
from assistant.understanding.amount_asked import AmountRequest, asked, asks_whether, without_state_money
from assistant.understanding.amount_slots import (
    Message,
    benefit_slots,
    course_slots,
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

LONGEST = 44  # folded characters of a message that completes the question before
SHORT = 24  # folded characters of a message that may change an input of the question before


def read(u: Understanding, profile: Profile, today: date, last: Remembered | None = None) -> list[AmountRequest]:
    """The amounts a message asks for, at most two; nothing for general questions and questions whether one may apply."""
    message = Message(u, profile, today, fold_plain(u.text), u.text.lower())
    if asks_whether(message) and not message.has(w.EARLY):
        return without_state_money(message)
    found = asked(message)
    if last is not None:
        found = [_continued(message, r, last) for r in found] or _follow(message, last)
        found = found or _completed(message, last) or _told_before(message, last)
    if any("reported_income" in r.inputs for r in found if r.name == "nesp_allowance"):
        found = [r for r in found if r.name != "nesp_allowance_total" or "allowance_months" in r.inputs]
    return found[:2]


def carried(amount: Amount) -> dict[str, Any]:
    """What the next message may change of an amount: its name and the inputs told, as plain JSON values.

    What was assumed, and a year that is only the last one known, weren't told.
    """
    assumed = {field.rsplit(".", 1)[-1] for field in amount.missing} | ({"year"} if amount.last_known else set())
    inputs = {name: value for name, value in amount.inputs.items() if name in INPUTS - assumed}
    return {"name": amount.name, "inputs": inputs}


# Fields of questions whose input has another name.
_ASKED_SLOTS: Mapping[str, str] = {
    "insured_months_total": "insured_months", "employer.region": "firm_region", "business.closed_on": "closed_on",
}  # fmt: skip

# ---- a short message that changes an input of the question before

_OF_COURSES = frozenset({"learning-card", "kdt"})
_COURSE_AMOUNTS = frozenset({"own_share", "training_monthly"})
_SLOTS: tuple[tuple[frozenset[str], Callable[..., dict[str, Any]]], ...] = (
    (frozenset({"nesp_allowance", "nesp_allowance_total", "nesp2_visits", "nesp_success"}), nesp_slots),
    (_COURSE_AMOUNTS, course_slots),
    (frozenset({"job_leap_youth"}), leap_slots),
    (frozenset({"unemployment_day", "unemployment_days", "unemployment_month", "unemployment_total", "early_reemployment"}), benefit_slots),
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
    if name == "early_reemployment" and message.has(w.EARLY):
        return [_request(name, inputs)]
    slots = next((fill(message, bare=True) for names, fill in _SLOTS if name in names), {})
    if (summed := _summed(message, name)) is not None:
        return [_request(summed, {**replaced(inputs, slots), **slots})]
    kind = w.course_kind(message.u, message.folded, message.lowered)
    if name in _COURSE_AMOUNTS and message.has(w.KIND_WORD) and kind:
        slots["kind"] = kind
    if not slots:
        return []
    if name == "own_share" and "region" in slots.keys() | {"hours"} and message.has(w.MONEY_BACK):
        name = "training_monthly"
    return [_request(name, {**replaced(inputs, slots), **slots})]


def _summed(message: Message, name: str) -> str | None:
    """The amount of all days or months that a message asks of the one before ("총 얼마야 그럼"), or of a month."""
    if name.startswith("unemployment_") and message.has(w.TOTAL):
        return "unemployment_total"
    if name.startswith("unemployment_") and message.has(w.A_MONTH):
        return "unemployment_month"
    if name in ("nesp_allowance", "nesp_allowance_total") and (message.has(w.TOTAL) or message.has(w.ALLOWANCE_MONTHS)):
        return "nesp_allowance_total"
    return None


def _completed(message: Message, last: Remembered) -> list[AmountRequest]:
    """A message that tells what the question for a figure before had left open ("철거비 얼마", "2025년 6월에 닫았어")."""
    u = message.u
    of_figures = bool({"amount", "own_share", "duration"} & set(last.topics)) or "unemployment-benefit" in last.families
    if not of_figures or last.context.get("amounts") or len(message.folded) > LONGEST:
        return []
    if {"course", "opening"} & set(u.wants) and m.daily_hours(u.text) is None and m.total_hours(u.text) is None:
        return []  # hours belong to a course one has in mind
    told = re.search(r"\d", u.text) or m.dependants(u.text)
    others = set(u.families) - set(last.families) - (_OF_COURSES if _OF_COURSES & set(last.families) else set())
    if not told or others or u.unknown:
        return []
    text = f"{last.message} {u.text}"
    both = Message(replace(u, text=text), message.profile, message.today, fold_plain(text), text.lower())
    if not both.has(w.HOW_MUCH):
        return []
    return asked(both)


def _told_before(message: Message, last: Remembered) -> list[AmountRequest]:
    """A question for a figure whose numbers were told a message before ("22평 가게 9월에 접었어요", "철거비 얼마 나와요")."""
    u = message.u
    if not message.has(w.HOW_MUCH) or last.context.get("amounts") or not re.search(r"\d", last.message):
        return []
    if len(message.folded) > LONGEST or re.search(r"\d", u.text) or u.unknown or {"course", "opening"} & set(u.wants):
        return []
    text = f"{last.message} {u.text}"
    regions = u.filters.regions or tuple(str(r) for r in last.context.get("regions") or ())
    whole = replace(u, text=text, filters=replace(u.filters, regions=regions))
    return asked(Message(whole, message.profile, message.today, fold_plain(text), text.lower()))


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
    if asked == "insured_months_total" and (months := days.months_told(message.text)) is not None:
        return {slot: months}
    return None


def _continued(message: Message, request: AmountRequest, last: Remembered) -> AmountRequest:
    """A follow-up that asks for the same amount keeps what was told of it before ("부양가족 2명이면?")."""
    amounts = last.context.get("amounts") or ()
    before = next((b for b in amounts if b["name"] == request.name), None)
    if before is None and request.name.startswith("unemployment_"):  # a day and the days are parts of one sum
        before = next((b for b in amounts if str(b["name"]).startswith("unemployment_")), None)
    if before is None or not message.u.leans or len(message.folded) > SHORT:
        return request
    inputs = {**replaced(dict(before["inputs"]), request.inputs), **request.inputs}
    if "course" in request.inputs:
        inputs = nested({**dict(before["inputs"]), **request.inputs["course"]})
    return AmountRequest(request.name, inputs, () if "reported_income" in inputs else request.ignore)
