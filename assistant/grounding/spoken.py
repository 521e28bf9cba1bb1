"""Numbers as people and models say them: digits and words, with what they count. Pure."""

from __future__ import annotations

import re
from typing import Final

from knowledge.text.figures import figures

Counted = tuple[float, str]

_NATIVE_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_NATIVE = {
    "하나": 1,
    "한": 1,
    "둘": 2,
    "두": 2,
    "셋": 3,
    "세": 3,
    "석": 3,
    "넷": 4,
    "네": 4,
    "넉": 4,
    "다섯": 5,
    "여섯": 6,
}
_NATIVE |= {"일곱": 7, "여덟": 8, "아홉": 9}
_SINO = {c: i + 1 for i, c in enumerate("일이삼사오육칠팔구")}
_SINO_SCALE = {"십": 10, "백": 100, "천": 1_000}
_SINO_BIG = {"만": 10_000, "억": 100_000_000}
_EN_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_EN = {word: i for i, word in enumerate(f"{_EN_ONES} eighteen nineteen".split())}
_EN |= {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_EN_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

_UNITS: Final[tuple[tuple[str, str], ...]] = (
    ("month", r"개월|달|months?"),
    ("week", r"주일|주(?!\s?소|\s?민)|weeks?"),
    ("hour", r"시간|hours?"),
    ("age", r"세(?!대|금)|살|years? old|years? of age"),
    ("year", r"년|해(?=\s|동|마)|years?"),
    ("day", r"일(?!자리|하|반|을|이|했|한|할)|days?"),
    ("time", r"회|번(?!째)|차례|times?"),
    ("people", r"명|인(?!정|턴|증|상|데)|사람|people|persons?"),
    ("point", r"점(?!수)|points?"),
    ("term", r"학기|semesters?|terms?"),
    ("thing", r"가지|군데|곳|개(?!월)"),
    ("fold", r"배(?!우|정)"),
    ("order", r"번째|차(?=\s|,)"),
    ("percent", r"%|퍼센트|percent"),
)
_UNIT_RE = re.compile(r"\s?(?:" + "|".join(f"(?P<{name}>{p})" for name, p in _UNITS) + ")", re.I)
_DIGITS = re.compile(r"(?<![\d,.])(\d+(?:,\d{3})*(?:\.\d+)?)(?![\d,]*\d)")
_RANGE = re.compile(r"\s?(?:~|–|-|to|and|에서|부터)\s?(\d+(?:\.\d+)?)", re.I)
_NATIVE_RE = re.compile(
    rf"(?<![가-힣])(?:({'|'.join(_NATIVE_TENS)})\s?)?({'|'.join(_NATIVE)})?(?=\s?(?:개월|달|해|번|명|사람|살|가지|주|시간|곳|군데|학기|배|차례))"
)
_NATIVE_WHOLE = re.compile(rf"({'|'.join(_NATIVE_TENS)})\s?({'|'.join(_NATIVE)})")
_SINO_RE = re.compile(
    r"(?<![가-힣])([일이삼사오육칠팔구십백천만억]+)(?=\s?(?:원|개월|년|회|명|인|세|퍼센트|점|학기|주|시간))"
)
_EN_RE = re.compile(
    rf"\b((?:{'|'.join([*_EN, *_EN_SCALE])})(?:(?:[-\s]|\sand\s)(?:{'|'.join([*_EN, *_EN_SCALE])}))*)\b(?:[-\s]?won)?",
    re.I,
)
_SHARE = re.compile(
    r"절반|반액|두\s?배|세\s?배|갑절|반으로|\b(?:half|halve|double|twice|triple|a third|a quarter|two[- ]thirds)\b",
    re.I,
)


def counted(text: str) -> tuple[Counted, ...]:
    """Plain numbers with what they count (`""` where nothing is said): ``6개월`` and ``여섯 달`` are both (6, month).

    Amounts of money and dates aren't counted things; `figures` reads those.
    """
    found = [(float(m[1].replace(",", "")), _unit(text, m.end())) for m in _DIGITS.finditer(text)]
    for match in _DIGITS.finditer(text):
        if (other := _RANGE.match(text, match.end())) and (unit := _unit(text, other.end())):
            found.append((float(match[1].replace(",", "")), unit))
    return (*found, *in_words(text))


def in_words(text: str) -> tuple[Counted, ...]:
    """Only the numbers that are spelled out."""
    found: list[Counted] = []
    for match in _NATIVE_RE.finditer(text):
        value = _NATIVE_TENS.get(match[1] or "", 0) + _NATIVE.get(match[2] or "", 0)
        if value:
            found.append((float(value), _unit(text, match.end())))
    found += [(float(v), _unit(text, m.end())) for m in _SINO_RE.finditer(text) if (v := _sino(m[1]))]
    for match in _EN_RE.finditer(text):
        value, unit = _english(match[1]), _unit(text, match.end())
        if value != 1 or unit:
            found.append((float(value), unit))
    return tuple(found)


def shares(text: str) -> frozenset[str]:
    """Words for a part or a multiple (half, 두 배), lower case, no spaces: they are figures too."""
    return frozenset(re.sub(r"\s", "", m[0].lower()) for m in _SHARE.finditer(text))


def numbers_said(text: str) -> tuple[int, ...]:
    """Every whole number in the words, amounts in full: ``월 250만`` gives 250 and 2,500,000."""
    values = {float(f.value) for f in figures(text) if re.fullmatch(r"[\d.]+", f.value)}
    values |= {float(_NATIVE_TENS[m[1]] + _NATIVE[m[2]]) for m in _NATIVE_WHOLE.finditer(text)}
    values |= {value for value, _ in counted(text)} | {float(m[1].replace(",", "")) for m in _DIGITS.finditer(text)}
    return tuple(int(v) for v in sorted(values) if v == int(v))


def _unit(text: str, at: int) -> str:
    match = _UNIT_RE.match(text, at)
    return str(match.lastgroup) if match else ""


def _sino(word: str) -> int:
    total, part, digit = 0, 0, 0
    for char in word:
        if char in _SINO:
            digit = _SINO[char]
        elif char in _SINO_SCALE:
            part, digit = part + (digit or 1) * _SINO_SCALE[char], 0
        else:
            total, part, digit = total + ((part + digit) or 1) * _SINO_BIG[char], 0, 0
    return total + part + digit


def _english(words: str) -> int:
    total, part = 0, 0
    for word in re.split(r"[-\s]+", words.lower()):
        if word == "hundred":
            part = (part or 1) * 100
        elif word in _EN_SCALE:
            total, part = total + (part or 1) * _EN_SCALE[word], 0
        elif word in _EN:
            part += _EN[word]
    return total + part
