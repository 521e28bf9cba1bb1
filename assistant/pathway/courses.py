"""Courses a person can still join, what each would newly open up for them, and in which order they are offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.answer import CourseView
from assistant.pathway.course_money import CourseMoney, course_money
from assistant.profile import Profile
from assistant.views import course_view
from knowledge.catalogue import Catalogue
from knowledge.columns import Flags
from knowledge.fit import Seeker, distance, in_range
from knowledge.models import Cohort, Course
from knowledge.taxonomy import Taxonomy

DAYS_A_MONTH: Final = 31  # generous: a course of "three months" isn't left out for a few days
_FAR: Final = 3
_UNNAMED_PRICE: Final = 10**9  # won: sorts behind every price that is named


@dataclass(frozen=True, slots=True)
class CourseOption:
    """A course with the cohort to join, and the openings it newly opens for one person (`Catalogue.unlocked`)."""

    course: Course
    cohort: Cohort
    unlocked: tuple[str, ...]
    away: int
    money: CourseMoney

    @property
    def taught(self) -> frozenset[str]:
        return frozenset(self.course.teaches)

    @property
    def cost(self) -> int:
        """The most the person may pay; the full price where the share isn't known, and a price nobody named is high."""
        if (most := self.money.most) is not None:
            return most
        return _UNNAMED_PRICE if "tuition" in self.course.unsaid else self.course.tuition

    def order(self, counted: int) -> tuple[bool, int, int, int, int, str]:
        """What courses are sorted by: real ones first, then how many openings count, cost, time, distance, id."""
        return self.course.sample, -counted, self.cost, self.course.hours, self.away, self.cohort.id

    def view(self, only: frozenset[str] | None = None) -> CourseView:
        """The course as a card. `only` keeps of the unlocked openings those named."""
        unlocked = self.unlocked if only is None else tuple(o for o in self.unlocked if o in only)
        return course_view(
            self.course,
            self.cohort,
            own_share=self.money.own_share,
            monthly=self.money.monthly,
            unlocked=unlocked,
        )


def joinable_courses(
    catalogue: Catalogue, taxonomy: Taxonomy, profile: Profile, seeker: Seeker, as_of: date
) -> list[tuple[Course, Cohort]]:
    """Courses with their next joinable cohort that fit the person: within range or online, no longer than they want to
    train, over by the day they want to start work."""
    months, start_by = profile.get("wants.willing_to_train_months"), profile.get("wants.start_by")
    reach: dict[str, bool] = {}

    def fits(course: Course, cohort: Cohort) -> bool:
        if course.mode == "onsite":
            if course.region not in reach:
                reach[course.region] = in_range(taxonomy, seeker, course.region)
            if not reach[course.region]:
                return False
        days = (cohort.ends - cohort.starts).days + 1
        if months is not None and days > months * DAYS_A_MONTH:
            return False
        return start_by is None or cohort.ends <= start_by

    return [pair for pair in catalogue.joinable(as_of) if fits(*pair)]


def opened_by(
    catalogue: Catalogue, passed: Flags, held: frozenset[str], pairs: Sequence[tuple[Course, ...]]
) -> list[tuple[str, ...]]:
    """For each course (or pair of courses) the openings it newly opens.

    Real courses are weighed by real openings alone: samples must not steer anybody towards one.
    """
    out: list[tuple[str, ...]] = [()] * len(pairs)
    for real_only in (True, False):
        chosen = [at for at, courses in enumerate(pairs) if any(not c.sample for c in courses) is real_only]
        taught = [frozenset(s for c in pairs[at] for s in c.teaches) for at in chosen]
        for at, found in zip(chosen, catalogue.unlocked(passed, held, taught, real_only=real_only), strict=True):
            out[at] = found
    return out


def option(
    taxonomy: Taxonomy,
    profile: Profile,
    seeker: Seeker,
    as_of: date,
    pair: tuple[Course, Cohort],
    unlocked: tuple[str, ...],
    *,
    ordinal: int | None = None,
) -> CourseOption:
    """The option with its money and distance. Online courses are at no distance; `ordinal` as in `course_money`."""
    course, cohort = pair
    away = distance(taxonomy, seeker, course.region) if course.mode == "onsite" else 0
    money = course_money(profile, course, cohort, as_of, ordinal=ordinal)
    return CourseOption(course, cohort, unlocked, _FAR if away is None else away, money)
