"""One job told by several sources: merged by a stated rule, the same whatever comes first, and undone when one goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from knowledge import starter
from knowledge.base import Base, open_base
from knowledge.ingest import Load
from knowledge.library.sample import generate
from knowledge.models import Opening, Pay, Query
from knowledge.sources.merge import merged
from knowledge.taxonomy import load_taxonomy
from tests.knowledge.conftest import BARE, Opener
from tests.knowledge.making import DAY, opening, training

HOLDS = load_taxonomy().regions.contains
SEARCH = Query("품질관리", "opening", DAY)


def told(source: str, title: str = "품질관리 사원 채용", **more: Any) -> Opening:
    """A real opening of one firm, as a source tells it."""
    url = f"https://{source}.example/1"
    made = opening(f"{source}:1", title, source=source, sample=False, employer="(주)가온테크", region="26530", occupation="")
    return replace(made, **{"url": url, "links": ((source, url),), "pay": None, "unsaid": ("experience",), **more})


def kept(*openings: Opening) -> dict[str, Opening]:
    return {o.id: o for o in merged(openings, HOLDS)}


def pairs(one: Opening, other: Opening) -> bool:
    return any(o.same_as for o in kept(one, other).values())


def test_the_richer_record_stands_with_the_links_of_both() -> None:
    rich = told("saramin", "[부산] 가온테크 품질관리 신입사원 모집", employer="가온테크 주식회사", pay=Pay("month", 2_500_000))
    poor = told("work24")
    found = kept(poor, rich)
    assert found["work24:1"].same_as == "saramin:1"
    assert found["work24:1"].body == poor.body  # what it said stays
    assert found["saramin:1"].same_as == ""
    assert set(found["saramin:1"].links) == {*poor.links, *rich.links}


def test_the_order_of_coming_and_doing_it_again_change_nothing() -> None:
    three = [told("a"), told("b", pay=Pay("month", 2_500_000)), told("c")]
    found = kept(*three)
    assert kept(*reversed(three)) == found
    assert kept(*found.values()) == found


@pytest.mark.parametrize(
    "differs",
    [
        {"employer": "나래테크"},
        {"region": "11680"},
        {"title": "생산관리 대리"},
        {"title": "품질관리 사원 2공장"},
        {"closes": DAY + timedelta(40)},
        {"employment": "fixed_term"},
        {"source": "work24", "id": "work24:2"},  # the same source: two jobs
        {"sample": True},
        {"withdrawn": True},
        {"employer_key": "ff"},
    ],
)
def test_what_differs_stays_apart(differs: dict[str, Any]) -> None:
    assert not pairs(told("work24", employer_key="aa"), replace(told("saramin"), **differs))


def test_pay_and_experience_that_differ_keep_records_apart_only_where_both_say_them() -> None:
    low, high = (told(s, pay=Pay("month", p)) for s, p in (("a", 2_300_000), ("b", 3_300_000)))
    assert not pairs(low, high)
    assert pairs(low, told("b", pay=Pay("year", 27_600_000)))
    assert not pairs(told("a", unsaid=(), experience=0), told("b", unsaid=(), experience=3))
    assert pairs(told("a", unsaid=(), experience=3), told("b"))


def test_the_firms_number_is_worth_more_than_its_name() -> None:
    assert pairs(told("a", employer="가온테크", employer_key="aa"), told("b", employer="GAON TECH Co., Ltd.", employer_key="aa"))


def test_a_stand_in_for_the_last_day_contradicts_nobody() -> None:
    assert pairs(told("a"), told("b", closes=DAY + timedelta(60), unsaid=("closes", "experience")))
    assert pairs(told("a"), told("b", closes=None))


# ---- in the base


def test_loads_are_merged_searched_once_and_come_apart_again(open_bare: Opener) -> None:
    base: Base = open_bare()
    rich, poor = told("saramin", pay=Pay("month", 2_500_000)), told("work24")
    base.take_in(Load("work24", [poor]), on=DAY)
    assert [h.id for h in base.search(SEARCH).kept] == ["work24:1"]
    (report,) = base.take_in(Load("saramin", [rich]), on=DAY)
    assert report.new == 1
    assert [h.id for h in base.search(SEARCH).kept] == ["saramin:1"]
    shown, other = base.opening("saramin:1"), base.opening("work24:1")
    assert shown is not None
    assert other is not None
    assert [source for source, _ in shown.links] == ["saramin", "work24"]
    assert other.same_as == "saramin:1"
    assert base.catalogue.openings.ids == ("saramin:1",)
    before = base.seq
    for load in (Load("work24", [poor]), Load("saramin", [rich])):  # twice in a row changes nothing
        (again,) = base.take_in(load, on=DAY)
        assert (again.skipped, again.updated) == (1, 0)
    assert base.seq == before
    base.take_in(Load("saramin", [], accept_drop=True), on=DAY)
    assert [h.id for h in base.search(SEARCH).kept] == ["work24:1"]
    alone = base.opening("work24:1")
    assert alone is not None
    assert (alone.same_as, alone.links) == ("", poor.links)


def test_samples_of_a_kind_go_when_real_records_of_it_come(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter, "generate", partial(generate, courses=6, openings=30))
    base = open_base(tmp_path, BARE.model_copy(update={"samples": True}), today=DAY, progress=False)
    assert base.counts()["openings"] == 30
    base.take_in(Load("work24", [told("work24")]), on=DAY)
    assert (base.counts()["openings"], base.counts()["courses"]) == (1, 6)
    real = training("real", "품질관리 과정", [date(2026, 12, 14)], source="work24", sample=False)
    base.take_in(Load("courses", [real]), on=DAY)
    assert (base.counts()["openings"], base.counts()["courses"], base.counts()["sample"]) == (1, 1, False)
    base.close()
