"""Answers from sections: one fact, several, a comparison, or numbered steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import LineKind, Status
from assistant.evidence import Draft, DraftLine, Evidence
from assistant.replies import fit_particles
from assistant.understanding import Understanding
from assistant.writers.common import (
    BUDGET,
    MAX_DETAILS,
    details_for,
    lead_line,
    next_questions,
    repeated,
    row_line,
    support,
    who_line,
)
from knowledge.base import Base
from knowledge.models import Section

MAX_STEPS = 7


def write_guideline(base: Base, u: Understanding, evidence: Evidence, as_of: date, words: Sequence[str]) -> Draft:
    """Lead, at most three details, who decides, next questions."""
    order = [*evidence.corrections, *(f.sections[0] for f in evidence.found)]
    order = list({s.id: s for s in order}.values())
    main = order[0]
    lines = lead_line(main, as_of, u.text)
    room = BUDGET[u.lang] - sum(len(x.text) for x in lines)
    extra: list[DraftLine] = []
    if row := row_line(main, words):
        extra.append(row)
        room -= len(row.text)
    others = [s for s in order[1:3] if not repeated(s.lead, main.lead)]
    for other in others:
        text = other.lead
        extra.append(DraftLine("detail", text, (support(other, text),)))
        room -= len(text)
    if "law" in u.topics and main.basis:
        label = f"근거: {main.basis}" if u.lang == "ko" else f"Legal basis: {main.basis}"
        extra.append(DraftLine("detail", label, (support(main, main.lead),)))
    said = [line.text for line in (*lines, *extra)]
    details = details_for(main, words, most=max(0, MAX_DETAILS - len(extra)), room=max(0, room), said=said)
    lines += [*extra[:MAX_DETAILS], *details]
    if who := who_line(base, main, u.lang):
        lines.append(who)
    shown = [s.id for s in order]
    suggestions = next_questions(base, order, u.lang, shown)
    return Draft(Status.ANSWERED, tuple(lines), suggestions=suggestions)


def write_steps(base: Base, u: Understanding, evidence: Evidence, as_of: date) -> Draft | None:
    """Numbered steps from a section on applying; None where the evidence has none."""
    section = next((s for s in evidence.sections if s.topics[:1] == ("apply",) and len(s.details) >= 2), None)
    if section is None:
        return None
    lines = lead_line(section, as_of)
    lines += [DraftLine("step", d, (support(section, d),)) for d in section.details[:MAX_STEPS]]
    if who := who_line(base, section, u.lang):
        lines.append(who)
    return Draft(
        Status.ANSWERED, tuple(lines), suggestions=next_questions(base, [section], u.lang, [section.id])
    )


def write_comparison(base: Base, u: Understanding, pairs: Sequence[tuple[str, Sequence[Section]]]) -> Draft | None:
    """Two or three things side by side: per thing its own leads on the same aspects. None unless two have sections.

    `pairs` holds a name and its sections, one per aspect, in the same order of aspects.
    """
    kept = [(name, list({s.id: s for s in sections}.values())) for name, sections in pairs if sections]
    if len(kept) < 2:
        return None
    names = " · ".join(name for name, _ in kept)
    opening = fit_particles(f"{names}, 이렇게 달라요.") if u.lang == "ko" else f"{names}: how they differ."
    lines = [DraftLine("warm", opening)]
    said: set[str] = set()
    for _, sections in kept:
        for section in sections[:2]:
            if section.id not in said:
                kind: LineKind = "detail" if said else "lead"
                lines.append(DraftLine(kind, section.lead, (support(section, section.lead),)))
                said.add(section.id)
    by_family = {s.family: s for _, sections in kept for s in sections}
    lines += [who for s in list(by_family.values())[:2] if (who := who_line(base, s, u.lang)) is not None]
    every = [s for _, sections in kept for s in sections]
    return Draft(
        Status.ANSWERED, tuple(lines), suggestions=next_questions(base, every, u.lang, [s.id for s in every])
    )
