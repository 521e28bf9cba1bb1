"""What surrounds every response: only known paths, small bodies, security headers, and our own page shell.

Gradio brings many routes (uploads, file proxies, API pages, monitoring). The pages need a dozen; the others don't exist
here. Its HTML gets a nonce, so that a script injected into the page by any means can't run.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Shape = Callable[[str, str, str], str]
MAX_BODY: Final = 1_000_000  # bytes; a kept conversation is the largest thing a page sends, files aside
_FILES: Final = {"/resume-file": 11 << 20, "/staff/document": 65 << 20}  # their own doors say it in words, earlier
_STAFF = r"(?:/staff)?"
_GRADIO_GET = r"/(?:theme\.css|config|favicon\.ico|manifest\.json|(?:assets|static|svelte)/[\w@.,/+-]+)"
_GRADIO_API = r"/gradio_api/(?:queue/(?:join|data)|run/predict|cancel|reset|heartbeat/\w+|startup-events|login_check)"
_OURS = r"/(?:healthz|look|robots\.txt|ieum/[\w.-]+|staff/log(?:in|out)|resume-file|staff/document(?:/take)?)?"
_ALLOWED: Final = re.compile(rf"{_STAFF}(?:{_GRADIO_GET}|{_GRADIO_API})/?|/staff/?|{_OURS}")
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",  # Gradio compiles its event code; content can't reach it
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # none at all would hide from our own login where a form comes from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Surround:
    """ASGI middleware. `shape(path, html, nonce)` turns Gradio's page into ours; `divert` sends a request elsewhere."""

    def __init__(self, app: ASGIApp, shape: Shape, divert: Callable[[HTTPConnection], str | None]) -> None:
        self.app = app
        self.shape = shape
        self.divert = divert

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reply = _Reply(send, scope["path"], self.shape)
        if not _ALLOWED.fullmatch(scope["path"]):
            await PlainTextResponse("Not found", 404)(scope, receive, reply.send)
            return
        if (elsewhere := self.divert(HTTPConnection(scope))) is not None:
            await RedirectResponse(elsewhere, 303)(scope, receive, reply.send)
            return
        _drop_encoding(scope)  # the shell is reshaped below, so it must come uncompressed
        try:
            await self.app(scope, _bounded(receive, _FILES.get(scope["path"], MAX_BODY)), reply.send)
        except _TooLarge:
            await PlainTextResponse("Too large", 413)(scope, receive, reply.send)


class _TooLarge(Exception):
    pass


def _bounded(receive: Receive, most: int) -> Receive:
    size = 0

    async def bounded() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise _TooLarge
        return message

    return bounded


def _drop_encoding(scope: Scope) -> None:
    if scope["path"].rstrip("/") in ("", "/staff"):
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]


class _Reply:
    """Sends a response on with headers; holds HTML back until it is whole, to reshape it."""

    def __init__(self, send: Send, path: str, shape: Shape) -> None:
        self._send, self._path, self._shape = send, path, shape
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self._secure(headers)
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)
            return
        await self._send(message)

    def _secure(self, headers: MutableHeaders) -> None:
        headers["Content-Security-Policy"] = _POLICY.format(nonce=self._nonce)
        for name, value in _HEADERS.items():
            headers[name] = value
        if "cache-control" not in headers and not re.search(r"/(?:assets|static|ieum)/", self._path):
            headers["Cache-Control"] = "no-store"

    async def _finish(self, start: Message) -> None:
        body = self._shape(self._path, self._body.decode("utf-8"), self._nonce).encode("utf-8")
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        self._start = None
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
