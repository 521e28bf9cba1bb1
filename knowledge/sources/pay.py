"""Pay as adverts write it → won per hour, day, month or year. What isn't sure is dropped with a reason, not guessed."""

# ruff: noqa: E501 (a pattern reads best on one line)

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from knowledge.models import Pay, PayUnit
from knowledge.sources.words import said
from knowledge.text.figures import spoken_won

# What pay of each unit can be, in won: far enough apart that a month's pay is never a year's.
PLAUSIBLE: Final[dict[PayUnit, tuple[int, int]]] = {
    "hour": (5_000, 200_000),
    "day": (30_000, 1_000_000),
    "month": (200_000, 20_000_000),
    "year": (8_000_000, 300_000_000),
}
_WIDEST: Final = 6  # a range from one to seven times is two figures that don't belong together
_KO_UNIT: Final[dict[PayUnit, str]] = {"hour": "시급", "day": "일급", "month": "월급", "year": "연봉"}
_UNIT = re.compile(
    r"(?P<hour>시급|시간급|시간당|per hour|an hour|hourly|/\s?(?:hour|hr|h)\b|/\s?시간?(?![가-힣])|\bhour\b)"
    r"|(?P<day>일급|일당|1일|per day|a day|daily|\bday\b|/\s?일(?![가-힣]))"
    r"|(?P<week>주급|per week|weekly|\bweek\b)"
    r"|(?P<year>연봉|연급|연간|연\b|年|per year|a year|yearly|annual(?:ly)?|per annum|/\s?(?:year|yr)\b|/\s?[연년](?![가-힣])|\byear\b|연(?=\s?[\d약]))"
    r"|(?P<month>월급|월급여|월봉|월\s?평균|세전\s?월|per month|a month|monthly|/\s?month|/\s?월(?![가-힣])|\bmonth\b|월(?=\s?(?:급여|[\d약~])))"
    r"|(?P<piece>건별|건당|회당|성과급만|per piece|per case)",
    re.I,
)
# What a field or a header may call the unit in short: 월, 임금(월/만원), 급여(만원, 연).
_SHORT_UNIT = re.compile(r"(?:^|[(\[/·,\s])(?:(?P<hour>시간?)|(?P<day>일)|(?P<month>월)|(?P<year>[연년]))(?=$|[)\]/·,\s(]|만원|천원|보수|임금)")
_SCALE_BEHIND = re.compile(r"\s?[(\[](?:단위\s?[:：]?\s?)?((?:백만|천만|만|천)?\s?원)[)\]]")  # 250~300 (만원)
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?<![\d.,])(?P<number>{_NUMBER})\s?(?P<scale>억|천만|백만|만|천|million|k\b|M\b)?\s?(?P<won>원|won\b|krw\b)?"
    r"(?!\s?(?:개월|시간|일(?!당)|%|퍼센트|회|명|년|세|주일|주(?!급)|시\b|분|days?\b|hours?\b|months?\b|years?\b))",
    re.I,
)
# Figures of several scales: 1억 2,000만, 3천5백만, 1만 1천, 215만 6,880.
_COMPOUND: Final = (
    re.compile(rf"(?P<억>{_NUMBER})\s?억\s?(?:(?P<만>{_NUMBER})\s?만)?\s?(?:원|won)?"),
    re.compile(r"(?P<천만>\d+)\s?천\s?(?P<백만>\d+)\s?백\s?만?\s?(?:원|won)?"),
    re.compile(rf"(?P<만>{_NUMBER})\s?만\s?(?P<천>\d)\s?천\s?(?:원|won)?"),
    re.compile(rf"(?P<만>{_NUMBER})\s?만\s?(?P<일>\d,\d{{3}}|\d{{1,4}})\s?원"),
)
_SCALE: Final = {
    "억": 100_000_000, "천만": 10_000_000, "백만": 1_000_000, "만": 10_000, "천": 1_000, "million": 1_000_000,
    "m": 1_000_000, "k": 1_000, "일": 1,
}  # fmt: skip
_RANGE = re.compile(r"^\s?(?:원|won)?\s?(?:~|∼|-|–|—|to\b|부터|에서|이상)\s?(?:최대\s?)?$", re.I)
_AT_LEAST = re.compile(r"^\s?(?:원)?\s?(?:이상|부터|↑|~|\+|or more|and up|minimum)", re.I)
_AT_MOST = re.compile(r"^\s?(?:원)?\s?(?:이하|이내|까지|미만|↓|or less)", re.I)
_UP_TO = re.compile(r"(?:최대|up to|~)\s?$", re.I)
_FOREIGN = re.compile(r"\$|€|£|¥|\b(?:usd|eur|gbp|jpy|sgd)\b|달러|유로|엔화", re.I)
_UNSTATED = re.compile(
    r"회사\s?내규|내규에\s?따|면접\s?(?:후|시)|협의|추후|당사\s?규정|업계|경력에\s?따|negotiable|competitive|depending", re.I
)


