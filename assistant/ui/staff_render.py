"""What staff see, as HTML: a retrieval with its arithmetic, a section in both languages, the log, the counts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from markupsafe import Markup

from assistant.ui.html import Child, el, join, link
from assistant.ui.sheet import section_body
from assistant.ui.texts import say
from knowledge.models import LANGS, Claim, Lang, Retrieval, Section


def retrieval(found: Retrieval, lang: Lang) -> Markup:
    """Kept and rejected candidates with score parts, reasons and timings."""
    kept = [
        (
            el("code", hit.id),
            hit.title,
            el("span", f"{hit.score:.3f}", cls="num"),
            _parts(hit.parts),
            hit.snippet,
        )
        for hit in found.kept
    ]
    rejected = [
        (el("code", miss.id), miss.title, el("span", f"{miss.score:.3f}", cls="num"), el("code", miss.reason))
        for miss in found.rejected
    ]
    heads = ("id", "name", "score")
    return join(
        el("h3", say("staff.kept", lang, n=len(kept))),
        table([*heads, "parts", "snippet"], kept, lang),
        el("h3", say("staff.rejected", lang, n=len(rejected))),
        table([*heads, "reason"], rejected, lang),
        el("p", say("staff.timings", lang), ": ", _parts(found.timings_ms), cls="meta"),
    )


def _parts(parts: Mapping[str, float]) -> Markup:
    """The parts that count; those of zero are left out."""
    return join(*(el("span", f"{name} {value:.3f}", cls="part") for name, value in parts.items() if value))


def section_page(sides: Mapping[Lang, Section | None], lang: Lang) -> Markup:
    """One section, both languages side by side: text, everything known about it, claims."""
    if not any(sides.values()):
        return message("staff.not_found", lang)
    return el("div", *(_side(sides[side], side, lang) for side in LANGS), cls="sides")


def _side(section: Section | None, side: Lang, lang: Lang) -> Markup:
    if section is None:
        return el("section", say("staff.wrong_side", lang), cls="panel")
    return el(
        "section",
        el("h3", section.title),
        *section_body(section),
        _facts(section),
        el("h4", say("staff.claims", lang, n=len(section.claims))),
        _claims(section.claims, side, lang),
        cls="panel",
        lang=side,
    )


_ELSEWHERE = {"lang", "title", "text", "lead", "details", "table", "claims", "sources"}  # shown in their own way
_SHOWN = tuple(field.name for field in fields(Section) if field.name not in _ELSEWHERE)


def _facts(section: Section) -> Markup:
    rows = [el("tr", el("th", name, scope="row"), el("td", _value(getattr(section, name)))) for name in _SHOWN]
    sources = [link(url, url) or url for url in section.sources]
    rows.append(el("tr", el("th", "sources", scope="row"), el("td", *(el("div", one) for one in sources))))
    return el("div", el("table", el("tbody", *rows)), cls="scroll", tabindex=0)


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return " · ".join(_value(one) for one in value)
    return "" if value is None else str(value)


def _claims(claims: Sequence[Claim], side: Lang, lang: Lang) -> Markup:
    rows = [
        (
            claim.id,
            claim.subject[side],
            claim.condition[side] if claim.condition else "",
            f"{claim.value} {claim.unit}",
            claim.span[side],
        )
        for claim in claims
    ]
    return table(["id", "claim_subject", "claim_condition", "claim_value", "claim_span"], rows, lang)


def turn_log(entries: Iterable[Mapping[str, Any]], lang: Lang) -> Markup:
    """The newest turns and thumbs. Nothing of it is a visitor's own words but masked feedback."""
    rows = [_log_row(entry) for entry in entries]
    heads = ["at", "what", "about", "used", "cards", "total_ms"]
    return join(el("p", say("staff.log_note", lang), cls="meta"), table(heads, rows, lang))


def _log_row(entry: Mapping[str, Any]) -> tuple[Child, ...]:
    at = str(entry.get("at", "")).replace("T", " ")[:19]
    if entry.get("kind") == "feedback":
        mark = "+" if entry.get("up") else "−"
        return (
            at,
            f"{mark} {entry.get('reason', '')}",
            str(entry.get("words", "")),
            f"→ {entry.get('answer', '')}",
            "",
            "",
        )
    about = " · ".join((*entry.get("wants", ()), *entry.get("families", ())))
    timings: Mapping[str, float] = entry.get("timings_ms", {})
    cards = f"{entry.get('courses', 0)} · {entry.get('openings', 0)}"
    what = f"{entry.get('status', '')} {entry.get('lang', '')}"
    return (at, what, about, " ".join(dict.fromkeys(entry.get("sections", ()))), cards, f"{sum(timings.values()):.0f}")


def status(counts: Mapping[str, Any], overdue: Sequence[Section], lang: Lang) -> Markup:
    """What is loaded, and the sections whose review date is over."""
    rows: list[tuple[Child, ...]] = [(name, str(value)) for name, value in counts.items()]
    late = [(el("code", one.id), one.lang, one.title, _day(one.review_by)) for one in overdue]
    return join(
        el("h3", say("staff.counts", lang)),
        table(["field", "claim_value"], rows, lang),
        el("h3", say("staff.past_review", lang, n=len(late))),
        table(["id", "lang", "name", "review_by"], late, lang),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def message(key: str, lang: Lang, **values: Any) -> Markup:
    """A line where a result would stand."""
    return el("p", say(key, lang, **values), cls="meta", role="status")


def table(heads: Sequence[str], rows: Sequence[Sequence[Child]], lang: Lang) -> Markup:
    """A table under the words for `heads`; a line of words where it has no rows."""
    if not rows:
        return message("staff.nothing", lang)
    head = el("tr", *(el("th", say(f"staff.{name}", lang), scope="col") for name in heads))
    body = [el("tr", *(el("td", cell) for cell in row)) for row in rows]
    return el("div", el("table", el("thead", head), el("tbody", *body)), cls="scroll", tabindex=0)
