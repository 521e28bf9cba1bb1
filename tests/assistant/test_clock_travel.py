"""Clock travel: on ten days over a year no closed opening and no past cohort is shown as current."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services

START = date(2026, 11, 22)
DAYS = [START + timedelta(days=40 * i) for i in range(10)]
QUESTIONS = [
    "데이터 분석 배울 수 있는 과정",
    "파이썬 강의 추천",
    "스마트공장 과정 찾아줘",
    "엑셀 배우고 싶어 과정 있어?",
    "서울 신입 채용공고",
    "경기 생산직 채용공고",
    "부산 회계 사무원 일자리",
    "backend developer jobs",
    "요양보호사 채용",
    "용접 과정 추천",
]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_card_is_past_its_day(services: Services, day: date) -> None:
    answers: list[Answer] = [services.answer(Conversation(), q, as_of=day) for q in QUESTIONS]
    courses = [c for a in answers for c in a.courses]
    openings = [o for a in answers for o in a.openings]
    assert len(courses) + len(openings) >= 10
    for c in courses:
        assert c.apply_by >= day, c
        assert c.starts > day or c.apply_by >= day, c
        assert c.seats_left != 0, c
    for o in openings:
        assert o.lifecycle in ("open", "closing", "until_filled"), o
        record = services.base.opening(o.id)
        assert record is not None
        assert record.posted <= day
        assert record.closes is None or record.closes >= day
        assert not record.withdrawn


def test_cards_once_shown_are_checked_again(services: Services) -> None:
    answer = services.answer(Conversation(), "데이터 분석 배울 수 있는 과정", as_of=START)
    ids = tuple(c.cohort for c in answer.courses)
    assert ids
    assert len(services.recheck_cards(ids, START)[0]) == len(ids)
    assert services.recheck_cards(ids, START + timedelta(days=1200)) == ([], [])
