"""The numbering Korean documents carry their structure in: 제1장, 제1조, Ⅰ., 1., □, 가., ○, 1), (1), ①. Pure.

Levels are ranks in the order such marks are usually nested; they needn't be next to each other in a document.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

LONGEST: Final = 60  # characters; what is longer than this isn't the name of a part
ARTICLE: Final = 4
FIXED: Final = ARTICLE  # marks up to this level name a part wherever they stand; the others may be plain list items
_GANADA: Final = "가나다라마바사아자차카타파하"


class Numbering(NamedTuple):
    """`level` from 1 (편) to 12 (①), `label` as it stands in the text ("제3조의2", "가.", "□")."""

    level: int
    label: str


_MARKS: Final = tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in (
    (1, r"제\s?\d{1,3}\s?편(?=\s|\(|$)|part\s+(?:\d{1,3}|[IVX]{1,4})\b"),
    (2, r"제\s?\d{1,3}\s?장(?=\s|\(|$)|chapter\s+\d{1,3}\b|[Ⅰ-Ⅻ]\s?\.?(?=\s|$)|[IVX]{1,4}\.(?=\s)"),
    (2, r"(?:붙임|별첨|별표|첨부|별지)\s?\d{0,2}(?:[.:]|(?=\s|$))|부\s?칙(?=\s|\(|$)"),
    (3, r"제\s?\d{1,3}\s?[절관](?=\s|\(|$)"),
    (4, r"제\s?\d{1,4}\s?조(?:의\s?\d{1,3})?(?=\s|\(|\[|$)|article\s+\d{1,4}\b"),
    (7, r"\d{1,2}(?:[.-]\d{1,2}){1,3}\.?(?=\s+[^\d\s])"),
    (5, r"\d{1,2}\s?\.(?=\s*[^\d\s.])"),
    (6, r"[□■☐▢▣◇◆❑❏](?=\s*\S)"),
    (7, rf"[{_GANADA}]\s?\.(?=\s*\S)"),
    (8, r"[○●◯◎❍◦](?=\s*\S)|[ㅇoO](?=\s+[^\s])"),
    (9, r"\d{1,2}\s?\)(?=\s*\S)"),
    (10, rf"[{_GANADA}]\s?\)(?=\s*\S)"),
    (11, rf"\(\s?(?:\d{{1,2}}|[{_GANADA}])\s?\)(?=\s*\S)"),
    (12, r"[①-⑳](?=\s*\S)"),
))
_ARTICLE: Final = re.compile(
    r"(제\s?\d{1,4}\s?조(?:의\s?\d{1,3})?\s?\([^()]{1,40}(?:\([^()]{1,20}\)[^()]{0,20})?\))\s*(.*)"
)
_SENTENCE: Final = re.compile(
    r"[.!?。;,]$|(?:[가-힣]다|니다|세요|[어아해예에]요|[됨됐]|[있없같않]음|아님|바람|가능"
    r"|(?:하여야|해야|지급|제출|신청|제외|인정|적용|실시|운영|처리|부여|선정|결정|확인|통보|반환|부담|지원|산정|[은는])"
    r"\s?함)$"
)
_SAYS: Final = re.compile(
    r"[:：]\s*\S|\d[\d,.]*\s*(?:[백천만억]+\s*)?(?:원|%|퍼센트|배|명|개월|세|일|시간|주)(?![가-힣]{3})"
)
_OTHERS: Final = re.compile(r"\s(?:및|또는)\s제\s?\d|제\s?\d+\s?항")
_CONTENTS_LINE: Final = re.compile(r"[.·…‥․]{3,}\s*\d{1,4}$")


def marker(text: str) -> Numbering | None:
    """The numbering `text` begins with, whether it names a part or is a list item."""
    for level, pattern in _MARKS:
        if found := pattern.match(text):
            return Numbering(level, found[0].strip())
    return None


def numbering(text: str) -> Numbering | None:
    """The numbering of a line that names a part: at most 60 characters, no sentence, and (below 제1조) no figure or
    "name: value". None for anything else."""
    found = marker(text)
    if found is None or not is_name(text) or (len(text) == len(found.label) and found.level > FIXED):
        return None
    if found.level <= FIXED:
        return None if _OTHERS.search(text) else found
    # "1.5 배" may be a figure, "3. 개월별 지원" is none.
    return None if says(text if found.label[-1].isdigit() else text[len(found.label):]) else found


def says(text: str) -> bool:
    """Whether a line says something rather than naming it: a figure with its unit, or "name: value"."""
    return _SAYS.search(text) is not None


def is_name(text: str) -> bool:
    """Whether a line is short and no sentence, as the names of parts are; a line of a table of contents is none."""
    bare = text.rstrip()
    if not bare or len(bare) > LONGEST or _CONTENTS_LINE.search(bare):
        return False
    mark = marker(bare)
    return (mark is not None and mark.label == bare) or _SENTENCE.search(bare) is None


def split_article(text: str) -> tuple[str, str] | None:
    """("제3조(지원 대상)", the rest) for an article whose text begins on the line of its name; None if it doesn't."""
    found = _ARTICLE.fullmatch(text)
    return (found[1], found[2]) if found and found[2] else None
