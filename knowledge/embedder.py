"""The seam for whatever turns texts into vectors. Without one there is no vector side at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Makes unit-length vectors whose dot product says how close two texts are in meaning."""

    @property
    def fingerprint(self) -> str:
        """What names the model and its version: letters, digits, dot and dash. Vectors of two never mix."""

    @property
    def dims(self) -> int:
        """The length of a vector."""

    @property
    def floor(self) -> float:
        """The least cosine at which two texts are related; a find below it without a shared word is dropped."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dims). Raises EmbedderError if the model can't be reached."""
