"""Policies → citable sections: their named texts, and the guideline files they point to, read like any document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from knowledge import codec
from knowledge.documents.blocks import Block, Document, Heading, Paragraph
from knowledge.documents.child import read_in_child
from knowledge.documents.refusals import DocumentRefused
from knowledge.models import Section
from knowledge.sections import Given, sections_of
from knowledge.sources.dates import read_day
from knowledge.sources.details import Details
from knowledge.sources.drafts import PolicyDraft
from knowledge.sources.errors import SourceError
from knowledge.sources.reading import Origin, record_id
from knowledge.taxonomy.regions import Regions
from knowledge.text.personal import without_contacts

FAMILY: Final = "policies"
Fetch = Callable[[str], bytes]  # the bytes of a file a policy points to; raises SourceError


@dataclass(slots=True)
class PolicyReader:
    """Makes sections of policies. `fetch` and `details` together follow guideline files, each once a version; `left`
    counts files that weren't read, by reason."""

    origin: Origin
    attribution: str
    regions: Regions
    fetch: Fetch | None = None
    details: Details | None = None
    left: dict[str, int] = field(default_factory=dict)

    def sections(self, draft: PolicyDraft) -> Iterator[Section]:
        """The sections of the policy itself, then those of its files."""
        name = record_id(self.origin.source, draft.id)
        blocks: list[Block] = []
        where = self._where(draft.region_codes)
        for head, said in (*draft.parts, *((("지역", where),) if where else ())):
            blocks += (Heading(head, 1), *_paragraphs(said))
        given = Given(draft.name, read_day(draft.modified, self.origin.as_of), draft.url, FAMILY)
        document = Document("text", tuple(blocks), title=draft.name, issuer=draft.issuer or None)
        ends = None if draft.always_open else read_day(draft.apply_to, self.origin.as_of)
        basis = " · ".join(filter(None, (draft.issuer, self.attribution)))
        for section in sections_of(document, given).sections:
            yield _filed(section, name, draft, basis, self.origin.as_of, ends)
        for at, (called, address) in enumerate(draft.files, start=1):
            for section in self._file(draft, called, address):
                yield _filed(section, f"{name}/{at}", draft, basis, self.origin.as_of, ends)

    def _where(self, codes: tuple[str, ...]) -> str:
        """The places a policy is for, in words; sido that it covers whole by their own name alone."""
        known = dict.fromkeys(row.code for code in codes for row in self.regions.resolve(code, self.origin.as_of))
        sidos = {code[:2] + "000" for code in known}
        whole = {s for s in sidos if s in known or _districts(self.regions, s) <= known.keys()}
        kept = dict.fromkeys(sido if (sido := code[:2] + "000") in whole else code for code in known)
        return ", ".join(self.regions.name(code, "ko") for code in kept)

    def _file(self, draft: PolicyDraft, called: str, address: str) -> tuple[Section, ...]:
        if self.fetch is None or self.details is None:
            return ()
        if (known := self.details.get(address, draft.modified)) is not None:
            return tuple(codec.decode(Section, one) for one in json.loads(known["sections"]))
        if not self.details.may_ask():
            return self._leave("later")
        try:
            document = read_in_child(self.fetch(address), called)
        except SourceError as error:
            return self._leave(error.kind)
        except DocumentRefused as refusal:
            self._leave(f"unread:{refusal.code}")
            found: tuple[Section, ...] = ()
        else:
            given = Given("", read_day(draft.modified, self.origin.as_of), draft.url, FAMILY)
            found = tuple(_without_people(s) for s in sections_of(document, given, called).sections)
        encoded: list[Any] = [codec.encode(section) for section in found]
        self.details.put(address, draft.modified, {"sections": json.dumps(encoded, ensure_ascii=False)})
        return found

    def _leave(self, reason: str) -> tuple[Section, ...]:
        self.left[reason] = self.left.get(reason, 0) + 1
        return ()

    @property
    def whole(self) -> bool:
        """Whether every file was read or will never be: what wasn't fetched this time isn't gone."""
        return all(reason.startswith("unread:") for reason in self.left)


def _paragraphs(said: str) -> list[Paragraph]:
    return [Paragraph(line) for line in said.split("\n") if line.strip()]


def _filed(
    section: Section, name: str, draft: PolicyDraft, basis: str, as_of: date, ends: date | None
) -> Section:
    """The section under its policy's own number and issuer: two towns may call a policy by the same name."""
    rest = section.id.partition("/")[2]
    above = (draft.issuer, draft.name) if draft.issuer and draft.issuer not in draft.name else (draft.name,)
    return replace(
        section, id=f"{name}/{rest}", document=name, basis=basis, as_of=as_of, valid_to=ends or section.valid_to,
        heading_path=(*above, *section.heading_path[1:]),
    )  # fmt: skip


def _districts(regions: Regions, sido: str) -> set[str]:
    return {code for code, row in regions.all.items() if row.level == "sigungu" and row.sido == sido}


def _without_people(section: Section) -> Section:
    """A section of a file without phone numbers and names, wherever they stand; service lines stay."""
    return replace(
        section,
        text=without_contacts(section.text),
        lead=without_contacts(section.lead),
        details=tuple(without_contacts(d) for d in section.details),
        table=tuple(tuple(without_contacts(cell) for cell in row) for row in section.table),
        claims=tuple(c for c in section.claims if without_contacts(c.span.ko) == c.span.ko),
    )
