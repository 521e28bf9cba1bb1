"""The command line: JSON lines in and out, bad lines in words, exit statuses that scripts can rely on."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge.__main__ import COMMANDS, main
from knowledge.base import Base

Env = pytest.MonkeyPatch
Capture = pytest.CaptureFixture[str]
ON = ("--as-of", "2026-11-22")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: Env) -> Path:
    """An empty base of its own for the commands of a test."""
    return _use(tmp_path / "home", monkeypatch)


@pytest.fixture
def filled(small: Base, monkeypatch: Env) -> Base:
    """The commands of a test read the small base."""
    _use(small.home, monkeypatch)
    return small


def _use(home: Path, monkeypatch: Env) -> Path:
    for name, value in {"HOME": str(home), "LIBRARY": "none", "SAMPLES": "off", "LOCK_TIMEOUT": "10"}.items():
        monkeypatch.setenv(f"IEUM_{name}", value)
    return home


def lines(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def feed(monkeypatch: Env, *rows: Any) -> None:
    """Puts rows (JSON unless bytes) on standard input."""
    raw = b"\n".join(r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in rows)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))


# ---- add


def test_added_sections_are_found_under_their_ids(
    home: Path, tmp_path: Path, monkeypatch: Env, capsys: Capture
) -> None:
    rows = [
        {"id": "doc/1", "title": "돌봄", "text": "바다거북 돌봄 수당은 하루 3만 원이에요."},
        {"id": "doc/2", "text": "둘."},
    ]
    document = tmp_path / "doc.jsonl"
    document.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert main(["add", str(document), "--json"]) == 0
    nothing = {"new": 0, "updated": 0, "skipped": 0, "gone": 0, "withdrawn": 0, "held": 0, "failed": []}
    assert lines(capsys) == [{**nothing, "new": 2}]
    assert main(["add", str(document)]) == 0
    assert "0 new, 0 updated, 2 skipped, 0 gone, 0 withdrawn, 0 held, 0 failed\n" in capsys.readouterr().out
    assert main(["search", "바다거북 수당", "--json"]) == 0
    (found,) = lines(capsys)
    assert [h["id"] for h in found["kept"]] == ["doc/1"]
    feed(monkeypatch, rows[1], {"id": "doc/3", "text": "셋."})
    assert main(["add", "-", "--json"]) == 0
    assert lines(capsys) == [{**nothing, "new": 1, "updated": 1}]


def test_what_cannot_be_added_is_said_and_the_rest_is_taken(home: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "하나."}\n{"id": "b"}\n', encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    assert main(["add", str(tmp_path / "a.jsonl"), str(tmp_path / "b.pdf"), str(tmp_path / "c")]) == 0
    out, err = capsys.readouterr()
    assert "1 new, 0 updated, 0 skipped, 0 gone, 0 withdrawn, 0 held, 3 failed\n" in out
    assert "a.jsonl, line 2: text is missing" in err
    assert "b.pdf: There is no text in the document" in err
    assert "doesn't exist" in err
    assert main(["add", str(tmp_path / "b.pdf")]) == 1


# ---- search


def test_a_search_in_words_shows_scores_parts_and_reasons(filled: Base, capsys: Capture) -> None:
    assert main(["search", "프론트엔드 개발자", "--kind", "opening", *ON]) == 0
    out = capsys.readouterr().out
    assert "[o-front]" in out
    assert "skills +" in out or "occupation +" in out
    assert "closed" in out
    assert main(["search", "비트코인 시세"]) == 0
    assert "Nothing kept." in capsys.readouterr().out


def test_a_batch_answers_every_line_and_a_bad_one_in_words(filled: Base, monkeypatch: Env, capsys: Capture) -> None:
    feed(
        monkeypatch,
        {"id": "q1", "query": "국취제 얼마 줘요", "k": 1, "extra": "ignored"},
        b"{not json",
        {"id": "q2"},
        {"id": "q3", "query": "x", "kind": "person"},
        {"id": "q4", "query": "x", "k": 0},
        {"id": "q5", "query": "x", "region": "아틀란티스"},
        {"id": "q6", "query": "x", "as_of": "soon"},
        [1],
        {"id": 7, "query": "프론트엔드", "kind": "opening", "region": "부산", "as_of": "2026-11-22"},
        {"id": "q8", "query": "how much is the NESP allowance", "k": 1},
    )
    assert main(["search", "--json", "--batch", "-", *ON]) == 0
    found = lines(capsys)
    first, bad, english = found[0], found[1:8], found[9]
    assert set(first) == {"id", "query", "kept", "rejected", "timings_ms"}
    assert set(first["kept"][0]) == {"id", "kind", "title", "score", "parts", "snippet"}
    assert first["kept"][0]["id"] == "nesp/allowance"
    assert all(set(r) == {"id", "reason"} for r in first["rejected"])
    codes = ["json", "query", "query", "query", "unknown_region", "query", "query"]
    assert [(b["line"], b["error"]["code"]) for b in bad] == list(zip(range(2, 9), codes, strict=True))
    assert [b.get("id") for b in bad] == [None, "q2", "q3", "q4", "q5", "q6", None]
    assert (found[8]["id"], [h["id"] for h in found[8]["kept"]]) == (7, ["o-front-2"])
    assert english["kept"][0]["title"] == "How much is the allowance?"


def test_a_batch_file_that_is_not_there_stops_the_run(filled: Base, capsys: Capture) -> None:
    assert main(["search", "--batch", "/nowhere/q.jsonl"]) == 2
    assert "can't be read" in capsys.readouterr().err


# ---- show, status, check


@pytest.mark.parametrize(
    ("id_", "kind", "fact"),
    [
        ("nesp/allowance", "section", {"lang": "ko", "topics": ["amount"], "state": "in_force"}),
        ("o-closed", "opening", {"lifecycle": "closed", "employer": "앞단 상사"}),
        ("c-data", "course", {"course_kind": "kdt", "title": "파이썬 데이터 분석 부트캠프"}),
        ("c-data-2", "cohort", {"course": "c-data", "joinable": True, "starts": "2026-12-02"}),
        ("nesp", "family", {"office_code": "job_center"}),
    ],
)
def test_show_gives_the_whole_record(filled: Base, capsys: Capture, id_: str, kind: str, fact: dict[str, Any]) -> None:
    assert main(["show", id_, "--json", *ON]) == 0
    (found,) = lines(capsys)
    assert (found["id"], found["kind"]) == (id_, kind)
    assert {name: found[name] for name in fact} == fact


def test_show_in_a_batch(filled: Base, monkeypatch: Env, capsys: Capture) -> None:
    feed(monkeypatch, {"id": "nesp/allowance", "lang": "en"}, {"id": "none"}, {"lang": "ko"}, {"id": "o-cook"})
    assert main(["show", "--json", "--batch", "-", *ON]) == 0
    found = lines(capsys)
    assert found[0]["title"] == "How much is the allowance?"
    assert [f.get("error", {}).get("code") for f in found] == [None, "not_found", "query", None]
    assert main(["show", "none"]) == 2
    assert main(["show", "o-cook"]) == 0
    assert "title: 한식당 주방 조리원" in capsys.readouterr().out


def test_status_counts(filled: Base, capsys: Capture) -> None:
    assert main(["status", "--json"]) == 0
    (found,) = lines(capsys)
    assert {name: found[name] for name in filled.counts()} == dict(filled.counts())
    assert found["indexes"] == {"section": found["change"], "course": found["change"], "opening": found["change"]}
    assert found["bytes"] > 10_000


def test_check_proves_a_library(home: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["check"]) == 2
    assert "IEUM_LIBRARY is none" in capsys.readouterr().err
    family = tmp_path / "library" / "demo"
    family.mkdir(parents=True)
    assert main(["check", "--library", str(family.parent)]) == 2
    assert "Every family needs it" in capsys.readouterr().err
    assert main(["check", "--library", "bundled", "--family", "work-experience"]) in (0, 1)
    assert "1 families" in capsys.readouterr().out


# ---- the program


def test_help_names_every_command_and_nothing_else_runs(capsys: Capture) -> None:
    assert main(["--help"]) == 0
    assert all(
        f"  {name} " in f"{line} "
        for name, line in zip(COMMANDS, capsys.readouterr().out.splitlines()[2:], strict=False)
    )
    assert main([]) == 2
    assert main(["delete-everything"]) == 2


def test_a_setting_that_cannot_be_used_is_named(home: Path, monkeypatch: Env, capsys: Capture) -> None:
    monkeypatch.setenv("IEUM_LOCK_TIMEOUT", "forever")
    assert main(["status"]) == 2
    assert "IEUM_LOCK_TIMEOUT" in capsys.readouterr().err


def test_a_reader_that_stops_reading_is_no_error(filled: Base) -> None:
    command = f"{sys.executable} -m knowledge search 국취제 --json | head -c 5"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, timeout=120, check=False)
    assert done.stderr == b""
