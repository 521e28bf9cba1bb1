"""Conversations in memory, and the turn log that holds nothing personal.

A conversation lives in its visitor's session; it leaves the server only as `to_json`, for the visitor's own browser.
The turn log keeps what staff need to mend the knowledge (status, wants, sections, timings, thumbs) and no words of
anybody.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.profile import Profile
from knowledge.models import Lang


@dataclass(frozen=True, slots=True)
class Remembered:
    """What one turn leaves for the next: its masked message, what it was about, what it showed."""

    message: str
    answer_id: str
    status: str
    text: str = ""
    wants: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    query: str = ""
    cards: tuple[str, ...] = ()
    asked: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Conversation:
    """One visitor's conversation. `careful` is on for the turn after a crisis; `skipped` are the fields whose question
    the person didn't want to or couldn't answer."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    lang: Lang | None = None
    profile: Profile = field(default_factory=Profile)
    turns: list[Remembered] = field(default_factory=list)
    careful: bool = False
    skipped: list[str] = field(default_factory=list)

    @property
    def last(self) -> Remembered | None:
        return self.turns[-1] if self.turns else None

    def to_json(self) -> dict[str, Any]:
        """Everything the visitor's browser needs to bring the conversation back."""
        return {
            "id": self.id,
            "lang": self.lang,
            "profile": self.profile.to_json(),
            "careful": self.careful,
            "skipped": list(self.skipped),
            "turns": [
                {name: getattr(t, name) for name in Remembered.__dataclass_fields__}  # slots have no __dict__
                for t in self.turns
            ],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Conversation:
        """Raises ValueError, KeyError or TypeError where the stored value isn't one of ours."""
        turns = [_remembered(t) for t in raw["turns"]]
        lang = raw["lang"] if raw["lang"] in ("ko", "en") else None
        skipped = [str(f) for f in raw.get("skipped", [])]
        return cls(str(raw["id"]), lang, Profile.from_json(raw["profile"]), turns, bool(raw["careful"]), skipped)


def _remembered(raw: Mapping[str, Any]) -> Remembered:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
    return Remembered(**values)


class TurnLog:
    """One JSON line a turn in `path`; thumbs as lines of their own. Lines older than `keep_days` go on start."""

    def __init__(self, path: Path, *, keep_days: int = 90) -> None:
        self.path = path
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._expire(keep_days)

    def turn(self, entry: Mapping[str, Any]) -> None:
        """Adds one turn: codes, ids, counts and timings only."""
        self._write({"at": datetime.now(UTC).isoformat(timespec="seconds"), "kind": "turn", **entry})

    def feedback(self, answer_id: str, *, up: bool, reason: str, words: str) -> None:
        """Adds a thumb. `words` must be masked already."""
        entry = {"kind": "feedback", "answer": answer_id, "up": up, "reason": reason, "words": words[:500]}
        self._write({"at": datetime.now(UTC).isoformat(timespec="seconds"), **entry})

    def recent(self, n: int = 200) -> list[dict[str, Any]]:
        """The newest `n` lines, newest first."""
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").splitlines()[-n:]
        return [json.loads(line) for line in reversed(lines) if line.startswith("{") and line.endswith("}")]

    def _write(self, entry: Mapping[str, Any]) -> None:
        line = json.dumps(entry, ensure_ascii=False, default=str)
        with self._lock, self.path.open("a", encoding="utf-8") as f:
            f.write(line + "\n")

    def _expire(self, keep_days: int) -> None:
        if not self.path.exists():
            return
        oldest = (datetime.now(UTC) - timedelta(days=keep_days)).isoformat()
        kept = [e for e in reversed(self.recent(10**9)) if e.get("at", "") >= oldest]
        text = "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in kept)
        self.path.write_text(text, encoding="utf-8")
