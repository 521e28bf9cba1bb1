"""What the wording of amounts shares: text in both languages, and one note form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.answer import AmountNote
from assistant.words import day, won
from knowledge.models import Lang

Both = Mapping[Lang, str]


def both(ko: str, en: str) -> Both:
    """Words in both languages."""
    return {"ko": ko, "en": en}


def note(code: str, citation: str, ko: str, en: str, value: int | None = None) -> AmountNote:
    return AmountNote(code, both(ko, en), citation, value)


def kw(value: int) -> str:
    """Won in Korean words."""
    return won(value, "ko")


def ew(value: int) -> str:
    """Won in English words."""
    return won(value, "en")


def kd(value: date) -> str:
    return day(value, "ko")


def ed(value: date) -> str:
    return day(value, "en")


def span(band: tuple[int, int]) -> tuple[str, str]:
    """A band of won in Korean and English words; one figure where both ends meet."""
    low, high = band
    if low == high:
        return kw(low), ew(low)
    return f"{kw(low)}~{kw(high)}", f"{ew(low)} to {ew(high)}"


def rounded(numerator: int, denominator: int) -> int:
    """Whole won, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def as_of_year(year: int, last_known: bool) -> tuple[str, str]:
    """What stands behind a figure: its year, or that it's the last one known."""
    if last_known:
        return f"{year}년 기준, 확인 필요", f"{year} figures, to be confirmed"
    return f"{year}년 기준", f"{year}"


def last_known_note(year: int, citation: str) -> AmountNote:
    """Said beside every figure whose year is over without a successor."""
    return note(
        "last_known",
        citation,
        f"{year}년 금액이 마지막으로 확인된 값이에요. 그 뒤 금액은 1350에서 확인이 필요해요.",
        f"The {year} amount is the last one known; what holds now needs confirming on 1350.",
        year,
    )
