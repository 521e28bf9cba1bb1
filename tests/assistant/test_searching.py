"""What is shown under a label is of it; what is near is called so; a search keeps its thread over several messages."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services
from assistant.understanding.wishes import start_in, wishes_in
from knowledge.models import Opening
from knowledge.taxonomy import load_taxonomy

TODAY = date(2026, 11, 22)


def talk(services: Services, *messages: str) -> tuple[Answer, Conversation]:
    """The answer to the last message, and the conversation."""
    conversation = Conversation()
    for message in messages:
        answer = services.answer(conversation, message, as_of=TODAY)
    return answer, conversation


def filters(conversation: Conversation) -> dict[str, object]:
    last = conversation.last
    assert last is not None
    kept = last.context["search"]["filters"]
    assert isinstance(kept, dict)
    return {k: v for k, v in kept.items() if v}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("제주에서 바리스타 훈련 받고 싶은데 언제 시작해?", {"barista"}),
        ("서울 간호조무사 과정 언제 시작해요", {"nursing-assist"}),
        ("Find me welding training in Gwangju", {"welding"}),
        ("부산 용접 배울 수 있는 데 있어?", {"welding"}),
        ("청주에서 미용 교육 시작하는 거 있나", {"hair-styling", "skin-care", "makeup", "nail-art", "pet-grooming"}),
        ("forklift training in Changwon", {"forklift"}),
        ("cooking class in Daegu", {"korean-cooking", "western-cooking", "mass-cooking"}),
        ("원주 지게차 국비과정", {"forklift"}),
        ("baking training in Daegu", {"baking"}),
        ("전주 영상편집 과정 개강 언제", {"video-editing"}),
    ],
)
def test_courses_shown_are_of_what_was_asked_or_called_near(services: Services, text: str, skills: set[str]) -> None:
    answer, _ = talk(services, text)
    related = {r for s in skills for r in load_taxonomy().skills[s].related} | skills
    alien = [c for c in answer.courses if not related & set(c.teaches)]
    own = [c for c in answer.courses if skills & set(c.teaches)]
    assert not alien or "비슷한 분야" in answer.text or "close to it" in answer.text
    if answer.status == "answered":
        assert own
    else:
        assert any(word in answer.text for word in ("찾지 못했어요", "found no"))


@pytest.mark.parametrize("text", ["물류 인천 일자리", "warehouse jobs in Incheon", "구미 품질관리 일자리 찾아줘", "부산 회계 채용"])
def test_openings_are_of_the_work_named(services: Services, text: str) -> None:
    answer, conversation = talk(services, text)
    asked = set(filters(conversation)["skills"])  # type: ignore[call-overload]
    work = load_taxonomy().occupations
    for view in answer.openings:
        opening = services.base.opening(view.id)
        assert isinstance(opening, Opening)
        about = {*opening.required, *opening.preferred, *work[opening.occupation].skills}
        assert about & asked or "비슷한 분야" in answer.text or "close to it" in answer.text


def test_nothing_there_is_said_and_the_nearest_is_called_so(services: Services) -> None:
    answer, _ = talk(services, "제주 바리스타 배울 수 있는 데 있어?")
    assert answer.status == "partial"
    assert "찾지 못했어요" in answer.lines[0].text
    assert "가장 가까운 것으로" in answer.text
    assert all("barista" in c.teaches for c in answer.courses)
    assert not any(c.region.startswith("50") for c in answer.courses)


@pytest.mark.parametrize(
    ("text", "work", "said"),
    [
        ("any course for fixing cars", "auto-mechanic", "I took it to be work like"),
        ("고장난 자동차 엔진 고치는 일 채용 있나요", "auto-mechanic", "말씀하신 것으로 보고"),
    ],
)
def test_work_said_in_other_words_is_searched_and_said_back(
    services: Services, text: str, work: str, said: str
) -> None:
    answer, _ = talk(services, text)
    assert said in answer.text
    assert load_taxonomy().occupations[work].names["en" if text.isascii() else "ko"] in answer.text
    found = [services.base.opening(v.id).occupation for v in answer.openings]  # type: ignore[union-attr]
    found += [o for v in answer.courses for o in services.base.course(v.id).course.occupations]  # type: ignore[union-attr]
    assert work in found


@pytest.mark.parametrize("text", ["집에서 가까운 일자리 찾아줘", "돈 많이 주는 일자리", "국비 과정 아무거나", "jobs that pay well"])
def test_wishes_of_pay_and_place_are_not_taken_for_work(services: Services, text: str) -> None:
    answer, _ = talk(services, text)
    assert "보고 찾았어요" not in answer.text
    assert "I took it to be" not in answer.text


def test_a_word_that_many_openings_hold_is_searched_as_it_stands(services: Services) -> None:
    answer, _ = talk(services, "서울 개발자 채용공고")
    assert "‘개발자’" in answer.text
    assert answer.openings
    assert "보고 찾았어요" not in answer.text


@pytest.mark.parametrize("text", ["부산에서 고객상담원 시간제", "대구 경리 계약직"])
def test_a_trade_a_place_and_a_kind_of_contract_are_a_search(services: Services, text: str) -> None:
    answer, _ = talk(services, text)
    assert answer.openings or "채용공고" in answer.text


def test_a_word_nobody_knows_is_said_back_and_shows_no_cards(services: Services) -> None:
    answer, _ = talk(services, "대구 도자기공예 학원 언제 시작해")
    assert not answer.courses
    assert "도자기공예" in answer.text


def test_the_cost_asked_beside_a_search_is_answered_too(services: Services) -> None:
    answer, _ = talk(services, "care worker course in Daejeon how much would I pay")
    assert "90%" in answer.text
    assert all("elder-care" in c.teaches for c in answer.courses)


def test_paid_by_the_card_is_no_question_about_the_card(services: Services) -> None:
    answer, _ = talk(services, "대구 미용 학원 국비")
    assert not [c for c in answer.citations if c.kind == "section"]


THREADS = [
    (("창원 CNC 일자리", "월 280 이상만", "기숙사 있는데도 있어?"), {"regions": ["48120"], "skills": ["cnc"], "pay_min_monthly": 2_800_000, "dormitory": True}),
    (("광주 전기기능사 과정", "경기도 광주 말하는거야", "12월에 시작하는거만"), {"regions": ["41610"], "skills": ["electrical-work"], "starts": "2026-12"}),
    (("수원 회계 일자리", "부산 아니고 인천은?"), {"regions": ["28000"], "skills": ["accounting"]}),
    (("부산 물류 일자리", "대전 아니고 성남으로"), {"regions": ["41130"], "skills": ["logistics"]}),
    (("accounting jobs in Busan", "not Busan but Ulsan"), {"regions": ["31000"], "skills": ["accounting"]}),
    (("warehouse jobs in Incheon", "only night shift excluded, min 2.5 million", "what about Bucheon"),
     {"regions": ["41190"], "skills": ["warehouse-work"], "wishes": ["no_nights"], "pay_min_monthly": 2_500_000}),
    (("서울 데이터 분석 과정", "주말반만"), {"regions": ["11000"], "skills": ["data-analysis"], "wishes": ["weekend"]}),
    (("서울 간호조무사 일자리", "통근버스 있는 데만"), {"regions": ["11000"], "occupations": ["nurse-aide"], "wishes": ["shuttle"]}),
    (("부산 용접 과정", "창문 큰 데만 있어?"), {"regions": ["26000"], "skills": ["welding"], "unread": "창문 큰 데만"}),
    (("data analysis courses in Seoul", "only ones with parking"), {"regions": ["11000"], "skills": ["data-analysis"], "unread": "ones with parking"}),
    (("python courses in Busan", "starting in January"), {"regions": ["26000"], "skills": ["python"], "starts": "2027-01"}),
]  # fmt: skip


@pytest.mark.parametrize(("messages", "kept"), THREADS)
def test_a_search_goes_on_with_what_it_had(services: Services, messages: tuple[str, ...], kept: dict[str, object]) -> None:
    answer, conversation = talk(services, *messages)
    assert filters(conversation) == kept
    assert not [c for c in answer.citations if c.kind == "section"], "no wandering off to a rule"


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        (("서울 데이터 분석 과정", "주말반만"), "주말반"),
        (("부산 용접 과정", "창문 큰 데만 있어?"), "창문 큰 데만"),
        (("data analysis courses in Seoul", "only ones with parking"), "ones with parking"),
    ],
)
def test_what_the_records_do_not_say_is_said(services: Services, messages: tuple[str, ...], words: str) -> None:
    answer, _ = talk(services, *messages)
    assert any(words in line.text and ("적혀 있지 않아서" in line.text or "don't say" in line.text) for line in answer.lines)


def test_a_month_keeps_only_courses_that_start_in_it(services: Services) -> None:
    answer, _ = talk(services, "서울 데이터 분석 과정", "12월에 시작하는거만")
    assert answer.courses
    assert {c.starts.strftime("%Y-%m") if hasattr(c.starts, "strftime") else c.starts[:7] for c in answer.courses} == {"2026-12"}


def test_that_course_leads_to_its_openings(services: Services) -> None:
    answer, conversation = talk(services, "백엔드 과정 대구", "그 과정 끝나면 갈 회사 있어?")
    kept = filters(conversation)
    assert kept["regions"] == ["27000"]
    assert "java" in kept["skills"]  # type: ignore[operator]
    assert not answer.courses


@pytest.mark.parametrize(
    "messages",
    [
        ("서울 데이터 분석 과정", "국취제는 얼마 줘?"),
        ("서울 데이터 분석 과정", "실업급여 받는 사람도 돼?"),
        ("부산 용접 과정", "훈련수당은 얼마야"),
        ("부산 용접 과정", "고마워"),
    ],
)
def test_another_question_is_no_narrowing(services: Services, messages: tuple[str, ...]) -> None:
    answer, _ = talk(services, *messages)
    assert "가려내지 못했어요" not in answer.text
    assert not answer.courses


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("12월에 시작하는 것만", "2026-12"),
        ("1월 개강", "2027-01"),
        ("11월에 시작하는 과정", "2026-11"),
        ("다음 달에 시작하는 거", "2026-12"),
        ("starting in January", "2027-01"),
        ("that starts next month", "2026-12"),
        ("월급 280 이상", ""),
        ("12월에 퇴사했어요", ""),
        ("3월생인데요", ""),
        ("can I start on Monday", ""),
    ],
)
def test_months_of_a_start(text: str, month: str) -> None:
    assert start_in(text, TODAY) == month


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("주말반만", ("weekend",)),
        ("퇴근 후 들을 수 있는 거", ("evening",)),
        ("교대 없는 데만", ("no_nights",)),
        ("야간 제외하고", ("no_nights",)),
        ("통근버스 되는 곳", ("shuttle",)),
        ("야근 없는 회사", ("no_overtime",)),
        ("no night shifts please", ("no_nights",)),
        ("주말에 알바하면 신고해요?", ()),
        ("야간 대학 다니는데요", ()),
        ("교대 졸업했어요", ()),
    ],
)
def test_wishes(text: str, codes: tuple[str, ...]) -> None:
    assert wishes_in(text) == codes
