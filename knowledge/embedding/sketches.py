"""Comparing documents by the fingerprints of their tokens: what the lexical index remembers of each anyway."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.static import StaticModel
from knowledge.packing import fingerprint


class Sketches:
    """Finds the model's words behind fingerprints. Immutable; safe to use from several threads."""

    def __init__(self, model: StaticModel) -> None:
        words, rows = model.whole_words()
        prints = np.array([fingerprint(mark + word) for mark in "kw" for word in words], np.uint32)
        order = np.argsort(prints)
        self._prints: NDArray[np.uint32] = prints[order]
        self._rows: NDArray[np.int64] = np.concatenate([rows, rows])[order]
        self._model = model

    def near(self, asked: NDArray[np.float32], documents: Sequence[memoryview]) -> list[float]:
        """The cosine of `asked` (of unit length) to the mean of each document's words; 0 where none is known."""
        lengths = [len(document) for document in documents]
        prints = np.concatenate([np.asarray(document, np.uint32) for document in documents])
        at = np.minimum(np.searchsorted(self._prints, prints), len(self._prints) - 1)
        known = self._prints[at] == prints
        owner = np.repeat(np.arange(len(documents)), lengths)[known]
        rows, inverse = np.unique(self._rows[at[known]], return_inverse=True)
        table = self._model.rows(rows)
        sums = np.zeros((len(documents), table.shape[1]), np.float32)
        if len(owner):  # those of one document stand together
            present, begins = np.unique(owner, return_index=True)
            sums[present] = np.add.reduceat(table[inverse], begins, axis=0)
        sizes = np.linalg.norm(sums, axis=1)
        return [float(x) for x in (sums @ asked) / np.where(sizes == 0, 1, sizes)]
