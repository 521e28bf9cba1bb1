"""Ranges to tap for money and time: cut where the rules cut, so that every answer in a range means the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from assistant.answer import Choice
from assistant.words import won
from knowledge.models import LANGS, Lang
from knowledge.text.figures import korean_amount

_MONTHS = frozenset({"insured_months_total"})
_KO_NUM = r"(\d[\d,]*(?:\.\d+)?\s?(?:억|천만|백만|만|천)?(?:\s?\d[\d,]*\s?(?:천만|백만|만|천)?)*)\s?(?:원|개월)?"
_KO_SIDE = re.compile(_KO_NUM + r"\s?(이하|미만|이상|초과|이 안|을 넘|를 넘|넘)")
_EN_SIDE = re.compile(
    r"(under|over|up to|at most|less than|more than|fewer than)\s+(?:KRW\s?)?([\d,]+)"
    r"|(?:KRW\s?)?([\d,]+)\s?(?:months\s)?(or more|or less|or fewer)",
    re.I,
)


class Cut(NamedTuple):
    """A place where amounts part: `value` itself belongs to the lower side if `below`."""

    value: int
    below: bool

    @property
    def last(self) -> int:
        """The greatest amount of the lower side."""
        return self.value if self.below else self.value - 1


def cut_of(op: str, value: int) -> Cut:
    """Where `op value` parts amounts."""
    return Cut(int(value), op in ("le", "gt"))


def bands(field: str, cuts: Iterable[Cut]) -> list[Choice]:
    """The ranges between the cuts, lowest first; each stands for its greatest amount (the last for its least)."""
    ordered = sorted(set(cuts), key=lambda c: (c.last, c.value))
    found: list[Choice] = []
    lower: Cut | None = None
    for cut in ordered:
        if lower is None or cut.last > lower.last:
            found.append(Choice(cut.last, {lang: _words(field, lower, cut, lang) for lang in LANGS}))
            lower = cut
    if lower is not None:
        found.append(Choice(lower.last + 1, {lang: _words(field, lower, None, lang) for lang in LANGS}))
    return found


def _words(field: str, lower: Cut | None, upper: Cut | None, lang: Lang) -> str:
    ko = lang == "ko"
    parts = []
    if lower is not None:
        amount = _amount(field, lower.value, lang)
        if ko:
            parts.append(f"{amount} {'초과' if lower.below else '이상'}")
        else:
            parts.append(f"over {amount}" if lower.below else f"{amount} or more")
    if upper is not None:
        amount = _amount(field, upper.value, lang)
        if ko:
            parts.append(f"{amount} {'이하' if upper.below else '미만'}")
        elif parts:
            parts.append(f"up to {amount}" if upper.below else f"under {amount}")
        else:
            parts.append(f"{amount} or less" if upper.below else f"under {amount}")
    return " ".join(parts) if ko else ", ".join(parts)


def _amount(field: str, value: int, lang: Lang) -> str:
    if field in _MONTHS:
        return f"{value}개월" if lang == "ko" else f"{value} months"
    return won(value, lang)


def band_value(text: str) -> int | None:
    """The amount a tapped or typed range stands for ("300만 원 미만" → 2,999,999), or None if it is no range."""
    sides = [(korean_amount(m[1]), m[2]) for m in _KO_SIDE.finditer(text)]
    if not sides:
        for m in _EN_SIDE.finditer(text):
            sides.append((float((m[2] or m[3]).replace(",", "")), (m[1] or m[4]).lower()))
    lows = [int(v) + _step(word) for v, word in sides if word in _LOWER]
    highs = [int(v) + _step(word) for v, word in sides if word not in _LOWER]
    found: list[Any] = highs or lows
    return int(found[0]) if found else None


_LOWER = frozenset({"이상", "초과", "을 넘", "를 넘", "넘", "over", "more than", "or more"})


def _step(word: str) -> int:
    if word in ("미만", "이 안", "under", "less than", "fewer than"):
        return -1
    return 1 if word in ("초과", "을 넘", "를 넘", "넘", "over", "more than") else 0
