"""The catalogue against a second, record-by-record computation, and each hard limit at its edge."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from assistant.pathway.seeker import seeker_of
from assistant.profile import Profile
from knowledge.catalogue import Catalogue
from knowledge.fit import WEIGHTS, WHOLE, Seeker
from knowledge.library.sample import generate
from knowledge.models import Cohort, Course, Opening, Pay
from knowledge.records import Training
from knowledge.taxonomy import load_taxonomy
from tests import checker
from tests.people import people

DAY = date(2026, 11, 22)
WAGE = 10_320
TAX = load_taxonomy()


def opening(id_: str = "o-1", **other: Any) -> Opening:
    base: dict[str, Any] = {
        "id": id_, "source": "test", "sample": False, "title": "생산직 모집", "employer": "가나다 공업", "region": "48120",
        "employment": "permanent", "pay": Pay("month", 2_400_000), "posted": DAY - timedelta(5),
        "closes": DAY + timedelta(20), "occupation": "smart-factory-engineer", "required": ("mes", "excel"),
        "preferred": (), "experience": 0, "education": "any", "body": "공장에서 일합니다.",
    }  # fmt: skip
    return Opening(**{**base, **other})


def course(id_: str = "c-1", teaches: tuple[str, ...] = ("mes",), *, sample: bool = False) -> Training:
    made = Course(id_, "test", sample, "과정", "기관", "kdt", "onsite", "48120", 400, 8, 50, 6_000_000, None, teaches, (), "설명")
    cohorts = (
        Cohort(f"{id_}-late", id_, DAY + timedelta(60), DAY + timedelta(70), DAY + timedelta(150), 20, None),
        Cohort(f"{id_}-full", id_, DAY + timedelta(1), DAY + timedelta(5), DAY + timedelta(90), 20, 0),
        Cohort(f"{id_}-next", id_, DAY, DAY + timedelta(8), DAY + timedelta(90), 20, 3),
        Cohort(f"{id_}-past", id_, DAY - timedelta(1), DAY + timedelta(3), DAY + timedelta(90), 20, 3),
    )
    return Training(made, cohorts)


def reasons(o: Opening, who: Seeker, day: date = DAY, wage: int = WAGE) -> dict[str, int]:
    return dict(Catalogue([o], [], TAX).rank(who, day, wage, 5).rejected)


HERE = Seeker(skills=frozenset({"mes"}), within=("48000",), near=("48120",))


@pytest.mark.parametrize(
    ("change", "who", "reason"),
    [
        ({}, HERE, ""),
        ({"closes": DAY}, HERE, ""),
        ({"closes": DAY - timedelta(1)}, HERE, "closed"),
        ({"closes": None}, HERE, ""),
        ({"withdrawn": True}, HERE, "withdrawn"),
        ({"posted": DAY}, HERE, ""),
        ({"posted": DAY + timedelta(1)}, HERE, "unposted"),
        ({"region": "26350"}, HERE, "region"),
        ({"region": "26350"}, replace(HERE, within=()), ""),
        ({"region": "00000"}, HERE, ""),
        ({"region": "26350", "remote": True}, HERE, "region"),
        ({"region": "26350", "remote": True}, replace(HERE, remote=True), ""),
        ({"permits": ("F-2", "F-5")}, replace(HERE, visa="F-4"), "permit"),
        ({"permits": ("F-2", "F-5")}, replace(HERE, visa="F-2"), ""),
        ({"permits": ("F-2", "F-5")}, replace(HERE, visa="citizen"), ""),
        ({"permits": ("F-2", "F-5")}, HERE, ""),
        ({"permits": ()}, replace(HERE, visa="D-10"), ""),
        ({"licences": ("지게차운전기능사",)}, HERE, "licence"),
        ({"licences": ("지게차 운전기능사",)}, replace(HERE, licences="지게차운전기능사취득"), ""),
        ({"education": "college"}, replace(HERE, education="high"), "education"),
        ({"education": "college"}, replace(HERE, education="college"), ""),
        ({"education": "university"}, HERE, ""),
        ({"experience": 2}, HERE, ""),
        ({"experience": 3}, HERE, "experience"),
        ({"experience": 5}, replace(HERE, years=3), ""),
        ({"pay": Pay("month", 2_299_999)}, replace(HERE, pay_min_monthly=2_300_000), "pay"),
        ({"pay": Pay("month", 2_300_000)}, replace(HERE, pay_min_monthly=2_300_000), ""),
        ({"pay": Pay("year", 24_000_000, 36_000_000)}, replace(HERE, pay_min_monthly=3_000_000), "below_minimum_wage"),
        ({"pay": Pay("year", 27_000_000, 36_000_000)}, replace(HERE, pay_min_monthly=3_000_000), ""),
        ({"pay": None}, replace(HERE, pay_min_monthly=9_000_000), ""),
        ({"pay": Pay("hour", 10_319)}, HERE, "below_minimum_wage"),
        ({"pay": Pay("hour", 10_320)}, HERE, ""),
        ({"pay": Pay("day", 82_559)}, HERE, "below_minimum_wage"),
        ({"pay": Pay("day", 82_560)}, HERE, ""),
        ({"pay": Pay("month", 2_156_879)}, HERE, "below_minimum_wage"),
        ({"pay": Pay("month", 2_156_880)}, HERE, ""),
        ({"pay": Pay("month", 900_000), "employment": "part_time", "weekly_hours": 20}, HERE, ""),
        ({"pay": Pay("month", 900_000), "employment": "freelance"}, HERE, ""),
        ({"body": "업무 시작 전 보증금 30만 원을 먼저 입금해 주세요."}, HERE, "scam"),
        ({"required": ("cooking",), "occupation": "cook"}, HERE, "unrelated"),
    ],
)  # fmt: skip
def test_hard_limits_at_their_edges(change: dict[str, Any], who: Seeker, reason: str) -> None:
    assert reasons(opening(**change), who) == ({reason: 1} if reason else {})


def test_the_minimum_wage_is_that_of_the_day() -> None:
    low = opening(pay=Pay("hour", 10_500), closes=None)
    assert reasons(low, HERE, date(2026, 12, 31), 10_320) == {}
    assert reasons(low, HERE, date(2027, 1, 1), 10_700) == {"below_minimum_wage": 1}


def test_parts_add_up_and_weigh_what_they_say() -> None:
    ranked = Catalogue([opening(preferred=("plc",))], [], TAX).rank(HERE, DAY, WAGE, 1).kept[0]
    assert ranked.held == ("mes",)
    assert ranked.missing == ("excel",)
    assert ranked.score == pytest.approx(sum(ranked.parts.values()))
    assert set(ranked.parts) == set(WEIGHTS)
    assert sum(WEIGHTS.values()) == WHOLE
    assert ranked.parts["required"] == 0.18  # one of two


def test_a_related_skill_weighs_less_than_the_skill_itself_and_more_than_none() -> None:
    catalogue = Catalogue([opening(required=("mes",))], [], TAX)
    scores = [
        catalogue.rank(replace(HERE, skills=frozenset(s), occupations=("smart-factory-engineer",)), DAY, WAGE, 1)
        .kept[0].parts["required"]
        for s in ((), ("smart-factory",), ("mes",))
    ]  # fmt: skip
    assert scores[0] == 0
    assert scores[0] < scores[1] < scores[2] == 0.36


def test_the_best_come_from_several_employers() -> None:
    many = [opening(f"o-{n}", pay=Pay("month", 3_000_000)) for n in range(4)]
    other = [opening("x-1", employer="라마바 정밀", pay=Pay("month", 2_300_000))]
    kept = Catalogue([*many, *other], [], TAX).rank(HERE, DAY, WAGE, 3).kept
    assert [r.id for r in kept] == ["o-0", "o-1", "x-1"]
    assert len(Catalogue(many, [], TAX).rank(HERE, DAY, WAGE, 3).kept) == 3  # nobody else is there
    scores = [r.score for r in Catalogue([*many, *other], [], TAX).rank(HERE, DAY, WAGE, 5).kept]
    assert scores == sorted(scores, reverse=True)


def test_the_next_joinable_cohort_speaks_for_a_course() -> None:
    catalogue = Catalogue([], [course("c-1"), course("c-2")], TAX)
    assert [cohort.id for _, cohort in catalogue.joinable(DAY)] == ["c-1-next", "c-2-next"]
    assert [cohort.id for _, cohort in catalogue.joinable(DAY + timedelta(1))] == ["c-1-late", "c-2-late"]
    assert [c.id for c in catalogue.cohorts_of("c-1", DAY)] == ["c-1-next", "c-1-late"]
    assert catalogue.cohorts_of("nothing", DAY) == []


def test_unlocking_means_all_missing_skills_and_no_related_ones() -> None:
    ads = [
        opening("o-both", required=("mes", "excel")),
        opening("o-held", required=("excel",)),
        opening("o-three", required=("mes", "excel", "plc")),
        opening("o-sample", required=("mes",), sample=True),
        opening("o-none", required=()),
    ]
    catalogue = Catalogue(ads, [], TAX)
    passed, _ = catalogue.within_limits(Seeker(), DAY, WAGE)
    taught = [frozenset({"mes"}), frozenset({"smart-factory"}), frozenset({"mes", "plc", "not-in-taxonomy"})]
    assert catalogue.unlocked(passed, {"excel"}, taught) == [
        ("o-both", "o-sample"), (), ("o-both", "o-sample", "o-three"),
    ]  # fmt: skip
    assert catalogue.unlocked(passed, {"excel"}, taught[:1], real_only=True) == [("o-both",)]
    assert catalogue.reachable_now(passed, {"excel"}) == ("o-held", "o-none")


def test_an_empty_catalogue_answers() -> None:
    catalogue = Catalogue([], [], TAX)
    passed, _ = catalogue.within_limits(HERE, DAY, WAGE)
    assert catalogue.rank(HERE, DAY, WAGE, 5).kept == ()
    assert catalogue.joinable(DAY) == []
    assert catalogue.unlocked(passed, (), [frozenset({"mes"})]) == [()]


@pytest.fixture(scope="module")
def sample() -> tuple[Catalogue, tuple[Opening, ...]]:
    made = generate(date(2026, 11, 1), 7, courses=40, openings=500)
    trainings = [Training(c, tuple(x for x in made.cohorts if x.course == c.id)) for c in made.courses]
    return Catalogue(made.openings, trainings, TAX), made.openings


def test_equal_to_a_record_by_record_scorer(sample: tuple[Catalogue, tuple[Opening, ...]]) -> None:
    catalogue, openings = sample
    kept = 0
    for line in [*people(30), {"id": "nobody", "profile": {}}]:
        profile = line["profile"]
        seeker = seeker_of(Profile.from_json(profile), TAX, DAY)
        ranking = catalogue.rank(seeker, DAY, WAGE, 20)
        expected, rejected = checker.best(openings, profile, DAY, 20)
        assert [(r.id, r.score) for r in ranking.kept] == expected, line
        assert dict(ranking.rejected) == rejected, line
        kept += len(expected)
    assert kept > 100  # the people do find something


def test_growing_looks_reach_the_same_best(sample: tuple[Catalogue, tuple[Opening, ...]]) -> None:
    """However few are looked at first, the best k are those of the whole order."""
    catalogue, openings = sample
    crowded = [replace(o, employer=f"무리{n % 3}") for n, o in enumerate(openings)]
    few = Catalogue(crowded, [], TAX)
    for k in (1, 2, 5, 9):
        expected, _ = checker.best(crowded, {}, DAY, k)
        assert [(r.id, r.score) for r in few.rank(Seeker(), DAY, WAGE, k).kept] == expected
    longer = [r.id for r in catalogue.rank(Seeker(), DAY, WAGE, 400).kept]
    assert len(set(longer)) == len(longer)


def test_unlocks_equal_a_record_by_record_count(sample: tuple[Catalogue, tuple[Opening, ...]]) -> None:
    catalogue, openings = sample
    rng = random.Random(3)
    skills = sorted(TAX.skills)
    found = 0
    for line in people(12, seed=5):
        profile = line["profile"]
        seeker = seeker_of(Profile.from_json(profile), TAX, DAY)
        passed, _ = catalogue.within_limits(seeker, DAY, WAGE)
        asked = sorted({s for o in openings for s in o.required})
        taught = [frozenset(rng.sample(asked, 40)), frozenset(rng.sample(skills, 8)), frozenset(asked)]
        counted = catalogue.unlocked(passed, seeker.skills, taught)
        for these, ids in zip(taught, counted, strict=True):
            made = replace(course().course, teaches=tuple(these), sample=True)
            assert sorted(ids) == checker.unlocked(openings, profile, [made], DAY), line
            found += len(ids)
    assert found


def test_more_of_what_is_asked_never_scores_less(sample: tuple[Catalogue, tuple[Opening, ...]]) -> None:
    catalogue, _ = sample
    rng = random.Random(11)
    for _ in range(40):
        had = frozenset(rng.sample(sorted(TAX.skills), 4))
        more = had | frozenset(rng.sample(sorted(TAX.skills), 1))
        ids = catalogue.openings.ids
        before = {r.id: r.score for r in catalogue.ranked_among(Seeker(skills=had), DAY, WAGE, ids, len(ids))}
        after = {r.id: r.score for r in catalogue.ranked_among(Seeker(skills=more), DAY, WAGE, ids, len(ids))}
        assert all(after[id_] >= before[id_] for id_ in before)


def test_ranks_are_in_order(sample: tuple[Catalogue, tuple[Opening, ...]]) -> None:
    catalogue, _ = sample
    kept = catalogue.rank(Seeker(skills=frozenset({"excel"})), DAY, WAGE, 50).kept
    assert all((-a.score, a.id) < (-b.score, b.id) for a, b in pairwise(kept))
