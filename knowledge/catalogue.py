"""Openings and cohorts as columns: hard limits and scores over all of them at once, and what a course would open up.

Built from the store's records and never changed; a newer base has a newer catalogue. Everything here is about ids and
plain figures: who the person is, and what an opening reads like, is somebody else's matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

import numpy as np

from knowledge.columns import (
    EDUCATION,
    UNKNOWN,
    Bits,
    Flags,
    Ints,
    SkillBits,
    cohort_columns,
    opening_columns,
)
from knowledge.fit import (
    BY_GAP,
    FAR_BEYOND,
    FRESH_DAYS,
    NONE_REQUIRED,
    REASONS,
    UNRELATED,
    WEIGHTS,
    WHOLE,
    Seeker,
    diverse,
    in_range,
    licences_held,
    occupation_points,
    permit_fits,
    region_points,
    related_skills,
    skill_points,
)
from knowledge.models import Cohort, Course, Opening
from knowledge.records import Training
from knowledge.taxonomy import Taxonomy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opening's place in a match. `parts` add up to `score`; `held` and `missing` are its required skills."""

    id: str
    score: float
    parts: Mapping[str, float]
    held: tuple[str, ...]
    related: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best openings, how many there were in all, and how many were left out by reason."""

    kept: tuple[Ranked, ...]
    total: int
    rejected: Mapping[str, int]


class Catalogue:
    """All openings and cohorts of one state of the base. Safe to use from several threads."""

    def __init__(self, openings: Iterable[Opening], trainings: Iterable[Training], taxonomy: Taxonomy) -> None:
        """Reads everything once; records themselves are not kept, but for courses and cohorts."""
        self._taxonomy = taxonomy
        self._skills = SkillBits(taxonomy.skills)
        courses = tuple(trainings)
        self._skills.learn(skill for t in courses for skill in t.course.teaches)
        self.openings = opening_columns(openings, self._skills)
        self.cohorts = cohort_columns(courses, self._skills)
        self._at = {id_: at for at, id_ in enumerate(self.openings.ids)}
        self._places = lru_cache(maxsize=512)(self._place_tables)
        self._near_skills = lru_cache(maxsize=512)(lambda held: related_skills(taxonomy, held))

    # ---- limits

    def within_limits(self, seeker: Seeker, as_of: date, minimum_wage: int) -> tuple[Flags, dict[str, int]]:
        """Which openings pass every hard limit on the day, and how many fail by reason (`fit.REASONS`).

        `minimum_wage` is that of the day, in won an hour.
        """
        o, day = self.openings, as_of.toordinal()
        reachable, _ = self._places(seeker.within, seeker.near)
        failing: dict[str, Flags] = {
            "withdrawn": o.withdrawn,
            "unposted": o.posted > day,
            "closed": o.closes < day,
            "scam": o.hidden,
            "region": ~(reachable[o.region] | (o.remote if seeker.remote else False)),
            "permit": ~_truths(o.permits, lambda p: permit_fits(seeker.visa, p))[o.permit],
            "licence": ~_truths(o.licences, lambda n: licences_held(seeker.licences, n))[o.licence],
            "education": o.education > (EDUCATION[seeker.education] if seeker.education else max(EDUCATION.values())),
            "experience": o.experience - seeker.years >= FAR_BEYOND,
            "below_minimum_wage": o.wage_judged & (o.pay_hour < minimum_wage),
            "pay": (o.pay_month != UNKNOWN) & (o.pay_month < (seeker.pay_min_monthly or 0)),
        }
        open_ = np.ones(len(o.ids), dtype=np.bool_)
        rejected: dict[str, int] = {}
        for reason in REASONS:
            fails = failing[reason] & open_
            if n := int(fails.sum()):
                rejected[reason] = n
                open_ &= ~fails
        return open_, rejected

    # ---- ranking

    def rank(self, seeker: Seeker, as_of: date, minimum_wage: int, k: int) -> Ranking:
        """The best `k` openings within the limits, by score and then id; at most two of one employer among them
        while others are left. Openings that share nothing with what was named count as `unrelated`."""
        passed, rejected = self.within_limits(seeker, as_of, minimum_wage)
        at = np.flatnonzero(passed)
        held, near = self._person(seeker)
        parts = self._points(at, seeker, as_of, minimum_wage, held, near)
        if seeker.aims:
            related = self._related(at, seeker, held, near) | (parts["occupation"] > 0)
            if n := int((~related).sum()):
                rejected[UNRELATED] = n
            at, parts = at[related], {name: points[related] for name, points in parts.items()}
        kept = self._best(at, parts, held, near, k)
        return Ranking(kept, len(at), rejected)

    def ranked_among(
        self, seeker: Seeker, as_of: date, minimum_wage: int, ids: Iterable[str], k: int
    ) -> tuple[Ranked, ...]:
        """The best `k` of these openings, whatever the limits; ids that aren't here are left out."""
        at = np.asarray(sorted(self._at[id_] for id_ in set(ids) if id_ in self._at), dtype=np.int64)
        held, near = self._person(seeker)
        return self._best(at, self._points(at, seeker, as_of, minimum_wage, held, near), held, near, k)

    def ids_of(self, lines: Flags) -> tuple[str, ...]:
        """The ids of the openings flagged."""
        return tuple(self.openings.ids[int(at)] for at in np.flatnonzero(lines))

    def _related(self, at: Ints, seeker: Seeker, held: Bits, near: Bits) -> Flags:
        """By skills: one required is held or, where no occupation was named, any of its skills is held or near."""
        required, preferred = self.openings.required[at], self.openings.preferred[at]
        if seeker.occupations:
            return np.asarray((required & held).any(axis=1))
        return np.asarray(((required | preferred) & (held | near)).any(axis=1))

    def _points(
        self, at: Ints, seeker: Seeker, as_of: date, minimum_wage: int, held: Bits, near: Bits
    ) -> dict[str, Ints]:
        o = self.openings
        required = skill_points(o.required[at], o.n_required[at], held, near, WEIGHTS["required"])
        gap = np.clip(o.experience[at] - seeker.years, 0, len(BY_GAP) - 1)
        over = np.clip(o.pay_hour[at] - minimum_wage, 0, minimum_wage)
        age = np.clip(as_of.toordinal() - o.posted[at], 0, FRESH_DAYS)
        jobs = _table(o.occupations, lambda c: occupation_points(self._taxonomy, seeker.occupations, c))
        kinds = _table(o.employments, lambda e: not seeker.employment or e in seeker.employment)
        _, place = self._places(seeker.within, seeker.near)
        where = place[o.region[at]]
        if seeker.remote:
            where = np.where(o.remote[at], WEIGHTS["region"], where)
        return {
            "required": np.where(o.n_required[at] == 0, NONE_REQUIRED, required),
            "preferred": skill_points(o.preferred[at], o.n_preferred[at], held, near, WEIGHTS["preferred"]),
            "occupation": jobs[o.occupation[at]],
            "experience": np.asarray(BY_GAP, dtype=np.int64)[gap],
            "region": where,
            "pay": WEIGHTS["pay"] * over // minimum_wage,
            "employment": WEIGHTS["employment"] * kinds[o.employment[at]],
            "freshness": WEIGHTS["freshness"] * (FRESH_DAYS - age) // FRESH_DAYS,
        }

    def _best(self, at: Ints, parts: Mapping[str, Ints], held: Bits, near: Bits, k: int) -> tuple[Ranked, ...]:
        total = sum(parts.values(), start=np.zeros(len(at), dtype=np.int64))
        best = diverse(total, self.openings.employer[at], max(1, k)) if len(at) else []
        return tuple(self._ranked(int(at[i]), {n: int(p[i]) for n, p in parts.items()}, held, near) for i in best)

    def _ranked(self, at: int, points: Mapping[str, int], held: Bits, near: Bits) -> Ranked:
        required = self.openings.required[at]
        ids = self._skills.ids
        return Ranked(
            self.openings.ids[at],
            sum(points.values()) / WHOLE,
            {name: value / WHOLE for name, value in points.items()},
            ids(required & held),
            ids(required & near),
            ids(required & ~held),
        )

    # ---- courses

    def joinable(self, as_of: date) -> list[tuple[Course, Cohort]]:
        """Each course that can still be joined on the day with its next cohort, by course id."""
        c, day = self.cohorts, as_of.toordinal()
        rows = np.flatnonzero((c.apply_by >= day) & (c.seats_left != 0))
        _, first = np.unique(c.course[rows], return_index=True)
        return [(c.courses[int(c.course[row])], c.cohorts[int(row)]) for row in rows[first]]

    def cohorts_of(self, course: str, as_of: date) -> list[Cohort]:
        """All joinable cohorts of a course, the one that starts first first."""
        c, day = self.cohorts, as_of.toordinal()
        number = next((at for at, known in enumerate(c.courses) if known.id == course), None)
        if number is None:
            return []
        rows = np.flatnonzero((c.course == number) & (c.apply_by >= day) & (c.seats_left != 0))
        return [c.cohorts[int(row)] for row in rows]

    def reachable_now(self, passed: Flags, held: Iterable[str], *, real_only: bool = False) -> tuple[str, ...]:
        """Openings of `passed` whose required skills are all held (those that ask for none, too)."""
        mask = self._counted(passed, real_only=real_only)
        missing = self.openings.required & ~self._skills.row(held)
        return tuple(self.openings.ids[int(at)] for at in np.flatnonzero(mask & ~missing.any(axis=1)))

    def unlocked(
        self, passed: Flags, held: Iterable[str], courses: Sequence[frozenset[str]], *, real_only: bool = False
    ) -> list[tuple[str, ...]]:
        """For each set of taught skills, the openings of `passed` that it newly opens.

        An opening is newly opened by T for somebody who holds H if its required skills R are not all in H, but all in
        H ∪ T. Related skills don't count. With `real_only` sample openings are not looked at.
        """
        at = np.flatnonzero(self._counted(passed, real_only=real_only))
        # Many openings ask for the same skills: each distinct need is looked at once a course.
        distinct, which = np.unique(self.openings.need[at], return_inverse=True)
        lacks = self.openings.needs[distinct] & ~self._skills.row(held)
        short = lacks.any(axis=1)
        out = []
        for taught in courses:
            filled: Flags = np.asarray(short & ~(lacks & ~self._skills.row(taught)).any(axis=1))
            out.append(tuple(self.openings.ids[int(i)] for i in at[filled[which]]))
        return out

    # ---- inside

    def required_of(self, id_: str) -> tuple[str, ...]:
        """The required skills of an opening; none for an id that isn't here."""
        at = self._at.get(id_)
        return () if at is None else self._skills.ids(self.openings.required[at])

    def occupation_of(self, id_: str) -> str:
        """The occupation of an opening; empty for an id that isn't here."""
        at = self._at.get(id_)
        return "" if at is None else self.openings.occupations[int(self.openings.occupation[at])]

    def is_sample(self, id_: str) -> bool:
        """Whether an opening is a sample; False for an id that isn't here."""
        at = self._at.get(id_)
        return at is not None and bool(self.openings.sample[at])

    def _counted(self, passed: Flags, *, real_only: bool) -> Flags:
        return passed & ~self.openings.sample if real_only else passed

    def _person(self, seeker: Seeker) -> tuple[Bits, Bits]:
        return self._skills.row(seeker.skills), self._skills.row(self._near_skills(seeker.skills))

    def _place_tables(self, within: tuple[str, ...], near: tuple[str, ...]) -> tuple[Flags, Ints]:
        """For each region code: whether it is in range, and its points."""
        who = Seeker(within=within, near=near)
        regions = self.openings.regions
        reachable = _truths(regions, lambda r: in_range(self._taxonomy, who, r))
        return reachable, _table(regions, lambda r: region_points(self._taxonomy, who, r))


def _table(values: Sequence[T], of: Callable[[T], int | bool]) -> Ints:
    """One figure for each distinct value."""
    return np.asarray([of(value) for value in values], dtype=np.int64)


def _truths(values: Sequence[T], of: Callable[[T], bool]) -> Flags:
    return np.asarray([of(value) for value in values], dtype=np.bool_)
