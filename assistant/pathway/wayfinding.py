"""The want `pathway`: where the person wants to get to, as far as heard, and the way there in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answer import Ask, Choice, Status
from assistant.errors import ProfileError
from assistant.evidence import Draft, DraftLine
from assistant.guided import before, question, questions_left, unread, which_place
from assistant.history import Conversation
from assistant.pathway.find import Pathfinder
from assistant.pathway.goals import Goal, occupations_goal, occupations_using
from assistant.pathway.paths import Paths, Pinned
from assistant.pathway.routes import Decides
from assistant.profile import Fact, Profile
from assistant.understanding import Understanding
from assistant.words import code_text
from assistant.writers.clarify import write_contradiction
from assistant.writers.pathway import write_pathways
from knowledge.base import Base
from knowledge.models import ANYWHERE, LANGS, Lang
from knowledge.taxonomy.nodes import NodeKind

# Tapped when nobody knows yet where somebody wants to go: work with many entry-level openings.
_OFFERED = (
    "smart-factory-engineer", "accounting-clerk", "office-clerk", "data-analyst", "frontend-developer", "marketer",
)  # fmt: skip
_ASK_WORK: dict[Lang, str] = {
    "ko": "어떤 일을 하고 싶어요? 하나만 골라도 돼요.",
    "en": "What work would you like to do? One is enough.",
}
_ASK_PLACE: dict[Lang, str] = {
    "ko": "어느 지역에서 찾아볼까요? 알려 주면 다닐 수 있는 과정과 공고만 볼 수 있어요.",
    "en": "Which area should I look in? Then I can keep to courses and openings you can get to.",
}
_KINDS: tuple[NodeKind, ...] = ("occupation", "skill")
_WISH: dict[Lang, str] = {"ko": "{place}에서 일하고 싶어요", "en": "I want to work in {place}"}
_PLACES = ("11000", "41000", "26000", "48000", "44000")


class Wayfinding:
    """Pathways in words. Built once a base state; keeps nothing of anybody."""

    def __init__(self, base: Base, decides: Decides) -> None:
        self._base = base
        self.pathfinder = Pathfinder(base, decides)

    def draft(self, u: Understanding, conversation: Conversation, today: date) -> Draft | None:
        """The draft for a message that asks for a way; None where it is about a programme."""
        if (u.families or u.programmes) and not u.leans:  # a name carried over from the turn before isn't asked about
            return None
        if word := u.filters.ambiguous_region:
            ask = which_place(word, self._base.taxonomy.regions.readings(word, today), _WISH, "wants.regions")
            return Draft(Status.CLARIFY, (DraftLine("warm", ask.text[u.lang]),), asks=(ask,))
        profile = self._heard(u, conversation.profile)
        goal = self._goal(u, profile, conversation)
        if goal is None:
            return Draft(Status.CLARIFY, (DraftLine("warm", _ASK_WORK[u.lang]),), asks=(self._ask_work(),))
        try:
            chosen, pinned = self._pinned(u)
            paths = self.pathfinder.find(profile, today, goal=chosen or goal, wider=u.wider, pinned=pinned)
        except ProfileError as e:
            return write_contradiction(e, u.lang)
        draft = write_pathways(self._base, u.lang, paths)
        placed = profile.has("region") or profile.has("wants.regions") or profile.get("wants.remote") or u.wider
        return draft if placed else replace(draft, asks=(_ask_place(),))

    def guided(self, u: Understanding, conversation: Conversation, today: date) -> Draft:
        """The next question of 내 길 찾기, or the pathways once nothing is left to ask."""
        if u.forget:
            also = "wants.regions" if u.forget == "region" else u.forget
            conversation.profile = conversation.profile.without(u.forget).without(also)
            conversation.skipped = [f for f in conversation.skipped if f != u.forget]
        profile = conversation.profile
        left = questions_left(profile, conversation.skipped)
        if left:
            resumed = u.guided == "start" and not u.forget and bool(profile.facts)
            text = before(u.lang, len(left), resumed=resumed)
            ask = question(left[0])
            if u.guided == "unread":
                text = unread(left[0], u.lang)
                places = self._base.taxonomy.regions.readings(u.text, today) if left[0] == "region" else ()
                if len(places) > 1:
                    ask = which_place(u.text.strip(), places)
                    text = ask.text[u.lang]
            return Draft(Status.CLARIFY, (DraftLine("warm", text),), asks=(ask,))
        wanted = occupations_goal(self._base.taxonomy, profile.get("wants.occupations", ()))
        try:
            chosen, pinned = self._pinned(u)
            paths = self.pathfinder.find(profile, today, goal=chosen or wanted, pinned=pinned)
            paths = paths if chosen else self._settled(profile, paths, today, pinned)
        except ProfileError as e:
            return write_contradiction(e, u.lang)
        return write_pathways(self._base, u.lang, paths)

    def _pinned(self, u: Understanding) -> tuple[str, Pinned]:
        """The opening chosen as the goal, unless it went, and the other steps the person chose."""
        pins = dict(u.pins)
        opening = pins.get("opening", "")
        there = opening if opening and self._base.opening(opening) is not None else ""
        return there, Pinned(pins.get("course", ""), pins.get("programme", ""))

    def _settled(self, profile: Profile, paths: Paths, today: date, pinned: Pinned) -> Paths:
        """The same search, told in terms of the occupation that its best way leads to: of a whole field of work
        what is still missing is another thing for every occupation in it."""
        best = next((p for p in paths.pathways if p.course is not None and p.openings), None)
        occupation = best.openings[0].occupation if best is not None else ""
        if occupation == paths.goal.id or occupation not in paths.goal.occupations:
            return paths
        others = (o for o in paths.goal.occupations if o != occupation)
        goal = occupations_goal(self._base.taxonomy, (occupation, *others))
        return self.pathfinder.find(profile, today, goal=goal, pinned=pinned)

    def _heard(self, u: Understanding, profile: Profile) -> Profile:
        """The profile with the places of this message as those wanted, unless it is where the person lives."""
        codes = tuple(c for c in u.filters.regions if c != profile.get("region"))
        if not codes:
            return profile
        return profile.without("wants.regions").merge([Fact("wants.regions", codes)])[0]

    def _goal(self, u: Understanding, profile: Profile, conversation: Conversation) -> Goal | None:
        """Occupations named, else those a named skill points at, else those of the turn before if it asked for a way,
        else what is wanted, else any that the person's skills lead to; None where nothing at all is known."""
        taxonomy, last = self._base.taxonomy, conversation.last
        before = last.context if last is not None and "pathway" in last.wants else {}
        # Names glued to other words ("회계쪽") are found by the taxonomy itself.
        said = "" if u.pins else u.text  # a tapped step names a course or an opening, not the work wanted
        spoken = [tuple(i for m in taxonomy.mentions(said, kind) for i in m.ids) for kind in _KINDS]
        gone_for = tuple(str(o) for o in (before.get("goal"),) if o in taxonomy.occupations)
        heard_before = (before.get("occupations") or gone_for, before.get("skills"))
        for heard in ((u.filters.occupations, u.filters.skills), spoken, heard_before):
            if named := tuple(heard[0] or ()) or occupations_using(taxonomy, heard[1] or (), most=1):
                return occupations_goal(taxonomy, named)
        if profile.has("wants.occupations"):
            wanted = occupations_goal(taxonomy, profile.get("wants.occupations"))
            return wanted if wanted.kind == "occupation" else None
        return Goal("any") if profile.has("skills") or profile.has("resume_text") else None

    def _ask_work(self) -> Ask:
        known = [o for o in _OFFERED if o in self._base.taxonomy.occupations]
        choices = [Choice(o, {lang: _wish(o, lang) for lang in LANGS}) for o in known]
        return Ask("wants.occupations", (), _ASK_WORK, (*choices, _UNSURE))


_UNSURE = Choice(None, {"ko": "모르겠어요", "en": "I'm not sure"})


def _ask_place() -> Ask:
    choices = [Choice(code, {lang: _place_wish(code, lang) for lang in LANGS}) for code in _PLACES]
    anywhere = Choice(ANYWHERE, {"ko": "전국 어디서나 일하고 싶어요", "en": "I want to work anywhere in Korea"})
    return Ask("wants.regions", (), _ASK_PLACE, (*choices, anywhere, _UNSURE))


def _wish(occupation: str, lang: Lang) -> str:
    name = code_text(occupation, lang)
    return f"{name} 일을 하고 싶어요" if lang == "ko" else f"I want to work as a {name.lower()}"


def _place_wish(code: str, lang: Lang) -> str:
    name = code_text(code, lang)
    return f"{name}에서 일하고 싶어요" if lang == "ko" else f"I want to work in {name}"
