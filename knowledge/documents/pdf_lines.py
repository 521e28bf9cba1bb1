"""Characters on a page → lines, and lines → paragraphs: spaces where there is room for one, breaks undone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from knowledge.documents.numbering import marker
from knowledge.documents.pdf_page import Glyph

_GAP: Final = 0.6  # of the size: so wide a gap is a space wherever the page writes its spaces
_NARROW_GAP: Final = 0.2  # ... and this where it writes none
_SYLLABLE_GAP: Final = 0.15  # ... and this more than others between two syllables, which stand close
_SPACES: Final = 0.02  # of a page's characters: with fewer it writes none
_PITCH: Final = 2.2  # of the size: lines further apart are no paragraph
_AFTER_FIGURE: Final = re.compile(r"[원명세년월일%부개회주시분차호조항점만억천]")
_ENDING: Final = re.compile(
    r"[가-힣](?:을|를|은|는|이|가|의|에|와|과|도|로|고|며|서|면|한|할|된|될|인|및|게|지|나|여|써|던|라|만|해|려|까지|부터)$"
)
_PARTICLE: Final = re.compile(
    r"(?:[이가을를은는의에도로와과만서요나]|으로|에서|에게|까지|부터|보다|처럼|이나|이며|이고|이라|라고|라는|이라고|이라는|포인트|입니다|이에요|예요|에요|이다)"
    r"(?:[는도만의은]|서|[.,)])?$"
    r"|(?:합니다|한다|하[는고여며면기지게]|하도록|해[요서야]|했|됩니다|된다|되[는고어며면지]|돼[요서야]|습니다|니다|어요|아요|세요)"
)
_GOING_ON: Final = re.compile(r"[아어해여려]$")  # a verb another one may follow: 만들어 두면, 나누어 드린다
_SECOND_VERB: Final = re.compile(r"두[고는면]|놓[고은는]|있|드[리려린립]|주[고는며면어]|줘|보[고는면]|버[리려린]")
_ENDED: Final = re.compile(r"(?:[.!?。:]|다|요|음|함)$")
_SLACK: Final = 1.15  # of the size: more room than this at the end of a line would have held another syllable
_FULL: Final = 12  # characters a line has before it tells how lines are broken
_FEW: Final = 4
_ANEW: Final = re.compile(r"[-–·*※▶☞◎•▪]\s|\[|<|「.{1,30}」$")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as it stands on the page; `first` is the place of its first character in the file. `open_end` says that
    a space stands at its end, `head` how wide its first word is, `end` where its column ends on the right."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    first: int
    open_end: bool
    head: float
    end: float = 0.0


def lines(glyphs: Sequence[tuple[int, Glyph]], spaced: bool) -> list[TextLine]:
    """The lines of numbered characters, in the order of the file. `spaced`: the page writes its spaces."""
    groups: list[list[tuple[int, Glyph]]] = []
    for n, glyph in glyphs:
        last = groups[-1][-1][1] if groups else None
        if last is not None and _goes_on(last, glyph):
            groups[-1].append((n, glyph))
        else:
            groups.append([(n, glyph)])
    return [line for group in groups if (line := _line(group, spaced)) is not None]


def writes_spaces(glyphs: Sequence[Glyph]) -> bool:
    """Whether a page has characters for its spaces."""
    return sum(g.text.isspace() for g in glyphs) > _SPACES * len(glyphs)


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    middle = (glyph.top + glyph.bottom) / 2
    return last.top <= middle <= last.bottom and glyph.left > last.left - last.size * 0.5


def _line(group: list[tuple[int, Glyph]], spaced: bool) -> TextLine | None:
    text, head = "", 0.0
    last: Glyph | None = None
    inked = [g for _, g in group if not g.text.isspace()]
    if not inked:
        return None
    hangul = _hangul_gap(inked)
    for _, glyph in group:
        gap = glyph.left - last.right if last is not None else 0.0
        wide = max(glyph.size, 1.0) * (_GAP if spaced else _NARROW_GAP)
        if last is not None and (gap > wide or (_both_hangul(last, glyph) and gap > hangul)):
            text += " "
        if not head and text.strip() and (text[-1].isspace() or glyph.text.isspace()):
            head = (last or glyph).right - inked[0].left
        text += glyph.text
        last = glyph
    return TextLine(
        " ".join(text.split()),
        inked[0].left,
        min(g.top for g in inked),
        max(g.right for g in inked),
        max(g.bottom for g in inked),
        max(g.size for g in inked),
        group[0][0],
        text[-1].isspace(),
        head or inked[-1].right - inked[0].left,
    )


def _both_hangul(one: Glyph, other: Glyph) -> bool:
    return "가" <= one.text <= "힣" and "가" <= other.text <= "힣"


def _hangul_gap(inked: Sequence[Glyph]) -> float:
    """The gap from which two syllables of a line are apart: they stand close, or all equally wide as in a title."""
    gaps = [b.left - a.right for a, b in pairwise(inked) if _both_hangul(a, b)]
    return (median(gaps) if gaps else 0.0) + _SYLLABLE_GAP * max(inked[0].size, 1.0)


def in_columns(found: Sequence[TextLine], width: float) -> list[TextLine]:
    """The lines of a page so wide, with where their columns end: two columns if most lines keep to one half of it."""
    sides = [0 if line.right <= width / 2 else 1 if line.left >= width / 2 else 2 for line in found]
    if sides.count(2) > 0.4 * len(found) or sides.count(0) < _FEW or sides.count(1) < _FEW:
        sides = [2] * len(found)
    ends = dict.fromkeys(sides, 0.0)
    for line, side in zip(found, sides, strict=True):
        ends[side] = max(ends[side], line.right)
    return [replace(line, end=ends[side]) for line, side in zip(found, sides, strict=True)]


class Joiner:
    """Puts broken lines together again; knows the words of the document (all `pages` of its lines), since Korean breaks
    within them."""

    def __init__(self, pages: Iterable[Sequence[TextLine]]) -> None:
        # The words at both ends of a line may be parts of words.
        self._words: set[str] = set()
        slack: list[bool] = []
        for page in pages:
            self._words.update(word for line in page for word in line.text.split(" ")[1:-1])
            slack.extend(
                above.end - above.right > _SLACK * line.size
                for above, line in pairwise(page)
                if len(above.text) > _FULL and self.goes_on(above, line)
            )
        self._starts = {word[:n] for word in self._words for n in range(2, len(word) + 1)}
        # Lines that keep words whole leave room at their ends.
        self._whole = len(slack) > _FEW and sum(slack) > 0.4 * len(slack)

    def goes_on(self, above: TextLine, line: TextLine, turned: bool = False) -> bool:
        """Whether `line` is the same paragraph as the line above it, which had no room for its first word. `turned`: it
        stands on the next page or in the next column, where no sentence may have ended either."""
        if abs(above.size - line.size) > 0.6 or marker(line.text) is not None or _ANEW.match(line.text):
            return False
        turned = turned or line.bottom < above.top
        if turned and _ENDED.search(above.text):
            return False
        if not turned and not 0 < line.top - above.top < _PITCH * max(line.size, 1.0):
            return False
        return above.end - above.right < line.head + 0.3 * line.size

    def join(self, above: str, line: TextLine, open_end: bool) -> str:
        """The text so far and the next line of it, with a space where the author had one."""
        return above + (" " if open_end or self._parted(above, line.text) else "") + line.text

    def _parted(self, above: str, below: str) -> bool:
        left, right = above.rsplit(" ", 1)[-1], below.split(" ", 1)[0]
        if not left or not right or (not right[0].isalnum() and right[0] not in "「“\"'"):
            return False
        if left[-1].isascii() and right[0].isascii() and left[-1] not in ".,;:)":
            return not (left[-1] in "-/(~" or (left[-1].isdigit() and right[0].isdigit()))
        if left[-1].isdigit() and _AFTER_FIGURE.match(right):
            return False
        if left[-1] in "·ㆍ/(~":
            return False
        if left[-1] in ".,;:!?":
            return not (right[0].isdigit() and left[-2:-1].isdigit())
        if left[-1] in ")」”’%":
            return _PARTICLE.match(right) is None
        if self._whole or (right[0].isdigit() and left not in ("제", "(", "~")):
            return True
        return self._parted_words(left, right)

    def _parted_words(self, left: str, right: str) -> bool:
        """Whether two pieces are words of their own: by the document's other words, else by how words end."""
        if len(left) > 1 and (
            (left[-1] == "면" and right[0] not in "서은도") or (_GOING_ON.search(left) and _SECOND_VERB.match(right))
        ):
            return True
        if _PARTICLE.match(right) or any(left + right[:n] in self._starts for n in (1, 2) if len(right) >= n):
            return False
        known = right in self._words or (len(right) > 2 and right[:3] in self._starts)
        if left in self._words and (known or len(left) > 1):
            return True
        if len(left) < 2:
            return False
        return known or _ENDING.search(left) is not None or _is_adnominal(left[-1])


def _is_adnominal(syllable: str) -> bool:
    """Whether a syllable ends in ㄴ or ㄹ, as verbs before a noun do (어려운, 떨어질)."""
    return "가" <= syllable <= "힣" and (ord(syllable) - 0xAC00) % 28 in (4, 8)
