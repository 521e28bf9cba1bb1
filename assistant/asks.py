"""The questions worth asking: unknown facts whose answer can change an outcome, proved by trying the answers.

Nothing is asked that can change nothing, that was declined before, or that this person can't know. What is sensitive
comes last and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from assistant.answer import Ask, Choice
from assistant.ask_bands import Cut, bands, cut_of
from assistant.ask_words import AskWords, load_words
from assistant.decision import Decision, DecisionState
from assistant.eligibility import Eligibility
from assistant.profile import Fact, Profile
from assistant.rule_eval import Evaluation
from assistant.rule_facts import months_after
from knowledge.fields import FIELDS
from knowledge.models import LANGS, Lang
from knowledge.rules import Condition, Leaf, Limit, leaves

MAX_ASKS: Final = 7
# Facts that questions are usually spent on
_USUAL: Final = (
    "age", "employment", "visa", "household_size", "household_income_monthly", "own_income_monthly",
    "household_assets", "work_days_24m", "work_hours_24m", "employer.kind", "employer.large_firm", "school.level", "school.months_left",
)  # fmt: skip
# Listed as missing, but not put to the person: what the firm knows and has to act on first, what a counsellor scores
_NOT_ASKED: Final = frozenset(
    f"employer.{name}"
    for name in ("insured_staff", "industrial_complex", "mid_sized", "priority_support", "contract", "weekly_hours",
                 "pay_monthly", "region", "hired_on")
) | {"checklist_points"}  # fmt: skip


class _Undecided:
    """The programmes that may take applications and aren't decided, and how an answer would leave them."""

    def __init__(self, eligibility: Eligibility, evaluation: Evaluation, programmes: Iterable[Decision]) -> None:
        self.eligibility = eligibility
        self.evaluation = evaluation
        self.now: dict[str, DecisionState] = {d.programme: d.decision for d in programmes}
        cohort = evaluation.facts.cohort
        self._conditions = {p: [c for c in eligibility.conditions(p, cohort) if c.kind == "fact"] for p in self.now}
        every = {id(c): c for listed in self._conditions.values() for c in listed}
        self.conditions = [c for c in every.values() if evaluation.outcome(c).applies]

    def after(self, *told: tuple[str, Any]) -> dict[str, DecisionState]:
        """How the programmes that these facts bear on would stand with them told as well."""
        facts = self.evaluation.facts
        profile = Profile((*facts.profile.facts, *(Fact(field, value) for field, value in told)))
        changed = self.eligibility.evaluate(profile, facts.as_of)
        readers = set().union(*(self.eligibility.readers(field) for field, _ in told))
        found: dict[str, DecisionState] = {}
        for programme, conditions in self._conditions.items():
            if any(id(c) in readers for c in conditions):
                found[programme] = _state((changed if id(c) in readers else self.evaluation, c) for c in conditions)
        return found


def _state(conditions: Iterable[tuple[Evaluation, Condition]]) -> DecisionState:
    unknown = False
    for evaluation, c in conditions:
        result = evaluation.outcome(c).result
        if result == "not_met":
            return "looks_not_met"
        unknown = unknown or result == "unknown"
    return "need_info" if unknown else "looks_met"


def next_asks(
    eligibility: Eligibility,
    profile: Profile,
    as_of: date,
    decisions: Iterable[Decision] | None = None,
    *,
    skipped: frozenset[str] = frozenset(),
    asked: int | None = None,
) -> tuple[Ask, ...]:
    """The questions left, the one to ask next first; empty once the result is stable or seven were answered.

    `skipped` are the fields the person declined ("모르겠어요"), `asked` how many questions were put to them so far
    (without it, the facts told that questions are usually spent on count). Without `decisions` they are made anew.
    Raises ProfileError where what they said can't all be true.
    """
    found = tuple(decisions) if decisions is not None else eligibility.decide(profile, as_of)
    evaluation = eligibility.evaluate(profile, as_of)
    undecided = _Undecided(eligibility, evaluation, filter(_worth, found))
    words = load_words()
    spent = asked if asked is not None else sum(profile.has(f) for f in _USUAL) + len(skipped)
    left = MAX_ASKS - spent if spent <= MAX_ASKS else 1  # more than were ever asked for: they came unasked
    asks: list[tuple[AskWords, tuple[str, ...]]] = []
    for field in _candidates(found, evaluation):
        if left > 0 and field in words.fields and field not in skipped:
            flips = _flips(field, undecided, skipped, alone=left == 1)
            if flips:
                asks.append((words.fields[field], flips))
    order = {name: n for n, name in enumerate(words.fields)}
    asks.sort(key=lambda a: (-len(a[1]), a[0].field not in _USUAL, order[a[0].field]))
    asks = asks[: max(0, left)]
    while len(asks) == left and asks and asks[-1][0].field not in _USUAL:
        asks.pop()  # what no question is usually spent on isn't worth the last one
    asks.sort(key=lambda a: _place(a[0], a[1], order, evaluation))
    rank = {p: n for n, p in enumerate(eligibility.known)}
    return tuple(_ask(w, tuple(sorted(flips, key=rank.__getitem__)), undecided) for w, flips in asks)


def _place(
    words: AskWords, flips: tuple[str, ...], order: dict[str, int], evaluation: Evaluation
) -> tuple[bool, int, int]:
    """What is sensitive last. Among that the household's income comes first, as it often settles one's own; of people
    in work their own, as it often settles the rest."""
    if not words.sensitive:
        return False, -len(flips), order[words.field]
    own_first = words.field == "own_income_monthly" and evaluation.facts.see("employment").value == "employed"
    return True, -1 if own_first else 0, order[words.field]


