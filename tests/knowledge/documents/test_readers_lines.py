"""The pure parts under the readers: numbering, headings, grids, and lines put together again."""

from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.documents.blocks import Heading, Paragraph, Table
from knowledge.documents.counters import shape
from knowledge.documents.grid import RawCell, from_rows
from knowledge.documents.numbering import marker, numbering, split_article
from knowledge.documents.outline import Line, settle, tidy
from knowledge.documents.pdf_lines import Joiner, TextLine, in_columns
from knowledge.documents.pdf_page import Rule
from knowledge.documents.ruled import grids


@pytest.mark.parametrize(
    ("text", "label", "level"),
    [
        ("제1편 총론", "제1편", 1), ("제 2 장 지원", "제 2 장", 2), ("Ⅲ. 추진 계획", "Ⅲ.", 2), ("붙임 1. 신청서", "붙임 1.", 2),
        ("부칙", "부칙", 2), ("제3절 절차", "제3절", 3), ("제4조의2(반환)", "제4조의2", 4), ("Article 3 Purpose", "Article 3", 4),
        ("1. 지원 대상", "1.", 5), ("□ 사업 개요", "□", 6), ("가. 신청 자격", "가.", 7), ("1.2 절차와 방법", "1.2", 7),
        ("○ 참여 수당", "○", 8), ("ㅇ 참여 수당", "ㅇ", 8), ("1) 서류", "1)", 9), ("나) 면접", "나)", 10), ("(3) 발표", "(3)", 11),
        ("④ 제출 서류", "④", 12),
    ],
)
def test_names_of_parts_are_known_by_their_numbers(text: str, label: str, level: int) -> None:
    assert numbering(text) == (level, label)


@pytest.mark.parametrize(
    "text",
    [
        "2026. 1. 1.", "2026. 3. 2.부터 시행", "10.5 퍼센트", "3.5% 인상", "제3조에 따라 지원", "제3조 및 제4조의 지원", "제7조제2항",
        "1. 지원 대상은 다음과 같다.", "가. 신청 기간: 2026. 1. 1.부터", "○ 월 50만 원 지급", "1. 지원 대상 ········ 3", "다만, 예외로 한다",
        "□ " + "아" * 60, "○", "- 지원 내용", "※ 유의 사항", "가나다 순서", "1,000원", "I am here", "2. 서류를 제출함",
    ],
)
def test_sentences_figures_and_references_are_no_names(text: str) -> None:
    assert numbering(text) is None


def test_an_article_and_its_text_on_one_line_are_two() -> None:
    assert split_article("제2조(정의(뜻)) 이 규정에서 쓰는 말은 다음과 같다.") == ("제2조(정의(뜻))", "이 규정에서 쓰는 말은 다음과 같다.")
    assert split_article("제2조(정의)") is None
    assert marker("제2조(정의) 이 규정에서 쓰는 말은 다음과 같다.") == (4, "제2조")


def test_a_numbered_line_with_nothing_under_it_is_the_item_of_a_list() -> None:
    lines = [Line(t) for t in ("1. 서류", "가. 신청서", "나. 졸업증명서", "2. 방법", "누리집에서 냅니다.", "3. 문의")]
    assert settle(lines) == (
        Heading("1. 서류"), Paragraph("가. 신청서"), Paragraph("나. 졸업증명서"), Heading("2. 방법"),
        Paragraph("누리집에서 냅니다."), Paragraph("3. 문의"),
    )


def test_in_a_regulation_only_articles_and_what_is_above_them_are_headings() -> None:
    lines = [Line(t) for t in ("제1조(목적) 돕는다.", "1. 하나", "둘을 한다.", "제2조(정의)", "① 뜻", "가. 뜻", "셋을 한다.")]
    assert [b.text for b in settle(lines) if isinstance(b, Heading)] == ["제1조(목적)", "제2조(정의)"]


def test_text_is_one_clean_line() -> None:
    assert tidy("  • 지원\u200b \n 대상（청년）  ") == "지원 대상(청년)"
    assert tidy("가격은 •표로 적는다") == "가격은 •표로 적는다"


def test_spans_are_clipped_and_lines_nothing_begins_at_go() -> None:
    table = from_rows([
        [RawCell("가", 9, 2), RawCell("나", 1, 4)],
        [RawCell("다", 1, 2), RawCell("라", 1, 2)],
    ])
    assert table is not None
    assert (table.rows, table.cols) == (2, 3)
    assert [(c.text, c.row, c.col, c.row_span, c.col_span) for c in table.cells] == [
        ("가", 0, 0, 2, 1), ("나", 0, 1, 1, 2), ("다", 1, 1, 1, 1), ("라", 1, 2, 1, 1)
    ]
    assert from_rows([[RawCell(""), RawCell("")]]) is None


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["구분", "금액"], ["가", "300"]], True),
        ([["번호", "서류 이름", "발급처"], ["1", "신청서", "누리집"]], True),
        ([["지원 대상", "만 34세 이하 청년"], ["신청 기간", "2026. 3. 2.까지"]], False),
        ([["지원 대상", "취업하지 않은 청년"], ["신청 방법", "누리집에서 신청"]], False),
        ([["1", "신청서"], ["2", "증명서"]], False),
        ([["가. 대상", "나. 금액", "다. 기간"], ["청년", "300", "3"]], False),
    ],
)
def test_a_first_row_of_names_is_a_header(rows: list[list[str]], header: bool) -> None:
    table = from_rows([[RawCell(text) for text in row] for row in rows])
    assert table is not None
    assert {c.row for c in table.cells if c.header} == ({0} if header else set())


