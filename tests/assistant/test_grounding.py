"""What the check drops: each reason once, and what must pass."""

from __future__ import annotations

from string import Formatter

import pytest

from assistant import replies
from assistant.evidence import DraftLine, Support
from assistant.grounding.sentences import check_line, ground
from assistant.services import Services
from knowledge.models import LANGS

ALLOWANCE = "nesp/allowance-amount"


def lead(services: Services, id_: str = ALLOWANCE) -> str:
    section = services.base.section(id_, "ko")
    assert section is not None
    return section.lead


def line(services: Services, text: str, *, quote: str | None = None, id_: str = ALLOWANCE) -> DraftLine:
    return DraftLine("detail", text, (Support("section", id_, quote or lead(services, id_)),))


def reason(services: Services, draft: DraftLine) -> str | None:
    return check_line(services.base, draft, "ko")


def test_a_true_line_passes(services: Services) -> None:
    assert reason(services, line(services, "구직촉진수당은 월 60만 원이에요.")) is None
    assert reason(services, line(services, "구직촉진수당은 월 600,000원이에요.")) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("구직촉진수당은 월 65만 7천 원이에요.", "figure:amount"),
        ("구직촉진수당은 2031년 3월 1일에 나와요.", "figure:date"),
        ("수당의 97%가 나와요.", "figure:percent"),
        ("02-555-0199로 전화해요.", "figure:phone"),
        ("신청하시면 무조건 받으십니다 월 60만 원을 반드시 받아요.", "promise"),
    ],
)
def test_what_is_not_in_the_evidence_is_dropped(services: Services, text: str, why: str) -> None:
    assert reason(services, line(services, text)) == why


def test_a_quote_must_stand_in_its_record(services: Services) -> None:
    assert reason(services, line(services, "월 60만 원이에요.", quote="월 70만 원씩 받아요")) == "quote_not_in_record"
    assert reason(services, line(services, "월 60만 원이에요.", quote="x", id_="nesp/none")) == "unknown_record"


def test_a_fact_needs_support(services: Services) -> None:
    assert reason(services, DraftLine("lead", "국민취업지원제도는 좋은 제도예요.")) == "no_support"


def test_a_plan_must_be_called_one(services: Services) -> None:
    section = services.base.section("nesp/plan-650", "ko")
    assert section is not None
    assert section.state == "planned"
    draft = DraftLine("lead", "구직촉진수당은 65만 원이에요.", (Support("section", section.id, section.lead),))
    assert reason(services, draft) == "plan_as_current"
    detail = DraftLine("detail", draft.text, draft.supports)
    shown = [shown for shown, _ in ground(services.base, [detail], "ko", allowed=frozenset(), dropped=print)]
    assert shown[0].text.startswith("(계획)")


def test_every_fixed_reply_is_shown_whole(services: Services) -> None:
    dropped: list[str] = []
    drafts = [DraftLine("warm", replies.reply(k, lang, **VALUES)) for k in replies._R for lang in LANGS]
    shown = list(ground(services.base, drafts, "ko", allowed=frozenset(), dropped=dropped.append))
    assert len(shown) == len(drafts)
    assert dropped == []


NAMES = {name for pair in replies._R.values() for text in pair for _, name, _, _ in Formatter().parse(text) if name}
VALUES = {name: {"year": "2026", "n": "2"}.get(name, "X") for name in NAMES}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘청년수당’은(는)", "‘청년수당’은"),
        ("‘국취제’은(는)", "‘국취제’는"),
        ("서울(으)로", "서울로"),
        ("부산(으)로", "부산으로"),
        ("카드이(가)", "카드가"),
        ("적금을(를)", "적금을"),
    ],
)
def test_particles_fit(text: str, expected: str) -> None:
    assert replies.fit_particles(text) == expected
