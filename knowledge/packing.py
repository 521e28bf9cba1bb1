"""What the lexical index takes in: entries, and what takes time to make of them, which may be made elsewhere. Pure."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from zlib import crc32

Number = Literal["starts", "ends", "pay"]
NUMBERS: Final[tuple[Number, ...]] = ("starts", "ends", "pay")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as the index takes it in.

    `tokens` are without white space and stand once for each time they count: what matters more (a title) is simply
    repeated. One field with repeats ranks better than several weighted ones, whose separate scores add up a word
    that stands everywhere. `tags` and `numbers` are there to filter by (of several values of a number any may fit);
    `card` is JSON given back with every candidate, so that ranking needs no look at the store; `covers` are the tokens
    that count when asking how much of a query a candidate covers.
    """

    key: str
    tokens: Sequence[str]
    covers: Iterable[str] = ()
    tags: tuple[str, ...] = ()
    numbers: Mapping[Number, tuple[int, ...]] = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Packed:
    """An entry ready to be written: what takes time to make of it is made. `key` as in `Entry`."""

    key: str
    text: str
    covers: bytes
    tags: tuple[str, ...]
    numbers: tuple[tuple[Number, int], ...]
    card: str


def pack(entry: Entry) -> Packed:
    """The entry ready to be written; may be done in another process."""
    return Packed(
        entry.key,
        " ".join(entry.tokens),
        array("I", sorted(set(map(fingerprint, set(entry.covers))))).tobytes(),
        entry.tags,
        tuple((number, value) for number, values in entry.numbers.items() for value in values),
        json.dumps(entry.card, ensure_ascii=False, separators=(",", ":")),
    )


def fingerprint(token: str) -> int:
    """What a candidate remembers of a token it covers."""
    return crc32(token.encode())
