"""What else NESP pays: type II participation, visits and the disputed training allowance, and success payments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.answer import Amount, AmountNote
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import Both, note, say

_COHORT = date(2026, 1, 1)  # who applied before it is said to keep the training allowance


def type2_participation(given: Given) -> Amount | None:
    """The participation allowance of type II: only its ends are known."""
    row = row_on("nesp_type2", given.day)
    if row is None:
        return None
    band = (row.whole("low"), row.whole("high"))
    text = say("nesp2.participation", band=band, row=row)
    return build(
        "nesp2_participation",
        band,
        "won",
        "once",
        row=row,
        text=text,
        formula="nesp2_participation",
        inputs={"year": row.year},
    )


def type2_visits(given: Given) -> Amount | None:
    """The visit incentive: for the visits told, else for all that are paid."""
    row = row_on("nesp_type2", given.day)
    if row is None:
        return None
    each, most, section = row.whole("visit"), row.whole("visits_most"), row.words("visit_section")
    told = given.visits is not None
    visits = given.visits if given.visits is not None else most
    value = each * min(visits, most)
    facts = {"each": each, "most": most, "visits": visits, "value": value, "row": row}
    return build(
        "nesp2_visits",
        value,
        "won",
        "total",
        row=row,
        text=say("nesp2.visits.told" if told else "nesp2.visits.most", **facts),
        formula="visits_times_each",
        inputs={"visits": visits, "each": each, "most": most},
        citation=section,
        missing=() if told else ("visits",),
        notes=(note("how", section, "nesp2.visits.how", each, **facts),) if told else (),
    )


def type2_training(given: Given) -> Amount | None:
    """The type II training participation allowance, on which sources disagree: a band, and the counsellor."""
    row = row_on("nesp_type2", given.day)
    if row is None:
        return None
    older = given.applied_on is not None and given.applied_on < _COHORT
    high = row.whole("training_2025" if older else "training")
    return build(
        "nesp2_training",
        (0, high),
        "won_per_month",
        "month",
        row=row,
        text=say("nesp2.training.older" if older else "nesp2.training.disputed", high=high),
        formula="nesp2_training_disputed",
        inputs={"applied_before_2026": older},
        citation=row.words("training_section"),
        missing=() if given.applied_on else ("applied_on",),
    )


def success_payments(given: Given) -> tuple[Amount, ...]:
    """The success payments of both types: each step and all together, or what the months told have earned so far."""
    row = row_on("nesp_success", given.day)
    if row is None:
        return ()
    steps = row.pairs("steps")
    if given.job_months is not None:
        return (_so_far(row, steps, given.job_months),)
    total = sum(value for _, value in steps)
    out = []
    for months, value in steps:
        text = say("success.step", months=months, value=value, row=row)
        out.append(_success(row, f"nesp_success_{months}", value, {"job_months": months}, text))
    out.append(_success(row, "nesp_success_total", total, {}, say("success.total", value=total, row=row)))
    return tuple(out)


def _so_far(row: Row, steps: tuple[tuple[int, int], ...], months: int) -> Amount:
    value = sum(paid for at, paid in steps if months >= at)
    ahead = next(((at, paid) for at, paid in steps if months < at), None)
    text = say("success.so_far" if value else "success.none_yet", months=months, value=value, row=row)
    more: tuple[AmountNote, ...] = ()
    if ahead is not None:
        more = (note("next", row.section, "success.next", ahead[1], months=ahead[0], value=ahead[1]),)
    return _success(row, "nesp_success", value, {"job_months": months}, text, more)


def _success(
    row: Row, name: str, value: int, inputs: Mapping[str, Any], text: Both, more: tuple[AmountNote, ...] = ()
) -> Amount:
    return build(
        name,
        value,
        "won",
        "total" if name in ("nesp_success", "nesp_success_total") else "once",
        row=row,
        text=text,
        formula="success_steps",
        inputs={**inputs, "year": row.year},
        notes=(*more, note("condition", row.section, "success.condition")),
    )
