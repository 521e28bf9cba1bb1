"""Ways as HTML: stops, tabs, sources, side by side, swaps, text, dates; and that no record's word becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.answer import Ask, Choice, Monthly, OwnShare, PathStep, Pathway, Swap
from assistant.ui import panels
from assistant.ui.path_text import text
from assistant.ui.paths import in_order, starter, ways
from assistant.ui.render import turn
from assistant.ui.visit import Shown
from knowledge.models import Lang
from tests.assistant.ui.parts import CITATION, COURSE, OPENING, TODAY, answered
from tests.assistant.ui.test_render import PAYLOADS, Tags

BOTH: dict[Lang, str] = {"ko": "카드로 훈련비를 내요.", "en": "The card pays."}
PROGRAMME = {"decision": "looks_met", "name": {"ko": "국민내일배움카드", "en": "Learning Card"}}
STEPS = (
    PathStep("now", "learning-card", "fund", "card", PROGRAMME, CITATION.id, BOTH),
    PathStep(
        "learning-card", "c-1-1", "learn", "teaches_missing", {"learned": ["python"]}, "learning-card/completion", BOTH
    ),
    PathStep("c-1-1", "op-1", "apply", "unlocks", {"held": ["excel"], "missing": []}, "", BOTH),
)
PAID = replace(
    COURSE, own_share=OwnShare(400_000, None, "f", "kdt/own-share"), monthly=Monthly(None, (100_000, 300_000), "kdt/x")
)
WAY = Pathway(
    7.0, STEPS, PAID, (OPENING,), ("learning-card",), ("python", "sql"), ("sql",), "data-analyst", None,
    {"ko": "과정 하나를 들으면 공고 7건(예시)이 열려요.", "en": "One course opens 7."},
)  # fmt: skip
OTHER = replace(WAY, score=2.0, course=replace(PAID, cohort="c-9-1", title="다른 과정", own_share=None, monthly=None),
                steps=(STEPS[0], replace(STEPS[1], to="c-9-1"), replace(STEPS[2], from_="c-9-1")))  # fmt: skip
NOW = Pathway(4.0, (PathStep("now", "op-1", "now", "reachable_now", {"held": ["excel"]}, "", BOTH),), None, (OPENING,),
              (), (), (), "", None, {"ko": "지금 4건", "en": "4 now"})  # fmt: skip


def html(*pathways: Pathway, lang: str = "ko", last: bool = True) -> str:
    return str(ways(answered(pathways=pathways), lang, TODAY, last=last))  # type: ignore[arg-type]


def words(markup: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)))


def test_the_step_line_leads_from_now_over_programme_and_course_to_openings() -> None:
    markup = html(WAY).split("way-acts")[0]
    assert re.findall(r'data-stop="(\w+)"', markup) == ["now", "programme", "course", "openings"]
    told = words(markup)
    for part in ("지금", "엑셀", "더 필요한 역량: 파이썬, SQL", "국민내일배움카드", "요건에 맞아 보여요", "내가 낼 돈 40만 원",
                 "12월 7일 시작", "14주 560시간", "공고 7건이 새로 열려요", "자동화설비 유지보수 신입"):  # fmt: skip
        assert part in told, part
    assert told.count("예시") == 2  # the course and the opening
    assert "data-way-tab" not in markup


def test_each_stop_has_its_source() -> None:
    tags = Tags(html(WAY)).tags
    cites = [a for t, a in tags if t == "button" and a.get("data-cite") == "section"]
    assert [a["data-id"] for a in cites] == [CITATION.id, "learning-card/completion"]
    assert cites[0]["data-quote"] == CITATION.quote  # cited in the answer: the same label and words
    assert cites[1]["data-quote"] == ""
    assert all(a["aria-label"] for a in cites)
    opened = [(a["data-cite"], a["data-id"]) for t, a in tags if a.get("data-cite") in ("course", "opening")]
    assert opened == [("course", "c-1-1"), ("opening", "op-1")]


def test_other_ways_are_tabs_and_the_one_the_answer_speaks_of_is_open() -> None:
    assert in_order((NOW, WAY, OTHER)) == (WAY, NOW, OTHER)
    assert in_order((NOW,)) == (NOW,)
    tags = Tags(html(NOW, WAY, OTHER)).tags
    tabs = [a for _, a in tags if a.get("role") == "tab"]
    panels_ = [a for _, a in tags if a.get("role") == "tabpanel"]
    assert [a["aria-selected"] for a in tabs] == ["true", "false", "false"]
    assert [a["aria-controls"] for a in tabs] == [a["id"] for a in panels_]
    assert ["hidden" in a for a in panels_] == [False, True, True]
    assert "길 1 바로 지원 길 3" in words(html(NOW, WAY, OTHER))


def test_two_ways_stand_side_by_side() -> None:
    one, other = (words(part) for part in html(WAY, OTHER).split('class="beside"')[1].split("<section>")[1:])
    assert "길 1 데이터 분석가 양성 과정 내가 낼 돈 40만 원 매달 받는 돈 최대 10만 원~30만 원 시작일" in one
    assert "새로 열리는 공고 7건 아직 없는 역량 SQL" in one
    assert "길 2 다른 과정 내가 낼 돈 확인 필요 매달 받는 돈 확인 필요 시작일" in other


def test_no_opening_and_the_nearest_one_are_said_plainly() -> None:
    assert "지금 열린 공고는 없어요" in words(html(replace(WAY, score=0.0, openings=(), steps=STEPS[:2])))
    near = replace(WAY, score=0.0, steps=(*STEPS[:2], replace(STEPS[2], reason="narrows", detail={"missing": ["sql"]})))
    assert "아직 없는 역량: SQL" in words(html(near))


def test_the_text_to_keep_holds_the_way_and_nothing_of_the_person() -> None:
    kept = text(WAY, "ko", TODAY)
    for part in ("2026년 11월 22일 기준", "공고 7건(예시)", "1. 카드로", "내가 낼 돈: 40만 원", "신청 마감: 데이터 분석가 양성 과정(예시)",
                 "담당 기관이 정해요"):  # fmt: skip
        assert part in kept, part
    button = next(a for t, a in Tags(html(WAY)).tags if "data-copy" in a)
    assert button["data-copy"] == kept
    assert "2026년" not in text(WAY, "en", TODAY)


def test_dates_can_be_saved_where_there_are_any() -> None:
    file = next(a["data-way-ics"] for _, a in Tags(html(WAY)).tags if "data-way-ics" in a)
    assert file is not None
    assert file.count("BEGIN:VEVENT") == 3
    assert "data-way-ics" not in html(replace(NOW, openings=(replace(OPENING, closes=None),)))


def test_what_can_be_changed_is_offered_in_the_last_turn_only() -> None:
    assert "하고 싶은 일 바꾸기" in html(WAY)
    assert "하고 싶은 일 바꾸기" not in html(WAY, last=False)


def test_no_korean_is_left_on_the_english_side() -> None:
    shown = words(html(WAY, OTHER, lang="en").split("way-sheet")[0])
    for own in (COURSE.title, OPENING.title, CITATION.title, "다른 과정"):
        shown = shown.replace(own, "")
    assert not re.search("[가-힣]", re.sub(r"데이터.*?과정", "", shown))


def test_an_answer_has_its_way_after_the_lead_and_a_crisis_none() -> None:
    page = str(turn(answered(pathways=(WAY,)), "ko", TODAY, last=True))
    assert page.index('class="lead"') < page.index('class="ways"') < page.index('class="points"')
    assert ways(answered(), "ko", TODAY, last=True) is None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_injected_markup_stays_text(payload: str) -> None:
    hostile: dict[Lang, str] = {"ko": payload, "en": payload}
    step = replace(STEPS[0], detail={"name": hostile, "decision": "looks_met"}, citation=payload, text=hostile)
    way = replace(
        WAY, course=replace(PAID, title=payload, institution=payload), openings=(replace(OPENING, title=payload),),
        steps=(step, *STEPS[1:]), text=hostile, missing_before=(payload,), missing_after=(payload,),
    )  # fmt: skip
    for tag, attributes in Tags(html(way, OTHER)).tags:
        assert tag in {
            "div",
            "button",
            "small",
            "p",
            "b",
            "span",
            "sup",
            "h2",
            "details",
            "summary",
            "table",
            "tr",
            "td",
            "th", "section", "h4", "dl", "dt", "dd",
        }
        assert not any(name.startswith("on") or name in ("style", "src", "href") for name in attributes)


def test_the_button_is_on_the_welcome_and_beside_the_input() -> None:
    assert 'data-say="내 길 찾기"' in panels.welcome("ko", "")
    assert 'data-say="Find my path"' in starter("en", small=True)


def test_what_was_asked_stays_readable_once_its_choices_are_gone() -> None:
    ask = Ask("age", (), {"ko": "몇 살이에요?", "en": "How old?"}, (Choice(25, {"ko": "25살", "en": "25"}),))
    assert "몇 살이에요?" in str(turn(answered(asks=(ask,)), "ko", TODAY, last=False))
    assert "25살" not in str(turn(answered(asks=(ask,)), "ko", TODAY, last=False))
    assert str(turn(answered(asks=(ask,)), "ko", TODAY, last=True)).count(">몇 살이에요?<") == 1


# ---- what a step could be instead


def test_other_courses_are_one_tap_and_only_in_the_last_turn() -> None:
    words_of = {"ko": "과정 바꾸기: 다른 과정 (12월 7일)", "en": "Change the course: another (7 Dec)"}
    way = replace(WAY, swaps=(Swap("course", "c-9-1", words_of),))
    markup = html(way)
    assert 'data-say="과정 바꾸기: 다른 과정 (12월 7일)"' in markup
    assert "다른 과정 보기" in words(markup)
    assert "data-say=\"과정" not in html(way, last=False)


def test_up_to_three_ways_stand_side_by_side() -> None:
    markup = html(WAY, OTHER, NOW, replace(OTHER, score=1.0))
    assert markup.count('class="beside"') == 1
    assert markup.split('class="beside"')[1].count("<section>") == 3


def test_a_resumed_turn_draws_its_ways_again() -> None:
    shown = Shown(message="길", pathways=(WAY,), ending="done", earlier=True)
    assert "데이터 분석가 양성 과정" in words(str(ways(shown, "ko", TODAY, last=True)))
