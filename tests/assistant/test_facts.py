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

WON = 10_000
# Whole readings: these facts and no others.
WHOLE: list[tuple[str, dict[str, Any]]] = [
    # a sum ends where a counter begins
    ("재산 2억 4인가구 소득 300 30살", {"age": 30, "household_size": 4, "household_assets": 20_000 * WON, "household_income_monthly": 300 * WON}),
    ("소득 250 40살 3인가구 재산 1억", {"age": 40, "household_size": 3, "household_assets": 10_000 * WON, "household_income_monthly": 250 * WON}),
    ("3인 가구 월소득 400 2명 부양", {"household_size": 3, "household_income_monthly": 400 * WON}),
    ("36살인데 4인가구 월 600이면 되나", {"age": 36, "household_size": 4, "household_income_monthly": 600 * WON}),
    # each noun keeps to its clause
    ("재산없고 알바 60", {"household_assets": 0, "own_income_monthly": 60 * WON}),
    ("재산 없고 알바로 월 80 벌어", {"household_assets": 0, "own_income_monthly": 80 * WON}),
    ("31 대졸 혼자살고 재산없고 알바 60벌어", {"age": 31, "education": "university", "household_size": 1, "household_assets": 0, "own_income_monthly": 60 * WON}),
    # a bare 천, 억 and number by what they are said of
    ("재산 3천", {"household_assets": 3_000 * WON}),
    ("재산은 2억 5천 정도", {"household_assets": 25_000 * WON}),
    ("재산 1억5", {"household_assets": 15_000 * WON}),
    ("재산 5000", {"household_assets": 5_000 * WON}),
    ("재산 2.4억", {"household_assets": 24_000 * WON}),
    ("연봉 4천인데", {"own_income_monthly": 40_000_000 // 12}),
    ("연봉 6800인데", {"own_income_monthly": 68_000_000 // 12}),
    ("my assets are 30 million won", {"household_assets": 30_000_000}),
    # who earns
    ("부모님 월급 합쳐 500", {"household_income_monthly": 500 * WON}),
    ("엄마 아빠 소득 다 합쳐서 700", {"household_income_monthly": 700 * WON}),
    ("부모님이 월 500 버세요", {"household_income_monthly": 500 * WON}),
    ("live with parents, they earn 7 million", {"household_income_monthly": 7_000_000}),
    ("my parents make about 5 million a month", {"household_income_monthly": 5_000_000}),
    ("our household income is 4 million", {"household_income_monthly": 4_000_000}),
    ("아빠 월급 400", {}),
    ("my father earns 4 million", {}),
    ("i make 900,000 from part time", {"own_income_monthly": 900_000}),
    # nothing at all
    ("나 29살 혼자 살아 월급 없고", {"age": 29, "household_size": 1, "own_income_monthly": 0, "household_income_monthly": 0}),
    ("소득 0", {"own_income_monthly": 0}),
    ("수입 없어요", {"own_income_monthly": 0}),
    ("29, live alone, no income", {"age": 29, "household_size": 1, "own_income_monthly": 0, "household_income_monthly": 0}),
    # ages beside what tells them
    ("24 대졸", {"age": 24, "education": "university"}),
    ("나 23", {"age": 23}),
    ("저 31인데", {"age": 31}),
    ("고졸 26", {"age": 26, "education": "high"}),
    ("29 백수", {"age": 29, "employment": "unemployed"}),
    ("나 23, 3인가구, 재산 3억", {"age": 23, "household_size": 3, "household_assets": 30_000 * WON}),
    ("22, high school graduate", {"age": 22, "education": "high"}),
    ("동생 17살, 15살 있고 저 25살", {"age": 25, "dependants": 2}),
    # who somebody keeps
    ("동생 둘 다 미성년자고 할머니 75세임", {"dependants": 3}),
    ("조부모님 두분 다 70 넘으셨고 애 하나 키워요", {"dependants": 3}),
    ("부양가족 3명 있어요", {"dependants": 3}),
    ("two minor siblings and my grandmother is 75", {"dependants": 3}),
    ("동생 25살", {}),
    # households
    ("부모님이랑 셋이 살아요", {"household_size": 3}),
    ("가족이 4명이에요", {"household_size": 4}),
    ("there are four of us at home", {"household_size": 4}),
    ("혼자 신청해도 되나요", {}),
    ("혼자 준비하고 있어요", {}),
    # work: a desk job is no joblessness, a firm's name says nothing of its size
    ("사무직 일자리", {}),
    ("공무직 채용", {}),
    ("삼성 다니고 월급 320", {"employment": "employed", "employer.kind": "company", "own_income_monthly": 320 * WON, "employer.pay_monthly": 320 * WON}),
    ("대기업 다녀요", {"employment": "employed", "employer.large_firm": True, "employer.kind": "company"}),
    ("중소기업 다니고 있어", {"employment": "employed", "employer.large_firm": False, "employer.kind": "company"}),
    ("학원 다니고 있어요", {}),
    ("정신과 다니는데", {}),
    ("취준 1년차", {"months_without_work": 12, "employment": "unemployed"}),
    ("집에만 1년 있었는데", {"months_without_work": 12}),
    ("no work for 8 months", {"months_without_work": 8}),
    ("i worked for 3 years", {}),
    ("최근 2년간 일한건 30일정도", {"work_days_24m": 30}),
    ("작년에 200일 알바함", {"work_days_24m": 200}),
    ("worked 120 days in the last two years", {"work_days_24m": 120}),
    ("200일 알바함", {}),
    ("2년에 100일 일한 적 없는데", {}),
    ("실급 받고있어", {"receiving": ("unemployment_benefit",)}),
    ("구직급여 타는 중", {"receiving": ("unemployment_benefit",)}),
    ("실업급여 받을 수 있나", {}),
    ("can i get unemployment benefit", {}),
    # school: in it, not through it
    ("고2인데", {"school.level": "high", "school.high_school_year": 2}),
    ("19살 특성화고3", {"age": 19, "school.level": "high", "school.high_school_year": 3}),
    ("고3도 되나요", {}),
    # shops
    ("가게 45일 하고 접음", {"business.days": 45, "employment": "closed_business"}),
    ("카페 3개월 하다 접었어요", {"business.days": 90, "employment": "closed_business"}),
    ("2025년 6월에 닫았어", {"employment": "closed_business", "business.closed_on": date(2025, 6, 1)}),
    ("작년 5월에 폐업했는데", {"employment": "closed_business", "business.closed_on": date(2025, 5, 1)}),
    ("2025년 7월에 폐업했어요", {"employment": "closed_business"}),
    ("치킨집 접으려는데", {"employment": "closing_business"}),
    # pay looked for
    ("월급 300 넘는걸로", {"wants.pay_min_monthly": 300 * WON}),
    ("연봉 3600 이상", {"wants.pay_min_monthly": 300 * WON}),
    ("marketing job pay over 2.5 million", {"wants.pay_min_monthly": 2_500_000}),
    ("jobs paying at least 30 million a year", {"wants.pay_min_monthly": 2_500_000}),
    ("월급 300 넘으면 안되나", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_these_facts_and_no_others(text: str, expected: dict[str, Any]) -> None:
    assert {f.field: f.value for f in facts_in(text, TODAY)} == expected


def test_days_worked_count_after_they_were_spoken_of() -> None:
    assert facts_in("일한건 30일", TODAY) == ()
    (fact,) = facts_in("일한건 30일", TODAY, about_days=True)
    assert (fact.field, fact.value) == ("work_days_24m", 30)


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
