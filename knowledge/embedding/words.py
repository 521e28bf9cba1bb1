"""Which of the analyser's tokens the model reads. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def meaning_words(tokens: Iterable[str]) -> list[str]:
    """Morphemes and Latin words without their mark; bigrams are for matching letters, not meaning."""
    return [token[1:] for token in tokens if token[0] in "kw"]
