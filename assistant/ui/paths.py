"""Pathways as HTML: the step line of each way, the others as tabs, two side by side, and what to keep of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from assistant.answer import Citation, CourseView, PathStep, Pathway
from assistant.calendar_file import calendar, entries
from assistant.ui.formats import day_words, names
from assistant.ui.html import el
from assistant.ui.path_text import COMPARED, cell, courses, length, share, text, words
from assistant.ui.texts import say
from assistant.ui.visit import Shown
from knowledge.models import Lang

PROGRAMME_STEPS = ("fund", "switch")
MOST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class _View:
    """What every part of the drawing needs: the language of the page, that of the answer, its citations, the day."""

    lang: Lang
    said_in: Lang
    citations: tuple[Citation, ...]
    today: date
    turn: str
    last: bool


def starter(lang: Lang, *, small: bool) -> Markup:
    """The way into 내 길 찾기: the welcome's card, or the small one beside the input."""
    words = say("path.find", lang)
    if small:
        return el("button", el("span", words), type="button", cls="way-find", data_say=words, title=words)
    return el(
        "button",
        el("b", words),
        el("span", say("path.find_sub", lang)),
        type="button",
        cls="way-start",
        data_say=words,
    )


def in_order(pathways: tuple[Pathway, ...]) -> tuple[Pathway, ...]:
    """The ways as tabs: the one the answer speaks of first (the first with a course), then as they were ranked."""
    main = next((p for p in pathways if p.course is not None), None)
    return (main, *(p for p in pathways if p is not main)) if main is not None else pathways


def ways(shown: Shown, lang: Lang, today: date, *, last: bool) -> Markup | None:
    """The ways of one answer; None where it has none. What can be changed is offered in the last turn only."""
    answer = shown.answer
    pathways = answer.pathways if answer is not None else shown.pathways
    if shown.quiet or not pathways:
        return None
    said_in = answer.language if answer is not None else lang
    view = _View(lang, said_in, answer.citations if answer is not None else (), today, shown.id, last)
    found = in_order(pathways)
    labels = [_tab_words(p, n, lang) for n, p in enumerate(found, 1)]
    panels = []
    for n, pathway in enumerate(found):
        line, actions = _line(pathway, view, n), _actions(pathway, view, last=last)
        parts: list[Markup | None] = [line, actions, _sheet(pathway, view)]
        panels.append(_panel(parts, f"way-{shown.id}-{n}", labels[n], first=n == 0, alone=len(found) == 1))
    tabs = _tabs(labels, shown.id, lang) if len(found) > 1 else None
    beside = _beside(found[:MOST_COMPARED], labels, view) if len(found) > 1 else None
    return el("div", tabs, *panels, beside, cls="ways", role="region", aria_label=say("path.label", lang))


def _tab_words(pathway: Pathway, n: int, lang: Lang) -> str:
    return say("path.way_now", lang) if pathway.course is None else say("path.way", lang, n=n)


def _tabs(labels: list[str], turn: str, lang: Lang) -> Markup:
    tabs = [
        el(
            "button",
            label,
            type="button",
            role="tab",
            id=f"way-{turn}-{n}-tab",
            aria_controls=f"way-{turn}-{n}",
            aria_selected="true" if n == 0 else "false",
            tabindex="0" if n == 0 else "-1",
            data_way_tab=True,
        )
        for n, label in enumerate(labels)
    ]
    return el("div", *tabs, cls="way-tabs", role="tablist", aria_label=say("path.label", lang))


def _panel(parts: list[Markup | None], id_: str, label: str, *, first: bool, alone: bool) -> Markup:
    if alone:
        return el("div", *parts, cls="way", id=id_, role="group", aria_label=label)
    return el(
        "div", *parts, cls="way", id=id_, role="tabpanel", aria_labelledby=f"{id_}-tab", tabindex="0", hidden=not first
    )


# ---- the step line


def _line(pathway: Pathway, view: _View, n: int) -> Markup:
    stops = [_now(pathway, view), _programmes(pathway, view, n)]
    stops += [_course(c, key, pathway, view, n) for c, key in courses(pathway)]
    stops.append(_openings(pathway, view, n))
    return el("div", *stops, cls="path", role="list")


def _swaps(kind: str, pathway: Pathway, view: _View, n: int) -> Markup | None:
    """What a step could be instead, one tap each; the rest is derived anew."""
    found = [s for s in pathway.swaps if s.kind == kind and s.text]
    if not found or not view.last:
        return None
    taps = [
        el(
            "button",
            s.text[view.lang].partition(": ")[2],
            type="button",
            cls="chip small",
            data_say=s.text[view.lang],
        )
        for s in found
    ]
    return el(
        "details",
        el("summary", say(f"path.swap_{kind}", view.lang)),
        el("div", *taps, cls="swap-list"),
        cls="swap",
        id=f"way-{view.turn}-{n}-{kind}",
        data_kept=True,
    )


def _stop(key: str, lang: Lang, *body: Markup | None) -> Markup:
    return el("div", el("small", say(f"path.{key}", lang)), *body, cls="stop", role="listitem", data_stop=key)


def _now(pathway: Pathway, view: _View) -> Markup:
    lang = view.lang
    held = tuple(dict.fromkeys(s for step in pathway.steps for s in step.detail.get("held", ())))
    have = el("b", say("path.have", lang, skills=", ".join(names(held, lang, 3)))) if held else None
    if pathway.missing_before:
        line = say("path.start", lang, skills=", ".join(names(pathway.missing_before, lang, 3)))
    else:
        line = say("path.start_ready", lang)
    return _stop("now", lang, have, el("p", line))


