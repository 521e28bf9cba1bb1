"""Figures read from text: the same value however it is written, and kinds told apart."""

from __future__ import annotations

import pytest

from knowledge.text.figures import figures, spoken_won

CASES = [
    ("월 60만 원씩 최대 6개월, 모두 360만 원", [("amount", "600000"), ("number", "6"), ("amount", "3600000")]),
    ("1억 2,000만 원", [("amount", "120000000")]),
    ("153만 8,543원", [("amount", "1538543")]),
    ("3백만원", [("amount", "3000000")]),
    ("20만/50만/100만 원", [("amount", "200000"), ("amount", "500000"), ("amount", "1000000")]),
    ("KRW 500 million or 600,000 won", [("amount", "500000000"), ("amount", "600000")]),
    ("KRW 3.6 million", [("amount", "3600000")]),
    ("15%에서 55%", [("percent", "15"), ("percent", "55")]),
    ("2026년 1월 1일부터", [("date", "2026-01-01")]),
    ("from 1 January 2026", [("date", "2026-01-01")]),
    ("since January 2026", [("date", "2026-01")]),
    ("you may 5 times", [("number", "5")]),
    ("1350이나 1533-0100", [("phone", "1350"), ("phone", "1533-0100")]),
    ("1,350원", [("amount", "1350")]),
    ("10,000명, 2만 명", [("number", "10000"), ("number", "20000")]),
    ("F-6만 가능해요", [("number", "6")]),
    ("고용24(https://www.work24.go.kr/2026/1)", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.kind, f.value) for f in figures(text) if f.value != "24"] == expected


@pytest.mark.parametrize("value", [1, 999, 10_000, 600_000, 1_538_543, 30_000_000, 120_000_000, 500_000_000])
def test_spoken_won_reads_back(value: int) -> None:
    assert [(f.kind, f.value) for f in figures(spoken_won(value))] == [("amount", str(value))]
