"""What a call to a language model is made of: messages, limits, and what it took. No library is behind it."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import Final, Literal

from assistant.errors import ModelError
from assistant.guards import guard
from assistant.history import Conversation, Remembered

FIRST_WAIT: Final = 0.4  # seconds before the first retry, doubled for the next, spread by half
LETTERS_A_TOKEN: Final = 2.2  # Korean and English mixed; an estimate for servers that don't count (tiktoken dials out)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: Literal["system", "user"]
    text: str


@dataclass(slots=True)
class Limits:
    """What a call may take. `until` (time.monotonic) may be moved while an answer streams; `retries` are shared by
    the calls of a turn."""

    until: float
    retries: int = 1

    @property
    def left(self) -> float:
        return self.until - time.monotonic()

    def retry(self, error: ModelError, attempt: int) -> float | None:
        """Seconds to wait before another attempt, or None where none may be made."""
        if not error.retryable or self.retries <= 0:
            return None
        wait: float = FIRST_WAIT * 2**attempt * random.uniform(0.5, 1.5)
        wait = max(wait, error.retry_after or 0.0)
        if wait >= self.left:
            return None
        self.retries -= 1
        return wait


@dataclass(slots=True)
class Spent:
    """Tokens of a call; `estimated` where the server didn't count them."""

    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False


def estimate_tokens(letters: int) -> int:
    """About how many tokens so many letters make."""
    return round(letters / LETTERS_A_TOKEN)


def told_before(conversation: Conversation, most: int) -> list[Remembered]:
    """The last turns that a model may be told of: none that was answered in our own words only."""
    return [t for t in conversation.turns[-most:] if guard(t.message).stop is None]
