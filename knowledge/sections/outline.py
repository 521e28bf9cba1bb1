"""Blocks → what stands under which heading. Numbering decides how deep a heading lies before its style does, so that
one notice has one outline whatever file it came in. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final

from knowledge.documents.blocks import Block, Heading, Paragraph, Table
from knowledge.documents.numbering import FIXED, marker
from knowledge.sections.steps import digest, step_of

_CHAPTER: Final = 2  # the level of numbers down to 제1장 and 붙임: they stand under nothing without a number
_TOP_STYLES: Final = 2  # a heading styled this high isn't under one that only its number made a heading
_DIGITS: Final = re.compile(r"\d+")
_LETTER: Final = re.compile(r"[가나다라마바사아자차카타파하](?=[\s.)]|$)")
_ROMAN: Final = re.compile(r"[Ⅰ-Ⅻ]|[IVX]+(?=\.)")
_CIRCLED: Final = re.compile(r"[①-⑳]")
_UNSIGNED: Final = re.compile(r"[\s.()\[\]:]+")
_ROMANS: Final = dict(zip("I II III IV V VI VII VIII IX X".split(), "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", strict=True))
_COUNTS: Final = ("가나다라마바사아자차카타파하", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_NAME: Final = re.compile(r"([^:：]{1,40})[:：]\s?\S")


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a heading: how deep such numbers usually lie (1 to 12), what kind it is (``0.``, ``제0장``), the
    number itself as a step of an id (``3``, ``제2장``; "" for □ and ○), and the words after it."""

    level: int
    kind: str
    number: str
    words: str

    @property
    def count(self) -> int:
        """Which of its kind it is, from 1; of 2.3 the 3. 0 if it counts nothing."""
        for signs in _COUNTS:
            if self.number and self.number in signs:
                return signs.index(self.number) + 1
        digits = _DIGITS.findall(self.number)
        return int(digits[-1]) if digits else 0


@dataclass(slots=True)
class Node:
    """A heading and what stands right under it. `path` are the steps of its id, `above` the headings over it, `kind`
    is that of its number ("" for none)."""

    heading: str
    path: tuple[str, ...]
    above: tuple[str, ...]
    kind: str = ""
    content: list[Paragraph | Table] = field(default_factory=list)


def mark_of(text: str) -> Mark | None:
    """The number that a heading starts with, or None."""
    text = unicodedata.normalize("NFC", text.strip())
    found = marker(text)
    if found is None:
        return None
    kind = _DIGITS.sub("0", found.label)
    for pattern, sign in ((_ROMAN, "Ⅰ"), (_CIRCLED, "①"), (_LETTER, "가")):
        kind = pattern.sub(sign, kind)
    number = _UNSIGNED.sub("", found.label.replace("-", ".")) if "." not in found.label.strip(".") else found.label
    number = number.replace("-", ".").strip(". ")
    number = _ROMANS.get(number, number)
    words = text[len(found.label) :].strip(" .")
    signed = number and not re.fullmatch(r"[^0-9A-Za-z가-힣Ⅰ-Ⅻ①-⑳]+|[oOㅇ]", number)
    return Mark(found.level, _UNSIGNED.sub("", kind) + kind[-1:], number if signed else "", words)


def outline(blocks: Sequence[Block]) -> tuple[Node, ...]:
    """The headings of a document in order, each with what stands under it; the first node holds what comes before
    any heading. A heading with nothing under it is a line of the text above it, or, among others of its kind that have
    text, a section of one line.

    `blocks` are those below the document's title.
    """
    builder = _Builder()
    for block in blocks:
        if isinstance(block, Heading):
            builder.open(block)
        elif isinstance(block, Paragraph) and builder.goes_on(block.text):
            builder.open(Heading(_name(block.text)))
            builder.add(block)
        else:
            builder.add(block)
    return builder.close()


def _name(text: str) -> str:
    """What a line of the form "4. 문의: 청년정책과" is about."""
    found = _NAME.match(text)
    return found[1].strip() if found else text


