"""The staff door as web pages: a form, a cookie, and words for every refusal."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from assistant.errors import StaffLoginError
from assistant.ui import shell
from assistant.ui.html import el, join
from assistant.ui.request import page_language
from assistant.ui.staff_access import MIN_LENGTH, SESSION_SECONDS, StaffAccess
from assistant.ui.texts import say
from knowledge.models import Lang

COOKIE = "ieum_staff"


def user(request: HTTPConnection, access: StaffAccess) -> str | None:
    """Who asks, for Gradio: `staff` with a good session, else nobody."""
    return "staff" if access.holds(request.cookies.get(COOKIE)) else None


def divert(request: HTTPConnection, access: StaffAccess) -> str | None:
    """Where a request for the staff page goes instead: to the login without a session, to its slash with one."""
    if request.url.path in ("/staff", "/staff/") and user(request, access) is None:
        return "/staff/login"
    return "/staff/" if request.url.path == "/staff" else None


def routes(app: FastAPI, access: StaffAccess) -> None:
    """Adds the login and the logout."""

    @app.get("/staff/login")
    def form(request: Request) -> HTMLResponse:
        return _page(page_language(request), access)

    @app.post("/staff/login")
    async def login(request: Request) -> Response:
        lang = page_language(request)
        if not _same_origin(request):
            return _page(lang, access, "origin", status=403)
        fields = await request.form()
        password, chosen, again = (str(fields.get(name, "")) for name in ("password", "chosen", "again"))
        if chosen != again:
            return _page(lang, access, "differ", status=400)
        address = request.client.host if request.client else "?"
        try:
            token = await run_in_threadpool(access.login, password, address, chosen)
        except StaffLoginError as error:
            return _page(lang, access, str(error), status=429 if str(error).startswith("wait") else 401)
        reply = RedirectResponse("/staff/", 303)
        reply.set_cookie(
            COOKIE,
            token,
            max_age=SESSION_SECONDS,
            path="/staff",
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return reply

    @app.post("/staff/logout")
    def logout(request: Request) -> Response:
        access.logout(request.cookies.get(COOKIE))
        reply = RedirectResponse("/staff/login", 303)
        reply.delete_cookie(COOKIE, path="/staff")
        return reply


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _page(lang: Lang, access: StaffAccess, refusal: str = "", status: int = 200) -> HTMLResponse:
    code, _, seconds = refusal.partition(":")
    words = say(f"staff.refused_{code}", lang, n=seconds or MIN_LENGTH) if code else ""
    first = access.must_choose
    body = el(
        "form",
        el("h1", say("staff.title", lang)),
        el("p", say("staff.first" if first else "staff.enter", lang), cls="sub"),
        el("p", words, cls="refused", role="alert") if words else None,
        _field("password", say("staff.one_time" if first else "staff.password", lang), "current-password"),
        _field("chosen", say("staff.chosen", lang, n=MIN_LENGTH), "new-password") if first else None,
        _field("again", say("staff.again", lang), "new-password") if first else None,
        el("button", say("staff.login", lang), type="submit", cls="chip solid"),
        el("a", say("staff.to_chat", lang), href="/"),
        method="post",
        action="/staff/login",
        cls="login",
    )
    title = el("title", say("staff.title", lang))
    viewport = el("meta", name="viewport", content="width=device-width, initial-scale=1")
    head = el("head", el("meta", charset="utf-8"), viewport, title, shell.look(up="../"))
    html = Markup("<!doctype html>") + el("html", join(head, el("body", body, cls="plain-page")), lang=lang)
    return HTMLResponse(html, status)


def _field(name: str, label: str, kind: str) -> Markup:
    box = el("input", type="password", name=name, id=name, autocomplete=kind, required=True, maxlength=200)
    return join(el("label", label, for_=name), box)
