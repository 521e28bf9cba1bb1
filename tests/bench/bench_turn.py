"""A no-key turn, warm and cold: p50/p95 of `Services.answer`, a whole `python -m assistant ask`, the page's start.

    python -m tests.bench turn
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import date
from pathlib import Path

from assistant.history import Conversation
from assistant.services import build
from assistant.settings import AssistantSettings
from knowledge.base import open_base
from knowledge.settings import KnowledgeSettings

AS_OF = date(2026, 11, 22)
SEARCHES = ("부산에서 데이터 분석 배울 수 있는 데", "경기도 신입 백엔드 중소기업", "remote junior frontend job", "대구 스마트공장 채용")


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def run() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        started = time.perf_counter()
        base = open_base(home, KnowledgeSettings(home=home), progress=False)
        print(f"build of the knowledge base   {time.perf_counter() - started:7.1f} s   {base.counts()}")
        services = build(base, AssistantSettings())
        asks = [a for lang in ("ko", "en") for s in base.sections(lang) for a in s.asks]
        questions = random.Random(7).sample(asks, 150) + list(SEARCHES) * 5
        services.answer(Conversation(), questions[0], as_of=AS_OF)
        taken = []
        for question in questions:
            started = time.perf_counter()
            services.answer(Conversation(), question, as_of=AS_OF)
            taken.append((time.perf_counter() - started) * 1000)
        print(f"warm turn ({len(questions)} questions)     p50 {percentile(taken, 0.5):6.1f} ms   p95 {percentile(taken, 0.95):6.1f} ms")
        base.close()
        print(f"cold `ask`                    {_cold_ask(home):7.1f} s")
        print(f"start of the page             {_app_start(home):7.1f} s until it answers")


def _env(home: Path) -> dict[str, str]:
    return {**os.environ, "IEUM_HOME": str(home), "IEUM_STAFF_PASSWORD": "bench-only-password"}


def _cold_ask(home: Path) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "국취제 얼마 줘요"], env=_env(home), check=True, capture_output=True
    )
    return time.perf_counter() - started


def _app_start(home: Path) -> float:
    port = "17861"
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "app.py", "--port", port], env=_env(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - started < 120:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
                    return time.perf_counter() - started
            except OSError:
                time.sleep(0.2)
        raise TimeoutError("the page didn't answer within 120 s")
    finally:
        process.terminate()
        process.wait(20)
