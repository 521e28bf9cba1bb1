"""Unemployment benefit: what one day brings by leaving date, for how many days, and the early re-employment allowance.

A day brings 60 % of the average daily wage, at least the floor (80 % of the minimum wage times the contracted hours,
8 at most) and at most the cap of the year of leaving.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import Amount, AmountNote
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import Both, note, rounded, say

FULL_DAY = 8.0
_A_YEAR = 12  # months insured from which 180 days in 18 months are hardly a question
_NEAR_THE_LINE = 8  # months insured that may bring fewer insured days than that
_MONTH = 30  # days
_QUARTER_DAYS = (89, 92)  # three months have as few and as many


@dataclass(frozen=True, slots=True)
class Day:
    """One day of benefit: lowest and highest, 60 % of the wage (None: unknown), floor (None: unknown) and cap."""

    low: int
    high: int
    wage: tuple[int, int] | None
    floor: int | None
    cap: int
    hours: float


def benefit_day(given: Given) -> Day:
    """What a day brings. 8 contracted hours are assumed where they aren't told."""
    row = _row(given)
    hours = min(given.contracted_daily_hours or FULL_DAY, FULL_DAY)
    floor, cap = floor_won(row, hours, given.left_on or given.day), row.whole("cap")
    if given.benefit_day is not None:  # told as what comes in, no wage to work it out from
        return Day(given.benefit_day, given.benefit_day, None, floor, cap, hours)
    daily = _daily_wage(given)
    if daily is None:
        return Day(floor or 0, cap, None, floor, cap, hours)
    wage = (rounded(daily[0] * row.whole("percent"), 100), rounded(daily[1] * row.whole("percent"), 100))
    if floor is None:  # the year's minimum wage isn't known: the benefit may be anything from here to the cap
        return Day(min(wage[0], cap), cap, wage, None, cap, hours)
    low, high = (min(cap, max(floor, part)) for part in wage)
    return Day(low, high, wage, floor, cap, hours)


def floor_won(row: Row, hours: float, left: date) -> int | None:
    """The floor for a contracted day of `hours`; None where the minimum wage of that time isn't known."""
    on = row.valid_to if row.last_known and row.valid_to else left
    minimum = row_on("minimum_wage", on)
    return (
        None
        if minimum is None
        else rounded(minimum.whole("hour") * row.whole("floor_percent") * round(hours * 100), 10_000)
    )


def benefit_days(given: Given) -> tuple[int, int]:
    """Fewest and most days, by age (or disability) and insured time; alike where both are known."""
    if given.benefit_days is not None:
        return given.benefit_days, given.benefit_days
    row = _days_row()
    older = _older(given, row)
    columns = ["younger", "older"] if older is None else ["older" if older else "younger"]
    days = [v for column in columns for v in _column(row, column, given.insured_months)]
    return min(days), max(days)


def unemployment_amounts(given: Given) -> tuple[Amount, ...]:
    """A day's benefit, its days and all together."""
    day, days = benefit_day(given), benefit_days(given)
    return (_day_amount(given, day), _days_amount(given, days), _total(given, day, days))


def unemployment_month(given: Given) -> Amount:
    """A month of it, counted as 30 days, the way people ask for it beside a rent or a wage."""
    day, row = benefit_day(given), _row(given)
    figure = (day.low * _MONTH, day.high * _MONTH)
    year = row.year if row.last_known else (given.left_on or given.day).year
    text = say("benefit.month", figure=figure, day=(day.low, day.high), year=year)
    return build("unemployment_month", figure, "won_per_month", "month", row=row, text=text, formula="day_times_30",
                 inputs=_inputs(given), missing=_missing_day(given), notes=_day_notes(given, row, day))  # fmt: skip


