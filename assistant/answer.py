"""What a turn says: the answer as a value, and the events that lead up to it.

`schema.json` beside this file is generated from `Answer` (`python -m assistant.answer` prints it) and tested against
it. Everything but `text`, `lines`, `suggestions` and `title`/`quote` words is the same in both languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import TypeAdapter

from assistant.card import (
    CourseView,
    Flag,
    Match,
    Monthly,
    OpeningView,
    OwnShare,
    PathStep,
    Pathway,
    PayView,
    SignView,
    SkillsView,
    Swap,
)
from assistant.eligibility.decision import Decision
from knowledge.models import Lang

__all__ = [  # the shapes of cards belong to what a turn says, too
    "CourseView", "Flag", "Match", "Monthly", "OpeningView", "OwnShare", "PathStep", "Pathway", "PayView", "SignView",
    "SkillsView", "Swap",
]  # fmt: skip


class Status(StrEnum):
    """How a turn ended. Every ending is one of these, each with words for the person."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    NO_CONTENT = "no_content"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"
    REFERRED = "referred"
    CRISIS = "crisis"
    REJECTED = "rejected"
    UNSUPPORTED = "unsupported"
    UNAVAILABLE = "unavailable"


LineKind = Literal["lead", "detail", "step", "who", "note", "warm", "understood"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer as shown: `text` without labels, `labels` the citations it rests on.

    Kinds: `lead` (the answer itself), `detail` (bullet), `step` (numbered), `who` (who decides, where to ask), `note`
    (small print), `warm` (a sentence with no fact in it), `understood` (what a search understood and left out).
    """

    kind: LineKind
    text: str
    labels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A label resolved: the record and the exact words in it."""

    label: int
    kind: Literal["section", "course", "opening"]
    id: str
    title: str
    heading_path: tuple[str, ...]
    quote: str
    url: str
    as_of: date | None
    state: str
    basis: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One tappable answer to a question."""

    value: Any
    text: Mapping[Lang, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question worth asking: the unknown field, the programmes its answer can change, tappable answers."""

    field: str
    flips: tuple[str, ...]
    text: Mapping[Lang, str]
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountNote:
    """A line that belongs to an amount: `how` it was worked out, its `stop_line`, the `room` left before it, what is
    to be `confirm`ed. `value` is the line's own figure, where it has one."""

    code: str
    text: Mapping[Lang, str]
    citation: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """One computed figure: a value or a band `[low, high]` in `unit`, by which formula, from what, from which section.

    `name` is a stable key, `period` what one payment is for (`month`, `day`, `hour`, `course`, `once`, `total` ...).
    `last_known` tells that the year of the figures is over. `missing` are the fields whose answer would settle a
    band or could change the value, the most telling first. `see` are sections that belong beside the figure.
    """

    name: str
    value: int | None
    band: tuple[int, int] | None
    unit: str
    period: str
    formula: str
    inputs: Mapping[str, Any]
    citation: str
    text: Mapping[Lang, str]
    last_known: bool = False
    missing: tuple[str, ...] = ()
    notes: tuple[AmountNote, ...] = ()
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactView:
    """One thing the person told us, as a chip: `words` are theirs."""

    field: str
    value: Any
    words: str
    text: Mapping[Lang, str]


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something that went less well than it should, in words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. `text` is the lines joined, with `[n]` labels; `suggestions` are tappable next questions."""

    id: str
    status: Status
    language: Lang
    text: str
    lines: tuple[Line, ...] = ()
    citations: tuple[Citation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    amounts: tuple[Amount, ...] = ()
    courses: tuple[CourseView, ...] = ()
    openings: tuple[OpeningView, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    asks: tuple[Ask, ...] = ()
    suggestions: tuple[str, ...] = ()
    profile: tuple[FactView, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    mode: str = "offline"
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON values (dates as ISO strings)."""
        value: dict[str, Any] = _ADAPTER.dump_python(self, mode="json", by_alias=True)
        return value


@dataclass(frozen=True, slots=True)
class Masked:
    """First event of a turn: the message as it may be shown back (personal numbers masked)."""

    text: str
    masked: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A checked line, ready to be shown, with the citations it introduces."""

    line: Line
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Course and opening cards."""

    courses: tuple[CourseView, ...] = ()
    openings: tuple[OpeningView, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions back to the person, and next questions to tap."""

    asks: tuple[Ask, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """Last event of a turn: the whole answer."""

    answer: Answer


Event = Masked | Sentence | Cards | Asked | Answered

_ADAPTER: TypeAdapter[Answer] = TypeAdapter(Answer)
_SPACE_BEFORE_LABEL = re.compile(r"\s+(?=\[\d+\])")


def render_text(lines: tuple[Line, ...]) -> str:
    """The lines as one text: bullets, numbered steps, labels as ``[n]``."""
    out, step = [], 0
    for line in lines:
        labels = "".join(f" [{n}]" for n in line.labels)
        if line.kind == "step":
            step += 1
        mark = {"detail": "- ", "step": f"{step}. "}.get(line.kind, "")
        out.append(_SPACE_BEFORE_LABEL.sub(" ", f"{mark}{line.text}{labels}"))
    return "\n".join(out)


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, as `python -m assistant ask --json` prints it."""
    return _ADAPTER.json_schema(mode="serialization")


def as_plain(value: Any) -> Any:
    """Any of these values as plain JSON types."""
    return json.loads(json.dumps(asdict(value), default=str, ensure_ascii=False))


if __name__ == "__main__":
    print(json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True))
