"""Invented employers: the same place, trade and number always give the same one."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from knowledge.library.sample.chance import dice
from knowledge.library.sample.words import Industry, Words
from knowledge.models import Sign

_AX_CHANCE = {"factory": 0.22, "digital": 0.3, "ai": 0.75, "office": 0.2}
_PLAIN_NOUNS = {"회사", "스타트업", "농업회사"}  # only these call themselves a company in their name


@dataclass(frozen=True, slots=True)
class Employer:
    """An invented employer. `sme` and `ax` quote sentences that stand in its adverts."""

    name: str
    industry: Industry
    business: str
    year: int
    staff: int
    sme: Sign | None
    ax: Sign | None


def invent_name(rng: Random, words: Words, suffixes: tuple[str, ...], *, company: bool) -> str:
    """A name no known company bears, ending as its trade does."""
    name = rng.choice(words.names["first"]) + rng.choice(words.names["second"]) + rng.choice(suffixes)
    return rng.choice(words.names["legal"]).format(name) if company else name


def invent_employer(words: Words, seed: int, sido: str, trade: str, number: int, this_year: int) -> Employer:
    """Employer `number` of a trade in a sido. `this_year` bounds its age."""
    rng = dice(seed, "employer", sido, trade, number)
    industry = words.industries[trade]
    name = invent_name(rng, words, industry.suffix, company=industry.noun in _PLAIN_NOUNS)
    low, high = industry.size
    staff = int(low * (high / low) ** rng.random())  # most employers are small
    age = rng.randint(1, 9) if industry.noun == "스타트업" else rng.randint(2, 34)
    large = high >= 120 and rng.random() < 0.07
    if large:
        staff = rng.randint(320, 1400)
    return Employer(
        name, industry, rng.choice(industry.business), this_year - age, staff,
        _sme(rng, words, industry, staff, age, large=large), _ax(rng, words, industry),
    )  # fmt: skip


def _sme(rng: Random, words: Words, industry: Industry, staff: int, age: int, *, large: bool) -> Sign | None:
    if rng.random() < 0.1:
        return None  # some adverts don't say
    kind = "large" if large else "startup" if industry.noun == "스타트업" else "tiny" if staff < 8 else "small"
    return Sign(not large, rng.choice(words.phrases["sme"][kind]).format(n=f"{staff:,}", age=age))


def _ax(rng: Random, words: Words, industry: Industry) -> Sign | None:
    if rng.random() >= _AX_CHANCE.get(industry.ax, 0.0):
        return None
    return Sign(True, rng.choice(words.phrases["ax"][industry.ax]))
