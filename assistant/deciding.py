"""The want `eligibility`: decisions on the programmes named, or on all, and the one question worth asking next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.answer import Status
from assistant.asking import asks_with_amounts
from assistant.benefits import amounts
from assistant.eligibility.asks import next_asks
from assistant.eligibility.decide import Eligibility
from assistant.errors import ProfileError
from assistant.evidence import Draft, DraftLine
from assistant.history import Conversation
from assistant.own_doors import HOPE_RETURN, closes
from assistant.understanding import Understanding
from assistant.writers.clarify import write_contradiction, write_unread
from assistant.writers.common import support, who_line
from assistant.writers.decision import write_all, write_named
from knowledge.base import Base
from knowledge.doors import Doors, load_doors
from knowledge.library.loader import BUNDLED
from knowledge.models import Section
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
    if decided.decisions and tuple(decided.decisions[0].missing) == ("visa",):
        return False  # all that was told fits: that is the answer
    ids = [support.id for line in rule.lines if line.kind == "lead" for support in line.supports]
    section = base.section(ids[0], u.lang) if ids else None
    topic = section.topics[0] if section and section.topics else ""
    told = {f.field for f in u.facts} - {"age"}
    closed = {d.programme for d in decided.decisions if d.decision == "looks_not_met"}
    if section is None or (section.programmes and set(section.programmes) <= closed):
        return False  # a rule of others: a track for the young, told to somebody of 40
    if section.state == "planned":
        return False
    fits = topic in _ABOUT_STANDING or _ABOUT_SOME.get(topic, "-") in {field.split(".")[0] for field in told}
    return fits and not any(told & {c.field for c in d.failing} for d in decided.decisions)


# Facts that tell of the person beyond doubt: a sum earned or an asset may be another month's or another person's.
_DECIDING_FACTS = frozenset(
    "age business.days business.yearly_sales business.property_leasing employer.kind employer.insured_staff "
    "employer.pay_monthly school.months_left school.high_school_year".split()
)
_AGAIN = re.compile(r"경단|경력\s?단절|career break", re.I)  # those back at work have a rule of their own
# What is asked by somebody who is in already, or of something else than entry
_OF_ANOTHER = frozenset(
    "combine penalty attendance when_paid income_report activity law plan change contact reentry".split()
)


# Of what is had when a shop closes: the help that begins before it does
_STILL_OPEN = re.compile(r"원스톱|one-stop", re.I)


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
            return self._opened(write_all(self._base, decisions, asks, u.lang), u, conversation)
        told = frozenset(f.field for f in u.facts if f.field != "age")  # the tracks of an age are told apart anyway
        return write_named(self._base, decisions, asks, u.lang, told)

    def _opened(self, draft: Draft, u: Understanding, conversation: Conversation) -> Draft:
        """The draft on all programmes behind the door that the person's own turn in life opens: an owner who closes
        hears of Hope Return first, while the work isn't torn down yet."""
        told = conversation.profile.get("employment") in ("closing_business", "closed_business")
        said = [u.text, *(turn.message for turn in conversation.turns)]
        section = self._base.section(HOPE_RETURN, u.lang) if told or closes(said) else None
        if section is None:
            return draft
        more = [text for text in section.details if _STILL_OPEN.search(text)][:1]
        lead = DraftLine("lead", section.lead, (support(section, section.lead),))
        details = [DraftLine("detail", text, (support(section, text),)) for text in more]
        rest = [line for line in draft.lines if line.kind != "who"]
        rest = [replace(line, kind="detail") if line.kind == "lead" else line for line in rest]
        rest += [who] if (who := who_line(self._base, section, u.lang)) is not None else []
        status = Status.ANSWERED if draft.status is Status.CLARIFY else draft.status
        return replace(draft, status=status, lines=(lead, *details, *rest))

    def fails(self, u: Understanding, conversation: Conversation, today: date) -> Draft | None:
        """The decision, where something told just now fails most of the programmes named: it comes before any figure or
        way to apply, and no yes may stand over it. None in all other cases."""
        told = {f.field for f in u.facts} & _DECIDING_FACTS
        if "military" in u.topics:
            told -= {"age"}  # service may be taken off it
        if not told or not u.families or u.unknown or _OF_ANOTHER & set(u.topics):
            return None
        named = self._named(u)
        if not named:
            return None
        try:
            decisions = self.eligibility.decide(conversation.profile, today, named)
        except ProfileError:
            return None
        closed = [d for d in decisions if d.decision == "looks_not_met" and told & {c.field for c in d.failing}]
        if 2 * len(closed) <= len(decisions) or _AGAIN.search(u.text):
            return None  # another way of the same family may be the one asked about
        return write_named(self._base, decisions, (), u.lang, frozenset(told))

    def first(self, rule: Draft, section: Section, u: Understanding, conversation: Conversation, today: date) -> Draft:
        """The rule of `section`, behind how an amount just told stands with it; the rule alone where none was told."""
        told = {f.field for f in u.facts if f.field.startswith("local_allowance.")}
        if not told:
            return rule
        try:
            decisions = self.eligibility.decide(conversation.profile, today, self._named(u) or None)
        except ProfileError:
            return rule
        every = (c for d in decisions for c in d.conditions if c.citation == section.id and c.have is not None)
        if (one := next(every, None)) is None:
            return rule
        lead = DraftLine("lead", one.text[u.lang], (support(section, section.lead),))
        rest = (replace(line, kind="detail") if line.kind == "lead" else line for line in rule.lines)
        kept = [line for line in rest if line.kind != "detail"]
        details = [line for line in rule.lines if line.kind == "detail"][:2]
        return replace(rule, lines=(lead, *details, *kept), decisions=decisions)

    def _named(self, u: Understanding) -> tuple[str, ...]:
        own = [p for p in u.programmes if p in self.eligibility.known]
        spoken = {self._base.programmes[p].family for p in own}
        for family in u.families:
            if family not in spoken and family in self._base.families:
                own += [p.id for p in self._base.families[family].programmes if p.id in self.eligibility.known]
        return tuple(dict.fromkeys(own))
