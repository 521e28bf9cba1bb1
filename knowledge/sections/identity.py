"""What a document is: its title, who issued it, on which day, under which number. Given or read, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.documents.blocks import Block, Document, Heading, Paragraph, Table
from knowledge.documents.numbering import marker
from knowledge.sections.steps import digest, step_of

_LONGEST_TITLE: Final = 100
_LONGEST_SLUG: Final = 60
_HEAD: Final = 8  # blocks at the top in which a title and a number are looked for
_TAIL: Final = 6  # blocks at the end in which a day and a signature are looked for

_NUMBER: Final = re.compile(
    r"(?P<issuer>[가-힣A-Za-z· ]{2,30}?)\s?(?:공고|고시|훈령|예규|지침)\s?제\s?\d{4}\s?[-–]\s?\d+\s?호"
)
_LONE_DAY: Final = re.compile(r"\(?\s*(?:19|20)\d{2}\s?[년.\-/]\s?\d{1,2}\s?[월.\-/]\s?\d{1,2}\s?[일.]?\s*\)?")
_DAY: Final = r"((?:19|20)\d{2})\s?[년.\-/]\s?(\d{1,2})\s?[월.\-/]\s?(\d{1,2})"
_IN_FORCE: Final = re.compile(
    rf"(?:\[|^)\s?시행(?:일자?)?\s?[:：]?\s?{_DAY}|{_DAY}\s?일?\s?부터\s시행\s?(?:한다|합니다)"
)
_SIGNED: Final = re.compile(
    r"(?P<who>[가-힣A-Za-z· ]{1,24}(?:장관|청장|시장|군수|구청장|도지사|교육감|이사장|원장|소장|회장|센터장|총장|사장"
    r"|대표이사|위원장|공단|재단|공사|진흥원|협회))\s?(?:\(?(?:직인|관인|인)\s?(?:생략)?\)?)?"
)
_GENERIC: Final = re.compile(
    r"(?:공고(?:문|안)?|안내(?:문)?|붙임\s?\d*|별첨\s?\d*|무제|제목\s?없음|문서\s?\d*|새\s?문서|지침|목차|차례|untitled"
    r"|document\s?\d*|notice|title)",
    re.I,
)
_FILE_NAME: Final = re.compile(r"\.(?:hwpx?|docx?|pdf|html?|md|markdown|txt)$", re.I)
_SENTENCE: Final = re.compile(r"(?:니다|[어아해예에]요|다)\.?$|[.?!;:]$")


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says about a document when adding it; None and "" leave it to the document. `slug` is its name in
    ids, where that of its title won't do."""

    title: str = ""
    dated: date | None = None
    url: str = ""
    family: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """A document's name in ids (`slug`), title, issuer, day and notice number; what isn't known is empty or None.
    `holds_from` is the day it names for coming into force, else its own.

    `missing` names what nobody gave and the document doesn't say (`title`: the file's name stands in; `issuer`,
    `date`). `body` are its blocks without the lines that only say this.
    """

    slug: str
    title: str
    issuer: str
    dated: date | None
    holds_from: date | None
    number: str
    missing: tuple[str, ...]
    body: tuple[Block, ...]


def identify(document: Document, given: Given, name: str) -> Identity:
    """Who the document in the file called `name` (may be "") is. What is given goes before what is read, and its words
    before what its file says of itself: they are the same in every format."""
    texts = [_text(block) for block in document.blocks]
    head, tail = range(min(_HEAD, len(texts))), range(max(0, len(texts) - _TAIL), len(texts))
    title_at = _title_at(document, texts)
    number_at, number = next(((i, m) for i in head if (m := _NUMBER.match(texts[i]))), (None, None))
    signed_at, signed = next(((i, m) for i in reversed(tail) if (m := _SIGNED.fullmatch(texts[i]))), (None, None))
    title = given.title.strip() or (texts[title_at] if title_at is not None else usable(document.title))
    issuer = document.issuer or (number["issuer"] if number else "") or (signed["who"] if signed else "")
    dated = given.dated or document.dated
    said = {title_at, signed_at, *(i for i in (*head, *tail) if _LONE_DAY.fullmatch(texts[i]))}
    if number is not None and number_at is not None and number.end() == len(texts[number_at]):
        said.add(number_at)
    fallback = _FILE_NAME.sub("", name).strip()
    return Identity(
        slug=given.slug or step_of(title or fallback, _LONGEST_SLUG) or "document-" + digest(repr(document.blocks)),
        title=title or fallback,
        issuer=issuer.strip(),
        dated=dated,
        holds_from=_in_force([*texts[:_HEAD], *texts[-_TAIL:]]) or dated,
        number=number[0] if number else "",
        missing=tuple(what for what, found in (("title", title), ("issuer", issuer), ("date", dated)) if not found),
        body=tuple(block for i, block in enumerate(document.blocks) if i not in said),
    )


def usable(title: str | None) -> str:
    """The title, if it names anything: not "공고", and not the name of a file that was printed."""
    text = " ".join((title or "").split())
    nothing = _GENERIC.fullmatch(text) or _FILE_NAME.search(text) or len(text) > _LONGEST_TITLE
    return "" if nothing else text


def _title_at(document: Document, texts: Sequence[str]) -> int | None:
    """Where the title stands: the line that the reader took for it, else the first heading or short line without a
    number, at the top, that names something."""
    if usable(document.title) and document.title in texts[:_HEAD]:
        return texts.index(document.title)
    for at, (block, text) in enumerate(zip(document.blocks[:_HEAD], texts, strict=False)):
        if not text or _NUMBER.fullmatch(text) or _LONE_DAY.fullmatch(text):
            continue
        if marker(text) or (isinstance(block, Paragraph) and _SENTENCE.search(text)):
            return None
        return at if usable(text) else None
    return None


def _in_force(texts: Sequence[str]) -> date | None:
    """The day on which a document says that it comes into force."""
    for found in filter(None, map(_IN_FORCE.search, texts)):
        try:
            return date(*(int(part) for part in found.groups() if part))
        except ValueError:
            continue
    return None


def _text(block: Block) -> str:
    return "" if isinstance(block, Table) else block.text.strip() if isinstance(block, Heading | Paragraph) else ""
