"""Drafts → records: pay, days, places, terms, skills with their phrases, and what must not get into the store."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.library.sample.openings import iter_openings
from knowledge.models import ANYWHERE, Opening, Pay
from knowledge.records import Training
from knowledge.sources.dates import read_closing, read_day
from knowledge.sources.drafts import CohortDraft, CourseDraft, OpeningDraft
from knowledge.sources.normalise import Normaliser
from knowledge.sources.pay import PLAUSIBLE, read_pay
from knowledge.sources.places import read_place
from knowledge.sources.reading import Origin, Reading, UnreadableDraft
from knowledge.sources.skills import SkillReader, asked_for, licences_asked
from knowledge.sources.terms import education_of, employment_of, experience_of
from knowledge.taxonomy import load_taxonomy
from knowledge.text.markup import to_text
from knowledge.text.personal import without_contacts

TODAY = date(2026, 11, 22)
ORIGIN = Origin("busan-center", TODAY)
NORMALISER = Normaliser(load_taxonomy())


def read(**fields: Any) -> Reading:
    given = {"id": "1", "title": "품질관리 사원", "employer": "가온테크", "region": "부산 사상구", **fields}
    return NORMALISER.read(OpeningDraft(**given), ORIGIN)


def opening(**fields: Any) -> Opening:
    item = read(**fields).item
    assert isinstance(item, Opening)
    return item


def course(*cohorts: CohortDraft, **fields: Any) -> Training:
    given = {"id": "c", "title": "파이썬 데이터 분석", "institution": "누리직업학교", "region": "부산 부산진구", **fields}
    item = NORMALISER.read(CourseDraft(cohorts=cohorts or (CohortDraft("1", "2026-12-14"),), **given), ORIGIN).item
    assert isinstance(item, Training)
    return item


# ---- pay


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("연 3,200~3,600만원", Pay("year", 32_000_000, 36_000_000)),
        ("연봉 2,950만 ~ 3,300만 원", Pay("year", 29_500_000, 33_000_000)),
        ("연봉 1억 2,000만원", Pay("year", 120_000_000)),
        ("연봉 3천5백만원", Pay("year", 35_000_000)),
        ("연봉 3200", Pay("year", 32_000_000)),
        ("시급 11,000원", Pay("hour", 11_000)),
        ("시급 1만 1천원", Pay("hour", 11_000)),
        ("월급 250만원 이상", Pay("month", 2_500_000)),
        ("월 2,156,880원", Pay("month", 2_156_880)),
        ("250만원 ~ 300만원 (월급)", Pay("month", 2_500_000, 3_000_000)),
        ("일당 12만원", Pay("day", 120_000)),
        ("시급 11,000원 (월 환산 2,299,000원)", Pay("hour", 11_000)),
        ("연봉 3000만원~4000만원, 수습 3개월 90%", Pay("year", 30_000_000, 40_000_000)),
        ("KRW 3,000,000 a month", Pay("month", 3_000_000)),
        ("월 220~250만원", Pay("month", 2_200_000, 2_500_000)),
        ("시급 10,320원", Pay("hour", 10_320)),
        ("₩2,500,000/월", Pay("month", 2_500_000)),
    ],
)
def test_pay_is_read(text: str, pay: Pay) -> None:
    assert read_pay(text).pay == pay
    assert not read_pay(text).doubt


@pytest.mark.parametrize(
    ("text", "unit", "pay"),
    [
        ("230~260만원", "임금(월/만원)", Pay("month", 2_300_000, 2_600_000)),
        ("215만원", "급여(만원/월)", Pay("month", 2_150_000)),
        ("250~300 (만원)", "월", Pay("month", 2_500_000, 3_000_000)),
        ("10,320", "시급(원)", Pay("hour", 10_320)),
        ("3,000~3,400만원", "연", Pay("year", 30_000_000, 34_000_000)),
    ],
)
def test_the_unit_may_stand_in_the_header_or_a_field_of_its_own(text: str, unit: str, pay: Pay) -> None:
    assert read_pay(text, unit).pay == pay


@pytest.mark.parametrize("text", ["", "회사내규에 따름", "면접 후 결정", "연봉 협의"])
def test_unstated_pay_is_no_doubt(text: str) -> None:
    assert read_pay(text) == read_pay("")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (("연봉 2,500,000원",), "month"),  # a month's pay called a year's
        (("월급 32,000,000원",), "year"),
        (("2,800만원",), "doesn't say"),
        (("230~260만원",), "doesn't say"),
        (("1호봉 기준 15",), "no pay can be read"),
        (("월급 300만원 이하",), "upper bound"),
        (("$50,000 per year",), "not in won"),
        (("주급 60만원",), "a week"),
        (("3200만원", "연봉", "25000000", "0"), "the words say"),
    ],
)
def test_doubtful_pay_is_dropped_with_its_reason(given: tuple[str, ...], reason: str) -> None:
    reading = read_pay(*given)
    assert reading.pay is None
    assert reason in reading.doubt


def test_bounds_of_zero_say_nothing() -> None:
    assert read_pay("", "연봉", "0", "0").pay is None
    assert read_pay("3200만원", "연봉", "32000000", "0").pay == Pay("year", 32_000_000)


def test_no_amount_fits_two_neighbouring_units() -> None:
    assert PLAUSIBLE["hour"][1] <= PLAUSIBLE["month"][0]
    assert PLAUSIBLE["day"][1] <= PLAUSIBLE["year"][0]


# ---- days


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30", "26.11.30", "2026년 11월 30일", "2026. 11. 30.", "20261130", "202611302359", "46356", "11/30",
        "~11.30", "11월 30일(월)까지", "Nov 30, 2026", "30 November 2026", "2026.11.01 ~ 2026.11.30", "채용시까지  26-11-30",
        "2026-11-30T23:59:59+09:00", "2026-11-30T15:00:00Z", "2026-11-30 18:00", "1796029200000", "D-8",
        "2026.11.20.~11.30.", "2026. 11. 20. ~ 11. 30.", "11. 30.(월)", "2026년 11월 말", "11월말", "'26.11월 말일까지",
    ],
)  # fmt: skip
def test_the_last_day_is_read(text: str) -> None:
    assert read_closing(text, TODAY).day == date(2026, 11, 30)


def test_until_filled_and_nothing_and_nonsense_are_three_things() -> None:
    assert read_closing("상시채용", TODAY).until_filled
    assert read_closing("99991231", TODAY).until_filled
    assert read_closing("연중 모집", TODAY).until_filled
    assert read_closing("별도 공지시까지", TODAY).until_filled
    assert read_closing("13월 말", TODAY).unreadable
    assert read_closing("추후 공지", TODAY) == read_closing("", TODAY)
    assert read_closing("언젠가", TODAY).unreadable
    assert read_closing("03/04/2026", TODAY).unreadable  # March or April, nobody can say


def test_a_day_without_a_year_is_the_near_one() -> None:
    assert read_day("1월 15일", TODAY) == date(2027, 1, 15)
    assert read_day("9월 15일", TODAY) == date(2026, 9, 15)


def test_a_listing_without_an_end_is_believed_for_a_while_and_says_so() -> None:
    silent, endless = opening(), opening(closes="채용시까지")
    assert silent.closes == date(2027, 1, 21)
    assert "closes" in silent.unsaid
    assert endless.closes is None
    assert "closes" not in endless.unsaid


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(UnreadableDraft, match="before it was posted"):
        read(posted="2026-11-20", closes="2026-11-01")


# ---- places


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("서울특별시 강남구 테헤란로 123, 4층", "", "11680"),
        ("광주 북구", "", "12300"),  # since July 2026
        ("광주광역시", "", "12000"),
        ("", "29110", "12210"),
        ("", "4511100000", "52111"),
        ("", "28260", "28000"),  # split in two: filed under its sido
        ("서울 > 관악구", "", "11620"),
        ("Gangnam, Seoul", "", "11680"),
        ("판교 오피스", "", "41135"),
        ("본사(부산 강서구)", "", "26440"),
        ("경남 창원시 의창구", "", "48121"),
        ("전국", "", ANYWHERE),
        ("Remote - Korea", "", ANYWHERE),
    ],
)
def test_places_are_read(text: str, code: str, found: str) -> None:
    assert read_place(text, code, load_taxonomy().regions, TODAY).code == found


@pytest.mark.parametrize(("text", "why"), [("광주", "경기 광주시"), ("중구", "부산 중구"), ("Berlin", "no place"), ("", "no place is said")])
def test_places_that_are_none_or_several_say_why(text: str, why: str) -> None:
    place = read_place(text, "", load_taxonomy().regions, TODAY)
    assert place.code == ""
    assert why in place.doubt


def test_several_places_are_filed_under_the_first_and_told() -> None:
    reading = read(region="서울 강남구, 부산 해운대구")
    assert isinstance(reading.item, Opening)
    assert reading.item.region == "11680"
    assert [d.field for d in reading.doubts] == ["region"]


# ---- terms


def test_what_is_not_said_is_named() -> None:
    assert set(opening().unsaid) == {"posted", "closes", "employment", "experience", "education"}
    full = opening(
        posted="2026-11-01", closes="2026-12-01", employment="정규직", career="신입", education="학력무관"
    )  # fmt: skip
    assert full.unsaid == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("정규직", "permanent"), ("기간의 정함이 없는 근로계약", "permanent"), ("무기계약직", "permanent"),
        ("계약직(정규직 전환 가능)", "fixed_term"), ("인턴(정규직 전환)", "intern"), ("PART_TIME", "part_time"),
        ("FULL_TIME", None), ("협의", None), ("파견근로", "fixed_term"), ("일학습병행", "work_study"),
    ],
)  # fmt: skip
def test_kinds_of_employment(text: str, kind: str | None) -> None:
    assert employment_of(text) == kind


def test_schooling_and_experience_take_the_least_that_is_enough() -> None:
    assert [education_of(t) for t in ("고졸~대졸(4년)", "대졸(2,3년)", "대학교졸업(4년)", "석사", "무관", "")] == [
        "high", "college", "university", "graduate", "any", None,
    ]  # fmt: skip
    assert [experience_of(t) for t in ("신입·경력", "경력(2~5년)", "경력 3년↑", "12개월", "1년 미만", "")] == [
        0, 2, 3, 1, 0, None,
    ]  # fmt: skip


def test_experience_stands_in_the_body_where_no_field_says_it() -> None:
    asked = opening(body="자격요건\n- 품질 업무 3년 이상의 경험\n우리 회사는 설립 10년이 되었어요.")
    assert asked.experience == 3
    assert "experience" not in asked.unsaid


# ---- skills, licences, signs


def test_skills_are_required_or_liked_and_stand_with_their_phrases() -> None:
    o = opening(
        requirements="Java, Spring 경험 2년 이상\nSQLD 우대",
        preferred="AWS, Docker",
        body="<b>담당업무</b><br>- 리액트 화면 개발<br><b>복리후생</b><br>- 파이썬 강의 지원",
    )
    assert {"java", "spring", "react"} <= set(o.required)
    assert {"aws", "docker"} <= set(o.preferred)
    assert "python" not in (*o.required, *o.preferred)  # a benefit asks for nothing
    assert dict(o.found)["react"] == "리액트"


def test_a_skill_of_everyday_words_counts_in_a_list_only() -> None:
    reader = SkillReader(load_taxonomy())
    assert {"go", "r-language"} <= {id_ for id_, _ in reader.listed("Go, R, C")}
    assert not {id_ for id_, _ in reader.skills("We go to work")} & {"go"}


def test_reading_the_sample_adverts_back_gives_what_they_were_written_from() -> None:
    reader = SkillReader(load_taxonomy())
    right = wrong = missed = 0
    for o in iter_openings(TODAY, count=80):
        found = {id_ for id_, _ in asked_for(reader, o.title, o.body, "", "")[0]}
        right += len(found & set(o.required))
        wrong += len(found - set(o.required))
        missed += len(set(o.required) - found)
    assert right / (right + wrong) > 0.95
    assert right / (right + missed) > 0.95


def test_terms_that_stand_in_the_body_alone_are_read_back() -> None:
    regions = load_taxonomy().regions
    wrong: dict[str, int] = dict.fromkeys(("pay", "employment", "education", "experience", "licences"), 0)
    for o in iter_openings(TODAY, count=80):
        place = "재택근무" if o.region == ANYWHERE else regions.name(o.region, "ko")
        found = opening(title=o.title, employer=o.employer, region=place, body=o.body)
        assert regions.contains(found.region, o.region)
        for name in wrong:
            wrong[name] += getattr(found, name) != getattr(o, name)
    assert max(wrong.values()) <= 3, wrong


def test_an_occupation_is_found_without_its_ending_in_the_words_of_the_title() -> None:
    o = opening(title="[평택] 지게차 운전 신입 모집")
    assert o.occupation == "forklift-operator"
    assert dict(o.found)["forklift-operator"] == "지게차 운전"
    assert opening(title="사원 모집").occupation == ""


def test_a_licence_is_asked_only_where_it_is_required() -> None:
    assert licences_asked("요양보호사 자격증(필수)", "", "") == ("요양보호사",)
    assert licences_asked("", "자격요건\n- 지게차운전기능사 소지자\n- 전기기사·소방설비기사 소지자", "") == ("지게차운전기능사",)
    assert licences_asked("정보처리기사 우대", "우대사항\n- 정보처리기사 소지자", "") == ()


def test_signs_of_the_employer_carry_the_words_they_rest_on() -> None:
    said = opening(body="당사는 중소기업입니다. 비전검사에 AI를 도입했어요. 중소기업 고객을 돕습니다.")
    assert said.sme is not None
    assert said.sme.quote in said.body
    assert said.ax is not None
    assert "AI" in said.ax.quote
    about_customers = opening(body="중소기업 고객을 위한 장부 서비스를 만듭니다.")
    assert about_customers.sme is None
    large = opening(employer_kind="대기업")
    assert large.sme is not None
    assert not large.sme.value


# ---- what must not get in


def test_contacts_and_people_are_left_out_of_bodies() -> None:
    body = opening(
        body="담당자: 홍길동 대리 (010-1234-5678)\n문의: hr@example.co.kr, 02)345-6789\n카카오톡 ID: gaon_hr 로만 연락\n접수: 26-12-01까지"
    ).body
    for gone in ("홍길동", "1234", "example.co.kr", "6789", "gaon_hr"):
        assert gone not in body
    assert "26-12-01" in body
    assert "카카오톡" in body  # how they want to be reached is what the cautions look at


def test_words_that_only_look_like_contacts_stay() -> None:
    for text in ("생산 라인 AutoCAD 도면", "카카오톡 Android 앱 개발", "담당업무: 정보 시스템 운영", "정규직 과장 채용", "김밥 대표 메뉴"):
        assert without_contacts(text) == text


def test_contacts_are_taken_out_once_and_for_all() -> None:
    once = without_contacts("인사팀 박영희 팀장에게 문의 (010-1111-2222)")
    assert "박영희" not in once
    assert without_contacts(once) == once
    assert without_contacts("시급 11,000원, 1350 상담, 2026-11-30까지") == "시급 11,000원, 1350 상담, 2026-11-30까지"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>R&amp;D 개발</p><ul><li>C &lt; 3</li></ul>",
        "&lt;p&gt;R&amp;amp;D 개발&lt;/p&gt;&lt;ul&gt;&lt;li&gt;C &amp;lt; 3&lt;/li&gt;&lt;/ul&gt;",
    ],
)
def test_markup_becomes_lines_however_often_it_was_escaped(markup: str) -> None:
    assert [line for line in to_text(markup + "<script>x()</script>").splitlines() if line] == ["R&D 개발", "- C < 3"]


def test_the_number_of_a_firm_is_kept_as_a_fingerprint_only() -> None:
    o = opening(employer_key="123-45-67890")
    assert o.employer_key
    assert o.employer_key == opening(employer_key="1234567890").employer_key
    assert "1234567890" not in repr(o)


def test_without_title_or_employer_there_is_no_record() -> None:
    for missing in ({"title": " "}, {"employer": "-"}, {"id": ""}):
        with pytest.raises(UnreadableDraft):
            read(**missing)


# ---- courses


def test_a_course_with_its_runs() -> None:
    t = course(
        CohortDraft("1", "2026-12-14", "2027-03-12", "2026-12-07", "24", "7"), CohortDraft("2", "2027-03-15", "2027-06-11"),
        kind="K-디지털 트레이닝", hours="480시간", tuition="6,800,000원", placement_rate="78.5%", teaches="파이썬, SQL",
    )  # fmt: skip
    assert (t.course.kind, t.course.hours, t.course.tuition, t.course.placement_rate) == ("kdt", 480, 6_800_000, 0.785)
    assert {"python", "sql"} <= set(t.course.teaches)
    first, second = t.cohorts
    assert (first.seats, first.seats_left, first.unsaid) == (24, 17, ())
    assert second.apply_by == date(2027, 3, 14)
    assert set(second.unsaid) == {"apply_by", "seats"}


def test_a_price_nobody_named_is_not_free() -> None:
    assert "tuition" in course(tuition="").course.unsaid
    assert "tuition" not in course(tuition="무료").course.unsaid
    assert course(tuition="전액국비").course.tuition == 0


def test_a_rate_in_letters_is_none() -> None:
    assert course(placement_rate="A").course.placement_rate is None


def test_a_course_without_a_first_day_is_refused() -> None:
    with pytest.raises(UnreadableDraft, match="first day"):
        course(CohortDraft("1", "미정"))


def test_a_course_may_give_its_days_as_spans() -> None:
    run = CohortDraft("1", "2026.12.14 - 2027.2.26", apply_by="2026-11-01 ~ 2026-12-10")
    (cohort,) = course(run).cohorts
    assert (cohort.starts, cohort.ends) == (date(2026, 12, 14), date(2027, 2, 26))
    assert cohort.apply_by == date(2026, 12, 10)
