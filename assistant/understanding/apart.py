"""Whether a message asks two things, each in words of its own ("총 얼마 받아? 나이는?"). Pure."""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile(r"[?!.~;,/+]+\s*|고\s|구\s|그리고\s|하고\s|이랑\s|\s(?:and|also|plus)\s", re.I)
_ASKS: Final = re.compile(
    r"얼마|언제|어떻게|어케|어디|몇|며칠|나이|서류|되나|돼|될까|됨|가능|기간|조건|자격|방법|받나|받을|뭐|"
    r"\b(?:how|when|what|where|which|who|why|age|documents?)\b|"
    r"\b(?:can|could|do|does|is|are|am|will|should) (?:i|we|it|there|they|my|the|that)\b",
    re.I,
)


def asks(text: str) -> bool:
    """Whether a message asks at all."""
    return "?" in text or "？" in text or _ASKS.search(text) is not None


def asks_apart(text: str) -> bool:
    """Whether at least two parts of a message ask."""
    return sum(1 for part in _BREAK.split(text) if part and _ASKS.search(part)) > 1
