"""Minimum wage: the hour, the day, the month of 209 hours, part-time weeks, and what probation may take off."""

from __future__ import annotations

from assistant.answer import Amount
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import note, rounded, say

MONTH_HOURS = 209  # of a 40-hour week, 8 hours of paid rest in it
FULL_WEEK = 40
PAID_WEEK = 48  # the 40 hours and the 8 of rest
_MONTH_SECTION = "standards/minimum-wage-month"


def minimum_wage(given: Given) -> tuple[Amount, ...]:
    """The figures of the day asked; part-time where weekly hours are given, probation where its month is."""
    row = row_on("minimum_wage", given.day)
    if row is None:
        return ()
    out = [_hour(row), _month(row, given.weekly_hours)]
    if given.weekly_hours is None:
        out.insert(1, _day(row))
    out.append(_probation(given, row))
    return tuple(out)


def month_pay(hour: int, weekly_hours: float) -> tuple[int, int]:
    """A month's pay for the hours of a week (at most 40): without and with paid weekly rest, in won.

    Scaled from the 209 hours of a full week, so that 40 hours with rest give exactly those.
    """
    tenths = round(min(weekly_hours, FULL_WEEK) * 10)
    bare = rounded(hour * tenths * MONTH_HOURS, PAID_WEEK * 10)
    return bare, rounded(hour * tenths * MONTH_HOURS, FULL_WEEK * 10)


def _hour(row: Row) -> Amount:
    value = row.whole("hour")
    text = say("wage.hour.last_known" if row.last_known else "wage.hour", year=row.year, value=value)
    return build("minimum_wage_hour", value, "won_per_hour", "hour", row=row, text=text, formula="minimum_wage",
                 inputs={"year": row.year}, notes=(note("scope", "standards/minimum-wage", "wage.all"),))  # fmt: skip


def _day(row: Row) -> Amount:
    value = row.whole("hour") * 8
    return build("minimum_wage_day", value, "won_per_day", "day", row=row, text=say("wage.day", value=value, row=row),
                 formula="hour_times_8", inputs={"year": row.year, "hour": row.whole("hour")})  # fmt: skip


def _month(row: Row, weekly_hours: float | None) -> Amount:
    hour = row.whole("hour")
    inputs = {"year": row.year, "hour": hour, "weekly_hours": weekly_hours or FULL_WEEK}
    if weekly_hours is None or weekly_hours >= FULL_WEEK:
        value = hour * MONTH_HOURS
        over = weekly_hours is not None and weekly_hours > FULL_WEEK
        notes = (note("over", _MONTH_SECTION, "wage.over"),) if over else ()
        return build("minimum_wage_month", value, "won_per_month", "month", row=row,
                     text=say("wage.month", value=value, row=row), formula="hour_times_209", inputs=inputs,
                     citation=_MONTH_SECTION, notes=notes)  # fmt: skip
    low, high = month_pay(hour, weekly_hours)
    facts = {"hours": weekly_hours, "low": low, "high": high, "hour": hour, "row": row}
    return build("minimum_wage_month", (low, high), "won_per_month", "month", row=row, text=say("wage.part", **facts),
                 formula="hour_times_209_scaled", inputs=inputs, citation=_MONTH_SECTION, notes=(
                     note("how", _MONTH_SECTION, "wage.part.how", hour, **facts),
                     note("confirm", "standards/weekly-rest-pay", "wage.part.rest"),
                 ))  # fmt: skip


def _probation(given: Given, row: Row) -> Amount:
    rule = row_on("probation", given.day)
    assert rule is not None  # the rule is undated
    full, months = row.whole("hour"), rule.whole("months")
    reduced = rounded(full * rule.whole("percent"), 100)
    late = given.probation_month is not None and given.probation_month > months
    short = given.contract_months is not None and given.contract_months < rule.whole("least_contract_months")
    figure: tuple[int, int] = (reduced, reduced)
    text = say("wage.probation", months=months, value=reduced, row=row)
    missing: tuple[str, ...] = ()
    if late or short or given.simple_manual:
        figure, text = (full, full), say("wage.probation.full", value=full, row=row)
    elif given.contract_months is None and given.probation_month is not None:
        figure, missing = (reduced, full), ("contract_months",)
        text = say("wage.probation.unsure", months=months, figure=figure, row=row)
    return build("minimum_wage_probation", figure, "won_per_hour", "hour", row=row, text=text,
                 formula="minimum_wage_probation", inputs=_probation_inputs(given, row), citation=rule.section,
                 missing=missing)  # fmt: skip


def _probation_inputs(given: Given, row: Row) -> dict[str, int | bool]:
    inputs: dict[str, int | bool] = {"year": row.year, "hour": row.whole("hour")}
    if given.probation_month is not None:
        inputs["probation_month"] = given.probation_month
    if given.contract_months is not None:
        inputs["contract_months"] = given.contract_months
    if given.simple_manual:
        inputs["simple_manual"] = True
    return inputs
