"""Cutting a record's text into windows, each short enough for the mean of its tokens to mean one thing. Pure."""

from __future__ import annotations

from typing import Final

from knowledge.passages import sentences

SIZE: Final = 3  # sentences; chosen by tests/bench/fusion_weights.py
MOST: Final = 16  # windows of one text; a longer one is an appendix nobody asks for by meaning


def windows(title: str, text: str, size: int = SIZE) -> tuple[str, ...]:
    """`text` in runs of `size` sentences, each under `title`; the title alone where there is no text."""
    parts = [part for part in sentences(text) if part != title]
    runs = [" ".join(parts[i : i + size]) for i in range(0, len(parts), size)][:MOST]
    return tuple(f"{title}\n{run}" for run in runs) or (title,)
