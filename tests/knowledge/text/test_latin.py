from __future__ import annotations

import pytest

from knowledge.text.latin import latin_tokens, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("course", "courses"),
        ("train", "training"),
        ("apply", "applied"),
        ("apply", "applies"),
        ("company", "companies"),
        ("run", "running"),
        ("require", "required"),
        ("class", "classes"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["aws", "ios", "string", "need", "c++", "java8", "status", "business"])
def test_these_have_no_ending_to_lose(word: str) -> None:
    assert stem(word) == word


def test_joined_words_yield_whole_and_parts_without_function_words() -> None:
    assert latin_tokens("hrd-net for c++ and node.js") == ["whrdnet", "whrd", "wnet", "wc++", "wnodejs", "wnod", "wjs"]