def early_reemployment(given: Given) -> Amount | None:
    """Half of what was left, if at least half of the days were; None where the days left aren't told."""
    left = given.benefit_days_left
    row = row_on("unemployment", given.left_on or given.day)
    if left is None or row is None:
        return None
    day, days = benefit_day(given), benefit_days(given)
    low, high = day.low * left // 2, day.high * left // 2
    facts: dict[str, Any] = {"left": left, "days": days[0]}
    key, missing = "early.value", _missing_day(given)
    if 2 * left < days[0]:
        low, high, key, missing = 0, 0, "early.none", ()
    elif 2 * left < days[1]:
        low, key, missing = 0, "early.unsure", ("insured_months_total", *missing)
    section = "unemployment-benefit/early-reemployment"
    how = note("how", section, "early.how", None, left=left, day=(day.low, day.high))
    notes = () if high == 0 else (how, note("condition", section, "early.after"))
    return build("early_reemployment", (low, high), "won", "once", row=row, text=say(key, figure=(low, high), **facts),
                 formula="half_of_days_left", inputs=_inputs(given) | {"benefit_days_left": left, "days": list(days)},
                 citation=section, missing=missing, notes=notes)  # fmt: skip


def _day_amount(given: Given, day: Day) -> Amount:
    row = _row(given)
    left = (given.left_on or given.day).year
    facts = {"hours": day.hours, "figure": (day.low, day.high), "year": row.year if row.last_known else left}
    text = say("benefit.day.last_known", left=left, **facts) if row.last_known else say("benefit.day", **facts)
    section = "unemployment-benefit/floor-by-hours" if day.hours < FULL_DAY else row.section
    return build("unemployment_day", (day.low, day.high), "won_per_day", "day", row=row, text=text,
                 formula="wage_60_percent", inputs=_inputs(given), citation=section, missing=_missing_day(given),
                 notes=_day_notes(given, row, day))  # fmt: skip


def _day_notes(given: Given, row: Row, day: Day) -> tuple[AmountNote, ...]:
    facts = {"percent": row.whole("percent"), "wage": day.wage, "floor": day.floor, "cap": day.cap}
    key = "benefit.how.range"
    if day.floor is None:
        key = "benefit.how.no_floor"
    elif day.wage is not None:
        key = "benefit.how.between"
        if day.wage[1] <= day.floor:
            key = "benefit.how.floor"
        elif day.wage[0] >= day.cap:
            key = "benefit.how.cap"
    out = [note("how", row.section, key, None, **facts)]
    daily = _daily_wage(given)
    if given.average_daily_wage is None and daily is not None:
        out.append(note("wage", row.section, "benefit.wage", None, pay=given.pay_monthly, daily=daily,
                        days=_quarter(given)))  # fmt: skip
    if given.benefit_day is not None:
        out = []
    if given.left_reason == "voluntary":
        out.insert(0, note("condition", "unemployment-benefit/voluntary-leaving", "benefit.voluntary"))
    if given.contracted_daily_hours is None and given.benefit_day is None:
        out.append(note("hours", "unemployment-benefit/floor-by-hours", "benefit.hours"))
    left = given.left_on or given.day
    if row.last_known and (minimum := row_on("minimum_wage", left)) is not None and not minimum.last_known:
        hour = minimum.whole("hour")
        floor = rounded(hour * row.whole("floor_percent") * 8, 100)
        out.append(
            note("next_year", "unemployment-benefit/cap-2027", "benefit.floor_2027", floor, hour=hour, floor=floor)
        )
    return tuple(out)


def _days_amount(given: Given, days: tuple[int, int]) -> Amount:
    row = _days_row()
    notes = [note("deadline", row.section, "benefit.days.deadline")]
    if given.insured_months is not None and given.insured_months <= _NEAR_THE_LINE:
        section = "unemployment-benefit/insured-days"
        notes.insert(0, note("condition", section, "benefit.days.enough", None, months=given.insured_months))
    return build("unemployment_days", days, "days", "total", row=row, text=_days_text(given, days),
                 formula="days_by_age_and_insured",
                 inputs=_inputs(given) | {"age": given.age, "disabled": "disabled" in given.groups,
                                          "insured_months": given.insured_months},
                 missing=_missing_days(given), notes=tuple(notes))  # fmt: skip


