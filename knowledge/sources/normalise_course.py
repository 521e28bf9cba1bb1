"""A course's draft → its record with all its cohorts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from knowledge.models import ANYWHERE, Cohort, Course, CourseKind
from knowledge.records import Training
from knowledge.sources.dates import read_closing, read_day, read_days
from knowledge.sources.drafts import CohortDraft, CourseDraft
from knowledge.sources.places import read_place
from knowledge.sources.reading import Reader, UnreadableDraft, body_of, cannot_be, line_of, missing, no_date, record_id
from knowledge.sources.skills import asked_for
from knowledge.sources.terms import course_kind_of, course_mode_of
from knowledge.sources.words import said
from knowledge.text.figures import korean_amount

_WHOLE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AMOUNT = re.compile(r"((?:\d[\d,]*(?:\.\d+)?\s?(?:억|만|천)?\s?)+)(원)?")
_FREE = re.compile(r"무료|전액\s?(?:국비|무료|지원)|\bfree\b|^0\s?원?$", re.I)
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")
_DAYS_A_WEEK: Final = 5
_MOST_TUITION: Final = 50_000_000
_MOST_HOURS: Final = 5_000


def read_course(draft: CourseDraft, reader: Reader) -> Training:
    """The record. Raises UnreadableDraft without title, institution, place or a cohort with a first day."""
    title, institution = line_of(draft.title), line_of(draft.institution)
    if not title:
        raise missing("과정명이", "title")
    if not institution:
        raise missing("훈련기관이", "institution")
    cohorts = tuple(c for c in (_cohort(draft, run, reader) for run in draft.cohorts) if c)
    if not cohorts:
        raise missing("읽을 수 있는 개강일이", "run with a first day that can be read")
    body = body_of(draft.body, draft.teaches)
    taught, liked = asked_for(reader.skills, title, body_of(draft.body), draft.teaches, "")
    found = dict((*taught, *liked))
    region = _region(draft, reader)
    hours = _number(draft.hours, "hours", reader, _MOST_HOURS)
    days = _number(draft.days, "days", reader, 1_000) or _weekdays(cohorts[0])
    url = reader.url(draft.url)
    jobs = reader.skills.occupations(title)
    course = Course(
        id=reader.id, source=reader.origin.source, sample=False, title=title, institution=institution,
        kind=_kind(draft, title, reader), mode=course_mode_of(f"{draft.mode} {draft.region}") or "onsite",
        region=region, hours=hours, days=days,
        hours_per_day=_number(draft.hours_per_day, "", reader, 24) or (round(hours / days) if days else 0),
        tuition=_tuition(draft, reader), placement_rate=_rate(draft.placement_rate, reader),
        teaches=tuple(found), occupations=tuple(id_ for id_, _ in jobs), description=body or title, url=url,
        as_of=reader.today, links=((reader.origin.source, url),) if url else (), found=(*found.items(), *jobs),
        own_share=_won(draft.own_share), unsaid=tuple(dict.fromkeys(reader.unsaid)),
    )  # fmt: skip
    return Training(course, tuple(sorted(cohorts, key=lambda c: (c.starts, c.id))))


def _cohort(draft: CourseDraft, run: CohortDraft, reader: Reader) -> Cohort | None:
    name = record_id(reader.id, run.id or run.starts)
    starts = read_day(run.starts, reader.today)
    if starts is None:
        empty = said(f"{run.id!r} 회차에 개강일이 없어요", f"run {run.id!r} has no first day")
        reader.doubt("starts", no_date(run.starts) or empty)
        return None
    unsaid = []
    span = read_days(run.starts, reader.today)  # 훈련기간 2026.12.14 - 2027.2.26
    ends = read_day(run.ends, reader.today) if run.ends.strip() or len(span) < 2 else span[-1]
    if ends is None or ends < starts:
        reader.doubt("ends", cannot_be(run.ends))
        unsaid.append("ends")
        ends = starts
    apply_by = read_closing(run.apply_by, reader.today).day  # the last day of 접수기간
    if apply_by is None or apply_by > ends:
        reader.doubt("apply_by", cannot_be(run.apply_by))
        unsaid.append("apply_by")
        apply_by = starts - timedelta(days=1)
    seats = _whole(run.seats) or 0
    taken = _whole(run.taken)
    if not seats:
        unsaid.append("seats")
    left = max(0, seats - taken) if seats and taken is not None else None
    return Cohort(name, reader.id, apply_by, starts, ends, seats, left, tuple(unsaid))


def _region(draft: CourseDraft, reader: Reader) -> str:
    online = course_mode_of(f"{draft.mode} {draft.region}") in ("online", "live_online")
    place = read_place(draft.region, draft.region_code, reader.taxonomy.regions, reader.today)
    if not place.code and online:
        return ANYWHERE
    if not place.code:
        raise UnreadableDraft(place.doubt)
    reader.doubt("region", place.doubt)
    return place.code


def _kind(draft: CourseDraft, title: str, reader: Reader) -> CourseKind:
    """The kind of training; money depends on it, so that a guess is called one."""
    kind = course_kind_of(draft.kind) or course_kind_of(title)
    if kind is None:
        reader.unsaid.append("kind")
    return kind or "general"


def _tuition(draft: CourseDraft, reader: Reader) -> int:
    given = draft.tuition.strip()
    if _FREE.search(given):
        return 0
    value = _won(given)
    if value and 1_000 <= value <= _MOST_TUITION:
        return value
    if value:
        reader.doubt("tuition", cannot_be(given))
    reader.unsaid.append("tuition")
    return 0


def _won(text: str) -> int | None:
    match = _AMOUNT.search(text)
    return round(korean_amount(match[1])) if match and re.search(r"\d", match[1]) else None


def _number(text: str, name: str, reader: Reader, most: int) -> int:
    """A count, from words or an ISO duration; 0 and unsaid where there is none that can be."""
    iso = _DURATION.match(text.strip())
    value = int(iso[1] or 0) * 8 + int(iso[2] or 0) if iso and text.strip() else _whole(text)
    if value and 0 < value <= most:
        return value
    if name:
        reader.doubt(name, cannot_be(text) if value else "")
        reader.unsaid.append(name)
    return 0


def _whole(text: str) -> int | None:
    match = _WHOLE.search(text)
    return round(float(match[0].replace(",", ""))) if match else None


def _rate(text: str, reader: Reader) -> float | None:
    """A share of 0..1 from per cent; letters that stand for "not yet" are none."""
    match = re.search(r"\d+(?:\.\d+)?", text)
    if not match:
        return None
    value = float(match[0])
    share = value if value <= 1 and "%" not in text and "." in match[0] else value / 100
    if share > 1:
        reader.doubt("placement_rate", cannot_be(text))
        return None
    return round(share, 4) if share > 0 else None


def _weekdays(run: Cohort) -> int:
    """Days of a run on weekdays, where its last day is known."""
    if "ends" in run.unsaid:
        return 0
    span = (run.ends - run.starts).days + 1
    weeks, rest = divmod(span, 7)
    tail = sum(1 for d in range(rest) if (run.starts + timedelta(days=weeks * 7 + d)).weekday() < _DAYS_A_WEEK)
    return weeks * _DAYS_A_WEEK + tail
