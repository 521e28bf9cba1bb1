"""Words can't become markup; addresses can't become anything but web addresses."""

from __future__ import annotations

import pytest

from assistant.ui.html import el, link, marked, strong

NASTY = "<img src=x onerror=alert(1)>\"'&"


def test_text_and_attributes_are_escaped() -> None:
    html = el("p", NASTY, title=NASTY, data_say=NASTY)
    assert "<img" not in html
    assert html.count("&lt;img") == 3
    assert 'title="&lt;img src=x onerror=alert(1)&gt;&#34;&#39;&amp;"' in html


def test_what_was_built_here_stays_markup() -> None:
    assert el("p", el("b", "1"), None, 2) == "<p><b>1</b>2</p>"


def test_attributes_left_out_or_bare() -> None:
    assert (
        el("button", "x", cls="chip", hidden=True, disabled=False, id=None) == '<button class="chip" hidden>x</button>'
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "/local", "", "http://[bad"],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert link(address, "열기") is None


def test_a_link_gives_nothing_away() -> None:
    html = link('https://www.work24.go.kr/a?b="c', "고용24")
    assert html is not None
    assert 'rel="noopener noreferrer"' in html
    assert '"c' not in html


def test_the_quoted_words_are_marked_and_still_escaped() -> None:
    assert marked("월 <b>60만 원</b>씩", "60만 원") == "월 &lt;b&gt;<mark>60만 원</mark>&lt;/b&gt;씩"
    assert marked("월 60만 원", "없는 말") == "월 60만 원"


def test_stars_are_bold_in_our_own_texts() -> None:
    assert strong("지금은 *예시*예요") == "지금은 <b>예시</b>예요"
