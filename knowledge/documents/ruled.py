"""Ruled lines on a page → the grids they draw: cells with their places, spans and boxes. Pure; lengths in points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.documents.pdf_page import Rule

_NEAR: Final = 2.5  # lines closer than this are one, ends closer than this meet
_NARROWEST: Final = 4.0  # of a row or column
_MOST: Final = 40_000  # places of one grid


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: where it stands in the grid, and its sides on the page."""

    row: int
    col: int
    row_span: int
    col_span: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: `xs` and `ys` are where its lines stand and lie, `places` holds the cell of each row and column
    between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    places: tuple[tuple[Box, ...], ...]

    def box_at(self, x: float, y: float) -> Box | None:
        """The cell at a point of the page."""
        row, col = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.places) and 0 <= col < len(self.xs) - 1
        return self.places[row][col] if inside else None

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables drawn by lines, from the top of the page; a frame around one text is none."""
    lines = _joined(rules)
    found = [g for part in _connected(lines) if (g := _grid(part)) is not None and len(g.boxes) > 1]
    return sorted(found, key=lambda g: (g.ys[0], g.xs[0]))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines in one place made one: borders of neighbouring cells, dashes, sides of thin rectangles."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.lies, round(r.at / _NEAR), r.start)):
        last = joined[-1] if joined else None
        beside = last is not None and last.lies == rule.lies and abs(last.at - rule.at) <= _NEAR
        if last is not None and beside and rule.start <= last.end + _NEAR:
            joined[-1] = Rule(last.lies, last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return [r for r in joined if r.end - r.start >= _NARROWEST]


def _connected(lines: Sequence[Rule]) -> list[list[Rule]]:
    """The lines in groups that meet."""
    parent = list(range(len(lines)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n

    lying = sorted((n for n, r in enumerate(lines) if r.lies), key=lambda n: lines[n].at)
    heights = [lines[n].at for n in lying]
    for n, line in enumerate(lines):
        if line.lies:
            continue
        for m in lying[bisect_right(heights, line.start - 2 * _NEAR):bisect_right(heights, line.end + _NEAR)]:
            if lines[m].start - _NEAR <= line.at <= lines[m].end + _NEAR:
                parent[root(n)] = root(m)
    groups: dict[int, list[Rule]] = {}
    for n, line in enumerate(lines):
        groups.setdefault(root(n), []).append(line)
    return list(groups.values())


def _grid(lines: Sequence[Rule]) -> Grid | None:
    lying, standing = [r for r in lines if r.lies], [r for r in lines if not r.lies]
    if len(lying) < 2 or not standing:
        return None
    # Sides may be open: a table then reaches as far as its lines.
    xs = _places([r.at for r in standing], min(r.start for r in lying), max(r.end for r in lying))
    ys = _places([r.at for r in lying], min(r.start for r in standing), max(r.end for r in standing))
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows < 1 or cols < 1 or rows * cols > _MOST:
        return None
    boxes = _boxes(xs, ys, _borders(standing, xs, ys), _borders(lying, ys, xs))
    places = [[boxes[0]] * cols for _ in range(rows)]
    for box in boxes:
        for row in places[box.row:box.row + box.row_span]:
            row[box.col:box.col + box.col_span] = [box] * box.col_span
    return Grid(tuple(xs), tuple(ys), tuple(boxes), tuple(map(tuple, places)))


def _places(at: list[float], start: float, end: float) -> list[float]:
    """Where lines are, each once, and the ends of those across if they reach further."""
    places: list[float] = []
    for one in sorted([*at, *(e for e in (start, end) if e < min(at) - _NARROWEST or e > max(at) + _NARROWEST)]):
        if not places or one - places[-1] > _NEAR:
            places.append(one)
    return places


def _borders(lines: Sequence[Rule], across: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """(n, m): a line at `across[n]` runs beside the space between `along[m]` and `along[m + 1]`."""
    found = set()
    for line in lines:
        n = min(range(len(across)), key=lambda i: abs(across[i] - line.at))
        for m in range(len(along) - 1):
            if line.start <= (along[m] + along[m + 1]) / 2 <= line.end:
                found.add((n, m))
    return found


def _boxes(
    xs: Sequence[float], ys: Sequence[float], standing: set[tuple[int, int]], lying: set[tuple[int, int]]
) -> list[Box]:
    """The cells: places of the grid that no line parts, made rectangles."""
    rows, cols = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    boxes = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            right = col + 1
            while right < cols and (right, row) not in standing and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < rows and not any((bottom, c) in lying or (bottom, c) in taken for c in range(col, right)):
                bottom += 1
            taken.update((r, c) for r in range(row, bottom) for c in range(col, right))
            boxes.append(Box(row, col, bottom - row, right - col, xs[col], xs[right]))
    return boxes
