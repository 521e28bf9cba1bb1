"""The words of the NESP type I allowance: the figure with its condition, how it came about, where it stops."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import AmountNote
from assistant.benefits.given import Given
from assistant.benefits.median import median_won
from assistant.benefits.tables import Row
from assistant.benefits.words import Both, note, say

ENDING_HOURS = 30  # weekly hours of a job, day labour apart, that end the support


@dataclass(frozen=True, slots=True)
class Payable:
    """What one month pays, as lowest and highest, with the figures it was worked out from.

    `reference` is None where the median of the year isn't known.
    """

    low: int
    high: int
    allowance: int
    reference: int | None
    base: int


def lead(given: Given, paid: Payable, band: tuple[int, int], row: Row) -> Both:
    """The sentence that carries the figure. `band` is what is said (both ends alike for one figure)."""
    condition = say("nesp.year_allowance", row=row, allowance=paid.allowance)
    if unfinished(given):
        key = "nesp.plan.none" if (given.plan_done or 0) < 0.5 else "nesp.plan.half"
        return say(key, band=band, condition=condition)
    if not given.reported_income:
        family = say("nesp.family.some", n=given.dependants) if given.dependants else say("nesp.family.none")
        return say("nesp.full", band=band, row=row, family=family)
    key = "nesp.income.part"
    if band[1] == 0:
        key = "nesp.income.zero"
    elif band == (paid.allowance, paid.allowance):
        key = "nesp.income.whole"
    return say(key, income=given.reported_income, band=band, condition=condition)


def notes(given: Given, paid: Payable, row: Row, *, cite: str, cohort: bool) -> tuple[AmountNote, ...]:
    """The lines beside the figure, most telling first."""
    out: list[AmountNote] = []
    if given.weekly_hours is not None and given.weekly_hours >= ENDING_HOURS:
        out.append(note("ends", "nesp/what-ends", "nesp.ends_hours", None, hours=given.weekly_hours))
    if given.reported_income and not unfinished(given):
        out += _of_income(given.reported_income, paid, cite)
        out += _of_reference(given, paid, row)
    out += of_dependants(given, paid, row)
    if cohort:
        out.append(note("confirm", "nesp/changes-2026", "nesp.cohort"))
    return tuple(out)


def unfinished(given: Given) -> bool:
    """Whether part of the month's plan was told to be left undone."""
    return given.plan_done is not None and given.plan_done < 1


def _of_income(income: int, paid: Payable, cite: str) -> list[AmountNote]:
    reference, allowance = paid.reference, paid.allowance
    if reference is None:
        return [] if income <= allowance else [note("confirm", cite, "nesp.median_unknown")]
    rest = reference - income
    key = "nesp.how.part"
    if income <= allowance:
        key = "nesp.how.under"
    elif rest < 0:
        key = "nesp.how.over"
    elif rest == 0:
        key = "nesp.how.equal"
    elif rest >= allowance:
        key = "nesp.how.whole"
    facts = {"income": income, "allowance": allowance, "reference": reference, "rest": rest, "over": -rest}
    how = note("how" if rest > 0 else "stop_line", cite, key, reference, **facts)
    return [how, note("room", cite, "nesp.room", rest, room=rest, reference=reference)] if rest > 0 else [how]


def _of_reference(given: Given, paid: Payable, row: Row) -> list[AmountNote]:
    """Where the median of a later year has taken over, that is said beside the older allowance."""
    percent = row.whole("reference_percent")
    median = median_won(1, percent, given.day)
    if median is None or median[1].year == row.year or median[0] != paid.reference:
        return []
    won, table = median
    facts = {"reference": won, "year": table.year, "percent": percent}
    return [note("reference", "standards/median-60", "nesp.reference", won, **facts)]


def of_dependants(given: Given, paid: Payable, row: Row) -> tuple[AmountNote, ...]:
    """What dependants add, or would add."""
    each, most = row.whole("per_dependant"), row.whole("dependants_most")
    if given.dependants is None and not given.severe_dependants:
        return (note("dependants", "nesp/dependants", "nesp.dependants.unknown", each=each, most=most),)
    out = []
    if extra := paid.allowance - paid.base:
        facts = {"allowance": paid.allowance, "base": paid.base, "extra": extra, "each": each, "most": most}
        out.append(note("dependants", "nesp/dependants", "nesp.dependants.counted", extra, **facts))
    if given.severe_dependants:
        severe = row.whole("per_severe_dependant")
        out.append(note("confirm", "nesp/dependants", "nesp.dependants.severe", severe, each=severe))
    return tuple(out)
