"""A turn as HTML: lines, labels, cards, what to tap next, and what can be done with the answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from markupsafe import Markup

from assistant.answer import Ask, Citation, Line, render_text
from assistant.ui.cards import cards
from assistant.ui.doors import doors, said_in_table
from assistant.ui.html import dotted, el, join
from assistant.ui.paths import ways
from assistant.ui.texts import say
from assistant.ui.visit import Shown
from knowledge.models import Lang
from knowledge.text.figures import SHORT_LINES

DETAILS_ON_PHONE = 3  # the rest waits behind "show more"
REASONS = ("wrong", "outdated", "unclear", "not_mine", "cards", "other")
_SHORT = "|".join(sorted(SHORT_LINES, key=len, reverse=True))
_AFTER = r"(?!\d|[,.]\d|-\d|\s?(?:원|만|명|개|세|살|일|월|년|시간|%|회|건|hours|days|people|won))"
_DASHED = re.compile(r"(?<![\d,.\-])(0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4})" + _AFTER)
_ANY_PHONE = re.compile(rf"(?<![\d,.\-])(0\d{{1,2}}-\d{{3,4}}-\d{{4}}|1\d{{3}}-\d{{4}}|{_SHORT})" + _AFTER)


def turns(shown: Iterable[Shown], lang: Lang, today: date) -> Markup:
    """Turns that are over: everything but what to tap next."""
    return join(*(turn(one, lang, today, last=False) for one in shown))


def turn(shown: Shown, lang: Lang, today: date, *, last: bool) -> Markup:
    """One turn. A crisis turn is the person's words, if any, and the lines."""
    quiet = shown.quiet
    return el(
        "section",
        _message(shown, lang),
        el("article", *_answer(shown, lang, today, last=last), cls="bot", aria_label=say("turn.bot", lang)),
        None if quiet else cards(shown.courses, shown.openings, lang, today),
        _nexts(shown, lang) if last and not quiet else None,
        cls="turn",
        id=f"t-{shown.id}",
        data_state=shown.ending,
        data_status=shown.answer.status.value if shown.answer else None,
        data_earlier=shown.earlier,
        data_done=_done_words(shown, lang),
    )


def _message(shown: Shown, lang: Lang) -> Markup | None:
    if not shown.message:
        return None
    bubble = el("p", el("span", say("turn.you", lang), cls="sr"), shown.message, cls="me")
    masked = el("p", say("turn.masked", lang), cls="me-note") if shown.masked else None
    return join(bubble, masked)


def _answer(shown: Shown, lang: Lang, today: date, *, last: bool) -> list[Markup | None]:
    said_in = shown.answer.language if shown.answer else lang
    parts: list[Markup | None] = []
    drawn = ways(shown, lang, today, last=last) or doors(shown, lang, last=last)
    leads = [n for n, line in enumerate(shown.lines, 1) if line.kind == "lead"]
    head = max(leads, default=0) if drawn is not None else 0
    again = said_in_table(shown.answer.decisions, said_in) if drawn is not None and shown.answer else frozenset()
    rest = tuple(line for line in shown.lines[head:] if line.text not in again)
    parts.append(lines(shown.lines[:head], shown.citations, said_in, lang))
    parts += [drawn, lines(rest, shown.citations, said_in, lang)]
    if shown.ending == "writing":
        dots = el("span", el("i"), el("i"), el("i"), cls="dots", aria_hidden="true")
        parts.append(el("p", dots, say("turn.writing", lang), cls="writing"))
    if shown.ending in ("stopped", "failed"):
        parts.append(el("p", say(f"turn.{shown.ending}", lang), cls="note ending"))
    if shown.answer and not shown.quiet:
        parts += [el("p", warning.text, cls="note") for warning in shown.answer.warnings]
    if shown.asks and not last and not shown.quiet:  # its choices are gone, what was asked stays readable
        parts.append(el("p", shown.asks[0].text[lang], cls="warm"))
    if shown.earlier:
        parts += [el("p", say("turn.earlier", lang), cls="note"), _earlier_sections(shown, lang)]
    if shown.gone:
        parts.append(el("p", say("turn.gone", lang, n=shown.gone), cls="note"))
    if not shown.quiet and shown.ending != "writing":
        parts.append(_actions(shown, said_in, lang, last=last))
    return parts


