"""rules.yaml: read into conditions, proved against the sections they cite."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from knowledge.errors import LibraryError
from knowledge.library.loader import BUNDLED, Library, load_library
from knowledge.rule_tables import read_tables
from knowledge.rules import Limit, Rules, leaves, load_rules
from knowledge.rules_check import check_rules
from knowledge.text.figures import figures

Edit = Callable[[dict], None]  # type: ignore[type-arg]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in BUNDLED.glob("*/rules.yaml"):
        (tmp_path / file.parent.name).mkdir()
        shutil.copy(file, tmp_path / file.parent.name)
    return tmp_path


def edited(copy: Path, family: str, change: Edit) -> Rules:
    path = copy / family / "rules.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return load_rules(copy)


def condition(data: dict, programme: str, id_: str) -> dict:  # type: ignore[type-arg]
    return next(c for c in data["programmes"][programme]["conditions"] if c["id"] == id_)


def test_the_bundled_rules_hold(library: Library, rules: Rules) -> None:
    assert check_rules(library, rules) == []


def test_every_programme_has_conditions_or_says_that_there_are_none(library: Library, rules: Rules) -> None:
    for family in library.families:
        for programme in family.programmes:
            own = rules.programmes[programme.id]
            assert own.conditions
            if not any(c.kind == "fact" for c in own.conditions):
                assert own.no_criteria, programme.id


def test_many_conditions_cite_many_sections(rules: Rules) -> None:
    conditions = list(rules.conditions())
    assert len(conditions) >= 140
    assert len({c.section for c in conditions}) >= 90


def test_looked_up_income_limits_stand_in_the_sections_cited(library: Library, rules: Rules) -> None:
    """Not the percentage alone: the won of every household size, in both languages."""
    for c in rules.conditions():
        for leaf in leaves(c.test):
            if not isinstance(leaf.value, Limit) or leaf.value.kind != "median_percent":
                continue
            sizes = (1,) if leaf.value.household else (1, 2, 3, 4)
            for section in (s for s in library.sections if s.id == c.section):
                held = {f.value for f in figures(section.text)}
                for size in sizes:
                    assert str(rules.tables.median(2026, size, leaf.value.amount).low) in held, (c.id, size)


@pytest.mark.parametrize(
    ("family", "programme", "id_", "key", "value", "said"),
    [
        ("nesp", "nesp-1-youth", "age", "value", [15, 35], "no fitting claim"),
        ("nesp", "nesp-1-youth", "assets", "value", 600_000_000, "no fitting claim"),
        ("nesp", "nesp-1-youth", "age", "text", {"ko": "15~39세", "en": "aged 15 to 34"}, "says number 39 (ko)"),
        ("nesp", "nesp-1-youth", "age", "text", {"ko": "15~34세", "en": "aged 15 to 39"}, "says number 39 (en)"),
        ("nesp", "nesp-1-youth", "age", "section", "nesp/nowhere", "doesn't exist"),
        ("nesp", "nesp-1-youth", "age", "claim", "monthly", "no fitting claim"),
        ("nesp", "nesp-1-youth", "age", "field", "shoe_size", "is no profile field"),
        ("nesp", "nesp-1-youth", "age", "military", {"max_age": 39, "section": "nesp/military-age"}, "says 39 age"),
        ("nesp", "nesp-1-youth", "age", "section", "nesp/plan-100-days", "only planned"),
        ("nesp", "nesp-2-group", "group", "value", ["rich"], "is none of"),
        ("nesp", "nesp-2-midlife", "income", "value", {"median_percent": 90}, "no fitting claim"),
        ("youth-challenge", "youth-challenge", "benefit-gap", "value", 3, "no fitting claim"),
        ("sme-tax-cut", "sme-tax-cut", "hired", "value", "2029-12-31", "no fitting claim"),
        ("work-experience", "work-experience", "student", "judged", None, "no `judged` sentence"),
    ],
)
def test_what_is_wrong_is_found(
    library: Library, copy: Path, family: str, programme: str, id_: str, key: str, value: object, said: str
) -> None:
    broken = edited(copy, family, lambda data: condition(data, programme, id_).update({key: value}))
    problems = [str(p) for p in check_rules(library, broken)]
    assert any(said in p for p in problems), problems


def test_a_claim_of_another_subject_does_not_count(library: Library, copy: Path) -> None:
    """500 million stands in the section, but as the limit of assets, not of income."""

    def change(data: dict) -> None:  # type: ignore[type-arg]
        condition(data, "nesp-1-youth", "income").update({"value": 500_000_000, "claim": "assets"})
        condition(data, "nesp-1-youth", "income")["section"] = "nesp/who-1-youth"

    problems = [str(p) for p in check_rules(library, edited(copy, "nesp", change))]
    assert any("income" in p and "no fitting claim" in p for p in problems)


def test_a_programme_without_rules_is_found(library: Library, copy: Path) -> None:
    broken = edited(copy, "work-study", lambda data: data["programmes"].clear())
    assert any(p.where == "work-study" for p in check_rules(library, broken))


def test_a_wrong_table_figure_is_found(library: Library, copy: Path) -> None:
    def change(data: dict) -> None:  # type: ignore[type-arg]
        data["tables"]["median_income"][2026]["sizes"][1] = 2_564_239
        data["tables"]["minimum_wage"][2026]["hour"] = 10_030

    problems = [p.where for p in check_rules(library, edited(copy, "standards", change))]
    assert problems.count("median_income 2026") == 1
    assert problems.count("minimum_wage 2026") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"op": "about"}, "op 'about'"),
        ({"kind": "maybe"}, "kind 'maybe'"),
        ({"colour": "red"}, "unknown keys"),
        ({"value": {"median_percent": 60, "moon": 1}}, "looked-up value"),
        ({"op": "any", "of": []}, "needs tests"),
    ],
)
def test_what_does_not_follow_the_schema_is_refused_in_words(copy: Path, change: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(LibraryError, match=said):
        edited(copy, "nesp", lambda data: condition(data, "nesp-1-youth", "age").update(change))


def test_a_block_that_is_not_there_is_refused(copy: Path) -> None:
    with pytest.raises(LibraryError, match="doesn't exist"):
        edited(copy, "kdt", lambda data: data["programmes"]["kdt"].update(include=["learning-card/cards"]))


def test_a_limit_without_its_table_is_refused(copy: Path) -> None:
    with pytest.raises(LibraryError, match="has the table"):
        edited(copy, "standards", lambda data: data.update(tables={}))


def test_a_library_without_rules_has_none(tmp_path: Path) -> None:
    assert load_rules(tmp_path).programmes == {}
    assert not read_tables({}).holds("median_percent")


def test_years_without_a_table_take_the_nearest_and_say_so(rules: Rules) -> None:
    later = rules.tables.median(2030, 1, 60)
    assert (later.year, later.known, later.low) == (2027, False, 1_641_625)
    assert rules.tables.median(2027, 4, 60).low == 4_157_931
    first = rules.tables.median(2025, 1, 60)
    assert not first.exact
    assert first.low < 1_435_208 < first.high < 1_538_543


def test_minimum_month_follows_hours_up_to_forty(rules: Rules) -> None:
    assert rules.tables.minimum_month(2026, 40).low == 2_156_880
    assert rules.tables.minimum_month(2026, 52).low == 2_156_880
    assert rules.tables.minimum_month(2027, 40).low == 2_236_300
    assert rules.tables.minimum_month(2026, 20).low == 1_078_440
