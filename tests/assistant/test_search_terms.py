"""What a search names, the least pay it asks for, and conditions that are met, said to be unknown, or never claimed."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services
from assistant.understanding.pay_floor import pay_floor
from assistant.understanding.sought import search_words
from assistant.understanding.wishes import WISHES, wishes_in
from knowledge.columns import hourly_pay
from knowledge.models import Opening

TODAY = date(2026, 11, 22)


def talk(services: Services, *messages: str) -> tuple[Answer, dict[str, object]]:
    """The answer to the last message, and the filters it was searched with."""
    conversation = Conversation()
    for message in messages:
        answer = services.answer(conversation, message, as_of=TODAY)
    last = conversation.last
    assert last is not None
    search = last.context.get("search") or {}
    assert isinstance(search, dict)
    return answer, {k: v for k, v in search.get("filters", {}).items() if v} | {"words": search.get("words")}


@pytest.mark.parametrize(
    "text",
    ["울산에서 직장 구하고 있습니다", "청주 일자리 급구", "대전 알바 알아봐요", "포항에서 일자리 찾는 중이에요", "looking for a job in Ulsan", "i want to find work in Daejeon", "need work in Pohang"],
)  # fmt: skip
def test_asking_is_never_demanded_of_an_opening(services: Services, text: str) -> None:
    answer, filters = talk(services, text)
    assert filters["regions"]
    assert filters["words"] == ""
    assert answer.openings
    assert not any(quote in answer.text for quote in ("‘", "“"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("김해 도금 공장 일 구합니다", "도금 공장"),
        ("문 고치는 거 배울 데 있나요", "문 고치는"),
        ("강릉에서 도예 배우고 싶어요", "도예"),
        ("any glass blowing course near Jeonju?", "glass blowing"),
        ("서울 통역 자리 월 270 넘는 곳", "통역"),
    ],
)
def test_what_names_the_thing_stays(services: Services, text: str, words: str) -> None:
    base = services.base
    assert search_words(text, base.lexicon.find(text), base.analyser.nouns) == words  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "won", "unit"),
    [
        ("over 2.4 million", 2_400_000, "month"),
        ("월 270 넘는 데", 2_700_000, "month"),
        ("220은 받아야 해요", 2_200_000, "month"),
        ("세후 240이상", 2_400_000, "month"),
        ("못해도 230만", 2_300_000, "month"),
        ("최소 월급 이백팔십", 2_800_000, "month"),
        ("연봉 3천8백 이상", 3_166_667, "month"),
        ("연봉 4200 넘는", 3_500_000, "month"),
        ("pays 2.2m or more", 2_200_000, "month"),
        ("2,300,000 won and up", 2_300_000, "month"),
        ("at least 33 million a year", 2_750_000, "month"),
        ("wage 3100 이상", 3_100, "none"),
        ("시급 만천원 이상", 11_000, "hour"),
        ("시급 1만1천5백원 넘는 알바", 11_500, "hour"),
        ("more than 12,500 won per hour", 12_500, "hour"),
    ],
)
def test_the_least_pay_in_every_form(text: str, won: int, unit: str) -> None:
    floor = pay_floor(text)
    if unit == "none":
        assert floor is not None
        assert floor.won == round(31_000_000 / 12)
    else:
        assert (floor.won, floor.unit) == (won, unit) if floor else pytest.fail("no floor heard")


@pytest.mark.parametrize(
    "text",
    ["직원 50명 이상", "경력 2년 넘는 사람", "주 15시간 이상", "재산 4억 이상", "중위소득 120 이상", "토익 800점 이상", "household income over 3 million", "at least 3 days a week", "140시간 이상 과정", "from 10 to 7", "over 4 years of experience"],
)  # fmt: skip
def test_other_numbers_are_no_pay(text: str) -> None:
    assert pay_floor(text) is None


def test_the_least_pay_is_named_and_kept_over_turns(services: Services) -> None:
    answer, filters = talk(services, "인천 채용공고 찾아줘", "280은 넘었으면 좋겠어", "전국으로 넓혀줘")
    assert filters["pay_min_monthly"] == 2_800_000
    assert "월 280만 원 이상" in answer.text
    paid = [services.base.opening(v.id) for v in answer.openings]
    assert paid
    assert all(isinstance(o, Opening) for o in paid)


def test_the_least_wage_an_hour_is_no_question_about_the_minimum_wage(services: Services) -> None:
    answer, filters = talk(services, "시급 11,000원 이상 알바 부산")
    assert filters["pay_min_hourly"] == 11_000
    assert "시급 11,000원 이상" in answer.text
    for view in answer.openings:
        opening = services.base.opening(view.id)
        assert isinstance(opening, Opening)
        assert hourly_pay(opening.pay, opening.weekly_hours) >= 11_000
    rule, _ = talk(services, "시급 9000원 받는데 불법 아닌가요")
    assert rule.citations[0].id.startswith("standards/")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("퇴근하고 배울 수 있는 회계 과정", {"evening"}),
        ("토요일에만 하는 미용 수업", {"weekend"}),
        ("night class for welding", {"evening"}),
        ("심야 알바 구해요", {"night_work"}),
        ("주말에 쉬는 회사", {"weekends_off"}),
        ("day shifts only", {"no_nights"}),
        ("주말에 아르바이트하면 신고해요?", set()),
        ("야간대학교 학생인데요", set()),
        ("저녁밥 주나요", set()),
    ],
)
def test_wishes_are_heard_for_what_they_are(text: str, codes: set[str]) -> None:
    assert set(wishes_in(text)) == codes


def test_a_whole_day_course_is_no_evening_class() -> None:
    evening = WISHES["evening"]
    assert evening.met("OA 실무 (야간)", 3)
    assert not evening.met("실습실은 수업 뒤 저녁 9시까지 쓸 수 있습니다", 3)
    assert not evening.met("용접 야간반", 8)
    assert not evening.met("회계 실무 (주간) 퇴근 후 상담", 3)
    assert not WISHES["meals"].met("어르신 식사·세면 보조")
    assert not WISHES["shuttle"].met("자율주행 셔틀의 판단 모듈 개발")


@pytest.mark.parametrize("text", ["야간반 파이썬 강원", "weekend python class in Gangwon", "기숙사 있는 제과 과정 제주"])
def test_a_wish_that_nothing_meets_is_said_and_not_claimed(services: Services, text: str) -> None:
    answer, _ = talk(services, text)
    lead, rest = answer.lines[0].text, answer.text[len(answer.lines[0].text) :]
    names = ("저녁반", "weekend classes", "기숙사")
    if not any(word in answer.text for word in ("(야간)", "(주말반)")):
        assert not any(name in lead for name in names)
        assert any(name in rest for name in names)


@pytest.mark.parametrize("text", ["엑셀 과정 online으로", "online 엑셀 class", "엑셀 과정을 온라인으로만", "엑셀 online과정 있어?"])
def test_online_is_heard_before_a_particle(services: Services, text: str) -> None:
    answer, filters = talk(services, text)
    assert "online" in filters["modes"]  # type: ignore[operator]
    assert answer.courses
    assert all(c.mode != "onsite" for c in answer.courses)


def test_online_of_a_trade_is_no_way_of_learning(services: Services) -> None:
    _, filters = talk(services, "온라인 마케팅 과정 부산")
    assert "modes" not in filters


def test_conditions_of_jobs_are_not_claimed_of_courses(services: Services) -> None:
    answer, filters = talk(services, "초보 가능한 제빵 학원 부산")
    assert "newcomer" not in filters
    assert "신입" not in answer.text


@pytest.mark.parametrize("text", ["인턴 말고 정규직 이천 제조", "not part-time, permanent warehouse jobs in Icheon"])
def test_a_way_of_working_can_be_taken_back(services: Services, text: str) -> None:
    _, filters = talk(services, text)
    assert filters["employment"] == ["permanent"]
    assert filters["regions"] == ["41500"]


@pytest.mark.parametrize(("text", "place"), [("음성 공장 정규직", "43770"), ("구리 물류 정규직", "41310"), ("음성 인식 개발자 채용", ""), ("예산 담당자 채용", "")])  # fmt: skip
def test_a_town_with_an_everyday_name_is_heard_beside_work(services: Services, text: str, place: str) -> None:
    _, filters = talk(services, text)
    assert filters.get("regions", []) == ([place] if place else [])


def test_another_thing_after_too_little_stays_in_its_place(services: Services) -> None:
    _, filters = talk(services, "제주 용접 채용", "없으면 조리사라도 채용 있나")
    assert filters["regions"] == ["50000"]
    assert filters["occupations"]


def test_courses_after_jobs_are_of_the_same_trade_and_place(services: Services) -> None:
    answer, filters = talk(services, "forklift jobs in Busan", "any class for that nearby?")
    assert filters["regions"] == ["26000"]
    assert answer.courses
    assert all("forklift" in c.teaches for c in answer.courses)


@pytest.mark.parametrize("text", ["제일 저렴한 거", "what would i have to pay", "which is cheapest"])
def test_the_cost_of_what_was_shown(services: Services, text: str) -> None:
    answer, _ = talk(services, "서울 파이썬 과정", text)
    assert {c.id.split("/")[0] for c in answer.citations} <= {"kdt", "learning-card"}
