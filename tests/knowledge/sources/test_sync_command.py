"""`python -m knowledge sync`: what it prints, what it refuses, and that it goes by the environment."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.__main__ import main
from knowledge.sources.registry import NAMES
from tests.sources_server import SourcesServer
from tests.sources_server.held import course, opening, policy
from tests.sources_server.services import COMPANY, PERSONAL

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    server: SourcesServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The command, with the loopback server for every source and a key for Work24."""
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "IEUM_HOME": str(tmp_path / "home"), "IEUM_LIBRARY": "none", "IEUM_SAMPLES": "off", "IEUM_WORK24_KEY": COMPANY,
        "IEUM_SOURCE_URLS": ", ".join(f"{name}={server.url}" for name in NAMES), "IEUM_SYNC_DETAILS": "0",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["sync", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_one_source_as_json(server: SourcesServer, run: Run) -> None:
    server.data["openings"] = [opening(n) for n in range(3)]
    code, out, _ = run("work24-openings", "--json")
    (report,) = lines(out)
    assert code == 0
    assert (report["source"], report["read"], report["kept"], report["complete"]) == ("work24-openings", 3, 3, True)
    assert report["ingested"]["new"] == 3
    assert report["attribution"] == "고용노동부 고용24 제공"


def test_all_are_those_with_a_key_and_one_failure_stops_no_other(
    server: SourcesServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_WORK24_KEY", PERSONAL)
    monkeypatch.setenv("IEUM_YOUTH_POLICIES_KEY", COMPANY)
    monkeypatch.setenv("IEUM_WORK24_TRAINING_KEY", "example-other-key")
    server.data["openings"] = [opening(1)]
    server.data["courses"] = [course(1)]
    server.data["policies"] = [policy(1)]
    code, out, err = run("all", "--json")
    reports = {report["source"]: report for report in lines(out)}
    assert code == 1
    assert {name: r["error"] for name, r in reports.items()} == {
        "work24-training": "not_subscribed", "work24-openings": "account_type", "youth-policies": None,
    }  # fmt: skip
    assert reports["youth-policies"]["ingested"]["new"] == 7
    assert "개인회원 키로는 채용공고를 못 받아요" in reports["work24-openings"]["text"]
    assert not any(key in out + err for key in (COMPANY, PERSONAL, "example-other-key"))


def test_a_dry_run_in_words(server: SourcesServer, run: Run) -> None:
    server.data["openings"] = [opening(n) for n in range(7)] + [opening(8, company="")]
    code, out, _ = run("work24-openings", "--dry-run")
    assert code == 0
    assert "읽음 read 8 · 남김 kept 7 · 뺌 skipped: nameless 1" in out
    assert "아무것도 쓰지 않았어요" in out
    assert out.count("work24-openings:K0") == 5


def test_a_region_by_digits_or_name(server: SourcesServer, run: Run) -> None:
    server.data["openings"] = [opening(1), opening(2, _region="26110", region="부산 중구")]
    for given in ("26", "26000", "부산"):
        _, out, _ = run("work24-openings", "--region", given, "--dry-run", "--json")
        assert [e["id"] for e in lines(out)[0]["examples"]] == ["work24-openings:K000000000000002"]
    code, _, err = run("work24-openings", "--region", "광주")
    assert code == 2
    assert "광주시" in err
    assert "several places" in err
    assert run("work24-openings", "--region", "없는곳")[0] == 2


def test_since_and_check(server: SourcesServer, run: Run) -> None:
    server.data["openings"] = [opening(1)]
    run("work24-openings", "--since", "5d", "--dry-run")
    assert server.requests[-1].params["regDate"] == "W-1"
    with pytest.raises(SystemExit):
        run("work24-openings", "--since", "lately")
    code, out, _ = run("work24-openings", "--check")
    assert (code, "채용공고를 받을 수 있어요" in out, "can load openings" in out) == (0, True, True)


def test_what_cannot_be_run_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, err = run("work25")
    assert code == 2
    assert "work24-training" in err
    monkeypatch.delenv("IEUM_WORK24_KEY")
    code, _, err = run("all")
    assert code == 2
    assert "IEUM_WORK24_TRAINING_KEY" in err


def test_what_went_and_what_was_held_is_told(server: SourcesServer, run: Run) -> None:
    server.data["openings"] = [opening(n) for n in range(30)]
    run("work24-openings")
    server.data["openings"] = [opening(n) for n in range(28)]
    _, out, _ = run("work24-openings")
    assert "내려감 withdrawn 2 · 없어짐 gone 0 · 남겨 둠 held 0 · 실패 failed 0" in out
    server.data["openings"] = [opening(n) for n in range(5)]
    code, out, _ = run("work24-openings")
    assert code == 1
    assert "내려감 withdrawn 0 · 없어짐 gone 0 · 남겨 둠 held 23 · 실패 failed 0" in out
    assert "--accept-drop" in out
