"""LangChain's EnsembleRetriever over BM25Retriever and Chroma, as its guides build it, over many plain texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from zlib import crc32

import numpy as np

AXES = 512
_BATCH = 1000
_WORDS_SHARE = 0.1  # of the time, kept for BM25Retriever, which is built in one go at the end


def ensemble(texts: Iterable[str], folder: Path, seconds: float) -> tuple[Callable[[str], list[str]], int]:
    """Loads texts for so many seconds; gives back what asks them and how many there are. No embedding model can be
    had offline, so the dense half is white-space words hashed onto 512 axes, which costs it nothing."""
    from langchain_chroma import Chroma
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_core.embeddings import Embeddings

    class Hashed(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors = np.zeros((len(texts), AXES), np.float32)
            for row, text in zip(vectors, texts, strict=True):
                for word in text.lower().split():
                    row[crc32(word.encode()) % AXES] += 1
            norms = np.linalg.norm(vectors, axis=1, keepdims=True)
            return [[float(x) for x in row] for row in vectors / np.where(norms, norms, 1)]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    began = time.perf_counter()
    store = Chroma("peer", Hashed(), persist_directory=str(folder))
    kept: list[str] = []
    source = iter(texts)
    while time.perf_counter() - began < seconds * (1 - _WORDS_SHARE) and (batch := list(islice(source, _BATCH))):
        store.add_texts(batch)
        kept += batch
    words = BM25Retriever.from_texts(kept, k=10)
    both = EnsembleRetriever(retrievers=[words, store.as_retriever(search_kwargs={"k": 10})], weights=[0.5, 0.5])
    return lambda text: [document.page_content for document in both.invoke(text)[:10]], len(kept)
