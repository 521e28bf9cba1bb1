"""The want `pathway`: where the person wants to get to, as far as heard, and the way there in words."""

from __future__ import annotations

from datetime import date

from assistant.answer import Ask, Choice, Status
from assistant.errors import ProfileError
from assistant.evidence import Draft, DraftLine
from assistant.goals import Goal, occupations_goal, occupations_using
from assistant.history import Conversation
from assistant.pathway import Pathfinder
from assistant.profile import Fact, Profile
from assistant.routes import Decides
from assistant.understanding import Understanding
from assistant.words import code_text
from assistant.writers.pathway import write_pathways
from knowledge.base import Base
from knowledge.models import LANGS, Lang

# Tapped when nobody knows yet where somebody wants to go: work with many entry-level openings.
_OFFERED = (
    "smart-factory-engineer", "accounting-clerk", "office-clerk", "data-analyst", "frontend-developer", "marketer",
)  # fmt: skip
_ASK: dict[Lang, str] = {"ko": "어떤 일을 하고 싶어요? 하나만 골라도 돼요.", "en": "What work would you like to do? One is enough."}


class Wayfinding:
    """Pathways in words. Built once a base state; keeps nothing of anybody."""

    def __init__(self, base: Base, decides: Decides) -> None:
        self._base = base
        self.pathfinder = Pathfinder(base, decides)

    def draft(self, u: Understanding, conversation: Conversation, today: date) -> Draft | None:
        """The draft for a message that asks for a way; None where it is about a programme."""
        if u.families or u.programmes:
            return None
        profile = self._heard(u, conversation.profile)
        goal = self._goal(u, profile)
        if goal is None:
            return Draft(Status.CLARIFY, (DraftLine("warm", _ASK[u.lang]),), asks=(self._ask(),))
        try:
            paths = self.pathfinder.find(profile, today, goal=goal, wider=u.wider)
        except ProfileError as e:
            return Draft(Status.CLARIFY, (DraftLine("note", str(e)),))
        return write_pathways(self._base, u.lang, paths)

    def _heard(self, u: Understanding, profile: Profile) -> Profile:
        """The profile with the places of this message as those wanted, unless it is where the person lives."""
        codes = tuple(c for c in u.filters.regions if c != profile.get("region"))
        if not codes:
            return profile
        return profile.without("wants.regions").merge([Fact("wants.regions", codes)])[0]

    def _goal(self, u: Understanding, profile: Profile) -> Goal | None:
        """Occupations named, else those a named skill points at, else what was wanted before, else any that the
        person's skills lead to; None where nothing at all is known."""
        taxonomy = self._base.taxonomy
        named = u.filters.occupations or occupations_using(taxonomy, u.filters.skills, most=1)
        if named:
            return occupations_goal(taxonomy, named)
        if profile.has("wants.occupations"):
            wanted = occupations_goal(taxonomy, profile.get("wants.occupations"))
            return wanted if wanted.kind == "occupation" else None
        return Goal("any") if profile.has("skills") or profile.has("resume_text") else None

    def _ask(self) -> Ask:
        known = [o for o in _OFFERED if o in self._base.taxonomy.occupations]
        choices = [Choice(o, {lang: _wish(o, lang) for lang in LANGS}) for o in known]
        unsure = Choice(None, {"ko": "모르겠어요", "en": "I'm not sure"})
        return Ask("wants.occupations", (), _ASK, (*choices, unsure))


def _wish(occupation: str, lang: Lang) -> str:
    name = code_text(occupation, lang)
    return f"{name} 일을 하고 싶어요" if lang == "ko" else f"I want to work as a {name.lower()}"
