"""HTML pages → items: headings, paragraphs and grids of what a person would read on the page."""

from __future__ import annotations

import re
from typing import Final

from knowledge.documents.about import Said, day
from knowledge.documents.blocks import Table
from knowledge.documents.counters import Counter
from knowledge.documents.decode import decode
from knowledge.documents.grid import DEEPEST, RawCell, from_rows
from knowledge.documents.outline import Item, Line, tidy
from knowledge.documents.refusals import DocumentRefused
from knowledge.documents.trees import Tree, below, child, kind, number, page, text_of, value

_UNREAD: Final = frozenset(
    "script style template noscript nav footer aside select button input textarea option datalist svg math head iframe "
    "object canvas audio video dialog map".split()
)
_INLINE: Final = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var wbr nobr acronym o:p".split()
)
_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FEW_CELLS: Final = 3  # with tables in them: such a table places things on the page
_LONG: Final = 250  # characters in inner tables: one with more of them than of its own does too
_LONGEST_HEADING: Final = 200  # characters; what is longer in an <h2> is a paragraph that was to look big
_ENGLISH_DATES: Final = ("article:published_time", "dc.date", "dcterms.issued", "date")


def read_html(data: bytes) -> Said:
    """What a page says. Raises DocumentRefused."""
    root = page(decode(data))
    walk = _Walk()
    walk.into(_main(root))
    walk.flush()
    head = child(root, "head")
    title = child(head, "title") if head is not None else None
    return Said(
        items=tuple(walk.items),
        title=tidy(text_of(title)) if title is not None else "",
        dated=next((d for name in _ENGLISH_DATES if (d := day(_meta(root, name)))), None),
        warnings=("pictures",) if walk.pictures else (),
    )


def _main(root: Tree) -> Tree:
    """The part of the page that holds its text, where the page says so and holds most of it there."""
    body = child(root, "body")
    body = root if body is None else body
    for found in (
        list(below(body, "main")) or [n for n in body.iter() if value(n, "role") == "main"],
        list(below(body, "article")),
    ):
        if len(found) == 1 and 2 * _length(found[0]) > _length(body):
            return found[0]
    return body


def _length(node: Tree) -> int:
    return sum(len(text) for text in node.itertext())


def _meta(root: Tree, name: str) -> str:
    return next((
        value(m, "content") for m in below(root, "meta")
        if name in (value(m, "name").lower(), value(m, "property").lower())
    ), "")


class _Walk:
    """Goes through a page in reading order; `items` is what it met."""

    def __init__(self, tables: int = 0) -> None:
        self.items: list[Item] = []
        self.pictures = 0
        self._text: list[str] = []
        self._level: int | None = None
        self._tables = tables

    def into(self, node: Tree) -> None:
        """Takes in the content of an element, text before, between and after its children."""
        self._text.append(node.text or "")
        counter = Counter.of_list(value(node, "type"), number(node, "start", 1)) if kind(node) == "ol" else None
        for inner in node:
            if counter is not None and kind(inner) == "li":
                self.flush()
                self._text.append(counter.next(number(inner, "value", -1)) + " ")
            self._element(inner)
            self._text.append(inner.tail or "")

    def flush(self) -> None:
        """Ends the paragraph begun."""
        text = tidy("".join(self._text))
        self._text.clear()
        if text:
            level = self._level if len(text) <= _LONGEST_HEADING else None
            self.items.append(Line(text, level, sure=level is not None))

    def _element(self, node: Tree) -> None:
        name = kind(node)
        if name in _UNREAD or not name or node.get("hidden") is not None or _HIDDEN.search(node.get("style") or ""):
            return
        if name == "img":
            self.pictures += 1
        elif name == "br" and self._level is not None:
            self._text.append(" ")
        elif name == "br":
            self.flush()
        elif name == "table":
            self.flush()
            self._table(node)
        elif name == "pre":
            self._lines(text_of(node))
        elif name in _INLINE:
            self.into(node)
        elif name in _HEADINGS:
            self.flush()
            outer, self._level = self._level, _HEADINGS[name]
            self.into(node)
            self.flush()
            self._level = outer
        else:
            self._own_line(node)

    def _own_line(self, node: Tree) -> None:
        if kind(node) != "li" or not self._text or not self._text[-1].strip():
            self.flush()
        self.into(node)
        self.flush()

    def _lines(self, text: str) -> None:
        self.flush()
        for line in text.splitlines():
            self._text.append(line)
            self.flush()

    def _table(self, node: Tree) -> None:
        if self._tables >= DEEPEST:
            raise DocumentRefused("too_deep")
        rows, captions = _rows(node)
        for caption in captions:
            self.into(caption)
            self.flush()
        if _is_layout(node, rows):
            for cell in (cell for row in rows for cell in row):
                self.into(cell)
                self.flush()
            return
        table = from_rows([[self._cell(cell) for cell in row] for row in rows])
        if table is not None:
            self.items.append(table)

    def _cell(self, node: Tree) -> RawCell:
        inner = _Walk(self._tables + 1)
        inner.into(node)
        inner.flush()
        self.pictures += inner.pictures
        span = number(node, "rowspan", 1)
        return RawCell(
            " ".join(i.text for i in inner.items if isinstance(i, Line)),
            span if span else 1 << 16,  # 0: down to the end of the table
            number(node, "colspan", 1),
            kind(node) == "th" and value(node, "scope") != "row",
            tuple(i for i in inner.items if isinstance(i, Table)),
        )


def _rows(table: Tree) -> tuple[list[list[Tree]], list[Tree]]:
    """The rows of a table, its head first and its foot last, and its captions."""
    parts: dict[str, list[Tree]] = {"thead": [], "tbody": [], "tfoot": []}
    captions = []
    for node in table:
        name = kind(node)
        if name == "tr":
            parts["tbody"].append(node)
        elif name in parts:
            parts[name].extend(row for row in node if kind(row) == "tr")
        elif name == "caption":
            captions.append(node)
    rows = [*parts["thead"], *parts["tbody"], *parts["tfoot"]]
    return [[cell for cell in row if kind(cell) in ("td", "th")] for row in rows], captions


def _is_layout(table: Tree, rows: list[list[Tree]]) -> bool:
    """Whether a table only places things on the page, as on old pages: it says so, or has no border and holds headings
    or mostly other tables."""
    if value(table, "role") in ("presentation", "none"):
        return True
    bordered = value(table, "border") not in ("", "0") or "border" in value(table, "style")
    cells = [cell for row in rows for cell in row]
    if bordered or any(kind(cell) == "th" for cell in cells):
        return False
    if any(next(below(cell, *_HEADINGS), None) is not None for cell in cells):
        return True
    inner = [inside for cell in cells for inside in below(cell, "table")]
    held = sum(_length(inside) for inside in inner if next(inside.iterancestors("table")) is table)
    return bool(inner) and (len(cells) <= _FEW_CELLS or held > max(_LONG, _length(table) / 2))
