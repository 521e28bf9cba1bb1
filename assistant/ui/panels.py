"""What stands around the conversation: top, welcome, my facts, sources, foot. Pure."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Protocol

from markupsafe import Markup

from assistant.answer import FactView
from assistant.model.side import ModelState
from assistant.ui.formats import month_words
from assistant.ui.html import el, join, strong
from assistant.ui.paths import starter
from assistant.ui.render import source_list
from assistant.ui.texts import examples, say
from assistant.ui.visit import Visit
from assistant.words import code_text
from knowledge.models import LANGS, Lang

NAMES: dict[Lang, str] = {"ko": "한국어", "en": "English"}  # a language is always named in itself
SHORT_NAMES: dict[Lang, str] = {"ko": "한", "en": "EN"}


class Loaded(Protocol):
    """What is loaded, as the services tell it."""

    @property
    def sections(self) -> int: ...
    @property
    def courses(self) -> int: ...
    @property
    def openings(self) -> int: ...
    @property
    def sample(self) -> bool: ...
    @property
    def mode(self) -> str: ...
    @property
    def as_of(self) -> date | None: ...


def top(visit: Visit) -> Markup:
    """The header: name, my facts on a phone, new chat, language."""
    lang = visit.lang
    count = len(visit.conversation.profile.facts)
    mine = say("app.facts_short", lang, n=count) if count else say("facts.title", lang)
    switch = [
        el(
            "button",
            el("span", NAMES[code], cls="long"),
            el("span", SHORT_NAMES[code], cls="short"),
            type="button",
            data_lang_to=code,
            lang=code,
            aria_label=NAMES[code],
            aria_pressed="true" if code == lang else "false",
        )
        for code in LANGS
    ]
    return el(
        "header",
        el("a", say("app.skip", lang), href="#ask", cls="skip", data_act="skip"),
        el("span", say("app.name", lang), cls="logo"),
        el("span", say("app.tag", lang), cls="tag"),
        el("span", cls="gap"),
        el(
            "button",
            mine,
            type="button",
            cls="head-button on-phone",
            data_open="facts",
            hidden=visit.quiet,
            aria_haspopup="dialog",
        ),
        el(
            "button",
            el("span", say("app.over", lang)),
            type="button",
            cls="head-button over",
            data_act="over",
            hidden=not visit.shown,
        ),
        el("div", *switch, cls="seg", role="group", aria_label=say("app.language", lang)),
        cls="top",
        data_lang=lang,
        data_title=say("app.title", lang),
        data_arrived=visit.arrived,
        data_kept="on" if visit.keep else "off",
        data_snapshot=json.dumps(visit.snapshot(), ensure_ascii=False) if visit.keep else None,
    )


def banner(visit: Visit, loaded: Loaded, model: ModelState) -> Markup:
    """Says that the catalogue is made up, and that the language model is away, while they are."""
    lang = visit.lang
    if visit.quiet:
        return Markup("")
    away = (
        el("p", say(f"banner.{model.state}", lang), cls="banner away", role="status")
        if model.state in ("resting", "budget")
        else None
    )
    if not loaded.sample:
        return join(away)
    as_of = say("banner.as_of", lang, month=month_words(loaded.as_of, lang)) if loaded.as_of else ""
    return join(el("p", strong(say("banner.sample", lang)), " ", as_of, cls="banner"), away)


def welcome(lang: Lang, notice: str) -> Markup:
    """The empty conversation: a greeting and a handful of examples. The offer to resume is shown by the browser."""
    starts = [
        el("li", el("button", el("small", label), question, type="button", cls="example", data_say=question))
        for label, question in examples(lang)
    ]
    return el(
        "section",
        el("p", say(notice, lang), cls="note notice", role="status") if notice else None,
        el("h1", say("welcome.title", lang)),
        el("p", say("welcome.sub", lang), cls="sub"),
        el(
            "div",
            el("p", say("welcome.resume", lang)),
            el("button", say("welcome.resume_yes", lang), type="button", cls="chip solid", data_act="resume"),
            el("button", say("welcome.resume_no", lang), type="button", cls="chip", data_act="discard"),
            cls="resume",
            hidden=True,
        ),
        starter(lang, small=False),
        el("h2", say("welcome.examples", lang)),
        el("ul", *starts, cls="examples"),
        _resume_door(lang),
        el("p", say("ask.hint", lang), cls="note hint"),
        cls="welcome",
    )


def facts(visit: Visit) -> Markup:
    """My facts: removable chips in the person's words, and what is kept."""
    lang = visit.lang
    chips = [_chip(one, lang) for view in visit.conversation.profile.views() for one in _apart(view)]
    body = el("ul", *chips, cls="chips facts") if chips else el("p", say("facts.empty", lang), cls="meta")
    if visit.quiet:
        return Markup("")
    return el(
        "section",
        _title("facts", lang),
        body,
        _resume_door(lang),
        _keeping(visit),
        cls="panel",
        id="facts",
        aria_label=say("facts.title", lang),
    )


