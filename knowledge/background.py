"""An event loop on a thread of its own, so that plain code can wait for async work with a total deadline.

A read timeout alone isn't enough: a server that sends a byte a second never runs into one.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """Runs coroutines on one daemon thread, which starts with the first of them. Safe to use from several threads."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Begins `work`; cancelling the future cancels it."""
        return asyncio.run_coroutine_threadsafe(work, self._started())

    def run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """The result of `work`, which is cancelled after `seconds`. Raises TimeoutError, or whatever `work` raises."""
        future = self.submit(work)
        try:
            return future.result(seconds)
        except FutureTimeout:
            future.cancel()
            raise TimeoutError from None

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name=self._name, daemon=True).start()
            return self._loop
