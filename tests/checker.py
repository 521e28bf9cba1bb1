"""Matching and pathways worked out a second time, one record at a time, from the rules as they are documented.

Shares no code with `knowledge.catalogue`, `knowledge.fit`, `assistant.matching` or `assistant.pathway.find`: only records and
the taxonomy are read. Profiles are the nested JSON of the batch commands, with ids and codes for skills and places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from knowledge.models import Cohort, Course, Opening
from knowledge.taxonomy import load_taxonomy

TAX = load_taxonomy()
LEVELS = ["any", "middle", "high", "college", "university", "graduate"]
LEAST_WAGE = {2025: 10_030, 2026: 10_320, 2027: 10_700}


def held_of(profile: Mapping[str, Any]) -> set[str]:
    return {s for s in profile.get("skills", ()) if s in TAX.skills}


def wish(profile: Mapping[str, Any], name: str, default: Any = None) -> Any:
    return profile.get("wants", {}).get(name, default)


def places(profile: Mapping[str, Any], day: date) -> tuple[list[str], list[str]]:
    """The codes in range ([] = everywhere) and those distance is measured from."""
    return _places(profile.get("region", ""), tuple(wish(profile, "regions", [])), day)


@lru_cache(maxsize=1_000)
def _places(region: str, regions: tuple[str, ...], day: date) -> tuple[list[str], list[str]]:
    def codes(words: Iterable[str]) -> list[str]:
        return [r.code for w in words if w for r in TAX.regions.resolve(w, day)]

    home, wanted = codes([region]), codes(regions)
    near = [h for h in home if any(TAX.regions.contains(w, h) for w in wanted)] or wanted or home
    near = [c for c in near if c != "00000"]
    if "00000" in wanted:
        return [], near
    if wanted:
        return wanted, near
    around = list(home)
    for code in home:
        row = TAX.regions.get(code)
        if row is not None and row.level == "gu":
            around.append(row.parent)
        around += [n for n in TAX.regions.neighbours(code) if n[:2] == code[:2]]
    return around, near


def reachable(region: str, within: list[str]) -> bool:
    return not within or region == "00000" or any(_overlap(w, region) for w in within)


@lru_cache(maxsize=100_000)
def _overlap(a: str, b: str) -> bool:
    return TAX.regions.contains(a, b) or TAX.regions.contains(b, a)


def an_hour(o: Opening) -> int | None:
    """Least pay an hour; None where it can't be held against the minimum wage."""
    if o.pay is None or o.employment == "freelance":
        return None
    if o.pay.unit == "hour":
        return o.pay.min
    if o.pay.unit == "day":
        return o.pay.min // 8
    if (o.weekly_hours is None and o.employment == "part_time") or (o.weekly_hours or 40) < 40:
        return None
    return o.pay.min // (209 if o.pay.unit == "month" else 209 * 12)


def a_month(o: Opening) -> int | None:
    """Most pay a month."""
    if o.pay is None:
        return None
    top = o.pay.max or o.pay.min
    if o.pay.unit == "month":
        return top
    if o.pay.unit == "year":
        return round(top / 12)
    if o.pay.unit == "day":
        return round(top * 21.7)
    hours = 209.0
    if o.weekly_hours and o.weekly_hours < 40:
        hours = o.weekly_hours * (365 / 7 / 12) * (1.2 if o.weekly_hours >= 15 else 1)
    return round(top * hours)


SCAM = re.compile(r"선입금|먼저 입금|통장을 보내|OTP를 보내|텔레그램으로만")


def years_of(profile: Mapping[str, Any]) -> int:
    return int(profile.get("insured_months_total", 0)) // 12


def why_not(o: Opening, profile: Mapping[str, Any], day: date, *, wider: bool = False) -> str:
    """The first reason why an opening is left out; empty if it isn't."""
    if o.withdrawn:
        return "withdrawn"
    if o.posted > day:
        return "unposted"
    if o.closes is not None and o.closes < day:
        return "closed"
    if SCAM.search(f"{o.title}\n{o.body}"):
        return "scam"
    within, _ = places(profile, day)
    anywhere = bool(wish(profile, "remote")) and o.remote
    if not wider and not anywhere and not reachable(o.region, within):
        return "region"
    visa = profile.get("visa", "citizen")
    if o.permits and visa not in ("citizen", "other") and visa not in o.permits:
        return "permit"
    told = re.sub(r"\s", "", " ".join([*profile.get("skills", ()), profile.get("resume_text", "")])).lower()
    if any(re.sub(r"\s", "", name).lower() not in told for name in o.licences):
        return "licence"
    if "education" in profile and LEVELS.index(o.education) > LEVELS.index(profile["education"]):
        return "education"
    if o.experience - years_of(profile) >= 3:
        return "experience"
    hour = an_hour(o)
    if hour is not None and hour < LEAST_WAGE[day.year]:
        return "below_minimum_wage"
    month, floor = a_month(o), wish(profile, "pay_min_monthly", 0)
    return "pay" if month is not None and month < floor else ""


