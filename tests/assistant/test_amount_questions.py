"""Questions for a figure, typed the way people type: which amount is heard, what comes out, what must not fire."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from assistant.answer import Amount, Answer, Status
from assistant.history import Conversation
from assistant.services import Services
from assistant.understanding.days import months_told
from assistant.understanding.measures import (
    daily_hours,
    dependants,
    percents,
    persons,
    sums,
    total_hours,
    weekly_hours,
    worded_number,
)

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2027, 1, 5)
Figure = int | tuple[int, int]

KOREAN: tuple[tuple[str, str, Figure], ...] = (
    ("알바로 100만원 벌었는데 그달 수당 얼마나와", "nesp_allowance", 538_543),
    ("국취제 하면서 140벌면 얼마 나와?", "nesp_allowance", 138_543),
    ("이번달 알바 170만원 벌었어 국취 수당 나와?", "nesp_allowance", 0),
    ("국취중인데 이번달 80벌었음 수당 깎임?", "nesp_allowance", 600_000),
    ("알바비 백만원 벌면 국취 수당 얼마?", "nesp_allowance", 538_543),
    ("부양가족 2명이면 수당", "nesp_allowance", 800_000),
    ("활동 절반만 했는데 그달 수당 얼마 나와요", "nesp_allowance", 300_000),
    ("2유형 상담 3번 갔는데 얼마받아", "nesp2_visits", 60_000),
    ("취업하고 6개월 됐는데 취업성공수당 얼마", "nesp_success", 500_000),
    ("1인가구 중위소득60퍼", "median_income", 1_538_543),
    ("3인가구 중위 120% 얼마", "median_income", 6_430_843),
    ("천만원짜리 KDT 내돈 얼마", "own_share", 400_000),
    ("1800만1원짜리 kdt 내가 얼마 내", "own_share", 600_000),
    ("두번째 KDT면 자부담", "own_share", (10, 55)),
    ("2025년 12월에 시작한 KDT 1200만원 자부담 얼마", "own_share", 0),
    ("수강료 100만원 내배카 일반과정 취업률 75% 내돈 얼마", "own_share", 150_000),
    ("요양보호사 90만원짜리 내가 얼마 내?", "own_share", 810_000),
    ("국취 1유형인데 100만원짜리 내배카 자부담 얼마", "own_share", 0),
    ("비수도권 KDT 800시간 한달에 얼마 받아", "training_monthly", 400_000),
    ("온라인 KDT 800시간이면 장려금 얼마 나와", "training_monthly", 0),
    ("월급 220 받다 짤렸는데 실업급여 하루 얼마", "unemployment_day", 66_048),
    ("작년에 퇴사했고 월급 300이었는데 실업급여 하루 얼마", "unemployment_day", 64_192),
    ("31살 고용보험 4년 실업급여 며칠 받아", "unemployment_days", 180),
    ("실업급여 150일 중 80일 남기고 취업하면 조기재취업수당 얼마", "early_reemployment", (2_641_920, 2_724_000)),
    ("최저시급 주 20시간이면 월 얼마", "minimum_wage_month", (898_700, 1_078_440)),
    ("단순노무직 수습 최저시급 얼마", "minimum_wage_probation", 10_320),
    ("창원 회사 취업하면 도약장려금 청년은 얼마 받아", "job_leap_youth", 4_800_000),
    ("서울 회사면 도약장려금 나는 얼마 받아", "job_leap_youth", 0),
    ("청년미래적금 매달 30만원 넣으면 정부가 얼마 더 줘", "savings_match", (648_000, 1_296_000)),
    ("점포철거비 20평 2025년 8월에 폐업 얼마", "hope_return_demolition", 4_000_000),
    ("소득세 150만원 내는데 중소기업 취업자 감면 얼마", "sme_tax_cut", 1_350_000),
    ("국취 하다가 한달 170만원 벌어버림 어케됨", "nesp_allowance", 0),
    ("동생 둘 다 미성년자고 할머니 75세임 국취 수당 얼마 받음?", "nesp_allowance", 900_000),
    ("애 하나에 엄마 72세인데 국취 수당 얼마", "nesp_allowance", 800_000),
    ("ai캠퍼스 다니면 월급 얼마나 줌 지방임", "training_monthly", 600_000),
    ("작년 5월에 폐업했는데 점포철거비 얼마까지", "hope_return_demolition", 4_000_000),
    ("강원도 중소기업 취업하면 도약장려금 얼마?", "job_leap_youth", (4_800_000, 7_200_000)),
    ("연봉 6800인데 청년미래적금 되나", "savings_match", 0),
    ("미래적금 월50씩 3년 넣으면 기여금 얼마야 중소 신규입사", "savings_match", 2_160_000),
)
ENGLISH: tuple[tuple[str, str, Figure], ...] = (
    ("earned 1.4 million this month how much allowance do I get", "nesp_allowance", 138_543),
    ("I made 1,000,000 won from part-time work on NESP, what allowance is left", "nesp_allowance", 538_543),
    ("NESP allowance if I earn 1.7 million won?", "nesp_allowance", 0),
    ("how much NESP allowance with two kids", "nesp_allowance", 800_000),
    ("I did only half of my plan, how much allowance do I get from NESP", "nesp_allowance", 300_000),
    ("NESP type 2 counselling 3 times how much", "nesp2_visits", 60_000),
    ("60% of median income for a 1-person household", "median_income", 1_538_543),
    ("median income 120% for three people", "median_income", 6_430_843),
    ("KDT course priced 10 million won, how much do I pay", "own_share", 400_000),
    ("second KDT course, what's my own share", "own_share", (10, 55)),
    ("own share for a KDT of 12 million won that started in December 2025", "own_share", 0),
    ("general learning card course 1,000,000 won placement rate 75%, how much do I pay", "own_share", 150_000),
    ("how much a month for an 800 hour KDT outside Seoul", "training_monthly", 400_000),
    ("AI campus in Busan, how much do I get per month", "training_monthly", (600_000, 800_000)),
    ("laid off, salary was 2.2 million, how much unemployment benefit a day", "unemployment_day", 66_048),
    ("31 years old, insured 4 years, how many days of unemployment benefit", "unemployment_days", 180),
    (
        "early re-employment allowance with 80 of 150 days left how much",
        "early_reemployment",
        (2_641_920, 2_724_000),
    ),
    ("minimum wage 20 hours a week how much a month", "minimum_wage_month", (898_700, 1_078_440)),
    ("minimum wage on probation how much", "minimum_wage_probation", (9_288, 10_320)),
    ("job leap subsidy at a firm in Changwon how much do I get", "job_leap_youth", 4_800_000),
    ("youth future savings 300,000 a month how much does the state add", "savings_match", (648_000, 1_296_000)),
    ("demolition money for 20 pyeong closed 2025-08-01", "hope_return_demolition", 4_000_000),
    ("demolition money, closed in June 2025, how much", "hope_return_demolition", 4_000_000),
    ("K-Digital cost 15,000,000 won how much i pay", "own_share", 500_000),
    ("how much NESP allowance with two minor siblings and a grandmother aged 75", "nesp_allowance", 900_000),
)
GENERAL = (
    "국취제 얼마 줘요",
    "KDT 자부담 얼마",
    "KDT 훈련장려금 얼마",
    "두번째 KDT 자부담도 같아?",
    "실업급여 하루 얼마",
    "실업급여 받으면서 알바 50만원 벌면 얼마 깎여",
    "최저임금 얼마야",
    "중위소득 60% 얼마",
    "도약장려금 얼마 줘",
    "도약장려금 회사가 얼마 받아",
    "청년미래적금 얼마 더 줘",
    "국취제 하면서 알바 100만원 벌어도 되나요",
    "국취 2유형 하면서 알바 100만원 벌면 수당 얼마",
    "알바로 100만원 버는데 국취제 신청돼?",
    "KDT 중도포기했는데 벌금 500만원 내야한대",
    "연봉 4000인데 청년미래적금 되나",
    "연봉 8000인데 청년미래적금 되나",
    "재산 3억인데 국취 1유형 돼?",
    "부모님 소득이 500만원인데 국취 돼?",
    "내일배움카드 300만원 맞아?",
    "창원에서 KDT 과정 찾아줘",
    "월급 250 이상 주는 회사 찾아줘",
    "청년점프수당 받으면서 알바 100만원 벌면 수당 얼마",
    "how much does NESP pay",
    "how much is the minimum wage",
    "can I join NESP if I earn 1 million won",
    "what is KDT own share",
)
PAIRS = (
    ("알바로 100만원 벌었는데 국취 수당 얼마", "NESP allowance if I earn 1 million won, how much"),
    ("국취 수당 부양가족 2명이면 얼마", "how much NESP allowance with two dependants"),
    ("1인가구 중위소득 60% 얼마", "60% of median income for a 1-person household, how much"),
    ("천만원짜리 KDT 내돈 얼마", "KDT course priced 10 million won, how much do I pay"),
    ("비수도권 KDT 800시간 한달에 얼마 받아", "how much a month for an 800 hour KDT outside Seoul"),
    (
        "월급 220 받다 짤렸는데 실업급여 하루 얼마",
        "laid off, salary was 2.2 million, how much unemployment benefit a day",
    ),
    ("최저시급 주 20시간이면 월 얼마", "minimum wage 20 hours a week how much a month"),
)


def ask(services: Services, *messages: str, on: date = TODAY) -> Answer:
    conversation = Conversation()
    answers = [services.answer(conversation, message, as_of=on) for message in messages]
    return answers[-1]


def figure(a: Amount) -> Figure | None:
    return a.value if a.value is not None else a.band


def without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_words(v) for k, v in value.items() if k != "text"}
    return [without_words(v) for v in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize(("question", "name", "expected"), [*KOREAN, *ENGLISH])
def test_a_question_for_a_figure_is_worked_out(services: Services, question: str, name: str, expected: Figure) -> None:
    answer = ask(services, question)
    assert answer.status is Status.ANSWERED
    first, *beside = answer.amounts
    assert (first.name, figure(first)) == (name, expected)
    assert [a.name for a in beside] in ([], ["nesp_allowance_total"])  # a month's allowance brings that of all months
    lead = next(line for line in answer.lines if line.kind == "lead")
    assert lead.text == answer.amounts[0].text[answer.language]
    assert answer.language == ("en" if question.isascii() else "ko")
    assert not answer.warnings, "every line holds before the check"
    assert lead.labels
    for c in answer.citations:
        section = services.base.section(c.id, answer.language)
        assert section is not None
        assert c.quote in section.text


@pytest.mark.parametrize("question", GENERAL)
def test_a_general_question_is_answered_from_the_sections(services: Services, question: str) -> None:
    assert ask(services, question).amounts == ()


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (("알바로 100만원 벌었는데 그달 수당 얼마나와", "그럼 170벌면?"), 0),
        (("알바로 100만원 벌었는데 그달 수당 얼마나와", "140은?"), 138_543),
        (("알바로 170만원 벌었는데 국취 수당 얼마", "부양가족 4명이면?"), 300_000),
        (("알바로 120만원 벌었는데 국취 수당 얼마", "2명"), 400_000),  # the answer to the question it asked
        (("국취제 수당 얼마야", "알바 100만원 벌면?"), 538_543),
        (("1인가구 중위소득60퍼", "2인은?"), 2_519_575),
        (("1인가구 중위소득60퍼", "2인은?", "내년은?"), 2_688_387),
        (("천만원짜리 KDT 내돈 얼마", "1500이면?"), 500_000),
        (("천만원짜리 KDT 내돈 얼마", "두번째면?"), (400_000, 5_500_000)),
        (("천만원짜리 KDT 내돈 얼마", "전에 들었어요"), (400_000, 5_500_000)),
        (("내배카 50만원짜리 엑셀학원 내돈 얼마", "국취 2유형이면?"), (75_000, 250_000)),
        (("내배카 50만원짜리 엑셀학원 내돈 얼마", "국취 2유형이면?", "취업률 72%"), 75_000),
        (("비수도권 KDT 800시간 한달에 얼마 받아", "수도권이면?"), 300_000),
        (("비수도권 KDT 800시간 한달에 얼마 받아", "300시간이면?"), 200_000),
        (("비수도권 KDT 800시간 한달에 얼마 받아", "5시간 미만"), 86_000),
        (("월급 220 받다 짤렸는데 실업급여 하루 얼마", "350이면?"), 68_100),
        (("월급 220 받다 짤렸는데 실업급여 하루 얼마", "하루 4시간이면?"), (43_043, 44_494)),
        (("창원 회사 도약장려금 청년 얼마 받아", "의성은?"), 7_200_000),
        (("창원 회사 도약장려금 청년 얼마 받아", "서울이면?"), 0),
        (("최저시급 주 20시간이면 월 얼마", "30시간이면?"), (1_348_050, 1_617_660)),
        (("청년미래적금 매달 30만원 넣으면 얼마 더 줘", "우대형이면?"), 1_296_000),
        (("폐업하려고 하는데 철거비 얼마", "2025년 6월에 닫았어"), 4_000_000),
        (("earned 1.4 million this month how much allowance do I get", "what about 1.7 million?"), 0),
        (("How much is NESP allowance?", "and if I earn 1,000,000 won that month?"), 538_543),
        (("Can i get unemployment benefit with contract ended?", "how much per day if my daily wage was 150000"), 68_100),
        (("NESP allowance if I earn 1.7 million won?", "and with four dependants?"), 300_000),
        (("60% of median income for a 1-person household", "and for three?"), 3_215_422),
    ],
)
def test_a_follow_up_changes_one_input(services: Services, messages: tuple[str, ...], expected: Figure) -> None:
    answer = ask(services, *messages)
    assert [figure(a) for a in answer.amounts] == [expected]
    assert not answer.warnings


def test_a_band_asks_one_question_and_takes_i_dont_know(services: Services) -> None:
    first = ask(services, "도약장려금 비수도권 청년 얼마")
    assert figure(first.amounts[0]) == (4_800_000, 7_200_000)
    assert [a.field for a in first.asks] == ["employer.region"]
    after = ask(services, "도약장려금 비수도권 청년 얼마", "모르겠어요")
    assert figure(after.amounts[0]) == (4_800_000, 7_200_000)
    assert after.asks == ()


def test_what_was_a_what_if_does_not_stay_for_another_question(services: Services) -> None:
    answer = ask(
        services, "알바로 170만원 벌었는데 국취 수당 얼마", "최저임금 얼마야", "부양가족 2명이면 국취 수당 얼마"
    )
    assert figure(answer.amounts[0]) == 800_000


def test_a_wrong_claim_is_set_right_before_anything_is_worked_out(services: Services) -> None:
    answer = ask(services, "천만원짜리 KDT 완전 무료 맞지? 내돈 얼마")
    assert answer.amounts == ()
    assert "무료는 아니에요" in answer.text


def test_the_stop_line_is_said_and_no_payment_is_plain(services: Services) -> None:
    answer = ask(services, "알바로 170만원 벌었는데 그달 수당 얼마")
    assert "그달은 수당이 나오지 않아요(0원)" in answer.text
    assert "1,538,543원을 넘게 벌면 그달은 받지 못해요" in answer.text
    assert "3번 멈추면" in answer.text
    room = ask(services, "알바로 100만원 벌었는데 그달 수당 얼마")
    assert "538,543원을 더 벌어 모두 1,538,543원을 넘으면 그달은 받지 못해요" in room.text


def test_the_job_leap_money_says_who_must_act_first_and_is_no_pay(services: Services) -> None:
    text = ask(services, "창원 회사 취업하면 도약장려금 청년은 얼마 받아").text
    assert "회사가 먼저 신청" in text
    assert "예산이 남아 있어야" in text
    assert "월급이나 연봉에 더해서 계산하지 마세요" in text


@pytest.mark.parametrize(
    ("question", "expected", "last_known"),
    [
        ("알바로 100만원 벌었는데 그달 수당 얼마나와", 600_000, True),  # the reference of 2027 is 1,641,625
        ("천만원짜리 KDT 내돈 얼마", 400_000, True),
        ("월급 220 받다 짤렸는데 실업급여 하루 얼마", 66_048, True),
        ("1인가구 중위소득60퍼", 1_641_625, False),
        ("최저시급 주 20시간이면 월 얼마", (931_792, 1_118_150), False),
    ],
)
def test_new_year(services: Services, question: str, expected: Figure, last_known: bool) -> None:
    answer = ask(services, question, on=NEW_YEAR)
    (a,) = answer.amounts
    assert (figure(a), a.last_known) == (expected, last_known)
    assert ("확인이 필요해요" in answer.lines[0].text) is last_known
    assert not answer.warnings


def test_figures_of_2025(services: Services) -> None:
    answer = ask(services, "천만원짜리 KDT 내돈 얼마", on=date(2025, 11, 5))
    assert figure(answer.amounts[0]) == 0


@pytest.mark.parametrize(("korean", "english"), PAIRS)
def test_both_languages_give_the_same_amount(services: Services, korean: str, english: str) -> None:
    ko, en = ask(services, korean), ask(services, english)
    assert (ko.language, en.language) == ("ko", "en")
    assert without_words([asdict(a) for a in ko.amounts]) == without_words([asdict(a) for a in en.amounts])
    assert [asdict(a)["text"] for a in ko.amounts] == [asdict(a)["text"] for a in en.amounts]
    assert [c.id for c in ko.citations][:1] == [c.id for c in en.citations][:1]


@pytest.mark.parametrize(
    ("text", "value", "bare"),
    [
        ("100만원 벌었는데", 1_000_000, False),
        ("170벌면", 1_700_000, True),
        ("천만원짜리", 10_000_000, False),
        ("백이십만원", 1_200_000, False),
        ("140만 5천원", 1_405_000, False),
        ("153만 8,543원", 1_538_543, False),
        ("2.5백만", 2_500_000, False),
        ("1억", 100_000_000, False),
        ("1.4 million", 1_400_000, False),
        ("900k", 900_000, False),
        ("KRW 600,000", 600_000, False),
        ("a million won", 1_000_000, False),
    ],
)
def test_sums(text: str, value: int, bare: bool) -> None:
    assert [(s.value, s.bare) for s in sums(text)] == [(value, bare)]


@pytest.mark.parametrize(
    "text", ["800시간", "60퍼", "2명", "3년", "2025년 12월", "31살", "20평", "천안에서", "만약", "백수"]
)
def test_what_is_no_sum(text: str) -> None:
    assert sums(text) == ()


def test_other_measures() -> None:
    assert percents("중위소득60퍼, 취업률 75%") == (60, 75)
    assert weekly_hours("주 20시간") == weekly_hours("하루 5시간 주 4일") == weekly_hours("20 hours a week") == 20
    assert daily_hours("하루 4시간 주 20시간") == 4
    assert total_hours("800시간 하루 8시간 주 40시간") == 800
    assert total_hours("하루 8시간") is None
    assert persons("1인가구") == persons("혼자 사는데") == 1
    assert dependants("애 둘인데") == dependants("부양가족 2명") == dependants("two kids") == 2
    assert dependants("부양가족 없어") == 0
    assert months_told("고용보험 4년") == 48
    assert months_told("2025년에") is None
    assert worded_number("천이백만") == 12_000_000
