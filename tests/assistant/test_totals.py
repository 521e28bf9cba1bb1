"""Sums over months, days and years, of one message or over several."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services

TODAY = date(2026, 11, 22)
Figure = int | tuple[int, int]


def ask(services: Services, *messages: str) -> Answer:
    talk = Conversation()
    answers = [services.answer(talk, message, as_of=TODAY) for message in messages]
    return answers[-1]


@pytest.mark.parametrize(
    ("messages", "name", "figure"),
    [
        (("부양가족 1명이면 국취 수당 6개월 다 합치면 얼마",), "nesp_allowance_total", 4_200_000),
        (("국취 수당 4개월 받으면 모두 얼마",), "nesp_allowance_total", 2_400_000),
        (("how much is the NESP allowance over three months in total",), "nesp_allowance_total", 1_800_000),
        (("국취 하면서 매달 100만원 벌면 수당 5개월이면 총 얼마",), "nesp_allowance_total", 2_692_715),
        (("국취 수당 부양가족 2명이면 얼마", "그럼 총 얼마야"), "nesp_allowance_total", 4_800_000),
        (("실업급여 하루 67,000원 150일이면 총 얼마",), "unemployment_total", 10_050_000),
        (("구직급여 일액 66,048원인데 120일 다 합치면",), "unemployment_total", 7_925_760),
        (("실업급여 한 달에 얼마쯤 돼요",), "unemployment_month", (1_981_440, 2_043_000)),
        (("월급 400 받다 짤렸는데 실업급여 하루 얼마", "한 달이면?"), "unemployment_month", 2_043_000),
        (
            ("하루 평균임금 9만원인데 실업급여 하루 얼마", "29살 고용보험 4년이면 며칠", "그럼 총 얼마"),
            "unemployment_total",
            11_888_640,
        ),
        (("계약만료로 나왔어요 27살이고 2년 다녔어요 월급 250 다해서 얼마 받아요",), "unemployment_total", 9_907_200),
        (("2인가구 중위 60% 2026년 2027년 얼마",), "median_income", 2_519_575),
    ],
)
def test_a_sum_is_worked_out(services: Services, messages: tuple[str, ...], name: str, figure: Figure) -> None:
    answer = ask(services, *messages)
    first = answer.amounts[0]
    assert (first.name, first.value if first.value is not None else first.band) == (name, figure)
    assert not answer.warnings


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("국취 수당 3번 받았는데 얼마 남았어요", 1_800_000),
        ("NESP for 5 months so far, how much is left?", 600_000),
    ],
)
def test_what_is_left_of_six_months(services: Services, question: str, figure: int) -> None:
    assert ask(services, question).amounts[0].value == figure


@pytest.mark.parametrize(
    ("question", "monthly"),
    [
        ("딸 15 아들 12 있는데 국취 수당 얼마", 800_000),
        ("남편이 중증장애인이고 딸 14살인데 국취 수당 얼마", 800_000),  # only the young and the old count double
        ("아들이 15살 중증장애인데 국취 수당 얼마", 800_000),
        ("children aged 3 and 9, how much is the NESP allowance", 800_000),
    ],
)
def test_each_dependant_counts_once_and_as_what_they_are(services: Services, question: str, monthly: int) -> None:
    assert ask(services, question).amounts[0].value == monthly


def test_both_years_are_given(services: Services) -> None:
    answer = ask(services, "3인 가구 중위 100% 올해랑 내년 얼마예요")
    assert [a.value for a in answer.amounts] == [5_359_036, 5_718_091]


@pytest.mark.parametrize(
    "question",
    [
        "실업급여 받는 중인데 한달에 알바 40만원 벌면 어떻게 돼요",  # what is earned beside it is no wage
        "실업급여 총 며칠 받아요",
        "국취 총 얼마 받아요",
        "실업급여 얼마예요",
    ],
)
def test_no_sum_is_made_of_something_else(services: Services, question: str) -> None:
    assert not {a.name for a in ask(services, question).amounts} & {"unemployment_month", "unemployment_total"}


def test_what_a_shop_told_before_counts_for_the_question_after_it(services: Services) -> None:
    answer = ask(services, "빵집 8월에 접었어요 18평이었어요", "철거비 얼마 나와요?")
    assert answer.amounts[0].value == 3_600_000
    later = ask(services, "카페 20평 내년 2월에 닫을 건데 철거비 얼마")
    assert later.amounts[0].value == 4_000_000
    assert any("2027년" in line.text for line in later.lines)


def test_the_course_told_after_the_question_counts(services: Services) -> None:
    answer = ask(services, "훈련장려금 얼마예요", "하루 7시간 400시간 국기 과정 부산")
    assert answer.amounts
    assert answer.amounts[0].name == "training_monthly"