@pytest.mark.parametrize(
    ("name", "n", "text"),
    [("decimal", 12, "12"), ("ganada", 3, "다"), ("ganada", 15, "가가"), ("lowerRoman", 9, "ix"), ("CIRCLED_DIGIT", 3, "③"),
     ("HANGUL_SYLLABLE", 2, "나"), ("A", 28, "BB"), ("unheard-of", 4, "4"), ("decimal", 10**9, "1000000000")],
)
def test_numbers_in_the_shapes_of_the_formats(name: str, n: int, text: str) -> None:
    assert shape(name, n) == text


def _lines(texts: list[str], left: float = 50, width: float = 300, size: float = 10, top: float = 100) -> list[TextLine]:
    """Lines of one page, a syllable ten points wide and a space three."""
    def wide(text: str) -> float:
        return sum(3 if c == " " else 10 for c in text)

    return [
        TextLine(t, left, top + n * 15, left + wide(t), top + n * 15 + 10, size, n, False, wide(t.split(" ")[0]), left + width)
        for n, t in enumerate(texts)
    ]


def _paragraph(texts: list[str], words: str = "") -> str:
    lines = _lines(texts)
    joiner = Joiner([lines, _lines([f"ㄱ {words} ㄴ"])])
    text = lines[0].text
    for above, line in pairwise(lines):
        assert joiner.goes_on(above, line)
        text = joiner.join(text, line, above.open_end)
    return text


def test_a_word_broken_at_the_end_of_a_line_is_one_again() -> None:
    start = "가" * 25 + " "
    assert _paragraph([start + "훈련을 마친 사", "람은 신청한다."], "사람은 사람에게").endswith("마친 사람은 신청한다.")
    assert _paragraph([start + "다른 지원을", "받고 있는 사람"]).endswith("지원을 받고 있는 사람")
    assert _paragraph([start + "모두 5,000", "원을 준다."]).endswith("5,000원을 준다.")
    assert _paragraph([start + "규정 제", "3조를 본다."]).endswith("제3조를 본다.")


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    short, other = _lines(["짧은 줄", "다음 줄은 따로 선다."])
    joiner = Joiner([[short, other]])
    assert not joiner.goes_on(short, other)
    full, item = _lines(["가" * 29, "나. 이것은 목록이다."])
    assert not joiner.goes_on(full, item)


def test_columns_end_where_their_half_of_the_page_does() -> None:
    page = [*_lines(["가" * 20] * 5, left=40), *_lines(["나" * 20] * 5, left=320)]
    assert {line.end for line in in_columns(page, 595)} == {240, 520}
    assert {line.end for line in in_columns([*page, *_lines(["다" * 50] * 9, left=40)], 595)} == {540}


def test_rules_make_a_grid_with_merged_cells_and_open_sides() -> None:
    lying = [Rule(True, y, 0, 300) for y in (0, 20, 40)] + [Rule(True, 60, 100, 300), Rule(True, 80, 0, 300)]
    standing = [Rule(False, x, 0, 80) for x in (100, 200)]
    (grid,) = grids([*lying, *standing])
    assert [(b.row, b.col, b.row_span, b.col_span) for b in grid.boxes if b.row_span > 1] == [(2, 0, 2, 1)]
    assert len(grid.boxes) == 11
    assert grid.xs == (0, 100, 200, 300)


def test_borders_drawn_twice_or_in_dashes_are_one() -> None:
    dashes = [Rule(True, 0.4, x, x + 4) for x in range(0, 200, 5)]
    rest = [Rule(True, y, 0, 200) for y in (0, 1, 20, 21, 40)] + [Rule(False, x, 0, 40) for x in (0, 100, 101, 200)]
    (grid,) = grids([*dashes, *rest])
    assert (len(grid.ys), len(grid.xs), len(grid.boxes)) == (3, 3, 4)


def test_a_frame_is_no_table() -> None:
    assert grids([Rule(True, 0, 0, 9), Rule(True, 9, 0, 9), Rule(False, 0, 0, 9), Rule(False, 9, 0, 9)]) == []


def test_a_table_of_one_cell_is_its_text() -> None:
    table = from_rows([[RawCell("알리는 말씀", 1, 1)]])
    assert table is not None
    outer = Table(1, 1, table.cells)
    assert settle([outer]) == (Paragraph("알리는 말씀"),)
