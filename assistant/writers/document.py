"""Answers from a document that was added: the line or table row that fits the question leads, in the document's own
words, and it is said whose document that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Status
from assistant.evidence import Draft, DraftLine
from assistant.guards import fold_plain
from assistant.replies import reply
from assistant.understanding import Understanding
from assistant.words import day
from assistant.writers.common import BUDGET, MAX_DETAILS, lead_line, repeated, support, who_line
from knowledge.base import Base
from knowledge.models import Lang, Section
from knowledge.records import LIBRARY

_CELL_NAMED = 3.0  # the question names a cell of the row ("3구간", "2인 가구")
_KIND_ASKED = 0.6  # it asks for an amount, a day or an age, and the line gives one
_LONGEST_NAME = 20  # characters of a cell that can name its row
# What a question asks for, and how a line gives it.
_ASKED_FOR: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"몇\s?(?:살|세)|나이|연령|\bage\b|how old", re.I),
        re.compile(r"\d\s?(?:세|살)|\bage[ds]?\b|years old", re.I),
    ),
    (
        re.compile(r"얼마|금액|얼만|how\s?much|amount", re.I),
        re.compile(r"\d\s?[천만억]*\s?원|\d.*단위: \S*원|KRW|₩|\dwon\b", re.I),
    ),
    (
        re.compile(r"언제|기간|까지|마감|며칠|날짜|when|deadline|until|period", re.I),
        re.compile(r"\d{4}\s?[.년-]|\d{1,2}\s?[월.]\s?\d{1,2}\s?[일.]|\b(?:19|20)\d{2}\b"),
    ),
    (
        re.compile(r"어디|전화|연락|문의|where|contact|phone", re.I),
        re.compile(r"\d{2,4}-\d{3,4}|문의|전화|누리집|홈페이지|https?:|\.(?:kr|com)\b", re.I),
    ),
)
_LOOKED_AT = 40  # sections of the document that are weighed: those found, then those with most of the words
_LATER, _LAST = 0.1, 0.4  # what each place further down costs, and at most
_UNIT = re.compile(r"^(?:단위|unit): ", re.I)


def is_document(section: Section) -> bool:
    """Whether a section was read from a document that somebody added (not a single row with an id of its own)."""
    return section.document != LIBRARY and bool(section.heading_path)


def write_document(
    base: Base, u: Understanding, found: Sequence[Section], beside: Sequence[Section], as_of: date, words: Sequence[str]
) -> Draft:
    """Lead, at most three details, whose document it is. `found` are the sections found, best first, the first of a
    document; the lead of one of `beside` may follow."""
    document = [s for s in base.sections(found[0].lang) if s.document == found[0].document]
    document.sort(key=lambda s: -sum(word in s.text for word in words))
    own = list({s.id: s for s in (*found, *document) if s.document == found[0].document}.values())[:_LOOKED_AT]
    ranked = [(_best(s, u.text, words)[0] - min(_LATER * n, _LAST), -n, s) for n, s in enumerate(own)]
    main = max(ranked, key=lambda one: one[:2])[2]
    statements = (main.lead, *main.details)
    scores = [_fit(main, one, u.text, words) for one in statements]
    best = _best(main, u.text, words)[1]
    lines = lead_line(replace(main, lead=statements[best]), as_of, u.text)
    lines[-1] = replace(lines[-1], text=spoken_row(main, lines[-1].text))
    room = BUDGET[u.lang] - sum(len(line.text) for line in lines)
    alone = _row_of(main, statements[best]) >= 0 and scores[best] >= _CELL_NAMED
    for i in sorted(range(len(statements)), key=lambda i: (-scores[i], i)):
        text = spoken_row(main, statements[i])
        told = i == best or (alone and _row_of(main, statements[i]) >= 0)
        if not told and len(lines) <= MAX_DETAILS and len(text) <= room:
            lines.append(DraftLine("detail", text, (support(main, statements[i]),)))
            room -= len(text)
    for other in [s for s in beside if s.document != main.document][:1]:
        if len(lines) <= MAX_DETAILS and len(other.lead) <= room and not repeated(other.lead, statements[best]):
            lines.append(DraftLine("detail", spoken_row(other, other.lead), (support(other, other.lead),)))
    if who := who_line(base, main, u.lang):
        lines.append(who)
    lines.append(source_line(main, as_of, u.lang))
    return Draft(Status.ANSWERED, tuple(lines))


def source_line(section: Section, as_of: date, lang: Lang) -> DraftLine:
    """Whose words these are and from when: an added document isn't the national library."""
    title = section.heading_path[0]
    about = ", ".join(filter(None, (section.basis, day(section.as_of, lang) if section.as_of else "")))
    named = f"「{title}」({about})" if about and lang == "ko" else f"“{title}” ({about})" if about else f"「{title}」"
    late = section.review_by is not None and section.review_by < as_of
    key = "from_document_old" if late else "from_document" if section.as_of else "from_document_undated"
    said = reply(key, lang, document=named)
    return DraftLine("note", said if lang == section.lang else f"{said} {reply('from_document_language', lang)}")


def spoken_row(section: Section, text: str) -> str:
    """A row of the section's table as one says it: ``3구간: 대상 무주택 청년, 지원금 월 12 (단위: 만원)``."""
    if _row_of(section, text) < 0 or "; " not in text:
        return text
    first, *rest = text.split("; ")
    unit = next((part for part in rest if _UNIT.match(part)), "")
    said = ", ".join(part.replace(": ", " ", 1) for part in rest if part != unit)
    return f"{first.partition(': ')[2] or first}: {said}{f' ({unit})' if unit else ''}"


def _row_of(section: Section, text: str) -> int:
    """Which row of the table a statement is; -1 for none."""
    cells = [[cell for cell in row if cell] for row in section.table[1:]]
    return next((r for r, row in enumerate(cells) if row and all(cell in text for cell in row)), -1)


def _best(section: Section, question: str, words: Sequence[str]) -> tuple[float, int]:
    """How well the statement of a section that fits best does, and which it is."""
    scores = [_fit(section, one, question, words) for one in (section.lead, *section.details)]
    at = max(range(len(scores)), key=lambda i: (scores[i], -i))
    return scores[at], at


def _fit(section: Section, statement: str, question: str, words: Sequence[str]) -> float:
    asked = fold_plain(question)
    said = f"{section.title} {statement}".lower()
    telling = [word for word in words if word not in section.heading_path[0].lower()]  # its title is in every section
    score = sum(1 for word in telling if word in said) / max(1, len(telling))
    row = _row_of(section, statement)
    if row >= 0:
        short = (cell for cell in section.table[row + 1] if len(cell) <= _LONGEST_NAME)
        names = {fold_plain(cell) for cell in short if re.search(r"[^\d,.%\s]", cell)}
        shared = [n for n in names if len(n) > 1 and n in asked and not _everywhere(section, n)]
        score += _CELL_NAMED * len(shared)
    gives = next((given for wanted, given in _ASKED_FOR if wanted.search(question)), None)
    if gives is not None and gives.search(statement):
        score += _KIND_ASKED
    return score


def _everywhere(section: Section, name: str) -> bool:
    """Whether a cell says the same in every row, so that it names none."""
    return all(any(name in fold_plain(cell) for cell in row) for row in section.table[1:]) and len(section.table) > 2
