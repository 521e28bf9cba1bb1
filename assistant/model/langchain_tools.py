"""The knowledge base for LangChain: the retriever as a `BaseRetriever`, the look-ups as tools for an agent.

Import this module only where LangChain is wanted; nothing else of the assistant does. Tools read, they never write, and
give plain text with ids that `show` takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import ConfigDict, Field

from assistant.guards import fold_plain
from assistant.understanding.topics import topics_of
from knowledge.base import Base
from knowledge.models import ANYWHERE, Hit, Kind, Lang, Opening, Query, Section

MOST = 10  # finds a tool gives: what a model reads without losing the thread


class KnowledgeRetriever(BaseRetriever):
    """Searches one kind of record. Each document's metadata hold its id, title, score, score parts and address."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    base: Base
    kind: Kind = "section"
    lang: Lang = "ko"
    k: int = Field(default=5, ge=1, le=50)
    today: Callable[[], date]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = self.base.search(_query(self.base, query, self.kind, self.today(), self.lang, self.k))
        return [_document(hit) for hit in found.kept]


def tools(base: Base, today: Callable[[], date], lang: Lang = "ko") -> list[BaseTool]:
    """The look-ups as tools: `search_guidelines`, `search_courses`, `search_openings`, `show`.

    `today` gives the day in Seoul that courses and openings must be open on.
    """

    def search(kind: Kind, text: str, regions: Sequence[str] = ()) -> str:
        codes = tuple(c for r in regions for m in base.lexicon.find(r) if m.kind == "region" for c in m.ids)
        found = base.search(_query(base, text, kind, today(), lang, MOST, codes))
        return "\n".join(_line(hit) for hit in found.kept) or "Nothing found."

    def search_guidelines(question: str) -> str:
        """Sections of public programmes for job seekers in Korea that answer a question, best first, with ids."""
        return search("section", question)

    def search_courses(words: str, regions: list[str] | None = None) -> str:
        """Training courses that can still be joined, for the words; `regions` are place names, none means anywhere."""
        return search("course", words, regions or ())

    def search_openings(words: str, regions: list[str] | None = None) -> str:
        """Job openings that are open now, for the words; `regions` are place names, none means anywhere."""
        return search("opening", words, regions or ())

    def show(id: str) -> str:
        """The whole text of a section, course or opening by the id that a search gave."""
        return _whole(base, id, lang) or f"There is no record {id}. Take an id from a search."

    return [StructuredTool.from_function(f) for f in (search_guidelines, search_courses, search_openings, show)]


def _query(base: Base, text: str, kind: Kind, on: date, lang: Lang, k: int, regions: tuple[str, ...] = ()) -> Query:
    """The query with the names and topics heard in its words, as a turn would ask it."""
    heard = [(m.kind, i) for m in base.lexicon.find(text) for i in m.ids]
    programmes = tuple(i for named, i in heard if named == "programme" and i in base.programmes)
    families = tuple(i for named, i in heard if named == "family") + tuple(
        base.programmes[p].family for p in programmes
    )
    return Query(
        text=text,
        kind=kind,
        as_of=on,
        lang=lang,
        k=k,
        regions=regions,
        families=tuple(dict.fromkeys(families)),
        programmes=programmes,
        topics=topics_of(fold_plain(text), text.lower()) if kind == "section" else (),
        skills=tuple(i for named, i in heard if named == "skill"),
        occupations=tuple(i for named, i in heard if named == "occupation"),
    )


def _document(hit: Hit) -> Document:
    record: Any = hit.record
    extra: dict[str, Any]
    if isinstance(record, Section):
        text, extra = record.text, {"state": record.state, "as_of": record.as_of, "url": record.url}
    elif isinstance(record, Opening):
        text, extra = record.body, {"employer": record.employer, "sample": record.sample, "url": record.url}
    else:
        course, cohort = record
        text = course.description
        extra = {"starts": cohort.starts, "apply_by": cohort.apply_by, "sample": course.sample, "url": course.url}
    about = {"id": hit.id, "kind": hit.kind, "title": hit.title, "score": hit.score, "parts": dict(hit.parts)}
    return Document(page_content=text, metadata=about | extra, id=hit.id)


def _line(hit: Hit) -> str:
    record: Any = hit.record
    if isinstance(record, Section):
        mark = {"planned": " (planned, not in force)", "ended": " (ended)"}.get(record.state, "")
        return f"{hit.id}{mark} | {hit.title} | {record.lead}"
    if isinstance(record, Opening):
        closes = record.closes or "when filled"
        return f"{hit.id}{_sample(record.sample)} | {hit.title} | {record.employer} | closes {closes}"
    course, cohort = record
    place = "online" if course.region == ANYWHERE else course.region
    return f"{hit.id}{_sample(course.sample)} | {hit.title} | {course.institution} | {place} | starts {cohort.starts}"


def _sample(sample: bool) -> str:
    return " (a made-up sample)" if sample else ""


def _whole(base: Base, id_: str, lang: Lang) -> str:
    if (section := base.section(id_, lang)) is not None:
        return f"{section.title}\n{section.text}"
    if (opening := base.opening(id_)) is not None:
        return f"{opening.title}{_sample(opening.sample)}\n{opening.employer}\n{opening.body}"
    if (pair := base.cohort(id_)) is not None:
        course, cohort = pair
        dates = f"{cohort.starts} – {cohort.ends}"
        return f"{course.title}{_sample(course.sample)}\n{course.institution}\n{dates}\n{course.description}"
    return ""
