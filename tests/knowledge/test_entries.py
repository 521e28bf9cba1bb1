"""Entries of the lexical index: which words a record is found by."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.entries import EntryMaker
from knowledge.taxonomy import load_taxonomy
from tests.knowledge.making import opening

BODY = (
    "가온테크는 부산에서 밸브를 만듭니다. 2026. 3. 2. 문을 열었습니다.\n"
    "[자격요건]\nㆍ파이썬, 엑셀, 도면 보기 경험이 있는 분\n- 급여: 월급 250만 원, 상여 1,000,000원\n(주말 근무 없음)"
)


class Noting:
    """Splits at white space, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def index_tokens(self, text: str) -> list[str]:
        self.asked.append(text)
        return ["k" + word for word in text.split()]


def made(analyser: Noting, *bodies: str) -> Iterator[list[str]]:
    maker = EntryMaker(analyser, load_taxonomy(), {})
    for body in bodies:
        before = len(analyser.asked)
        maker.opening(opening("o", "품질관리", employer="가온테크", body=body))
        yield analyser.asked[before:]


def test_a_body_is_analysed_by_the_pieces_that_repeat() -> None:
    first, second = made(Noting(), BODY, BODY.replace("ㆍ", "* ").replace("- ", "• ").replace("엑셀", "구매"))
    body = first[first.index("가온테크는 부산에서 밸브를 만듭니다.") :]
    assert body == [
        "가온테크는 부산에서 밸브를 만듭니다.", "2026. 3. 2. 문을 열었습니다.", "자격요건]", "파이썬", "엑셀",
        "도면 보기 경험이 있는 분", "급여", "월급 250만 원", "상여 1,000,000원", "(주말 근무 없음)",
    ]  # fmt: skip
    assert second == ["구매"]  # whatever stands in front of a line: what was read once is known


def test_each_piece_counts_though_it_was_analysed_once() -> None:
    maker = EntryMaker(Noting(), load_taxonomy(), {})
    entry = maker.opening(opening("o", "품질관리", employer="가온테크", body="밸브 조립\n밸브 조립"))
    assert [entry.tokens.count(token) for token in ("k품질관리", "k가온테크", "k밸브")] == [4, 1, 2]
