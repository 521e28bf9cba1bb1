"""The sample catalogue: lawful, plausible, the same everywhere, and full on any day around its anchor."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from itertools import islice
from typing import get_args

import pytest

from knowledge.library.sample import SampleCatalogue, generate, iter_openings
from knowledge.library.sample.advert import LEAST, MOST
from knowledge.library.sample.words import load_words
from knowledge.models import ANYWHERE, Course, CourseKind, CourseMode, Employment, Opening, PayUnit
from knowledge.taxonomy import Taxonomy, fold, load_taxonomy

ANCHOR = date(2026, 11, 22)
TEN_DATES = [ANCHOR + timedelta(days) for days in range(-180, 181, 40)]
MINIMUM_HOUR = {2025: 10_030, 2026: 10_320, 2027: 10_700}  # by notice; written out, not read from the generator
KNOWN_COMPANIES = (
    "삼성", "현대", "엘지", "네이버", "카카오", "쿠팡", "토스", "롯데", "한화", "두산", "포스코", "효성", "코오롱",
    "이랜드", "신세계", "농심", "오뚜기", "하림", "동원", "풀무원", "한솔", "한빛", "가온", "라온", "다온", "누리",
    "미르", "셀트리온", "유한", "종근당", "대웅", "녹십자", "한미", "넥슨", "엔씨", "넷마블", "크래프톤", "당근",
    "무신사", "컬리", "야놀자", "직방", "아모레", "애경", "빙그레", "오리온", "해태", "대한", "한진", "금호",
    "대우", "쌍용", "교보", "미래에셋", "키움", "신한", "만도", "모비스", "에코프로", "메가스터디", "대교", "웅진",
    "교원",
)  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> SampleCatalogue:
    return generate(ANCHOR)


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


def lifecycle(opening: Opening, on: date) -> str:
    if opening.posted > on:
        return "not yet"
    if opening.withdrawn:
        return "withdrawn"
    if opening.closes is None:
        return "until_filled"
    if opening.closes < on:
        return "closed"
    return "closing" if (opening.closes - on).days <= 3 else "open"


def named(taxonomy: Taxonomy, text: str) -> set[str]:
    return {skill for mention in taxonomy.mentions(text, "skill") for skill in mention.ids}


def test_enough_of_everything(catalogue: SampleCatalogue, taxonomy: Taxonomy) -> None:
    assert len(catalogue.courses) >= 150
    assert len(catalogue.openings) >= 800
    assert {course.kind for course in catalogue.courses} == set(get_args(CourseKind))
    assert {course.mode for course in catalogue.courses} == set(get_args(CourseMode))
    assert {opening.employment for opening in catalogue.openings} == set(get_args(Employment))
    assert {opening.pay.unit for opening in catalogue.openings if opening.pay} == set(get_args(PayUnit))
    lifecycles = {lifecycle(opening, ANCHOR) for opening in catalogue.openings}
    assert lifecycles == {"open", "closing", "until_filled", "closed", "withdrawn", "not yet"}
    sidos = {region.code[:2] for region in taxonomy.regions.all.values()}
    assert sidos <= {opening.region[:2] for opening in catalogue.openings}
    assert sidos <= {course.region[:2] for course in catalogue.courses}
    majors = {taxonomy.occupations[job].major for course in catalogue.courses for job in course.occupations}
    assert majors == set("0123456789")
    assert {opening.occupation for opening in catalogue.openings} == set(taxonomy.occupations)


def test_everything_is_marked_as_sample(catalogue: SampleCatalogue) -> None:
    listed: list[Course | Opening] = [*catalogue.courses, *catalogue.openings]
    for item in listed:
        assert (item.sample, item.source, item.url) == (True, "sample", "")
    assert catalogue.openings[0].id == "sample-o-00001"
    assert catalogue.courses[0].id == "sample-c-001"
    assert catalogue.cohorts[1].id == "sample-c-001-02"
    ids = [item.id for item in listed] + [cohort.id for cohort in catalogue.cohorts]
    assert len(set(ids)) == len(ids)


def test_pay_is_lawful_on_the_day_it_is_posted(catalogue: SampleCatalogue) -> None:
    hours = {"hour": 1, "day": 8, "month": 209, "year": 209 * 12}
    for opening in catalogue.openings:
        if opening.pay:
            assert opening.pay.min >= MINIMUM_HOUR[opening.posted.year] * hours[opening.pay.unit], opening.id
            assert opening.pay.max is None or opening.pay.max > opening.pay.min
    assert {opening.posted.year for opening in catalogue.openings} == set(MINIMUM_HOUR)
    paid = [opening for opening in catalogue.openings if opening.pay]
    assert len(paid) > 0.9 * len(catalogue.openings)


def test_signs_quote_the_body(catalogue: SampleCatalogue) -> None:
    signs = [(sign, opening) for opening in catalogue.openings for sign in (opening.sme, opening.ax) if sign]
    assert all(sign.quote and sign.quote in opening.body for sign, opening in signs)
    small = [opening for opening in catalogue.openings if opening.sme and opening.sme.value]
    assert len(small) > 0.75 * len(catalogue.openings)
    assert any(opening.sme and not opening.sme.value for opening in catalogue.openings)
    assert 0.05 < sum(o.ax is not None for o in catalogue.openings) / len(catalogue.openings) < 0.45


def test_skills_are_exactly_those_the_words_name(catalogue: SampleCatalogue, taxonomy: Taxonomy) -> None:
    for opening in catalogue.openings:
        skills = {*opening.required, *opening.preferred}
        assert opening.required, opening.id
        assert len(skills) == len(opening.required) + len(opening.preferred)
        text = f"{opening.title}\n{opening.body}"
        assert named(taxonomy, text) <= skills, (opening.id, named(taxonomy, text) - skills)
        for skill in skills:
            node = taxonomy.skills[skill]
            forms = (node.names.ko, node.names.en, *node.aliases["ko"], *node.aliases["en"])
            assert any(fold(form) in fold(text) for form in forms), (opening.id, skill)
    for course in catalogue.courses:
        assert named(taxonomy, f"{course.title}\n{course.description}") <= set(course.teaches), course.id
        assert set(course.teaches) <= set(taxonomy.skills)


def test_bodies_read_like_adverts(catalogue: SampleCatalogue, taxonomy: Taxonomy) -> None:
    for opening in catalogue.openings:
        assert LEAST <= len(opening.body) <= MOST, (opening.id, len(opening.body))
        assert "{" not in opening.body + opening.title
        assert "은(는)" not in opening.body
        if opening.region != ANYWHERE:
            assert f"근무지: {taxonomy.regions.name(opening.region, 'ko')}" in opening.body
        assert all(name in opening.body for name in (opening.employer, *opening.licences, *opening.permits))
        assert ("기숙사 제공" in opening.body) == opening.dormitory
        assert ("재택근무" in opening.body) == opening.remote
        assert opening.shift in opening.body
    assert len({opening.body for opening in catalogue.openings}) == len(catalogue.openings)
    assert len({opening.employer for opening in catalogue.openings}) > 500
    remote = {opening.occupation for opening in catalogue.openings if opening.remote}
    assert "backend-developer" in remote or "frontend-developer" in remote
    assert not {"welder", "care-worker", "cook"} & remote


def test_no_opening_asks_for_money_or_papers(catalogue: SampleCatalogue) -> None:
    for opening in catalogue.openings:
        for word in ("보증금", "가입비", "교육비 납부", "통장", "OTP", "텔레그램", "신분증", "주민등록", "현금 수거"):
            assert word not in opening.body, opening.id


def test_no_known_company_is_named(catalogue: SampleCatalogue) -> None:
    names = load_words().names
    stems = {first + second for first in names["first"] for second in names["second"]}
    for name in {opening.employer for opening in catalogue.openings} | {c.institution for c in catalogue.courses}:
        assert any(stem in name for stem in stems), name
        assert not [known for known in KNOWN_COMPANIES if known in name], name


def test_courses_are_like_those_of_their_kind(catalogue: SampleCatalogue) -> None:
    for course in catalogue.courses:
        assert course.days * course.hours_per_day >= course.hours > (course.days - 1) * course.hours_per_day
        if course.kind in ("kdt", "ai_campus"):
            assert 600 <= course.hours <= 1000
            assert 6_000_000 <= course.tuition <= 15_500_000
        if course.kind == "kdc":
            assert course.mode == "online"
            assert course.hours <= 60
        assert (course.region == ANYWHERE) == (course.mode != "onsite")
        assert course.placement_rate is None or 0 < course.placement_rate < 1
    kinds = Counter(course.kind for course in catalogue.courses)
    assert kinds["kdt"] + kinds["ai_campus"] >= 30


def test_cohorts_follow_one_another(catalogue: SampleCatalogue) -> None:
    courses = {course.id for course in catalogue.courses}
    runs = Counter(cohort.course for cohort in catalogue.cohorts)
    assert set(runs) == courses
    assert min(runs.values()) >= 5
    for cohort in catalogue.cohorts:
        assert cohort.apply_by < cohort.starts < cohort.ends
        assert abs((cohort.starts - ANCHOR).days) <= 548
        assert cohort.seats_left is None or 0 <= cohort.seats_left <= cohort.seats
    assert min(cohort.starts for cohort in catalogue.cohorts) < ANCHOR - timedelta(500)
    assert max(cohort.starts for cohort in catalogue.cohorts) > ANCHOR + timedelta(500)


@pytest.mark.parametrize("on", TEN_DATES)
def test_plenty_on_any_day_around_the_anchor(catalogue: SampleCatalogue, on: date) -> None:
    current = [o for o in catalogue.openings if lifecycle(o, on) in ("open", "closing", "until_filled")]
    dated = [o for o in current if o.closes]
    assert len(dated) >= 25
    assert len({o.region[:2] for o in current} - {ANYWHERE[:2]}) >= 12
    soon = [c for c in catalogue.cohorts if on <= c.apply_by and c.starts <= on + timedelta(90)]
    assert len(soon) >= 100


def test_the_same_in_every_process(catalogue: SampleCatalogue) -> None:
    code = (
        "import hashlib; from datetime import date; from knowledge.library.sample import generate;"
        "made = generate(date(2026, 11, 22), courses=20);"
        "print(hashlib.sha256(repr((made.courses, made.openings)).encode()).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = hashlib.sha256(repr((catalogue.courses[:20], catalogue.openings)).encode()).hexdigest()
    assert run.stdout.strip() == here
    assert generate(ANCHOR, 2, courses=5, openings=5).openings != catalogue.openings[:5]


def test_a_large_catalogue_streams_with_variety() -> None:
    first = list(islice(iter_openings(ANCHOR, count=100_000), 3000))
    assert len({opening.body for opening in first}) == len(first)
    assert len({opening.employer for opening in first}) > 2000
    assert first[0].id == "sample-o-00001"


def test_pay_after_the_last_known_year_keeps_to_the_last_minimum() -> None:
    for opening in iter_openings(date(2029, 3, 1), count=60):
        if opening.pay and opening.pay.unit == "hour":
            assert opening.pay.min >= MINIMUM_HOUR[2027]
