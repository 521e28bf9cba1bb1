"""Fusion: pure arithmetic that a reader can do in their head."""

from __future__ import annotations

import pytest

from knowledge.fusion import LEADING, fuse


def order(lexical: dict[str, float], vector: dict[str, float], weight: float) -> list[str]:
    return list(fuse(lexical, vector, weight))


@pytest.mark.parametrize("weight", [0.0, 0.3, 0.9])
def test_without_a_vector_side_the_words_decide_whatever_the_weight(weight: float) -> None:
    fused = fuse({"a": 8.0, "b": 4.0, "c": 0.0}, {}, weight)
    assert [(k, f.total) for k, f in fused.items()] == [("a", 1.0), ("b", 0.5)]


def test_without_a_lexical_side_meaning_decides() -> None:
    assert {k: f.vector for k, f in fuse({}, {"a": 0.9, "b": 0.45}, 0.3).items()} == {"a": 1.0, "b": 0.5}


def test_meaning_reorders_what_words_found() -> None:
    lexical = {"a": 10.0, "b": 9.0}
    assert order(lexical, {"b": 0.9}, 0.3) == ["b", "a"]
    assert order(lexical, {"b": 0.9}, 0.0) == ["a", "b"]


def test_what_shares_no_word_stays_behind_every_match_unless_the_weight_lets_the_vector_side_lead() -> None:
    lexical = {"strong": 10.0, "weak": 0.1}
    assert order(lexical, {"near": 1.0}, LEADING - 0.01)[-1] == "near"
    assert order(lexical, {"near": 1.0}, 0.8)[0] == "near"


def test_parts_add_up() -> None:
    for both in fuse({"a": 3.0, "b": 1.0}, {"b": 0.5, "c": 0.7}, 0.4).values():
        assert both.lexical + both.vector == both.total <= 1.0