def points(o: Opening, profile: Mapping[str, Any], day: date) -> dict[str, int]:
    """Ten-thousandths by part."""
    held = held_of(profile)
    near = {r for s in held for r in TAX.skills[s].related} | {
        s.id for s in TAX.skills.values() if held & set(s.related)
    }
    near -= held

    def by_skill(asked: Sequence[str], most: int) -> int:
        if not asked:
            return 0
        have = sum(5 if s in held else 2 if s in near else 0 for s in asked)
        return most * have // (5 * len(asked))

    wanted = [w for w in wish(profile, "occupations", []) if w in TAX.occupations]
    job = 0
    if o.occupation in wanted:
        job = 1_800
    elif o.occupation in TAX.occupations and TAX.occupations[o.occupation].keco in {TAX.occupations[w].keco for w in wanted}:
        job = 900
    _, anchors = places(profile, day)
    place = 500
    if anchors:
        place = {0: 1_000, 1: 700, 2: 400, 3: 100}[min(TAX.regions.distance(a, o.region) for a in anchors)]
    if wish(profile, "remote") and o.remote:
        place = 1_000
    least = LEAST_WAGE[day.year]
    over = min(max(_rate(o) - least, 0), least)
    kinds = wish(profile, "employment", [])
    return {
        "required": by_skill(o.required, 3_600) if o.required else 1_800,
        "preferred": by_skill(o.preferred, 700),
        "occupation": job,
        "experience": [700, 400, 200][max(0, min(2, o.experience - years_of(profile)))],
        "region": place,
        "pay": 800 * over // least,
        "employment": 600 if not kinds or o.employment in kinds else 0,
        "freshness": 800 * (60 - min(max((day - o.posted).days, 0), 60)) // 60,
    }


def _rate(o: Opening) -> int:
    """Least pay an hour for comparing, whether or not it is held against the minimum wage; -1 if nothing is said."""
    if o.pay is None:
        return -1
    if o.pay.unit == "hour":
        return o.pay.min
    if o.pay.unit == "day":
        return o.pay.min // 8
    months = 12 if o.pay.unit == "year" else 1
    if o.weekly_hours is None or o.weekly_hours >= 40:
        return o.pay.min // (209 * months)
    return o.pay.min * 840 // (o.weekly_hours * 365 * (12 if o.weekly_hours >= 15 else 10) * months)


def related(o: Opening, profile: Mapping[str, Any], parts: Mapping[str, int]) -> bool:
    """Whether an opening has to do with anything the person named (true where they named nothing)."""
    held = held_of(profile)
    wanted = [w for w in wish(profile, "occupations", []) if w in TAX.occupations]
    if not held and not wanted:
        return True
    if parts["occupation"] > 0 or held & set(o.required):
        return True
    return not wanted and ((parts["required"] > 0 and bool(o.required)) or parts["preferred"] > 0)


def best(
    openings: Iterable[Opening], profile: Mapping[str, Any], day: date, k: int
) -> tuple[list[tuple[str, float]], dict[str, int]]:
    """The best `k` with their scores, and how many were left out by reason."""
    rejected: Counter[str] = Counter()
    fitting: list[tuple[int, str, str]] = []
    for o in openings:
        if reason := why_not(o, profile, day):
            rejected[reason] += 1
            continue
        parts = points(o, profile, day)
        if related(o, profile, parts):
            fitting.append((-sum(parts.values()), o.id, o.employer))
        else:
            rejected["unrelated"] += 1
    fitting.sort()
    seen: Counter[str] = Counter()
    taken: list[tuple[int, str, str]] = []
    spare: list[tuple[int, str, str]] = []
    for one in fitting:
        seen[one[2]] += 1
        (taken if seen[one[2]] <= 2 else spare).append(one)
    chosen = sorted((taken[:k] + spare)[:k] if len(taken) < k else taken[:k])
    return [(id_, -total / 10_000) for total, id_, _ in chosen], dict(rejected)


def unlocked(
    openings: Iterable[Opening], profile: Mapping[str, Any], courses: Sequence[Course], day: date
) -> list[str]:
    """Openings within the person's limits whose required skills are not all held, but all held after the courses.
    Real courses are held against real openings only."""
    held, taught = held_of(profile), {s for c in courses for s in c.teaches}
    real_only = any(not c.sample for c in courses)
    return sorted(
        o.id
        for o in openings
        if not (real_only and o.sample)
        and not set(o.required) <= held
        and set(o.required) <= held | taught
        and not why_not(o, profile, day)
    )


def course_problem(course: Course, cohort: Cohort, profile: Mapping[str, Any], day: date) -> str:
    """Why a course can't be offered; empty if it can."""
    if cohort.apply_by < day or cohort.seats_left == 0:
        return "not joinable"
    within, _ = places(profile, day)
    if course.mode == "onsite" and not reachable(course.region, within):
        return "region"
    months, until = wish(profile, "willing_to_train_months"), wish(profile, "start_by")
    if months is not None and cohort.ends - cohort.starts >= timedelta(months * 31):
        return "too long"
    return "ends too late" if until and cohort.ends > date.fromisoformat(until) else ""


def cohort_open(cohort: Cohort, day: date) -> bool:
    return day <= cohort.apply_by and cohort.seats_left != 0


def of_goal(within: Iterable[Opening], profile: Mapping[str, Any], goal: str | None) -> set[str]:
    """Of the openings within limits the ids of those that count for a goal (an occupation's id, or what is wanted)."""
    every = list(within)
    wanted = [goal] if goal else [w for w in wish(profile, "occupations", []) if w in TAX.occupations]
    if not wanted:
        held = held_of(profile)
        return {o.id for o in every if held & set(o.required)} or {o.id for o in every}
    if own := {o.id for o in every if o.occupation in wanted}:
        return own
    groups = {TAX.occupations[w].keco for w in wanted}
    usual = set(TAX.occupations[wanted[0]].skills)
    return {
        o.id
        for o in every
        if o.occupation in TAX.occupations and TAX.occupations[o.occupation].keco in groups and usual & set(o.required)
    }
