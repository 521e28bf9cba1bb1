"""Tokens, calls and estimated cost: per turn, per day, and the budgets after which the no-key writers answer."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from knowledge.settings import TIMEZONE

_VISITORS: Final = 10_000  # whose spending is remembered; the longest unseen are forgotten first

Over = Literal["", "day", "visitor"]


@dataclass(frozen=True, slots=True)
class Prices:
    """Won or dollars, whatever the person who set them counts in, per million tokens. Zero is unknown."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    @property
    def known(self) -> bool:
        return bool(self.tokens_in or self.tokens_out)


@dataclass(frozen=True, slots=True)
class Usage:
    """What something took. `cost` is None where no price is known; `estimated` where tokens weren't counted."""

    turns: int = 0
    calls: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    estimated: bool = False

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out

    def plus(self, other: Usage) -> Usage:
        """Both together."""
        costs = [u.cost for u in (self, other) if u.cost is not None]
        return Usage(
            self.turns + other.turns,
            self.calls + other.calls,
            self.failed + other.failed,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            round(sum(costs), 6) if costs else None,
            self.estimated or other.estimated,
        )

    def priced(self, prices: Prices) -> Usage:
        """The same with its cost, where prices are known."""
        if not prices.known:
            return self
        cost = (self.tokens_in * prices.tokens_in + self.tokens_out * prices.tokens_out) / 1_000_000
        return Usage(**{**asdict(self), "cost": round(cost, 6)})

    def to_json(self) -> dict[str, Any]:
        """For the log: counts only."""
        return {k: v for k, v in asdict(self).items() if k != "turns" and v not in (None, False)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Usage:
        """Reads what `to_json` wrote; what isn't a number counts as nothing."""
        numbers = {k: int(raw.get(k) or 0) for k in ("calls", "failed", "tokens_in", "tokens_out")}
        cost = raw.get("cost")
        price = float(cost) if cost is not None else None
        return cls(turns=1, **numbers, cost=price, estimated=bool(raw.get("estimated")))


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens a day and per visitor session; 0 is no limit."""

    day: int = 0
    visitor: int = 0


class Ledger:
    """What has been spent. Thread-safe. `day` tells the day it is in Seoul; `past` is what the log holds already."""

    def __init__(self, budget: Budget, day: Callable[[], date], past: Iterable[Mapping[str, Any]] = ()) -> None:
        self.budget = budget
        self._day = day
        self._lock = threading.Lock()
        self._visitors: OrderedDict[str, int] = OrderedDict()
        self._today = day()
        self._spent = by_day(past).get(self._today, Usage()).tokens

    def over(self, visitor: str, about: int = 0) -> Over:
        """Which budget `about` more tokens would break, if any."""
        with self._lock:
            self._turn_the_page()
            if self.budget.day and self._spent + about > self.budget.day:
                return "day"
            if self.budget.visitor and self._visitors.get(visitor, 0) + about > self.budget.visitor:
                return "visitor"
            return ""

    def add(self, visitor: str, tokens: int) -> None:
        """Enters tokens of a call."""
        with self._lock:
            self._turn_the_page()
            self._spent += tokens
            self._visitors[visitor] = self._visitors.pop(visitor, 0) + tokens
            while len(self._visitors) > _VISITORS:
                self._visitors.popitem(last=False)

    def _turn_the_page(self) -> None:
        today = self._day()
        if today != self._today:
            self._today, self._spent = today, 0
            self._visitors.clear()


def by_day(entries: Iterable[Mapping[str, Any]]) -> dict[date, Usage]:
    """The usage in lines of the turn log, by day in Seoul, oldest first."""
    days: dict[date, Usage] = {}
    for entry in entries:
        if isinstance(raw := entry.get("usage"), Mapping) and (day := _day_of(entry)) is not None:
            days[day] = days.get(day, Usage()).plus(Usage.from_json(raw))
    return dict(sorted(days.items()))


def _day_of(entry: Mapping[str, Any]) -> date | None:
    try:
        return datetime.fromisoformat(str(entry.get("at"))).astimezone(TIMEZONE).date()
    except ValueError:
        return None


def read_log(path: Path) -> list[dict[str, Any]]:
    """The lines of the turn log, oldest first; what isn't a whole line is skipped. Changes nothing."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]
