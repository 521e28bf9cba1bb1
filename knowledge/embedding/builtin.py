"""The built-in model as the embedder of a knowledge base: words come from the base's own analyser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Final

from knowledge.embedder import Vectors
from knowledge.embedding.sketches import Sketches
from knowledge.embedding.static import NO_WORK, StaticModel
from knowledge.embedding.words import meaning_words
from knowledge.snapshot import Snapshot

_REMEMBERED: Final = 256  # texts
_OCCUPATIONS: Final = 3  # of 51 held out descriptions the right one is among the first three for 40

Tokenise = Callable[[str], Sequence[str]]


class BuiltinEmbedder:
    """Embeds with the model that ships. `analyse` turns a text into the base's tokens. Safe to use from several
    threads; where the morpheme analyser can't be loaded, only Latin words are understood."""

    def __init__(self, analyse: Tokenise, model: StaticModel | None = None) -> None:
        self._analyse = analyse
        self._model = model or StaticModel()
        self._asked = lru_cache(maxsize=_REMEMBERED)(self._words)

    @property
    def fingerprint(self) -> str:
        """Names the model's very bytes."""
        return self._model.fingerprint

    @property
    def dims(self) -> int:
        """The length of a vector."""
        return self._model.dims

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dims); a text of which no word is known is all zero."""
        words = self._asked if len(texts) == 1 else self._words  # a question is asked for its trust as well
        return self._model.embed([words(text) for text in texts])

    def trust(self, text: str) -> float:
        """How well the model knows the words of `text` (0..1)."""
        return self._model.trust(self._asked(text))

    def questions(self, section: str, lang: str) -> Sequence[str]:
        """What people are known to ask of a section of the library, in everyday words."""
        return self._model.questions.get(lang, {}).get(section, ())

    def occupations(self, text: str) -> dict[str, float]:
        """The few occupations that `text` is nearest to, nearest first, with how near (0..1): less where the model
        hardly knows the words. Names are for the base to find; this is for what is said in their place."""
        asked = self.embed([text])[0]
        if not self._described or not asked.any():
            return {}
        trust = self.trust(text)
        near = self._described.nearest(asked, _OCCUPATIONS)
        named = next(iter(near)) != NO_WORK  # what is nearest to wishes of pay and place speaks of no work at all
        return {id_: cosine * trust for id_, cosine in near.items() if id_ != NO_WORK} if named else {}

    def warm(self) -> None:
        """Makes what is made on first use."""
        _ = self._sketches, self._described

    def compare(self, text: str, prints: Sequence[memoryview]) -> list[float]:
        """The cosine of `text` to each document that is known by the fingerprints of its tokens alone."""
        return self._sketches.near(self.embed([text])[0], prints)

    @cached_property
    def _described(self) -> Snapshot | None:
        texts = [(id_, text.split()) for id_, some in sorted(self._model.occupations.items()) for text in some]
        rows = self._model.embed([words for _, words in texts])
        return Snapshot(0, [id_ for id_, _ in texts], rows) if texts else None

    @cached_property
    def _sketches(self) -> Sketches:
        return Sketches(self._model)

    def _words(self, text: str) -> list[str]:
        return meaning_words(self._analyse(text))
