"""Who looks able to get what: the rules of every programme against what a person said, best doors first.

Deterministic and without a model: the same profile on the same day gives the same decisions in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assistant.eligibility.contradictions import contradictions
from assistant.eligibility.decision import ConditionResult, Decision, DecisionState, IntakeView
from assistant.eligibility.rule_eval import Evaluation, Outcome, reads
from assistant.eligibility.wording import condition_text, decision_text, have_words, plain
from assistant.errors import ProfileError
from assistant.profile import Profile
from assistant.words import won
from knowledge.errors import RecordNotFound
from knowledge.models import LANGS, Family, Lang, Programme
from knowledge.rules import Condition, Exclusion, Leaf, Limit, ProgrammeRules, Rules, Test, leaves
from knowledge.taxonomy.regions import Regions

_STATES: Final = {"looks_met": 0, "need_info": 1, "looks_not_met": 2}
_DOORS: Final = {"open": 0, "budget": 1, "unknown": 2, "closed": 3, "planned": 4}
_MONEY: Final = ("own_income_monthly", "household_income_monthly", "household_assets")
CLIFF_SHARE: Final = 0.1  # how near a limit (as a share of it) an amount has to be to be told of


@dataclass(frozen=True, slots=True)
class Cliff:
    """An amount of this person close under a limit: `room` won more and the programme no longer looks met."""

    programme: str
    field: str
    have: int
    limit: int
    room: int
    citation: str
    text: Mapping[Lang, str]


class Eligibility:
    """The rules over the programmes of a library. Thread-safe: nothing is kept between calls."""

    def __init__(self, families: Iterable[Family], rules: Rules, regions: Regions) -> None:
        """`families` give names, offices and intake; programmes without rules are left out of decisions."""
        self.rules = rules
        self.regions = regions
        self.families = {f.id: f for f in families}
        self.programmes: dict[str, Programme] = {p.id: p for f in self.families.values() for p in f.programmes}
        order = sorted(self.families.values(), key=lambda f: (rules.ranks.get(f.id, 99), f.id))
        self._rank = {p.id: n for n, p in enumerate(p for f in order for p in f.programmes)}
        self._dated = {p for p, r in rules.programmes.items() if any(c.valid_from or c.valid_to for c in r.conditions)}
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
        if problems := contradictions(profile, as_of):
            raise ProfileError(" ".join(problems))
        wanted = self.known if programmes is None else tuple(dict.fromkeys(programmes))
        if unknown := [p for p in wanted if p not in self.rules.programmes or p not in self.programmes]:
            raise RecordNotFound(f"No rules for {', '.join(unknown)}. Known programmes: {', '.join(self.known)}.")
        evaluation = self.evaluate(profile, as_of)
        shown: dict[int, ConditionResult] = {}  # programmes share conditions
        decisions = [self._decision(self.rules.programmes[p], evaluation, shown) for p in wanted]
        return tuple(sorted(decisions, key=self._door))

    def evaluate(self, profile: Profile, as_of: date) -> Evaluation:
        """All conditions for one profile on one day, worked out when asked for."""
        return Evaluation(self.rules, profile, as_of, self.regions)

    def readers(self, field: str) -> set[int]:
        """The conditions (by `id()`) whose outcome a field can bear on."""
        return self._readers.get(field, set())

    def state(self, programme: str, evaluation: Evaluation) -> DecisionState:
        """The decision alone: any fact condition not met, else any unknown, else met."""
        results = {
            evaluation.outcome(c).result
            for c in self.conditions(programme, evaluation.facts.cohort)
            if c.kind == "fact"
        }
        return "looks_not_met" if "not_met" in results else "need_info" if "unknown" in results else "looks_met"

    def conditions(self, programme: str, cohort: date) -> tuple[Condition, ...]:
        """The conditions whose rules cover the day, and the last known of those that ran out without a successor."""
        every = self.rules.programmes[programme].conditions
        if programme not in self._dated:
            return every
        current = {c.id for c in every if c.in_force(cohort)}
        last = {c.id: c for c in every if c.id not in current and c.valid_to is not None and c.valid_to < cohort}
        return tuple(c for c in every if c.in_force(cohort) or last.get(c.id) is c)

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
        """Amounts the person told that lie close under a limit of a programme that doesn't look closed to them.

        To be told as a fact ("그 금액을 넘으면 …"), never as advice to earn less.
        """
        evaluation = self.evaluate(profile, as_of)
        found: dict[tuple[str, int], Cliff] = {}
        for programme in self.known:
            if self.state(programme, evaluation) == "looks_not_met" or self.intake(programme, as_of).state == "closed":
                continue
            for c in self.conditions(programme, evaluation.facts.cohort):
                if (cliff := self._cliff(programme, c, evaluation)) is not None:
                    found.setdefault((cliff.field, cliff.limit), cliff)
        return tuple(sorted(found.values(), key=lambda c: (c.room, self._rank[c.programme])))

    def _cliff(self, programme: str, c: Condition, evaluation: Evaluation) -> Cliff | None:
        leaf = c.test
        if not isinstance(leaf, Leaf) or leaf.field not in _MONEY or leaf.op not in ("le", "lt"):
            return None
        seen, outcome = evaluation.facts.see(leaf.field), evaluation.outcome(c)
        limit = evaluation.limit(leaf)
        top = limit.low if limit else leaf.value
        if seen.state != "known" or outcome.result != "met" or not outcome.applies or (limit and limit.missing):
            return None
        room = top - seen.value + (leaf.op == "le")
        if not 0 < room <= top * CLIFF_SHARE:
            return None
        name = self.programmes[programme].names
        have = {lang: have_words(leaf.field, evaluation, lang) for lang in LANGS}
        more, most = ({lang: won(value, lang) for lang in LANGS} for value in (room, top))
        text: dict[Lang, str] = {
            "ko": f"{have['ko']}: {more['ko']} 더 많아지면 {name.ko} 기준({most['ko']})에 맞지 않게 돼요.",
            "en": f"{have['en']}: {more['en']} more and it no longer fits {name.en} (limit {most['en']}).",
        }
        return Cliff(programme, leaf.field, seen.value, top, room, c.section, text)

    def _door(self, decision: Decision) -> tuple[int, int, int, int]:
        state, door = _STATES[decision.decision], _DOORS[decision.intake.state]
        judged = any(c.kind == "fact" for c in decision.conditions)  # without a criterion nothing can look met
        group = 3 if state == 2 else 2 if not decision.open else state if judged else 1
        return group, door if group < 2 else state * 10 + door, len(decision.missing), self._rank[decision.programme]

    def _decision(self, rules: ProgrammeRules, evaluation: Evaluation, shown: dict[int, ConditionResult]) -> Decision:
        programme, family = self.programmes[rules.id], self.families[rules.family]
        listed = [(c, evaluation.outcome(c)) for c in self.conditions(rules.id, evaluation.facts.cohort)]
        state = self.state(rules.id, evaluation)
        for c, outcome in listed:
            if outcome.applies and id(c) not in shown:
                shown[id(c)] = _result(c, outcome, evaluation)
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
        )


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
    return ConditionResult(
        c.id, field, op, required, have, outcome.result, c.kind, c.section, condition_text(c, outcome, evaluation)
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
