"""Files that people drop on a page: taken in memory from the body of a request, a few at a time, never stored.

Gradio's own uploads lie in a folder until somebody clears it; these don't touch one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import unquote, urlsplit

from starlette.requests import Request

Clock = Callable[[], float]
_NAME_CHARS = 120


class UploadRefused(Exception):
    """A file that isn't even looked at: `code` is `origin`, `busy`, `often` or `too_big`."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class Turnstile:
    """Lets `at_once` files be read at a time, and an address bring `most` in `seconds`."""

    def __init__(
        self, *, at_once: int = 2, most: int = 12, seconds: float = 300.0, clock: Clock = time.monotonic
    ) -> None:
        self._free = at_once
        self._most, self._seconds, self._clock = most, seconds, clock
        self._seen: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    @asynccontextmanager
    async def passage(self, address: str) -> AsyncIterator[None]:
        """The right to have one file read. Raises UploadRefused: `busy`, `often`."""
        self._enter(address)
        try:
            yield
        finally:
            with self._lock:
                self._free += 1

    def _enter(self, address: str) -> None:
        with self._lock:
            now = self._clock()
            self._seen = {known: times for known, times in self._seen.items() if times[-1] > now - self._seconds}
            times = [t for t in self._seen.get(address, ()) if t > now - self._seconds]
            if len(times) >= self._most:
                raise UploadRefused("often", 429)
            if self._free < 1:
                raise UploadRefused("busy", 503)
            self._seen[address] = [*times, now]
            self._free -= 1


async def body_of(request: Request, most: int) -> bytes:
    """The bytes of the request, at most `most`. Raises UploadRefused: `origin` for another site's, `too_big`."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise UploadRefused("origin", 403)
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise UploadRefused("too_big", 413)
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise UploadRefused("too_big", 413)
        parts.append(part)
    return b"".join(parts)


def file_name(request: Request) -> str:
    """What the file is called, without any folder."""
    return unquote(request.headers.get("x-file-name", "")).replace("\\", "/").rsplit("/", 1)[-1][:_NAME_CHARS].strip()


def address_of(request: Request) -> str:
    """Whose request it is, for counting."""
    return request.client.host if request.client else "?"
