"""What reading drafts shares: where they come from, what is gathered on the way, and words without markup or people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from knowledge.errors import IngestError
from knowledge.models import Opening
from knowledge.records import Training
from knowledge.sources.skills import SkillReader
from knowledge.sources.words import said
from knowledge.taxonomy import Taxonomy
from knowledge.text.markup import to_text
from knowledge.text.personal import without_contacts

LONGEST_BODY: Final = 8_000  # characters; a longer advert repeats itself
URL: Final = re.compile(r"https?://[^\s<>\"']{3,1000}")
_EMPTY: Final = re.compile(r"\W*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where drafts come from: the `source` name their records carry, and the day `as_of` it was read."""

    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that was given, but left out: why."""

    id: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A record, and what of its draft was left out."""

    item: Opening | Training
    doubts: tuple[Doubt, ...] = ()


class UnreadableDraft(IngestError):
    """A draft that can't become a record; the message says what is missing or wrong."""

    code = "unreadable_draft"


def no_date(given: str) -> str:
    """Why a field that should hold a day was left out; "" where it holds nothing."""
    return said(f"{given!r}: 날짜로 읽을 수 없어요", f"{given!r} is no date") if given.strip() else ""


def cannot_be(given: str) -> str:
    """Why a value that makes no sense was left out; "" where there is none."""
    return said(f"{given!r}: 맞지 않는 값이에요", f"{given!r} can't be") if given.strip() else ""


def missing(ko: str, en: str) -> UnreadableDraft:
    """The error of a draft without a field that no record can be without."""
    return UnreadableDraft(said(f"{ko} 없어요", f"it has no {en}"))


@dataclass(slots=True)
class Reader:
    """What reading one draft needs and gathers: the taxonomy, the day, doubts and fields nothing is said of."""

    taxonomy: Taxonomy
    skills: SkillReader
    origin: Origin
    id: str
    doubts: list[Doubt] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day the source was read."""
        return self.origin.as_of

    def doubt(self, name: str, reason: str) -> None:
        """Remembers why field `name` was left out; nothing for an empty reason."""
        if reason:
            self.doubts.append(Doubt(self.id, name, reason))

    def url(self, given: str) -> str:
        """A web address, or "" for what is none."""
        found = given.strip()
        if found and not URL.fullmatch(found):
            self.doubt("url", said(f"{found[:80]!r}: 웹 주소가 아니에요", f"{found[:80]!r} is no web address"))
            return ""
        return found


def record_id(source: str, id_: str) -> str:
    """The id of a record: stable as long as the source keeps its own."""
    return f"{source}:{'-'.join(id_.split())}"


def body_of(*parts: str) -> str:
    """Running text as plain words without markup and contacts, each part once."""
    found: dict[str, None] = {}
    for part in parts:
        text = without_contacts(to_text(part))
        if text and not any(text in known for known in found):
            found[text] = None
    return "\n\n".join(found)[:LONGEST_BODY]


def line_of(text: str) -> str:
    """A title or name on one line, without markup and contacts; "" for signs alone."""
    found = " ".join(without_contacts(to_text(text)).split())
    return "" if _EMPTY.fullmatch(found) else found
