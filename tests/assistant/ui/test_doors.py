"""The table of programmes: order and groups, what a row unfolds into, correcting in place, no word becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.eligibility.decide import Eligibility
from assistant.eligibility.decision import Decision, Words
from assistant.profile import Fact, Profile
from assistant.ui.doors import doors, group
from assistant.ui.render import turn
from assistant.ui.visit import Shown
from knowledge.doors import load_doors
from knowledge.fields import read_value
from knowledge.library.loader import load_library
from knowledge.models import Lang
from knowledge.rules import load_rules
from knowledge.taxonomy import load_taxonomy
from tests.assistant.ui.parts import LINES, TODAY, answered
from tests.assistant.ui.test_render import PAYLOADS, Tags

AS_OF = date(2026, 11, 22)
TOLD: dict[str, Any] = {
    "age": 25, "employment": "unemployed", "household_size": 1, "visa": "citizen", "own_income_monthly": 1_178_543,
}  # fmt: skip


@pytest.fixture(scope="module")
def decisions() -> tuple[Decision, ...]:
    library = load_library()
    own = {f.id: tuple(p.id for p in f.programmes) for f in library.families}
    rules = Eligibility(library.families, load_rules(), load_taxonomy().regions, load_doors(families=own))
    return rules.decide(Profile(tuple(Fact(f, read_value(f, v)) for f, v in TOLD.items())), AS_OF)


def html(decisions: tuple[Decision, ...], lang: Lang = "ko", *, last: bool = True) -> str:
    return str(doors(answered(decisions=decisions), lang, last=last))


def words(markup: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)))


def row(markup: str, programme: str) -> str:
    """The markup of one programme's row, up to the next one."""
    return re.split(r'<details class="door(?: extra)?"', markup.split(f'-{programme}" data-state')[1])[0]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_programme_has_one_row_and_best_doors_come_first(decisions: tuple[Decision, ...], lang: Lang) -> None:
    markup = html(decisions, lang)
    rows = re.findall(r'class="door(?: extra)?" id="door-\w+-([\w-]+)" data-state="(\w+)" data-intake="(\w+)"', markup)
    assert sorted(r[0] for r in rows) == sorted(d.programme for d in decisions)
    assert len(rows) > 30
    places = [("looks_met", "need_info", "looks_not_met").index(r[1]) for r in rows if r[2] in ("open", "budget")]
    assert places[0] == 0
    assert rows[-1][1] == "looks_not_met"
    groups = [group(next(d for d in decisions if d.programme == r[0])) for r in rows]
    order = ["fits", "asks", "firm", "shut", "not_now"]
    assert groups == sorted(groups, key=order.index)


def test_a_row_shows_what_was_said_the_requirement_and_the_section(decisions: tuple[Decision, ...]) -> None:
    own = row(html(decisions), "nesp-2-youth")
    assert "15~34세" in words(own)
    assert "말한 것: 25살" in words(own)
    assert 'data-id="nesp/who-2-youth"' in own
    assert "신청서" in words(own)
    assert "실업급여를 받는 동안" in words(own)


def test_the_cliff_is_worded_in_the_row(decisions: tuple[Decision, ...]) -> None:
    assert "36만 원 더 벌면 그달은 못 받아요" in words(row(html(decisions), "nesp-1-required"))


def test_a_row_that_does_not_look_met_can_be_corrected_and_leads_on(decisions: tuple[Decision, ...]) -> None:
    markup = html(decisions)
    own = row(markup, "nesp-2-midlife")
    assert 'data-tell="나이"' in own
    assert 'data-say="나이: 말한 것 빼기"' in own
    target = re.search(r'data-door="([\w-]+)"', own)
    assert target is not None
    assert f'id="{target[1]}"' in markup
    assert "챙길 서류" not in words(own)


def test_nothing_is_offered_in_an_older_turn(decisions: tuple[Decision, ...]) -> None:
    markup = html(decisions, last=False)
    assert "data-say" not in markup
    assert "data-tell" not in markup


def test_a_closed_door_says_so_first(decisions: tuple[Decision, ...]) -> None:
    own = row(html(decisions), "youth-future-savings")
    body = own.split("door-body")[1]
    assert words(body).split("door-intake")[0].find("지금은 신청을 받지 않아요") < 60


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_word_of_shame(decisions: tuple[Decision, ...], lang: Lang) -> None:
    said = words(html(decisions, lang)).lower()
    for word in ("탈락", "미달", "불합격", "자격이 없", "rejected", "ineligible", "disqualif"):
        assert word not in said


def test_a_line_that_the_table_says_again_is_not_said_twice(decisions: tuple[Decision, ...]) -> None:
    shown = answered(decisions=decisions)
    shown.lines = (LINES[0], replace(LINES[1], text=decisions[0].text["ko"]), LINES[2])
    page = str(turn(shown, "ko", TODAY, last=True))
    assert 'class="points"' not in page
    assert page.index('class="lead"') < page.index('class="doors"') < page.index('class="who"')


def test_no_table_where_there_is_nothing_to_tell() -> None:
    assert doors(answered(), "ko", last=True) is None
    assert doors(Shown(message="x"), "ko", last=True) is None
    assert isinstance(answered().answer, Answer)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_word_becomes_markup(decisions: tuple[Decision, ...], payload: str) -> None:
    both: dict[Lang, str] = {"ko": payload, "en": payload}
    bad = tuple(replace(d, name=Words(both), summary=Words(both), text=both) for d in decisions[:3])
    plain = tuple(
        replace(d, name=Words({"ko": "가", "en": "a"}), summary=Words({"ko": "가", "en": "a"})) for d in decisions[:3]
    )
    assert _tags(html(bad)) == _tags(html(plain))


def _tags(markup: str) -> list[str]:
    return [tag for tag, _ in Tags(markup).tags]
