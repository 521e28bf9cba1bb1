"""The one evaluator: a condition against what a profile says, in three values and the office's.

`met`, `not_met`, `unknown` (a fact is missing) and `office` (the rule itself doesn't settle it: sources disagree, a
table doesn't reach that far, or only an office may judge).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.eligibility.decision import ConditionState
from assistant.eligibility.rule_facts import READS, RuleFacts, Seen, months_after, root, years_between
from assistant.eligibility.rule_limits import Span, limit_of
from assistant.profile import Profile
from knowledge.fields import FIELDS
from knowledge.rules import Condition, Leaf, Limit, Rules, Test, leaves
from knowledge.taxonomy.regions import Regions

NONE: frozenset[str] = frozenset()
_FLIP: dict[ConditionState, ConditionState] = {"met": "not_met", "not_met": "met", "unknown": "unknown"}
_WEAKEST: tuple[ConditionState, ...] = ("not_met", "unknown", "office", "met")
_STRONGEST: tuple[ConditionState, ...] = ("met", "unknown", "office", "not_met")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, the fields that would settle it, and the events taken as not reported on the way. One that doesn't
    apply to this person counts as met and isn't shown."""

    result: ConditionState
    missing: frozenset[str] = NONE
    assumed: frozenset[str] = NONE
    applies: bool = True


MET, NOT_MET, OFFICE = Outcome("met"), Outcome("not_met"), Outcome("office")


def reads(tests: Iterable[Test | None]) -> frozenset[str]:
    """Every profile field that can bear on the outcome of these tests."""
    found: set[str] = set()
    todo = ["applied_on"]
    for test in tests:
        for leaf in leaves(test):
            todo += [leaf.field, leaf.at] if leaf.at else [leaf.field]
            if isinstance(leaf.value, Limit):
                todo += {"median_percent": ["household_size"], "minimum_wage_month": ["employer.weekly_hours"]}.get(
                    leaf.value.kind, ["benefit_days_left"]
                )
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        todo += READS.get(name, ())
        if root(name) != name or name in ("left_job", "business"):
            head = name.split(".")[0] + "."
            todo += [f for f in FIELDS if f.startswith(head)]
            if head in ("school.", "business."):
                todo.append("employment")
    return frozenset(found)


