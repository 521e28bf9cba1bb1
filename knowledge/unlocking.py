"""Which openings a course newly opens: sets of skills against sets of skills, as rows of bits. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from knowledge.columns import Bits, Flags, Ints, SkillBits


class Unlocking:
    """What one person lacks of each opening, asked of many courses."""

    def __init__(self, skills: SkillBits, needs: Bits, need: Ints, counted: Flags, held: Iterable[str]) -> None:
        """`needs` are distinct sets of required skills, `need` says which one each opening has; of the openings only
        those `counted` are looked at. `held` are the person's skills."""
        self._skills = skills
        lacks = needs & ~skills.row(held)
        short = np.asarray(lacks.any(axis=1))
        at = np.flatnonzero(counted & short[need])
        # Many openings ask for the same skills, so each distinct need is looked at once a course, and only by courses
        # that teach the first skill it lacks.
        self._lines = at[np.argsort(need[at], kind="stable")]
        distinct, starts = np.unique(need[self._lines], return_index=True)
        self._bounds = np.append(starts, len(self._lines))
        self._lacks = lacks[distinct]
        self._first = _first_place(self._lacks)

    def by(self, taught: frozenset[str]) -> Ints:
        """The lines, in order, of the openings whose missing skills are all taught."""
        some = np.flatnonzero(np.isin(self._first, self._skills.places(taught)))
        filled = some[~(self._lacks[some] & ~self._skills.row(taught)).any(axis=1)]
        parts: Sequence[Ints] = [self._lines[self._bounds[n] : self._bounds[n + 1]] for n in filled.tolist()]
        return np.sort(np.concatenate(parts)) if parts else self._lines[:0]


def _first_place(rows: Bits) -> Ints:
    """The place of the first skill of each row; none is empty."""
    word = (rows != 0).argmax(axis=1)
    value = rows[np.arange(len(rows)), word]
    lowest = value & (~value + np.uint64(1))
    return np.asarray(word * 64 + np.bitwise_count(lowest - np.uint64(1)), dtype=np.int64)
