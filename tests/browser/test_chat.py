"""The chat as a person uses it: asking, reading, opening sources, cards, language, phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, PagedServices, ask, picture, send, wait_for_answer

HANGUL = re.compile(r"[가-힣]")
AMOUNT = "국취제 1유형 얼마 받아요?"
COURSES = "부산에서 데이터 분석 배울 수 있는 데 있어요?"
OPENINGS = "경기도 신입 백엔드 중소기업"


def test_an_answer_streams_in_paint_by_paint(open_page: OpenPage, services: PagedServices) -> None:
    services.pause = 0.12
    page = open_page()
    page.evaluate(
        """() => { window.paints = new Set(); const look = () => {
        const turn = document.querySelector('#live .turn');
        if (turn) window.paints.add(turn.querySelectorAll('.bot .lead, .bot li, .bot .who').length);
        requestAnimationFrame(look); }; look(); }"""
    )
    send(page, AMOUNT)
    page.wait_for_selector('#live .turn[data-state="writing"] .lead')
    assert page.locator("#stop").is_visible()
    assert not page.locator("#send").is_visible()
    wait_for_answer(page, 1)
    assert len(page.evaluate("[...window.paints]")) >= 4
    assert "60만 원" in page.inner_text("#live .lead")
    assert page.locator("#send").is_visible()
    heard = page.locator("#heard p").all_inner_texts()
    assert heard[0].startswith(page.inner_text("#live .lead").split(".")[0])
    assert len(heard) == len(set(heard)) >= 4  # each line once
    assert heard[-1].startswith("답이 끝났어요")


def test_a_citation_opens_the_section_with_the_quoted_words_marked(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, AMOUNT)
    quote = page.get_attribute("#live .cite >> nth=0", "data-quote")
    page.click("#live .cite >> nth=0")
    page.wait_for_selector("dialog[open] mark")
    assert page.inner_text("dialog mark") == quote
    sheet = page.inner_text("dialog")
    for words in ("기준", "시행 중", "국민취업지원제도"):
        assert words in sheet
    door = page.locator("dialog a.door").first
    assert (door.get_attribute("rel") or "").startswith("noopener")
    assert (door.get_attribute("href") or "").startswith("https://")
    picture(page, "sheet-1280")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.className") == "cite"
    page.click("#cited .plain >> nth=0")
    page.wait_for_selector("dialog[open] mark")
    assert len(page.inner_text("dialog mark")) > 8


def test_the_other_language_of_a_section_is_one_tap_away(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, AMOUNT)
    page.click("#live .cite >> nth=0")
    page.click("dialog [data-lang=en]")
    page.wait_for_selector("dialog [lang=en] >> text=/KRW/")
    assert not HANGUL.search(page.inner_text("dialog [lang=en] >> nth=0"))


def test_cards_say_what_matters_and_open(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, COURSES)
    card = page.inner_text("#live .card >> nth=0")
    for words in ("예시", "시작", "신청", "수강료", "시간"):
        assert words in card
    ask(page, OPENINGS)
    cards = page.locator("#live .card")
    assert cards.count() >= 1
    text = cards.first.inner_text()
    assert re.search(r"D-\d+|오늘 마감|채용 시까지", text)
    assert re.search(r"(월|연|시급|일급) [\d,]+", text)
    assert cards.locator("a").count() == 0  # samples have no way to apply
    page.click("#live .card h4 button >> nth=0")
    page.wait_for_selector("dialog[open] .running")
    assert "예시라서 지원 링크가 없어요" in page.inner_text("dialog")
    picture(page, "opening-1280")


def test_the_language_switch_turns_everything(open_page: OpenPage) -> None:
    page = open_page()
    page.click("[data-lang-to=en]")
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.wait_for_selector("text=Where shall we start?")
    left = page.evaluate("document.body.innerText").replace("한국어", "")
    assert not HANGUL.search(left), left
    assert page.get_attribute("#ask textarea", "placeholder") == "Ask anything"
    assert page.inner_text("#send") == "Send"
    assert page.title().startswith("Ieum")
    assert "60" in ask(page, "How much does NESP type 1 pay a month?")
    assert page.inner_text("#aside h2 >> nth=0").startswith("About me")
    assert not HANGUL.search(page.evaluate("document.querySelector('#live .acts').innerText"))
    picture(page, "english-1280")
    page.reload()
    page.wait_for_selector("text=Where shall we start?")  # the address keeps the choice
    page.click("[data-lang-to=ko]")
    page.wait_for_selector("text=무엇부터 알아볼까요?")
    assert page.evaluate("document.documentElement.lang") == "ko"


def test_the_page_starts_in_the_browsers_language(open_page: OpenPage) -> None:
    page = open_page(locale="en-US")
    page.wait_for_selector("text=Where shall we start?")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_facts_are_shown_in_the_persons_words_and_can_be_taken_away(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "부산 사는 26살이에요. 국취제 얼마 받아요?")
    assert page.get_attribute("#mine .fact >> nth=0 >> span >> nth=0", "title")
    facts = page.locator("#mine .fact")
    before = facts.count()
    assert before >= 2
    assert any("26살" in text for text in facts.all_inner_texts())
    page.click("#mine [data-drop=age]")
    page.wait_for_function("n => document.querySelectorAll('#mine .fact').length === n", arg=before - 1)
    assert "26살" not in page.inner_text("#mine")


def test_examples_and_suggestions_are_asked_with_a_tap(open_page: OpenPage) -> None:
    page = open_page()
    assert 4 <= page.locator(".example").count() <= 8
    page.click(".example >> nth=0")
    wait_for_answer(page, 1)
    chips = page.locator("#live .nexts .chips:last-child .chip")
    assert 1 <= chips.count() <= 3
    text = chips.first.inner_text()
    chips.first.click()
    wait_for_answer(page, 2)
    assert text in page.inner_text("#live .me")


@pytest.mark.parametrize("width", [390, 360])
def test_a_phone_shows_the_same_without_sideways_scrolling(open_page: OpenPage, width: int) -> None:
    page = open_page(width, 800, has_touch=True)
    picture(page, f"welcome-{width}")
    assert not _sideways(page)
    ask(page, "부산 사는 26살인데 국취제 얼마 받아요?")
    picture(page, f"answer-{width}")
    assert not page.locator("#aside").is_visible()
    assert page.locator("#live .points li:visible").count() <= 3
    assert page.inner_text(".head-button.on-phone").strip().startswith("내 정보")
    page.click(".head-button.on-phone")
    page.wait_for_selector("dialog[open] .fact")
    picture(page, f"facts-{width}")
    page.click("dialog [data-drop=age]")
    page.wait_for_function("!document.querySelector('dialog').innerText.includes('26살')")
    page.keyboard.press("Escape")
    page.click("#live .src-open")
    page.wait_for_selector("dialog[open] .src")
    picture(page, f"sources-{width}")
    page.keyboard.press("Escape")
    page = open_page(width, 800, has_touch=True)
    ask(page, "서울 개발자 채용공고")
    assert page.locator("#live .card:visible").count() == 2
    picture(page, f"cards-{width}")
    page.click("#live .more:visible >> nth=-1")
    assert page.locator("#live .card:visible").count() > 2
    assert not _sideways(page)
    assert not _small_targets(page)


def _sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def _small_targets(page: Page) -> list[str]:
    """Buttons too small for a thumb. Labels in running text reach further than they look."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, a')].filter(e => e.offsetParent)
        .filter(e => !e.closest('.skip, sup, .who, h4') && (e.offsetHeight < 40 || e.offsetWidth < 40))
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    return found


def test_a_new_question_comes_into_sight(open_page: OpenPage) -> None:
    page = open_page(390, 800)
    for question in (AMOUNT, COURSES, OPENINGS):
        ask(page, question)
        page.wait_for_timeout(700)
        top = page.evaluate("document.querySelector('#live .me').getBoundingClientRect().top")
        assert 56 <= top < 700


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pictures_of_the_whole_way(open_page: OpenPage, scheme: str, width: int) -> None:
    page = open_page(width, 860, color_scheme=scheme)
    picture(page, f"way-{width}-{scheme}-1-welcome")
    ask(page, "부산 사는 26살인데 3개월째 쉬는 중이에요. 국취제 얼마 받아요?")
    picture(page, f"way-{width}-{scheme}-2-answer")
    ask(page, OPENINGS)
    picture(page, f"way-{width}-{scheme}-3-cards")
    page.click("#live .cite >> nth=0")
    page.wait_for_selector("dialog[open] .look")
    picture(page, f"way-{width}-{scheme}-4-sheet")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 200) == (scheme == "dark")
