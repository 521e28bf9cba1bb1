"""What the writers share: picking sentences that fit the question, who decides, what to ask next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.evidence import DraftLine, Support
from assistant.replies import reply
from knowledge.base import Base
from knowledge.models import Family, Lang, Section
from knowledge.text.figures import figures

BUDGET = {"ko": 300, "en": 620}  # characters of lead and details together; about 400 / 120 words with the who-line
MAX_DETAILS = 3
_HOST = re.compile(r"^https?://(?:www\.)?([^/]+)")


def support(section: Section, quote: str) -> Support:
    return Support("section", section.id, quote)


def lead_line(section: Section, as_of: date) -> list[DraftLine]:
    """The section's lead; a figure whose time is over is given as the last one known, and says so first."""
    lines = [DraftLine("lead", section.lead, (support(section, section.lead),))]
    if section.valid_to is not None and section.valid_to < as_of and section.state == "in_force":
        text = reply("last_known", section.lang, year=str(section.valid_to.year))
        lines.insert(0, DraftLine("note", text))
    return lines


def details_for(section: Section, words: Sequence[str], *, most: int, room: int) -> list[DraftLine]:
    """Details of a section that fit the question best, in the section's own order, within `room` characters.

    Fit is the share of the question's content words a detail holds; without any, the author's order decides.
    """
    ranked = sorted(
        range(len(section.details)), key=lambda i: (-_overlap(section.details[i], words), i)
    )
    chosen: list[int] = []
    for i in ranked:
        if len(chosen) < most and len(section.details[i]) <= room:
            chosen.append(i)
            room -= len(section.details[i])
    return [
        DraftLine("detail", section.details[i], (support(section, section.details[i]),)) for i in sorted(chosen)
    ]


def _overlap(text: str, words: Sequence[str]) -> float:
    if not words:
        return 0.0
    lowered = text.lower()
    return sum(1 for word in words if word in lowered) / len(words)


def row_line(section: Section, words: Sequence[str]) -> DraftLine | None:
    """The table row the question points at ("1인 가구", "1,000만 원 과정"), read with its header; None if none does."""
    if len(section.table) < 2:
        return None
    header, *rows = section.table
    asked = {f.value for word in words for f in figures(word)} | set(words)
    best = max(rows, key=lambda row: _row_fit(row[0], asked))
    if _row_fit(best[0], asked) <= 0:
        return None
    pairs = [f"{name} {cell}" for name, cell in zip(header[1:], best[1:], strict=False) if cell]
    text = f"{best[0]}: {', '.join(pairs)}"
    return DraftLine("detail", text, (support(section, " | ".join(best)),))


def _row_fit(cell: str, asked: set[str]) -> float:
    lowered = cell.lower()
    hits = sum(1 for word in asked if len(word) > 1 and word.lower() in lowered)
    return hits + sum(0.5 for f in figures(cell) if f.value in asked)


def who_line(family: Family, lang: Lang) -> DraftLine:
    """Who decides, and the doors: phone and address from the family's record."""
    parts = []
    if family.phones:
        parts.append(family.phones[0].value)
    if family.addresses:
        host = _HOST.match(family.addresses[0].value)
        parts.append(f"{family.addresses[0].name[lang]}({host[1]})" if host else family.addresses[0].name[lang])
    if lang == "ko":
        text = f"결정하는 곳: {family.office.ko}"
        return DraftLine("who", text + (f" · 문의 {' · '.join(parts)}" if parts else ""))
    text = f"Who decides: {family.office.en}"
    return DraftLine("who", text + (f" · ask {' · '.join(parts)}" if parts else ""))


def next_questions(base: Base, sections: Iterable[Section], lang: Lang, seen: Iterable[str]) -> tuple[str, ...]:
    """Up to three tappable questions: the titles of the sections that people ask about next, not shown yet."""
    shown = set(seen)
    out: list[str] = []
    for section in sections:
        for target in section.next:
            follow = base.section(target, lang)
            if follow is not None and target not in shown and follow.title not in out:
                out.append(follow.title)
                shown.add(target)
    return tuple(out[:3])
