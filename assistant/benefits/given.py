"""What an amount is worked out from: the profile's facts, and what was given beside them for this one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.benefits.places import known_region
from assistant.errors import AssistantError
from assistant.profile import Profile
from knowledge.models import CourseKind, CourseMode


class InputError(AssistantError):
    """A given value that can't be true, or that no amount knows."""

    code = "inputs"


@dataclass(frozen=True, slots=True)
class Given:
    """One flat record; None (or empty) is unknown. Shares (`attendance`, `placement_rate`, `plan_done`) are 0..1.

    `day` is the day the figures are asked for. Fields that the profile knows too are taken from it unless given.
    """

    day: date
    age: int | None = None
    groups: frozenset[str] = frozenset()
    receiving: frozenset[str] = frozenset()
    applied_on: date | None = None
    employment: str = ""
    household_size: int | None = None
    percent: int | None = None
    # NESP
    nesp: str = ""
    reported_income: int | None = None
    dependants: int | None = None
    severe_dependants: int = 0
    plan_done: float | None = None
    visits: int | None = None
    job_months: int | None = None
    allowance_months: int | None = None
    # courses
    kind: CourseKind | None = None
    mode: CourseMode | None = None
    region: tuple[str, ...] = ()
    tuition: int | None = None
    starts: date | None = None
    hours: int | None = None
    hours_per_day: float | None = None
    attendance: float | None = None
    placement_rate: float | None = None
    ordinal: int | None = None
    insured_self_employed: bool = False
    # work and pay
    weekly_hours: float | None = None
    probation_month: int | None = None
    contract_months: int | None = None
    simple_manual: bool = False
    firm_region: tuple[str, ...] = ()
    hired_on: date | None = None
    # unemployment benefit
    left_on: date | None = None
    left_reason: str = ""
    average_daily_wage: int | None = None
    pay_monthly: int | None = None
    contracted_daily_hours: float | None = None
    insured_months: int | None = None
    benefit_days_left: int | None = None
    benefit_days: int | None = None
    benefit_day: int | None = None
    # closing a shop, saving, tax
    closed_on: date | None = None
    area_pyeong: float | None = None
    savings_monthly: int | None = None
    savings_months: int | None = None
    savings_paid: int | None = None
    favoured: bool | None = None
    yearly_pay: int | None = None
    income_tax: int | None = None

    @property
    def course_day(self) -> date:
        """The day whose rules a course falls under: its start, else the day asked."""
        return self.starts or self.day


_WON = 10**12
_KINDS = ("general", "kdt", "ai_campus", "kdc", "strategic", "industry_demand", "care", "language")
_MODES = ("onsite", "live_online", "online")
_Read = Callable[[str, Any], Any]


