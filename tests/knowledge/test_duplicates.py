"""Bringing the records of several sources in line: after any loads the store holds what merging everything gives, and
only what a load touched is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from knowledge import duplicates
from knowledge.duplicates import settle
from knowledge.errors import StoreError
from knowledge.ingest import IngestReport, Load, ingest
from knowledge.models import Opening
from knowledge.records import Item, Training, bare
from knowledge.sources.merge import merged
from knowledge.sources.merge_courses import merged_courses
from knowledge.store import Store, Writer
from knowledge.taxonomy import load_taxonomy
from tests.knowledge.making import DAY, opening, training

HOLDS = load_taxonomy().regions.contains
FIRMS = (("(주)가온테크", "aa"), ("가온테크", ""), ("GAON", "aa"), ("나래상사", ""), ("나래상사", "bb"), ("다온", ""))


@pytest.fixture
def store(tmp_path: Path, either_database: str) -> Iterator[Store]:
    opened = Store(either_database or f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "lock")
    yield opened
    opened.close()


def take_in(store: Store, source: str, *items: Item, **more: Any) -> IngestReport:
    with store.writer(1) as writer:
        report = ingest(store, writer, Load(source, items, **{"accept_drop": True} | more), on=DAY)
        settle(store, writer, HOLDS, DAY)
    return report


def told(source: str, number: int, **more: Any) -> Opening:
    made = opening(
        f"{source}:{number}", "품질관리 사원", source=source, sample=False, employer="(주)가온테크", pay=None
    )
    return replace(made, **{"links": ((source, f"https://{source}.example/{number}"),), **more})


def some_opening(rng: Random, source: str, number: int) -> Opening:
    employer, key = rng.choice(FIRMS)
    body = "가" * rng.randint(1, 3) * 200
    title = rng.choice(("품질관리 사원", "품질관리 사원 채용", "생산 담당"))
    return told(source, number, title=title, employer=employer, employer_key=key, body=body, sample=rng.random() < 0.1)


def some_course(rng: Random, source: str, number: int) -> Training:
    days = [date(2026, 12, 1) + timedelta(7 * week) for week in sorted(rng.sample(range(4), rng.randint(1, 3)))]
    links = ((source, f"https://{source}.example/c{number}"),)
    title = rng.choice(("품질관리 과정", "[국비지원] 품질관리", "용접"))
    more = {
        "institution": rng.choice(("한빛학원", "(주)한빛학원", "솔학원")),
        "placement_rate": rng.choice((None, 0.5)),
    }
    return training(f"{source}:{number}", title, days, source=source, sample=False, links=links, **more)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_loads_the_store_holds_what_merging_everything_gives(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_AT_ONCE", 2)
    rng = Random(seed)
    shelves: dict[str, dict[str, Item]] = {source: {} for source in "abc"}
    for _ in range(10):
        source = rng.choice("abc")
        shelf = shelves[source]
        for number in rng.sample(range(6), rng.randint(0, 3)):
            made = some_opening(rng, source, number) if number % 2 else some_course(rng, source, number)
            shelf[f"{source}:{number}"] = made
        for id_ in rng.sample(sorted(shelf), rng.randint(0, len(shelf)) // 2):
            del shelf[id_]
        take_in(store, source, *shelf.values(), forget=rng.random() < 0.4)
        before = store.seq()
        assert take_in(store, source, *shelf.values()).skipped == len(shelf)
        assert store.seq() == before  # a second time changes nothing
        openings = [row.item() for row in store.of_kind("opening")]
        courses = [row.item() for row in store.of_kind("course")]
        assert openings == list(merged([o for o in openings if isinstance(o, Opening)], HOLDS))
        assert courses == list(merged_courses([c for c in courses if isinstance(c, Training)], HOLDS))
        kept = {o.id: bare(o) for o in openings if isinstance(o, Opening) and o.source == source and not o.withdrawn}
        assert kept == {id_: item for id_, item in shelf.items() if isinstance(item, Opening)}


def test_only_firms_that_a_load_touched_are_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [told("a", n, employer=f"{n}번 상사") for n in range(3, 40)]
    take_in(store, "a", told("a", 1), *others)
    take_in(store, "b", told("b", 2, body="자세한 설명 " * 30), told("b", 3, employer="3번 상사"))
    looked: list[str] = []

    def watched(openings: Any, holds: Any) -> Iterator[Opening]:
        given = list(openings)
        looked.extend(o.id for o in given)
        return merged(given, holds)

    monkeypatch.setitem(duplicates._RULES, "opening", watched)
    take_in(store, "a", told("a", 1, body="바뀐 설명"), *others)
    assert looked == ["a:1", "b:2"]
    looked.clear()
    take_in(store, "a", told("a", 1, body="바뀐 설명"), *others)
    assert not looked


def test_one_source_alone_costs_nothing_and_the_second_one_finds_it(store: Store) -> None:
    take_in(store, "a", told("a", 1))
    assert store.fact("settled") is None
    take_in(store, "b", told("b", 2, body="자세한 설명 " * 30))
    assert [getattr(row.item(), "same_as", "") for row in store.of_kind("opening")] == ["b:2", ""]


def test_what_a_source_stood_for_is_shown_again_when_that_source_is_forgotten(store: Store) -> None:
    take_in(store, "a", told("a", 1))
    take_in(store, "b", told("b", 2, body="자세한 설명 " * 30))
    take_in(store, "b", forget=True)
    assert [row.item() for row in store.of_kind("opening")] == [told("a", 1)]


def test_a_settling_that_fails_leaves_nothing_behind_and_is_made_up_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(store, "a", told("a", 1))
    with store.writer(1) as writer:
        ingest(store, writer, Load("b", [told("b", 2, body="자세한 설명 " * 30)]), on=DAY)
        before = store.seq()

        def no_room(*_: Any) -> None:
            raise StoreError("full")

        with monkeypatch.context() as broken:
            broken.setattr(Writer, "set_fact", no_room)
            with pytest.raises(StoreError):
                settle(store, writer, HOLDS, DAY)
        assert (store.seq(), store.fact("settled")) == (before, None)
        assert settle(store, writer, HOLDS, DAY) == 2
