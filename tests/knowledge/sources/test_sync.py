"""A load from the service into the base: whole, in parts, twice, broken off, gone on with, held."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.base import Base
from knowledge.ingest import IngestReport
from knowledge.lock import file_lock
from knowledge.sources.connector import LoadState, Scope
from knowledge.sources.details import Details
from knowledge.sources.drafts import OpeningDraft
from knowledge.sources.errors import AlreadySyncing
from knowledge.sources.spool import Spool
from knowledge.sources.sync import LoadReport, Options, sync
from tests.knowledge.making import DAY
from tests.knowledge.sources.services import source
from tests.sources_server import SourcesServer
from tests.sources_server.held import announcement, course, opening, policy, public_job

Opener = Callable[..., Base]


@pytest.fixture
def base(open_bare: Opener) -> Base:
    return open_bare()


def run(server: SourcesServer, base: Base, name: str, scope: Scope | None = None, **options: object) -> LoadReport:
    details = options.pop("details", 0)
    with source(server, name, base.home, details=details) as connector:  # type: ignore[arg-type]
        return sync(base, connector, scope or Scope(DAY), Options(**options))  # type: ignore[arg-type]


def ingested(report: LoadReport) -> IngestReport:
    assert report.ingested is not None
    return report.ingested


def test_twice_in_a_row_changes_nothing(server: SourcesServer, base: Base) -> None:
    server.data["openings"] = [opening(n) for n in range(20)]
    first, second = run(server, base, "work24-openings"), run(server, base, "work24-openings")
    assert (first.read, first.kept, first.complete) == (20, 20, True)
    assert (ingested(first).new, ingested(second).skipped) == (20, 20)
    assert not ingested(second).changed
    assert base.counts()["openings"] == 20
    found = base.opening("work24-openings:K000000000000007")
    assert found is not None
    assert (found.region, found.employment, found.sample) == ("41270", "permanent", False)
    assert found.pay is not None
    assert (found.pay.unit, found.pay.min) == ("year", 32_000_000)
    assert found.as_of == DAY


def test_courses_policies_and_their_sections(server: SourcesServer, base: Base) -> None:
    server.data["courses"] = [course(1, 1), course(1, 2), course(2)]
    server.data["policies"] = [policy(1), policy(2, plcyNm=policy(1)["plcyNm"])]
    assert run(server, base, "work24-training").kept == 2
    training = base.course("work24-training:AIG00000000000001-500000000001")
    assert training is not None
    assert (len(training.cohorts), training.course.kind, training.course.region) == (2, "kdt", "11545")
    report = run(server, base, "youth-policies")
    assert report.kept == 2
    assert ingested(report).failed == ()
    sections = {s.id: s for s in base.sections("ko")}
    assert len(sections) == 14  # two policies of the same name are two
    applying = sections["youth-policies:20261101000000000001/신청-방법과-기간"]
    assert applying.text.startswith("누리집에서 신청해요. 문의 [연락처]\n신청은 2026-01-01")
    assert applying.heading_path == ("예시시 청년 면접 정장 대여 1",)
    assert applying.basis == "예시시 · 온통청년(국무조정실·한국고용정보원) 제공"
    where = sections["youth-policies:20261101000000000001/지역"]
    assert where.text == "부산 중구, 부산 서구"
    assert (applying.url, applying.as_of) == ("https://example.org/suit", DAY)


def test_a_failed_load_withdraws_nothing(server: SourcesServer, base: Base) -> None:
    server.data["openings"] = [opening(n) for n in range(12)]
    run(server, base, "work24-openings")
    server.data["openings"] = server.data["openings"][:9]
    for trap in ("broken", "html", "redirect", "huge", "down", "doctype", "hang_up", "empty"):
        server.trap(trap)
        report = run(server, base, "work24-openings")
        assert (report.complete, report.kept) == (False, 0)
        assert report.error
        assert "고용24 채용공고" in report.text
        assert "Work24 openings" in report.text
        assert not ingested(report).changed
    assert base.counts()["openings"] == 12


def test_a_whole_load_withdraws_what_is_missing(server: SourcesServer, base: Base) -> None:
    server.data["openings"] = [opening(n) for n in range(50)]
    run(server, base, "work24-openings")
    server.data["openings"] = server.data["openings"][3:]
    report = run(server, base, "work24-openings")
    assert (report.complete, ingested(report).withdrawn) == (True, 3)
    gone = base.opening("work24-openings:K000000000000001")
    assert gone is not None
    assert gone.withdrawn


def test_a_sudden_drop_waits_for_somebody_to_say_so(server: SourcesServer, base: Base) -> None:
    server.data["openings"] = [opening(n) for n in range(50)]
    run(server, base, "work24-openings")
    server.data["openings"] = server.data["openings"][:20]
    assert ingested(run(server, base, "work24-openings")).held == 30
    assert ingested(run(server, base, "work24-openings", accept_drop=True)).withdrawn == 30


def test_a_load_of_one_region_speaks_for_that_region_alone(server: SourcesServer, base: Base) -> None:
    busan = {"_region": "26110", "region": "부산 중구"}
    server.data["openings"] = [*(opening(n) for n in range(30)), *(opening(n, **busan) for n in range(30, 50))]
    run(server, base, "work24-openings")
    server.data["openings"] = [*server.data["openings"][5:30], *server.data["openings"][32:]]
    report = run(server, base, "work24-openings", Scope(DAY, ("26000",)))
    assert (report.read, ingested(report).withdrawn) == (18, 2)


def test_what_lies_elsewhere_is_left_out(server: SourcesServer, base: Base) -> None:
    """The service honours the filter and still gives a record whose words name another place."""
    server.data["openings"] = [opening(1, _region="26110", region="부산 중구"), opening(2, _region="26110"), opening(3)]
    report = run(server, base, "work24-openings", Scope(DAY, ("26000",)))
    assert (report.read, report.kept, dict(report.skipped)) == (2, 1, {"other_region": 1})


def test_a_dry_run_writes_nothing(server: SourcesServer, base: Base) -> None:
    server.data["openings"] = [opening(n) for n in range(12)]
    before = base.seq
    report = run(server, base, "work24-openings", dry_run=True)
    assert (report.read, report.kept, report.ingested, len(report.examples)) == (12, 12, None, 5)
    assert base.seq == before
    assert base.counts()["openings"] == 0
    assert not (base.home / "sync").exists()


def test_a_break_is_gone_on_with_and_then_whole(server: SourcesServer, base: Base) -> None:
    server.data["alio"] = [public_job(n) for n in range(230)]
    run(server, base, "alio")
    server.data["alio"] = server.data["alio"][4:]
    server.trap("broken", since=2)
    report = run(server, base, "alio")
    assert (report.read, report.complete, report.resumed, ingested(report).withdrawn) == (100, False, False, 0)
    server.trap("")
    server.requests.clear()
    report = run(server, base, "alio")
    assert (report.read, report.kept, report.complete, report.resumed) == (226, 226, True, True)
    assert ingested(report).withdrawn == 4
    assert [seen.params["pageNo"] for seen in server.requests] == ["2", "3"]
    assert not list((base.home / "sync").glob("*.jsonl"))


def test_a_kill_in_the_middle_is_gone_on_with(server: SourcesServer, base: Base) -> None:
    server.data["alio"] = [public_job(n) for n in range(120)]

    def killed(state: LoadState) -> None:
        if state.read == 110:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(server, base, "alio", on_draft=killed)
    assert base.counts()["openings"] == 0
    server.requests.clear()
    report = run(server, base, "alio")
    assert (report.kept, report.complete, report.resumed) == (120, True, True)
    assert server.requests[0].params["pageNo"] == "2"


def test_another_scope_or_another_day_begins_anew(tmp_path: Path) -> None:
    now = datetime.now(UTC)

    def spooled(scope: Scope, at: datetime) -> Spool:
        return Spool(tmp_path, "greenhouse:a/b", scope, at)

    first = spooled(Scope(DAY), now)
    first.put(OpeningDraft("1", "예시", "예시상사"))
    first.state.page_done(1)
    first.put(OpeningDraft("2", "예시", "예시상사"))
    first.finish()
    assert len(list(first.drafts())) == 2
    first.close(keep=True)
    (path,) = tmp_path.glob("greenhouse-a-b.*.jsonl")
    with path.open("a", encoding="utf-8") as file:
        file.write('{"kind": "OpeningDr')  # the machine went down in the middle of a line
    tomorrow = replace(Scope(DAY), today=DAY + timedelta(1))
    again = spooled(tomorrow, now + timedelta(hours=23))
    assert again.resumed
    assert (again.scope.today, again.scope.resume_from) == (DAY, 2)  # its windows stay those of the day it began
    assert [d.id for d in again.drafts()] == ["1"]  # of the page that wasn't done nothing counts
    again.close(keep=True)
    elsewhere = spooled(Scope(DAY, ("26000",)), now)
    assert not elsewhere.resumed
    elsewhere.close(keep=False)
    assert spooled(Scope(DAY), now).resumed  # a load of another scope leaves it alone
    first = spooled(Scope(DAY), now)
    first.put(OpeningDraft("1", "예시", "예시상사"))
    first.state.page_done(1)
    first.finish()
    first.close(keep=True)
    assert not spooled(Scope(DAY), now + timedelta(hours=25)).resumed
    assert not [p for p in tmp_path.glob("*.jsonl") if "예시상사" in p.read_text(encoding="utf-8")]  # too old: gone
    path.write_text("nonsense\n", encoding="utf-8")
    assert not spooled(Scope(DAY), now).resumed


def test_one_process_at_a_time_loads_a_source(server: SourcesServer, base: Base) -> None:
    server.data["alio"] = [public_job(1)]
    (base.home / "sync").mkdir()
    with file_lock(base.home / "sync" / "alio.lock", 0), pytest.raises(AlreadySyncing, match="Wait for it"):
        run(server, base, "alio")
    assert not server.requests
    assert run(server, base, "alio").complete


def test_a_refusal_leaves_nothing_to_go_on_with(server: SourcesServer, base: Base) -> None:
    server.data["openings"] = [opening(n) for n in range(110)]
    server.modes.add("repeat")
    report = run(server, base, "work24-openings")
    assert (report.error, report.kept) == ("repeated_page", 100)
    assert not list((base.home / "sync").glob("*.jsonl"))


def test_guideline_files_become_sections_once_a_version(server: SourcesServer, base: Base) -> None:
    server.data["bizinfo"] = [announcement(1), announcement(2, printFlpthNm="https://files.example.org/x.hwp")]
    server.data["guideline"] = [{"body": "예시 스마트공방 지침\n\n1. 지원 대상\n소상공인이면 신청할 수 있습니다. 문의 02-000-0000\n\n2. 지원 금액\n최대 5천만 원을 지원합니다.\n"}]

    def load_them(budget: int) -> LoadReport:
        files = Details(base.home / "sync" / "files.db", budget)
        try:
            return run(server, base, "bizinfo", files=files)
        finally:
            files.close()

    report = load_them(9)
    assert report.left_out == {"file:blocked": 1}
    texts = {s.id: s.text for s in base.sections("ko")}
    mine = [id_ for id_ in texts if id_.startswith("bizinfo:PBLN_000000000001/1/")]
    assert mine
    assert any("5천만 원" in texts[id_] for id_ in mine)
    assert not any("02-000" in text for text in texts.values())
    asked = len(server.of("guideline.hwp"))
    assert asked == 1
    again = load_them(9)
    assert len(server.of("guideline.hwp")) == 1
    assert ingested(again).gone == 0
    assert not ingested(again).changed
    server.data["bizinfo"][0]["updtPnttm"] = "2026-11-20 10:00:00"
    late = load_them(0)  # nothing may be asked: what the old version said stays
    assert late.left_out == {"file:later": 2}
    assert ingested(late).gone == 0
    assert all(base.section(id_, "ko") for id_ in mine)


def test_no_person_and_no_key_is_written_anywhere(server: SourcesServer, base: Base) -> None:
    server.data["openings"] = [opening(n) for n in range(3)]
    server.data["courses"] = [course(n) for n in range(3)]
    server.data["policies"] = [policy(n) for n in range(3)]
    server.trap("broken", since=9)  # a spool stays behind
    for name in ("work24-openings", "work24-training", "youth-policies"):
        run(server, base, name, details=5)
    base.close()
    held = b"".join(p.read_bytes() for p in base.home.rglob("*") if p.is_file())
    for word in ("홍가상", "010-0000-0000", "02-000-0000", "charge@example.org", "example-company-key"):
        assert word.encode() not in held
        assert json.dumps(word)[1:-1].encode() not in held
