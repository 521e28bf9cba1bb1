"""Questions answered from a document that was added: its own words, where they stand, from when, and whose they are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Status
from assistant.history import Conversation
from assistant.services import Services, build
from assistant.settings import AssistantSettings
from knowledge.adding import of_document, prepare
from knowledge.base import open_base
from knowledge.sections import Given
from knowledge.settings import KnowledgeSettings
from tests.knowledge.notice import HTML, NUMBER, SLUG, TITLE

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def told(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The assistant over a copy of the starter base with the notice added while it serves."""
    home = Path(shutil.copytree(shared_home, tmp_path_factory.mktemp("added") / "home"))
    base = open_base(home, KnowledgeSettings(home=home), today=TODAY, progress=False)
    services = build(base, AssistantSettings())
    prepared = prepare(HTML.encode(), "notice.html", Given(), lambda d: of_document(base, d))
    assert services.take_in(prepared.load).new == 6
    yield services
    base.close()


def ask(services: Services, *messages: str, day: date = TODAY) -> Answer:
    conversation = Conversation()
    answers = [services.answer(conversation, message, as_of=day) for message in messages]
    return answers[-1]


@pytest.mark.parametrize("question", ["주거비 지원 3구간 얼마예요", "무지개시 청년 주거비 지원 3구간 얼마예요?"])
def test_a_row_of_a_table_answers_with_its_labels(told: Services, question: str) -> None:
    answer = ask(told, question)
    assert answer.status is Status.ANSWERED
    assert answer.lines[0].text == "3구간: 대상 중위소득 120% 이하, 지원금 월 12, 지원금 연 최대 144 (단위: 만원)"
    cited = answer.citations[0]
    assert cited.id == f"{SLUG}/2/가/표1"
    assert cited.heading_path == (TITLE, "2. 지원내용")
    assert cited.as_of == date(2026, 3, 2)
    section = told.base.section(cited.id, "ko")
    assert section is not None
    assert cited.quote in section.text.splitlines()
    assert "1구간" not in answer.text


def test_it_is_said_whose_document_it_is(told: Services) -> None:
    answer = ask(told, "무지개시 이사비 얼마 줘요?")
    assert answer.lines[0].text == "이사한 날부터 90일 안에 신청하면 30만 원을 한 번 지급합니다."
    note = answer.lines[-1].text
    assert "추가된 문서" in note
    assert TITLE in note
    assert NUMBER in note
    assert "2026년 3월 2일" in note


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("무지개시 주거비 신청 언제까지예요", "신청기간: 2026. 3. 2. ~ 2026. 3. 31."),
        ("무지개시 주거비 몇 살까지 돼요?", "연령: 만 19세 이상 34세 이하"),
    ],
)
def test_the_line_that_gives_what_is_asked_leads(told: Services, question: str, lead: str) -> None:
    assert ask(told, question).lines[0].text == lead


def test_all_rows_are_shown_where_none_is_meant(told: Services) -> None:
    text = ask(told, "무지개시 청년 주거비 지원금 얼마예요?").text
    assert all(f"{n}구간:" in text for n in (1, 2, 3))


def test_what_is_asked_next_stays_with_the_document(told: Services) -> None:
    answer = ask(told, "무지개시 이사비 얼마 줘요?", "신청은 어떻게 해요?")
    assert answer.citations[0].id == f"{SLUG}/3"


def test_an_english_question_gets_the_korean_words_and_is_told_so(told: Services) -> None:
    answer = ask(told, "How much is the Mujigae housing support for tier 3 (주거비 3구간)?")
    assert (answer.status, answer.language) == (Status.ANSWERED, "en")
    assert answer.citations[0].id == f"{SLUG}/2/가/표1"
    assert answer.lines[-1].text.endswith("The original is in Korean.")


def test_the_national_library_still_answers_for_itself(told: Services) -> None:
    answer = ask(told, "국취제 한 달에 얼마 받아요?")
    assert answer.citations[0].id.startswith("nesp/")
    assert "추가된 문서" not in answer.text


def test_an_old_document_says_that_it_is_old(told: Services) -> None:
    answer = ask(told, "무지개시 이사비 얼마 줘요?", day=date(2027, 2, 1))
    assert "2026년까지 확인된 내용" in answer.text
    assert "시간이 지난 문서" in answer.lines[-1].text
