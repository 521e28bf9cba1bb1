"""PDF → items: lines put together to paragraphs, headings by their size, grids by their ruled lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from knowledge.documents.about import Said
from knowledge.documents.blocks import Cell, Table
from knowledge.documents.grid import from_cells
from knowledge.documents.numbering import is_name
from knowledge.documents.outline import Item, Line
from knowledge.documents.pdf_lines import Joiner, TextLine, in_columns, lines, writes_spaces
from knowledge.documents.pdf_page import Glyph, Page, Pdf
from knowledge.documents.refusals import DocumentRefused
from knowledge.documents.ruled import Box, Grid, grids

_PAGE_NUMBER: Final = re.compile(
    r"[-–—\s]*\d{1,4}[-–—\s]*|\d{1,4}\s?/\s?\d{1,4}|(?:page|쪽)?\s?\d{1,4}\s?(?:page|쪽)?", re.IGNORECASE
)
_EDGE: Final = 0.08  # of the page's height at its top and bottom: where running heads and page numbers stand
_OFTEN: Final = 3  # pages a line at the edge stands on to be a running head
_LARGER: Final = 1.06  # than the running text: the size of a heading
_UNREADABLE: Final = 0.3  # of all characters: such a file is read by its picture or not at all
_SAME: Final = 3.0  # points


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A grid and the numbered characters in each of its cells."""

    grid: Grid
    page: int
    glyphs: dict[Box, list[tuple[int, Glyph]]]
    inner: dict[Box, list[_Drawn]]

    @property
    def first(self) -> int:
        """Where in the file its first character stands."""
        own = [glyphs[0][0] for glyphs in self.glyphs.values() if glyphs]
        return min([*own, *(t.first for tables in self.inner.values() for t in tables)], default=1 << 40)


_Piece = TextLine | _Drawn
_Placed = tuple[Item, tuple[float, ...]]


def read_pdf(data: bytes) -> Said:
    """What a PDF says. Raises DocumentRefused: `image_only` for scans, `encrypted`, `damaged`, `no_text`."""
    pdf = Pdf(data)
    laid: list[tuple[Page, list[_Piece]]] = []
    read = lost = pictures = scans = 0
    for page in pdf.pages():
        read, lost, pictures = read + len(page.glyphs), lost + page.unreadable, pictures + page.pictures
        scans += page.pictures > 0 and not page.glyphs
        laid.append((replace(page, glyphs=(), rules=()), _pieces(page)))
    if read == 0 or lost > _UNREADABLE * (read + lost):
        raise DocumentRefused("image_only" if lost or pictures else "no_text")
    running = _running(laid)
    kept = [(page, [p for p in pieces if not _is_furniture(page, p, running)]) for page, pieces in laid]
    body = _body_size(kept)
    joiner = Joiner([line for line in pieces if isinstance(line, TextLine)] for _, pieces in kept)
    items = _items(kept, joiner, _heading_sizes(kept, body))
    warnings = [code for code, count in (("pictures", pictures), ("scanned_pages", scans)) if count]
    return Said(tuple(_across_pages(items)), pdf.title, warnings=tuple(warnings))


