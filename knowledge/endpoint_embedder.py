"""Vectors from an OpenAI-compatible embedding endpoint. The only file of this package that knows openai.

Every call has a total deadline. An endpoint that fails is left alone for a while: searches go on with words alone.
"""

from __future__ import annotations

import asyncio
import random
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import numpy as np

from knowledge.background import Background
from knowledge.embedder import Vectors
from knowledge.errors import EmbedderError

if TYPE_CHECKING:
    from openai import AsyncOpenAI

BATCH: Final = 64  # texts a request: what local servers take without running out of memory
QUERY_SECONDS: Final = 3.0  # a question can't wait longer for its vector
BATCH_SECONDS: Final = 60.0
REST_SECONDS: Final = 30.0  # after a failure
_TRIES: Final = {True: 2, False: 4}  # for a question, for a batch
_FIRST_WAIT: Final = 0.3
_CACHED: Final = 4_000
_LONGEST: Final = 6_000  # letters of a text; models read about 8,000 tokens


class EndpointEmbedder:
    """Asks `model` at `base_url` (OpenAI's if empty). Made without any library loaded; safe to use from threads."""

    def __init__(self, model: str, key: str, base_url: str = "") -> None:
        self._model, self._key, self._base_url = model, key, base_url
        self._background = Background("embedding-client")
        self._client: AsyncOpenAI | None = None
        self._lock = threading.Lock()
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._dims = 0
        self._rests_until = 0.0

    @property
    def fingerprint(self) -> str:
        """Model and host: the same name at another place may be another model."""
        host = urlsplit(self._base_url).netloc.rpartition("@")[2] or "api.openai.com"
        return re.sub(r"[^A-Za-z0-9.-]+", "-", f"{self._model}-at-{host}")

    @property
    def dims(self) -> int:
        """The length of a vector; asked of the endpoint the first time."""
        return self._dims or int(self.embed(["?"]).shape[1])

    @property
    def resting(self) -> bool:
        """Whether it failed a moment ago and isn't asked for now."""
        return time.monotonic() < self._rests_until

    def trust(self, text: str) -> float:
        """1: a model of this size knows any word."""
        return 1.0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dims). Single texts are remembered. Raises EmbedderError."""
        if len(texts) == 1:
            return self._one(texts[0])
        rows = [self._asked(texts[i : i + BATCH], BATCH_SECONDS) for i in range(0, len(texts), BATCH)]
        return np.vstack(rows) if rows else np.zeros((0, self.dims), np.float32)

    def _one(self, text: str) -> Vectors:
        with self._lock:
            if text in self._cache:
                self._cache.move_to_end(text)
                return self._cache[text]
        if self.resting:
            raise EmbedderError("The embedding endpoint failed a moment ago and is left alone for a while.")
        found = self._asked([text], QUERY_SECONDS)
        with self._lock:
            self._cache[text] = found
            while len(self._cache) > _CACHED:
                self._cache.popitem(last=False)
        return found

    def _asked(self, texts: Sequence[str], seconds: float) -> Vectors:
        try:
            raw = self._background.run(self._call(texts, quick=len(texts) == 1), seconds)
            return self._checked(raw, len(texts))
        except EmbedderError:
            self._rests_until = time.monotonic() + REST_SECONDS
            raise
        except TimeoutError:
            self._rests_until = time.monotonic() + REST_SECONDS
            raise EmbedderError(
                f"The embedding endpoint didn't answer within {seconds:.0f} seconds. Check OPENAI_BASE_URL, or set "
                "IEUM_EMBEDDING_MODEL=none to search by words alone."
            ) from None

    async def _call(self, texts: Sequence[str], *, quick: bool) -> list[list[float]]:
        """The vectors as they came. Retries what may pass; never says what was sent, nor the key."""
        import openai  # start-up cost: 1.4 s, and most knowledge bases use no endpoint

        tries = _TRIES[quick]
        for attempt in range(tries):
            try:
                found = await self._ready().embeddings.create(
                    model=self._model, input=[t[:_LONGEST] or " " for t in texts], encoding_format="float"
                )
                return [d.embedding for d in sorted(found.data, key=lambda d: d.index)]
            except openai.APIStatusError as error:
                if error.status_code < 429:
                    raise EmbedderError(
                        f"The embedding endpoint refused the request (status {error.status_code}). Check "
                        "IEUM_EMBEDDING_MODEL, OPENAI_API_KEY and OPENAI_BASE_URL."
                    ) from None
            except openai.APIConnectionError:
                pass
            except Exception as error:  # a server that speaks another protocol breaks the client in many ways
                raise EmbedderError(
                    f"The embedding endpoint's answer can't be read ({type(error).__name__}). Check OPENAI_BASE_URL."
                ) from None
            if attempt + 1 < tries:
                await asyncio.sleep(_FIRST_WAIT * 2**attempt * random.uniform(0.5, 1.5))
        raise EmbedderError(
            "The embedding endpoint can't be reached or takes no requests. Check OPENAI_BASE_URL and that it runs."
        )

    def _checked(self, raw: Any, wanted: int) -> Vectors:
        lengths = {len(row) for row in raw}
        if len(raw) != wanted or len(lengths) != 1 or lengths == {0}:
            raise EmbedderError("The embedding endpoint gave another number of vectors than texts. Check its model.")
        if self._dims not in (0, *lengths):
            raise EmbedderError(
                f"{self._model} gave vectors of {lengths.pop()} numbers where it gave {self._dims} before: the model "
                "behind the name has changed. Give it another name in IEUM_EMBEDDING_MODEL; vectors are never mixed."
            )
        (self._dims,) = lengths
        vectors = np.asarray(raw, np.float32)
        sizes = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(sizes == 0, 1, sizes), np.float32)

    def _ready(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient  # start-up cost, as above

        if self._client is None:
            self._client = AsyncOpenAI(
                api_key=self._key or "none",
                base_url=self._base_url or None,
                max_retries=0,
                timeout=BATCH_SECONDS,
                # Nothing may leave for anywhere but the address that was configured.
                http_client=DefaultAsyncHttpxClient(follow_redirects=False),
            )
        return self._client
