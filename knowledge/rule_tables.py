"""The dated figures that limits in rules.yaml refer to: median income, minimum wage, days of unemployment benefit.

Pure look-ups. A year without a figure of its own gives the last one known, marked as such; a year whose figure is
only known to lie between two values gives both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.errors import LibraryError

MONTH_HOURS = 209  # 40 h a week and the paid rest, as the minimum wage is turned into a month
WEEK_HOURS = 40
MAX_SIZE = 6  # the largest household the tables print


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure: exact where `low == high`. `year` is the year it is of, `known` whether that is the year asked for."""

    low: int
    high: int
    year: int
    section: str
    known: bool = True

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class BenefitDays:
    """Days of unemployment benefit: `steps` are months insured at which the next entry begins."""

    age: int
    steps: tuple[int, ...]
    younger: tuple[int, ...]
    older: tuple[int, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables. Median income: year → household size → (low, high) won a month."""

    median_income: Mapping[int, Mapping[int, tuple[int, int]]]
    median_sections: Mapping[int, str]
    minimum_wage: Mapping[int, int]
    wage_sections: Mapping[int, str]
    days: BenefitDays | None

    def holds(self, kind: str) -> bool:
        """Whether the table behind a kind of limit is there."""
        tables = {"median_percent": self.median_income, "minimum_wage_month": self.minimum_wage}
        return bool(tables.get(kind, self.days))

    def median(self, year: int, size: int, percent: int) -> Bounds:
        """`percent` of the median income of a household of `size` in `year`, won a month, rounded to the won.

        Sizes above six give the figure for six (the true one is higher).
        """
        of, known = _year(self.median_income, year)
        low, high = self.median_income[of][min(size, MAX_SIZE)]
        if low == high:
            value = (low * percent + 50) // 100
            return Bounds(value, value, of, self.median_sections[of], known)
        return Bounds(low * percent // 100, -(-high * percent // 100), of, self.median_sections[of], known)

    def minimum_month(self, year: int, weekly_hours: float) -> Bounds:
        """The least monthly pay for `weekly_hours` (more than 40 count as 40), won before tax."""
        of, known = _year(self.minimum_wage, year)
        hours = MONTH_HOURS * min(weekly_hours, WEEK_HOURS) / WEEK_HOURS
        value = round(self.minimum_wage[of] * hours)
        return Bounds(value, value, of, self.wage_sections[of], known)

    def benefit_days(self, insured_months: int, *, older: bool) -> int:
        """Days of benefit for months insured; `older` for 50 or over and disabled people."""
        assert self.days is not None  # load_rules lets no limit through whose table is missing
        at = sum(insured_months >= step for step in self.days.steps)
        return (self.days.older if older else self.days.younger)[at]


def _year(table: Mapping[int, Any], year: int) -> tuple[int, bool]:
    """The year whose figures are used: its own, else the nearest one there is."""
    if year in table:
        return year, True
    return (max(table) if year > max(table) else min(table)), False


def read_tables(raw: Mapping[str, Mapping[str, Any]]) -> Tables:
    """The tables of all families' rules.yaml together, empty where none has one. Raises LibraryError if malformed."""
    merged: dict[str, Any] = {}
    for tables in raw.values():
        merged |= tables
    try:
        median, wage, days = merged.get("median_income", {}), merged.get("minimum_wage", {}), merged.get("benefit_days")
        return Tables(
            median_income={int(y): {int(n): _pair(v) for n, v in t["sizes"].items()} for y, t in median.items()},
            median_sections={int(y): str(t["section"]) for y, t in median.items()},
            minimum_wage={int(y): int(t["hour"]) for y, t in wage.items()},
            wage_sections={int(y): str(t["section"]) for y, t in wage.items()},
            days=_days(days) if days else None,
        )
    except (KeyError, TypeError, ValueError) as e:
        raise LibraryError(
            f"rules.yaml: median_income, minimum_wage or benefit_days: {type(e).__name__} {e}. See docs/rules.md."
        ) from e


def _days(raw: Mapping[str, Any]) -> BenefitDays:
    steps, younger, older = (tuple(int(v) for v in raw[name]) for name in ("steps", "younger", "older"))
    return BenefitDays(int(raw["age"]), steps, younger, older, str(raw["section"]))


def _pair(value: Any) -> tuple[int, int]:
    return (int(value[0]), int(value[1])) if isinstance(value, list) else (int(value), int(value))
