"""Claims out of documents: whose figure, under which condition, value, unit, and the words it stands in."""

from __future__ import annotations

import pytest

from knowledge.documents.blocks import Table
from knowledge.documents.child import read_in_child
from knowledge.models import Claim, Section
from knowledge.sections import Given, sections_of
from tests.knowledge.notice import HTML, document, grid, plain


def claims(*lines: str, table: Table | None = None) -> list[Claim]:
    blocks = plain("# 1. 지원 금액", *lines) + ([table] if table else [])
    made = sections_of(document(*blocks), Given())
    assert made.sections
    return [claim for section in made.sections for claim in section.claims]


def told(claim: Claim) -> tuple[str, str, object, str, str]:
    return claim.subject.ko, claim.condition.ko if claim.condition else "", claim.value, claim.unit, claim.span.ko


def test_a_row_gives_its_figures_with_whom_they_are_for() -> None:
    sections: tuple[Section, ...] = sections_of(read_in_child(HTML.encode(), "x"), Given()).sections
    table = next(s for s in sections if s.table)
    found = [told(c) for c in table.claims]
    assert ("3구간 지원금 월", "대상: 중위소득 120% 이하", 120_000, "won_per_month", "12") in found
    assert ("1구간 지원금 연 최대", "대상: 중위소득 60% 이하", 2_400_000, "won", "240") in found
    assert all(c.span.ko in table.text for c in table.claims)
    assert len({c.id for c in table.claims}) == len(table.claims) == 6


@pytest.mark.parametrize(
    ("line", "value", "unit"),
    [
        ("월 20만 원을 지급합니다.", 200_000, "won_per_month"),
        ("시급 10,320원을 드립니다.", 10_320, "won_per_hour"),
        ("한 사람에 300만 원까지 지원합니다.", 3_000_000, "won"),
        ("최대 12개월 동안 지급합니다.", 12, "months"),
        ("만 19세 이상 34세 이하인 사람입니다.", (19, 34), "age"),
        ("신청기간: 2026. 3. 2. ~ 2026. 3. 31.", ("2026-03-02", "2026-03-31"), "date"),
        ("훈련비의 15%를 부담합니다.", 15, "percent"),
        ("모집 인원: 50명", 50, "people"),
    ],
)
def test_a_figure_in_a_sentence_has_value_and_unit(line: str, value: object, unit: str) -> None:
    (claim,) = claims(line)
    assert (claim.value, claim.unit) == (value, unit)
    assert claim.subject.ko.startswith("지원 금액")
    assert claim.span.ko in line


def test_a_condition_before_a_figure_goes_with_it() -> None:
    (claim,) = claims("이사한 날부터 90일 안에 신청하면 30만 원을 한 번 지급합니다.")
    assert told(claim)[1:4] == ("이사한 날부터 90일 안에 신청하면", 300_000, "won")


@pytest.mark.parametrize("line", ["제7조에 따라 정합니다.", "1억 원 또는 2억 원입니다.", "문의는 청년정책과로 합니다."])
def test_what_cannot_be_told_apart_stays_text(line: str) -> None:
    assert claims(line) == []


def test_a_bare_figure_counts_in_the_unit_of_its_column() -> None:
    found = claims(table=grid(("구간", "지원금(만원)"), ("1구간", "20"), ("2구간", "15")))
    assert [(c.value, c.unit) for c in found] == [(200_000, "won"), (150_000, "won")]
