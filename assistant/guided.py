"""내 길 찾기: the few questions before a pathway, each skippable, none about what is known already. Pure.

At most five: the work wanted, where one lives, age, schooling, how long without work. They may be answered by a tap or
in one's own words (`assistant/understanding/guided.py` reads both).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from assistant.answer import Ask, Choice
from assistant.eligibility.ask_words import load_words
from assistant.profile import Fact, Profile
from knowledge.models import LANGS, Lang, Text
from knowledge.taxonomy import load_taxonomy
from knowledge.taxonomy.nodes import Reading

WORK: Final = "wants.occupations"
IDLE: Final = "months_without_work"
QUESTIONS: Final = (WORK, "region", "age", "education", IDLE)
# Who is asked nothing about time without work
_BUSY: Final = frozenset({"employed", "self_employed", "student", "closing_business"})
_BUSY_OFFERED: Final = ("employed", "student")
MOST_PLACES: Final = 12  # of one name
_THERE: Final[Mapping[Lang, str]] = {"ko": "{place}", "en": "{place}"}
_LOOK_FOR_COURSES: Final[Mapping[Lang, str]] = {"ko": "{place} 훈련과정 찾아 줘", "en": "find courses in {place}"}
_LOOK_FOR_JOBS: Final[Mapping[Lang, str]] = {"ko": "{place} 채용공고 찾아 줘", "en": "find jobs in {place}"}
_AGES: Final = range(18, 35)  # tapped; any other age is typed

# Fields of work → occupations; the first stands for what the field usually asks for
_FIELDS: Final[tuple[tuple[Text, tuple[str, ...]], ...]] = (
    (Text("AI·데이터", "AI and data"), ("data-analyst", "ai-service-developer", "data-engineer", "ai-data-worker")),
    (
        Text("소프트웨어 개발", "Software development"),
        ("backend-developer", "frontend-developer", "fullstack-developer", "mobile-developer"),
    ),
    (
        Text("스마트공장·제조", "Smart factories and manufacturing"),
        (
            *("smart-factory-engineer", "plc-engineer", "manufacturing-data-engineer", "maintenance-technician"),
            *("process-engineer", "quality-engineer", "cnc-operator"),
        ),
    ),
    (
        Text("사무·회계", "Office work and accounting"),
        ("accounting-clerk", "office-clerk", "general-affairs-staff", "digital-office-staff"),
    ),
    (
        Text("디자인·콘텐츠", "Design and content"),
        ("graphic-designer", "ui-designer", "video-editor", "content-creator"),
    ),
    (Text("돌봄·보건", "Care and health"), ("care-worker", "nurse-aide", "social-worker", "childcare-teacher")),
    (
        Text("전기·설비·건설", "Electrical, facilities and building"),
        ("electrician", "facility-technician", "hvac-technician", "site-manager"),
    ),
    (Text("마케팅·판매", "Marketing and sales"), ("marketer", "ecommerce-operator", "shop-staff", "b2b-salesperson")),
    (Text("음식·미용·관광", "Food, beauty and travel"), ("cook", "barista-staff", "hairdresser", "hotel-staff")),
    (Text("물류·운전", "Logistics and driving"), ("logistics-planner", "warehouse-worker", "delivery-driver")),
)
_ASK: Final[dict[str, Text]] = {
    WORK: Text("어떤 쪽 일을 하고 싶어요? 골라도 되고 적어도 돼요.", "What kind of work would you like? Tap or type."),
    "region": Text(
        "어디에 살아요? 시·군까지 적으면 더 가까운 곳을 찾아요 (예: 경남 창원).",
        "Where do you live? With the city I can look closer by (like Changwon).",
    ),
    "age": Text(
        "만 나이로 몇 살이에요? 다른 나이는 숫자로 적어 주세요.", "How old are you? Type any other age as a number."
    ),
}
_LEFT: Final[dict[int, Text]] = {
    5: Text("다섯 가지만 물어볼게요. 모르면 건너뛰어도 돼요.", "Just five questions; skip any you like."),
    4: Text("네 가지 남았어요.", "Four to go."),
    3: Text("세 가지 남았어요.", "Three to go."),
    2: Text("두 가지 남았어요.", "Two to go."),
    1: Text("이것만 답하면 길을 찾아볼게요.", "Just this one, then I'll look for your path."),
}
_RESUMED: Final = Text("말해 준 것은 다시 묻지 않을게요.", "I won't ask again what you told me.")
_UNREAD: Final[dict[str, Text]] = {
    WORK: Text(
        "어떤 일인지 알아듣지 못했어요. ‘회계’나 ‘용접’처럼 적거나 아래에서 골라 주세요.",
        "I didn't get which work. Type something like “accounting” or “welding”, or tap below.",
    ),
    "region": Text(
        "어디인지 한 곳으로 알아듣지 못했어요. 시·도와 함께 적거나 아래에서 골라 주세요.",
        "I couldn't tell which place that is. Type it with its province, or tap below.",
    ),
    "age": Text(
        "나이로 읽을 수 없었어요. 10에서 100 사이 숫자로 적어 주세요.",
        "I couldn't read that as an age. Type a number from 10 to 100.",
    ),
}
_UNREAD_ELSE: Final = Text("답을 알아듣지 못했어요. 아래에서 골라 주세요.", "I didn't get that. Please tap one below.")


@dataclass(frozen=True, slots=True)
class _Option:
    """A tappable answer: its value as data, its words, and the fact it tells."""

    value: Any
    text: Text
    fact: Fact


def next_question(profile: Profile, skipped: Collection[str]) -> str:
    """The field to ask for next; empty once all five are known or were declined."""
    left = questions_left(profile, skipped)
    return left[0] if left else ""


def questions_left(profile: Profile, skipped: Collection[str]) -> tuple[str, ...]:
    """The fields still to be asked for, in order."""
    return tuple(f for f in QUESTIONS if f not in skipped and not _known(profile, f))


def _known(profile: Profile, field: str) -> bool:
    if field == "region":
        return profile.has("region") or profile.has("wants.regions")
    if field == "age":
        return profile.has("age") or profile.has("birth_date")
    if field == IDLE:
        return profile.has(IDLE) or profile.get("employment") in _BUSY
    return profile.has(field)


def question(field: str) -> Ask:
    """The question for a field, with its tappable answers and a way to skip it."""
    words = load_words()
    known = words.fields.get(field)
    ask = _ASK.get(field) or (known.ask if known else words.label(field))
    choices = [Choice(o.value, _both(o.text)) for o in _options(field)]
    return Ask(field, (), _both(ask), (*choices, Choice(None, _both(words.dont_know))))


def which_place(
    word: str, readings: Sequence[Reading], said: Mapping[Lang, str] = _THERE, field: str = "region"
) -> Ask:
    """The question which of several places of one name is meant. `said` words a tap, with ``{place}`` for the place."""
    choices = [
        Choice(list(r.codes), {lang: said[lang].format(place=r.text[lang]) for lang in LANGS})
        for r in readings[:MOST_PLACES]
    ]
    text: dict[Lang, str] = {
        "ko": f"‘{word}’ 이름을 쓰는 곳이 여러 군데예요. 어디예요?",
        "en": f"There is more than one {word}. Which one is it?",
    }
    return Ask(field, (), text, (*choices, Choice(None, _both(load_words().dont_know))))


def where_to_look(word: str, readings: Sequence[Reading], *, courses: bool) -> Ask:
    """The same beside cards from all of them: a tap looks in one place alone."""
    return which_place(word, readings, _LOOK_FOR_COURSES if courses else _LOOK_FOR_JOBS, "wants.regions")


def tapped(field: str, said: str) -> Fact | None:
    """The fact that a tapped answer tells; None where `said` is none of them."""
    plain = _plain(said)
    for option in _options(field):
        if plain in {_plain(option.text[lang]) for lang in LANGS}:
            return Fact(option.fact.field, option.fact.value, said)
    return None


def before(lang: Lang, left: int, *, resumed: bool) -> str:
    """The words before a question; `resumed` where something was known when the flow began."""
    count = _LEFT[max(1, min(left, len(QUESTIONS)))][lang]
    return f"{_RESUMED[lang]} {count}" if resumed else count


def unread(field: str, lang: Lang) -> str:
    """The words for an answer that couldn't be read."""
    return _UNREAD.get(field, _UNREAD_ELSE)[lang]


@lru_cache(maxsize=len(QUESTIONS))
def _options(field: str) -> tuple[_Option, ...]:
    if field == WORK:
        return tuple(_Option(list(ids), text, Fact(WORK, ids)) for text, ids in _FIELDS)
    if field == "region":
        sido = [r for r in load_taxonomy().regions.all.values() if r.level == "sido"]
        return tuple(_Option(r.code, Text(r.short, r.en), Fact("region", r.code)) for r in sido)
    if field == "age":
        return tuple(_Option(n, Text(f"{n}살", f"{n} years old"), Fact("age", n)) for n in _AGES)
    words = load_words().fields
    found = [_Option(v, t, Fact(field, v)) for v, t in words[field].choices]
    if field == IDLE:
        busy = [(v, t) for v, t in words["employment"].choices if v in _BUSY_OFFERED]
        found += [_Option(v, t, Fact("employment", v)) for v, t in busy]
    return tuple(found)


def _both(text: Text) -> dict[Lang, str]:
    return {lang: text[lang] for lang in LANGS}


def _plain(text: str) -> str:
    return re.sub(r"[\s.,!?~'’\"·]", "", text).lower()
