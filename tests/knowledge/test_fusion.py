"""Fusion: pure arithmetic that a reader can do in their head."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fusion import WEIGHTS, Weights, fuse, weights_of

SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 50), max_size=6)
HALF = Weights(0.5, 0.4)


@given(lexical=SCORES, share=st.floats(0, 1), floor=st.floats(0, 1))
def test_without_a_vector_side_the_words_decide_whatever_the_weight(
    lexical: dict[str, float], share: float, floor: float
) -> None:
    fused = fuse(lexical, {}, Weights(share, floor))
    wanted = sorted((i for i in lexical if lexical[i] > 0), key=lambda i: (-lexical[i] / max(lexical.values()), i))
    assert list(fused) == wanted
    assert all(both.vector == 0 for both in fused.values())


@given(vector=st.dictionaries(st.sampled_from("abcdef"), st.floats(0.01, 1), max_size=6))
def test_without_a_lexical_side_the_vector_order_stands_above_the_floor(vector: dict[str, float]) -> None:
    fused = fuse({}, vector, HALF)
    assert set(fused) == {i for i, near in vector.items() if near >= HALF.floor}
    assert [vector[i] for i in fused] == sorted((vector[i] for i in fused), reverse=True)


@given(lexical=SCORES, vector=SCORES, share=st.floats(0, 1))
def test_parts_add_up_and_meaning_never_adds_more_than_its_share(
    lexical: dict[str, float], vector: dict[str, float], share: float
) -> None:
    fused = fuse(lexical, vector, Weights(share, 0.0))
    assert [f.total for f in fused.values()] == sorted((f.total for f in fused.values()), reverse=True)
    for both in fused.values():
        assert both.lexical + both.vector == both.total
        assert 0 <= both.lexical <= 1
        assert 0 <= both.vector <= share


def test_meaning_reorders_what_words_found() -> None:
    lexical = {"a": 10.0, "b": 9.0}
    assert list(fuse(lexical, {"b": 0.9}, HALF)) == ["b", "a"]
    assert list(fuse(lexical, {"b": 0.9}, Weights(0.0, 0.4))) == ["a", "b"]


def test_what_is_less_near_counts_less_than_in_proportion() -> None:
    fused = fuse({}, {"a": 1.0, "b": 0.5}, HALF)
    assert fused["a"].vector == 0.5
    assert 0 < fused["b"].vector < 0.25


def test_the_floor_is_for_what_shares_no_word() -> None:
    fused = fuse({"a": 10.0}, {"a": 0.1, "near": 0.5, "far": 0.3}, HALF)
    assert list(fused) == ["a", "near"]
    assert fused["a"].near == 0.1


@pytest.mark.parametrize(("fingerprint", "model"), [("builtin-0a1b", "builtin"), ("text-3-at-host", "endpoint")])
def test_weights_are_data_by_kind_of_model(fingerprint: str, model: str) -> None:
    chosen = json.loads(WEIGHTS.read_text(encoding="utf-8"))[model]["section"]
    assert weights_of(fingerprint, "section") == Weights(chosen["share"], chosen["floor"], chosen.get("added", 1.0))
