"""Helper processes: they make what one process alone makes, in order, and their death costs nothing but time."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import following, working
from knowledge.columns import OpeningColumns
from knowledge.ingest import Load
from knowledge.models import Query
from knowledge.packing import Packed
from knowledge.records import Row, row_of
from knowledge.state import named_analyser
from knowledge.taxonomy import load_taxonomy
from knowledge.working import Hands, Workshop, workshop
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY, opening

TAXONOMY = load_taxonomy()


def rows(first: int, last: int) -> list[Row]:
    made = (opening(f"o-{n:03}", f"{n}번째 용접 기능공", required=("welding",) if n % 2 else ()) for n in range(first, last))
    return [row_of(one, "test") for one in made]


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop(TAXONOMY, {}, named_analyser(TAXONOMY, {}), working.ENOUGH) as shop:
        yield shop


def test_helpers_make_what_one_process_makes_in_the_same_order(shop: Workshop) -> None:
    hands = Hands(TAXONOMY, {}, named_analyser(TAXONOMY, {}))
    batches = [rows(start, start + 7) for start in range(0, 140, 7)]
    assert len(shop._helpers) >= 2
    assert list(shop.made("opening", batches)) == [hands.make("opening", batch) for batch in batches]
    made = list(shop.made("columns", batches))
    alone = [hands.make("columns", batch) for batch in batches]
    assert [c.ids for c in made] == [c.ids for c in alone if isinstance(c, OpeningColumns)]


def test_what_a_dead_helper_had_in_hand_is_done_here(shop: Workshop) -> None:
    batches = [rows(start, start + 5) for start in range(0, 100, 5)]
    made = shop.made("opening", batches)
    first: list[Packed] = next(made)
    os.kill(shop._helpers[0]._process.pid, signal.SIGKILL)
    keys = [entry.key for entry in first] + [entry.key for batch in made for entry in batch]
    assert keys == [row.key.id for batch in batches for row in batch]
    assert len(shop._helpers) >= 1


def test_few_records_need_no_helpers() -> None:
    with workshop(TAXONOMY, {}, named_analyser(TAXONOMY, {}), 10) as alone:
        assert alone._helpers == []
        (made,) = alone.made("opening", [rows(0, 2)])
    assert [entry.key for entry in made] == ["o-000", "o-001"]


def test_a_base_built_by_helpers_is_the_same(open_bare: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [row.item() for row in rows(0, 60)]
    alone = open_bare(tmp_path / "alone")
    alone.take_in(Load("test", items), on=DAY)
    monkeypatch.setattr(working, "ENOUGH", 1)
    monkeypatch.setattr(following, "_BATCH", 7)
    monkeypatch.setattr(following, "_LINES", 11)
    monkeypatch.setattr(following, "_COMMIT_EVERY", 20)
    helped = open_bare(tmp_path / "helped")
    helped.take_in(Load("test", items), on=DAY)
    query = Query("용접 기능공", "opening", DAY, k=60)
    assert {h.id for h in helped.search(query).kept} == {h.id for h in alone.search(query).kept} != set()
    assert helped.catalogue.openings.ids == alone.catalogue.openings.ids
    assert helped.index_changes() == alone.index_changes()
    assert len(helped._derived.lexical["opening"]) == 60
