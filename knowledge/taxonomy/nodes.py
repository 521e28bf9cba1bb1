"""The values of the taxonomy: skills, occupations, regions and what a name may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.models import Lang, Text

Level = Literal["anywhere", "sido", "sigungu", "gu"]
NodeKind = Literal["skill", "occupation"]


@dataclass(frozen=True, slots=True)
class Skill:
    """Something a person can do or use. `related` are skill ids; `aliases` holds no form twice."""

    id: str
    names: Text
    aliases: Mapping[Lang, tuple[str, ...]]
    group: str
    related: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occupation:
    """A kind of job. `keco` is the two-digit KECO 2018 group (its first digit the major group); `skills` are usual."""

    id: str
    names: Text
    aliases: Mapping[Lang, tuple[str, ...]]
    keco: str
    skills: tuple[str, ...]
    newcomer: bool
    weak: tuple[str, ...] = ()

    @property
    def major(self) -> str:
        """The KECO major group, ``"0"`` to ``"9"``."""
        return self.keco[0]


@dataclass(frozen=True, slots=True)
class Region:
    """One code of the region table.

    `name` is its own Korean name (a 일반구: ``창원시 성산구``), `short` the usual short form of its sido, `en` its own
    romanised name. `parent` is the code it lies in (empty for a sido). `valid_to` and `successors` are set for codes
    no longer in force, `replaced` names the codes it took over. `shrinking` and `tier` are the state before 2026-10-19.
    """

    code: str
    name: str
    short: str
    en: str
    level: Level
    parent: str
    valid_from: date | None = None
    valid_to: date | None = None
    replaced: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    capital: bool = False
    shrinking: bool | None = None
    tier: str = ""
    confidence: str = ""

    @property
    def sido(self) -> str:
        """The five-digit code of its sido."""
        return self.code[:2] + "000"

    def in_force(self, on: date) -> bool:
        """Whether the code is in use on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a place name may mean: what to call it, and its codes."""

    text: Text
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A taxonomy name found in a text, at ``text[start:end]``, with the ids it stands for."""

    start: int
    end: int
    surface: str
    ids: tuple[str, ...]
