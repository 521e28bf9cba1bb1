"""More forms of facts as people type them, each beside a look-alike that tells something else or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.eligibility.ask_answers import answer_to_fact
from assistant.profile import Fact, Profile
from assistant.understanding.facts import facts_in
from assistant.understanding.heard import alone, asked_about

TODAY = date(2026, 11, 22)
WON = 10_000

TOLD: list[tuple[str, dict[str, Any]]] = [
    # ages
    ("27살 대졸", {"age": 27, "education": "university"}),
    ("30살대", {}),
    ("요즘 30대는", {}),
    ("스물아홉인데", {"age": 29}),
    ("스물아홉 명", {}),
    ("나이 52", {"age": 52}),
    ("나이 34까지", {}),
    # households
    ("부모님이랑 셋이, 합쳐서 월 550", {"household_size": 3, "household_income_monthly": 550 * WON}),
    ("부모님 합쳐서 700이다", {"household_income_monthly": 700 * WON}),
    ("엄마랑 둘이 살아요", {"household_size": 2}),
    ("엄마랑 둘이 여행", {"household_size": 2}),
    ("엄마가 월 210 버셔요", {}),
    ("혼자 삼", {"household_size": 1}),
    # assets
    ("전세 1억2천", {"household_assets": 120_000_000}),
    ("보증금 500", {"household_assets": 500 * WON}),
    ("전세 대출 받았어요", {}),
    # a local allowance, not the state's
    ("청년수당 6개월 50만원씩 받았는데", {"local_allowance.monthly": 50 * WON, "local_allowance.total": 300 * WON}),
    ("청년수당 300만원 받았는데", {"local_allowance.total": 300 * WON}),
    ("구직촉진수당 60만원 받았는데", {}),
    ("청년수당 얼마 줘요", {}),
    # what came to an end
    ("실업급여 9월 20일에 마지막으로 받았어요", {"last_benefit_on": date(2026, 9, 20)}),
    ("실업급여 언제까지 받아요", {}),
    ("국취 끝난지 1년", {"nesp_ended.on": date(2025, 11, 22)}),
    ("국취 끝나고 뭐해요", {}),
    # school
    ("대학교 4학년", {"school.months_left": 3, "school.level": "university"}),
    ("초등학교 4학년", {}),
    # work and firms
    ("육군 하사인데", {"employer.kind": "military"}),
    ("공무원인데", {"employer.kind": "public_servant"}),
    ("공무원 준비 중인데", {}),
    ("구청 다니고 있어요", {"employment": "employed"}),
    ("우리 회사 직원 4명", {"employer.insured_staff": 4}),
    ("직원 5명 이상이어야 하나요", {}),
    # time
    ("군대 2년 갔다왔어요", {"military_months": 24}),
    ("고용보험 4년", {"insured_months_total": 48}),
    ("고용보험 1년 이상", {}),
    ("집밖에 안나간지 8개월", {"months_without_work": 8}),
    # visas, with whatever follows
    ("E-9인데", {"visa": "E-9"}),
    ("pays me 9,500", {}),
    # what is received, and what only would be
    ("실급 수급자인데", {"receiving": ("unemployment_benefit",)}),
    ("실업급여 받고 있으면?", {}),
    ("청년수당 받고 있는데", {"receiving": ("local_allowance",)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_told_is_heard_and_nothing_else(text: str, expected: dict[str, Any]) -> None:
    assert {f.field: f.value for f in facts_in(text, TODAY)} == expected


def test_the_only_one_who_earns_earns_for_both() -> None:
    told = {f.field: f.value for f in facts_in("엄마랑 둘이 사는데 나는 무직이고 엄마는 월 210 버셔요", TODAY)}
    assert told["household_income_monthly"] == 210 * WON


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("age", "월 100 벌어", None),
        ("age", "27", 27),
        ("age", "서른둘이에요", 32),
        ("household_income_monthly", "27살이에요", None),
        ("household_income_monthly", "월 300 벌어요", 300 * WON),
        ("work_days_24m", "120", 120),
    ],
)
def test_an_answer_is_of_its_own_question(field: str, said: str, value: Any) -> None:
    assert answer_to_fact(field, said, TODAY) == value


def test_what_is_received_isnt_asked_about() -> None:
    receiving = (Fact("receiving", ("unemployment_benefit",), "실업급여 받고 있는데"),)
    assert asked_about(("unemployment-benefit", "nesp"), receiving) == ("nesp",)
    assert asked_about(("unemployment-benefit",), receiving) == ("unemployment-benefit",)
    assert asked_about(("unemployment-benefit", "nesp"), ()) == ("unemployment-benefit", "nesp")


def test_who_lives_alone_has_one_income() -> None:
    known = Profile((Fact("household_size", 1, "혼자"),))
    own = Fact("own_income_monthly", 90 * WON, "월 90")
    (household,) = alone(known, (own,))
    assert (household.field, household.value) == ("household_income_monthly", 90 * WON)
    assert alone(Profile((Fact("household_size", 2, "둘이"),)), (own,)) == ()
    assert alone(known, (own, Fact("household_income_monthly", 0, "0"))) == ()
    other = Profile((*known.facts, Fact("household_income_monthly", 300 * WON, "300")))
    assert alone(other, (own,)) == ()
