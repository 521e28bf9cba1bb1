"""The questions worth asking: unknown facts whose answer can change an outcome, proved by trying the answers.

Nothing is asked that can change nothing, that was declined before, or that this person can't know. What is sensitive
comes last and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from assistant.answer import Ask, Choice
from assistant.eligibility.ask_bands import Cut, bands, cut_of
from assistant.eligibility.ask_proof import Undecided
from assistant.eligibility.ask_words import AskWords, load_words
from assistant.eligibility.decide import Eligibility
from assistant.eligibility.decision import Decision
from assistant.eligibility.rule_eval import Evaluation
from assistant.profile import Profile
from knowledge.models import LANGS, Lang
from knowledge.rules import Limit

MAX_ASKS: Final = 7
# Facts that questions are usually spent on
_USUAL: Final = (
    "age", "employment", "visa", "household_size", "household_income_monthly", "own_income_monthly",
    "household_assets", "work_days_24m", "work_hours_24m", "employer.kind", "employer.large_firm", "school.level",
    "school.months_left",
)  # fmt: skip
# Listed as missing, but not put to the person: what the firm knows and has to act on first, what a counsellor scores
_NOT_ASKED: Final = frozenset(
    f"employer.{name}"
    for name in ("insured_staff", "industrial_complex", "mid_sized", "priority_support", "contract", "weekly_hours",
                 "pay_monthly", "region", "hired_on")
) | {"checklist_points"}  # fmt: skip


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
    undecided = Undecided(eligibility, evaluation, filter(_worth, found))
    words = load_words()
    spent = spent_on(profile, skipped, asked)
    left = MAX_ASKS - spent if spent <= MAX_ASKS else 1  # more than were ever asked for: they came unasked
    asks: list[tuple[AskWords, tuple[str, ...]]] = []
    for field in _candidates(found, evaluation):
        if left > 0 and field in words.fields and field not in skipped:
            flips = undecided.flips(field, skipped, alone=left == 1)
            if flips:
                asks.append((words.fields[field], flips))
    asks.sort(key=lambda a: (-len(a[1]), a[0].field not in _USUAL, words.order[a[0].field]))
    asks = asks[: max(0, left)]
    while spent <= MAX_ASKS and len(asks) == left and asks and asks[-1][0].field not in _USUAL:
        asks.pop()  # what no question is usually spent on isn't worth the last one
    asks.sort(key=lambda a: _place(a[0], a[1], words.order, evaluation))
    rank = {p: n for n, p in enumerate(eligibility.known)}
    return tuple(_ask(w, tuple(sorted(flips, key=rank.__getitem__)), undecided) for w, flips in asks)


def spent_on(profile: Profile, skipped: frozenset[str], asked: int | None = None) -> int:
    """How many of the questions count as put: `asked`, else the facts told that questions are usually spent on."""
    return asked if asked is not None else sum(profile.has(f) for f in _USUAL) + len(skipped)


def _place(
    words: AskWords, flips: tuple[str, ...], order: Mapping[str, int], evaluation: Evaluation
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


def _ask(words: AskWords, flips: tuple[str, ...], undecided: Undecided) -> Ask:
    text: dict[Lang, str] = {
        lang: f"{words.ask[lang]} {words.why[lang]}" if words.why else words.ask[lang] for lang in LANGS
    }
    choices = [Choice(value, {lang: t[lang] for lang in LANGS}) for value, t in words.choices]
    if words.bands:
        choices += bands(words.field, _cuts(words.field, undecided))
    dont_know = load_words().dont_know
    choices.append(Choice(None, {lang: dont_know[lang] for lang in LANGS}))
    return Ask(words.field, flips, text, tuple(choices))


def _cuts(field: str, undecided: Undecided) -> list[Cut]:
    """Where the rules that apply to this person part the amounts of a field; only the sure ones while a limit is
    not known exactly."""
    exact: set[Cut] = set()
    outer: list[Cut] = []
    for leaf in undecided.leaves(field):
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
