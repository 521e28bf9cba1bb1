"""What a model takes: counted, logged, priced, and stopped at a budget; and nothing of it without a key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.commands import usage as usage_command
from assistant.history import Conversation
from assistant.model.usage import Budget, Ledger, Prices, Usage, by_day
from assistant.services import Services
from tests.provider.server import Provider
from tests.provider.services import logged, with_model

TODAY = date(2026, 11, 22)
ASKED = "국취제 1유형 얼마 줘요"


def test_a_turn_logs_calls_tokens_and_cost(services: Services) -> None:
    with Provider() as provider:
        side = with_model(services, provider, price_in=2.0, price_out=8.0)
        given = side.answer(Conversation(), ASKED, as_of=TODAY)
    entry = logged(side, given)["usage"]
    assert entry["calls"] == 1
    assert entry["tokens_in"] > 300
    assert entry["cost"] == pytest.approx((entry["tokens_in"] * 2 + entry["tokens_out"] * 8) / 1e6, abs=1e-6)


@pytest.mark.parametrize(
    ("budget", "code"), [("budget_day", "model_budget_day"), ("budget_visitor", "model_budget_visitor")]
)
def test_beyond_the_budget_the_no_key_writers_answer(services: Services, budget: str, code: str) -> None:
    with Provider() as provider:
        side = with_model(
            services, provider, **{"budget_day": 0, "budget_visitor": 0, budget: 900 + _spent(services, budget)}
        )
        talk = Conversation()
        answers = [side.answer(talk, ASKED, as_of=TODAY) for _ in range(4)]
        assert answers[-1].mode == "offline"
        assert [w.code for w in answers[-1].warnings] == [code]
        assert len(provider.requests) < 4
        if budget == "budget_visitor":
            assert side.answer(Conversation(), ASKED, as_of=TODAY).warnings[:1] != answers[-1].warnings


def _spent(services: Services, budget: str) -> int:
    """What the log of this run holds already: a day's budget counts it, too."""
    days = by_day(reversed(services.log.recent(10**6)))
    return max((u.tokens for u in days.values()), default=0) if budget == "budget_day" else 900


def test_the_day_turns() -> None:
    today = [date(2026, 11, 22)]
    past = [
        {"at": "2026-11-21T23:30:00+00:00", "usage": {"calls": 1, "tokens_in": 80, "tokens_out": 0}}
    ]  # 22nd in Seoul
    ledger = Ledger(Budget(day=100, visitor=0), lambda: today[0], past)
    assert ledger.over("a", 30) == "day"
    assert ledger.over("a", 10) == ""
    ledger.add("a", 20)
    assert ledger.over("b", 1) == "day"
    today[0] = date(2026, 11, 23)
    assert ledger.over("b", 100) == ""


def test_usage_adds_up_and_survives_its_json() -> None:
    one = Usage(1, 2, 0, 100, 50).priced(Prices(1.0, 2.0))
    assert one.cost == pytest.approx(0.0002)
    both = one.plus(Usage(1, 1, 1, 10, 5, estimated=True))
    assert (both.turns, both.calls, both.failed, both.tokens, both.estimated) == (2, 3, 1, 165, True)
    assert Usage.from_json(one.to_json()) == one


def test_the_command_prints_days_and_a_sum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"at": "2026-11-20T03:00:00+00:00", "kind": "turn", "usage": {"calls": 2, "tokens_in": 900, "tokens_out": 90}},
        {"at": "2026-11-21T03:00:00+00:00", "kind": "turn"},
        {
            "at": "2026-11-21T03:00:00+00:00",
            "kind": "turn",
            "usage": {"calls": 1, "failed": 1, "tokens_in": 100, "cost": 0.5},
        },
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines) + '{"at": "cut'
    (tmp_path / "turns.jsonl").write_text(text, encoding="utf-8")
    monkeypatch.setenv("IEUM_HOME", str(tmp_path))
    import argparse

    parser = argparse.ArgumentParser()
    usage_command.arguments(parser)
    assert usage_command.run(parser.parse_args(["--json"])) == 0
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [o.get("day") for o in out] == ["2026-11-20", "2026-11-21", None]
    assert out[-1]["total"]["tokens_in"] == 1000
    assert (tmp_path / "turns.jsonl").read_text(encoding="utf-8") == text  # reading changes nothing
    usage_command.run(parser.parse_args([]))
    assert "total" in capsys.readouterr().out


def test_without_a_key_no_provider_module_is_loaded(shared_home: Path) -> None:
    code = (
        "import sys\n"
        "from assistant.commands.common import open_services\n"
        "from assistant.history import Conversation\n"
        "services = open_services()\n"
        f"answer = services.answer(Conversation(), {ASKED!r})\n"
        "assert answer.citations and answer.mode == 'offline', answer\n"
        "assert services.model_state().state == 'off'\n"
        "bad = sorted({m.split('.')[0] for m in sys.modules} & {'openai', 'langchain', 'langchain_core', 'langchain_openai', 'httpx', 'tiktoken'})\n"
        "print(bad)\n"
    )
    env = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI", "IEUM"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**env, "IEUM_HOME": str(shared_home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_page_is_told_who_receives_the_words(services: Services) -> None:
    with Provider() as provider:
        side = with_model(services, provider)
        assert side.loaded().mode == f"loopback · {provider.base_url.split('/')[2]}"
        assert services.without_model().loaded().mode == "offline"
