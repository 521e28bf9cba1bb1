"""Records → entries of the lexical index: which words a record is found by, and which facts it is filtered by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import Final, Protocol

from knowledge.models import ANYWHERE, LANGS, Family, Lang, Opening, Pay, Programme, Section
from knowledge.packing import Entry, Number
from knowledge.passages import sentences
from knowledge.records import LIBRARY, Training
from knowledge.taxonomy import Occupation, Skill, Taxonomy

FOREVER: Final = date(9999, 12, 31).toordinal()
UNKNOWN_PAY: Final = 10**12  # passes every lower bound: what isn't said isn't too little

_TITLE: Final = 4  # how often the words of a title count
_BODY_LIMIT: Final = 400  # characters of a catalogue text that are read: what follows is benefits and how to apply
_SENTENCES_KEPT: Final = 131_072  # catalogue texts repeat themselves; analysing a piece costs more than keeping it
_MARKS: Final = re.compile(r"^(?:[^\w(]|ㆍ)+")  # of lists, in front of a line; that one is a letter to Unicode
_PARTS: Final = re.compile(r"(?<=[^\d\s])[,:]\s+")  # what lists are made of repeats more than whole lists do
_HOURS_A_MONTH: Final = 209  # of a 40-hour week with paid rest days, as the minimum wage notices count
_WEEKS_A_MONTH: Final = 365 / 7 / 12
_DAYS_A_MONTH: Final = 21.7

_EMPLOYMENT: Final[Mapping[str, str]] = {
    "permanent": "정규직 permanent full-time",
    "fixed_term": "계약직 fixed-term contract",
    "part_time": "시간제 파트타임 알바 아르바이트 part-time",
    "day": "일용직 단기 알바 day labour short-term",
    "intern": "인턴 체험형 intern internship",
    "work_study": "일학습병행 work-study apprenticeship",
    "freelance": "프리랜서 freelance",
}
_COURSE_KIND: Final[Mapping[str, str]] = {
    "general": "내일배움카드 국비 훈련 training card",
    "kdt": "K-디지털 트레이닝 KDT 부트캠프 국비 bootcamp",
    "ai_campus": "AI 캠퍼스 인공지능 AI campus",
    "kdc": "K-디지털 기초역량훈련 KDC digital basics",
    "strategic": "국가기간 전략산업직종 국기 strategic industry",
    "industry_demand": "산업수요 맞춤 훈련 industry demand",
    "care": "요양보호사 돌봄 care",
    "language": "외국어 어학 language",
}
_MODE: Final[Mapping[str, str]] = {
    "onsite": "집체 대면 오프라인 onsite",
    "live_online": "실시간 비대면 온라인 live online",
    "online": "원격 인터넷 온라인 online",
}


class Tokenise(Protocol):
    """What is needed of the analyser."""

    def index_tokens(self, text: str) -> list[str]:
        """The tokens of a text in order, with repeats."""


class EntryMaker:
    """Makes entries. Holds what is the same for many records: names of families, skills, occupations, regions."""

    def __init__(self, analyser: Tokenise, taxonomy: Taxonomy, families: Mapping[str, Family]) -> None:
        self._taxonomy = taxonomy
        self._families = families
        # A token stands in many sentences: kept once, a kept sentence is little more than its pointers.
        self._words = lru_cache(maxsize=_SENTENCES_KEPT)(lambda text: tuple(map(intern, analyser.index_tokens(text))))
        self._family_words = lru_cache(maxsize=None)(self._name_family)
        self._overlaps = lru_cache(maxsize=None)(self._find_overlaps)

    def section(self, section: Section) -> Entry:
        """The entry of a section. One from an added document answers in both languages: there is no other version."""
        title = self._words(section.title)
        tokens = [
            *self._words(section.text),
            *self._words(section.lead),
            *(token for ask in section.asks for token in self._words(ask)),
            *title * _TITLE,
            *self._words(" ".join(section.heading_path)),
            *self._family_words(section.family, section.programmes),
            *(node_token("topic", topic) for topic in section.topics),
        ]
        langs = (section.lang,) if section.document == LIBRARY else LANGS
        tags = (*(f"lang:{lang}" for lang in langs), f"family:{section.family}")
        return Entry(section_key(section.id, section.lang), tokens, tokens, tags)

    def course(self, training: Training) -> Entry:
        """The entry of a course; its cohorts are in the card, those with seats in the dates to filter by. Those that
        another source's stand for are in neither."""
        course = training.course
        title = self._words(course.title)
        words = (_COURSE_KIND[course.kind], _MODE[course.mode], course.institution, self._place(course.region))
        names = [*self._each(words), *self._nodes(course.teaches, course.occupations)]
        tokens = [*title * _TITLE, *names, *self._body(course.description)]
        tags = [f"mode:{course.mode}", f"kind:{course.kind}", f"source:{course.source}", *self.regions(course.region)]
        runs = [c for c in training.cohorts if not c.same_as]
        open_ones = [c for c in runs if c.seats_left != 0]
        numbers: dict[Number, tuple[int, ...]] = {"starts": tuple(c.starts.toordinal() for c in open_ones[:1]),
                   "ends": tuple(c.apply_by.toordinal() for c in open_ones)}  # fmt: skip
        card = {
            "title": course.title, "employer": course.institution, "region": course.region, "mode": course.mode,
            "required": course.teaches, "occupations": course.occupations,
            "cohorts": [(c.id, c.apply_by.toordinal(), c.starts.toordinal(), c.seats_left) for c in runs],
        }  # fmt: skip
        return Entry(course.id, tokens, tokens, tuple(tags), numbers, card)

    def opening(self, opening: Opening) -> Entry:
        """The entry of an opening; a withdrawn one, and one that another stands for, has no tag `live`. What its source
        doesn't say is neither a word nor a tag."""
        title = self._words(opening.title)
        words = [opening.employer, self._place(opening.region)]
        kind = "" if "employment" in opening.unsaid else opening.employment
        years = None if "experience" in opening.unsaid else opening.experience
        words += [_EMPLOYMENT[kind]] if kind else []
        words += [] if years is None else ["경력 experienced" if years else "신입 newcomer junior entry-level"]
        words += ["재택 원격 remote work from home"] if opening.remote else []
        nodes = self._nodes((*opening.required, *opening.preferred), (opening.occupation,))
        names = [*self._each(words), *nodes]
        tokens = [*title * _TITLE, *names, *self._body(opening.body)]
        live = not (opening.withdrawn or opening.same_as)
        flags = {"live": live, "remote": opening.remote, "newcomer": years == 0,
                 "sme": opening.sme is not None and opening.sme.value}  # fmt: skip
        tags = [name for name, holds in flags.items() if holds]
        tags += [f"employment:{kind}"] if kind else []
        tags += [f"source:{opening.source}", *self.regions(opening.region)]
        pay = monthly_pay(opening.pay, opening.weekly_hours)
        closes = opening.closes.toordinal() if opening.closes else FOREVER
        numbers: dict[Number, tuple[int, ...]] = {"starts": (opening.posted.toordinal(),), "ends": (closes,),
                   "pay": (UNKNOWN_PAY if pay is None else pay,)}  # fmt: skip
        card = {
            "title": opening.title, "employer": opening.employer, "region": opening.region,
            "required": opening.required, "preferred": opening.preferred, "occupations": (opening.occupation,),
            "posted": opening.posted.toordinal(), "closes": closes, "pay": pay, "withdrawn": opening.withdrawn,
            "employment": opening.employment, "remote": opening.remote, "experience": opening.experience,
            "sme": flags["sme"],
        }  # fmt: skip
        # What a long text merely mentions isn't what the job is about, so bigrams don't count towards covering.
        return Entry(opening.id, tokens, [t for t in tokens if t[0] != "b"], tuple(tags), numbers, card)

    def regions(self, code: str) -> tuple[str, ...]:
        """The tags of everything that lies in region `code` or holds it."""
        return tuple(f"region:{other}" for other in self._overlaps(code))

    def forget_sentences(self) -> None:
        """Frees what was kept while many records were read."""
        self._words.cache_clear()

    def _body(self, text: str) -> Iterator[str]:
        return self._each(part for line in sentences(text[:_BODY_LIMIT]) for part in _PARTS.split(_MARKS.sub("", line)))

    def _each(self, texts: Iterable[str]) -> Iterator[str]:
        return chain.from_iterable(map(self._words, texts))

    def _nodes(self, skills: Iterable[str], occupations: Iterable[str]) -> list[str]:
        """Exact tokens for the ids, which any language leads to, and the words of the names in both."""
        tokens: list[str] = []
        for id_ in dict.fromkeys(skills):
            tokens += [node_token("skill", id_), *self._named(self._taxonomy.skills.get(id_))]
        for id_ in dict.fromkeys(occupations):
            tokens += [node_token("occupation", id_), *self._named(self._taxonomy.occupations.get(id_))]
        return tokens

    def _named(self, node: Skill | Occupation | None) -> Sequence[str]:
        return () if node is None else self._words(f"{node.names.ko} {node.names.en}")

    def _place(self, code: str) -> str:
        if self._taxonomy.regions.get(code) is None:
            return ""
        return " ".join(self._taxonomy.regions.name(code, lang) for lang in LANGS)

    def _find_overlaps(self, code: str) -> tuple[str, ...]:
        regions = self._taxonomy.regions
        if code == ANYWHERE:
            return (ANYWHERE,)
        return tuple(
            dict.fromkeys([code, *(c for c in regions.all if regions.contains(c, code) or regions.contains(code, c))])
        )

    def _name_family(self, family: str, programmes: tuple[str, ...]) -> tuple[str, ...]:
        known = self._families.get(family)
        if known is None:
            return (node_token("family", family),)
        about = [p for p in known.programmes if not programmes or p.id in programmes]
        named: list[Family | Programme] = [known, *(about if programmes else ())]
        names = [name for node in named for lang in LANGS for name in (node.names[lang], *node.aliases.get(lang, ()))]
        exact = [node_token("family", family), *(node_token("programme", p.id) for p in about)]
        return (*exact, *(token for name in dict.fromkeys(names) for token in self._words(name)))


def section_key(id_: str, lang: Lang | str) -> str:
    """The key of a section in its index."""
    return f"{lang}:{id_}"


def node_token(kind: str, id_: str) -> str:
    """The token that stands for a family, programme, topic, skill or occupation, in whatever words it is named."""
    return f"{kind}:{id_}"


def monthly_pay(pay: Pay | None, weekly_hours: int | None = None) -> int | None:
    """The most that `pay` comes to in a month, in won, for comparing openings; None if nothing is said."""
    if pay is None:
        return None
    rest = 1.2 if weekly_hours and weekly_hours >= 15 else 1.0  # a paid rest day from 15 hours a week on
    hours = weekly_hours * _WEEKS_A_MONTH * rest if weekly_hours and weekly_hours < 40 else _HOURS_A_MONTH
    factor = {"hour": hours, "day": _DAYS_A_MONTH, "month": 1.0, "year": 1 / 12}[pay.unit]
    return round((pay.max or pay.min) * factor)
