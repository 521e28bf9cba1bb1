"""A circuit breaker: after failures in a row an endpoint is left alone for a while, then tried once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from assistant.errors import ModelBusy, ModelError, ModelKeyRefused, ModelRejected, ModelUseless

FAILURES: Final = 3  # in a row
REST_SECONDS: Final = 30.0  # the first time, doubled each time the trial fails
LONGEST_REST: Final = 600.0


class Breaker:
    """Counts failures of one endpoint. Thread-safe. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._rest = REST_SECONDS
        self._until = 0.0
        self._trying = False
        self.reason = ""  # the code of the last failure, while resting

    @property
    def resting(self) -> bool:
        """Whether it is being left alone right now."""
        return self._clock() < self._until

    @property
    def seconds_left(self) -> float:
        """Seconds until it may be tried again."""
        return max(0.0, self._until - self._clock())

    def enter(self) -> bool:
        """Whether a call may be made; after a rest only one at a time is, until it succeeds."""
        with self._lock:
            if self.resting or (self._trying and self._failed):
                return False
            self._trying = self._failed >= FAILURES
            return True

    def succeeded(self) -> None:
        """A call came through."""
        with self._lock:
            self._failed, self._rest, self._until, self._trying, self.reason = 0, REST_SECONDS, 0.0, False, ""

    def failed(self, error: ModelError) -> None:
        """A call failed. A refused key or request, or being told to wait, is believed at once."""
        with self._lock:
            self._trying = False
            if isinstance(error, ModelUseless):
                return  # it works, it just said nothing
            sure = isinstance(error, ModelKeyRefused | ModelRejected)
            told = error.retry_after if isinstance(error, ModelBusy) else None
            self._failed = max(self._failed + 1, FAILURES if sure or told else 0)
            if self._failed >= FAILURES:
                rest = min(max(self._rest, told or 0.0), LONGEST_REST)
                self._until, self.reason = self._clock() + rest, error.code
                self._rest = min(self._rest * 2, LONGEST_REST)

    def abandoned(self) -> None:
        """A call was given up by its caller: that says nothing about the endpoint."""
        with self._lock:
            self._trying = False
