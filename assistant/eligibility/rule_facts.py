"""What a profile says about a field when a rule asks: known, assumed not to have happened, bounded by another fact, or
unknown.

Events that most people haven't had count as not reported and are named as assumptions; what follows from another fact
(out of work for two years → no work in two years) isn't asked again. Everything else absent is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from assistant.profile import Profile
from knowledge.taxonomy.regions import Regions

State = Literal["known", "assumed", "bounded", "unknown"]
RUNS_SHOP = frozenset({"self_employed", "closing_business", "closed_business"})
OUT_OF_WORK = frozenset({"unemployed", "not_working", "closed_business", "student"})
_TERTIARY = frozenset({"college", "university", "graduate"})
_PUBLIC = frozenset({"public_servant", "private_school", "military"})
# field → what "not reported" means for it; whole roots stand for all their fields
_EVENTS: Mapping[str, Any] = {
    "receiving": (),
    "groups": (),
    "last_benefit_on": None,
    "sanction": False,
    "military_months": 0,
    "school.enrolled": False,
    "local_allowance.monthly": 0,
    "local_allowance.total": 0,
    "business.property_leasing": False,
}
_EVENT_ROOTS = frozenset({"school", "left_job", "local_allowance", "nesp_ended", "business"})
# What else the reading of a field looks at, so that one changed fact re-reads no more than it must
READS: Mapping[str, tuple[str, ...]] = {
    "age": ("birth_date", "military_months"),
    "groups": ("visa",),
    "employment": ("employer.kind", "employer.hired_on", "business.yearly_sales"),
    "work_days_24m": ("never_worked", "months_without_work", "left_job.on", "employment", "work_hours_24m"),
    "work_hours_24m": ("never_worked", "months_without_work", "left_job.on", "employment", "work_days_24m"),
    "months_without_work": ("left_job.on", "employment"),
    "household_income_monthly": ("own_income_monthly", "household_size"),
    "own_income_monthly": ("household_income_monthly",),
    "insured_days_18m": ("never_worked", "insured_months_total"),
    "insured_months_total": ("never_worked", "insured_days_18m"),
    "school.enrolled": ("employment", "school.level", "school.months_left", "school.high_school_year"),
    "school.months_left": ("school.level", "school.high_school_year", "school.enrolled", "employment"),
    "school.high_school_year": ("school.level", "school.months_left", "school.enrolled", "employment"),
    "employer.hired_on": ("employment", "employer.kind"),
    "employer.pay_monthly": ("employer.weekly_hours",),
    "business.days": ("business.opened_on", "business.closed_on", "employment"),
    "local_allowance.monthly": ("receiving",),
    "local_allowance.total": ("receiving",),
    "local_allowance.ended_on": ("receiving",),
    "benefit_days_left": ("insured_months_total", "insured_days_18m", "never_worked", "age", "groups", "left_job.on"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A field as a rule sees it. `bounded`: between `low` and `high` (None = open)."""

    state: State
    value: Any = None
    low: Any = None
    high: Any = None

    @property
    def span(self) -> tuple[Any, Any]:
        """Least and greatest value it can have (None = open)."""
        return (self.low, self.high) if self.state == "bounded" else (self.value, self.value)


_UNKNOWN = Seen("unknown")


def root(field: str) -> str:
    """The name under which a field is listed as an assumption."""
    head = field.split(".")[0]
    return head if head in _EVENT_ROOTS else field


