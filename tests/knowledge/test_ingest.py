"""Taking records in: what is new, changed, the same, gone and wrong, and that twice in a row does nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.documents import find_documents, read_document
from knowledge.documents.jsonl import LONGEST_TEXT, read_sections
from knowledge.errors import IngestError, UnsupportedFormat
from knowledge.ingest import Failure, IngestReport, Load, ingest
from knowledge.models import Section
from knowledge.records import Item, Key
from knowledge.store import Store
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY, BagOfWords, opening, section


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "lock")


def load(store: Store, *items: Item | Failure, source: str = "doc", complete: bool = True) -> IngestReport:
    with store.writer(1) as writer:
        return ingest(store, writer, Load(source, items, complete), on=DAY)


def counts(report: IngestReport) -> tuple[int, int, int, int, int]:
    return report.new, report.updated, report.skipped, report.gone, len(report.failed)


ONE, TWO = section("x/1", "하나."), section("x/2", "둘.")


def test_new_updated_skipped_gone(store: Store) -> None:
    assert counts(load(store, ONE, TWO, opening("o", "일"))) == (3, 0, 0, 0, 0)
    assert counts(load(store, ONE, section("x/2", "바뀜."))) == (0, 1, 1, 1, 0)
    assert store.keys_of("doc") == {Key("section", "x/1", "ko"), Key("section", "x/2", "ko")}


def test_twice_in_a_row_writes_nothing(store: Store) -> None:
    load(store, ONE, TWO)
    before = store.seq()
    assert counts(load(store, ONE, TWO)) == (0, 0, 2, 0, 0)
    assert store.seq() == before


def test_a_failed_row_or_a_partial_load_never_withdraws(store: Store) -> None:
    load(store, ONE, TWO)
    assert counts(load(store, ONE, Failure("doc", 2, "isn't JSON"))) == (0, 0, 1, 0, 1)
    assert counts(load(store, ONE, complete=False)) == (0, 0, 1, 0, 0)
    assert len(store.keys_of("doc")) == 2


def test_an_id_belongs_to_one_source(store: Store) -> None:
    load(store, ONE)
    report = load(store, section("x/1", "anders."), source="other")
    assert counts(report) == (0, 0, 0, 0, 1)
    assert "belongs to doc" in report.failed[0].reason
    assert counts(load(store, ONE, source="other")) == (0, 0, 1, 0, 0)
    row = store.get(Key("section", "x/1", "ko"))
    assert row is not None
    assert row.item() == ONE


def test_a_document_may_replace_what_another_document_said(store: Store) -> None:
    load(store, ONE, TWO, source="document:old.jsonl")
    assert counts(load(store, section("x/1", "neu."), source="document:new.jsonl")) == (0, 1, 0, 0, 0)
    assert store.keys_of("document:new.jsonl") == {Key("section", "x/1", "ko")}
    assert counts(load(store, TWO, source="document:old.jsonl")) == (0, 0, 1, 0, 0)
    assert store.get(Key("section", "x/1", "ko")) is not None


def test_an_id_given_twice_is_taken_once_and_said(store: Store) -> None:
    report = load(store, ONE, section("x/1", "nochmal."))
    assert counts(report) == (1, 0, 0, 0, 1)
    assert "given twice" in report.failed[0].reason


def test_what_went_may_come_back(store: Store) -> None:
    load(store, ONE, TWO)
    load(store, ONE)
    assert counts(load(store, ONE, TWO)) == (1, 0, 1, 0, 0)


def test_only_what_changed_is_embedded(open_bare: Opener) -> None:
    embedder = BagOfWords("하나", "둘")
    base = open_bare(embedder=embedder)
    base.take_in(Load("doc", [ONE, TWO]), on=DAY)
    assert embedder.texts == 2
    base.take_in(Load("doc", [ONE, TWO]), on=DAY)
    assert embedder.texts == 2
    base.take_in(Load("doc", [ONE, section("x/2", "바뀜.")]), on=DAY)
    assert embedder.texts == 3


# ---- sections as JSON lines


def rows(*lines: Any) -> list[Section | Failure]:
    raw = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines]
    return list(read_sections(raw, "doc.jsonl"))


def test_a_line_becomes_a_section_with_lead_and_details() -> None:
    text = "월 60만 원이에요. 2026. 1. 1.부터예요.\n신청은 센터에서요."
    given = {"family": "a", "url": "https://example.go.kr/1", "as_of": "2026-10-04", "state": "planned"}
    (made,) = rows({"id": "a/1", "title": "수당", "text": text, **given})
    assert isinstance(made, Section)
    assert (made.lead, made.details) == ("월 60만 원이에요.", ("2026. 1. 1.부터예요.", "신청은 센터에서요."))
    assert (made.family, made.url, str(made.as_of), made.state) == tuple(given.values())
    assert (made.document, made.confidence) == ("doc.jsonl", "added")


def test_the_language_is_told_from_the_text_where_it_is_not_given() -> None:
    made = rows(
        {"id": 1, "text": "한국어로 썼어요"},
        {"id": 2, "text": "Written in English."},
        {"id": 3, "text": "A", "lang": "ko"},
    )
    assert [s.lang for s in made if isinstance(s, Section)] == ["ko", "en", "ko"]
    assert [s.id for s in made if isinstance(s, Section)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "JSON"),
        (b"\xff\xfe", "UTF-8"),
        ([1], "object"),
        ({"text": "a"}, "id"),
        ({"id": "a b", "text": "a"}, "id"),
        ({"id": "a", "text": " \u200b "}, "text"),
        ({"id": "a", "text": 3}, "text must be a string"),
        ({"id": "a", "text": "a" * (LONGEST_TEXT + 1)}, "Split it"),
        ({"id": "a", "text": "a", "state": "maybe"}, "state"),
        ({"id": "a", "text": "a", "lang": "jp"}, "lang"),
        ({"id": "a", "text": "a", "as_of": "yesterday"}, "as_of"),
        ({"id": "a", "text": "a", "url": "javascript:alert(1)"}, "url"),
    ],
)
def test_a_bad_row_fails_with_its_number_and_the_rest_go_on(line: Any, reason: str) -> None:
    good = {"id": "good", "text": "좋아요."}
    failed, empty_line_passed, kept = rows(line)[0], b"  \n", rows(line, b"  \n", good)[-1]
    assert empty_line_passed
    assert isinstance(failed, Failure)
    assert (failed.file, failed.row) == ("doc.jsonl", 1)
    assert reason in failed.reason
    assert isinstance(kept, Section)


def test_folders_are_searched_and_other_formats_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.jsonl").write_text('{"id": "a", "text": "하나."}\n', encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    (found,) = find_documents(tmp_path)
    assert [s.id for s in read_document(found) if isinstance(s, Section)] == ["a"]
    with pytest.raises(UnsupportedFormat, match="Give JSON lines"):
        find_documents(tmp_path / "b.pdf")
    with pytest.raises(IngestError, match="doesn't exist"):
        find_documents(tmp_path / "none.jsonl")
    (tmp_path / "empty").mkdir()
    with pytest.raises(IngestError, match="no file that can be read"):
        find_documents(tmp_path / "empty")
