"""One search for names in one text. Pure; `aliases.Lexicon` is the way in."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.text.edges import ends_name, ends_place, lead_ins, particles
from knowledge.text.names import HARD, Mention, Name, NameTable, gaps_of
from knowledge.text.normalise import fold_with_map, is_hangul, language, words

_CLINGING = frozenset("&+#'’-_")  # beside one of these a single letter is part of something else (R&D, C-level)
# Words near a name that are words of their own; the morpheme analyser knows many more (`known`).
_COMMON = words("""
    국회 취업 내일 제도 카드 급여 취직 구직 실업 훈련 청년 장려금 지원금 계좌 적금 수당 도약 희망 패키지 직업훈련
    작업훈련 개발사 국민연금 취업자 실업자 구직자 신청자 훈련생 교육비 지원자 직장인 취업난 근로자 국가장학금 장학금
    체험형 청년층 취준생
""")


class Scan:
    """One text being searched: its folded form, what separates its characters, and what was found in it."""

    def __init__(self, table: NameTable, text: str) -> None:
        self.table, self.text = table, text
        self.folded, self.spans = fold_with_map(text)
        self.gaps = gaps_of(text, self.spans)
        self.english = language(text) == "en"
        size = len(self.folded)
        self.run_end = [size] * (size + 1)
        for at in range(size - 1, -1, -1):
            self.run_end[at] = at + 1 if self.gaps[at + 1] else self.run_end[at + 1]
        self.spelt = [list(table.names_at(self.folded, at)) for at in range(size)]
        self.reached = self._reach()
        self.taken = bytearray(size)

    def mentions(self, fuzzy: bool) -> tuple[Mention, ...]:
        fitting = [
            (at, end, name) for at, names in enumerate(self.spelt) for name in names if (end := self._fits(at, name))
        ]
        fitting.sort(key=lambda found: (-len(found[2].key), found[0]))
        chosen = [(at, end, name, 0) for at, end, name in fitting if self._take(at, end)]
        if fuzzy:
            chosen += self._misspelt()
        chosen.sort(key=lambda found: found[0])
        return tuple(self._mention(*found, kind) for found in chosen for kind in found[2].ids)

    def _mention(self, at: int, end: int, name: Name, distance: int, kind: str) -> Mention:
        start, stop = self.spans[at][0], self.spans[end - 1][1]
        return Mention(kind, name.ids[kind], self.text[start:stop], start, stop, name.surface, distance, name.risky)

    def _take(self, at: int, end: int) -> bool:
        if any(self.taken[at:end]):
            return False
        self.taken[at:end] = b"\x01" * (end - at)
        return True

    def _reach(self) -> bytearray:
        """Mark the offsets at which a word may begin although letters stand before it: behind openers, names and
        their particles, and where the script changes."""
        reached = bytearray(len(self.folded) + 1)
        for at in range(len(self.folded)):
            run = self.folded[at : self.run_end[at]]
            if self.gaps[at]:
                reached[at] = 1
                for size in lead_ins(run):
                    reached[at + size] = 1
            elif is_hangul(self.folded[at]) != is_hangul(self.folded[at - 1]):
                reached[at] = 1
            if reached[at]:
                for name in self.spelt[at]:
                    if len(name.key) > 1 and not name.risky:
                        end = at + len(name.key)
                        reached[end] = 1
                        for size in particles(self.folded[end : self.run_end[at]]):
                            reached[end + size] = 1
        return reached

    def _fits(self, at: int, name: Name) -> int:
        """Return where the name ends if it really stands here, else 0."""
        end = at + len(name.key)
        if not self._whole(at, end, name) or not self._begins(at, name):
            return 0
        if is_hangul(name.key[-1]):
            return end if self._ends(end, name) else 0
        following = self.folded[end : end + 2] if end < len(self.folded) and not self.gaps[end] else ""
        if following[:1] == "s" and name.hangul == 0 and len(name.key) > 3 and self._free(end + 1):
            return end + 1  # an English plural
        if following and (following[0].isascii() or name.risky):
            return 0
        if name.risky and self._clings(self.spans[end - 1][1]):
            return 0
        return end

    def _free(self, end: int) -> bool:
        return end >= len(self.folded) or bool(self.gaps[end]) or not self.folded[end].isascii()

    def _whole(self, at: int, end: int, name: Name) -> bool:
        """Say whether the characters belong together: no sentence break inside, no word break that changes it."""
        longest = 4 if name.hangul else 6
        for inner in range(at + 1, end):
            gap = self.gaps[inner]
            if gap == HARD or (gap and inner - at not in name.gaps and len(name.key) < longest):
                return False
        return True

    def _begins(self, at: int, name: Name) -> bool:
        if self.gaps[at]:
            return not (name.risky and self._clings(self.spans[at][0] - 1)) and self._case_right(at, name)
        before = self.folded[at - 1]
        if not is_hangul(name.key[0]):
            return not before.isascii() and not name.risky
        if not is_hangul(before):
            return not name.risky
        if name.risky or name.place or name.hangul < 3:
            return bool(self.reached[at]) and not name.risky
        return True

    def _case_right(self, at: int, name: Name) -> bool:
        """Say whether a risky Latin name is typed as a name: "go" in an English sentence is the verb."""
        if not (name.risky and self.english and name.key.isascii()):
            return True
        start, stop = self.spans[at][0], self.spans[at + len(name.key) - 1][1]
        return self.text[start:stop] == name.surface

    def _ends(self, end: int, name: Name) -> bool:
        rest = self.folded[end : self.run_end[end - 1]]
        if name.risky:
            alone = not rest and not self._clings(self.spans[end - 1][1])
            return alone or (name.place and ends_place(rest))
        if not rest or not is_hangul(rest[0]) or len(name.key) > 2:
            return True
        if ends_name(rest) or (name.place and ends_place(rest)):
            return True
        cuts = (0, *particles(rest))
        return any(len(n.key) > 1 and not n.risky for cut in cuts if cut < len(rest) for n in self.spelt[end + cut])

    def _clings(self, offset: int) -> bool:
        return 0 <= offset < len(self.text) and self.text[offset] in _CLINGING

    def _misspelt(self) -> Iterator[tuple[int, int, Name, int]]:
        """Yield misspelt names in the stretches that nothing was found in."""
        at = 0
        while at < len(self.folded):
            end = at
            while end < len(self.folded) and not self.taken[end] and (end == at or self.gaps[end] != HARD):
                end += 1
            if end - at >= 2:
                yield from self._misspelt_in(at, end)
            at = max(end, at + 1)

    def _misspelt_in(self, first: int, last: int) -> Iterator[tuple[int, int, Name, int]]:
        near, run = self.table.near, self.folded[first:last]
        for at in range(first, last):
            if self.gaps[at] and run[at - first].isascii():
                word = self.folded[at : min(self.run_end[at], last)]
                found = near.latin(word) if word.isascii() else None
                if found and self._take(at, at + found.end):
                    yield at, at + found.end, self.table[found.word], found.distance
        starts = [at - first for at in range(first, last) if self.reached[at] and not self.taken[at]]
        while starts:
            ties = near.find(run, starts, lambda start, end: self._may_be_misspelt(first + start, first + end))
            names = [self.table[tie.word] for tie in ties]
            if not ties or any(name.ids != names[0].ids for name in names):
                return
            at, end = first + ties[0].start, first + ties[0].end
            self._take(at, end)
            yield at, end, names[0], ties[0].distance
            starts = [start for start in starts if not at <= first + start < end]

    def _may_be_misspelt(self, at: int, end: int) -> bool:
        rest = self.folded[end : self.run_end[end - 1]]
        if any(self.taken[at:end]) or HARD in self.gaps[at + 1 : end]:
            return False
        if end - at < 5 and (any(self.gaps[at + 1 : end]) or not ends_name(rest)):
            return False
        return self.folded[at:end] not in _COMMON
