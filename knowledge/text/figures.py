"""Figures in running text, normalised so that `60만 원`, `600,000원` and `KRW 600,000` are the same value.

Used to prove that both languages of a section carry the same figures, and to check that every figure of an answer
stands in the evidence it cites. Pure functions, no I/O.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

FigureKind = Literal["amount", "percent", "date", "phone", "number"]

# Short service lines are three or four digits: only a list tells them from plain numbers.
SHORT_LINES = frozenset("109 110 112 119 126 129 132 182 1345 1350 1355 1357 1366 1388 1393".split())

_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONTHS = {
    name: i + 1
    for i, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
        "october oct|november nov|december dec".split("|")
    )
    for name in names.split()
}
_KO_SCALE = {"천": 1_000, "만": 10_000, "십만": 100_000, "백만": 1_000_000, "천만": 10_000_000, "억": 100_000_000}
_KO_SCALE["조"] = 1_000_000_000_000
_EN_SCALE = {"thousand": 1_000, "k": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_EN_SCALE["trillion"] = 1_000_000_000_000

_URL = re.compile(r"https?://\S+|[\w.-]+\.(?:go|or|co)\.kr\S*")
_PHONE = re.compile(r"(?<![\d-])(?:0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4})(?![\d-])")
_SHORT = re.compile(
    r"(?<![\d,.\w])(" + "|".join(sorted(SHORT_LINES, key=len, reverse=True)) + r")"
    r"(?!\d|[,.:]\d|\s*(?:원|만|명|개|세|살|일|월|년|시간|%|회|건|곳|hours|days|people|won|percent))"
)
_KO_PART = rf"(?:{_NUM})\s?(?:조|억|천만|백만|십만|만|천)"
_KO_AMOUNT = re.compile(rf"((?:{_KO_PART}\s?)*(?:{_NUM})?(?:{_KO_PART})?)\s?원(?![가-힣]*장)")
_KO_BIG = re.compile(rf"(?<![A-Za-z])(?<![A-Za-z]-)((?:{_KO_PART}\s?)+(?:(?:{_NUM})(?!\s?[가-힣%]))?)")
_KO_TOKEN = re.compile(rf"({_NUM})\s?(조|억|천만|백만|십만|만|천)?")
_EN_AMOUNT = re.compile(
    rf"(?:(?:KRW|₩)\s?({_NUM})(?:\s?(thousand|million|billion|trillion|k)\b)?"
    rf"|({_NUM})(?:\s?(thousand|million|billion|trillion))?(?:-|\s)?won\b)",
    re.I,
)
_EN_BIG = re.compile(rf"({_NUM})\s?(thousand|million|billion|trillion)\b", re.I)
_PERCENT_SIGN = r"(?:%|퍼센트|퍼(?![가-힣])|percent\b)"
# The first of a range carries the sign of its last: "15~55%", "10 to 15 percent".
_PERCENT = re.compile(rf"({_NUM})\s?(?:{_PERCENT_SIGN}|(?=(?:~|–|-|to|에서)\s?(?:{_NUM})\s?{_PERCENT_SIGN}))", re.I)
_DATE_KO = re.compile(r"(\d{4})년\s?(?:(\d{1,2})월(?:\s?(\d{1,2})일)?)?")
_DATE_MD_KO = re.compile(r"(?<!\d)(\d{1,2})월\s?(\d{1,2})일")
_DATE_ISO = re.compile(r"(?<!\d)(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})(?!\d)")
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE_EN = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s)?\b({_MONTH_NAMES})\b\.?(?:\s(\d{{1,2}})(?!\d))?,?(?:\s(\d{{4}}))?", re.I
)
_YEAR = re.compile(r"(?<![\d,.-])((?:19|20)\d{2})(?![\d,]|\.\d|-\d|\s?(?:원|won|명|people))")
_NUMBER = re.compile(rf"(?<![\w.])(?<!\d,)({_NUM})")


@dataclass(frozen=True, slots=True)
class Figure:
    """One normalised figure. Amounts in won; percents as written; dates as `2026`, `2026-01`, `2026-01-01` or
    `--10-07` (no year); phones as digits and hyphens; other numbers as written without commas."""

    kind: FigureKind
    value: str


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def korean_amount(text: str) -> float:
    """The value of a Korean amount without its 원: ``"1억 2,000만"`` → 120000000.0, ``"153만 8,543"`` → 1538543.0."""
    total = 0.0
    for number, scale in _KO_TOKEN.findall(text):
        total += _number(number) * _KO_SCALE.get(scale, 1)
    return total


class _Reader:
    """Takes figures out of a text, most specific kinds first; what is taken is blanked: nothing is read twice."""

    def __init__(self, text: str) -> None:
        self.text = _URL.sub(lambda m: " " * len(m[0]), text)
        self.found: list[tuple[int, Figure]] = []

    def take(self, pattern: re.Pattern[str], kind: FigureKind, read: object) -> None:
        assert callable(read)

        def swap(match: re.Match[str]) -> str:
            value = read(match)
            if value is None:
                return match[0]
            self.found.append((match.start(), Figure(kind, value)))
            return " " * len(match[0])

        self.text = pattern.sub(swap, self.text)


def _ko_value(match: re.Match[str]) -> str | None:
    return _plain(korean_amount(match[1])) if re.search(r"\d", match[1]) else None


def _en_value(match: re.Match[str]) -> str:
    number, scale = (match[1], match[2]) if match[1] else (match[3], match[4])
    return _plain(_number(number) * _EN_SCALE.get((scale or "").lower(), 1))


def _date_ko(match: re.Match[str]) -> str:
    parts = [match[1]] + [f"{int(p):02d}" for p in match.groups()[1:] if p]
    return "-".join(parts)


def _date_en(match: re.Match[str]) -> str | None:
    day_before, month, day_after, year = match.groups()
    day = day_before or day_after
    if not year and (not day or month == "may"):
        return None  # "may" is a verb more often than a month; "you may 5 times" is none either
    month_no = f"{_MONTHS[month.lower()]:02d}"
    if year:
        return f"{year}-{month_no}" + (f"-{int(day):02d}" if day else "")
    return f"--{month_no}-{int(day):02d}"


def _big_ko(match: re.Match[str]) -> str | None:
    after = match.string[match.end() :].lstrip()
    if re.match(r"(?:여\s?)?(?:명|개|건|곳|시간|회|자리|대|km|㎡)", after):
        return None
    return _ko_value(match)


def figures(text: str) -> tuple[Figure, ...]:
    """All figures of a text in order of appearance. Numbers inside web addresses don't count."""
    return tuple(figure for _, figure in placed_figures(text))


