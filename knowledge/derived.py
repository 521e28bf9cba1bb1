"""Everything under one home that is derived from the store: lexical indexes, columns, vectors. All of it can be lost.

Lexical indexes and columns belong to the home and are written by whoever holds its index lock; vectors may be shared
by several homes, so writing them wants the store's own lock.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from knowledge.catchup import keep_up, vectors_behind
from knowledge.columns_file import ColumnsFile
from knowledge.errors import VectorError
from knowledge.following import behind, catch_up, catch_up_columns
from knowledge.ingest import Advance
from knowledge.lexical import LexicalIndex
from knowledge.lock import file_lock
from knowledge.models import Family, Kind
from knowledge.state import columns_recipe, recipes
from knowledge.store import Store, Writer
from knowledge.taxonomy import Taxonomy
from knowledge.text.analyser import Analyser
from knowledge.vectors import VectorIndex
from knowledge.working import workshop

log = logging.getLogger(__name__)

_USED: Final = "vectors:"  # what the facts are called that say when a model was last used
_UNUSED: Final = timedelta(days=7)
_REST_SECONDS: Final = 30.0  # before a server that didn't answer is asked again
Bar = Callable[[int, str], AbstractContextManager[Advance]]


class Derived:
    """The indexes of a home. Any thread may read what they hold; one at a time may change it."""

    def __init__(self, home: Path, store: Store, taxonomy: Taxonomy, vectors: VectorIndex | None, bar: Bar) -> None:
        """`bar` shows progress over so many records under a name."""
        self.vectors = vectors
        self.vectors_late = False  # some could not be made when they should have been
        self._retry_at = 0.0
        self.lexical: dict[Kind, LexicalIndex] = {}
        self._home = home
        self._store = store
        self._taxonomy = taxonomy
        self._bar = bar
        self.columns = ColumnsFile(home / "columns", columns_recipe(), taxonomy.skills)
        self.reopen()

    def reopen(self) -> None:
        """Sees what is on disk now. What was given out before stays as it was."""
        for kind, recipe in recipes(self._store.of_kind("family")).items():
            self.lexical[kind] = LexicalIndex(self._home / "lexical" / kind, recipe)
        self.columns.reload()

    def lock(self, timeout: float) -> AbstractContextManager[None]:
        """The right to write indexes and columns of this home. Raises LockTimeout."""
        return file_lock(self._home / "index.lock", timeout)

    @property
    def missing(self) -> bool:
        """Whether an index has to be begun before anything can be served."""
        return min(self.columns.seq, *(index.seq for index in self.lexical.values())) < 0

    def words_behind(self) -> bool:
        """Whether lexical indexes or columns lack something the store has."""
        return bool(self._waiting() or behind(self._store, self.columns, "opening"))

    def meanings_behind(self) -> bool:
        """The same for vectors, as far as their model can be asked."""
        return self.vectors is not None and not self.words_only and vectors_behind(self._store, self.vectors) > 0

    @property
    def words_only(self) -> bool:
        """Whether vectors are set up but can't be asked at the moment."""
        resting = self.vectors is not None and bool(getattr(self.vectors.embedder, "resting", False))
        return resting or time.monotonic() < self._retry_at

    def catch_up(self, families: Mapping[str, Family], names: Analyser) -> None:
        """Brings indexes and columns up to the store; `names` knows the names of the families. Wants `lock`. Raises
        IndexError_, StoreError."""
        self.reopen()
        waiting, lines = self._waiting(), behind(self._store, self.columns, "opening")
        if not waiting and not lines:
            return
        total = sum(waiting.values()) + lines
        with workshop(self._taxonomy, families, names, total) as work, self._bar(total, "색인 · index") as advance:
            for kind in waiting:
                catch_up(self._store, self.lexical[kind], kind, work, advance)
            if lines:
                catch_up_columns(self._store, self.columns, work, advance)

    def catch_up_vectors(self) -> None:
        """Brings the vectors up to the store. Wants the store's writer lock. Raises VectorError, StoreError.

        Without their model, or the server they lie on, searches go on by words alone until either is back.
        """
        if self.vectors is None:
            return
        try:
            self.vectors_late = not keep_up(self._store, self.vectors, lambda n: self._bar(n, "벡터 · vectors"))
        except VectorError as error:
            if not self.vectors.server:
                raise
            log.warning("Searches use words alone: %s", error)
            self.vectors_late, self._retry_at = True, time.monotonic() + _REST_SECONDS

    def tidy_vectors(self, writer: Writer, today: date) -> None:
        """Says that this model is in use, and deletes the vectors of models that nobody has used for a week. Wants the
        store's writer lock."""
        if self.vectors is None or self.vectors_late:
            return
        for name, last in self._store.facts(_USED).items():
            model = name.removeprefix(_USED)
            if model != self.vectors.model and date.fromisoformat(last) < today - _UNUSED:
                try:
                    self.vectors.forget_model(model)
                except VectorError as error:
                    log.warning("Vectors of an older model are left where they are: %s", error)
                    return
                writer.drop_fact(name)
        writer.set_fact(_USED + self.vectors.model, today.isoformat())

    def tidied_on(self) -> date | None:
        """The day on which `tidy_vectors` was last called for this model."""
        found = self._store.fact(_USED + self.vectors.model) if self.vectors else None
        return date.fromisoformat(found) if found else None

    def _waiting(self) -> dict[Kind, int]:
        found = {kind: behind(self._store, index, kind) for kind, index in self.lexical.items()}
        return {kind: n for kind, n in found.items() if n}
