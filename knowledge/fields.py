"""The vocabulary of profile fields: what a person can tell us, in which type and range.

Kept beside the rules (not in the assistant) so that `python -m knowledge check` can validate rules.yaml against it.
Nested facts are written with dots: ``left_job.reason``. Amounts are won, `_monthly` before tax.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

FieldType = Literal["int", "float", "bool", "date", "choice", "choices", "region", "text", "texts", "months"]


class FieldError(ValueError):
    """A value that a field can't take; the message says what it can."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Type and range of one field. `sensitive` ones are asked last, with a reason and bands."""

    name: str
    type: FieldType
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()
    sensitive: bool = False


_WON = 10**12
_EMPLOYMENT: tuple[str, ...] = ("unemployed", "employed", "self_employed", "student", "closing_business")
_EMPLOYMENT += ("closed_business", "not_working")
_GROUPS: tuple[str, ...] = ("basic_livelihood", "near_poor", "one_parent", "disabled", "care_leaver")
_GROUPS += ("north_korean_defector", "marriage_immigrant", "crisis_youth", "woman_head")
_GROUPS += ("small_business_owner", "platform_worker")
_RECEIVING: tuple[str, ...] = ("unemployment_benefit", "livelihood_benefit", "local_allowance", "nesp_allowance")
_RECEIVING += ("earned_income_credit",)
_VISAS = ("citizen", "F-2", "F-4", "F-5", "F-6", "D-10", "E-9", "other")
_KINDS = ("permanent", "fixed_term", "part_time", "day", "intern", "work_study", "freelance")


def _int(name: str, low: float, high: float, *, sensitive: bool = False) -> FieldSpec:
    return FieldSpec(name, "int", low, high, sensitive=sensitive)


def _won(name: str) -> FieldSpec:
    return FieldSpec(name, "int", 0, _WON, sensitive=True)


_SPECS = (
    _int("age", 10, 100),
    FieldSpec("birth_date", "date"),
    FieldSpec("region", "region"),
    FieldSpec("employment", "choice", choices=_EMPLOYMENT),
    FieldSpec("never_worked", "bool"),
    _int("months_without_work", 0, 720),
    FieldSpec("education", "choice", choices=("middle", "high", "college", "university", "graduate")),
    FieldSpec("school.enrolled", "bool"),
    FieldSpec("school.level", "choice", choices=("high", "college", "university", "graduate")),
    _int("school.high_school_year", 1, 3),
    _int("school.months_left", 0, 96),
    _int("household_size", 1, 20),
    _won("household_income_monthly"),
    _won("household_assets"),
    _won("own_income_monthly"),
    _won("nesp_reported_income"),
    _int("dependants", 0, 15, sensitive=True),
    _int("work_days_24m", 0, 731),
    _int("work_hours_24m", 0, 17_544),
    _int("insured_days_18m", 0, 550),
    _int("insured_months_total", 0, 720),
    _won("average_daily_wage"),
    FieldSpec("contracted_daily_hours", "float", 0, 24),
    _int("benefit_days_left", 0, 270),
    FieldSpec("left_job.on", "date"),
    FieldSpec(
        "left_job.reason", "choice", choices=("dismissed", "contract_ended", "voluntary", "voluntary_justified")
    ),
    FieldSpec("receiving", "choices", choices=_RECEIVING, sensitive=True),
    FieldSpec("last_benefit_on", "date", sensitive=True),
    _won("local_allowance.monthly"),
    _won("local_allowance.total"),
    FieldSpec("local_allowance.ended_on", "date"),
    FieldSpec("nesp_ended.on", "date"),
    FieldSpec("nesp_ended.by", "choice", choices=("job", "other")),
    _int("nesp_ended.job_months", 0, 720),
    FieldSpec("applied_on", "date"),
    FieldSpec("sanction", "bool", sensitive=True),
    _int("military_months", 0, 120),
    FieldSpec("visa", "choice", choices=_VISAS, sensitive=True),
    FieldSpec("groups", "choices", choices=_GROUPS, sensitive=True),
    FieldSpec("business.opened_on", "date"),
    _int("business.days", 0, 36_600),
    FieldSpec("business.closed_on", "date"),
    _won("business.yearly_sales"),
    FieldSpec("business.property_leasing", "bool"),
    FieldSpec("employer.kind", "choice", choices=("company", "public_servant", "private_school", "military")),
    FieldSpec("employer.large_firm", "bool"),
    FieldSpec("employer.region", "region"),
    _int("employer.insured_staff", 0, 1_000_000),
    FieldSpec("employer.priority_support", "bool"),
    FieldSpec("employer.mid_sized", "bool"),
    FieldSpec("employer.industrial_complex", "bool"),
    FieldSpec("employer.contract", "choice", choices=("open_ended", "fixed_term")),
    FieldSpec("employer.weekly_hours", "float", 0, 168),
    _won("employer.pay_monthly"),
    FieldSpec("employer.hired_on", "date"),
    _int("checklist_points", 0, 30),
    FieldSpec("skills", "texts"),
    FieldSpec("licences", "texts"),
    FieldSpec("experience_months", "months", 0, 720),
    FieldSpec("wants.occupations", "texts"),
    FieldSpec("wants.regions", "texts"),
    _won("wants.pay_min_monthly"),
    FieldSpec("wants.employment", "choices", choices=_KINDS),
    FieldSpec("wants.remote", "bool"),
    FieldSpec("wants.start_by", "date"),
    _int("wants.willing_to_train_months", 0, 36),
    FieldSpec("resume_text", "text"),
)
FIELDS: Mapping[str, FieldSpec] = {spec.name: spec for spec in _SPECS}
ROOTS: frozenset[str] = frozenset(name.split(".")[0] for name in FIELDS if "." in name)


