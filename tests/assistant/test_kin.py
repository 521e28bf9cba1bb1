"""What is said of others is no fact of the person; what is said of the household still counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.understanding.facts import facts_in
from assistant.understanding.kin import own_words

TODAY = date(2026, 11, 22)
OF_OTHERS = (
    ("여동생이 고1인데 국취 신청 되나요", {"school.level", "school.high_school_year", "employment"}),
    ("81세 할머니 모시는데 내배카 되나요", {"age"}),
    ("남편이 실업급여 받고 있는데 저 국취 되나요", {"receiving"}),
    ("언니가 공무원인데 내일배움카드 발급돼요?", {"employer.kind"}),
    ("딸이 대학교 3학년인데 제가 국취 되나요", {"school.months_left"}),
    ("친구가 29살인데 국취 한다던데", {"age"}),
    ("아빠만 월 320 벌어요", {"own_income_monthly"}),
    ("엄마가 가게 접었는데 저는 뭐 받나요", {"employment"}),
    ("my brother is a university student, can I join NESP", {"school.level", "employment"}),
    ("my wife makes 2.4 million and I have no income", {"nesp_reported_income"}),
)
OF_ONESELF: tuple[tuple[str, str, Any], ...] = (
    ("저는 고3이고 동생은 고1이에요", "school.high_school_year", 3),
    ("형이 35살이고 저는 28살이에요", "age", 28),
    ("엄마랑 둘이 사는 24살이에요", "age", 24),
    ("아빠랑 저 둘이 살아요", "household_size", 2),
    ("부모님 합쳐서 월 640 벌어요", "household_income_monthly", 6_400_000),
    ("78살 할아버지랑 살아요 부양가족이에요", "dependants", 1),
    ("동생 16살, 13살 있고 저 22살", "age", 22),
    ("I'm 41, my son is 12", "age", 41),
    ("두 아이 엄마예요 39살", "age", 39),
)


@pytest.mark.parametrize(("text", "fields"), OF_OTHERS)
def test_what_is_said_of_others_is_not_the_persons(text: str, fields: set[str]) -> None:
    assert not fields & {f.field for f in facts_in(text, TODAY)}


@pytest.mark.parametrize(("text", "field", "value"), OF_ONESELF)
def test_what_is_said_of_oneself_and_the_household_stays(text: str, field: str, value: Any) -> None:
    assert {f.field: f.value for f in facts_in(text, TODAY)}[field] == value


@pytest.mark.parametrize("text", ["선발형 청년 27살인데 유형이 뭐예요", "제가 아들 회사에 들어가면 되나요", "국취 1유형 조건"])
def test_a_message_on_nobody_else_stays_as_it_is(text: str) -> None:
    assert own_words(text) == text


def test_what_is_cut_leaves_every_letter_in_its_place() -> None:
    text = "누나가 대학생인데 저 국취 되나요"
    assert len(own_words(text)) == len(text)
    assert own_words(text).strip() == "저 국취 되나요"
