"""A real page over real services, driven in Debian's chromium. Every test proves too that nothing went elsewhere."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from assistant.answer import Event
from assistant.history import Conversation, TurnLog
from assistant.services import Services
from assistant.settings import AssistantSettings
from assistant.ui.server import create_app
from assistant.ui.staff_access import open_access
from knowledge.base import Base, open_base
from knowledge.ingest import Load
from knowledge.models import Lang, Opening, Pay
from knowledge.records import SAMPLE
from knowledge.settings import KnowledgeSettings

TODAY = date(2026, 11, 22)
PASSWORD = "a-staff-password"
ARTEFACTS = Path(__file__).parent / "artefacts"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW = "No chromium found: the page tests did not run. Get one with `apt-get install chromium fonts-noto-cjk`."
ATTACK = (
    '<script>window.PWNED=1</script><img src="https://evil.example/x.png" onerror="window.PWNED=1">'
    "<form action=https://evil.example><input name=id></form><style>body{display:none}</style>"
    "<iframe src=https://evil.example></iframe>![x](https://evil.example/y.png) [x](javascript:PWNED=1) {{1+1}} ${1+1}"
)


class PagedServices(Services):
    """The real services on a fixed day, with a pause between events where a test wants to watch them."""

    pause = 0.0
    breaks = False

    def today(self) -> date:
        return TODAY

    def turn(
        self, conversation: Conversation, message: str, *, lang: Lang | None = None, as_of: date | None = None
    ) -> Generator[Event]:
        for event in super().turn(conversation, message, lang=lang, as_of=as_of or TODAY):
            yield event
            if self.breaks:
                raise RuntimeError(f"Something with {message} in it")
            time.sleep(self.pause)


def chromium() -> str | None:
    """The browser: Debian's, or the one IEUM_CHROMIUM names."""
    return os.environ.get("IEUM_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if any(HOW in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.section("page tests skipped", sep="!", red=True, bold=True)
        terminalreporter.write_line(HOW)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(HOW, pytrace=False)
        pytest.skip(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def services(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagedServices]:
    """Real services over a copy of the starter base, with one hostile opening in it."""
    base = _hostile(_copied(tmp_path_factory))
    base.warm()
    yield PagedServices(base, AssistantSettings(_env_file=None), TurnLog(base.home / "turns.jsonl"))
    base.close()


def _copied(tmp: pytest.TempPathFactory) -> Path:
    root = tmp.getbasetemp()
    shared = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "shared-home"
    with FileLock(f"{shared}.lock"):
        open_base(shared, KnowledgeSettings(home=shared), today=TODAY, progress=False).close()
        return Path(shutil.copytree(shared, tmp.mktemp("page") / "home"))


def _hostile(home: Path) -> Base:
    base = open_base(home, KnowledgeSettings(home=home), today=TODAY, progress=False)
    mould = Opening(
        id="hostile-1",
        source="partner",
        sample=False,
        title=f"도자기 물레 강사 {ATTACK}",
        employer=f"흙빛공방 {ATTACK}",
        region="26000",
        employment="permanent",
        pay=Pay("month", 2_600_000),
        posted=TODAY - timedelta(days=3),
        closes=TODAY + timedelta(days=9),
        occupation="",
        required=(),
        preferred=(),
        experience=0,
        education="any",
        body=f"도자기 물레 수업을 맡을 분을 찾아요. {ATTACK}",
        shift=ATTACK,
        url="javascript:window.PWNED=1",
    )
    # As part of the samples: real openings of another source would make the samples leave.
    base.take_in(Load(SAMPLE, [mould, replace(mould, id="hostile-2", title="도자기 물레 보조")], complete=False), on=TODAY)
    return base


@pytest.fixture(scope="session")
def address(services: PagedServices) -> Iterator[str]:
    """Where the page is served."""
    with served(services) as address:
        yield address


@contextmanager
def served(services: Services) -> Iterator[str]:
    """The pages over these services on a free port, while the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(services, open_access(services.base.home, PASSWORD))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(autouse=True)
def calm(services: PagedServices) -> Iterator[None]:
    """Each test starts with services at their own speed, unbroken."""
    yield
    services.pause, services.breaks = 0.0, False


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens the chat (or `path`, or the pages served `at` elsewhere) for a new visitor. At the end: no request elsewhere, no script error, no refusal."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    errors: list[str] = []

    def opened(width: int = 1280, height: int = 860, path: str = "/", at: str = address, **options: object) -> Page:
        settings: dict[str, object] = {"locale": "ko-KR", "viewport": {"width": width, "height": height}}
        context = browser.new_context(**(settings | options))  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda r: None if _ours(r.url, at) else outside.append(r.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(at + path)
        if path.split("?")[0] == "/":
            page.wait_for_selector(".top[data-arrived]")
            page.wait_for_selector(".welcome h1")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not outside
    assert not errors


def _ours(url: str, address: str) -> bool:
    return urlsplit(url).scheme in ("data", "blob") or url.startswith(address)


def send(page: Page, text: str) -> None:
    """Types a question and sends it, without waiting for the answer."""
    page.fill("#ask textarea", text)
    page.press("#ask textarea", "Enter")


def wait_for_answer(page: Page, turns: int) -> None:
    """Waits until `turns` turns stand on the page and the last is whole."""
    page.wait_for_function(
        "n => document.querySelectorAll('.turn').length === n"
        " && document.querySelector('#live .turn')?.dataset.state !== 'writing'",
        arg=turns,
    )


def ask(page: Page, text: str) -> str:
    """Asks and waits; returns the text of the answer."""
    turns = page.locator(".turn").count()
    send(page, text)
    wait_for_answer(page, turns + 1)
    return page.inner_text("#live .bot")


def picture(page: Page, name: str) -> None:
    """Keeps a screenshot for people to look at."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.wait_for_timeout(350)  # the lines fade in
    page.screenshot(path=ARTEFACTS / f"{name}.png")
