"""Every question worth asking a person: first what decides, then what an amount still needs. Money comes last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from assistant.answer import Amount, Ask
from assistant.benefits import asks_for
from assistant.eligibility.ask_words import load_words
from assistant.eligibility.asks import MAX_ASKS, spent_on
from assistant.eligibility.decision import Decision
from assistant.profile import Profile
from knowledge.fields import FIELDS
from knowledge.models import LANGS

# What an amount may depend on but isn't worth a question before anybody applied: their cohort, visits made
_NOT_ASKED: Final = frozenset({"applied_on", "visits"})


def asks_with_amounts(
    asks: tuple[Ask, ...],
    decisions: Iterable[Decision],
    amounts: Iterable[Amount],
    profile: Profile,
    *,
    skipped: frozenset[str] = frozenset(),
    asked: int | None = None,
    course: bool = False,
) -> tuple[Ask, ...]:
    """The questions on decisions with those that settle an amount behind them, seven together at most.

    Only amounts of programmes that look met count; a course is asked about only where one was told (`course`). What
    is sensitive stands last and says why. `asked` as in `next_asks`.
    """
    looks_met = {d.programme for d in decisions if d.decision == "looks_met" and d.open}
    mine = {a.field for a in asks}
    found = []
    for ask in asks_for(amounts, (*skipped, *mine)):
        of_course = ask.field.startswith("course.")
        known = course if of_course else ask.field in FIELDS and not profile.has(ask.field)
        firm = ask.field.startswith("employer.") and not profile.has("employer.kind")
        if known and not firm and ask.field not in _NOT_ASKED and looks_met & set(ask.flips):
            found.append(_with_reason(ask))
    room = max(0, MAX_ASKS - spent_on(profile, skipped, asked) - len(asks))
    both = (*asks, *found[:room])
    return tuple(sorted(both, key=lambda a: a.field in FIELDS and FIELDS[a.field].sensitive))


def _with_reason(ask: Ask) -> Ask:
    """A question on money says why it is asked."""
    words = load_words().fields.get(ask.field)
    if words is None or words.why is None:
        return ask
    return replace(ask, text={lang: f"{ask.text[lang]} {words.why[lang]}" for lang in LANGS})
