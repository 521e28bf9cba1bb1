"""Numbers that programs put before paragraphs, which stand in no text: "1.", "가.", "①", "제3조". Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_GANADA: Final = "가나다라마바사아자차카타파하"
_JAMO: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(n: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        text += sign * (n // size)
        n %= size
    return text


def _letters(alphabet: str) -> Callable[[int], str]:
    return lambda n: alphabet[(n - 1) % len(alphabet)] * ((n - 1) // len(alphabet) + 1)


def _circled(n: int) -> str:
    return chr(0x2460 + n - 1) if n <= 20 else f"({n})"


_LATIN: Final = _letters("abcdefghijklmnopqrstuvwxyz")
_SHAPES: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "circled": _circled,
    "ganada": _letters(_GANADA),
    "jamo": _letters(_JAMO),
    "latin": _LATIN,
    "LATIN": lambda n: _LATIN(n).upper(),
    "roman": _roman,
    "ROMAN": lambda n: _roman(n).upper(),
}
# What the formats call these shapes: HTML, Word, HWPX.
_NAMES: Final[Mapping[str, str]] = {
    "1": "decimal", "a": "latin", "A": "LATIN", "i": "roman", "I": "ROMAN",
    "decimal": "decimal", "lowerLetter": "latin", "upperLetter": "LATIN", "lowerRoman": "roman", "upperRoman": "ROMAN",
    "ganada": "ganada", "chosung": "jamo",
    "decimalEnclosedCircle": "circled", "decimalEnclosedCircleChinese": "circled",
    "DIGIT": "decimal", "CIRCLED_DIGIT": "circled", "ROMAN_CAPITAL": "ROMAN", "ROMAN_SMALL": "roman",
    "LATIN_CAPITAL": "LATIN", "LATIN_SMALL": "latin", "HANGUL_SYLLABLE": "ganada", "HANGUL_JAMO": "jamo",
}
_HIGHEST: Final = 9_999


def shape(name: str, n: int) -> str:
    """The number `n` in the shape a format calls `name`; plain digits for a shape not known here."""
    if not 1 <= n <= _HIGHEST:
        return str(n)
    return _SHAPES[_NAMES.get(name, "decimal")](n)


class Counter:
    """The numbers of one HTML list."""

    def __init__(self, name: str, start: int) -> None:
        self._name, self._next = name, start

    @classmethod
    def of_list(cls, type_: str, start: int) -> Counter:
        """The counter of an <ol> with these attributes."""
        return cls(type_ if type_ in _NAMES else "1", start)

    def next(self, given: int = -1) -> str:
        """The label of the next item, of the number `given` if the item names one."""
        n = given if given >= 0 else self._next
        self._next = n + 1
        return f"{shape(self._name, n)}."


class Levels:
    """The numbers of nested lists or outlines: a level counts on until one above it does."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def next(self, level: int, starts: Mapping[int, int]) -> Mapping[int, int]:
        """Counts `level` (from 0) up by one; the counts of it and all above it. `starts` are what levels begin with."""
        for above in range(level):
            self._counts.setdefault(above, starts.get(above, 1))
        self._counts[level] = self._counts.get(level, starts.get(level, 1) - 1) + 1
        for deeper in [n for n in self._counts if n > level]:
            del self._counts[deeper]
        return dict(self._counts)
