"""What a course costs this person and brings a month, as its card shows it: worked out by `benefits`, never here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.answer import Amount, Monthly, OwnShare
from assistant.benefits.given import read_given
from assistant.benefits.shares import own_share
from assistant.benefits.training import training_amounts
from assistant.profile import Profile
from knowledge.models import ANYWHERE, Cohort, Course


@dataclass(frozen=True, slots=True)
class CourseMoney:
    """Own share and monthly money, each with the amount it comes from; None where no table holds the course."""

    share: Amount | None
    month: Amount | None

    @property
    def own_share(self) -> OwnShare | None:
        """As on the card."""
        a = self.share
        return None if a is None else OwnShare(a.value, a.band, a.formula, a.citation)

    @property
    def monthly(self) -> Monthly | None:
        """As on the card."""
        a = self.month
        return None if a is None else Monthly(a.value, a.band, a.citation)

    @property
    def most(self) -> int | None:
        """The most the person may have to pay, in won; None where it isn't known."""
        a = self.share
        if a is None or a.unit != "won":
            return None
        return a.band[1] if a.band else a.value


def course_money(
    profile: Profile, course: Course, cohort: Cohort, as_of: date, *, ordinal: int | None = None
) -> CourseMoney:
    """The money of one cohort for one person on the day. `ordinal` tells which special course of theirs it would be."""
    inputs: dict[str, object] = {
        "kind": course.kind,
        "mode": course.mode,
        "tuition": course.tuition,
        "starts": cohort.starts,
        "hours": course.hours,
        "hours_per_day": course.hours_per_day,
        "placement_rate": course.placement_rate,
    }
    if course.region != ANYWHERE:
        inputs["region"] = course.region
    if ordinal is not None:
        inputs["ordinal"] = ordinal
    inputs = {name: value for name, value in inputs.items() if name not in course.unsaid}
    given = read_given(profile, {"course": inputs}, as_of)
    month = next((a for a in training_amounts(given) if a.name == "training_monthly"), None)
    return CourseMoney(own_share(given), month)
