"""One notice says the same in every format: written by different programs, compared with what it was made of."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.documents.blocks import Heading, Paragraph, Table
from knowledge.documents.reading import read
from tests.data.documents.notices import NOTICES
from tests.knowledge.documents.sameness import FORMATS, fixture, said, sameness, wanted

pytest.importorskip("hwpx")
TEXTS = [f for f in FORMATS if not f.endswith("pdf")]
ABOUT = {
    "programme": ("2026년 예시 청년 직무훈련 지원사업 참여자 모집 공고", "예시고용진흥원", date(2026, 2, 16)),
    "regulation": ("예시 청년 훈련 지원 규정", "예시고용진흥원", date(2025, 12, 29)),
    "bulletin": ("청년 일경험 소식지", "예시일자리재단", date(2026, 5, 11)),
}


@pytest.mark.parametrize("ending", TEXTS)
@pytest.mark.parametrize("name", NOTICES)
def test_headings_paragraphs_and_cells_are_those_of_the_notice(name: str, ending: str) -> None:
    found = sameness(wanted(name), said(read(fixture(name, ending), "notice")))
    assert (found.headings, found.levels, found.paragraphs) == (True, True, True)
    assert found.cells == 1.0


@pytest.mark.parametrize("ending", ["office.pdf", "chrome.pdf"])
@pytest.mark.parametrize("name", ["programme", "regulation"])
def test_a_pdf_with_ruled_tables_says_the_same(name: str, ending: str) -> None:
    found = sameness(wanted(name), said(read(fixture(name, ending), "notice")))
    assert (found.headings, found.paragraphs) == (True, True)
    assert found.cells == 1.0


@pytest.mark.parametrize("ending", ["office.pdf", "chrome.pdf"])
def test_a_pdf_with_tables_in_tables_keeps_its_text(ending: str) -> None:
    found = sameness(wanted("bulletin"), said(read(fixture("bulletin", ending), "notice")))
    assert (found.headings, found.paragraphs) == (True, True)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", NOTICES)
def test_title_issuer_and_date_are_found_in_the_text(name: str, ending: str) -> None:
    document = read(fixture(name, ending), "notice")
    assert (document.title, document.issuer, document.dated) == ABOUT[name]


def test_pages_are_told_where_the_format_has_them() -> None:
    blocks = read(fixture("programme", "office.pdf"), "notice").blocks
    assert next(b.page for b in blocks if isinstance(b, Heading)) == 1
    assert blocks[-1] == Paragraph("예시고용진흥원장", 2)
    assert all(b.page is None for b in read(fixture("programme", "docx"), "notice").blocks)


def test_a_table_on_two_pages_is_one_and_its_header_stands_once() -> None:
    papers = [b for b in read(fixture("programme", "chrome.pdf"), "notice").blocks if isinstance(b, Table)][1]
    assert papers.rows == 5
    assert [c.text for c in papers.cells if c.col == 0] == ["번호", "1", "2", "3", "4"]


def test_header_cells_are_marked_alike() -> None:
    for ending in TEXTS:
        fees, papers = (b for b in read(fixture("programme", ending), "notice").blocks if isinstance(b, Table))
        assert [c.text for c in fees.cells if c.header] == [
            "구분", "훈련비", "훈련장려금(월)", "비고", "한도", "본인 부담"
        ], ending
        assert {c.row for c in papers.cells if c.header} == {0}, ending
