"""From where a person stands to openings: through a course that opens them, and a programme that pays it.

Only courses that can still be joined and openings that can still be applied to, within the person's own limits, are
looked at; a course counts by the openings it newly opens (`Catalogue.unlocked`). Nothing here makes words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Final

from assistant.answer import Swap
from assistant.flags import minimum_wage
from assistant.pathway.build import Builder, Plan
from assistant.pathway.courses import CourseOption, joinable_courses, opened_by, option
from assistant.pathway.goals import Goal, goal_openings, read_goal
from assistant.pathway.paths import Nearest, Paths, Pinned
from assistant.pathway.routes import SPECIAL, Decides, Route, Routes
from assistant.pathway.seeker import seeker_of
from assistant.profile import Profile
from knowledge.base import Base
from knowledge.columns import Flags
from knowledge.fit import Seeker
from knowledge.models import Cohort, Course

DEFAULT_K: Final = 3
_PAIRED: Final = 30  # courses tried in twos, those that teach most of what is missing
_SAME_SIDO: Final = 2  # two courses in a row lie no further apart
_SHARE_OF_GAP: Final = 2  # a course that opens nothing must teach half of what an opening lacks,
_SHARE_OF_GOAL: Final = 3  # or a third of what the goal usually asks for
_SWAPS: Final = 3  # other courses, openings and programmes named for a step
_NEAR: Final = 200  # openings of the goal that courses are held against where none is opened

Pair = tuple[Course, Cohort]


class Pathfinder:
    """Finds pathways in one knowledge base."""

    def __init__(self, base: Base, decides: Decides) -> None:
        self._base, self._decides = base, decides

    def find(
        self, profile: Profile, as_of: date, *, goal: str | Goal | None = None, k: int = DEFAULT_K,
        wider: bool = False, pinned: Pinned | None = None,
    ) -> Paths:  # fmt: skip
        """The best `k` pathways of a person on the day. `goal` is an opening's or occupation's id (or a Goal); without
        one it is what they want, or whatever can be reached. `pinned` steps stand first where they can still be
        taken. Raises GoalError."""
        seeker = seeker_of(profile, self._base.taxonomy, as_of, wider=wider)
        aim = goal if isinstance(goal, Goal) else read_goal(self._base, goal, seeker, as_of)
        return _Search(self._base, self._decides, profile, seeker, aim, as_of, k, pinned or Pinned()).run()


class _Search:
    """One search: what stays the same while it runs."""

    def __init__(
        self, base: Base, decides: Decides, profile: Profile, seeker: Seeker, goal: Goal, as_of: date, k: int,
        pinned: Pinned,
    ) -> None:  # fmt: skip
        self._base, self._profile, self._seeker, self._goal = base, profile, seeker, goal
        self._as_of, self._k = as_of, max(1, k)
        self._catalogue = base.catalogue
        self._missing = goal.skills - seeker.skills
        self._routes = Routes(decides, profile, as_of, pinned.programme)
        self._pinned = pinned
        self._builder = Builder(base, seeker, goal, as_of)
        self._passed: Flags = self._catalogue.within_limits(seeker, as_of, minimum_wage(as_of))[0]
        self._aimed = self._of_goal(self._passed)
        self._pairs = joinable_courses(self._catalogue, base.taxonomy, profile, seeker, as_of)

    def run(self) -> Paths:
        now = self._now()
        found = self._best() if not (self._goal.one_opening and self._goal.id in now) else []
        found = self._chosen_first(found)
        chosen: list[tuple[Plan, Route | None]] = [(Plan((), now), None)] if now else []
        for plan in found:
            if len(chosen) == self._k:
                break
            if (route := self._routes.to(plan.options[0].course)) is not None:
                chosen.append((plan, route))
        pathways = tuple(
            replace(self._builder.pathway(plan, route), swaps=self._swaps(plan, route, found)) for plan, route in chosen
        )
        first = next((plan for plan, _ in chosen if plan.options), None)
        money = [
            amount
            for number, o in enumerate(first.options if first else ())
            for amount in (o.money.share, None if number else o.money.month)
            if amount is not None
        ]
        programmes = dict.fromkeys(p for path in pathways for p in path.programmes)
        return Paths(
            self._goal,
            pathways,
            self._routes.decisions(programmes),
            tuple(money),
            len(now),
            len(self._aimed),
            self._nearest(found, first) if not now and (first is None or not pathways[0].openings) else None,
        )

    def _of_goal(self, lines: Flags) -> frozenset[str]:
        ids = self._catalogue.ids_of(lines)
        return goal_openings(self._base.taxonomy, self._catalogue, self._goal, ids, self._seeker.skills)

    # ---- what a step could be instead

    def _chosen_first(self, found: list[Plan]) -> list[Plan]:
        """The plans with that of the course the person chose first; one is made where the search had none."""
        wanted = self._pinned.course
        if not wanted:
            return found
        own = [p for p in found if wanted in (p.options[0].course.id, p.options[0].cohort.id)]
        if not own and (pair := next((p for p in self._pairs if wanted in (p[0].id, p[1].id)), None)) is not None:
            unlocked = opened_by(self._catalogue, self._passed, self._seeker.skills, [(pair[0],)])[0]
            counted = self._counted(unlocked)
            gaps = [] if counted else _gaps(frozenset(pair[0].teaches), self._lacks()[1])
            own = [Plan((self._option(pair, unlocked),), counted, min(gaps)[2] if gaps else "")]
        return [*own, *(p for p in found if p not in own)]

    def _swaps(self, plan: Plan, route: Route | None, found: Sequence[Plan]) -> tuple[Swap, ...]:
        """The other courses that would do, the other openings at the end, the other programmes to go by."""
        swaps: list[Swap] = []
        if plan.options:
            own = {o.course.id for o in plan.options}
            others = {p.options[0].course.id: p.options[0] for p in found if p.options[0].course.id not in own}
            swaps += [Swap("course", o.cohort.id) for o in [*others.values()][:_SWAPS]]
        least = minimum_wage(self._as_of)
        ranked = self._catalogue.ranked_among(self._seeker, self._as_of, least, plan.counted, _SWAPS + 1)
        swaps += [Swap("opening", r.id) for r in ranked if r.id != self._goal.id][:_SWAPS]
        swaps += [Swap("programme", p) for p in (self._routes.others(route) if route else ())[:_SWAPS]]
        return tuple(swaps)

    # ---- plans

    def _now(self) -> tuple[str, ...]:
        """Openings of the goal that nothing is missing for."""
        ready = self._catalogue.reachable_now(self._passed, self._seeker.skills)
        return tuple(o for o in ready if o in self._aimed)

    def _best(self) -> list[Plan]:
        """Plans with courses: those that open something of the goal; else two in a row; else the nearest miss.

        Real courses that teach what the goal asks for come before any sample, whatever sample openings there are.
        """
        opened = opened_by(self._catalogue, self._passed, self._seeker.skills, [(c,) for c, _ in self._pairs])
        singles = [
            Plan((self._option(pair, unlocked),), counted)
            for pair, unlocked in zip(self._pairs, opened, strict=True)
            if (counted := self._counted(unlocked))
        ]
        singles.sort(key=lambda p: p.options[0].order(len(p.counted)))
        real = [p for p in singles if not p.options[0].course.sample]
        known = {p.options[0].course.id for p in singles}
        skilled = [p for p in self._by_skills(opened) if p.options[0].course.id not in known]
        others = [p for p in skilled if not p.options[0].course.sample]
        if singles or others:
            return [*real, *others, *singles[len(real) :]]
        return self._in_twos(opened) or self._near_misses(opened) or skilled

    def _by_skills(self, opened: Sequence[tuple[str, ...]]) -> list[Plan]:
        """Courses by how much they teach of what the goal usually asks for; each with the opening it comes nearest to,
        where there is any today."""
        real, every = self._lacks()
        plans = []
        for pair, unlocked in zip(self._pairs, opened, strict=True):
            if len(self._missing.intersection(pair[0].teaches)) * _SHARE_OF_GOAL < max(1, len(self._missing)):
                continue
            gaps = _gaps(frozenset(pair[0].teaches), every if pair[0].sample else real)
            plans.append(Plan((self._option(pair, unlocked),), (), min(gaps)[2] if gaps else ""))
        return sorted(plans, key=lambda p: (len(self._missing - p.taught), p.options[0].order(0)))

    def _counted(self, unlocked: Sequence[str]) -> tuple[str, ...]:
        """Of newly opened openings those of the goal; nothing unless they hold the one opening headed for."""
        if self._goal.one_opening and self._goal.id not in unlocked:
            return ()
        return tuple(o for o in unlocked if o in self._aimed)

    def _in_twos(self, opened: Sequence[tuple[str, ...]]) -> list[Plan]:
        """Two courses, the second starting after the first has ended, that together open what neither does alone."""
        lacks = [self._lack(o) for o in self._targets()]
        distance = self._base.taxonomy.regions.distance
        useful = [(sum(len(x.intersection(pair[0].teaches)) for x in lacks), at) for at, pair in enumerate(self._pairs)]
        best = [at for n, at in sorted(useful, key=lambda u: (-u[0], u[1]))[:_PAIRED] if n]
        twos = [
            (a, b) for a, b in combinations(best, 2)
            if any(x <= {*self._pairs[a][0].teaches, *self._pairs[b][0].teaches} for x in lacks)
            and ("onsite" not in (self._pairs[a][0].mode, self._pairs[b][0].mode)
                 or distance(self._pairs[a][0].region, self._pairs[b][0].region) <= _SAME_SIDO)
        ]  # fmt: skip
        courses = [(self._pairs[a][0], self._pairs[b][0]) for a, b in twos]
        both = opened_by(self._catalogue, self._passed, self._seeker.skills, courses)
        plans = []
        for (a, b), unlocked in zip(twos, both, strict=True):
            if (counted := self._counted(unlocked)) and (plan := self._sequence(a, b, counted, opened)) is not None:
                plans.append(plan)
        return sorted(plans, key=_two_order)

    def _sequence(self, a: int, b: int, counted: tuple[str, ...], opened: Sequence[tuple[str, ...]]) -> Plan | None:
        """The order of two courses that ends first; None where no second one can be joined after the first."""
        ends: list[tuple[date, str, Plan]] = []
        for first, second in ((a, b), (b, a)):
            pair, (course, _) = self._pairs[first], self._pairs[second]
            later = [c for c in self._catalogue.cohorts_of(course.id, self._as_of) if c.starts > pair[1].ends]
            if later:
                both_special = pair[0].kind in SPECIAL and course.kind in SPECIAL
                options = (
                    self._option(pair, opened[first]),
                    self._option((course, later[0]), opened[second], ordinal=2 if both_special else None),
                )
                ends.append((later[0].ends, later[0].id, Plan(options, counted)))
        return min(ends, key=lambda e: e[:2])[2] if ends else None

    def _near_misses(self, opened: Sequence[tuple[str, ...]]) -> list[Plan]:
        """One course each, by how little then is missing for an opening of the goal; each must teach half of it."""
        real, every = self._lacks()
        plans: list[tuple[int, int, Plan]] = []
        for pair, unlocked in zip(self._pairs, opened, strict=True):
            gaps = _gaps(frozenset(pair[0].teaches), every if pair[0].sample else real)
            half = [g for g in gaps if -g[1] * _SHARE_OF_GAP >= g[0] - g[1]]
            if half:
                left, filled, nearest = min(half)
                plans.append((left, filled, Plan((self._option(pair, unlocked),), (), nearest)))
        plans.sort(key=lambda p: (p[0], p[1], p[2].options[0].order(0)))
        return [plan for *_, plan in plans]

    def _lacks(self) -> tuple[list[tuple[str, frozenset[str]]], list[tuple[str, frozenset[str]]]]:
        """What is missing for the openings that count: of the real ones, and of all of them."""
        every = [(o, lack) for o in self._targets() if (lack := self._lack(o))]
        return [(o, lack) for o, lack in every if not self._catalogue.is_sample(o)], every

    def _targets(self) -> list[str]:
        """The openings that count: the one headed for, else the best of the goal."""
        if self._goal.one_opening:
            return [o for o in self._aimed if o == self._goal.id]
        least = minimum_wage(self._as_of)
        ranked = self._catalogue.ranked_among(self._seeker, self._as_of, least, self._aimed, _NEAR)
        return [r.id for r in ranked]

    def _lack(self, opening: str) -> frozenset[str]:
        return frozenset(self._catalogue.required_of(opening)) - self._seeker.skills

    def _option(self, pair: Pair, unlocked: tuple[str, ...], ordinal: int | None = None) -> CourseOption:
        return option(self._base.taxonomy, self._profile, self._seeker, self._as_of, pair, unlocked, ordinal=ordinal)

    # ---- no way

    def _nearest(self, found: Sequence[Plan], chosen: Plan | None) -> Nearest:
        """What to say where nothing leads to an opening: why, the nearest things there are, and when to look again."""
        if found and chosen is None:  # courses would do it, but what pays them doesn't look open
            barrier = self._routes.barrier(found[0].options[0].course)
            return Nearest("not_fundable", tuple(p.options[0].view() for p in found[:2]), barrier=barrier)
        wide = seeker_of(self._profile, self._base.taxonomy, self._as_of, wider=True)
        passed, _ = self._catalogue.within_limits(wide, self._as_of, minimum_wage(self._as_of))
        openings = self._of_goal(passed)
        wanted = self._goal.skills or frozenset(s for o in openings for s in self._catalogue.required_of(o))
        missing = wanted - self._seeker.skills
        courses = [p for p in self._catalogue.joinable(self._as_of) if missing.intersection(p[0].teaches)]
        courses.sort(key=lambda p: (-len(missing.intersection(p[0].teaches)), p[1].apply_by, p[1].id))
        options = [self._option(p, ()) for p in courses[:2]]
        reason = "goal_closed" if not self._goal.open else "no_course" if self._aimed else "no_opening"
        again = min((o.cohort.apply_by for o in options), default=None)
        return Nearest(reason, tuple(o.view() for o in options), self._builder.views(openings), again)


def _gaps(taught: frozenset[str], lacks: Sequence[tuple[str, frozenset[str]]]) -> list[tuple[int, int, str]]:
    """For each opening how much is left after a course, how much (below zero) it fills, and its id."""
    return [(len(lack - taught), -len(lack & taught), o) for o, lack in lacks]


def _two_order(plan: Plan) -> tuple[bool, int, int, int, int, str]:
    a, b = plan.options
    sample = a.course.sample or b.course.sample
    hours = a.course.hours + b.course.hours
    return sample, -len(plan.counted), a.cost + b.cost, hours, a.away + b.away, f"{a.cohort.id}{b.cohort.id}"
