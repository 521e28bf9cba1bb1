"""What people read a source called. Kept apart from the sources themselves: who shows a card needs no HTTP client."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from knowledge.models import Lang, Text

_WORK24: Final = Text("고용노동부 고용24", "Work24 (Ministry of Employment and Labor)")
_NAMES: Final[Mapping[str, Text]] = {
    "work24-openings": _WORK24,
    "work24-training": _WORK24,
    "saramin": Text("사람인", "Saramin"),
    "alio": Text("잡알리오(공공기관 채용)", "ALIO public jobs"),
    "kosmes": Text("중소벤처기업진흥공단", "KOSMES"),
    "youth-policies": Text("온통청년", "Youth policies (온통청년)"),
    "bizinfo": Text("기업마당", "Bizinfo (기업마당)"),
    "k-startup": Text("K-스타트업", "K-Startup"),
}
_PAGE: Final = re.compile(r"([\w-]+(?:\.[\w-]+)+)-[0-9a-f]{8}")  # a page's host and the mark of its address
_BOARDS: Final[Mapping[str, str]] = {"greenhouse-": "Greenhouse", "lever-": "Lever", "ashby-": "Ashby"}


def source_title(source: str, lang: Lang) -> str:
    """The name of a source: a service's own, a board with its firm, a page's host, else what its operator calls it."""
    if source in _NAMES:
        return _NAMES[source][lang]
    for prefix, board in _BOARDS.items():
        if source.startswith(prefix):
            return f"{source.removeprefix(prefix)} ({board})"
    return page[1] if (page := _PAGE.fullmatch(source)) else source
