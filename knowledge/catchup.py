"""Bringing the derived indexes up to the store: take in what changed since the last change each remembers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from knowledge.entries import EntryMaker, section_key
from knowledge.errors import EmbedderError
from knowledge.ingest import Advance
from knowledge.lexical import Entry, LexicalIndex
from knowledge.models import LANGS, Kind, Opening, Section
from knowledge.records import Item, Key, Training
from knowledge.store import Store
from knowledge.vectors import VectorIndex

log = logging.getLogger(__name__)

_COMMIT_EVERY: Final = 20_000  # entries; a kill loses at most the analysing of this many


def behind(store: Store, index: LexicalIndex, kind: Kind) -> int:
    """How many records of `kind` the index has yet to take in; at least 1 for an index that has to be begun."""
    if index.seq < 0:
        return max(store.pending(0, [kind]), 1)
    return store.pending(index.seq, [kind])


def catch_up(store: Store, index: LexicalIndex, kind: Kind, maker: EntryMaker, advance: Advance) -> None:
    """Takes into `index` what it lacks. Wants the writer lock. Raises LexicalError, StoreError."""
    target, since, put = store.seq(), max(index.seq, 0), 0
    entry_of = _entry_makers(maker)[kind]
    with index.updating() as update:
        for changes in store.changes_since(since, [kind]):
            for change in changes:
                if change.row is None:
                    update.drop(index_key(change.key))
                else:
                    update.put(entry_of(change.row.item()))
                advance(1)
            put += len(changes)
            if put >= _COMMIT_EVERY:
                update.commit(changes[-1].seq - 1)  # more rows of the same change may follow
                put = 0
        update.commit(target)
    maker.forget_sentences()


def index_key(key: Key) -> str:
    """The key of a record in the index of its kind."""
    return section_key(key.id, key.lang) if key.kind == "section" else key.id


def _entry_makers(maker: EntryMaker) -> dict[Kind, Callable[[Item], Entry]]:
    def section(item: Item) -> Entry:
        assert isinstance(item, Section)
        return maker.section(item)

    def course(item: Item) -> Entry:
        assert isinstance(item, Training)
        return maker.course(item)

    def opening(item: Item) -> Entry:
        assert isinstance(item, Opening)
        return maker.opening(item)

    return {"section": section, "course": course, "opening": opening}


def catch_up_vectors(store: Store, vectors: VectorIndex, advance: Advance) -> None:
    """The same for vectors of sections (by language) and courses. Raises EmbedderError, VectorError, StoreError."""
    target = store.seq()
    for kind, lang in vector_shelves():
        since = vectors.seq(kind, lang)
        texts: dict[str, str] = {}
        gone: list[str] = []
        for changes in store.changes_since(max(since, 0), [kind]):
            for change in changes:
                if change.key.lang == lang:
                    if change.row is None:
                        gone.append(change.key.id)
                    else:
                        texts[change.key.id] = _meaning(change.row.item())
        if texts or gone or since < 0:
            vectors.put(kind, lang, texts, gone, target, advance)


def keep_up(store: Store, vectors: VectorIndex, bar: Callable[[int], AbstractContextManager[Advance]]) -> bool:
    """Brings the vectors up to the store; False if their model can't be asked now. Raises VectorError, StoreError."""
    vectors.reload()
    if not (waiting := vectors_behind(store, vectors)):
        return True
    try:
        with bar(waiting) as advance:
            catch_up_vectors(store, vectors, advance)
        return True
    except EmbedderError as error:
        log.warning("Vectors can't be made now, so searches use words alone: %s", error)
        return False


def vectors_behind(store: Store, vectors: VectorIndex) -> int:
    """How many records the vectors have yet to take in."""
    return sum(store.pending(max(vectors.seq(kind, lang), 0), [kind]) for kind, lang in vector_shelves())


def vector_shelves() -> tuple[tuple[Kind, str], ...]:
    """What has vectors: kind and language ("" = both)."""
    return (*(("section", lang) for lang in LANGS), ("course", ""))


def _meaning(item: Item) -> str:
    """The text whose meaning stands for a record."""
    if isinstance(item, Section):
        return f"{item.title}\n{item.text}"
    assert isinstance(item, Training)
    return f"{item.course.title}\n{item.course.description}"
