"""What a message means by what went before it, and whether somebody asks how they stand: over the real library."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services
from assistant.understanding import Understanding
from assistant.understanding.followups import switched_to
from assistant.understanding.rules import RulesReader

TODAY = date(2026, 11, 22)


def talk(services: Services, *messages: str) -> tuple[Answer, Conversation]:
    conversation = Conversation()
    answers = [services.answer(conversation, message, as_of=TODAY) for message in messages]
    return answers[-1], conversation


def understood(services: Services, *messages: str) -> Understanding:
    """The reading of the last message after the ones before were answered."""
    conversation = Conversation()
    for message in messages[:-1]:
        services.answer(conversation, message, as_of=TODAY)
    return RulesReader(services.base).read(messages[-1], conversation, TODAY)


@pytest.mark.parametrize(
    ("messages", "kind", "skills", "regions", "pay"),
    [
        (("서울에서 백엔드 과정 찾아줘", "부산은?"), "course", ("web-backend",), ("26000",), None),
        (("부산 간호 일자리", "대구는?"), "opening", ("nursing",), ("27000",), None),
        (("대구 용접 일자리", "월급 300 넘는걸로"), "opening", ("welding",), ("27000",), 3_000_000),
        (("대구 용접 일자리", "월급 300 넘는걸로", "구미는?"), "opening", ("welding",), ("47190",), 3_000_000),
        (("대구 용접 일자리", "250 이상 주는 데로"), "opening", ("welding",), ("27000",), 2_500_000),
        (("python course in Seoul", "what about Busan"), "course", ("python",), ("26000",), None),
        (("welding jobs in Daegu", "and in Busan?"), "opening", ("welding",), ("26000",), None),
        (("welding jobs in Daegu", "only over 3 million"), "opening", ("welding",), ("27000",), 3_000_000),
        (("서울 파이썬 과정", "용접은?"), "course", ("welding",), ("11000",), None),
        (("서울 파이썬 과정", "일자리는?"), "opening", ("python",), ("11000",), None),
    ],
)
def test_a_search_goes_on_with_one_thing_changed(
    services: Services, messages: tuple[str, ...], kind: str, skills: tuple[str, ...], regions: tuple[str, ...], pay: int | None
) -> None:
    u = understood(services, *messages)
    assert kind in u.wants
    assert (u.filters.skills, u.filters.regions, u.filters.pay_min_monthly) == (skills, regions, pay)


def test_modes_are_added_and_a_wider_search_drops_the_place(services: Services) -> None:
    assert set(understood(services, "서울 파이썬 과정", "온라인으로").filters.modes) == {"online", "live_online"}
    wider = understood(services, "서울 파이썬 과정", "다른 지역도 보여줘")
    assert (wider.filters.regions, wider.filters.skills) == ((), ("python",))


@pytest.mark.parametrize(
    "messages",
    [
        ("서울 파이썬 과정", "부산 용접 일자리 찾아줘"),
        ("서울 파이썬 과정", "국취 얼마 받아?"),
        ("서울 파이썬 과정", "부산에서 살면 청년수당 얼마나 나와"),
        ("서울 파이썬 과정", "고마워"),
        ("국취 얼마 받아", "부산은?"),
    ],
)
def test_a_message_of_its_own_carries_no_search(services: Services, messages: tuple[str, ...]) -> None:
    assert "python" not in understood(services, *messages).filters.skills


@pytest.mark.parametrize(
    "messages",
    [
        ("서울에서 백엔드 과정 찾아줘", "부산은?", "그럼 자부담 얼마"),
        ("서울에서 백엔드 과정 찾아줘", "무료야?"),
        ("python course in Seoul", "what about Busan", "is it free"),
        ("python course in Seoul", "how much does it cost"),
    ],
)
def test_what_the_courses_shown_cost(services: Services, messages: tuple[str, ...]) -> None:
    answer, _ = talk(services, *messages)
    assert {c.id.split("/")[0] for c in answer.citations if c.kind == "section"} <= {"kdt", "learning-card"}
    assert answer.citations[0].id.split("/")[1].startswith(("own-share", "correction-free", "share-general", "share-zero"))


@pytest.mark.parametrize(
    "messages",
    [
        ("국취 얼마", "실업급여는?", "둘다 받을수 있어?"),
        ("실업급여 얼마 받아", "국취는?", "둘이 같이 되나"),
        ("how much does NESP pay", "what about unemployment benefit", "can i get both"),
    ],
)
def test_both_are_the_two_spoken_of(services: Services, messages: tuple[str, ...]) -> None:
    u = understood(services, *messages)
    assert (set(u.families), u.topics[0]) == ({"nesp", "unemployment-benefit"}, "combine")
    answer, _ = talk(services, *messages)
    assert "6개월" in answer.text or "6 months" in answer.text


# ---- how somebody stands

NESP_1 = {"nesp-1-required", "nesp-1-youth", "nesp-1-other"}
NESP_2 = {"nesp-2-youth", "nesp-2-midlife", "nesp-2-group"}


@pytest.mark.parametrize(
    ("messages", "programme", "decision"),
    [
        (("재산 3천만원 혼자 27살 소득 0 작년에 200일 알바함 국취 1유형 돼?",), "nesp-1-required", "looks_met"),
        (("나 29살 혼자 살아 월급 없고 재산 3천", "국취 1유형 되나"), "nesp-1-youth", "looks_met"),
        (("나 29살 혼자 살아 월급 없고 재산 3천", "국취 1유형 되나", "최근 2년간 일한건 30일정도"), "nesp-1-required", "looks_not_met"),
        (("36살 4인가구 월소득 600 국취 되는거 있어?",), "nesp-1-required", "looks_not_met"),
        (("36살인데 4인가구 월 600이면 국취 2유형 되나",), "nesp-2-youth", "looks_not_met"),
        (("가게 45일 하고 접음 희리패 됨?",), "hope-return-closing", "looks_not_met"),
        (("i am 30, live with parents, they earn 7 million. can i get type 1?",), "nesp-1-required", "looks_not_met"),
        (("27살 고졸 6개월 쉬었는데 뭐 받아요",), "nesp-2-youth", "need_info"),
        (("24 대졸 취준 1년차 받을수있는거 다 알려줘",), "nesp-2-youth", "need_info"),
        (("am I eligible for NESP? 29, live alone, no income",), "nesp-2-youth", "looks_met"),
        (("I have F-6 visa", "can I get NESP", "and learning card?"), "learning-card", "need_info"),
        (("나 28살", "아니 38살", "국취 되나"), "nesp-2-youth", "looks_not_met"),
        (("내일배움카드 대기업 다니면 안돼?", "47살이면?"), "learning-card", "need_info"),
        (("i am 33 and unemployed for 1 year", "what can I get", "sorry i am 38"), "nesp-2-midlife", "need_info"),
        (("삼성 다니고 월급 320인데 32살 내배카 되나요",), "learning-card", "need_info"),
        (("대기업 다니고 월급 320인데 32살 내배카 되나요",), "learning-card", "looks_not_met"),
    ],
)
def test_a_question_how_one_stands_is_decided(
    services: Services, messages: tuple[str, ...], programme: str, decision: str
) -> None:
    answer, _ = talk(services, *messages)
    assert {d.programme: d.decision for d in answer.decisions}.get(programme) == decision
    if any(d.decision == "looks_not_met" for d in answer.decisions):
        assert not answer.text.startswith(("네,", "Yes"))


@pytest.mark.parametrize(
    ("question", "programmes"),
    [
        ("36살인데 국취 2유형 되나", NESP_2),
        ("29살 혼자 사는데 국취 1유형 가능?", NESP_1),
        ("28살인데 국취 2유형 청년 돼?", {"nesp-2-youth"}),
    ],
)
def test_a_type_means_every_track_of_it(services: Services, question: str, programmes: set[str]) -> None:
    answer, _ = talk(services, question)
    assert {d.programme for d in answer.decisions} == programmes


@pytest.mark.parametrize(
    "messages",
    [
        ("국취 2유형 되나",),  # nothing is known of the person
        ("국취 신청 서류 뭐 필요해 나 27살",),
        ("나 27살이야", "국취 신청 방법"),
        ("나 27살이야", "학원 다니면서도 국취 되나"),
        ("부모님 동의 없이 내배카 만들수있나 16살",),
        ("F-4 비자 내일배움카드 발급 가능한가요",),
        ("치킨집 접으려는데 철거비 얼마 지원돼요",),
        ("국취 전에 한번 했었는데 또 할수있나",),
        ("나 27살이야", "국취 중간에 그만두면 불이익 있어?"),
        ("can I work part time while on NESP? i make 900,000",),
    ],
)
def test_another_question_is_not_decided(services: Services, messages: tuple[str, ...]) -> None:
    answer, _ = talk(services, *messages)
    assert answer.decisions == ()


def test_what_fails_by_what_was_just_told_is_said(services: Services) -> None:
    answer, _ = talk(services, "가게 45일 하고 접음 희리패 됨?")
    assert "60일" in answer.lines[0].text
    assert "맞지 않아" in answer.lines[0].text


# ---- another language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("한국어로 말해줘", "ko"),
        ("영어로 답해줘", "en"),
        ("그거 영어로 다시 설명해줘", "en"),
        ("한글로 해주세요", "ko"),
        ("in Korean please", "ko"),
        ("in english please", "en"),
        ("can you say that in Korean?", "ko"),
        ("answer in English", "en"),
        ("영어로 일하는 회사", None),
        ("영어 강사 채용", None),
        ("Korean", None),
        ("I am Korean", None),
        ("한국어 과정 있어?", None),
        ("Korean language course in Seoul", None),
        ("jobs in Korea", None),
    ],
)
def test_a_language_asked_for_is_told_from_one_spoken_of(text: str, lang: str | None) -> None:
    assert switched_to(text) == lang


def test_the_answer_before_comes_in_the_language_asked_for(services: Services) -> None:
    first, conversation = talk(services, "what is hope return package")
    again = services.answer(conversation, "한국어로 말해줘", as_of=TODAY)
    assert (again.language, again.courses, again.openings) == ("ko", (), ())
    assert again.citations[0].id == first.citations[0].id
    back = services.answer(conversation, "in english please", as_of=TODAY)
    assert back.lines[0].text == first.lines[0].text


def test_a_language_asked_for_first_stays(services: Services) -> None:
    answer, conversation = talk(services, "영어로 답해줘", "국취 얼마 받아?")
    assert answer.language == "en"
    assert services.answer(conversation, "한국어로 해줘", as_of=TODAY).language == "ko"
    assert services.answer(conversation, "실업급여는?", as_of=TODAY).language == "ko"


def test_a_search_survives_the_visitors_browser(services: Services) -> None:
    _, conversation = talk(services, "대구 용접 일자리", "월급 300 넘는걸로")
    restored = Conversation.from_json(conversation.to_json())
    u = RulesReader(services.base).read("구미는?", restored, TODAY)
    assert (u.filters.skills, u.filters.pay_min_monthly) == (("welding",), 3_000_000)
