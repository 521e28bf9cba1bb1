"""People and openings, people and courses: what fits and why, what is missing and who teaches it, what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assistant.answer import CourseView, OpeningView
from assistant.flags import minimum_wage
from assistant.pathway.courses import joinable_courses, opened_by, option
from assistant.pathway.seeker import seeker_of
from assistant.profile import Profile
from assistant.views import opening_view
from knowledge.base import Base
from knowledge.fit import Seeker
from knowledge.models import Cohort, Course

DEFAULT_K: Final = 10
_TAUGHT_BY: Final = 3  # cohorts named for a missing skill

# A wish that can be lifted → how the seeker looks without it.
_LIFTS: Mapping[str, Mapping[str, object]] = {
    "region": {"within": ()},
    "pay": {"pay_min_monthly": None},
    "occupation": {"occupations": ()},
}

# Where the law or the visa is what leaves openings out, the section to read about it.
CITED: Mapping[str, str] = {
    "permit": "places/foreigners-unknown",
    "below_minimum_wage": "standards/below-minimum-wage",
    "scam": "places/scam-openings",
}


@dataclass(frozen=True, slots=True)
class Matches:
    """Openings and courses for one person, best first. `total` counts all that fit, `rejected` what was left out.

    Where nothing fits, `would_change` tells how many openings would if one wish were lifted.
    """

    openings: tuple[OpeningView, ...]
    courses: tuple[CourseView, ...]
    total: int
    rejected: Mapping[str, int]
    would_change: Mapping[str, int]

    @property
    def citations(self) -> dict[str, str]:
        """Reason → section, for the reasons left out for that rest on a rule."""
        return {reason: section for reason, section in CITED.items() if reason in self.rejected}


class Matcher:
    """Matches people against one knowledge base."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def seeker(self, profile: Profile, as_of: date, *, wider: bool = False) -> Seeker:
        """The person as matching sees them."""
        return seeker_of(profile, self._base.taxonomy, as_of, wider=wider)

    def match(self, profile: Profile, as_of: date, *, k: int = DEFAULT_K, wider: bool = False) -> Matches:
        """The best `k` openings and courses on the day. `wider` lifts the limit to a region."""
        base, least = self._base, minimum_wage(as_of)
        catalogue, seeker = base.catalogue, self.seeker(profile, as_of, wider=wider)
        ranking = catalogue.rank(seeker, as_of, least, k)
        pairs = joinable_courses(catalogue, base.taxonomy, profile, seeker, as_of)
        lacks = {skill for one in ranking.kept for skill in one.missing}
        taught_by = _teachers(pairs, lacks)
        records = {record.id: record for record in base.openings([one.id for one in ranking.kept])}
        openings = []
        for one in ranking.kept:
            if record := records.get(one.id):  # one may have gone since the catalogue was made
                where = {s: taught_by[s] for s in one.missing if s in taught_by}
                openings.append(
                    opening_view(
                        record, as_of, score=one.score, parts=one.parts, held=tuple(seeker.skills), taught_by=where
                    )
                )
        return Matches(
            tuple(openings),
            self._courses(profile, seeker, as_of, pairs, lacks, k),
            ranking.total,
            ranking.rejected,
            {} if ranking.total else self._would_change(seeker, as_of),
        )

    def _courses(
        self,
        profile: Profile,
        seeker: Seeker,
        as_of: date,
        pairs: list[tuple[Course, Cohort]],
        lacks: Iterable[str],
        k: int,
    ) -> tuple[CourseView, ...]:
        """Courses that open something up, or teach what the best openings lack."""
        catalogue, taxonomy = self._base.catalogue, self._base.taxonomy
        passed, _ = catalogue.within_limits(seeker, as_of, minimum_wage(as_of))
        opened = opened_by(catalogue, passed, seeker.skills, [(course,) for course, _ in pairs])
        wanted = set(lacks)
        useful = [
            (pair, unlocked)
            for pair, unlocked in zip(pairs, opened, strict=True)
            if not wanted.isdisjoint(pair[0].teaches) or (unlocked and not seeker.aims)
        ]
        # Money takes longest to work out, and is looked at only where the number of openings leaves a choice.
        ranks = [(pair[0].sample, -len(unlocked)) for pair, unlocked in useful]
        last = sorted(ranks)[:k][-1:]
        found = [
            option(taxonomy, profile, seeker, as_of, pair, unlocked)
            for (pair, unlocked), rank in zip(useful, ranks, strict=True)
            if [rank] <= last
        ]
        found.sort(key=lambda o: o.order(len(o.unlocked)))
        return tuple(o.view() for o in found[:k])

    def _would_change(self, seeker: Seeker, as_of: date) -> dict[str, int]:
        counts = {}
        for wish, without in _LIFTS.items():
            lifted = replace(seeker, **without)  # type: ignore[arg-type]
            if lifted != seeker:
                counts[wish] = self._base.catalogue.rank(lifted, as_of, minimum_wage(as_of), 1).total
        return {wish: n for wish, n in counts.items() if n}


def _teachers(pairs: Iterable[tuple[Course, Cohort]], skills: Set[str]) -> dict[str, tuple[str, ...]]:
    """Each of the skills → the cohorts that teach it, the ones that start first first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    teaching = (pair for pair in pairs if not skills.isdisjoint(pair[0].teaches))
    for course, cohort in sorted(teaching, key=lambda pair: (pair[1].starts, pair[1].id)):
        for skill in skills & set(course.teaches):
            found[skill].append(cohort.id)
    return {skill: tuple(cohorts[:_TAUGHT_BY]) for skill, cohorts in found.items()}
