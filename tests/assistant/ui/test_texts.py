"""The words of the pages: whole in both languages, and every key a page asks for is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assistant.ui
from assistant.ui.render import REASONS
from assistant.ui.texts import both, examples, keys, say
from knowledge.models import LANGS

SOURCES = [p.read_text(encoding="utf-8") for p in Path(assistant.ui.__file__).parent.glob("*.py")]
HANGUL = re.compile(r"[가-힣]")


@pytest.mark.parametrize("key", keys())
def test_both_languages_say_it_with_the_same_blanks(key: str) -> None:
    words = both(key)
    assert all(words[lang].strip() for lang in LANGS)
    blanks = {lang: set(re.findall(r"\{(\w+)\}", words[lang])) for lang in LANGS}
    assert blanks["ko"] == blanks["en"]


def test_english_holds_no_hangul_but_names_of_korean_things() -> None:
    korean = {key for key in keys() if HANGUL.search(both(key)["en"])}
    assert korean <= {"sheet.other_lang"}  # a language is named in itself


def test_every_key_in_the_code_exists() -> None:
    asked = {key for text in SOURCES for key in re.findall(r'(?:say|message)\(\s*"([a-z_]+\.[a-z_]+)"', text)}
    assert len(asked) > 60
    assert asked <= set(keys())


def test_every_reason_and_state_has_words() -> None:
    for code in REASONS:
        assert say(f"reason.{code}", "ko")
    for state in ("in_force", "planned", "ended", "lapsed", "open", "closing", "until_filled", "closed", "withdrawn"):
        assert say(f"state.{state}", "en")


def test_examples_have_a_label_and_a_question_in_both_languages() -> None:
    assert len(examples("ko")) == len(examples("en")) >= 4
    for lang in LANGS:
        assert all(label and question for label, question in examples(lang))


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("no.such", "ko")
