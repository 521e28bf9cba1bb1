"""The word lists of the generator, read once: jobs, what jobs of one kind share, employers, phrases."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import LibraryError

FOLDER = Path(__file__).parent / "data"
_JOB_FILES = ("it", "make", "office", "people", "design", "service", "field")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times as fast; not every build has it

Weights = Mapping[Any, int]


@dataclass(frozen=True, slots=True)
class Job:
    """How openings of one occupation read. `pay` is a newcomer's year in 만원, `day` a day's pay in 천원, `hour` the
    percentages above the minimum wage; `stacks` are skill ids that go together; `years` a least experience. `trades`
    are the industries that post it (empty: those of its profile).
    """

    occupation: str
    weight: int
    profile: str
    pay: tuple[int, int]
    titles: tuple[str, ...]
    stacks: tuple[tuple[str, ...], ...]
    tasks: tuple[str, ...]
    plus: tuple[str, ...]
    day: tuple[int, int] | None
    hour: tuple[int, int]
    licences: tuple[str, ...]
    licence_chance: float
    regions: tuple[str, ...]
    years: int
    trades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What jobs of one kind share: weights of the terms, and chances from 0 to 1."""

    industries: tuple[str, ...]
    employment: Weights
    education: Weights
    pay_units: Weights
    years: Weights
    shift: Weights
    hours: tuple[str, ...]
    dormitory: float
    bus: float
    remote_full: float
    remote_hybrid: float
    attitude: tuple[str, ...]
    benefits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Industry:
    """A kind of employer. `ax` names the sentences that tell of its use of AI (``none``: none)."""

    key: str
    suffix: tuple[str, ...]
    noun: str
    size: tuple[int, int]
    ax: str
    business: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the generator writes with."""

    jobs: Mapping[str, Job]
    profiles: Mapping[str, Profile]
    industries: Mapping[str, Industry]
    phrases: Mapping[str, Any]
    names: Mapping[str, tuple[str, ...]]
    courses: tuple[Mapping[str, Any], ...]
    course_kinds: Mapping[str, Mapping[str, Any]]
    course_phrases: Mapping[str, Any]
    minimum_wage: Mapping[int, int]
    hubs: Mapping[str, int]
    plants: Mapping[str, int]  # where factories cluster: code → weight


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The word lists that come with the package. Raises LibraryError if one is missing or damaged."""
    try:
        jobs = {key: _job(key, raw) for name in _JOB_FILES for key, raw in _yaml(f"jobs_{name}").items()}
        courses = _yaml("courses")
        return Words(
            jobs=jobs,
            profiles={key: _profile(raw) for key, raw in _yaml("profiles").items()},
            industries={key: _industry(key, raw) for key, raw in _yaml("industries").items()},
            phrases=_yaml("phrases"),
            names={key: tuple(value) for key, value in _yaml("names").items()},
            courses=tuple(courses["courses"]),
            course_kinds=courses["kinds"],
            course_phrases=courses["phrases"],
            minimum_wage={int(row["year"]): int(row["hour"]) for row in _rows("minimum_wage")},
            hubs={row["code"]: int(row["weight"]) for row in _rows("hubs")},
            plants={row["code"]: int(row["weight"]) for row in _rows("plants")},
        )
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise LibraryError(f"The sample word lists in {FOLDER} can't be read ({error}); reinstall.") from error


def _yaml(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_Loader)
    return data


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _job(key: str, raw: Mapping[str, Any]) -> Job:
    licence = raw.get("licence", {})
    day = raw.get("day")
    return Job(
        occupation=key, weight=raw["weight"], profile=raw["profile"], pay=(raw["pay"][0], raw["pay"][1]),
        titles=tuple(raw["titles"]), stacks=tuple(tuple(stack) for stack in raw["stacks"]), tasks=tuple(raw["tasks"]),
        plus=tuple(raw["plus"]), day=(day[0], day[1]) if day else None, hour=tuple(raw.get("hour", (0, 14))),
        licences=tuple(licence.get("names", ())), licence_chance=licence.get("chance", 0.0),
        regions=tuple(raw.get("regions", ())), years=raw.get("experience", 0),
        trades=tuple(raw.get("trades", ())),
    )  # fmt: skip


def _profile(raw: Mapping[str, Any]) -> Profile:
    remote = raw.get("remote", {})
    return Profile(
        industries=tuple(raw["industries"]), employment=raw["employment"], education=raw["education"],
        pay_units=raw["pay_units"], years=raw["years"], shift=raw["shift"], hours=tuple(raw["hours"]),
        dormitory=raw["dormitory"], bus=raw["bus"], remote_full=remote.get("full", 0.0),
        remote_hybrid=remote.get("hybrid", 0.0), attitude=tuple(raw["attitude"]), benefits=tuple(raw["benefits"]),
    )  # fmt: skip


def _industry(key: str, raw: Mapping[str, Any]) -> Industry:
    return Industry(
        key, tuple(raw["suffix"]), raw["noun"], (raw["size"][0], raw["size"][1]), raw["ax"], tuple(raw["business"])
    )
