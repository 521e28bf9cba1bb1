"""The thin sources: one pager, and small mappings that are easy to get wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import SettingsError
from knowledge.settings import KnowledgeSettings
from knowledge.sources.connector import ErrorClass
from knowledge.sources.drafts import OpeningDraft, PolicyDraft
from knowledge.sources.errors import UnknownSource
from knowledge.sources.registry import Workplace, chosen, opened_source, usable
from knowledge.sources.spec_connector import SpecConnector
from tests.knowledge.sources.services import REGIONS, load, settings_for, source
from tests.sources_server import SourcesServer
from tests.sources_server.held import announcement, founding, job, public_job, sme_job
from tests.sources_server.services import OTHER

HELD = {
    "bizinfo": ("bizinfo", announcement),
    "k-startup": ("startup", founding),
    "saramin": ("saramin", job),
    "alio": ("alio", public_job),
    "kosmes": ("kosmes", sme_job),
}


@pytest.mark.parametrize("name", HELD)
@pytest.mark.parametrize("n", [1, 2, 230])
def test_everything_is_read(server: SourcesServer, tmp_path: Path, name: str, n: int) -> None:
    service, make = HELD[name]
    server.data[service] = [make(i) for i in range(n)]
    with source(server, name, tmp_path) as connector:
        assert connector.check().ok
        drafts, state = load(connector)
    assert len({d.id for d in drafts}) == n
    assert (state.complete, state.read) == (True, n)


@pytest.mark.parametrize("name", ["bizinfo", "k-startup", "saramin", "alio", "kosmes"])
def test_a_wrong_key_is_called_one(server: SourcesServer, tmp_path: Path, name: str) -> None:
    with source(server, name, tmp_path, key=OTHER) as connector:
        check = connector.check()
    assert check.error == "auth_wrong"


@pytest.mark.parametrize("name", ["k-startup", "alio"])
@pytest.mark.parametrize(
    ("trap", "kind", "calls"),
    [("gateway_22", "quota", 1), ("gateway_30", "auth_wrong", 1), ("gateway_05", "unavailable", 3), ("html", "blocked", 1)],
)
def test_the_gateway_speaks_xml_whatever_was_asked(
    server: SourcesServer, tmp_path: Path, name: str, trap: str, kind: ErrorClass, calls: int
) -> None:
    server.trap(trap)
    with source(server, name, tmp_path) as connector:
        drafts, state = load(connector)
    assert (drafts, state.complete, state.error) == ([], False, kind)
    assert len(server.requests) == calls


def test_no_data_of_the_gateway_is_an_empty_list(server: SourcesServer, tmp_path: Path) -> None:
    server.trap("gateway_03")
    with source(server, "alio", tmp_path) as connector:
        drafts, state = load(connector)
    assert (drafts, state.complete, state.error) == ([], True, None)


@pytest.mark.parametrize("mode", ["", "bare"])
def test_k_startup_wraps_once_or_twice_and_escapes(server: SourcesServer, tmp_path: Path, mode: str) -> None:
    server.data["startup"] = [founding(1), founding(2, rcrt_prgs_yn="N")]
    server.modes.add(mode)
    with source(server, "k-startup", tmp_path) as connector:
        (draft,), state = load(connector)
    assert isinstance(draft, PolicyDraft)
    assert draft.name == "예시 창업 & 도약 1"
    parts = dict(draft.parts)
    assert parts["공고와 신청 주소"] == "https://www.example.org/detail\nhttps://www.example.org/apply"
    assert (draft.apply_from, draft.apply_to) == ("2026-11-01", "2026-12-31")
    assert state.skipped == {"closed": 1}


def test_saramin_says_places_levels_and_ends_in_its_own_way(server: SourcesServer, tmp_path: Path) -> None:
    open_end = {"close-type": {"code": "2", "name": "채용시"}}
    server.data["saramin"] = [job(1), job(2, **open_end), job(3, active=0)]
    with source(server, "saramin", tmp_path) as connector:
        drafts, state = load(connector)
    first, second = (d for d in drafts if isinstance(d, OpeningDraft))
    assert (first.region, first.career, first.education) == ("서울 관악구", "신입", "학력무관")
    assert (first.posted, first.closes) == ("2026-11-02T10:00:00+0900", "1798729199")
    assert second.closes == "채용시까지"
    assert state.skipped == {"closed": 1}
    assert server.requests[0].params["start"] == "0"
    assert server.requests[0].headers["accept"] == "application/json"


@pytest.mark.parametrize(
    ("period", "window", "always"),
    [
        ("2026-11-01 ~ 2026-12-15", ("2026-11-01", "2026-12-15"), False),
        ("20261101 ~ 20261215", ("2026-11-01", "2026-12-15"), False),
        ("예산 소진시까지", ("", ""), True),
        ("상시 접수", ("", ""), True),
        ("추후 공지", ("", ""), False),
    ],
)
def test_bizinfo_periods(
    server: SourcesServer, tmp_path: Path, period: str, window: tuple[str, str], always: bool
) -> None:
    server.data["bizinfo"] = [announcement(1, reqstBeginEndDe=period)]
    with source(server, "bizinfo", tmp_path) as connector:
        (draft,), _ = load(connector)
    assert isinstance(draft, PolicyDraft)
    assert (draft.apply_from, draft.apply_to) == window
    assert draft.always_open is always
    assert dict(draft.parts)["개요"] == "작은 공방에 자동화 설비를 지원해요.\n한도 5천만 원"


def test_guideline_files_are_followed_on_the_same_site_alone(server: SourcesServer, tmp_path: Path) -> None:
    elsewhere = "https://files.example.org/guideline.hwp"
    server.data["bizinfo"] = [announcement(1, printFlpthNm=f"{elsewhere}@/files/guideline.hwp", printFileNm="하나@둘")]
    server.data["guideline"] = [{"body": "예시 지침"}]
    with source(server, "bizinfo", tmp_path) as connector:
        (draft,), _ = load(connector)
        assert isinstance(draft, PolicyDraft)
        assert [name for name, _ in draft.files] == ["하나", "둘"]
        assert draft.files[0][1] == elsewhere
        assert isinstance(connector, SpecConnector)
        assert connector.file(f"{server.url}/files/guideline.hwp").decode() == "예시 지침"
        with pytest.raises(Exception, match=r"files\.example\.org") as caught:
            connector.file(elsewhere)
    assert caught.type.__name__ == "SourceError"
    assert "crtfcKey" not in server.of("guideline.hwp")[0].params


def test_kosmes_is_experimental_and_needs_its_address(server: SourcesServer, tmp_path: Path) -> None:
    settings = settings_for(server)
    assert "kosmes" not in usable(settings)
    without = settings.model_copy(update={"source_urls": ""})
    with opened_source("kosmes", Workplace(without, REGIONS, tmp_path)) as connector:
        check = connector.check()
    assert check.error == "no_address"
    assert "IEUM_SOURCE_URLS" in check.text
    server.data["kosmes"] = [sme_job(1), sme_job(2, jopblancIdx=""), sme_job(3, pblancSj="")]
    with source(server, "kosmes", tmp_path) as connector:
        drafts, state = load(connector)
    assert [d.id for d in drafts] == ["901", drafts[1].id]
    assert len(drafts[1].id) == 16
    assert state.skipped == {"nameless": 1}


def test_names_on_the_command_line() -> None:
    nothing = KnowledgeSettings(_env_file=None)  # type: ignore[call-arg]
    with pytest.raises(UnknownSource, match="work24-training"):
        chosen("work25", nothing)
    with pytest.raises(SettingsError, match="IEUM_WORK24_TRAINING_KEY"):
        chosen("all", nothing)
    common = KnowledgeSettings(_env_file=None, work24_key="example-key")  # type: ignore[call-arg,arg-type]
    assert chosen("all", common) == ("work24-training", "work24-openings")
    assert chosen("saramin", nothing) == ("saramin",)


@pytest.mark.parametrize("given", ["work24-training", "nobody=https://example.org", "alio=http://example.org"])
def test_addresses_that_cannot_be_used_are_named(given: str, tmp_path: Path) -> None:
    settings = KnowledgeSettings(_env_file=None, source_urls=given)  # type: ignore[call-arg]
    with pytest.raises(SettingsError, match="IEUM_SOURCE_URLS"), opened_source("alio", Workplace(settings, REGIONS, tmp_path)):
        pass
