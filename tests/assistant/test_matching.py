"""Matching people: cards re-derived from records, metamorphic properties, flags, an honest nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.commands.match import match_item
from assistant.errors import AssistantError
from assistant.flags import SECTIONS, flags_of
from assistant.lookup import CatalogueLookup
from assistant.matching import CITED, Matcher, Matches
from assistant.pathway.seeker import seeker_of
from assistant.profile import Profile
from assistant.services import Services
from assistant.understanding import Understanding
from knowledge.base import Base, open_base
from knowledge.ingest import Load
from knowledge.models import LANGS, Pay
from knowledge.settings import KnowledgeSettings
from knowledge.taxonomy import load_taxonomy
from tests import checker
from tests.knowledge.test_catalogue import course, opening
from tests.people import people

TODAY = date(2026, 11, 22)
TAX = load_taxonomy()


@pytest.fixture(scope="module")
def matcher(services: Services) -> Matcher:
    return Matcher(services.base)


def ids(found: Matches) -> list[str]:
    return [o.id for o in found.openings]


def test_a_hundred_people_get_only_what_holds(matcher: Matcher, services: Services) -> None:
    base, shown = services.base, 0
    every = [o for id_ in base.catalogue.openings.ids if (o := base.opening(id_)) is not None]
    for line in people(100):
        profile = line["profile"]
        found = match_item(matcher, {**line, "k": 10}, TODAY)
        json.dumps(found)
        expected, rejected = checker.best(every, profile, TODAY, 10)
        assert [(o["id"], o["match"]["score"]) for o in found["openings"]] == expected, line
        assert found["rejected"] == rejected, line
        held, within = checker.held_of(profile), [o for o in every if not checker.why_not(o, profile, TODAY)]
        for card in found["openings"]:
            record = base.opening(card["id"])
            assert record is not None
            assert checker.why_not(record, profile, TODAY) == ""
            assert set(card["match"]["held"]) == set(record.required) & held
            assert set(card["match"]["missing"]) == set(record.required) - held
            assert sum(card["match"]["parts"].values()) == pytest.approx(card["match"]["score"])
            assert card["sample"]
            assert card["url"] == ""
            for skill, cohorts in card["match"]["taught_by"].items():
                assert skill in card["match"]["missing"]
                for cohort in cohorts:
                    pair = base.cohort(cohort)
                    assert pair is not None
                    assert skill in pair[0].teaches
                    assert checker.course_problem(*pair, profile, TODAY) == ""
            shown += 1
        for card in found["courses"]:
            pair = base.cohort(card["cohort"])
            assert pair is not None
            assert checker.course_problem(*pair, profile, TODAY) == ""
            assert sorted(card["unlocked"]) == checker.unlocked(within, profile, [pair[0]], TODAY), line
            assert card["unlocks"] == len(card["unlocked"])
    assert shown > 300


def profile(**facts: Any) -> Profile:
    return Profile.from_json(facts)


WORKER = {"region": "48120", "skills": ["excel", "mes"], "wants": {"occupations": ["production-planner"]}}


def test_an_irrelevant_word_never_changes_the_order(matcher: Matcher) -> None:
    plain = profile(resume_text="엑셀과 파이썬을 다뤘습니다.", wants={"regions": ["41000", "11000"]})
    wordy = profile(
        resume_text="저는 성실하고 밝은 성격입니다. 엑셀과 파이썬을 다뤘습니다. 취미는 등산과 독서입니다. 열정!",
        wants={"regions": ["41000", "11000"]},
    )
    assert ids(matcher.match(plain, TODAY)) == ids(matcher.match(wordy, TODAY)) != []


@pytest.mark.parametrize(
    "about", ["여성입니다.", "남성, 1998년생입니다.", "부산에서 태어났습니다.", "지체장애가 있습니다.", "베트남에서 왔습니다.", "40대입니다."]
)
def test_sex_birthplace_disability_or_nationality_change_nothing(matcher: Matcher, about: str) -> None:
    words = "전산회계를 배웠고 엑셀, SQL을 씁니다."
    plain = profile(resume_text=words, region="41110")
    told = profile(resume_text=f"{about} {words}", region="41110")
    one, other = matcher.match(plain, TODAY, k=30), matcher.match(told, TODAY, k=30)
    assert [(o.id, o.match) for o in one.openings] == [(o.id, o.match) for o in other.openings]
    assert one.openings
    assert one.rejected == other.rejected


def test_groups_age_and_dependants_are_not_matched_on(matcher: Matcher) -> None:
    plain = matcher.match(profile(**WORKER), TODAY, k=30)
    told = matcher.match(profile(**WORKER, age=44, groups=["disabled", "one_parent"], dependants=2), TODAY, k=30)
    assert [(o.id, o.match.score) for o in plain.openings] == [(o.id, o.match.score) for o in told.openings]


def test_adding_a_matching_skill_never_lowers_a_score(matcher: Matcher) -> None:
    before = {o.id: o.match.score for o in matcher.match(profile(skills=["excel"]), TODAY, k=200).openings}
    after = {o.id: o.match.score for o in matcher.match(profile(skills=["excel", "sql"]), TODAY, k=200).openings}
    both = before.keys() & after.keys()
    assert len(both) > 20
    assert all(after[i] >= before[i] for i in both)


def test_a_wrong_region_never_unless_asked(matcher: Matcher) -> None:
    person = profile(wants={"regions": ["48000"]}, skills=["excel"])
    near, wide = matcher.match(person, TODAY, k=100), matcher.match(person, TODAY, k=100, wider=True)
    assert {o.region[:2] for o in near.openings} <= {"48", "00"}
    assert len({o.region[:2] for o in wide.openings}) > 3
    assert near.rejected["region"] > 0
    assert "region" not in wide.rejected


@pytest.mark.parametrize(
    ("told", "within", "near"),
    [
        ({}, (), ()),
        ({"region": "48"}, ("48000",), ("48000",)),
        ({"wants": {"regions": ["부산", "26350"]}}, ("26000", "26350"), ("26000", "26350")),
        ({"region": "창원", "wants": {"regions": ["48000"]}}, ("48000",), ("48120",)),
        ({"region": "창원", "wants": {"regions": ["00000"]}}, (), ("48120",)),
        ({"region": "아무데도 아닌 곳"}, (), ()),
    ],
)
def test_where_a_person_is_matched(told: dict[str, Any], within: tuple[str, ...], near: tuple[str, ...]) -> None:
    seeker = seeker_of(profile(**told), TAX, TODAY)
    assert (seeker.within, seeker.near) == (within, near)


def test_a_home_reaches_its_commuting_area_inside_its_sido() -> None:
    changwon = seeker_of(profile(region="48123"), TAX, TODAY).within
    assert {"48123", "48120", "48250"} <= set(changwon)  # the district, its city, Gimhae
    assert all(code[:2] == "48" for code in changwon)


def test_skills_are_read_from_ids_names_aliases_and_the_resume() -> None:
    told = profile(skills=["excel", "파이선", "R", "모르는 것"], resume_text="지게차와 MES를 다뤘어요.")
    assert {"excel", "python", "r-language", "mes"} <= seeker_of(told, TAX, TODAY).skills
    assert not any("모르는" in s for s in seeker_of(told, TAX, TODAY).skills)


def test_no_fit_says_what_would_change_it(matcher: Matcher) -> None:
    person = profile(wants={"regions": ["50000"], "occupations": ["semiconductor-engineer"], "pay_min_monthly": 9_000_000})
    found = matcher.match(person, TODAY)
    assert found.openings == ()
    assert found.rejected
    lifted = matcher.match(profile(wants={"occupations": ["semiconductor-engineer"], "regions": ["50000"]}), TODAY)
    assert found.would_change.get("pay", 0) == lifted.total


def test_where_a_permit_matters_the_section_is_cited(matcher: Matcher, services: Services) -> None:
    found = match_item(matcher, {"id": "v", "profile": {"visa": "E-9"}}, TODAY)
    assert found["rejected"]["permit"] > 0
    assert found["citations"]["permit"] == "places/foreigners-unknown"
    assert all(services.base.section(s, lang) is not None for s in CITED.values() for lang in LANGS)
    assert "permit" not in match_item(matcher, {"id": "c", "profile": {"visa": "citizen"}}, TODAY)["citations"]


def test_flags_quote_the_advert_and_lead_to_a_section_that_exists(services: Services) -> None:
    bad = [
        opening(pay=Pay("hour", 9_900), body="급여: 시급 9,900원\n근무지: 창원"),
        opening(body="만 35세 이하 여성만 지원 가능합니다."),
        opening(employment="freelance", body="프리랜서 계약(3.3% 공제), 주 5일 09:00~18:00"),
        opening(body="교육비 20만 원을 먼저 입금해 주세요."),
    ]
    codes = set()
    for record in bad:
        flags = flags_of(record, TODAY)
        assert flags
        for flag in flags:
            codes.add(flag.code)
            assert flag.quote in f"{record.title}\n{record.body}"
            assert all(services.base.section(flag.citation, lang) is not None for lang in LANGS)
            assert "1350" in flag.text["ko"] or "112" in flag.text["ko"]
    assert codes == {"below_minimum_wage", "age_limit", "sex_limit", "false_self_employment", "money_asked"}
    assert all(services.base.section(s, lang) is not None for s in SECTIONS.values() for lang in LANGS)


def test_the_wage_flag_goes_by_the_day() -> None:
    record = opening(pay=Pay("hour", 10_500))
    assert flags_of(record, date(2026, 12, 31)) == ()
    assert [f.code for f in flags_of(record, date(2027, 1, 1))] == ["below_minimum_wage"]


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Base]:
    """A base with one real course, one real opening and two samples, and a scam."""
    settings = KnowledgeSettings(library="none", samples=False, lock_timeout=10)
    base = open_base(tmp_path / "home", settings, today=TODAY, progress=False)
    scam = opening("o-scam", body="통장을 보내 주시면 바로 시작합니다. 제출할 것: 체크카드를 택배로 보내 주세요.")
    ads = [
        opening("o-real", required=("mes",), url="https://jobs.invalid/1"),
        opening("o-sample", required=("plc",), sample=True, source="sample", url="https://jobs.invalid/2"),
        opening("o-both", required=("mes", "plc"), sample=True, source="sample"),
    ]
    both = course("c-real", ("mes", "plc"))
    fake = course("c-sample", ("mes", "plc"), sample=True)
    base.take_in(Load("test", [scam, *ads, both, fake]), on=TODAY)
    yield base
    base.close()


def test_scams_stay_hidden_and_samples_have_no_link(real: Base) -> None:
    found = Matcher(real).match(profile(wants={"occupations": ["smart-factory-engineer"]}), TODAY)
    assert sorted(ids(found)) == ["o-both", "o-real", "o-sample"]
    assert found.rejected == {"scam": 1}
    assert {o.id: o.url for o in found.openings} == {"o-real": "https://jobs.invalid/1", "o-sample": "", "o-both": ""}


def test_a_search_in_the_chat_does_not_show_scams_either(real: Base) -> None:
    u = Understanding("생산직 모집", "ko", False, ("opening",), "생산직 모집", search_words="생산직 모집")
    found = CatalogueLookup(real).search(u, "opening", TODAY, regions=())
    assert "o-real" in [h.id for h in found.kept]
    assert "o-scam" not in [h.id for h in found.kept]
    assert [(r.id, r.reason) for r in found.rejected if r.id == "o-scam"] == [("o-scam", "scam")]


def test_a_real_course_is_never_ranked_by_sample_openings(real: Base) -> None:
    found = Matcher(real).match(profile(wants={"occupations": ["smart-factory-engineer"]}), TODAY)
    assert {c.id: c.unlocked for c in found.courses} == {
        "c-real": ("o-real",),
        "c-sample": ("o-both", "o-real", "o-sample"),
    }
    assert [c.id for c in found.courses] == ["c-real", "c-sample"]


def test_what_is_withdrawn_is_gone_after_the_next_change(real: Base) -> None:
    person = profile(wants={"occupations": ["smart-factory-engineer"]})
    assert "o-real" in ids(Matcher(real).match(person, TODAY))
    gone = replace(opening("o-real", required=("mes",)), withdrawn=True)
    real.take_in(Load("test", [gone, opening("o-new", closes=TODAY + timedelta(1))], complete=False), on=TODAY)
    found = Matcher(real).match(person, TODAY)
    assert "o-real" not in ids(found)
    assert "o-new" in ids(found)


@pytest.mark.parametrize(
    "line",
    [
        {"id": "x", "profile": {"age": 430}},
        {"id": "x", "profile": {"own_income_monthly": "많음"}},
        {"id": "x", "profile": {"shoe_size": 270}},
        {"id": "x", "profile": []},
        {"id": "x", "profile": {}, "k": 0},
        {"id": "x", "profile": {}, "k": "ten"},
        {"id": "x", "profile": {}, "as_of": "morgen"},
    ],
)
def test_a_bad_line_is_refused_in_words(matcher: Matcher, line: dict[str, Any]) -> None:
    with pytest.raises(AssistantError, match=r".{12,}"):
        match_item(matcher, line, TODAY)
