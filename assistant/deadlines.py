"""The day that a rule's months lead to from a day just told: by when benefit must be drawn, when a payment can be asked
for, until when a tax cut or a card lasts. One row a rule; pure but for the sections it reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.benefits.tables import Row, row_on
from assistant.eligibility.rule_facts import months_after
from assistant.replies import fit_particles
from assistant.understanding import Understanding
from assistant.understanding.days import moment_told
from assistant.understanding.measures import days_told
from assistant.words import day, won
from knowledge.base import Base
from knowledge.models import Lang, Section

_LEFT: Final = (
    r"퇴사|퇴직|그만|관뒀|짤|짜르|잘렸|잘린|해고|계약\s?(?:만료|끝)|나왔|실직|"
    r"\b(?:left|quit|fired|laid off|lost my job|resigned|dismissed|contract ended)\b"
)
_HIRED: Final = (
    r"취업|취직|입사|들어갔|들어왔|출근|일\s?시작|채용\s?됐|"
    r"\b(?:started|hired|joined|got (?:a|the|my) job|began)\b"
)
_UNTIL: Final = (
    r"언제\s?까지|기한|기간|마감|늦|아직|다\s?(?:받|탈|쓸)|몇\s?(?:년|월|일|달|개월)까지|끝나|만료|"
    r"유효|\b(?:until when|by when|how long|deadline|too late|still|expires?|(?:will|does) .* (?:last|end))\b"
)
_FROM: Final = r"언제|며칠|몇\s?월|때|나와|받을\s?수|신청|\b(?:when|date|what day)\b"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What must be named and asked, the event whose day was told, and the table of amounts.yaml with the months that
    follow; `words` hold {day}, one place for each day that they lead to ({0}, {1} …), and the row's figures by name."""

    families: frozenset[str]
    named: str
    event: str
    asked: str
    table: str
    words: Mapping[Lang, str]


_BENEFIT: Final = "due_benefit"
_LATE_HIRE: Final = "due_late_hire"
_TOO_LATE: Final = "job-leap/already-working"  # once that day is over
_RULES: Final = (
    _Rule(
        frozenset({"nesp"}), r"성공수당|success (?:payment|allowance)", _HIRED, _FROM, "nesp_success",
        {
            "ko": "{day}에 취업했다면 {months[0]}개월이 되는 {0} 뒤에 {sums[0]}, {months[1]}개월이 되는 {1} 뒤에 "
            "{sums[1]}을 신청해 볼 수 있어요.",
            "en": "With a job from {day} you can ask for {sums[0]} after {0}, when {months[0]} months are full, and "
            "for {sums[1]} after {1}, when {months[1]} are.",
        },
    ),
    _Rule(
        frozenset({"unemployment-benefit"}), r"조기\s?재취업|early re-?employment", _HIRED, _FROM,
        "due_early_reemployment",
        {
            "ko": "{day}에 취업했다면 {months[0]}개월이 되는 {0} 뒤에 조기재취업수당을 신청해 볼 수 있어요.",
            "en": "With a job from {day} you can ask for the early re-employment allowance after {0}, when {months[0]} "
            "months are full.",
        },
    ),
    _Rule(
        frozenset({"unemployment-benefit"}), "", _LEFT, _UNTIL, _BENEFIT,
        {
            "ko": "{day}에 그만뒀다면 실업급여는 {0}까지 다 받아야 해요.",
            "en": "If you left on {day}, unemployment benefit has to be drawn by {0}.",
        },
    ),
    _Rule(
        frozenset({"job-leap"}), r"회사|채용|뽑|firm|company|we |hired", r"채용|뽑|입사|들어왔|\bhired\b",
        _UNTIL + r"|(?:신청|받을\s?수)\s?(?:되|돼|있|가능)|can we", _LATE_HIRE,
        {
            "ko": "{day}에 채용했다면 예외로 신청할 수 있는 {months[0]}개월은 {0}까지예요.",
            "en": "With the hire on {day}, the {months[0]} months in which the firm may still apply by exception run "
            "until {0}.",
        },
    ),
    _Rule(
        frozenset({"job-leap"}), "", _HIRED, r"언제|나와|나오|들어와|\bwhen\b|what day", "due_youth_part",
        {
            "ko": "{day}에 채용됐다면 비수도권 청년 몫은 {0}, {1}, {2}, {3}을 채운 뒤에 나눠 신청해요.",
            "en": "With a hire on {day}, the young person's part outside the Seoul area is asked for after {0}, {1}, "
            "{2} and {3}.",
        },
    ),
    _Rule(
        frozenset({"sme-tax-cut"}), "", _HIRED, _UNTIL, "tax_cut",
        {
            "ko": "청년이 {day}에 취업해 감면을 시작했다면 {years}년은 {0}까지예요.",
            "en": "For a young person hired on {day}, the {years} years run until {0}.",
        },
    ),
    _Rule(
        frozenset({"learning-card"}), "", r"발급|만들|만든|받았|받은|\b(?:issued|got|made)\b", _UNTIL, "due_card",
        {
            "ko": "{day}에 발급받았다면 {years}년은 {0}까지예요.",
            "en": "For a card issued on {day}, the {years} years end on {0}.",
        },
    ),
    _Rule(
        frozenset({"nesp"}), "",
        r"(?:수급\s?자격|결정|통지|인정|참여)[^.?!]{0,8}(?:받|났|됐|시작|나왔)|\b(?:approved|started|joined|began)\b",
        _UNTIL, "due_nesp_service",
        {
            "ko": "{day}에 시작했다면 취업 지원 {months[0]}개월은 {0}까지예요. {longer}개월까지 늘어날 수 있어요.",
            "en": "With a start on {day}, the {months[0]} months of support run until {0}; up to {longer} more are "
            "possible.",
        },
    ),
    _Rule(
        frozenset({"hope-return"}), r"철거|demolition", r"받았|받은|지급|\b(?:got|received|paid)\b",
        r"다시|재개업|언제|again|reopen", "due_reopening",
        {
            "ko": "{day}에 받았다면 같은 자리에서는 {0} 뒤에 다시 가게를 열 수 있어요.",
            "en": "If you were paid on {day}, you can reopen at the same place after {0}.",
        },
    ),
)  # fmt: skip
_FEWEST: Final = 120  # days that anybody is granted


