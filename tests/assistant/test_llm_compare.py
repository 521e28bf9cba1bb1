"""`evaluate --compare`: with a truthful model the substance is the same; what differs is named."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.commands import compare, evaluate
from assistant.errors import AssistantError
from assistant.history import Conversation
from assistant.services import Services
from tests.provider.server import Provider, Wire, answer
from tests.provider.services import with_model

TODAY = date(2026, 11, 22)
QUESTIONS = (
    ["국취제 1유형 얼마 줘요"], ["국민내일배움카드 신청 방법 순서대로 알려줘"], ["내배카가 뭐예요", "그거 어디서 신청해?"],
    ["부산에서 데이터 분석 배울 수 있는 데"], ["경기도 신입 백엔드 중소기업 채용"], ["알바로 170만원 벌면 수당 얼마 나와요 국취제 1유형"],
    ["27살 고졸이고 1년째 쉬고 있는데 뭐 받을 수 있어요?"], ["국취제랑 내배카 차이"], ["KDT 완전 공짜 맞죠?"], ["비트코인 뭐 사야돼"],
    ["청년점프업도약보장지원금 얼마"], ["죽고싶다"], ["how much does NESP pay"], ["am I eligible for NESP, I'm 26 and out of work for 7 months"],
    ["remote junior frontend job"], ["안녕"],
)  # fmt: skip


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider() as running:
        running.say = [echo]
        yield running


def echo(wire: Wire) -> None:
    """A truthful model: it says the evidence lines again, each under its own label."""
    evidence = str(wire.request_body["messages"][-1]["content"]).split("<evidence>")[1].split("</evidence>")[0]
    lines = [line for line in evidence.splitlines() if line.startswith("[")]
    answer("".join(f"{line.partition(' ')[2]} {line.partition(' ')[0]}\n" for line in lines[1:6]))(wire)


def test_the_substance_is_the_same(
    services: Services, provider: Provider, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.jsonl"
    lines = [{"id": f"q{i}", "messages": m} for i, m in enumerate(QUESTIONS)]
    file.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), encoding="utf-8")
    parser = argparse.ArgumentParser()
    evaluate.arguments(parser)
    args = parser.parse_args([str(file), "--compare", "--json", "--as-of", TODAY.isoformat()])
    code = compare.run(with_model(services, provider), args)
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [o["differences"] for o in out[:-1]] == [[] for _ in QUESTIONS]
    assert code == 0
    assert out[-1]["same"] == out[-1]["of"] == len(QUESTIONS)
    assert out[-1]["with_model"] >= 6


def test_differences_are_named(services: Services) -> None:
    one = services.without_model().answer(Conversation(), "국취제 1유형 얼마 줘요", as_of=TODAY)
    assert compare.differences(one, one) == ()
    strange = replace(one.citations[0], id="nesp/other")
    other = replace(one, citations=(strange,), lines=one.lines[1:], decisions=({"decision": "looks_met"},))
    named = " ".join(compare.differences(one, other))
    assert "nesp/other" in named
    assert "lead" in named
    assert "core citations lost" in named
    assert "decisions" in named


def test_without_a_model_it_says_what_to_do(services: Services) -> None:
    with pytest.raises(AssistantError, match="OPENAI_API_KEY"):
        compare.run(services.without_model(), argparse.Namespace(file="-", json=False, as_of=None))
