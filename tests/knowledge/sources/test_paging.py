"""Reading pages from services that don't say the truth about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.sources.connector import Scope
from knowledge.sources.registry import NAMES
from tests.knowledge.making import DAY
from tests.knowledge.sources.services import load, source
from tests.sources_server import SourcesServer
from tests.sources_server.held import job, opening, policy, public_job, sme_job


@pytest.mark.parametrize("mode", ["", "no_total"])
@pytest.mark.parametrize("n", [0, 1, 99, 100, 101, 250])
def test_all_pages_are_read_once(server: SourcesServer, tmp_path: Path, n: int, mode: str) -> None:
    server.data["openings"] = [opening(i) for i in range(n)]
    server.modes |= {mode}
    with source(server, "work24-openings", tmp_path) as connector:
        drafts, state = load(connector)
    assert len({d.id for d in drafts}) == len(drafts) == n
    assert state.complete
    assert (state.read, state.error) == (n, None)
    assert state.total == (n if not mode or n == 0 else None)


@pytest.mark.parametrize("mode", ["", "no_total"])
def test_a_page_that_comes_again_ends_the_load_as_a_part(server: SourcesServer, tmp_path: Path, mode: str) -> None:
    server.data["openings"] = [opening(i) for i in range(250)]
    server.modes |= {"repeat", mode}
    with source(server, "work24-openings", tmp_path) as connector:
        drafts, state = load(connector)
    assert len(drafts) == 100
    assert not state.complete
    assert state.error == "repeated_page"
    assert "같은 쪽" in state.text


def test_more_than_a_hundred_is_never_asked_for(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [opening(i) for i in range(150)]
    with source(server, "work24-openings", tmp_path) as connector:
        load(connector)
    assert {seen.params["display"] for seen in server.requests} == {"100"}


def test_a_cut_below_what_was_asked_loses_nothing(server: SourcesServer, tmp_path: Path) -> None:
    """The service gives 110 at most where 110 are asked, 100 where 500 are: a short first page isn't the last."""
    server.data["kosmes"] = [sme_job(i) for i in range(205)]
    server.data["saramin"] = [job(i) for i in range(230)]
    for name, n in (("kosmes", 205), ("saramin", 230)):
        with source(server, name, tmp_path) as connector:
            drafts, state = load(connector)
        assert len(drafts) == n
        assert state.complete


def test_what_moves_between_two_pages_is_not_missed(server: SourcesServer, tmp_path: Path) -> None:
    """A posting of page 1 is taken down before page 2 is asked for: the first of page 2 moves back."""
    server.data["openings"] = [opening(i) for i in range(250)]
    server.modes.add("moving")
    with source(server, "work24-openings", tmp_path) as connector:
        drafts, state = load(connector)
    assert {d.id for d in drafts} == {opening(i)["wantedAuthNo"] for i in range(250)}
    assert state.complete


def test_what_moves_off_the_last_page_is_not_missed(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [opening(i) for i in range(101)]
    server.modes.add("moving")
    with source(server, "work24-openings", tmp_path) as connector:
        drafts, state = load(connector)
    assert len(drafts) == 101
    assert state.complete


def test_nothing_in_the_middle_is_no_end(server: SourcesServer, tmp_path: Path) -> None:
    """A service that says "no data" for page 2 of 3 has slipped: what it didn't give isn't gone."""
    server.data["alio"] = [public_job(i) for i in range(250)]
    server.trap("gateway_03", since=2)
    with source(server, "alio", tmp_path) as connector:
        drafts, state = load(connector)
    assert len(drafts) == 100
    assert (state.complete, state.error) == (False, "interrupted")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("trap", ["stranger", "gateway_30"])
def test_an_answer_of_another_shape_is_not_an_empty_list(
    server: SourcesServer, tmp_path: Path, name: str, trap: str
) -> None:
    """Taken for an empty list it would withdraw everything."""
    server.trap(trap)
    with source(server, name, tmp_path) as connector:
        drafts, state = load(connector)
    assert (drafts, state.complete) == ([], False)
    assert state.error in ("provider_error", "auth_wrong")


def test_an_end_before_the_total_is_no_end(server: SourcesServer, tmp_path: Path) -> None:
    """The service promises more than it gives."""
    server.data["policies"] = [policy(1), *(policy(1) for _ in range(40))]
    with source(server, "youth-policies", tmp_path) as connector:
        drafts, state = load(connector)
    assert len(drafts) == 1
    assert (state.complete, state.error) == (False, "interrupted")


def test_a_break_in_the_middle_gives_what_came(server: SourcesServer, tmp_path: Path) -> None:
    server.data["alio"] = [public_job(i) for i in range(250)]
    server.trap("broken", since=3)
    with source(server, "alio", tmp_path) as connector:
        drafts, state = load(connector)
    assert len(drafts) == 200
    assert (state.complete, state.error, state.page, state.part_read) == (False, "broken", 2, 200)
    server.trap("")
    scope = Scope(DAY, resume_from=3, resume_read=200)
    with source(server, "alio", tmp_path) as connector:
        rest, state = load(connector, scope)
    assert len(rest) == 50
    assert state.complete
    assert server.requests[-1].params["pageNo"] == "3"
