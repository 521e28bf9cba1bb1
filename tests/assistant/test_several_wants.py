"""Two or three things asked in one message, each with its line; lines drawn by a number told; what opens a door."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services
from assistant.understanding.apart import asks_apart

TODAY = date(2026, 11, 22)


def ask(services: Services, *messages: str) -> Answer:
    talk = Conversation()
    answers = [services.answer(talk, message, as_of=TODAY) for message in messages]
    return answers[-1]


def lead(answer: Answer) -> str:
    return next(line.text for line in answer.lines if line.kind == "lead")


@pytest.mark.parametrize(
    ("question", "sections"),
    [
        ("철거비랑 재기사업화 지원 각각 얼마예요", {"hope-return/demolition-amount", "hope-return/restart"}),
        ("구직촉진수당, 취업성공수당 다 얼마예요", {"nesp/allowance-amount", "nesp/success-payment"}),
        (
            "실업급여랑 국취랑 내배카 중에 뭐가 나한테 맞아요",
            {"nesp/types", "learning-card/who", "unemployment-benefit/overview"},
        ),
        ("도전지원사업 중기 얼마 받아요? 나이는요?", {"youth-challenge/amount", "youth-challenge/who"}),
        ("국취 자격이 어떻게 되고 얼마 줘요", {"nesp/allowance-amount", "nesp/who-1-required"}),
    ],
)
def test_each_thing_asked_gets_its_line(services: Services, question: str, sections: set[str]) -> None:
    answer = ask(services, question)
    assert sections <= {c.id for c in answer.citations}
    assert len([line for line in answer.lines if line.kind in ("lead", "detail")]) <= 4
    assert not answer.warnings


@pytest.mark.parametrize("question", ["국취 얼마 받아요", "철거비 얼마예요", "내배카 신청 어떻게 해요"])
def test_one_thing_asked_stays_one(question: str) -> None:
    assert not asks_apart(question)


def test_standing_and_figure_come_together(services: Services) -> None:
    answer = ask(
        services, "28살 부모님이랑 셋이 살고 부모님 합쳐 월 500, 재산 2억인데 국취 1유형 되나요 부양가족 동생 1명이면 얼마예요"
    )
    assert answer.decisions
    assert any(a.value == 700_000 for a in answer.amounts)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("중위소득 90%인데 취업성공수당 받을 수 있나요", "보통은 아니에요"),
        ("중위소득 50%면 취업성공수당 되나요", "맞아 보여요"),
        ("국취 중에 주 36시간 일자리 붙었는데 끝나나요", "끝날 수 있어요"),
        ("국취 참여중에 배달로 한달 300만원 벌면 지원 끊기나요", "250만 원 이상"),
        ("is the 2026 minimum wage 10,030 won?", "No, the minimum wage of 2026"),
        ("시급 9700원 받는데 최저시급 맞아요?", "보다 적어요"),
        ("수습 아니고 시급 만원 주는데 괜찮나요", "2026년 최저임금"),
        ("수습이라고 월급 70%만 준대요 맞나요", "90%인 시간당 9,288원"),
        ("우대저축공제 월 10만원 3년이면 회사가 총 얼마", "72만 원"),
        ("국취 신청한지 2주 지났는데 결과 언제 나와요", "아직 그 안"),
        ("국취 신청한지 두 달 됐는데 연락이 없어요", "1350"),
        ("2027년에 퇴사하면 실업급여 상한 얼마예요", "2027년"),
    ],
)
def test_a_number_told_meets_the_line_it_belongs_to(services: Services, question: str, words: str) -> None:
    answer = ask(services, question)
    assert words in lead(answer)
    assert not answer.warnings


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("우대저축 말고 다른 적금은 뭐가 있어요 미래적금 끝났다며", "savings/"),
        ("경력단절 여성인데 소득세 감면 몇 년이에요", "sme-tax-cut/others"),
        ("엄마가 동의를 안 해주는데 국취 신청 돼요?", "nesp/documents"),
        ("면접비 없어서 못 가요", "places/local-allowance"),
        ("아빠 식당 폐업했는데 제가 대신 신청해도 되나요", "hope-return/parents-shop"),
        ("알바 하면서 나라에서 받는 돈 있어요?", "nesp/part-time"),
        ("계약만료로 지난주에 나왔어요", "unemployment-benefit/involuntary-leaving"),
        ("I got laid off last week", "unemployment-benefit/involuntary-leaving"),
    ],
)
def test_the_sentence_meant_leads(services: Services, question: str, section: str) -> None:
    assert ask(services, question).citations[0].id.startswith(section)


def test_a_visa_comes_before_the_rule(services: Services) -> None:
    answer = ask(services, "D-10 비자인데 부트캠프 들을 수 있나요")
    assert "D-10" in lead(answer)
    assert "1345" in lead(answer)
    known = ask(services, "F-6 비자인데 내배카 되나요")
    assert "찾지 못했어요" not in lead(known)


def test_mixed_sentences_are_answered_in_korean_on_their_subject(services: Services) -> None:
    answer = ask(services, "unemployment benefit 받는 중인데 shift 하루 하면 report 해야 하나요")
    assert answer.language == "ko"
    assert answer.citations[0].id == "unemployment-benefit/work-and-income"


def test_a_claim_on_other_places_is_not_put_right_by_a_part_of_its_word(services: Services) -> None:
    assert "아니요, 수도권" not in ask(services, "비수도권 회사면 도약장려금 청년 몫 있죠?").text


@pytest.mark.parametrize(
    "question", ["우대저축공제 월 10만원 3년이면 회사가 총 얼마", "철거비랑 재기사업화 지원 각각 얼마예요"]
)
def test_figures_of_a_year_gone_by_say_so_first(services: Services, question: str) -> None:
    answer = services.answer(Conversation(), question, as_of=date(2027, 1, 10))
    assert answer.lines[0].kind == "note"
    assert "2026년" in answer.lines[0].text
