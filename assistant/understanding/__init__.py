"""What a message means: language, wants, names, facts, and what of the turn before it leans on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.profile import Fact
from knowledge.models import CourseMode, Employment, Lang

Want = Literal[
    "guideline",
    "comparison",
    "steps",
    "eligibility",
    "benefit",
    "course",
    "opening",
    "pathway",
    "small_talk",
    "out_of_scope",
    "misuse",
]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search for courses or openings was heard to ask for. `places` are the words `regions` came from, given
    where one word means several places; `starts` is a month (``2026-12``), `wishes` are codes of `wishes.WISHES`, and
    `unread` the words of a wish that nothing can be filtered by."""

    regions: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    employment: tuple[Employment, ...] = ()
    modes: tuple[CourseMode, ...] = ()
    remote: bool = False
    newcomer: bool = False
    sme: bool = False
    dormitory: bool = False
    starts: str = ""
    wishes: tuple[str, ...] = ()
    unread: str = ""
    pay_min_monthly: int | None = None
    pay_min_hourly: int | None = None
    ambiguous_region: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """The reading of one message.

    `query` stands alone (a follow-up carries its subject in); `unknown` are names that look like a programme but are
    none; `search_words` are the words for the thing searched ("데이터 분석") without place and filler; `declined` is
    the field whose question was not answered ("모르겠어요"); `lookalikes` are the sections on names that are taken for
    another's; `leans` tells whether the turn before was needed. `guided` is set within 내 길 찾기: its start, an answer
    to its question, or one that couldn't be read; `forget` is the field to be asked for anew there, or the fact taken
    back ("나이: 빼기"); `unread` is the field for which something was told that can't be its value.
    `pins` are the steps of a pathway that the person chose themselves: (`course` | `opening` | `programme`, id).
    """

    text: str
    lang: Lang
    foreign: bool
    wants: tuple[Want, ...]
    query: str
    families: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    filters: Filters = Filters()
    search_words: str = ""
    leans: bool = False
    wider: bool = False
    about_me: bool = False
    declined: str = ""
    guided: Literal["", "start", "answer", "unread", "swap"] = ""
    forget: str = ""
    unread: str = ""
    pins: tuple[tuple[str, str], ...] = ()
    lookalikes: tuple[str, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
