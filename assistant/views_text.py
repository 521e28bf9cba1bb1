"""Cards as lines of text, for terminals and for copying."""

from __future__ import annotations

from assistant.answer import Answer, CourseView, OpeningView, PayView
from assistant.words import code_text, day, won
from knowledge.models import Lang

_UNIT = {"hour": ("시급", "an hour"), "day": ("일급", "a day"), "month": ("월", "a month"), "year": ("연", "a year")}


def pay_text(pay: PayView | None, lang: Lang) -> str:
    """Pay with its unit: ``월 255만 원`` / ``KRW 2,550,000 a month``; a range keeps both ends."""
    if pay is None:
        return "급여 협의" if lang == "ko" else "pay by agreement"
    low, high = won(pay.min, lang), won(pay.max, lang) if pay.max and pay.max != pay.min else ""
    ko, en = _UNIT[pay.unit]
    amount = f"{low}~{high}" if high and lang == "ko" else f"{low} to {high}" if high else low
    return f"{ko} {amount}" if lang == "ko" else f"{amount} {en}"


def closing_text(o: OpeningView, lang: Lang) -> str:
    """How long it stays open: ``D-9``, today, or until filled."""
    if o.days_left is None:
        return "채용 시까지" if lang == "ko" else "until filled"
    if o.days_left == 0:
        return "오늘 마감" if lang == "ko" else "closes today"
    return f"D-{o.days_left}"


def card_lines(answer: Answer) -> list[str]:
    """Every card of an answer as two lines."""
    lang = answer.language
    out = [_course(c, lang) for c in answer.courses] + [_opening(o, lang) for o in answer.openings]
    return ["", *out] if out else []


def _sample(sample: bool, lang: Lang) -> str:
    return ("[예시] " if lang == "ko" else "[sample] ") if sample else ""


def _course(c: CourseView, lang: Lang) -> str:
    place = code_text(c.region, lang)
    if lang == "ko":
        return (
            f"■ {_sample(c.sample, lang)}{c.title} — {c.institution} · {place}\n"
            f"  {day(c.starts, lang)} 시작 · {c.hours}시간 · 접수 {day(c.apply_by, lang)}까지"
        )
    return (
        f"■ {_sample(c.sample, lang)}{c.title} — {c.institution} · {place}\n"
        f"  starts {day(c.starts, lang)} · {c.hours} hours · apply by {day(c.apply_by, lang)}"
    )


def _opening(o: OpeningView, lang: Lang) -> str:
    return (
        f"■ {_sample(o.sample, lang)}{o.title} — {o.employer} · {code_text(o.region, lang)}\n"
        f"  {closing_text(o, lang)} · {code_text(o.employment, lang)} · {pay_text(o.pay, lang)}"
    )
