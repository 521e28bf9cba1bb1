"""Spreadsheets as they come: what is read from them, what a mapping says, and what is refused."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from knowledge.__main__ import main
from knowledge.ingest import Failure
from knowledge.models import Opening, Pay
from knowledge.records import Training
from knowledge.sources.files import Tabular, is_tabular, proposal_for, tabular
from knowledge.sources.mapping import SUFFIX, MappingError, read_mapping
from knowledge.sources.normalise import Normaliser
from knowledge.sources.tables import UnreadableTable
from knowledge.sources.xlsx import WorkbookRefused
from knowledge.taxonomy import load_taxonomy

TODAY = date(2026, 11, 22)
NORMALISER = Normaliser(load_taxonomy())
HEADER = ("회사명", "공고명", "근무지", "급여", "마감일", "고용형태", "학력", "경력", "필요기술", "우대사항", "링크")
ROW = (
    "가온테크", "품질관리 사원", "부산 사상구", "연 3,200~3,600만원", "2026-12-15", "정규직", "고졸", "신입", "엑셀", "SPC", "https://jobs.example/1",
)  # fmt: skip


def book(path: Path, rows: Sequence[Sequence[Any]], **more: Sequence[Sequence[Any]]) -> Path:
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    for row in rows:
        first.append(list(row))
    for name, sheet_rows in more.items():
        sheet = workbook.create_sheet(name)
        for row in sheet_rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def csv(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def taken(path: Path, mapping: Path | None = None) -> tuple[list[Any], Tabular]:
    read = tabular(path, NORMALISER, TODAY, mapping)
    assert read is not None
    return list(read.load.items), read


def only(path: Path) -> Opening:
    (item,), _ = taken(path)
    assert isinstance(item, Opening)
    return item


def test_a_workbook_with_titles_merged_headers_empty_rows_and_typed_cells(tmp_path: Path) -> None:
    path = book(
        tmp_path / "11월 구인.xlsx",
        [
            ("2026년 11월 구인 현황",), ("작성: 가온센터", None, "기준 2026-11-20"), (),
            ("연번", "회사명", "공고명", "근무지", "급여", None, "마감일", "경력", "필요기술", "담당자", "연락처"),
            (None, None, None, None, "형태", "금액"),
            (1, "가온테크", "품질관리 사원", "부산 사상구", "연봉", "3,200~3,600만원", date(2026, 12, 15), "신입", "엑셀", "홍길동", "010-1234-5678"),
            (),
            (2, "나래소프트", "웹 개발자", "서울 금천구", "시급", 11000, datetime(2026, 12, 5), "무관", "리액트", None, None),
        ],
    )  # fmt: skip
    items, read = taken(path)
    first, second = (item for item in items if isinstance(item, Opening))
    assert (first.pay, first.closes, first.region) == (Pay("year", 32_000_000, 36_000_000), date(2026, 12, 15), "26530")
    assert (second.pay, second.closes) == (Pay("hour", 11_000), date(2026, 12, 5))
    assert "홍길동" not in repr(items)
    assert "1234" not in first.body
    assert first.source == "11월-구인"
    assert not read.doubts
    _, proposal, text = proposal_for(path)
    assert proposal.people == ("담당자", "연락처")
    assert "급여 금액" in text


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp949", "\t"), ("cp949", ",")]
)
def test_csv_in_any_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    quoted = [f'"{cell}"' if separator in cell else cell for cell in ROW]
    path = csv(tmp_path / "list.csv", separator.join(HEADER), separator.join(quoted), encoding=encoding)
    found = only(path)
    assert (found.employer, found.pay) == ("가온테크", Pay("year", 32_000_000, 36_000_000))
    assert found.preferred == ("spc",)


def test_json_and_json_lines(tmp_path: Path) -> None:
    row = '{"company": "가온테크", "title": "품질관리 사원", "location": "부산 사상구", "salary": "월 250만원", "skills": ["엑셀", "SPC"]}'
    for name, text in (("a.json", f'{{"jobs": [{row}]}}'), ("b.jsonl", row + "\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert set(only(tmp_path / name).required) >= {"excel", "spc"}


def test_sections_as_json_lines_are_left_to_the_documents(tmp_path: Path) -> None:
    path = tmp_path / "sections.jsonl"
    path.write_text('{"id": "x/1", "title": "수당", "text": "월 60만 원이에요."}\n', encoding="utf-8")
    assert not is_tabular(path)
    assert tabular(path, NORMALISER, TODAY) is None


def test_rows_that_cannot_be_read_carry_file_row_and_reason(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "list.csv", "회사명,공고명,근무지,급여", "가온테크,품질관리 사원,광주,월 250만원", "나래,,부산,월 250만원",
        "다온,생산직 사원,부산,연봉 250만원", "다온,생산직 사원,부산,연봉 250만원",
    )  # fmt: skip
    items, read = taken(path)
    failures = [item for item in items if isinstance(item, Failure)]
    assert [(f.file, f.row) for f in failures] == [("list.csv", 2), ("list.csv", 3), ("list.csv", 5)]
    assert "경기 광주시" in failures[0].reason
    assert "row 4" in failures[2].reason
    assert [(row, d.field) for row, d in read.doubts] == [(4, "pay")]


def test_ids_stay_when_rows_move(tmp_path: Path) -> None:
    rows = [",".join(ROW[:3]), "나래소프트,웹 개발자,서울 금천구"]
    one = csv(tmp_path / "list.csv", "회사명,공고명,근무지", *rows)
    before = {item.id for item in taken(one)[0]}
    csv(one, "회사명,공고명,근무지", *reversed(rows))
    assert {item.id for item in taken(one)[0]} == before
    numbered = csv(tmp_path / "n.csv", "공고번호,회사명,공고명,근무지", "K-1," + rows[0])
    assert only(numbered).id == "n:K-1"


def test_a_file_is_as_of_its_own_day(tmp_path: Path) -> None:
    path = csv(tmp_path / "list.csv", ",".join(HEADER[:3]), ",".join(ROW[:3]))
    os.utime(path, (datetime(2026, 11, 2, 3).timestamp(),) * 2)
    assert only(path).as_of == date(2026, 11, 2)


def test_a_scale_in_the_header_counts(tmp_path: Path) -> None:
    path = csv(tmp_path / "list.csv", "회사명,공고명,근무지,급여구분,급여(만원)", "가온테크,사무원,부산,월급,250")
    assert only(path).pay == Pay("month", 2_500_000)


def test_courses_of_one_name_are_one_with_several_runs(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "courses.csv", "훈련과정명,훈련기관,훈련기간,정원,신청인원,훈련비,훈련지역,훈련유형,총훈련시간",
        "AI 자동화,누리직업학교,2026-12-14 ~ 2027-02-26,24,7,4200000,부산 부산진구,KDT,320",
        "AI 자동화,누리직업학교,2027-03-02 ~ 2027-05-14,24,0,4200000,부산 부산진구,KDT,320",
    )  # fmt: skip
    (item,), _ = taken(path)
    assert isinstance(item, Training)
    assert [c.starts for c in item.cohorts] == [date(2026, 12, 14), date(2027, 3, 2)]
    assert (item.course.kind, item.cohorts[0].seats_left) == ("kdt", 17)


def test_a_header_whose_upper_line_is_merged_with_the_lower_is_read(tmp_path: Path) -> None:
    path = book(
        tmp_path / "merged.xlsx",
        [
            ("구인 현황",), ("업체", "채용", None, "근무조건", None), (None, "제목", "마감", "지역", "급여"),
            ("가온테크", "품질관리 사원", "2026-12-15", "부산 사상구", "월 230만원"),
        ],
    )  # fmt: skip
    found = only(path)
    assert (found.employer, found.title, found.region) == ("가온테크", "품질관리 사원", "26530")
    assert (found.pay, found.closes) == (Pay("month", 2_300_000), date(2026, 12, 15))


def test_other_sheets_and_columns_that_are_not_read_are_named(tmp_path: Path) -> None:
    path = book(
        tmp_path / "two.xlsx", [(*HEADER[:3], "순번"), (*ROW[:3], 1), ("나래", "웹 개발자", "부산", 2)],
        경남=[HEADER[:3], ROW[:3]], 빈시트=[],
    )  # fmt: skip
    items, read = taken(path)
    assert len(items) == 2
    assert (read.unread, read.sheets) == (("순번",), ("경남",))


def test_headers_in_everyday_words_are_understood(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "list.csv", "업 체 명,모집직종(포지션),근무할 곳,임금(월/만원),접수 마감,이런 분을 찾아요,있으면 좋아요,인사담당(연락처)",
        "가온테크,품질검사원,부산 사상구,230~260,2026년 11월 말,엑셀,SPC,홍길동 010-1234-5678",
    )  # fmt: skip
    (found,), read = taken(path)
    assert isinstance(found, Opening)
    assert (found.title, found.pay) == ("품질검사원", Pay("month", 2_300_000, 2_600_000))
    assert (found.closes, "excel" in found.required, found.preferred) == (date(2026, 11, 30), True, ("spc",))
    assert "홍길동" not in repr(found)
    assert read.unread == ()


def test_a_large_indented_json_file_is_a_table(tmp_path: Path) -> None:
    rows = [{"company": f"가온{n}", "title": "사원", "location": "부산", "body": "엑셀 " * 200} for n in range(700)]
    (tmp_path / "jobs.json").write_text(json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8")
    items, _ = taken(tmp_path / "jobs.json")
    assert len(items) == 700


# ---- mappings


def test_an_unclear_table_asks_for_a_mapping_and_follows_it(tmp_path: Path) -> None:
    path = csv(tmp_path / "list.csv", "A,B,C,D", "가온테크,품질관리 사원,부산 사상구,월 250만원")
    with pytest.raises(MappingError, match="knowledge map"):
        tabular(path, NORMALISER, TODAY)
    beside = tmp_path / f"list{SUFFIX}"
    beside.write_text("kind: opening\nsource: gaon\ncolumns: {employer: A, title: B, region: C, pay: D}\n", encoding="utf-8")
    found = only(path)
    assert (found.source, found.title) == ("gaon", "품질관리 사원")
    assert found.id.startswith("gaon:")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("kind: job\ncolumns: {}", "opening"),
        ("kind: opening\ncolumns: {title: B, employer: A, region: Z}", "no column 'Z'"),
        ("kind: opening\ncolumns: {title: B, employer: A, colour: C}", "is no field"),
        ("kind: opening\ncolumns: {title: B}", "must be mapped"),
        ("kind: opening\nsource: a/b\ncolumns: {title: B, employer: A, region: C}", "short name"),
        ("a: [", "YAML"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(tmp_path: Path, text: str, why: str) -> None:
    table, _, _ = proposal_for(csv(tmp_path / "list.csv", "A,B,C", "가온테크,사원,부산"))
    mapping = tmp_path / "m.yaml"
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=why):
        read_mapping(mapping, table)


def test_map_shows_rows_as_they_would_be_read_and_writes_what_add_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = csv(tmp_path / "list.csv", ",".join(HEADER[:5]), "가온테크,품질관리 사원,부산 사상구,연봉 250만원,2026-12-15")
    out = tmp_path / f"list{SUFFIX}"
    assert main(["map", str(path), "--out", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "✓ 품질관리 사원 — 가온테크 · 부산 사상구 · 급여 없음 · 2026-12-15" in shown
    assert "row 2, pay" in shown
    assert only(path).source == "list"
    assert read_mapping(out).columns["employer"] == ("회사명",)


def test_map_shows_how_a_corrected_mapping_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = csv(tmp_path / "list.csv", "A,B,C,D", "가온테크,품질관리 사원,부산 사상구,월 250만원")
    mapping = tmp_path / "m.yaml"
    mapping.write_text("kind: opening\ncolumns: {employer: A, title: B, region: C, pay: D}\n", encoding="utf-8")
    assert main(["map", str(path), "--mapping", str(mapping)]) == 0
    assert "✓ 품질관리 사원 — 가온테크 · 부산 사상구 · 월 250만 원" in capsys.readouterr().out


def test_map_names_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", str(csv(tmp_path / "list.csv", "공고명,급여", "사원,월 250만원"))]) == 1
    assert "employer, region" in capsys.readouterr().out


# ---- add


def test_add_takes_a_folder_of_tables_and_withdraws_what_a_later_one_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"HOME": str(tmp_path / "home"), "LIBRARY": "none", "SAMPLES": "off", "EMBEDDING_MODEL": "none"}.items():
        monkeypatch.setenv(f"IEUM_{name}", value)
    folder = tmp_path / "lists"
    folder.mkdir()
    rows = ["가온테크,품질관리 사원,부산 사상구,연봉 250만원", "나래,웹 개발자,서울 금천구,월 250만원"]
    (folder / f"list{SUFFIX}").write_text(
        "kind: opening\nsource: gaon\ncolumns: {employer: A, title: B, region: C, pay: D}\n", encoding="utf-8"
    )
    csv(folder / "list.csv", "A,B,C,D", *rows)
    assert main(["add", str(folder), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["new"], report["failed"]) == (2, [])
    assert [(d["file"], d["row"], d["field"]) for d in report["left_out"]] == [("list.csv", 2, "pay")]
    assert main(["search", "품질관리", "--kind", "opening", "--json"]) == 0
    assert '"gaon:' in capsys.readouterr().out
    assert main(["status", "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert [(s["name"], s["openings"], s["age_days"]) for s in status["sources"]] == [("gaon", 2, 0)]
    csv(folder / "list.csv", "A,B,C,D", rows[1])
    assert main(["add", str(folder), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["skipped"], report["withdrawn"]) == (1, 1)


def test_add_says_what_to_do_with_an_unclear_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"HOME": str(tmp_path / "home"), "LIBRARY": "none", "SAMPLES": "off", "EMBEDDING_MODEL": "none"}.items():
        monkeypatch.setenv(f"IEUM_{name}", value)
    assert main(["add", str(csv(tmp_path / "list.csv", "A,B,C,D", "가온테크,사원,부산,x"))]) == 1
    assert "knowledge map" in capsys.readouterr().err


# ---- refused


def test_formulas_in_text_cells_are_left_out(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "list.csv", "회사명,공고명,근무지,우대사항", '가온테크,품질관리 사원,부산,"=HYPERLINK(""http://x"",""엑셀"")"',
        "나래,웹 개발자,부산,@SUM(1)", "다온,-,부산,+cmd|x",
    )  # fmt: skip
    items, read = taken(path)
    assert isinstance(items[0], Opening)
    assert "HYPERLINK" not in items[0].body
    assert [row for row, d in read.doubts if "formula" in d.reason] == [2, 3]
    assert isinstance(items[2], Failure)


def test_a_zip_bomb_of_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (60 << 20))
    with pytest.raises(WorkbookRefused):
        tabular(path, NORMALISER, TODAY)


def test_entities_and_what_is_no_workbook_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>')
    with pytest.raises(WorkbookRefused, match="entities"):
        tabular(path, NORMALISER, TODAY)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(UnreadableTable, match=r"\.xlsx"):
        tabular(path, NORMALISER, TODAY)
    path.write_bytes(b"PK\x03\x04" + b"\0" * 40)
    with pytest.raises(WorkbookRefused):
        tabular(path, NORMALISER, TODAY)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .xlsx"),
        ("b.json", b'{"jobs": [', "isn't JSON"),
        ("c.json", b"[1, 2]", "no objects"),
        ("d.csv", "회사명,공고명,근무지\n".encode(), "no header with rows"),
        ("e.jsonl", b'{"title": "a", "company": "b", "location": "c"}\n' + b"[" * 100_000, "line 2"),
    ],
)
def test_what_holds_no_rows_is_refused_in_words(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableTable, match=why):
        tabular(tmp_path / name, NORMALISER, TODAY)


def test_an_empty_path_is_not_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"HOME": str(tmp_path / "home"), "LIBRARY": "none", "SAMPLES": "off", "EMBEDDING_MODEL": "none"}.items():
        monkeypatch.setenv(f"IEUM_{name}", value)
    monkeypatch.chdir(tmp_path)
    csv(tmp_path / "list.csv", ",".join(HEADER), ",".join(ROW))
    assert main(["add", ""]) == 2
    assert "a path is empty" in capsys.readouterr().err


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="no header"):
        tabular(csv(tmp_path / "list.csv", ""), NORMALISER, TODAY)