def _earlier_sections(shown: Shown, lang: Lang) -> Markup | None:
    """The sections an earlier answer stood on, to be opened as they are now."""
    chips = [
        el("button", section, type="button", cls="chip small", data_cite="section", data_id=section, data_lang=lang)
        for section in shown.sections
    ]
    label = say("turn.earlier_sections", lang)
    return (
        el("div", el("span", label, cls="meta"), *chips, cls="chips", role="group", aria_label=label) if chips else None
    )


def lines(said: tuple[Line, ...], citations: tuple[Citation, ...], said_in: Lang, lang: Lang) -> Markup:
    """The lines in their places: lead, bullets, steps, small print. Neighbours of a kind share a list."""
    known = {citation.label: citation for citation in citations}
    blocks: list[Markup | None] = []
    for kind, group in groupby(said, key=lambda line: line.kind):
        items = [_line(line, _labels(line, known, said_in, lang)) for line in group]
        if kind in ("detail", "step"):
            blocks.append(_list(kind, items, lang))
        else:
            blocks += [el("p", item, cls=kind, lang=said_in if said_in != lang else None) for item in items]
    return join(*blocks)


def _line(line: Line, labels: list[Markup]) -> Markup:
    """The text with its labels; a label never stands alone at the start of a row."""
    body, space, last = line.text.rpartition(" ")
    if not labels:
        return _phones(line, line.text)
    return join(_phones(line, body + space), el("span", _phones(line, last), *labels, cls="stays"))


def _list(kind: str, items: list[Markup], lang: Lang) -> Markup:
    if kind == "step":
        return el("ol", *(el("li", item) for item in items), cls="steps")
    rows = [el("li", item, cls="extra" if i >= DETAILS_ON_PHONE else None) for i, item in enumerate(items)]
    more = el("button", say("turn.more", lang), cls="more on-phone", type="button", data_more=True)
    return el("div", el("ul", *rows, cls="points"), more if len(items) > DETAILS_ON_PHONE else None, cls="folds")


def _phones(line: Line, text: str) -> Markup:
    """Phone numbers as links, so that a tap calls; short ones only where a line says whom to ask."""
    parts = (_ANY_PHONE if line.kind in ("who", "warm") else _DASHED).split(text)
    return join(*(el("a", part, href=f"tel:{part}") if i % 2 else part for i, part in enumerate(parts)))


def _labels(line: Line, known: dict[int, Citation], said_in: Lang, lang: Lang) -> list[Markup]:
    return [el("sup", _cite_button(known[label], said_in, lang)) for label in line.labels if label in known]


def _cite_button(citation: Citation, said_in: Lang, lang: Lang) -> Markup:
    name = say("turn.cite", lang, n=citation.label, title=citation.title)
    return el("button", citation.label, type="button", cls="cite", aria_label=name, **cite_data(citation, said_in))


def cite_data(citation: Citation, said_in: Lang) -> dict[str, str]:
    """What the page needs to open a citation: the record, and the words of it that were used."""
    return {
        "data_cite": citation.kind,
        "data_id": citation.id,
        "data_lang": said_in,
        "data_quote": citation.quote,
        "aria_haspopup": "dialog",
    }


def _actions(shown: Shown, said_in: Lang, lang: Lang, *, last: bool) -> Markup:
    sources = None
    if shown.citations:
        n = len(shown.citations)
        label = say("turn.sources_label", lang, n=n)
        sources = el(
            "button",
            say("turn.sources", lang, n=n),
            type="button",
            cls="act src-open",
            data_open="sources",
            aria_label=label,
        )
    text = plain(shown)
    copying = [
        _act("copy", lang, data_copy=text),
        _act("share", lang, data_share=text, hidden=True),
    ]
    thumbs = [_thumb(shown, "up", lang), _thumb(shown, "down", lang)] if shown.answer else []
    again = _act("again", lang, data_act="again") if last and shown.message and not shown.earlier else None
    holder = source_list(shown.citations, said_in, lang, cls="held-sources", hidden=True)
    thanks = el("p", say("act.thanks", lang), cls="note thanks", role="status") if shown.thumb else None
    return join(
        el("div", sources, el("span", cls="gap"), *(copying if text else []), *thumbs, again, cls="acts"),
        thanks,
        _why(shown, lang) if shown.answer and not shown.thumb else None,
        holder if shown.citations else None,
    )


def _act(name: str, lang: Lang, **attributes: str | bool) -> Markup:
    words = say(f"act.{name}", lang)
    return el("button", el("span", words, cls="sr"), type="button", cls=f"act icon i-{name}", title=words, **attributes)


