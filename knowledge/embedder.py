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

    def trust(self, text: str) -> float:
        """How far what the model says of `text` can be relied on (0..1): less where it hardly knows the words."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dims); all zero where the model knows nothing of it. Raises EmbedderError
        if the model can't be reached."""