def _whole(low: int, high: int) -> _Read:
    def read(name: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            raise InputError(f"{name}: give a whole number, not {value!r}.")
        if not low <= value <= high:
            raise InputError(f"{name}: {value} can't be; give {low} to {high}.")
        return int(value)

    return read


def _real(low: float, high: float) -> _Read:
    def read(name: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InputError(f"{name}: give a number, not {value!r}.")
        if not low <= value <= high:
            raise InputError(f"{name}: {value} can't be; give {low:g} to {high:g}.")
        return float(value)

    return read


def _share(name: str, value: Any) -> float:
    """0..1, or a percent above that."""
    read: float = _real(0, 100)(name, value)
    return read / 100 if read > 1 else read


def _choice(*choices: str) -> _Read:
    def read(name: str, value: Any) -> str:
        if value not in choices:
            raise InputError(f"{name}: give one of {', '.join(choices)}, not {value!r}.")
        return str(value)

    return read


def _day(name: str, value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as e:
        raise InputError(f"{name}: give a date like 2026-11-22, not {value!r}.") from e


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{name}: give true or false, not {value!r}.")
    return value


def _region(name: str, value: Any) -> tuple[str, ...]:
    codes = value if isinstance(value, list | tuple) else [value]
    for code in codes:
        if not isinstance(code, str | int) or not known_region(str(code)):
            raise InputError(f"{name}: no region is called {code!r}. Give a name, or 2 or 5 digits of its code.")
    return tuple(str(code) for code in codes)


_COURSE: Mapping[str, _Read] = {
    "kind": _choice(*_KINDS),
    "mode": _choice(*_MODES),
    "region": _region,
    "tuition": _whole(0, 10**9),
    "starts": _day,
    "hours": _whole(1, 10_000),
    "hours_per_day": _real(0.5, 24),
    "attendance": _share,
    "placement_rate": _share,
    "ordinal": _whole(1, 20),
}
_TOP: Mapping[str, _Read] = {
    "weekly_hours": _real(0.5, 168),
    "percent": _whole(1, 1_000),
    "household_size": _whole(1, 20),
    "nesp": _choice("1", "2", "2-group"),
    "reported_income": _whole(0, _WON),
    "dependants": _whole(0, 15),
    "severe_dependants": _whole(0, 15),
    "plan_done": _share,
    "visits": _whole(0, 100),
    "job_months": _whole(0, 720),
    "allowance_months": _whole(1, 12),
    "insured_self_employed": _flag,
    "probation_month": _whole(1, 36),
    "contract_months": _whole(1, 720),
    "simple_manual": _flag,
    "firm_region": _region,
    "hired_on": _day,
    "age": _whole(10, 100),
    "applied_on": _day,
    "left_on": _day,
    "average_daily_wage": _whole(0, _WON),
    "pay_monthly": _whole(0, _WON),
    "contracted_daily_hours": _real(0.5, 24),
    "insured_months": _whole(0, 720),
    "benefit_days_left": _whole(0, 270),
    "benefit_days": _whole(1, 270),
    "benefit_day": _whole(1_000, 200_000),
    "closed_on": _day,
    "area_pyeong": _real(0.1, 100_000),
    "savings_monthly": _whole(0, _WON),
    "savings_months": _whole(1, 36),
    "savings_paid": _whole(0, _WON),
    "favoured": _flag,
    "yearly_pay": _whole(0, _WON),
    "income_tax": _whole(0, _WON),
}
_OUTSIDE = ("course", "year")
COURSE_INPUTS: frozenset[str] = frozenset(_COURSE)
INPUTS: frozenset[str] = frozenset(_COURSE) | frozenset(_TOP) | {"year"}
# field of the record → field of the profile
_FROM_PROFILE: Mapping[str, str] = {
    "household_size": "household_size",
    "reported_income": "nesp_reported_income",
    "dependants": "dependants",
    "applied_on": "applied_on",
    "left_on": "left_job.on",
    "average_daily_wage": "average_daily_wage",
    "contracted_daily_hours": "contracted_daily_hours",
    "insured_months": "insured_months_total",
    "benefit_days_left": "benefit_days_left",
    "closed_on": "business.closed_on",
    "hired_on": "employer.hired_on",
    "weekly_hours": "employer.weekly_hours",
}


def read_given(profile: Profile, inputs: Mapping[str, Any] | None, as_of: date) -> Given:
    """The profile and the inputs as one record. Inputs win over the profile.

    `inputs` may hold `course` (a mapping), `year` and the names of `Given`. Raises InputError naming what can't be.
    """
    values: dict[str, Any] = dict(_of_profile(profile))
    given = dict(inputs or {})
    course = given.get("course")
    if course is not None and not isinstance(course, Mapping):
        raise InputError(f"course: give its fields, not {course!r}. Known: {', '.join(_COURSE)}.")
    values.update(_checked(course or {}, _COURSE, "course."))
    values.update(_checked({k: v for k, v in given.items() if k not in _OUTSIDE}, _TOP, ""))
    day = as_of
    if given.get("year") is not None:
        year = _whole(2000, 2100)("year", given["year"])
        day = as_of if year == as_of.year else date(year, 1, 1) if year > as_of.year else date(year, 12, 31)
    if values.get("age") is None:
        values["age"] = profile.age_on(values.get("left_on") or as_of)
    return Given(day=day, **values)


def _checked(given: Mapping[str, Any], readers: Mapping[str, _Read], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in given.items():
        if name not in readers:
            raise InputError(f"{prefix}{name}: no such input. Known: {', '.join(sorted(readers))}.")
        if value is not None:
            yield name, readers[name](f"{prefix}{name}", value)


def _of_profile(profile: Profile) -> Iterator[tuple[str, Any]]:
    for name, field in _FROM_PROFILE.items():
        if (value := profile.get(field)) is not None:
            yield name, value
    yield "groups", frozenset(profile.get("groups", ()))
    yield "receiving", frozenset(profile.get("receiving", ()))
    yield "employment", profile.get("employment", "")
    yield "left_reason", profile.get("left_job.reason", "")
    region = profile.get("employer.region")
    if region and known_region(str(region)):
        yield "firm_region", (str(region),)
    own = profile.get("own_income_monthly")
    if own is not None:
        yield "yearly_pay", own * 12
    # What a job that was left paid is what its average wage is worked out from.
    if profile.has("left_job.reason") or profile.has("left_job.on"):
        pay = profile.get("employer.pay_monthly")
        if pay is not None:
            yield "pay_monthly", pay
