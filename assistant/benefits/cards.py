"""Course money for cards: own share and monthly money of one cohort for one person."""

from __future__ import annotations

from datetime import date

from assistant.answer import Monthly, OwnShare
from assistant.benefits import amounts
from assistant.profile import Profile
from knowledge.models import Cohort, Course

_WANTED = ("own_share", "training_monthly")


def course_money(
    course: Course, cohort: Cohort, profile: Profile, as_of: date
) -> tuple[OwnShare | None, Monthly | None]:
    """What the person pays for this cohort and what a month of it brings, in won.

    Either is None where no table holds the day it starts.
    """
    given = {
        "kind": course.kind,
        "mode": course.mode,
        "region": course.region,
        "tuition": course.tuition,
        "starts": cohort.starts,
        "hours": course.hours,
        "hours_per_day": course.hours_per_day,
        "placement_rate": course.placement_rate,
    }
    found = {a.name: a for a in amounts(profile, {"course": given}, as_of, wanted=_WANTED)}
    share, month = found.get("own_share"), found.get("training_monthly")
    return (
        OwnShare(share.value, share.band, share.formula, share.citation) if share else None,
        Monthly(month.value, month.band, month.citation) if month else None,
    )
