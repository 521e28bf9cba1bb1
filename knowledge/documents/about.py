"""What a document says about itself: title, issuer and date, where its first and last lines are sure about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.documents.blocks import Block, Document, Format, Heading, Paragraph, Table
from knowledge.documents.numbering import marker
from knowledge.documents.outline import Item, settle
from knowledge.documents.refusals import DocumentRefused

_FIRST, _LAST = 8, 6  # blocks at the beginning and at the end where such lines stand
_MOST_CHARACTERS: Final = 10_000_000  # a block or cell counting as ten: some thousand pages
_LONGEST_TITLE: Final = 100
_DATE: Final = r"(\d{4})\s?(?:[.년/-])\s?(\d{1,2})\s?(?:[.월/-])\s?(\d{1,2})\s?[.일]?"
_LONE_DATE: Final = re.compile(rf"\(?\s*{_DATE}\s*(?:\([월화수목금토일]\))?\s*\)?")
_LABELLED_DATE: Final = re.compile(
    rf"(?:(?:공고|작성|등록|게시|발행)일|(?:공고|작성|시행)\s?일자|date|published)\s*[:：]?\s*{_DATE}", re.IGNORECASE
)
_NOTICE: Final = re.compile(r"([가-힣A-Za-z·() ]{2,25}?)\s?(?:공고|고시|훈령|예규|지침)\s?제\s?\d{4}\s?[-–]\s?\d+\s?호")
_AMENDED: Final = re.compile(
    r"(?:\[[^\[\]]*\]\s*)?\[([가-힣 ]{2,25}?)\s?(?:고시|훈령|예규|규정|지침|규칙|공고)\s?"
    rf"제\s?[\d-]+\s?호\s?,\s*{_DATE}.*\]"
)
_OFFICE: Final = re.compile(
    r"[가-힣A-Za-z·]{1,20}(?:\s[가-힣·]{1,15}){0,2}"
    r"(?:부|처|청|원|공단|공사|재단|센터|위원회|협회|진흥원|시|군|구|도|대학교|기관)"
)
_HEAD: Final = re.compile(
    r"(.{2,30}?)\s?(?:장관|청장|처장|원장|이사장|위원장|센터장|협회장|시장|군수|구청장|도지사|총장|대표)"
)
_LABELLED_OFFICE: Final = re.compile(
    r"(?:(?:발행|주관|공고|담당|작성)\s?기관|발행처|issuer)\s*[:：]\s*(.{2,40})", re.IGNORECASE
)
_TITLE_END: Final = re.compile(
    r"(?:공고문?|안내문?|지침서?|규정|규칙|요령|계획|개요|시행령|시행규칙|법률?|기준|매뉴얼|설명서|소식지?|보도자료|"
    r"notice|guidelines?|rules)(?:\s?\(.{1,30}\))?",
    re.IGNORECASE,
)
_TITLE_FOUND: Final = re.compile(rf"(?:.*\s|.+){_TITLE_END.pattern}$", re.IGNORECASE)
_NO_TITLE: Final = re.compile(
    r"(?:제목\s?없음|untitled|무제|document\d*|문서\s?\d*|새 문서|빈 문서.*|microsoft word.*|"
    r".*\.(?:hwpx?|docx?|pdf|html?|txt|odt))?",
    re.IGNORECASE,
)
# The head of an office signs for it: 예시진흥원장 is 예시진흥원.
_SIGNED: Final = {
    "청장": "청", "처장": "처", "원장": "원", "위원장": "위원회", "센터장": "센터", "협회장": "협회", "시장": "시",
    "군수": "군", "구청장": "구청", "도지사": "도",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader hands over: the items in reading order and what the file's own data says ("" and None: nothing)."""

    items: tuple[Item, ...]
    title: str = ""
    issuer: str = ""
    dated: date | None = None
    warnings: tuple[str, ...] = ()


def document(format_: Format, said: Said) -> Document:
    """The document of what a reader met. Raises DocumentRefused: `image_only`, `no_text`, `too_much`."""
    blocks = settle(said.items)
    if sum(map(_weight, blocks)) > _MOST_CHARACTERS:
        raise DocumentRefused("too_much")
    if not blocks:
        raise DocumentRefused("image_only" if "pictures" in said.warnings else "no_text")
    lines = [b for b in blocks if not isinstance(b, Table)]
    near = [*lines[:_FIRST], *lines[max(_FIRST, len(lines) - _LAST):]]
    texts = [b.text for b in near]
    return Document(
        format_,
        blocks,
        title=_title(lines[:_FIRST], said.title),
        issuer=said.issuer or next((found for t in texts if (found := _issuer(t))), None),
        dated=next((d for t in texts if (d := _dated(t))), None) or said.dated,
        warnings=said.warnings,
    )


def day(text: str) -> date | None:
    """The date `text` begins with (2026-03-02, 2026. 3. 2., 2026년 3월 2일); None if it begins with none."""
    found = re.match(rf"\s*{_DATE}", text)
    return _date(found[1], found[2], found[3]) if found else None


def _weight(block: Block) -> int:
    """About how many characters a block takes up."""
    if isinstance(block, Table):
        return sum(10 + len(c.text) + sum(map(_weight, c.tables)) for c in block.cells)
    return 10 + len(block.text)


def _title(first: Sequence[Heading | Paragraph], given: str) -> str | None:
    lines = [b for b in first if len(b.text) <= _LONGEST_TITLE]
    for block in lines:
        if isinstance(block, Heading) and block.level == 1 and marker(block.text) is None:
            return block.text
    for block in lines[:5]:
        if marker(block.text) is None and not _NOTICE.search(block.text) and _TITLE_FOUND.fullmatch(block.text):
            return block.text
    return None if _NO_TITLE.fullmatch(given) else given[:_LONGEST_TITLE] or None


def _issuer(text: str) -> str | None:
    if (labelled := _LABELLED_OFFICE.fullmatch(text)) is not None:
        return labelled[1].strip()
    if (notice := _NOTICE.match(text.lstrip("[(「 "))) is not None:
        return notice[1].strip()
    if (amended := _AMENDED.fullmatch(text)) is not None:
        return amended[1].strip()
    head = _HEAD.fullmatch(text.removesuffix("(직인생략)").rstrip())
    if head is None or len(text) > 30:
        return None
    office = head[1].strip()
    title = text.removesuffix("(직인생략)").rstrip()[len(head[1]):].strip()
    full = office + _SIGNED.get(title, "")
    return full if _OFFICE.fullmatch(full) else None


def _dated(text: str) -> date | None:
    if (amended := _AMENDED.fullmatch(text)) is not None:
        return _date(amended[2], amended[3], amended[4])
    found = _LONE_DATE.fullmatch(text) or _LABELLED_DATE.match(text)
    return _date(found[1], found[2], found[3]) if found else None


def _date(year: str, month: str, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None
