"""Answers from sections: one fact, several, a comparison, or numbered steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import LineKind, Status
from assistant.evidence import Draft, DraftLine, Evidence
from assistant.replies import fit_particles, reply
from assistant.understanding import Understanding
from assistant.understanding.apart import asks_apart
from assistant.understanding.followups import personal
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
    without_verdict,
)
from assistant.writers.document import is_document, write_document
from knowledge.base import Base
from knowledge.models import Lang, Section

MAX_STEPS = 7
NOTICE = re.compile(r"고시|법령|조문|몇\s?조|규정\s?(?:번호|이름)|\b(?:notice|decree|act|article)\b", re.I)
# What asks for a second thing beside the first one.
_ASKED = {
    "ko": re.compile(
        r"(?:하고|이랑|랑|고요?|이고|며|그리고|,|와|과)\s?[^\s]*\s?(?:어떻게|언제|어디|서류|신청|방법|얼마)"
    ),
    "en": re.compile(r"\b(?:and|also)\b[^.?]*\b(?:how|when|where|what|documents?|apply)\b|,", re.I),
}


def write_guideline(base: Base, u: Understanding, evidence: Evidence, as_of: date, words: Sequence[str]) -> Draft:
    """Lead, at most three details, who decides, next questions."""
    order = [*evidence.corrections, *(f.sections[0] for f in evidence.found)]
    order = list({s.id: s for s in order}.values())
    main = order[0]
    if is_document(main):
        found = (*order[:1], *(s for f in evidence.found for s in f.sections))
        return write_document(base, u, tuple({s.id: s for s in found}.values()), order[1:], as_of, words)
    lines = lead_line(main, as_of, u.text, None if evidence.corrections else words)
    if not evidence.corrections and len(personal(u.facts)) > 1:  # a yes to the rule would sound like one to the person
        lines = [replace(line, text=without_verdict(line.text, whole=False)) for line in lines]
    room = BUDGET[u.lang] - sum(len(x.text) for x in lines)
    extra: list[DraftLine] = []
    if row := row_line(main, words):
        extra.append(row)
        room -= len(row.text)
    if "law" in u.topics and main.basis:
        basis = DraftLine("detail", reply("basis_is", u.lang, basis=main.basis), (support(main, main.lead),))
        if NOTICE.search(u.text):
            lines = [*lines[:-1], replace(basis, kind="lead"), replace(lines[-1], kind="detail")]
        else:
            extra.append(basis)
    others = [s for s in order[1:3] if not repeated(s.lead, main.lead) and _belongs(s, main, u, words)]
    for other in others:
        text = without_verdict(other.lead)
        extra.append(DraftLine("detail", text, (support(other, other.lead),)))
        room -= len(text)
    said = [line.text for line in (*lines, *extra)]
    details = details_for(main, words, most=max(0, MAX_DETAILS - len(extra)), room=max(0, room), said=said)
    lines += [*extra[:MAX_DETAILS], *details]
    if who := who_line(base, main, u.lang):
        lines.append(who)
    shown = [s.id for s in order]
    suggestions = next_questions(base, order, u.lang, shown)
    return Draft(Status.ANSWERED, tuple(lines), suggestions=suggestions)


def unsure(sections: Sequence[Section], lang: Lang) -> Draft:
    """Where it isn't sure what is asked: the nearest questions to tap instead of an answer to another one."""
    titles = tuple(dict.fromkeys(s.title for s in sections))[:3]
    lines = (DraftLine("warm", reply("unsure", lang)), DraftLine("who", reply("no_content_door", lang)))
    return Draft(Status.CLARIFY, lines, suggestions=titles)


def _belongs(other: Section, main: Section, u: Understanding, words: Sequence[str]) -> bool:
    """Whether a second section is about something the question names: a scheme of its own, or words of its title."""
    if other.family != main.family:
        return other.family in u.families or not u.families
    title, named = other.title.lower(), f"{main.title} {main.lead}".lower()
    asked = _ASKED[u.lang].search(u.text) is not None or asks_apart(u.text)
    return any(len(w) > 1 and w in title and w not in named for w in words) or asked


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
