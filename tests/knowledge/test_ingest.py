"""Taking records in: what is new, changed, the same, gone and wrong, and that twice in a row does nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.documents import find_documents, read_document, rows_in
from knowledge.documents.jsonl import LONGEST_TEXT, read_sections
from knowledge.errors import IngestError
from knowledge.ingest import Covered, Failure, IngestReport, Load, ingest
from knowledge.models import Opening, Section
from knowledge.records import Item, Key, Training
from knowledge.store import Store
from knowledge.taxonomy import load_taxonomy
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY, BagOfWords, opening, section, training


@pytest.fixture
def database(either_database: str) -> str:
    return either_database


@pytest.fixture
def store(tmp_path: Path, database: str) -> Iterator[Store]:
    opened = Store(database or f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "lock")
    yield opened
    opened.close()


def load(store: Store, *items: Item | Failure, source: str = "doc", **more: Any) -> IngestReport:
    with store.writer(1) as writer:
        return ingest(store, writer, Load(source, items, **more), on=DAY)


def counts(report: IngestReport) -> tuple[int, int, int, int, int]:
    return report.new, report.updated, report.skipped, report.gone, len(report.failed)


def ids_of(store: Store, source: str) -> set[str]:
    return {key.id for batch in store.keys_of(source) for key, _ in batch}


ONE, TWO = section("x/1", "하나."), section("x/2", "둘.")


def test_new_updated_skipped_gone(store: Store) -> None:
    assert counts(load(store, ONE, TWO, training("c", "과정", [DAY]))) == (3, 0, 0, 0, 0)
    assert counts(load(store, ONE, section("x/2", "바뀜."))) == (0, 1, 1, 1, 0)
    assert ids_of(store, "doc") == {"x/1", "x/2"}


def test_twice_in_a_row_writes_nothing(store: Store) -> None:
    load(store, ONE, TWO)
    before = store.seq()
    assert counts(load(store, ONE, TWO)) == (0, 0, 2, 0, 0)
    assert store.seq() == before


def test_the_day_a_source_was_read_counts_by_the_week(store: Store) -> None:
    monday = date(2026, 11, 16)
    load(store, opening("o1", "용접 사원", as_of=monday))
    assert load(store, opening("o1", "용접 사원", as_of=monday + timedelta(days=6))).skipped == 1
    assert load(store, opening("o1", "용접 사원", as_of=monday + timedelta(days=7))).updated == 1


def test_a_failed_row_or_a_partial_load_never_withdraws(store: Store) -> None:
    load(store, ONE, TWO)
    assert counts(load(store, ONE, Failure("doc", 2, "isn't JSON"))) == (0, 0, 1, 0, 1)
    assert counts(load(store, ONE, complete=False)) == (0, 0, 1, 0, 0)
    assert counts(load(store, ONE, complete=lambda: False)) == (0, 0, 1, 0, 0)
    assert ids_of(store, "doc") == {"x/1", "x/2"}


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
    assert ids_of(store, "document:new.jsonl") == {"x/1"}
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


# ---- what a source no longer holds


def real(id_: str, **more: Any) -> Opening:
    return opening(id_, "사무 보조", source="board", sample=False, **more)


def kept_opening(store: Store, id_: str) -> Opening:
    row = store.get(Key("opening", id_))
    assert row is not None
    item = row.item()
    assert isinstance(item, Opening)
    return item


def test_an_opening_its_source_took_down_stays_as_a_withdrawn_one(store: Store) -> None:
    load(store, real("o-1"), real("o-2"))
    report = load(store, real("o-1"))
    assert (report.withdrawn, report.gone, report.changed) == (1, 0, True)
    assert kept_opening(store, "o-2") == real("o-2", withdrawn=True)
    before = store.seq()
    assert load(store, real("o-1")).withdrawn == 0
    assert store.seq() == before
    assert counts(load(store, real("o-1"), real("o-2"))) == (0, 1, 1, 0, 0)
    assert not kept_opening(store, "o-2").withdrawn


def test_an_opening_past_its_last_day_has_ended_and_was_not_withdrawn(store: Store) -> None:
    load(store, real("o-1"), real("o-2", closes=DAY - timedelta(1)), real("o-3", closes=DAY), real("o-4", closes=None))
    assert load(store, real("o-1")).withdrawn == 2
    assert [kept_opening(store, f"o-{n}").withdrawn for n in (1, 2, 3, 4)] == [False, False, True, True]


def test_completeness_is_asked_when_all_was_read(store: Store) -> None:
    load(store, real("o-1"), real("o-2"))
    pages: list[str] = []

    def items() -> Iterator[Item]:
        yield real("o-1")
        pages.append("last")

    with store.writer(1) as writer:
        report = ingest(store, writer, Load("doc", items(), complete=lambda: pages == ["last"]), on=DAY)
    assert report.withdrawn == 1


def test_what_the_load_did_not_ask_for_is_not_missing(store: Store) -> None:
    busan, jinju = {"region": "26110"}, {"region": "48170"}
    old = {"posted": DAY - timedelta(40)}
    load(store, real("o-1", **busan), real("o-2", **busan), real("o-3", **jinju), real("o-4", **busan, **old), ONE)
    covered = Covered(regions=("26000",), since=DAY - timedelta(30))
    assert load(store, real("o-1", **busan), covered=covered).withdrawn == 1
    assert [kept_opening(store, f"o-{n}").withdrawn for n in (1, 2, 3, 4)] == [False, True, False, False]
    assert "x/1" in ids_of(store, "doc")


def test_districts_count_as_their_city_where_the_table_says_so(store: Store) -> None:
    regions = load_taxonomy().regions
    load(store, real("o-1", region="41131"))
    assert load(store, covered=Covered(regions=("41130",))).withdrawn == 0
    assert load(store, covered=Covered(regions=("41130",), holds=regions.contains)).withdrawn == 1


def test_cohorts_too_early_to_have_been_asked_for_stay_with_their_course(store: Store) -> None:
    early, late = DAY - timedelta(60), DAY + timedelta(60)
    load(store, training("c", "과정", [early, late]))
    again = training("c", "과정", [late, late])
    newer = Training(again.course, tuple(replace(c, id=f"c-{n}") for n, c in enumerate(again.cohorts, start=1)))
    assert counts(load(store, newer, covered=Covered(since=DAY))) == (0, 1, 0, 0, 0)
    row = store.get(Key("course", "c"))
    assert row is not None
    item = row.item()
    assert isinstance(item, Training)
    assert [(c.id, c.starts) for c in item.cohorts] == [("c-0", early), ("c-1", late), ("c-2", late)]
    assert counts(load(store, newer, covered=Covered(since=DAY))) == (0, 0, 1, 0, 0)


def test_a_source_that_lost_too_much_is_held_until_somebody_believes_it(store: Store) -> None:
    everything = [real(f"o-{n:02}") for n in range(40)]
    load(store, *everything)
    most = load(store, *everything[12:])
    assert (most.held, most.withdrawn, most.changed) == (12, 0, False)
    assert load(store, *everything[11:]).withdrawn == 11
    load(store, *everything)
    assert load(store, *everything[:10], accept_drop=True).withdrawn == 30
    few = [real(f"p-{n}") for n in range(10)]
    load(store, *few, source="small")
    assert load(store, source="small").withdrawn == 10


def test_ended_courses_and_openings_are_no_loss(store: Store) -> None:
    past = [training(f"c-{n}", "과정", [DAY - timedelta(30)]) for n in range(20)]
    load(store, *past, *(real(f"o-{n}", closes=DAY - timedelta(1)) for n in range(20)), ONE)
    report = load(store, ONE)
    assert (report.held, report.gone, report.withdrawn) == (0, 20, 0)


def test_what_may_be_forgotten_leaves_nothing_behind(store: Store) -> None:
    samples = [opening(f"o-{n}", "예시", withdrawn=n == 1, closes=DAY - timedelta(n - 5)) for n in range(30)]
    load(store, *samples)
    report = load(store, forget=True)
    assert (report.gone, report.withdrawn, report.held) == (30, 0, 0)
    assert not ids_of(store, "doc")


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


def test_folders_are_searched_and_json_lines_told_by_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text('{"id": "a", "text": "하나."}\n', encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    (tmp_path / ".hidden").write_bytes(b"x")
    pdf, rows = find_documents(tmp_path)
    assert [rows_in(file) for file in (pdf, rows)] == [False, True]
    assert [s.id for s in read_document(rows) if isinstance(s, Section)] == ["a"]
    with pytest.raises(IngestError, match="doesn't exist"):
        find_documents(tmp_path / "none.jsonl")
    (tmp_path / "empty").mkdir()
    with pytest.raises(IngestError, match="holds no files"):
        find_documents(tmp_path / "empty")
