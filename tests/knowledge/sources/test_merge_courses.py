"""One course told by several sources: merged a run at a time by a stated rule, and undone when one goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from knowledge.ingest import Load
from knowledge.lifecycle import next_joinable
from knowledge.models import Query
from knowledge.records import Training
from knowledge.sources.merge_courses import merged_courses
from knowledge.taxonomy import load_taxonomy
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY, training

HOLDS = load_taxonomy().regions.contains
FIRST, SECOND, THIRD = date(2026, 12, 14), date(2027, 3, 2), date(2027, 5, 10)
SEARCH = Query("업무 자동화 과정", "course", DAY)


def told(source: str, starts: Sequence[date] = (FIRST,), title: str = "AI 업무 자동화 과정", **more: Any) -> Training:
    """A real course of one institution, as a source tells it."""
    url = f"https://{source}.example/c"
    made = training(f"{source}:c", title, starts, source=source, sample=False, url=url, links=((source, url),))
    course = replace(made.course, institution="누리직업학교", region="26230", unsaid=("tuition",))
    return Training(replace(course, **more), made.cohorts)


def kept(*trainings: Training) -> dict[str, Training]:
    return {t.course.id: t for t in merged_courses(trainings, HOLDS)}


def pairs(one: Training, other: Training) -> bool:
    return any(c.same_as for t in kept(one, other).values() for c in t.cohorts)


def test_the_richer_record_stands_for_the_runs_both_have_with_the_links_of_both() -> None:
    rich = told("work24", (FIRST, SECOND), unsaid=())
    poor = told("centre", (FIRST, THIRD), "[국비] AI 업무자동화 훈련생 모집 (1회차)".replace("업무자동화", "업무 자동화"))
    found = kept(poor, rich)
    assert found["work24:c"].course.links == (*rich.course.links, *poor.course.links)
    assert [c.same_as for c in found["work24:c"].cohorts] == ["", ""]
    assert [c.same_as for c in found["centre:c"].cohorts] == ["work24:c-0", ""]


def test_the_order_of_coming_and_doing_it_again_change_nothing() -> None:
    three = [told("a"), told("b", unsaid=()), told("c", (FIRST, SECOND))]
    found = kept(*three)
    assert kept(*reversed(three)) == found
    assert kept(*found.values()) == found


@pytest.mark.parametrize(
    "differs",
    [
        {"institution": "다온직업학교"},
        {"region": "11680"},
        {"region": "00000"},
        {"title": "AI 업무 자동화 심화반 2"},
        {"title": "웹 개발 과정"},
        {"kind": "general"},
        {"hours": 240},
        {"source": "work24", "id": "work24:d"},  # the same source: two courses
        {"sample": True},
    ],
)
def test_what_differs_stays_apart(differs: dict[str, Any]) -> None:
    one, other = told("work24"), told("centre")
    assert pairs(one, other)
    assert not pairs(one, replace(other, course=replace(other.course, **differs)))


def test_runs_on_other_days_are_other_runs() -> None:
    assert not pairs(told("work24"), told("centre", (SECOND,)))


def test_tuition_that_differs_counts_only_where_both_say_it() -> None:
    assert not pairs(told("a", unsaid=(), tuition=1), told("b", unsaid=(), tuition=2))
    assert pairs(told("a", unsaid=(), tuition=1), told("b", tuition=2))


# ---- in the base


def test_loads_are_merged_searched_once_and_come_apart_again(open_bare: Opener) -> None:
    base = open_bare()
    rich, poor = told("work24", unsaid=()), told("centre", (FIRST, SECOND))
    base.take_in(Load("centre", [poor]), on=DAY)
    base.take_in(Load("work24", [rich]), on=DAY)
    shown, other = base.course("work24:c"), base.course("centre:c")
    assert shown is not None
    assert other is not None
    assert [source for source, _ in shown.course.links] == ["work24", "centre"]
    runs = base.catalogue.cohorts
    assert [c.id for c in runs.cohorts] == ["centre:c-1", "work24:c-0"]
    next_run = next_joinable(other.cohorts, DAY)
    assert next_run is not None
    assert next_run.id == "centre:c-1"
    before = base.seq
    for load in (Load("centre", [poor]), Load("work24", [rich])):  # twice in a row changes nothing
        (again,) = base.take_in(load, on=DAY)
        assert (again.skipped, again.updated) == (1, 0)
    assert base.seq == before
    base.take_in(Load("work24", [], accept_drop=True), on=DAY)
    assert base.course("centre:c") == poor


def test_a_course_whose_runs_are_all_told_by_another_is_not_found(open_bare: Opener) -> None:
    base = open_bare()
    base.take_in(Load("centre", [told("centre")]), on=DAY)
    assert [h.id for h in base.search(SEARCH).kept] == ["centre:c-0"]
    base.take_in(Load("work24", [told("work24", unsaid=())]), on=DAY)
    assert [h.id for h in base.search(SEARCH).kept] == ["work24:c-0"]