def _programmes(pathway: Pathway, view: _View, n: int) -> Markup | None:
    steps = [s for s in pathway.steps if s.kind in PROGRAMME_STEPS]
    if not steps:
        return None
    rows = []
    for step in steps:
        state = step.detail.get("decision")
        judged = el("span", say(f"path.{state}", view.lang), cls="meta") if state else None
        rows.append(el("p", el("b", _name(step, view.lang)), _source(step, view), judged))
    swaps = _swaps("programme", pathway, view, n)
    return _stop("programmes" if len(steps) > 1 else "programme", view.lang, *rows, swaps)


def _course(course: CourseView, key: str, pathway: Pathway, view: _View, n: int) -> Markup:
    lang = view.lang
    step = next(s for s in pathway.steps if s.to == course.cohort)
    line = say(
        "path.course_line",
        lang,
        share=say("course.own_share", lang, amount=share(course, lang)),
        starts=day_words(course.starts, lang, today=view.today),
        length=length(course, lang),
    )
    return _stop(
        key,
        lang,
        _titled(course.title, "course", course.cohort, course.sample, lang),
        el("p", line, _source(step, view)),
        _swaps("course", pathway, view, n) if key == "course" else None,
    )


def _openings(pathway: Pathway, view: _View, at: int) -> Markup:
    lang, n = view.lang, int(pathway.score)
    first = [_titled(o.title, "opening", o.id, o.sample, lang) for o in pathway.openings[: 2 if n else 1]]
    if n:
        line = say("path.opens_now" if pathway.course is None else "path.opens", lang, n=n)
        return _stop("openings", lang, el("p", el("b", line)), *first, _swaps("opening", pathway, view, at))
    if pathway.openings:
        left = next((s.detail.get("missing", ()) for s in pathway.steps if s.to == pathway.openings[0].id), ())
        near = say("path.opens_near", lang, skills=", ".join(names(tuple(left), lang)))
        return _stop("openings", lang, *first, el("p", near))
    return _stop("openings", lang, el("p", say("path.opens_none", lang)))


def _titled(title: str, kind: str, id_: str, sample: bool, lang: Lang) -> Markup:
    mark = el("span", say("card.sample", lang), cls="pill ex") if sample else None
    opens = el("button", title, type="button", cls="plain", data_cite=kind, data_id=id_, aria_haspopup="dialog")
    return el("p", opens, mark, cls="stop-title")


def _source(step: PathStep, view: _View) -> Markup | None:
    """The section an edge rests on: with its label where the answer has one, else by its name."""
    if not step.citation:
        return None
    known = next((c for c in view.citations if c.kind == "section" and c.id == step.citation), None)
    if known is not None:
        label, shown, quote = (
            say("turn.cite", view.lang, n=known.label, title=known.title),
            str(known.label),
            known.quote,
        )
    else:
        label, shown, quote = say("path.rule", view.lang, name=_name(step, view.lang)), "§", ""
    button = el(
        "button",
        shown,
        type="button",
        cls="cite",
        aria_label=label,
        aria_haspopup="dialog",
        data_cite="section",
        data_id=step.citation,
        data_lang=view.said_in,
        data_quote=quote,
    )
    return el("sup", button)


def _name(step: PathStep, lang: Lang) -> str:
    named = step.detail.get("name")
    return str(named[lang]) if named else say("path.course", lang)


# ---- ways side by side


def _beside(found: tuple[Pathway, ...], labels: list[str], view: _View) -> Markup:
    """The first ways beside each other, below one another on a phone."""
    lang = view.lang
    columns = []
    for pathway, label in zip(found, labels, strict=False):
        rows = [
            el("div", el("dt", say(f"path.row_{row}", lang)), el("dd", cell(pathway, row, lang, view.today)))
            for row in COMPARED
        ]
        title = pathway.course.title if pathway.course is not None else ""
        columns.append(el("section", el("h4", label), el("p", title, cls="meta"), el("dl", *rows)))
    summary = el("summary", say("path.compare_all", lang, n=len(columns)))
    return el(
        "details", summary, el("div", *columns, cls="beside"), cls="way-beside", id=f"way-{view.turn}-beside",
        data_kept=True,
    )  # fmt: skip


# ---- keeping it


def _actions(pathway: Pathway, view: _View, *, last: bool) -> Markup:
    lang = view.lang
    days = entries(pathway, view.today)
    keep = [
        _chip("copy", lang, data_copy=text(pathway, lang, view.today)),
        _chip("print", lang, data_way_print=True),
    ]
    if days:
        file, name = calendar(days, view.today, lang), say("path.calendar_name", lang)
        keep.append(_chip("calendar", lang, data_way_ics=file, data_name=name))
    changes = ("change_work", "change_place") if last else ()
    keep += [_chip(key, lang, quiet=True, data_say=say(f"path.{key}", lang)) for key in changes]
    return el("div", *keep, cls="way-acts chips")


def _chip(key: str, lang: Lang, *, quiet: bool = False, **data: str | bool) -> Markup:
    return el("button", say(f"path.{key}", lang), type="button", cls=f"chip small{' quiet' * quiet}", **data)


def _sheet(pathway: Pathway, view: _View) -> Markup:
    """The page that is printed; hidden until then."""
    rows = [el("p", line) for line in words(pathway, view.lang, view.today) if line]
    return el("div", el("h2", say("path.label", view.lang)), *rows, cls="way-sheet", hidden=True)
