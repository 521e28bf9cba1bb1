"""Files on the pages: a résumé dropped into the chat, a document dropped by staff, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.assistant.test_resume_facts import RESUME
from tests.browser.conftest import OpenPage, PagedServices, ask, picture
from tests.browser.test_staff import enter
from tests.knowledge.notice import HTML, SLUG, TITLE

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"
# A file dragged over the page and let go, as the browser tells of it.
DROP = """([selector, name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector(selector).dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    path = tmp_path / "resume.txt"
    path.write_text(RESUME, encoding="utf-8")
    return path


@pytest.mark.parametrize(("width", "height"), [(1280, 860), (390, 844)])
def test_a_resume_becomes_facts_that_count_only_when_taken(
    open_page: OpenPage, resume: Path, width: int, height: int
) -> None:
    page = open_page(width, height)
    page.evaluate(DROP, ["body", "resume.txt", RESUME])
    page.wait_for_selector(".resume-facts li")
    shown = page.inner_text("#sheet")
    assert "파일은 남기지 않았어요" in shown
    assert "부산광역시 해운대구" in shown
    assert "010-1234" not in page.content()
    picture(page, f"resume-facts-{width}")
    page.get_by_label("SQL 빼기").click()
    page.get_by_role("button", name="내 정보에 담기").click()
    page.wait_for_selector("#sheet:not([open])", state="attached")
    page.wait_for_selector("#facts .fact >> text=군 복무 19개월", state="attached")
    facts = page.inner_text("#facts") if width > 1000 else page.locator("#facts").text_content() or ""
    assert "판다스" in facts
    assert page.locator("#facts").get_by_label("SQL 빼기").count() == 0
    if width < 1000:
        page.locator(".head-button.on-phone").click()
    picture(page, f"resume-taken-{width}")
    panel = page.locator("#sheet") if width < 1000 else page.locator("#facts")
    panel.get_by_label("판다스 빼기").click()
    page.wait_for_function("!document.querySelector('#facts').textContent.includes('판다스')")
    assert "파이썬" in (page.locator("#facts").text_content() or "")


def test_a_refused_resume_is_told_in_plain_words(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n0000")
    with page.expect_file_chooser() as chosen:
        page.locator("#facts [data-resume-file]").click()
    chosen.value.set_files(scan)
    page.wait_for_selector("#sheet [role=alert]")
    assert "글자가 없는 그림이에요" in page.inner_text("#sheet")
    picture(page, "resume-refused-1280")


def test_staff_see_what_a_document_becomes_before_it_counts(open_page: OpenPage, services: PagedServices) -> None:
    page = enter(open_page)
    open_documents(page)
    page.evaluate(DROP, ["[data-drop-zone]", "notice.html", HTML])
    page.wait_for_selector("[data-take]")
    shown = page.inner_text("[data-became]")
    assert TITLE in shown
    assert "새 조항 6" in shown
    assert SLUG not in {d.id for d in services.base.documents()}
    page.locator(".became summary", has_text="2/가/표1").click()
    page.wait_for_selector(".became td[rowspan='2']")
    picture(page, "staff-document-1280")
    page.get_by_role("button", name="이대로 넣기").click()
    page.wait_for_selector("text=넣었어요")
    page.wait_for_selector(f".documents code:has-text('{SLUG}')")
    picture(page, "staff-documents-1280")
    chat = open_page()
    answer = ask(chat, "주거비 지원 3구간 얼마예요")
    assert "3구간: 대상 중위소득 120% 이하, 지원금 월 12" in answer
    assert "추가된 문서" in answer
    chat.locator("#live .cite").first.click()
    chat.wait_for_selector("#sheet mark")
    assert chat.inner_text("#sheet .path") == f"{TITLE} › 2. 지원내용"
    assert "3구간" in chat.locator("#sheet mark").all_inner_texts()
    picture(chat, "document-answer-1280")


def test_staff_drop_on_a_phone_fits_its_width(open_page: OpenPage) -> None:
    page = enter(open_page)
    page.set_viewport_size({"width": 390, "height": 844})
    open_documents(page)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="파일 고르기").click()
    chosen.value.set_files(DOCUMENTS / "programme.hwpx")
    page.wait_for_selector("[data-take]")
    assert "예시고용진흥원 공고 제2026-31호" in page.inner_text("[data-became]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "staff-document-390")


def open_documents(page: Page) -> None:
    page.get_by_role("tab", name="문서").click()
    page.wait_for_selector("[data-drop-zone]")
