"""Taking records in: compare digests, write only what changed, say what happened.

A load is a stream of records and failures from one source. Twice in a row it changes nothing. Of what a complete load
no longer holds, openings stay as withdrawn ones (a card somebody kept must say so) and the rest is marked gone; not if
a row of it failed, nor if it is so much that the source is likelier broken: half a load must never look like
withdrawals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Final

from knowledge.models import Opening
from knowledge.records import Item, Key, Row, Training, row_of
from knowledge.store import Store, Writer

DOCUMENT: Final = "document:"  # what the source names of added documents begin with
BATCH: Final = 1000  # records a transaction: a kill loses at most this much work
FLOOR: Final = 0.3  # a source that lost so large a part of what it held is believed only when somebody says so
FEW: Final = 10  # so many may always go
Advance = Callable[[int], object]  # told how many more records were dealt with


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that couldn't be taken in: `row` counts from 1 (0 = the whole file)."""

    file: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a load: `withdrawn` openings stay as such, `gone` are other records, `held` is how many would have
    been either, had that not been too large a part of the source to be believed."""

    new: int = 0
    updated: int = 0
    skipped: int = 0
    gone: int = 0
    failed: tuple[Failure, ...] = ()
    withdrawn: int = 0
    held: int = 0

    def __add__(self, other: IngestReport) -> IngestReport:
        return IngestReport(
            self.new + other.new,
            self.updated + other.updated,
            self.skipped + other.skipped,
            self.gone + other.gone,
            self.failed + other.failed,
            self.withdrawn + other.withdrawn,
            self.held + other.held,
        )

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.new or self.updated or self.gone or self.withdrawn)


def _same_or_sido(outer: str, inner: str) -> bool:
    return outer == inner or (outer.endswith("000") and outer[:2] == inner[:2])


@dataclass(frozen=True, slots=True)
class Covered:
    """The part of a source that a load asked for; what lies outside it says nothing by being missing.

    `regions` are five-digit codes (empty = everywhere), `since` the first day of posting or start (None = any), `holds`
    whether one region holds another: that of the taxonomy, where districts of cities matter.
    """

    regions: tuple[str, ...] = ()
    since: date | None = None
    holds: Callable[[str, str], bool] = _same_or_sido

    def __call__(self, item: Item) -> bool:
        """Whether the source would certainly have given `item`, did it still have it."""
        match item:
            case Opening():
                region, latest = item.region, item.posted
            case Training():
                region, latest = item.course.region, max((c.starts for c in item.cohorts), default=date.min)
            case _:
                return not self.regions and self.since is None
        recent = self.since is None or latest >= self.since
        return recent and (not self.regions or any(self.holds(r, region) for r in self.regions))


EVERYTHING: Final = Covered()


@dataclass(frozen=True, slots=True)
class Load:
    """Records of one source, with the rows that couldn't be read.

    `complete` says that this is all the source holds of what is `covered`, so that what it held before is gone; where
    that shows only in the end, a function that is asked when `items` have run out. `total` is how many there are,
    where that is known. `accept_drop` believes the source however much it lost; `forget` does so, too, and leaves no
    withdrawn openings behind.
    """

    source: str
    items: Iterable[Item | Failure]
    complete: bool | Callable[[], bool] = True
    total: int | None = None
    covered: Covered = EVERYTHING
    accept_drop: bool = False
    forget: bool = False

    @property
    def whole(self) -> bool:
        """Whether all was given. Of use when `items` have run out."""
        return self.complete() if callable(self.complete) else self.complete


def ingest(store: Store, writer: Writer, load: Load, *, on: date, advance: Advance = lambda _: None) -> IngestReport:
    """Takes `load` into the store on the day `on`, a transaction a batch.

    A record whose key another source owns fails, unless it is the same or both are documents. Raises StoreError;
    batches written before it stay.
    """
    seen: set[int] = set()  # of hashes: a million keys would be too much to hold
    report = IngestReport()
    for batch in _batches(load.items):
        report += _take(store, writer, load, batch, seen, on)
        advance(len(batch))
    if load.whole and not report.failed:
        report += _without(store, writer, load, seen, report.updated + report.skipped, on)
    return report


def _take(
    store: Store, writer: Writer, load: Load, batch: list[Item | Failure], seen: set[int], on: date
) -> IngestReport:
    source = load.source
    failed: list[Failure] = []
    rows: dict[Key, Row] = {}
    for item in batch:
        if isinstance(item, Failure):
            failed.append(item)
            continue
        row = row_of(item, source)
        if (mark := hash(row.key)) in seen:
            failed.append(Failure(source, 0, f"{row.key.id}: the id is given twice. Only the first one was taken."))
        else:
            seen.add(mark)
            rows[row.key] = row
    if load.covered.since:
        courses = store.get_many([key for key in rows if key.kind == "course"])
        rows |= {key: _with_earlier(rows[key], old, load.covered.since) for key, old in courses.items()}
    known = store.digests(list(rows))
    same = {key for key, (digest, _) in known.items() if digest == rows[key].digest}
    taken = {k: owner for k, (_, owner) in known.items() if not _may_replace(source, owner) and k not in same}
    owned = "{}: the id belongs to {}. Give it another id."
    failed += [Failure(source, 0, owned.format(key.id, owner)) for key, owner in taken.items()]
    kept = {*same, *taken}
    changed = [row for key, row in rows.items() if key not in kept]
    if changed:
        writer.put(changed, (), on=on)
    updated = sum(1 for row in changed if row.key in known)
    return IngestReport(len(changed) - updated, updated, len(same), 0, tuple(failed))


def _with_earlier(new: Row, old: Row, since: date) -> Row:
    """The course of `new` with the cohorts of `old` that start too early to have been asked for."""
    fresh, known = new.item(), old.item()
    assert isinstance(fresh, Training)
    assert isinstance(known, Training)
    given = {c.id for c in fresh.cohorts}
    earlier = [c for c in known.cohorts if c.starts < since and c.id not in given]
    if not earlier:
        return new
    cohorts = sorted((*earlier, *fresh.cohorts), key=lambda c: (c.starts, c.id))
    return row_of(replace(fresh, cohorts=tuple(cohorts)), new.source)


def _without(store: Store, writer: Writer, load: Load, seen: set[int], stayed: int, on: date) -> IngestReport:
    """Withdraws, or marks gone, what a complete load lacks of what it covers; `stayed` is how many it did not lack.

    An opening past its last day stays as it is: it ended, nobody took it down. Nor do ended courses count as a loss.
    """
    lost: list[Key] = []
    ended: list[Key] = []
    for batch in store.keys_of(load.source, withdrawn=load.forget):
        for key, last_day in batch:
            if hash(key) in seen:
                continue
            past = key.kind in ("opening", "course") and last_day is not None and last_day < on
            if not past or load.forget:
                lost.append(key)
            elif key.kind == "course":
                ended.append(key)
    lost, ended = (_covered(store, keys, load.covered) for keys in (lost, ended))
    # A document is what somebody handed in, whole.
    believed = load.accept_drop or load.forget or load.source.startswith(DOCUMENT)
    if not believed and len(lost) > FEW and len(lost) >= FLOOR * (len(lost) + stayed):
        return IngestReport(held=len(lost))
    report = IngestReport()
    for keys in _chunks([*lost, *ended]):
        withdrawn = [] if load.forget else _withdrawn(store, keys)
        kept = {row.key for row in withdrawn}
        gone = [key for key in keys if key not in kept]
        writer.put(withdrawn, gone, on=on)
        report += IngestReport(gone=len(gone), withdrawn=len(withdrawn))
    return report


def _covered(store: Store, keys: list[Key], covered: Covered) -> list[Key]:
    if covered == EVERYTHING:
        return keys
    return [k for chunk in _chunks(keys) for k, row in store.get_many(chunk).items() if covered(row.item())]


def _withdrawn(store: Store, keys: list[Key]) -> list[Row]:
    """The openings under `keys`, as withdrawn ones."""
    rows = store.get_many([key for key in keys if key.kind == "opening"]).values()
    openings = ((row.item(), row.source) for row in rows)
    return [row_of(replace(o, withdrawn=True), source) for o, source in openings if isinstance(o, Opening)]


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
