"""One record opened: the section, opening or course a citation or a card stands on. Pure."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from assistant.answer import PayView
from assistant.ui.formats import day_words, names, pay_words, place_words, won_words
from assistant.ui.html import dotted, el, join, link, marked
from assistant.ui.render import source_marks
from assistant.ui.texts import say
from assistant.words import code_text
from knowledge.models import Cohort, Course, Lang, Opening, Pay, Section

HEADING = "sheet-title"  # the dialog is named by it


def section_sheet(section: Section, quote: str, page: Lang, today: date) -> Markup:
    """A section: where it stands, the text with the quoted words marked, its table, state, dates and address."""
    marks = source_marks(section.as_of, section_state(section, today), section.confidence, page)
    marks += _validity(section, page)
    basis = say("sheet.basis", page, basis=section.basis) if section.basis else None
    other: Lang = "en" if section.lang == "ko" else "ko"
    return el(
        "article",
        el("p", " › ".join(section.heading_path), cls="path", lang=section.lang),
        el("h2", section.title, id=HEADING, lang=section.lang),
        el("p", dotted(marks), cls="meta state", data_state=section.state),
        _changed(quote, (section.title, section.text, section.basis), page),
        el("div", *section_body(section, quote), cls="text", lang=section.lang),
        el("p", basis, cls="meta") if basis else None,
        el(
            "p",
            link(section.url, say("sheet.official", page), cls="door"),
            el(
                "button",
                say("sheet.other_lang", section.lang),
                type="button",
                cls="act",
                data_cite="section",
                data_id=section.id,
                data_lang=other,
            ),
            cls="doors",
        ),
        cls="look",
    )


def section_state(section: Section, today: date) -> str:
    """The state in force today: one whose last day is over isn't called in force."""
    over = section.valid_to is not None and section.valid_to < today
    return "lapsed" if section.state == "in_force" and over else section.state


def _validity(section: Section, page: Lang) -> list[str]:
    marks = []
    if section.valid_from is not None:
        marks.append(say("sheet.valid_from", page, day=day_words(section.valid_from, page)))
    if section.valid_to is not None:
        marks.append(say("sheet.valid_to", page, day=day_words(section.valid_to, page)))
    return marks


def _changed(quote: str, texts: tuple[str, ...], page: Lang) -> Markup | None:
    stands = any(quote in text for text in texts)
    return None if stands else el("p", say("sheet.changed", page), cls="note")


def section_body(section: Section, quote: str = "") -> list[Markup | None]:
    """Lead, details and table; the running text where a section has no such parts or the quote spans them."""
    pieces = (section.lead, *section.details, *(cell for row in section.table for cell in row))
    rows = [_row_text(row) for row in section.table]
    lies_across = quote in section.text and not any(quote in piece for piece in (*pieces, *rows))
    if not section.lead or (quote and lies_across):
        return [el("p", marked(section.text, quote), cls="running")]
    details = el("ul", *(el("li", marked(line, quote)) for line in section.details)) if section.details else None
    return [el("p", marked(section.lead, quote), cls="lead"), details, _table(section.table, quote)]


def _row_text(row: tuple[str, ...]) -> str:
    return " | ".join(row)  # as a row stands in the text of its section


def _table(rows: tuple[tuple[str, ...], ...], quote: str) -> Markup | None:
    if not rows:
        return None
    head = el("tr", *_cells(rows[0], quote, "th"))
    body = [el("tr", *_cells(row, quote, "td")) for row in rows[1:]]
    return el("div", el("table", el("thead", head), el("tbody", *body)), cls="scroll", tabindex=0)


def _cells(row: tuple[str, ...], quote: str, tag: str) -> list[Markup]:
    whole = bool(quote) and quote in _row_text(row)
    scope = "col" if tag == "th" else None
    return [el(tag, el("mark", cell) if whole else marked(cell, quote), scope=scope) for cell in row]


def opening_sheet(opening: Opening, state: str, quote: str, page: Lang) -> Markup:
    """An opening as its source wrote it."""
    pay = _pay_view(opening.pay)
    rows = [
        (place_words(opening.region, page), code_text(opening.employment, page), pay_words(pay, page)),
        (
            say(f"state.{state}", page),
            say("card.closes", page, day=day_words(opening.closes, page)) if opening.closes else "",
            code_text(opening.occupation, page) if opening.occupation else "",
        ),
    ]
    skills = [("card.needs", opening.required), ("card.prefers", opening.preferred)]
    return el(
        "article",
        el("p", _sample(opening.sample, page), opening.employer, cls="path"),
        el("h2", opening.title, id=HEADING),
        *(el("p", dotted(row), cls="meta") for row in rows),
        *(
            el("p", el("b", say(key, page)), " ", dotted(names(codes, page, 12)), cls="meta")
            for key, codes in skills
            if codes
        ),
        _changed(quote, (opening.title, opening.employer, opening.body), page),
        el("h3", say("sheet.body", page)),
        el("p", marked(opening.body, quote), cls="running"),
        _door(opening.url, opening.sample, "card.visit", page),
        cls="look",
    )


def course_sheet(course: Course, cohort: Cohort, quote: str, page: Lang) -> Markup:
    """A course with the cohort on the card."""
    facts = [
        place_words(course.region, page),
        say(f"course.{course.mode}", page),
        say(f"course.{course.kind}", page),
        say("course.days", page, days=course.days, hours=course.hours),
    ]
    days = [
        say("course.apply_by", page, day=day_words(cohort.apply_by, page)),
        f"{day_words(cohort.starts, page)} – {day_words(cohort.ends, page)}",
        say("course.tuition", page, amount=won_words(course.tuition, page))
        if course.tuition
        else say("course.free", page),
    ]
    return el(
        "article",
        el("p", _sample(course.sample, page), course.institution, cls="path"),
        el("h2", course.title, id=HEADING),
        el("p", dotted(facts), cls="meta"),
        el("p", dotted(days), cls="meta"),
        el("p", el("b", say("course.teaches", page)), " ", dotted(names(course.teaches, page, 12)), cls="meta"),
        _changed(quote, (course.title, course.institution, course.description), page),
        el("h3", say("sheet.about", page)),
        el("p", marked(course.description, quote), cls="running"),
        _door(course.url, course.sample, "card.visit_course", page),
        cls="look",
    )


def missing_sheet(page: Lang) -> Markup:
    """What stands where a record is gone."""
    return el("article", el("h2", say("sheet.gone", page), id=HEADING), cls="look")


def _pay_view(pay: Pay | None) -> PayView | None:
    return PayView(pay.unit, pay.min, pay.max) if pay else None


def _sample(sample: bool, page: Lang) -> Markup | None:
    return join(el("span", say("card.sample", page), cls="pill ex"), " ") if sample else None


def _door(url: str, sample: bool, key: str, page: Lang) -> Markup | None:
    if sample:
        return el("p", say("card.no_apply", page), cls="meta")
    found = link(url, say(key, page), cls="door")
    return el("p", found, cls="doors") if found is not None else None
