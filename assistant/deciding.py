"""The want `eligibility`: decisions on the programmes named, or on all, and the one question worth asking next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.answer import Status
from assistant.eligibility.asks import next_asks
from assistant.eligibility.decide import Eligibility
from assistant.errors import ProfileError
from assistant.evidence import Draft, DraftLine
from assistant.history import Conversation
from assistant.understanding import Understanding
from assistant.writers.decision import write_all, write_named
from knowledge.base import Base
from knowledge.library.loader import BUNDLED
from knowledge.rules import Rules, load_rules
from knowledge.starter import library_path


def rules_of(base: Base) -> Rules:
    """The rules that belong to the base's library; those of the bundled one where it started empty."""
    path: Path | None = library_path(base.settings.library)
    return load_rules(path or BUNDLED)


class Deciding:
    """Decisions in words. Built once a base state; keeps nothing of anybody."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self.eligibility = Eligibility(base.families.values(), rules_of(base), base.taxonomy.regions)

    def draft(self, u: Understanding, conversation: Conversation, today: date) -> Draft | None:
        """The draft for the message; None where the programmes named have no rules (the sections answer then)."""
        named = self._named(u)
        if u.families and not named:
            return None
        try:
            decisions = self.eligibility.decide(conversation.profile, today, named or None)
            asks = next_asks(
                self.eligibility, conversation.profile, today, decisions, skipped=frozenset(conversation.skipped)
            )
        except ProfileError as e:
            return Draft(Status.CLARIFY, (DraftLine("note", str(e)),))
        write = write_named if named else write_all
        return write(self._base, decisions, asks, u.lang)

    def _named(self, u: Understanding) -> tuple[str, ...]:
        own = [p for p in u.programmes if p in self.eligibility.known]
        spoken = {self._base.programmes[p].family for p in own}
        for family in u.families:
            if family not in spoken and family in self._base.families:
                own += [p.id for p in self._base.families[family].programmes if p.id in self.eligibility.known]
        return tuple(dict.fromkeys(own))