class Evaluation:
    """All conditions of the rules for one profile on one day, each worked out when first asked for."""

    def __init__(self, rules: Rules, profile: Profile, as_of: date, regions: Regions) -> None:
        self.rules = rules
        self.facts = RuleFacts(profile, as_of, regions)
        self._done: dict[int, Outcome] = {}

    def outcome(self, condition: Condition) -> Outcome:
        """How the condition stands."""
        key = id(condition)
        if key not in self._done:
            self._done[key] = self._outcome(condition)
        return self._done[key]

    def _outcome(self, c: Condition) -> Outcome:
        guard = self.test(c.when) if c.when is not None else MET
        if guard.result == "not_met" or (c.test is None and guard.result != "met"):
            return Outcome("met", NONE, guard.assumed if c.kind == "fact" else NONE, applies=False)
        if c.test is None:
            return Outcome("office" if c.kind == "office" else "unknown", NONE, guard.assumed)
        found = self.test(c.test)
        assumed = found.assumed | guard.assumed
        if found.result == "met" and guard.result != "unknown":
            return Outcome("met", NONE, assumed)
        if c.kind == "office":
            return Outcome("met" if found.result == "met" else "office", NONE, assumed)
        if found.result == "met":
            return Outcome("met", NONE, found.assumed)
        if guard.result == "unknown":
            return Outcome("unknown", found.missing | guard.missing, assumed)
        return Outcome("office" if guard.result == "office" else found.result, found.missing, assumed)

    def test(self, test: Test) -> Outcome:
        """The outcome of a test by itself."""
        if isinstance(test, Leaf):
            return self._leaf(test)
        found = [self.test(t) for t in test.tests]
        if test.mode == "not":
            return Outcome(_FLIP.get(found[0].result, "office"), found[0].missing, found[0].assumed)
        order = _WEAKEST if test.mode == "all" else _STRONGEST
        result = next(r for r in order if any(f.result == r for f in found))
        deciding = [f for f in found if f.result == result]
        if result == order[0]:  # one is enough: the one that needs no assumption, where there is one
            return min(deciding, key=lambda f: len(f.assumed))
        missing = NONE
        if result == "unknown":  # of a choice the first one is asked for; the others only if it doesn't settle it
            missing = deciding[0].missing if test.mode == "any" else NONE.union(*(f.missing for f in deciding))
        return Outcome(result, missing, NONE.union(*(f.assumed for f in found)))

    def _leaf(self, leaf: Leaf) -> Outcome:
        if leaf.op == "planned":
            return NOT_MET
        if leaf.op == "reported":
            return self._reported(leaf)
        if leaf.field == "age":
            return self._age(leaf)
        seen = self.facts.see(leaf.field)
        assumed = frozenset({self._name(leaf.field)}) if seen.state == "assumed" else NONE
        if seen.state == "unknown" and not isinstance(leaf.value, Limit):
            return Outcome("unknown", frozenset({leaf.field}))
        if leaf.op == "in_capital":
            return self._capital(leaf, seen)
        if leaf.op in ("months_since", "months_within"):
            found = _months(leaf, seen, self.facts.as_of)
        elif leaf.op in ("eq", "in", "not_in", "has", "has_none"):
            found = _member(leaf, seen.value)
        else:
            return self._number(leaf, seen, assumed)
        if found is None:
            return Outcome("unknown", frozenset({leaf.field}))
        return Outcome("met" if found else "not_met", NONE, assumed)

    def _name(self, field: str) -> str:
        """What an assumption is listed as: the whole event, or the one detail of an event that was reported."""
        head = root(field)
        return field if self.facts.reported(head) else head

    def _reported(self, leaf: Leaf) -> Outcome:
        told = self.facts.reported(leaf.field)
        assumed = NONE if told else frozenset({root(leaf.field)} & {"left_job", "business", "nesp_ended"})
        return Outcome("met" if told == leaf.value else "not_met", NONE, assumed)

    def _number(self, leaf: Leaf, seen: Seen, assumed: frozenset[str]) -> Outcome:
        limit = self.limit(leaf)
        if seen.state in ("known", "assumed") and seen.value is None:
            return Outcome("not_met", NONE, assumed)  # what hasn't happened has no figure
        low, high = seen.span
        verdict = _compare(leaf, low, high, limit)
        if verdict is not None:
            return Outcome("met" if verdict else "not_met", NONE, assumed)
        if seen.state in ("bounded", "unknown"):
            return Outcome("unknown", frozenset({leaf.field}) | (limit.missing if limit else NONE), assumed)
        if limit is not None and limit.missing:
            return Outcome("unknown", limit.missing, assumed)
        return Outcome("office", NONE, assumed)

    def limit(self, leaf: Leaf) -> Span | None:
        """The looked-up limit of a leaf for this person, or None where its value is written in the rule."""
        return limit_of(leaf, self.facts, self.rules.tables)

    def _capital(self, leaf: Leaf, seen: Seen) -> Outcome:
        regions = self.facts.regions.resolve(str(seen.value), self.facts.as_of)
        kinds = {"edge" if r.capital and r.tier not in ("capital", "mixed") else r.capital for r in regions}
        if "edge" in kinds and len(kinds) == 1:
            return OFFICE  # Ganghwa, Ongjin, Gapyeong, Yeoncheon: said to count as outside, not confirmed
        if len(kinds) != 1 or any(r.level == "anywhere" for r in regions):
            return Outcome("unknown", frozenset({leaf.field}))
        return MET if kinds == {bool(leaf.value)} else NOT_MET

    def _age(self, leaf: Leaf) -> Outcome:
        born = self.facts.born()
        if born is None:
            return Outcome("unknown", frozenset({"age"}))
        seen = self.facts.see(leaf.at) if leaf.at else Seen("known", self.facts.as_of)
        day: date = seen.value if seen.state == "known" and seen.value else self.facts.as_of
        found = {self._age_on(leaf, b, day) for b in born}
        if len(found) > 1 and {self._age_on(leaf, b, self.facts.as_of) for b in born} == {MET}:
            return MET  # fits today; whether somebody was too young for it then isn't worth a question
        if len(found) > 1:
            return Outcome("unknown", frozenset({"birth_date"}))
        outcome = found.pop()
        hired_before = leaf.at and seen.state == "bounded" and seen.high is not None
        if hired_before and outcome.result != "met":
            return Outcome("unknown", frozenset({leaf.at}))  # they were younger then
        return outcome

    def _age_on(self, leaf: Leaf, born: date, day: date) -> Outcome:
        age = years_between(born, day)
        if _compare(leaf, age, age, None):
            return MET
        too_old = leaf.military is not None and age > leaf.value[1]
        return self._after_service(leaf, born, day) if too_old else NOT_MET

    def _after_service(self, leaf: Leaf, born: date, day: date) -> Outcome:
        """An upper age lengthened by the months served, by date, up to the cap the sections know of."""
        rule, age = leaf.military, years_between(born, day)
        assert rule is not None
        if rule.max_age is not None and age > rule.max_age:
            return NOT_MET
        service = self.facts.see("military_months")
        assumed = frozenset({"military_months"}) if service.state == "assumed" else NONE
        served = min(service.value, rule.max_years * 12) if rule.max_years else service.value
        if day >= months_after(born, 12 * (leaf.value[1] + 1) + served):
            return Outcome("not_met", NONE, assumed)
        confirmed = rule.max_age is not None or rule.max_years is not None
        return MET if confirmed else OFFICE


