"""What every document reader gives: headings, paragraphs and table grids in reading order, whatever the format was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Format = Literal["hwpx", "hwp", "pdf", "docx", "html", "markdown", "text"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1 (0 = the reader saw none: the numbering of the text decides). `page` from 1."""

    text: str
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text or one list item, white space collapsed."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid at (`row`, `col`) from 0; spans count the rows and columns it covers, `tables` lie in it.

    `text` is one line: what stands in the cell besides its tables.
    """

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    header: bool = False
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of `rows` × `cols`; merged cells stand once, in their upper left place."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]
    page: int | None = None


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. `title`, `issuer` and `dated` are None where the file doesn't say; `warnings` are codes of
    what was left out: `pictures`, `scanned_pages` (pages that are pictures of text), `objects` (charts, formulas) and
    `parts` (what the format has no place for here)."""

    format: Format
    blocks: tuple[Block, ...]
    title: str | None = None
    issuer: str | None = None
    dated: date | None = None
    warnings: tuple[str, ...] = ()
