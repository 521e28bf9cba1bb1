"""The words in which facts are asked for and assumptions are named (asks.yaml), read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.models import Text

_FILE = Path(__file__).with_name("asks.yaml")


@dataclass(frozen=True, slots=True)
class AskWords:
    """How one field is asked for. `why` is empty unless the question is sensitive; `bands` are made from the rules."""

    field: str
    label: Text
    ask: Text
    why: Text | None
    sensitive: bool
    bands: bool
    choices: tuple[tuple[Any, Text], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All of asks.yaml. `fields` keep their order, which breaks ties between questions."""

    fields: Mapping[str, AskWords]
    assumed: Mapping[str, Text]
    dont_know: Text
    order: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, Text] = field(default_factory=dict)

    def label(self, name: str) -> Text:
        """A field's name in a sentence."""
        return self.labels.get(name) or Text(name, name)

    def field_named(self, words: str) -> str:
        """The field that goes by these words in either language; empty if none does."""
        plain = words.strip().casefold()
        return next((n for n, t in self.labels.items() if plain in (t.ko.casefold(), t.en.casefold())), "")


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The words that come with the package."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    fields = {
        name: AskWords(
            field=name,
            label=_text(entry["label"]),
            ask=_text(entry["ask"]),
            why=_text(entry["why"]) if "why" in entry else None,
            sensitive=bool(entry.get("sensitive")),
            bands=bool(entry.get("bands")),
            choices=tuple((value, Text(str(t[0]), str(t[1]))) for value, t in (entry.get("choices") or {}).items()),
        )
        for name, entry in raw["fields"].items()
    }
    assumed = {name: _text(t) for name, t in raw["assumed"].items()}
    labels = {name: words.label for name, words in fields.items()}
    labels |= {name: _text(t) for name, t in raw["labels"].items()}
    return Words(fields, assumed, _text(raw["dont_know"]), {name: n for n, name in enumerate(fields)}, labels)


def _text(raw: Mapping[str, str]) -> Text:
    return Text(str(raw["ko"]), str(raw["en"]))
