"""The staff page's door for documents: a file is read and shown as what it would become, and a second step takes it in.

What was read waits in memory for half an hour, a few documents at most; the file itself is not kept.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request

from assistant.services import Services
from assistant.ui.request import page_language
from assistant.ui.staff_document_render import preview, refused, taken
from assistant.ui.texts import say
from assistant.ui.uploads import Turnstile, UploadRefused, address_of, body_of, file_name
from knowledge.adding import DocumentNotAdded, Prepared, of_document, prepare
from knowledge.documents.child import DEFAULT
from knowledge.documents.refusals import DocumentRefused
from knowledge.errors import KnowledgeError
from knowledge.sections import Given

log = logging.getLogger(__name__)
PATH = "/staff/document"
KEEP_SECONDS, MOST_WAITING = 1800.0, 8


@dataclass(slots=True)
class Waiting:
    """Documents that were read and shown, by a token only their page knows."""

    clock: Callable[[], float] = time.monotonic
    _held: dict[str, tuple[float, Prepared]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, prepared: Prepared) -> str:
        """Keeps a document for a while; the oldest goes where there are too many."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._drop_old()
            while len(self._held) >= MOST_WAITING:
                del self._held[min(self._held, key=lambda k: self._held[k][0])]
            self._held[token] = self.clock(), prepared
        return token

    def pop(self, token: str) -> Prepared | None:
        """The document under this token, once; None if it isn't there (any more)."""
        with self._lock:
            self._drop_old()
            found = self._held.pop(token, None)
        return found[1] if found else None

    def _drop_old(self) -> None:
        oldest = self.clock() - KEEP_SECONDS
        self._held = {token: held for token, held in self._held.items() if held[0] >= oldest}


def routes(app: FastAPI, services: Services, allowed: Callable[[HTTPConnection], bool]) -> None:
    """Adds the two steps. `allowed` says whether a request comes from somebody signed in."""
    gate, waiting = Turnstile(at_once=2, most=60), Waiting()

    @app.post(PATH)
    async def read(request: Request) -> HTMLResponse:
        lang = page_language(request)
        if not allowed(request):
            return _page(refused(say("drop.signed_out", lang)), 401)
        try:
            given = _given(request)
        except ValueError:
            return _page(refused(say("staff.bad_date", lang)), 422)
        try:
            async with gate.passage(address_of(request)):
                data = await body_of(request, DEFAULT.size)
                name = file_name(request) or say("drop.unnamed", lang)
                prepared = await run_in_threadpool(_prepare, services, data, name, given)
        except UploadRefused as error:
            return _page(refused(say(f"drop.{error.code}", lang)), error.status)
        except (DocumentRefused, DocumentNotAdded) as error:
            return _page(refused(error.text[lang]), 422)
        except KnowledgeError as error:
            return _page(refused(say("staff.failed", lang, why=str(error))), 422)
        return _page(preview(prepared, waiting.put(prepared), lang))

    @app.post(PATH + "/take")
    async def take(request: Request, token: str = "") -> HTMLResponse:
        lang = page_language(request)
        if not allowed(request):
            return _page(refused(say("drop.signed_out", lang)), 401)
        try:
            await body_of(request, 1000)
        except UploadRefused as error:
            return _page(refused(say(f"drop.{error.code}", lang)), error.status)
        prepared = waiting.pop(token)
        if prepared is None:
            return _page(refused(say("drop.waited", lang)), 404)
        try:
            report = await run_in_threadpool(services.take_in, prepared.load)
        except KnowledgeError as error:
            log.warning("A document wasn't taken in: %s", error)
            return _page(refused(say("staff.failed", lang, why=str(error))), 503)
        return _page(taken(prepared, prepared.counted(report), lang))


def _prepare(services: Services, data: bytes, name: str, given: Given) -> Prepared:
    return prepare(data, name, given, lambda document: of_document(services.base, document))


def _given(request: Request) -> Given:
    """What staff say of the document. Raises ValueError for a day that is none."""
    said = {name: request.query_params.get(name, "").strip()[:300] for name in ("title", "date", "url", "family")}
    day = date.fromisoformat(said["date"]) if said["date"] else None
    url = said["url"] if said["url"].startswith(("http://", "https://")) else ""
    return Given(said["title"], day, url, said["family"])


def _page(html: Markup, status: int = 200) -> HTMLResponse:
    return HTMLResponse(str(html), status)


