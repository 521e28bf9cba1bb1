"""Pathways: every edge re-derived from records and decisions, unlock counts by brute force, honest endings."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.commands.path import path_item
from assistant.deciding import Deciding
from assistant.errors import AssistantError
from assistant.history import Conversation
from assistant.pathway.find import Pathfinder, Paths
from assistant.profile import Profile
from assistant.services import Services
from knowledge.base import Base, open_base
from knowledge.ingest import Load
from knowledge.models import LANGS, Cohort, Course, Opening
from knowledge.records import Training
from knowledge.settings import KnowledgeSettings
from knowledge.taxonomy import load_taxonomy
from tests import checker
from tests.knowledge.test_catalogue import course, opening
from tests.people import people

TODAY = date(2026, 11, 22)
TAX = load_taxonomy()


@pytest.fixture(scope="module")
def finder(services: Services) -> Pathfinder:
    return Pathfinder(services.base, Deciding(services.base).eligibility)


@pytest.fixture(scope="module")
def openings(services: Services) -> list[Opening]:
    base = services.base
    return [o for id_ in base.catalogue.openings.ids if (o := base.opening(id_)) is not None]


def profile(**facts: Any) -> Profile:
    return Profile.from_json(facts)


# ---- a hundred people, checked by something that shares no code


def test_a_hundred_people_and_every_edge(services: Services, finder: Pathfinder, openings: list[Opening]) -> None:
    with_way, reasons = 0, Counter[str]()
    for line in people(100):
        found = path_item(services.base, finder, line, TODAY)
        json.dumps(found)
        person = line["profile"]
        within = [o for o in openings if not checker.why_not(o, person, TODAY)]
        with_way += bool(found["pathways"])
        reasons.update(step["reason"] for path in found["pathways"] for step in path["steps"])
        for path in found["pathways"]:
            check_path(services.base, path, person, line.get("goal"), within)
        if not found["pathways"]:
            check_nearest(services.base, found["nearest"], person)
    assert with_way >= 60, with_way
    assert {"nesp_with_card", "card_worker", "card_student", "teaches_missing", "unlocks", "reachable_now"} <= set(reasons)


def check_path(base: Base, path: dict[str, Any], person: Mapping[str, Any], goal: str | None, within: list[Opening]) -> None:
    held = checker.held_of(person)
    courses = [c for c in (path["course"], path["next_course"]) if c]
    pairs = []
    for card in courses:
        pair = base.cohort(card["cohort"])
        assert pair is not None
        pairs.append(pair)
        if card is path["course"]:
            assert checker.course_problem(*pair, person, TODAY) == ""
        assert sorted(card["unlocked"]) == checker.unlocked(within, person, [pair[0]], TODAY)
        assert card["unlocks"] == len(card["unlocked"])
    if len(pairs) == 2:
        assert pairs[1][1].starts > pairs[0][1].ends
        assert checker.cohort_open(pairs[1][1], TODAY)
    taught = {s for c, _ in pairs for s in c.teaches}
    check_counts(path, person, goal, within, pairs)
    asked = goal_skills(path, base)
    assert set(path["missing_before"]) == asked - held
    assert set(path["missing_after"]) == asked - held - taught
    check_steps(base, path, held, taught)
    for card in path["openings"]:
        record = base.opening(card["id"])
        assert record is not None
        assert checker.why_not(record, person, TODAY) == ""
        assert set(card["match"]["missing"]) == set(record.required) - held


def goal_skills(path: dict[str, Any], base: Base) -> set[str]:
    if not path["goal"]:
        return {s for o in path["openings"] for s in o["skills"]["required"]}
    if path["goal"] in TAX.occupations:
        return set(TAX.occupations[path["goal"]].skills)
    record = base.opening(path["goal"])
    assert record is not None
    return set(record.required)


def check_counts(
    path: dict[str, Any], person: Mapping[str, Any], goal: str | None, within: list[Opening], pairs: list[Any]
) -> None:
    """The score is how many openings of the goal are newly opened (or, without a course, reachable now)."""
    held = checker.held_of(person)
    aimed = checker.of_goal(within, person, goal)
    if pairs:
        opened = set(checker.unlocked(within, person, [c for c, _ in pairs], TODAY)) & aimed
    else:
        opened = {o.id for o in within if set(o.required) <= held} & aimed
    assert path["score"] == len(opened)
    if path["score"]:
        assert {o["id"] for o in path["openings"]} <= opened


def check_steps(base: Base, path: dict[str, Any], held: set[str], taught: set[str]) -> None:
    at = "now"
    for step in path["steps"]:
        assert step["kind"] in ("fund", "learn", "apply", "switch", "now")
        assert step["text"]["ko"]
        assert step["text"]["en"]
        assert not step["citation"] or all(base.section(step["citation"], lang) for lang in LANGS)
        if step["kind"] in ("fund", "switch", "learn"):
            assert step["from"] == at
            at = step["to"]
        if step["kind"] in ("fund", "switch"):
            assert step["to"] in base.programmes
            assert step["to"] in path["programmes"]
            assert step["detail"]["decision"] != "looks_not_met"
            assert step["citation"]
        elif step["kind"] == "learn":
            pair = base.cohort(step["to"])
            assert pair is not None
            assert set(step["detail"]["learned"]) == set(pair[0].teaches) - held
            assert step["citation"]
            assert base.section(step["detail"]["drop_out"], "ko")
        else:
            assert step["from"] == at
            record = base.opening(step["to"])
            assert record is not None
            required = set(record.required)
            assert set(step["detail"]["held"]) == required & held
            assert set(step["detail"]["learned"]) == (required & taught) - held
            assert set(step["detail"]["missing"]) == required - held - taught
            assert step["reason"] == ("narrows" if step["detail"]["missing"] else "unlocks" if taught else "reachable_now")


def check_nearest(base: Base, nearest: dict[str, Any] | None, person: Mapping[str, Any]) -> None:
    """An honest end: a reason, and things that can really be joined or applied to, wherever they are."""
    assert nearest is not None
    assert nearest["reason"] in ("no_opening", "no_course", "not_fundable", "goal_closed")
    for card in nearest["courses"]:
        pair = base.cohort(card["cohort"])
        assert pair is not None
        assert checker.cohort_open(pair[1], TODAY)
    for card in nearest["openings"]:
        record = base.opening(card["id"])
        assert record is not None
        assert checker.why_not(record, person, TODAY, wider=True) == ""
    if nearest["courses"] and nearest["reason"] != "not_fundable":
        assert nearest["look_again"] == min(c["apply_by"] for c in nearest["courses"])


# ---- single cases, in a base small enough to know by heart


class Small:
    """The starter library's programmes without samples, and what a test puts there."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.finder = Pathfinder(base, Deciding(base).eligibility)
        self._items: list[Training | Opening] = []

    def put(self, *items: Training | Opening) -> None:
        self._items += items
        self.base.take_in(Load("test", self._items), on=TODAY)

    def find(self, person: Profile, **wanted: Any) -> Paths:
        return self.finder.find(person, TODAY, **wanted)

    def clear(self) -> None:
        self._items = []


