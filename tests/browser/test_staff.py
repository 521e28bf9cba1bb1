"""The staff page: closed without the password, and what it shows behind it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import PASSWORD, OpenPage, ask, picture


def enter(open_page: OpenPage) -> Page:
    page = open_page(path="/staff")
    page.wait_for_selector("#password")
    page.fill("#password", "wrong-password")
    page.click("button[type=submit]")
    assert "비밀번호가 달라요" in page.inner_text(".refused")
    picture(page, "staff-login-1280")
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("button[role=tab]")
    return page


def test_search_shows_scores_and_what_was_left_out(open_page: OpenPage) -> None:
    page = enter(open_page)
    page.get_by_label("질의").fill("국취재 얼마")
    page.get_by_role("button", name="찾기").click()
    page.wait_for_selector(".staff-result .part")
    text = page.inner_text("#staff")
    assert "nesp/" in text
    assert "남긴 것" in text
    assert "뺀 것" in text
    picture(page, "staff-search-1280")
    page.get_by_label("기준일").fill("언제든")
    page.get_by_role("button", name="찾기").click()
    page.wait_for_selector("text=기준일은 2026-11-22처럼 적어 주세요.")


def test_one_section_in_both_languages(open_page: OpenPage) -> None:
    page = enter(open_page)
    page.get_by_role("tab", name="조항").click()
    page.get_by_label("조항 식별자").fill("nesp/allowance-amount")
    page.get_by_role("button", name="열기").click()
    page.wait_for_selector(".sides section[lang=en]")
    sides = page.inner_text(".sides")
    assert "60만 원" in sides
    assert "KRW 600,000" in sides
    assert "won_per_month" in sides
    picture(page, "staff-section-1280")


def test_the_log_holds_no_words(open_page: OpenPage) -> None:
    chat = open_page()
    ask(chat, "비밀스러운표현 국취제 얼마 받아요?")
    page = enter(open_page)
    page.get_by_role("tab", name="대화 기록").click()
    page.wait_for_selector(".staff-result table")
    text = page.inner_text("#staff")
    assert "nesp" in text
    assert "answered" in text
    assert "비밀스러운표현" not in text
    picture(page, "staff-log-1280")
    page.get_by_role("tab", name="현황").click()
    page.wait_for_selector("text=다시 볼 때가 지난 조항")
    assert "sections" in page.inner_text("#staff")


def test_leaving_closes_the_door(open_page: OpenPage) -> None:
    page = enter(open_page)
    page.get_by_role("button", name="나가기").click()
    page.wait_for_selector("#password")
    page.goto(page.url.replace("/staff/login", "/staff/"))
    page.wait_for_selector("#password")
    assert page.locator("#staff, [role=tab]").count() == 0
