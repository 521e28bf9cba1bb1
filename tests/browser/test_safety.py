"""What must not happen: markup from content, another's words, numbers on the wire, anything beside a crisis answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from knowledge.text.personal import MASK, mask
from tests.browser.conftest import ATTACK, OpenPage, PagedServices, ask, picture, send

NUMBERS = [
    "900101-1234567",
    "9001011234567",
    "900101 - 1234567",
    "010-1234-5678",
    "01012345678",
    "+82 10 1234 5678",
    "02-345-6789",
    "4111 1111 1111 1111",
    "M12345678",
    "11-22-333333-44",
    "110-123-456789",
    "someone.young@example.co.kr",
]
HARMLESS = ["1350에 전화", "2026-11-22까지", "월 2,550,000원", "1588-1919", "26살 3개월", "9월 1일 2시"]


def assert_inert(page: Page) -> None:
    assert page.evaluate("window.PWNED") is None
    inside = "#history, #live, #mine, #cited, dialog"
    kinds = "img, form, iframe, style, script, object, embed, link, [onerror], [onload], [srcdoc]"
    found = page.evaluate(
        "([inside, kinds]) => [...document.querySelectorAll(inside)].flatMap(e => [...e.querySelectorAll(kinds)])"
        ".filter(e => !e.closest('[data-testid=status-tracker]')).map(e => e.outerHTML)",
        [inside, kinds],
    )
    assert found == []
    links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href') || '')")
    assert not [link for link in links if link.lower().startswith(("javascript:", "data:"))]
    assert page.locator("body").is_visible()


def test_an_openings_words_stay_words(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "부산 도자기 물레 강사 채용공고")
    card = page.locator("#live .card", has_text="도자기 물레 강사")
    assert card.count() == 1
    assert "<script>window.PWNED=1</script>" in card.inner_text()
    assert card.locator("a").count() == 0  # javascript: is no address
    card.locator("h4 button").click()
    page.wait_for_selector("dialog[open] .running")
    assert "<iframe" in page.inner_text("dialog")
    assert_inert(page)
    picture(page, "injection-1280")


@pytest.mark.parametrize("question", [ATTACK, f"국취제 얼마 받아요? {ATTACK}", "**굵게** <b>진하게</b> <img src=x>"])
def test_a_questions_words_stay_words(open_page: OpenPage, question: str) -> None:
    page = open_page()
    ask(page, question)
    assert "<" in page.inner_text("#live .me")
    ask(page, "그거 어디서 신청해요?")
    assert_inert(page)


def test_visitors_never_see_each_other(open_page: OpenPage, services: PagedServices) -> None:
    services.pause = 0.1
    first, second = open_page(), open_page()
    send(first, "저는 37살이고 국취제 얼마 받아요?")
    send(second, "저는 41살이고 내일배움카드 한도가 얼마예요?")
    for page in (first, second):
        page.wait_for_selector('#live .turn[data-state="done"]')
    assert "37살" in first.inner_text("#mine")
    assert "41살" not in first.content()
    assert "41살" in second.inner_text("#mine")
    assert "37살" not in second.content()
    third = open_page()
    assert third.locator(".turn, .fact").count() == 0


@contextmanager
def wire(page: Page) -> Iterator[list[str]]:
    """Everything the page sends while open."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    yield sent


def test_numbers_never_travel_and_never_come_back(open_page: OpenPage, services: PagedServices) -> None:
    page = open_page()
    with wire(page) as sent:
        ask(page, "제 주민번호는 900101-1234567이고 전화는 010-9876-5432예요. 국취제 얼마 받아요?")
        page.wait_for_timeout(300)
    everything = "\n".join(sent)
    assert "queue/join" in everything
    for digits in ("1234567", "9876", "5432"):
        assert digits not in everything
        assert digits not in page.content()
    assert MASK in page.inner_text("#live .me")
    assert "개인 번호는 가렸어요" in page.inner_text("#live")
    assert "1234567" not in str(services.log.recent(20))


def test_the_server_masks_what_a_browser_did_not(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate("window.ieum.mask = text => text")
    ask(page, "제 주민번호는 900101-1234567이에요. 국취제 얼마 받아요?")
    assert "1234567" not in page.content()
    assert MASK in page.inner_text("#live .me")


def test_browser_and_server_mask_alike(open_page: OpenPage) -> None:
    page = open_page()
    for text in [f"번호는 {number} 이에요" for number in NUMBERS] + HARMLESS:
        assert page.evaluate("text => window.ieum.mask(text)", text) == mask(text)[0], text
    assert all(MASK in mask(f"번호는 {number} 이에요")[0] for number in NUMBERS)


@pytest.mark.parametrize("width", [1280, 390])
def test_in_a_crisis_there_are_the_lines_and_nothing_else(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    text = ask(page, "죽고 싶어요")
    assert "109" in text
    assert "119" in text
    turn = page.locator("#live .turn")
    assert turn.get_attribute("data-status") == "crisis"
    assert turn.locator("button, .card, .chip, .cite, .me").count() == 0
    assert page.locator("#mine .panel, #cited .panel, .banner, .example").count() == 0
    assert not page.locator("[data-open]:visible").count()
    assert "죽고" not in page.content()
    assert page.locator("#ask textarea").is_enabled()
    picture(page, f"crisis-{width}")


def test_errors_are_words(open_page: OpenPage, services: PagedServices, caplog: pytest.LogCaptureFixture) -> None:
    services.breaks = True
    page = open_page()
    ask(page, "국취제 얼마 받아요? 비밀말")
    assert "문제가 생겼어요" in page.inner_text("#live")
    assert "1350" in page.inner_text("#live")
    assert "RuntimeError" not in page.content()
    assert "비밀말" not in caplog.text  # what a person typed isn't logged, not even in an error
    services.breaks = False
    page.click("#live [data-act=again]")
    page.wait_for_selector('#live .turn[data-state="done"]')


def test_a_lost_connection_is_words(open_page: OpenPage) -> None:
    page = open_page()
    page.route("**/gradio_api/queue/join*", lambda route: route.abort())
    send(page, "국취제 얼마 받아요?")
    page.wait_for_selector("#toast.on")
    assert "연결이 끊겼어요" in page.inner_text("#toast")
    assert "Error" not in page.inner_text("body")


@pytest.mark.parametrize(
    "message", ["   ", "😀😀😀", "가" * 20_000, "\u0007\u200b\U000e0041", "'; DROP TABLE sections; --"]
)
def test_bad_input_ends_in_words(open_page: OpenPage, message: str) -> None:
    page = open_page()
    assert ask(page, message).strip()
    assert page.get_attribute("#live .turn", "data-state") == "done"
    if len(message) > 10_000:
        assert page.input_value("#ask textarea") == message  # to be shortened, not typed again


def test_many_at_once_each_get_their_own(open_page: OpenPage, address: str, services: PagedServices) -> None:
    """A second tap while an answer is written does nothing."""
    services.pause = 0.15
    page = open_page()
    before = threading.active_count()
    send(page, "국취제 얼마 받아요?")
    page.wait_for_selector("#live .lead")
    send(page, "내일배움카드 한도가 얼마예요?")
    page.wait_for_selector('#live .turn[data-state="done"]')
    assert page.locator(".turn").count() == 1
    assert page.input_value("#ask textarea") == "내일배움카드 한도가 얼마예요?"
    assert threading.active_count() < before + 50  # a turn more costs a thread of the pool, never one a tap
