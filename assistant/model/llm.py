"""The chat client. The only file that knows openai and langchain_openai.

Plain code asks; the async client runs on a thread of its own behind a queue. Every wait has a deadline that the
caller can move, because the client's own timeouts don't hold against a server that drips. Whatever the libraries
raise becomes a `ModelError` here and nowhere else; none carries a key or a word of what was sent.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from assistant.errors import (
    ModelBroken,
    ModelBusy,
    ModelCut,
    ModelError,
    ModelGarbled,
    ModelKeyRefused,
    ModelRejected,
    ModelSlow,
    ModelUnreachable,
    ModelUnsupported,
    ModelUseless,
)
from assistant.model.chat import Limits, Message, Spent, estimate_tokens
from knowledge.background import Background

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, AIMessageChunk
    from langchain_openai import ChatOpenAI

T = TypeVar("T")

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 20.0
MOST_TOKENS: Final = 900  # of an answer: enough for a model that thinks aloud a little first


@dataclass(slots=True)
class _End:
    """The last thing in the queue of a stream."""

    error: ModelError | None = None


_Pieces = queue.SimpleQueue["str | _End"]


@dataclass(slots=True)
class Stream:
    """An answer as it comes. Iterate once; `spent` is right when it is over. Closing it stops the call."""

    _pieces: Iterator[str]
    spent: Spent
    _call: Future[None]

    def __iter__(self) -> Iterator[str]:
        return self._pieces

    def close(self) -> None:
        self._pieces.close()  # type: ignore[attr-defined]
        self._call.cancel()


@dataclass(slots=True)
class ChatClient:
    """Asks one model at one address. Made without any library loaded; safe to use from several threads."""

    key: str = field(repr=False)
    model: str
    base_url: str = ""
    _background: Background = field(default_factory=lambda: Background("chat-client"), repr=False)
    _client: ChatOpenAI | None = field(default=None, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _plain: bool = False  # the server refused `response_format`: asked for JSON in words from then on

    def warm(self) -> None:
        """Loads the libraries on the calling thread; the first call does it otherwise."""
        self._ready()

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any], limits: Limits) -> tuple[str, Spent]:
        """One whole answer meant to be JSON of `schema`. Raises ModelError."""
        try:
            return self._background.run(self._ask(messages, schema, limits), max(0.0, limits.left))
        except TimeoutError:
            raise ModelSlow from None

    def stream(self, messages: Sequence[Message], limits: Limits) -> Stream:
        """The answer piece by piece; the call begins now. Iterating raises ModelError, after whatever came before."""
        spent, pieces = Spent(), _Pieces()
        future = self._background.submit(self._pump(messages, limits, spent, pieces))
        return Stream(_read(pieces, future, messages, limits, spent), spent, future)

    # ---- the async side

    async def _ask(self, messages: Sequence[Message], schema: Mapping[str, Any], limits: Limits) -> tuple[str, Spent]:
        async def once() -> AIMessage:
            shape = {"name": "reading", "schema": dict(schema), "strict": True}
            extra = {} if self._plain else {"response_format": {"type": "json_schema", "json_schema": shape}}
            return await self._ready().bind(**extra).ainvoke(_wire(messages))

        try:
            found = await _with_retries(once, limits)
        except ModelUnsupported:
            if self._plain:
                raise
            self._plain = True
            found = await _with_retries(once, limits)
        text, spent = str(found.text), Spent()
        _count(spent, found.usage_metadata)
        if not spent.tokens_out:
            _estimate(spent, messages, len(text))
        if not text.strip():
            raise ModelUseless
        return text, spent

    async def _pump(self, messages: Sequence[Message], limits: Limits, spent: Spent, pieces: _Pieces) -> None:
        """Puts the answer's pieces in the queue, and the error or the end behind them."""

        async def begin() -> tuple[AsyncIterator[AIMessageChunk], AIMessageChunk]:
            chunks = self._ready().astream(_wire(messages))
            async for first in chunks:
                return chunks, first
            raise ModelUseless

        said, finish = False, ""
        try:
            chunks, chunk = await _with_retries(begin, limits)
            while True:
                _count(spent, chunk.usage_metadata)
                finish = str(chunk.response_metadata.get("finish_reason") or finish)
                if text := str(chunk.text):
                    said = True
                    pieces.put(text)
                following = await anext(chunks, None)
                if following is None:
                    break
                chunk = following
            pieces.put(_End(_ending(finish, said)))
        except Exception as error:  # bad JSON in a stream comes as it is, not as an error of the client's
            known = translate(error)
            pieces.put(_End(ModelCut() if said and isinstance(known, ModelUnreachable) else known))

    def _ready(self) -> ChatOpenAI:
        with self._lock:
            if self._client is None:
                self._client = _make_client(self.key, self.model, self.base_url)
            return self._client


