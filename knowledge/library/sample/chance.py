"""Drawing by chance, the same on every machine and in every process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def dice(*key: object) -> Random:
    """A generator for one thing, named by `key`: nothing drawn elsewhere changes what it gives."""
    return Random(":".join(str(part) for part in key))


def weighted(rng: Random, weights: Mapping[T, int]) -> T:
    """One key of `weights`, as often as its weight says."""
    pick = rng.random() * sum(weights.values())
    for key, weight in weights.items():
        pick -= weight
        if pick < 0:
            return key
    return next(reversed(list(weights)))


def some(rng: Random, things: Sequence[T], low: int, high: int) -> list[T]:
    """From `low` to `high` of `things` (as many as there are), in their own order."""
    count = min(len(things), rng.randint(low, high))
    return [things[at] for at in sorted(rng.sample(range(len(things)), count))]


def unique(things: Iterable[T]) -> tuple[T, ...]:
    """Each thing once, at its first place."""
    return tuple(dict.fromkeys(things))


class Deck:
    """Cards dealt in shuffled rounds: every run of one round's length holds every card, whatever is drawn elsewhere."""

    def __init__(self, seed: object, cards: Mapping[str, int]) -> None:
        self._seed = seed
        self._cards = [card for card, count in cards.items() for _ in range(count)]
        self._round = -1
        self._dealt: list[str] = []

    def deal(self, at: int) -> str:
        """The card at place `at`, counted from 0."""
        number, place = divmod(at, len(self._cards))
        if number != self._round:
            self._round, self._dealt = number, list(self._cards)
            dice(self._seed, number).shuffle(self._dealt)
        return self._dealt[place]
