"""What the model learns from: pairs of texts that mean the same, each of a kind and with the thing it is about."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

DROPPED: Final = {
    "nsmc": "the CC0 mark is not its writers' own",
    "chatbot": "its repository holds no licence text",
    "bible": "the 1961 translation is free in Korea, not surely elsewhere",
}
"""Sources that are never read, with the reason."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of one meaning. Pairs about the same `thing` are never each other's counter-examples."""

    kind: str
    thing: str
    a: str
    b: str


def file_pairs(folder: Path) -> Iterator[Pair]:
    """The pairs in every `*.jsonl.gz` of the folder: lines of {"kind","source","a","b"}; others are passed over."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["source"] not in DROPPED and "a" in row and row["a"] and row["b"]:
                    yield Pair(row["kind"], row["a"], row["a"], row["b"])


def crossed(kind: str, thing: str, ones: Iterable[str], others: Iterable[str]) -> Iterator[Pair]:
    """Each of `ones` with each of `others`."""
    for a, b in product(ones, others):
        if a and b and a != b:
            yield Pair(kind, thing, a, b)
