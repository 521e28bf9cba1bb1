"""The shared client: what it refuses, what it tries again, and that the key is nowhere."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import pytest
from pydantic import SecretStr

from knowledge.errors import SettingsError
from knowledge.sources.addresses import checked_base, same_site
from knowledge.sources.connector import ErrorClass
from knowledge.sources.errors import WORDS, SourceError
from knowledge.sources.http import Limits, SourceClient
from knowledge.sources.work24 import judge
from knowledge.sources.work24_openings import LIST, SERVICE
from tests.knowledge.sources.services import StillClock, load, source
from tests.sources_server import SourcesServer
from tests.sources_server.held import opening
from tests.sources_server.services import COMPANY, OTHER

PARAMS = {"callTp": "L", "returnType": "XML", "startPage": "1", "display": "10"}
KEY = "example/secret+key=with signs 0001"  # in an address every sign of it looks different


def client(server: SourcesServer, key: str = COMPANY, clock: StillClock | None = None, **limits: float) -> SourceClient:
    return SourceClient(
        SERVICE, SecretStr(key), judge=judge, base_url=server.url, clock=clock or StillClock(),
        limits=Limits(**limits),  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("trap", "kind", "calls"),
    [
        ("broken", "broken", 3),
        ("hang_up", "interrupted", 3),
        ("doctype", "broken", 3),
        ("huge", "too_large", 1),
        ("redirect", "moved", 1),
        ("html", "blocked", 1),
        ("empty", "bad_request", 1),
        ("down", "unavailable", 3),
        ("away", "unavailable", 1),  # asks us to stay away for a day: the next load comes anyway
    ],
)
def test_each_fault_has_its_class_and_only_those_of_the_moment_are_tried_again(
    server: SourcesServer, trap: str, kind: ErrorClass, calls: int
) -> None:
    server.data["openings"] = [opening(n) for n in range(20)]
    server.trap(trap)
    with pytest.raises(SourceError) as caught:
        client(server).get(LIST, PARAMS)
    assert caught.value.kind == kind
    assert len(server.requests) == calls


def test_a_fault_of_the_moment_passes(server: SourcesServer) -> None:
    server.data["openings"] = [opening(1)]
    server.trap("broken", times=2)
    assert client(server).get(LIST, PARAMS)["wantedRoot"]["total"] == "1"


def test_waiting_is_as_long_as_asked_and_differs(server: SourcesServer) -> None:
    server.data["openings"] = [opening(1)]
    server.trap("busy", times=1)
    clock = StillClock()
    client(server, clock=clock, per_second=1000).get(LIST, PARAMS)
    assert max(clock.slept) >= 2.0  # retry-after: 2
    server.trap("down")
    pauses = []
    for _ in range(4):
        clock = StillClock()
        with pytest.raises(SourceError):
            client(server, clock=clock, per_second=1000).get(LIST, PARAMS)
        pauses.append(tuple(p for p in clock.slept if p > 0.1))
    assert len(set(pauses)) == 4
    assert all(0.5 <= first <= 1.5 <= 3 * second for first, second in pauses)


@pytest.mark.parametrize("trap", ["slow", "slow_head", "silent"])
def test_a_drip_and_a_silence_end(server: SourcesServer, trap: str) -> None:
    server.data["openings"] = [opening(n) for n in range(20)]
    server.trap(trap)
    with pytest.raises(SourceError) as caught:
        client(server, seconds=0.4, tries=1).get(LIST, PARAMS)
    assert caught.value.kind == "unavailable"


def test_calls_keep_their_distance(server: SourcesServer) -> None:
    server.data["openings"] = [opening(1)]
    clock = StillClock()
    asking = client(server, clock=clock, per_second=1)
    for _ in range(4):
        asking.get(LIST, PARAMS)
    assert clock.time == pytest.approx(3.0, abs=0.01)


def test_only_pinned_paths_and_no_call_without_a_key(server: SourcesServer, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="isn't a path"):
        client(server).get("/cm/openApi/call/hr/callOpenApiSvcInfo310L01.do", PARAMS)
    with source(server, "work24-openings", tmp_path, key="") as connector:
        check = connector.check()
    assert check.error == "auth_missing"
    assert "IEUM_WORK24_OPENINGS_KEY" in check.text
    assert not server.requests


@pytest.mark.parametrize("trap", ["", "redirect", "hang_up", "down", "html", "broken", "silent"])
def test_the_key_is_in_no_log_and_no_error(
    server: SourcesServer, trap: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG, with the HTTP client's own loggers; the service even quotes the key in its answer."""
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        caplog.set_level(logging.DEBUG, logger=name)
    server.trap(trap)
    with source(server, "work24-openings", tmp_path, key=KEY, limits=Limits(seconds=0.3, tries=1)) as connector:
        check = connector.check()
        _, state = load(connector)
    told = [caplog.text, check.text, state.text, repr(connector), str(vars(connector))]
    try:
        client(server, KEY, seconds=0.3, tries=1).get(LIST, PARAMS)
    except SourceError:
        told.append(traceback.format_exc())
    sent = server.requests[-1].params["authKey"]
    assert sent == KEY
    assert any(r.name.startswith("httpx") or r.name.startswith("httpcore") for r in caplog.records)
    for form in (KEY, "example%2Fsecret", "example/secret", "secret%2Bkey"):
        assert not any(form in text for text in told), form
        assert not any(form in str(r.__dict__) for r in caplog.records)


def test_a_key_quoted_by_the_service_is_struck_out(server: SourcesServer, tmp_path: Path) -> None:
    with source(server, "work24-openings", tmp_path, key=OTHER) as connector:
        check = connector.check()
    assert check.error == "not_subscribed"
    assert "***" in check.text
    assert OTHER not in check.text


@pytest.mark.parametrize(
    "url",
    ["http://example.org", "ftp://example.org", "https://user:pw@example.org", "https://example.org/path", "https://example.org?a=b", "example.org", "http://10.0.0.1"],
)
def test_an_address_that_would_show_the_key_is_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        checked_base(url)


def test_addresses_that_may_stand_in() -> None:
    assert checked_base("https://example.org/") == "https://example.org"
    assert checked_base("http://127.0.0.1:8080") == "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("https://www.bizinfo.go.kr/files/a.hwp", True),
        ("https://files.bizinfo.go.kr/a.hwp", True),
        ("https://bizinfo.go.kr.example.org/a.hwp", False),
        ("https://other.go.kr/a.hwp", False),
        ("http://www.bizinfo.go.kr/a.hwp", False),
        ("https://www.bizinfo.go.kr:8443/a.hwp", False),
        ("https://x@www.bizinfo.go.kr/a.hwp", False),
        ("file:///etc/passwd", False),
    ],
)
def test_files_are_followed_on_the_same_site_alone(address: str, same: bool) -> None:
    assert same_site(address, "https://www.bizinfo.go.kr") is same


def test_every_class_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(ErrorClass.__args__)  # type: ignore[attr-defined]
    for text in WORDS.values():
        assert "{service}" in text.ko
        assert "{service}" in text.en
