"""Surface forms: the words people type for a node, and finding them in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from knowledge.taxonomy.nodes import Mention

Forms = Mapping[str, tuple[str, ...]]


def fold(form: str) -> str:
    """`form` as it is kept and compared: NFC, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", form).casefold().split())


def is_short(form: str) -> bool:
    """Whether a form is too short to be trusted alone: one syllable, or up to two Latin letters (R, C, Go, AI)."""
    folded = fold(form)
    return len(folded) == 1 or (len(folded) == 2 and folded.isascii() and folded.isalnum())


class FormTable:
    """The forms of one kind of node: `safe` ones say the node wherever they stand; `weak` ones (short, or words of
    everyday language) only where something else speaks for it, so that a reader may ask for more.
    """

    def __init__(self, safe: Iterable[tuple[str, str]], weak: Iterable[tuple[str, str]]) -> None:
        """Both are `(form, id)` pairs; a form given as weak is never safe."""
        self.weak: Forms = _collect(weak)
        self.safe: Forms = _collect((form, node) for form, node in safe if fold(form) not in self.weak)
        longest: dict[str, int] = {}
        for form in self.safe:
            longest[form[0]] = max(longest.get(form[0], 0), len(form))
        self._longest = longest

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The safe forms standing in `text`, the longest first at each place, without overlaps.

        Latin letters and digits need a boundary (``java`` isn't in ``javascript``); a Hangul form may be glued to its
        neighbours, as in compounds and before particles. Offsets are into the NFC form of `text`.
        """
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in unicodedata.normalize("NFC", text))
        found: list[Mention] = []
        at = 0
        while at < len(folded):
            mention = self._at(folded, at)
            if mention:
                found.append(mention)
            at = mention.end if mention else at + 1
        return tuple(found)

    def _at(self, folded: str, at: int) -> Mention | None:
        for end in range(min(len(folded), at + self._longest.get(folded[at], 0)), at, -1):
            form = folded[at:end]
            if form in self.safe and _bounded(folded, at, end):
                return Mention(at, end, form, self.safe[form])
        return None


def _collect(entries: Iterable[tuple[str, str]]) -> Forms:
    found: dict[str, list[str]] = {}
    for form, node in entries:
        ids = found.setdefault(fold(form), [])
        if node not in ids:
            ids.append(node)
    return MappingProxyType({form: tuple(ids) for form, ids in found.items()})


def _bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (_latin(text[start]) and _latin(before)) and not (_latin(text[end - 1]) and _latin(after))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
