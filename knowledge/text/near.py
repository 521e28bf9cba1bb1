"""Finding the name a misspelt word stands for, by the jamo it is typed with. Pure.

Korean misspellings keep the number of syllables, nearly always, and touch one jamo of a syllable; vowels that sound
alike (ㅐ/ㅔ) and doubled consonants (ㅅ/ㅆ) are confused so freely that they hardly count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Levenshtein

from knowledge.text.normalise import is_hangul, jamo

Known = Callable[[str], bool]
Allowed = Callable[[int, int], int]
UNMISTAKABLE = 7  # syllables: whatever is so near a name so long is that name, whichever words it is made of

_ALIKE = str.maketrans("ㅔㅖㄲㄸㅃㅆㅉ", "ㅐㅒㄱㄷㅂㅅㅈ")
_SAME_VOWEL = (("ㅗㅐ", "ㅗㅣ"), ("ㅜㅔ", "ㅗㅣ"), ("ㅜㅐ", "ㅗㅣ"))
_LATIN_SHORTEST = 8  # letters: a shorter English word is too often one letter away from another


@dataclass(frozen=True, slots=True)
class Near:
    """A misspelt span of folded text and what it stands for; `distance` in jamo (letters for Latin words)."""

    word: str
    start: int
    end: int
    distance: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    sound: str
    syllables: tuple[str, ...]
    tolerance: int
    damaged: int
    least_shared: int


def sound(text: str) -> str:
    """Return the jamo of the text with those that are confused by ear written one way."""
    key = jamo(text).translate(_ALIKE)
    for typed, heard in _SAME_VOWEL:
        key = key.replace(typed, heard)
    return key


class NearNames:
    """Misspelt spans of folded text → the words meant, out of a fixed list.

    Words of three syllables are never guessed from more than one jamo, shorter ones not at all. `strict` words
    tolerate less: sound-alikes only up to three syllables (two and up with `known`), one jamo beyond.
    """

    def __init__(self, words: Iterable[str], strict: Iterable[str] = (), known: Known | None = None) -> None:
        """Take folded words; `known` says of a span whether it is made of real words, which are never repaired."""
        self._known = known
        self._by_syllable: defaultdict[str, list[int]] = defaultdict(list)
        self._words: list[_Word] = []
        chosen = dict.fromkeys(strict, True) | dict.fromkeys(words, False)
        for text, is_strict in chosen.items():
            self._add(text, is_strict)
        self._latin: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for text in chosen:
            if text.isascii() and text.isalpha() and len(text) >= _LATIN_SHORTEST:
                self._latin[text[0], text[-1]].append(text)

    def _add(self, text: str, strict: bool) -> None:
        size = sum(map(is_hangul, text))
        if size * 2 < len(text) or size < (2 if strict and self._known else 3):
            return
        tolerance = (0 if size < 4 else 1) if strict else (1 if size < 5 else 2 if size < 7 else 3)
        syllables = tuple(map(sound, text))
        damaged = 0 if tolerance == 0 else 1 if size < 5 else 2
        for syllable in set(syllables):
            self._by_syllable[syllable].append(len(self._words))
        shared = len(set(syllables)) - damaged
        self._words.append(_Word(text, "".join(syllables), syllables, tolerance, damaged, shared))

    def find(self, run: str, starts: Iterable[int], allowed: Allowed) -> tuple[Near, ...]:
        """Return the best misspelt word in a run of folded text; several if they are equally near; none as ().

        `starts` are the offsets at which a word may begin; `allowed(start, end)` says how many jamo may be wrong in
        that span, sound-alikes not counted, or -1 where no word may stand. Spans spelt as the word is are not
        misspelt and never returned.
        """
        sounds = [sound(char) for char in run]
        found: dict[str, tuple[tuple[int, int], Near]] = {}
        for start in starts:
            counts = Counter(i for s in set(sounds[start : start + 20]) for i in self._by_syllable.get(s, ()))
            for index, shared in counts.items():
                word = self._words[index]
                if shared >= word.least_shared:
                    for rank, near in self._windows(run, sounds, start, word, allowed):
                        if word.text not in found or rank < found[word.text][0]:
                            found[word.text] = rank, near
        best = min((rank for rank, _ in found.values()), default=None)
        return tuple(near for rank, near in found.values() if rank == best)

    def _windows(
        self, run: str, sounds: list[str], start: int, word: _Word, allowed: Allowed
    ) -> Iterator[tuple[tuple[int, int], Near]]:
        size = len(word.syllables)
        for length in (size,) if size < 5 else (size, size - 1, size + 1):
            end = start + length
            if end > len(run):
                continue
            heard = sounds[start:end]
            distance = Levenshtein.distance("".join(heard), word.sound, score_cutoff=word.tolerance)
            if distance > word.tolerance or (length == size and not _plausible(heard, word)):
                continue
            typed = run[start:end]
            if typed == word.text or _digits(typed) != _digits(word.text) or distance > allowed(start, end):
                continue
            raw = Levenshtein.distance(jamo(typed), jamo(word.text))
            # The longest word wins, but each jamo that is wrong costs it as much as a syllable.
            yield (3 * distance - len(word.sound), raw), Near(word.text, start, end, raw)

    def latin(self, word: str) -> Near | None:
        """Return the one Latin word of eight letters or more that a misspelt lower-case word stands for, or None.

        A letter missing, too many, or swapped with its neighbour, the first and last being right: where a letter is
        another one it is mostly another word (cleaning, clearing; designer, designed).
        """
        if len(word) < _LATIN_SHORTEST - 1:
            return None
        close = [
            meant
            for meant in self._latin.get((word[0], word[-1]), ())
            if OSA.distance(meant, word, score_cutoff=1) == 1
            and (len(meant) != len(word) or sorted(meant) == sorted(word))
        ]
        return Near(close[0], 0, len(word), 1) if len(close) == 1 else None

    def is_real(self, text: str) -> bool:
        """Say whether a span as typed is made of real words."""
        return self._known is not None and self._known(text)


def _plausible(heard: list[str], word: _Word) -> bool:
    """Say whether the span is the word with few syllables hurt, none of them replaced by another.

    The last one may differ by one jamo only: a particle stands there as often as a slip (지원을, 지원금).
    """
    hurt = [(a, b) for a, b in zip(heard, word.syllables, strict=True) if a != b]
    if len(hurt) > word.damaged or Levenshtein.distance(heard[-1], word.syllables[-1]) > 1:
        return False
    return all(Levenshtein.distance(a, b) <= 2 and set(a) & set(b) for a, b in hurt)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
