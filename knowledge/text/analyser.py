"""Korean and English text → index tokens. The only file that knows kiwipiepy.

Three kinds of token go into one index, told apart by their first letter: ``k`` morphemes that carry meaning, ``b``
character bigrams (they find what the analyser cut differently, and misspelt words), ``w`` Latin words with a light
stem. All count the same: weighting the bigrams down changed nothing that could be told from noise.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge.text.latin import latin_tokens
from knowledge.text.normalise import clean, is_hangul, words

if TYPE_CHECKING:
    from kiwipiepy import Kiwi  # type: ignore[import-untyped, unused-ignore]

log = logging.getLogger(__name__)

_QUERY_TYPOS = "basic_with_continual"
_CONTENT = frozenset({"NNG", "NNP", "NR", "VV", "VA", "XR", "SH"})
_NOUNS = frozenset({"NNG", "NNP", "XR"})
_PARTS = _NOUNS | {"MAG", "VV", "VA"}
_AFFIXES = frozenset({"XSN", "XPN", "XSV", "XSA", "VCP", "VX"})
# Verbs and adjectives that stand in almost every sentence.
_STOP_STEMS = words("하 되 있 없 이 아니 같 않 그러 이러 어떻 그렇 이렇 싶 어떡하 어떻하 어쩌 어찌하")
_STOP_NOUNS = words("경우 정도 혹시 이번 때문 무엇 여부")
_LATIN = re.compile(r"[a-z][a-z0-9+#.]*[a-z0-9+#]|[a-z]")
_HANGUL_RUN = re.compile(r"[가-힣]+")
_COMPOUND_LENGTH = 4  # shorter words are rarely compounds, and their halves are covered by bigrams
_COMPOUND_LONGEST = 24  # what is longer is no word
_LONGEST_TOKEN = 64  # characters; a longer run of letters is noise that an index would only choke on
_PART_CACHE = 20_000


class _Piece(NamedTuple):
    """A morpheme: its form without spaces, its bare tag, and where it stands."""

    form: str
    tag: str
    start: int
    end: int


class Analyser:
    """Turns text into index tokens, with the library's own words known to the morpheme analyser.

    `words` are names and aliases that must come out whole (국취제 would fall apart otherwise). Building costs one to
    five seconds and half a gigabyte once per process and set of words, on first use or through `warm`. Safe to use
    from several threads. `kiwi` turns False when kiwipiepy can't be loaded: bigrams and Latin words remain.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = frozenset(filter(None, map(_user_word, words)))
        self._engine: Kiwi | None = None
        self._lock = threading.Lock()
        self._parts = lru_cache(maxsize=_PART_CACHE)(self._split)
        self.kiwi = True

    def warm(self) -> bool:
        """Load the analyser now, so that the first question doesn't wait for it; False if it can't be loaded."""
        return self._load() is not None

    def index_tokens(self, text: str) -> list[str]:
        """Return the tokens of a document in order, with repeats (term frequency counts). None holds white space."""
        return self._tokens(text, typos=None)

    def query_tokens(self, text: str) -> list[str]:
        """Return the tokens of a query: as `index_tokens`, with everyday misspellings read as what was meant."""
        return self._tokens(text, typos=_QUERY_TYPOS)

    def nouns(self, text: str) -> list[str]:
        """Return the nouns of the text in order, compounds whole, Latin words as typed in lower case."""
        text = clean(text).lower()
        hangul = [p for p in self._pieces(text, None) if p.tag in _NOUNS and _carries_meaning(p)]
        inside = {i for piece in hangul for i in range(piece.start, piece.end)}
        latin = [(m.start(), m.group()) for m in _LATIN.finditer(text) if m.start() not in inside]
        return [form for _, form in sorted(latin + [(p.start, p.form) for p in hangul])]

    def is_word(self, text: str) -> bool:
        """Say whether the text is made of dictionary words as they stand, so that it needs no repair."""
        engine = self._load()
        if engine is None:
            return False
        return _made_of_words(engine.tokenize(clean(text).lower()), self._words)

    def _tokens(self, text: str, typos: str | None) -> list[str]:
        text = clean(text).lower()
        pieces = self._pieces(text, typos)
        tokens: list[str] = []
        number = ""
        for piece in pieces:
            if piece.tag == "SN":
                number += piece.form.replace(",", "")
                tokens.append("k" + piece.form.replace(",", ""))
                continue
            if number and piece.tag in ("NR", "NNB"):
                number += piece.form
                if piece.tag == "NNB":
                    tokens.append("k" + number)
                    number = ""
                continue
            number = ""
            if _carries_meaning(piece):
                tokens.append("k" + piece.form)
                if piece.tag in _NOUNS and _COMPOUND_LENGTH <= len(piece.form) <= _COMPOUND_LONGEST:
                    tokens += ["k" + part for part in self._parts(piece.form)]
        tokens += _bigrams(text, pieces) + latin_tokens(text)
        return [token for token in tokens if len(token) <= _LONGEST_TOKEN]

    def _pieces(self, text: str, typos: str | None) -> list[_Piece]:
        engine = self._load()
        if engine is None or not text:
            return []
        found = engine.tokenize(text, typos=typos) if typos else engine.tokenize(text)
        return [
            _Piece("".join(t.form.split()), t.tag.partition("-")[0], t.start, t.start + max(t.len, 1)) for t in found
        ]

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the words inside a compound, itself left out; inner user words come apart in turn.

        Nothing where they would cover less than two thirds of it: then it is no compound but a word cut to pieces.
        """
        engine = self._load()
        if engine is None:
            return ()
        found: list[str] = []
        covered = 0
        # A bare word of the list is read as word/TAG: one with a slash (UI/UX디자이너) can only stand with its tag.
        blocked: list[str | tuple[str, str]] = [(word, "NNP")] if "/" in word else [word, (word, "NNP")]
        for token in engine.tokenize(word, blocklist=blocked):
            form, tag = "".join(token.form.split()), token.tag.partition("-")[0]
            if tag in _PARTS and 1 < len(form) < len(word):
                found.append(form)
                covered += token.len
                if tag in _NOUNS and len(form) >= _COMPOUND_LENGTH:
                    found += self._split(form)
        hangul = sum(len(run) for run in _HANGUL_RUN.findall(word))
        return tuple(found) if covered * 3 >= hangul * 2 else ()

    def _load(self) -> Kiwi | None:
        if self._engine is None and self.kiwi:
            with self._lock:
                if self._engine is None and self.kiwi:
                    try:
                        self._engine = _engine(self._words)
                    except (ImportError, OSError, RuntimeError) as error:
                        self.kiwi = False
                        log.warning("kiwipiepy can't be loaded (%s); searching goes on with character bigrams", error)
        return self._engine


_ENGINE_LOCK = threading.Lock()


def _engine(words: frozenset[str]) -> Kiwi:
    with _ENGINE_LOCK:  # two analysers built at once must not pay for the model twice
        return _built(words)


@lru_cache(maxsize=2)
def _built(words: frozenset[str]) -> Kiwi:
    # Start-up cost: loading the package takes long, and its model seconds.
    from kiwipiepy import Kiwi  # type: ignore[import-untyped, unused-ignore]

    engine = Kiwi()
    for word in sorted(words):
        engine.add_user_word(word, "NNP")
    # Both tables are built on first use; without this the first question pays for them.
    engine.tokenize("준비")
    engine.tokenize("준비", typos=_QUERY_TYPOS)
    return engine


def _user_word(word: str) -> str:
    """Return the word as the dictionary takes it, or nothing where the analyser would be worse off knowing it."""
    word = " ".join(clean(word).lower().split())
    hangul = sum(len(run) for run in _HANGUL_RUN.findall(word))
    return word if hangul and len(word) >= 2 and not word[0].isdigit() else ""


def _carries_meaning(piece: _Piece) -> bool:
    if piece.tag not in _CONTENT:
        return False
    if piece.tag in ("VV", "VA"):
        return piece.form not in _STOP_STEMS
    return piece.form not in _STOP_NOUNS and not all("ㄱ" <= c <= "ㅣ" for c in piece.form)


def _bigrams(text: str, pieces: Sequence[_Piece]) -> list[str]:
    """Return the character bigrams of each Hangul run, without the particles and endings it trails off in.

    "합니다" and "에서는" end so many words that their bigrams only blur the ranking; inside a word they stay, because
    there the analyser may be the one who is wrong. Words of one syllable have no bigram; only where nothing was
    analysed do they stand for themselves.
    """
    meaning = bytearray(b"\x01" * len(text)) if not pieces else bytearray(len(text))
    for piece in pieces:
        if piece.tag[0] not in "JE" and piece.tag not in ("VCP", "XSV", "XSA", "VX"):
            meaning[piece.start : piece.end] = b"\x01" * (min(piece.end, len(text)) - piece.start)
    found: list[str] = []
    for run in _HANGUL_RUN.finditer(text):
        start, end = run.span()
        while end > start and not meaning[end - 1]:
            end -= 1
        word = text[start:end]
        found += ["b" + word[i : i + 2] for i in range(len(word) - 1)]
        if len(word) == 1 and not pieces:
            found.append("b" + word)
    return found


def _made_of_words(tokens: Iterable[Any], own: frozenset[str]) -> bool:
    """Say whether each token is a known word of two or more syllables, or an affix, particle or ending after one.

    Proper names count only if they are our `own`: the dictionary holds so many that most misspellings are one. Nor
    does a particle that is a bare consonant, which is how 취업지윈 would pass as 취업 지위는, nor a bound noun in the
    middle (취업 지 언제).
    """
    after_word = bound = False
    for token in tokens:
        tag = token.tag.partition("-")[0]
        if token.oov or (tag[0] == "J" and not is_hangul(token.form)):
            return False
        if bound and tag[0] not in "JEV":
            return False
        bound = tag == "NNB"
        if tag[0] in "JE" or tag in _AFFIXES or tag in ("SN", "NNB", "SL"):
            continue
        if len(token.form) < 2 or (tag == "NNP" and token.form not in own):
            return False
        after_word = True
    return after_word
