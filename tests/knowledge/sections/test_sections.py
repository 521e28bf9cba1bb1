"""Blocks become sections: ids from the numbering, the same in every format, untouched by edits elsewhere."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.documents.blocks import Block, Cell, Document, Heading, Paragraph, Table
from knowledge.documents.child import read_in_child
from knowledge.models import Section
from knowledge.sections import Given, sections_of
from knowledge.sections.parts import LONGEST
from tests.knowledge.notice import HTML, NUMBER, SLUG, TITLE, document, grid, next_version, plain

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"


def steps(*lines: str) -> list[str]:
    """The ids of a document of these lines, without its name."""
    made = sections_of(document(*plain(*lines)), Given())
    return [s.id.partition("/")[2] for s in made.sections]


def read(html: str) -> tuple[Section, ...]:
    return sections_of(read_in_child(html.encode(), "notice.html"), Given(), "notice.html").sections


def by_step(sections: tuple[Section, ...]) -> dict[str, Section]:
    return {s.id.partition("/")[2]: s for s in sections}


# ---- the same everywhere


@pytest.mark.parametrize("stem", ["programme", "regulation"])
def test_one_notice_has_the_same_ids_and_words_in_every_format(stem: str) -> None:
    files = [f for f in sorted(DOCUMENTS.glob(f"{stem}.*")) if f.suffix in (".hwpx", ".docx", ".html", ".pdf", ".gz")]
    assert len(files) >= 5
    seen = []
    for file in files:
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        made = sections_of(read_in_child(data, file.name), Given(), file.name)
        assert not made.identity.missing, file.name
        seen.append((made.identity.slug, made.identity.dated, [(s.id, s.heading_path, s.title) for s in made.sections]))
    assert all(one == seen[0] for one in seen)
    assert len(seen[0][2]) >= 9


def test_ids_heading_paths_and_the_day_come_from_the_document() -> None:
    found = by_step(read(HTML))
    assert list(found) == ["첫머리", "1", "2/가", "2/가/표1", "2/나", "3"]
    housing = found["2/가"]
    assert housing.id == f"{SLUG}/2/가"
    assert housing.heading_path == (TITLE, "2. 지원내용")
    assert housing.title == "가. 주거비"
    assert (housing.as_of, housing.valid_from, housing.review_by) == (date(2026, 3, 2), date(2026, 3, 2), date(2026, 12, 31))
    assert housing.basis == NUMBER
    assert (housing.confidence, housing.document, housing.family) == ("added", SLUG, SLUG)
    assert found["1"].lead == "연령: 만 19세 이상 34세 이하"
    assert found["1"].lead in found["1"].text


def test_edits_elsewhere_leave_ids_alone() -> None:
    before, after = by_step(read(HTML)), by_step(read(next_version()))
    assert set(before) - set(after) == {"1"}
    assert set(after) - set(before) == {"2/다"}
    assert after["2/나"].text == before["2/나"].text
    assert after["3"].text == before["3"].text


def test_what_is_given_goes_first_and_nothing_is_invented() -> None:
    bare = Document("text", (Paragraph("접수는 3월에 합니다."), Paragraph("서류는 두 가지입니다.")))
    made = sections_of(bare, Given(), "주거비 안내문.txt")
    assert made.identity.missing == ("title", "issuer", "date")
    assert made.identity.title == "주거비 안내문"
    assert made.sections[0].as_of is None
    assert made.sections[0].review_by is None
    given = Given("무지개시 주거비", date(2026, 5, 1), "https://rainbow.example/notice", "places")
    (section,) = sections_of(bare, given, "x.txt").sections
    assert section.id == "무지개시-주거비/첫머리"
    assert (section.as_of, section.url, section.family) == (date(2026, 5, 1), "https://rainbow.example/notice", "places")


def test_a_rule_holds_from_the_day_it_names() -> None:
    made = sections_of(document(*plain("## 부칙", "이 규정은 2027년 1월 1일부터 시행한다."), dated=date(2026, 12, 20)), Given())
    assert {s.valid_from for s in made.sections} == {date(2027, 1, 1)}
    assert {s.as_of for s in made.sections} == {date(2026, 12, 20)}


# ---- the outline


def test_numbers_lie_inside_one_another_as_they_are_counted() -> None:
    assert steps(
        "# 제1장 총칙", "# 제1조(목적)", "가나다.", "# 제2조(정의)", "나다라.", "# 제2장 지원", "# 제3조(대상)", "다라마.",
        "# 부칙", "라마바.",
    ) == ["제1장/제1조", "제1장/제2조", "제2장/제3조", "부칙"]  # fmt: skip
    assert steps("# Ⅰ. 개요", "ㄱ.", "# 1. 목적", "ㄴ.", "# 2. 근거", "ㄷ.", "# Ⅱ. 내용", "# 1. 대상", "ㄹ.") == [
        "Ⅰ", "Ⅰ/1", "Ⅰ/2", "Ⅱ/1",
    ]  # fmt: skip
    assert steps("# 가. 대상", "# 1. 나이", "ㄱ.", "# 2. 사는 곳", "ㄴ.", "# 나. 금액", "ㄷ.") == ["가/1", "가/2", "나"]


def test_headings_without_numbers_are_named_by_their_words() -> None:
    assert steps("### 지원 대상", "ㄱ.", "### 지원 금액", "#### 나이별", "ㄴ.", "### 문의", "ㄷ.") == [
        "지원-대상", "지원-금액/나이별", "문의",
    ]  # fmt: skip


def test_a_line_that_goes_on_counting_headings_is_a_section_and_one_of_a_list_is_not() -> None:
    assert steps("# 1. 대상", "ㄱ.", "# 2. 방법", "ㄴ.", "3. 문의: 청년정책과") == ["1", "2", "3"]
    assert steps("# 1. 대상", "1. 청년", "2. 학생", "3. 군인", "# 2. 방법", "ㄴ.") == ["1", "2"]


def test_a_heading_over_nothing_is_a_line_of_what_stands_above() -> None:
    made = sections_of(document(*plain("# 1. 대상", "이런 분이 받아요.", "# 가. 무주택 청년", "# 나. 재직 청년", "# 2. 방법", "ㄴ.")), Given())
    assert [s.id.rpartition("/")[2] for s in made.sections] == ["1", "2"]
    assert made.sections[0].text == "이런 분이 받아요.\n가. 무주택 청년\n나. 재직 청년"


def test_the_same_number_twice_keeps_both() -> None:
    assert steps("# 1. 대상", "ㄱ.", "# 1. 금액", "ㄴ.") == ["1", "1-금액"]


# ---- parts


def test_long_text_is_cut_at_paragraphs_into_parts_one_can_cite() -> None:
    lines = [f"{n}번째 문단은 " + "무지개시 청년에게 알리는 말입니다. " * 9 for n in range(1, 13)]
    made = sections_of(document(*plain("# 1. 알림", *lines)), Given())
    assert [s.id.rpartition("1")[2] for s in made.sections] == ["", "/p2", "/p3", "/p4"] or len(made.sections) > 1
    assert all(len(s.text) <= LONGEST for s in made.sections)
    assert "\n".join(s.text for s in made.sections) == "\n".join(line.strip() for line in lines)


def test_one_endless_paragraph_is_cut_between_sentences() -> None:
    made = sections_of(document(Paragraph("무지개시는 청년을 돕습니다. " * 200)), Given())
    assert len(made.sections) > 2
    assert all(s.text.endswith("돕습니다.") for s in made.sections)


# ---- tables


def test_a_row_says_its_labels_and_merged_cells_stand_in_each() -> None:
    table = by_step(read(HTML))["2/가/표1"]
    assert table.table[0] == ("구간", "대상", "지원금 월", "지원금 연 최대")
    assert table.table[3] == ("3구간", "중위소득 120% 이하", "12", "144")
    assert (2, 1, 2, 1) in table.spans
    row = "구간: 3구간; 대상: 중위소득 120% 이하; 지원금 월: 12; 지원금 연 최대: 144; 단위: 만원"
    assert row in table.text.splitlines()
    assert row in table.details
    assert table.details[-1] == "다른 주거 지원을 받는 동안은 지급하지 않습니다."
    assert table.heading_path == (TITLE, "2. 지원내용")


def test_a_sheet_of_particulars_has_no_header() -> None:
    made = sections_of(document(*plain("# 1. 접수"), grid(("신청기간", "3월 한 달"), ("제출서류", "계약서"))), Given())
    assert made.sections[0].text == "신청기간: 3월 한 달\n제출서류: 계약서"


def test_tables_in_cells_are_sections_of_their_own() -> None:
    inner = grid(("지역", "자리"), ("동남권", "210"))
    outer = Table(2, 2, (
        Cell(0, 0, "유형", header=True), Cell(0, 1, "자리", header=True),
        Cell(1, 0, "기업형"), Cell(1, 1, "지역마다", tables=(inner,)),
    ))  # fmt: skip
    found = by_step(sections_of(document(*plain("# 1. 자리"), outer), Given()).sections)
    assert found["1/표1"].text == "유형: 기업형; 자리: 지역마다"
    assert found["1/표1-1"].text == "지역: 동남권; 자리: 210"


def test_a_long_table_is_cut_between_rows_each_part_with_its_header() -> None:
    rows = [(f"{n}구간", f"무지개동 {n}길에 사는 청년과 그 가족", f"{n}만 원") for n in range(1, 61)]
    made = sections_of(document(*plain("# 1. 금액"), grid(("구간", "대상", "금액"), *rows)), Given())
    assert [s.id.rpartition("/")[2] for s in made.sections][:2] == ["표1", "표1.2"]
    assert all(s.table[0] == ("구간", "대상", "금액") for s in made.sections)
    assert sum(len(s.table) - 1 for s in made.sections) == 60
    assert all(len(s.text) <= LONGEST + 100 for s in made.sections)


def test_an_english_document_is_english() -> None:
    blocks = (Heading("Rainbow City rent support", 1), Heading("1. Who can apply"), Paragraph("People aged 19 to 34 who rent a home in the city."))
    (section,) = sections_of(Document("text", blocks, title="Rainbow City rent support"), Given()).sections
    assert (section.lang, section.id) == ("en", "rainbow-city-rent-support/1")


# ---- whatever comes

_WORDS = st.sampled_from(
    ["제1장 총칙", "제2조(정의) 뜻은", "1.", "2. 금액: 3만 원", "가. 나이", "□ 개요", "① 하나", "월 20만 원", "2026. 3. 2.", "무지개시장",
     "19세 이상 34세 이하", "(단위: 천원)", "", "/", "-", "a b"]
)  # fmt: skip
_LINE = st.lists(_WORDS, max_size=3).map(" ".join)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    rows, cols = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = [
        Cell(r, c, draw(_LINE), draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.booleans()))
        for r in range(rows)
        for c in range(cols)
        if draw(st.integers(0, 4))
    ]
    return Table(rows, cols, tuple(cells))


_BLOCKS = st.lists(
    st.one_of(st.builds(Heading, _LINE, st.integers(0, 4)), st.builds(Paragraph, _LINE), _tables()), max_size=12
)


@settings(max_examples=150, deadline=None)
@given(_BLOCKS)
def test_any_blocks_give_ids_of_their_own_and_parts_that_stand_in_the_text(blocks: list[Block]) -> None:
    made = sections_of(Document("text", tuple(blocks)), Given(), "아무 문서.txt")
    ids = [s.id for s in made.sections]
    assert len(set(ids)) == len(ids)
    for section in made.sections:
        assert re.fullmatch(r"[^\s]{1,400}", section.id)
        assert section.lead
        assert all(part in section.text for part in (section.lead, *section.details))
        assert all(claim.span.ko in section.text for claim in section.claims)
        assert all(row < len(section.table) and col < len(section.table[0]) for row, col, _, _ in section.spans)
    assert sections_of(Document("text", tuple(blocks)), Given(), "아무 문서.txt") == made
