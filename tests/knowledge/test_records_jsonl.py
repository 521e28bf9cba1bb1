"""Records as JSON lines: what `show --json` prints reads back equal; what doesn't fit is refused by name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from knowledge import codec
from knowledge.ingest import Failure, Load
from knowledge.models import Pay, Sign
from knowledge.records import Training
from knowledge.sources.records_jsonl import holds_records, read_records
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY, opening, section, training

RICH = opening("o-1", "용접 기능공", pay=Pay("hour", 12_000, 13_000), sme=Sign(True, "19명 규모"), licences=("용접기능사",), closes=None)


def shown(kind: str, item: Any, **more: Any) -> dict[str, Any]:
    """As the command prints it."""
    if isinstance(item, Training):
        fields = codec.encode(item.course, whole=True)
        cohorts = [{**codec.encode(c, whole=True), "joinable": True} for c in item.cohorts]
        return {"id": item.course.id, "kind": kind, **{("course_kind" if n == "kind" else n): v for n, v in fields.items()}, "cohorts": cohorts, **more}  # fmt: skip
    return {"id": item.id, "kind": kind, "lifecycle": "open", **codec.encode(item, whole=True), **more}


def read(*rows: Any) -> list[Any]:
    lines = [row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows]
    return list(read_records(lines, "file.jsonl"))


def test_what_is_shown_reads_back_equal() -> None:
    course = training("c-1", "용접 과정", [DAY, DAY + timedelta(30)], placement_rate=0.7)
    told = section("x/1", "한 줄.\n두 줄.", table=(("a", "b"),), as_of=DAY)
    assert read(shown("opening", RICH), b"", shown("course", course), shown("section", told)) == [RICH, course, told]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"{", "JSON"),
        (b"\xff", "UTF-8"),
        ([1], "kind"),
        ({"id": "a"}, "kind"),
        ({"id": "a", "kind": "opening"}, "title"),
        (shown("opening", RICH, colour="red"), "colour isn't a field"),
        (shown("opening", RICH, experience="3"), "experience doesn't fit"),
        (shown("opening", RICH, employment="forever"), "employment doesn't fit"),
        (shown("opening", RICH, remote=1), "remote doesn't fit"),
        (shown("opening", RICH, pay={"unit": "hour", "min": "much"}), "pay doesn't fit"),
        (shown("opening", RICH, required="welding"), "required doesn't fit"),
        (shown("opening", RICH, posted="soon"), "posted|isoformat"),
        (shown("opening", RICH, region="Busan"), "five digits"),
        (shown("opening", RICH, id="a b"), "without spaces"),
        (shown("course", training("c", "과정", [DAY]), cohorts=[{"id": "x"}]), "missing in a cohort"),
        (shown("course", training("c", "과정", [DAY]), cohorts="many"), "list of objects"),
    ],
)
def test_what_does_not_fit_fails_with_its_line_and_the_rest_go_on(row: Any, reason: str) -> None:
    failed, good = read(row, shown("opening", RICH))
    assert isinstance(failed, Failure)
    assert (failed.file, failed.row) == ("file.jsonl", 1)
    assert any(part in failed.reason for part in reason.split("|")), failed.reason
    assert good == RICH


def test_a_file_of_records_is_told_from_a_document_of_sections() -> None:
    assert holds_records(json.dumps(shown("opening", RICH)).encode())
    assert not holds_records(b'{"id": "x/1", "text": "a"}')
    assert not holds_records(b"{")


def test_a_file_of_records_loads_like_any_source(open_bare: Opener) -> None:
    base = open_bare()
    rows = [shown("opening", replace(RICH, id=f"o-{n}")) for n in range(3)]
    (report,) = base.take_in(Load("file", read(*rows)), on=DAY)
    assert (report.new, report.failed) == (3, ())
    assert base.opening("o-2") == replace(RICH, id="o-2")