def due(base: Base, u: Understanding, today: date) -> tuple[Section, str] | None:
    """The section of the rule that a day of the message is asked to be counted on by, and the day it leads to; None
    where no such day was told or none of the rules is asked about."""
    told = moment_told(u.text, today)
    if told is None:
        return None
    for rule in _RULES:
        if not (rule.families & set(u.families) and _all_in(u.text, rule.named, rule.event, rule.asked)):
            continue
        row = row_on(rule.table, told[0])
        section = base.section(row.section, u.lang) if row else None
        if row is None or section is None:
            continue
        months = _months(row)
        days = [months_after(told[0], n) for n in months]
        if rule.table == _LATE_HIRE and days[-1] < today:
            section = base.section(_TOO_LATE, u.lang) or section
        said = [about(d, u.lang, exact=told[1]) for d in (*days, told[0])]
        figures = {
            "day": said[-1], "months": months, "years": months[-1] // 12, "longer": row.values.get("longer", 0),
            "sums": [won(amount, u.lang) for _, amount in row.values.get("steps", ())],
        }  # fmt: skip
        text = fit_particles(rule.words[u.lang].format(*said[:-1], **figures))
        if rule.table == _BENEFIT:
            text += _enough(u, days[0], today, row.whole("waiting"))
        elif days[-1] < today and len(days) == 1:
            text += {"ko": " 이미 지난 날이에요.", "en": " That day is over."}[u.lang]
        return section, text
    return None


def _months(row: Row) -> tuple[int, ...]:
    """The months that a rule counts, whatever its row gives them as."""
    if "steps" in row.values:
        return tuple(months for months, _ in row.pairs("steps"))
    years = next((row.whole(key) for key in ("years", "youth_years") if key in row.values), 0)
    return (12 * years,) if years else row.list("months")


def about(value: date, lang: Lang, *, exact: bool) -> str:
    """The day in words, called a rough one where only its month or the time since was told."""
    if exact:
        return day(value, lang)
    return f"{day(value, lang)}쯤" if lang == "ko" else f"about {day(value, lang)}"


def _all_in(text: str, *patterns: str) -> bool:
    return all(re.search(pattern, text, re.I) for pattern in patterns)


def _enough(u: Understanding, last: date, today: date, waiting: int) -> str:
    """Whether the days of benefit told still fit before `last`, were it asked for today."""
    ko = u.lang == "ko"
    if last < today and ko:
        return " 그날이 지나서 남은 날은 나오지 않아요. 고용센터에 바로 확인해 보세요."
    if last < today:
        return " That day is over, so what is left is not paid; check with the job center now."
    asked = max((n for n in days_told(u.text) if n >= _FEWEST), default=0)
    left = max((last - today).days - waiting, 0)
    if not asked or left >= asked:
        return ""
    if ko:
        return f" 오늘 신청해도 대기기간 {waiting}일을 빼면 {left}일쯤이라 {asked}일을 다 받기는 어려워 보여요."
    return f" Applying today leaves about {left} days after the {waiting} waiting days, fewer than {asked}."
