"""`decide --batch`: one line a profile, words for what can't be read, and quick enough for a queue of people."""

from __future__ import annotations

import json
import random
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.commands.common import run_batch
from assistant.commands.decide import decide_item
from assistant.eligibility.decide import Eligibility
from knowledge.library.loader import load_library
from knowledge.rules import load_rules
from knowledge.taxonomy import load_taxonomy

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def eligibility() -> Eligibility:
    return Eligibility(load_library().families, load_rules(), load_taxonomy().regions)


def batch(e: Eligibility, tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: list[str]) -> list[dict[str, Any]]:
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert run_batch(str(file), lambda item: decide_item(e, item, TODAY)) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_gives_decisions_amounts_and_asks(
    eligibility: Eligibility, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = {"age": 26, "employment": "unemployed", "school": {"enrolled": False}, "household_size": 1}
    (line,) = batch(eligibility, tmp_path, capsys, [json.dumps({"id": "a", "profile": profile})])
    assert set(line) == {"id", "decisions", "amounts", "asks"}
    assert len(line["decisions"]) == len(eligibility.known)
    assert {d["programme"] for d in line["decisions"]} == set(eligibility.known)
    assert line["asks"][0]["flips"]
    assert any(a["name"] == "nesp_allowance" and a["value"] == 600_000 for a in line["amounts"])


def test_a_line_has_its_own_day(eligibility: Eligibility, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = {"age": 26, "household_size": 1, "household_income_monthly": 1_600_000}
    lines = [json.dumps({"id": day, "profile": profile, "as_of": day}) for day in ("2026-11-22", "2027-01-05")]
    found = {}
    for line in batch(eligibility, tmp_path, capsys, lines):
        required = next(d for d in line["decisions"] if d["programme"] == "nesp-1-required")
        found[line["id"]] = next(c for c in required["conditions"] if c["id"] == "income")
    assert found["2026-11-22"]["result"] == "not_met"
    assert found["2026-11-22"]["required"]["value"] == 1_538_543
    assert found["2027-01-05"]["result"] == "met"
    assert found["2027-01-05"]["required"]["value"] == 1_641_625
    assert found["2027-01-05"]["required"]["citation"] == "standards/median-2027"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ('{"id":"x","profile":{"age":430}}', "profile", "age: 430 can't be"),
        ('{"id":"x","profile":{"household_income_monthly":"많음"}}', "profile", "give a number"),
        ('{"id":"x","profile":{"shoe_size":270}}', "profile", "no such field"),
        ('{"id":"x","profile":{"age":30,"birth_date":"1970-01-01"}}', "profile", "contradict"),
        ('{"id":"x","profile":{"own_income_monthly":2,"household_income_monthly":1}}', "profile", "more than"),
        ('{"id":"x","profile":[]}', "bad_line", '"profile"'),
        ('{"id":"x"}', "bad_line", "profile"),
        ('{"id":"x","profile":{},"inputs":[]}', "bad_line", '"inputs"'),
        ('{"id":"x","profile":{},"inputs":{"course":{"kind":"yoga"}}}', "inputs", "course.kind"),
        ('{"id":"x","profile":{},"as_of":"someday"}', "bad_line", "as_of"),
        ("not json", "bad_line", "not JSON"),
    ],
)
def test_bad_lines_get_words_and_the_rest_goes_on(
    eligibility: Eligibility, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, code: str, said: str
) -> None:
    good = '{"id":"good","profile":{"age":26}}'
    before, bad, after = batch(eligibility, tmp_path, capsys, [good, line, good])
    assert before == after
    assert bad["line"] == 2
    assert bad["error"]["code"] == code
    assert said in bad["error"]["text"]


def test_two_hundred_people_are_no_queue(eligibility: Eligibility) -> None:
    r = random.Random(1)
    people = []
    for n in range(200):
        facts: dict[str, Any] = {
            "age": r.randint(18, 60),
            "employment": r.choice(["unemployed", "employed", "student"]),
        }
        facts |= {"household_size": r.randint(1, 4), "household_income_monthly": r.randint(1, 9) * 1_000_000}
        facts |= {"household_assets": r.randint(0, 9) * 100_000_000, "visa": "citizen", "work_days_24m": 10 * n}
        people.append({"id": n, "profile": {f: v for f, v in facts.items() if r.random() < 0.7 and v != 10 * 199}})
    started = time.process_time()
    for item in people:
        item["profile"].pop("work_days_24m", None) if item["profile"].get("work_days_24m", 0) > 700 else None
        decide_item(eligibility, item, TODAY)
    assert time.process_time() - started < 8  # 3 s on an idle core; a busy one takes longer for the same work
