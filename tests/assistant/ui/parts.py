"""Small whole values for the tests of the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.answer import Answer, Citation, CourseView, Line, Match, OpeningView, PayView, SkillsView, Status
from assistant.ui.visit import Shown

TODAY = date(2026, 11, 22)

OPENING = OpeningView(
    id="op-1",
    source="sample",
    sample=True,
    title="자동화설비 유지보수 신입",
    employer="늘봄정밀",
    region="48120",
    employment="permanent",
    pay=PayView("month", 2_550_000),
    closes=TODAY + timedelta(days=9),
    days_left=9,
    lifecycle="open",
    skills=SkillsView(("python", "sql"), ("excel",)),
    match=Match(0.8, {"text": 0.8}),
    sme=None,
    ax=None,
    flags=(),
    url="https://jobs.example/op-1",
)
COURSE = CourseView(
    id="c-1",
    cohort="c-1-1",
    source="sample",
    sample=True,
    title="데이터 분석가 양성 과정",
    institution="다온직업전문학교",
    kind="kdt",
    mode="onsite",
    region="26000",
    apply_by=TODAY + timedelta(days=5),
    starts=TODAY + timedelta(days=15),
    ends=TODAY + timedelta(days=112),
    hours=560,
    hours_per_day=8,
    days=70,
    seats=24,
    seats_left=6,
    tuition=6_800_000,
    placement_rate=0.71,
    own_share=None,
    monthly=None,
    teaches=("python",),
    unlocks=0,
    unlocked=(),
    url="https://courses.example/c-1",
)
CITATION = Citation(
    1,
    "section",
    "nesp/allowance-amount",
    "구직촉진수당은 얼마인가요",
    ("국민취업지원제도", "수당"),
    "월 60만 원씩 최대 6개월",
    "https://www.work24.go.kr/",
    date(2026, 10, 4),
    "in_force",
)
LINES = (
    Line("lead", "구직촉진수당은 월 60만 원씩 최대 6개월이에요.", (1,)),
    Line("detail", "가족이 있으면 더해요.", (1,)),
    Line("who", "받을 수 있는지는 고용센터가 정해요 · 전화 1350"),
)


def answered(status: Status = Status.ANSWERED, **changes: object) -> Shown:
    """A finished turn; `changes` go to its answer."""
    answer = Answer("a1", status, "ko", "", LINES, (CITATION,), suggestions=("어디서 신청해요?",))
    answer = replace(answer, **changes)  # type: ignore[arg-type]
    shown = Shown(message="국취제 얼마 받아요?")
    shown.answer, shown.ending = answer, "done"
    shown.lines, shown.citations = answer.lines, answer.citations
    shown.courses, shown.openings = answer.courses, answer.openings
    shown.asks, shown.suggestions = answer.asks, answer.suggestions
    return shown
