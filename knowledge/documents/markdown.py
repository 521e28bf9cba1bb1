"""Markdown and plain text → items. What is no mark-up in plain text reads the same in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from knowledge.documents.about import Said, day
from knowledge.documents.grid import RawCell, from_rows
from knowledge.documents.outline import Item, Line
from knowledge.documents.sniff import decode_text

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{3,})\s*")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE: Final = re.compile(r" {0,3}(?:[-*_]\s*){3,}")
_BULLET: Final = re.compile(r"\A\s*[-*+]\s+")
_QUOTE: Final = re.compile(r"\A {0,3}(?:>\s?)+")
_DELIMITER: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_NEW_LINE: Final = re.compile(r"\s*(?:\d{1,2}[.)]|[가-하][.)]|\(\d|[①-⑳□■○●◎ㅇ※▶]|[-*+]\s|제\s?\d)")
_MARKS: Final = (
    (re.compile(r"!\[[^\[\]]*\]\([^()]*\)"), ""),
    (re.compile(r"\[([^\[\]]+)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"</?(?:b|i|u|em|strong|span|sub|sup|p|div|font)(?:\s[^>]*)?>", re.IGNORECASE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)
_LONGEST_LINE: Final = 10_000
_FRONT: Final = re.compile(r"\A---\s*\n(.{0,8000}?)\n---\s*(?:\n|\Z)", re.DOTALL)
_FIELD: Final = re.compile(r"^(title|date|issuer)\s*:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)


def read_markdown(data: bytes) -> Said:
    """What a Markdown text says. Raises DocumentRefused."""
    text = _lines_of(data)
    fields: dict[str, str] = {}
    if (front := _FRONT.match(text)) is not None:
        fields = {found[1].lower(): found[2] for found in _FIELD.finditer(front[1])}
        text = text[front.end():]
    return Said(
        tuple(_items(text.split("\n"))), fields.get("title", ""), fields.get("issuer", ""), day(fields.get("date", ""))
    )


def read_text(data: bytes) -> Said:
    """What a plain text says: a line that begins with a number or mark begins anew, others go on with the one before.
    Raises DocumentRefused."""
    items: list[Item] = []
    for block in re.split(r"\n\s*\n", _lines_of(data)):
        items.extend(Line(text) for text in _joined(block.split("\n")))
    return Said(tuple(items))


def _lines_of(data: bytes) -> str:
    return re.sub(r"\r\n?|\f|\v|[\u2028\u2029\x85]", "\n", decode_text(data)).lstrip("\ufeff")


def _joined(lines: list[str]) -> Iterator[str]:
    """The paragraphs of lines without an empty one between them: broken at some width, or each its own."""
    width = max((len(line) for line in lines), default=0)
    begun = ""
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else ""
        wrapped = len(above) > max(30, width * 0.7) and not above.rstrip().endswith((".", "다", "요"))
        if begun and wrapped and not _NEW_LINE.match(line):
            begun += f" {line.strip()}"
            continue
        if begun.strip():
            yield begun
        begun = line
    if begun.strip():
        yield begun


def _plain(text: str) -> str:
    """A line without its mark-up; one too long to have been written by hand stays as it is."""
    if len(text) > _LONGEST_LINE:
        return text
    for mark, plain in _MARKS:
        text = mark.sub(plain, text)
    return text


def _items(lines: list[str]) -> Iterator[Item]:
    at = 0
    held: list[str] = []  # lines of the paragraph begun
    while at < len(lines):
        line = lines[at]
        heading, fence, rule = _HEADING.fullmatch(line), _FENCE.match(line), _RULE.fullmatch(line)
        underline = _UNDERLINE.fullmatch(line) if held else None
        table = _table_end(lines, at)
        if underline is not None and len(held) == 1:
            yield Line(_plain(held.pop()), 1 if "=" in line else 2, sure=True)
        elif heading or fence or rule or table or not line.strip():
            yield from _paragraphs(held)
            held = []
            if heading is not None:
                yield Line(_plain(heading[2]), len(heading[1]), sure=True)
            elif fence is not None:
                end = next((n for n in range(at + 1, len(lines)) if lines[n].strip().startswith(fence[1])), len(lines))
                yield from (Line(inner) for inner in lines[at + 1:end])
                at = end
            elif table:
                if (grid := from_rows([_row(lines[n], n == at) for n in range(at, table) if n != at + 1])) is not None:
                    yield grid
                at = table - 1
        else:
            held.append(_QUOTE.sub("", line, count=1))
        at += 1
    yield from _paragraphs(held)


def _paragraphs(lines: list[str]) -> Iterator[Line]:
    """Lines up to an empty one: list items and numbered lines begin anew, a line ending in two spaces ends there."""
    begun = ""
    for line in lines:
        if begun and not (_NEW_LINE.match(line) or begun.endswith(("  ", "\\"))):
            begun = f"{begun.rstrip()} {line.lstrip()}"
            continue
        if begun:
            yield Line(_plain(begun))
        begun = _BULLET.sub("", line, count=1)
    if begun:
        yield Line(_plain(begun))


def _table_end(lines: list[str], at: int) -> int:
    """One past the last line of the pipe table that begins at `at`; 0 if none does."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1] + lines[at] or "-" not in lines[at + 1]:
        return 0
    if not _DELIMITER.fullmatch(lines[at + 1]) or len(_cells(lines[at])) != len(_cells(lines[at + 1])):
        return 0
    end = at + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    return end


def _cells(line: str) -> list[str]:
    return _PIPE.split(line.strip().removeprefix("|").removesuffix("|"))


def _row(line: str, header: bool) -> list[RawCell]:
    return [RawCell(" ".join(_plain(cell).split()), header=header) for cell in _cells(line)]
