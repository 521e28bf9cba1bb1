"""What a search for pathways is given and gives, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.answer import Amount, CourseView, OpeningView, Pathway
from assistant.eligibility.decision import Decision
from assistant.pathway.goals import Goal


@dataclass(frozen=True, slots=True)
class Pinned:
    """Steps the person chose themselves, by id: the course, and the programme to go by (see `Routes`)."""

    course: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Nearest:
    """What comes nearest where there is no pathway. `reason`: `no_opening`, `no_course`, `not_fundable`, `goal_closed`.

    `courses` and `openings` may lie outside the person's limits; `barrier` is the decision that stands between.
    `look_again` is the last day to apply for the first of the courses, where there is one.
    """

    reason: str
    courses: tuple[CourseView, ...] = ()
    openings: tuple[OpeningView, ...] = ()
    look_again: date | None = None
    barrier: Decision | None = None


@dataclass(frozen=True, slots=True)
class Paths:
    """The pathways found, best first (what can be applied to now before all), and what they rest on.

    `reachable` counts the openings of the goal that nothing is missing for, `in_range` those within the limits.
    """

    goal: Goal
    pathways: tuple[Pathway, ...]
    decisions: tuple[Decision, ...]
    amounts: tuple[Amount, ...]
    reachable: int
    in_range: int
    nearest: Nearest | None = None
