"""Wishes for a course or an opening that no field of a record holds: its own words say so, or nobody can tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from knowledge.models import Lang

SearchKind = Literal["course", "opening"]


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish: how it is asked for, what a record's text must hold (or, with `without`, must not), and its name.

    `of` are the kinds it can be asked of; `denied` is what a record says that never meets it, whatever else it holds;
    with `beside_work` a course may take so few hours a day that somebody at work can go there.
    """

    asked: re.Pattern[str]
    told: re.Pattern[str]
    words: Mapping[Lang, str]
    of: tuple[SearchKind, ...] = ("course", "opening")
    without: bool = False
    denied: re.Pattern[str] | None = None
    beside_work: bool = False

    def met(self, text: str, hours_per_day: int = 0) -> bool:
        """Whether a record of this text (a course with its hours a day) says that it is so."""
        return not self.ruled_out(text, hours_per_day) and bool(self.told.search(text)) != self.without

    def ruled_out(self, text: str, hours_per_day: int = 0) -> bool:
        """Whether a record says that it is otherwise."""
        whole_day = self.beside_work and hours_per_day >= _FULL_DAY
        return whole_day or (self.denied is not None and bool(self.denied.search(text)))


_FULL_DAY: Final = 6  # hours of a course that leave no day for work
_COURSE: Final[tuple[SearchKind, ...]] = ("course",)
_OPENING: Final[tuple[SearchKind, ...]] = ("opening",)


def _wish(
    asked: str, told: str, ko: str, en: str, *, of: tuple[SearchKind, ...] = ("course", "opening"), without: bool = False,
    denied: str = "", beside_work: bool = False,
) -> Wish:  # fmt: skip
    never = re.compile(denied, re.I) if denied else None
    words: Mapping[Lang, str] = {"ko": ko, "en": en}
    return Wish(re.compile(asked, re.I), re.compile(told, re.I), words, of, without, never, beside_work)


