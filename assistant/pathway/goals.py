"""What a person heads for: one opening, occupations, or whatever the courses in reach open up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.errors import AssistantError
from assistant.pathway.seeker import taxonomy_ids
from knowledge.base import Base
from knowledge.catalogue import Catalogue
from knowledge.fit import Seeker
from knowledge.lifecycle import is_current, opening_lifecycle
from knowledge.taxonomy import Taxonomy


class GoalError(AssistantError):
    """A goal that is neither an opening nor an occupation."""

    code = "goal"


@dataclass(frozen=True, slots=True)
class Goal:
    """`skills` is what the goal asks for: an opening's required skills, or the usual ones of the occupation.

    `open` is False for an opening that can't be applied to any more; its occupation stands in for it then.
    """

    kind: Literal["opening", "occupation", "any"]
    id: str = ""
    occupations: tuple[str, ...] = ()
    skills: frozenset[str] = frozenset()
    open: bool = True

    @property
    def one_opening(self) -> bool:
        """Whether it is this one opening that counts."""
        return self.kind == "opening" and self.open


def read_goal(base: Base, goal: str | None, seeker: Seeker, as_of: date) -> Goal:
    """The goal named (an id of an opening or an occupation, or an occupation's name), else what the person wants.

    Raises GoalError for anything else.
    """
    if goal is None or not goal.strip():
        return occupations_goal(base.taxonomy, seeker.occupations)
    if goal in base.taxonomy.occupations:
        return occupations_goal(base.taxonomy, (goal,))
    if (opening := base.opening(goal)) is not None:
        still = is_current(opening_lifecycle(opening, as_of))
        return Goal("opening", goal, (opening.occupation,), frozenset(opening.required), still)
    if named := taxonomy_ids(base.taxonomy, "occupation", [goal]):
        return occupations_goal(base.taxonomy, named)
    raise GoalError(f"{goal!r} is neither the id of an opening nor of an occupation; leave it out for the best goals.")


def occupations_goal(taxonomy: Taxonomy, occupations: Iterable[str]) -> Goal:
    """The goal of any of these occupations; without one, any goal."""
    known = tuple(o for o in occupations if o in taxonomy.occupations)
    if not known:
        return Goal("any")
    return Goal("occupation", known[0], known, frozenset(taxonomy.occupations[known[0]].skills))


def occupations_using(taxonomy: Taxonomy, skills: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The occupations a named skill points at ("스마트공장 일"): those that usually need it, the more needed first."""
    wanted = tuple(skills)
    found = []
    for node in taxonomy.occupations.values():
        places = [node.skills.index(s) for s in wanted if s in node.skills]
        if places:
            found.append((-len(places), min(places), node.id))
    return tuple(id_ for *_, id_ in sorted(found)[:most])


def goal_openings(
    taxonomy: Taxonomy, catalogue: Catalogue, goal: Goal, within_limits: Iterable[str], held: frozenset[str]
) -> frozenset[str]:
    """Of the openings within limits those of the goal: the opening itself and its occupation's, or its occupations'.

    Where there is none of its occupations, those of the same KECO groups that ask for a skill the goal asks for.
    Without a goal, those that ask for something the person holds; all of them where nothing is held or none does.
    """
    every = frozenset(within_limits)
    if goal.kind == "any":
        return frozenset(o for o in every if not held.isdisjoint(catalogue.required_of(o))) or every
    own = frozenset(o for o in every if o == goal.id or catalogue.occupation_of(o) in goal.occupations)
    if own:
        return own
    groups = {taxonomy.occupations[o].keco for o in goal.occupations if o in taxonomy.occupations}
    near = {o for o, node in taxonomy.occupations.items() if node.keco in groups}
    return frozenset(
        o for o in every if catalogue.occupation_of(o) in near and not goal.skills.isdisjoint(catalogue.required_of(o))
    )
