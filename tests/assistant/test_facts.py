"""Facts heard in what people type, with the words they came from; and rules asked about that are no facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.understanding.facts import facts_in

TODAY = date(2026, 11, 22)

HEARD: list[tuple[str, dict[str, Any]]] = [
    ("26살이에요", {"age": 26}),
    ("만 34세인데 되나요", {"age": 34}),
    ("99년생", {"age": 27}),
    ("01년생인데", {"age": 25}),
    ("스물다섯 살 취준생", {"age": 25, "employment": "unemployed"}),
    ("고졸이고 3개월째 쉬는 중", {"education": "high", "months_without_work": 3, "employment": "unemployed"}),
    ("일 그만둔지 두달 됐어요", {"months_without_work": 2}),
    ("1년째 백수", {"months_without_work": 12}),
    ("혼자 살아요", {"household_size": 1}),
    ("4인 가구 소득 400만원", {"household_size": 4, "household_income_monthly": 4_000_000}),
    ("재산 3억 정도", {"household_assets": 300_000_000}),
    ("알바로 100만원 벌었는데", {"own_income_monthly": 1_000_000}),
    ("그럼 170벌면?", {"own_income_monthly": 1_700_000}),
    ("138만 8,543원 벌었어", {"own_income_monthly": 1_388_543}),
    ("실업급여 받고 있는데", {"receiving": ("unemployment_benefit",)}),
    ("기초수급 한부모 가정이에요", {"groups": ("basic_livelihood", "one_parent")}),
    ("계약만료로 나왔어요", {"left_job.reason": "contract_ended"}),
    ("권고사직 당했어요", {"left_job.reason": "dismissed"}),
    ("회사 자진퇴사했어요", {"left_job.reason": "voluntary"}),
    ("폐업했어요", {"employment": "closed_business"}),
    ("F-6 비자예요", {"visa": "F-6"}),
    ("한국 사람이에요", {"visa": "citizen"}),
    ("대학생인데 졸업까지 두 학기 남았어요", {"school.enrolled": True, "school.level": "university", "school.months_left": 12}),
    ("I'm 26 and have been unemployed for 6 months", {"age": 26, "months_without_work": 6, "employment": "unemployed"}),
    ("earned 1.4 million won this month", {"own_income_monthly": 1_400_000}),
    ("I quit my job", {"left_job.reason": "voluntary"}),
    ("재택 일자리", {"wants.remote": True}),
    ("월급 250만원 이상이면 좋겠어", {"wants.pay_min_monthly": 2_500_000}),
]


@pytest.mark.parametrize(("text", "expected"), HEARD)
def test_facts_are_heard_with_their_words(text: str, expected: dict[str, Any]) -> None:
    found = {f.field: f for f in facts_in(text, TODAY)}
    assert {k: found[k].value for k in expected if k in found} == expected
    assert all(f.words and f.words in text for f in found.values())


@pytest.mark.parametrize(
    "text",
    [
        "34세까지 되나요",
        "15세 이상이면 다 돼요?",
        "몇 살부터 가능해요",
        "재산 5억 이하여야 하나요",
        "국취제 6개월 동안 얼마",
        "훈련 하다 그만두면 패널티있어?",
        "자진퇴사해도 실업급여 나와요?",
        "600시간 과정 있어요?",
        "is it 600,000 won a month?",
    ],
)
def test_a_rule_asked_about_is_no_fact(text: str) -> None:
    assert facts_in(text, TODAY) == ()


def test_earnings_are_what_one_reports_when_the_talk_is_of_the_allowance() -> None:
    (fact,) = facts_in("알바로 100만원 벌었는데 그달 수당 얼마나와", TODAY, about_nesp=True)
    assert (fact.field, fact.value) == ("nesp_reported_income", 1_000_000)
