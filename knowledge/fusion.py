"""Joining lexical and vector scores into one ranking. Pure, but for the weights, which are data.

Scores are divided by the best of their side (reciprocal ranks would throw away how far ahead the best one is, and
measurably rank worse); nearness is raised to a power after that, because cosines lie close together. Words keep their
full weight whatever meaning says: a small model is right about them together, not instead of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from knowledge.models import Kind

BUILTIN: Final = "builtin"
ENDPOINT: Final = "endpoint"
NEVER: Final = 9.0  # no nearness comes to this
SHARPNESS: Final = 3.0  # the power; chosen with the weights
WEIGHTS: Final = Path(__file__).parent / "embedding" / "fusion.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much meaning counts beside words, for one kind of record and one kind of model.

    `share` is what meaning adds at most to a score of which words are 1 at most; `floor` the least nearness at which
    something is kept that words alone wouldn't keep; `added` what is left of the share for sections that the model
    can't have learnt from, because they came with a document; `meant` the least nearness at which a search for courses
    or openings is taken to mean an occupation that it doesn't name.
    """

    share: float
    floor: float
    added: float = 1.0
    meant: float = NEVER


@dataclass(frozen=True, slots=True)
class Fused:
    """Both parts of a score, which add up to `total`, and the nearness behind the vector part (0 if there is none)."""

    lexical: float
    vector: float
    near: float = 0.0

    @property
    def total(self) -> float:
        return self.lexical + self.vector


def fuse(lexical: Mapping[str, float], vector: Mapping[str, float], weights: Weights) -> dict[str, Fused]:
    """Fused scores by id, best first: words as they are, and what meaning adds (0..share).

    Ids with non-positive scores on a side don't count there; one that only the vector side found is left out below
    the floor. Without a vector side the lexical scores stand as they are, without a lexical side the vector order.
    """
    words = _share_of_best(lexical)
    near = {id_: score for id_, score in vector.items() if id_ in words or score >= weights.floor}
    meanings = _share_of_best(near)
    fused = {
        id_: Fused(words.get(id_, 0.0), weights.share * meanings.get(id_, 0.0) ** SHARPNESS, near.get(id_, 0.0))
        for id_ in {**words, **meanings}
    }
    return dict(sorted(fused.items(), key=lambda item: (-item[1].total, item[0])))


def weights_of(fingerprint: str, kind: Kind) -> Weights:
    """The weights chosen for models of this fingerprint: the built-in one has its own, endpoints share theirs."""
    return _weights()[BUILTIN if fingerprint.startswith(f"{BUILTIN}-") else ENDPOINT, kind]


@lru_cache(maxsize=1)
def _weights() -> dict[tuple[str, Kind], Weights]:
    chosen = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {
        (model, kind): Weights(one["share"], one["floor"], one.get("added", 1.0), one.get("meant", NEVER))
        for model in (BUILTIN, ENDPOINT)
        for kind, one in chosen[model].items()
    }


def _share_of_best(scores: Mapping[str, float]) -> dict[str, float]:
    best = max(scores.values(), default=0.0)
    return {id_: score / best for id_, score in scores.items() if score > 0} if best > 0 else {}
