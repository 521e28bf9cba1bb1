"""The question whose answer settles an amount, in plain words with tappable answers (`asks.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from assistant.answer import Amount, Ask, Choice
from knowledge.errors import LibraryError

PATH = Path(__file__).parent / "asks.yaml"


@cache
def questions() -> Mapping[str, Ask]:
    """All questions by field. Raises LibraryError where the file can't be read."""
    try:
        data = yaml.load(PATH.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return {
            field: Ask(
                field=field,
                flips=tuple(raw["flips"]),
                text={"ko": str(raw["ko"]), "en": str(raw["en"])},
                choices=tuple(Choice(value, {"ko": str(ko), "en": str(en)}) for value, ko, en in raw["choices"]),
            )
            for field, raw in data.items()
        }
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as e:
        raise LibraryError(f"{PATH}: each field needs flips, ko, en and choices ({e}).") from e


def asks_for(amounts: Iterable[Amount], skipped: Iterable[str] = ()) -> tuple[Ask, ...]:
    """For each amount the one question that tells most about it, each once, without those answered with "don't know".

    Amounts with a band come first: their answer settles more.
    """
    passed = set(skipped)
    fields: dict[str, None] = {}
    for amount in sorted(amounts, key=lambda a: a.band is None):
        open_fields = [f for f in amount.missing if f not in passed]
        if open_fields:
            fields[open_fields[0]] = None
    return tuple(questions()[f] for f in fields)
