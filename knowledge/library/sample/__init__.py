"""The sample catalogue: invented courses and openings around a date, shown as 예시 until a real source is synced.

Everything depends on the seed, the anchor date and the sizes alone. Regions are codes of the newest code list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.library.sample.courses import iter_courses
from knowledge.library.sample.openings import iter_openings
from knowledge.models import Cohort, Course, Opening

__all__ = ["SampleCatalogue", "generate", "iter_courses", "iter_openings"]


@dataclass(frozen=True, slots=True)
class SampleCatalogue:
    """What one call of `generate` made."""

    anchor: date
    seed: int
    courses: tuple[Course, ...]
    cohorts: tuple[Cohort, ...]
    openings: tuple[Opening, ...]


def generate(anchor: date, seed: int = 1, *, courses: int = 260, openings: int = 2_000) -> SampleCatalogue:
    """A sample catalogue around `anchor`: cohorts within 18 months of it, openings posted within 14.

    Raises LibraryError or TaxonomyError if the data files can't be read.
    """
    made = list(iter_courses(anchor, seed, count=courses))
    return SampleCatalogue(
        anchor=anchor,
        seed=seed,
        courses=tuple(course for course, _ in made),
        cohorts=tuple(cohort for _, cohorts in made for cohort in cohorts),
        openings=tuple(iter_openings(anchor, seed, count=openings)),
    )
