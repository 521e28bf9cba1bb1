"""The days of a pathway as a calendar file (RFC 5545): last days to apply, first days of courses. Pure.

Nothing in it is about a person: titles of courses and openings, their days, and whether they are samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assistant.answer import Pathway
from assistant.writers.path_words import sample_mark
from knowledge.models import LANGS, Lang, Text

_LONGEST: Final = 75  # octets in a line
_APPLY: Final = Text("신청 마감: {title}", "Last day to apply: {title}")
_STARTS: Final = Text("시작: {title}", "Starts: {title}")
_CLOSES: Final = Text("지원 마감: {title}", "Last day to apply for the job: {title}")
_NOTE: Final = Text(
    "날짜는 바뀔 수 있어요. 신청하기 전에 기관에 확인하세요.",
    "Days can change. Check with the office before you apply.",
)
_NAME: Final = Text("이음 · 내 길", "Ieum · my path")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day event. `id` stays the same for the same event, so that a second import doesn't double it."""

    id: str
    day: date
    title: Text
    note: str = ""


def entries(pathway: Pathway, today: date) -> tuple[Entry, ...]:
    """The days of a pathway from `today` on, earliest first."""
    found: list[Entry] = []
    for course in (pathway.course, pathway.next_course):
        if course is None:
            continue
        for kind, day, pattern in (("apply", course.apply_by, _APPLY), ("start", course.starts, _STARTS)):
            if kind == "apply" and "apply_by" in course.unsaid:
                continue
            title = _title(pattern, course.title, course.sample)
            found.append(Entry(f"{kind}-{course.cohort}", day, title, course.institution))
    for opening in pathway.openings:
        if opening.closes is not None:
            title = _title(_CLOSES, opening.title, opening.sample)
            found.append(Entry(f"close-{opening.id}", opening.closes, title, opening.employer))
    return tuple(sorted((e for e in found if e.day >= today), key=lambda e: (e.day, e.id)))


def calendar(events: Iterable[Entry], stamp: date, lang: Lang) -> str:
    """The calendar file's text, lines ended by CRLF and folded. `stamp` is the day it was made on."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ieum//Pathway//KO",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(_NAME[lang])}",
    ]
    for event in events:
        note = f"{event.note}\n{_NOTE[lang]}" if event.note else _NOTE[lang]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(event.id)}@ieum",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.title[lang])}",
            f"DESCRIPTION:{_escaped(note)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _title(pattern: Text, title: str, sample: bool) -> Text:
    ko, en = (pattern[lang].format(title=title) + sample_mark(sample, lang) for lang in LANGS)
    return Text(ko, en)


def _escaped(text: str) -> str:
    """Text as a value: its commas, semicolons, backslashes and line ends escaped, control characters gone."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for mark in "\\;,":
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut inside a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += width
    return "\r\n".join((*pieces, piece))
