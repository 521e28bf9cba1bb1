"""Standard median income: percentages by household size and year."""

from __future__ import annotations

from datetime import date

from assistant.answer import Amount
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import note, rounded, say

# The sections that print the percentages people ask about; others rest on the table of 100 %.
_SECTIONS = {60: "standards/median-60", 120: "standards/median-120", 150: "standards/median-150"}
_SECTIONS |= {200: "standards/median-200"}
USUAL_PERCENTS = (60, 100, 120, 150, 200)


def median_won(persons: int, percent: int, on: date) -> tuple[int, Row] | None:
    """`percent` of the median of a household of `persons` a month, rounded to the won, and the row it's from.

    None where no table holds the year or the size (7 and more).
    """
    row = row_on("median_income", on)
    if row is None or not 1 <= persons <= len(row.list("persons")):
        return None
    return rounded(row.list("persons")[persons - 1] * percent, 100), row


def median_amount(persons: int, percent: int, on: date) -> Amount | None:
    """A percentage of the standard median income, or None where it isn't known."""
    found = median_won(persons, percent, on)
    if found is None:
        return None
    value, row = found
    base = row.list("persons")[persons - 1]
    facts = {"persons": persons, "percent": percent, "base": base, "value": value, "row": row}
    how = () if percent == 100 else (note("how", row.section, "median.how", base, **facts),)
    return build(
        "median_income",
        value,
        "won_per_month",
        "month",
        row=row,
        text=say("median.value", **facts),
        formula="median_percent",
        inputs={"household_size": persons, "percent": percent, "year": row.year, "base": base},
        citation=_SECTIONS.get(percent, row.section),
        notes=how,
    )


def median_amounts(given: Given) -> tuple[Amount, ...]:
    """The percentage asked (or those that programmes use) for the household known; nothing without one."""
    if given.household_size is None:
        return ()
    percents = (given.percent,) if given.percent is not None else USUAL_PERCENTS
    found = (median_amount(given.household_size, p, given.day) for p in percents)
    return tuple(a for a in found if a is not None)
