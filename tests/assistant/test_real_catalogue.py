"""Openings and courses from an operator's files in the chat: with source and day, never beside samples."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.history import Conversation
from assistant.services import Services, build
from assistant.settings import AssistantSettings
from assistant.views_text import card_lines
from knowledge import starter
from knowledge.base import open_base
from knowledge.library.sample import generate
from knowledge.settings import KnowledgeSettings
from knowledge.sources.files import tabular
from knowledge.sources.normalise import Normaliser
from tests.knowledge.making import DAY

DATA = Path(__file__).parents[1] / "data" / "sources"
HEADER = ("회사명", "공고명", "근무지", "급여", "마감일", "고용형태", "경력", "필요기술", "링크")


@pytest.fixture(scope="module", params=[True, False], ids=["samples on", "samples off"])
def services(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("real")
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(list(HEADER))
    sheet.append(["가온테크", "품질관리 사원", "부산 사상구", "연 3,200~3,600만원", "2026-12-15", "정규직", "신입", "엑셀", "https://jobs.example/1"])
    sheet.append(["나래", "품질관리 담당", "부산 남구", "", "", "", "", "", ""])
    workbook.save(folder / "gaon-list.xlsx")
    read_on = datetime(DAY.year, DAY.month, DAY.day, 12).timestamp()
    os.utime(folder / "gaon-list.xlsx", (read_on, read_on))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starter, "generate", partial(generate, courses=20, openings=60))
        settings = KnowledgeSettings(_env_file=None, library="none", samples=request.param, embedding_model="none")  # type: ignore[call-arg]
        base = open_base(folder / "home", settings, today=DAY, progress=False)
        normaliser = Normaliser(base.taxonomy)
        for file in (folder / "gaon-list.xlsx", DATA / "job.html", DATA / "course.json"):
            read = tabular(file, normaliser, DAY)
            assert read is not None
            base.take_in(read.load, on=DAY)
        yield build(base, AssistantSettings(_env_file=None))  # type: ignore[call-arg]
        base.close()


def test_openings_are_found_with_source_and_day(services: Services) -> None:
    answer = services.answer(Conversation(), "부산 품질관리 채용 찾아줘", as_of=DAY)
    found = {o.employer: o for o in answer.openings}
    assert set(found) == {"가온테크", "나래"}
    assert found["가온테크"].source == "gaon-list"
    assert found["가온테크"].url == "https://jobs.example/1"
    shown = "\n".join((answer.text, *card_lines(answer)))
    assert "출처 gaon-list · 2026년 11월 22일 기준" in shown
    assert "예시" not in shown


def test_what_the_list_does_not_say_is_not_said(services: Services) -> None:
    answer = services.answer(Conversation(), "부산 품질관리 채용 찾아줘", as_of=DAY)
    (silent,) = (o for o in answer.openings if o.employer == "나래")
    assert (silent.closes, silent.days_left, silent.pay) == (None, None, None)
    card = next(line for line in card_lines(answer) if "나래" in line)
    assert "정규직" not in card
    assert "마감일은 공고에서 확인" in card


def test_a_job_page_and_a_course_are_found(services: Services) -> None:
    job = services.answer(Conversation(), "부산 데이터 분석가 채용 찾아줘", as_of=DAY)
    assert [o.id for o in job.openings] == ["badaon.example.co.kr:D-17"]
    course = services.answer(Conversation(), "부산 파이썬 업무자동화 과정 찾아줘", as_of=DAY)
    assert [c.source for c in course.courses] == ["nuri.example"]
    assert not any(c.sample for c in course.courses)
    assert "접수 마감은 기관에 확인" in "\n".join(card_lines(course))
