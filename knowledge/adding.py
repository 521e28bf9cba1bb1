"""What taking a document in would do, told before it is done: its sections, and how they differ from those there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from knowledge.base import Base
from knowledge.documents.blocks import Document, Format
from knowledge.documents.child import read_in_child
from knowledge.documents.refusals import DocumentRefused
from knowledge.errors import IngestError
from knowledge.ingest import DOCUMENT, IngestReport, Load
from knowledge.models import LANGS, Section, Text
from knowledge.sections import Given, Identity, sections_of
from knowledge.sections.steps import step_of

MOST_SECTIONS: Final = 5_000
Before = Callable[[str], Sequence[Section]]  # document id → its sections that are there


class DocumentNotAdded(IngestError):
    """A document that was read and still isn't added. `text` says in both languages what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


class DocumentOlder(DocumentNotAdded):
    """What is there already is newer."""

    code = "older"


class DocumentTooLong(DocumentNotAdded):
    """A document of more sections than anybody can look through."""

    code = "too_long"


@dataclass(frozen=True, slots=True)
class Changes:
    """How a document's sections differ from those there, each in its order: `new` ones, `changed` ones as (old, new),
    those whose words stayed and whose day or address is another (`redated`), the `same` and those that are `gone`."""

    new: tuple[Section, ...] = ()
    changed: tuple[tuple[Section, Section], ...] = ()
    redated: tuple[Section, ...] = ()
    same: tuple[Section, ...] = ()
    gone: tuple[Section, ...] = ()

    @property
    def any(self) -> bool:
        """Whether taking the document in would write anything."""
        return bool(self.new or self.changed or self.redated or self.gone)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be taken in. `sections` are those to load, `name` the file's, `missing` what nobody said."""

    name: str
    format: Format
    identity: Identity
    sections: tuple[Section, ...]
    changes: Changes
    warnings: tuple[str, ...] = ()

    @property
    def load(self) -> Load:
        """What `Base.take_in` takes."""
        return Load(f"{DOCUMENT}{self.identity.slug}", self.sections, total=len(self.sections))

    def counted(self, report: IngestReport) -> IngestReport:
        """The report of this load with sections whose words stayed counted as skipped: only their day is newer."""
        n = min(len(self.changes.redated), report.updated)
        return replace(report, updated=report.updated - n, skipped=report.skipped + n)


def prepare(source: bytes | Path, name: str, given: Given, before: Before) -> Prepared:
    """Reads a document in a child process and compares it with what is there.

    Raises DocumentRefused where it can't be read, DocumentOlder, DocumentTooLong.
    """
    return prepared(read_in_child(source, name), name, given, before)


def prepared(document: Document, name: str, given: Given, before: Before) -> Prepared:
    """The same of a document that was read already. What was said of it when it was last added still holds."""
    made = sections_of(document, given, name)
    if slug := _taken(made.identity, before):
        given = replace(given, slug=slug)
        made = sections_of(document, given, name)
    if not made.sections:
        raise DocumentRefused("no_text")
    if len(made.sections) > MOST_SECTIONS:
        raise DocumentTooLong(_too_long(len(made.sections)))
    if there := before(made.identity.slug):
        given = replace(given, url=given.url or there[0].url, family=given.family or there[0].family)
        made = sections_of(document, given, name)
    newest = max((s.as_of for s in there if s.as_of), default=None)
    if newest and made.identity.dated and made.identity.dated < newest:
        raise DocumentOlder(_older(made.identity.dated, newest))
    sections, changes = compare(made.sections, there)
    return Prepared(name, document.format, made.identity, sections, changes, made.warnings)


def compare(fresh: Iterable[Section], there: Iterable[Section]) -> tuple[tuple[Section, ...], Changes]:
    """The sections to load, and how they differ. One whose words stayed holds from the day it held from before."""
    known: Mapping[tuple[str, str], Section] = {(s.id, s.lang): s for s in there}
    kept: list[Section] = []
    changed: list[tuple[Section, Section]] = []
    new, redated, same = list[Section](), list[Section](), list[Section]()
    for section in fresh:
        old = known.get((section.id, section.lang))
        if old is None:
            new.append(section)
        elif _words(old) != _words(section):
            changed.append((old, section))
        else:
            section = replace(section, valid_from=old.valid_from, basis=section.basis or old.basis)
            section = section if section.as_of else replace(section, as_of=old.as_of, review_by=old.review_by)
            (same if section == old else redated).append(section)
        kept.append(section)
    ids = {(s.id, s.lang) for s in kept}
    gone = tuple(s for key, s in known.items() if key not in ids)
    return tuple(kept), Changes(tuple(new), tuple(changed), tuple(redated), tuple(same), gone)


def of_document(base: Base, document: str) -> tuple[Section, ...]:
    """The sections of the document with this id that are in the base."""
    return tuple(s for lang in LANGS for s in base.sections(lang) if s.document == document)


def _older(own: date, newest: date) -> Text:
    return Text(
        f"{own} 문서인데 {newest} 문서가 이미 있어요. 날짜가 틀렸다면 맞는 날짜를 적어서 다시 넣어 주세요.",
        f"It is of {own}, and one of {newest} is there. If its day is wrong, give the right one and add it again.",
    )


def _too_long(n: int) -> Text:
    return Text(
        f"조항이 {n:,}개나 돼요. 나누어서 넣어 주세요.",
        f"There are {n:,} sections in it. Add it in parts.",
    )


def _taken(identity: Identity, before: Before) -> str:
    """The name in ids that a document gets where another issuer's of the same title is there; else ""."""
    others = {s.basis for s in before(identity.slug) if s.basis}
    if not identity.issuer or not others or any(basis.startswith(identity.issuer) for basis in others):
        return ""
    return f"{identity.slug}-{step_of(identity.issuer)}"


def _words(section: Section) -> tuple[object, ...]:
    """What of a section is the document's words, not its day, address or group."""
    return (section.title, section.heading_path, section.text, section.table)
