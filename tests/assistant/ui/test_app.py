"""The entry: what it says when it starts, and when it can't."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import app

ROOT = Path(app.__file__).parent


@pytest.mark.parametrize(
    ("name", "value"),
    [("IEUM_PORT", "many"), ("IEUM_LOCK_TIMEOUT", "-1"), ("IEUM_STAFF_PASSWORD", "short")],
)
def test_a_setting_that_cannot_be_used_is_named(
    name: str,
    value: str,
    shared_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = shutil.copytree(shared_home, tmp_path / "home")
    monkeypatch.setenv("IEUM_HOME", str(home))
    monkeypatch.setenv(name, value)
    assert app.main(["--no-browser"]) == 2
    assert name in capsys.readouterr().err


def test_telemetry_is_off_before_anything_is_imported() -> None:
    for name in ("GRADIO_ANALYTICS_ENABLED", "ANONYMIZED_TELEMETRY", "LANGSMITH_TRACING"):
        assert os.environ[name].lower() == "false"
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_the_start_says_where_and_what(shared_home: Path, tmp_path: Path) -> None:
    home = shutil.copytree(shared_home, tmp_path / "home")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "IEUM_HOME": str(home), "IEUM_PORT": str(port)}
    environment.pop("IEUM_STAFF_PASSWORD", None)
    command = [sys.executable, str(ROOT / "app.py"), "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert b'"ok":true' in _served(f"http://127.0.0.1:{port}/healthz", seconds=90)
        finally:
            running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}" in said
    assert re.search(r"[\d,]+ sections · [\d,]+ courses · [\d,]+ openings \(예시 · sample\) · offline", said)
    password = re.search(r"one-time password: (\S+)", said)
    assert password
    assert password[1] not in (Path(home) / "staff.json").read_text(encoding="utf-8")


def _served(address: str, seconds: float) -> bytes:
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as reply:
                body: bytes = reply.read()
                return body
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
