"""The web application: both pages on one FastAPI, our files, and the record behind a citation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Literal

import gradio as gr
from fastapi import FastAPI, Query
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from assistant.services import Services
from assistant.ui import resume_file, sheet, shell, staff_documents, staff_login
from assistant.ui.chat_page import ChatPage
from assistant.ui.headers import Surround
from assistant.ui.staff_access import StaffAccess
from assistant.ui.staff_page import StaffPage
from assistant.ui.theme import theme
from assistant.ui.upkeep import Upkeep
from knowledge.lifecycle import opening_lifecycle
from knowledge.models import Lang
from knowledge.records import other_lang

_CLOSED = {"docs_url": None, "redoc_url": None, "openapi_url": None}


def create_app(services: Services, access: StaffAccess, upkeep: Upkeep | None = None) -> FastAPI:
    """The application, ready for a server. `upkeep` runs as long as the application does."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        if upkeep is not None:
            upkeep.start()
        yield
        if upkeep is not None:
            upkeep.stop()

    app = FastAPI(lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)
    _routes(app, services)
    staff_login.routes(app, access)
    resume_file.routes(app, services)
    staff_documents.routes(app, services, lambda request: staff_login.user(request, access) is not None)
    staff = StaffPage(services).build()
    _mount(app, staff, "/staff", auth_dependency=lambda request: staff_login.user(request, access))
    _mount(app, ChatPage(services).build(), "/")
    app.add_middleware(Surround, shape=shell.shape, divert=lambda request: staff_login.divert(request, access))
    return app


def _mount(app: FastAPI, page: gr.Blocks, path: str, **options: object) -> None:
    gr.mount_gradio_app(
        app,
        page,
        path,
        theme=theme(),
        footer_links=[],
        run_history=False,  # Gradio would keep what people typed in their browser, on shared computers, too
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        app_kwargs=_CLOSED,
        **options,
    )


def _routes(app: FastAPI, services: Services) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, object]:
        return {"ok": True, "sections": services.loaded().sections}

    @app.get("/robots.txt")
    def robots() -> PlainTextResponse:
        return PlainTextResponse("User-agent: *\nDisallow: /staff\n")

    @app.get("/ieum/{name}")
    def static(name: str) -> Response:
        if name not in shell.FILES:
            return PlainTextResponse("Not found", 404)
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return FileResponse(shell.STATIC / name, media_type=shell.FILES[name], headers=headers)

    @app.get("/look")
    def look(
        kind: Literal["section", "opening", "course"],
        id: Annotated[str, Query(max_length=200)],
        lang: Lang = "ko",
        page: Lang = "ko",
        quote: Annotated[str, Query(max_length=4000)] = "",
    ) -> HTMLResponse:
        html = record(services, kind, id, lang, page, quote)
        return HTMLResponse(html or sheet.missing_sheet(page), 200 if html else 404)


def record(services: Services, kind: str, id_: str, lang: Lang, page: Lang, quote: str) -> str | None:
    """The record's sheet, or None where there is no such record."""
    base, today = services.base, services.today()
    if kind == "section":
        section = base.section(id_, lang) or base.section(id_, other_lang(lang))
        return sheet.section_sheet(section, quote, page, today) if section else None
    if kind == "opening":
        opening = base.opening(id_)
        return sheet.opening_sheet(opening, opening_lifecycle(opening, today), quote, page) if opening else None
    pair = base.cohort(id_)
    return sheet.course_sheet(*pair, quote, page) if pair else None