def _thumb(shown: Shown, which: str, lang: Lang) -> Markup:
    words = say(f"act.{which}", lang)
    return el(
        "button",
        el("span", words, cls="sr"),
        type="button",
        cls=f"act icon i-{which}",
        title=words,
        data_thumb=which,
        data_turn=shown.id,
        aria_pressed="true" if shown.thumb == which else "false",
        disabled=bool(shown.thumb),
    )


def _why(shown: Shown, lang: Lang) -> Markup:
    reasons = [
        el("button", say(f"reason.{code}", lang), type="button", cls="chip", data_reason=code, aria_pressed="false")
        for code in REASONS
    ]
    words = say("act.words", lang)
    return el(
        "div",
        el("p", say("act.why", lang), cls="why-title"),
        el("div", *reasons, cls="chips"),
        el("input", type="text", cls="why-words", aria_label=words, placeholder=words, maxlength=300),
        el("button", say("act.send", lang), type="button", cls="chip solid", data_thumb_send=shown.id),
        cls="why",
        hidden=True,
    )


def source_list(citations: tuple[Citation, ...], said_in: Lang, lang: Lang, **attributes: str | bool) -> Markup:
    """The citations as they stand beside the answer; those of one record are together."""
    records: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        records.setdefault((citation.kind, citation.id), []).append(citation)
    return el("ol", *(_source(group, said_in, lang) for group in records.values()), **attributes)


def _source(group: list[Citation], said_in: Lang, lang: Lang) -> Markup:
    first = group[0]
    name = say("sources.open", lang, title=first.title)
    quotes = [
        el("p", el("span", citation.label, cls="n"), el("q", citation.quote), lang=said_in if said_in != lang else None)
        for citation in group
        if citation.quote
    ]
    return el(
        "li",
        el("button", first.title, type="button", cls="plain", aria_label=name, **cite_data(first, said_in)),
        *quotes,
        el("p", dotted(source_marks(first.as_of, first.state, first.confidence, lang)), cls="meta"),
        cls="src",
        data_state=first.state,
    )


def source_marks(as_of: date | None, state: str, confidence: str, lang: Lang) -> list[str]:
    """When it was checked, whether it holds, how sure it is, in words."""
    marks = []
    if as_of is not None:
        day = f"{as_of.year}. {as_of.month}. {as_of.day}." if lang == "ko" else f"{as_of.day} {as_of:%b} {as_of.year}"
        marks.append(say("sheet.as_of", lang, day=day))
    if state:
        marks.append(say(f"state.{state}", lang))
    if confidence and confidence != "official":
        marks.append(say(f"confidence.{confidence}", lang))
    return marks


def _nexts(shown: Shown, lang: Lang) -> Markup | None:
    asked = [_ask(ask, lang) for ask in shown.asks]
    chips = [el("button", text, type="button", cls="chip", data_say=text) for text in shown.suggestions[:3]]
    if not asked and not chips:
        return None
    row = el("div", *chips, cls="chips", role="group", aria_label=say("turn.next", lang)) if chips else None
    return el("div", *asked, row, cls="nexts")


def _ask(ask: Ask, lang: Lang) -> Markup:
    choices = [
        el("button", choice.text[lang], type="button", cls="chip", data_say=choice.text[lang]) for choice in ask.choices
    ]
    return el(
        "div",
        el("p", ask.text[lang]),
        el("div", *choices, cls="chips") if choices else None,
        cls="asked",
        role="group",
        aria_label=ask.text[lang],
    )


def _done_words(shown: Shown, lang: Lang) -> str | None:
    """What a screen reader hears when the answer is whole."""
    if shown.ending != "done" or shown.quiet:
        return None
    cards_shown = len(shown.courses) + len(shown.openings)
    parts = [say("turn.done", lang)]
    parts += [say("turn.done_sources", lang, n=len(shown.citations))] if shown.citations else []
    parts += [say("turn.done_cards", lang, n=cards_shown)] if cards_shown else []
    return " ".join(parts)


def plain(shown: Shown) -> str:
    """The answer as text to copy: the lines, then the sources with their addresses."""
    sources = [f"[{c.label}] {c.title}" + (f" {c.url}" if c.url else "") for c in shown.citations]
    return "\n".join([render_text(shown.lines), *(["", *sources] if sources else [])]).strip()
