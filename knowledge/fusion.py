"""Joining lexical and vector scores into one ranking. Pure.

Scores are divided by the best of their side, so that both run from 0 to 1 (reciprocal ranks would throw away how far
ahead the best one is, and measurably rank worse).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

DEFAULT_VECTOR_WEIGHT: Final = 0.25
"""Share of the vector side. Low on purpose: embeddings small enough to run anywhere rank Korean worse than words do."""

LEADING: Final = 0.5
"""From this share on the vector side leads: only then may it put something without a shared word above a match."""


@dataclass(frozen=True, slots=True)
class Fused:
    """Both parts of a score; they add up to `total`."""

    lexical: float
    vector: float

    @property
    def total(self) -> float:
        return self.lexical + self.vector


def fuse(
    lexical: Mapping[str, float], vector: Mapping[str, float], weight: float = DEFAULT_VECTOR_WEIGHT
) -> dict[str, Fused]:
    """Fused scores (0..1) by id, best first; ids with non-positive scores on a side don't count there.

    With an empty `vector` side the lexical scores stand as they are, whatever the weight. Below `LEADING` an id that
    only the vector side found comes after every id that the lexical side found.
    """
    words, meanings = _share_of_best(lexical), _share_of_best(vector)
    if not meanings:
        weight = 0.0
    elif not words:
        weight = 1.0
    fused = {id_: Fused((1 - weight) * s, weight * meanings.get(id_, 0.0)) for id_, s in words.items()}
    scale = weight
    if words and weight < LEADING:
        last = min(both.total for both in fused.values())
        scale = min(weight, last * (1 - 1e-9))  # strictly behind, even at its best
    fused |= {id_: Fused(0.0, scale * score) for id_, score in meanings.items() if id_ not in fused}
    return dict(sorted(fused.items(), key=lambda item: (-item[1].total, item[0])))


def _share_of_best(scores: Mapping[str, float]) -> dict[str, float]:
    best = max(scores.values(), default=0.0)
    return {id_: score / best for id_, score in scores.items() if score > 0} if best > 0 else {}
