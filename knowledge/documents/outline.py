"""Which lines are headings: the same for every format, so that one notice gives the same blocks from HWPX and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.documents.blocks import Block, Heading, Paragraph, Table
from knowledge.documents.numbering import ARTICLE, FIXED, is_name, marker, numbering, split_article
from knowledge.text.normalise import clean

_REGULATION: Final = 2  # articles that make a document one
_BULLET: Final = re.compile(r"\A[•▪‣⁃∙➢➤](?:\s+|(?=\S))")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as a reader meets it. `level` is the outline level its style says (from 1), None if it says none;
    `sure` is set where the level was meant by somebody (an <h2>) and didn't rub off from a style."""

    text: str
    level: int | None = None
    page: int | None = None
    sure: bool = False


Item = Line | Table


def tidy(text: str) -> str:
    """One line: cleaned, white space collapsed, without the dot of a bulleted list."""
    return _BULLET.sub("", " ".join(clean(text).split()), count=1) if text else ""


def settle(items: Iterable[Item]) -> tuple[Block, ...]:
    """Headings, paragraphs and tables out of what a reader met, in the same order; empty lines go."""
    lines = [part for item in items for part in _parts(item)]
    articles = sum(isinstance(line, Line) and _is_article(line.text) for line in lines)
    names = _is_fixed if articles >= _REGULATION else _names_a_part
    return tuple(_block(item, names(item, _at(lines, n - 1), _at(lines, n + 1))) for n, item in enumerate(lines))


def _parts(item: Item) -> Sequence[Item]:
    """The lines an item stands for: a frame around one text (a table of one cell) is that text."""
    if isinstance(item, Table):
        if len(item.cells) != 1:
            return [item]
        (only,) = item.cells
        return [*_parts(Line(only.text, page=item.page)), *(p for t in only.tables for p in _parts(t))]
    text = tidy(item.text)
    if not text:
        return []
    article = split_article(text)
    if article is None:
        return [Line(text, item.level, item.page, item.sure)]
    return [Line(article[0], item.level, item.page), Line(article[1], None, item.page)]


def _at(items: Sequence[Item], at: int) -> Item | None:
    return items[at] if 0 <= at < len(items) else None


def _block(item: Item, names_a_part: bool) -> Block:
    if isinstance(item, Table):
        return item
    if item.level is not None and (is_name(item.text) or item.sure):
        return Heading(item.text, item.level, item.page)
    return Heading(item.text, 0, item.page) if names_a_part else Paragraph(item.text, item.page)


def _is_article(text: str) -> bool:
    found = numbering(text)
    return found is not None and found.level == ARTICLE


def _is_fixed(item: Item, before: Item | None, after: Item | None) -> bool:
    """In a regulation only 편, 장, 절, 조 and annexes name parts: ①, 1. and 가. are what an article says."""
    found = numbering(item.text) if isinstance(item, Line) else None
    return found is not None and found.level <= FIXED


def _names_a_part(item: Item, before: Item | None, after: Item | None) -> bool:
    """Whether a numbered line has something under it: without, or as the last of a run of such lines, it is the item
    of a list."""
    found = numbering(item.text) if isinstance(item, Line) else None
    if found is None:
        return False
    if found.level <= FIXED:
        return True
    if after is None or (isinstance(after, Line) and after.level is not None and is_name(after.text)):
        return False
    if isinstance(after, Table):
        return True
    following = marker(after.text)
    if following is not None:
        return following.level > found.level
    sibling = numbering(before.text) if isinstance(before, Line) and before.level is None else None
    return sibling is None or sibling.level != found.level