def placed_figures(text: str) -> tuple[tuple[int, Figure], ...]:
    """The same, each with the index in the text at which it begins."""
    reader = _Reader(text)
    reader.take(_PHONE, "phone", lambda m: m[0])
    reader.take(_DATE_ISO, "date", lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}")
    reader.take(_KO_AMOUNT, "amount", _ko_value)
    reader.take(_EN_AMOUNT, "amount", _en_value)
    reader.take(_PERCENT, "percent", lambda m: _plain(_number(m[1])))
    reader.take(_DATE_KO, "date", _date_ko)
    reader.take(_DATE_MD_KO, "date", lambda m: f"--{int(m[1]):02d}-{int(m[2]):02d}")
    reader.take(_DATE_EN, "date", _date_en)
    reader.take(_KO_BIG, "amount", _big_ko)
    reader.take(_KO_BIG, "number", _ko_value)
    reader.take(_EN_BIG, "number", lambda m: _plain(_number(m[1]) * _EN_SCALE[m[2].lower()]))
    reader.take(_SHORT, "phone", lambda m: m[1])
    reader.take(_YEAR, "date", lambda m: m[1])
    reader.take(_NUMBER, "number", lambda m: _plain(_number(m[1])))
    return tuple(sorted(reader.found, key=lambda item: item[0]))


def figure_set(text: str, kinds: frozenset[str] | None = None) -> frozenset[Figure]:
    """The distinct figures of a text, of the kinds asked for (all by default)."""
    return frozenset(f for f in figures(text) if kinds is None or f.kind in kinds)


def spoken_won(value: int) -> str:
    """Won as a Korean counsellor writes it: 600000 → ``60만 원``, 1538543 → ``1,538,543원``, 500000000 → ``5억 원``."""
    if value and value % 100_000_000 == 0:
        return f"{value // 100_000_000:,}억 원"
    if value and value % 10_000 == 0:
        eok, man = divmod(value // 10_000, 10_000)
        return f"{eok:,}억 {man:,}만 원" if eok else f"{man:,}만 원"
    return f"{value:,}원"
