"""Whether an opening or a cohort can still be had on a given day. Pure: the day is always given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from knowledge.models import Cohort, Lifecycle, Opening

CLOSING_DAYS: Final = 3  # an opening that ends within this many days is "closing"


def opening_lifecycle(opening: Opening, as_of: date) -> Lifecycle:
    """The lifecycle of `opening` on the day `as_of`; one that is not posted yet is `unknown`."""
    return dates_lifecycle(opening.posted, opening.closes, as_of, withdrawn=opening.withdrawn)


def dates_lifecycle(posted: date, closes: date | None, as_of: date, *, withdrawn: bool = False) -> Lifecycle:
    """The lifecycle of something posted on `posted` whose last day is `closes` (None = until filled)."""
    if withdrawn:
        return "withdrawn"
    if as_of < posted:
        return "unknown"
    if closes is None:
        return "until_filled"
    if closes < as_of:
        return "closed"
    return "closing" if (closes - as_of).days <= CLOSING_DAYS else "open"


def is_current(lifecycle: Lifecycle) -> bool:
    """Whether a person can still apply."""
    return lifecycle in ("open", "closing", "until_filled")


def cohort_joinable(cohort: Cohort, as_of: date) -> bool:
    """Whether one can still apply for `cohort` on the day `as_of`: in time, and not known to be full."""
    return as_of <= cohort.apply_by and cohort.seats_left != 0


def next_joinable(cohorts: Iterable[Cohort], as_of: date) -> Cohort | None:
    """The joinable cohort that starts first, or None; one that another source's stands for isn't looked at."""
    open_ones = [c for c in cohorts if cohort_joinable(c, as_of) and not c.same_as]
    return min(open_ones, key=lambda c: (c.starts, c.apply_by, c.id), default=None)
