"""One search for names in one text. Pure; `aliases.Lexicon` is the way in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.text.edges import ends_name, ends_place, goes_on_about_place, lead_ins, particles
from knowledge.text.names import HARD, Mention, Name, NameTable, gaps_of
from knowledge.text.near import UNMISTAKABLE
from knowledge.text.normalise import fold_with_map, is_hangul, language, words

_NEARBY = 24  # characters: how far a word looks around itself
_STRETCH = 40  # characters searched for misspelt names at once; the time grows with the square
_FUZZY_REACH = 2_000  # a question has said what it is about by then
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\W*$")
_WORD_AFTER = re.compile(r"\W*([A-Za-z]+)")
# English words beside which an everyday word is the name of a skill or job.
_TRADE = words("""
    learn learning study studying teach course courses class classes training bootcamp certificate certification job
    jobs work career role position developer developers development engineer programmer programming coding language
    skill skills experience with using know use industry internship openings
""")
_CLINGING = frozenset("&+#'’-_@")
# Words and other schemes' names that are near a name of ours; the morpheme analyser knows many more words (`known`).
_COMMON = words("""
    국회 취업 내일 제도 카드 급여 취직 구직 실업 훈련 청년 장려금 지원금 계좌 적금 수당 도약 희망 패키지 직업훈련
    작업훈련 개발사 국민연금 취업자 실업자 구직자 신청자 훈련생 교육비 지원자 직장인 취업난 근로자 국가장학금 장학금
    체험형 청년층 취준생 내일채움 내일채움공제 청년내일채움공제 내일키움 내일키움통장
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
        if not self._whole(at, end, name):
            return 0
        if name.risky:
            return end if self._alone(at, end, name) else 0
        if not self._begins(at, name):
            return 0
        if is_hangul(name.key[-1]):
            return end if self._ends(end, name) else 0
        following = self.folded[end : end + 2] if end < len(self.folded) and not self.gaps[end] else ""
        if following[:1] == "s" and name.hangul == 0 and len(name.key) > 3 and self._free(end + 1):
            return end + 1  # an English plural
        return 0 if following and following[0].isascii() else end

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
            return True
        if not is_hangul(name.key[0]):
            return not self.folded[at - 1].isascii()
        if name.place or name.hangul < 3:
            return bool(self.reached[at])
        return True

    def _ends(self, end: int, name: Name) -> bool:
        rest = self._rest(end)
        if not rest or not is_hangul(rest[0]) or len(name.key) > (2 if name.unlike_words else 3):
            return True
        if ends_name(rest) or (name.place and ends_place(rest)):
            return True
        cuts = (0, *particles(rest))
        return any(len(n.key) > 1 and not n.risky for cut in cuts if cut < len(rest) for n in self.spelt[end + cut])

    def _alone(self, at: int, end: int, name: Name) -> bool:
        """Say whether a risky name stands as a word of its own.

        Behind a place only what says "there" may follow (고양에서, but not 고양이), behind Latin letters a particle.
        """
        start, stop = self.spans[at][0], self.spans[end - 1][1]
        latin, rest = name.key.isascii(), self._rest(end)
        if self._clings(start - 1, -1) or self._clings(stop, 1):
            return False
        if not self.gaps[at] and not (latin and len(name.key) > 1 and is_hangul(self.folded[at - 1])):
            return False
        if rest and not (name.place and ends_place(rest)):
            return latin and is_hangul(rest[0]) and ends_name(rest)
        if name.place and not rest and not self._among_places(at, end):
            return False
        return not (latin and self.english) or self._meant(start, stop, name)

    def _among_places(self, at: int, end: int) -> bool:
        """Say whether a place is all that was said, or a place stands before it or speaks for it after."""
        if end - at == len(self.folded) or goes_on_about_place(self.folded[end:]):
            return True
        nearby = range(max(0, at - _NEARBY), at)
        return any(n.place and before + len(n.key) == at for before in nearby for n in self.spelt[before])

    def _clings(self, offset: int, step: int) -> bool:
        """Say whether the character beside a word makes it part of something else: R&D, C-level, work.go.kr."""
        beside, beyond = self._char(offset), self._char(offset + step)
        return beside in _CLINGING or (beside == "." and beyond.isalnum())

    def _char(self, offset: int) -> str:
        return self.text[offset] if 0 <= offset < len(self.text) else " "

    def _meant(self, start: int, stop: int, name: Name) -> bool:
        """Say whether an English word is used as a name: "go" is the verb, "Go" and "go developer" the language."""
        left, right = self.text[max(0, start - _NEARBY) : start], self.text[stop : stop + _NEARBY]
        before, after = _WORD_BEFORE.search(left), _WORD_AFTER.match(right)
        beside = {match.group(1).lower() for match in (before, after) if match}
        return bool(beside & _TRADE) or (before is not None and self.text[start:stop] == name.surface)

    def _rest(self, end: int) -> str:
        """Return what is left of the run of letters after a name."""
        return self.folded[end : self.run_end[end - 1]]

    def _misspelt(self) -> Iterator[tuple[int, int, Name, int]]:
        """Yield misspelt names in the stretches that nothing was found in."""
        at, size = 0, min(len(self.folded), _FUZZY_REACH)
        while at < size:
            end = at
            while end < min(size, at + _STRETCH) and not self.taken[end] and (end == at or self.gaps[end] != HARD):
                end += 1
            if end - at == _STRETCH:
                end = max((cut for cut in range(at + 1, end) if self.gaps[cut]), default=end)
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
            ties = near.find(run, starts, lambda start, end: self._allowed(first + start, first + end))
            names = [self.table[tie.word] for tie in ties]
            if not ties or any(name.ids != names[0].ids for name in names):
                return
            at, end = first + ties[0].start, first + ties[0].end
            self._take(at, end)
            yield at, end, names[0], ties[0].distance
            starts = [start for start in starts if not at <= first + start < end]

    def _allowed(self, at: int, end: int) -> int:
        """Return how many jamo may be wrong in a span for it to be taken for a misspelt name; -1 if it can't be one."""
        if any(self.taken[at:end]) or HARD in self.gaps[at + 1 : end] or self.folded[at:end] in _COMMON:
            return -1
        apart = any(self.gaps[at + 1 : end])
        if end - at < 5 and (apart or not ends_name(self._rest(end))):
            return -1
        typed = self.text[self.spans[at][0] : self.spans[end - 1][1]]
        if end - at < UNMISTAKABLE and self.table.near.is_real(typed):
            return -1
        return 0 if apart else UNMISTAKABLE  # across spaces every second noun is near some name
