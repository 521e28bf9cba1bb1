"""Facts told by name and taken back, places of one name, several questions at once, licences and work done."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.history import Conversation
from assistant.pathway.seeker import seeker_of
from assistant.profile import Fact, Profile
from assistant.services import Services
from knowledge.fields import read_value
from knowledge.fit import Seeker, licences_held
from knowledge.taxonomy import load_taxonomy
from tests.assistant.conftest import TODAY

ALL = "나는 뭘 받을 수 있어?"


def say(services: Services, conversation: Conversation, *messages: str) -> Answer:
    for message in messages:
        answer = services.answer(conversation, message, as_of=TODAY)
    return answer


def facts(conversation: Conversation) -> dict[str, object]:
    return {f.field: f.value for f in conversation.profile.facts}


# ---- by name


def test_a_fact_told_by_its_name_is_corrected_and_the_decisions_are_made_again(services: Services) -> None:
    talk = Conversation()
    before = {d.programme: d.decision for d in say(services, talk, f"저 25살이에요. {ALL}").decisions}
    answer = say(services, talk, "나이: 40")
    after = {d.programme: d.decision for d in answer.decisions}
    assert facts(talk)["age"] == 40
    assert before["work-experience"] != "looks_not_met"
    assert after["work-experience"] == "looks_not_met"
    assert len(after) == len(before) > 30


def test_a_named_programme_stays_the_subject(services: Services) -> None:
    talk = Conversation()
    say(services, talk, "저 25살인데 국취제 돼요?")
    families = {d.family for d in say(services, talk, "나이: 33").decisions}
    assert families == {"nesp"}


@pytest.mark.parametrize("said", ["나이: 말한 것 빼기", "your age: take it back"])
def test_a_fact_can_be_taken_back(services: Services, said: str) -> None:
    talk = Conversation()
    say(services, talk, f"저 25살이에요. {ALL}", said)
    assert "age" not in facts(talk)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ("나이: 430", "age", "10에서 100"),
        ("나이: 비밀", "age", "10에서 100"),
        ("가구 소득: 많음", "household_income_monthly", "금액을 숫자로"),
        ("your age: many", "age", "from 10 to 100"),
        ("그만둔 날: 언젠가", "left_job.on", "2026-09-30"),
        ("가구원 수: 300", "household_size", "1에서 20"),
    ],
)
def test_what_cannot_be_is_said_and_asked_again(services: Services, said: str, field: str, words: str) -> None:
    talk = Conversation()
    answer = say(services, talk, said)
    assert answer.status is Status.CLARIFY
    assert words in answer.text
    assert [a.field for a in answer.asks] == [field]
    assert field not in facts(talk)


@pytest.mark.parametrize(
    "said", ["나이가 430살이에요. 뭐 받을 수 있어요?", "나는 -3살이야", "I am 430 years old. What can I get?"]
)
def test_an_age_that_nobody_has_is_asked_again(services: Services, said: str) -> None:
    talk = Conversation()
    answer = say(services, talk, said)
    assert answer.status is Status.CLARIFY
    assert [a.field for a in answer.asks] == ["age"]
    assert not facts(talk)


def test_a_sum_below_nothing_is_not_taken_for_another(services: Services) -> None:
    talk = Conversation()
    assert say(services, talk, "가구 소득: -100").status is Status.CLARIFY
    assert not facts(talk)
    say(services, talk, "나이: 서른")
    assert facts(talk) == {"age": 30}


def test_facts_that_contradict_are_said_in_words_and_asked_about(services: Services) -> None:
    talk = Conversation()
    answer = say(services, talk, "내 월 소득: 400만원", "가구 소득: 300만원")
    assert answer.status is Status.CLARIFY
    assert "300만 원" in answer.text
    assert "400만 원" in answer.text
    assert "_" not in answer.text
    assert answer.asks[0].field == "household_income_monthly"
    settled = say(services, talk, "가구 소득: 500만원")
    assert len(settled.decisions) > 30


def test_a_colon_alone_is_no_fact(services: Services) -> None:
    talk = Conversation()
    say(services, talk, "질문: 국취제 얼마 받아요?")
    assert not facts(talk)


# ---- two questions in one


@pytest.mark.parametrize(
    ("said", "figure", "way"),
    [
        ("국취제 얼마고 어떻게 신청해요", "60만 원", "구직등록"),
        ("how much is NESP and how do I apply?", "KRW 600,000", "Work24"),
        ("실업급여 얼마고 신청 어떻게 해요", "68,100원", "이직확인서"),
    ],
)
def test_amount_and_way_are_both_answered_within_three_lines(
    services: Services, said: str, figure: str, way: str
) -> None:
    answer = say(services, Conversation(), said)
    first = [line.text for line in answer.lines if line.kind != "who"]
    assert figure in first[0]
    assert any(way in text for text in first[:3])
    assert len(first) <= 3
    assert answer.citations


def test_the_way_alone_keeps_its_steps(services: Services) -> None:
    answer = say(services, Conversation(), "국취제 어떻게 신청해요")
    assert sum(line.kind == "step" for line in answer.lines) >= 4


# ---- places


def test_a_name_of_several_places_lists_them_to_tap(services: Services) -> None:
    answer = say(services, Conversation(), "중구에서 일하고 싶어요")
    texts = [c.text["ko"] for c in answer.asks[0].choices[:-1]]
    assert answer.status is Status.CLARIFY
    assert "서울 중구에서 일하고 싶어요" in texts
    assert "부산 중구에서 일하고 싶어요" in texts


def test_in_the_guided_flow_the_tap_settles_it(services: Services) -> None:
    talk = Conversation()
    answer = say(services, talk, "내 길 찾기", "사무·회계", "광주")
    assert answer.asks[0].field == "region"
    assert [c.text["ko"] for c in answer.asks[0].choices[:-1]] == ["옛 광주광역시", "경기 광주시"]
    after = say(services, talk, answer.asks[0].choices[1].text["ko"])
    assert facts(talk)["region"] == "41610"
    assert after.asks[0].field == "age"


@pytest.mark.parametrize(
    "said", ["경기도 광주시 채용공고 찾아줘", "find jobs in Jung-gu, Seoul", "서울 중구 채용공고 찾아줘"]
)
def test_a_place_named_with_its_province_is_one_place(services: Services, said: str) -> None:
    answer = say(services, Conversation(), said)
    assert all(a.field != "wants.regions" for a in answer.asks)


# ---- licences and work done


@pytest.mark.parametrize(
    ("said", "licences"),
    [
        ("지게차 자격증 있어요", ("지게차운전기능사",)),
        ("전기기능사 있고 요양보호사 자격증도 땄어요", ("전기기능사", "요양보호사")),
        ("1종 대형 면허 있어요", ("1종 대형 운전면허",)),
        ("정보처리기사 있어요", ("정보처리기사",)),
        ("I have a forklift licence", ("지게차운전기능사",)),
        ("지게차 자격증 따고 싶어요", ()),
        ("지게차 자격증 있어야 해요?", ()),
        ("자격증 없어요", ()),
    ],
)
def test_licences_held_are_heard_and_wishes_are_not(services: Services, said: str, licences: tuple[str, ...]) -> None:
    talk = Conversation()
    say(services, talk, said)
    assert facts(talk).get("licences", ()) == licences


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("용접 2년 했어요", ("welder:24",)),
        ("경리 경력 3년", ("accounting-clerk:36",)),
        ("I worked 2 years as a welder", ("welder:24",)),
        ("용접 2년 과정 있어요?", ()),
    ],
)
def test_work_done_is_heard_by_occupation(services: Services, said: str, told: tuple[str, ...]) -> None:
    talk = Conversation()
    say(services, talk, said)
    assert facts(talk).get("experience_months", ()) == told


def test_licences_and_work_done_reach_matching() -> None:
    taxonomy = load_taxonomy()

    def seeker(**facts: object) -> Seeker:
        told = Profile(tuple(Fact(f, read_value(f, v)) for f, v in facts.items()))
        return seeker_of(told, taxonomy, TODAY)

    assert licences_held(seeker(licences=["지게차운전기능사"]).licences, ("지게차 운전기능사",))
    assert not licences_held(seeker().licences, ("지게차운전기능사",))
    work = {"welder": 40, "accounting-clerk": 14}
    assert seeker(experience_months=work).years == 3
    assert seeker(experience_months=work, **{"wants.occupations": ["accounting-clerk"]}).years == 1
    assert seeker(experience_months=work, insured_months_total=60).years == 5
