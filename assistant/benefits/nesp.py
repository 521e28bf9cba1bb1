"""The NESP type I allowance of one month: dependants, reported income, unfinished plans.

The rule: income up to the allowance changes nothing. Above it, the smaller of the allowance and (reference − income)
is paid, where the reference is the larger of twice the allowance and 60 % of the one-person median of the year.
Above the reference nothing is paid that month.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.answer import Amount
from assistant.benefits.given import Given
from assistant.benefits.median import median_won
from assistant.benefits.nesp_words import Payable, lead, notes
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import as_of_year, both, ew, kw

_COHORT = date(2026, 1, 1)  # what those who applied before it are paid after it was not found


def monthly_allowance(row: Row, dependants: int, severe: int) -> int:
    """The full allowance: `severe` of the `dependants` are severely disabled and a minor or elderly."""
    extra = (dependants - severe) * row.whole("per_dependant") + severe * row.whole("per_severe_dependant")
    return row.whole("monthly") + min(max(extra, 0), row.whole("dependants_most"))


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

    `income` is what was reported for the month, `plan_done` the share of its plan (0..1).
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
    cohort = given.applied_on is not None and given.applied_on < _COHORT <= given.day
    low, high = paid.low, paid.high
    if cohort and (older := payable(given.applied_on or given.day, **facts)) is not None:
        low, high = min(low, older.low), max(high, older.high)
    citation = "nesp/changes-2026" if cohort else _citation(given, row)
    return Amount(
        name="nesp_allowance",
        value=low if low == high else None,
        band=None if low == high else (low, high),
        unit="won_per_month",
        period="month",
        formula=_formula(given),
        inputs=_inputs(given, paid, row),
        citation=citation,
        text=lead(given, paid, (low, high), row),
        last_known=row.last_known,
        missing=() if given.dependants is not None else ("dependants",),
        notes=notes(given, paid, row, cite=_citation(given, row), cohort=cohort),
        see=("nesp/stops",) if high == 0 else ("nesp/income-report",) if given.reported_income is not None else (),
    )


def nesp_total(given: Given) -> Amount | None:
    """All months together, where no month is cut."""
    paid = payable(given.day, dependants=given.dependants or 0, severe=given.severe_dependants)
    row = row_on("nesp_allowance", given.day)
    if paid is None or row is None or given.reported_income is not None or given.plan_done is not None:
        return None
    months = row.whole("months")
    ko_year, en_year = as_of_year(row.year, row.last_known)
    return Amount(
        name="nesp_allowance_total",
        value=paid.high * months,
        band=None,
        unit="won",
        period="total",
        formula="allowance_times_months",
        inputs={"allowance": paid.high, "months": months, "dependants": given.dependants or 0, "year": row.year},
        citation=row.section,
        text=both(
            f"월 {kw(paid.high)}씩 최대 {months}개월이면 모두 {kw(paid.high * months)}이에요({ko_year}).",
            f"{ew(paid.high)} a month for up to {months} months is {ew(paid.high * months)} in all ({en_year}).",
        ),
        last_known=row.last_known,
        missing=() if given.dependants is not None else ("dependants",),
    )


def _citation(given: Given, row: Row) -> str:
    if given.plan_done is not None and given.plan_done < 1:
        return "nesp/half-done"
    if given.reported_income is not None:
        return "nesp/income-dependants" if given.dependants else "nesp/income-report"
    return "nesp/dependants" if given.dependants else row.section


def _formula(given: Given) -> str:
    if given.plan_done is not None and given.plan_done < 1:
        return "nesp_half_done"
    return "nesp_income" if given.reported_income is not None else "nesp_dependants"


def _inputs(given: Given, paid: Payable, row: Row) -> Mapping[str, Any]:
    inputs: dict[str, Any] = {"allowance": paid.allowance, "dependants": given.dependants or 0, "year": row.year}
    if given.severe_dependants:
        inputs["severe_dependants"] = given.severe_dependants
    if given.reported_income is not None:
        inputs |= {"reported_income": given.reported_income, "reference": paid.reference}
    if given.plan_done is not None:
        inputs["plan_done"] = given.plan_done
    return inputs
