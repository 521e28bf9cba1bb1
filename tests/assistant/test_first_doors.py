"""What comes before the question itself, over the real library: what is received already, other offices, visas, the
reason for leaving, and what a quantity or a day just told comes to. Each class in both directions."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.answer import Answer, Status
from assistant.combining import TOGETHER
from assistant.history import Conversation
from assistant.services import Services
from assistant.unprovoked import unprovoked

TODAY = date(2026, 11, 22)


def ask(services: Services, *messages: str) -> Answer:
    talk = Conversation()
    answers = [services.answer(talk, message, as_of=TODAY) for message in messages]
    return answers[-1]


def first_section(answer: Answer) -> str:
    return answer.citations[0].id if answer.citations else ""


def lead(answer: Answer) -> str:
    return next(line.text for line in answer.lines if line.kind == "lead")


def test_every_section_on_two_schemes_exists(services: Services) -> None:
    for asked in TOGETHER.values():
        for id_ in asked.values():
            assert services.base.section(id_, "ko") is not None, id_
            assert services.base.section(id_, "en") is not None, id_


@pytest.mark.parametrize(
    ("messages", "section"),
    [
        (("실급 받고있어", "내배카 다녀도돼?"), "learning-card/with-unemployment-benefit"),
        (("실급 받고있어", "내배카 다녀도돼?", "돈은 더 줘?"), "learning-card/bonus-none"),
        (("실업급여 받고 있는데 국취 신청 되나요",), "nesp/block-unemployment-benefit"),
        (("구직촉진수당 받고 있는데 실업급여 신청돼?",), "nesp/block-unemployment-benefit"),
        (("실업급여 받는 중인데 청년도전지원사업 해도 돼?",), "youth-challenge/exclusions"),
        (("국취 참여중인데 일경험 해도 되나",), "nesp/with-work-experience"),
        (("i'm on unemployment benefit, can i join nesp",), "nesp/block-unemployment-benefit"),
        (("국취 1유형 얼마 줘", "실업급여 받고 있으면?"), "nesp/block-unemployment-benefit"),
    ],
)
def test_what_is_received_leads(services: Services, messages: tuple[str, ...], section: str) -> None:
    assert first_section(ask(services, *messages)) == section


@pytest.mark.parametrize(
    ("messages", "section"),
    [
        (("실업급여 받고있는데 국취 소득기준 얼마야",), "nesp/income-60"),  # a figure of the other scheme
        (("실급 받고있어", "내배카 지각하면 어떻게 돼"), "learning-card/completion"),
        (("실급 받고있어", "국취 서류 뭐 필요해"), "nesp/documents"),
    ],
)
def test_another_question_isnt_about_both(services: Services, messages: tuple[str, ...], section: str) -> None:
    assert first_section(ask(services, *messages)) == section


def test_only_told_what_is_received_asks_back(services: Services) -> None:
    answer = ask(services, "실업급여 받고 있어요")
    assert answer.status is Status.CLARIFY
    assert answer.suggestions
    assert answer.profile[0].value == ["unemployment_benefit"]


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("호주 최저시급 얼마야", Status.OUT_OF_SCOPE),
        ("일본 실업급여 얼마", Status.OUT_OF_SCOPE),
        ("minimum wage in australia", Status.OUT_OF_SCOPE),
        ("국민연금 얼마나 나와요", Status.REFERRED),
        ("산재 신청 어떻게 해요", Status.REFERRED),
        ("국취 탈락했는데 이의신청 가능?", Status.REFERRED),
        ("실업급여 불인정됐는데 어떡해", Status.REFERRED),
        ("how do i appeal if my nesp application was refused", Status.REFERRED),
    ],
)
def test_another_office_or_country_is_said(services: Services, question: str, status: Status) -> None:
    assert ask(services, question).status is status


@pytest.mark.parametrize(
    "question",
    [
        "베트남 사람인데 최저시급 똑같아요?",
        "일본어 과정 내배카로 되나요",
        "국취 탈락 이유 뭐가 있음",
        "국취 떨어지면 내배카는 돼요?",
        "i am japanese, is the minimum wage the same",
    ],
)
def test_what_is_ours_isnt_sent_away(services: Services, question: str) -> None:
    assert ask(services, question).status not in (Status.REFERRED, Status.OUT_OF_SCOPE)


@pytest.mark.parametrize(
    ("messages", "section"),
    [
        (("D-10 비자인데 실업급여 받을 수 있나요",), "unemployment-benefit/foreigners"),
        (("F-4 비자 국취 되나요",), "nesp/foreigners"),
        (("나 F-2 비자야", "도약장려금은?"), "job-leap/foreigners"),
        (("E-9인데 청년도전 돼요?",), "places/foreigners-unknown"),
    ],
)
def test_an_unverified_visa_is_sent_to_1345_first(services: Services, messages: tuple[str, ...], section: str) -> None:
    answer = ask(services, *messages)
    assert first_section(answer) == section
    assert "1345" in answer.text


def test_a_visa_doesnt_hide_a_plain_figure(services: Services) -> None:
    assert first_section(ask(services, "나 F-2 비자야", "국취 1유형 얼마 줘")) == "nesp/allowance-amount"


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("어머니가 치매라 제가 돌봐야해서 회사 그만두려는데 실업급여 나오나요", "unemployment-benefit/illness-or-care"),
        ("애가 아파서 퇴사해야하는데 실급 되나", "unemployment-benefit/illness-or-care"),
        ("왕복 3시간 반 걸려서 그만뒀는데 자발적 퇴사라 실급 안되죠?", "unemployment-benefit/commute"),
        ("월급 두달째 안줘서 관뒀는데 실업급여 돼요?", "unemployment-benefit/unpaid-or-harassed"),
        ("i quit because i am sick, can i get unemployment benefit", "unemployment-benefit/illness-or-care"),
        ("그만두면 실업급여 되나요", "unemployment-benefit/voluntary-leaving"),
        ("실업급여 조건", "unemployment-benefit/overview"),
        ("권고사직 당했는데 실업급여 되나요", "unemployment-benefit/involuntary-leaving"),
        ("자발적 퇴사 실업급여 서류 뭐 필요해 허리디스크", "unemployment-benefit/documents"),
    ],
)
def test_the_reason_told_chooses_the_section(services: Services, question: str, section: str) -> None:
    answer = ask(services, question)
    assert section in {c.id for c in answer.citations[:2]}


@pytest.mark.parametrize(
    ("section", "text", "hidden"),
    [
        ("unemployment-benefit/false-reason", "그만두면 실업급여 되나요", True),
        ("unemployment-benefit/false-reason", "짤린 걸로 해달라고 하면 실업급여 되나", False),
        ("nesp/undeclared-income", "지난달 80만원 벌었어", True),
        ("nesp/undeclared-income", "알바 신고 깜빡했어요", False),
        ("nesp/undeclared-income", "i didn't report my part-time pay", False),
        ("places/scam-openings", "i was paid cash last month", True),
        ("nesp/income-report", "지난달 80만원 벌었어", False),
    ],
)
def test_no_section_accuses_without_cause(section: str, text: str, hidden: bool) -> None:
    assert unprovoked(section, text) is hidden


@pytest.mark.parametrize(
    "question", ["국취 알바한거 신고 안했는데 지금이라도 말해야되나", "실수로 알바 신고 안했는데 어떻게 고쳐요"]
)
def test_who_wants_to_put_it_right_is_told_how(services: Services, question: str) -> None:
    answer = ask(services, question)
    assert answer.status is Status.ANSWERED
    assert first_section(answer) == "nesp/undeclared-income"
    assert "5년" not in lead(answer)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("실업급여 9월 20일에 마지막으로 받았어요 국취 언제부터", "2027년 3월 20일"),
        ("국취 끝난지 1년 됐고 취업해서 8개월 일했는데 언제 또 할 수 있나", "2027년 5월 22일"),
        ("국취 끝난지 1년인데 취업해 3개월 일함 또 언제?", "2027년 11월 22일"),
        ("청년수당 300만원 7월에 끝났는데 국취 언제부터", "2027년 1월 31일"),
        ("공공근로 9월에 끝났는데 국취 언제부터 되나", "2027년 3월 30일"),
    ],
)
def test_the_day_is_worked_out(services: Services, question: str, day: str) -> None:
    answer = ask(services, question)
    assert day in lead(answer)
    assert not answer.warnings


@pytest.mark.parametrize("question", ["국취 끝나고 언제 다시 할 수 있어요", "실업급여 끝나면 국취 언제부터 돼요"])
def test_no_day_is_made_up(services: Services, question: str) -> None:
    assert "2027년" not in lead(ask(services, question))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("5개월 일하고 해고됐는데 실업급여 받을 수 있나요", "5개월만으로는 보통"),
        ("7개월 다니다 짤렸는데 실급 되나요", "모자랄 수도"),
        ("got fired after 5 months, unemployment benefit possible?", "normally fall short"),
        ("취업성공수당 주20시간 알바로 취업해도 줌?", "주 20시간은"),
        ("내배카 지각 6번하면 결석 몇번", "결석 2번"),
        ("KDT 두번째 중도포기하면 얼마 깎여", "50만 원"),
        ("우대저축공제 매달 30만원 넣으면 회사가 얼마", "6만 원"),
        ("my employer pays me 9,500 won an hour, is that legal?", "below the 2026 minimum wage of KRW 10,320"),
        ("시급 11000원인데 최저임금 맞아?", "10,320원 이상"),
        ("편의점 1년계약 수습 9300원 맞나요", "9,288원"),
    ],
)
def test_a_quantity_told_is_compared(services: Services, question: str, words: str) -> None:
    answer = ask(services, question)
    assert words in lead(answer)
    assert not answer.warnings


@pytest.mark.parametrize(
    "question", ["3년 다니다 짤렸는데 실급 되나요", "취업성공수당 언제 나와", "최저시급 얼마야", "내배카 지각하면 어떻게 돼"]
)
def test_nothing_is_compared_where_nothing_was_told(services: Services, question: str) -> None:
    text = ask(services, question).text
    assert "모자랄 수도" not in text
    assert "보통은 안 돼요. 주" not in text
    assert "이면 결석" not in text


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("I quit school, is there any money for training?", "places/left-school"),
        ("how much will the government pay me while I look for work", "nesp/allowance-amount"),
        ("알바하면 받은 수당 돌려줘야 하나요", "nesp/income-report"),
    ],
)
def test_money_is_asked_for_not_a_course(services: Services, question: str, section: str) -> None:
    answer = ask(services, question)
    assert first_section(answer) == section
    assert not answer.courses


@pytest.mark.parametrize(
    ("question", "kept"),
    [("can I work part time while on NESP?", True), ("do I lose NESP if I work part time while on NESP?", False)],
)
def test_a_yes_to_may_i_is_none_to_will_i_lose_it(services: Services, question: str, kept: bool) -> None:
    lead = next(line.text for line in ask(services, question).lines if line.kind == "lead")
    assert lead.startswith("Yes") is kept


@pytest.mark.parametrize("question", ["코딩 배우고 싶어요", "서울에서 프로그래밍 배울 수 있는 곳", "coding courses in Seoul"])
def test_the_name_of_a_whole_field_finds_its_courses(services: Services, question: str) -> None:
    answer = ask(services, question)
    taught = {skill for course in answer.courses for skill in (*course.teaches, course.title)}
    assert answer.courses
    assert any(re.search(r"파이썬|자바|코딩|Python|Java|Coding", str(one)) for one in taught)


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("대표인데요 청년 채용한지 두달 됐는데 도약장려금 지금 신청해도 되나요", "job-leap/within-three-months"),
        ("입사 5개월인데 회사가 지금 도약장려금 신청 되나요", "job-leap/already-working"),
        ("사장님 아들인데 아빠회사 들어가면 도약장려금 나옴?", "job-leap/owner-family"),
    ],
)
def test_the_hiring_subsidy_by_time_and_family(services: Services, question: str, section: str) -> None:
    assert first_section(ask(services, question)) == section


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("우리 회사 직원 4명인데 도약장려금 받을수있나요? 서울이요", "직원 4명"),
        ("월급 470에 계약했는데 도약장려금 대상 되나", "470만 원"),
        ("네일샵 연매출 4억 2천 나오는데 내일배움카드 되나요", "4억 2,000만 원"),
        ("내배카 육군 하사인데 만들수 있나요", "군인"),
        ("치킨집 50일하고 망했는데 철거비 나옴?", "영업 50일"),
        ("35살인데 청년도전 얼마줘", "35살"),
        ("대학교 2학년인데 내배카 돼?", "졸업까지"),
    ],
)
def test_a_fact_that_fails_leads(services: Services, question: str, words: str) -> None:
    answer = ask(services, question)
    assert words in lead(answer)
    assert "맞지 않아 보여요" in lead(answer)
    assert not lead(answer).startswith("네")


@pytest.mark.parametrize("question", ["27살인데 청년도전 얼마줘", "스마트스토어 연매출 3억5천인데 내배카 발급?", "36살인데 국취 얼마 줘"])
def test_a_fact_that_fits_doesnt_fail(services: Services, question: str) -> None:
    assert "맞지 않아 보여요" not in lead(ask(services, question))


def test_seven_months_lead_with_the_condition(services: Services) -> None:
    text = lead(ask(services, "7개월 다니다 권고사직 실급 되나 몇개월"))
    assert text.index("180일") < text.index("120일")
    assert "모름" not in text


def test_what_isnt_known_is_left_out(services: Services) -> None:
    assert "모름" not in ask(services, "고용보험 2년 다녔고 실업급여 며칠 받아").text


@pytest.mark.parametrize("question", ["뭐라도 배우고 싶은데", "기술 하나 배우고 싶어요", "want to learn something", "what should i learn"])
def test_wanting_to_learn_begins_the_way(services: Services, question: str) -> None:
    answer = ask(services, question)
    assert answer.asks[0].field == "wants.occupations"


@pytest.mark.parametrize("question", ["파이썬 배우고 싶어요 서울", "엑셀 배우고 싶어요 부산"])
def test_who_says_what_isnt_asked_what(services: Services, question: str) -> None:
    answer = ask(services, question)
    assert not answer.asks or answer.asks[0].field != "wants.occupations"


def test_somebody_alone_has_one_income(services: Services) -> None:
    answer = ask(services, "나 28 혼자 삼", "알바로 월 90만원 벌어", "재산 2천이고 작년에 150일 일함 국취 1유형 됨?")
    assert lead(answer).startswith("국민취업지원제도 Ⅰ유형 요건심사형은 말해 준 것으로는 요건에 맞아 보여요")


def test_an_income_is_no_age(services: Services) -> None:
    answer = ask(services, "나 혼자 살아", "월 100 벌어")
    assert "age" not in {f.field for f in answer.profile}


def test_earned_while_in_nesp_is_worked_out(services: Services) -> None:
    told = ("국취 참여중인데 지난달 80만원 벌었어", "이번달은 110만원", "아 부양가족 두명")
    assert [a.value for n in (1, 2, 3) for a in ask(services, *told[:n]).amounts] == [600_000, 438_543, 500_000]
