"""`knowledge add` with record lines: openings and courses in the shape that `show` prints, good ones kept, others told."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge import codec
from knowledge.__main__ import main
from knowledge.models import Pay
from tests.knowledge.making import DAY, opening, training

PAGE = (Path(__file__).parents[3] / "docs" / "openings.md").read_text(encoding="utf-8")
Capture = pytest.CaptureFixture[str]
OPENING = opening(
    "busan:1", "품질관리 사원", source="busan", sample=False, region="26530", employer="가온테크",
    url="https://gaon.example/1", required=("excel",), body="담당자: 홍길동 010-1234-5678\n검사 성적서를 엑셀로 정리합니다.",
)  # fmt: skip
COURSE = training("busan:c", "엑셀 업무 자동화", [date(2026, 12, 14)], source="busan", sample=False)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {"HOME": str(tmp_path / "home"), "LIBRARY": "none", "SAMPLES": "off", "EMBEDDING_MODEL": "none"}.items():
        monkeypatch.setenv(f"IEUM_{name}", value)
    return tmp_path


def line(**changes: Any) -> str:
    return json.dumps({"kind": "opening", **codec.encode(OPENING, whole=True), **changes}, ensure_ascii=False)


def course() -> str:
    fields = codec.encode(COURSE.course, whole=True)
    fields["course_kind"] = fields.pop("kind")
    return json.dumps({"kind": "course", **fields, "cohorts": codec.encode(COURSE.cohorts, whole=True)})


def file(folder: Path, *rows: str, name: str = "list.jsonl") -> str:
    (folder / name).write_text("\n".join(rows), encoding="utf-8")
    return str(folder / name)


def told(capsys: Capture, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main([*arguments, "--json"])
    return dict(json.loads(capsys.readouterr().out))


def test_openings_and_courses_go_in_with_their_source_and_day(home: Path, capsys: Capture) -> None:
    report = told(capsys, "add", file(home, line(), course()))
    assert (report["new"], report["failed"]) == (2, [])
    shown = told(capsys, "show", "busan:1")
    assert (shown["source"], shown["links"]) == ("busan", [["busan", "https://gaon.example/1"]])
    assert shown["as_of"]
    assert "홍길동" not in shown["body"]
    assert "1234" not in shown["body"]
    assert told(capsys, "show", "busan:c")["cohorts"][0]["starts"] == "2026-12-14"
    found = told(capsys, "search", "품질관리 사원", "--kind", "opening", "--as-of", str(DAY))
    assert [hit["id"] for hit in found["kept"]] == ["busan:1"]


def test_wrong_lines_are_told_with_their_number_and_good_ones_kept(home: Path, capsys: Capture) -> None:
    report = told(capsys, "add", file(
        home, line(), "{bad", '{"kind": "opening", "id": "x"}', line(id="b 2"), line(id="b3", region="99999"),
        line(id="b4", title="<br>"), line(id="b5", pay={"unit": "fortnight", "min": 1}), "[" * 100_000,
        line(id="b6", title="@").replace("@", "\\ud800"), line(id="b7", title="웹 개발자"),
    ))  # fmt: skip
    assert report["new"] == 2
    assert [f["row"] for f in report["failed"]] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert all(f["file"] == "list.jsonl" and f["reason"].endswith((".", "ID --json")) for f in report["failed"])


def test_what_cannot_be_used_of_a_record_is_left_out_with_its_reason(home: Path, capsys: Capture) -> None:
    strange = codec.encode(replace(OPENING, pay=Pay("year", 2_500_000)).pay, whole=True)
    report = told(capsys, "add", file(
        home, line(required=["excel", "witchcraft"], occupation="wizard", url="javascript:alert(1)", pay=strange)
    ))  # fmt: skip
    assert [(d["row"], d["field"]) for d in report["left_out"]] == [
        (1, "required"), (1, "occupation"), (1, "url"), (1, "pay"),
    ]  # fmt: skip
    shown = told(capsys, "show", "busan:1")
    assert (shown["required"], shown["occupation"], shown["url"], shown["links"]) == (["excel"], "", "", [])
    assert shown["pay"] is None


def test_a_later_file_of_the_same_name_is_the_same_list(home: Path, capsys: Capture) -> None:
    told(capsys, "add", file(home, line(), line(id="busan:2", title="웹 개발자")))
    report = told(capsys, "add", file(home, line(id="busan:2", title="앱 개발자")))
    assert (report["updated"], report["withdrawn"], report["held"]) == (1, 1, 0)


def test_standard_input_takes_nothing_down(home: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for rows in ((line(), course()), (line(id="busan:2"), "{bad")):
        feed = io.TextIOWrapper(io.BytesIO("\n".join(rows).encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", feed)
        report = told(capsys, "add", "-")
    assert (report["new"], report["withdrawn"], [f["row"] for f in report["failed"]]) == (1, 0, [2])
    assert told(capsys, "show", "busan:1")["withdrawn"] is False


def test_the_counts_are_told_in_both_languages(home: Path, capsys: Capture) -> None:
    main(["add", file(home, line())])
    assert capsys.readouterr().out.splitlines() == [
        "새로 1 · 바뀜 0 · 그대로 0 · 없어짐 0 · 내려감 0 · 남겨 둠 0 · 실패 0",
        "1 new, 0 updated, 0 skipped, 0 gone, 0 withdrawn, 0 held, 0 failed",
    ]


def test_the_lines_of_the_page_go_in_whole(home: Path, capsys: Capture) -> None:
    rows = [row for row in PAGE.splitlines() if row.startswith('{"kind"')]
    report = told(capsys, "add", file(home, *rows))
    assert len(rows) == 2
    assert (report["new"], report["failed"], "left_out" in report) == (2, [], False)
