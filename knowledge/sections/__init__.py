"""A document as read → sections with stable ids: the smallest pieces one can find, quote and cite. Pure.

An id is the document's name and the numbering over a piece (``무지개시-청년-주거비/제2장/3/가``): the same for the same
notice in any format, and the same tomorrow, whatever is edited elsewhere in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.claims import claims_of
from knowledge.documents.blocks import Document
from knowledge.models import Lang, Section
from knowledge.sections.identity import Given, Identity, identify
from knowledge.sections.outline import Node, outline
from knowledge.sections.parts import Piece, pieces
from knowledge.text.normalise import language

__all__ = ["Given", "Identity", "Sectioned", "identify", "sections_of"]

_TABLE: Final = {"ko": "표", "en": "table"}
_OPENING: Final = {"ko": "첫머리", "en": "opening"}  # the step and title of what stands before any heading


@dataclass(frozen=True, slots=True)
class Sectioned:
    """A document's sections, in order, and who it is. `warnings` are the reader's codes of what was left out."""

    identity: Identity
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()


def sections_of(document: Document, given: Given, name: str = "") -> Sectioned:
    """The sections of the document in the file called `name`, as of the day it gives or is `given`."""
    identity = identify(document, given, name)
    nodes = outline(identity.body)
    lang = _language(nodes, identity.title)
    made: list[Section] = []
    for node in nodes:
        for piece in pieces(node.content, _TABLE[lang]):
            if piece.statements:
                made.append(_section(node, piece, identity, given, lang))
    return Sectioned(identity, tuple(made), document.warnings)


def _section(node: Node, piece: Piece, identity: Identity, given: Given, lang: Lang) -> Section:
    steps = (identity.slug, *(node.path or (_OPENING[lang],)), *((piece.step,) if piece.step else ()))
    heading = node.heading or _OPENING[lang]
    lead, *details = piece.statements
    section = Section(
        id="/".join(steps),
        lang=lang,
        family=given.family or identity.slug,
        title=_title(heading, piece, lang),
        text=piece.text,
        lead=lead,
        details=tuple(details),
        table=piece.grid.rows if piece.grid else (),
        spans=piece.grid.spans if piece.grid else (),
        heading_path=(identity.title, *node.above),
        valid_from=identity.holds_from,
        as_of=identity.dated,
        review_by=review_by(identity.dated),
        basis=_basis(identity),
        sources=(given.url,) if given.url else (),
        document=identity.slug,
    )
    return claims_of(section, piece.grid)


def review_by(dated: date | None) -> date | None:
    """The day by which somebody should look at a document again: notices fix their figures for a year."""
    return date(dated.year, 12, 31) if dated else None


def _title(heading: str, piece: Piece, lang: Lang) -> str:
    if piece.caption:
        return f"{heading} · {piece.caption}"
    if piece.grid is not None and piece.step.strip("표table1"):
        return f"{heading} · {piece.step}"
    return f"{heading} ({piece.step.removeprefix('p')})" if piece.step.startswith("p") else heading


def _basis(identity: Identity) -> str:
    if identity.number:
        return identity.number
    return identity.issuer


def _language(nodes: tuple[Node, ...], title: str) -> Lang:
    words = [title, *(node.heading for node in nodes)]
    words += [block.text for node in nodes for block in node.content if hasattr(block, "text")][:200]
    return "en" if language("\n".join(words)[:20_000]) == "en" else "ko"