def _days_text(given: Given, days: tuple[int, int]) -> Both:
    """The days in words, by what was told: what isn't known is left out of the sentence."""
    older, months = _older(given, _days_row()), given.insured_months
    who = None if older is None else say("benefit.who.older" if older else "benefit.who.younger")
    insured = None if months is None else say("benefit.insured", months=months)
    if months is not None and days[0] == days[1]:
        if months < _A_YEAR:  # whether the condition is met comes before how long it lasts
            return say("benefit.days.short", insured=insured, days=days[0])
        if who is None:
            return say("benefit.days.any_age", insured=insured, days=days[0])
        return say("benefit.days", who=who, insured=insured, days=days[0])
    by, told = "both", say("benefit.told.nothing")
    if who is not None:
        by, told = "insured", say("benefit.told.age", who=who)
    elif insured is not None:
        by, told = "age", say("benefit.told.insured", insured=insured)
    return say("benefit.days.band", by=say(f"benefit.by.{by}"), told=told, low=days[0], high=days[1])


def _total(given: Given, day: Day, days: tuple[int, int]) -> Amount:
    figure = (day.low * days[0], day.high * days[1])
    worded: Any = days[0] if days[0] == days[1] else say("range.days", low=days[0], high=days[1])
    text = say("benefit.total", day=(day.low, day.high), days=worded, figure=figure)
    return build("unemployment_total", figure, "won", "total", row=_row(given), text=text, formula="day_times_days",
                 inputs=_inputs(given) | {"days": list(days)}, citation="unemployment-benefit/total",
                 missing=(*_missing_days(given), *_missing_day(given)))  # fmt: skip


def _row(given: Given) -> Row:
    row = row_on("unemployment", given.left_on or given.day)
    assert row is not None  # the first row has no first day
    return row


def _days_row() -> Row:
    row = row_on("unemployment_days", date.max)
    assert row is not None  # undated
    return row


def _older(given: Given, row: Row) -> bool | None:
    if "disabled" in given.groups:
        return True
    return None if given.age is None else given.age >= row.whole("older_age")


def _column(row: Row, column: str, months: int | None) -> tuple[int, ...]:
    values = row.list(column)
    if months is None:
        return values
    return (values[sum(1 for start in row.list("from_months") if months >= start) - 1],)


def _daily_wage(given: Given) -> tuple[int, int] | None:
    """The average wage of a day: as told, or from the monthly pay over the days of the last three months."""
    if given.average_daily_wage is not None:
        return given.average_daily_wage, given.average_daily_wage
    if given.pay_monthly is None:
        return None
    least, most = _quarter_days(given.left_on)
    return rounded(3 * given.pay_monthly, most), rounded(3 * given.pay_monthly, least)


def _quarter_days(left: date | None) -> tuple[int, int]:
    """Fewest and most days of the last three months; alike where the day of leaving is known."""
    return _QUARTER_DAYS if left is None else (_days_before(left), _days_before(left))


def _quarter(given: Given) -> Any:
    least, most = _quarter_days(given.left_on)
    return least if least == most else say("range.days", low=least, high=most)


def _days_before(left: date) -> int:
    """The days of the three months that end with `left`."""
    month = left.month - 3
    year, month = (left.year - 1, month + 12) if month < 1 else (left.year, month)
    return (left - date(year, month, min(left.day, monthrange(year, month)[1]))).days


def _missing_day(given: Given) -> tuple[str, ...]:
    if given.benefit_day is not None:
        return ()
    wage = () if given.average_daily_wage is not None or given.pay_monthly is not None else ("employer.pay_monthly",)
    return wage if given.contracted_daily_hours is not None else (*wage, "contracted_daily_hours")


def _missing_days(given: Given) -> tuple[str, ...]:
    if given.benefit_days is not None:
        return ()
    insured = () if given.insured_months is not None else ("insured_months_total",)
    return insured if _older(given, _days_row()) is not None else (*insured, "age")


def _inputs(given: Given) -> dict[str, Any]:
    told: dict[str, Any] = {"left_on": given.left_on.isoformat() if given.left_on else None}
    told |= {"average_daily_wage": given.average_daily_wage, "pay_monthly": given.pay_monthly}
    told |= {"contracted_daily_hours": given.contracted_daily_hours, "insured_months": given.insured_months}
    told |= {"benefit_days": given.benefit_days, "benefit_day": given.benefit_day}
    told |= {"age": given.age, "disabled": True if "disabled" in given.groups else None}
    return {name: value for name, value in told.items() if value is not None}
