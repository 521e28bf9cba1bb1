"""Bringing the lexical indexes and the columns up to the store: take in what changed since the last change each
remembers. Wants the lock of the indexes, which lie in one home; the store may be shared by several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from knowledge.columns_file import ColumnsFile, merged
from knowledge.entries import section_key
from knowledge.ingest import Advance
from knowledge.lexical import LexicalIndex
from knowledge.models import Kind
from knowledge.records import Change, Key, Row
from knowledge.store import Store
from knowledge.working import Workshop

_COMMIT_EVERY: Final = 20_000  # entries; a kill loses at most the analysing of this many
_BATCH: Final = 250  # records a helper is given at once
_LINES: Final = 20_000  # lines of columns that are made at once: merging them costs a look at all there are
_SAVE_EVERY: Final = 200_000  # lines


def behind(store: Store, index: LexicalIndex | ColumnsFile, kind: Kind) -> int:
    """How many records of `kind` the index has yet to take in; at least 1 for an index that has to be begun."""
    if index.seq < 0:
        return max(store.pending(0, kind), 1)
    return store.pending(index.seq, kind)


def index_key(key: Key) -> str:
    """The key of a record in the index of its kind."""
    return section_key(key.id, key.lang) if key.kind == "section" else key.id


def catch_up(store: Store, index: LexicalIndex, kind: Kind, work: Workshop, advance: Advance) -> None:
    """Takes into `index` what it lacks. Raises LexicalError, StoreError."""
    target, put = store.seq(), 0
    given: list[Sequence[Change]] = []

    def batches() -> Iterator[list[Row]]:
        for batch in store.changes_since(max(index.seq, 0), kind, batch=_BATCH):
            given.append(batch)
            yield [c.row for c in batch if c.row]

    with index.updating() as update:
        for entries in work.made(kind, batches()):
            changes = given.pop(0)
            for change in changes:
                if change.row is None:
                    update.drop(index_key(change.key))
            for entry in entries:
                update.put(entry)
            advance(len(changes))
            put += len(changes)
            if put >= _COMMIT_EVERY:
                update.commit(changes[-1].seq - 1)  # more rows of the same change may follow
                put = 0
        update.commit(target)


def catch_up_columns(store: Store, file: ColumnsFile, work: Workshop, advance: Advance) -> None:
    """The same for the columns of openings. Raises ColumnsError, StoreError."""
    target, columns, unsaved = store.seq(), file.columns, 0
    given: list[Sequence[Change]] = []
    changes = (c for batch in store.changes_since(max(file.seq, 0), "opening") for c in batch)

    def batches() -> Iterator[list[Row]]:
        while batch := list(islice(changes, _LINES)):
            given.append(batch)
            yield [c.row for c in batch if c.row]

    for lines in work.made("columns", batches()):
        batch = given.pop(0)
        columns = merged(columns, lines, (c.key.id for c in batch))
        advance(len(batch))
        unsaved += len(batch)
        if unsaved >= _SAVE_EVERY:
            file.save(columns, batch[-1].seq - 1)  # as above
            unsaved = 0
    file.save(columns, target)
