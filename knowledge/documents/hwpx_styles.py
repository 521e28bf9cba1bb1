"""What styles and outline definitions of an HWPX file say of a paragraph: its level and the number before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from knowledge.documents.archive import Archive
from knowledge.documents.counters import Levels, shape
from knowledge.documents.numbering import marker
from knowledge.documents.trees import Tree, below, child, kind, number, text_of, value, xml

_HEADER: Final = "Contents/header.xml"
_DEEPEST: Final = 10
# 1. 가. 1) 가) (1) (가) ①
_NEW: Final = (
    ("DIGIT", "^1."), ("HANGUL_SYLLABLE", "^2."), ("DIGIT", "^3)"), ("HANGUL_SYLLABLE", "^4)"), ("DIGIT", "(^5)"),
    ("HANGUL_SYLLABLE", "(^6)"), ("CIRCLED_DIGIT", "^7"),
)
_PLACE: Final = re.compile(r"\^([1-9n])")


@dataclass(frozen=True, slots=True)
class _Heads:
    """A numbering: for each level (from 0) the shape of its number and the text around it."""

    formats: Mapping[int, tuple[str, str]]
    starts: Mapping[int, int]
    counts: Levels = field(default_factory=Levels)

    @property
    def untouched(self) -> bool:
        """Whether these are the numbers of a new document, which nobody chose."""
        return all(self.formats.get(n) == (name, around) for n, (name, around) in enumerate(_NEW))


class Styles:
    """Paragraph shapes and numberings of one file; numbers are counted as paragraphs are asked about in order."""

    def __init__(self, shapes: Mapping[str, Tree], styles: Mapping[str, str], heads: Mapping[str, _Heads]) -> None:
        self._shapes = shapes  # id of a paragraph shape → its hh:heading
        self._styles = styles  # id of a style → id of its paragraph shape
        self._heads = heads
        self._outline = ""
        self._shown: frozenset[int] = frozenset()  # levels of the outline whose numbers somebody means

    @classmethod
    def of(cls, archive: Archive) -> Styles:
        """Those of a file; empty ones for a file without. Raises DocumentRefused for a part that is no XML."""
        if _HEADER not in archive:
            return cls({}, {}, {})
        root = xml(archive.read(_HEADER))
        shapes = {value(p, "id"): h for p in below(root, "paraPr") if (h := child(p, "heading")) is not None}
        styles = {value(s, "id"): value(s, "paraPrIDRef") for s in below(root, "style")}
        return cls(shapes, styles, {value(n, "id"): _heads(n) for n in below(root, "numbering")})

    def begin(self, section: Tree) -> None:
        """Tells which numbering the outline of the section to come uses. None is meant where it is the one every new
        document has, where the author typed numbers, and at a level used once (a title)."""
        said = next(below(section, "secPr"), None)
        if said is not None:
            self._outline = value(said, "outlineShapeIDRef") or self._outline
        heads = self._heads.get(self._outline)
        texts = [(level, _text(p)) for p in section if kind(p) == "p" and (level := self.level(p)) is not None]
        meant = heads is not None and not heads.untouched and not any(marker(text) for _, text in texts)
        used = Counter(level - 1 for level, text in texts if text)
        self._shown = frozenset(level for level, times in used.items() if times > 1 and meant)

    def level(self, paragraph: Tree) -> int | None:
        """The outline level of a paragraph from 1; None for body text."""
        heading = self._heading(paragraph)
        if heading is None or value(heading, "type") != "OUTLINE":
            return None
        level = number(heading, "level")
        return level + 1 if 0 <= level < _DEEPEST else None

    def labelled(self, paragraph: Tree, text: str) -> str:
        """The text with the number its outline or list puts before it, unless the author typed numbers."""
        heading = self._heading(paragraph)
        type_ = value(heading, "type") if heading is not None else ""
        level = number(heading, "level") if heading is not None else 0
        if heading is None or type_ not in ("OUTLINE", "NUMBER") or (type_ == "OUTLINE" and level not in self._shown):
            return text
        heads = self._heads.get(self._outline if type_ == "OUTLINE" else value(heading, "idRef"))
        if heads is None or level not in heads.formats:
            return text
        counts = heads.counts.next(level, heads.starts)
        around = heads.formats[level][1]
        if not around.strip() or marker(text) is not None:
            return text
        shown = _PLACE.sub(lambda m: _number(heads, counts, level if m[1] == "n" else int(m[1]) - 1), around)
        return f"{shown.strip()} {text}"

    def _heading(self, paragraph: Tree) -> Tree | None:
        own = self._shapes.get(value(paragraph, "paraPrIDRef"))
        if own is not None and value(own, "type") not in ("", "NONE"):
            return own
        return self._shapes.get(self._styles.get(value(paragraph, "styleIDRef"), ""), own)


def _text(paragraph: Tree) -> str:
    return text_of(paragraph).strip()


def _number(heads: _Heads, counts: Mapping[int, int], level: int) -> str:
    return shape(heads.formats.get(level, ("DIGIT", ""))[0], counts.get(level, 1))


def _heads(numbering: Tree) -> _Heads:
    levels = {number(n, "level", 1) - 1: n for n in numbering if kind(n) == "paraHead"}
    return _Heads(
        {n: (value(head, "numFormat"), text_of(head)) for n, head in levels.items()},
        {n: number(head, "start", 1) for n, head in levels.items()},
    )
