"""What the words of a query come to: the text put right, the tokens to search, and what a find should cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Final

from knowledge.entries import node_token
from knowledge.models import Family, Kind, Programme, Query
from knowledge.strangers import Strangers
from knowledge.taxonomy import Occupation, Skill, Taxonomy
from knowledge.text.aliases import Lexicon, Mention
from knowledge.text.analyser import Analyser
from knowledge.text.normalise import clean, words
from knowledge.text.typos import Speller

LONGEST: Final = 600  # characters of a query that are read; a longer one repeats itself or isn't a question
MOST_TERMS: Final = 120  # different tokens searched for

# How much a token of each kind weighs when asking what a find covers. Bigrams come several to a word.
_COVER: Final[Mapping[str, float]] = {"k": 1.0, "w": 1.0, "b": 0.5}
_NAME_COVER: Final = 2.0  # a name stands for all its words
_STRANGER_COVER: Final = 4.0  # a made-up name is what the whole question is about
_NUMBER_COVER: Final = 0.3  # a bare number stands in many sections and means something else in each
_PLACE_COVER: Final = 0.3  # where somebody lives says little about which section answers
_NAME_TERM: Final[Mapping[str, float]] = {
    "family": 1.0, "programme": 1.0, "topic": 0.5, "skill": 2.0, "occupation": 2.0,
}  # fmt: skip
_MEANT_TERM: Final = 1.0
_OFFICIAL_TERM: Final = 0.25  # words of the official name, when an alias was typed

# Words that say that something is asked, not what: no find is the better for holding them.
_ASKING: Final = words(
    "그것 그거 그건 그게 이거 이건 저거 거기 누구 몇 오늘 내일 지금 요즘 얼마 얼마나 언제 어디 어때 "
    "어떻게 어떤 무슨 뭐 왜 방법 추천 알리다 알려 가르치다 궁금 질문 말 얘기 사람 시간 진짜 제발 그냥 "
    "혹시 안녕 고맙다 사랑 부탁 what how when where who tell know today people please best thing good"
)
_LOOKING: Final = words(
    "채용 공고 일자리 구인 모집 취업 취직 구직 회사 직장 직무 일 자리 과정 훈련 교육 강의 수업 학원 "
    "배우다 배울 수강 듣다 들을 국비 곳 데 찾다 구하다 있다 가능 근처 지역 "
    "job jobs work opening openings hiring company course courses class training learn study find near"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a find should cover: any one of `tokens`, or all of `words` (a name where its id isn't known)."""

    tokens: tuple[str, ...]
    weight: float
    words: tuple[str, ...] = ()

    def covered(self, holds: Callable[[str], bool]) -> bool:
        """Whether something covers it that holds a token where `holds(token)`."""
        return any(map(holds, self.tokens)) or (bool(self.words) and all(map(holds, self.words)))


