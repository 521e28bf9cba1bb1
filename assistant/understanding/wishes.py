"""Wishes for a course or an opening that no field of a record holds: its own words say so, or nobody can tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.models import Lang


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish: how it is asked for, what a record's text must hold (or, with `without`, must not), and its name."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    words: Mapping[Lang, str]
    without: bool = False


def _wish(asked: str, told: str, ko: str, en: str, *, without: bool = False) -> Wish:
    return Wish(re.compile(asked, re.I), re.compile(told, re.I), {"ko": ko, "en": en}, without)


WISHES: Final[Mapping[str, Wish]] = {
    "weekend": _wish(
        r"주말(?:반|\s?수업|\s?과정|에\s?(?:듣|하|배우))|\bweekends? (?:class|course|only)|\b(?:on|at) weekends?\b|\bweekend ones?\b", r"주말",
        "주말반", "weekend classes",
    ),
    "evening": _wish(
        r"(?:야간|저녁)(?:반|\s?수업|\s?과정)|퇴근\s?후|저녁에\s?(?:듣|하|배우)|\bevening(?:s| class(?:es)?| courses?| ones?)\b|\bafter work\b",
        r"야간반|야간\)|저녁", "저녁반", "evening classes",
    ),
    "no_nights": _wish(
        r"(?:야간|밤|교대)(?:\s?근무)?(?:가|는|이|은|만)?\s?(?:없|제외|말고|빼|안|아닌)|주간(?:만|\s?근무)|\bno (?:night|rotating)? ?shifts?\b|"
        r"\bnight shifts? (?:excluded|not)|\bwithout (?:night )?shifts?\b|\bday shifts?\b|\bno nights\b",
        r"야간|교대|심야", "야간·교대가 없는 곳", "no nights or rotating shifts", without=True,
    ),
    "shuttle": _wish(r"셔틀|통근\s?버스|출퇴근\s?버스|\bshuttle\b|commuter bus", r"통근\s?버스|셔틀", "통근버스", "a commuter bus"),
    "meals": _wish(
        r"(?:식사|식대|중식|밥)(?:을|를|이|가|도)?\s?(?:제공|주는|나오|있)|\bmeals?\b", r"식사|식대|중식|석식|구내식당", "식사 제공", "meals"
    ),
    "no_overtime": _wish(
        r"(?:야근|잔업)(?:이|은|도)?\s?(?:없|안|적)|칼퇴|워라밸|\bno overtime\b|\bwork[- ]life\b", r"(?:야근|잔업)\s?없|정시\s?퇴근|칼퇴|워라밸",
        "야근 없는 곳", "no overtime",
    ),
    "flexible": _wish(
        r"유연\s?근무|자율\s?출퇴근|시차\s?출퇴근|\bflexi(?:ble|time)\b", r"유연\s?근무|자율\s?출퇴근|시차\s?출퇴근", "유연근무", "flexible hours"
    ),
}  # fmt: skip

_MONTH = re.compile(
    r"(?<!\d)(1[0-2]|[1-9])\s?월(?!급)\s?(?:초|말|중순|중)?\s?(?:에|부터|달)?\s?(?:시작|개강|여는|열리|하는\s?(?:거|것|과정))|"
    r"(?P<next>다음\s?달|담달|내달)\s?(?:에|부터)?\s?(?:시작|개강|여는|열리|하는\s?(?:거|것|과정))|(?P<now>이번\s?달)\s?(?:에|안에)?\s?(?:시작|개강|여는|열리|하는\s?(?:거|것|과정))"
)
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_EN = re.compile(
    rf"\b(?:start(?:s|ing)?|begin(?:s|ning)?|open(?:s|ing)?)\b[a-z ]{{0,12}}?\b(?:(?:in|from|on) (?:early |late |mid )?({'|'.join(_MONTHS)})|(next month|this month))\b|"
    rf"\b({'|'.join(_MONTHS)}) start(?:s|ing)?\b"
)


def wishes_in(text: str) -> tuple[str, ...]:
    """The codes of the wishes that a message speaks of."""
    return tuple(code for code, wish in WISHES.items() if wish.asked.search(text))


def start_in(text: str, today: date) -> str:
    """The month (``2026-12``) in which a course is to start, the next of that name from today on; else empty."""
    if match := _MONTH.search(text):
        month = int(match[1]) if match[1] else today.month + (1 if match["next"] else 0)
    elif match := _MONTH_EN.search(text.lower()):
        said = match[1] or match[2] or match[3]
        later = {"next month": today.month + 1, "this month": today.month}
        month = later.get(said) or _MONTHS.index(said) + 1
    else:
        return ""
    year = today.year + (1 if month < today.month or month > 12 else 0)
    return f"{year}-{(month - 1) % 12 + 1:02d}"
