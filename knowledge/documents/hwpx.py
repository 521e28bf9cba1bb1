"""HWPX → items: paragraphs with their outline levels and numbers, grids with merged and nested cells, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from knowledge.documents.about import Said
from knowledge.documents.archive import Archive
from knowledge.documents.blocks import Cell, Table
from knowledge.documents.grid import DEEPEST, from_cells
from knowledge.documents.hwpx_styles import Styles
from knowledge.documents.numbering import marker, says
from knowledge.documents.outline import Item, Line, tidy
from knowledge.documents.refusals import DocumentRefused
from knowledge.documents.trees import Tree, below, child, kind, number, text_of, value, xml

_PACKAGE: Final = "Contents/content.hpf"
_SECTION: Final = re.compile(r"(?:^|/)section(\d+)\.xml$", re.IGNORECASE)
_SIGNS: Final = {"lineBreak": "\n", "tab": " ", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
# Page furniture, comments and readings above characters: not the text of the document.
_UNREAD: Final = frozenset(
    {"header", "footer", "hiddenComment", "secPr", "linesegarray", "subText", "pageNum", "newNum", "default"}
)


def read_hwpx(data: bytes) -> Said:
    """What an HWPX file says. Raises DocumentRefused."""
    archive = Archive(data)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise DocumentRefused("encrypted")
    package = xml(archive.read(_PACKAGE)) if _PACKAGE in archive else None
    title = next(below(package, "title"), None) if package is not None else None
    walk = _Walk(Styles.of(archive))
    items = [item for name in _sections(archive, package) for item in walk.section(xml(archive.read(name)))]
    return Said(
        tuple(items), tidy(title.text or "") if title is not None else "", warnings=tuple(sorted(walk.warnings))
    )


def _sections(archive: Archive, package: Tree | None) -> list[str]:
    """The parts with the text, in the order the package's spine says, or by their number."""
    if package is not None:
        parts = {value(item, "id"): value(item, "href") for item in below(package, "item")}
        spine = [parts.get(value(ref, "idref"), "") for ref in below(package, "itemref")]
        named = [n for href in spine for n in (href, f"Contents/{href}") if n in archive and _SECTION.search(n)]
        if named:
            return list(dict.fromkeys(named))
    found = sorted((int(m[1]), name) for name in archive if (m := _SECTION.search(name)))
    if not found:
        raise DocumentRefused("damaged")
    return [name for _, name in found]


class _Walk:
    """Goes through sections in order; `warnings` are codes of what it met and left out."""

    def __init__(self, styles: Styles) -> None:
        self.warnings: set[str] = set()
        self._styles = styles

    def section(self, root: Tree) -> list[Item]:
        """The paragraphs and tables of one section."""
        self._styles.begin(root)
        return own_levels(list(self._blocks(root, 0)))

    def _blocks(self, node: Tree, tables: int) -> Iterator[Item]:
        for paragraph in (n for n in node if kind(n) == "p"):
            yield from self._paragraph(paragraph, tables)

    def _paragraph(self, node: Tree, tables: int) -> Iterator[Item]:
        level = self._styles.level(node)
        text: list[str] = []
        made: list[Item] = []
        for run in (n for n in node if kind(n) == "run"):
            made.extend(self._run(run, text, tables))
        lines = "".join(text).split("\n") if level is None else ["".join(text)]
        if any(line.strip() for line in lines):
            lines[0] = self._styles.labelled(node, lines[0].strip())
        yield from (Line(line, level) for line in lines)
        yield from made

    def _run(self, node: Tree, text: list[str], tables: int) -> Iterator[Item]:
        """Adds the text of a run to `text`; gives the tables, boxes and notes that hang on it."""
        for inner in node:
            name = kind(inner)
            if name == "t":
                _characters(inner, text)
            elif name == "tbl":
                if (table := self._table(inner, tables)) is not None:
                    yield table
                yield from self._caption(inner, tables)
            elif name == "mainText":
                text.append(text_of(inner))
            elif name == "subList":
                yield from self._blocks(inner, tables)
            elif name not in _UNREAD and value(inner, "type") != "MEMO":
                if name in ("pic", "video"):
                    self.warnings.add("pictures")
                elif name in ("ole", "chart", "equation"):
                    self.warnings.add("objects")
                yield from self._run(inner, text, tables)

    def _caption(self, table: Tree, tables: int) -> Iterator[Item]:
        caption = child(table, "caption", "subList")
        return self._blocks(caption, tables) if caption is not None else iter(())

    def _table(self, node: Tree, tables: int) -> Table | None:
        if tables >= DEEPEST:
            raise DocumentRefused("too_deep")
        cells: list[Cell] = []
        for row, line in enumerate(n for n in node if kind(n) == "tr"):
            for col, place in enumerate(n for n in line if kind(n) == "tc"):
                cells.append(self._cell(place, row, col, tables))
        return from_cells(cells)

    def _cell(self, node: Tree, row: int, col: int, tables: int) -> Cell:
        address, span, inside = child(node, "cellAddr"), child(node, "cellSpan"), child(node, "subList")
        items = list(self._blocks(inside, tables + 1)) if inside is not None else []
        return Cell(
            max(number(address, "rowAddr", row), 0) if address is not None else row,
            max(number(address, "colAddr", col), 0) if address is not None else col,
            " ".join(t for i in items if isinstance(i, Line) and (t := tidy(i.text))),
            max(number(span, "rowSpan", 1), 1) if span is not None else 1,
            max(number(span, "colSpan", 1), 1) if span is not None else 1,
            value(node, "header") in ("1", "true"),
            tuple(i for i in items if isinstance(i, Table)),
        )


def own_levels(items: Sequence[Item]) -> list[Item]:
    """The items with outline levels taken from paragraphs that only carry on the style of the heading above them, as
    programs that write HWPX leave it. Of neighbours at one level, the first is a heading; one after it is too if both
    are numbered alike, or neither is and it says nothing."""
    runs = [list(run) for _, run in groupby(items, key=lambda i: i.level if isinstance(i, Line) else None)]
    levels = [run[0].level if isinstance(run[0], Line) else None for run in runs]
    used = Counter(level for level in levels if level is not None)
    kept: list[Item] = []
    for level, run in zip(levels, runs, strict=True):
        head = run[0]
        if level is None or not isinstance(head, Line):
            kept.extend(run)
            continue
        title = len(used) > 1 and level == min(used) and used[level] == 1
        kept.append(head)
        for line in run[1:]:
            alike = isinstance(line, Line) and not title and _alike(tidy(head.text), tidy(line.text))
            kept.append(line if alike or not isinstance(line, Line) else replace(line, level=None))
    return kept


def _alike(head: str, text: str) -> bool:
    first, other = marker(head), marker(text)
    if first is None or other is None:
        return first is other and not says(text)
    return first.level == other.level


def _characters(node: Tree, text: list[str]) -> None:
    """Adds the characters of a hp:t, without what a tracked change took out."""
    kept = True
    text.append(node.text or "")
    for inner in node:
        name = kind(inner)
        if name in ("deleteBegin", "deleteEnd"):
            kept = name == "deleteEnd"
        elif kept:
            text.append(_SIGNS.get(name, inner.text or ""))
        if kept:
            text.append(inner.tail or "")
