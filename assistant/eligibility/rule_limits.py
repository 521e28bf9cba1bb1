"""Limits that are looked up: by household size and year, by hours worked, by days of benefit. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.eligibility.rule_facts import RuleFacts, Seen, years_between
from knowledge.rule_tables import MAX_SIZE, WEEK_HOURS, Bounds, Tables
from knowledge.rules import Leaf, Limit

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """A looked-up limit: between `low` and `high`. `missing` would narrow it; `bounds` is the table's figure."""

    low: int
    high: int
    missing: frozenset[str] = _NONE
    bounds: Bounds | None = None


def limit_of(leaf: Leaf, facts: RuleFacts, tables: Tables) -> Span | None:
    """The limit of a leaf for this person, or None where its value is written in the rule."""
    if not isinstance(leaf.value, Limit):
        return None
    if leaf.value.kind == "minimum_wage_month":
        return _minimum_wage(facts, tables)
    if leaf.value.kind == "benefit_days_percent":
        return _benefit_days(leaf.value.amount, facts, tables)
    return _median(leaf.value, facts, tables)


def _minimum_wage(facts: RuleFacts, tables: Tables) -> Span:
    hours = facts.see("employer.weekly_hours")
    if hours.state == "known":
        known = tables.minimum_month(facts.cohort.year, hours.value)
        return Span(known.low, known.high, _NONE, known)
    most = tables.minimum_month(facts.cohort.year, WEEK_HOURS)
    return Span(0, most.high, frozenset({"employer.weekly_hours"}), most)


def _median(limit: Limit, facts: RuleFacts, tables: Tables) -> Span:
    size = Seen("known", limit.household) if limit.household else facts.see("household_size")
    year = facts.cohort.year
    if size.state != "known":
        first, last = (tables.median(year, n, limit.amount) for n in (1, MAX_SIZE))
        return Span(first.low, last.high, frozenset({"household_size"}), first)
    own = tables.median(year, size.value, limit.amount)
    if size.value <= MAX_SIZE:
        return Span(own.low, own.high, _NONE, own)
    # Larger households have a higher limit that the tables don't print: at most by each further person's share.
    return Span(own.low, -(-own.high * size.value // MAX_SIZE), _NONE, own)


def _benefit_days(percent: int, facts: RuleFacts, tables: Tables) -> Span:
    assert tables.days is not None
    day = facts.see("left_job.on").value or facts.as_of
    born = facts.born()
    if "disabled" in (facts.see("groups").value or ()):
        older = {True}
    else:
        older = {years_between(b, day) >= tables.days.age for b in born} if born else {True, False}
    months = facts.see("insured_months_total")
    low, high = months.span
    ends = (low or 0, 10_000 if high is None else high)
    days = [tables.benefit_days(m, older=o) for o in older for m in ends]
    missing = _NONE if months.state == "known" else frozenset({"insured_months_total"})
    if len(older) > 1:
        missing |= {"age"}
    return Span(-(-min(days) * percent // 100), -(-max(days) * percent // 100), missing)
