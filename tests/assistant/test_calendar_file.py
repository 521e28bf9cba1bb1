"""The calendar file against RFC 5545: lines, folding, escaping, days; and what it must not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.answer import Pathway
from assistant.calendar_file import Entry, calendar, entries
from knowledge.models import Text
from tests.assistant.ui.parts import COURSE, OPENING

STAMP = date(2026, 11, 22)
PATH = Pathway(1.0, (), COURSE, (OPENING,), (), (), ())


def unfolded(file: str) -> list[str]:
    return file.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_the_days_of_a_way_become_all_day_events() -> None:
    file = calendar(entries(PATH, STAMP), STAMP, "ko")
    lines = unfolded(file)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 3
    assert [x for x in lines if x.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20261127",
        "DTSTART;VALUE=DATE:20261201",
        "DTSTART;VALUE=DATE:20261207",
    ]
    assert "DTEND;VALUE=DATE:20261128" in lines  # the end of an all-day event is the day after
    assert lines.count("DTSTAMP:20261122T000000Z") == 3
    assert "SUMMARY:신청 마감: 데이터 분석가 양성 과정(예시)" in lines
    assert "SUMMARY:지원 마감: 자동화설비 유지보수 신입(예시)" in lines
    uids = [x for x in lines if x.startswith("UID:")]
    assert len(set(uids)) == 3
    assert uids == [x for x in unfolded(calendar(entries(PATH, STAMP), STAMP, "en")) if x.startswith("UID:")]


def test_lines_end_in_crlf_and_fit_75_octets_without_cutting_a_character() -> None:
    long = Entry("x", STAMP, Text("가나다라마바사아자차카타파하 " * 20, "word " * 60), "😀" * 90)
    for lang in ("ko", "en"):
        raw = calendar([long], STAMP, lang)
        assert not re.search(r"(?<!\r)\n|\r(?!\n)", raw)
        for line in raw.encode("utf-8").split(b"\r\n"):
            assert len(line) <= 75
            line.decode("utf-8")
        assert f"SUMMARY:{long.title[lang]}" in unfolded(raw)


def test_marks_and_line_ends_in_titles_cannot_make_properties() -> None:
    sly = Entry("a;b\r\nATTENDEE:x", STAMP, Text("일, 월; 화\\수\r\nBEGIN:VALARM\x07", "x"), "one\rtwo")
    lines = unfolded(calendar([sly], STAMP, "ko"))
    assert r"SUMMARY:일\, 월\; 화\\수\nBEGIN:VALARM" in lines
    assert r"UID:a\;b\nATTENDEE:x@ieum" in lines
    assert not [x for x in lines if x.startswith(("ATTENDEE", "BEGIN:VALARM", "two"))]


def test_days_gone_by_are_left_out_and_none_makes_an_empty_calendar() -> None:
    late = STAMP + timedelta(days=8)
    assert [e.id for e in entries(PATH, late)] == ["close-op-1", "start-c-1-1"]
    assert entries(replace(PATH, course=None, openings=()), STAMP) == ()
    assert entries(replace(PATH, course=None, openings=(replace(OPENING, closes=None),)), STAMP) == ()
    assert "VEVENT" not in calendar((), STAMP, "ko")


def test_a_second_course_has_its_own_days() -> None:
    after = replace(COURSE, cohort="c-2-1", apply_by=date(2027, 3, 1), starts=date(2027, 3, 15), sample=False)
    found = entries(replace(PATH, next_course=after), STAMP)
    assert [e.id for e in found if "c-2-1" in e.id] == ["apply-c-2-1", "start-c-2-1"]
    assert found == tuple(sorted(found, key=lambda e: e.day))
    assert "예시" not in found[-1].title["ko"]
