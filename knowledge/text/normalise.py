"""Pure functions on characters: cleaning what people type, folding it for matching, and telling its language.

Nothing here knows a word of the library. Offsets are Python string indices (code points).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Language = Literal["ko", "en", "other"]
Span = tuple[int, int]


def words(text: str) -> frozenset[str]:
    """Return the words of a text set apart by white space: how the word lists of this package are written."""
    return frozenset(text.split())


# Full-width forms that stand for ordinary ones in figures, names and addresses. The angle brackets stay as they are:
# nobody types full-width markup by accident.
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0) not in "<>"}
_FULL_WIDTH |= {0xFFE6: "₩", 0xFF5E: "~", 0x301C: "~"}
_LINE_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), "\n")
_TRANSLATION = _FULL_WIDTH | _LINE_BREAKS

# Invisible although Unicode calls them letters, marks or symbols: Hangul fillers, braille blank, joiners.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0")
_HIDDEN_CATEGORIES = frozenset({"Cf", "Cc", "Co", "Cs"})
# Nothing of what almost every text is made of is hidden: such a text needn't be looked at letter by letter.
_UNUSUAL = re.compile(r"[^\n\t -~가-힣ㄱ-ㅣ·•…→○●◇◆□■△▲▷▶※“”‘’「」『』【】]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n ?")
_MANY_LINES = re.compile(r"\n{3,}")

_ROMAN = {chr(0x2160 + n): str(n + 1) for n in range(12)} | {chr(0x2170 + n): str(n + 1) for n in range(12)}
# "I유형", "II 유형", "type II": Latin letters read as a numeral only beside the word that says so.
_LATIN_ROMAN = re.compile(r"(?<![a-z0-9])(i{1,3}|iv|v)(?=\s*유형)|(?<=\btype )(i{1,3}|iv|v)(?![a-z0-9])", re.IGNORECASE)
_LATIN_VALUE = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = re.split(r",", "ㅏ,ㅐ,ㅑ,ㅒ,ㅓ,ㅔ,ㅕ,ㅖ,ㅗ,ㅗㅏ,ㅗㅐ,ㅗㅣ,ㅛ,ㅜ,ㅜㅓ,ㅜㅔ,ㅜㅣ,ㅠ,ㅡ,ㅡㅣ,ㅣ")
_FINALS = re.split(
    r",", ",ㄱ,ㄲ,ㄱㅅ,ㄴ,ㄴㅈ,ㄴㅎ,ㄷ,ㄹ,ㄹㄱ,ㄹㅁ,ㄹㅂ,ㄹㅅ,ㄹㅌ,ㄹㅍ,ㄹㅎ,ㅁ,ㅂ,ㅂㅅ,ㅅ,ㅆ,ㅇ,ㅈ,ㅊ,ㅋ,ㅌ,ㅍ,ㅎ"
)

_VIETNAMESE = frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
_FUNCTION_WORDS = words("""
    a about am an and any apply are as at be by can could do does eligible for from get give have how i if in into is
    learn like me money month much my need near not of on or please should so tell than that the their there they this
    to want was what when where which while who why will with work working would you your
