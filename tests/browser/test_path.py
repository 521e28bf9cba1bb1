"""내 길 찾기 in a real browser: from the button to a way on a phone, and what can be done with it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, ask, picture, wait_for_answer

TAPS = ("스마트공장·제조", "창원", "25살", "고등학교예요", "6개월 넘었어요")


def tap(page: Page, selector: str) -> None:
    turns = page.locator(".turn").count()
    page.click(selector)
    wait_for_answer(page, turns + 1)


def names(page: Page) -> list[list[str]]:
    """What stands at each stop of the way, without the marks of its sources."""
    return [re.sub(r"(§|\d+)(?=\n|$)", "", text).split() for text in page.locator("#live .way:visible .stop").all_inner_texts()]


def walk(page: Page, name: str = "") -> int:
    """The whole flow; returns how many taps and messages it took."""
    tap(page, ".way-start")
    done = 1
    for answer in TAPS:
        if name:
            page.wait_for_timeout(500)
            picture(page, f"path-{name}-question-{done}")
        chip = f'#live .asked .chip:text-is("{answer}")'
        if page.locator(chip).count():
            tap(page, chip)
        else:
            ask(page, answer)
        done += 1
    page.wait_for_selector("#live .way .stop")
    return done


@pytest.mark.parametrize("width", [390, 1280])
def test_someone_in_changwon_reaches_a_way_in_at_most_eight_taps(open_page: OpenPage, width: int) -> None:
    page = open_page(width, 844 if width == 390 else 900, has_touch=width == 390)
    assert page.locator(".way-start").is_visible()
    assert not page.locator(".way-find").is_visible()  # the welcome has its own
    assert walk(page, str(width)) <= 8
    stops = page.locator("#live .way:visible .stop")
    assert stops.first.get_attribute("data-stop") == "now"
    assert stops.last.get_attribute("data-stop") == "openings"
    assert {"course"} <= {s.get_attribute("data-stop") for s in stops.all()}
    boxes = [s.bounding_box() for s in stops.all()]
    xs, ys = [round(b["x"]) for b in boxes if b], [round(b["y"]) for b in boxes if b]
    assert len(set(xs if width == 390 else ys)) == 1  # a column on a phone, a row else
    assert ys == sorted(ys)
    assert xs == sorted(xs)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll('#live .way-acts button, .way-tabs button, summary, .way-find')]
        .filter(e => e.offsetParent && (e.offsetHeight < 44 || e.offsetWidth < 44)).map(e => e.outerHTML.slice(0, 90))"""
    )
    assert small == []
    page.evaluate("document.querySelector('#live .turn').scrollIntoView()")
    picture(page, f"path-{width}-way")
    page.screenshot(path=f"tests/browser/artefacts/path-{width}-whole.png", full_page=True)


def test_a_stop_opens_its_source_and_its_course(open_page: OpenPage) -> None:
    page = open_page()
    walk(page)
    page.click("#live .stop[data-stop^=programme] .cite >> nth=0")
    page.wait_for_selector("dialog[open] .look")
    page.keyboard.press("Escape")
    course = page.inner_text("#live .stop[data-stop=course] .plain >> nth=0").strip()
    page.click("#live .stop[data-stop=course] .plain >> nth=0")
    page.wait_for_selector("dialog[open] .look")
    assert course in page.inner_text("dialog .look")


def test_a_way_that_was_kept_comes_back_drawn_for_today(open_page: OpenPage) -> None:
    page = open_page(390, 844)
    page.click("[data-open=facts]:visible")
    page.click("dialog [data-act=keep]")
    page.wait_for_selector('#mine [aria-checked="true"]', state="attached")
    page.keyboard.press("Escape")
    walk(page)
    before = names(page)
    page.wait_for_function("localStorage.getItem('ieum.conversation')?.includes('창원')")
    page.reload()
    page.click("[data-act=resume]")
    page.wait_for_selector("#live .way .stop")
    assert names(page) == before
    swap = page.locator("#live .way:visible .swap").first
    swap.locator("summary").click()
    tap(page, "#live .way:visible .swap-list .chip >> nth=0")
    assert page.locator("#live .way:visible .stop[data-stop=course]").count() == 1


