"""Syncing beside the page: a process of its own, when it is due, ended without harm."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from assistant.services import build
from assistant.settings import AssistantSettings
from assistant.ui.upkeep import Syncing, Upkeep, every
from knowledge.base import open_base
from knowledge.settings import KnowledgeSettings
from tests.sources_server import SourcesServer
from tests.sources_server.held import opening
from tests.sources_server.services import COMPANY


@pytest.fixture
def server() -> Iterator[SourcesServer]:
    with SourcesServer() as running:
        yield running


def test_spans() -> None:
    assert (every("6h"), every("90m"), every("1d")) == (21_600, 5_400, 86_400)
    for wrong in ("6", "5m", "0h", "h", "-1h", "6 hours", ""):
        with pytest.raises(ValueError, match="6h"):
            every(wrong)


def test_a_span_that_makes_no_sense_is_refused_at_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["--sync-every", "1m"])
    assert "ten minutes" in capsys.readouterr().err


def test_the_page_serves_what_it_has_until_a_sync_is_written(
    server: SourcesServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.data["openings"] = [opening(n) for n in range(3)]
    home = tmp_path / "home"
    for name, value in {
        "HOME": str(home), "LIBRARY": "none", "SAMPLES": "off", "WORK24_OPENINGS_KEY": COMPANY, "SYNC_DETAILS": "0",
        "SOURCE_URLS": f"work24-openings={server.url}",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"IEUM_{name}", value)
    base = open_base(home, KnowledgeSettings(), progress=False)
    services = build(base, AssistantSettings())
    syncing = Syncing(home, 3600)
    upkeep = Upkeep(services, 0.2, syncing)
    upkeep.start()
    try:
        deadline = time.monotonic() + 120
        while services.loaded().openings < 3 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert services.loaded().openings == 3
        assert base.opening("work24-openings:K000000000000002") is not None
        while not (home / "sync" / "last").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert 3500 < syncing.due() <= 3600
        assert Syncing(home, 3600).due() > 3500  # a restart asks nobody again
    finally:
        upkeep.stop()
        base.close()
    assert "work24-openings: 3 kept" in caplog.text
    assert COMPANY not in caplog.text


def test_a_sync_under_way_is_ended_with_the_page(tmp_path: Path) -> None:
    syncing = Syncing(tmp_path, 3600, ("-c", "import time; time.sleep(60)"))
    syncing.start()
    deadline = time.monotonic() + 10
    while syncing._child is None and time.monotonic() < deadline:
        time.sleep(0.02)
    child = syncing._child
    assert child is not None
    began = time.monotonic()
    syncing.stop()
    assert time.monotonic() - began < 5
    assert child.poll() is not None


def test_what_goes_wrong_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Syncing(tmp_path, 3600, ("-c", "import sys; sys.exit('No source has a key yet.')")).once()
    assert "No source has a key yet." in caplog.text


def test_a_clock_set_back_does_not_stop_syncing(tmp_path: Path) -> None:
    last = tmp_path / "sync" / "last"
    last.parent.mkdir()
    last.touch()
    later = time.time() + 10**6
    os.utime(last, (later, later))
    assert Syncing(tmp_path, 3600).due() <= 3600
