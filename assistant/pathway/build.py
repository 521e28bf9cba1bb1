"""A chosen plan as a pathway: its edges, the skills each rests on, what is still missing at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from assistant.answer import OpeningView, PathStep, Pathway
from assistant.flags import minimum_wage
from assistant.pathway.courses import CourseOption
from assistant.pathway.goals import Goal
from assistant.pathway.routes import ATTENDANCE, DROPOUT, NOW, SPECIAL, Route
from assistant.views import opening_view
from knowledge.base import Base
from knowledge.catalogue import Ranked
from knowledge.fit import Seeker

SHOWN: Final = 3  # openings that a pathway ends at; the others are counted


@dataclass(frozen=True, slots=True)
class Plan:
    """No course (apply now), one, or two one after the other; and the openings of the goal that they open.

    Where they open none, `nearest` is the opening of the goal that they come nearest to.
    """

    options: tuple[CourseOption, ...]
    counted: tuple[str, ...]
    nearest: str = ""

    @property
    def taught(self) -> frozenset[str]:
        return frozenset(s for o in self.options for s in o.course.teaches)


class Builder:
    """Makes pathways for one person, goal and day."""

    def __init__(self, base: Base, seeker: Seeker, goal: Goal, as_of: date) -> None:
        self._base, self._seeker, self._goal, self._as_of = base, seeker, goal, as_of

    def pathway(self, plan: Plan, route: Route | None) -> Pathway:
        """The pathway of a plan. `route` leads to its first course; a plan without courses needs none."""
        ids = plan.counted or ((plan.nearest,) if plan.nearest else ())
        ranked = self._ranked(ids)
        openings = tuple(v for r in ranked if (v := self._view(r, plan)) is not None)
        steps = [*(route.steps if route else ())]
        at = route.last if route else NOW
        for number, option in enumerate(plan.options):
            steps.append(self._learn(at, option, plan, first=number == 0))
            at = option.cohort.id
        steps += [self._apply(at, view, plan) for view in openings]
        before = self._before(openings)
        after = tuple(s for s in before if s not in plan.taught)
        cards = [o.view() for o in plan.options]
        return Pathway(
            score=float(len(plan.counted)),
            steps=tuple(steps),
            course=cards[0] if cards else None,
            openings=openings,
            programmes=route.programmes if route else (),
            missing_before=before,
            missing_after=after,
            goal=self._goal.id,
            next_course=cards[1] if len(cards) > 1 else None,
        )

    def views(self, ids: Iterable[str]) -> tuple[OpeningView, ...]:
        """The best few of these openings as cards."""
        return tuple(v for r in self._ranked(ids) if (v := self._view(r, None)) is not None)

    def _ranked(self, ids: Iterable[str]) -> tuple[Ranked, ...]:
        found = list(ids)
        least = minimum_wage(self._as_of)
        best = self._base.catalogue.ranked_among(self._seeker, self._as_of, least, found, SHOWN)
        if self._goal.one_opening and self._goal.id in found and all(r.id != self._goal.id for r in best):
            own = self._base.catalogue.ranked_among(self._seeker, self._as_of, least, [self._goal.id], 1)
            best = (*own, *best[: SHOWN - 1])
        return best

    def _view(self, ranked: Ranked, plan: Plan | None) -> OpeningView | None:
        record = self._base.opening(ranked.id)
        if record is None:  # it went since the catalogue was made
            return None
        options = plan.options if plan else ()
        taught = {s: tuple(o.cohort.id for o in options if s in o.course.teaches) for s in ranked.missing}
        return opening_view(
            record,
            self._as_of,
            score=ranked.score,
            parts=ranked.parts,
            held=tuple(self._seeker.skills),
            taught_by={s: cohorts for s, cohorts in taught.items() if cohorts},
        )

    def _before(self, openings: tuple[OpeningView, ...]) -> tuple[str, ...]:
        """What the goal asks for beyond what is held; without a goal, what the openings at the end ask for."""
        asked = self._goal.skills if self._goal.kind != "any" else {s for o in openings for s in o.skills.required}
        return tuple(sorted(asked - self._seeker.skills))

    def _learn(self, at: str, option: CourseOption, plan: Plan, *, first: bool) -> PathStep:
        course, cohort = option.course, option.cohort
        special = course.kind in SPECIAL
        detail: dict[str, Any] = {
            "course": course.id,
            "learned": sorted(option.taught - self._seeker.skills),
            "apply_by": cohort.apply_by.isoformat(),
            "starts": cohort.starts.isoformat(),
            "ends": cohort.ends.isoformat(),
            "own_share": _plain(option.money.own_share),
            "monthly": _plain(option.money.monthly),
            "drop_out": DROPOUT[special],
            "unlocks": len(option.unlocked),
        }
        reason = "teaches_missing" if first else "then_teaches"
        return PathStep(at, cohort.id, "learn", reason, detail, ATTENDANCE[special])

    def _apply(self, at: str, view: OpeningView, plan: Plan) -> PathStep:
        required = set(view.skills.required)
        learned = required & plan.taught - self._seeker.skills
        missing = required - self._seeker.skills - plan.taught
        detail: dict[str, Any] = {
            "required": sorted(required),
            "held": sorted(required & self._seeker.skills),
            "learned": sorted(learned),
            "missing": sorted(missing),
            "years": max(0, view.experience - self._seeker.years),
        }
        if not plan.options:
            return PathStep(at, view.id, "now", "reachable_now", detail)
        return PathStep(at, view.id, "apply", "narrows" if missing else "unlocks", detail)


def _plain(value: Any) -> dict[str, Any] | None:
    return None if value is None else asdict(value)
