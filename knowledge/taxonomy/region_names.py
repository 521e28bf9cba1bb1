"""What people call a region: the forms of every code, from the name tables and the names themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.models import Lang, Text
from knowledge.taxonomy.forms import FormTable, fold
from knowledge.taxonomy.nodes import Region
from knowledge.taxonomy.region_table import RegionTable
from knowledge.taxonomy.tables import FOLDER, rows, split

_SUFFIX = re.compile(r"[시군구]$|-(?:si|gun|gu)$")
_COMPASS = {"jung", "dong", "seo", "nam", "buk"}  # romanised stems of 중구, 동구 ...: no one says them alone


@dataclass(frozen=True, slots=True)
class Entry:
    """A form and the codes it may stand for. `code` is the one row it names, empty for areas and quarters."""

    form: str
    codes: tuple[str, ...]
    code: str = ""
    text: Text | None = None
    outdated: bool = False


def squash(name: str) -> str:
    """A name as a look-up key: lower case, without spaces, hyphens and dots."""
    return re.sub(r"[\s\-.·]+", "", fold(name))


def entries(table: RegionTable, folder: Path = FOLDER) -> tuple[Entry, ...]:
    """Every form of every region, current and old. Raises TaxonomyError."""
    sido = {row["code"]: (split(row["ko"]), split(row["en"])) for row in rows("sido_names.csv", ("ko", "en"), folder)}
    found = [Entry(form, (code,), code) for code, forms in sido.items() for form in forms[0] + forms[1]]
    for region in table.current.values():
        if region.level != "sido" and region.sido != "36000":  # Sejong's one sigungu is Sejong itself
            found += [Entry(form, (region.code,), region.code) for form in _own_forms(region)]
    for name in ("areas.csv", "places.csv"):
        for row in rows(name, ("ko", "en", "codes"), folder):
            ko, en = split(row["ko"]), split(row["en"])
            text = Text(ko[0], en[0].title())
            found += [Entry(form, split(row["codes"]), "", text) for form in ko + en]
    return (*found, *_old_forms(table, sido))


def _own_forms(region: Region) -> Iterator[str]:
    last = region.name.rpartition(" ")[2]
    yield from dict.fromkeys((region.name, last))
    if len(last) > 2:
        yield _SUFFIX.sub("", last)
    en = fold(region.en)
    yield from (en, en.replace("-", " "))
    if (stem := _SUFFIX.sub("", en)) not in _COMPASS:
        yield stem


def _old_forms(table: RegionTable, sido: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[Entry]:
    for old in table.old.values():
        heirs = [table.current[code] for code in old.successors]
        if old.level == "sido" or any(heir.name == old.name and heir.sido == old.sido for heir in heirs):
            continue
        if all(heir.name != old.name for heir in heirs):
            yield from (Entry(form, (old.code,), old.code, outdated=True) for form in _own_forms(old))
        elif old.sido in table.current:  # moved to another sido: its old address still names it
            for front in sido[old.sido][0]:
                yield from (Entry(f"{front} {form}", (old.code,), old.code) for form in _own_forms(old))


def form_table(all_entries: tuple[Entry, ...], table: RegionTable, folder: Path = FOLDER) -> FormTable:
    """The forms for finding regions in running text, with current codes; homographs of everyday words are weak."""
    weak = {fold(row["form"]) for row in rows("homographs.csv", ("form", "why"), folder)}
    pairs = [(entry.form, code) for entry in all_entries if not entry.outdated
             for old in entry.codes for code in newest(table, old)]  # fmt: skip
    return FormTable(pairs, (pair for pair in pairs if fold(pair[0]) in weak))


def newest(table: RegionTable, code: str) -> tuple[str, ...]:
    """The codes of the newest list that stand for `code`."""
    row = table.get(code)
    return row.successors if row and row.successors else (code,)


def label(table: RegionTable, region: Region, lang: Lang) -> str:
    """A region as it is written on a card: ``서울 강남구``, ``Gangnam-gu, Seoul``."""
    if region.level in ("sido", "anywhere"):
        return region.short if lang == "ko" else region.en
    holder = table.get(region.sido)
    sido_en = holder.en if holder else region.short
    if region.sido == "36000":
        return region.short if lang == "ko" else region.en
    if lang == "ko":
        return f"{region.short} {region.name}"
    city = table.get(region.parent) if region.level == "gu" else None
    return ", ".join(filter(None, (region.en, city.en if city else "", sido_en)))
