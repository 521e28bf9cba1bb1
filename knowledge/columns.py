"""Openings and cohorts as numpy columns: what is the same for many records is kept once and pointed at by number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.adverts import hides
from knowledge.entries import FOREVER, monthly_pay
from knowledge.models import Cohort, Course, Opening, Pay
from knowledge.records import Training

Bits = NDArray[np.uint64]
Ints = NDArray[Any]  # of whole numbers, as wide as they have to be
Flags = NDArray[np.bool_]

UNKNOWN: Final = -1  # in columns of won and seats: not said
EDUCATION: Final = {"any": 0, "middle": 1, "high": 2, "college": 3, "university": 4, "graduate": 5}
_MOST: Final = 2**31 - 1  # won; what is more is a slip of the pen and counts as this
_FULL_MONTH: Final = 209  # hours of a 40-hour week with its paid rest days
_FULL_WEEK: Final = 40
_DAY: Final = 8

T = TypeVar("T", bound=Hashable)
V = TypeVar("V")


class Codes(Generic[T]):
    """Distinct values by number, in order of first sight."""

    def __init__(self, values: Iterable[T] = ()) -> None:
        self.values: list[T] = list(values)
        self._at: dict[T, int] = {value: at for at, value in enumerate(self.values)}

    def add(self, value: T) -> int:
        """The number of `value`."""
        at = self._at.setdefault(value, len(self.values))
        if at == len(self.values):
            self.values.append(value)
        return at


class SkillBits:
    """Sets of skill ids as rows of 64-bit words. Ids that the taxonomy lacks get a place, too."""

    def __init__(self, known: Iterable[str]) -> None:
        self._at = {skill: at for at, skill in enumerate(known)}
        self._ids = list(self._at)

    @property
    def known(self) -> tuple[str, ...]:
        """The ids that have a place, in the order of their places."""
        return tuple(self._ids)

    @property
    def words(self) -> int:
        """How many words a row has."""
        return max(1, -(-len(self._ids) // 64))

    def learn(self, skills: Iterable[str]) -> None:
        """Gives a place to ids that have none. Rows made before may be shorter after it."""
        for skill in skills:
            if skill not in self._at:
                self._at[skill] = len(self._ids)
                self._ids.append(skill)

    def row(self, skills: Iterable[str]) -> Bits:
        """One row; ids without a place are left out (nothing asks for them, nothing teaches them)."""
        row = np.zeros(self.words, dtype=np.uint64)
        for skill in skills:
            if (at := self._at.get(skill)) is not None:
                row[at // 64] |= np.uint64(1 << (at % 64))
        return row

    def rows(self, sets: Sequence[Iterable[str]]) -> Bits:
        """One row a set."""
        table = np.zeros((len(sets), self.words), dtype=np.uint64)
        for line, skills in enumerate(sets):
            for skill in skills:
                at = self._at[skill]
                table[line, at // 64] |= np.uint64(1 << (at % 64))
        return table

    def places(self, skills: Iterable[str]) -> list[int]:
        """The places of those ids that have one."""
        return [self._at[skill] for skill in skills if skill in self._at]

    def ids(self, row: Bits) -> tuple[str, ...]:
        """The ids of one row, in the order of their places."""
        return tuple(
            self._ids[word * 64 + bit]
            for word, value in enumerate(row.tolist())
            for bit in range(64)
            if value >> bit & 1
        )


def count(table: Bits) -> Ints:
    """How many ids each row holds."""
    found: Ints = np.bitwise_count(table).sum(axis=1, dtype=np.int32)
    return found


def widened(table: Bits, words: int) -> Bits:
    """The same rows with room for more ids."""
    if table.shape[1] == words:
        return table
    wide = np.zeros((len(table), words), dtype=np.uint64)
    wide[:, : table.shape[1]] = table
    return wide


def share(rows: Bits, row: Bits) -> Flags:
    """Which of the rows have something in common with `row`."""
    return np.asarray((rows & row).any(axis=1))


def table(values: Sequence[V], of: Callable[[V], int | bool]) -> Ints:
    """One figure for each distinct value."""
    return np.asarray([of(value) for value in values], dtype=np.int32)


def truths(values: Sequence[V], of: Callable[[V], bool]) -> Flags:
    """One yes or no for each distinct value."""
    return np.asarray([of(value) for value in values], dtype=np.bool_)


def hourly_pay(pay: Pay | None, weekly_hours: int | None) -> int:
    """The least that `pay` comes to an hour, in whole won rounded down; UNKNOWN if nothing is said.

    A month has the hours of the week with its paid rest day (from 15 hours on), 209 for a full week; a day has 8.
    """
    if pay is None:
        return UNKNOWN
    if pay.unit == "hour":
        return pay.min
    if pay.unit == "day":
        return pay.min // _DAY
    months = 12 if pay.unit == "year" else 1
    if weekly_hours is None or weekly_hours >= _FULL_WEEK:
        return pay.min // (_FULL_MONTH * months)
    rest = 12 if weekly_hours >= 15 else 10
    # hours a month = weekly hours × 365/7/12, with a fifth on top for the paid day of rest
    return pay.min * 7 * 12 * 10 // (weekly_hours * 365 * rest * months)


def wage_is_judged(opening: Opening) -> bool:
    """Whether the pay can be held against the minimum wage: not where hours are unknown or the contract is free."""
    if opening.pay is None or opening.employment == "freelance":
        return False
    if opening.pay.unit in ("hour", "day"):
        return True
    hours = opening.weekly_hours
    full = opening.employment != "part_time" and "employment" not in opening.unsaid
    return full if hours is None else hours >= _FULL_WEEK


@dataclass(frozen=True, slots=True)
class OpeningColumns:
    """One line an opening, in order of ids. Dates are ordinals, pay is in won. Codes point into the lists beside them:
    `need` and `liking` into the distinct rows of required and preferred skills, whose bits stand for `skills`;
    `employer` points nowhere, it only tells one from another."""

    ids: tuple[str, ...]
    skills: tuple[str, ...]
    need: Ints
    needs: Bits
    liking: Ints
    likings: Bits
    posted: Ints
    closes: Ints
    experience: Ints
    education: Ints
    pay_month: Ints
    pay_hour: Ints
    wage_judged: Flags
    withdrawn: Flags
    hidden: Flags
    remote: Flags
    sample: Flags
    employer: Ints
    region: Ints
    regions: tuple[str, ...]
    occupation: Ints
    occupations: tuple[str, ...]
    employment: Ints
    employments: tuple[str, ...]
    licence: Ints
    licences: tuple[tuple[str, ...], ...]
    permit: Ints
    permits: tuple[tuple[str, ...], ...]


TYPES: Final = {
    "need": np.int32, "liking": np.int32, "posted": np.int32, "closes": np.int32, "experience": np.int16,
    "education": np.int8, "pay_month": np.int32, "pay_hour": np.int32, "wage_judged": np.bool_,
    "withdrawn": np.bool_, "hidden": np.bool_, "remote": np.bool_, "sample": np.bool_, "employer": np.int64,
    "region": np.int32, "occupation": np.int32, "employment": np.int16, "licence": np.int32, "permit": np.int32,
}  # fmt: skip
"""The columns with one figure a line."""


def opening_columns(openings: Iterable[Opening], skills: SkillBits) -> OpeningColumns:
    """The columns of `openings`, read once. Skill ids without a place get one in `skills`. What another record stands
    for (`same_as`) has no line of its own."""
    regions, occupations, employments = Codes[str](), Codes[str](), Codes[str]()
    licences, permits = Codes[tuple[str, ...]](), Codes[tuple[str, ...]]()
    needs, likings = Codes[frozenset[str]](), Codes[frozenset[str]]()
    made: defaultdict[str, list[Any]] = defaultdict(list)
    for o in openings:
        if o.same_as:
            continue
        skills.learn((*o.required, *o.preferred))
        pay_month = monthly_pay(o.pay, o.weekly_hours)
        line = {
            "id": o.id, "need": needs.add(frozenset(o.required)), "liking": likings.add(frozenset(o.preferred)),
            "posted": o.posted.toordinal(), "closes": o.closes.toordinal() if o.closes else FOREVER,
            "experience": o.experience, "education": EDUCATION.get(o.education, 0),
            "pay_month": UNKNOWN if pay_month is None else min(pay_month, _MOST),
            "pay_hour": min(hourly_pay(o.pay, o.weekly_hours), _MOST), "wage_judged": wage_is_judged(o),
            "withdrawn": o.withdrawn, "hidden": hides(o), "remote": o.remote, "sample": o.sample,
            "employer": _told_apart(o.employer), "region": regions.add(o.region),
            "occupation": occupations.add(o.occupation), "employment": employments.add(o.employment),
            "licence": licences.add(o.licences), "permit": permits.add(o.permits),
        }  # fmt: skip
        for name, value in line.items():
            made[name].append(value)
    order = sorted(range(len(made["id"])), key=made["id"].__getitem__)
    figures: dict[str, Any] = {n: np.asarray([made[n][at] for at in order], dtype=t) for n, t in TYPES.items()}
    return OpeningColumns(
        ids=tuple(made["id"][at] for at in order), skills=skills.known, needs=skills.rows(needs.values),
        likings=skills.rows(likings.values), regions=tuple(regions.values), occupations=tuple(occupations.values),
        employments=tuple(employments.values), licences=tuple(licences.values), permits=tuple(permits.values),
        **figures,
    )  # fmt: skip


def _told_apart(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class CohortColumns:
    """One line a cohort, by course and then in the order one would join them; the course's facts repeated."""

    cohorts: tuple[Cohort, ...]
    courses: tuple[Course, ...]
    course: Ints
    apply_by: Ints
    seats_left: Ints


def cohort_columns(trainings: Iterable[Training]) -> CohortColumns:
    """The columns of all cohorts but those that another source's stand for."""
    ordered = sorted(trainings, key=lambda t: t.course.id)
    pairs = [
        (at, cohort)
        for at, training in enumerate(ordered)
        for cohort in sorted(training.cohorts, key=lambda c: (c.starts, c.apply_by, c.id))
        if not cohort.same_as
    ]
    cohorts = tuple(cohort for _, cohort in pairs)
    return CohortColumns(
        cohorts,
        tuple(training.course for training in ordered),
        np.asarray([at for at, _ in pairs], dtype=np.int32),
        np.asarray([c.apply_by.toordinal() for c in cohorts], dtype=np.int32),
        np.asarray([UNKNOWN if c.seats_left is None else c.seats_left for c in cohorts], dtype=np.int32),
    )
