"""내 길 찾기 in conversation: what is asked, what is not, skipping, coming back, bad answers, changing a step."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.answer import Answer, Status
from assistant.guided import IDLE, QUESTIONS, WORK, next_question, question, questions_left, tapped
from assistant.history import Conversation
from assistant.profile import Fact, Profile
from assistant.services import Services
from knowledge.fields import read_value
from knowledge.models import LANGS
from knowledge.taxonomy import load_taxonomy
from tests.assistant.conftest import TODAY

SKIP = "모르겠어요"


def say(services: Services, conversation: Conversation, *messages: str) -> Answer:
    answer: Answer | None = None
    for message in messages:
        answer = services.answer(conversation, message, as_of=TODAY)
    assert answer is not None
    return answer


def asked(answer: Answer) -> str:
    return answer.asks[0].field if answer.asks else ""


# ---- the questions themselves


def test_at_most_five_questions_and_none_about_what_is_known() -> None:
    assert len(QUESTIONS) == 5
    assert questions_left(Profile(), ()) == QUESTIONS
    profile = Profile(
        (Fact("birth_date", date(2001, 5, 1)), Fact("wants.regions", ("26000",)), Fact("employment", "employed"))
    )
    assert questions_left(profile, ()) == (WORK, "education")
    assert next_question(profile, (WORK, "education")) == ""
    unemployed = Profile((Fact("employment", "unemployed"),))
    assert IDLE in questions_left(unemployed, ())


@pytest.mark.parametrize("field", QUESTIONS)
def test_every_tap_tells_a_fact_in_both_languages_and_can_be_skipped(field: str) -> None:
    ask = question(field)
    assert ask.choices[-1].value is None
    texts = [choice.text for choice in ask.choices[:-1]]
    for lang in LANGS:
        assert len({t[lang] for t in texts}) == len(texts)
        for text in texts:
            fact = tapped(field, text[lang])
            assert fact is not None
            read_value(fact.field, fact.value)
    assert [tapped(field, t["ko"]).value for t in texts] == [tapped(field, t["en"]).value for t in texts]  # type: ignore[union-attr]
    assert tapped(field, SKIP) is None
    json.dumps([c.value for c in ask.choices])


def test_fields_of_work_are_occupations_of_the_taxonomy_and_places_the_16_sido() -> None:
    known = load_taxonomy().occupations
    works = question(WORK).choices[:-1]
    assert all(o in known and known[o].skills for c in works for o in c.value)
    assert len({o for c in works for o in c.value}) == sum(len(c.value) for c in works)  # none stands twice
    assert len(question("region").choices) == 17


# ---- in conversation


def test_a_young_person_in_changwon_reaches_a_way_in_six_messages(services: Services) -> None:
    talk = Conversation()
    steps = (
        ("내 길 찾기", WORK), ("스마트공장·제조", "region"), ("창원", "age"), ("25", "education"), ("고등학교예요", IDLE),
    )  # fmt: skip
    for message, then in steps:
        answer = say(services, talk, message)
        assert (answer.status, asked(answer)) == (Status.CLARIFY, then), message
    answer = say(services, talk, "6개월 넘었어요")
    assert answer.status is Status.ANSWERED
    assert answer.pathways
    assert answer.pathways[0].goal == "smart-factory-engineer" or answer.pathways[0].openings
    profile = talk.profile
    assert [profile.get(f) for f in ("region", "age", "education", IDLE)] == ["48120", 25, "high", 6]
    named = [s.detail["name"] for s in answer.pathways[0].steps if s.kind == "fund"]
    assert all(set(n) == {"ko", "en"} and n["ko"] for n in named)


@pytest.mark.parametrize(
    "message", ["길 찾아줘", "내 길 찾아 주세요", "나한테 맞는 길 좀 찾아줘", "Find my path", "Can you guide me?"]
)
def test_it_begins_from_chat_too(services: Services, message: str) -> None:
    assert asked(say(services, Conversation(), message)) == WORK


@pytest.mark.parametrize(
    "message", ["출근길 찾아줘", "회계 쪽으로 길 찾아줘", "국취제 얼마 받아요?", "안녕", "지역 바꾸기"]
)
def test_other_messages_do_not_begin_it(services: Services, message: str) -> None:
    talk = Conversation()
    say(services, talk, message)
    assert not talk.turns[-1].context.get("guided")


def test_every_question_can_be_skipped_and_the_way_still_comes(services: Services) -> None:
    talk = Conversation()
    answer = say(services, talk, "내 길 찾기", *[SKIP] * 5)
    assert not answer.asks
    assert talk.skipped == list(QUESTIONS)
    assert talk.profile.facts == ()
    assert answer.pathways or answer.status is Status.NO_CONTENT


def test_what_was_said_is_not_asked_and_the_flow_can_be_left_and_taken_up(services: Services) -> None:
    talk = Conversation()
    answer = say(services, talk, "창원 사는 25살인데 내 길 찾아줘")
    assert asked(answer) == WORK
    assert asked(say(services, talk, "용접")) == "education"
    assert talk.profile.get(WORK)[0] == "welder"
    other = say(services, talk, "국취제 얼마 받아요?")
    assert any("60만 원" in line.text for line in other.lines)
    back = Conversation.from_json(json.loads(json.dumps(talk.to_json())))
    answer = say(services, back, "내 길 찾기")
    assert asked(answer) == "education"
    assert "다시 묻지" in answer.text
    answer = say(services, back, "고졸이에요", "회사나 가게에서 일해요")
    assert not answer.asks
    assert back.profile.get("employment") == "employed"


@pytest.mark.parametrize(
    ("before", "bad", "good"),
    [
        ((), "ㅁㄴㅇㄹ", "디자인·콘텐츠"),
        ((SKIP,), "중구", "부산 중구"),
        ((SKIP,), "광주", "전남광주"),
        ((SKIP, SKIP), "430", "스물다섯살"),
        ((SKIP, SKIP), "많아요", "25"),
        ((SKIP, SKIP, SKIP), "음", "전문대예요"),
        ((SKIP, SKIP, SKIP, SKIP), "오래", "두 달"),
    ],
)
def test_an_answer_that_cannot_be_read_gets_words_and_the_question_again(
    services: Services, before: tuple[str, ...], bad: str, good: str
) -> None:
    talk = Conversation()
    field = asked(say(services, talk, "내 길 찾기", *before))
    answer = say(services, talk, bad)
    assert (answer.status, asked(answer)) == (Status.CLARIFY, field)
    assert "가지" not in answer.text.split()[0]
    assert talk.profile.facts == ()
    assert asked(say(services, talk, good)) != field
    assert len(talk.profile.facts) == 1


def test_a_step_can_be_changed_after_a_way(services: Services) -> None:
    talk = Conversation()
    say(services, talk, "내 길 찾기", "스마트공장·제조", "창원", "25살", "고등학교예요", "6개월 넘었어요")
    first = talk.profile.get(WORK)
    answer = say(services, talk, "하고 싶은 일 바꾸기")
    assert asked(answer) == WORK
    answer = say(services, talk, "사무·회계")
    assert not answer.asks
    assert talk.profile.get(WORK) != first
    assert not set(first) & set(talk.profile.get(WORK))
    assert asked(say(services, talk, "지역 바꾸기")) == "region"
    say(services, talk, "부산")
    assert talk.profile.get("region") == "26000"


def test_both_languages_ask_the_same_and_find_the_same(services: Services) -> None:
    ko, en = Conversation(), Conversation()
    pairs = (
        ("내 길 찾기", "Find my path"), ("AI·데이터", "AI and data"), ("부산", "Busan"), ("25살", "25 years old"),
        ("고등학교예요", "High school"), ("6개월 넘었어요", "6 months or more"),
    )  # fmt: skip
    for korean, english in pairs:
        one, other = say(services, ko, korean), say(services, en, english)
        assert (one.language, other.language) == ("ko", "en")
        assert one.asks == other.asks
    assert one.pathways == other.pathways
    assert {f.field: f.value for f in ko.profile.facts} == {f.field: f.value for f in en.profile.facts}
