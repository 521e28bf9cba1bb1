"""The table of names that `aliases.Lexicon` looks things up in: folded aliases and what each stands for. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.models import Lang
from knowledge.text.near import Known, NearNames
from knowledge.text.normalise import Span, fold, fold_with_map, is_hangul

NONE, JOINT, SPACE, HARD = range(4)  # what stands between two folded characters
_BREAKS = frozenset('.,!?;:\n\t。、，…"“”‘~|=<>{}[]')
PROGRAMMES = frozenset({"family", "programme"})
_LOOSE_KINDS = PROGRAMMES | {"lookalike"}
_STRICT_KINDS = frozenset({"skill", "occupation"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to write one thing's name. The first entry of an id in a language is its official name.

    `risky` surfaces are everyday words as well (고양, Go, R): they count only standing alone.
    """

    kind: str
    id: str
    surface: str
    lang: Lang
    risky: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found: `surface` is ``text[start:end]``, `matched` the alias it was taken for.

    Several `ids` mean that the alias names several things; `distance` is 0 unless the name was misspelt; `risky` says
    that the alias is an everyday word, so that something else should speak for it.
    """

    kind: str
    ids: tuple[str, ...]
    surface: str
    start: int
    end: int
    matched: str
    distance: int = 0
    risky: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Everything one folded alias stands for; `ids` by kind, `hangul` its number of syllables."""

    key: str
    surface: str
    ids: Mapping[str, tuple[str, ...]]
    gaps: frozenset[int]  # folded offsets before which the alias itself has a space or sign
    risky: bool
    hangul: int

    @property
    def place(self) -> bool:
        return "region" in self.ids

    @property
    def unlike_words(self) -> bool:
        """Whether three syllables of it can't begin another word: made-up names and places, not jobs (정비사|업)."""
        return not _STRICT_KINDS & set(self.ids)


class NameTable:
    """All names by their folded form. Immutable once built; safe to use from several threads."""

    def __init__(self, entries: Iterable[Entry], known: Known | None = None) -> None:
        self._known = known
        self._names = _names(entries)
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for key in self._names:
            sizes[key[:2]].add(len(key))
        self._sizes = {head: tuple(sorted(found, reverse=True)) for head, found in sizes.items()}

    def __getitem__(self, key: str) -> Name:
        return self._names[key]

    def names_at(self, folded: str, at: int) -> Iterator[Name]:
        """Yield the names that the folded text spells at an offset, longest first."""
        for head in (folded[at : at + 2], folded[at])[: len(folded) - at]:
            for size in self._sizes.get(head, ()):
                key = folded[at : at + size]
                if len(key) == size and key in self._names:
                    yield self._names[key]

    @cached_property
    def near(self) -> NearNames:
        """The names that may be misspelt: never regions, whose names are too close to each other."""
        sure = {key: name for key, name in self._names.items() if not name.risky}
        loose = [key for key, name in sure.items() if _LOOSE_KINDS & set(name.ids)]
        strict = [key for key, name in sure.items() if _STRICT_KINDS & set(name.ids)]
        return NearNames(loose, strict, self._known)


def gaps_of(text: str, spans: tuple[Span, ...]) -> list[int]:
    """Return what stands before each folded character, and after the last: nothing, a sign, a space, a break."""
    gaps = [HARD] * (len(spans) + 1)
    for i in range(1, len(spans)):
        between = text[spans[i - 1][1] : spans[i][0]]
        if not between:
            gaps[i] = NONE
        elif between.isspace() and "\n" not in between:
            gaps[i] = SPACE
        elif any(c in _BREAKS for c in between) and between != ".":
            gaps[i] = HARD
        else:
            gaps[i] = SPACE if any(map(str.isspace, between)) else JOINT
    return gaps


def _names(entries: Iterable[Entry]) -> dict[str, Name]:
    grouped: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        key = fold(entry.surface)
        if key:
            grouped[key].append(entry)
    names: dict[str, Name] = {}
    for key, same in grouped.items():
        ids: defaultdict[str, dict[str, None]] = defaultdict(dict)
        gaps: set[int] = set()
        for entry in same:
            ids[entry.kind][entry.id] = None
            spans = fold_with_map(entry.surface)[1]
            gaps.update(i for i, gap in enumerate(gaps_of(entry.surface, spans)[:-1]) if gap and i)
        risky = len(key) == 1 or all(entry.risky for entry in same)
        by_kind = {kind: tuple(found) for kind, found in ids.items()}
        names[key] = Name(key, same[0].surface, by_kind, frozenset(gaps), risky, sum(map(is_hangul, key)))
    return names
