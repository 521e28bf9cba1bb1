"""Who looks able to get what: the rules of every programme against what a person said, best doors first.

Deterministic and without a model: the same profile on the same day gives the same decisions in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from assistant.eligibility.beside import Beside
from assistant.eligibility.contradictions import refuse_contradictions
from assistant.eligibility.decision import (
    Clash,
    Cliff,
    ConditionResult,
    Decision,
    DecisionState,
    IntakeView,
    Paper,
    Words,
)
from assistant.eligibility.rule_eval import Evaluation, Outcome, reads
from assistant.eligibility.wording import condition_words, decision_text, plain
from assistant.profile import Profile
from knowledge.doors import Doors
from knowledge.errors import RecordNotFound
from knowledge.models import LANGS, Family, Programme, Text
from knowledge.rules import Condition, Exclusion, Leaf, Limit, ProgrammeRules, Rules, Test, leaves
from knowledge.taxonomy.regions import Regions

_STATES: Final = {"looks_met": 0, "need_info": 1, "looks_not_met": 2}
_DOORS: Final = {"open": 0, "budget": 1, "unknown": 2, "closed": 3, "planned": 4}


class Eligibility:
    """The rules over the programmes of a library. Thread-safe: nothing is kept between calls."""

    def __init__(
        self, families: Iterable[Family], rules: Rules, regions: Regions, doors: Mapping[str, Doors] | None = None
    ) -> None:
        """`families` give names, offices and intake; programmes without rules are left out of decisions. `doors` are
        what stands beside the rules, by programme."""
        self.rules = rules
        self.doors = doors or {}
        self.clashes: dict[str, tuple[Clash, ...]] = {}  # the same for everybody: made once
        self.papers: dict[int, Paper] = {}
        self.regions = regions
        self.families = {f.id: f for f in families}
        self.programmes: dict[str, Programme] = {p.id: p for f in self.families.values() for p in f.programmes}
        order = sorted(self.families.values(), key=lambda f: (rules.ranks.get(f.id, 99), f.id))
        self._rank = {p.id: n for n, p in enumerate(p for f in order for p in f.programmes)}
        self._dated = {p for p, r in rules.programmes.items() if any(c.valid_from or c.valid_to for c in r.conditions)}
        self._names = {p.id: (_words(p.names), _words(p.summary)) for p in self.programmes.values()}
        self._current: dict[tuple[str, date], tuple[Condition, ...]] = {}
        self._readers: dict[str, set[int]] = {}
        for c in rules.conditions():
            for field in reads((c.test, c.when)):
                self._readers.setdefault(field, set()).add(id(c))

    @property
    def known(self) -> tuple[str, ...]:
        """The programmes that can be decided on, best known first."""
        return tuple(sorted((p for p in self.programmes if p in self.rules.programmes), key=self._rank.__getitem__))

    def decide(self, profile: Profile, as_of: date, programmes: Iterable[str] | None = None) -> tuple[Decision, ...]:
        """How the person stands on the day with each of `programmes` (all by default), best doors first.

        Raises ProfileError where what they said can't all be true, RecordNotFound for a programme that isn't known.
        """
        refuse_contradictions(profile, as_of)
        wanted = self.known if programmes is None else tuple(dict.fromkeys(programmes))
        if unknown := [p for p in wanted if p not in self.rules.programmes or p not in self.programmes]:
            raise RecordNotFound(f"No rules for {', '.join(unknown)}. Known programmes: {', '.join(self.known)}.")
        evaluation = self.evaluate(profile, as_of)
        shown: dict[int, ConditionResult] = {}  # programmes share conditions
        beside = Beside(self, evaluation)
        decisions = [self._decision(self.rules.programmes[p], evaluation, shown, beside) for p in wanted]
        return tuple(sorted(decisions, key=self._door))

    def evaluate(self, profile: Profile, as_of: date) -> Evaluation:
        """All conditions for one profile on one day, worked out when asked for."""
        return Evaluation(self.rules, profile, as_of, self.regions)

    def readers(self, field: str) -> set[int]:
        """The conditions (by `id()`) whose outcome a field can bear on."""
        return self._readers.get(field, set())

    def state(self, programme: str, evaluation: Evaluation) -> DecisionState:
        """The decision alone: any fact condition not met, else any unknown, else met."""
        conditions = self.conditions(programme, evaluation.facts.cohort)
        return _state([(c, evaluation.outcome(c)) for c in conditions if c.kind == "fact"])

    def conditions(self, programme: str, cohort: date) -> tuple[Condition, ...]:
        """The conditions whose rules cover the day, and the last known of those that ran out without a successor."""
        every = self.rules.programmes[programme].conditions
        if programme not in self._dated:
            return every
        if (programme, cohort) not in self._current:
            self._current[programme, cohort] = _on(every, cohort)
        return self._current[programme, cohort]

    def intake(self, programme: str, as_of: date) -> IntakeView:
        """Whether applications are taken on the day."""
        rules, intake = self.rules.programmes.get(programme), self.programmes[programme].intake
        for window in rules.windows if rules else ():
            if window.opens <= as_of <= window.closes:
                return IntakeView("open", window.section)
        if (intake.closes is not None and as_of > intake.closes) or (intake.opens is not None and as_of < intake.opens):
            return IntakeView("closed", intake.section)
        if rules and rules.lapses is not None and as_of > rules.lapses and intake.state in ("open", "budget"):
            return IntakeView("unknown", intake.section)
        return IntakeView(intake.state, intake.section)

    def exclusions(self, programme: str) -> tuple[Exclusion, ...]:
        """What can't be had together with a programme, each with its section and a sentence."""
        return self.rules.programmes[programme].excludes

    def cliffs(self, profile: Profile, as_of: date) -> tuple[Cliff, ...]:
        """Amounts the person told that lie under a limit of a programme that doesn't look closed to them, nearest
        first; of programmes with the same limit the best known."""
        decisions = sorted(self.decide(profile, as_of), key=lambda d: self._rank[d.programme])
        found = {(c.kind, c.field, c.limit): c for d in reversed(decisions) for c in d.cliffs}
        return tuple(sorted(found.values(), key=lambda c: (c.room, self._rank[c.programme])))

    def _door(self, decision: Decision) -> tuple[int, int, int, int]:
        state, door = _STATES[decision.decision], _DOORS[decision.intake.state]
        judged = any(c.kind == "fact" for c in decision.conditions)  # without a criterion nothing can look met
        group = 3 if state == 2 else 2 if not decision.open else state if judged else 1
        return group, door if group < 2 else state * 10 + door, len(decision.missing), self._rank[decision.programme]

    def _decision(
        self, rules: ProgrammeRules, evaluation: Evaluation, shown: dict[int, ConditionResult], beside: Beside
    ) -> Decision:
        programme, family = self.programmes[rules.id], self.families[rules.family]
        listed = [(c, evaluation.outcome(c)) for c in self.conditions(rules.id, evaluation.facts.cohort)]
        state = _state(listed)
        for c, outcome in listed:
            if outcome.applies and id(c) not in shown:
                shown[id(c)] = _result(c, outcome, evaluation)
        name, summary = self._names[rules.id]
        results = tuple(shown[id(c)] for c, outcome in listed if outcome.applies)
        missing = {f for c, o in listed if c.kind == "fact" for f in o.missing} if state == "need_info" else set()
        assumed = {a for c, o in listed if c.kind != "self" for a in o.assumed}
        intake = self.intake(rules.id, evaluation.facts.as_of)
        office = programme.office or family.office
        firm = _has_employer(evaluation)
        return Decision(
            programme=rules.id,
            family=rules.family,
            decision=state,
            intake=intake,
            conditions=results,
            assumptions=tuple(sorted(assumed)),
            missing=tuple(sorted(missing)),
            office=family.office_code,
            excludes=tuple(dict.fromkeys(e.programme for e in rules.excludes)),
            text=decision_text(
                programme, state, intake, results, missing, office, has_employer=firm, criteria=not rules.no_criteria
            ),
            name=name,
            summary=summary,
            documents=beside.documents(rules.id),
            clashes=beside.clashes(rules),
            cliffs=beside.cliffs(rules.id, state, intake),
            next_doors=beside.next_doors(rules.id, state, intake),
        )


