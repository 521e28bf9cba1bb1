"""Cards and pathways as people and batch commands read them: an opening, a course, the way from one to the other.

Ids, codes and figures are the same in both languages; `text` holds the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from knowledge.models import CourseKind, CourseMode, Employment, Lang, Lifecycle, PayUnit


@dataclass(frozen=True, slots=True)
class PayView:
    unit: PayUnit
    min: int
    max: int | None = None


@dataclass(frozen=True, slots=True)
class SkillsView:
    required: tuple[str, ...]
    preferred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Why an opening is here: `parts` add up to `score`; skills are taxonomy ids."""

    score: float
    parts: Mapping[str, float]
    held: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    taught_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignView:
    value: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to be careful about in an opening: its own words, the section to read, and what is said of it."""

    code: str
    quote: str
    citation: str
    text: Mapping[Lang, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpeningView:
    """An opening as a card. `as_of` is the day its source was read; `unsaid` names fields the source says nothing of:
    what stands there is no statement of anybody."""

    id: str
    source: str
    sample: bool
    title: str
    employer: str
    region: str
    employment: Employment
    pay: PayView | None
    closes: date | None
    days_left: int | None
    lifecycle: Lifecycle
    skills: SkillsView
    match: Match
    sme: SignView | None
    ax: SignView | None
    flags: tuple[Flag, ...]
    url: str
    occupation: str = ""
    experience: int = 0
    education: str = "any"
    remote: bool = False
    shift: str = ""
    dormitory: bool = False
    label: int | None = None
    as_of: date | None = None
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnShare:
    """What the person pays: a value or a band `[low, high]` in won, by which formula, from which section."""

    value: int | None
    band: tuple[int, int] | None
    formula: str
    citation: str


@dataclass(frozen=True, slots=True)
class Monthly:
    """Money a month during the course: a value or a band in won."""

    value: int | None
    band: tuple[int, int] | None
    citation: str


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course with its next joinable cohort as a card. `as_of` and `unsaid` as for openings, the cohort's included."""

    id: str
    cohort: str
    source: str
    sample: bool
    title: str
    institution: str
    kind: CourseKind
    mode: CourseMode
    region: str
    apply_by: date
    starts: date
    ends: date
    hours: int
    hours_per_day: int
    days: int
    seats: int
    seats_left: int | None
    tuition: int
    placement_rate: float | None
    own_share: OwnShare | None
    monthly: Monthly | None
    teaches: tuple[str, ...]
    unlocks: int
    unlocked: tuple[str, ...]
    url: str
    label: int | None = None
    as_of: date | None = None
    unsaid: tuple[str, ...] = ()


StepKind = Literal["fund", "learn", "apply", "switch", "now"]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One edge of a pathway between two ids: ``now`` (where the person stands), a programme, a cohort, an opening.

    `reason` is a code, `detail` what it rests on (skill sets, decisions, money), `citation` the section that says so;
    edges that rest on skills alone have none.
    """

    from_: Annotated[str, Field(alias="from")]
    to: str
    kind: StepKind
    reason: str
    detail: Mapping[str, Any]
    citation: str = ""
    text: Mapping[Lang, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Swap:
    """Another course, opening or programme that a step could be: its id, and the words that ask for it."""

    kind: Literal["course", "opening", "programme"]
    id: str
    text: Mapping[Lang, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pathway:
    """A way from where the person stands to openings, through a course that a programme pays for.

    `score` counts the openings it opens (those of the goal, where there is one). `course` is None where nothing has to
    be learned first; `next_course` follows it where one isn't enough. `missing_before` and `missing_after` are what the
    goal (`goal`: an opening, an occupation, or empty) asks for beyond what is held, before and after the courses.
    `swaps` are what its steps could be instead; taking one derives the rest anew.
    """

    score: float
    steps: tuple[PathStep, ...]
    course: CourseView | None
    openings: tuple[OpeningView, ...]
    programmes: tuple[str, ...]
    missing_before: tuple[str, ...]
    missing_after: tuple[str, ...]
    goal: str = ""
    next_course: CourseView | None = None
    text: Mapping[Lang, str] = field(default_factory=dict)
    swaps: tuple[Swap, ...] = ()
