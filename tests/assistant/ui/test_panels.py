"""What stands around the conversation: banner, notice, facts, what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from html import unescape

from assistant.history import Conversation, Remembered
from assistant.model.side import OFF, ModelState
from assistant.profile import Fact, Profile
from assistant.services import Loaded
from assistant.ui import panels, staff_render
from assistant.ui.visit import Visit
from tests.assistant.ui.parts import answered

LOADED = Loaded(sections=430, courses=160, openings=900, sample=True, mode="offline", as_of=date(2026, 11, 4))
VISIT = Visit(Conversation(profile=Profile((Fact("age", 26, "스물여섯"), Fact("education", "high", "")))))


def test_the_banner_stands_while_the_catalogue_is_made_up() -> None:
    assert "예시 공고·과정" in panels.banner(VISIT, LOADED, OFF)
    assert "2026년 11월" in panels.banner(VISIT, LOADED, OFF)
    assert panels.banner(VISIT, replace(LOADED, sample=False), OFF) == ""
    assert panels.banner(VISIT, replace(LOADED, as_of=None), OFF)


def test_the_banner_says_that_the_model_is_away() -> None:
    real = replace(LOADED, sample=False)
    assert panels.banner(VISIT, real, ModelState("ready", "m", "host")) == ""
    assert "쉬게 했어요" in panels.banner(VISIT, real, ModelState("resting", "m", "host", 20))
    assert "다 찼어요" in panels.banner(VISIT, LOADED, ModelState("budget", "m", "host"))


def test_the_foot_says_who_decides_and_who_receives_the_words() -> None:
    offline = panels.foot("ko", LOADED)
    assert "AI 안내 서비스" in offline
    assert "1350" in offline
    assert "서버 밖으로 나가지 않아요" in offline
    model = panels.foot("ko", replace(LOADED, mode="some-model"))
    assert "some-model" in model
    assert "서버 밖으로 나가지 않아요" not in model


def test_a_fact_shows_the_persons_words_and_can_be_dropped() -> None:
    html = panels.facts(VISIT)
    assert "“스물여섯”" in html
    assert 'data-drop="age"' in html
    assert 'aria-label="26살 빼기"' in html
    assert "골라서 알려 주셨어요" in html  # told by tapping, so there are no words


def test_keeping_is_off_until_chosen() -> None:
    assert 'aria-checked="false"' in panels.facts(VISIT)
    top = panels.top(VISIT)
    assert "data-snapshot" not in top
    kept = replace(VISIT, keep=True, conversation=Conversation(turns=[Remembered("<b>안녕</b>", "a", "answered")]))
    top = panels.top(kept)
    assert "<b>안녕" not in top
    raw = unescape(top.split('data-snapshot="')[1].split('"')[0])
    assert json.loads(raw)["conversation"]["turns"][0]["message"] == "<b>안녕</b>"


def test_new_chat_appears_with_the_first_turn() -> None:
    assert 'data-act="over" hidden' in panels.top(Visit())
    assert 'data-act="over" hidden' not in panels.top(Visit(shown=[answered()]))


def test_the_staff_log_tells_thumbs_from_turns_and_escapes() -> None:
    entries = [
        {"at": "2026-11-22T03:00:00+00:00", "kind": "feedback", "up": False, "reason": "wrong", "words": "<img src=x>"},
        {"at": "2026-11-22T02:00:00+00:00", "kind": "turn", "status": "answered", "sections": ["nesp/a", "nesp/a"]},
        {"at": "2026-11-22T01:00:00+00:00", "kind": "turn", "status": "crisis"},
    ]
    html = staff_render.turn_log(entries, "ko")
    assert "<img" not in html
    assert "− wrong" in html
    assert html.count("nesp/a") == 1
    assert "crisis" in html
