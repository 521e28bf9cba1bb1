"""Openings and cohorts as columns: hard limits and scores over all of them at once, and what a course would open up.

Never changed; a newer base has a newer catalogue. Everything here is about ids and
plain figures: who the person is, and what an opening reads like, is somebody else's matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from knowledge.columns import (
    EDUCATION,
    UNKNOWN,
    Bits,
    Flags,
    Ints,
    OpeningColumns,
    SkillBits,
    cohort_columns,
    count,
    opening_columns,
    share,
    table,
    truths,
    widened,
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
from knowledge.unlocking import Unlocking

_LIMITS_KEPT = 8  # one turn asks several times who is within the same limits; a byte an opening each


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

    def __init__(
        self, openings: Iterable[Opening] | OpeningColumns, trainings: Iterable[Training], taxonomy: Taxonomy
    ) -> None:
        """Reads records once; openings may come as columns already."""
        if not isinstance(openings, OpeningColumns):
            openings = opening_columns(openings, SkillBits(taxonomy.skills))
        self._taxonomy = taxonomy
        self.openings = openings
        self.cohorts = cohort_columns(trainings)
        self._skills = SkillBits(openings.skills)
        self._skills.learn(skill for course in self.cohorts.courses for skill in course.teaches)
        self._needs = widened(openings.needs, self._skills.words)
        self._likings = widened(openings.likings, self._skills.words)
        self._n_needs, self._n_likings = count(self._needs), count(self._likings)
        self._ids = np.empty(len(openings.ids), dtype=np.object_)
        self._ids[:] = openings.ids
        self._places = lru_cache(maxsize=512)(self._place_tables)
        self._near_skills = lru_cache(maxsize=512)(lambda held: related_skills(taxonomy, held))
        self._limits = lru_cache(maxsize=_LIMITS_KEPT)(self._find_within)

    # ---- limits

    def within_limits(self, seeker: Seeker, as_of: date, minimum_wage: int) -> tuple[Flags, dict[str, int]]:
        """Which openings pass every hard limit on the day, and how many fail by reason (`fit.REASONS`).

        `minimum_wage` is that of the day, in won an hour. The flags are not to be written to.
        """
        passed, rejected = self._limits(seeker, as_of, minimum_wage)
        return passed, dict(rejected)

    def _find_within(self, seeker: Seeker, as_of: date, minimum_wage: int) -> tuple[Flags, dict[str, int]]:
        o, day = self.openings, as_of.toordinal()
        reachable, _ = self._places(seeker.within, seeker.near)
        permitted = truths(o.permits, lambda p: permit_fits(seeker.visa, p))
        licensed = truths(o.licences, lambda n: licences_held(seeker.licences, n))
        educated = EDUCATION[seeker.education] if seeker.education else max(EDUCATION.values())
        failing: dict[str, Callable[[], Flags]] = {
            "withdrawn": lambda: o.withdrawn,
            "unposted": lambda: o.posted > day,
            "closed": lambda: o.closes < day,
            "scam": lambda: o.hidden,
            "region": lambda: ~(reachable[o.region] | (o.remote if seeker.remote else False)),
            "permit": lambda: ~permitted[o.permit],
            "licence": lambda: ~licensed[o.licence],
            "education": lambda: o.education > educated,
            "experience": lambda: o.experience - seeker.years >= FAR_BEYOND,
            "below_minimum_wage": lambda: o.wage_judged & (o.pay_hour < minimum_wage),
            "pay": lambda: (o.pay_month != UNKNOWN) & (o.pay_month < (seeker.pay_min_monthly or 0)),
        }
        # A table that lets everything through needs no look at a million openings.
        idle = {"region": reachable.all(), "permit": permitted.all(), "licence": licensed.all(),
                "education": educated == max(EDUCATION.values()), "pay": not seeker.pay_min_monthly}  # fmt: skip
        open_ = np.ones(len(o.ids), dtype=np.bool_)
        rejected: dict[str, int] = {}
        for reason in REASONS:
            if idle.get(reason):
                continue
            fails = failing[reason]() & open_
            if n := int(np.count_nonzero(fails)):
                rejected[reason] = n
                open_ ^= fails
        open_.flags.writeable = False
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
        at = np.asarray(sorted(line for id_ in set(ids) if (line := self._at(id_)) is not None), dtype=np.int64)
        held, near = self._person(seeker)
        return self._best(at, self._points(at, seeker, as_of, minimum_wage, held, near), held, near, k)

    def ids_of(self, lines: Flags) -> tuple[str, ...]:
        """The ids of the openings flagged."""
        return tuple(self._ids[lines].tolist())

    def _related(self, at: Ints, seeker: Seeker, held: Bits, near: Bits) -> Flags:
        """By skills: one required is held or, where no occupation was named, any of its skills is held or near."""
        need = self.openings.need[at]
        if seeker.occupations:
            return share(self._needs, held)[need]
        liked = share(self._likings, held | near)[self.openings.liking[at]]
        return np.asarray(share(self._needs, held | near)[need] | liked)

    def _points(
        self, at: Ints, seeker: Seeker, as_of: date, minimum_wage: int, held: Bits, near: Bits
    ) -> dict[str, Ints]:
        o = self.openings
        # Skills are weighed once for each distinct set, and looked up by line.
        required = skill_points(self._needs, self._n_needs, held, near, WEIGHTS["required"])
        required = np.where(self._n_needs == 0, NONE_REQUIRED, required).astype(np.int32)
        preferred = skill_points(self._likings, self._n_likings, held, near, WEIGHTS["preferred"]).astype(np.int32)
        gap = np.clip(o.experience[at] - seeker.years, 0, len(BY_GAP) - 1)
        over = np.clip(o.pay_hour[at] - minimum_wage, 0, minimum_wage)
        age = np.clip(as_of.toordinal() - o.posted[at], 0, FRESH_DAYS)
        jobs = table(o.occupations, lambda c: occupation_points(self._taxonomy, seeker.occupations, c))
        kinds = table(o.employments, lambda e: not seeker.employment or e in seeker.employment)
        _, place = self._places(seeker.within, seeker.near)
        where = place[o.region[at]]
        if seeker.remote:
            where = np.where(o.remote[at], WEIGHTS["region"], where)
        return {
            "required": required[o.need[at]],
            "preferred": preferred[o.liking[at]],
            "occupation": jobs[o.occupation[at]],
            "experience": np.asarray(BY_GAP, dtype=np.int32)[gap],
            "region": where,
            "pay": WEIGHTS["pay"] * over // minimum_wage,
            "employment": WEIGHTS["employment"] * kinds[o.employment[at]],
            "freshness": WEIGHTS["freshness"] * (FRESH_DAYS - age) // FRESH_DAYS,
        }

    def _best(self, at: Ints, parts: Mapping[str, Ints], held: Bits, near: Bits, k: int) -> tuple[Ranked, ...]:
        total = sum(parts.values(), start=np.zeros(len(at), dtype=np.int32))
        best = diverse(total, self.openings.employer[at], max(1, k)) if len(at) else []
        return tuple(self._ranked(int(at[i]), {n: int(p[i]) for n, p in parts.items()}, held, near) for i in best)

    def _ranked(self, at: int, points: Mapping[str, int], held: Bits, near: Bits) -> Ranked:
        required = self._needs[self.openings.need[at]]
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
        lacking = share(self._needs, ~self._skills.row(held))
        return self.ids_of(mask & ~lacking[self.openings.need])

    def unlocked(
        self, passed: Flags, held: Iterable[str], courses: Sequence[frozenset[str]], *, real_only: bool = False
    ) -> list[tuple[str, ...]]:
        """For each set of taught skills, the openings of `passed` that it newly opens.

        An opening is newly opened by T for somebody who holds H if its required skills R are not all in H, but all in
        H ∪ T. Related skills don't count. With `real_only` sample openings are not looked at.
        """
        counted = self._counted(passed, real_only=real_only)
        opened = Unlocking(self._skills, self._needs, self.openings.need, counted, held)
        out = {taught: tuple(self._ids[opened.by(taught)].tolist()) for taught in set(courses)}
        return [out[taught] for taught in courses]

    def required_of(self, id_: str) -> tuple[str, ...]:
        """The required skills of an opening; none for an id that isn't here."""
        at = self._at(id_)
        return () if at is None else self._skills.ids(self._needs[self.openings.need[at]])

    def occupation_of(self, id_: str) -> str:
        """The occupation of an opening; empty for an id that isn't here."""
        at = self._at(id_)
        return "" if at is None else self.openings.occupations[int(self.openings.occupation[at])]

    def is_sample(self, id_: str) -> bool:
        """Whether an opening is a sample; False for an id that isn't here."""
        at = self._at(id_)
        return at is not None and bool(self.openings.sample[at])

    def _at(self, id_: str) -> int | None:
        """The line of an opening."""
        ids = self.openings.ids
        at = bisect_left(ids, id_)
        return at if at < len(ids) and ids[at] == id_ else None

    def _counted(self, passed: Flags, *, real_only: bool) -> Flags:
        return passed & ~self.openings.sample if real_only else passed

    def _person(self, seeker: Seeker) -> tuple[Bits, Bits]:
        return self._skills.row(seeker.skills), self._skills.row(self._near_skills(seeker.skills))

    def _place_tables(self, within: tuple[str, ...], near: tuple[str, ...]) -> tuple[Flags, Ints]:
        """For each region code: whether it is in range, and its points."""
        who = Seeker(within=within, near=near)
        regions = self.openings.regions
        reachable = truths(regions, lambda r: in_range(self._taxonomy, who, r))
        return reachable, table(regions, lambda r: region_points(self._taxonomy, who, r))
