"""Where things happen: the smallest regions of every sido, those with many firms more often."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.taxonomy import Regions


def places_by_sido(regions: Regions, hubs: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Sido code → the sigungu in it (of cities with 일반구, those) → weight, 1 unless `hubs` says more."""
    cities = {row.parent for row in regions.all.values() if row.level == "gu"}
    places: dict[str, dict[str, int]] = {}
    for code, row in regions.all.items():
        if row.level != "sido" and code not in cities:
            places.setdefault(row.sido, {})[code] = hubs.get(code, 1)
    return places
