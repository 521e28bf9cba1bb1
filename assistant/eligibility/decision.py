"""A decision as a value: what looks met, what doesn't, what is missing, and what only an office can say.

There is no "eligible": the office named decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from knowledge.models import IntakeState, Lang

ConditionState = Literal["met", "not_met", "unknown", "office"]
DecisionState = Literal["looks_met", "looks_not_met", "need_info"]
ConditionKind = Literal["fact", "office", "self"]


@dataclass(frozen=True, slots=True)
class Words:
    """A few words in both languages."""

    text: Mapping[Lang, str]


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition beside what the person said. `required` and `have` are plain JSON values (dates as ISO strings);
    `have` is None where nothing was said. Conditions without a test have the op `judged` (office) or `affirmed` (self).
    `need` and `said` are requirement and fact in a few words; `said` is empty where nothing was said.
    """

    id: str
    field: str
    op: str
    required: Any
    have: Any
    result: ConditionState
    kind: ConditionKind
    citation: str
    text: Mapping[Lang, str]
    need: Words
    said: Words


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to bring, by the section that names it; `maybe`: in some cases only."""

    citation: str
    maybe: bool
    text: Mapping[Lang, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """What can't be had at the same time: the id of a programme or the code of another kind of money."""

    code: str
    citation: str
    text: Mapping[Lang, str]


@dataclass(frozen=True, slots=True)
class Cliff:
    """An amount of this person under a limit: `room` won more and something ends. `kind`: `entry` (the programme no
    longer looks met) or `month` (that month's allowance isn't paid). A fact, never advice to earn less."""

    programme: str
    kind: Literal["entry", "month"]
    field: str
    have: int
    limit: int
    room: int
    citation: str
    text: Mapping[Lang, str]


@dataclass(frozen=True, slots=True)
class IntakeView:
    """Whether the door is open on the day asked about, and the section that says so."""

    state: IntakeState
    citation: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How a person stands with one programme.

    `assumptions` are the events taken as not reported, `missing` the fields that would settle a `need_info`, `office`
    the code of who decides, `excludes` the programmes that can't be had at the same time; `clashes` says so in words,
    other money included. `next_doors` are the programmes to look at where this one is closed or doesn't look met.
    """

    programme: str
    family: str
    decision: DecisionState
    intake: IntakeView
    conditions: tuple[ConditionResult, ...]
    assumptions: tuple[str, ...]
    missing: tuple[str, ...]
    office: str
    excludes: tuple[str, ...]
    text: Mapping[Lang, str]
    name: Words
    summary: Words
    documents: tuple[Paper, ...]
    clashes: tuple[Clash, ...]
    cliffs: tuple[Cliff, ...]
    next_doors: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether it may take applications."""
        return self.intake.state in ("open", "budget", "unknown")

    @property
    def failing(self) -> tuple[ConditionResult, ...]:
        """The conditions that don't look met."""
        return tuple(c for c in self.conditions if c.kind == "fact" and c.result == "not_met")
