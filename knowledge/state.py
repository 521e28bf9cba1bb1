"""One state of the base, as it is served: what lies in memory, and what searches it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Final, TypedDict, cast

from knowledge import adverts, columns, entries, taxonomy
from knowledge.catalogue import Catalogue
from knowledge.codec import digest
from knowledge.columns import OpeningColumns
from knowledge.lexical import LexicalIndex
from knowledge.models import Family, Kind, Programme, Section
from knowledge.records import Row, Training
from knowledge.retriever import Retriever, Shelf
from knowledge.starter import files_digest
from knowledge.store import Store
from knowledge.strangers import Strangers
from knowledge.taxonomy import Taxonomy
from knowledge.text import analyser, latin, normalise
from knowledge.text.aliases import Lexicon, lexicon_entries
from knowledge.text.analyser import Analyser
from knowledge.text.normalise import is_hangul
from knowledge.text.typos import Speller
from knowledge.vectors import VectorIndex
from knowledge.wording import Reader

_SPELT_BY: Final = 2  # sections that must write a word for it to count as spelt right


class Counts(TypedDict):
    """What a base holds; `sample` says whether its catalogue is made up."""

    sections: int
    courses: int
    cohorts: int
    openings: int
    sample: bool


class State:
    """What a `Base` serves until something changes. Safe to use from several threads."""

    def __init__(
        self,
        seq: int,
        families: Mapping[str, Family],
        sections: Mapping[str, Section],
        store: Store,
        indexes: Mapping[Kind, LexicalIndex],
        vectors: VectorIndex | None,
        taxonomy: Taxonomy,
        columns: OpeningColumns,
    ) -> None:
        """`sections` is by index key, `columns` are those of all openings."""
        self.seq = seq
        self.families = families
        self.programmes: dict[str, Programme] = {p.id: p for f in families.values() for p in f.programmes}
        self.sections = sections
        self._indexes = indexes
        self._taxonomy = taxonomy
        self._columns = columns
        names = lexicon_entries(families.values(), taxonomy)
        self.analyser = Analyser(name.surface for name in names)
        self.lexicon = Lexicon(names, self.analyser.is_word)
        self._shelf_parts = (store, indexes, sections, vectors)

    def warm(self) -> None:
        """Makes everything that is made on first use."""
        if self.analyser.warm():
            self.reader.warm()
        self.retriever.warm()
        _ = self.catalogue

    @cached_property
    def reader(self) -> Reader:
        """Reads queries. Made on first use: its vocabulary comes from the index."""
        words = self._indexes["section"].vocabulary("k")
        spelt = (token[1:] for token, n in words.items() if n >= _SPELT_BY and is_hangul(token[1:]))
        return Reader(
            self.analyser,
            self.lexicon,
            Speller(spelt, self.analyser.is_word),
            Strangers(s.text for s in self.sections.values()),
            self.families,
            self._taxonomy,
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        """Openings and cohorts as columns. Made on first use: every course is read once."""
        trainings = (cast(Training, row.item()) for row in self._shelf_parts[0].of_kind("course"))
        return Catalogue(self._columns, trainings, self._taxonomy)

    @cached_property
    def shelf(self) -> Shelf:
        """What a search of this state reads."""
        store, indexes, sections, vectors = self._shelf_parts
        return Shelf(store, indexes, sections, vectors, self.reader, self._taxonomy.regions)

    @cached_property
    def retriever(self) -> Retriever:
        """Searches this state."""
        return Retriever(self.shelf)


def named_analyser(taxonomy: Taxonomy, families: Mapping[str, Family]) -> Analyser:
    """An analyser that knows the names of these families and of the taxonomy."""
    return Analyser(name.surface for name in lexicon_entries(families.values(), taxonomy))


def recipes(families: Sequence[Row]) -> dict[Kind, str]:
    """What the entries of each kind depend on besides the records: code, taxonomy, and for sections the names of
    families. An index made by another recipe is made anew."""
    common = _made_with(entries, analyser, latin, normalise)
    named = digest(common + "".join(row.digest for row in families))
    return {"section": named, "course": common, "opening": common}


def columns_recipe() -> str:
    """The same for the columns of openings."""
    return _made_with(columns, adverts, entries)


def _made_with(*modules: ModuleType) -> str:
    tables = sorted(Path(str(taxonomy.__file__)).parent.glob("*.csv"))
    return files_digest([*(Path(str(m.__file__)) for m in modules), *tables])
