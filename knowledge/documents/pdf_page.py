"""Pages of a PDF → their characters and ruled lines; the one file that knows pypdfium2.

Lengths are in points, x from the left and y from the top of the page as it is seen.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium  # type: ignore[import-untyped, unused-ignore]
import pypdfium2.raw as raw  # type: ignore[import-untyped, unused-ignore]

from knowledge.documents.refusals import DocumentRefused

_MOST_CHARACTERS: Final = 60_000  # of one page
_MOST_RULES: Final = 20_000  # a page with more of them is a drawing
_THIN: Final = 3.0
_SLANT: Final = 1.0
_HYPHENS: Final = (0x02, 0xFFFE)  # what pdfium gives for a hyphen at the end of a line
_DEEPEST: Final = 4  # forms in forms
Place = Callable[[float, float], tuple[float, float]]


class Glyph(NamedTuple):
    """A character and the box it takes up."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


class Rule(NamedTuple):
    """A ruled line: at y `at` from x `start` to `end` if it lies, at x `at` from y `start` to `end` if it stands."""

    lies: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is on a page. `unreadable` counts characters the file gives no meaning of."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: int
    unreadable: int


class Pdf:
    """A PDF in memory. Raises DocumentRefused: `encrypted`, `damaged`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as e:
            # pdfium may repeat the error of the file before, so that the file itself has to say it as well.
            locked = b"/Encrypt" in data and ("password" in str(e).lower() or "security" in str(e).lower())
            raise DocumentRefused("encrypted" if locked else "damaged") from e
        if len(self._document) == 0:
            raise DocumentRefused("damaged")

    @property
    def title(self) -> str:
        """The title the file's own data gives; "" for none."""
        return str(self._document.get_metadata_dict().get("Title", ""))

    def pages(self) -> Iterator[Page]:
        """All pages in order; one that can't be read comes as an empty one."""
        for number in range(len(self._document)):
            try:
                page = self._document[number]
            except pdfium.PdfiumError:
                yield Page(number + 1, 0, 0, (), (), 0, 0)
                continue
            try:
                yield _read(page, number + 1)
            finally:
                page.close()


def _read(page: Any, number: int) -> Page:
    width, height = page.get_size()
    place = _place(page.get_rotation(), width, height, page.get_mediabox())
    objects = list(page.get_objects(max_depth=_DEEPEST))
    glyphs, unreadable = _glyphs(page, place)
    pictures = sum(o.type == raw.FPDF_PAGEOBJ_IMAGE for o in objects)
    return Page(number, width, height, tuple(glyphs), tuple(_rules(objects, place)), pictures, unreadable)


def _place(rotation: int, width: float, height: float, box: tuple[float, float, float, float]) -> Place:
    """Turns the file's coordinates (up from the bottom left, before the page is rotated) into those of the eye."""
    x, y = box[0], box[1]
    turns: dict[int, Place] = {
        0: lambda a, b: (a - x, height - (b - y)),
        90: lambda a, b: (b - y, a - x),
        180: lambda a, b: (width - (a - x), b - y),
        270: lambda a, b: (width - (b - y), height - (a - x)),
    }
    return turns.get(rotation, turns[0])


def _glyphs(page: Any, place: Place) -> tuple[list[Glyph], int]:
    text = page.get_textpage()
    found: list[Glyph] = []
    unreadable = 0
    box = raw.FS_RECTF()
    try:
        for n in range(min(text.count_chars(), _MOST_CHARACTERS)):
            if raw.FPDFText_IsGenerated(text, n) == 1:
                continue  # pdfium's guess at a space or line end; ours is made of where the characters stand
            code = raw.FPDFText_GetUnicode(text, n)
            if code == 0 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or raw.FPDFText_HasUnicodeMapError(text, n) == 1:
                unreadable += 1
                continue
            if not raw.FPDFText_GetLooseCharBox(text, n, box):
                continue
            one, other = place(box.left, box.top), place(box.right, box.bottom)
            left, right = sorted((one[0], other[0]))
            top, bottom = sorted((one[1], other[1]))
            found.append(Glyph("-" if code in _HYPHENS else chr(code), left, top, right, bottom, _size(text, n)))
    finally:
        text.close()
    return found, unreadable


def _size(text: Any, n: int) -> float:
    """The size of a character as it is seen: the font's size, times what the text is scaled by."""
    matrix = raw.FS_MATRIX()
    scale = math.hypot(matrix.b, matrix.d) if raw.FPDFText_GetMatrix(text, n, matrix) else 1.0
    return round(float(raw.FPDFText_GetFontSize(text, n)) * (scale or 1.0), 1)


def _rules(objects: list[Any], place: Place) -> list[Rule]:
    rules: list[Rule] = []
    for item in objects:
        if item.type == raw.FPDF_PAGEOBJ_PATH and _is_drawn(item):
            rules.extend(_of_path(_lines(item, place)))
            if len(rules) > _MOST_RULES:
                return []
    return rules


def _is_drawn(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    known = raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return not known or bool(fill.value or stroke.value)


def _lines(item: Any, place: Place) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight lines of a path, on the page."""
    matrix = item.get_matrix()
    found = []
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(min(raw.FPDFPath_CountSegments(item), _MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(item, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(*matrix.on_point(x.value, y.value))
        type_ = raw.FPDFPathSegment_GetType(segment)
        if type_ == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif type_ == raw.FPDF_SEGMENT_LINETO:
            found.append((last, point))
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            found.append((last, start))
            last = start
    return found


def _of_path(lines: list[tuple[tuple[float, float], tuple[float, float]]]) -> Iterator[Rule]:
    if not lines:
        return
    points = [p for line in lines for p in line]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if bottom - top <= _THIN < right - left:  # a line, or a rectangle so thin that it is one
        yield Rule(True, (top + bottom) / 2, left, right)
    elif right - left <= _THIN < bottom - top:
        yield Rule(False, (left + right) / 2, top, bottom)
    else:
        for (x0, y0), (x1, y1) in lines:
            if abs(y1 - y0) <= _SLANT < abs(x1 - x0):
                yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
            elif abs(x1 - x0) <= _SLANT < abs(y1 - y0):
                yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
