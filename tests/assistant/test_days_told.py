"""Days told, and the days that rules lead to from them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services
from assistant.understanding.days import day_told, moment_told, months_told, years_told

TODAY = date(2026, 11, 22)


def ask(services: Services, *messages: str, on: date = TODAY) -> Answer:
    talk = Conversation()
    answers = [services.answer(talk, message, as_of=on) for message in messages]
    return answers[-1]


def lead(answer: Answer) -> str:
    return next(line.text for line in answer.lines if line.kind == "lead")


@pytest.mark.parametrize(
    ("text", "day", "exact"),
    [
        ("5월 3일에 끝났어요", date(2026, 5, 3), True),
        ("12월 24일에 끝났어요", date(2025, 12, 24), True),
        ("it ended on 14 April 2026", date(2026, 4, 14), True),
        ("since March 9, 2025", date(2025, 3, 9), True),
        ("8월에 끝났어요", date(2026, 8, 31), False),
        ("두 달 전에 그만뒀어요", date(2026, 9, 22), False),
        ("지난달에 닫았어요", date(2026, 10, 31), False),
        ("작년 2월", date(2025, 2, 28), False),
        ("ended in June", date(2026, 6, 30), False),
    ],
)
def test_a_moment_is_read_the_way_it_is_told(text: str, day: date, exact: bool) -> None:
    assert moment_told(text, TODAY) == (day, exact)


@pytest.mark.parametrize(
    "text", ["월급 300", "6개월 일했어요", "3 times in may 4 hours", "실업급여 150일", "2027 minimum wage"]
)
def test_no_day_is_heard_where_none_is_told(text: str) -> None:
    assert day_told(text, TODAY) is None


def test_what_is_still_to_come_is_read_ahead() -> None:
    assert moment_told("12월 20일에 끝나요", TODAY, ahead=True) == (date(2026, 12, 20), True)
    assert moment_told("3월에 닫을 거예요", TODAY, ahead=True) == (date(2027, 3, 31), False)


def test_spans_and_years() -> None:
    assert (months_told("3년 반"), months_told("1년 4개월"), months_told("2 years and 5 months")) == (42, 16, 29)
    assert months_told("2025년") is None
    assert years_told("올해랑 내년", TODAY) == (2026, 2027)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("실업급여 6월 11일에 마지막으로 받았는데 국취 언제부터 돼요", "2026년 12월 11일"),
        ("실업급여 다음 달 15일에 끝나요 국취 언제 신청해요", "2027년 6월 15일"),
        ("my last unemployment benefit was on 9 July 2026, when can I apply for NESP?", "9 January 2027"),
        ("청년수당 월 60만원씩 받다가 8월에 끝났는데 국취 언제 되나요", "2027년 2월 28일"),
        ("공공근로 10월 15일에 끝났는데 국취 되나요", "2027년 4월 15일"),
        ("국취 끝난지 2년 됐고 취업해서 4개월 일했어요 다시 되나요", "지난 것으로"),
        ("취업해서 국취 끝났고 회사 13개월 다녔는데 언제 다시 돼요", "1년이 지나야"),
        ("6월 4일에 퇴사했는데 실업급여 언제까지 받아요", "2027년 6월 4일"),
        ("5월 20일에 취업했는데 취업성공수당 언제 나와요", "2026년 11월 20일"),
        ("2023년 9월에 입사했는데 소득세 감면 언제까지예요", "2028년 9월 30일쯤"),
        ("내배카 2022년 3월 2일에 발급받았어요 언제까지 써요", "2027년 3월 2일"),
        ("10월 5일에 채용했는데 회사가 도약장려금 아직 신청돼요?", "2027년 1월 5일"),
    ],
)
def test_a_day_told_is_counted_on(services: Services, question: str, words: str) -> None:
    answer = ask(services, question)
    assert words in lead(answer)
    assert not answer.warnings


@pytest.mark.parametrize(
    "question",
    [
        "실업급여 언제까지 신청해야 해요",
        "취업성공수당 언제 나와요",
        "도약장려금 청년 몫 언제 들어와요",
        "청년수당 월 20만원씩 3개월 받고 8월에 끝났는데 국취 되나요",  # under both sums: it blocks nothing
    ],
)
def test_without_a_day_the_rule_answers(services: Services, question: str) -> None:
    said = lead(ask(services, question))
    assert "그만뒀다면" not in said
    assert "2027년" not in said


def test_benefit_that_no_longer_fits_in_is_said(services: Services) -> None:
    answer = ask(services, "퇴사한지 9개월 됐는데 180일짜리 실업급여 아직 다 받을 수 있나요")
    assert "어려워 보여요" in lead(answer)
    past = ask(services, "작년 8월 3일에 그만뒀는데 실업급여 아직 돼요?")
    assert "그날이 지나서" in lead(past)


def test_a_late_hire_isnt_told_to_hurry(services: Services) -> None:
    answer = ask(services, "6월 2일에 채용했는데 회사가 도약장려금 아직 신청돼요?")
    assert "이미 지난 날" in lead(answer)
    assert all("서둘러" not in line.text for line in answer.lines)