def read_value(name: str, value: Any) -> Any:
    """The value in its field's own type (dates as `date`, choice lists as sorted tuples).

    Raises FieldError with words when the field is unknown or the value can't be one of its values.
    """
    spec = FIELDS.get(name)
    if spec is None:
        raise FieldError(f"{name}: no such field. Known fields: {', '.join(sorted(FIELDS))}.")
    if spec.type in ("int", "float"):
        return _number(spec, value)
    if spec.type == "bool":
        if isinstance(value, bool):
            return value
        raise FieldError(f"{name}: give true or false, not {value!r}.")
    if spec.type == "date":
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as e:
            raise FieldError(f"{name}: give a date like 2026-11-22, not {value!r}.") from e
    if spec.type == "choice":
        if value in spec.choices:
            return value
        raise FieldError(f"{name}: give one of {', '.join(spec.choices)}, not {value!r}.")
    if spec.type in ("choices", "texts"):
        return _many(spec, value)
    if spec.type == "months":
        return _months(spec, value)
    if isinstance(value, str | int) and str(value).strip():
        return str(value).strip()
    raise FieldError(f"{name}: give words, not {value!r}.")


def _number(spec: FieldSpec, value: Any) -> int | float:
    whole = spec.type in ("int", "months")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldError(f"{spec.name}: give a number, not {value!r}.")
    if not spec.low <= value <= spec.high:
        raise FieldError(f"{spec.name}: {value} can't be; give {spec.low:g} to {spec.high:g}.")
    if whole and value != int(value):
        raise FieldError(f"{spec.name}: give a whole number, not {value}.")
    return int(value) if whole else float(value)


def _months(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    """Months by what they were spent on: ``{"welder": 24}`` or ``["welder:24"]`` → ``("welder:24",)``."""
    pairs: list[tuple[str, Any]]
    if isinstance(value, Mapping):
        pairs = [(str(name), months) for name, months in value.items()]
    elif isinstance(value, list | tuple) and all(isinstance(v, str) and ":" in v for v in value):
        pairs = [(v.rpartition(":")[0], int(n) if (n := v.rpartition(":")[2]).isdecimal() else n) for v in value]
    else:
        raise FieldError(f'{spec.name}: give months by occupation like {{"welder": 24}}, not {value!r}.')
    return tuple(f"{name.strip()}:{_number(spec, months)}" for name, months in pairs)


def _many(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple | set | frozenset) or not all(isinstance(v, str) for v in values):
        raise FieldError(f"{spec.name}: give a list of words, not {value!r}.")
    if spec.choices and (unknown := set(values) - set(spec.choices)):
        raise FieldError(f"{spec.name}: {', '.join(sorted(unknown))} unknown; choose of {', '.join(spec.choices)}.")
    return tuple(dict.fromkeys(values))