@dataclass(frozen=True, slots=True)
class Wording:
    """A query, read."""

    text: str
    mentions: tuple[Mention, ...]
    terms: Mapping[str, float] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    strangers: tuple[str, ...] = ()
    meant: Mapping[str, float] = field(default_factory=dict)  # occupations that no word names, and how near they are

    def without(self, kinds: Set[str]) -> str:
        """The text with blanks for the names of these kinds."""
        text = self.text
        for mention in self.mentions:
            if mention.kind in kinds:
                text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
        return text

    def meaning(self, occupations: Mapping[str, float]) -> Wording:
        """The same, taken to mean these occupations (id → nearness)."""
        terms = {node_token("occupation", id_): _MEANT_TERM * near for id_, near in occupations.items()}
        return replace(self, terms={**self.terms, **terms}, meant=occupations)

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of this kind that the words name, in order."""
        return tuple(dict.fromkeys(id_ for m in self.mentions if m.kind == kind for id_ in m.ids))


class Reader:
    """Reads queries. Safe to use from several threads."""

    def __init__(
        self,
        analyser: Analyser,
        lexicon: Lexicon,
        speller: Speller,
        strangers: Strangers,
        families: Mapping[str, Family],
        taxonomy: Taxonomy,
    ) -> None:
        self._analyser = analyser
        self._lexicon = lexicon
        self._speller = speller
        self._strangers = strangers
        self._families = families
        self._programmes = {p.id: p for f in families.values() for p in f.programmes}
        self._taxonomy = taxonomy
        self._tokens = lru_cache(maxsize=2_048)(lambda text: tuple(analyser.query_tokens(text)))

    def warm(self) -> None:
        """Does what is done on first use."""
        self.tidy("일자리를 찾아요")
        _ = self._asking, self._looking

    def tidy(self, text: str) -> Wording:
        """The text cleaned, cut and its misspelt words put right, with the names it holds."""
        text = clean(text)[:LONGEST]
        text = self._speller.repair(text).text
        return Wording(text, self._lexicon.find(text))

    def analyse(self, wording: Wording, query: Query) -> Wording:
        """The same with what to search for and what to cover, for the kind of thing `query` looks for."""
        rest = self._without_names(wording, query)
        strangers = self._find_strangers(rest) if query.kind == "section" else ()
        for stranger in strangers:
            rest = rest.replace(stranger, " ")
        named = [m for m in wording.mentions if m.kind in _KINDS[query.kind]]
        asked = [
            *self._asked_words(rest, wording, query),
            *self._asked_names(named),
            *(Asked((node_token("stranger", stranger),), _STRANGER_COVER) for stranger in strangers),
        ]
        return replace(wording, terms=self._terms(wording, named, query), asked=tuple(asked), strangers=strangers)

    def _without_names(self, wording: Wording, query: Query) -> str:
        gone = _KINDS[query.kind] | (set() if query.kind == "section" else {"family", "programme"})
        return wording.without(gone | {"region"} if query.regions else gone)

    def _asked_names(self, named: Iterable[Mention]) -> Iterable[Asked]:
        """What each name found asks for: one that stands for several things is covered by any of them."""
        found: dict[str, list[str]] = {}
        for mention in named:
            found.setdefault(mention.surface, []).extend(node_token(mention.kind, id_) for id_ in mention.ids)
        for surface, tokens in found.items():
            words = tuple(token for token in self._tokens(surface) if token[0] in "kw")
            yield Asked(tuple(tokens), _NAME_COVER, words)

    def _find_strangers(self, text: str) -> tuple[str, ...]:
        def words_in(run: str) -> set[str]:
            # The analyser cuts a run one way alone and another way in its sentence.
            return {token[1:] for part in (run, text) for token in self._tokens(part) if token[0] == "k"}

        return self._strangers.find(text, words_in)

    def _asked_words(self, rest: str, wording: Wording, query: Query) -> Iterable[Asked]:
        idle = self._asking if query.kind == "section" else self._asking | self._looking
        places = {t for m in wording.mentions if m.kind == "region" for t in self._tokens(m.surface)}
        place_weight = _PLACE_COVER if query.kind == "section" else 1.0
        for token in dict.fromkeys(self._tokens(rest)):
            weight = 0.0 if token in idle else _COVER.get(token[0], 0.0)
            weight *= place_weight if token in places else _NUMBER_COVER if token[1:].isdecimal() else 1.0
            if weight:
                yield Asked((token,), weight)

    def _terms(self, wording: Wording, named: Iterable[Mention], query: Query) -> dict[str, float]:
        terms: dict[str, float] = {token: float(n) for token, n in Counter(self._tokens(wording.text)).items()}
        if query.kind != "section":
            idle = self._asking | self._looking
            terms = {token: weight * (0.1 if token in idle else 1.0) for token, weight in terms.items()}
        terms = dict(list(terms.items())[:MOST_TERMS])
        for mention in named:
            for id_ in mention.ids:
                terms[node_token(mention.kind, id_)] = _NAME_TERM[mention.kind]
                for token in self._tokens(self._official(mention.kind, id_, query)):
                    terms.setdefault(token, _OFFICIAL_TERM)
        context = {"family": query.families, "programme": query.programmes, "topic": query.topics}
        wanted = {"skill": query.skills, "occupation": query.occupations}
        for kind, ids in (context if query.kind == "section" else wanted).items():
            for id_ in ids:
                terms.setdefault(node_token(kind, id_), _NAME_TERM[kind])
        return terms

    def _official(self, kind: str, id_: str, query: Query) -> str:
        """The name in the language of the records to be found: the catalogue is in Korean."""
        lang = query.lang if query.kind == "section" else "ko"
        nodes: dict[str, Mapping[str, Family | Programme | Skill | Occupation]] = {
            "family": self._families, "programme": self._programmes,
            "skill": self._taxonomy.skills, "occupation": self._taxonomy.occupations,
        }  # fmt: skip
        node = nodes[kind].get(id_)
        return node.names[lang] if node is not None else ""

    @cached_property
    def _asking(self) -> frozenset[str]:
        return self._idle(_ASKING)

    @cached_property
    def _looking(self) -> frozenset[str]:
        return self._idle(_LOOKING)

    def _idle(self, words: Iterable[str]) -> frozenset[str]:
        """The tokens of the words, alone and as they come out of sentences."""
        return frozenset(t for word in words for t in (f"k{word}", *self._analyser.index_tokens(word)))


_KINDS: Final[Mapping[Kind, frozenset[str]]] = {
    "section": frozenset({"family", "programme"}),
    "course": frozenset({"skill", "occupation"}),
    "opening": frozenset({"skill", "occupation"}),
}
