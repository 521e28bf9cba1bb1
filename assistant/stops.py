"""Turns that end early: danger, violence, control by another, scams, false papers, nothing said, too much said."""

from __future__ import annotations

from assistant.answer import Status
from assistant.evidence import Draft, DraftLine
from assistant.guards import Stop
from assistant.replies import reply
from knowledge.models import Lang

_KEYS: dict[Stop, tuple[Status, tuple[str, ...]]] = {
    "crisis": (Status.CRISIS, ("crisis_1", "crisis_2", "crisis_3")),
    "violence": (Status.CRISIS, ("violence_1", "violence_2", "violence_3")),
    "control": (Status.CRISIS, ("control_1", "violence_2", "violence_3")),
    "empty": (Status.REJECTED, ("empty",)),
    "too_long": (Status.REJECTED, ("too_long",)),
    "injection": (Status.REFUSED, ("injection",)),
    "scam": (Status.REFERRED, ("scam_1", "scam_2")),
    "collude": (Status.REFUSED, ("collude_1", "collude_2")),
}


def stop_draft(stop: Stop, lang: Lang) -> Draft:
    """The fixed words for a stop that needs no look-up. Nothing but words: no cards, chips or offers."""
    status, keys = _KEYS[stop]
    return Draft(status, tuple(DraftLine("warm", reply(key, lang)) for key in keys))
