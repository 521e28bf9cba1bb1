"""One state of the base, as it is served: what lies in memory, and what searches it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, TypedDict, cast

from knowledge import entries, taxonomy
from knowledge.catalogue import Catalogue
from knowledge.codec import digest
from knowledge.entries import EntryMaker
from knowledge.lexical import LexicalIndex
from knowledge.models import Family, Kind, Opening, Programme, Section
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
    ) -> None:
        """`sections` is by index key."""
        self.seq = seq
        self.families = families
        self.programmes: dict[str, Programme] = {p.id: p for f in families.values() for p in f.programmes}
        self.sections = sections
        self._indexes = indexes
        self._taxonomy = taxonomy
        names = lexicon_entries(families.values(), taxonomy)
        self.analyser = Analyser(name.surface for name in names)
        self.lexicon = Lexicon(names, self.analyser.is_word)
        self._shelf_parts = (store, indexes, sections, vectors)

    def warm(self) -> None:
        """Makes everything that is made on first use."""
        if self.analyser.warm():
            self.reader.warm()
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
        """Openings and cohorts as columns. Made on first use: every record is read once."""
        store = self._shelf_parts[0]
        openings = (cast(Opening, row.item()) for row in store.of_kind("opening"))
        return Catalogue(openings, (cast(Training, row.item()) for row in store.of_kind("course")), self._taxonomy)

    @cached_property
    def retriever(self) -> Retriever:
        """Searches this state."""
        store, indexes, sections, vectors = self._shelf_parts
        return Retriever(Shelf(store, indexes, sections, vectors, self.reader, self._taxonomy.regions))


def entry_maker(taxonomy: Taxonomy, families: Mapping[str, Family]) -> EntryMaker:
    """What makes entries with the names of these families known."""
    names = lexicon_entries(families.values(), taxonomy)
    return EntryMaker(Analyser(name.surface for name in names), taxonomy, families)


def recipes(families: Sequence[Row]) -> dict[Kind, str]:
    """What the entries of each kind depend on besides the records: code, taxonomy, and for sections the names of
    families. An index made by another recipe is made anew."""
    code = [Path(str(m.__file__)) for m in (entries, analyser, latin, normalise)]
    common = files_digest([*code, *sorted(Path(str(taxonomy.__file__)).parent.glob("*.csv"))])
    named = digest(common + "".join(row.digest for row in families))
    return {"section": named, "course": common, "opening": common}
