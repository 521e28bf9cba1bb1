"""What matters of a person for matching, and how many points each part of a match is worth. Whole numbers throughout:
points are ten-thousandths of a score, so that the parts add up exactly and nothing depends on the order of sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from knowledge.columns import Bits, Ints, count
from knowledge.models import ANYWHERE
from knowledge.taxonomy import Taxonomy

WHOLE: Final = 10_000  # points of a perfect match
WEIGHTS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "required": 3_600,
        "preferred": 700,
        "occupation": 1_800,
        "experience": 700,
        "region": 1_000,
        "pay": 800,
        "employment": 600,
        "freshness": 800,
    }
)
SKILL_EXACT: Final = 5  # a skill held counts five, one related to a held one counts two
SKILL_RELATED: Final = 2
NONE_REQUIRED: Final = 1_800  # an opening that asks for no skill: half of what asking for held ones is worth
SAME_GROUP: Final = 900  # another occupation of the same KECO group
BY_GAP: Final = (700, 400, 200)  # by how many years more than the person has are asked for
FAR_BEYOND: Final = 3  # so many years more are out of reach
BY_DISTANCE: Final = (1_000, 700, 400, 100)  # same place, commuting area, same sido, further
NO_PLACE: Final = 500  # where the person named no place at all
FRESH_DAYS: Final = 60
PER_EMPLOYER: Final = 2  # openings of one employer among the best, while there are others
FIRST_LOOK: Final = 8  # times k: how many of the best are looked at before more are sorted

REASONS: Final = (
    "withdrawn", "unposted", "closed", "scam", "region", "permit", "licence", "education", "experience",
    "below_minimum_wage", "pay",
)  # fmt: skip
"""Why an opening is left out, in the order they are looked at: the first that holds is the one counted."""
UNRELATED: Final = "unrelated"
"""The reason of openings that would do, but have nothing to do with any skill or occupation named."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """A person as matching sees them. Nothing else about them can change what comes out.

    `skills` and `occupations` are taxonomy ids; `within` the region codes that are in range (empty = everywhere),
    `near` those that distance is measured from; `licences` is the folded text, without spaces, in which licences held
    are named; `years` of experience as far as told; `visa` and `education` are empty where not told.
    """

    skills: frozenset[str] = frozenset()
    occupations: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    remote: bool = False
    visa: str = ""
    education: str = ""
    licences: str = ""
    years: int = 0
    pay_min_monthly: int | None = None
    employment: tuple[str, ...] = ()

    @property
    def aims(self) -> bool:
        """Whether anything was said of what the person can or wants to do."""
        return bool(self.skills or self.occupations)


def related_skills(taxonomy: Taxonomy, held: frozenset[str]) -> frozenset[str]:
    """Skills next to those held, either one naming the other, without the held ones themselves."""
    near = {other for skill in held if skill in taxonomy.skills for other in taxonomy.skills[skill].related}
    near |= {node.id for node in taxonomy.skills.values() if not held.isdisjoint(node.related)}
    return frozenset(near - held)


def in_range(taxonomy: Taxonomy, seeker: Seeker, region: str) -> bool:
    """Whether a place lies in (or around) one of the regions in range. What happens anywhere always does."""
    if not seeker.within or region == ANYWHERE:
        return True
    holds = taxonomy.regions.contains
    return any(holds(wanted, region) or holds(region, wanted) for wanted in seeker.within)


def distance(taxonomy: Taxonomy, seeker: Seeker, region: str) -> int | None:
    """0 (same place) to 3 (further than the sido) from the nearest place named; None if none was."""
    if not seeker.near:
        return None
    return min(taxonomy.regions.distance(near, region) for near in seeker.near)


def region_points(taxonomy: Taxonomy, seeker: Seeker, region: str) -> int:
    """The points of a place."""
    away = distance(taxonomy, seeker, region)
    return NO_PLACE if away is None else BY_DISTANCE[away]


def occupation_points(taxonomy: Taxonomy, wanted: tuple[str, ...], occupation: str) -> int:
    """The points of an occupation: wanted itself, or of the same KECO group as one wanted."""
    if occupation in wanted:
        return WEIGHTS["occupation"]
    node = taxonomy.occupations.get(occupation)
    groups = {taxonomy.occupations[w].keco for w in wanted if w in taxonomy.occupations}
    return SAME_GROUP if node is not None and node.keco in groups else 0


def permit_fits(visa: str, permits: tuple[str, ...]) -> bool:
    """Whether a visa is among those an opening names. Where either says nothing, nothing is held against anybody."""
    return not permits or visa in ("", "citizen", "other") or visa in permits


def licences_held(words: str, licences: tuple[str, ...]) -> bool:
    """Whether all licences are named in the (folded, spaceless) words."""
    return all("".join(name.casefold().split()) in words for name in licences)


def skill_points(asked: Bits, n: Ints, held: Bits, near: Bits, most: int) -> Ints:
    """Points for what is held and what is near of the skills asked; none where nothing is asked."""
    have = SKILL_EXACT * count(asked & held) + SKILL_RELATED * count(asked & near)
    points: Ints = most * have // (SKILL_EXACT * np.maximum(n, 1))
    return points


def diverse(total: Ints, employer: Ints, k: int) -> list[int]:
    """The lines of the best `k` (1 or more) of `total` points, best first and then by line: at most PER_EMPLOYER of an
    employer while others are left; where too few others are, the best of the rest fill up."""
    look = min(len(total), max(k, 1) * FIRST_LOOK)
    while True:
        if look < len(total):
            least = np.partition(total, -look)[-look]
            lines = np.flatnonzero(total >= least)  # ties with the last one, too: the order among them is by line
        else:
            lines = np.arange(len(total))
        order = lines[np.lexsort((lines, -total[lines]))]
        seen: dict[int, int] = {}
        taken: list[int] = []
        spare: list[int] = []
        for line in order.tolist():
            who = int(employer[line])
            seen[who] = seen.get(who, 0) + 1
            (taken if seen[who] <= PER_EMPLOYER else spare).append(line)
            if len(taken) == k:
                break
        if len(taken) == k or look >= len(total):
            best = taken + spare[: k - len(taken)]
            return sorted(best, key=lambda line: (-int(total[line]), line))
        look *= 4
