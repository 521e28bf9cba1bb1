"""The built-in model: reads its files and turns words into vectors.

The files are in model2vec's layout, and that library loads them too; this reader does without it because it takes a
sixth of the time to import and the words come from our own analyser anyway.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge.embedder import Vectors
from knowledge.errors import EmbedderError

FOLDER: Final = Path(__file__).parent / "model"
SEEN_ENOUGH: Final = 10  # texts of the domain from which on the model knows a word
QUESTIONS: Final = "questions.json"
OCCUPATIONS: Final = "occupations.json"
NO_WORK: Final = "none"  # stands in that file for what people say of work and courses without meaning any in particular
_FILES: Final = ("model.safetensors", "tokenizer.json", "config.json")


class StaticModel:
    """Token vectors averaged per text. Immutable; safe to use from several threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads the model in `folder`. Raises EmbedderError if it isn't whole."""
        self._folder = folder
        try:
            tensors = load_file(folder / "model.safetensors")
            self._rows: NDArray[np.int8] = tensors["embeddings"]
            self._scales: NDArray[np.float32] = tensors["weights"]
            self._sure = np.minimum(tensors["seen"].astype(np.float32) / SEEN_ENOUGH, 1)
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._unknown = self._tokenizer.token_to_id("[UNK]")
        except Exception as e:  # tokenizers raises bare exceptions
            raise EmbedderError(f"The built-in embedding in {folder} can't be read ({e}). Install Ieum again.") from e
        self.dims = int(self._rows.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Changes with any byte of the files that vectors are made of."""
        found = hashlib.blake2b(digest_size=6)
        for path in (*(self._folder / name for name in _FILES), *self._folder.glob(QUESTIONS)):
            found.update(path.read_bytes())
        return f"builtin-{found.hexdigest()}"

    def embed(self, texts: Sequence[Sequence[str]]) -> Vectors:
        """Unit vectors of texts given as words, shape (len(texts), dims); a text without a known word is all zero."""
        vectors = np.zeros((len(texts), self.dims), np.float32)
        found = self._tokenizer.encode_batch_fast([" ".join(words) for words in texts], add_special_tokens=False)
        for row, one in zip(vectors, found, strict=True):
            ids = [id_ for id_ in one.ids if id_ != self._unknown]
            if ids:
                row[:] = self._scales[ids] @ self._rows[ids].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths == 0, 1, lengths), np.float32)

    @cached_property
    def questions(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """The questions in everyday words that the model learnt from: by language, then by the id of the section that
        answers them. None where the folder has no such file."""
        found: dict[str, dict[str, list[str]]] = self._beside(QUESTIONS)
        return found

    @cached_property
    def occupations(self) -> Mapping[str, Sequence[str]]:
        """How people put an occupation without its name, by its id, cut into words with spaces between. None where the
        folder has no such file."""
        found: dict[str, list[str]] = self._beside(OCCUPATIONS)
        return found

    def _beside(self, name: str) -> dict[str, Any]:
        path = self._folder / name
        return json.loads(path.read_bytes()) if path.exists() else {}

    def whole_words(self) -> tuple[list[str], NDArray[np.int64]]:
        """The entries that are whole words, and their rows."""
        vocabulary = self._tokenizer.get_vocab().items()
        entries = sorted((row, entry) for entry, row in vocabulary if not entry.startswith("##"))
        return [entry for _, entry in entries], np.array([row for row, _ in entries])

    def rows(self, rows: NDArray[np.int64]) -> Vectors:
        """The token vectors at `rows`, not of unit length."""
        return self._rows[rows].astype(np.float32) * self._scales[rows][:, None]

    def trust(self, words: Sequence[str]) -> float:
        """How well the model knows the words of a text (0..1): each as well as the least known of its pieces."""
        if not words:
            return 0.0
        found = self._tokenizer.encode_batch_fast(list(words), add_special_tokens=False)
        return float(np.mean([self._sure[one.ids].min() if one.ids else 0.0 for one in found]))
