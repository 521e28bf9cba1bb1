"""The lexical index: ranking, exact filters inside the query, and what it does with broken files."""

from __future__ import annotations

import gc
from pathlib import Path
from random import Random

import pytest

from knowledge import lexical
from knowledge.errors import LexicalError
from knowledge.lexical import Filters, LexicalIndex
from knowledge.packing import Entry

ALL = Filters()
ENTRIES = (
    Entry(
        "a",
        ("k수당", "k수당", "k신청"),
        ("k수당", "k신청"),
        ("lang:ko", "region:26110"),
        {"ends": (10,), "pay": (200,)},
    ),
    Entry(
        "b", ("k수당", "k과정", "k과정", "k회사"), (), ("lang:ko", "region:26350"), {"ends": (5, 20)}, {"title": "비"}
    ),
    Entry("c", ("wallowance",), (), ("lang:en",), {"starts": (7,), "ends": (30,)}),
)


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "index", "recipe")
    fill(index, 3)
    return index


def fill(index: LexicalIndex, seq: int) -> None:
    with index.updating() as update:
        for entry in ENTRIES:
            update.put(entry)
        update.commit(seq)


def found(index: LexicalIndex, *terms: str, filters: Filters = ALL) -> list[str]:
    """Keys found by the terms, all of weight 1 unless they say otherwise ("k과정*0.5")."""
    weighted = {name: float(weight or 1) for name, _, weight in (term.partition("*") for term in terms)}
    return [c.key for c in index.search(weighted, filters, 10)]


def test_what_counts_more_often_ranks_higher_and_weights_turn_it_round(index: LexicalIndex) -> None:
    assert found(index, "k수당") == ["a", "b"]
    assert found(index, "k수당", "k과정") == ["b", "a"]
    assert found(index, "k수당", "k과정*0.01") == ["a", "b"]
    assert found(index, "k없음") == []
    assert index.search({}, ALL, 10) == []


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        (Filters(tags=(("lang:en",),)), {"c"}),
        (Filters(tags=(("lang:ko",), ("region:26350", "region:11110"))), {"b"}),
        (Filters(tags=(("region:26110", "region:26350"),)), {"a", "b"}),
        (Filters(at_least={"ends": 11}), {"b", "c"}),
        (Filters(at_least={"ends": 21}), {"c"}),
        (Filters(at_most={"starts": 7}), {"c"}),
        (Filters(at_most={"starts": 6}), set()),
        (Filters(at_least={"pay": 201}), set()),
        (Filters(tags=(("lang:ko",),), at_least={"pay": 200}), {"a"}),
    ],
)
def test_filters_are_exact_and_cost_no_score(index: LexicalIndex, filters: Filters, keys: set[str]) -> None:
    assert set(found(index, "k수당", "k과정", "wallowance", filters=filters)) == keys
    assert {c.key for c in index.pick(["a", "b", "c", "gone"], filters)} == keys
    assert {c.key for c in index.browse(filters, 10)} == keys
    plain = {c.key: c.score for c in index.search({"k수당": 1.0}, ALL, 10)}
    assert all(plain[c.key] == c.score for c in index.search({"k수당": 1.0}, filters, 10))


def test_candidates_know_their_card_and_what_they_cover(index: LexicalIndex) -> None:
    by_key = {c.key: c for c in index.search({"k수당": 1.0}, ALL, 10)}
    assert by_key["b"].card == {"title": "비"}
    assert by_key["a"].covers("k신청")
    assert not by_key["a"].covers("k과정")
    assert not by_key["b"].covers("k수당")


def test_rare_tokens_weigh_more_and_unknown_ones_as_one_document(index: LexicalIndex) -> None:
    rarity = index.rarity(["k수당", "k과정", "k없음"])
    assert rarity["k수당"] < rarity["k과정"] == rarity["k없음"]
    assert index.vocabulary("k") == {"k수당": 2, "k과정": 1, "k신청": 1, "k회사": 1}


def test_it_remembers_the_last_change_with_what_it_took_in(index: LexicalIndex, tmp_path: Path) -> None:
    with index.updating() as update:
        update.drop("a")
        update.put(Entry("b", ("k새말",)))
        update.commit(9)
    again = LexicalIndex(tmp_path / "index", "recipe")
    assert (again.seq, len(again)) == (9, 2)
    assert found(again, "k새말", "k수당") == ["b"]


