"""The region table: codes in force and abolished, which lies in which, and how codes follow one another in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from knowledge.models import ANYWHERE
from knowledge.taxonomy.nodes import Level, Region
from knowledge.taxonomy.tables import FOLDER, day, rows, split

_CURRENT = ("code", "name", "short", "en", "valid_from", "replaced", "capital", "shrinking", "tier", "confidence")
_OLD = ("code", "name", "short", "en", "valid_to", "successors")


class RegionTable:
    """`current` are the codes of the newest code list, `old` those it replaced; keys are five digits."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads the data files of `folder`. Raises TaxonomyError."""
        anywhere = Region(ANYWHERE, "전국", "전국", "Anywhere in Korea", "anywhere", "")
        self.anywhere = anywhere
        self.current: Mapping[str, Region] = MappingProxyType(_current(folder))
        self.old: Mapping[str, Region] = MappingProxyType(_old(folder, self.current))
        self._splits = tuple(rows("splits.csv", ("old", "old_first", "old_last", "new"), folder))

    def get(self, code: str) -> Region | None:
        """The row of a code (two or five digits), in force or old; None if no list has it."""
        code = full(code)
        if code == ANYWHERE:
            return self.anywhere
        return self.current.get(code) or self.old.get(code)

    @cached_property
    def _leaves(self) -> Mapping[str, frozenset[str]]:
        parents = {row.parent for row in self.current.values()}
        leaves: dict[str, set[str]] = {}
        for code, row in self.current.items():
            if code in parents:
                continue
            for holder in (code, row.parent, row.sido, ANYWHERE):
                leaves.setdefault(holder, set()).add(code)
        frozen = {code: frozenset(inside) for code, inside in leaves.items()}
        for code, row in self.old.items():
            frozen[code] = frozenset().union(*(frozen[new] for new in row.successors))
        return frozen

    def leaves(self, code: str) -> frozenset[str]:
        """The smallest current regions a code covers (itself if it is one; empty if no list has it)."""
        return self._leaves.get(full(code), frozenset())

    def basic(self, code: str) -> frozenset[str]:
        """The current sigungu a code covers or lies in, a 일반구 counted as its city."""
        return frozenset(self.current[leaf].parent if self.current[leaf].level == "gu" else leaf
                         for leaf in self.leaves(code))  # fmt: skip

    def at(self, code: str, on: date) -> tuple[str, ...]:
        """The codes in force on `on` for the land of `code`: successors after its end, predecessors before its start.

        Before a start without known predecessors the code stands for itself.
        """
        row = self.get(code)
        if row is None:
            return ()
        if row.in_force(on):
            return (row.code,)
        follow = row.replaced if row.valid_from and on < row.valid_from else row.successors
        found = [new for code in follow for new in self.at(code, on)] or [row.code]
        return tuple(dict.fromkeys(found))

    def dong(self, code: str) -> str | None:
        """The five-digit code of a ten-digit legal-dong code, the districts split in 2026 told apart by dong."""
        for row in self._splits:
            if code[:5] == row["old"] and row["old_first"] <= code[5:] <= row["old_last"]:
                return row["new"]
        return code[:5] if self.get(code[:5]) else None


def full(code: str) -> str:
    """A two-digit sido code as five digits; others unchanged."""
    return code + "000" if len(code) == 2 else code


def _current(folder: Path) -> dict[str, Region]:
    raw = list(rows("regions.csv", _CURRENT, folder))
    cities = {(row["code"][:2], row["name"]): row["code"] for row in raw}
    found: dict[str, Region] = {}
    for row in raw:
        code, (city, _, gu) = row["code"], row["name"].partition(" ")
        level: Level = "sido" if code.endswith("000") else "gu" if gu else "sigungu"
        parent = {"sido": "", "sigungu": code[:2] + "000", "gu": cities.get((code[:2], city), "")}[level]
        found[code] = Region(
            code, row["name"], row["short"], row["en"], level, parent,
            valid_from=day(row["valid_from"]), replaced=split(row["replaced"]), capital=row["capital"] == "1",
            shrinking=row["shrinking"] == "1" if row["shrinking"] else None, tier=row["tier"],
            confidence=row["confidence"],
        )  # fmt: skip
    return found


def _old(folder: Path, current: Mapping[str, Region]) -> dict[str, Region]:
    raw = list(rows("regions_old.csv", _OLD, folder))
    cities = {(row["code"][:2], row["name"]): row["code"] for row in raw}
    found: dict[str, Region] = {}
    for row in raw:
        code, successors = row["code"], split(row["successors"])
        city, _, gu = row["name"].partition(" ")
        level: Level = "sido" if code.endswith("000") else "gu" if gu else "sigungu"
        parent = "" if level == "sido" else cities.get((code[:2], city), "") if gu else code[:2] + "000"
        found[code] = Region(
            code, row["name"], row["short"], row["en"], level, parent,
            valid_to=day(row["valid_to"]), successors=successors,
            capital=all(current[new].capital for new in successors),
        )  # fmt: skip
    return found
