"""Turns as HTML: what stands in them, what a crisis leaves out, and that no word becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Ask, Choice, Flag, Line, SignView, Status
from assistant.ui import panels
from assistant.ui.render import plain, turn
from assistant.ui.visit import Visit
from tests.assistant.ui.parts import CITATION, COURSE, LINES, OPENING, TODAY, answered

ALLOWED = {
    *("section", "p", "span", "article", "ul", "ol", "li", "b", "i", "sup", "button", "div", "h2", "h4", "small"),
    *("input", "a", "em", "q", "mark"),
}
PAYLOADS = [
    "<script>window.PWNED=1</script>",
    '<img src="https://evil.example/x.png" onerror="window.PWNED=1">',
    "<form action=https://evil.example><input name=id></form>",
    "<style>body{display:none}</style>",
    '" onmouseover="window.PWNED=1" x="',
    "[누르세요](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "</p></section><iframe src=//evil.example></iframe>",
    "${alert(1)} {{constructor}} {% raw %}",
]


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def assert_inert(html: str) -> None:
    for tag, attributes in Tags(html).tags:
        assert tag in ALLOWED, tag
        assert not any(name.startswith("on") or name in ("style", "src", "srcdoc", "action") for name in attributes)
        assert attributes.get("href", "#").startswith(("#", "https://", "tel:"))  # type: ignore[union-attr]


def everything(words: str) -> str:
    """A turn that holds `words` in every place that records or people can fill."""
    lines = tuple(replace(line, text=words) for line in LINES)
    citation = replace(CITATION, title=words, quote=words, url=words, heading_path=(words,))
    opening = replace(
        OPENING,
        title=words,
        employer=words,
        shift=words,
        url=words,
        sample=False,
        sme=SignView(True, words),
        flags=(Flag("money", words, ""),),
        skills=replace(OPENING.skills, required=(words,)),
    )
    course = replace(COURSE, title=words, institution=words, url=words, sample=False, teaches=(words,))
    ask = Ask("age", (), {"ko": words, "en": words}, (Choice(1, {"ko": words, "en": words}),))
    shown = answered(
        lines=lines, citations=(citation,), openings=(opening,), courses=(course,), asks=(ask,), suggestions=(words,)
    )
    shown.message = words
    return turn(shown, "ko", TODAY, last=True)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_injected_markup_stays_text(payload: str) -> None:
    assert_inert(everything(payload))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.sampled_from(PAYLOADS))
def test_no_text_whatever_becomes_markup(noise: str, payload: str) -> None:
    assert_inert(everything(noise + payload + noise))


def test_an_answer_has_its_parts_in_order() -> None:
    html = turn(answered(), "ko", TODAY, last=True)
    order = [
        html.index(mark) for mark in ('class="me"', 'class="lead"', 'class="points"', 'class="who"', 'class="acts"')
    ]
    assert order == sorted(order)
    assert html.index('data-say="어디서 신청해요?"') > order[-1]


def test_a_label_opens_its_citation_and_an_unknown_one_is_not_shown() -> None:
    lines = (Line("lead", "월 60만 원이에요.", (1, 7)),)
    html = turn(answered(lines=lines), "ko", TODAY, last=True)
    assert re.search(r'<button type="button" class="cite"[^>]*data-id="nesp/allowance-amount"', html)
    assert ">7<" not in html


def test_phone_numbers_of_offices_can_be_tapped() -> None:
    html = turn(answered(), "ko", TODAY, last=True)
    assert '<a href="tel:1350">1350</a>' in html
    steps = (Line("who", "국번 없이 132, 1577-1366에 물어보세요. 모두 1350원이에요."),)
    html = turn(answered(lines=steps), "ko", TODAY, last=True)
    assert 'href="tel:132"' in html
    assert 'href="tel:1577-1366"' in html
    assert 'href="tel:1350"' not in html


def test_a_fourth_detail_and_a_third_card_wait_on_a_phone() -> None:
    details = tuple(Line("detail", f"줄 {i}") for i in range(5))
    html = turn(answered(lines=details, openings=(OPENING,) * 5), "ko", TODAY, last=True)
    assert html.count('<li class="extra">줄') == 2
    assert html.count('<li class="extra"><article') == 3
    mixed = turn(answered(courses=(COURSE,) * 3, openings=(OPENING,) * 3), "ko", TODAY, last=True)
    assert [m == "<li><article" for m in re.findall(r"<li[^>]*><article", mixed)] == [
        True,
        False,
        False,
        True,
        False,
        False,
    ]


def test_a_crisis_is_the_lines_and_nothing_else() -> None:
    lines = (Line("warm", "이야기해 주셔서 고마워요."), Line("warm", "109는 24시간 열려 있어요."))
    shown = answered(Status.CRISIS, lines=lines, openings=(OPENING,), courses=(COURSE,))
    shown.message = ""
    html = turn(shown, "ko", TODAY, last=True)
    assert re.sub(r"<[^>]+>", "", html) == "이야기해 주셔서 고마워요.109는 24시간 열려 있어요."
    assert "<button" not in html
    assert 'href="tel:109"' in html
    visit = Visit(shown=[shown])
    assert panels.facts(visit) == panels.sources(visit) == ""


def test_only_the_last_turn_offers_what_to_ask_next() -> None:
    assert "data-say" not in turn(answered(), "ko", TODAY, last=False)


def test_a_turn_being_written_has_no_actions_and_says_so() -> None:
    shown = answered()
    shown.ending, shown.answer = "writing", None
    html = turn(shown, "ko", TODAY, last=True)
    assert "답을 찾고 있어요" in html
    assert "data-copy" not in html


def test_failures_are_words() -> None:
    shown = answered()
    shown.ending, shown.answer, shown.lines = "failed", None, ()
    for lang, words in (("ko", "문제가 생겼어요"), ("en", "Something went wrong")):
        assert words in turn(shown, lang, TODAY, last=True)  # type: ignore[arg-type]


def test_the_copied_text_carries_its_sources() -> None:
    text = plain(answered())
    assert text.splitlines()[0].endswith("[1]")
    assert "[1] 구직촉진수당은 얼마인가요 https://www.work24.go.kr/" in text