def _pieces(page: Page) -> list[_Piece]:
    """Lines and tables of a page in the order of the file."""
    spaced = writes_spaces(page.glyphs)
    tables = [_Drawn(g, page.number, {}, {}) for g in sorted(grids(page.rules), key=lambda g: g.area)]
    free: list[tuple[int, Glyph]] = []
    for n, glyph in enumerate(page.glyphs):
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        for table in tables:  # the smallest first: a table in a cell has its own
            if (box := table.grid.box_at(x, y)) is not None:
                table.glyphs.setdefault(box, []).append((n, glyph))
                break
        else:
            free.append((n, glyph))
    outer = []
    for at, table in enumerate(tables):
        grid = table.grid
        x, y = (grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2
        holders = ((t, b) for t in tables[at + 1:] if (b := t.grid.box_at(x, y)) is not None)
        holder = next(holders, None)
        if holder is None:
            outer.append(table)
        else:
            holder[0].inner.setdefault(holder[1], []).append(table)
    pieces: list[_Piece] = [*in_columns(lines(free, spaced), page.width), *(t for t in outer if t.first < 1 << 40)]
    return sorted(pieces, key=lambda p: p.first)


def _running(laid: Sequence[tuple[Page, Sequence[_Piece]]]) -> frozenset[str]:
    """Lines that stand at the edge of several pages, their digits aside."""
    seen = Counter(
        text
        for page, pieces in laid
        for text in {_bare(p.text) for p in pieces if isinstance(p, TextLine) and _at_edge(page, p)}
    )
    return frozenset(text for text, pages in seen.items() if pages >= _OFTEN)


def _bare(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _at_edge(page: Page, line: TextLine) -> bool:
    return line.bottom < page.height * _EDGE or line.top > page.height * (1 - _EDGE)


def _is_furniture(page: Page, piece: _Piece, running: frozenset[str]) -> bool:
    if not isinstance(piece, TextLine) or not _at_edge(page, piece):
        return False
    return bool(_PAGE_NUMBER.fullmatch(piece.text)) or _bare(piece.text) in running


def _body_size(laid: Sequence[tuple[Page, Sequence[_Piece]]]) -> float:
    """The size most characters outside tables have."""
    sizes: Counter[float] = Counter()
    for _, pieces in laid:
        for piece in pieces:
            if isinstance(piece, TextLine):
                sizes[round(piece.size)] += len(piece.text)
    return float(sizes.most_common(1)[0][0]) if sizes else 0.0


def _heading_sizes(laid: Sequence[tuple[Page, Sequence[_Piece]]], body: float) -> list[float]:
    """The sizes of headings, the largest first: their order gives the levels."""
    found = {
        round(p.size) for _, pieces in laid for p in pieces
        if isinstance(p, TextLine) and round(p.size) > body * _LARGER and is_name(p.text)
    }
    return [float(size) for size in sorted(found, reverse=True)]


def _items(
    laid: Sequence[tuple[Page, Sequence[_Piece]]], joiner: Joiner, sizes: Sequence[float]
) -> Iterator[_Placed]:
    """Paragraphs and tables; tables with where their columns stand. A paragraph may go on over the page."""
    held: TextLine | None = None
    begun = 0  # the page the paragraph held began on
    for page, pieces in laid:
        turned = held is not None
        for piece in pieces:
            if held is not None and isinstance(piece, TextLine) and joiner.goes_on(held, piece, turned):
                held, turned = replace(piece, text=joiner.join(held.text, piece, held.open_end)), False
                continue
            yield from _said(begun, held, sizes)
            held, begun, turned = None, page.number, False
            if isinstance(piece, TextLine):
                held = piece
            elif (table := _table(piece, joiner, _padding(piece))) is not None:
                yield table, piece.grid.xs
    yield from _said(begun, held, sizes)


def _said(page: int, line: TextLine | None, sizes: Sequence[float]) -> Iterator[_Placed]:
    if line is not None:
        size = float(round(line.size))
        yield Line(line.text, min(sizes.index(size) + 1, 6) if size in sizes else None, page), ()


def _padding(drawn: _Drawn) -> float:
    """How far text keeps from the lines."""
    return min((g.left - box.left for box, glyphs in drawn.glyphs.items() for _, g in glyphs), default=0.0)


def _table(drawn: _Drawn, joiner: Joiner, padding: float) -> Table | None:
    spaced = writes_spaces([g for glyphs in drawn.glyphs.values() for _, g in glyphs])
    cells = []
    for box in drawn.grid.boxes:
        inner = tuple(t for d in drawn.inner.get(box, ()) if (t := _table(d, joiner, padding)) is not None)
        inside = [replace(line, end=box.right - padding) for line in lines(drawn.glyphs.get(box, ()), spaced)]
        text = _cell_text(inside, joiner)
        cells.append(Cell(box.row, box.col, text, box.row_span, box.col_span, False, inner))
    return from_cells(cells, drawn.page)


def _cell_text(inside: Sequence[TextLine], joiner: Joiner) -> str:
    text = inside[0].text if inside else ""
    for above, line in pairwise(inside):
        joined = joiner.goes_on(above, line)
        text = joiner.join(text, line, above.open_end) if joined else f"{text} {line.text}"
    return text


def _across_pages(items: Iterable[_Placed]) -> Iterator[Item]:
    """Tables that go on over the page made one; the header a program repeats there goes."""
    held: Table | None = None
    at: tuple[float, ...] = ()
    last = 0
    for item, xs in items:
        if held is not None and isinstance(item, Table) and item.page == last + 1 and _alike(at, xs):
            held, last = _appended(held, item), item.page
            continue
        if held is not None:
            yield held
        held, at, last = (item, xs, item.page or 0) if isinstance(item, Table) else (None, (), 0)
        if held is None:
            yield item
    if held is not None:
        yield held


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _appended(table: Table, item: Table) -> Table:
    def words(of: Table, row: int) -> list[tuple[int, str, int]]:
        return [(c.col, c.text, c.col_span) for c in of.cells if c.row == row]

    repeated = 0
    while repeated < min(item.rows, table.rows) and words(item, repeated) == words(table, repeated):
        repeated += 1
    rows = [replace(c, row=c.row - repeated + table.rows, header=False) for c in item.cells if c.row >= repeated]
    return replace(table, rows=table.rows + item.rows - repeated, cells=(*table.cells, *rows))
