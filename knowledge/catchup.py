"""Bringing the vectors up to the store: take in what changed since the last change each collection remembers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from knowledge.embedder import Embedder
from knowledge.embedding.builtin import BuiltinEmbedder
from knowledge.embedding.windows import windows
from knowledge.errors import EmbedderError
from knowledge.ingest import Advance
from knowledge.models import LANGS, Kind, Section
from knowledge.records import LIBRARY, Item, Training
from knowledge.store import Store
from knowledge.vectors import VectorIndex

log = logging.getLogger(__name__)


def catch_up_vectors(store: Store, vectors: VectorIndex, advance: Advance) -> None:
    """The same for vectors of sections (by language) and courses. Raises EmbedderError, VectorError, StoreError."""
    target = store.seq()
    for kind, lang in vector_shelves():
        since = vectors.seq_written(kind, lang)
        texts: dict[str, Sequence[str]] = {}
        gone: list[str] = []
        for changes in store.changes_since(max(since, 0), kind):
            for change in changes:
                if change.key.lang == lang:
                    if change.row is None:
                        gone.append(change.key.id)
                    else:
                        texts[change.key.id] = _meaning(change.row.item(), vectors.embedder)
        if texts or gone or vectors.seq(kind, lang) != since or since < 0:
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
    return sum(store.pending(max(vectors.seq(kind, lang), 0), kind, lang) for kind, lang in vector_shelves())


def vector_shelves() -> tuple[tuple[Kind, str], ...]:
    """What has vectors: kind and language ("" = both)."""
    return (*(("section", lang) for lang in LANGS), ("course", ""))


def _meaning(item: Item, embedder: Embedder) -> Sequence[str]:
    """The texts whose meaning stands for a record; any of them may be what a question means."""
    if isinstance(item, Section):
        texts = (*windows(item.title, item.text), *item.asks)
        if isinstance(embedder, BuiltinEmbedder) and item.document == LIBRARY:
            return (*texts, *embedder.questions(item.id, item.lang))
        return texts
    assert isinstance(item, Training)
    return windows(item.course.title, item.course.description)
