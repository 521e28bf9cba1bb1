"""The whole way without a mouse, and what a screen reader is told."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, wait_for_answer


def focused(page: Page) -> str:
    value: str = page.evaluate(
        "(e => (e.getAttribute('aria-label') || e.innerText || e.tagName).trim())(document.activeElement)"
    )
    return value


def tab_to(page: Page, selector: str, most: int = 40) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} can't be reached with Tab")


def test_asking_reading_and_opening_with_keys_alone(open_page: OpenPage) -> None:
    page = open_page()
    first = "[...document.querySelectorAll('a, button, input, textarea')].find(e => e.checkVisibility())"
    page.evaluate(f"{first}.focus()")
    assert focused(page) == "질문 쓰는 곳으로 바로 가기"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type("국취제 1유형")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("얼마 받아요?")
    assert "\n" in page.input_value("#ask textarea")
    page.keyboard.press("Enter")
    wait_for_answer(page, 1)
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.evaluate("document.querySelector('#live .bot').tabIndex = -1; document.querySelector('#live .bot').focus()")
    tab_to(page, ".cite")
    assert focused(page).startswith("근거 1: ")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] mark")
    for _ in range(8):  # focus stays inside the sheet
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    assert focused(page).startswith("근거 1: ")
    tab_to(page, ".nexts .chip")
    page.keyboard.press("Enter")
    wait_for_answer(page, 2)
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_focus_can_be_seen(open_page: OpenPage) -> None:
    page = open_page()
    tab_to(page, ".example")
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2


def test_everything_that_acts_has_a_name(open_page: OpenPage) -> None:
    page = open_page()
    page.click(".example >> nth=0")
    wait_for_answer(page, 1)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, a, input, textarea')].filter(e => e.offsetParent)
        .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.[0]?.textContent.trim()))
        .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert nameless == []
    assert page.evaluate("document.querySelectorAll('h1, h2').length") >= 2
    assert page.get_attribute("#heard", "aria-live") == "polite"


def test_enter_that_ends_a_hangul_composition_does_not_send(open_page: OpenPage) -> None:
    page = open_page()
    page.focus("#ask textarea")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "국취제", "selectionStart": 3, "selectionEnd": 3})
    key = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    session.send("Input.insertText", {"text": "국취제"})
    page.wait_for_timeout(300)
    assert page.locator(".turn").count() == 0
    assert page.input_value("#ask textarea") == "국취제"


def test_motion_rests_when_asked(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    page.click(".example >> nth=0")
    wait_for_answer(page, 1)
    assert page.evaluate("getComputedStyle(document.querySelector('.bot .lead')).animationName") == "none"