@pytest.fixture(scope="module")
def without_samples(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    home = tmp_path_factory.mktemp("ways") / "home"
    shutil.copytree(shared_home, home)
    base = open_base(home, KnowledgeSettings(samples=False, lock_timeout=10), today=TODAY, progress=False)
    yield Small(base)
    base.close()


@pytest.fixture
def small(without_samples: Small) -> Small:
    """Nothing but programmes; a complete load replaces what the test before put there."""
    without_samples.clear()
    return without_samples


def run(course_id: str, teaches: tuple[str, ...], starts: int, ends: int, **other: Any) -> Training:
    """A course with one cohort that starts and ends so many days from now."""
    facts: dict[str, Any] = {"kind": "general", "mode": "onsite", "region": "48120", "hours": 120, "tuition": 1_000_000}
    made = Course(
        id=course_id, source="test", sample=False, title=f"{course_id} 과정", institution="가나다 학원",
        hours_per_day=6, days=20, placement_rate=0.75, teaches=teaches, occupations=(), description="설명", **{**facts, **other},
    )  # fmt: skip
    day = TODAY + timedelta(starts)
    return Training(made, (Cohort(f"{course_id}-1", course_id, day - timedelta(2), day, TODAY + timedelta(ends), 20, 5),))


HOME = {"region": "48120", "age": 25, "education": "high", "employment": "unemployed", "months_without_work": 6}
GOAL = {**HOME, "wants": {"occupations": ["smart-factory-engineer"]}}


def kinds(found: Paths, at: int = 0) -> list[tuple[str, str, str]]:
    return [(s.from_, s.to, s.kind) for s in found.pathways[at].steps]


def test_one_course_that_opens_two_openings(small: Small) -> None:
    small.put(
        run("c-cheap", ("mes", "excel"), 10, 40),
        run("c-one", ("mes",), 10, 20),
        opening("o-1", required=("mes",)),
        opening("o-2", required=("mes", "excel")),
        opening("o-far", required=("mes",), region="26350"),
        opening("o-closed", required=("mes",), closes=TODAY - timedelta(1)),
        opening("o-cook", required=("mes",), occupation="cook"),
    )
    found = small.find(profile(**GOAL))
    first, second = found.pathways
    assert first.course is not None
    assert (first.course.id, first.score, set(first.course.unlocked)) == ("c-cheap", 2.0, {"o-1", "o-2", "o-cook"})
    assert second.course is not None
    assert (second.course.id, second.score) == ("c-one", 1.0)
    assert kinds(found)[-4:] == [
        (first.programmes[-2], "learning-card", "fund"),
        ("learning-card", "c-cheap-1", "learn"),
        ("c-cheap-1", "o-1", "apply"),
        ("c-cheap-1", "o-2", "apply"),
    ]
    assert first.course.own_share is not None
    assert first.course.own_share.value == 150_000  # 15 % of a million: three of four find work
    assert first.missing_after == tuple(sorted(set(TAX.occupations["smart-factory-engineer"].skills) - {"mes", "excel"}))


def test_equal_counts_go_by_cost_then_time(small: Small) -> None:
    small.put(
        run("c-dear", ("mes",), 10, 40, tuition=2_000_000, hours=100),
        run("c-long", ("mes",), 10, 40, hours=200),
        run("c-short", ("mes",), 10, 40, hours=100),
        run("c-far", ("mes",), 10, 40, hours=100, region="48250"),
        opening("o-1", required=("mes",)),
    )
    found = small.find(profile(**GOAL), k=4)
    assert [p.course.id for p in found.pathways if p.course] == ["c-short", "c-far", "c-long", "c-dear"]


def test_what_can_be_applied_to_now_comes_first(small: Small) -> None:
    small.put(run("c-1", ("mes",), 10, 40), opening("o-now", required=("excel",)), opening("o-later", required=("mes",)))
    found = small.find(profile(**GOAL, skills=["excel"]))
    assert found.pathways[0].course is None
    assert kinds(found) == [("now", "o-now", "now")]
    assert found.reachable == 1
    assert [o.id for o in found.pathways[1].openings] == ["o-later"]


def test_two_courses_only_where_one_is_not_enough(small: Small) -> None:
    both = opening("o-both", required=("mes", "plc"))
    late = run("c-plc", ("plc",), 60, 90)
    small.put(run("c-mes", ("mes",), 10, 40), late, both)
    found = small.find(profile(**GOAL))
    path = found.pathways[0]
    assert path.course is not None
    assert path.next_course is not None
    assert (path.course.id, path.next_course.id, path.score) == ("c-mes", "c-plc", 1.0)
    assert path.course.unlocks == path.next_course.unlocks == 0
    assert [s.reason for s in path.steps][-3:] == ["teaches_missing", "then_teaches", "unlocks"]
    small.put(run("c-all", ("mes", "plc"), 10, 90))
    assert [p.next_course for p in small.find(profile(**GOAL)).pathways] == [None]


def test_a_second_course_must_start_after_the_first_ends(small: Small) -> None:
    small.put(run("c-mes", ("mes",), 10, 40), run("c-plc", ("plc",), 40, 90), opening("o", required=("mes", "plc")))
    path = small.find(profile(**GOAL)).pathways[0]
    assert path.next_course is None
    assert path.missing_after
    assert path.steps[-1].reason == "narrows"  # the same day isn't after


def test_one_opening_as_the_goal(small: Small) -> None:
    small.put(
        run("c-mes", ("mes",), 10, 40),
        run("c-plc", ("plc",), 10, 40),
        opening("o-goal", required=("plc",)),
        *(opening(f"o-{n}", required=("mes",)) for n in range(3)),
    )
    found = small.find(profile(**GOAL), goal="o-goal")
    assert [p.course.id for p in found.pathways if p.course] == ["c-plc"]
    assert found.pathways[0].openings[0].id == "o-goal"
    assert (found.pathways[0].missing_before, found.pathways[0].missing_after) == (("plc",), ())


def test_a_goal_that_has_closed_falls_back_on_its_occupation(small: Small) -> None:
    small.put(
        run("c-mes", ("mes",), 10, 40),
        opening("o-gone", required=("mes",), closes=TODAY - timedelta(1)),
        opening("o-like", required=("mes",)),
    )
    found = small.find(profile(**HOME), goal="o-gone")
    assert not found.goal.open
    assert [o.id for o in found.pathways[0].openings] == ["o-like"]


def test_nothing_open_ends_with_the_nearest_thing(small: Small) -> None:
    small.put(run("c-far", ("mes",), 30, 60, region="11680"), opening("o-far", required=("mes",), region="11680"))
    found = small.find(profile(**GOAL))
    assert found.pathways == ()
    assert found.nearest is not None
    assert found.nearest.reason == "no_opening"
    assert [c.id for c in found.nearest.courses] == ["c-far"]
    assert [o.id for o in found.nearest.openings] == ["o-far"]
    assert found.nearest.look_again == TODAY + timedelta(28)


def test_a_course_without_openings_is_still_a_way_and_says_so(small: Small) -> None:
    usual = TAX.occupations["smart-factory-engineer"].skills
    small.put(run("c-1", tuple(usual[:3]), 10, 40))
    found = small.find(profile(**GOAL))
    assert found.pathways[0].openings == ()
    assert found.pathways[0].steps[-1].kind == "learn"
    assert found.nearest is not None


def test_a_barrier_is_named_where_nothing_pays(small: Small) -> None:
    small.put(run("c-1", ("mes",), 10, 40), opening("o-1", required=("mes",)))
    student = {**GOAL, "employment": "student", "school": {"enrolled": True, "level": "university", "months_left": 36}}
    found = small.find(profile(**student))
    assert found.pathways == ()
    assert found.nearest is not None
    assert found.nearest.reason == "not_fundable"
    assert found.nearest.barrier is not None
    assert found.nearest.barrier.programme == "learning-card"
    assert "school.months_left" in {c.field for c in found.nearest.barrier.failing}


@pytest.mark.parametrize(
    ("facts", "first", "reason"),
    [
        ({}, "nesp-", "nesp_with_card"),
        ({"employment": "employed"}, "learning-card", "card_worker"),
        ({"employment": "student", "school": {"enrolled": True, "level": "university", "months_left": 5}}, "", "card_student"),
        ({"visa": "F-2"}, "learning-card", "card_foreigner"),
        ({"receiving": ["unemployment_benefit"]}, "learning-card", "card_with_unemployment_benefit"),
        ({"employment": "self_employed", "business": {"yearly_sales": 30_000_000}}, "learning-card", "card_self_employed"),
    ],
)  # fmt: skip
def test_the_programme_that_pays_fits_the_person(
    small: Small, facts: dict[str, Any], first: str, reason: str
) -> None:
    small.put(run("c-1", ("mes",), 10, 40), opening("o-1", required=("mes",)))
    path = small.find(profile(**{**GOAL, **facts})).pathways[0]
    assert path.programmes[0].startswith(first)
    card = next(s for s in path.steps if s.to == "learning-card")
    if not path.programmes[0].startswith("nesp-"):
        assert card.reason == reason
    else:
        assert card.reason == "nesp_with_card"
        assert path.steps[0].detail["not_together"]["citation"] == "learning-card/bonus-none"
    if facts.get("visa"):
        assert card.detail["ask"] == "1345"


def test_a_shop_owner_who_closes_goes_through_hope_return_to_nesp(small: Small) -> None:
    small.put(run("c-1", ("mes",), 10, 40, kind="kdt", tuition=8_000_000), opening("o-1", required=("mes",)))
    owner = {**GOAL, "age": 41, "employment": "closing_business", "business": {"opened_on": "2023-01-10"}}
    path = small.find(profile(**owner)).pathways[0]
    ids = list(path.programmes)
    assert ids[:2] == ["hope-return-closing", "hope-return-job"]
    assert ids[2].startswith("nesp-")
    assert ids[3:] == ["learning-card", "kdt"]
    assert [s.kind for s in path.steps][:3] == ["fund", "switch", "switch"]


def test_kdt_money_is_on_the_card(small: Small) -> None:
    kdt = run("c-kdt", ("mes",), 10, 200, kind="kdt", tuition=10_000_000, hours=800)
    small.put(kdt, opening("o-1", required=("mes",)))
    path = small.find(profile(**GOAL)).pathways[0]
    assert path.course is not None
    assert path.course.own_share is not None
    assert path.course.own_share.value == 400_000
    assert path.course.monthly is not None
    assert path.course.monthly.value == 400_000  # outside the capital area
    assert path.programmes[-1] == "kdt"


def test_samples_do_not_lead_where_a_real_course_teaches(small: Small) -> None:
    usual = TAX.occupations["smart-factory-engineer"].skills
    small.put(
        run("c-real", tuple(usual[:2]), 10, 40),
        _sample_run(),
        *(opening(f"o-{n}", required=("mes",), sample=True) for n in range(3)),
    )
    found = small.find(profile(**GOAL))
    assert [p.course.id for p in found.pathways if p.course] == ["c-real", "c-sample"]
    assert found.pathways[0].course is not None
    assert found.pathways[0].course.unlocked == ()
    assert found.pathways[0].openings == ()


def _sample_run() -> Training:
    made = course("c-sample", ("mes",), sample=True)
    return Training(made.course, made.cohorts)


@pytest.mark.parametrize("goal", ["no-such-thing", "o-unknown"])
def test_an_unknown_goal_is_refused_in_words(small: Small, goal: str) -> None:
    with pytest.raises(AssistantError, match="neither the id of an opening nor of an occupation"):
        small.find(profile(), goal=goal)


# ---- in the chat


def test_the_way_in_one_message(services: Services) -> None:
    message = "창원 사는 25살 고졸 6개월째 쉬는데 스마트공장 일하고 싶어"
    answer = services.answer(Conversation(), message, as_of=TODAY)
    assert answer.status == "answered"
    assert answer.pathways
    assert answer.warnings == ()
    path = next(p for p in answer.pathways if p.course)
    assert path.goal == "smart-factory-engineer"
    assert "예시" in answer.text
    assert "learning-card" in path.programmes
    texts = [line.text for line in answer.lines]
    own = next(i for i, t in enumerate(texts) if "내가 내는 돈" in t)
    out = next(i for i, t in enumerate(texts) if "그만두" in t or "중도포기" in t)
    assert own < out < next(i for i, t in enumerate(texts) if t.startswith("제도"))
    assert answer.to_json()["pathways"][0]["steps"][0]["from"] == "now"


def test_both_languages_give_the_same_pathways(services: Services) -> None:
    facts = {"facts": [{"field": "region", "value": "41110"}, {"field": "skills", "value": ["excel"]}]}
    found = []
    for message in ("회계 사무원이 되려면 뭐부터 해야 해요?", "How do I become an accountant?"):
        conversation = Conversation(profile=Profile.from_json(facts))
        answer = services.answer(conversation, message, as_of=TODAY)
        assert answer.warnings == ()
        found.append([(p.goal, p.score, p.course and p.course.cohort, [o.id for o in p.openings]) for p in answer.pathways])
    assert found[0] == found[1] != []


def test_without_any_aim_the_work_is_asked_for(services: Services) -> None:
    answer = services.answer(Conversation(), "어디서부터 준비해야 할지 모르겠어", as_of=TODAY)
    assert answer.status == "clarify"
    assert answer.asks[0].field == "wants.occupations"
    assert answer.asks[0].choices[-1].value is None


def test_a_place_is_asked_for_once_and_taken(services: Services) -> None:
    conversation = Conversation()
    first = services.answer(conversation, "마케터 되려면 뭐부터 해야 해?", as_of=TODAY)
    assert first.asks[0].field == "wants.regions"
    choice = next(c for c in first.asks[0].choices if c.value == "11000")
    second = services.answer(conversation, choice.text["ko"], as_of=TODAY)
    assert second.asks == ()
    assert all(o.region[:2] in ("11", "00") for p in second.pathways for o in p.openings)
