"""Labelled questions of the project's own, by what was held out of the built-in model, and how searches do on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

import numpy as np

from knowledge.base import open_base
from knowledge.catchup import vectors_behind
from knowledge.embedder import Embedder
from knowledge.embedding.builtin import BuiltinEmbedder
from knowledge.embedding.static import FOLDER, StaticModel
from knowledge.embedding.training.domain import Held, read_rows
from knowledge.fusion import Weights
from knowledge.library.loader import load_library
from knowledge.models import Cohort, Course, Hit, Kind, Lang, Opening, Query
from knowledge.records import Training
from knowledge.retriever import Retriever, Shelf
from knowledge.settings import KnowledgeSettings
from knowledge.state import named_analyser
from knowledge.taxonomy import load_taxonomy

AS_OF: Final = date(2026, 11, 22)
NEVER: Final = Weights(0.0, 9.9)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the ids that answer it; `lang` is that of the records it is put to."""

    text: str
    kind: Kind
    lang: Lang
    answers: frozenset[str]


class Bench:
    """A base over the library and the samples, whose searches can be weighed at will."""

    def __init__(self, home: Path, model: Path | None = None, *, endpoint: bool = False) -> None:
        """Builds it in `home` with the built-in model in the folder `model`, or the endpoint the environment names."""
        settings = KnowledgeSettings() if endpoint else KnowledgeSettings(embedding_model="builtin")
        names = named_analyser(load_taxonomy(), {family.id: family for family in load_library().families})
        own: Embedder | None = None if endpoint else BuiltinEmbedder(names.index_tokens, StaticModel(model or FOLDER))
        self.base = open_base(home, settings, today=AS_OF, progress=False, embedder=own)
        self.shelf: Shelf = self.base._state.shelf
        vectors = self.shelf.vectors
        if vectors is None or vectors_behind(self.shelf.store, vectors):
            raise SystemExit("The vectors couldn't be made, so there is nothing to measure. Check the endpoint.")
        self.describes = isinstance(vectors.embedder, BuiltinEmbedder)  # whether it hears occupations without a name
        self._occupations: dict[Kind, dict[str, frozenset[str]]] = {}

    def retriever(self, kind: Kind, weights: Weights | None) -> Retriever:
        """Searches with these weights for a kind; with None by words alone."""
        shelf = self.shelf if weights else replace(self.shelf, vectors=None)
        return Retriever(shelf, {kind: weights or NEVER})

    def by_occupation(self, kind: Kind) -> Mapping[str, frozenset[str]]:
        """Ids of courses or openings by the occupation they are for."""
        if kind not in self._occupations:
            found: dict[str, set[str]] = {}
            for row in self.shelf.store.of_kind("course" if kind == "course" else "opening"):
                item = row.item()
                one = item.course if isinstance(item, Training) else cast(Opening, item)
                for occupation in one.occupations if isinstance(one, Course) else (one.occupation,):
                    found.setdefault(occupation, set()).add(one.id)
            self._occupations[kind] = {occupation: frozenset(ids) for occupation, ids in found.items()}
        return self._occupations[kind]

    def ranks(self, retriever: Retriever, questions: Sequence[Question]) -> np.ndarray:
        """The place (from 1) of the first right answer to each question; infinity where none is among ten."""
        places = []
        for question in questions:
            found = [_record_id(hit) for hit in self._search(retriever, question)]
            right = (float(place) for place, id_ in enumerate(found[:10], 1) if id_ in question.answers)
            places.append(next(right, np.inf))
        return np.array(places)

    def kept(self, retriever: Retriever, questions: Sequence[Question]) -> list[bool]:
        """Whether anything is kept for each question."""
        return [bool(self._search(retriever, question)) for question in questions]

    def close(self) -> None:
        """Lets go of the base."""
        self.base.close()

    @staticmethod
    def _search(retriever: Retriever, question: Question) -> Sequence[Hit]:
        return retriever.search(Query(question.text, question.kind, AS_OF, lang=question.lang)).kept


def colloquial(held: Held, lang: Lang, records: Lang | None = None, *, half: int | None = None) -> list[Question]:
    """Questions in everyday words that are held out, put to the sections in `records`' language.

    Weights are chosen on half 0, and figures are given for half 1, which neither training nor choice has seen.
    """
    rows = [r for r in read_rows("questions") if r["family"] in held.families or held.question(r["id"])]
    rows = [r for r in rows if r["lang"] == lang][half or 0 :: 1 if half is None else 2]
    return _about_sections(rows, lang, records or lang)


def exact(families: Iterable[str] | None, lang: Lang) -> list[Question]:
    """Questions in the very words of a section (of these families, or all)."""
    wanted = None if families is None else set(families)
    return _about_sections([r for r in read_rows("exact") if wanted is None or r["family"] in wanted], lang, lang)


def occupations(held: Held, lang: Lang, records: Mapping[str, frozenset[str]], kind: Kind) -> list[Question]:
    """What people say who mean a held-out occupation, put to the records for it."""
    found = []
    for row in read_rows("occupations"):
        wanted: frozenset[str] = frozenset().union(*(records.get(o, frozenset()) for o in row["occupations"]))
        out = held.question(row["id"]) or held.occupations.issuperset(row["occupations"])
        if row["lang"] == lang and wanted and out:
            found.append(Question(row["text"], kind, "ko", wanted))
    return found


def unknown(lang: Lang, kind: Kind = "section") -> list[Question]:
    """Questions about things the library knows nothing of."""
    return [Question(r["text"], kind, lang, frozenset()) for r in read_rows("unknown") if r["lang"] == lang]


def mean_and_interval(values: np.ndarray, seed: int = 7) -> tuple[float, float, float]:
    """The mean with its 95 % interval by bootstrap (2,000 draws)."""
    rng = np.random.default_rng(seed)
    drawn = values[rng.integers(0, len(values), (2_000, len(values)))].mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(values.mean()), float(low), float(high)


def _about_sections(rows: Sequence[dict[str, Any]], lang: Lang, records: Lang) -> list[Question]:
    return [Question(r["text"], "section", records, frozenset(r["sections"])) for r in rows if r["lang"] == lang]


def _record_id(hit: Hit) -> str:
    match hit.record:
        case (Course(id=id_), Cohort()):
            return id_
    return hit.id
