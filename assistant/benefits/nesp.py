"""The NESP type I allowance of one month: dependants, reported income, unfinished plans.

The rule: income up to the allowance changes nothing. Above it, the smaller of the allowance and (reference − income)
is paid, where the reference is the larger of twice the allowance and 60 % of the one-person median of the year.
Above the reference nothing is paid that month.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.answer import Amount
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.median import median_won
from assistant.benefits.nesp_words import Payable, lead, notes, of_dependants, unfinished
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import say

_COHORT = date(2026, 1, 1)  # what those who applied before it are paid after it was not found


def monthly_allowance(row: Row, dependants: int, severe: int) -> int:
    """The full allowance: `severe` of the `dependants` are severely disabled and a minor or elderly."""
    plain = max(dependants - severe, 0)
    extra = plain * row.whole("per_dependant") + severe * row.whole("per_severe_dependant")
    return row.whole("monthly") + min(extra, row.whole("dependants_most"))


def reference_amount(row: Row, allowance: int, on: date) -> int | None:
    """The income above which a month pays nothing; None where the year's median isn't known."""
    median = median_won(1, row.whole("reference_percent"), on)
    return None if median is None else max(row.whole("reference_times") * allowance, median[0])


def payable(
    on: date,
    *,
    dependants: int = 0,
    severe: int = 0,
    income: int | None = None,
    plan_done: float | None = None,
) -> Payable | None:
    """What a month of type I pays on `on`; None before the first figures known.

    `income` is what was reported for the month in won, `plan_done` the share of its plan (0..1).
    """
    row = row_on("nesp_allowance", on)
    if row is None:
        return None
    allowance = monthly_allowance(row, dependants, severe)
    reference = reference_amount(row, allowance, on)
    low, high = _after_income(allowance, reference, row.whole("reference_times"), income)
    if plan_done is not None and plan_done < 1:
        # Where both rules meet, the order in which an office applies them was not found: both readings stand.
        low, high = (0, 0) if plan_done < 0.5 else (low // 2, min(allowance // 2, high))
    return Payable(low, high, allowance, reference, row.whole("monthly"))


def _after_income(allowance: int, reference: int | None, times: int, income: int | None) -> tuple[int, int]:
    if income is None or income <= allowance:
        return allowance, allowance
    if reference is None:
        return min(allowance, max(0, times * allowance - income)), allowance
    paid = 0 if income > reference else min(allowance, reference - income)
    return paid, paid


def nesp_allowance(given: Given) -> Amount | None:
    """The type I allowance of the month asked, or None before the first figures known.

    Without dependants told it is the allowance without any, and says so.
    """
    row = row_on("nesp_allowance", given.day)
    facts: dict[str, Any] = {
        "dependants": given.dependants or 0,
        "severe": given.severe_dependants,
        "income": given.reported_income,
        "plan_done": given.plan_done,
    }
    paid = payable(given.day, **facts)
    if row is None or paid is None:
        return None
    low, high = paid.low, paid.high
    cohort = given.applied_on is not None and given.applied_on < _COHORT <= given.day
    if cohort and (older := payable(given.applied_on or given.day, **facts)) is not None:
        low, high = min(low, older.low), max(high, older.high)
    cite = "nesp/changes-2026" if cohort else _citation(given, row)
    return build(
        "nesp_allowance",
        (low, high),
        "won_per_month",
        "month",
        row=row,
        text=lead(given, paid, (low, high), row),
        formula=_formula(given),
        inputs=_inputs(given, paid, row),
        citation=cite,
        missing=() if given.dependants is not None else ("dependants",),
        notes=notes(given, paid, row, cite=cite, cohort=cohort),
        see=("nesp/stops",) if high == 0 else ("nesp/income-report",) if given.reported_income else (),
    )


def nesp_total(given: Given) -> Amount | None:
    """All months together, or as many as asked; None where one month's income or an unfinished plan is told."""
    one_month = given.reported_income is not None or given.plan_done is not None
    paid = payable(
        given.day, dependants=given.dependants or 0, severe=given.severe_dependants, income=given.reported_income
    )
    row = row_on("nesp_allowance", given.day)
    if paid is None or row is None or (one_month and (given.allowance_months is None or paid.low != paid.high)):
        return None
    most = row.whole("months")
    months = min(given.allowance_months or most, most)
    value = paid.high * months
    facts: dict[str, Any] = {"allowance": paid.high, "months": months, "value": value, "row": row}
    key = "nesp.total" if months == most else "nesp.total.some"
    if given.reported_income:
        key, facts = "nesp.total.income", facts | {"income": given.reported_income}
    return build(
        "nesp_allowance_total",
        value,
        "won",
        "total",
        row=row,
        text=say(key, **facts),
        formula="allowance_times_months",
        inputs={"allowance": paid.high, "months": months, "dependants": given.dependants or 0, "year": row.year},
        missing=() if given.dependants is not None else ("dependants",),
        notes=of_dependants(given, paid, row),
    )


def _citation(given: Given, row: Row) -> str:
    if unfinished(given):
        return "nesp/half-done"
    if given.reported_income is not None:
        return "nesp/income-dependants" if given.dependants else "nesp/income-report"
    return "nesp/dependants" if given.dependants else row.section


def _formula(given: Given) -> str:
    if unfinished(given):
        return "nesp_half_done"
    return "nesp_income" if given.reported_income is not None else "nesp_dependants"


def _inputs(given: Given, paid: Payable, row: Row) -> dict[str, Any]:
    inputs: dict[str, Any] = {"allowance": paid.allowance, "dependants": given.dependants or 0, "year": row.year}
    if given.severe_dependants:
        inputs["severe_dependants"] = given.severe_dependants
    if given.reported_income is not None:
        inputs |= {"reported_income": given.reported_income, "reference": paid.reference}
    if given.plan_done is not None:
        inputs["plan_done"] = given.plan_done
    return inputs
