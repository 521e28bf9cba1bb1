"""Pairs made from the project's own texts: sections, questions, names, courses and openings, less what is held out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import yaml

from knowledge.embedding.static import NO_WORK
from knowledge.embedding.training.pairs import Pair, crossed
from knowledge.embedding.windows import windows
from knowledge.library.loader import BUNDLED, load_library
from knowledge.models import LANGS, Family, Opening, Programme, Section
from knowledge.passages import sentences
from knowledge.records import Training
from knowledge.starter import sample_items
from knowledge.taxonomy import Occupation, Skill, load_taxonomy

DATA: Final = Path(__file__).parents[1] / "data"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ANCHOR: Final = date(2026, 11, 1)  # samples are the same whenever the model is made
_LATER: Final = "r"  # ids of questions written after the split was made: what is measured stays what it was


@dataclass(frozen=True, slots=True)
class Held:
    """What the model must not have seen: all about some families and occupations, and every n-th question."""

    families: frozenset[str] = frozenset()
    occupations: frozenset[str] = frozenset()
    every: int = 0

    def question(self, id_: str) -> bool:
        """Whether the question with this id is held out, whatever it is about; those written later never are."""
        return bool(self.every) and not id_.startswith(_LATER) and crc32(id_.encode()) % self.every == 0

    def __or__(self, other: Held) -> Held:
        return Held(self.families | other.families, self.occupations | other.occupations, self.every or other.every)


def read_split(path: Path = DATA / "split.json") -> dict[str, Held]:
    """The parts of the data that are held out, by the name of the part: `dev` and `test` by family and
    occupation, `wording` by question."""
    parts = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Held(frozenset(p.get("families", ())), frozenset(p.get("occupations", ())), p.get("every", 0))
        for name, p in parts.items()
    }


def read_rows(name: str, folder: Path = DATA) -> list[dict[str, Any]]:
    """The lines of a data file; none where there is no such file."""
    path = folder / f"{name}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines if line.strip()]


class Domain:
    """The project's own pairs without anything about what is `held`."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._taxonomy = load_taxonomy()
        self._library = load_library()

    def pairs(self) -> Iterator[Pair]:
        """All of them, in an order that never changes."""
        yield from self._section_pairs()
        yield from self._phrase_pairs()
        yield from self._question_pairs()
        yield from self._name_pairs()
        yield from self._work_pairs()
        yield from self._catalogue_pairs()

    @cached_property
    def _sections(self) -> Mapping[str, Mapping[str, Section]]:
        found: dict[str, dict[str, Section]] = {}
        for section in self._library.sections:
            if section.family not in self._held.families:
                found.setdefault(section.id, {})[section.lang] = section
        return found

    def _section_pairs(self) -> Iterator[Pair]:
        for id_, both in self._sections.items():
            cut = {lang: windows(s.title, s.text) for lang, s in both.items()}
            yield from crossed("section", id_, (s.title for s in both.values()), _flat(cut))
            if len(both) == len(LANGS):
                ko, en = (both[lang] for lang in LANGS)
                yield from zip_pairs("section", id_, (ko.title, ko.lead, *ko.details), (en.title, en.lead, *en.details))
                yield from zip_pairs("section", id_, cut["ko"], cut["en"])
            asks = {lang: s.asks for lang, s in both.items()}
            yield from crossed("ask", id_, _flat(asks), _flat(cut))
            yield from crossed("reword", id_, _flat(asks), _flat(asks))

    def _phrase_pairs(self) -> Iterator[Pair]:
        """Whatever the library's data files say in both languages: claims, conditions, doors, names of offices."""
        for folder in sorted(p for p in BUNDLED.iterdir() if p.is_dir() and p.name not in self._held.families):
            for path in sorted(folder.glob("*.yaml")):
                for ko, en in _both_languages(yaml.load(path.read_text(encoding="utf-8"), _LOADER)):
                    yield Pair("phrase", ko, ko, en)

    def asked(self) -> dict[str, dict[str, list[str]]]:
        """The questions in everyday words that are learnt from, by language and section."""
        found: dict[str, dict[str, list[str]]] = {lang: {} for lang in LANGS}
        for row in self._questions():
            for id_ in row["sections"]:
                found[row["lang"]].setdefault(id_, []).append(row["text"])
        return found

    def _questions(self) -> Iterator[dict[str, Any]]:
        for row in self._rows("questions"):
            if not {row["family"], *(id_.partition("/")[0] for id_ in row["sections"])} & self._held.families:
                yield row

    def _question_pairs(self) -> Iterator[Pair]:
        asked: dict[str, list[str]] = {}
        for row in self._questions():
            for id_ in row["sections"]:
                both = self._sections.get(id_, {})
                cut = {lang: windows(s.title, s.text) for lang, s in both.items()}
                yield from crossed("question", id_, [row["text"]], _flat(cut))
                yield from crossed("reword", id_, [row["text"]], [ask for s in both.values() for ask in s.asks])
                asked.setdefault(id_, []).append(row["text"])
        for id_, texts in asked.items():
            for a, b in combinations(texts, 2):
                yield Pair("alike", id_, a, b)

    def _rows(self, name: str) -> list[dict[str, Any]]:
        return [row for row in read_rows(name) if not self._held.question(row["id"])]

    def _name_pairs(self) -> Iterator[Pair]:
        for family in self._library.families:
            if family.id not in self._held.families:
                yield from _names_of_family(family)
        for number, row in enumerate(_concepts()):
            ko, en = row
            yield from crossed("concept", str(number), (*ko, *en), (*ko, *en))
        nodes: list[Skill | Occupation] = [*self._taxonomy.skills.values(), *self._taxonomy.occupations.values()]
        for node in nodes:
            if node.id not in self._held.occupations:
                yield from self._names_of(node)

    def _names_of(self, node: Skill | Occupation) -> Iterator[Pair]:
        ko = (node.names.ko, *node.aliases.get("ko", ()))
        en = (node.names.en, *node.aliases.get("en", ()))
        yield from crossed("name", node.id, ko, en)
        yield from crossed("name", node.id, ko[1:], ko[:1])
        yield from crossed("name", node.id, en[1:], en[:1])

    def described(self) -> dict[str, list[str]]:
        """What people say who mean an occupation without naming it, by occupation (NO_WORK: who mean none in
        particular): of what is learnt from."""
        found: dict[str, list[str]] = {}
        for row in self._rows("occupations"):
            if not self._held.occupations.intersection(row["occupations"]):
                for id_ in row["occupations"]:
                    found.setdefault(id_, []).append(row["text"])
        return found

    def _work_pairs(self) -> Iterator[Pair]:
        """An occupation in everyday words with its names, and with how else people put it."""
        for id_, texts in self.described().items():
            if id_ == NO_WORK:  # near home, well paid, at night: not the same thing at all
                continue
            node = self._taxonomy.occupations[id_]
            names = [n for lang in LANGS for n in (node.names[lang], *node.aliases.get(lang, ()))]
            yield from crossed("work", id_, texts, names)
            for a, b in combinations(texts, 2):
                yield Pair("work", id_, a, b)

    def _catalogue_pairs(self) -> Iterator[Pair]:
        asked = self.described()
        for item in sample_items(_ANCHOR):
            if isinstance(item, Training):
                course = item.course
                texts = windows(course.title, course.description)
                yield from self._about("course", course.id, course.occupations, course.teaches, texts, asked)
            elif isinstance(item, Opening) and item.sample:
                texts = _tasks(item)
                yield from self._about("opening", item.id, (item.occupation,), item.required, texts, asked)

    def _about(
        self, kind: str, thing: str, occupations: Iterable[str], skills: Iterable[str], texts: Iterable[str],
        asked: Mapping[str, list[str]],
    ) -> Iterator[Pair]:  # fmt: skip
        """A record with the names of its occupation and skills in each language, and with what people ask for it."""
        occupations, texts = tuple(occupations), tuple(texts)
        if self._held.occupations.intersection(occupations):
            return
        known = self._taxonomy.occupations
        nodes: list[Occupation] = [known[o] for o in occupations if o in known]
        for lang in LANGS:
            names = [n for node in nodes for n in (node.names[lang], *node.aliases.get(lang, ())[:3])]
            taught = [self._taxonomy.skills.get(skill) for skill in skills]
            listed = ", ".join(skill.names[lang] for skill in taught if skill)
            yield from crossed(kind, occupations[0] if occupations else thing, [*names, listed], texts)
        wanted = [text for o in occupations for text in asked.get(o, ())]
        yield from crossed(f"{kind}-question", occupations[0] if occupations else thing, wanted, texts)


