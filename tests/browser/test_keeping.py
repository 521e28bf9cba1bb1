"""What a person can do with an answer and with what they told: stop, again, thumbs, copy, keep, resume, delete."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, PagedServices, ask, picture, send, wait_for_answer

AMOUNT = "국취제 1유형 얼마 받아요?"
ME = "부산 사는 26살인데 데이터 분석 배울 수 있는 데 있어요?"


def stored(page: Page) -> str | None:
    value: str | None = page.evaluate("localStorage.getItem('ieum.conversation')")
    return value


def test_stop_keeps_what_stands(open_page: OpenPage, services: PagedServices) -> None:
    services.pause = 0.5
    page = open_page()
    send(page, AMOUNT)
    page.wait_for_selector("#live .lead")
    page.click("#stop")
    page.wait_for_selector('#live .turn[data-state="stopped"]')
    assert "여기까지 쓰고 멈췄어요" in page.inner_text("#live")
    lines = page.locator("#live .bot li").count()
    page.wait_for_timeout(1500)
    assert page.locator("#live .bot li").count() == lines
    first = page.get_attribute("#live .turn", "id")
    page.click("#live [data-act=again]")
    page.wait_for_function("id => document.querySelector('#live .turn').id !== id", arg=first)
    wait_for_answer(page, 1)
    assert page.get_attribute("#live .turn", "data-state") == "done"
    assert page.locator("#live .bot li").count() >= lines


def test_the_next_question_need_not_wait_for_a_stopped_one(open_page: OpenPage, services: PagedServices) -> None:
    services.pause = 3
    page = open_page()
    send(page, AMOUNT)
    page.wait_for_selector("#live .me")
    page.click("#stop")
    page.wait_for_selector('#live .turn[data-state="stopped"]')
    services.pause = 0
    send(page, ME)
    wait_for_answer(page, 2)
    page.wait_for_timeout(3500)  # the stopped one comes to its end, and changes nothing
    assert page.inner_text("#live .me").endswith(ME)
    assert page.get_attribute("#live .turn", "data-state") == "done"
    assert "멈췄어요" in page.inner_text("#history")
    assert page.input_value("#ask textarea") == ""


def test_what_was_sent_leaves_the_box_even_if_an_update_is_lost(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, AMOUNT)
    page.fill("#ask textarea", AMOUNT)  # as if the box had kept it
    page.evaluate("document.querySelector('#live').append(document.createElement('i'))")  # the page is painted again
    page.wait_for_function("document.querySelector('#ask textarea').value === ''")
    page.fill("#ask textarea", ME)
    page.evaluate("document.querySelector('#live').append(document.createElement('i'))")
    page.wait_for_timeout(300)
    assert page.input_value("#ask textarea") == ME  # other words are left alone


def test_two_taps_on_enter_are_one_question(open_page: OpenPage, services: PagedServices) -> None:
    services.pause = 0.3
    page = open_page()
    page.fill("#ask textarea", AMOUNT)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    wait_for_answer(page, 1)
    page.wait_for_timeout(500)
    assert page.locator(".turn").count() == 1


def test_asking_again_replaces_the_answer(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, AMOUNT)
    first = page.get_attribute("#live .turn", "id")
    page.click("#live [data-act=again]")
    page.wait_for_function("id => document.querySelector('#live .turn').id !== id", arg=first)
    wait_for_answer(page, 1)
    assert page.inner_text("#live .me").endswith(AMOUNT)


def test_start_over_asks_first_and_forgets(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ME)
    page.click("[data-act=over]")
    page.click("dialog .chip:not(.solid)")  # keep it
    assert page.locator(".turn").count() == 1
    page.click("[data-act=over]")
    page.click("dialog .chip.solid")
    page.wait_for_selector(".welcome h1")
    assert page.locator(".turn, .fact").count() == 0


def test_a_thumb_takes_a_reason_and_masks_words(open_page: OpenPage, services: PagedServices) -> None:
    page = open_page()
    ask(page, AMOUNT)
    page.click("#live .i-down")
    page.click("#live [data-reason=unclear]")
    page.fill("#live .why-words", "제 번호 010-1234-5678로 알려 주세요")
    picture(page, "thumb-1280")
    page.click("#live [data-thumb-send]")
    page.wait_for_selector("#live .thanks")
    entry = services.log.recent(1)[0]
    assert (entry["kind"], entry["up"], entry["reason"]) == ("feedback", False, "unclear")
    assert "1234" not in json.dumps(entry, ensure_ascii=False)
    ask(page, AMOUNT)
    page.click("#live .i-up")
    page.wait_for_selector("#live .thanks")
    assert services.log.recent(1)[0]["up"] is True


def test_one_tap_copies_the_answer_with_its_sources(open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, AMOUNT)
    page.click("#live [data-copy]")
    page.wait_for_selector("#toast.on")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "60만 원" in text
    assert "[1] " in text
    assert "https://" in text


def test_nothing_is_kept_by_default(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ME)
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert page.evaluate("document.cookie") == ""
    page.reload()
    page.wait_for_selector(".welcome h1")
    assert not page.locator(".resume").is_visible()


def test_kept_when_chosen_resumed_when_wanted_and_deleted_with_one_button(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#mine [data-act=keep]")
    page.wait_for_selector('#mine [aria-checked="true"]')
    ask(page, ME)
    page.wait_for_function("localStorage.getItem('ieum.conversation')")
    assert "26살" in (stored(page) or "")
    cards = page.locator("#live .card").count()
    page.reload()
    page.wait_for_selector(".resume:not([hidden])")
    assert "26살" not in page.inner_text("#mine")  # nothing comes back unasked
    picture(page, "resume-1280")
    page.click("[data-act=resume]")
    page.wait_for_selector("#live .turn")
    assert page.inner_text("#live .me").endswith(ME)
    assert "지난번에 드린 답" in page.inner_text("#live")
    assert page.locator("#live .card").count() == cards  # checked again, still joinable
    assert "26살" in page.inner_text("#mine")
    picture(page, "resumed-1280")
    assert "60만 원" in ask(page, AMOUNT)
    page.click("#mine [data-act=erase]")
    page.click("dialog .chip.solid")
    page.wait_for_selector("text=모두 지웠어요.")
    assert stored(page) is None
    assert page.locator(".fact").count() == 0
    page.reload()
    page.wait_for_selector(".welcome h1")
    assert not page.locator(".resume").is_visible()


def test_switching_off_forgets_what_was_kept(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#mine [data-act=keep]")
    page.wait_for_selector('#mine [aria-checked="true"]')
    ask(page, ME)
    page.wait_for_function("localStorage.getItem('ieum.conversation')")
    page.click("#mine [data-act=keep]")
    page.wait_for_selector('#mine [aria-checked="false"]')
    assert stored(page) is None


def test_a_stored_text_that_is_none_of_ours_starts_fresh(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate("localStorage.setItem('ieum.conversation', '{\"conversation\": [1, 2, \"<img src=x>\"]}')")
    page.reload()
    page.click(".resume [data-act=resume]")
    page.wait_for_selector("text=보관한 대화를 읽을 수 없어서")
    assert page.locator(".turn, img[src=x]").count() == 0
    page.evaluate("localStorage.clear()")
