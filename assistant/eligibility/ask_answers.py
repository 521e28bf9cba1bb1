"""Reading the answer to a question that was asked: a tapped choice, or the same said in the person's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from assistant.eligibility.ask_bands import band_value
from assistant.eligibility.ask_words import load_words
from assistant.profile import Fact
from assistant.understanding.facts import facts_in
from assistant.words import code_text
from knowledge.fields import FIELDS, FieldError, read_value
from knowledge.models import LANGS
from knowledge.taxonomy.regions import Regions
from knowledge.text.figures import korean_amount

_DECLINES = re.compile(
    r"^(?:잘\s?)?(?:모르(?:겠|는|지)|모름|몰라|글쎄|패스|넘어가|말하기?\s?(?:싫|곤란)|비밀|건너)"
    r"|^(?:i )?(?:don'?t|do not) (?:know|want)|^not sure|^no idea|^skip|^pass$|^rather not|^prefer not",
    re.I,
)
_YES = re.compile(r"^(?:네|넵|넹|예|응|어|ㅇㅇ?|맞아|맞습|그래|있|해요|다녀|yes|yeah|yep|yup|sure|true)", re.I)
_NO = re.compile(r"^(?:아니|아뇨|아녀|안|없|ㄴㄴ?|노|no\b|nope|nah|false)", re.I)
_DATE = re.compile(r"(\d{4})\s?(?:년|[-./])\s?(\d{1,2})\s?(?:월|[-./])\s?(\d{1,2})")
_MONTH_DAY = re.compile(r"(\d{1,2})\s?월\s?(\d{1,2})\s?일")
_NONE = re.compile(r"^(?:전혀\s?|아예\s?)?(?:없|안\s?벌|0원?$|none|nothing|zero)", re.I)
_MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(억|천만|백만|만|천)?(?:\s?(\d[\d,]*)\s?(천만|백만|만|천))?\s?원?")
_EN_MONEY = re.compile(r"([\d,]+(?:\.\d+)?)\s?(million|k|thousand)\b", re.I)
_MONEY_FIELD = re.compile(r"(?:_monthly|_assets|_income|\.monthly|\.total|_sales|_wage)$")
_OF_MONEY = re.compile(
    r"\d\s?(?:만|억|천|원)|(?:월급|연봉|소득|수입|재산|월)\s?\d|\d\s?(?:을|를)?\s?(?:벌|받)|krw|won\b", re.I
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def declines(text: str) -> bool:
    """Whether an answer says that the person doesn't know or doesn't want to tell ("모르겠어요")."""
    return bool(_DECLINES.match(text.strip()))


def answer_to_fact(field: str, text: str, today: date, regions: Regions | None = None) -> Any:
    """The value of `field` that an answer to its question tells, or None if it tells none.

    A bare "27", "1인", "없어요" or "네" is understood here because the question is known; a declining answer is None
    (see `declines`).
    """
    said = text.strip()
    if not said or declines(said) or field not in FIELDS:
        return None
    value = _choice(field, said)
    heard = facts_in(said, today) if value is None else ()
    if value is None:
        value = next((f.value for f in heard if f.field == field), None)
    if value is None and not _of_others(field, said, heard):
        value = _typed(field, said, today, regions)
    try:
        return None if value is None else read_value(field, value)
    except FieldError:
        return None


def _of_others(field: str, said: str, heard: Iterable[Fact]) -> bool:
    """Whether every number said tells another fact than the one asked for ("월 100 벌어" tells no age). One sum of
    money may well answer the question for another."""
    numeric = FIELDS[field].type in ("int", "float")
    if not numeric or not re.search(r"\d", said):
        return False
    if not _MONEY_FIELD.search(field) and _OF_MONEY.search(said):
        return True
    others = [f for f in heard if not (_MONEY_FIELD.search(field) and _MONEY_FIELD.search(f.field))]
    for fact in others:
        said = said.replace(fact.words, " ")
    return bool(others) and not re.search(r"\d", said)


def _choice(field: str, said: str) -> Any:
    words = load_words().fields.get(field)
    if words is None:
        return None
    plain = _plain(said)
    for value, text in words.choices:
        if plain in {_plain(text[lang]) for lang in LANGS}:
            return value
    return None


def _plain(text: str) -> str:
    return re.sub(r"[\s.,!?~'’\"]", "", text).lower()


def _typed(field: str, said: str, today: date, regions: Regions | None) -> Any:
    spec = FIELDS[field]
    if spec.type == "bool":
        return True if _YES.match(said) else False if _NO.match(said) else None
    if spec.type == "choice":
        return _code(spec.choices, said)
    if spec.type == "date":
        return _date(said, today)
    if spec.type == "region":
        return said if regions is None or regions.resolve(said, today) else None
    if spec.type == "int" and _MONEY_FIELD.search(field):
        return _money(said)
    if spec.type in ("int", "float"):
        return _number(field, said)
    return None


def _code(choices: tuple[str, ...], said: str) -> str | None:
    plain = _plain(said)
    exact = [c for c in choices if _plain(c) == plain]
    inside = [c for c in choices if any(_plain(code_text(c, lang)) in plain for lang in LANGS) or _plain(c) in plain]
    found = exact or inside
    return max(found, key=len) if found else None


def _date(said: str, today: date) -> date | None:
    try:
        if m := _DATE.search(said):
            return date(int(m[1]), int(m[2]), int(m[3]))
        if m := _MONTH_DAY.search(said):
            day = date(today.year, int(m[1]), int(m[2]))
            return day if day <= today else day.replace(year=today.year - 1)
    except ValueError:
        return None
    return None


def _money(said: str) -> int | None:
    if _NONE.match(said):
        return 0
    if (band := band_value(said)) is not None:
        return band
    if m := _EN_MONEY.search(said):
        return int(float(m[1].replace(",", "")) * (1_000_000 if m[2].lower() == "million" else 1_000))
    m = _MONEY.search(said)
    if m is None:
        return None
    value = korean_amount(m[0].rstrip(" 원"))
    if not re.search(r"[억만천]", m[0]) and "원" not in m[0] and value < 10_000:
        value *= 10_000  # a bare "150" said of money a month means 만 원
    return int(value)


def _number(field: str, said: str) -> int | float | None:
    if field == "insured_months_total" and (band := band_value(said)) is not None:
        return band
    m = _NUMBER.search(said)
    if m is None:
        return 0 if _NONE.match(said) else None
    value = float(m[0].replace(",", ""))
    if field.endswith(("months", "months_left", "months_total", "without_work")) and re.search(r"년|year", said):
        value *= 12
    return int(value) if value == int(value) else value
