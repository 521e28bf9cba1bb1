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
class ConditionResult:
    """One condition beside what the person said. `required` and `have` are plain JSON values (dates as ISO strings);
    `have` is None where nothing was said. Conditions without a test have the op `judged` (office) or `affirmed` (self).
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


@dataclass(frozen=True, slots=True)
class IntakeView:
    """Whether the door is open on the day asked about, and the section that says so."""

    state: IntakeState
    citation: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How a person stands with one programme.

    `assumptions` are the events taken as not reported, `missing` the fields that would settle a `need_info`, `office`
    the code of who decides, `excludes` the programmes that can't be had at the same time.
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

    @property
    def open(self) -> bool:
        """Whether it may take applications."""
        return self.intake.state in ("open", "budget", "unknown")

    @property
    def failing(self) -> tuple[ConditionResult, ...]:
        """The conditions that don't look met."""
        return tuple(c for c in self.conditions if c.kind == "fact" and c.result == "not_met")
