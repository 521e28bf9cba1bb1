"""Sentences of a text, and which of several passages answers a query best. Pure; everything given back is verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt

_BREAK = re.compile(r"(?<=[^\d\s][.!?。…])\s+|\s*\n\s*")
_WORD = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z0-9+#]*|\d+")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text` in order. A point after a digit doesn't end one (2026. 1. 1.)."""
    return tuple(part for part in map(str.strip, _BREAK.split(text)) if part)


def best_passage(passages: Sequence[str], query: str) -> str:
    """The passage that shares most with the query, the earlier one on a tie; "" if there is none."""
    wanted = tuple(shapes(query))

    def closeness(passage: str) -> float:
        lowered = passage.lower()
        return sum(shape in lowered for shape in wanted) / (8 + sqrt(len(passage)))

    return max(passages, key=closeness, default="")


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two texts have in common, by their `shapes`: 0..1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def shapes(text: str) -> frozenset[str]:
    """Pairs of neighbouring Hangul characters, and Latin words and numbers whole."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        if "가" <= word[0] <= "힣":
            found.update(word[i : i + 2] for i in range(max(len(word) - 1, 1)))
        else:
            found.add(word)
    return frozenset(found)
