"""Boards and pages without a key, over real HTTP on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from knowledge.base import Base
from knowledge.models import Opening, Pay
from knowledge.settings import KnowledgeSettings
from knowledge.sources.boards import BOARDS, LEVER_PAGE, board_of
from knowledge.sources.connector import LoadState, Scope
from knowledge.sources.drafts import OpeningDraft
from knowledge.sources.errors import UnknownSource
from knowledge.sources.http import Limits
from knowledge.sources.names import source_title
from knowledge.sources.normalise import Normaliser
from knowledge.sources.reading import Origin
from knowledge.sources.registry import Workplace, boards_of, chosen, opened_source
from knowledge.sources.sync import sync
from knowledge.taxonomy import load_taxonomy
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY

DATA = Path(__file__).parents[2] / "data" / "sources"
GREENHOUSE = "/v1/boards/gaon/jobs"


@dataclass
class Boards:
    """What the server answers, by path; a function gets the query. `asked` are the addresses it saw."""

    url: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def settings(self, **more: Any) -> KnowledgeSettings:
        urls = ",".join(f"{kind}={self.url}" for kind in BOARDS)
        return KnowledgeSettings(_env_file=None, library="none", samples=False, source_urls=urls, **more)  # type: ignore[call-arg]

    @contextmanager
    def source(self, name: str, home: Path) -> Iterator[Any]:
        place = Workplace(self.settings(), load_taxonomy().regions, home, limits=Limits(1000.0, tries=1))
        with opened_source(name, place) as connector:
            yield connector

    def load(self, name: str, home: Path) -> tuple[list[Any], LoadState]:
        state = LoadState()
        with self.source(name, home) as connector:
            return list(connector.drafts(Scope(DAY), state)), state


@pytest.fixture
def boards() -> Iterator[Boards]:
    known = Boards()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append(self.path)
            parts = urlsplit(self.path)
            answer = known.answers.get(parts.path)
            if callable(answer):
                answer = answer({name: values[0] for name, values in parse_qs(parts.query).items()})
            body = answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False).encode()
            self.send_response(404 if answer is None else 200)
            self.end_headers()
            self.wfile.write(b"Not found" if answer is None else body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield known
    server.shutdown()


def posting(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"p-{number}", "text": f"Engineer {number}", "hostedUrl": f"https://jobs.lever.co/nare/p-{number}",
        "categories": {"location": "Seoul", "commitment": "Full-time", "allLocations": ["Seoul"]},
        "createdAt": 1793404800000, "descriptionPlain": "We build things.", "country": "KR", **more,
    }  # fmt: skip


def read(draft: OpeningDraft, source: str = "board") -> Opening:
    item = Normaliser(load_taxonomy()).read(draft, Origin(source, DAY)).item
    assert isinstance(item, Opening)
    return item


def test_greenhouse_content_was_escaped_once_more(boards: Boards, tmp_path: Path) -> None:
    boards.answers[GREENHOUSE] = json.loads((DATA / "greenhouse.json").read_text(encoding="utf-8"))
    drafts, state = boards.load("greenhouse:gaon=가온페이", tmp_path)
    assert state.complete
    assert (state.read, state.pages) == (2, 1)
    job = read(drafts[0], "greenhouse-gaon")
    assert (job.id, job.employer, job.region) == ("greenhouse-gaon:4001", "가온페이", "11680")
    assert {"python", "postgresql"} <= set(job.required)
    assert set(job.preferred) == {"docker", "kubernetes"}
    assert (job.experience, job.posted, job.pay) == (3, date(2026, 11, 2), None)
    assert {"closes", "employment"} <= set(job.unsaid)
    assert "<" not in job.body
    assert "talent@" not in job.body


def test_lever_is_read_page_by_page_and_its_milliseconds_are_days(boards: Boards, tmp_path: Path) -> None:
    rows = [posting(n, salaryRange={"currency": "KRW", "min": 40000000, "max": 50000000, "interval": "per-year-salary"}) for n in range(LEVER_PAGE + 3)]
    boards.answers["/v0/postings/nare"] = lambda q: rows[int(q["skip"]) : int(q["skip"]) + int(q["limit"])]
    drafts, state = boards.load("lever:nare", tmp_path)
    assert (len(drafts), state.pages, state.complete) == (LEVER_PAGE + 3, 2, True)
    job = read(drafts[0])
    assert (job.posted, job.pay) == (date(2026, 10, 31), Pay("year", 40_000_000, 50_000_000))


def test_lever_that_ignores_skip_is_a_partial_load(boards: Boards, tmp_path: Path) -> None:
    boards.answers["/v0/postings/nare"] = [posting(n) for n in range(LEVER_PAGE)]
    _, state = boards.load("lever:nare", tmp_path)
    assert (state.complete, state.error) == (False, "repeated_page")


def test_ashby_pay_and_unlisted_postings(boards: Boards, tmp_path: Path) -> None:
    boards.answers["/posting-api/job-board/nare"] = json.loads((DATA / "ashby.json").read_text(encoding="utf-8"))
    drafts, state = boards.load("ashby:nare", tmp_path)
    assert [d.id for d in drafts] == ["a-1"]
    assert state.skipped == {"unlisted": 1}
    job = read(drafts[0])
    assert (job.pay, job.employment, job.experience) == (Pay("year", 40_000_000, 52_000_000), "fixed_term", 2)
    assert {"sql", "python"} <= set(job.required)


@pytest.mark.parametrize("kind", BOARDS)
def test_an_unknown_board_is_said_in_words(boards: Boards, tmp_path: Path, kind: str) -> None:
    drafts, state = boards.load(f"{kind}:nobody", tmp_path)
    assert (drafts, state.complete, state.error) == ([], False, "bad_endpoint")
    assert "nobody" in state.text
    assert "채용 게시판이 없어요" in state.text
    with boards.source(f"{kind}:nobody", tmp_path) as connector:
        assert not connector.check().ok


def test_names_of_boards() -> None:
    board = board_of("greenhouse:gaon=(주)가온")
    assert board is not None
    assert (board.name, board.employer) == ("greenhouse-gaon", "(주)가온")
    assert board_of("work24-openings") is None
    for wrong in ("lever:", "lever:../x", "ashby:a b"):
        with pytest.raises(UnknownSource):
            board_of(wrong)
    settings = KnowledgeSettings(_env_file=None, boards="greenhouse:gaon, https://x.example/jobs")  # type: ignore[call-arg]
    assert boards_of(settings) == ("greenhouse:gaon", "https://x.example/jobs")
    assert chosen("all", settings) == boards_of(settings)


def test_what_a_whole_load_no_longer_shows_is_closed(boards: Boards, open_bare: Opener, tmp_path: Path) -> None:
    base: Base = open_bare()
    both = json.loads((DATA / "greenhouse.json").read_text(encoding="utf-8"))
    boards.answers[GREENHOUSE] = both
    with boards.source("greenhouse:gaon", tmp_path) as connector:
        report = sync(base, connector, Scope(DAY))
    assert report.ingested is not None
    assert (report.read, report.kept, report.ingested.new) == (2, 1, 1)  # Berlin is out of reach
    boards.answers[GREENHOUSE] = {"jobs": both["jobs"], "meta": {"total": 9}}
    with boards.source("greenhouse:gaon", tmp_path) as connector:
        assert not sync(base, connector, Scope(DAY)).complete
    job = base.opening("greenhouse-gaon:4001")
    assert job is not None
    assert not job.withdrawn  # a partial load closes nothing
    boards.answers[GREENHOUSE] = {"jobs": [], "meta": {"total": 0}}
    with boards.source("greenhouse:gaon", tmp_path) as connector:
        assert sync(base, connector, Scope(DAY)).complete
    job = base.opening("greenhouse-gaon:4001")
    assert job is not None
    assert job.withdrawn


def test_a_page_keeps_its_query_and_is_over_when_it_is_gone(boards: Boards, open_bare: Opener, tmp_path: Path) -> None:
    base: Base = open_bare()
    boards.answers["/jobs"] = lambda q: (DATA / "job.html").read_bytes() if q.get("id") == "17" else None
    address = f"{boards.url}/jobs?id=17"
    with boards.source(address, tmp_path) as connector:
        assert sync(base, connector, Scope(DAY)).kept == 1
        name = connector.name
    job = base.opening(f"{name}:D-17")
    assert job is not None
    assert not job.withdrawn
    boards.answers.clear()
    with boards.source(address, tmp_path) as connector:
        report = sync(base, connector, Scope(DAY))
    assert report.complete
    job = base.opening(f"{name}:D-17")
    assert job is not None
    assert job.withdrawn


def test_sources_have_names_people_read() -> None:
    assert source_title("work24-openings", "ko") == "고용노동부 고용24"
    assert source_title("greenhouse-gaon", "en") == "gaon (Greenhouse)"
    assert source_title("jobs.gaon.example-0a1b2c3d", "ko") == "jobs.gaon.example"
    assert source_title("busan-center", "ko") == "busan-center"


def test_a_page_without_postings_says_so(boards: Boards, tmp_path: Path) -> None:
    boards.answers["/"] = b"<html><body>hello</body></html>"
    drafts, state = boards.load(f"{boards.url}/", tmp_path)
    assert (drafts, state.error, state.complete) == ([], "broken", False)
    assert "schema.org" in state.text
