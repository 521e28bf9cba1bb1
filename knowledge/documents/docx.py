"""DOCX → items: paragraphs with their outline levels and numbers, grids with merged and nested cells, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from knowledge.documents.about import Said
from knowledge.documents.archive import Archive
from knowledge.documents.blocks import Cell, Table
from knowledge.documents.docx_styles import Styles, val
from knowledge.documents.grid import DEEPEST, from_cells
from knowledge.documents.outline import Item, Line, tidy
from knowledge.documents.refusals import DocumentRefused
from knowledge.documents.trees import Tree, below, child, kind, value, xml

_MAIN: Final = "word/document.xml"
_CONTAINERS: Final = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "AlternateContent", "Choice", "ins", "moveTo"}
)
_UNREAD: Final = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "instrText", "delText", "sectPr"})
_SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_WIDEST: Final = 1_000  # columns a cell may claim


def read_docx(data: bytes) -> Said:
    """What a DOCX file says. Raises DocumentRefused."""
    archive = Archive(data)
    name = _MAIN if _MAIN in archive else _main_part(archive)
    root = xml(archive.read(name))
    body = child(root, "body")
    if body is None:
        raise DocumentRefused("damaged")
    walk = _Walk(Styles.of(archive), _notes(archive))
    core = xml(archive.read("docProps/core.xml")) if "docProps/core.xml" in archive else None
    title = next(below(core, "title"), None) if core is not None else None
    return Said(
        tuple(walk.blocks(body, 0)),
        tidy(title.text or "") if title is not None else "",
        warnings=tuple(sorted(walk.warnings)),
    )


def _main_part(archive: Archive) -> str:
    """The part the package's relationships name as the document."""
    for relation in xml(archive.read("_rels/.rels")):
        if value(relation, "Type").endswith("/officeDocument"):
            return value(relation, "Target").lstrip("/")
    raise DocumentRefused("damaged")


def _notes(archive: Archive) -> Mapping[tuple[str, str], Tree]:
    """Foot- and endnotes by kind and id."""
    found = {}
    for part, name in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        if part in archive:
            found.update({(name, value(n, "id")): n for n in xml(archive.read(part)) if kind(n) == name})
    return found


class _Walk:
    """Goes through the body in order; `warnings` are codes of what it met and left out."""

    def __init__(self, styles: Styles, notes: Mapping[tuple[str, str], Tree]) -> None:
        self.warnings: set[str] = set()
        self._styles = styles
        self._notes = notes

    def blocks(self, node: Tree, tables: int) -> Iterator[Item]:
        """The paragraphs and tables right in `node`, which is itself in `tables` tables."""
        for inner in node:
            name = kind(inner)
            if name == "p":
                yield from self._paragraph(inner, tables)
            elif name == "tbl":
                if (table := self._table(inner, tables)) is not None:
                    yield table
            elif name in _CONTAINERS:
                yield from self.blocks(inner, tables)
            elif name == "altChunk":
                self.warnings.add("parts")

    def _paragraph(self, node: Tree, tables: int) -> Iterator[Item]:
        text: list[str] = []
        after: list[Tree] = []  # text boxes and notes of the paragraph, which are read behind it
        self._runs(node, text, after)
        label, level = self._styles.label(node), self._styles.level(node)
        lines = "".join(text).split("\n") if level is None else ["".join(text)]
        if any(line.strip() for line in lines):
            lines[0] = label(lines[0])
        yield from (Line(line, level) for line in lines)
        for inner in after:
            yield from self.blocks(inner, tables)

    def _runs(self, node: Tree, text: list[str], after: list[Tree]) -> None:
        for inner in node:
            name = kind(inner)
            if name == "t":
                text.append(inner.text or "")
            elif name in _SIGNS:
                text.append(" " if value(inner, "type") == "page" else _SIGNS[name])
            elif name == "txbxContent":
                after.append(inner)
            elif name in ("footnoteReference", "endnoteReference"):
                note = self._notes.get((name.removesuffix("Reference"), value(inner, "id")))
                after.extend([note] if note is not None else [])
            elif name in _UNREAD or (name == "r" and _is_hidden(inner)):
                continue
            else:
                if name in ("blip", "imagedata"):
                    self.warnings.add("pictures")
                elif name in ("OLEObject", "chart", "oMath"):
                    self.warnings.add("objects")
                self._runs(inner, text, after)

    def _table(self, node: Tree, tables: int) -> Table | None:
        if tables >= DEEPEST:
            raise DocumentRefused("too_deep")
        cells: list[Cell] = []
        open_: dict[int, int] = {}  # column → the cell going on downwards there, by its place in `cells`
        for row, line in enumerate(_through(node, "tr")):
            col, header = val(line, "trPr", "gridBefore"), _is_on(child(line, "trPr", "tblHeader"))
            for place in _through(line, "tc"):
                width = min(max(val(place, "tcPr", "gridSpan", default=1), 1), _WIDEST)
                merge = child(place, "tcPr", "vMerge")
                if merge is not None and value(merge, "val") != "restart" and col in open_:
                    above = cells[open_[col]]
                    cells[open_[col]] = replace(above, row_span=row - above.row + 1)
                else:
                    open_ = {c: n for c, n in open_.items() if not col <= c < col + width}
                    if merge is not None:
                        open_[col] = len(cells)
                    cells.append(self._cell(place, row, col, width, header, tables))
                col += width
        return from_cells(cells)

    def _cell(self, node: Tree, row: int, col: int, width: int, header: bool, tables: int) -> Cell:
        items = list(self.blocks(node, tables + 1))
        text = " ".join(t for i in items if isinstance(i, Line) and (t := tidy(i.text)))
        return Cell(row, col, text, 1, width, header, tuple(i for i in items if isinstance(i, Table)))


def _through(node: Tree, name: str) -> Iterator[Tree]:
    """The elements called `name` right in `node` or in what wraps them."""
    for inner in node:
        if kind(inner) == name:
            yield inner
        elif kind(inner) in _CONTAINERS:
            yield from _through(inner, name)


def _is_on(node: Tree | None) -> bool:
    return node is not None and value(node, "val") not in ("0", "false", "off", "none")


def _is_hidden(run: Tree) -> bool:
    return _is_on(child(run, "rPr", "vanish"))
