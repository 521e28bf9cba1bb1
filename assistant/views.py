"""Records as cards: courses and openings in the shape people and batch commands read, as of a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.answer import CourseView, Match, Monthly, OpeningView, OwnShare, PayView, SignView, SkillsView
from assistant.flags import flags_of
from knowledge.lifecycle import opening_lifecycle
from knowledge.models import Cohort, Course, Opening


def opening_view(
    o: Opening,
    as_of: date,
    *,
    score: float = 0.0,
    parts: Mapping[str, float] | None = None,
    held: tuple[str, ...] = (),
    taught_by: Mapping[str, tuple[str, ...]] | None = None,
    label: int | None = None,
) -> OpeningView:
    """An opening as a card on `as_of`. `held` are the skills the person said to have; `taught_by` names for missing
    ones the cohorts that teach them. A last day that the source doesn't give is none."""
    closes = None if "closes" in o.unsaid else o.closes
    have, missing = tuple(s for s in o.required if s in held), tuple(s for s in o.required if s not in held)
    return OpeningView(
        id=o.id,
        source=o.source,
        sample=o.sample,
        title=o.title,
        employer=o.employer,
        region=o.region,
        employment=o.employment,
        pay=PayView(o.pay.unit, o.pay.min, o.pay.max) if o.pay else None,
        closes=closes,
        days_left=(closes - as_of).days if closes else None,
        lifecycle=opening_lifecycle(o, as_of),
        skills=SkillsView(o.required, o.preferred),
        match=Match(score, dict(parts or {}), have, missing, dict(taught_by or {})),
        sme=SignView(o.sme.value, o.sme.quote) if o.sme else None,
        ax=SignView(o.ax.value, o.ax.quote) if o.ax else None,
        flags=flags_of(o, as_of),
        url="" if o.sample else o.url,
        occupation=o.occupation,
        experience=o.experience,
        education=o.education,
        remote=o.remote,
        shift=o.shift,
        dormitory=o.dormitory,
        label=label,
        as_of=o.as_of,
        unsaid=o.unsaid,
    )


def course_view(
    course: Course,
    cohort: Cohort,
    *,
    own_share: OwnShare | None = None,
    monthly: Monthly | None = None,
    unlocked: tuple[str, ...] = (),
    label: int | None = None,
) -> CourseView:
    """A course with one cohort as a card. `unlocked` are the openings it newly opens for the person."""
    return CourseView(
        id=course.id,
        cohort=cohort.id,
        source=course.source,
        sample=course.sample,
        title=course.title,
        institution=course.institution,
        kind=course.kind,
        mode=course.mode,
        region=course.region,
        apply_by=cohort.apply_by,
        starts=cohort.starts,
        ends=cohort.ends,
        hours=course.hours,
        hours_per_day=course.hours_per_day,
        days=course.days,
        seats=cohort.seats,
        seats_left=cohort.seats_left,
        tuition=course.tuition,
        placement_rate=course.placement_rate,
        own_share=own_share,
        monthly=monthly,
        teaches=course.teaches,
        unlocks=len(unlocked),
        unlocked=unlocked,
        url="" if course.sample else course.url,
        label=label,
        as_of=course.as_of,
        unsaid=(*course.unsaid, *cohort.unsaid),
    )
