"""The table of programmes in a real browser: what it shows, a fact told or corrected where it stands, and repaints."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, ask, picture, wait_for_answer

ALL = "나는 27살 고졸이고 부산 살아요. 6개월째 쉬고 있는데 뭘 받을 수 있어요?"
CLOSED = "저 45살인데 청년도약계좌나 국민취업지원제도 같은 거 뭐 받을 수 있어요?"


def table(page: Page, words: str = ALL) -> None:
    """Asks and waits for the table."""
    ask(page, words)
    page.wait_for_selector("#live .doors")


@pytest.mark.parametrize("width", [390, 1280])
def test_one_table_with_every_condition_its_words_and_its_section(open_page: OpenPage, width: int) -> None:
    page = open_page(width, 844)
    table(page)
    rows = page.locator("#live .door")
    assert rows.count() >= 8
    first = page.locator("#live .door:visible").first
    first.locator("summary").first.click()
    assert first.get_attribute("open") is not None
    conditions = first.locator(".conds > li")
    assert conditions.count() >= 1
    for n in range(conditions.count()):
        if conditions.nth(n).is_visible():
            assert conditions.nth(n).locator(".cite, button").count() >= 1, conditions.nth(n).inner_text()
    assert "27살" in page.inner_text("#live .doors")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    first.scroll_into_view_if_needed()
    picture(page, f"doors-{width}")
    first.locator(".conds .cite, .conds button").first.click()
    page.wait_for_selector("dialog[open] .look")
    assert len(page.inner_text("dialog .look")) > 40


def test_a_row_stays_unfolded_when_the_page_is_painted_again(open_page: OpenPage) -> None:
    page = open_page()
    table(page)
    row = page.locator("#live .door:visible").nth(1)
    key = row.get_attribute("id")
    row.locator("summary").first.click()
    page.click("[data-lang-to=en]")
    page.wait_for_selector("html[lang=en]")
    page.wait_for_function("id => document.getElementById(id)?.open", arg=key)
    page.click("[data-lang-to=ko]")
    page.wait_for_selector("html[lang=ko]")
    assert page.locator(f"#{key}").get_attribute("open") is not None


def test_a_fact_is_told_where_the_table_asks_for_it(open_page: OpenPage) -> None:
    page = open_page()
    table(page)
    page.evaluate("document.querySelectorAll('#live .doors details').forEach(d => { d.open = true; })")
    chip = page.locator("#live .fix .chip[data-say]:visible").first
    said, facts = chip.get_attribute("data-say") or "", page.locator("#mine .fact").count()
    assert ": " in said
    chip.click()
    wait_for_answer(page, 2)
    assert page.inner_text("#live .me").endswith(said)
    assert page.locator("#mine .fact").count() == facts + 1
    assert page.locator("#live .doors").count() == 1
    assert page.locator("#history .fix:visible").count() == 0, "corrected in the last turn only"


def test_a_wrong_fact_is_corrected_in_its_row(open_page: OpenPage) -> None:
    page = open_page(390, 844)
    table(page, "나는 52살이고 부산 살아요. 6개월째 쉬고 있는데 뭘 받을 수 있어요?")
    assert "52살" in page.inner_text("#mine") or "52" in page.inner_text("#live .doors")
    page.evaluate("document.querySelectorAll('#live .doors details').forEach(d => { d.open = true; })")
    page.evaluate("document.querySelectorAll('#live .folds').forEach(d => d.classList.add('open'))")
    box = page.locator("#live .fix-typed:has([data-tell='나이']) input:visible").first
    box.fill("26")
    box.press("Enter")
    wait_for_answer(page, 2)
    assert page.inner_text("#live .me").endswith("나이: 26")
    assert "26" in page.inner_text("#live .doors")
    assert page.locator("#live .doors", has_text="52살").count() == 0
    picture(page, "doors-390-corrected")


def test_the_next_door_is_one_tap_away(open_page: OpenPage) -> None:
    page = open_page()
    table(page, CLOSED)
    page.evaluate("document.querySelectorAll('#live .doors details').forEach(d => { d.open = true; })")
    page.evaluate("document.querySelectorAll('#live .folds').forEach(d => d.classList.add('open'))")
    tap = page.locator("#live [data-door]:visible").first
    goal = tap.get_attribute("data-door")
    tap.click()
    page.wait_for_selector(f"#{goal}.pointed")
    assert page.evaluate("document.activeElement.closest('.door').id") == goal
