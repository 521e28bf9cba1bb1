"""Openings of Work24: keys, filters, fields, details, people."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge import codec
from knowledge.sources.body import parse
from knowledge.sources.connector import ErrorClass, Scope
from knowledge.sources.drafts import OpeningDraft
from knowledge.sources.work24 import judge, opening_regions
from knowledge.sources.work24_openings import closing
from tests.knowledge.making import DAY
from tests.knowledge.sources.services import REGIONS, load, source
from tests.sources_server import SourcesServer
from tests.sources_server.held import opening
from tests.sources_server.services import COMPANY, OTHER, PERSONAL, SPENT


@pytest.mark.parametrize(
    ("key", "kind", "words"),
    [
        (PERSONAL, "account_type", ("개인회원 키로는 채용공고를 못 받아요", "personal account")),
        (OTHER, "not_subscribed", ("신청하지 않았어요", "wasn't applied for")),
        (SPENT, "quota", ("내일", "tomorrow")),
        ("", "auth_missing", ("인증키가 없어요", "there is no key")),
    ],
)
def test_a_key_that_may_not_is_told_so_in_words(
    server: SourcesServer, tmp_path: Path, key: str, kind: ErrorClass, words: tuple[str, str]
) -> None:
    server.data["openings"] = [opening(1)]
    with source(server, "work24-openings", tmp_path, key=key) as connector:
        check, (drafts, state) = connector.check(), load(connector)
    assert (check.ok, check.error, state.error, state.complete, drafts) == (False, kind, kind, False, [])
    for text in (check.text, state.text):
        assert all(word in text for word in words)


def test_a_key_that_may_is_told_what_for(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [opening(n) for n in range(1234)]
    with source(server, "work24-openings", tmp_path, key=COMPANY) as connector:
        check = connector.check()
    assert check.ok
    assert "1,234건" in check.text
    assert len(server.requests) == 1


def test_maintenance_passes(server: SourcesServer, tmp_path: Path) -> None:
    server.modes.add("maintenance")
    with source(server, "work24-openings", tmp_path) as connector:
        assert connector.check().error == "unavailable"
    assert len(server.requests) == 3


def test_fields_come_as_the_source_says_them(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [opening(1)]
    with source(server, "work24-openings", tmp_path) as connector:
        ((draft,), state) = load(connector)
    assert isinstance(draft, OpeningDraft)
    assert state.complete
    assert draft == OpeningDraft(
        id="K000000000000001", title="품질관리 신입 1번 채용합니다 측정 기록...", employer="(주)예시정밀1",
        url="https://www.work24.go.kr/wk/a/b/1500/empDetailAuthView.do?wantedAuthNo=K000000000000001"
        "&infoTypeCd=VALIDATION&infoTypeGroup=tb_workinfoworknet",
        region="경기 안산시", employment="정규직", pay="3200만원", pay_unit="연봉", pay_min="32000000", pay_max="",
        posted="2026-11-01", closes="채용시까지 2026-12-31", education="고졸", career="신입", body="금속 가공",
        hours="주 5일근무", employer_key="0000000001", modified="202611011130",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ("채용시까지  26-12-01", "채용시까지 2026-12-01"),
        ("26-12-01", "2026-12-01"),
        ("채용시까지", "채용시까지"),
        ("26-11-01 ~ 26-12-01", "2026-12-01"),
        ("26-13-41", "26-13-41"),
        ("", ""),
    ],
)
def test_closing_dates(given: str, means: str) -> None:
    assert closing(given) == means


@pytest.mark.parametrize("missing", ["wantedAuthNo", "title", "company"])
def test_a_row_without_a_name_is_left_out_and_counted(server: SourcesServer, tmp_path: Path, missing: str) -> None:
    server.data["openings"] = [opening(1), opening(2, **{missing: ""}), {"wantedAuthNo": "K9"}]
    with source(server, "work24-openings", tmp_path) as connector:
        drafts, state = load(connector)
    assert [d.id for d in drafts] == ["K000000000000001"]
    assert state.skipped == {"nameless": 2}


def test_a_detail_is_asked_once_a_change_and_holds_nobody(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [opening(n) for n in range(3)]
    with source(server, "work24-openings", tmp_path, details=2) as connector:
        drafts, _ = load(connector)
    assert len(server.of("210D01.do")) == 2
    titles = [d.title for d in drafts if isinstance(d, OpeningDraft)]
    assert titles[0] == "품질관리 신입 0번 채용합니다 측정 기록 정리 (예시)"
    assert titles[2].endswith("...")  # the budget was two
    told = json.dumps([codec.encode(d) for d in drafts], ensure_ascii=False)
    for person in ("홍가상", "010-0000-0000", "02-000-0000", "example@example.org", "charge@example.org"):
        assert person not in told
    first = drafts[0]
    assert isinstance(first, OpeningDraft)
    assert first.requirements == "컴퓨터 활용: 엑셀"
    assert (first.career, first.preferred, first.employer_size) == ("신입", "인근 거주자", "25 명")
    server.requests.clear()
    server.data["openings"][0]["smodifyDtm"] = "202611200900"
    with source(server, "work24-openings", tmp_path, details=9) as connector:
        again, _ = load(connector)
    asked = [seen.params["wantedAuthNo"] for seen in server.of("210D01.do")]
    assert asked == ["K000000000000000", "K000000000000002"]
    assert [d.title for d in again if isinstance(d, OpeningDraft)][1] == titles[1]


def test_a_region_filter_that_is_ignored_is_refused(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [*(opening(n) for n in range(60)), *(opening(n, _region="26110") for n in range(60, 90))]
    scope = Scope(DAY, ("26000",))
    with source(server, "work24-openings", tmp_path) as connector:
        drafts, state = load(connector, scope)
        assert (len(drafts), state.complete) == (30, True)
        server.modes.add("deaf")
        drafts, state = load(connector, scope)
    assert (drafts, state.complete, state.error) == ([], False, "filter_ignored")
    assert all(len(c) == 5 for seen in server.requests for c in seen.params.get("region", "00000").split("|"))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<GO24><error>authKey는 필수 입니다.</error></GO24>", "auth_missing"),
        ("<GO24><message>신청하신 OpenApi 서비스가 존재하지 않습니다.</message></GO24>", "not_subscribed"),
        ("<GO24><error>개인회원은 사용할 수 없는 OPEN-API입니다.</error></GO24>", "account_type"),
        ("<GO24><error>일일 호출 건수를 초과하였습니다.</error></GO24>", "quota"),
        ("<GO24><message>일시적인 서비스 점검 중</message></GO24>", "unavailable"),
        ("<GO24><error>유효하지 않은 인증키입니다. [002]</error></GO24>", "auth_wrong"),
        ("<GO24><error>처음 보는 말</error></GO24>", "provider_error"),
        ("<wantedRoot><message>target 정보가 바르지 않습니다</message></wantedRoot>", "bad_request"),
        ("<wantedRoot><message>infoSvc</message><messageCd>018</messageCd></wantedRoot>", "bad_request"),
        ("<wantedRoot><message>자료 없음</message><messageCd>006</messageCd></wantedRoot>", None),
        ('{"GO24": {"error": "개인회원은 사용할 수 없는 OPEN-API입니다."}}', "account_type"),
        ('{"error": "일일 호출 건수를 초과하였습니다."}', "quota"),
        ('{"scn_cnt": 0, "srchList": []}', None),
    ],
)
def test_what_work24_says_decides_the_class(body: str, kind: ErrorClass | None) -> None:
    fault = judge(parse(body.encode()))
    assert (fault[0] if fault else None) == kind


def test_regions_are_asked_for_by_new_codes_and_old() -> None:
    assert opening_regions(REGIONS, ()) == ()
    assert opening_regions(REGIONS, ("00000",)) == ()
    assert opening_regions(REGIONS, ("26000",)) == ("26000",)
    assert opening_regions(REGIONS, ("12000",)) == ("12000", "29000", "46000")
    assert opening_regions(REGIONS, ("52000", "36000")) == ("52000", "45000", "36110")


@pytest.mark.parametrize(("days", "asked"), [(0, "D-0"), (2, "D-3"), (6, "W-1"), (7, "W-2"), (27, "M-1"), (90, None)])
def test_since_asks_for_a_span_that_surely_holds_it(
    server: SourcesServer, tmp_path: Path, days: int, asked: str | None
) -> None:
    server.data["openings"] = [opening(1)]
    with source(server, "work24-openings", tmp_path) as connector:
        drafts, state = load(connector, Scope(DAY, since=DAY - timedelta(days)))
    assert (len(drafts), state.complete) == (1, True)
    assert server.requests[-1].params.get("regDate") == asked


def test_only_xml_is_asked_for(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [opening(1)]
    with source(server, "work24-openings", tmp_path, details=1) as connector:
        load(connector)
    assert {seen.params["returnType"] for seen in server.requests} == {"XML"}
    assert server.of("210D01.do")[0].params["infoSvc"] == "VALIDATION"


def test_over_the_budget_the_detail_of_before_stands(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [opening(1)]
    with source(server, "work24-openings", tmp_path, details=1) as connector:
        (first,), _ = load(connector)
    server.data["openings"] = [opening(0, smodifyDtm="202611200900"), opening(1, smodifyDtm="202611200900", sal="3400만원")]
    with source(server, "work24-openings", tmp_path, details=1) as connector:
        (_new, again), _ = load(connector)
    assert isinstance(first, OpeningDraft)
    assert isinstance(again, OpeningDraft)
    assert (again.pay, again.requirements, again.title) == ("3400만원", first.requirements, first.title)


def test_without_a_time_of_change_what_is_seen_of_it_decides(server: SourcesServer, tmp_path: Path) -> None:
    server.data["openings"] = [opening(1, smodifyDtm="")]
    for closes in ("26-12-01", "26-12-01", "26-12-24"):
        server.data["openings"][0]["closeDt"] = closes
        with source(server, "work24-openings", tmp_path, details=9) as connector:
            load(connector)
    assert len(server.of("210D01.do")) == 2