_LESSON: Final = r"(?:듣|들을|하는\s?(?:거|것|과정|수업|강의|데)|배우|배울|공부|다닐|열리)"
_WEEKEND: Final = (
    r"주말(?:반|만|에만|\s?(?:수업|과정|강의|훈련|코스))|(?:주말|토요일|일요일|토일)에?\s?(?:만\s?)?" + _LESSON
    + r"|토요일(?:반|만|에만|\s?수업)|\bweekends?\b|\bsaturdays?\b|\bsundays?\b"
)
_EVENING: Final = (
    r"(?:야간|저녁|밤)(?:반|\s?(?:수업|과정|강의|타임))|(?:저녁|밤|야간)(?:에|시간에|때)?만?\s?" + _LESSON + r"|저녁에[^.?!]{0,14}" + _LESSON
    + r"|퇴근\s?(?:하고|하면|한\s?(?:뒤|후)|후|뒤|해서)(?!\s?(?:알바|일))|"
    r"\bevenings?\b|\bnight (?:class(?:es)?|courses?|school)|\bafter (?:work|office hours|working hours)\b"
)
_WEEKEND_WORK: Final = (
    r"주말(?:만|에만)|주말(?:에)?\s?(?:알바|아르바이트)(?!하면|해도|했|비|소득)|주말(?:에)?\s?(?:일(?:할|하는|자리)|근무|자리)|토일\s?(?:알바|근무)|"
    r"\bweekends? (?:jobs?|work|shifts?|part[- ]time|only)\b|\b(?:jobs?|work|shifts?)[a-z ]{0,12} (?:weekends?|saturdays?|sundays?)\b|\bonly (?:on )?weekends?\b"
)
WISHES: Final[Mapping[str, Wish]] = {
    "weekend": _wish(
        _WEEKEND, r"주말반|[(\[]주말|주말\s?(?:수업|과정|강의|훈련|집중)|토요일\s?(?:반|수업)", "주말반", "weekend classes", of=_COURSE,
        denied=r"[(\[]주간[)\]]",
    ),
    "evening": _wish(
        _EVENING, r"야간반|저녁반|[(\[](?:야간|저녁)|(?:야간|저녁)\s?(?:수업|과정|강의|훈련)|퇴근\s?후", "저녁반", "evening classes", of=_COURSE,
        denied=r"[(\[]주간[)\]]|주간반", beside_work=True,
    ),
    "weekends_off": _wish(
        r"주말(?:에|은|엔|에는)?\s?(?:쉬|쉴|휴무|휴일|안\s?(?:하|나가|일))|주\s?5일|토일\s?(?:쉬|휴무)|\bweekends? (?:off|free)\b|\bno weekends?\b|\bmon(?:day)?\s?(?:-|to|through)\s?fri",
        r"주\s?5일|주말\s?(?:휴무|휴일)|토·?일\s?휴무|월\s?[~∼-]\s?금", "주말에 쉬는 곳", "weekends off", of=_OPENING,
        denied=r"주말\s?근무|토요일",
    ),
    "weekend_work": _wish(
        _WEEKEND_WORK, r"(?:^|\n|[(\[])주말|주말\s[^\n]{0,18}(?:아르바이트|알바|파트|시간제)|주말만", "주말 일", "weekend work", of=_OPENING
    ),
    "night_work": _wish(
        r"(?:야간|심야|새벽|밤)\s?(?:에\s?(?:하는|일하는))?\s?(?:알바|근무|일|직|조|자리|타임|전담)|\bnight ?shifts?\b|\bovernight\b|\bnight (?:work|jobs?)\b",
        r"주야\s?2교대|야간\s?(?:근무|상담|작업|운행|조|전담)|심야|새벽", "야간 근무", "night shifts", of=_OPENING,
    ),
    "evening_work": _wish(
        r"저녁\s?(?:에\s?)?(?:알바|일(?:할|하는|자리)|근무|타임|자리)(?!하면|해도|했)|퇴근\s?(?:후에?|하고)\s?(?:알바|일(?:할|하는|자리))|\bevening (?:jobs?|shifts?|work)\b|\bjobs?[a-z ]{0,14} (?:after work|in the evenings?)\b",
        r"저녁\s?(?:근무|타임|조)|마감\s?(?:조|타임|근무)", "저녁 근무", "evening work", of=_OPENING,
    ),
    "mornings": _wish(
        r"오전\s?(?:반|만|근무|타임|시간|알바|수업|에)|아침\s?(?:반|알바|시간)|\bmornings?\b(?! ?\W*$)", r"오전\s?(?:반|근무|파트|타임|수업)|[(\[]오전", "오전", "mornings"
    ),
    "no_nights": _wish(
        r"(?:야간|밤|교대)(?:\s?근무)?(?:가|는|이|은|만)?\s?(?:없|제외|말고|빼|안|아닌)|주간(?:만|\s?근무)|\bno (?:night|rotating)? ?shifts?\b|"
        r"\bnight shifts? (?:excluded|not)|\bwithout (?:night )?shifts?\b|\bday ?shifts?\b|\bno nights\b|\bnot (?:at )?nights?\b",
        r"야간|교대|심야", "야간·교대가 없는 곳", "no nights or rotating shifts", of=_OPENING, without=True,
    ),
    "shuttle": _wish(
        r"셔틀|통근\s?버스|출퇴근\s?버스|\bshuttle\b|commuter bus", r"통근\s?버스|셔틀\s?(?:버스|운행)", "통근버스", "a commuter bus"
    ),
    "meals": _wish(
        r"(?:식사|식대|중식|밥)(?:을|를|이|가|도)?\s?(?:제공|주는|나오|있)|\bmeals?\b", r"(?:식사|식대|[조중석]식)\s?(?:제공|지원|지급|비)|[구사]내\s?식당", "식사 제공", "meals"
    ),
    "no_overtime": _wish(
        r"(?:야근|잔업)(?:이|은|도)?\s?(?:없|안|적)|칼퇴|워라밸|\bno overtime\b|\bwork[- ]life\b", r"(?:야근|잔업)\s?없|정시\s?퇴근|칼퇴|워라밸",
        "야근 없는 곳", "no overtime", of=_OPENING,
    ),
    "flexible": _wish(
        r"유연\s?근무|자율\s?출퇴근|시차\s?출퇴근|\bflexi(?:ble|time)\b", r"유연\s?근무|자율\s?출퇴근|시차\s?출퇴근", "유연근무", "flexible hours", of=_OPENING
    ),
    "hybrid": _wish(r"하이브리드\s?(?:근무|재택)|\bhybrid\b", r"하이브리드\s?근무|재택\s?(?:병행|혼합)|주\s?\d회\s?재택", "재택 병행", "hybrid work", of=_OPENING),
}  # fmt: skip
# Where the first is meant, the others aren't, though their words stand in it
_INSTEAD: Final[Mapping[str, tuple[str, ...]]] = {
    "weekends_off": ("weekend", "weekend_work"), "no_nights": ("night_work", "evening", "evening_work"), "night_work": ("evening", "evening_work"),
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
    told = [code for code, wish in WISHES.items() if wish.asked.search(text)]
    gone = {other for code in told for other in _INSTEAD.get(code, ())}
    return tuple(code for code in told if code not in gone)


def wishes_of(codes: Iterable[str], kinds: Iterable[str]) -> tuple[str, ...]:
    """Those of the wishes that can be asked of one of the kinds looked for."""
    sought = set(kinds)
    return tuple(code for code in codes if code in WISHES and sought & set(WISHES[code].of))


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