def _worth(d: Decision) -> bool:
    """Whether an answer could still open or close this door."""
    if not d.open:
        return False
    return d.decision == "need_info" or ("military_months" in d.assumptions and len(d.failing) == 1)


def _candidates(decisions: Iterable[Decision], evaluation: Evaluation) -> list[str]:
    """Missing fields this person can be asked for."""
    facts = evaluation.facts
    large = facts.see("employer.large_firm").value is True
    found: dict[str, None] = {}
    for d in filter(_worth, decisions):
        for field in d.missing or ("military_months",):
            if field.startswith("employer.") and facts.see("employment").value != "employed":
                continue
            if field not in _NOT_ASKED or (field == "employer.pay_monthly" and large):
                found[field] = None
    return list(found)


def _flips(field: str, undecided: _Undecided, skipped: frozenset[str], *, alone: bool) -> tuple[str, ...]:
    """The programmes whose decision some answer changes: by itself or, unless `alone`, together with another fact
    that the same conditions lack."""
    values = _values(field, undecided)
    flipped = {p for v in values for p, state in undecided.after((field, v)).items() if state != undecided.now[p]}
    if flipped or alone:
        return tuple(flipped)
    readers = undecided.eligibility.readers(field)
    see = undecided.evaluation.facts.see
    partners = {
        leaf.field
        for c in undecided.conditions
        if id(c) in readers and undecided.evaluation.outcome(c).result == "unknown"
        for leaf in leaves(c.test)
        if leaf.field not in (field, *skipped) and see(leaf.field).state in ("unknown", "bounded")
    }
    for partner in sorted(partners):
        for second in _values(partner, undecided):
            results = [undecided.after((field, v), (partner, second)) for v in (values[0], values[-1])]
            flipped |= {p for p, state in results[0].items() if state != results[1][p]}
    return tuple(flipped)


def _values(field: str, undecided: _Undecided) -> list[Any]:
    """One value of every stretch between the figures of the rules, or every choice."""
    spec, evaluation = FIELDS[field], undecided.evaluation
    if spec.type == "bool":
        return [True, False]
    if spec.choices:
        return list(spec.choices)
    if field == "birth_date":
        return list(evaluation.facts.born() or ())
    if spec.type == "region":
        return ["11000", "48120"]  # Seoul and a city far from it
    found: set[Any] = set()
    for leaf in _leaves(field, undecided.conditions):
        if spec.type == "date":
            found |= set(_dates(leaf, evaluation.facts.as_of))
            continue
        limit = evaluation.limit(leaf)
        edges = (limit.low, limit.high) if limit else _edges(leaf.value)
        found |= {v + step for v in edges for step in (-1, 0, 1)}
    if field == "household_size":
        found = {1, 2, 3, 4, 5, 6}
    if field == "military_months":
        found = {0, 24, 36}
    return sorted(v for v in found if spec.type == "date" or spec.low <= v <= spec.high)


def _edges(value: Any) -> tuple[int, ...]:
    values = value if isinstance(value, tuple) else (value,)
    return tuple(int(v) for v in values if isinstance(v, int | float))


def _dates(leaf: Leaf, as_of: date) -> Iterator[date]:
    if leaf.op in ("months_since", "months_within"):
        edge = months_after(as_of, -leaf.value)
    else:
        edge = leaf.value[0] if isinstance(leaf.value, tuple) else leaf.value
    if isinstance(edge, date):
        yield from (edge + timedelta(days=step) for step in (-1, 0, 1))
    yield as_of


def _leaves(field: str, conditions: Iterable[Condition]) -> Iterator[Leaf]:
    for c in conditions:
        for leaf in (*leaves(c.test), *leaves(c.when)):
            if leaf.field == field and leaf.op not in ("reported", "planned"):
                yield leaf


def _ask(words: AskWords, flips: tuple[str, ...], undecided: _Undecided) -> Ask:
    text: dict[Lang, str] = {
        lang: f"{words.ask[lang]} {words.why[lang]}" if words.why else words.ask[lang] for lang in LANGS
    }
    choices = [Choice(value, {lang: t[lang] for lang in LANGS}) for value, t in words.choices]
    if words.bands:
        choices += bands(words.field, _cuts(words.field, undecided))
    dont_know = load_words().dont_know
    choices.append(Choice(None, {lang: dont_know[lang] for lang in LANGS}))
    return Ask(words.field, flips, text, tuple(choices))


def _cuts(field: str, undecided: _Undecided) -> list[Cut]:
    """Where the rules that apply to this person part the amounts of a field; only the sure ones while a limit is
    not known exactly."""
    exact: set[Cut] = set()
    outer: list[Cut] = []
    for leaf in _leaves(field, undecided.conditions):
        if leaf.op not in ("le", "lt", "ge", "gt"):
            continue
        limit = undecided.evaluation.limit(leaf) if isinstance(leaf.value, Limit) else None
        if limit is None:
            exact.add(cut_of(leaf.op, leaf.value))
        elif limit.low == limit.high:
            exact.add(cut_of(leaf.op, limit.low))
        else:
            outer += [cut_of(leaf.op, limit.low), cut_of(leaf.op, limit.high)]
    if outer:
        return sorted({min(outer), max(outer)} | exact)
    return sorted(exact)
