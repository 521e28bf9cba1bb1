"""Vectors of sections and courses on disk. The only file that knows chromadb.

One collection a kind, language and model fingerprint, filled with our own vectors only. Nothing is ever asked with
`where`: its cost grows with the whole collection, so filters belong to the lexical index and to ranking.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from knowledge.embedder import Embedder
from knowledge.errors import VectorError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_BATCH: Final = 128  # Chroma takes at most 5,461 a call; embedding is what takes the time, and shows progress


class VectorIndex:
    """Nearest texts by meaning, under one folder. Any thread may read; writing wants the store's writer lock."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        """Opens (or begins) the vectors of `embedder`'s model in the folder `path`. Raises VectorError."""
        self.embedder = embedder
        self._path = path
        path.mkdir(parents=True, exist_ok=True)
        self._client = _client(path)
        self._lock = threading.RLock()  # a client can't be swapped while it is in use

    def reload(self) -> None:
        """Sees what another process wrote: an open client goes on serving the vectors it has in memory."""
        with self._lock:
            self._client.close()  # first, or the new one would share the memory of the old
            self._client = _client(self._path)

    def close(self) -> None:
        """Lets go of the files."""
        self._client.close()

    def seq(self, kind: str, lang: str) -> int:
        """The last change that the vectors of this kind and language hold; -1 if there are none."""
        with self._using():
            metadata: dict[str, Any] = dict(self._collection(kind, lang).metadata or {})
            return int(metadata.get("seq", -1))

    def count(self, kind: str, lang: str) -> int:
        """How many vectors there are of this kind and language."""
        with self._using():
            return int(self._collection(kind, lang).count())

    def put(
        self,
        kind: str,
        lang: str,
        texts: Mapping[str, str],
        gone: Sequence[str],
        seq: int,
        advance: Callable[[int], object] = lambda _: None,
    ) -> None:
        """Embeds `texts` (by id), forgets `gone`, and remembers `seq` as the last change taken in. `advance` is told
        how many are done.

        Killed half way, it remembers the old number, so that the same change is simply taken in again. Raises
        EmbedderError, VectorError.
        """
        ids = list(texts)
        if gone:
            with self._using():
                self._collection(kind, lang).delete(ids=list(gone))
        for start in range(0, len(ids), _BATCH):
            chunk = ids[start : start + _BATCH]
            vectors: Any = self.embedder.embed([texts[id_] for id_ in chunk])
            with self._using():
                self._collection(kind, lang).upsert(ids=chunk, embeddings=vectors)
            advance(len(chunk))
        with self._using():
            self._collection(kind, lang).modify(metadata={"seq": seq})

    def nearest(self, kind: str, lang: str, text: str, limit: int) -> dict[str, float]:
        """The cosine (-1..1) to `text` by id, of the nearest `limit`, nearest first; none while they are being made.

        Raises EmbedderError, VectorError.
        """
        if self.seq(kind, lang) < 0:
            return {}
        vectors: Any = self.embedder.embed([text])  # outside the lock: it may have to wait for another machine
        with self._using():
            collection = self._collection(kind, lang)
            size = collection.count()
            if not size:
                return {}
            found = collection.query(query_embeddings=vectors, n_results=min(limit, size), include=["distances"])
        distances = found["distances"] or [[]]
        return {id_: 1.0 - float(d) for id_, d in zip(found["ids"][0], distances[0], strict=True)}

    @contextmanager
    def _using(self) -> Iterator[None]:
        with self._lock, _translated(self._path):
            yield

    def _collection(self, kind: str, lang: str) -> Collection:
        model = hashlib.blake2b(self.embedder.fingerprint.encode(), digest_size=6).hexdigest()
        return self._client.get_or_create_collection(
            f"{kind}-{lang or 'both'}-{model}",
            configuration={"hnsw": {"space": "cosine"}},
            embedding_function=None,
        )


def _client(path: Path) -> Client:
    # Start-up cost: chromadb takes over a second to import, and most knowledge bases run without vectors.
    import chromadb
    from chromadb.config import Settings

    with _translated(path):
        return cast("Client", chromadb.PersistentClient(str(path), Settings(anonymized_telemetry=False)))


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """chromadb raises its own tree, and ValueError and OSError as well; ours names the way out."""
    from chromadb.errors import ChromaError  # start-up cost, as above

    try:
        yield
    except (ChromaError, ValueError, OSError) as e:
        raise VectorError(
            f"The vectors in {path} can't be used ({e}). Delete that folder: it is made again from the store."
        ) from e
