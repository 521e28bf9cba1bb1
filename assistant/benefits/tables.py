"""The dated figures that amounts are computed from (`knowledge/library/amounts.yaml`), chosen by a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import knowledge.library
from knowledge.errors import LibraryError

PATH = Path(knowledge.library.__file__).parent / "amounts.yaml"


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row of a table. `last_known` is set on rows whose time is over without a successor."""

    table: str
    section: str
    valid_from: date | None
    valid_to: date | None
    values: Mapping[str, Any]
    last_known: bool = False

    @property
    def year(self) -> int:
        """The year the figures are of (of the last day they hold, else of the first)."""
        day = self.valid_to or self.valid_from
        return day.year if day else 0

    def whole(self, key: str) -> int:
        """A figure. Raises LibraryError where the file lacks it."""
        value = self._need(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise LibraryError(f"{PATH}: {self.table}.{key} must be a whole number, not {value!r}.")
        return value

    def words(self, key: str) -> str:
        """A section id."""
        return str(self._need(key))

    def flag(self, key: str) -> bool:
        """Whether a mark is set; False where the row lacks it."""
        return bool(self.values.get(key, False))

    def pair(self, key: str) -> tuple[int, int]:
        """Two figures (a day and a month, for instance)."""
        first, second = self._need(key)
        return int(first), int(second)

    def tenths(self, key: str) -> tuple[int, int]:
        """Two percents as tenths of a percent, so that halves stay exact: ``[7.5, 27.5]`` → ``(75, 275)``."""
        first, second = self._need(key)
        return round(first * 10), round(second * 10)

    def list(self, key: str) -> tuple[int, ...]:
        """Figures in order."""
        return tuple(int(v) for v in self._need(key))

    def pairs(self, key: str) -> tuple[tuple[int, int], ...]:
        """Pairs of figures in order (a limit and what holds up to it)."""
        return tuple((int(a), int(b)) for a, b in self._need(key))

    def _need(self, key: str) -> Any:
        if key not in self.values:
            raise LibraryError(f"{PATH}: {self.table} lacks {key!r}. Add it.")
        return self.values[key]


@cache
def _tables(path: Path = PATH) -> Mapping[str, tuple[Row, ...]]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return {name: tuple(_row(name, raw) for raw in rows) for name, rows in data.items()}
    except OSError as e:
        raise LibraryError(f"{path} can't be read ({e.strerror}). Amounts are computed from it.") from e
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as e:
        raise LibraryError(f"{path} isn't a file of dated tables: {e}") from e


def _row(table: str, raw: Mapping[str, Any]) -> Row:
    values = {k: v for k, v in raw.items() if k not in ("section", "valid_from", "valid_to")}
    return Row(table, str(raw["section"]), raw.get("valid_from"), raw.get("valid_to"), values)


def rows(table: str) -> tuple[Row, ...]:
    """All rows of a table, oldest first."""
    return _tables()[table]


def row_on(table: str, day: date) -> Row | None:
    """The row in force on `day`; after the last one, that one as last known; None before the first."""
    found = None
    for row in rows(table):
        if row.valid_from is not None and day < row.valid_from:
            break
        found = row
        if row.valid_to is None or day <= row.valid_to:
            return row
    if found is None:
        return None
    return Row(found.table, found.section, found.valid_from, found.valid_to, found.values, last_known=True)


def sections() -> frozenset[str]:
    """Every section id that the tables name."""
    named = {row.section for table in _tables().values() for row in table}
    named |= {str(v) for t in _tables().values() for r in t for k, v in r.values.items() if k.endswith("_section")}
    return frozenset(named)
