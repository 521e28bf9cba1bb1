"""How amounts are said: templates of `words.yaml` filled in both languages at once.

A placeholder's format says how its value is worded: ``{income:won}`` won, ``{band:won}`` a band of won, ``{day:day}``
a date, ``{row:when}`` the year of a table row and whether it's the last one known, ``{n:plain}`` a number with
separators. Values without a format stand as they are.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.answer import AmountNote
from assistant.benefits.tables import Row
from assistant.replies import fit_particles
from assistant.words import day, won
from knowledge.errors import LibraryError
from knowledge.models import LANGS, Lang

PATH = Path(__file__).parent / "words.yaml"
Both = Mapping[Lang, str]


def _worded(value: Any, form: str, lang: Lang) -> str:
    """One placeholder's value in words."""
    if form == "won":
        return _band(value, lang) if isinstance(value, tuple) else won(value, lang)
    if form == "day":
        assert isinstance(value, date)
        return day(value, lang)
    if form == "when":
        assert isinstance(value, Row)
        return _when(value, lang)
    if form == "plain":
        return f"{value:,g}"
    return str(value[lang]) if isinstance(value, Mapping) else str(value)  # words made before, in both languages


@cache
def templates() -> Mapping[str, Both]:
    """All templates by key. Raises LibraryError where the file can't be read."""
    try:
        data = yaml.load(PATH.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return {str(key): {"ko": str(raw["ko"]), "en": str(raw["en"])} for key, raw in data.items()}
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError) as e:
        raise LibraryError(f"{PATH}: each entry needs ko and en ({e}). Amounts are worded from it.") from e


@cache
def _pieces(key: str, lang: Lang) -> tuple[tuple[str, str | None, str], ...]:
    """A template taken apart once: literal text, then a placeholder's name (or None) and format."""
    parsed = string.Formatter().parse(templates()[key][lang])
    return tuple((text, name, form or "") for text, name, form, _ in parsed)


def say(key: str, **values: Any) -> Both:
    """The words under `key` in both languages, filled with `values`."""
    ko, en = (
        "".join(
            text + ("" if name is None else _worded(values[name], form, lang))
            for text, name, form in _pieces(key, lang)
        )
        for lang in LANGS
    )
    return {"ko": fit_particles(ko), "en": en}


def note(code: str, citation: str, key: str, value: int | None = None, /, **values: Any) -> AmountNote:
    """A note with the words under `key`."""
    return AmountNote(code, say(key, **values), citation, value)


def last_known(row: Row, citation: str = "") -> tuple[AmountNote, ...]:
    """Said beside every figure whose year is over without a successor; nothing beside others."""
    if not row.last_known:
        return ()
    return (note("last_known", citation or row.section, "last_known", row.year, year=row.year),)


def rounded(numerator: int, denominator: int) -> int:
    """Whole won, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def _band(band: tuple[int, int], lang: Lang) -> str:
    low, high = band
    if low == high:
        return won(low, lang)
    return f"{won(low, lang)}~{won(high, lang)}" if lang == "ko" else f"{won(low, lang)} to {won(high, lang)}"


def _when(row: Row, lang: Lang) -> str:
    if lang == "ko":
        return f"{row.year}년 기준" + (", 확인 필요" if row.last_known else "")
    return f"{row.year} figures, to be confirmed" if row.last_known else f"{row.year}"
