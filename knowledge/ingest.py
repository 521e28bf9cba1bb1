"""Taking records in: compare digests, write only what changed, say what happened.

A load is a stream of records and failures from one source. Twice in a row it changes nothing. What a complete load no
longer holds is marked gone, unless a row of it failed: half a load must never look like withdrawals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from knowledge.records import Item, Key, Row, row_of
from knowledge.store import Store, Writer

DOCUMENT: Final = "document:"  # what the source names of added documents begin with
BATCH: Final = 1000  # records a transaction: a kill loses at most this much work
Advance = Callable[[int], object]  # told how many more records were dealt with


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that couldn't be taken in: `row` counts from 1 (0 = the whole file)."""

    file: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a load."""

    new: int = 0
    updated: int = 0
    skipped: int = 0
    gone: int = 0
    failed: tuple[Failure, ...] = ()

    def __add__(self, other: IngestReport) -> IngestReport:
        return IngestReport(
            self.new + other.new,
            self.updated + other.updated,
            self.skipped + other.skipped,
            self.gone + other.gone,
            self.failed + other.failed,
        )

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.new or self.updated or self.gone)


@dataclass(frozen=True, slots=True)
class Load:
    """Records of one source, with the rows that couldn't be read.

    `complete` says that this is all the source holds, so that what it held before is gone; `total` is how many there
    are, where that is known.
    """

    source: str
    items: Iterable[Item | Failure]
    complete: bool = True
    total: int | None = None


def ingest(store: Store, writer: Writer, load: Load, *, on: date, advance: Advance = lambda _: None) -> IngestReport:
    """Takes `load` into the store on the day `on`, a transaction a batch.

    A record whose key another source owns fails, unless it is the same or both are documents. Raises StoreError;
    batches written before it stay.
    """
    before = store.keys_of(load.source)
    seen: set[Key] = set()
    report = IngestReport()
    for batch in _batches(load.items):
        report += _take(store, writer, load.source, batch, seen, on)
        advance(len(batch))
    stale = before - seen
    if load.complete and stale and not report.failed:
        for keys in _chunks(sorted(stale)):
            writer.put([], keys, on=on)
        report += IngestReport(gone=len(stale))
    return report


def _take(
    store: Store, writer: Writer, source: str, batch: list[Item | Failure], seen: set[Key], on: date
) -> IngestReport:
    failed: list[Failure] = []
    rows: dict[Key, Row] = {}
    for item in batch:
        if isinstance(item, Failure):
            failed.append(item)
            continue
        row = row_of(item, source)
        if row.key in seen:
            failed.append(Failure(source, 0, f"{row.key.id}: the id is given twice. Only the first one was taken."))
        else:
            seen.add(row.key)
            rows[row.key] = row
    known = store.get_many(list(rows))
    same = [k for k, old in known.items() if old.digest == rows[k].digest]
    taken = [k for k, old in known.items() if not _may_replace(source, old.source) and k not in same]
    failed += [Failure(source, 0, f"{k.id}: the id belongs to {known[k].source}. Give it another id.") for k in taken]
    kept = {*same, *taken}
    changed = [row for key, row in rows.items() if key not in kept]
    if changed:
        writer.put(changed, (), on=on)
    updated = sum(1 for row in changed if row.key in known)
    return IngestReport(len(changed) - updated, updated, len(same), 0, tuple(failed))


def _may_replace(source: str, owner: str) -> bool:
    """Whether a record of `owner` may be replaced from `source`: its own, or a document by another document (a file
    that was renamed is still the same one to whoever wrote it)."""
    return source == owner or (source.startswith(DOCUMENT) and owner.startswith(DOCUMENT))


def _batches(items: Iterable[Item | Failure]) -> Iterator[list[Item | Failure]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _chunks(keys: list[Key]) -> Iterator[list[Key]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
