"""Somebody who feels low gets a warm word and a line to call; what they asked is still answered."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.distress import looks_low
from assistant.history import Conversation
from assistant.services import Services

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    ["막막해.. 뭐부터", "너무 지쳤어요", "회사 때문에 미치겠다 죽을것같아", "i hate my life", "feeling so stuck", "나 같은 쓰레기도 취업할 수 있을까"],
)  # fmt: skip
def test_low_words_are_heard(text: str) -> None:
    assert looks_low(text)


@pytest.mark.parametrize("text", ["운영지침 알려줘", "우울증 상담사 채용", "눈물의 여왕", "고양이가 밥을 안 먹어요", "정신과 간호조무사 채용", "국취제 얼마 줘요"])
def test_other_words_are_not(text: str) -> None:
    assert not looks_low(text)


@pytest.mark.parametrize("text", ["나 같은 쓰레기도 취업할 수 있을까", "아무도 나를 안뽑아줘 나는 쓸모없어", "i hate my life"])
def test_a_feeling_alone_gets_warmth_and_doors_but_no_cards(services: Services, text: str) -> None:
    answer = services.answer(Conversation(), text, as_of=TODAY)
    assert answer.lines[0].kind == "warm"
    assert "109" in answer.lines[-1].text
    assert not answer.courses
    assert not answer.openings
    assert {c.id for c in answer.citations} == {"places/low-energy"}


def test_a_feeling_beside_a_question_leaves_the_answer_whole(services: Services) -> None:
    answer = services.answer(Conversation(), "우울한데 국취제 얼마 줘요", as_of=TODAY)
    assert answer.lines[0].kind == "warm"
    assert "60만 원" in answer.lines[1].text
    assert "109" in answer.lines[-1].text


def test_a_hard_word_for_the_program_is_not_taken_for_a_feeling(services: Services) -> None:
    assert "109" not in services.answer(Conversation(), "너 진짜 쓸모없다", as_of=TODAY).text


def test_a_short_word_after_a_crisis_is_no_new_greeting(services: Services) -> None:
    talk = Conversation()
    services.answer(talk, "죽고싶어", as_of=TODAY)
    answer = services.answer(talk, "응", as_of=TODAY)
    assert "109" in answer.lines[0].text
    assert not answer.suggestions
