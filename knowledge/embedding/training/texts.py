"""Texts → words → counts of vocabulary entries. Analysing is slow, so words are kept in a file between runs."""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from knowledge.embedding.words import meaning_words
from knowledge.library.loader import load_library
from knowledge.taxonomy import load_taxonomy
from knowledge.text.aliases import lexicon_entries
from knowledge.text.analyser import Analyser

log = logging.getLogger(__name__)

UNKNOWN: Final = "[UNK]"
_LONGEST: Final = 1_500  # characters of a text that are read
_RAREST: Final = 2  # a word piece seen less often is no entry
_PLAIN: Final = re.compile(r"[가-힣]+|[a-z0-9+#]+")


def analysed() -> Callable[[str], Sequence[str]]:
    """The words of a text as the knowledge base's analyser cuts it, the names of the library known to it."""
    names = lexicon_entries(load_library().families, load_taxonomy())
    analyser = Analyser(name.surface for name in names)
    analyser.warm()
    return lambda text: meaning_words(analyser.index_tokens(text))


def plain(text: str) -> Sequence[str]:
    """The words of a text as they are written: what the morphemes are measured against."""
    return _PLAIN.findall(text.lower())


def words_of(texts: Iterable[str], cut: Callable[[str], Sequence[str]], cache: Path | None) -> dict[str, str]:
    """The words of each text with spaces between; those in the file `cache` aren't cut again."""
    known: dict[str, str] = {}
    if cache and cache.exists():
        with gzip.open(cache, "rt", encoding="utf-8") as lines:
            known = dict(map(json.loads, lines))
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    log.info("cutting %d texts into words, %d are known", len(missing), len(known))
    fresh = {text: " ".join(cut(text[:_LONGEST])) for text in missing}
    if cache and fresh:
        with gzip.open(cache, "at", compresslevel=1, encoding="utf-8") as out:
            out.writelines(json.dumps(pair, ensure_ascii=False) + "\n" for pair in fresh.items())
    return known | fresh


def make_tokenizer(counts: Mapping[str, int], size: int) -> Tokenizer:
    """A WordPiece vocabulary of at most `size` entries for words that come so often."""
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNKNOWN, max_input_chars_per_word=64))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, min_frequency=_RAREST, special_tokens=[UNKNOWN], show_progress=False
    )
    lines = (" ".join([word] * min(n, 1_000)) for word, n in sorted(counts.items()))
    tokenizer.train_from_iterator(lines, trainer)
    return tokenizer


def word_counts(texts: Iterable[str], often: Mapping[str, int]) -> Counter[str]:
    """How often each word comes in `texts` (words with spaces between), those of a text in `often` so many times."""
    found: Counter[str] = Counter()
    for text in texts:
        times = often.get(text, 1)
        for word in text.split():
            found[word] += times
    return found


def count_matrix(tokenizer: Tokenizer, texts: Sequence[str]) -> csr_matrix:
    """How often each entry comes in each text: shape (len(texts), entries), unknown ones left out."""
    unknown = tokenizer.token_to_id(UNKNOWN)
    rows: list[np.ndarray] = []
    for start in range(0, len(texts), 10_000):
        for one in tokenizer.encode_batch_fast(list(texts[start : start + 10_000]), add_special_tokens=False):
            ids = np.array(one.ids, np.int32)
            rows.append(ids[ids != unknown])
    lengths = np.array([len(row) for row in rows])
    indptr = np.concatenate([[0], np.cumsum(lengths)])
    indices = np.concatenate(rows) if rows else np.zeros(0, np.int32)
    shape = (len(texts), tokenizer.get_vocab_size())
    matrix = csr_matrix((np.ones(len(indices), np.float32), indices, indptr), shape=shape)
    matrix.sum_duplicates()
    return matrix
