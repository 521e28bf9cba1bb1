"""Documents are added: what changes is told, what stayed stays, older words are kept, and refusals are words."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.__main__ import main
from knowledge.adding import DocumentOlder, of_document, prepare
from knowledge.base import Base
from knowledge.ingest import Failure, Load
from knowledge.models import Query, Section
from knowledge.sections import Given
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY, opening
from tests.knowledge.notice import HTML, SLUG, TITLE, next_version

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"


def take(base: Base, html: str, **given: Any) -> list[int]:
    """Adds the notice and gives new, updated, skipped, gone."""
    prepared = prepare(html.encode(), "notice.html", Given(**given), lambda d: of_document(base, d))
    (report,) = base.take_in(prepared.load, on=DAY)
    report = prepared.counted(report)
    assert not report.failed
    return [report.new, report.updated, report.skipped, report.gone]


def steps(sections: Any) -> list[str]:
    return [s.id.partition("/")[2] for s in sections]


def test_twice_in_a_row_changes_nothing(open_bare: Opener) -> None:
    base = open_bare()
    assert take(base, HTML) == [6, 0, 0, 0]
    seq = base.seq
    assert take(base, HTML) == [0, 0, 6, 0]
    assert base.seq == seq


def test_the_next_version_changes_what_changed_and_keeps_the_older_words(open_bare: Opener) -> None:
    base = open_bare()
    take(base, HTML)
    prepared = prepare(next_version().encode(), "n.html", Given(), lambda d: of_document(base, d))
    changes = prepared.changes
    assert steps(changes.new) == ["2/다"]
    assert steps(new for _, new in changes.changed) == ["2/가/표1"]
    assert steps(changes.gone) == ["1"]
    assert steps(changes.redated) == ["첫머리", "2/가", "2/나", "3"]
    assert take(base, next_version()) == [1, 1, 4, 1]
    stayed, table = base.section(f"{SLUG}/2/나", "ko"), base.section(f"{SLUG}/2/가/표1", "ko")
    assert stayed is not None
    assert (stayed.as_of, stayed.valid_from) == (date(2026, 11, 2), date(2026, 3, 2))
    assert table is not None
    assert (table.valid_from, "월: 13" in table.text) == (date(2026, 11, 2), True)
    asked = Query("무지개시 주거비 3구간 월 지원금", "section", date(2026, 6, 1))
    then = next(h.record for h in base.search(asked).kept if h.id == table.id)
    assert isinstance(then, Section)
    assert "월: 12" in then.text
    now = next(h.record for h in base.search(replace(asked, as_of=date(2026, 11, 2))).kept if h.id == table.id)
    assert now == table
    (document,) = base.documents()
    assert (document.title, document.versions, document.as_of) == (TITLE, 2, date(2026, 11, 2))


def test_an_older_notice_does_not_replace_a_newer_one(open_bare: Opener) -> None:
    base = open_bare()
    take(base, next_version())
    with pytest.raises(DocumentOlder, match=r"2026-03-02.*2026-11-02"):
        take(base, HTML)


def test_what_was_said_of_it_once_still_holds(open_bare: Opener) -> None:
    base = open_bare()
    take(base, HTML, url="https://rainbow.example/n", family="places")
    take(base, next_version())
    found = base.section(f"{SLUG}/2/다", "ko")
    assert found is not None
    assert (found.url, found.family) == ("https://rainbow.example/n", "places")


def test_another_issuers_notice_of_the_same_title_stands_beside_it(open_bare: Opener) -> None:
    base = open_bare()
    take(base, HTML)
    take(base, HTML.replace("무지개시", "구름시").replace(TITLE.replace("무지개시", "구름시"), TITLE))
    assert {d.id for d in base.documents()} == {SLUG, f"{SLUG}-구름시"}


def test_the_same_notice_in_another_format_is_the_same(open_bare: Opener) -> None:
    base = open_bare()
    reports = []
    for name in ("programme.hwpx", "programme.docx", "programme.office.pdf"):
        prepared = prepare(DOCUMENTS / name, name, Given(), lambda d: of_document(base, d))
        (report,) = base.take_in(prepared.load, on=DAY)
        reports.append((report.new, report.gone, len(base.documents())))
    assert reports[0][0] == 9
    assert reports[1:] == [(0, 0, 1), (0, 0, 1)]


# ---- the commands


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {"HOME": str(tmp_path / "home"), "LIBRARY": "none", "SAMPLES": "off"}.items():
        monkeypatch.setenv(f"IEUM_{name}", value)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return dict(json.loads(capsys.readouterr().out))


def test_a_folder_of_everything_is_read_by_its_bytes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "lies.pdf").write_text(HTML, encoding="utf-8")
    (folder / "deep" / "rows.txt").write_text('{"id": "a/1", "text": "바다거북 돌봄."}\n', encoding="utf-8")
    (folder / "picture.docx").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    (folder / "empty.txt").write_bytes(b"")
    (folder / ".hidden.html").write_text(HTML, encoding="utf-8")
    assert main(["add", str(folder), "--json"]) == 0
    report = said(capsys)
    assert (report["new"], len(report["failed"])) == (7, 2)
    (document,) = report["documents"]
    assert (document["file"], document["format"], document["id"]) == ("lies.pdf", "html", SLUG)
    assert (document["as_of"], document["sections"], document["tables"]) == ("2026-03-02", 6, 1)
    assert {f["file"] for f in report["failed"]} == {"picture.docx", "empty.txt"}
    assert all(f["reason"].endswith(".") for f in report["failed"])
    assert main(["add", str(folder / "empty.txt")]) == 1
    assert "The file is empty" in capsys.readouterr().err


def test_the_report_says_what_changed_and_what_is_missing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "notice.html"
    file.write_text(HTML, encoding="utf-8")
    assert main(["add", str(file)]) == 0
    assert "all new" in capsys.readouterr().out
    file.write_text(next_version(), encoding="utf-8")
    assert main(["add", str(file)]) == 0
    out = capsys.readouterr().out
    assert "1 new, 1 updated, 4 skipped, 1 gone, 0 withdrawn, 0 held, 0 failed" in out
    assert f"changed: {SLUG}/2/가/표1" in out
    assert f"gone: {SLUG}/1" in out
    bare = home / "bare.txt"
    bare.write_text("접수는 3월에 합니다.\n서류는 두 가지입니다.\n", encoding="utf-8")
    assert main(["add", str(bare), "--title", "무지개시 접수"]) == 0
    assert "neither given nor found: issuer, date" in capsys.readouterr().out


def test_standard_input_may_be_a_document(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def feed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    feed(HTML.encode())
    assert main(["add", "-", "--json"]) == 0
    assert said(capsys)["documents"][0]["file"] == "stdin"
    feed((DOCUMENTS / "regulation.docx").read_bytes())
    assert main(["add", "-", "--json"]) == 0
    assert said(capsys)["new"] == 9
    feed(b'{"id": "r/1", "text": "one."}\n{"id": "r/2"}\n')
    assert main(["add", "-", "--json"]) == 0
    report = said(capsys)
    assert "documents" not in report
    assert (report["new"], report["failed"][0]["row"]) == (1, 2)


def test_one_title_for_several_files_is_refused(home: Path) -> None:
    for name in ("a.html", "b.html"):
        (home / name).write_text(HTML, encoding="utf-8")
    assert main(["add", str(home / "a.html"), str(home / "b.html"), "--title", "x"]) == 2


def test_status_lists_documents_with_their_age(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "notice.html"
    for html in (HTML, next_version()):
        file.write_text(html, encoding="utf-8")
        main(["add", str(file)])
    capsys.readouterr()
    assert main(["status", "--json", "--as-of", "2027-01-05"]) == 0
    found = said(capsys)
    (document,) = found["documents"]
    assert (document["id"], document["versions"], document["age_days"]) == (SLUG, 2, 64)
    assert document["past_review"] is True
    assert found["sources"] == []
    assert {late["id"] for late in found["past_review"]} == {f"{SLUG}/{s}" for s in ("첫머리", "2/가", "2/가/표1", "2/나", "2/다", "3")}
    assert main(["status", "--as-of", "2026-11-22"]) == 0
    out = capsys.readouterr().out
    assert "as of 2026-11-02, 20 days old, 6 sections, 2 versions" in out
    assert "past_review: 0 sections" in out


def test_sources_say_when_they_were_last_read(open_bare: Opener) -> None:
    base = open_bare()
    load = Load("work24", [opening("o-1", "사무원 채용", source="work24")])
    base.take_in(load, on=DAY)
    base.take_in(Load("broken", [Failure("broken", 1, "isn't an opening.")]), on=DAY)
    take(base, HTML)
    (source,) = base.sources()
    assert (source.name, source.openings, source.sections, source.read_on) == ("work24", 1, 0, DAY)
    assert source.age(DAY + timedelta(3)) == 3
    base.take_in(load, on=DAY + timedelta(2))
    assert base.sources()[0].read_on == DAY + timedelta(2)
