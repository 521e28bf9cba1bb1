"""One course told by several sources, a run at a time.

Courses are the same where the institution, the place and the title are (the title nearly so), a run of each begins on
the same day, and nothing said by both differs. Then the richest record stands for the runs they share, with the links
of all. Runs that only another source tells of stay with its own record. Courses of one source are never merged, nor
samples with anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final, cast

from knowledge.models import ANYWHERE, Course
from knowledge.records import Training, bare
from knowledge.sources.merge import Holds, firm_name, groups_of, near_titles, plain_title

_AROUND: Final = re.compile(
    r"국비\s?(?:지원|무료)?|무료|훈련생?|수강생?|교육생?|모집|양성|개설|과정|강좌|교육|\d+\s?(?:회차|기수?|차)(?![가-힣])|제(?=\s)"
)


def merged_courses(trainings: Iterable[Training], holds: Holds) -> Iterator[Training]:
    """The courses as they should be kept: links of all on the one that stands, `same_as` on the runs it stands for.

    What an earlier merge wrote is undone first, so that the same courses give the same records again.
    """
    told = [cast(Training, bare(t)) for t in trainings]
    runs = {t.course.id: {c.starts: c.id for c in reversed(t.cohorts)} for t in told}

    def alike(one: Course, other: Course) -> bool:
        return not runs[one.id].keys().isdisjoint(runs[other.id]) and same_course(one, other, holds)

    def worth(course: Course) -> int:
        return richness(course) * 100 + min(len(runs[course.id]), 99)

    real = [t.course for t in told if not t.course.sample]
    groups = groups_of(real, lambda course: (firm_name(course.institution),), alike, worth)
    for training in told:
        group = groups.get(training.course.id)
        if group is None:
            yield training
        elif (standing := group[0]).id == training.course.id:
            links = dict.fromkeys(link for member in group for link in member.links)
            yield replace(training, course=replace(standing, links=tuple(links)))
        else:
            yield _behind(training, runs[standing.id])


def _behind(training: Training, standing: dict[date, str]) -> Training:
    """A course with the runs marked that another one, whose runs by first day are `standing`, stands for."""
    return replace(training, cohorts=tuple(replace(c, same_as=standing.get(c.starts, "")) for c in training.cohorts))


def same_course(one: Course, other: Course, holds: Holds) -> bool:
    """Whether two records of one institution tell of one course, as far as runs don't say."""
    if one.source == other.source or (ANYWHERE in (one.region, other.region) and one.region != other.region):
        return False
    if not (one.region == other.region or holds(one.region, other.region) or holds(other.region, one.region)):
        return False
    for name in ("kind", "hours", "tuition"):
        both_say = name not in one.unsaid and name not in other.unsaid
        if both_say and getattr(one, name) != getattr(other, name):
            return False
    return near_titles(*(plain_title(c.title, c.institution, _AROUND) for c in (one, other)))


def richness(course: Course) -> int:
    """How much a record says: what counts and money are decided by most, then skills, then length."""
    said = sum(
        (
            "tuition" not in course.unsaid, "hours" not in course.unsaid, "kind" not in course.unsaid,
            course.own_share is not None, course.placement_rate is not None, bool(course.days), bool(course.url),
            not course.region.endswith("000"),
        )
    )  # fmt: skip
    return said * 10_000 + min(len(course.teaches), 30) * 100 + min(len(course.description), 9_900) // 100