class _Figure(NamedTuple):
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class PayReading:
    """The pay, or None; `doubt` says why something that looked like pay was dropped (empty: nothing was said)."""

    pay: Pay | None = None
    doubt: str = ""


def read_pay(text: str, unit: str = "", low: str = "", high: str = "") -> PayReading:
    """The pay that `text` and, where a source gives them apart, its `unit` and bounds `low` and `high` say.

    Bounds are won unless they name a scale ("3200만원"); 0 and empty mean unsaid. Where text and bounds say different
    pay, neither is believed.
    """
    words = _SCALE_BEHIND.sub(r"\1", " ".join(text.split()))
    if _FOREIGN.search(f"{words} {unit} {low} {high}"):
        given = words or low
        return PayReading(doubt=said(f"원화가 아니에요: {given!r}", f"not in won: {given!r}"))
    named = _unit(unit) or _short_unit(unit) or _unit(words)
    bounds = _bounds(low, high)
    from_words = _from_words(words, named)
    if bounds is None:
        return from_words
    if named is None:
        return PayReading(doubt=_unitless(spoken_won(bounds.low)))
    from_bounds = _judged(named, bounds)
    if from_words.pay and from_bounds.pay and not _agree(from_words.pay, from_bounds.pay):
        figures = spoken_won(bounds.low)
        return PayReading(doubt=said(f"글은 {words!r}, 숫자는 {figures}: 서로 달라요", f"the words say {words!r}, the figures {figures}"))
    return from_bounds


def _unitless(what: str) -> str:
    return said(f"{what}: 시급인지 월급인지 연봉인지 없어요", f"{what} doesn't say whether an hour, a month or a year")


def _unit(text: str) -> str | None:
    match = _UNIT.search(text)
    return match.lastgroup if match else None


def _short_unit(text: str) -> str | None:
    match = _SHORT_UNIT.search(text.strip())
    return match.lastgroup if match else None


def _bounds(low: str, high: str) -> _Figure | None:
    least, most = _plain(low), _plain(high)
    if least and most:
        return _Figure(min(least, most), max(least, most) if least != most else None)
    return _Figure(least, None) if least else None


def _plain(text: str) -> int:
    match = _AMOUNT.search(text)
    return round(_number(match) * _SCALE.get((match["scale"] or "").lower(), 1)) if match else 0


def _number(match: re.Match[str]) -> float:
    return float(match["number"].replace(",", ""))


def _from_words(words: str, named: str | None) -> PayReading:
    """The first pay of the words: what follows the first unit that has a figure, up to the next unit."""
    if not re.search(r"\d", words):
        silent = not words or _UNSTATED.search(words) or named
        return PayReading(doubt="" if silent else said(f"{words!r}에 금액이 없어요", f"no figure in {words!r}"))
    starts = [m.start() for m in _UNIT.finditer(words)]
    pieces = [words[a:b] for a, b in zip([0, *starts], [*starts, len(words)], strict=True)]
    for at, piece in enumerate(pieces):
        unit = _unit(piece)
        if unit is None and at == 0:  # "3,200만원 (연봉)", "KRW 3m a month": the unit follows the figure
            unit = _unit(pieces[1]) if len(pieces) > 1 and not _figure(pieces[1], None) else None if starts else named
        if unit and (figure := _figure(piece, unit)):
            return _judged(unit, figure)
    if starts == [] and named is None and _figure(words, None):
        return PayReading(doubt=_unitless(repr(words)))
    if re.search(r"이하|이내|최대|up to", words, re.I):
        return PayReading(doubt=said(f"상한만 있어요: {words!r}", f"only an upper bound: {words!r}"))
    if _UNSTATED.search(words):
        return PayReading()
    return PayReading(doubt=said(f"{words!r}: 금액을 알아볼 수 없어요", f"no pay can be read from {words!r}"))


