"""What stands beside a decision: papers, clashes, cliffs, the next door; and the questions that amounts add."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.asking import asks_with_amounts
from assistant.benefits import amounts
from assistant.eligibility.asks import MAX_ASKS, next_asks
from assistant.eligibility.decide import Eligibility
from assistant.eligibility.decision import Decision
from assistant.profile import Fact, Profile
from knowledge.doors import check_doors, load_doors
from knowledge.errors import LibraryError
from knowledge.fields import FIELDS, FieldError, read_value
from knowledge.library.amounts_check import PATH, check_amounts
from knowledge.library.loader import BUNDLED, load_library
from knowledge.rules import load_rules
from knowledge.taxonomy import load_taxonomy

TODAY = date(2026, 11, 22)
YOUNG = {"age": 25, "employment": "unemployed", "household_size": 1, "visa": "citizen"}


@pytest.fixture(scope="module")
def eligibility() -> Eligibility:
    library = load_library()
    own = {f.id: tuple(p.id for p in f.programmes) for f in library.families}
    return Eligibility(library.families, load_rules(), load_taxonomy().regions, load_doors(families=own))


def profile(**facts: Any) -> Profile:
    return Profile(tuple(Fact(f, read_value(f, v)) for f, v in facts.items()))


def by_id(eligibility: Eligibility, **facts: Any) -> dict[str, Decision]:
    return {d.programme: d for d in eligibility.decide(profile(**facts), TODAY)}


def test_papers_are_those_of_the_person(eligibility: Eligibility) -> None:
    plain = by_id(eligibility, **YOUNG)["nesp-1-required"]
    student = by_id(eligibility, **{**YOUNG, "employment": "student"})["nesp-1-required"]
    assert "신청서" in {p.text["ko"] for p in plain.documents}
    assert "재학증명서·성적증명서" not in {p.text["ko"] for p in plain.documents}
    assert "재학증명서·성적증명서" in {p.text["ko"] for p in student.documents}
    assert all(p.citation == "nesp/documents" for p in plain.documents)


def test_what_excludes_what_names_other_money_too(eligibility: Eligibility) -> None:
    codes = {c.code for c in by_id(eligibility, **YOUNG)["nesp-1-youth"].clashes}
    assert {"unemployment-benefit", "training_bonus", "local_allowance"} <= codes
    card = by_id(eligibility, **YOUNG)["learning-card"]
    assert [c.code for c in card.clashes] == ["training_bonus"]


def test_the_month_cliff_is_what_the_allowance_rule_gives(eligibility: Eligibility) -> None:
    told = {**YOUNG, "own_income_monthly": 1_178_543}
    decision = by_id(eligibility, **told)["nesp-1-youth"]
    month = next(c for c in decision.cliffs if c.kind == "month")
    assert (month.room, month.limit) == (360_000, 1_538_543)
    assert "36만 원 더 벌면 그달은 못 받아요" in month.text["ko"]
    reported = profile(**YOUNG, nesp_reported_income=1_178_543 + month.room)
    paid = {a.name: a.value for a in amounts(reported, None, TODAY)}
    assert paid["nesp_allowance"] == 0
    assert all(c.kind != "month" for c in by_id(eligibility, **YOUNG)["nesp-1-youth"].cliffs)


def test_a_door_that_looks_shut_offers_the_next_one(eligibility: Eligibility) -> None:
    for facts in (YOUNG, {"age": 45, "employment": "employed"}, {"age": 20, "employment": "student"}):
        decisions = by_id(eligibility, **facts)
        for d in decisions.values():
            shut = d.decision == "looks_not_met" or not d.open
            assert bool(d.next_doors) == shut, (d.programme, d.next_doors)
            assert all(decisions[n].decision != "looks_not_met" and decisions[n].open for n in d.next_doors)
    assert by_id(eligibility, **YOUNG)["nesp-2-midlife"].next_doors[0] == "nesp-2-youth"


def test_the_library_s_doors_hold_and_a_wrong_one_is_found(tmp_path: Path) -> None:
    library = load_library()
    assert list(check_doors(library)) == []
    family = tmp_path / "nesp"
    family.mkdir()
    (family / "doors.yaml").write_text(
        "documents:\n  - {section: nesp/documents, text: {ko: 여권 사본, en: a passport copy}}\n"
        "clashes:\n  - {code: lottery, section: nesp/none, text: {ko: 9만 원, en: 'KRW 90,000'}}\n"
        "next: {nesp-1-youth: [no-such]}\n",
        encoding="utf-8",
    )
    found = " ".join(str(p) for p in check_doors(library, tmp_path))
    for words in ("여권 사본", "lottery", "nesp/none", "no-such"):
        assert words in found
    (family / "doors.yaml").write_text("papers: []\n", encoding="utf-8")
    with pytest.raises(LibraryError, match="unknown keys"):
        load_doors(tmp_path)


def test_every_paper_is_named_in_its_section() -> None:
    sections = {(s.id, s.lang): s.text for s in load_library().sections}
    own = {f.id: tuple(p.id for p in f.programmes) for f in load_library().families}
    papers = [p for d in load_doors(BUNDLED, own).values() for p in d.documents]
    assert len(papers) > 20
    for paper in papers:
        assert paper.text.ko in sections[paper.section, "ko"], paper.text.ko


# ---- amounts.yaml


def test_the_amounts_stand_in_their_sections_and_a_changed_figure_is_found(tmp_path: Path) -> None:
    library = load_library()
    assert list(check_amounts(library, today=TODAY)) == []
    tables = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    tables["nesp_allowance"][1]["monthly"] = 610_000
    tables["savings"][0]["section"] = "savings/none"
    tables["unemployment"][-1]["valid_from"] = date(2026, 2, 1)
    changed = tmp_path / "amounts.yaml"
    changed.write_text(yaml.safe_dump(tables, allow_unicode=True), encoding="utf-8")
    found = [str(p) for p in check_amounts(library, changed, today=TODAY)]
    assert any("monthly 610000" in p for p in found)
    assert any("savings/none" in p for p in found)
    assert any("leave days out" in p for p in found)


# ---- questions that amounts add


def test_an_amount_s_question_comes_only_for_what_looks_met_and_money_last(eligibility: Eligibility) -> None:
    told = {
        **YOUNG, "household_income_monthly": 0, "household_assets": 10_000_000, "own_income_monthly": 0,
        "work_days_24m": 200,
    }  # fmt: skip
    person = profile(**told)
    decisions = eligibility.decide(person, TODAY)
    asks = next_asks(eligibility, person, TODAY, decisions, asked=3)
    both = asks_with_amounts(asks, decisions, amounts(person, None, TODAY), person, asked=3)
    assert "dependants" in [a.field for a in both]
    assert len(both) <= MAX_ASKS - 3
    sensitive = [FIELDS[a.field].sensitive for a in both if a.field in FIELDS]
    assert sensitive == sorted(sensitive)
    older = profile(**{**told, "age": 20, "household_assets": 900_000_000})
    shut = eligibility.decide(older, TODAY)
    none = asks_with_amounts((), shut, amounts(older, None, TODAY), older, asked=3)
    assert "dependants" not in [a.field for a in none]


def test_nothing_is_added_once_seven_were_put(eligibility: Eligibility) -> None:
    person = profile(**YOUNG)
    decisions = eligibility.decide(person, TODAY)
    assert asks_with_amounts((), decisions, amounts(person, None, TODAY), person, asked=MAX_ASKS) == ()


# ---- the vocabulary


def test_experience_is_read_by_occupation() -> None:
    assert read_value("experience_months", {"welder": 24}) == ("welder:24",)
    assert read_value("experience_months", ["welder:24"]) == ("welder:24",)
    for bad in ({"welder": -1}, {"welder": "long"}, ["welder"], 24, {"welder": 1_000}):
        with pytest.raises(FieldError):
            read_value("experience_months", bad)
