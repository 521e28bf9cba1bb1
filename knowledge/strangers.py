"""Names that look like a programme's but are none: they end like one, and their parts hardly ever stand together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
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
_LEAST_PARTS: Final = 3  # two words meet in too many honest questions (폐업지원금) to call them a name


class Strangers:
    """Knows which words stand side by side in the texts given, spaces left out."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = "\n".join("".join(text.split()) for text in texts)

    def find(self, text: str, words_in: Callable[[str], Collection[str]]) -> tuple[str, ...]:
        """The made-up names in `text`. `words_in` gives words that a run of Hangul may be made of, in any order."""
        found = []
        for run in _RUN.findall(text):
            if any(ending in run for ending in _ENDINGS):
                name = self._name(_tiles(run, words_in(run)))
                if name:
                    found.append(name)
        return tuple(found)

    def _name(self, parts: Sequence[str]) -> str:
        last = max((i for i, part in enumerate(parts) if part.endswith(_ENDINGS)), default=-1)
        parts = parts[: last + 1]
        met = sum(1 for one, other in pairwise(parts) if one + other in self._known)
        return "".join(parts) if len(parts) >= _LEAST_PARTS and met * 2 < len(parts) - 1 else ""


def _tiles(run: str, found: Collection[str]) -> list[str]:
    """The words that follow one another from the beginning of `run`, each the shortest of two syllables or more."""
    tiles: list[str] = []
    at = 0
    while fitting := [word for word in found if len(word) > 1 and run.startswith(word, at)]:
        tiles.append(min(fitting, key=len))
        at += len(tiles[-1])
    return tiles
