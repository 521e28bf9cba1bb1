"""What styles and list definitions of a DOCX file say of a paragraph: its outline level and the number before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from knowledge.documents.archive import Archive
from knowledge.documents.counters import Levels, shape
from knowledge.documents.numbering import marker
from knowledge.documents.trees import Tree, below, child, kind, number, value, xml

_NAMED: Final = re.compile(r"(?:heading|제목)\s?([1-9])", re.IGNORECASE)
_TITLES: Final = frozenset({"title", "제목"})
_BODY: Final = 9  # the outline level that means none
_LONGEST_CHAIN: Final = 12  # styles based on styles
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _List:
    """A list definition: for each level, the shape of its number, the text around it and what it begins with."""

    formats: Mapping[int, tuple[str, str]]
    starts: Mapping[int, int]
    counts: Levels = field(default_factory=Levels)


class Styles:
    """Styles and lists of one file; the numbers of its lists are counted as paragraphs are asked about in order."""

    def __init__(self, styles: Mapping[str, Tree], lists: Mapping[str, _List]) -> None:
        self._styles = styles
        self._lists = lists

    @classmethod
    def of(cls, archive: Archive) -> Styles:
        """Those of a file; empty ones for a file without. Raises DocumentRefused for parts that are no XML."""
        styles = {}
        if "word/styles.xml" in archive:
            styles = {value(s, "styleId"): s for s in below(xml(archive.read("word/styles.xml")), "style")}
        if "word/numbering.xml" not in archive:
            return cls(styles, {})
        return cls(styles, _lists(xml(archive.read("word/numbering.xml"))))

    def level(self, paragraph: Tree) -> int | None:
        """The outline level of a paragraph from 1, its own or its style's; None for body text."""
        own = child(paragraph, "pPr", "outlineLvl")
        if own is not None:
            return _outline(own)
        for style in self._chain(paragraph):
            said = child(style, "pPr", "outlineLvl")
            if said is not None:
                return _outline(said)
            name = child(style, "name")
            called = value(name, "val") if name is not None else ""
            if (found := _NAMED.fullmatch(called.strip())) is not None:
                return int(found[1])
            if called.strip().lower() in _TITLES:
                return 1
        return None

    def label(self, paragraph: Tree) -> Callable[[str], str]:
        """Puts the number a list gives this paragraph before its text; leaves text alone that brings its own."""
        where = child(paragraph, "pPr", "numPr")
        for style in self._chain(paragraph):
            if where is not None:
                break
            where = child(style, "pPr", "numPr")
        if where is None:
            return str
        return _labeller(self._lists.get(_text(where, "numId")), val(where, "ilvl"))

    def _chain(self, paragraph: Tree) -> Iterator[Tree]:
        named = child(paragraph, "pPr", "pStyle")
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(value(named, "val")) if named is not None else None
            if style is None:
                return
            yield style
            named = child(style, "basedOn")


def _outline(node: Tree) -> int | None:
    level = number(node, "val", _BODY)
    return level + 1 if 0 <= level < _BODY else None


def _labeller(found: _List | None, level: int) -> Callable[[str], str]:
    name, around = found.formats.get(level, ("none", "")) if found is not None else ("none", "")
    if found is None or name in ("none", "bullet") or not around:
        return str

    def label(text: str) -> str:
        counts = found.counts.next(level, found.starts)
        if marker(text.strip()) is not None:
            return text
        shown = _PLACE.sub(lambda m: shape(found.formats.get(int(m[1]) - 1, ("", ""))[0], counts.get(int(m[1]) - 1, 1)),
                           around)
        return f"{shown} {text}"

    return label


def _lists(root: Tree) -> Mapping[str, _List]:
    abstract = {value(n, "abstractNumId"): n for n in root if kind(n) == "abstractNum"}
    made: dict[str, _List] = {}
    for num in (n for n in root if kind(n) == "num"):
        of = child(num, "abstractNumId")
        base = abstract.get(value(of, "val")) if of is not None else None
        if base is None:
            continue
        levels = {number(n, "ilvl"): n for n in base if kind(n) == "lvl"}
        starts = {n: val(level, "start", default=1) for n, level in levels.items()}
        for over in (n for n in num if kind(n) == "lvlOverride"):
            starts[number(over, "ilvl")] = val(over, "startOverride", default=starts.get(number(over, "ilvl"), 1))
        formats = {n: (_text(level, "numFmt"), _text(level, "lvlText")) for n, level in levels.items()}
        made[value(num, "numId")] = _List(formats, starts)
    return made


def val(node: Tree, *path: str, default: int = 0) -> int:
    """The number an element at a path below `node` holds as its value; `default` if there is no such element."""
    found = child(node, *path)
    return number(found, "val", default) if found is not None else default


def _text(node: Tree, name: str) -> str:
    found = child(node, name)
    return value(found, "val") if found is not None else ""
