"""Facts that can't all be true, in words that say which to correct. Nothing is guessed: the person is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.profile import Profile

_OLDEST = 100
_YOUNGEST = 10


def contradictions(profile: Profile, as_of: date) -> list[str]:
    """One sentence for each pair of facts that contradict each other on the day `as_of`; empty if none do."""
    return [*_ages(profile, as_of), *_work(profile, as_of), *_money(profile), *_dates(profile, as_of)]


def _ages(p: Profile, as_of: date) -> Iterator[str]:
    born: date | None = p.get("birth_date")
    if born is None:
        return
    if born > as_of:
        yield f"birth_date {born} is after {as_of}; correct it."
        return
    age = p.age_on(as_of)
    told: int | None = p.get("age")
    if age is not None and not _YOUNGEST <= age <= _OLDEST:
        yield f"birth_date {born} makes {age} years, which can't be; correct it."
    if age is not None and told is not None and abs(age - told) > 1:
        yield f"age {told} and birth_date {born} ({age} years) contradict each other; keep one."


def _work(p: Profile, as_of: date) -> Iterator[str]:
    if p.get("never_worked"):
        for field in ("work_days_24m", "work_hours_24m", "insured_days_18m", "insured_months_total"):
            if p.get(field, 0) > 0:
                yield f"never_worked and {field} {p.get(field)} contradict each other; correct one."
        if p.has("left_job.on") or p.has("left_job.reason"):
            yield "never_worked and left_job contradict each other; correct one."
        if p.get("employment") == "employed":
            yield "never_worked and employment employed contradict each other; correct one."
    days, hours = p.get("work_days_24m"), p.get("work_hours_24m")
    if days is not None and hours is not None and (hours > days * 24 or (hours == 0 and days > 0)):
        yield f"work_days_24m {days} and work_hours_24m {hours} contradict each other; correct one."
    if p.get("employment") == "student" and p.get("school.enrolled") is False:
        yield "employment student and school.enrolled false contradict each other; correct one."


def _money(p: Profile) -> Iterator[str]:
    own, household = p.get("own_income_monthly"), p.get("household_income_monthly")
    if own is not None and household is not None and own > household:
        yield f"own_income_monthly {own} is more than household_income_monthly {household}; correct one."
    monthly, total = p.get("local_allowance.monthly"), p.get("local_allowance.total")
    if monthly is not None and total is not None and monthly > total:
        yield f"local_allowance.monthly {monthly} is more than local_allowance.total {total}; correct one."
    size, dependants = p.get("household_size"), p.get("dependants")
    if size is not None and dependants is not None and dependants >= size:
        yield f"dependants {dependants} don't fit into household_size {size}, which counts the person; correct one."


def _dates(p: Profile, as_of: date) -> Iterator[str]:
    for field in ("left_job.on", "nesp_ended.on", "last_benefit_on"):
        day: date | None = p.get(field)
        if day is not None and day > as_of:
            yield f"{field} {day} is after {as_of}; correct it."
    opened, closed = p.get("business.opened_on"), p.get("business.closed_on")
    if opened is not None and closed is not None and closed < opened:
        yield f"business.closed_on {closed} is before business.opened_on {opened}; correct one."
    born, hired = p.get("birth_date"), p.get("employer.hired_on")
    if born is not None and hired is not None and hired < born:
        yield f"employer.hired_on {hired} is before birth_date {born}; correct one."