def _compare(leaf: Leaf, low: Any, high: Any, limit: Span | None) -> bool | None:
    """Whether every value from `low` to `high` passes, fails, or some do (None). Open ends are None."""
    if leaf.op == "between":
        least, most = leaf.value
        lower = _one_side("ge", low, high, least, least)
        upper = _one_side("le", low, high, most, most)
        return False if lower is False or upper is False else None if None in (lower, upper) else True
    bottom, top = (limit.low, limit.high) if limit else (leaf.value, leaf.value)
    return _one_side(leaf.op, low, high, bottom, top)


def _one_side(op: str, low: Any, high: Any, bottom: Any, top: Any) -> bool | None:
    """`bottom` and `top` are the least and greatest the limit can be."""
    strict = op in ("lt", "gt")
    if op in ("le", "lt"):
        passes = high is not None and (high < bottom or (high == bottom and not strict))
        fails = low is not None and top is not None and (low > top or (low == top and strict))
    else:
        passes = low is not None and top is not None and (low > top or (low == top and not strict))
        fails = high is not None and (high < bottom or (high == bottom and strict))
    return True if passes else False if fails else None


def _member(leaf: Leaf, value: Any) -> bool:
    if leaf.op == "eq":
        return bool(value == leaf.value)
    if leaf.op in ("in", "not_in"):
        return (value in leaf.value) == (leaf.op == "in")
    return bool(set(value or ()) & set(leaf.value)) == (leaf.op == "has")


def _months(leaf: Leaf, seen: Seen, as_of: date) -> bool | None:
    """`months_since`: that long ago (or never); `months_within`: not longer ago. Whole spans of dates must agree."""
    since = leaf.op == "months_since"
    if seen.state != "bounded":
        if seen.value is None:
            return since
        end = months_after(seen.value, leaf.value)
        return as_of >= end if since else as_of <= end
    if seen.low is not None and months_after(seen.low, leaf.value) > as_of:
        return not since
    return None
