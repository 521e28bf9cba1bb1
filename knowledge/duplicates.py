"""Merging what several sources tell of one job, on the way into the store and once it is there.

A load is merged with what other sources hold before it is compared with the store, so that taking the same load in
again changes nothing; what that does to the records of the others is written afterwards. The rule itself is
`knowledge.sources.merge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from knowledge.ingest import BATCH, Failure, Load
from knowledge.models import Opening
from knowledge.records import SAMPLE, Item, Row, row_of
from knowledge.sources.merge import merged
from knowledge.store import Store, Writer

Holds = Callable[[str, str], bool]


def merging(store: Store, load: Load, holds: Holds) -> Load:
    """The load with its openings merged with those of other sources; unchanged while there is no other source."""
    others = _sources(store) - {load.source}
    if not others or load.source == SAMPLE:
        return load
    return replace(load, items=_merged(store, load.items, others, holds))


def settle(store: Store, writer: Writer, holds: Holds, on: date) -> int:
    """Brings the openings of all sources in line with each other; how many records changed."""
    sources = _sources(store)
    if len(sources) < 2:
        return 0
    openings = {row.key.id: (row.source, cast(Opening, row.item())) for row in _rows(store, sources)}
    stale = [
        row_of(now, openings[now.id][0])
        for now in merged((o for _, o in openings.values()), holds)
        if now != openings[now.id][1]
    ]
    for start in range(0, len(stale), BATCH):
        writer.put(stale[start : start + BATCH], (), on=on)
    return len(stale)


def _merged(
    store: Store, items: Iterable[Item | Failure], others: set[str], holds: Holds
) -> Iterator[Item | Failure]:
    arrived = list(items)
    own = {item.id: item for item in arrived if isinstance(item, Opening)}
    if not own:
        yield from arrived
        return
    known = [o for row in _rows(store, others) if (o := cast(Opening, row.item())).id not in own]
    now = {o.id: o for o in merged((*known, *own.values()), holds)}
    yield from (now[item.id] if isinstance(item, Opening) else item for item in arrived)


def _sources(store: Store) -> set[str]:
    """The sources that hold real openings."""
    return {source for (kind, _, source), n in store.counts().items() if kind == "opening" and n and source != SAMPLE}


def _rows(store: Store, sources: set[str]) -> Iterator[Row]:
    return (row for row in store.of_kind("opening") if row.source in sources)
