"""Regions: what a code or a name means on a day, what lies in what, and how far apart two places are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from knowledge.errors import UnknownRegion
from knowledge.models import ANYWHERE, LANGS, Lang, Text
from knowledge.taxonomy.forms import Forms
from knowledge.taxonomy.nodes import Mention, Reading, Region
from knowledge.taxonomy.region_names import Entry, entries, form_table, label, newest, squash
from knowledge.taxonomy.region_table import RegionTable, full
from knowledge.taxonomy.tables import FOLDER, rows, split

_NOISE = {"city", "province", "metropolitan", "special", "county", "district", "korea", "대한민국", "한국", "지역"}
_BELOW = re.compile(r"(?:[동읍면리가로길]|\d+(?:번지|호|-\d+)?|-dong|-ro|-gil|-eup|-myeon)$")


class Regions:
    """All regions of the newest code list and those it replaced. Codes are two digits (sido) or five."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads the data files of `folder`. Raises TaxonomyError."""
        self._table = RegionTable(folder)
        self._entries = entries(self._table, folder)
        self._index: dict[str, list[Entry]] = {}
        for entry in self._entries:
            self._index.setdefault(squash(entry.form), []).append(entry)
        self._forms = form_table(self._entries, self._table, folder)
        self._groups: dict[str, set[str]] = {}
        for row in rows("commuting.csv", ("group", "codes"), folder):
            for code in split(row["codes"]):
                for basic in self._table.basic(code):
                    self._groups.setdefault(basic, set()).add(row["group"])

    @property
    def all(self) -> Mapping[str, Region]:
        """The codes of the newest list (285: 16 sido and their sigungu), by code."""
        return self._table.current

    def get(self, code: str) -> Region | None:
        """The region of a code, in force or abolished; None if no list has it."""
        return self._table.get(code)

    def resolve(self, name_or_code: str, on: date) -> tuple[Region, ...]:
        """The regions in force on `on` that a code (2, 5 or 10 digits) or a name stands for.

        Old codes and names give their successors (several if they were split); an ambiguous name gives all it may
        mean (`readings` keeps them apart); an unknown one gives ``()``.
        """
        given = name_or_code.strip()
        if given.isdecimal():
            code = self._table.dong(given) if len(given) == 10 else full(given)
            codes = self._table.at(code, on) if code else ()
        else:
            codes = tuple(code for reading in self.readings(given, on) for code in reading.codes)
        return tuple(row for code in dict.fromkeys(codes) if (row := self._table.get(code)))

    def readings(self, name: str, on: date) -> tuple[Reading, ...]:
        """What a name may mean on `on`, each meaning with its codes: 광주 the districts of the former Gwangju, or
        경기 광주시. Qualified names (``성남 분당``, ``Gangnam, Seoul``, ``서울강남``) give what lies in the wider part.
        """
        exact = self._index.get(squash(name), [])
        current = [entry for entry in exact if not entry.outdated or self._in_force(entry, on)]
        found = current or exact or self._qualified(name)
        readings: dict[tuple[str, ...], Reading] = {}
        for entry in found:
            if any(self._covered(entry) < self._covered(other) for other in found):
                continue  # 제주 is the island, not only its city
            codes = tuple(dict.fromkeys(new for code in entry.codes for new in self._table.at(code, on)))
            readings.setdefault(codes, Reading(self._text(entry, codes), codes))
        return tuple(readings.values())

    def contains(self, parent: str, code: str) -> bool:
        """Whether `code` is `parent` or lies in it, whatever list the two codes are from.

        ``00000`` holds every region; only ``00000`` holds ``00000``. False for a code that no list has.
        """
        if full(code) == ANYWHERE:
            return full(parent) == ANYWHERE
        inside = self._table.leaves(code)
        return bool(inside) and inside <= self._table.leaves(parent)

    def canonical(self, code: str) -> str:
        """The one code of the newest list to file a record under: for a split district or an old sido, its sido.

        Raises UnknownRegion.
        """
        row = self._row(code)
        codes = newest(self._table, row.code)
        return codes[0] if len(codes) == 1 else codes[0][:2] + "000"

    def name(self, code: str, lang: Lang) -> str:
        """A region as it is written on a card: ``서울 강남구``, ``Gangnam-gu, Seoul``. Raises UnknownRegion."""
        return label(self._table, self._row(code), lang)

    def neighbours(self, code: str) -> frozenset[str]:
        """Current codes outside `code` that share a commuting group with it (unverified: for ranking only)."""
        groups = self._groups_of(code)
        inside, outer = self._table.leaves(code), self._table.basic(code)
        return frozenset(
            other for other, row in self._table.current.items()
            if row.level != "sido" and groups & self._groups_of(other)
            and not self._table.leaves(other) & inside and not self._table.basic(other) & outer
        )  # fmt: skip

    def distance(self, a: str, b: str) -> int:
        """0 in the same sigungu (or one holds the other), 1 in one commuting group, 2 in one sido, 3 else."""
        if ANYWHERE in (full(a), full(b)) or self.contains(a, b) or self.contains(b, a):
            return 0
        basic_a, basic_b = self._table.basic(a), self._table.basic(b)
        if basic_a & basic_b and len(basic_a) == len(basic_b) == 1:
            return 0
        if self._groups_of(a) & self._groups_of(b):
            return 1
        return 2 if {code[:2] for code in basic_a} & {code[:2] for code in basic_b} else 3

    def surface_forms(self) -> Forms:
        """Form → current codes, for forms that mean a place wherever they stand (several codes: ambiguous)."""
        return self._forms.safe

    def weak_forms(self) -> Forms:
        """Form → current codes, for place names that are everyday words, too (예산, 강화, 동안, 중구)."""
        return self._forms.weak

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The safe forms standing in `text`, longest first, without overlaps."""
        return self._forms.mentions(text)

    def _row(self, code: str) -> Region:
        row = self._table.get(code)
        if row is None:
            raise UnknownRegion(f"No region has the code {code!r}; give 2 or 5 digits of the legal-dong code list.")
        return row

    def _groups_of(self, code: str) -> set[str]:
        return set().union(*(self._groups.get(basic, set()) for basic in self._table.basic(code)))

    def _in_force(self, entry: Entry, on: date) -> bool:
        return any(row.in_force(on) for code in entry.codes if (row := self._table.get(code)))

    def _text(self, entry: Entry, codes: Sequence[str]) -> Text:
        if entry.text:
            return entry.text
        if entry.code in codes or not entry.code:
            return Text(self.name(codes[0], "ko"), self.name(codes[0], "en"))
        row = self._row(entry.code)
        if not row.successors:  # a new name on an earlier day: what it was called then
            return Text(*("·".join(self.name(code, lang) for code in codes) for lang in LANGS))
        ko = row.name if row.level == "sido" else self.name(entry.code, "ko")
        return Text(f"옛 {ko}", f"former {self.name(entry.code, 'en')}")

    def _qualified(self, name: str) -> list[Entry]:
        parts = [part for part in re.split(r"[\s,/·]+", name) if part and part.lower() not in _NOISE]
        known = [self._index[squash(part)] for part in parts if squash(part) in self._index]
        unknown = [part for part in parts if squash(part) not in self._index and not _BELOW.search(part.lower())]
        if unknown or not known:
            return self._glued(squash(name)) if len(parts) == 1 else []
        if len(known) == 1:
            return known[0]
        narrowed = self._narrowest(known)
        flat = [entry for group in known for entry in group if not entry.outdated]
        listed = re.search(r"[,/·]", name) or all(entry.code[2:] == "000" for entry in flat)
        return narrowed or (flat if listed else [])

    def _glued(self, key: str) -> list[Entry]:
        for cut in range(2, len(key) - 1):
            if key[:cut] in self._index and key[cut:] in self._index:
                found = self._narrowest([self._index[key[:cut]], self._index[key[cut:]]])
                if found:
                    return found
        return []

    def _narrowest(self, groups: list[list[Entry]]) -> list[Entry]:
        found: list[Entry] = []
        for at, group in enumerate(groups):
            others = groups[:at] + groups[at + 1 :]
            found += [entry for entry in group
                      if all(any(self._covered(entry) <= self._covered(wide) for wide in other) for other in others)
                      ]  # fmt: skip
        strict = [entry for entry in found if not any(self._covered(other) < self._covered(entry) for other in found)]
        return list(dict.fromkeys(strict))

    def _covered(self, entry: Entry) -> frozenset[str]:
        return frozenset().union(*(self._table.leaves(code) for code in entry.codes))
