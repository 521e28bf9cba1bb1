"""Standard median income: percentages by household size and year."""

from __future__ import annotations

from datetime import date

from assistant.answer import Amount
from assistant.benefits.given import Given
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import as_of_year, both, ew, kw, last_known_note, note, rounded

# The sections that print the percentages people ask about; others rest on the table of 100 %.
_SECTIONS = {60: "standards/median-60", 120: "standards/median-120", 150: "standards/median-150"}
_SECTIONS |= {200: "standards/median-200"}


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
    section = _SECTIONS.get(percent, row.section)
    ko_year, en_year = as_of_year(row.year, row.last_known)
    people = "1 person" if persons == 1 else f"{persons} people"
    notes = []
    if percent != 100:
        notes.append(
            note(
                "how",
                row.section,
                f"{persons}인 가구 기준 중위소득 {kw(base)}에 {percent}%를 곱해 원 단위로 반올림했어요. "
                "기관의 표와 1원이나 10원 다를 수 있어요.",
                f"That is {percent}% of the standard median of {ew(base)} for {people}, rounded to the won; an office "
                "table may differ by 1 or 10 won.",
                base,
            )
        )
    if row.last_known:
        notes.append(last_known_note(row.year, row.section))
    return Amount(
        name="median_income",
        value=value,
        band=None,
        unit="won_per_month",
        period="month",
        formula="median_percent",
        inputs={"household_size": persons, "percent": percent, "year": row.year, "base": base},
        citation=section,
        text=both(
            f"{persons}인 가구 기준 중위소득 {percent}%는 월 {kw(value)}이에요({ko_year}).",
            f"{percent}% of the standard median income for {people} is {ew(value)} a month ({en_year}).",
        ),
        last_known=row.last_known,
        notes=tuple(notes),
    )


def median_amounts(given: Given) -> tuple[Amount, ...]:
    """The percentages asked (or those that programmes use) for the household known; nothing without one."""
    if given.household_size is None:
        return ()
    percents = (given.percent,) if given.percent is not None else (60, 100, 120, 150, 200)
    found = (median_amount(given.household_size, p, given.day) for p in percents)
    return tuple(a for a in found if a is not None)
