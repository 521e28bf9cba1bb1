"""The terms of one opening, drawn before a word is written: when, where, for how much, for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from knowledge.library.sample.chance import weighted
from knowledge.library.sample.wages import draw_pay
from knowledge.library.sample.words import Job, Profile
from knowledge.models import Employment, Pay, PayUnit

_SPREAD_DAYS = 400  # posting dates lie this far around the anchor
_NOW_EVERY = 2  # every second opening is open around the anchor date, so that the day it is shown has plenty
_VISAS = (("F-2", "F-5", "F-6"), ("F-4",), ("F-2", "F-4", "F-5", "F-6"), ("D-10", "F-2", "F-5"))


@dataclass(frozen=True, slots=True)
class Window:
    """When an opening is posted and closes (None: until filled), and whether its source took it down."""

    posted: date
    closes: date | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything an advert states that isn't a skill."""

    window: Window
    region: str
    place: str
    employment: Employment
    pay: Pay | None
    weekly_hours: int | None
    hours: str
    shift: str
    years: int
    education: str
    licences: tuple[str, ...]
    dormitory: bool
    bus: bool
    remote: str
    permits: tuple[str, ...]
    months: int


def rank(at: int) -> tuple[bool, int]:
    """Whether opening `at` is one of those around the anchor, and its place among its like (in order of time)."""
    number, rest = divmod(at, _NOW_EVERY)
    return (True, number) if rest == 0 else (False, number * (_NOW_EVERY - 1) + rest - 1)


def draw_window(rng: Random, at: int, count: int, anchor: date) -> Window:
    """The dates of opening `at` of `count`: half of them lie around the anchor, the others spread evenly in time."""
    withdrawn = rng.random() < 0.04
    now, place = rank(at)
    if now:
        posted = anchor - timedelta(rng.randint(0, 45))
        left = rng.randint(0, 3) if rng.random() < 0.12 else rng.randint(4, 45)
        closes = anchor + timedelta(left)
    else:
        slots = max(1, count - -(-count // _NOW_EVERY))
        posted = anchor + timedelta(round((2 * (place + rng.random()) / slots - 1) * _SPREAD_DAYS))
        closes = posted + timedelta(rng.choice((21, 30, 30, 45, 45, 60, 60, 75, 90)))
    return Window(posted, None if rng.random() < 0.08 else closes, withdrawn)


def draw_terms(
    rng: Random, job: Job, profile: Profile, window: Window, region: tuple[str, str], wages: Mapping[int, int]
) -> Terms:
    """The terms of one opening. `region` is its code and how it is written on a card."""
    employment: Employment = weighted(rng, profile.employment)
    if employment == "day" and job.day is None:
        employment = "fixed_term"
    unit: PayUnit = _unit(rng, profile, employment)
    years = 0 if employment in ("intern", "work_study", "part_time", "day") else weighted(rng, profile.years)
    years = max(years, job.years) if employment in ("permanent", "fixed_term", "freelance") else years
    pay = draw_pay(rng, job, employment, unit, years, window.posted, wages)
    full_time = employment not in ("part_time", "freelance", "day")
    remote = _remote(rng, profile) if employment not in ("day", "work_study") else ""
    return Terms(
        window=window, region=region[0], place=region[1], employment=employment,
        pay=None if employment in ("permanent", "freelance") and rng.random() < 0.06 else pay,
        weekly_hours=40 if full_time else rng.choice((15, 15, 16, 20, 20, 24, 25, 28, 30))
        if employment == "part_time" else None,
        hours=rng.choice(profile.hours), shift=weighted(rng, profile.shift) if full_time else "", years=years,
        education=weighted(rng, profile.education),
        licences=job.licences if rng.random() < job.licence_chance else (),
        dormitory=full_time and not remote and rng.random() < profile.dormitory,
        bus=not remote and rng.random() < profile.bus, remote=remote,
        permits=rng.choice(_VISAS) if rng.random() < 0.05 else (), months=rng.choice((3, 6, 6, 10, 11, 12, 12)),
    )  # fmt: skip


def _unit(rng: Random, profile: Profile, employment: Employment) -> PayUnit:
    if employment == "part_time":
        return "hour"
    if employment == "day":
        return "day"
    unit: PayUnit = weighted(rng, profile.pay_units)
    return "month" if employment in ("intern", "freelance") and unit == "year" else unit


def _remote(rng: Random, profile: Profile) -> str:
    drawn = rng.random()
    if drawn < profile.remote_full:
        return "full"
    return "hybrid" if drawn < profile.remote_full + profile.remote_hybrid else ""
