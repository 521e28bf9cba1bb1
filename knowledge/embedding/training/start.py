"""Where the table starts: directions in which words of both languages occur together (latent semantic indexing)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

Table = NDArray[np.float32]

_ROUNDS: Final = 5
_SPARE: Final = 32  # more directions than wanted, so that the last ones come out right


def bilingual(together: csr_matrix, dims: int, power: float, rng: np.random.Generator) -> Table:
    """A row for each vocabulary entry, shape (entries, dims), from texts counted with their translation.

    `power` says how much the strong directions weigh (0: all alike).
    """
    weighted = together.copy()
    weighted.data = 1 + np.log(weighted.data)
    seen = np.bincount(together.indices, minlength=together.shape[1])
    rarity = np.where(seen > 0, np.log((1 + together.shape[0]) / (1 + seen)), 0).astype(np.float32)
    weighted = weighted @ diags(rarity)
    lengths = np.sqrt(weighted.multiply(weighted).sum(axis=1)).A1
    weighted = (diags(1 / np.maximum(lengths, 1e-6)) @ weighted).tocsr().astype(np.float32)
    basis = rng.standard_normal((together.shape[1], dims + _SPARE)).astype(np.float32)
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(weighted.T @ (weighted @ basis))
    projected = weighted @ basis
    strengths, turn = np.linalg.eigh(projected.T @ projected)
    order = np.argsort(-strengths)[:dims]
    directions = basis @ turn[:, order]
    scale = np.maximum(strengths[order], 0) ** (power / 2)
    return _sized(rarity[:, None] * directions * scale, rng)


def random(entries: int, dims: int, rng: np.random.Generator) -> Table:
    """Rows that mean nothing yet."""
    return np.asarray(rng.standard_normal((entries, dims)) / np.sqrt(dims), np.float32)


def _sized(table: NDArray[np.floating], rng: np.random.Generator) -> Table:
    """The same with a mean length of 1 and something small for entries that were never seen."""
    lengths = np.linalg.norm(table, axis=1)
    table = table / max(float(lengths[lengths > 0].mean()), 1e-9)
    table[lengths == 0] = random(int((lengths == 0).sum()), table.shape[1], rng) * 0.1
    return np.asarray(table, np.float32)
