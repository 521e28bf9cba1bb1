"""Pay that is lawful on the day an opening is posted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

from knowledge.library.sample.words import Job
from knowledge.models import Employment, Pay, PayUnit

MONTH_HOURS = 209  # a 40-hour week with its paid day of rest
_RISE = 0.03  # what pay above the minimum grows by in a year
_BASE_YEAR = 2026  # the year the figures of the job lists are from


def minimum_hour(table: Mapping[int, int], on: date) -> int:
    """The hourly minimum wage in force on `on`, in won; of the nearest known year outside the table."""
    year = min(max(on.year, min(table)), max(table))
    return table[year]


def draw_pay(
    rng: Random, job: Job, employment: Employment, unit: PayUnit, years: int, posted: date, table: Mapping[int, int]
) -> Pay:
    """Gross pay for `years` of experience, never below the minimum wage on `posted`."""
    hour = minimum_hour(table, posted)
    if unit == "hour":
        low = _up(hour * (100 + rng.randint(*job.hour)) / 100, 10)
        return Pay("hour", low, _up(low * 1.08, 10) if rng.random() < 0.2 else None)
    if unit == "day":
        low_day, high_day = job.day or (hour * 8 // 1000 + 2, hour * 8 // 1000 + 20)
        low = max(_up(hour * 8, 1000), _up(rng.uniform(low_day, high_day) * 1000, 1000))
        return Pay("day", low, _up(low * 1.15, 1000) if rng.random() < 0.3 else None)
    low_year, high_year = job.pay
    grown = (1 + _RISE) ** (posted.year - _BASE_YEAR) * (1 + 0.06 * years)
    middle = (low_year + high_year) / 2
    level = rng.uniform(low_year, middle if employment in ("intern", "work_study", "fixed_term") else high_year)
    yearly = level * grown * 10_000
    step, times = (500_000, 12) if unit == "year" else (50_000, 1)
    low = max(_up(hour * MONTH_HOURS * times, 10_000 * times), _up(yearly * times / 12, step))
    high = _up(low * rng.uniform(1.06, 1.2), step) if rng.random() < 0.4 else None
    return Pay(unit, low, high)


def _up(amount: float, step: int) -> int:
    """`amount` rounded up to a multiple of `step`, so that rounding never takes pay below the minimum."""
    return int(-(-amount // step)) * step


def pay_words(pay: Pay | None) -> str:
    """Pay as a job advert writes it."""
    if pay is None:
        return "회사 내규에 따름(최저임금 이상, 면접 때 협의)"
    name = {"hour": "시급", "day": "일급", "month": "월급", "year": "연봉"}[pay.unit]
    if pay.unit in ("hour", "day"):
        span = f"{pay.min:,}원" if pay.max is None else f"{pay.min:,}원 ~ {pay.max:,}원"
    else:
        low = f"{pay.min // 10_000:,}만"
        span = f"{low} 원" if pay.max is None else f"{low} ~ {pay.max // 10_000:,}만 원"
    return f"{name} {span}"
