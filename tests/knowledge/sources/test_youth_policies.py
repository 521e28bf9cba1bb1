"""Youth policies of 온통청년: odd answers, texts, codes, people."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge import codec
from knowledge.sources.connector import Scope
from knowledge.sources.drafts import PolicyDraft
from tests.knowledge.making import DAY
from tests.knowledge.sources.services import load, source
from tests.sources_server import SourcesServer
from tests.sources_server.held import policy
from tests.sources_server.services import OTHER


def one(server: SourcesServer, home: Path, **more: str) -> PolicyDraft:
    server.data["policies"] = [policy(1, **more)]
    with source(server, "youth-policies", home) as connector:
        (draft,), state = load(connector)
    assert state.complete
    assert isinstance(draft, PolicyDraft)
    return draft


def test_a_bad_key_comes_as_403_with_e001(server: SourcesServer, tmp_path: Path) -> None:
    with source(server, "youth-policies", tmp_path, key=OTHER) as connector:
        check, (drafts, state) = connector.check(), load(connector)
    assert (check.error, state.error, drafts) == ("auth_wrong", "auth_wrong", [])
    assert "IEUM_YOUTH_POLICIES_KEY" in check.text
    assert len(server.requests) == 2  # a wrong key isn't tried again


@pytest.mark.parametrize("n", [0, 1, 2, 150])
def test_the_misspelt_total_and_json_that_calls_itself_text(server: SourcesServer, tmp_path: Path, n: int) -> None:
    server.data["policies"] = [policy(i) for i in range(n)]
    with source(server, "youth-policies", tmp_path) as connector:
        drafts, state = load(connector)
    assert len(drafts) == n
    assert (state.complete, state.total) == (True, n)


def test_texts_become_parts_in_the_order_a_reader_wants(server: SourcesServer, tmp_path: Path) -> None:
    draft = one(server, tmp_path)
    assert draft.name == "예시시 청년 면접 정장 대여 1"
    assert draft.issuer == "예시시"
    assert draft.parts == (
        ("개요", "면접 정장을 빌려드려요."),
        ("지원 내용", "1년에 3번, 한 번에 3박 4일까지 정장을 무료로 빌려드려요."),
        ("지원 대상", "나이: 만 19세 이상 39세 이하\n취업 상태: 미취업자, (예비)창업자"),
        ("추가 자격", "면접을 앞둔 사람"),
        (
            "신청 방법과 기간",
            "누리집에서 신청해요. 문의 [연락처]\n신청은 2026-01-01 ~ 2026-03-31, 2026-10-01 ~ 2026-12-31에 받아요.",
        ),
        ("제출 서류", "신분증"),
    )
    assert (draft.apply_from, draft.apply_to) == ("2026-10-01", "2026-12-31")  # the round that is open, not the first
    assert draft.region_codes == ("26110", "26140")


def test_nobody_is_named(server: SourcesServer, tmp_path: Path) -> None:
    told = json.dumps(codec.encode(one(server, tmp_path)), ensure_ascii=False)
    assert "홍가상" not in told
    assert "02-000-0000" not in told


def test_the_period_of_the_project_is_not_that_of_applying(server: SourcesServer, tmp_path: Path) -> None:
    draft = one(server, tmp_path, aplyYmd="", aplyPrdSeCd="0057002", bizPrdBgngYmd="20260101", bizPrdEndYmd="20261231")
    assert draft.always_open
    assert (draft.apply_from, draft.apply_to) == ("", "")
    assert dict(draft.parts)["신청 방법과 기간"].endswith("\n상시 신청할 수 있어요.")
    closed = one(server, tmp_path, aplyPrdSeCd="0057003", aplyYmd="", plcyAplyMthdCn="-")
    assert dict(closed.parts)["신청 방법과 기간"] == "신청이 마감됐어요."


def test_income_marriage_and_both_spellings(server: SourcesServer, tmp_path: Path) -> None:
    draft = one(
        server, tmp_path, earnCndSeCd="0043002", earnMaxAmt="5000", mrgSttsCd="0055002", sbizCd="", sBizCd="0014004",
        schoolCd="0049005,0049006", sprtTrgtMaxAge="0", zipCd=",".join(f"{n:05d}" for n in range(11110, 11400)),
    )  # fmt: skip
    assert dict(draft.parts)["지원 대상"].split("\n") == [
        "나이: 만 19세 이상",
        "소득: 연소득 5,000만 원 이하",
        "혼인: 미혼",
        "취업 상태: 미취업자, (예비)창업자",
        "학력: 대학 재학, 대졸 예정",
        "특화 분야: 한부모가정",
    ]
    assert draft.region_codes == ()  # every region is listed: it holds everywhere


def test_region_and_since(server: SourcesServer, tmp_path: Path) -> None:
    server.data["policies"] = [policy(1), policy(2, zipCd="11110"), policy(3, lastMdfcnDt="2025-01-01 00:00:00")]
    with source(server, "youth-policies", tmp_path) as connector:
        drafts, state = load(connector, Scope(DAY, ("26000",), since=date(2026, 10, 1)))
    assert [d.id[-1] for d in drafts] == ["1"]
    assert state.skipped == {"unchanged": 1}
    assert server.requests[-1].params["zipCd"] == "26000"


def test_a_block_page_is_called_one(server: SourcesServer, tmp_path: Path) -> None:
    server.trap("html")
    with source(server, "youth-policies", tmp_path) as connector:
        assert connector.check().error == "blocked"