def test_other_ways_are_a_tab_away_and_can_be_compared(open_page: OpenPage) -> None:
    page = open_page(390, 844)
    tap(page, ".way-start")
    for answer in ("사무·회계", "서울", "25살", "고등학교예요", "6개월 넘었어요"):
        tap(page, f'#live .asked .chip:text-is("{answer}")')
    tabs = page.locator("#live [role=tab]")
    assert tabs.count() >= 2
    shown = page.locator("#live .way:visible")
    before = shown.inner_text()
    tabs.nth(1).click()
    assert shown.count() == 1
    assert shown.inner_text() != before
    page.keyboard.press("ArrowLeft")
    assert shown.inner_text() == before
    assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
    page.click("#live .way-beside > summary")
    columns = page.locator("#live .beside > section")
    assert columns.count() == min(tabs.count(), 3)
    assert "내가 낼 돈" in page.inner_text("#live .beside")
    tops = [box["y"] for i in range(columns.count()) if (box := columns.nth(i).bounding_box())]
    assert tops == sorted(set(tops)), "stacked on a phone"
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.evaluate("document.querySelector('#live .way-beside').scrollIntoView({block: 'center'})")
    picture(page, "path-390-compare")


def test_the_tab_chosen_survives_a_repaint_and_a_course_is_swapped_in_one_tap(open_page: OpenPage) -> None:
    page = open_page(390, 844)
    walk(page)
    tabs = page.locator("#live [role=tab]")
    if tabs.count() > 1:
        tabs.nth(1).click()
        page.evaluate("window.scrollTo(0, 0)")
        page.click("[data-lang-to=en]")
        page.wait_for_selector("html[lang=en]")
        assert tabs.nth(1).get_attribute("aria-selected") == "true"
        page.click("[data-lang-to=ko]")
        page.wait_for_selector("html[lang=ko]")
    swap = page.locator("#live .way:visible .swap").first
    swap.locator("summary").click()
    tap(page, "#live .way:visible .swap-list .chip >> nth=0")
    assert page.locator("#live .stop[data-stop=course]").count() >= 1


def test_it_can_be_copied_saved_and_printed(open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    walk(page)
    page.click("#live .way:visible [data-copy]")
    page.wait_for_selector("#toast.on")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("내 길")
    assert "신청 마감" in copied
    assert "25살" not in copied
    with page.expect_download() as download:
        page.click("#live .way:visible [data-way-ics]")
    assert download.value.suggested_filename.endswith(".ics")
    raw = download.value.path().read_bytes().decode("utf-8")
    assert raw.startswith("BEGIN:VCALENDAR\r\n")
    assert raw.count("BEGIN:VEVENT") >= 2
    assert not re.search("25살|창원", raw.replace("\r\n ", "").split("DESCRIPTION")[0])
    page.evaluate("window.print = () => {}")
    page.click("#live .way:visible [data-way-print]")
    page.emulate_media(media="print")
    printed = page.inner_text("body").strip()
    assert printed.startswith("내 길")
    assert "담당 기관이 정해요" in printed
    assert "무엇이든" not in printed
    assert not page.locator(".me").first.is_visible()
    page.screenshot(path="tests/browser/artefacts/path-print.png", full_page=True)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#way-page").count() == 0
    assert page.locator("#live .way:visible").count() == 1


def test_the_button_beside_the_input_takes_it_up_again(open_page: OpenPage) -> None:
    page = open_page(390, 844)
    ask(page, "창원 사는 25살이에요. 국취제 얼마 받아요?")
    find = page.locator(".way-find")
    assert find.is_visible()
    assert find.inner_text().strip() == "내 길 찾기"
    tap(page, ".way-find")
    assert "다시 묻지 않을게요" in page.inner_text("#live .bot")
    assert page.locator('#live .asked .chip:text-is("스마트공장·제조")').count() == 1


def test_in_english_too(open_page: OpenPage) -> None:
    page = open_page(locale="en-US")
    tap(page, ".way-start")
    for answer in ("Office work and accounting", "Seoul", "25 years old", "High school", "6 months or more"):
        tap(page, f'#live .asked .chip:text-is("{answer}")')
    assert "Programme" in page.inner_text("#live .path >> nth=0")
    assert "You pay" in page.inner_text("#live .path >> nth=0")
    picture(page, "path-1280-english")