def _chip(view: FactView, lang: Lang) -> Markup:
    text = view.text[lang]
    told = say("facts.words", lang, words=view.words) if view.words else say("facts.given", lang)
    drop = el("button", "×", type="button", data_drop=_key(view), aria_label=say("facts.drop", lang, text=text))
    return el("li", el("span", text, title=told), el("span", told, cls="sr"), drop, cls="chip fact")


def _apart(view: FactView) -> list[FactView]:
    """A list of skills as a chip each, so that one can go without the others."""
    if view.field != "skills" or len(view.value) < 2:
        return [view]
    apart = []
    for one in view.value:
        text = {lang: code_text(str(one), lang) for lang in LANGS}
        phrases = (p for p in view.words.split(" · ") if any(name.casefold() in p.casefold() for name in text.values()))
        apart.append(replace(view, value=[one], text=text, words=next(phrases, "")))
    return apart


def _key(view: FactView) -> str:
    """What the chip's × takes away: the field, or one skill of it."""
    return f"skills:{view.value[0]}" if view.field == "skills" and len(view.value) == 1 else view.field


def _resume_door(lang: Lang) -> Markup:
    button = el("button", say("resume_file.door", lang), type="button", cls="chip small", data_resume_file=True)
    return el("div", button, el("p", say("resume_file.door_sub", lang), cls="meta"), cls="resume-door")


def _keeping(visit: Visit) -> Markup:
    lang = visit.lang
    state = "on" if visit.keep else "off"
    switch = el(
        "button",
        el("span", say("keep.label", lang)),
        el("i", aria_hidden="true"),
        type="button",
        cls="switch",
        role="switch",
        aria_checked="true" if visit.keep else "false",
        data_act="keep",
    )
    erase = el("button", say("keep.erase", lang), type="button", cls="erase", data_act="erase")
    return el("div", switch, el("p", say(f"keep.{state}", lang), cls="meta"), erase, cls="keeping")


def sources(visit: Visit) -> Markup:
    """The citations of the last answer."""
    lang, last = visit.lang, visit.last
    if visit.quiet:
        return Markup("")
    if last is None or not last.citations:
        body = el("p", say("sources.empty", lang), cls="meta")
    else:
        said_in = last.answer.language if last.answer else lang
        body = source_list(last.citations, said_in, lang, cls="sources")
    return el(
        "section", _title("sources", lang), body, cls="panel", id="sources", aria_label=say("sources.title", lang)
    )


def _title(group: str, lang: Lang) -> Markup:
    return el("h2", say(f"{group}.title", lang), " ", el("small", say(f"{group}.sub", lang)))


def foot(lang: Lang, loaded: Loaded) -> Markup:
    """Who answers, who decides, and who receives the text."""
    receives = say("foot.offline", lang) if loaded.mode == "offline" else say("foot.model", lang, mode=loaded.mode)
    counts = say(
        "foot.loaded",
        lang,
        sections=f"{loaded.sections:,}",
        courses=f"{loaded.courses:,}",
        openings=f"{loaded.openings:,}",
    )
    return el(
        "footer",
        el("p", say("foot.notice", lang)),
        el("p", receives, " ", el("span", counts, cls="counts")),
        cls="foot",
    )
