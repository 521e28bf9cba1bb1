"""What each format has of its own: numbers that stand in no text, notes, boxes, tracked changes, layout, encodings."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.documents.blocks import Block, Document, Heading, Paragraph, Table
from knowledge.documents.reading import read
from tests.knowledge.documents.hostile import HP, W, page, zipped
from tests.knowledge.documents.sameness import fixture

NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="제%1조"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="ganada"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:styleId="a"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="b"><w:name w:val="내 제목"/><w:basedOn w:val="a"/></w:style>
<w:style w:styleId="c"><w:name w:val="c"/><w:basedOn w:val="d"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="d"><w:name w:val="d"/><w:basedOn w:val="c"/></w:style></w:styles>"""


def docx(body: str, **more: str) -> Document:
    parts = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()}
    return read(zipped({**parts, **{f"word/{name}.xml": text.encode() for name, text in more.items()}}), "x")


def par(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def hwpx(body: str, header: str = "") -> Document:
    return read(zipped({
        "mimetype": b"application/hwp+zip",
        "Contents/header.xml": f'<hh:head xmlns:hh="h">{header}</hh:head>'.encode(),
        "Contents/section0.xml": f"<hs:sec {HP}>{body}</hs:sec>".encode(),
    }), "x")


def line(text: str, shape: str = "0", more: str = "") -> str:
    return f'<hp:p paraPrIDRef="{shape}"><hp:run><hp:t>{text}</hp:t>{more}</hp:run></hp:p>'


def html(body: str) -> tuple[Block, ...]:
    return read(f"<html><body>{body}</body></html>".encode(), "x").blocks


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [b.text for b in blocks if isinstance(b, Heading | Paragraph)]


class TestDocx:
    def test_numbers_of_lists_stand_before_their_paragraphs(self) -> None:
        def item(text: str, level: int) -> str:
            return par(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

        body = item("(목적)", 0) + item("첫째 일을 한다.", 1) + item("둘째 일을 한다.", 1) + item("점", 2)
        blocks = docx(body + item("(정의)", 0) + item("셋째 일을 한다.", 1), numbering=NUMBERING).blocks
        assert texts(blocks) == [
            "제1조 (목적)", "가. 첫째 일을 한다.", "나. 둘째 일을 한다.", "점", "제2조 (정의)", "가. 셋째 일을 한다."
        ]

    def test_a_number_the_author_typed_is_not_doubled(self) -> None:
        typed = par("제7조(기타) 따로 정한다.", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        assert texts(docx(typed, numbering=NUMBERING).blocks) == ["제7조(기타)", "따로 정한다."]

    def test_levels_come_from_the_style_or_the_one_it_is_based_on(self) -> None:
        body = par("둘", '<w:pStyle w:val="b"/>') + par("하나", '<w:pStyle w:val="d"/>') + par("셋", '<w:outlineLvl w:val="2"/>')
        assert docx(body, styles=STYLES).blocks == (Heading("둘", 2), Heading("하나", 1), Heading("셋", 3))

    def test_a_sentence_in_a_heading_style_is_a_paragraph(self) -> None:
        assert docx(par("이 문단은 제목이 아닙니다.", '<w:outlineLvl w:val="0"/>')).blocks == (Paragraph("이 문단은 제목이 아닙니다."),)

    def test_what_was_deleted_or_hidden_is_not_read_and_what_was_inserted_is(self) -> None:
        body = (
            "<w:p><w:r><w:t>월 </w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins><w:r><w:t>20</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>숨김</w:t></w:r><w:r><w:t>만 원을 준다.</w:t></w:r></w:p>"
        )
        assert texts(docx(body).blocks) == ["월 20만 원을 준다."]

    def test_notes_and_boxes_follow_their_paragraph_once(self) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>상자 글</w:t></w:r></w:p></w:txbxContent>"
        body = (
            f'<w:p><w:r><w:t>본문</w:t><w:footnoteReference w:id="3"/></w:r><w:r><mc:AlternateContent xmlns:mc="m">'
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        notes = f'<w:footnotes {W}><w:footnote w:id="3"><w:p><w:r><w:t>각주 글</w:t></w:r></w:p></w:footnote></w:footnotes>'
        assert texts(docx(body, footnotes=notes).blocks) == ["본문", "각주 글", "상자 글"]

    def test_cells_merged_down_and_across_stand_once(self) -> None:
        def cell(text: str, properties: str = "") -> str:
            return f"<w:tc><w:tcPr>{properties}</w:tcPr>{par(text)}</w:tc>"

        rows = [
            cell("가", '<w:vMerge w:val="restart"/>') + cell("나", '<w:gridSpan w:val="2"/>'),
            cell("", "<w:vMerge/>") + cell("다") + cell("라"),
        ]
        (table,) = docx("<w:tbl>" + "".join(f"<w:tr>{r}</w:tr>" for r in rows) + "</w:tbl>").blocks
        assert isinstance(table, Table)
        assert [(c.text, c.row, c.col, c.row_span, c.col_span) for c in table.cells] == [
            ("가", 0, 0, 2, 1), ("나", 0, 1, 1, 2), ("다", 1, 1, 1, 1), ("라", 1, 2, 1, 1)
        ]


class TestHwpx:
    HEADS = (
        '<hh:numbering id="1"><hh:paraHead level="1" numFormat="DIGIT" start="1">제^1장</hh:paraHead>'
        '<hh:paraHead level="2" numFormat="HANGUL_SYLLABLE" start="1">^2.</hh:paraHead></hh:numbering>'
        '<hh:paraPr id="1"><hh:heading type="OUTLINE" idRef="0" level="0"/></hh:paraPr>'
        '<hh:paraPr id="2"><hh:heading type="OUTLINE" idRef="0" level="1"/></hh:paraPr>'
        '<hh:paraPr id="3"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr>'
    )
    BEGIN = '<hp:p><hp:run><hp:secPr outlineShapeIDRef="1"/></hp:run></hp:p>'

    def test_the_outline_gives_levels_and_numbers(self) -> None:
        body = line("총칙", "1") + line("목적", "2") + line("글이 있다.") + line("정의", "2") + line("보칙", "1")
        assert hwpx(self.BEGIN + body, self.HEADS).blocks == (
            Heading("제1장 총칙", 1), Heading("가. 목적", 2), Paragraph("글이 있다."), Heading("나. 정의", 2), Heading("제2장 보칙", 1)
        )

    def test_where_numbers_are_typed_no_others_are_added(self) -> None:
        body = line("제1장 총칙", "1") + line("제2장 보칙", "1") + line("부록 안내", "1")
        assert texts(hwpx(self.BEGIN + body, self.HEADS).blocks) == ["제1장 총칙", "제2장 보칙", "부록 안내"]

    def test_numbers_of_a_new_document_which_nobody_chose_are_not_added(self) -> None:
        new = [("DIGIT", "^1."), ("HANGUL_SYLLABLE", "^2."), ("DIGIT", "^3)"), ("HANGUL_SYLLABLE", "^4)"), ("DIGIT", "(^5)"),
               ("HANGUL_SYLLABLE", "(^6)"), ("CIRCLED_DIGIT", "^7")]
        heads = "".join(f'<hh:paraHead level="{n}" numFormat="{f}">{t}</hh:paraHead>' for n, (f, t) in enumerate(new, 1))
        header = f'<hh:numbering id="1">{heads}</hh:numbering>{self.HEADS.partition("</hh:numbering>")[2]}'
        body = line("지원 대상", "1") + line("신청 방법", "1")
        assert hwpx(self.BEGIN + body, header).blocks == (Heading("지원 대상", 1), Heading("신청 방법", 1))

    def test_paragraphs_that_carry_on_the_style_of_a_heading_are_none(self) -> None:
        body = (
            line("예시 공고", "1") + line("예시진흥원 공고 제2026-1호", "1") + line("1. 지원 대상", "2") + line("만 18세 청년", "2")
            + line("서류가 있어야 한다.", "2") + line("① 신청서", "2") + line("2. 신청 방법", "2") + line("누리집 신청", "2")
        )
        document = hwpx(self.BEGIN + body, self.HEADS)
        assert [b.text for b in document.blocks if isinstance(b, Heading)] == ["예시 공고", "1. 지원 대상", "2. 신청 방법"]

    def test_a_title_in_the_outline_gets_no_number(self) -> None:
        assert hwpx(self.BEGIN + line("예시 공고", "1"), self.HEADS).title == "예시 공고"

    def test_notes_boxes_and_line_breaks_are_read_and_page_heads_are_not(self) -> None:
        inner = "<hp:subList><hp:p><hp:run><hp:t>{}</hp:t></hp:run></hp:p></hp:subList>"
        more = (
            f"<hp:ctrl><hp:header>{inner.format('머리말')}</hp:header></hp:ctrl>"
            f"<hp:ctrl><hp:footNote>{inner.format('각주 글')}</hp:footNote></hp:ctrl>"
            f"<hp:rect><hp:drawText>{inner.format('글상자')}</hp:drawText></hp:rect><hp:pic/>"
        )
        document = hwpx(line("첫 줄<hp:lineBreak/>둘째<hp:nbSpace/>줄", more=more))
        assert texts(document.blocks) == ["첫 줄", "둘째 줄", "각주 글", "글상자"]
        assert document.warnings == ("pictures",)

    def test_what_a_tracked_change_took_out_is_not_read(self) -> None:
        assert texts(hwpx(line('월 <hp:deleteBegin Id="1"/>10<hp:deleteEnd Id="1"/>20만 원을 준다.')).blocks) == ["월 20만 원을 준다."]

    def test_a_frame_around_a_text_is_that_text(self) -> None:
        cell = f'<hp:tc><hp:subList>{line("알리는 말씀")}</hp:subList><hp:cellAddr colAddr="0" rowAddr="0"/></hp:tc>'
        table = f"<hp:tbl><hp:tr>{cell}</hp:tr></hp:tbl>"
        assert hwpx(line("", more=table) + line("글이 있다.")).blocks == (Paragraph("알리는 말씀"), Paragraph("글이 있다."))

    def test_what_is_drawn_twice_for_two_versions_is_read_once_and_comments_are_not(self) -> None:
        inner = "<hp:subList><hp:p><hp:run><hp:t>{}</hp:t></hp:run></hp:p></hp:subList>"
        more = (
            f"<hp:switch><hp:case><hp:rect><hp:drawText>{inner.format('글상자')}</hp:drawText></hp:rect></hp:case>"
            f"<hp:default><hp:rect><hp:drawText>{inner.format('글상자')}</hp:drawText></hp:rect></hp:default></hp:switch>"
            f'<hp:ctrl><hp:fieldBegin type="MEMO">{inner.format("메모")}</hp:fieldBegin></hp:ctrl>'
        )
        assert texts(hwpx(line("본문", more=more)).blocks) == ["본문", "글상자"]

    def test_sections_come_in_the_order_of_the_spine(self) -> None:
        package = (
            '<p><m><item id="s0" href="Contents/section0.xml"/><item id="s1" href="Contents/section1.xml"/></m>'
            '<spine><itemref idref="s1"/><itemref idref="s0"/></spine></p>'
        )
        parts = {f"Contents/section{n}.xml": f"<hs:sec {HP}>{line(f'구역 {n}의 글이 있다.')}</hs:sec>".encode() for n in (0, 1)}
        document = read(zipped({"mimetype": b"application/hwp+zip", "Contents/content.hpf": package.encode(), **parts}), "x")
        assert texts(document.blocks) == ["구역 1의 글이 있다.", "구역 0의 글이 있다."]


class TestHtml:
    @pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "cp949", "utf-16"])
    @pytest.mark.parametrize("declared", [True, False])
    def test_every_encoding_pages_are_in(self, charset: str, declared: bool) -> None:
        text = "똠방각하 지원 안내" if charset != "euc-kr" else "청년 지원 안내"
        meta = f'<meta charset="{charset}">' if declared else ""
        assert texts(read(f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(charset), "x").blocks) == [text]

    def test_a_page_that_declares_euc_kr_but_is_utf_8(self) -> None:
        assert texts(read('<html><meta charset="euc-kr"><p>지원 안내</p>'.encode(), "x").blocks) == ["지원 안내"]

    def test_menus_scripts_and_hidden_parts_are_not_read(self) -> None:
        body = "<nav>차림</nav><script>x</script><p hidden>가</p><p style='display: none'>나</p><p>본문</p><footer>밑</footer>"
        assert texts(html(body)) == ["본문"]

    def test_of_a_page_that_says_what_is_its_text_that_is_read(self) -> None:
        assert texts(html(f"<p>알림 모음</p><main><p>{'긴 글이 여기에 있다. ' * 9}</p></main>")) == [("긴 글이 여기에 있다. " * 9).strip()]

    def test_lists_have_their_numbers_and_lines_end_where_they_are_broken(self) -> None:
        blocks = html("<ol start=3><li>셋을 한다.<li value=7>일곱을 한다.</ol><ul><li>점</ul><p>위<br>아래</p><ol type=a><li>하나</ol>")
        assert texts(blocks) == ["3. 셋을 한다.", "7. 일곱을 한다.", "점", "위", "아래", "a. 하나"]

    def test_tables_that_place_things_are_no_tables(self) -> None:
        inner = "<table border=1><tr><th>가<th>나<tr><td>1<td>2</table>"
        blocks = html(f"<table><tr><td><h2>제목</h2><p>본문이 있다.</p>{inner}</td><td>옆</td></tr></table>")
        assert [type(b) for b in blocks] == [Heading, Paragraph, Table, Paragraph]

    def test_a_head_after_the_body_stands_first_and_a_foot_last(self) -> None:
        (table,) = html("<table><tfoot><tr><td>합<td>3</tfoot><tbody><tr><td>a<td>3</tbody><thead><tr><th>이름<th>수</thead></table>")
        assert isinstance(table, Table)
        assert [c.text for c in table.cells] == ["이름", "수", "a", "3", "합", "3"]

    def test_a_heading_on_two_lines_is_one(self) -> None:
        assert html("<h1>2026년<br>예시 공고</h1><p>글이 있다.</p>")[0] == Heading("2026년 예시 공고", 1)
        broken = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>2026년</w:t><w:br/><w:t>예시 공고</w:t></w:r></w:p>'
        assert docx(broken).blocks == (Heading("2026년 예시 공고", 1),)

    @pytest.mark.parametrize(
        ("lines", "issuer", "dated"),
        [
            (["예시시 공고 제2026-3호", "2026년 3월 2일(월)"], "예시시", date(2026, 3, 2)),
            (["글이 있다.", "(2026.03.02.)", "예시도지사"], "예시도", date(2026, 3, 2)),
            (["담당 기관: 예시 센터", "공고일자: 2026/3/2"], "예시 센터", date(2026, 3, 2)),
            (["신청은 2026. 3. 2.부터 한다.", "시장은 지원한다.", "2026. 13. 45."], None, None),
        ],
    )
    def test_issuer_and_date_only_from_lines_that_are_sure(self, lines: list[str], issuer: str | None, dated: date | None) -> None:
        document = read(("<html><body>" + "".join(f"<p>{x}</p>" for x in lines)).encode(), "x")
        assert (document.issuer, document.dated) == (issuer, dated)

    def test_the_date_of_the_page_is_its_own(self) -> None:
        data = b"<html><head><meta property='article:published_time' content='2026-04-03T09:00'></head><p>text</p></html>"
        assert read(data, "x").dated == date(2026, 4, 3)


class TestText:
    def test_markdown_is_read_without_its_marks(self) -> None:
        source = (
            "---\ntitle: 예시 지침\ndate: 2026-01-05\n---\n# 지원 안내\n\n**굵은** 글과 [고리](https://example.org)가\n이어진다.\n\n"
            "- 하나\n- 둘\n\n이름\n----\n\n| 구분 | 금액 |\n|:--|--:|\n| a \\| b | `3` |\n\n```\n# 제목이 아니다.\n```\n"
        )
        document = read(source.encode(), "x")
        assert document.format == "markdown"
        assert document.dated == date(2026, 1, 5)
        assert document.title == "지원 안내"
        table = document.blocks[5]
        assert isinstance(table, Table)
        assert [c.text for c in table.cells] == ["구분", "금액", "a | b", "3"]
        assert [b for b in document.blocks if b is not table] == [
            Heading("지원 안내", 1), Paragraph("굵은 글과 고리가 이어진다."), Paragraph("하나"), Paragraph("둘"), Heading("이름", 2),
            Paragraph("# 제목이 아니다."),
        ]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
    def test_plain_text_in_every_encoding(self, encoding: str) -> None:
        text = "제1장 총칙\r\n제1조(목적) 이 규정은 지원을 정한다.\r\n제2조(정의) 뜻은 이렇다.\r\n가. 이것은 이렇다.\r\n"
        document = read(text.encode(encoding), "x")
        assert document.format == "text"
        assert document.blocks == (
            Heading("제1장 총칙"), Heading("제1조(목적)"), Paragraph("이 규정은 지원을 정한다."), Heading("제2조(정의)"),
            Paragraph("뜻은 이렇다."), Paragraph("가. 이것은 이렇다."),
        )

    def test_lines_broken_at_a_width_are_one_paragraph(self) -> None:
        text = "지원금은 훈련을 시작한 날부터 한 달이 지날 때마다 출석한 날의 수에 맞추어\n나누어 드린다.\n□ 신청\n누리집에서 한다.\n"
        assert texts(read(text.encode(), "x").blocks) == [
            "지원금은 훈련을 시작한 날부터 한 달이 지날 때마다 출석한 날의 수에 맞추어 나누어 드린다.", "□ 신청", "누리집에서 한다."
        ]


class TestPdf:
    def test_text_without_tables_and_a_frame(self) -> None:
        content = b"40 40 500 700 re S BT /F 12 Tf 60 700 Td (First line of it.) Tj 0 -60 Td (Second one.) Tj ET"
        font = b"<</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>"
        assert read(page(content, font), "x").blocks == (Paragraph("First line of it.", 1), Paragraph("Second one.", 1))

    def test_a_table_open_at_its_sides(self) -> None:
        lines = b"".join(b"50 %d m 450 %d l S " % (y, y) for y in (700, 670, 640)) + b"250 700 m 250 640 l S "
        words = b"".join(
            b"BT /F 12 Tf %d %d Td (%s) Tj ET " % (x, y, w)
            for x, y, w in ((60, 680, b"Name"), (260, 680, b"Won"), (60, 650, b"a"), (260, 650, b"300"))
        )
        font = b"<</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>"
        (table,) = read(page(lines + words, font), "x").blocks
        assert isinstance(table, Table)
        assert [(c.row, c.col, c.text) for c in table.cells] == [(0, 0, "Name"), (0, 1, "Won"), (1, 0, "a"), (1, 1, "300")]

    def test_a_hwp_document_reads_like_the_hwpx_it_came_from(self) -> None:
        pytest.importorskip("hwpx")
        assert read(fixture("bulletin", "hwp"), "x").blocks == read(fixture("bulletin", "hwpx"), "x").blocks