def _figure(piece: str, unit: str | None) -> _Figure | None:
    """The figure or range of a piece; None for none, and for an upper bound alone."""
    for pattern in _COMPOUND:
        piece = pattern.sub(_summed, piece)
    found = _amounts(piece, unit)
    if not found:
        return None
    first = found[0]
    second = next((m for m in found[1:2] if _RANGE.match(piece[first.end() : m.start()])), None)
    if second is None:
        alone = _AT_MOST.match(piece[first.end() :]) or (
            _UP_TO.search(piece[: first.start()]) and not _AT_LEAST.match(piece[first.end() :])
        )
        value = _won(first, first["scale"], unit)
        return None if alone or not value else _Figure(value, None)
    scale = first["scale"] or second["scale"]  # the first of a range carries the scale of its last: 3,200~3,600만원
    if not second["scale"] and not second["won"]:
        low, high = _won(first, first["scale"], unit), _won(second, first["scale"], unit)
    else:
        low, high = _won(first, scale if not first["won"] else first["scale"], unit), _won(second, second["scale"], unit)
    return _Figure(low, high if high != low else None) if low else None


def _amounts(piece: str, unit: str | None) -> list[re.Match[str]]:
    """The numbers that can be pay, and those from which a range leads to one (the first of 230~260만원)."""
    found: list[re.Match[str]] = []
    for match in reversed(list(_AMOUNT.finditer(piece))):
        leads = bool(found) and _RANGE.match(piece[match.end() : found[0].start()])
        if match["scale"] or match["won"] or leads or _stands(match, unit):
            found.insert(0, match)
    return found


def _stands(match: re.Match[str], unit: str | None) -> bool:
    """Whether a bare number can be pay: where a unit is said, or it is long enough to be nothing else."""
    return unit is not None or "," in match["number"] or len(match["number"]) >= 5


def _summed(match: re.Match[str]) -> str:
    parts = (float(value.replace(",", "")) * _SCALE[scale] for scale, value in match.groupdict().items() if value)
    return f"{round(sum(parts))}원"


def _won(match: re.Match[str], scale: str | None, unit: str | None) -> int:
    value = _number(match)
    if scale:
        return round(value * _SCALE[scale.lower()])
    # "연봉 3200", "월 250~300": without 원, small figures are counted in ten thousands by everybody.
    small = not match["won"] and ((unit == "year" and 800 <= value < 30_000) or (unit == "month" and 50 <= value < 2_000))
    return round(value * 10_000) if small else round(value)


def _judged(unit: str, figure: _Figure) -> PayReading:
    if unit == "week":
        return PayReading(doubt=said("주급은 읽지 않아요", f"{spoken_won(figure.low)} a week isn't read"))
    if unit == "piece":
        return PayReading(doubt=said("건별 급여는 읽지 않아요", f"{spoken_won(figure.low)} by the piece isn't read"))
    for known in PLAUSIBLE:
        if known == unit:
            pay = Pay(known, figure.low, figure.high)
            return PayReading(pay) if not (doubt := pay_doubt(pay)) else PayReading(doubt=doubt)
    return PayReading(doubt=_unitless(spoken_won(figure.low)))


def pay_doubt(pay: Pay) -> str:
    """Why a pay can't be meant: out of what its unit can be, or no range; "" where it can."""
    least, most = PLAUSIBLE[pay.unit]
    for value in (pay.min, pay.max or pay.min):
        if not least <= value <= most:
            fits = [unit for unit, (low, high) in PLAUSIBLE.items() if low <= value <= high]
            won, unit = spoken_won(value), _KO_UNIT[pay.unit]
            like_ko = f". {'·'.join(_KO_UNIT[f] for f in fits)} 같아요" if fits else ""
            like = f"; it looks like pay by the {' or the '.join(fits)}" if fits else ""
            return said(f"{unit} {won}일 수 없어요{like_ko}", f"{won} by the {pay.unit} can't be{like}")
    if pay.max is not None and (pay.max < pay.min or pay.max > pay.min * _WIDEST):
        low, high = spoken_won(pay.min), spoken_won(pay.max)
        return said(f"{low}~{high}: 범위로 볼 수 없어요", f"{low} to {high} by the {pay.unit} is no range")
    return ""


def _agree(one: Pay, other: Pay) -> bool:
    """Whether two readings say the same: one unit, and ranges that meet (rounding aside)."""
    if one.unit != other.unit:
        return False
    return one.min <= (other.max or other.min) * 1.02 and other.min <= (one.max or one.min) * 1.02
