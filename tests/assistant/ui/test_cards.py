"""Cards: deadlines, pay, places and skills in words of both languages; a sample has no way to apply."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.answer import Match, OwnShare, PayView
from assistant.ui.cards import course_card, opening_card
from assistant.ui.formats import pay_words
from knowledge.models import Lang
from tests.assistant.ui.parts import COURSE, OPENING, TODAY


@pytest.mark.parametrize(
    ("pay", "ko", "en"),
    [
        (PayView("month", 2_550_000), "월 255만 원", "KRW 2.55M a month"),
        (PayView("year", 29_500_000, 34_000_000), "연 2,950만~3,400만 원", "KRW 29.5M–34M a year"),
        (PayView("hour", 10_320), "시급 10,320원", "KRW 10,320 an hour"),
        (PayView("day", 120_000, 120_000), "일급 12만 원", "KRW 120,000 a day"),
        (None, "급여는 공고에 없어요", "pay not stated"),
    ],
)
def test_pay_has_its_unit(pay: PayView | None, ko: str, en: str) -> None:
    assert pay_words(pay, "ko") == ko
    assert pay_words(pay, "en") == en


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "D-9"),
        ({"days_left": 0, "closes": TODAY}, "오늘 마감"),
        ({"days_left": None, "closes": None, "lifecycle": "until_filled"}, "채용 시까지"),
        ({"days_left": None, "closes": None, "lifecycle": "unknown"}, "마감일 확인 필요"),
        ({"days_left": -3, "closes": TODAY - timedelta(days=3), "lifecycle": "closed"}, "마감"),
    ],
)
def test_the_deadline_is_said(changes: dict[str, object], words: str) -> None:
    html = opening_card(replace(OPENING, **changes), "ko", TODAY)  # type: ignore[arg-type]
    assert f">{words}</span>" in html


def test_a_sample_is_marked_and_has_no_link() -> None:
    for html in (opening_card(OPENING, "ko", TODAY), course_card(COURSE, "ko", TODAY)):
        assert ">예시<" in html
        assert "href" not in html


def test_a_real_one_links_to_its_source() -> None:
    assert 'href="https://jobs.example/op-1"' in opening_card(replace(OPENING, sample=False), "ko", TODAY)
    assert 'href="https://courses.example/c-1"' in course_card(replace(COURSE, sample=False), "ko", TODAY)


def test_a_real_one_names_its_source_and_the_day_it_was_read_and_a_sample_none() -> None:
    real = {"sample": False, "source": "work24-openings", "as_of": TODAY}
    html = opening_card(replace(OPENING, **real), "ko", TODAY)  # type: ignore[arg-type]
    assert f"출처 고용노동부 고용24 · {TODAY.year}년 {TODAY.month}월 {TODAY.day}일 기준" in html
    assert "예시" not in html
    english = course_card(replace(COURSE, **real | {"source": "nuri"}), "en", TODAY)  # type: ignore[arg-type]
    assert f"Source: nuri, as of {TODAY.day} {TODAY:%b} {TODAY.year}" in english
    assert "출처" not in opening_card(OPENING, "ko", TODAY)


def test_what_a_source_does_not_say_is_not_on_the_card() -> None:
    unsaid = ("employment", "experience", "closes")
    html = opening_card(
        replace(OPENING, employment="permanent", experience=0, closes=None, days_left=None, unsaid=unsaid), "ko", TODAY
    )
    assert "정규직" not in html
    assert "신입 가능" not in html
    assert ">마감일 확인 필요<" in html
    silent = replace(COURSE, tuition=0, hours=0, seats=0, seats_left=None, own_share=None, unsaid=("tuition", "hours", "seats", "apply_by"))
    html = course_card(silent, "ko", TODAY)
    assert "수강료 없음" not in html
    assert "0시간" not in html
    assert "정원 0명" not in html
    assert "신청 마감은 기관에 확인" in html


def test_what_matters_for_daily_life_stands_on_the_card() -> None:
    view = replace(OPENING, remote=True, shift="2교대", dormitory=True, experience=2, education="college")
    html = opening_card(view, "ko", TODAY)
    for words in ("재택", "근무 2교대", "기숙사", "경력 2년", "전문대졸 이상", "정규직", "12월 1일까지", "창원"):
        assert words in html, words


def test_skills_are_told_apart() -> None:
    match = Match(0.5, {}, held=("python",), missing=("sql", "excel"), taught_by={"sql": ("c-1",)})
    html = opening_card(replace(OPENING, match=match), "ko", TODAY)
    assert [html.count(f'<i class="{kind}">') for kind in ("h", "l", "n")] == [1, 1, 1]
    assert html.index("가진 역량") < html.index("과정에서 배움") < html.index("더 필요한 역량")
    assert "필요 역량</b>" in opening_card(OPENING, "ko", TODAY)


@pytest.mark.parametrize(("lang", "words"), [("ko", "내가 낼 돈 40만 원"), ("en", "You pay KRW 400,000")])
def test_the_own_share_comes_before_the_full_price(lang: Lang, words: str) -> None:
    share = OwnShare(400_000, None, "kdt", "kdt/own-share")
    html = course_card(replace(COURSE, own_share=share), lang, TODAY)
    assert html.index(words) < html.index("680만 원" if lang == "ko" else "6,800,000")


def test_a_course_says_when_where_and_how_long() -> None:
    html = course_card(COURSE, "ko", TODAY)
    for words in ("12월 7일 시작", "11월 27일까지 신청", "14주 560시간", "남은 자리 6", "취업률 71%", "부산"):
        assert words in html, words


def test_a_share_known_as_a_band_is_shown_as_one() -> None:
    share = OwnShare(None, (340_000, 1_020_000), "card", "learning-card/own-share")
    assert "34만 원~102만 원" in course_card(replace(COURSE, own_share=share), "ko", TODAY)
