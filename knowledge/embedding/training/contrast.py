"""Symmetric InfoNCE on a table of averaged token vectors, with its gradient written out: it is two sparse products.

A batch comes from one kind of pair, so that what tells its texts apart is meaning and not where they are from.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from knowledge.embedding.training.start import Table

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to learn. `dims` are the lengths at which a vector must work, the longest first."""

    dims: tuple[int, ...] = (256, 128, 64)
    steps: int = 6_000
    batch: int = 1_024
    temperature: float = 0.05
    dropout: float = 0.15
    rate: float = 0.004
    seed: int = 20261122


@dataclass(frozen=True, slots=True)
class Pool:
    """The pairs of one kind as row numbers of the count matrix; `things` says which are about the same."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    things: NDArray[np.int64]
    share: float


class Adam:
    """Adam that moves only the rows a batch touched."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._first = np.zeros(shape, np.float32)
        self._second = np.zeros(shape, np.float32)
        self._steps = np.zeros(shape[0], np.float32)

    def move(self, table: Table, rows: NDArray[np.int64], slope: Table, rate: float) -> None:
        """Takes one step against `slope` (one row for each of `rows`)."""
        self._steps[rows] += 1
        first = self._first[rows] * 0.9 + slope * 0.1
        second = self._second[rows] * 0.999 + slope * slope * 0.001
        self._first[rows], self._second[rows] = first, second
        age = self._steps[rows][:, None]
        step = (first / (1 - 0.9**age)) / (np.sqrt(second / (1 - 0.999**age)) + 1e-8)
        table[rows] -= rate * step


def learn(table: Table, counts: csr_matrix, pools: Mapping[str, Pool], recipe: Recipe) -> Table:
    """The table after `recipe.steps` batches. The same seed gives the same batches."""
    rng = np.random.default_rng(recipe.seed)
    table, optimiser = table.copy(), Adam(table.shape)
    kinds = sorted(pools)
    shares = np.array([pools[kind].share for kind in kinds])
    losses: list[float] = []
    for step in range(recipe.steps):
        pool = pools[kinds[int(rng.choice(len(kinds), p=shares / shares.sum()))]]
        picked = rng.choice(len(pool.a), min(recipe.batch, len(pool.a)), replace=False)
        ones = _means(counts[pool.a[picked]], recipe.dropout, rng)
        others = _means(counts[pool.b[picked]], recipe.dropout, rng)
        loss, slope_a, slope_b = contrast(ones @ table, others @ table, pool.things[picked], recipe)
        touched = np.unique(np.concatenate([ones.indices, others.indices]))
        slope = ones.T.tocsr()[touched] @ slope_a + others.T.tocsr()[touched] @ slope_b
        warm = min(1.0, (step + 1) / 100)
        optimiser.move(table, touched, slope, recipe.rate * warm * (1 - step / recipe.steps))
        losses.append(loss)
        if (step + 1) % 250 == 0:
            log.info("step %d of %d: loss %.3f", step + 1, recipe.steps, float(np.mean(losses[-250:])))
    return table


def contrast(
    ones: Table, others: Table, things: NDArray[np.int64], recipe: Recipe
) -> tuple[float, Table, Table]:  # fmt: skip
    """The loss of a batch and its slopes towards both sides' means, over all the lengths of the recipe."""
    slope_a, slope_b = np.zeros_like(ones), np.zeros_like(others)
    same = things[:, None] == things[None, :]
    np.fill_diagonal(same, False)
    total = 0.0
    for dims in recipe.dims:
        loss, a, b = _one_length(ones[:, :dims], others[:, :dims], same, recipe.temperature)
        slope_a[:, :dims] += a / len(recipe.dims)
        slope_b[:, :dims] += b / len(recipe.dims)
        total += loss / len(recipe.dims)
    return total, slope_a, slope_b


def _one_length(a: Table, b: Table, same: NDArray[np.bool_], temperature: float) -> tuple[float, Table, Table]:
    size_a = np.maximum(np.linalg.norm(a, axis=1, keepdims=True), 1e-6)
    size_b = np.maximum(np.linalg.norm(b, axis=1, keepdims=True), 1e-6)
    unit_a, unit_b = a / size_a, b / size_b
    raised = unit_a @ (unit_b.T / np.float32(temperature))
    raised -= np.float32(1 / temperature)  # no cosine is above 1, so that nothing grows too large
    np.exp(raised, out=raised)
    raised[same] = 0.0
    n = len(raised)
    own = np.arange(n)
    rows, columns = raised.sum(axis=1), raised.sum(axis=0)
    hit = raised[own, own]
    loss = -float(np.log(hit / rows + 1e-12).mean() + np.log(hit / columns + 1e-12).mean()) / 2
    raised *= 1 / rows[:, None] + 1 / columns  # from here on the slope towards the scores
    raised[own, own] -= 2
    raised /= np.float32(2 * n * temperature)
    return loss, _through_length(raised @ unit_b, unit_a, size_a), _through_length(raised.T @ unit_a, unit_b, size_b)


def _through_length(slope: Table, unit: Table, size: Table) -> Table:
    """The slope before a vector was brought to unit length."""
    return np.asarray((slope - unit * (slope * unit).sum(axis=1, keepdims=True)) / size, np.float32)


def _means(counts: csr_matrix, dropout: float, rng: np.random.Generator) -> csr_matrix:
    """Counts → shares of each text, some entries left out by chance."""
    counts.data = counts.data * (rng.random(len(counts.data)) >= dropout).astype(np.float32)
    sums = np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1.0)
    return csr_matrix(diags(1 / sums.astype(np.float32)) @ counts)


def number_things(things: Sequence[str]) -> NDArray[np.int64]:
    """The same number for the same thing."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(thing, len(numbers)) for thing in things])
