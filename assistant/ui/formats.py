"""Figures on cards in words: pay, deadlines, dates, places. Pure."""

from __future__ import annotations

from datetime import date

from assistant.answer import CourseView, OpeningView, PayView
from assistant.ui.texts import say
from assistant.words import code_text
from knowledge.models import ANYWHERE, Lang
from knowledge.sources.names import source_title
from knowledge.text.figures import spoken_won


def pay_words(pay: PayView | None, lang: Lang) -> str:
    """``월 255만 원``, ``시급 10,320원`` / ``KRW 2.55M a month``; a range keeps its unit once."""
    if pay is None:
        return say("pay.none", lang)
    top = pay.max if pay.max and pay.max > pay.min else None
    if lang == "ko":
        low, high = spoken_won(pay.min), spoken_won(top) if top else ""
        span = f"{low.removesuffix('원').rstrip()}~{high}" if high else low
        return say(f"pay.{pay.unit}", lang, amount=span)
    span = f"{_short(pay.min)}–{_short(top)}" if top else _short(pay.min)
    return say(f"pay.{pay.unit}", lang, amount=f"KRW {span}")


def won_words(value: int, lang: Lang) -> str:
    """A sum in won: ``40만 원`` / ``KRW 400,000``."""
    return spoken_won(value) if lang == "ko" else f"KRW {value:,}"


def _short(value: int) -> str:
    if value < 1_000_000:
        return f"{value:,}"
    return f"{value / 1_000_000:.2f}".rstrip("0").rstrip(".") + "M"


def day_words(day: date, lang: Lang, *, today: date | None = None) -> str:
    """``12월 7일`` / ``7 Dec``; with the year where it isn't this year's."""
    if today is not None and day.year == today.year:
        return f"{day.month}월 {day.day}일" if lang == "ko" else f"{day.day} {day:%b}"
    return f"{day.year}년 {day.month}월 {day.day}일" if lang == "ko" else f"{day.day} {day:%b} {day.year}"


def month_words(day: date, lang: Lang) -> str:
    """``2026년 11월`` / ``November 2026``."""
    return f"{day.year}년 {day.month}월" if lang == "ko" else f"{day:%B} {day.year}"


def deadline_words(opening: OpeningView, lang: Lang) -> str:
    """The pill of an opening: ``D-9``, ``오늘 마감``, ``채용 시까지``, or what its lifecycle says."""
    if "closes" in opening.unsaid and opening.lifecycle not in ("closed", "withdrawn"):
        return say("card.unknown", lang)
    if opening.lifecycle == "until_filled":
        return say("card.until_filled", lang)
    if opening.lifecycle in ("closed", "withdrawn", "unknown") or opening.days_left is None:
        return say(f"card.{opening.lifecycle if opening.days_left is None else 'closed'}", lang)
    return say("card.today", lang) if opening.days_left <= 0 else f"D-{opening.days_left}"


def place_words(region: str, lang: Lang) -> str:
    """A region code in words; the code for anywhere says so."""
    return say("card.anywhere", lang) if region == ANYWHERE else code_text(region, lang)


def names(codes: tuple[str, ...], lang: Lang, limit: int = 4) -> list[str]:
    """Taxonomy ids in words, the rest counted with the last: ``엑셀``, ``PLC 외 2``."""
    shown = [code_text(code, lang) for code in codes[:limit]]
    rest = len(codes) - limit
    return shown if rest <= 0 else [*shown[:-1], say("card.and_more", lang, shown=shown[-1], n=rest)]


def seats_words(course: CourseView, lang: Lang) -> str:
    """Seats left where the source says, else how many there are in all; nothing where it says neither."""
    if "seats" in course.unsaid:
        return ""
    if course.seats_left is None:
        return say("course.seats", lang, n=course.seats)
    return say("course.seats_left", lang, n=course.seats_left)


def apply_words(course: CourseView, lang: Lang, today: date) -> str:
    """Until when one can apply, or whom to ask where the source doesn't say."""
    if "apply_by" in course.unsaid:
        return say("course.apply_unsaid", lang)
    return say("course.apply_by", lang, day=day_words(course.apply_by, lang, today=today))


def source_words(source: str, as_of: date | None, lang: Lang) -> str:
    """Where a record comes from and as of when: ``출처 고용24 · 2026년 11월 20일 기준``."""
    name = source_title(source, lang)
    if as_of is None:
        return say("card.source", lang, source=name)
    return say("card.source_on", lang, source=name, day=day_words(as_of, lang))
