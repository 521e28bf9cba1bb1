"""Tables as rows one can find and cite: every row says with each cell which column it stands under. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.documents.blocks import Cell, Table

Row = tuple[str, ...]
Span = tuple[int, int, int, int]  # row, column, rows covered, columns covered

_LONGEST_NAME: Final = 15  # characters: a longer cell says something, it doesn't name a column
_FIGURE: Final = re.compile(r"\d")
# What the left cells of a sheet of particulars say ("신청기간 | 3월 2일부터"): two of them, and there is no header.
_PARTICULAR: Final = re.compile(
    r"(?:대상자?|기간|방법|서류|금액|내용|장소|일시|일정|절차|문의처?|연락처|인원|목적|자격|조건|혜택|주최|주관|비용|기관|근거|결과|발표|기타)$"
    r"|^(?:who|what|when|where|how|contact|period|amount|documents?|deadline)\b",
    re.I,
)
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its header in one row: `rows[0]` are the labels, the rest the body. A merged cell's text stands in
    every place it covers; `spans` says which places those are, counted in `rows`. `unit` is what a line above the table
    says of its figures ("만원")."""

    rows: tuple[Row, ...]
    spans: tuple[Span, ...] = ()
    unit: str = ""

    def lines(self) -> tuple[str, ...]:
        """The body rows as text, each cell with its label: ``구간: 3구간; 월 지원금: 12만 원``; "" for an empty row."""
        return tuple(self._line(r) for r in range(1, len(self.rows)))

    def label(self, r: int, c: int) -> str:
        """What the cell at (`r`, `c`) stands under; several labels where it covers several columns."""
        width = next((cols for row, col, _, cols in self.spans if (row, col) == (r, c)), 1)
        return "·".join(dict.fromkeys(label for label in self.rows[0][c : c + width] if label))

    def cells(self, r: int) -> tuple[tuple[int, str], ...]:
        """The cells of a row with their columns, each merged one once, empty ones left out."""
        row = self.rows[r]
        hidden = {c + n for top, c, rows, cols in self.spans if top <= r < top + rows for n in range(1, cols)}
        return tuple((c, cell) for c, cell in enumerate(row) if cell and c not in hidden)

    def _line(self, r: int) -> str:
        cells = self.cells(r)
        if not any(self.rows[0]) and len(self.rows[r]) == 2 and len(cells) == 2:
            return f"{cells[0][1]}: {cells[1][1]}"  # a sheet of particulars
        if len(cells) == 1 and len(self.rows[0]) > 1:
            return cells[0][1]  # a remark over the whole width
        parts = [_labelled(self.label(r, c), cell) for c, cell in cells]
        if parts and self.unit and not any(self.unit in cell for _, cell in cells):
            parts.append(f"단위: {self.unit}")  # a figure without it says something else
        return "; ".join(parts)


def grid_of(table: Table, unit: str = "") -> Grid | None:
    """The table as a grid; None where it only frames running text (one cell, one column)."""
    cells = [cell for cell in table.cells if cell.row < table.rows and cell.col < table.cols]
    if table.cols < 2 or len(cells) < 2:
        return None
    places = _places(cells, table.rows, table.cols)
    depth = 0 if _particulars(table, cells, places) else _header_depth(cells)
    if depth >= table.rows:
        depth = 0
    columns = ([places[r][c] for r in range(depth) if places[r][c]] for c in range(table.cols))
    labels = tuple(" ".join(dict.fromkeys(column)) for column in columns)
    return Grid((labels, *places[depth:]), _spans(cells, depth), unit)


def frame_lines(table: Table) -> tuple[str, ...]:
    """The lines of text that a table frames."""
    ordered = sorted(table.cells, key=lambda c: (c.row, c.col))
    return tuple(tidy(line) for cell in ordered for line in cell.text.splitlines() if line.strip())


def nested(table: Table) -> Iterator[Table]:
    """The tables that lie in the cells of `table`, in reading order, not those inside them."""
    for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
        yield from cell.tables


def tidy(text: str) -> str:
    """Text on one line."""
    return _SPACES.sub(" ", text).strip()


def _labelled(label: str, cell: str) -> str:
    return f"{label}: {cell}" if label and label != cell else cell


def _places(cells: Sequence[Cell], rows: int, cols: int) -> tuple[Row, ...]:
    places = [[""] * cols for _ in range(rows)]
    for cell in cells:
        text = tidy(cell.text)
        for r in range(cell.row, min(rows, cell.row + max(1, cell.row_span))):
            for c in range(cell.col, min(cols, cell.col + max(1, cell.col_span))):
                places[r][c] = text
    return tuple(tuple(row) for row in places)


def _spans(cells: Sequence[Cell], depth: int) -> tuple[Span, ...]:
    """The merged cells of the body, below a header of `depth` rows that becomes one."""
    merged = (c for c in cells if c.row >= depth and (c.row_span > 1 or c.col_span > 1))
    return tuple(sorted((c.row - depth + 1, c.col, max(1, c.row_span), max(1, c.col_span)) for c in merged))


def _header_depth(cells: Sequence[Cell]) -> int:
    """How many rows at the top name the columns: those marked so, else the first, with the rows it reaches into where
    one of its cells stands divided below."""
    depth = 0
    while (row := [c for c in cells if c.row == depth]) and all(c.header for c in row):
        depth += 1
    first = [c for c in cells if c.row == 0]
    if any(c.col_span > 1 for c in first):
        depth = max(depth, *(c.row_span for c in first))
    return depth or 1


def _particulars(table: Table, cells: Sequence[Cell], places: Sequence[Row]) -> bool:
    """Whether the rows are pairs of a name and what is said of it ("신청기간 | 3. 2.부터"), with no header above."""
    if table.cols != 2:
        return False
    if all(c.header for c in cells if c.col == 0) and not any(c.header for c in cells if c.col == 1):
        return True
    name, said = places[0]
    names = sum(1 for row in places if _PARTICULAR.search(row[0]))
    if _PARTICULAR.search(name) and names >= min(2, table.rows) and not _PARTICULAR.search(said):
        return True
    return len(name) <= _LONGEST_NAME and (bool(_FIGURE.search(said)) or len(said) > _LONGEST_NAME)
