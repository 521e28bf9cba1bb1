"""Which programmes lead a person to a course, in which order, and which sections say so. The office decides on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from assistant.answer import PathStep
from assistant.eligibility.decision import Decision
from assistant.profile import Profile
from knowledge.models import Course, CourseKind

NOW: Final = "now"
CARD: Final = "learning-card"
NESP: Final = ("nesp-1-required", "nesp-1-youth", "nesp-1-other", "nesp-2-youth", "nesp-2-midlife", "nesp-2-group")
_OTHERS: Final = 2  # types named beside the one on the way
_CLOSING: Final = "hope-return-closing"
_NEW_JOB: Final = "hope-return-job"

# kind of course → what pays it on top of the card, and the section on that kind. General courses need the card alone.
SPECIAL: Mapping[CourseKind, tuple[str, str]] = {
    "kdt": ("kdt", "kdt/who"),
    "ai_campus": ("ai-campus", "kdt/ai-campus-overview"),
    "kdc": ("kdc", "kdt/kdc-overview"),
    "strategic": ("strategic-training", "kdt/strategic-training"),
    "industry_demand": ("industry-demand-training", "kdt/industry-demand-training"),
}
# who the person is → reason code and section on the card
_CARD_FOR: Mapping[str, tuple[str, str]] = {
    "foreigner": ("card_foreigner", "learning-card/foreigners"),
    "high_school": ("card_student", "learning-card/students-high-school"),
    "student": ("card_student", "learning-card/students-university"),
    "benefit": ("card_with_unemployment_benefit", "learning-card/with-unemployment-benefit"),
    "employed": ("card_worker", "learning-card/worker"),
    "self_employed": ("card_self_employed", "learning-card/freelance-self"),
    "": ("card", "learning-card/apply"),
}
ATTENDANCE: Mapping[bool, str] = {True: "kdt/attendance", False: "learning-card/completion"}
DROPOUT: Mapping[bool, str] = {True: "kdt/dropout", False: "learning-card/drop-out"}


class Decides(Protocol):
    """What is needed of eligibility."""

    @property
    def known(self) -> tuple[str, ...]: ...

    def decide(
        self, profile: Profile, as_of: date, programmes: Iterable[str] | None = None
    ) -> tuple[Decision, ...]: ...


@dataclass(frozen=True, slots=True)
class Route:
    """The programmes on the way to a course: edges from ``now`` to the last of them, which pays the course."""

    steps: tuple[PathStep, ...]
    programmes: tuple[str, ...]

    @property
    def last(self) -> str:
        return self.programmes[-1]


class Routes:
    """The routes open to one person on one day."""

    def __init__(self, decides: Decides, profile: Profile, as_of: date, chosen: str = "") -> None:
        """`chosen` is the job-seeking support the person wants to go by: a type of NESP, or the card for none."""
        self._chosen = chosen
        wanted = [CARD, *NESP, _CLOSING, _NEW_JOB, *dict.fromkeys(p for p, _ in SPECIAL.values())]
        self._profile, self._age = profile, profile.age_on(as_of)
        known = set(decides.known)
        self._decisions = {d.programme: d for d in decides.decide(profile, as_of, [p for p in wanted if p in known])}
        self._who = situation(profile)
        self._known: dict[CourseKind, Route | None] = {}

    def decision(self, programme: str) -> Decision | None:
        """How the person stands with a programme."""
        return self._decisions.get(programme)

    def decisions(self, programmes: Iterable[str]) -> tuple[Decision, ...]:
        """The decisions on these programmes, in order."""
        return tuple(d for p in programmes if (d := self._decisions.get(p)) is not None)

    def to(self, course: Course) -> Route | None:
        """The way to a course of its kind; None where what pays it doesn't look open to the person."""
        if course.kind not in self._known:
            self._known[course.kind] = self._route(course.kind)
        return self._known[course.kind]

    def others(self, route: Route) -> tuple[str, ...]:
        """What the person could go by in place of the job-seeking support of a route; the card stands for none."""
        now = next((p for p in route.programmes if p in NESP), CARD)
        if now == CARD and not (self._chosen == CARD and self._nesp(free=True)):
            return ()
        others = [d.programme for d in self._fitting() if d.programme != now]
        return (*others[:_OTHERS], *((CARD,) if now != CARD else ()))

    def barrier(self, course: Course) -> Decision | None:
        """The decision that stands between the person and a course, if one does."""
        special = SPECIAL.get(course.kind)
        for programme in (CARD, *(special[:1] if special else ())):
            if not self._may(programme):
                return self._decisions.get(programme)
        return None

    def _route(self, kind: CourseKind) -> Route | None:
        special = SPECIAL.get(kind)
        if not self._may(CARD) or (special and not self._may(special[0])):
            return None
        steps: list[PathStep] = []
        at = NOW
        for programme, step_kind, reason, citation in self._before_card():
            steps.append(self._step(at, programme, step_kind, reason, citation))
            at = programme
        if at in NESP:
            steps.append(self._step(at, CARD, "fund", "nesp_with_card", "nesp/card-together"))
        else:
            steps.append(self._step(at, CARD, "fund", *_CARD_FOR[self._who]))
        if special:
            steps.append(self._step(CARD, special[0], "fund", "card_pays_kind", special[1]))
        return Route(tuple(steps), tuple(step.to for step in steps))

    def _before_card(self) -> list[tuple[str, str, str, str]]:
        """Support on the way for who closes a shop, then job-seeking support for who has no work."""
        out: list[tuple[str, str, str, str]] = []
        if closes_shop(self._profile):
            if self._profile.get("employment") == "closing_business" and self._open(_CLOSING):
                out.append((_CLOSING, "fund", "closing_support", "hope-return/one-stop"))
            if self._open(_NEW_JOB):
                kind = "switch" if out else "fund"
                out.append((_NEW_JOB, kind, "job_support", "hope-return/job-training"))
        if (nesp := self._nesp()) is not None:
            linked = ("switch", "hope_return_to_nesp", "hope-return/after-closing-nesp")
            out.append((nesp, *(linked if out else ("fund", "job_seeking_support", "nesp/apply"))))
        return out

    def _nesp(self, *, free: bool = False) -> str | None:
        """The NESP type that looks nearest, for people who look for work without having any; the one chosen, unless
        `free`, where it may fit."""
        if self._who in ("employed", "self_employed", "benefit", "high_school"):
            return None  # nobody is told to give up work for a programme
        if self._who == "foreigner" and not _marriage_immigrant(self._profile):
            return None  # no yes and no no on a visa that hasn't been checked: 1345 first
        if self._age is None:
            return None  # every type goes by age: without it, naming one would be a guess
        fitting = [d.programme for d in self._fitting()]
        if not free and self._chosen == CARD:
            return None
        if not free and self._chosen in fitting:
            return self._chosen
        return fitting[0] if fitting else None

    def _fitting(self) -> list[Decision]:
        found = [d for p, d in self._decisions.items() if p in NESP and d.decision != "looks_not_met" and d.open]
        return sorted(found, key=lambda d: (d.decision != "looks_met", d.intake.state != "open"))

    def _may(self, programme: str) -> bool:
        decision = self._decisions.get(programme)
        return decision is None or decision.decision != "looks_not_met"

    def _open(self, programme: str) -> bool:
        decision = self._decisions.get(programme)
        return decision is not None and decision.decision != "looks_not_met" and decision.open

    def _step(self, from_: str, to: str, kind: Any, reason: str, citation: str) -> PathStep:
        decision = self._decisions.get(to)
        detail: dict[str, Any] = {"programme": to}
        if decision is not None:
            detail |= {
                "decision": decision.decision,
                "intake": {"state": decision.intake.state, "citation": decision.intake.citation},
                "missing": list(decision.missing),
                "office": decision.office,
                "excludes": [*decision.excludes],
            }
        if to in NESP:
            # The allowance and the training bonus aren't paid for the same time.
            detail["not_together"] = {"with": "training_bonus", "citation": "learning-card/bonus-none"}
        if self._who == "foreigner":
            detail["ask"] = "1345"
        return PathStep(from_, to, kind, reason, detail, citation)


def situation(profile: Profile) -> str:
    """Which of the card's cases the person is, by what weighs most; empty for the ordinary one."""
    if profile.get("visa", "citizen") != "citizen":
        return "foreigner"
    if profile.get("school.enrolled") or profile.get("employment") == "student":
        return "high_school" if profile.get("school.level") == "high" else "student"
    if "unemployment_benefit" in profile.get("receiving", ()):
        return "benefit"
    if profile.get("employment") == "employed":
        return "employed"
    if profile.get("employment") == "self_employed" or "platform_worker" in profile.get("groups", ()):
        return "self_employed"
    return ""


def closes_shop(profile: Profile) -> bool:
    """Whether the person closes or has closed a shop of their own."""
    closing = profile.get("employment") in ("closing_business", "closed_business")
    return closing or profile.get("business.closed_on") is not None


def _marriage_immigrant(profile: Profile) -> bool:
    return profile.get("visa") == "F-6" or "marriage_immigrant" in profile.get("groups", ())
