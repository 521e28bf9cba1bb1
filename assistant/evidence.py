"""What a turn found, and what a writer drafts from it. Every drafted line names the records it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.answer import Amount, Ask, CourseView, LineKind, OpeningView, Pathway, Status, Warning_
from knowledge.models import Hit, Rejected, Section


@dataclass(frozen=True, slots=True)
class Support:
    """The record and the exact words of it that a line rests on."""

    kind: Literal["section", "course", "opening"]
    id: str
    quote: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line before its labels. Lines of fact need supports; `warm`, `who` and `note` lines carry no figures of their
    own but those rendered from family records."""

    kind: LineKind
    text: str
    supports: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer proposes; the check decides what of it is shown. `computed` are lines whose figures were worked out
    here, not quoted."""

    status: Status
    lines: tuple[DraftLine, ...]
    courses: tuple[CourseView, ...] = ()
    openings: tuple[OpeningView, ...] = ()
    asks: tuple[Ask, ...] = ()
    suggestions: tuple[str, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    decisions: tuple[Any, ...] = ()
    amounts: tuple[Amount, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    computed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Sections for one thing asked (a topic, a programme), best first."""

    topic: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything looked up for one turn, valid on its date."""

    corrections: tuple[Section, ...] = ()
    found: tuple[Found, ...] = ()
    courses: tuple[Hit, ...] = ()
    openings: tuple[Hit, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    decisions: tuple[Any, ...] = ()
    amounts: tuple[Amount, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    asks: tuple[Ask, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, corrections first, each once."""
        every = (*self.corrections, *(s for f in self.found for s in f.sections))
        return tuple({s.id: s for s in every}.values())

    @property
    def empty(self) -> bool:
        return not (self.sections or self.courses or self.openings or self.decisions or self.amounts or self.pathways)


def join_drafts(drafts: Sequence[Draft]) -> Draft:
    """Several wants in one message: the first one's answer leads, the next one's lead follows as a line."""
    first, *rest = drafts
    for other in rest:
        if other.status == Status.NO_CONTENT:
            continue
        who = [line for line in other.lines if line.kind == "who"]
        body = [
            DraftLine("detail", line.text, line.supports) if line.kind == "lead" else line
            for line in other.lines
            if line.kind in ("lead", "detail", "step")
        ]
        lines = (*first.lines, *body[:3], *who) if first.status != Status.NO_CONTENT else (*other.lines, *first.lines)
        suggestions = tuple(dict.fromkeys((*first.suggestions, *other.suggestions)))[:3]
        status = Status.ANSWERED if first.status == other.status else Status.PARTIAL
        first = replace(first, status=status, lines=lines, suggestions=suggestions)
    return first
