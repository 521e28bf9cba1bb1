"""Cards as lines of text, for terminals and for copying."""

from __future__ import annotations

from datetime import date

from assistant.answer import Answer, CourseView, OpeningView, PayView
from assistant.words import code_text, day, won
from knowledge.models import Lang
from knowledge.sources.names import source_title

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
    if "closes" in o.unsaid:
        return "마감일은 공고에서 확인" if lang == "ko" else "check the deadline in the listing"
    if o.days_left is None:
        return "채용 시까지" if lang == "ko" else "until filled"
    if o.days_left == 0:
        return "오늘 마감" if lang == "ko" else "closes today"
    return f"D-{o.days_left}"


def card_lines(answer: Answer) -> list[str]:
    """Every card of an answer: two lines, and for real records where they come from."""
    lang = answer.language
    out = [_course(c, lang) for c in answer.courses] + [_opening(o, lang) for o in answer.openings]
    return ["", *out] if out else []


def _sample(sample: bool, lang: Lang) -> str:
    return ("[예시] " if lang == "ko" else "[sample] ") if sample else ""


def apply_text(c: CourseView, lang: Lang) -> str:
    """Until when one can apply: ``12월 7일까지 접수``, or whom to ask where the source doesn't say."""
    if "apply_by" in c.unsaid:
        return "접수 마감은 기관에 확인" if lang == "ko" else "ask the institution for the deadline"
    return f"{day(c.apply_by, lang)}까지 접수" if lang == "ko" else f"apply by {day(c.apply_by, lang)}"


def source_text(source: str, as_of: date | None, lang: Lang) -> str:
    """Where a real record comes from and as of when: ``출처 고용24 · 2026년 11월 20일 기준``."""
    name = source_title(source, lang)
    if as_of is None:
        return f"출처 {name}" if lang == "ko" else f"source: {name}"
    return f"출처 {name} · {day(as_of, lang)} 기준" if lang == "ko" else f"source: {name}, as of {day(as_of, lang)}"


def _course(c: CourseView, lang: Lang) -> str:
    place, ko = code_text(c.region, lang), lang == "ko"
    terms = [f"{day(c.starts, lang)} 시작" if ko else f"starts {day(c.starts, lang)}"]
    if c.hours:
        terms.append(f"{c.hours}시간" if ko else f"{c.hours} hours")
    terms.append(apply_text(c, lang))
    head = f"■ {_sample(c.sample, lang)}{c.title} — {c.institution} · {place}\n  {' · '.join(terms)}"
    return head if c.sample else f"{head}\n  {source_text(c.source, c.as_of, lang)}"


def _opening(o: OpeningView, lang: Lang) -> str:
    terms = [closing_text(o, lang), pay_text(o.pay, lang)]
    if "employment" not in o.unsaid:
        terms.insert(1, code_text(o.employment, lang))
    head = f"■ {_sample(o.sample, lang)}{o.title} — {o.employer} · {code_text(o.region, lang)}\n  {' · '.join(terms)}"
    return head if o.sample else f"{head}\n  {source_text(o.source, o.as_of, lang)}"
