"""A real HTTP server on loopback for as long as a block lasts."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what the faults are about: nothing to print."""


@dataclass(slots=True)
class Loopback(ABC):
    """The server; `closing` is set at its end, so that whoever stalls wakes up."""

    closing: threading.Event = field(default_factory=threading.Event)
    _server: ThreadingHTTPServer | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @abstractmethod
    def handler(self) -> type[BaseHTTPRequestHandler]:
        """The class that answers one connection."""

    def __enter__(self) -> Self:
        self._server = _Quiet(("127.0.0.1", 0), self.handler())
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens, as a URL without a path."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_address[1]}"
