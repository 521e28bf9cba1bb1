"""One invented notice in words, to be made into blocks, files and their next versions by tests."""

from __future__ import annotations

from knowledge.documents.blocks import Block, Cell, Document, Heading, Paragraph, Table

TITLE = "2026년 무지개시 청년 주거비 지원사업 공고"
SLUG = "2026년-무지개시-청년-주거비-지원사업-공고"
NUMBER = "무지개시 공고 제2026-123호"

HTML = f"""<!doctype html><html><body><p>{NUMBER}</p><h1>{TITLE}</h1>
<p>무지개시에 사는 청년의 주거 부담을 덜기 위하여 다음과 같이 공고합니다.</p>
<h2>1. 지원대상</h2><p>가. 연령: 만 19세 이상 34세 이하</p><p>나. 거주: 무지개시에 주민등록이 있는 사람</p>
<h2>2. 지원내용</h2><h3>가. 주거비</h3><p>매월 25일에 본인 계좌로 지급합니다.</p><p>(단위: 만원)</p>
<table><tr><th rowspan=2>구간</th><th rowspan=2>대상</th><th colspan=2>지원금</th></tr><tr><th>월</th><th>연 최대</th></tr>
<tr><td>1구간</td><td>중위소득 60% 이하</td><td>20</td><td>240</td></tr>
<tr><td>2구간</td><td rowspan=2>중위소득 120% 이하</td><td>15</td><td>180</td></tr>
<tr><td>3구간</td><td>12</td><td>144</td></tr>
<tr><td colspan=4>다른 주거 지원을 받는 동안은 지급하지 않습니다.</td></tr></table>
<h3>나. 이사비</h3><p>이사한 날부터 90일 안에 신청하면 30만 원을 한 번 지급합니다.</p>
<h2>3. 신청방법</h2><p>○ 온라인: 무지개시 청년포털</p><p>○ 신청기간: 2026. 3. 2. ~ 2026. 3. 31.</p>
<p>2026년 3월 2일</p><p>무지개시장</p></body></html>"""


def next_version() -> str:
    """The notice of November: a new amount, a new deadline for moving, one section more, one less."""
    text = HTML.replace("<td>12</td><td>144</td>", "<td>13</td><td>156</td>").replace("2026년 3월 2일", "2026년 11월 2일")
    text = text.replace("<h2>3. 신청방법</h2>", "<h3>다. 중개비</h3><p>중개 보수의 절반을 지급합니다.</p><h2>3. 신청방법</h2>")
    start = text.index("<h2>1. 지원대상")
    return text[:start] + text[text.index("<h2>2. 지원내용") :]


def document(*blocks: Block, **more: object) -> Document:
    """A document of these blocks below the notice's title."""
    return Document("text", (Heading(TITLE, 1), *blocks), title=TITLE, **more)  # type: ignore[arg-type]


def plain(*lines: str) -> list[Block]:
    """Headings for lines with `#` in front (a level each), else paragraphs."""
    made: list[Block] = []
    for line in lines:
        level = len(line) - len(line.lstrip("#"))
        text = line[level:].strip()
        made.append(Heading(text, level - 1) if level else Paragraph(text))
    return made


def grid(*rows: tuple[str, ...], header: bool = True) -> Table:
    """A table without merged cells."""
    cells = tuple(Cell(r, c, text, header=header and r == 0) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(len(rows), len(rows[0]), cells)