def zip_pairs(kind: str, thing: str, ones: Iterable[str], others: Iterable[str]) -> Iterator[Pair]:
    """First with first, second with second; nothing where they differ in number."""
    left, right = tuple(ones), tuple(others)
    if len(left) == len(right):
        for a, b in zip(left, right, strict=True):
            yield Pair(kind, thing, a, b)


def _names_of_family(family: Family) -> Iterator[Pair]:
    everything: list[Family | Programme] = [family, *family.programmes]
    for named in everything:
        ko = (named.names.ko, *named.aliases.get("ko", ()))
        en = (named.names.en, *named.aliases.get("en", ()))
        yield from crossed("name", family.id, ko, en)
        yield from crossed("name", family.id, ko[1:], ko[:1])
        yield from crossed("name", family.id, en[1:], en[:1])


def _tasks(opening: Opening) -> tuple[str, ...]:
    """The title with the first lines of what there is to do: the rest is benefits and how to apply."""
    lines = [line for line in sentences(opening.body) if line.startswith(("ㆍ", "-", "·", "•", "*"))]
    return (f"{opening.title}\n{' '.join(lines[:4])}",)


def _both_languages(node: object) -> Iterator[tuple[str, str]]:
    """Every text in a data file that stands there in Korean and in English."""
    if isinstance(node, dict):
        ko, en = node.get("ko"), node.get("en")
        if isinstance(ko, str) and isinstance(en, str) and ko != en:
            yield ko, en
        for inner in node.values():
            yield from _both_languages(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _both_languages(inner)


def _concepts() -> Iterator[tuple[list[str], list[str]]]:
    """Everyday words of one meaning, Korean and English, with the slang for them."""
    with (DATA / "concepts.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["ko"].split(";"), row["en"].split(";")


def _flat(texts: Mapping[str, Iterable[str]]) -> list[str]:
    return [text for some in texts.values() for text in some]
