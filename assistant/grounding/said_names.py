"""Names and words of a sentence that its evidence doesn't know: invented programmes, employers, courses, places.

Three nets, coarse to fine: names with the look of a programme or a firm, anything quoted or capitalised, and every
other word that carries meaning, unless it is a plain connecting one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.grounding.said_plain import EN_NEUTRAL, KO_NEUTRAL, KO_SHORT_ACTS, MEASURES, OPPOSITES
from assistant.guards import fold_plain
from assistant.understanding.names import KnownTerms, unknown_names
from knowledge.base import Base
from knowledge.models import Lang
from knowledge.text.aliases import Mention

_QUOTED = re.compile(r"[‘“「『《〈\"'’]([^‘’“”「」『』《》〈〉\"']{2,40})[’”」』》〉\"'](?![a-z])")
_FIRM = re.compile(
    r"\(주\)\s?([가-힣A-Za-z0-9]+)|㈜\s?([가-힣A-Za-z0-9]+)|주식회사\s?([가-힣A-Za-z0-9]+)|"
    r"([가-힣A-Za-z0-9]{2,12}(?:전자|소프트|테크|테크놀로지|랩스|시스템즈?|산업|물산|로보틱스|솔루션즈?|네트웍스|정공|중공업|제약|바이오|"
    r"푸드|건설|은행|증권|대학교?|학원|재단|협회|공단|공사|연구원|진흥원|아카데미|스쿨|부트캠프|캠퍼스))(?![가-힣]{2,})"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#.&'-]*[A-Za-z0-9+#]|[A-Za-z]")
_CAPITAL = re.compile(r"(?<![\w'’])[A-Z][\w&'’-]*")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_ENDS = re.compile(r"(?:ings?|ed|es|s|ly|er|ers|'s|’s)$")
_ALWAYS_LATIN = frozenset("ai it sns pc ok".split())
_ALWAYS_CAPITAL = frozenset("I I'm I'd I'll I'll KRW Korea Korean Koreans Hangul AI IT OK".split())
_MONEY = re.compile(r"(?:수당|장려금|지원금|훈련비|allowance|bonus|payment)s?$", re.I)


class Vocabulary:
    """What a state of the base knows of words. Build once.

    `mentions` gives the names of the lexicon in a text as they are spelt, `stems` what carries meaning in Korean text.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        self.stems = lru_cache(maxsize=8_000)(self._stems)
        self.mentions = lru_cache(maxsize=8_000)(self._mentions)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        """Names of the library's lexicon in a text, as they are spelt."""
        return self._base.lexicon.find(text, fuzzy=False)

    def schemes(self, text: str) -> tuple[tuple[int, str], ...]:
        """Where a text names schemes, and their families. Names of money are left to those who know purses."""
        programmes = self._base.programmes
        found = (m for m in self.mentions(text) if m.kind in ("family", "programme") and not _MONEY.search(m.surface))
        return tuple((m.start, programmes[i].family if i in programmes else i) for m in found for i in m.ids[:1])

    def nouns(self, text: str) -> list[str]:
        """The nouns of a Korean text."""
        return self._base.analyser.nouns(text)

    def _stems(self, text: str) -> frozenset[str]:
        """What carries meaning in a Korean text: nouns, verbs and adjectives without their endings."""
        return frozenset(t[1:] for t in self._base.analyser.index_tokens(text) if t[0] == "k")


def stem(word: str) -> str:
    """A rough English stem: good enough to find a word again."""
    plain = word.lower().replace("’", "'")
    return (_ENDS.sub("", plain) if len(plain) > 4 else plain.rstrip("s")).rstrip("e")


def gist(text: str, lang: Lang, words: Vocabulary) -> frozenset[str]:
    """The stems of what a text says."""
    if lang == "ko":
        return words.stems(text)
    return frozenset(stem(w) for w in _ENGLISH.findall(text) if w.lower() not in EN_NEUTRAL)


def strange_name(text: str, cited: str, lang: Lang, words: Vocabulary, allowed: Iterable[str]) -> str | None:
    """The kind of name that stands in `text` but not in the evidence `cited`: `programme`, `name`, or None.

    `allowed` are ids of families that the evidence is about.
    """
    folded, families = fold_plain(cited), frozenset(allowed)
    spans = []
    for mention in words.mentions(text):
        if mention.kind in ("family", "programme", "lookalike"):
            own = any(i in families or i.rpartition("/")[0] in families for i in mention.ids)
            if not own and fold_plain(mention.surface) not in folded:
                return "programme"
            spans.append((mention.start, mention.end))
        elif mention.kind == "region" and not mention.risky and fold_plain(mention.surface) not in folded:
            return "place"
    if unknown_names(text, KnownTerms([cited]), spans):
        return "programme"
    for pattern in (_QUOTED, _FIRM):
        for match in pattern.finditer(text):
            name = next(g for g in match.groups() if g)
            if fold_plain(name) not in folded and name not in KO_NEUTRAL:
                return "name"
    return _strange_latin(text, folded, lang)


def _strange_latin(text: str, folded: str, lang: Lang) -> str | None:
    if lang == "ko":
        found = (m[0] for m in _LATIN.finditer(text))
        known = any(True for w in found if w.lower() not in _ALWAYS_LATIN and fold_plain(w) not in folded)
        return "name" if known else None
    for match in _CAPITAL.finditer(text):
        word = match[0].rstrip("'’")
        first = not re.search(r"\w", text[: match.start()]) or text[: match.start()].rstrip()[-1:] in ".!?:"
        follows = first and re.match(r"\s+[A-Z][a-z]", text[match.end() :])
        if (first and not follows) or word in _ALWAYS_CAPITAL or fold_plain(word) in folded:
            continue
        return "name"
    return None


def strange_words(text: str, cited: str, lang: Lang, words: Vocabulary) -> bool:
    """Whether the sentence speaks of anything the evidence doesn't, plain connecting words aside."""
    if lang == "en":
        whole = _ENGLISH.findall(cited.lower())
        there = frozenset([*whole, *(part for word in whole for part in word.split("-"))])
        have = {stem(w) for w in there}
        own = (w for w in dict.fromkeys(_ENGLISH.findall(text.lower())) if w not in EN_NEUTRAL and stem(w) not in have)
        # A longer form of the same word is known; one inside another ("employer" in "unemployment") is not.
        starts = (w[:5] if len(w) > 6 else w.rstrip("'’s") for w in own if len(w) > 2)
        return any(not any(word.startswith(start) for word in there) for start in starts)
    folded, known = fold_plain(cited), words.stems(cited)
    for word in words.stems(text) - known:
        if word in KO_NEUTRAL or any(c.isdigit() for c in word):
            continue
        if len(word) > 1 and fold_plain(word) not in folded:
            return True
        if len(word) == 1 and word in KO_SHORT_ACTS and not any(k.startswith(word) for k in known):
            return True
    return False


def strange_measure(text: str, cited: str) -> bool:
    """Whether the sentence says all, only, always, several, now ... where the evidence doesn't, or after for before."""
    if any(pattern.search(text) and not pattern.search(cited) for pattern in MEASURES):
        return True
    return any(
        one.search(text) and not one.search(cited) and other.search(cited)
        for pair in OPPOSITES
        for one, other in (pair, pair[::-1])
    )