""")
_HANGUL_WORD = re.compile(r"[가-힣ㄱ-ㅣ]+")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def clean(text: str) -> str:
    """Return the text as a person would see it: NFC, nothing hidden in it, white space collapsed.

    Zero-width, bidirectional, tag, soft-hyphen, private-use and lone-surrogate characters go, control characters other
    than line breaks too; full-width digits, letters and signs become ordinary ones. Lines stay lines, at most one
    blank line between them. Idempotent.
    """
    kept = _without_hidden(text.translate(_TRANSLATION))
    kept = _without_hidden(unicodedata.normalize("NFC", kept))
    kept = _BLANK_LINES.sub("\n", _SPACES.sub(" ", kept))
    return _MANY_LINES.sub("\n\n", kept).strip()


def _without_hidden(text: str) -> str:
    if not _UNUSUAL.search(text):
        return text
    kept: list[str] = []
    for char in text:
        if char in "\n\t":
            kept.append(char)
        elif "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
            # The emoji selector belongs to the symbol before it; any other variation selector is invisible baggage.
            if char == "\ufe0f" and kept and (unicodedata.category(kept[-1]) == "So" or kept[-1] in "0123456789#*"):
                kept.append(char)
        elif unicodedata.category(char) not in _HIDDEN_CATEGORIES and char not in _INVISIBLE:
            kept.append(char)
    return "".join(kept)


def fold(text: str) -> str:
    """Return the text for matching: lower case, no spaces, no punctuation, Roman numerals as digits.

    ``+`` and ``#`` stay right after a Latin letter, because C, C++ and C# are three things.
    """
    return fold_with_map(text)[0]


def fold_with_map(text: str) -> tuple[str, tuple[Span, ...]]:
    """Fold the text and say where each folded character came from.

    Returns the folded text and, per folded character, the ``(start, end)`` it stands for in the given text, so that
    the folded span ``[i, j)`` is ``text[spans[i][0]:spans[j - 1][1]]``.
    """
    numerals = {m.start(): m for m in _LATIN_ROMAN.finditer(text)} if "유형" in text or "ype " in text else {}
    chars: list[str] = []
    spans: list[Span] = []
    at = 0
    while at < len(text):
        end = at + 1
        numeral = numerals.get(at)
        if numeral is not None:
            end = numeral.end()
            pieces = _LATIN_VALUE[numeral.group().lower()]
        else:
            pieces = _fold_char(text[at])
            if text[at] in "+#" and chars and spans[-1][1] == at and (chars[-1].isascii() and not chars[-1].isdigit()):
                pieces = text[at]
        for piece in pieces:
            chars.append(piece)
            spans.append((at, end))
        at = end
    return "".join(chars), tuple(spans)


def _fold_char(char: str) -> str:
    if "가" <= char <= "힣":
        return char
    if char in _ROMAN:
        return _ROMAN[char]
    lowered = char.lower() if char.isascii() else unicodedata.normalize("NFKC", char).lower()
    return "".join(c for c in lowered if c.isalnum())


def jamo(text: str) -> str:
    """Return the text with Hangul syllables taken apart into single compatibility jamo, for edit distance.

    Compound vowels and final clusters come apart as they are typed (ㅝ → ㅜㅓ, ㄳ → ㄱㅅ); other characters stay.
    """
    out: list[str] = []
    for char in text:
        code = ord(char) - 0xAC00
        if not 0 <= code < 11172:
            out.append(char)
            continue
        out += (_INITIALS[code // 588], _VOWELS[code % 588 // 28], _FINALS[code % 28])
    return "".join(out)


def is_hangul(text: str) -> bool:
    """Say whether the text is not empty and all of it is Hangul: syllables or single jamo."""
    return bool(text) and all("가" <= c <= "힣" or "ㄱ" <= c <= "ㅣ" for c in text)


def language(text: str, default: Language = "ko") -> Language:
    """Tell the language of a question from its scripts; `default` when it has no letters at all.

    Korean and English are told apart by which of them carries the sentence: a Korean name inside an English question
    leaves it English, English names inside a Korean one leave it Korean.
    """
    hangul = sum(len(word) for word in _HANGUL_WORD.findall(text))
    latin = sum(1 for c in text if c.isalpha() and "LATIN" in unicodedata.name(c, ""))
    foreign = sum(1 for c in text if c.isalpha()) - hangul - latin
    if hangul + latin + foreign == 0:
        return default
    if foreign > hangul and foreign * 3 > latin:
        return "other"
    if hangul == 0:
        marked = sum(1 for c in unicodedata.normalize("NFC", text).lower() if c in _VIETNAMESE)
        return "other" if marked >= 2 or marked * 10 > latin else "en"
    if latin == 0:
        return "ko"
    words = [word.lower() for word in _LATIN_WORD.findall(text)]
    grammar = sum(1 for word in words if word in _FUNCTION_WORDS)
    return "en" if grammar and len(words) >= len(_HANGUL_WORD.findall(text)) and grammar * 3 >= len(words) else "ko"
