"""Documents as plain JSON and back: how a child process hands over what it read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, get_args

from knowledge.documents.blocks import Block, Cell, Document, Format, Heading, Paragraph, Table
from knowledge.documents.refusals import REFUSALS, DocumentRefused

_FORMATS: Final = frozenset(get_args(Format))


def dump(result: Document | DocumentRefused) -> bytes:
    """A document, or the refusal that came instead, as UTF-8 JSON."""
    if isinstance(result, DocumentRefused):
        return json.dumps({"refused": result.code, "values": result.values}, ensure_ascii=False).encode()
    fields = {
        "format": result.format,
        "blocks": [_plain(block) for block in result.blocks],
        "title": result.title,
        "issuer": result.issuer,
        "dated": result.dated.isoformat() if result.dated else None,
        "warnings": result.warnings,
    }
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", errors="replace")


def load(data: bytes) -> Document:
    """The document of `dump`. Raises the refusal if that is what was dumped, and `failed` for anything else."""
    try:
        fields = json.loads(data)
        if "refused" in fields:
            raise _refusal(fields)
        if fields["format"] not in _FORMATS:
            raise ValueError(fields["format"])
        return Document(
            fields["format"],
            tuple(_block(block) for block in fields["blocks"]),
            fields["title"],
            fields["issuer"],
            date.fromisoformat(fields["dated"]) if fields["dated"] else None,
            tuple(fields["warnings"]),
        )
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as e:
        raise DocumentRefused("failed") from e


def _refusal(fields: Mapping[str, Any]) -> DocumentRefused:
    if fields["refused"] not in REFUSALS:
        raise ValueError(fields["refused"])
    return DocumentRefused(fields["refused"], **fields["values"])


def _plain(block: Block) -> list[Any]:
    if isinstance(block, Heading):
        return ["h", block.text, block.level, block.page]
    if isinstance(block, Paragraph):
        return ["p", block.text, block.page]
    cells = [
        [c.row, c.col, c.text, c.row_span, c.col_span, c.header, [_plain(t) for t in c.tables]] for c in block.cells
    ]
    return ["t", block.rows, block.cols, cells, block.page]


def _block(plain: list[Any]) -> Block:
    if plain[0] == "h":
        return Heading(*plain[1:])
    return Paragraph(*plain[1:]) if plain[0] == "p" else _table(plain)


def _table(plain: list[Any]) -> Table:
    cells = tuple(
        Cell(row, col, text, row_span, col_span, header, tuple(_table(t) for t in tables))
        for row, col, text, row_span, col_span, header, tables in plain[3]
    )
    return Table(plain[1], plain[2], cells, plain[4])
