"""schema.org data in pages and files, in the shapes pages really have."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.models import ANYWHERE, Opening, Pay
from knowledge.records import Training
from knowledge.sources.drafts import CourseDraft, OpeningDraft
from knowledge.sources.files import tabular
from knowledge.sources.jsonld import jsonld_drafts
from knowledge.sources.normalise import Normaliser
from knowledge.sources.reading import Origin
from knowledge.taxonomy import load_taxonomy

DATA = Path(__file__).parents[2] / "data" / "sources"
TODAY = date(2026, 11, 22)
NORMALISER = Normaliser(load_taxonomy())
POSTING: dict[str, Any] = {
    "@type": "JobPosting", "title": "품질관리 사원", "description": "<p>엑셀로 기록해요.</p>", "datePosted": "2026-11-10",
    "hiringOrganization": "가온테크", "jobLocation": {"address": "부산 사상구"},
}  # fmt: skip


def first(value: Any) -> OpeningDraft:
    draft = jsonld_drafts(json.dumps(value, ensure_ascii=False).encode())[0]
    assert isinstance(draft, OpeningDraft)
    return draft


def opening(**more: Any) -> Opening:
    item = NORMALISER.read(first({**POSTING, **more}), Origin("page", TODAY)).item
    assert isinstance(item, Opening)
    return item


def test_a_page_file_gives_its_posting_without_contacts() -> None:
    read = tabular(DATA / "job.html", NORMALISER, TODAY)
    assert read is not None
    (item,) = read.load.items
    assert isinstance(item, Opening)
    assert (item.id, item.employer, item.region) == ("badaon.example.co.kr:D-17", "바다온(주)", "26350")
    assert (item.pay, item.closes) == (Pay("year", 32_000_000, 38_000_000), date(2026, 12, 20))
    assert (item.education, item.experience) == ("university", 0)
    assert {"sql", "python"} <= set(item.required)
    assert item.preferred == ("tableau",)
    assert "hr@" not in item.body
    assert "<" not in item.body
    assert item.unsaid == ("employment",)  # FULL_TIME says nothing of how long it lasts


def test_a_course_file_gives_its_runs() -> None:
    read = tabular(DATA / "course.json", NORMALISER, TODAY)
    assert read is not None
    (item,) = read.load.items
    assert isinstance(item, Training)
    assert (item.course.title, item.course.tuition, item.course.hours) == ("생성형 AI 업무자동화", 420_000, 320)
    assert item.course.id == "nuri.example:AI-7"
    assert item.course.region == "26230"
    assert item.cohorts[0].seats_left == 9
    assert len(item.cohorts) == 2
    assert {"python", "rpa"} <= set(item.course.teaches)


@pytest.mark.parametrize(
    "shape",
    [
        POSTING,
        [POSTING],
        {"@graph": [{"@type": "WebPage"}, POSTING]},
        {**POSTING, "@type": ["Thing", "JobPosting"]},
        {**POSTING, "@type": "https://schema.org/JobPosting"},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": POSTING}]},
    ],
)
def test_every_way_to_wrap_a_posting(shape: Any) -> None:
    assert first(shape).title == "품질관리 사원"


@pytest.mark.parametrize(
    "place",
    [
        "부산 사상구",
        ["부산 사상구"],
        {"@type": "Place", "address": {"addressRegion": "부산광역시", "addressLocality": "사상구"}},
        [{"address": {"addressRegion": "부산", "addressLocality": "사상구", "addressCountry": {"name": "KR"}}}],
    ],
)
def test_places_as_objects_lists_and_words(place: Any) -> None:
    assert opening(jobLocation=place).region == "26530"


def test_work_from_home_needs_no_place() -> None:
    away = opening(jobLocation=None, jobLocationType="TELECOMMUTE")
    assert (away.region, away.remote) == (ANYWHERE, True)


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        ({"currency": "KRW", "value": {"value": 2500000, "unitText": "MONTH"}}, Pay("month", 2_500_000)),
        ({"currency": "KRW", "minValue": 11000, "maxValue": 13000, "unitText": "HOUR"}, Pay("hour", 11_000, 13_000)),
        ({"currency": "KRW", "value": 32000000, "unitText": "YEAR"}, Pay("year", 32_000_000)),
        ("월급 250만원", Pay("month", 2_500_000)),
        ({"currency": "USD", "value": {"value": 50000, "unitText": "YEAR"}}, None),
        ({"currency": "KRW", "value": {"value": 2500000, "unitText": "YEAR"}}, None),
    ],
)
def test_pay_with_units(salary: Any, pay: Pay | None) -> None:
    assert opening(baseSalary=salary).pay == pay


def test_what_is_required() -> None:
    o = opening(
        educationRequirements={"credentialCategory": "associate degree"},
        experienceRequirements={"monthsOfExperience": "24"},
        skills="엑셀, SPC", employmentType=["PART_TIME", "TEMPORARY"],
        identifier={"@type": "PropertyValue", "value": "Q-1"},
    )  # fmt: skip
    assert (o.education, o.experience, o.employment, o.id) == ("college", 2, "part_time", "page:Q-1")
    assert {"excel", "spc"} <= set(o.required)


def test_broken_and_foreign_data_give_nothing() -> None:
    for page in (b"", b"{", b'<script type="application/ld+json">{"@type": "JobPosting",</script>', b'{"@type": "Recipe"}'):
        assert jsonld_drafts(page) == []


def test_raw_line_breaks_inside_strings_are_read() -> None:
    page = b'<script type="application/ld+json">{"@type": "JobPosting", "title": "A\nB", "url": "https://x.example/1"}</script>'
    (draft,) = jsonld_drafts(page)
    assert draft.title == "A B"


def test_one_posting_named_twice_is_one() -> None:
    assert len(jsonld_drafts(json.dumps([POSTING, POSTING]).encode())) == 1


def test_a_course_without_instances_has_no_runs() -> None:
    (draft,) = jsonld_drafts(b'{"@type": "Course", "name": "A", "provider": {"name": "B"}}')
    assert isinstance(draft, CourseDraft)
    assert draft.institution == "B"
