"""Whether a question can change anything: its answers are tried, one for every stretch between the rules' figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assistant.eligibility.decide import Eligibility
from assistant.eligibility.decision import Decision, DecisionState
from assistant.eligibility.rule_eval import Evaluation
from assistant.eligibility.rule_facts import months_after
from assistant.profile import Fact, Profile
from knowledge.fields import FIELDS
from knowledge.rules import Condition, Leaf, leaves

_SPLIT_AT = {"le": (0, 1), "gt": (0, 1), "lt": (-1, 0), "ge": (-1, 0)}  # last value before the edge, first after it


@dataclass(frozen=True, slots=True)
class _Touched:
    """A programme's conditions that some facts bear on, and what the others come to."""

    programme: str
    conditions: tuple[Condition, ...]
    others: DecisionState

    def state(self, evaluation: Evaluation) -> DecisionState:
        """The decision with the touched conditions as in `evaluation`."""
        unknown = self.others == "need_info"
        if self.others == "looks_not_met":
            return "looks_not_met"
        for c in self.conditions:
            result = evaluation.outcome(c).result
            if result == "not_met":
                return "looks_not_met"
            unknown = unknown or result == "unknown"
        return "need_info" if unknown else "looks_met"


class Undecided:
    """The programmes that may take applications and aren't decided, and how an answer would leave them."""

    def __init__(self, eligibility: Eligibility, evaluation: Evaluation, decisions: Iterable[Decision]) -> None:
        self.eligibility = eligibility
        self.evaluation = evaluation
        self.now: dict[str, DecisionState] = {d.programme: d.decision for d in decisions}
        cohort = evaluation.facts.cohort
        self._conditions = {p: [c for c in eligibility.conditions(p, cohort) if c.kind == "fact"] for p in self.now}
        every = {id(c): c for listed in self._conditions.values() for c in listed}
        self.conditions = [c for c in every.values() if evaluation.outcome(c).applies]
        self._leaves: dict[str, list[Leaf]] = {}
        for c in self.conditions:
            for leaf in (*leaves(c.test), *leaves(c.when)):
                if leaf.op not in ("reported", "planned"):
                    self._leaves.setdefault(leaf.field, []).append(leaf)

    def flips(self, field: str, skipped: frozenset[str], *, alone: bool) -> tuple[str, ...]:
        """The programmes whose decision some answer to `field` changes: by itself or, unless `alone`, together with
        another fact that the same conditions lack and that wasn't declined (`skipped`)."""
        values, touched = self._values(field), self._touched(field)
        flipped: set[str] = set()
        for value in values:
            flipped |= self._changed(((field, value),), [t for t in touched if t.programme not in flipped])
            if len(flipped) == len(touched):
                break
        if flipped or alone or not values:
            return tuple(flipped)
        for partner in sorted(self._partners(field) - skipped):
            both = self._touched(field, partner)
            for second in self._values(partner):
                first, last = (self._states(((field, v), (partner, second)), both) for v in (values[0], values[-1]))
                flipped |= {p for p, state in first.items() if state != last[p]}
        return tuple(flipped)

    def leaves(self, field: str) -> list[Leaf]:
        """The comparisons of a field in the conditions that apply to this person."""
        return self._leaves.get(field, [])

    def _partners(self, field: str) -> set[str]:
        readers, see = self.eligibility.readers(field), self.evaluation.facts.see
        return {
            leaf.field
            for c in self.conditions
            if id(c) in readers and self.evaluation.outcome(c).result == "unknown"
            for leaf in leaves(c.test)
            if leaf.field != field and see(leaf.field).state in ("unknown", "bounded")
        }

    def _touched(self, *fields: str) -> list[_Touched]:
        readers = set().union(*(self.eligibility.readers(f) for f in fields))
        found = []
        for programme, conditions in self._conditions.items():
            touched = tuple(c for c in conditions if id(c) in readers)
            if touched:
                rest = {self.evaluation.outcome(c).result for c in conditions if id(c) not in readers}
                others: DecisionState = (
                    "looks_not_met" if "not_met" in rest else "need_info" if "unknown" in rest else "looks_met"
                )
                found.append(_Touched(programme, touched, others))
        return found

    def _states(self, told: tuple[tuple[str, Any], ...], touched: Iterable[_Touched]) -> dict[str, DecisionState]:
        facts = self.evaluation.facts
        profile = Profile((*facts.profile.facts, *(Fact(field, value) for field, value in told)))
        changed = self.eligibility.evaluate(profile, facts.as_of)
        return {t.programme: t.state(changed) for t in touched}

    def _changed(self, told: tuple[tuple[str, Any], ...], touched: Iterable[_Touched]) -> set[str]:
        return {p for p, state in self._states(told, touched).items() if state != self.now[p]}

    def _values(self, field: str) -> list[Any]:
        """One value of every stretch between the figures of the rules, or every choice."""
        spec, facts = FIELDS[field], self.evaluation.facts
        if spec.type == "bool":
            return [True, False]
        if spec.choices:
            return list(spec.choices)
        if field == "birth_date":
            return list(facts.born() or ())
        if spec.type == "region":
            return ["11000", "48120"]  # Seoul and a city far from it
        if field == "household_size":
            return [1, 2, 3, 4, 5, 6]
        if field == "military_months":
            return [0, 24, 36]
        if spec.type == "date":
            return sorted({day for leaf in self.leaves(field) for day in _dates(leaf, facts.as_of)})
        firsts = {int(spec.low)}  # where a stretch begins
        for leaf in self.leaves(field):
            limit = self.evaluation.limit(leaf)
            for op, edge in _edges(leaf, (limit.low, limit.high) if limit else leaf.value):
                firsts.add(edge + _SPLIT_AT[op][1])
        return sorted(v for v in firsts if spec.low <= v <= spec.high)


def _edges(leaf: Leaf, value: Any) -> Iterator[tuple[str, int]]:
    if leaf.op == "between":
        yield "ge", int(value[0])
        yield "le", int(value[1])
    elif leaf.op in _SPLIT_AT:
        for edge in value if isinstance(value, tuple) else (value,):
            yield leaf.op, int(edge)


def _dates(leaf: Leaf, as_of: date) -> Iterator[date]:
    if leaf.op in ("months_since", "months_within"):
        edge = months_after(as_of, -leaf.value)
    else:
        edge = leaf.value[0] if isinstance(leaf.value, tuple) else leaf.value
    if isinstance(edge, date):
        yield from (edge + timedelta(days=step) for step in (-1, 0, 1))
    yield as_of
