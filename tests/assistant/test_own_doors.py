"""The speaker's own door: debt, pay that wasn't paid, school left under age, a closing shop, a firm that hires."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.own_doors import closes, matter_of
from assistant.services import Services
from assistant.understanding.firm import speaks_for_a_firm

TODAY = date(2026, 11, 22)


def first(services: Services, *messages: str) -> tuple[str, Answer]:
    """The section the answer to the last message begins with, and the answer."""
    conversation = Conversation()
    for message in messages:
        answer = services.answer(conversation, message, as_of=TODAY)
    return next((c.id for c in answer.citations), ""), answer


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("편의점 점장이 알바비를 안 줘요", "places/unpaid-wages"),
        ("월급이 석 달째 밀렸어요", "places/unpaid-wages"),
        ("퇴직금 못 받았는데 어떡하죠", "places/unpaid-wages"),
        ("I'm on E-7 and the factory hasn't paid me since July", "places/unpaid-wages"),
        ("my employer owes me two months of wages", "places/unpaid-wages"),
        ("카드값이 연체돼서 사채까지 생각 중이에요", "places/debt"),
        ("학자금 대출 갚을 길이 없어요", "places/debt"),
        ("I'm in debt and out of work, what is there", "places/debt"),
        ("고등학교 그만두고 알바하는데 배울 수 있는 거 있나", "places/left-school"),
        ("I'm 16 and dropped out, is there any support for me", "places/left-school"),
    ],
)
def test_what_weighs_most_is_answered_first(services: Services, text: str, section: str) -> None:
    assert matter_of(text) == section
    assert first(services, text)[0] == section


@pytest.mark.parametrize(
    "text",
    ["국취 수당이 안 들어왔어요", "훈련장려금 언제 들어와요", "전세대출 되나요", "훈련 생계비 대부 얼마", "은행 대출상담사 채용", "실업급여 못 받았어요", "부모님이 용돈을 안 줘요", "20살 고졸인데 취업 지원"],
)  # fmt: skip
def test_other_money_and_school_is_none_of_it(text: str) -> None:
    assert matter_of(text) == ""


@pytest.mark.parametrize("text", ["다음 주에 매장 정리하는데 뭘 받을 수 있어요", "미용실 폐업하려는데 지원 뭐 있나요", "we are closing our salon, what can I get"])  # fmt: skip
def test_an_owner_who_closes_hears_of_hope_return_first(services: Services, text: str) -> None:
    assert closes([text])
    section, answer = first(services, text)
    assert section.startswith("hope-return/")
    assert "1533-0100" in answer.text


def test_who_told_that_they_close_hears_of_it_when_they_ask_for_all(services: Services) -> None:
    section, answer = first(services, "분식집 2년 했는데 다음 달 폐업예정이에요", "받을 수 있는 거 다 알려줘")
    assert section.startswith("hope-return/")
    assert answer.decisions


def test_applying_for_somebody_else_is_another_question(services: Services) -> None:
    section, _ = first(services, "엄마 식당 폐업하는데 제가 대신 신청해도 돼요?")
    assert section != "hope-return/overview"


@pytest.mark.parametrize("text", ["다니던 회사가 폐업해서 실업자예요", "폐업한 회사에서 일했어요"])
def test_a_firm_that_closed_is_no_shop_of_ones_own(text: str) -> None:
    assert not closes([text])


@pytest.mark.parametrize(
    ("messages", "section"),
    [
        (("we are a small firm in Daegu and are hiring a 27 year old, how much can we get",), "job-leap/employer-amount"),
        (("직원 4명 카페 사장인데요", "청년 채용하면 도약장려금 되나요"), "job-leap/employer-conditions"),
        (("직원 6명 있는 업체 대표입니다",), "job-leap/employer-conditions"),
    ],
)
def test_a_firm_hears_its_own_side(services: Services, messages: tuple[str, ...], section: str) -> None:
    found, answer = first(services, *messages)
    assert found == section
    assert not answer.openings


@pytest.mark.parametrize("text", ["청년 채용하는 회사 있나요", "회사에서 도약장려금 받나요", "사장님이 저를 뽑았어요", "I was hired by a small firm"])
def test_a_seeker_speaks_for_no_firm(text: str) -> None:
    assert not speaks_for_a_firm(text)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("저 작은 식당 사장인데 다음 달에 문 닫으려고요 뭐부터 하죠", "hope-return/overview"),
        ("they let me go last week, what help is there", "unemployment-benefit/involuntary-leaving"),
    ],
)
def test_what_happened_opens_its_door_though_help_is_asked_for_at_large(
    services: Services, text: str, section: str
) -> None:
    assert first(services, text)[0] == section


def test_help_asked_for_at_large_looks_at_every_scheme(services: Services) -> None:
    assert first(services, "27살인데 나라에서 매달 돈 받을 수 있어요?")[1].decisions
    assert not first(services, "나라에서 매달 돈 받을 수 있어요?")[1].decisions


@pytest.mark.parametrize("text", ["drawing house plans course", "phone repair classes"])
def test_a_thing_and_course_is_a_search(services: Services, text: str) -> None:
    assert "course" in first(services, text)[1].text.lower()
    assert not [c for c in first(services, text)[1].citations if c.kind == "section"]


def test_money_at_hand_is_no_subject_of_a_search(services: Services) -> None:
    assert "통장" not in first(services, "통장 잔고는 바닥인데 코딩 학원 다니고 싶어요")[1].text
