"""Every word the pages say themselves, in both languages. What an answer says comes from the turn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.models import LANGS, Lang


@cache
def _texts() -> Mapping[str, Mapping[Lang, str]]:
    raw: dict[str, dict[str, dict[Lang, str]]] = yaml.safe_load(
        Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8")
    )
    return {f"{group}.{name}": words for group, entries in raw.items() for name, words in entries.items()}


def say(key: str, lang: Lang, **values: Any) -> str:
    """The words for `key`, with `values` filled in. Raises KeyError for a key no page has."""
    words = _texts()[key][lang]
    return words.format(**values) if values else words


def keys() -> tuple[str, ...]:
    """All keys, for the test that both languages are whole."""
    return tuple(_texts())


def both(key: str) -> dict[Lang, str]:
    """The words of `key` by language, for the browser's own use."""
    return {lang: _texts()[key][lang] for lang in LANGS}


def examples(lang: Lang) -> tuple[tuple[str, str], ...]:
    """(label, question) pairs to start from."""
    found = sorted(key for key in keys() if key.startswith("examples."))
    return tuple((label.strip(), question.strip()) for label, question in (say(k, lang).split("|") for k in found))
