"""Names that look like a programme's but are none: a run of nouns that ends like one and whose parts never meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from knowledge.text.normalise import words

_ENDINGS: Final = tuple(
    words(
        "지원금 장려금 보조금 수당 바우처 적금 통장 계좌 카드 월급 배당금 패키지 공제 연금 장학금 급여 포인트 쿠폰 "
        "사업 제도 프로젝트 프로그램 아카데미 캠퍼스 트레이닝 대출"
    )
)
_RUN: Final = re.compile(r"[가-힣]{6,}")
_LEAST_NOUNS: Final = 3  # two nouns meet in too many honest questions (폐업지원금) to call them a name


class Strangers:
    """Knows which nouns stand side by side in the texts given, spaces left out."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = "\n".join("".join(text.split()) for text in texts)

    def find(self, text: str, nouns: Callable[[str], list[str]]) -> tuple[str, ...]:
        """The made-up names in `text`. `nouns` takes a run of Hangul apart."""
        found = []
        for run in _RUN.findall(text):
            if any(ending in run for ending in _ENDINGS):
                name = self._name(run, nouns(run))
                if name:
                    found.append(name)
        return tuple(found)

    def _name(self, run: str, nouns: list[str]) -> str:
        last = max((i for i, noun in enumerate(nouns) if noun.endswith(_ENDINGS)), default=-1)
        parts = nouns[: last + 1]
        name = "".join(parts)
        if len(parts) < _LEAST_NOUNS or not run.startswith(name):
            return ""
        return "" if any(one + other in self._known for one, other in pairwise(parts)) else name