def months_after(day: date, months: int) -> date:
    """The day `months` later, the month's last day where it has no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def years_between(born: date, day: date) -> int:
    """Full years from `born` to `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class RuleFacts:
    """One profile on one day. Cheap to make; reads are kept."""

    def __init__(self, profile: Profile, as_of: date, regions: Regions) -> None:
        self.profile = profile
        self.as_of = as_of
        self.regions = regions
        self._told = {f.field: f.value for f in profile.facts}
        self._roots = {name.split(".")[0] for name in self._told}
        self._seen: dict[str, Seen] = {}

    @property
    def cohort(self) -> date:
        """The day whose rules apply: that of the application, where one was told."""
        day: date = self._told.get("applied_on", self.as_of)
        return day

    def reported(self, name: str) -> bool:
        """Whether the person told a field, or anything under a root."""
        return name in self._told or (name in self._roots and "." not in name)

    def born(self) -> tuple[date, date] | None:
        """First and last day the person can have been born on; None if no age was told."""
        if (day := self._told.get("birth_date")) is not None:
            return day, day
        if (age := self._told.get("age")) is None:
            return None
        return months_after(self.as_of, -12 * (age + 1)) + timedelta(days=1), months_after(self.as_of, -12 * age)

    def see(self, field: str) -> Seen:
        """The field as it's known, assumed, bounded or unknown."""
        if field not in self._seen:
            self._seen[field] = self._read(field)
        return self._seen[field]

    def _read(self, field: str) -> Seen:
        if field == "as_of":
            return Seen("known", self.as_of)
        if field == "groups" and self._told.get("visa") == "F-6":
            return Seen("known", tuple(dict.fromkeys((*self._told.get("groups", ()), "marriage_immigrant"))))
        if field in self._told:
            return Seen("known", self._told[field])
        return _derived(self, field) or self._absent(field)

    def _absent(self, field: str) -> Seen:
        head = field.split(".")[0]
        employment = self._told.get("employment")
        touched = head in self._roots and head in _EVENT_ROOTS
        if head == "business" and employment in RUNS_SHOP and field != "business.property_leasing":
            return Seen("assumed") if field == "business.closed_on" and employment != "closed_business" else _UNKNOWN
        if head == "local_allowance" and "local_allowance" in self._told.get("receiving", ()) and not touched:
            return _UNKNOWN
        if field in _EVENTS and field != "school.enrolled":
            return Seen("assumed", _EVENTS[field])
        if head in _EVENT_ROOTS and not touched:
            return Seen("assumed", _EVENTS.get(field))
        return _UNKNOWN


def _derived(facts: RuleFacts, field: str) -> Seen | None:
    """What follows from other facts, or None where nothing does."""
    told = facts._told.get
    if field == "employment":
        hired = told("employer.hired_on")
        serving = told("employer.kind") in _PUBLIC and (hired is None or hired <= facts.as_of)
        if serving:
            return Seen("known", "employed")
        return Seen("known", "self_employed") if "business.yearly_sales" in facts._told else None  # who has sales
    if field.startswith("school."):
        return _school(facts, field)
    if field == "employer.hired_on":
        if told("employment") == "employed" or facts.see("employment").value == "employed":
            return Seen("bounded", high=facts.as_of)
        return Seen("bounded", low=facts.as_of) if told("employment") in OUT_OF_WORK else None
    if field == "business.days" and (opened := told("business.opened_on")):
        return Seen("known", max(0, (told("business.closed_on", facts.as_of) - opened).days))
    if field == "local_allowance.ended_on":
        started = "local_allowance.monthly" in facts._told or "local_allowance.total" in facts._told
        return Seen("known", facts.as_of) if started or "local_allowance" in told("receiving", ()) else None
    if field == "household_income_monthly" and (own := told("own_income_monthly")) is not None:
        return Seen("bounded", low=own)
    if field == "own_income_monthly" and (all_ := told("household_income_monthly")) is not None:
        return Seen("bounded", low=0, high=all_)
    if field == "months_without_work" and (left := told("left_job.on")) and told("employment") in (None, *OUT_OF_WORK):
        return Seen("known", _full_months(left, facts.as_of))
    return _work(facts, field)


def _work(facts: RuleFacts, field: str) -> Seen | None:
    told = facts._told.get
    history = ("work_days_24m", "work_hours_24m", "insured_days_18m", "insured_months_total")
    if field not in history:
        return None
    if told("never_worked"):
        return Seen("known", 0)
    if field == "insured_days_18m" and (months := told("insured_months_total")) is not None:
        return Seen("bounded", low=0, high=min(550, (months + 1) * 31))
    if field == "insured_months_total" and (days := told("insured_days_18m")) is not None:
        return Seen("bounded", low=days // 31)
    if not field.startswith("work_"):
        return None
    tops = []
    idle = facts.see("months_without_work")
    if idle.state == "known":
        days = max(0, 25 - idle.value) * 31  # "two years" may be a few weeks short of it
        tops.append(days if field == "work_days_24m" else days * 24)
    if field == "work_hours_24m" and (days := told("work_days_24m")) is not None:
        tops.append(days * 24)
    return Seen("bounded", low=0, high=min(tops)) if tops else None


def _school(facts: RuleFacts, field: str) -> Seen | None:
    told = facts._told.get
    level, left, year = told("school.level"), told("school.months_left"), told("school.high_school_year")
    if field == "school.enrolled":
        inside = told("employment") == "student" or level or left is not None or year is not None
        return Seen("known", True) if inside else None
    if facts.see("school.enrolled").value is not True:
        return None
    if field == "school.high_school_year" and (level in _TERTIARY or (left or 0) > 12):
        return Seen("known", None)
    if field == "school.months_left" and year is not None:
        return Seen("bounded", low=(3 - year) * 12, high=(4 - year) * 12)
    return _UNKNOWN  # a student, so no longer a matter of "not reported"


def _full_months(first: date, last: date) -> int:
    return max(0, (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day))