def _words(text: Text) -> Words:
    return Words({lang: text[lang] for lang in LANGS})


def _on(every: tuple[Condition, ...], cohort: date) -> tuple[Condition, ...]:
    """The conditions in force on a day, and the last known of those that ran out without a successor."""
    current = {c.id for c in every if c.in_force(cohort)}
    last = {c.id: c for c in every if c.id not in current and c.valid_to is not None and c.valid_to < cohort}
    return tuple(c for c in every if c.in_force(cohort) or last.get(c.id) is c)


def _state(listed: Iterable[tuple[Condition, Outcome]]) -> DecisionState:
    results = {outcome.result for c, outcome in listed if c.kind == "fact"}
    return "looks_not_met" if "not_met" in results else "need_info" if "unknown" in results else "looks_met"


def _has_employer(evaluation: Evaluation) -> bool:
    return evaluation.facts.see("employment").value == "employed" or evaluation.facts.reported("employer")


def _result(c: Condition, outcome: Outcome, evaluation: Evaluation) -> ConditionResult:
    field, op, required, have = "", "affirmed" if c.kind == "self" else "judged", None, None
    if isinstance(c.test, Leaf):
        field, op = c.test.field, c.test.op
        required, have = _required(c.test, evaluation), _have(field, evaluation)
    elif c.test is not None:
        field, op, required = next(leaves(c.test)).field, c.test.mode, _tree(c.test, evaluation)
        told = {leaf.field: _have(leaf.field, evaluation) for leaf in leaves(c.test)}
        have = {name: value for name, value in told.items() if value is not None} or None
    elif c.when is not None:  # what brought it up
        known = ((leaf.field, _have(leaf.field, evaluation)) for leaf in leaves(c.when))
        field, have = next(((f, value) for f, value in known if value is not None), ("", None))
    words = condition_words(c, outcome, evaluation)
    return ConditionResult(
        c.id,
        field,
        op,
        required,
        have,
        outcome.result,
        c.kind,
        c.section,
        words.text,
        Words(words.need),
        Words(words.said),
    )


def _tree(test: Test, evaluation: Evaluation) -> Any:
    """A group of tests as plain JSON."""
    if isinstance(test, Leaf):
        return {"field": test.field, "op": test.op, "value": _required(test, evaluation)}
    return {test.mode: [_tree(t, evaluation) for t in test.tests]}


def _required(leaf: Leaf, evaluation: Evaluation) -> Any:
    if not isinstance(leaf.value, Limit):
        return plain(leaf.value)
    limit = evaluation.limit(leaf)
    assert limit is not None
    value = limit.low if limit.low == limit.high else [limit.low, limit.high]
    named: dict[str, Any] = {leaf.value.kind: leaf.value.amount, "value": value}
    return named | ({"year": limit.bounds.year, "citation": limit.bounds.section} if limit.bounds else {})


def _have(field: str, evaluation: Evaluation) -> Any:
    """What the person said, as plain JSON; None where it is assumed, bounded or unknown."""
    if field == "age":
        return evaluation.facts.profile.age_on(evaluation.facts.as_of)
    seen = evaluation.facts.see(field)
    return plain(seen.value) if seen.state == "known" else None
