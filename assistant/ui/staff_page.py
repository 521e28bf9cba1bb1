"""The staff page: search as the chat searches, one section, the turn log, what is loaded."""

from __future__ import annotations

from datetime import date
from typing import Any

import gradio as gr

from assistant.services import Services
from assistant.ui import staff_document_render, staff_render
from assistant.ui.html import el, join
from assistant.ui.request import page_language
from assistant.ui.texts import say
from knowledge.errors import KnowledgeError
from knowledge.models import LANGS, Kind, Lang, Query

KINDS: tuple[Kind, ...] = ("section", "course", "opening")
LOG_LINES, CANDIDATES = 200, 10
_LABELS = ("query", "kind", "lang", "as_of", "search", "section_id", "open", "refresh")
_TABS = ("tab_documents", "tab_search", "tab_section", "tab_log", "tab_status")


class StaffPage:
    """One Blocks behind the staff login."""

    def __init__(self, services: Services) -> None:
        self.services = services

    def build(self) -> gr.Blocks:
        """The page, wired."""
        with gr.Blocks(title=say("staff.title", "ko"), analytics_enabled=False, fill_width=True) as page:
            head = _html(_head("ko"))
            tabs = gr.Tabs(elem_id="staff")
            with tabs:
                labelled = [*self._search(), *self._section(), *self._documents(), *self._log(), *self._status()]
            page.load(self.arrive, None, [head, *labelled], show_progress="hidden", api_visibility="private")
        page.queue(default_concurrency_limit=4, max_size=32, api_open=False)
        return page

    def _search(self) -> list[Any]:
        with gr.Tab(say("staff.tab_search", "ko")) as tab:
            with gr.Row():
                query = gr.Textbox(label=say("staff.query", "ko"), scale=4)
                kind = gr.Dropdown(_kinds("ko"), value="section", label=say("staff.kind", "ko"))
                lang = gr.Dropdown(list(LANGS), value="ko", label=say("staff.lang", "ko"))
                as_of = gr.Textbox(label=say("staff.as_of", "ko"), max_lines=1, placeholder="2026-11-22")
                find = gr.Button(say("staff.search", "ko"), variant="primary", scale=0)
            result = _html("")
        gr.on([find.click, query.submit], self.search, [query, kind, lang, as_of], result, **_EVENT)
        return [tab, query, kind, lang, as_of, find]

    def _section(self) -> list[Any]:
        with gr.Tab(say("staff.tab_section", "ko")) as tab:
            with gr.Row():
                name = gr.Textbox(label=say("staff.section_id", "ko"), placeholder="nesp/allowance-amount", scale=4)
                show = gr.Button(say("staff.open", "ko"), variant="primary", scale=0)
            result = _html("")
        gr.on([show.click, name.submit], self.section, name, result, **_EVENT)
        return [tab, name, show]

    def _documents(self) -> list[Any]:
        with gr.Tab(say("staff.tab_documents", "ko")) as tab:
            zone = _html(staff_document_render.zone("ko"))
            again = gr.Button(say("staff.refresh", "ko"), scale=0, elem_id="documents-refresh")
            result = _html("")
        gr.on([again.click, tab.select], self.documents, None, result, **_EVENT)
        return [tab, zone, again]

    def _log(self) -> list[Any]:
        with gr.Tab(say("staff.tab_log", "ko")) as tab:
            again = gr.Button(say("staff.refresh", "ko"), scale=0)
            result = _html("")
        gr.on([again.click, tab.select], self.log, None, result, **_EVENT)
        return [tab, again]

    def _status(self) -> list[Any]:
        with gr.Tab(say("staff.tab_status", "ko")) as tab:
            again = gr.Button(say("staff.refresh", "ko"), scale=0)
            result = _html("")
        gr.on([again.click, tab.select], self.status, None, result, **_EVENT)
        return [tab, again]

    # Callbacks

    def arrive(self, request: gr.Request) -> list[Any]:
        """The page in the language of the browser."""
        lang = page_language(request)
        label = {name: gr.update(label=say(f"staff.{name}", lang)) for name in (*_LABELS, *_TABS)}
        value = {name: gr.update(value=say(f"staff.{name}", lang)) for name in ("search", "open", "refresh")}
        kind = gr.update(label=say("staff.kind", lang), choices=_kinds(lang))
        search = [label["tab_search"], label["query"], kind, label["lang"], label["as_of"], value["search"]]
        section = [label["tab_section"], label["section_id"], value["open"]]
        documents = [label["tab_documents"], staff_document_render.zone(lang), value["refresh"]]
        return [
            _head(lang),
            *search,
            *section,
            *documents,
            label["tab_log"],
            value["refresh"],
            label["tab_status"],
            value["refresh"],
        ]

    def search(self, text: str, kind: Kind, lang: Lang, as_of: str, request: gr.Request) -> str:
        """The same retriever as the chat's, with everything it can tell."""
        page = page_language(request)
        if not text.strip():
            return staff_render.message("staff.empty_query", page)
        try:
            day = date.fromisoformat(as_of.strip()) if as_of.strip() else self.services.today()
            found = self.services.base.search(Query(text.strip()[:2000], kind, day, lang, CANDIDATES))
        except ValueError:
            return staff_render.message("staff.bad_date", page)
        except KnowledgeError as error:
            return staff_render.message("staff.failed", page, why=str(error))
        return staff_render.retrieval(found, page)

    def section(self, name: str, request: gr.Request) -> str:
        """One section, both languages."""
        base, sides = self.services.base, LANGS
        return staff_render.section_page(
            {side: base.section(name.strip(), side) for side in sides}, page_language(request)
        )

    def documents(self, request: gr.Request) -> str:
        """The documents that were added and the sources of the rest, with their ages."""
        base, today, lang = self.services.base, self.services.today(), page_language(request)
        return join(
            staff_document_render.documents(base.documents(), today, lang),
            staff_document_render.sources(base.sources(), today, lang),
        )

    def log(self, request: gr.Request) -> str:
        """The newest lines of the turn log."""
        return staff_render.turn_log(self.services.log.recent(LOG_LINES), page_language(request))

    def status(self, request: gr.Request) -> str:
        """Counts, and what is past its review date."""
        base, today = self.services.base, self.services.today()
        overdue = [one for side in LANGS for one in base.sections(side) if one.review_by and one.review_by < today]
        return staff_render.status(base.counts(), overdue, page_language(request))


_EVENT: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 4}


def _kinds(lang: Lang) -> list[tuple[str, Kind]]:
    return [(say(f"staff.kind_{kind}", lang), kind) for kind in KINDS]


def _html(value: str) -> gr.HTML:
    return gr.HTML(value, apply_default_css=False, js_on_load=None, elem_classes="staff-result")


def _head(lang: Lang) -> str:
    out = el(
        "form",
        el("button", say("staff.logout", lang), type="submit", cls="head-button"),
        method="post",
        action="/staff/logout",
    )
    title = el("span", say("staff.title", lang), cls="logo")
    return el("header", title, el("span", cls="gap"), el("a", say("staff.to_chat", lang), href="/"), out, cls="top")
