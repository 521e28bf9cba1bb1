"""Vectors of sections and courses on disk. The only file that knows chromadb.

Chroma holds them: one collection a kind, language and model fingerprint, filled with our own vectors only. Searches
read a snapshot that is written beside after each change, and compare the question with all of it at once: exact, a
fraction of a millisecond for ten thousand windows, and without the second and the hundred megabytes that loading
chromadb costs. Only a collection too big for that is asked itself. Nothing is ever asked with `where`: its cost grows
with the whole collection, so filters belong to the lexical index and to ranking.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast
from urllib.parse import urlsplit

from knowledge.embedder import Embedder, Vectors
from knowledge.errors import VectorError
from knowledge.snapshot import Snapshot

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection as Chroma

T = TypeVar("T")

_BATCH: Final = 128  # Chroma takes at most 5,461 a call; embedding is what takes the time, and shows progress
_READ: Final = 2_000  # vectors read at once
_MOST_WINDOWS: Final = 64  # of one record
SCANNED_BYTES: Final = 64_000_000  # of vectors that are compared all at once; beyond it Chroma's own index is quicker
_SPARE: Final = 4  # windows fetched for each record wanted, where Chroma is asked: several may be of one record


class VectorIndex:
    """Nearest records by meaning, under one folder. Any thread may read; writing wants the store's writer lock.

    A record has one or more windows, each with its vector; it is as near as its nearest window.
    """

    def __init__(self, path: Path, embedder: Embedder, server: str = "") -> None:
        """Opens (or begins) the vectors of `embedder`'s model in the folder `path`; with the address of a Chroma server
        the vectors lie there, and only their snapshots in the folder. Raises VectorError."""
        self.embedder = embedder
        self.server = server
        self._path = path
        self.model = hashlib.blake2b(embedder.fingerprint.encode(), digest_size=6).hexdigest()
        self._opened: Client | None = None
        self._snapshots: dict[tuple[str, str], tuple[int, Snapshot]] = {}
        self._lock = threading.RLock()  # a client can't be swapped while it is in use
        with _translated(path, server):
            path.mkdir(parents=True, exist_ok=True)

    def reload(self) -> None:
        """Sees what another process wrote: an open client goes on serving the vectors it has in memory."""
        self.close()

    def close(self) -> None:
        """Lets go of the files. What is asked next opens them again."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None

    def seq(self, kind: str, lang: str) -> int:
        """The last change that the vectors of this kind and language hold; -1 if there are none."""
        return self._snapshot(kind, lang).seq

    def seq_written(self, kind: str, lang: str) -> int:
        """The same as the collection itself remembers it: what a writer goes on from."""
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
        texts: Mapping[str, Sequence[str]],
        gone: Sequence[str],
        seq: int,
        advance: Callable[[int], object] = lambda _: None,
    ) -> None:
        """Embeds `texts` (the windows of each id), forgets `gone`, and remembers `seq` as the last change taken in.
        `advance` is told how many ids are done.

        Killed half way, it remembers the old number, so that the same change is simply taken in again. Raises
        EmbedderError, VectorError.
        """
        self._forget(kind, lang, [*gone, *texts])
        for ids in _chunks(list(texts), _BATCH):
            windows = [(_window(id_, n), text) for id_ in ids for n, text in enumerate(texts[id_][:_MOST_WINDOWS])]
            for some in _chunks(windows, _BATCH):
                vectors: Any = self.embedder.embed([text for _, text in some])
                with self._using():
                    self._collection(kind, lang).upsert(ids=[window for window, _ in some], embeddings=vectors)
            advance(len(ids))
        with self._using():
            self._collection(kind, lang).modify(metadata={"seq": seq})
        self._write_snapshot(kind, lang, seq)

    def nearest(
        self, kind: str, lang: str, text: str, limit: int, besides: Collection[str] = ()
    ) -> dict[str, float]:  # fmt: skip
        """The cosine (-1..1) to `text` by id, of the nearest `limit`, nearest first, and of those `besides` where that
        costs nothing; none while they are being made.

        Raises EmbedderError, VectorError.
        """
        snapshot = self._snapshot(kind, lang)
        if snapshot.seq < 0:
            return {}
        asked = self.embedder.embed([text])  # outside the lock: it may have to wait for another machine
        if not asked.any():
            return {}  # nothing in it that the model knows
        return snapshot.nearest(asked[0], limit, besides) if snapshot.whole else self._ask(kind, lang, asked, limit)

    def forget_model(self, model: str) -> None:
        """Deletes all vectors of another model (its `model` name). Raises VectorError."""
        with self._using():
            client = self._client()
            for collection in client.list_collections():
                if collection.name.endswith(f"-{model}"):
                    client.delete_collection(collection.name)
            for snapshot in self._path.glob(f"*-{model}.npz"):
                snapshot.unlink(missing_ok=True)

    def _ask(self, kind: str, lang: str, asked: Vectors, limit: int) -> dict[str, float]:
        vectors: Any = asked
        with self._using():
            collection = self._collection(kind, lang)
            wanted = min(limit * _SPARE, collection.count())
            found = collection.query(query_embeddings=vectors, n_results=wanted, include=["distances"])
        near: dict[str, float] = {}
        for window, distance in zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True):
            near.setdefault(_record(window), 1.0 - float(distance))
        return dict(list(near.items())[:limit])

    def _forget(self, kind: str, lang: str, ids: Sequence[str]) -> None:
        """Deletes all windows of these ids: a text that was changed may have fewer of them now."""
        if not self.count(kind, lang):
            return
        for some in _chunks(ids, _BATCH):
            windows = [_window(id_, n) for id_ in some for n in range(_MOST_WINDOWS)]
            with self._using():
                collection = self._collection(kind, lang)
                for part in _chunks(collection.get(ids=windows, include=[])["ids"], _READ):
                    collection.delete(ids=list(part))

    def _write_snapshot(self, kind: str, lang: str, seq: int) -> None:
        with self._using():
            collection = self._collection(kind, lang)
            size = collection.count()
            if size * self.embedder.dims * 4 > SCANNED_BYTES:
                Snapshot(seq, whole=False).write(self._snapshot_path(kind, lang))
                return
            parts = [
                collection.get(limit=_READ, offset=start, include=["embeddings"]) for start in range(0, size, _READ)
            ]
            both = ((part["ids"], cast(Any, part["embeddings"])) for part in parts)
            rows = {id_: row for ids, embeddings in both for id_, row in zip(ids, embeddings, strict=True)}
            order = sorted(rows, key=lambda window: (_record(window), window))
            snapshot = Snapshot(seq, [_record(id_) for id_ in order], [rows[id_] for id_ in order])
            snapshot.write(self._snapshot_path(kind, lang))

    def _snapshot(self, kind: str, lang: str) -> Snapshot:
        """What is on disk now; read again only when it was written anew."""
        path = self._snapshot_path(kind, lang)
        try:
            written = path.stat().st_mtime_ns
        except OSError:
            written = 0
        known = self._snapshots.get((kind, lang))
        if known is None or known[0] != written:
            known = self._snapshots[kind, lang] = (written, Snapshot.read(path))
        return known[1]

    def _snapshot_path(self, kind: str, lang: str) -> Path:
        return self._path / f"{self._name(kind, lang)}.npz"

    def _name(self, kind: str, lang: str) -> str:
        return f"{kind}-{lang or 'both'}-{self.model}"

    @contextmanager
    def _using(self) -> Iterator[None]:
        with self._lock, _translated(self._path, self.server):
            yield

    def _collection(self, kind: str, lang: str) -> Chroma:
        return self._client().get_or_create_collection(
            self._name(kind, lang), configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def _client(self) -> Client:
        if self._opened is None:
            self._opened = _client(self._path, self.server)
        return self._opened


def _window(id_: str, number: int) -> str:
    return f"{id_}#{number:02d}"


def _record(window: str) -> str:
    return window.rpartition("#")[0]


def _chunks(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def _client(path: Path, server: str) -> Client:
    # Start-up cost: chromadb takes over a second to import, and only whoever writes vectors needs it.
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not server:
        return cast("Client", chromadb.PersistentClient(str(path), settings))
    parts = urlsplit(server)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    return cast("Client", chromadb.HttpClient(parts.hostname or "", port, ssl=secure, settings=settings))


@contextmanager
def _translated(path: Path, server: str) -> Iterator[None]:
    """chromadb raises its own tree, ValueError, OSError and its HTTP client's errors; ours names the way out."""
    try:
        yield
    except Exception as e:  # naming chromadb's own would mean loading it
        if not isinstance(e, ValueError | OSError) and not type(e).__module__.startswith(("chromadb", "httpx")):
            raise
        if server:
            raise VectorError(
                f"The Chroma server at {server} can't be used ({e}). Start it, or check IEUM_CHROMA_URL."
            ) from e
        raise VectorError(
            f"The vectors in {path} can't be used ({e}). Delete that folder: it is made again from the store."
        ) from e
