"""The same facts told in Korean and in English give the same objects: all but the words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services

TODAY = date(2026, 11, 22)
PAIRS: list[tuple[str, str]] = [
    *(
        (
            f"{age}살이고 {months}개월째 쉬는 중인데 내가 받을 수 있는 지원 뭐 있어?",
            f"I'm {age} and have been unemployed for {months} months. What can I get?",
        )
        for age in (19, 24, 27, 34, 35, 48)
        for months in (2, 6, 12, 24)
    ),
    *(
        (
            f"국취 1유형인데 알바로 {man}만원 벌었어. 그달 수당 얼마 나와?",
            f"I'm in NESP type 1 and earned {man * 10_000:,} won this month. How much allowance do I get?",
        )
        for man in (30, 59, 60, 61, 93, 94, 100, 120, 140, 153, 154, 170, 200, 250)
    ),
    *(
        (
            f"수강료 {man}만원짜리 KDT 자부담 얼마야?",
            f"A KDT course costs {man * 10_000:,} won. How much is my own share?",
        )
        for man in (100, 200, 300, 301, 450, 600, 601, 800, 1000, 1200, 1201, 1500, 1800, 1801, 2500)
    ),
    *(
        (f"{n}인 가구 중위소득 60% 얼마야?", f"How much is 60% of the median income for a household of {n}?")
        for n in (1, 2, 3, 4, 5, 6)
    ),
    ("재택 프론트엔드 신입 채용공고", "remote entry level frontend job openings"),
]


def plain(value: Any) -> Any:
    """A JSON value without the words that people read."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k not in ("text", "words", "label", "score", "parts")}
    return [plain(v) for v in value] if isinstance(value, list) else value


def objects(answer: Answer) -> dict[str, Any]:
    """Decisions, amounts, cards, pathways and questions of an answer, without words."""
    told = answer.to_json()
    kept = {k: plain(told[k]) for k in ("decisions", "amounts", "pathways", "asks")}
    return kept | {"courses": [c["cohort"] for c in told["courses"]], "openings": [o["id"] for o in told["openings"]]}


@pytest.mark.parametrize(("ko", "en"), PAIRS)
def test_the_same_facts_give_the_same_objects(services: Services, ko: str, en: str) -> None:
    one = services.answer(Conversation(), ko, as_of=TODAY)
    other = services.answer(Conversation(), en, as_of=TODAY)
    assert (one.language, other.language) == ("ko", "en")
    assert any(objects(one).values())
    assert objects(one) == objects(other)


def test_there_are_sixty_pairs() -> None:
    assert len(set(PAIRS)) >= 60
