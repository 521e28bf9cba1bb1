"""Every figure of a condition, a step below, at it and a step above, from a table written from the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.decide import Eligibility
from assistant.eligibility.decision import Decision
from assistant.profile import Fact, Profile
from knowledge.fields import read_value
from knowledge.library.loader import load_library
from knowledge.rules import Condition, Limit, leaves, load_rules
from knowledge.taxonomy import load_taxonomy

TABLE: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("boundaries.yaml").read_text(encoding="utf-8"))
FIGURED = ("between", "le", "lt", "ge", "gt", "months_since", "months_within")


@pytest.fixture(scope="module")
def eligibility() -> Eligibility:
    return Eligibility(load_library().families, load_rules(), load_taxonomy().regions)


def profile(facts: Mapping[str, Any]) -> Profile:
    told = {k: v for k, v in facts.items() if not (k == "age" and "birth_date" in facts)}
    return Profile(tuple(Fact(field, read_value(field, value)) for field, value in told.items()))


def decided(e: Eligibility, programme: str, facts: Mapping[str, Any], as_of: date) -> Decision:
    (decision,) = e.decide(profile(facts), as_of, [programme])
    return decision


def step(value: Any, by: int) -> Any:
    return value + timedelta(days=by) if isinstance(value, date) else value + by


def rows() -> Iterator[Any]:
    for programme, table in TABLE["programmes"].items():
        for n, row in enumerate(table["rows"]):
            yield pytest.param(programme, table, row, id=f"{programme}-{n}-{row['field']}")


def edge(row: Mapping[str, Any]) -> tuple[str, Any]:
    return next((kind, row[kind]) for kind in ("from", "up_to", "under") if kind in row)


@pytest.mark.parametrize(("programme", "table", "row"), rows())
def test_each_figure_below_at_and_above(
    eligibility: Eligibility, programme: str, table: Mapping[str, Any], row: Mapping[str, Any]
) -> None:
    kind, value = edge(row)
    fits = {"from": (0, 1), "up_to": (-1, 0), "under": (-1,)}[kind]
    day = row.get("as_of", table.get("as_of", TABLE["as_of"]))
    for by in (-1, 0, 1):
        at = step(value, by)
        facts = {**table["base"], **row.get("with", {})}
        as_of = at if row["field"] == "as_of" else day
        if row["field"] != "as_of":
            facts[row["field"]] = at
        if not can_be(facts, as_of):
            continue
        decision = decided(eligibility, programme, facts, as_of)
        wanted = by in fits
        if "condition" in row:
            found = {c.id: c.result for c in decision.conditions}.get(row["condition"], "met")
            assert found == ("met" if wanted else row["else"]), (row["field"], at, found)
            continue
        failing = [c.id for c in decision.failing]
        assert decision.decision == ("looks_met" if wanted else "looks_not_met"), (row["field"], at, failing)


def can_be(facts: Mapping[str, Any], as_of: date) -> bool:
    """Whether the step leaves values that the profile can hold (no minus days, nothing after the day)."""
    try:
        held = profile(facts)
    except ValueError:
        return False
    return all(held.get(f) is None or held.get(f) <= as_of for f in ("last_benefit_on", "nesp_ended.on"))


@pytest.mark.parametrize("row", TABLE["dated"], ids=lambda r: f"{r['programme']}-{r['as_of']}")
def test_the_same_profile_under_the_figures_of_another_day(eligibility: Eligibility, row: Mapping[str, Any]) -> None:
    base = TABLE["programmes"].get(row["programme"], {}).get("base", {})
    decision = decided(eligibility, row["programme"], {**base, **row["set"]}, row["as_of"])
    assert decision.decision == row["want"], [(c.id, c.text["en"]) for c in decision.conditions]


@pytest.mark.parametrize("row", TABLE["intake"], ids=lambda r: f"{r['programme']}-{r['as_of']}")
def test_the_door_on_each_day(eligibility: Eligibility, row: Mapping[str, Any]) -> None:
    assert decided(eligibility, row["programme"], {}, row["as_of"]).intake.state == row["want"]


def test_every_base_looks_met(eligibility: Eligibility) -> None:
    for programme, table in TABLE["programmes"].items():
        decision = decided(eligibility, programme, table["base"], table.get("as_of", TABLE["as_of"]))
        assert decision.decision == "looks_met", (programme, [(c.id, c.result) for c in decision.conditions])


def test_the_table_holds_every_figure_of_the_rules(eligibility: Eligibility) -> None:
    """A figure that gets into the rules without a row in the table is found here."""
    tested: set[tuple[str, str]] = set()
    for programme, table in TABLE["programmes"].items():
        for row in table["rows"]:
            names = {"birth_date": "age"}
            for c in eligibility.rules.programmes[programme].conditions:
                if any(covers(row, leaf_field, value, names) for leaf_field, value in figured(c)):
                    tested.add((c.section, c.id))
    untested = {(c.section, c.id) for c in eligibility.rules.conditions() if any(True for _ in figured(c))} - tested
    assert not untested


def figured(c: Condition) -> Iterator[tuple[str, Any]]:
    for leaf in leaves(c.test):
        if leaf.op in FIGURED:
            yield leaf.field, leaf.value


def covers(row: Mapping[str, Any], field: str, value: Any, names: Mapping[str, str]) -> bool:
    told = names.get(row["field"], row["field"])
    if told != field:
        return False
    _, at = edge(row)
    if isinstance(value, Limit) or isinstance(at, date):
        return True  # looked-up figures and moved dates: the rows hold what comes out
    values = value if isinstance(value, tuple) else (value,)
    return at in values or any(isinstance(v, int) and at - 1 == v for v in values) or row["field"] == "birth_date"
