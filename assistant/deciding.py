"""The want `eligibility`: decisions on the programmes named, or on all, and the one question worth asking next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assistant.asking import asks_with_amounts
from assistant.benefits import amounts
from assistant.eligibility.asks import next_asks
from assistant.eligibility.decide import Eligibility
from assistant.errors import ProfileError
from assistant.evidence import Draft
from assistant.history import Conversation
from assistant.understanding import Understanding
from assistant.writers.clarify import write_contradiction, write_unread
from assistant.writers.decision import write_all, write_named
from knowledge.base import Base
from knowledge.doors import Doors, load_doors
from knowledge.library.loader import BUNDLED
from knowledge.rules import Rules, load_rules
from knowledge.starter import library_path


def rules_of(base: Base) -> Rules:
    """The rules that belong to the base's library; those of the bundled one where it started empty."""
    return load_rules(_library(base))


def doors_of(base: Base) -> Mapping[str, Doors]:
    """What stands beside those rules, by programme."""
    return load_doors(_library(base), {f.id: tuple(p.id for p in f.programmes) for f in base.families.values()})


def _library(base: Base) -> Path:
    return library_path(base.settings.library) or BUNDLED


# What a section that leads a decision is about: who may, not what a month's work does to an allowance.
_ABOUT_STANDING = frozenset("who age income assets work_history exclusion overview employer".split())
_ABOUT_SOME = {"students": "school", "foreigners": "visa", "military": "military_months"}  # if that was told


def rule_leads(base: Base, rule: Draft, decided: Draft, u: Understanding) -> bool:
    """Whether the rule found may stand before the decision: it's one on who may, and nothing told just now fails."""
    ids = [support.id for line in rule.lines if line.kind == "lead" for support in line.supports]
    section = base.section(ids[0], u.lang) if ids else None
    topic = section.topics[0] if section and section.topics else ""
    told = {f.field for f in u.facts} - {"age"}
    closed = {d.programme for d in decided.decisions if d.decision == "looks_not_met"}
    if section is None or (section.programmes and set(section.programmes) <= closed):
        return False  # a rule of others: a track for the young, told to somebody of 40
    fits = topic in _ABOUT_STANDING or _ABOUT_SOME.get(topic, "-") in {field.split(".")[0] for field in told}
    return fits and not any(told & {c.field for c in d.failing} for d in decided.decisions)


class Deciding:
    """Decisions in words. Built once a base state; keeps nothing of anybody."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self.eligibility = Eligibility(base.families.values(), rules_of(base), base.taxonomy.regions, doors_of(base))

    def draft(self, u: Understanding, conversation: Conversation, today: date) -> Draft | None:
        """The draft for the message; None where the programmes named have no rules (the sections answer then)."""
        if u.unread:
            return write_unread(u.unread, u.lang)
        if u.forget:
            conversation.profile = conversation.profile.without(u.forget)
            conversation.skipped = [f for f in conversation.skipped if f != u.forget]
        named = self._named(u)
        if u.families and not named:
            return None
        try:
            profile, skipped = conversation.profile, frozenset(conversation.skipped)
            decisions = self.eligibility.decide(profile, today, named or None)
            asks = next_asks(self.eligibility, profile, today, decisions, skipped=skipped)
            asks = asks_with_amounts(asks, decisions, amounts(profile, None, today), profile, skipped=skipped)
        except ProfileError as e:
            return write_contradiction(e, u.lang)
        if not named:
            return write_all(self._base, decisions, asks, u.lang)
        told = frozenset(f.field for f in u.facts if f.field != "age")  # the tracks of an age are told apart anyway
        return write_named(self._base, decisions, asks, u.lang, told)

    def _named(self, u: Understanding) -> tuple[str, ...]:
        own = [p for p in u.programmes if p in self.eligibility.known]
        spoken = {self._base.programmes[p].family for p in own}
        for family in u.families:
            if family not in spoken and family in self._base.families:
                own += [p.id for p in self._base.families[family].programmes if p.id in self.eligibility.known]
        return tuple(dict.fromkeys(own))
