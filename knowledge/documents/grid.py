"""Table grids out of what the formats say: spans clipped to the table, grid lines nothing begins at taken out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from knowledge.documents.blocks import Cell, Table
from knowledge.documents.numbering import is_name, marker, says
from knowledge.documents.refusals import DocumentRefused

LARGEST: Final = 200_000  # places of one grid
DEEPEST: Final = 8  # tables in tables
_LONGEST_HEADER: Final = 30  # characters of a header cell
_LONGEST_OF_TWO: Final = 8  # ... of one of two columns


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a row holds it, its place not yet known."""

    text: str
    row_span: int = 1
    col_span: int = 1
    header: bool = False
    tables: tuple[Table, ...] = ()


def from_rows(rows: Sequence[Sequence[RawCell]], page: int | None = None) -> Table | None:
    """The grid of rows whose cells stand one after the other, as in HTML; None for a table without cells."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, raws in enumerate(rows):
        col = 0
        for raw in raws:
            while (row, col) in taken:
                col += 1
            row_span, col_span = min(max(raw.row_span, 1), len(rows) - row), min(max(raw.col_span, 1), 1000)
            if len(taken) + row_span * col_span > LARGEST:
                raise DocumentRefused("too_much")
            taken.update((r, c) for r in range(row, row + row_span) for c in range(col, col + col_span))
            cells.append(Cell(row, col, raw.text, row_span, col_span, raw.header, raw.tables))
            col += col_span
    return from_cells(cells, page)


def from_cells(cells: Iterable[Cell], page: int | None = None) -> Table | None:
    """The grid of cells that know their places. Of cells that claim one place, the first has it."""
    kept = sorted(_once(cells), key=lambda c: (c.row, c.col))
    if not kept or not any(c.text or c.tables for c in kept):
        return None
    tops, lefts = sorted({c.row for c in kept}), sorted({c.col for c in kept})
    placed = [
        replace(
            cell,
            row=bisect_left(tops, cell.row),
            col=bisect_left(lefts, cell.col),
            row_span=bisect_left(tops, cell.row + cell.row_span) - bisect_left(tops, cell.row),
            col_span=bisect_left(lefts, cell.col + cell.col_span) - bisect_left(lefts, cell.col),
        )
        for cell in kept
    ]
    if len(tops) * len(lefts) > LARGEST:
        raise DocumentRefused("too_much")
    return Table(len(tops), len(lefts), _with_header(placed, len(tops), len(lefts)), page)


def _once(cells: Iterable[Cell]) -> list[Cell]:
    seen: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        seen.setdefault((cell.row, cell.col), cell)
    return list(seen.values())


def _is_label(cell: Cell, longest: int) -> bool:
    text = cell.text
    if not text or len(text) > longest or text[0].isdigit() or cell.tables:
        return False
    return is_name(text) and not says(text) and marker(text) is None


def _with_header(cells: list[Cell], rows: int, cols: int) -> tuple[Cell, ...]:
    """Marks the first row as header where the file marks none and every one of its cells is a short name."""
    first = [c for c in cells if c.row == 0]
    body = max((c.row_span for c in first), default=0) < rows
    # Two columns may as well be names and what they stand for, from the first row on.
    longest = _LONGEST_HEADER if cols > 2 else _LONGEST_OF_TWO
    named = all(_is_label(c, longest) for c in first)
    if any(c.header for c in cells) or not (body and named and cols > 1 and sum(c.col_span for c in first) == cols):
        return tuple(cells)
    depth = max(c.row_span for c in first)
    if depth > 1 and any(c.row_span != depth and c.col_span == 1 for c in first):
        depth = 1
    return tuple(replace(c, header=c.row < depth) for c in cells)
