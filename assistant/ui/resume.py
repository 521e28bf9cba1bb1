"""A conversation kept in the visitor's browser, back on the screen: its words as they were, its cards checked again."""

from __future__ import annotations

import json
import re

from assistant.answer import Line, LineKind
from assistant.history import Remembered
from assistant.services import Services
from assistant.ui.visit import Shown, Visit
from knowledge.models import LANGS

MAX_CHARS = 400_000  # a long conversation is a tenth of it
_LABEL = re.compile(r"\s?\[\d+\]")
_STEP = re.compile(r"^\d+\. ")


def resume(raw: str, services: Services) -> Visit:
    """The visit that `Visit.snapshot` was taken of, kept on as before.

    Raises ValueError, KeyError, TypeError or AttributeError where the stored text isn't a snapshot.
    """
    if len(raw) > MAX_CHARS:
        raise ValueError("The kept conversation is too long.")
    stored = json.loads(raw)
    conversation = services.restore(stored["conversation"])
    visit = Visit(conversation, lang=stored["lang"] if stored["lang"] in LANGS else "ko", keep=True, arrived=True)
    if not conversation.turns:
        raise ValueError("No turn of the kept conversation can be read.")
    visit.shown = [_shown(turn) for turn in conversation.turns]
    last, cards = visit.shown[-1], conversation.turns[-1].cards
    courses, openings = services.recheck_cards(cards)
    last.courses, last.openings = tuple(courses), tuple(openings)
    last.pathways = services.redraw(conversation)
    last.gone = max(0, len(cards) - len(courses) - len(openings))
    return visit


def _shown(turn: Remembered) -> Shown:
    lines, sections = lines_of(turn.text), tuple(dict.fromkeys(turn.sections))
    return Shown(message=turn.message, lines=lines, sections=sections, ending="done", earlier=True)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of an answer's text; labels go, because the citations they named are checked anew when opened."""
    lines: list[Line] = []
    for row in filter(None, (_LABEL.sub("", row).strip() for row in text.splitlines())):
        kind: LineKind = "note" if lines else "lead"
        if row.startswith("- "):
            kind, row = "detail", row[2:]
        elif _STEP.match(row):
            kind, row = "step", _STEP.sub("", row, count=1)
        lines.append(Line(kind, row))
    return tuple(lines)
