"""What a place means for money: the area classes of the training allowance and of the job-leap subsidy.

A place is a region code or name, or one of the words `capital`, `other`, `shrinking`. Classes of a wide place are the
set of those of its parts, so that the amount becomes a band where they differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from knowledge.models import ANYWHERE
from knowledge.taxonomy import Region, load_taxonomy

CAPITAL, OTHER, SHRINKING = "capital", "other", "shrinking"
PLACES = (CAPITAL, OTHER, SHRINKING)
TIERS = ("capital", "general", "preferred", "special")
_ANY_DAY = date(2026, 11, 22)  # whether a name is known doesn't depend on the day; old names resolve, too
# The designation of shrinking areas was made for five years; whether it was renewed isn't known.
DESIGNATION_ENDS = date(2026, 10, 19)


@cache
def known_region(name_or_code: str) -> bool:
    """Whether a place is one of the words above or a region of the table."""
    return name_or_code in PLACES or bool(load_taxonomy().regions.resolve(name_or_code, _ANY_DAY))


def training_places(where: Iterable[str], on: date) -> frozenset[str]:
    """The classes a place of training may have: of `capital`, `other`, `shrinking`. All three where it's unknown."""
    found: set[str] = set()
    for place in where:
        if place in PLACES:
            found.add(place)
            continue
        for row in _parts(place, on):
            found |= _training(row)
    return frozenset(found or PLACES)


def leap_tiers(where: Iterable[str], on: date) -> frozenset[str]:
    """The job-leap tiers a firm's place may have: of `capital`, `general`, `preferred`, `special`."""
    found: set[str] = set()
    for place in where:
        if place == CAPITAL:
            found.add("capital")
        elif place == OTHER:
            found |= {"general", "preferred", "special"}
        elif place == SHRINKING:
            found |= {"preferred", "special"}
        else:
            found |= {row.tier for row in _parts(place, on) if row.tier in TIERS}
    return frozenset(found or TIERS)


def is_edge(where: Iterable[str], on: date) -> bool:
    """Whether a place is one of the four counties of the capital area that seem to count as outside it."""
    rows = [row for place in where if place not in PLACES for row in _parts(place, on)]
    return bool(rows) and all(row.capital and row.tier != "capital" for row in rows)


def _training(row: Region) -> set[str]:
    if row.capital:
        # Counties that lie in both: which amount holds there was not found.
        return {CAPITAL, SHRINKING} if row.shrinking else {CAPITAL}
    return {SHRINKING} if row.shrinking else {OTHER}


@cache
def _parts(place: str, on: date) -> tuple[Region, ...]:
    regions = load_taxonomy().regions
    out: list[Region] = []
    for row in regions.resolve(place, on):
        if row.code == ANYWHERE:
            return ()
        if row.level != "sido":
            out.append(row)
            continue
        inside = [r for r in regions.all.values() if r.level == "sigungu" and r.sido == row.code]
        # Of a province around Seoul the few counties apart aren't meant by its name.
        kept = [r for r in inside if r.tier == "capital"] if row.capital else inside
        out += kept or [row]
    return tuple(out)