def test_what_was_not_committed_is_forgotten(index: LexicalIndex, tmp_path: Path) -> None:
    def half_way() -> None:
        with index.updating() as update:
            update.drop("a")
            raise KeyError("half way")

    with pytest.raises(KeyError, match="half way"):
        half_way()
    assert LexicalIndex(tmp_path / "index", "recipe").seq == 3
    assert found(index, "k신청") == ["a"]


def test_a_reader_keeps_its_state_until_it_reloads(index: LexicalIndex, tmp_path: Path) -> None:
    reader = LexicalIndex(tmp_path / "index", "recipe")
    with index.updating() as update:
        update.drop("a")
        update.commit(4)
    assert found(reader, "k신청") == ["a"]
    assert reader.reload()
    assert (reader.seq, found(reader, "k신청")) == (4, [])


@pytest.mark.parametrize("damage", ["recipe", "missing", "meta.json", "*.term", "*.store"])
def test_a_broken_missing_or_stale_index_is_begun_anew(index: LexicalIndex, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    del index
    gc.collect()
    if damage == "missing":
        folder.rename(tmp_path / "elsewhere")
    elif damage != "recipe":
        for path in folder.glob(damage):
            path.write_bytes(b"{}")
    again = LexicalIndex(folder, "other" if damage == "recipe" else "recipe")
    assert (again.seq, found(again, "k수당"), len(again.rarity(["k수당"]))) == (-1, [], 1)
    fill(again, 5)
    assert (again.seq, found(again, "k수당")) == (5, ["a", "b"])


def test_two_writers_at_once_are_refused_in_words(index: LexicalIndex, tmp_path: Path) -> None:
    other = LexicalIndex(tmp_path / "index", "recipe")
    with index.updating(), pytest.raises(LexicalError, match="made again from the store"), other.updating():
        pass


def test_filtering_the_best_gives_what_filtering_everything_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(1)
    words = [f"k{n}" for n in range(12)]
    index = LexicalIndex(tmp_path / "many", "recipe")
    with index.updating() as update:
        for n in range(3000):
            tokens = rng.choices(words, weights=range(1, 13), k=rng.randint(3, 30))
            tags = tuple(tag for tag in ("live", "rare", "region:1") if rng.random() < {"rare": 0.02}.get(tag, 0.7))
            update.put(Entry(f"o-{n:04}", tokens, (), tags, {"ends": (n % 40,), "starts": (n % 7,)}, {"n": n}))
            if n % 900 == 0:
                update.commit(n)  # several segments
        for n in range(0, 3000, 11):
            update.drop(f"o-{n:04}")
        update.commit(3000)
    asked = [
        ({word: rng.choice((0.5, 1.0, 2.0)) for word in rng.sample(words, rng.randint(1, 6))}, filters, limit)
        for filters in (
            ALL, Filters((("live",),)), Filters((("live",), ("rare", "region:1")), {"ends": 20}, {"starts": 3}),
            Filters((("rare",),)), Filters((("nowhere",),)), Filters((), {"ends": 39}),
        )
        for limit in (1, 7, 40)
    ]  # fmt: skip
    plain = [index.search(*one) for one in asked]
    late: list[bool] = []
    monkeypatch.setattr(lexical, "_MANY", 1)
    decide = index._filters_late
    monkeypatch.setattr(index, "_filters_late", lambda *given: late.append(decide(*given)) or late[-1])
    again = [index.search(*one) for one in asked]
    assert [len(found) for found in again] == [len(found) for found in plain]
    for before, after in zip(plain, again, strict=True):
        assert [c.score for c in after] == pytest.approx([c.score for c in before])
        assert [c.key for c in after] == [c.key for c in before]
    assert {True, False} == set(late)  # a rare tag is looked up first
    assert [c.key for c in index.search(asked[0][0], ALL, 5)] == [c.key for c in index.search(asked[0][0], ALL, 9)][:5]


def test_what_was_best_is_asked_anew_after_a_change(index: LexicalIndex) -> None:
    assert found(index, "k수당") == found(index, "k수당") == ["a", "b"]
    with index.updating() as update:
        update.drop("a")
        update.commit(4)
    assert found(index, "k수당") == ["b"]