@dataclass(frozen=True, slots=True)
class _Open:
    mark: Mark | None
    style: int
    node: Node


class _Builder:
    """Keeps the headings that are open while blocks go by."""

    def __init__(self) -> None:
        self._root = Node("", (), ())
        self._nodes = [self._root]
        self._open: list[_Open] = []
        self._taken: set[tuple[str, ...]] = set()

    @property
    def _current(self) -> Node:
        return self._open[-1].node if self._open else self._root

    def add(self, block: Paragraph | Table) -> None:
        self._current.content.append(block)

    def goes_on(self, text: str) -> bool:
        """Whether a numbered line is the next of the headings that are open ("4. 문의: …" after the heading
        "3. 신청방법"), and not of a list in the text."""
        mark = mark_of(text)
        same = [one.mark for one in self._open if one.mark and mark and one.mark.kind == mark.kind]
        if mark is None or not same or mark.count != same[-1].count + 1 or mark.count < 2:
            return False
        node = self._current
        texts = (block.text for block in node.content if isinstance(block, Paragraph))
        listed = [other for t in texts if not t.startswith(node.heading) and (other := mark_of(t)) is not None]
        counts = [other.count for other in listed if other.kind == mark.kind]
        return not counts or counts[-1] + 1 != mark.count

    def open(self, heading: Heading) -> None:
        mark = mark_of(heading.text)
        self._close_beside(mark, heading.level)
        parent = self._current
        above = (*parent.above, parent.heading) if parent.heading else parent.above
        node = Node(heading.text, self._path(parent.path, mark, heading.text), above, mark.kind if mark else "")
        self._nodes.append(node)
        self._open.append(_Open(mark, heading.level, node))

    def _close_beside(self, mark: Mark | None, style: int) -> None:
        """Closes the headings that the next one doesn't lie in; a number goes on from the last of its kind."""
        if mark is not None:
            for at, one in enumerate(self._open):
                if one.mark is not None and one.mark.kind == mark.kind:
                    del self._open[at:]
                    return
        while self._open and not _lies_in(mark, style, self._open[-1]):
            self._open.pop()

    def _path(self, parent: tuple[str, ...], mark: Mark | None, text: str) -> tuple[str, ...]:
        """The steps of a heading's id; a number that was used before under the same heading gets its words, too."""
        words = step_of(mark.words if mark and mark.words else text) or digest(text)
        step = mark.number if mark and mark.number else words
        named = (step, f"{step}-{words}") if step != words else (step,)
        tries = chain(named, (f"{step}-{n}" for n in count(2)))
        path = next(p for s in tries if (p := (*parent, s)) not in self._taken)
        self._taken.add(path)
        return path

    def close(self) -> tuple[Node, ...]:
        holders = {node.path[:-1] for node in self._nodes if node.path}
        full = {(node.path[:-1], node.kind) for node in self._nodes if node.content and node.kind}
        kept: dict[tuple[str, ...], Node] = {}
        for node in self._nodes:
            if node.path and not node.content and node.path not in holders:
                line = Paragraph(node.heading)
                if (node.path[:-1], node.kind) not in full:
                    kept[node.path[:-1]].content.append(line)
                    continue
                node.heading, node.content = _name(node.heading), [line]
            kept[node.path] = node
        return tuple(kept.values())


def _lies_in(mark: Mark | None, style: int, last: _Open) -> bool:
    """Whether a heading lies in the innermost that is open. `style` and `last.style` are 0 where only the numbering
    says that there is a heading."""
    if mark is None:
        return style > (last.style or _TOP_STYLES)
    if mark.level > FIXED and mark.count == 1:
        return True  # a count that begins belongs to what stands right above it
    if last.mark is not None:
        return last.mark.level < mark.level
    if mark.level <= _CHAPTER:
        return 0 < last.style < style
    return style == 0 or last.style < style
