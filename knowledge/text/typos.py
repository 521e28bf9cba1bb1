"""Repairing misspelt words of the library in a question. Queries only: documents stay as they are.

Precision before recall: a word is touched only if it is one jamo or two away from exactly one word of the vocabulary
and is made of no real words itself. Missing spaces are the analyser's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.text.edges import ends_name, lead_ins
from knowledge.text.near import UNMISTAKABLE, Known, Near, NearNames
from knowledge.text.normalise import fold

_RUN = re.compile(r"[가-힣]+|[A-Za-z]+")
_SHORTEST = 3  # shorter words are too close to each other to be guessed


@dataclass(frozen=True, slots=True)
class Repair:
    """A question with its misspelt words put right, and what was changed as (typed, meant)."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


class Speller:
    """Puts misspelt words of a vocabulary right. Immutable once built; safe to use from several threads.

    `vocabulary` holds terms as the library writes them (훈련장려금, 자부담, allowance); phrases are taken word by word.
    `known` says of a span whether it is made of real words (`Analyser.is_word`); without it only sound-alikes of short
    words are repaired.
    """

    def __init__(self, vocabulary: Iterable[str], known: Known | None = None) -> None:
        terms = {fold(word): word for term in vocabulary for word in term.split() if _RUN.fullmatch(word)}
        terms = {key: word for key, word in terms.items() if len(key) >= _SHORTEST}
        self._terms = terms
        self._heads = {key[:_SHORTEST] for key in terms}
        self._longest = max(map(len, terms), default=0)
        self._near = NearNames(terms, known=known) if known else NearNames((), strict=terms)

    def repair(self, text: str) -> Repair:
        """Return the text with misspelt vocabulary words replaced; the very same text when there is none."""
        changes: list[tuple[str, str]] = []

        def put_right(match: re.Match[str]) -> str:
            run = match.group()
            near = self._latin(run) if run.isascii() else self._hangul(run)
            if near is None:
                return run
            meant = self._terms[near.word]
            changes.append((run[near.start : near.end], meant))
            return run[: near.start] + meant + run[near.end :]

        return Repair(_RUN.sub(put_right, text), tuple(changes))

    def _latin(self, run: str) -> Near | None:
        word = run.lower()
        return None if word in self._terms else self._near.latin(word)

    def _hangul(self, run: str) -> Near | None:
        taken = self._spelt_right(run)
        starts = [start for start in (0, *lead_ins(run)) if start < len(run)]

        def allowed(start: int, end: int) -> int:
            if any(taken[start:end]) or not ends_name(run[end:]):
                return -1
            return -1 if end - start < UNMISTAKABLE and self._near.is_real(run) else UNMISTAKABLE

        ties = self._near.find(run, starts, allowed) if len(run) >= _SHORTEST else ()
        return ties[0] if len(ties) == 1 else None

    def _spelt_right(self, run: str) -> bytearray:
        """Mark the characters of the run that belong to vocabulary words as they stand."""
        taken = bytearray(len(run))
        for at in range(len(run) - _SHORTEST + 1):
            if run[at : at + _SHORTEST] in self._heads:
                for end in range(min(len(run), at + self._longest), at + _SHORTEST - 1, -1):
                    if run[at:end] in self._terms:
                        taken[at:end] = b"\x01" * (end - at)
                        break
        return taken
