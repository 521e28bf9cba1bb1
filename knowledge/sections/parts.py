"""What stands under a heading → pieces one can cite: running text cut at paragraph bounds, and each table by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.documents.blocks import Paragraph, Table
from knowledge.documents.numbering import FIXED, marker
from knowledge.passages import sentences
from knowledge.sections.grids import Grid, frame_lines, grid_of, nested, tidy

LONGEST: Final = 1_200  # characters of a piece: what fits a screen, and what a citation may ask somebody to read
_CAPTION: Final = re.compile(
    r"^[<\[(【]?\s?(?:표|서식|table)\s?\d+|^[<\[【][^>\]】]{1,60}[>\]】]$|^[(\[<]?\s*(?:단위|unit)\s?[:：]", re.I
)
_UNIT: Final = re.compile(r"(?:단위|unit)\s?[:：]\s?([^)\]>】]+)", re.I)
_BULLET: Final = re.compile(r"^(?:[-–—·•∙▪▫◦○●◯ㅇ*※□■◆◇▶▷→☞➢]+|[oO](?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the text under a heading. `step` is what its id adds to the heading's ("" for the first), `lines`
    are its words line by line; `grid` is set for a table."""

    step: str
    lines: tuple[str, ...]
    caption: str = ""
    grid: Grid | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def statements(self) -> tuple[str, ...]:
        """What can be said by itself: sentences without the marks of lists; the rows of a table."""
        if self.grid is not None:
            rows = {line for line in self.grid.lines() if line}
            return tuple(line for line in self.lines if line in rows)
        return tuple(part for line in self.lines for part in sentences(unmarked(line)) if part)


def unmarked(line: str) -> str:
    """A line without the bullet or number of a list in front ("가. ", "○ ", "①")."""
    found = marker(line)
    rest = line[len(found.label) :] if found is not None and found.level > FIXED else line
    return _BULLET.sub("", rest.lstrip(" ."))


def pieces(content: Sequence[Paragraph | Table], table_word: str) -> Iterator[Piece]:
    """The pieces of what stands under one heading, in order: text first under the heading's own id, then its parts as
    `p2`, `p3` ...; tables by their number as `<table_word>1`, those in their cells as `<table_word>1-1`."""
    running: list[str] = []
    tables: list[Piece] = []
    for block in content:
        if isinstance(block, Paragraph):
            running.append(tidy(block.text))
        elif grid_of(block) is None:
            running.extend(frame_lines(block))
            for inner in nested(block):
                tables.extend(_table(inner, f"{table_word}{_count(tables) + 1}", ()))
        else:
            captions: list[str] = []
            while running and _CAPTION.match(running[-1]):
                captions.insert(0, running.pop())
            tables.extend(_table(block, f"{table_word}{_count(tables) + 1}", captions))
    for n, lines in enumerate(cut(running), start=1):
        yield Piece("" if n == 1 else f"p{n}", tuple(lines))
    yield from tables


def cut(lines: Sequence[str], longest: int = LONGEST) -> Iterator[list[str]]:
    """The lines in runs of at most `longest` characters; a longer line is cut between its sentences."""
    run: list[str] = []
    for line in (part for whole in lines if whole for part in _short(whole, longest)):
        if run and sum(map(len, run)) + len(run) + len(line) > longest:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _short(line: str, longest: int) -> Iterator[str]:
    if len(line) <= longest:
        yield line
        return
    run = ""
    for part in sentences(line):
        for chunk in (part[i : i + longest] for i in range(0, len(part), longest)):
            if run and len(run) + 1 + len(chunk) > longest:
                yield run
                run = ""
            run = f"{run} {chunk}".strip()
    if run:
        yield run


def _count(tables: Sequence[Piece]) -> int:
    """How many tables there were, those in cells and the later parts of long ones not counted."""
    return sum(1 for t in tables if "-" not in t.step and "." not in t.step)


def _table(table: Table, step: str, captions: Sequence[str]) -> Iterator[Piece]:
    unit = _UNIT.search(" ".join(captions))
    grid = grid_of(table, unit[1].strip() if unit else "")
    caption = tidy(" ".join(c for c in captions if not _UNIT.search(c)))
    if grid is not None:
        for n, part in enumerate(_cut_grid(grid)):
            lines = (*captions, *(line for line in part.lines() if line))
            yield Piece(f"{step}.{n + 1}" if n else step, lines, caption, part)
    elif lines := frame_lines(table):
        yield Piece(step, lines)
    for n, inner in enumerate(nested(table), start=1):
        yield from _table(inner, f"{step}-{n}", ())


def _cut_grid(grid: Grid) -> Iterator[Grid]:
    """The grid in runs of rows whose text fits a piece, each with the header; merged cells are cut, too."""
    run: list[int] = []
    size = 0
    for r, line in enumerate(grid.lines(), start=1):
        if run and size + len(line) > LONGEST:
            yield _rows(grid, run)
            run, size = [], 0
        run.append(r)
        size += len(line) + 1
    if run:
        yield _rows(grid, run)


def _rows(grid: Grid, run: Sequence[int]) -> Grid:
    if len(run) == len(grid.rows) - 1:
        return grid
    first, last = run[0], run[-1]
    spans = []
    for row, col, rows, cols in grid.spans:
        top, bottom = max(row, first), min(row + rows - 1, last)
        if top <= bottom and (bottom > top or cols > 1):
            spans.append((top - first + 1, col, bottom - top + 1, cols))
    return Grid((grid.rows[0], *grid.rows[first : last + 1]), tuple(spans), grid.unit)