def _read(
    pieces: _Pieces, future: Future[None], messages: Sequence[Message], limits: Limits, spent: Spent
) -> Iterator[str]:
    """The plain side of a stream: what is in the queue, as long as the limits allow to wait for it."""
    letters = 0
    try:
        while True:
            try:
                piece = pieces.get(timeout=max(0.001, limits.left))
            except queue.Empty:
                raise ModelSlow from None
            if isinstance(piece, _End):
                if piece.error is not None:
                    raise piece.error
                return
            letters += len(piece)
            yield piece
    finally:
        future.cancel()
        if letters and not spent.tokens_out:
            _estimate(spent, messages, letters)


def _make_client(key: str, model: str, base_url: str) -> ChatOpenAI:
    # Start-up cost: 2.7 s and 95 MB, and without a key nothing of it is ever needed.
    from langchain_openai import ChatOpenAI
    from openai import DefaultAsyncHttpxClient, Timeout
    from pydantic import SecretStr

    # At debug level these two write whole request bodies.
    for name in ("openai", "httpx"):
        logging.getLogger(name).setLevel(logging.WARNING)
    timeout = Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    return ChatOpenAI(
        model=model,
        api_key=SecretStr(key),
        base_url=base_url or "https://api.openai.com/v1",
        max_retries=0,  # ours know the deadline of the turn
        timeout=READ_SECONDS,
        stream_chunk_timeout=READ_SECONDS,
        stream_usage=True,
        max_completion_tokens=MOST_TOKENS,
        # Nothing may leave for anywhere but the address that was configured.
        http_async_client=DefaultAsyncHttpxClient(follow_redirects=False, timeout=timeout),
    )


async def _with_retries(once: Callable[[], Awaitable[T]], limits: Limits) -> T:
    attempt = 0
    while True:
        try:
            return await once()
        except Exception as error:  # whatever the libraries raise becomes ours, so that no text of theirs is shown
            known = translate(error)
            wait = limits.retry(known, attempt)
            if wait is None:
                raise known from None
        attempt += 1
        await asyncio.sleep(wait)


def translate(error: Exception) -> ModelError:
    """Any error of the libraries as ours: its kind only, nothing of its text."""
    if isinstance(error, ModelError):
        return error
    import openai  # start-up cost, as above; loaded already when one of its errors is here

    if isinstance(error, openai.RateLimitError):
        return ModelBusy(retry_after=_retry_after(error))
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModelKeyRefused()
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return ModelSlow()
    if isinstance(error, openai.APIConnectionError):
        return ModelUnreachable()
    if isinstance(error, openai.APIStatusError):
        broken = error.status_code >= 500 or error.status_code in (408, 409)
        if broken:
            return ModelBroken(retry_after=_retry_after(error))
        return ModelUnsupported() if error.status_code in (400, 422) else ModelRejected()
    if isinstance(error, openai.APIResponseValidationError | ValueError | KeyError | TypeError | AttributeError):
        return ModelGarbled()
    if isinstance(error, openai.APIError):
        return ModelBroken()
    if isinstance(error, openai.LengthFinishReasonError):
        return ModelCut()
    if isinstance(error, openai.OpenAIError):
        return ModelUseless()
    if type(error).__module__.partition(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2") or isinstance(
        error, OSError
    ):
        return ModelUnreachable()
    return ModelGarbled()


def _retry_after(error: Any) -> float | None:
    raw = error.response.headers.get("retry-after")
    try:
        return max(0.0, float(raw)) if raw is not None else None
    except ValueError:
        return None  # an HTTP date: our own pause is as good


def _ending(finish: str, said: bool) -> ModelError | None:
    if not said or finish == "content_filter":
        return ModelUseless()
    return None if finish in ("stop", "length", "tool_calls") else ModelCut()


def _wire(messages: Sequence[Message]) -> list[tuple[str, str]]:
    return [(m.role, m.text) for m in messages]


def _count(spent: Spent, usage: Any) -> None:
    if usage:
        spent.tokens_in = max(spent.tokens_in, int(usage.get("input_tokens") or 0))
        spent.tokens_out = max(spent.tokens_out, int(usage.get("output_tokens") or 0))


def _estimate(spent: Spent, messages: Sequence[Message], letters: int) -> None:
    spent.tokens_in = spent.tokens_in or estimate_tokens(sum(len(m.text) for m in messages))
    spent.tokens_out = estimate_tokens(letters)
    spent.estimated = True
