"""What a dropped document became, as HTML: who it is, what would change, its sections and tables. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from assistant.ui.html import Child, el, join
from assistant.ui.sheet import section_grid
from assistant.ui.staff_render import message, table
from assistant.ui.texts import keys, say
from knowledge.added import AddedDocument, Source
from knowledge.adding import Changes, Prepared
from knowledge.ingest import IngestReport
from knowledge.models import Lang, Section

MOST_SHOWN = 200
_KINDS = ("new", "changed", "redated", "same", "gone")
_WARNINGS = frozenset(key.removeprefix("drop.left_") for key in keys() if key.startswith("drop.left_"))
_FIELDS = (("title", "text"), ("date", "date"), ("url", "url"), ("family", "text"))


def zone(lang: Lang) -> Markup:
    """The place to drop a file at, with what may be said of it, and the space for what comes back."""
    boxes = {name: el("input", type=kind, name=name, maxlength=300) for name, kind in _FIELDS}
    fields = [el("label", say(f"drop.{name}", lang), box) for name, box in boxes.items()]
    return el(
        "div",
        el("h3", say("drop.heading", lang)),
        el("p", say("drop.sub", lang), cls="meta"),
        el("div", *fields, cls="fields"),
        el("div", el("button", say("drop.choose", lang), type="button", cls="chip solid", data_choose=True)),
        el("div", cls="became", data_became=True, aria_live="polite", data_reading=say("drop.reading", lang),
           data_taking=say("drop.taking", lang), data_lost=say("turn.lost", lang), data_lang=lang),
        cls="drop-zone",
        data_drop_zone=True,
    )  # fmt: skip


def preview(prepared: Prepared, token: str, lang: Lang) -> Markup:
    """What the document would become, before it counts, with the button that takes it in."""
    changes = prepared.changes
    accept = el("button", say("drop.take", lang), type="button", cls="chip solid", data_take=token)
    nothing = el("p", say("drop.nothing_changes", lang), cls="meta", role="status")
    drop = el("button", say("drop.leave", lang), type="button", cls="chip", data_leave=True)
    return join(
        _who(prepared, lang),
        _notes(prepared, lang),
        _counts(changes, lang),
        el("div", accept, drop, cls="chips") if changes.any else nothing,
        *_sections(prepared, lang),
    )


def taken(prepared: Prepared, report: IngestReport, lang: Lang) -> Markup:
    """What became of the document once it was taken in."""
    counts = {"new": report.new, "updated": report.updated, "skipped": report.skipped, "gone": report.gone}
    failed = [el("li", f.reason) for f in report.failed]
    return join(
        el("h3", say("drop.taken", lang, title=prepared.identity.title), role="status"),
        el("p", say("drop.taken_counts", lang, **counts), cls="meta"),
        el("ul", *failed, cls="notes") if failed else None,
    )


def refused(words: str) -> Markup:
    """Why a file wasn't read."""
    return el("p", words, cls="refused", role="alert")


def documents(found: Sequence[AddedDocument], today: date, lang: Lang) -> Markup:
    """The documents that were added, with their ages."""
    rows: list[tuple[Child, ...]] = [_document(d, today, lang) for d in found]
    heads = ["document", "basis", "dated", "age", "review_by", "sections", "versions"]
    return el("div", el("h3", say("drop.documents", lang, n=len(rows))), table(heads, rows, lang), cls="documents")


def sources(found: Sequence[Source], today: date, lang: Lang) -> Markup:
    """Where the other records come from, and how long ago each source was read."""
    rows: list[tuple[Child, ...]] = []
    for s in found:
        age = s.age(today)
        read = s.read_on.isoformat() if s.read_on else say("drop.no_day", lang)
        ago = say("drop.days", lang, n=age) if age is not None else ""
        rows.append((el("code", s.name), f"{s.sections:,}", f"{s.courses:,}", f"{s.openings:,}", read, ago))
    heads = ["source", "sections", "kind_course", "kind_opening", "read_on", "age"]
    return el("div", el("h3", say("drop.sources", lang)), table(heads, rows, lang), cls="documents")


def _document(d: AddedDocument, today: date, lang: Lang) -> tuple[Child, ...]:
    age = d.age(today)
    review = d.review_by.isoformat() if d.review_by else ""
    return (
        join(d.title, el("br"), el("code", d.id)),
        d.basis,
        d.as_of.isoformat() if d.as_of else say("drop.no_day", lang),
        say("drop.days", lang, n=age) if age is not None else "",
        el("b", review, " · ", say("drop.late", lang), cls="warn") if d.past_review(today) else review,
        d.sections,
        d.versions,
    )


def _who(prepared: Prepared, lang: Lang) -> Markup:
    identity = prepared.identity
    day = identity.dated.isoformat() if identity.dated else ""
    about = " · ".join(filter(None, (identity.number or identity.issuer, day, prepared.format.upper(), prepared.name)))
    return join(el("h3", identity.title), el("p", about, cls="meta"), el("p", el("code", identity.slug)))


def _notes(prepared: Prepared, lang: Lang) -> Markup | None:
    notes = [say(f"drop.missing_{name}", lang) for name in prepared.identity.missing]
    notes += [say(f"drop.left_{code}" if code in _WARNINGS else "drop.left_other", lang) for code in prepared.warnings]
    return el("ul", *(el("li", note) for note in notes), cls="notes") if notes else None


def _counts(changes: Changes, lang: Lang) -> Markup:
    counts = {kind: len(getattr(changes, kind)) for kind in _KINDS}
    return el("ul", *(el("li", say(f"drop.{k}", lang, n=n), cls="part") for k, n in counts.items() if n), cls="counts")


def _sections(prepared: Prepared, lang: Lang) -> Iterable[Markup]:
    changes = prepared.changes
    old = {new.id: before for before, new in changes.changed}
    fresh = {section.id for section in changes.new}
    for section in prepared.sections[:MOST_SHOWN]:
        kind = "changed" if section.id in old else "new" if section.id in fresh else "same"
        yield _section(section, kind, lang, old.get(section.id))
    for section in changes.gone[:MOST_SHOWN]:
        yield _section(section, "gone", lang)
    if len(prepared.sections) > MOST_SHOWN:
        yield message("drop.more", lang, n=len(prepared.sections) - MOST_SHOWN)


def _section(section: Section, kind: str, lang: Lang, before: Section | None = None) -> Markup:
    path = " › ".join((*section.heading_path[1:], section.title))
    mark = el("span", say(f"drop.mark_{kind}", lang), cls=f"pill {'due' if kind in ('changed', 'gone') else 'soft'}")
    body = _difference(before.text, section.text) if before else el("p", section.text, cls="running")
    grid = section_grid(section) if section.table else None
    parts = [grid if grid is not None and before is None else body, grid if before is not None else None]
    return el(
        "details",
        el("summary", mark, el("b", path), el("code", section.id)),
        *parts,
        open=kind in ("changed", "gone"),
        lang=section.lang,
    )


def _difference(before: str, after: str) -> Markup:
    """The lines of both, those that went struck out, those that came underlined."""
    lines: list[Child] = []
    for line in difflib.ndiff(before.splitlines(), after.splitlines()):
        mark, text = line[:1], line[2:]
        if mark != "?":
            lines.append(el({"-": "del", "+": "ins"}.get(mark, "span"), text))
            lines.append("\n")
    return el("p", *lines, cls="running")
