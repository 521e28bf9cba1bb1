"""Training courses of Work24: kinds, areas, rounds, rates, splitting by date, details."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from knowledge import codec
from knowledge.sources.connector import LoadState, Scope
from knowledge.sources.drafts import CourseDraft
from knowledge.sources.http import Limits, SourceClient
from knowledge.sources.sync import joined
from knowledge.sources.work24 import judge, training_areas
from knowledge.sources.work24_training import KINDS, SERVICE, Work24Training, rate
from tests.knowledge.making import DAY
from tests.knowledge.sources.services import REGIONS, StillClock, load, source
from tests.sources_server import SourcesServer
from tests.sources_server.held import course
from tests.sources_server.services import COMPANY, PERSONAL


def only(server: SourcesServer, *kinds: str, last_page: int = 1000) -> Work24Training:
    client = SourceClient(
        SERVICE, SecretStr(COMPANY), judge=judge, base_url=server.url, clock=StillClock(), limits=Limits()
    )
    return Work24Training(client, REGIONS, kinds=kinds, last_page=last_page)


def test_a_personal_key_loads_courses(server: SourcesServer, tmp_path: Path) -> None:
    server.data["courses"] = [course(n, traStartDate="2026-03-02") for n in range(7)]
    with source(server, "work24-training", tmp_path, key=PERSONAL) as connector:
        check = connector.check()
    assert check.ok
    assert "7건" in check.text


def test_rounds_of_a_course_are_one_course(server: SourcesServer) -> None:
    server.data["courses"] = [
        course(1, 1), course(2, 1), course(1, 2), course(1, 3), course(1, 1, trainstCstId="500000000002"),
    ]  # fmt: skip
    drafts, state = load(only(server, "C0104"))
    assert (state.read, state.complete) == (5, True)
    courses = {d.id: d for d in joined(drafts) if isinstance(d, CourseDraft)}
    assert {id_: len(d.cohorts) for id_, d in courses.items()} == {
        "AIG00000000000001-500000000001": 3,
        "AIG00000000000002-500000000001": 1,
        "AIG00000000000001-500000000002": 1,
    }
    first = courses["AIG00000000000001-500000000001"]
    assert [(c.id[-2:], c.starts, c.seats, c.taken) for c in first.cohorts] == [
        (f"-{n}", f"2026-12-0{n}", "24", "7") for n in (1, 2, 3)
    ]


def test_fields_come_as_the_source_says_them_without_phones(server: SourcesServer) -> None:
    server.data["courses"] = [course(1, eiEmplRate6="71.4")]
    (draft,), _ = load(only(server, "C0104"))
    assert isinstance(draft, CourseDraft)
    assert draft.kind == "kdt"
    assert (draft.region_code, draft.region, draft.tuition) == ("11545", "서울 금천구", "6800000")
    assert (draft.placement_rate, draft.ncs) == ("71.4%", "20010105")
    assert draft.url == "https://www.work24.go.kr/hr/a/a/3100/selectTracseDetl.do?tracseId=AIG00000000000001"
    told = json.dumps(codec.encode(draft), ensure_ascii=False)
    assert "02-" not in told
    assert "홍가상" not in told


@pytest.mark.parametrize(
    ("six", "three", "means"),
    [("A", "B", ""), ("", "85.3", "85.3%"), ("D", "50", "50%"), ("0", "0.0", ""), ("71.4", "60", "71.4%"), ("999", "", ""), ("C", "", "")],
)
def test_rates_in_letters_are_no_rates(six: str, three: str, means: str) -> None:
    assert rate({"eiEmplRate6": six, "eiEmplRate3": three}) == means


def test_each_kind_is_asked_for_and_becomes_ours(server: SourcesServer, tmp_path: Path) -> None:
    server.data["courses"] = [course(n, trainTargetCd=code) for n, code in enumerate(KINDS)]
    with source(server, "work24-training", tmp_path) as connector:
        drafts, state = load(connector)
    assert state.complete
    assert [d.kind for d in drafts if isinstance(d, CourseDraft)] == list(KINDS.values())
    assert server.requests[0].params["crseTracseSe"] == "C0104"  # digital ones first: a break costs the least wanted
    modes = {d.mode for d in drafts if isinstance(d, CourseDraft) and d.kind == "general"}
    assert modes == {"online", ""}


@pytest.mark.parametrize("mode", ["xml_only", "wrapped", "no_total"])
@pytest.mark.parametrize("n", [1, 3])
def test_other_shapes_of_the_answer(server: SourcesServer, mode: str, n: int) -> None:
    server.data["courses"] = [course(i) for i in range(n)]
    server.modes.add(mode)
    drafts, state = load(only(server, "C0104", "C0105"))
    assert (len(drafts), state.complete) == (n, True)


def test_more_pages_than_the_service_gives_are_split_by_date(server: SourcesServer) -> None:
    server.data["courses"] = [
        course(n, traStartDate=(DAY + timedelta(n % 120)).isoformat()) for n in range(700)
    ]
    drafts, state = load(only(server, "C0104", last_page=2))
    assert len({d.id for d in drafts}) == len(drafts) == 700
    assert state.complete
    windows = {(s.params["srchTraStDt"], s.params["srchTraEndDt"]) for s in server.requests}
    assert len(windows) > 4
    assert all(int(s.params["pageNum"]) <= 2 for s in server.requests)


def test_a_day_that_is_too_full_ends_as_a_part(server: SourcesServer) -> None:
    server.data["courses"] = [course(n, traStartDate="2026-12-01") for n in range(150)]
    _, state = load(only(server, "C0104", last_page=1))
    assert (state.complete, state.error) == (False, "too_many")
    assert "--region" in state.text


def test_areas() -> None:
    assert training_areas(REGIONS, ()) == training_areas(REGIONS, ("00000",)) == ()
    assert training_areas(REGIONS, ("26000",)) == ("26",)
    assert training_areas(REGIONS, ("11545",)) == ("11",)
    assert training_areas(REGIONS, ("12000",)) == ("29", "46")  # 전남광주, since July 2026: the service has both halves
    assert training_areas(REGIONS, ("12210",)) == ("29",)
    assert training_areas(REGIONS, ("52000", "51000")) == ("45", "51")
    assert training_areas(REGIONS, ("36000",)) == ("36",)


def test_a_filter_that_is_ignored_is_refused(server: SourcesServer) -> None:
    server.data["courses"] = [
        *(course(n) for n in range(20)), *(course(n, trngAreaCd="26110", address="부산 중구") for n in range(20, 30)),
    ]  # fmt: skip
    scope = Scope(DAY, ("26000",))
    drafts, state = load(only(server, "C0104"), scope)
    assert (len(drafts), state.complete) == (10, True)
    server.modes.add("deaf")
    drafts, state = load(only(server, "C0104"), scope)
    assert (drafts, state.error) == ([], "filter_ignored")
    drafts, state = load(only(server, "C0105"))  # the kind is ignored: everything is of another one
    assert (drafts, state.error) == ([], "filter_ignored")


def test_the_window_is_from_today_or_since(server: SourcesServer) -> None:
    server.data["courses"] = [course(1, traStartDate="2026-11-01"), course(2, traStartDate="2026-12-01")]
    assert [d.title[-1] for d in load(only(server, "C0104"))[0] if isinstance(d, CourseDraft)] == ["2"]
    assert len(load(only(server, "C0104"), Scope(DAY, since=date(2026, 10, 1)))[0]) == 2


def test_a_detail_is_asked_once_a_course_and_year_when_wanted(server: SourcesServer, tmp_path: Path) -> None:
    server.data["courses"] = [course(1, 1), course(1, 2), course(2, 1)]
    with source(server, "work24-training", tmp_path, details=None) as connector:
        load(connector)
    assert not server.of("310L02.do")
    for _ in range(2):
        with source(server, "work24-training", tmp_path, details=5) as connector:
            drafts, _state = load(connector)
        assert [(d.own_share, d.hours, d.days) for d in drafts if isinstance(d, CourseDraft)] == [("500000", "480", "60")] * 3
    assert len(server.of("310L02.do")) == 2
    assert "홍가상" not in json.dumps([codec.encode(d) for d in drafts], ensure_ascii=False)


def test_a_break_goes_on_in_its_kind_and_page(server: SourcesServer) -> None:
    server.data["courses"] = [
        *(course(n) for n in range(30)), *(course(n, trainTargetCd="C0105") for n in range(1000, 1250)),
    ]  # fmt: skip
    server.trap("broken", since=3)
    drafts, state = load(only(server, "C0104", "C0105"))
    assert (len(drafts), state.error) == (130, "broken")
    assert (state.done["part"], state.done["page"], state.done["part_read"]) == (1, 1, 100)
    server.trap("")
    done = state.done
    scope = Scope(DAY, resume_part=done["part"], resume_from=done["page"] + 1, resume_read=done["part_read"])
    state = LoadState(**done)
    rest = list(only(server, "C0104", "C0105").drafts(scope, state))
    assert len(rest) == 150
    assert (state.complete, state.read) == (True, 280)
