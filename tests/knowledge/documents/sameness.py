"""Whether a document says what a notice says: its headings, running text and cells, compared one by one."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.documents.blocks import Cell, Document, Heading, Paragraph, Table
from tests.data.documents.notices import NOTICES, C, H, P, T

FOLDER: Final = Path(__file__).parents[2] / "data" / "documents"
FORMATS: Final = ("html", "hwpx", "hwp", "docx", "office.html", "office.pdf", "chrome.pdf")


def fixture(name: str, ending: str) -> bytes:
    """The notice called `name` in one of FORMATS."""
    packed = FOLDER / f"{name}.{ending}.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else (FOLDER / f"{name}.{ending}").read_bytes()


@dataclass(frozen=True)
class Said:
    """A document's content in a form any two can be compared in. A cell is its way in (table, row, col, of a table in
    it the same again), its text and its spans."""

    headings: tuple[tuple[str, int], ...]
    paragraphs: tuple[str, ...]
    cells: Counter[tuple[object, ...]]


@dataclass(frozen=True)
class Sameness:
    headings: bool
    levels: bool
    paragraphs: bool
    cells: float  # the part of all cells of either that both have


def wanted(name: str) -> Said:
    """What the notice says."""
    parts = NOTICES[name]
    tables = [p for p in parts if isinstance(p, T)]
    return Said(
        tuple((p.text, p.level or 0) for p in parts if isinstance(p, H)),
        tuple(p.text for p in parts if isinstance(p, P)),
        Counter(cell for n, table in enumerate(tables) for cell in _wanted_cells(table, (n,))),
    )


def _wanted_cells(table: T, way: tuple[int, ...]) -> Iterator[tuple[object, ...]]:
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        col = 0
        for cell in (C(c) if isinstance(c, str) else c for c in cells):
            while (row, col) in taken:
                col += 1
            taken |= {(r, c) for r in range(row, row + cell.rows) for c in range(col, col + cell.cols)}
            yield (*way, row, col), cell.text, cell.rows, cell.cols
            if cell.table:
                yield from _wanted_cells(cell.table, (*way, row, col, 0))
            col += cell.cols


def said(document: Document) -> Said:
    """What a document that was read says."""
    tables = [b for b in document.blocks if isinstance(b, Table)]
    return Said(
        tuple((b.text, b.level) for b in document.blocks if isinstance(b, Heading)),
        tuple(b.text for b in document.blocks if isinstance(b, Paragraph)),
        Counter(cell for n, table in enumerate(tables) for cell in _cells(table.cells, (n,))),
    )


def _cells(cells: tuple[Cell, ...], way: tuple[int, ...]) -> Iterator[tuple[object, ...]]:
    for cell in cells:
        yield (*way, cell.row, cell.col), cell.text, cell.row_span, cell.col_span
        for n, table in enumerate(cell.tables):
            yield from _cells(table.cells, (*way, cell.row, cell.col, n))


def sameness(one: Said, other: Said) -> Sameness:
    """How far two documents say the same."""
    most = max(one.cells.total(), other.cells.total())
    return Sameness(
        [h for h, _ in one.headings] == [h for h, _ in other.headings],
        one.headings == other.headings,
        one.paragraphs == other.paragraphs,
        (one.cells & other.cells).total() / most if most else 1.0,
    )
