"""One record opened: the section, opening or course a citation or a card stands on. Pure."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from assistant.answer import PayView
from assistant.ui.formats import day_words, names, pay_words, place_words, source_words, won_words
from assistant.ui.html import dotted, el, join, link, marked
from assistant.ui.render import source_marks
from assistant.ui.texts import say
from assistant.words import code_text
from knowledge.models import Cohort, Course, Lang, Opening, Pay, Section
from knowledge.records import LIBRARY
from knowledge.sources.names import source_title

HEADING = "sheet-title"  # the dialog is named by it


def section_sheet(section: Section, quote: str, page: Lang, today: date) -> Markup:
    """A section: where it stands, the text with the quoted words marked, its table, state, dates and address."""
    marks = source_marks(section.as_of, section_state(section, today), section.confidence, page)
    marks += _validity(section, page)
    basis = say("sheet.basis", page, basis=section.basis) if section.basis else None
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
            _other_side(section) if section.document == LIBRARY else None,
            cls="doors",
        ),
        cls="look",
    )


def _other_side(section: Section) -> Markup:
    """The way to the section's other language; what was added has only its own."""
    other: Lang = "en" if section.lang == "ko" else "ko"
    words = say("sheet.other_lang", section.lang)
    return el("button", words, type="button", cls="act", data_cite="section", data_id=section.id, data_lang=other)


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
    """Lead, details and table; the running text where a section has no such parts or the quote spans them. Where the
    rows of the table are its lines, the table alone."""
    if lines := _said_in_table(section):
        rest = [line for line in section.text.splitlines() if line not in lines]
        return [*(el("p", marked(line, quote), cls="meta") for line in rest), section_grid(section, lines.get(quote))]
    pieces = (section.lead, *section.details, *(cell for row in section.table for cell in row))
    rows = [_row_text(row) for row in section.table]
    lies_across = quote in section.text and not any(quote in piece for piece in (*pieces, *rows))
    if not section.lead or (quote and lies_across):
        return [el("p", marked(section.text, quote), cls="running")]
    details = el("ul", *(el("li", marked(line, quote)) for line in section.details)) if section.details else None
    return [el("p", marked(section.lead, quote), cls="lead"), details, _table(section.table, quote)]


def _said_in_table(section: Section) -> dict[str, int]:
    """The lines of a section that are rows of its table, each cell with its label, and which row each is."""
    lines: dict[str, int] = {}
    for r, row in enumerate(section.table[1:], start=1):
        cells = [cell for cell in row if cell]
        said = (line for line in (section.lead, *section.details) if all(cell in line for cell in cells))
        if (line := next((line for line in said if line not in lines), None)) is not None:
            lines[line] = r
    return lines if len(lines) == len(section.table) - 1 else {}


def section_grid(section: Section, chosen: int | None = None) -> Markup:
    """A section's table with its merged cells; the row `chosen` is marked."""
    spans = {(row, col): (rows, cols) for row, col, rows, cols in section.spans}
    hidden = {
        (row + r, col + c)
        for (row, col), (rows, cols) in spans.items()
        for r in range(rows)
        for c in range(cols)
        if (r, c) != (0, 0)
    }
    head = el("tr", *(el("th", cell, scope="col") for cell in section.table[0])) if any(section.table[0]) else None
    body = []
    for r, row in enumerate(section.table[1:], start=1):
        cells = []
        for c, cell in enumerate(row):
            if (r, c) not in hidden:
                down, across = (n if n > 1 else None for n in spans.get((r, c), (1, 1)))
                told = chosen is not None and r <= chosen < r + (down or 1)
                words = el("mark", cell) if told and cell else cell
                cells.append(el("td", words, rowspan=down, colspan=across))
        body.append(el("tr", *cells))
    return el("div", el("table", el("thead", head) if head else None, el("tbody", *body)), cls="scroll", tabindex=0)


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
        (
            place_words(opening.region, page),
            "" if "employment" in opening.unsaid else code_text(opening.employment, page),
            pay_words(pay, page),
        ),
        (
            say("card.unknown" if "closes" in opening.unsaid and state == "open" else f"state.{state}", page),
            _closes(opening, page),
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
        *_origin(opening.source, opening.as_of, opening.links, opening.sample, page),
        _door(opening.url, opening.sample, "card.visit", page),
        cls="look",
    )


def course_sheet(course: Course, cohort: Cohort, quote: str, page: Lang) -> Markup:
    """A course with the cohort on the card."""
    facts = [place_words(course.region, page), say(f"course.{course.mode}", page)]
    if "kind" not in course.unsaid:
        facts.append(say(f"course.{course.kind}", page))
    if "hours" not in course.unsaid:
        facts.append(say("course.days", page, days=course.days, hours=course.hours))
    ends = "" if "ends" in cohort.unsaid else day_words(cohort.ends, page)
    days = [_apply_by(cohort, page), f"{day_words(cohort.starts, page)} – {ends}", _tuition(course, page)]
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
        *_origin(course.source, course.as_of, course.links, course.sample, page),
        _door(course.url, course.sample, "card.visit_course", page),
        cls="look",
    )


def _closes(opening: Opening, page: Lang) -> str:
    if opening.closes is None or "closes" in opening.unsaid:
        return ""
    return say("card.closes", page, day=day_words(opening.closes, page))


def _apply_by(cohort: Cohort, page: Lang) -> str:
    if "apply_by" in cohort.unsaid:
        return say("course.apply_unsaid", page)
    return say("course.apply_by", page, day=day_words(cohort.apply_by, page))


def _tuition(course: Course, page: Lang) -> str:
    if "tuition" in course.unsaid:
        return say("course.tuition_unsaid", page)
    if not course.tuition:
        return say("course.free", page)
    return say("course.tuition", page, amount=won_words(course.tuition, page))


def _origin(
    source: str, as_of: date | None, links: tuple[tuple[str, str], ...], sample: bool, page: Lang
) -> list[Markup]:
    """Where a real record comes from, and the other places that show it."""
    if sample:
        return []
    elsewhere = ((source_title(name, page), url) for name, url in links if name != source)
    others = [link(url, say("card.also", page, source=name)) for name, url in elsewhere]
    return [
        el("p", source_words(source, as_of, page), cls="meta source"),
        *(el("p", other, cls="meta") for other in others if other is not None),
    ]


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
