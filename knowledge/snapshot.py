"""All vectors of one kind and language in one file, for searches that compare with everything at once."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import Vectors


class Snapshot:
    """Windows and the records they belong to. Immutable; safe to use from several threads.

    `seq` is the last change it holds (-1: there is none yet). It isn't `whole` where there were too many vectors to
    hold: then it only knows `seq`.
    """

    def __init__(self, seq: int, ids: Sequence[str] = (), rows: Any = (), *, whole: bool = True) -> None:
        """`ids` are those of the records, one for each row, those of one record together."""
        self.seq = seq
        self.whole = whole
        self._ids = np.asarray(ids, dtype=np.str_)
        self._rows: Vectors = np.asarray(rows, np.float32)

    def nearest(self, asked: NDArray[np.float32], limit: int, besides: Iterable[str] = ()) -> dict[str, float]:
        """The cosine to `asked` (a unit vector) by id, of the nearest `limit` (in order) and of those `besides`.

        A record is as near as its nearest window, or as the middle of all of them where that is nearer.
        """
        if not len(self._ids):
            return {}
        begins, names, places = self._records
        best = np.maximum(np.maximum.reduceat(self._rows @ asked, begins), self._middles @ asked)
        order = np.argpartition(-best, limit - 1)[:limit] if limit < len(best) else np.arange(len(best))
        order = order[np.lexsort((names[order], -best[order]))]
        near = {str(names[i]): float(best[i]) for i in order}
        return near | {id_: float(best[places[id_]]) for id_ in besides if id_ in places and id_ not in near}

    def write(self, path: Path) -> None:
        """Puts it on disk in one move, so that nobody ever reads half of it. Raises OSError."""
        beside = path.with_suffix(".new")
        with beside.open("wb") as out:
            np.savez(out, seq=self.seq, whole=self.whole, ids=self._ids, rows=self._rows)
        os.replace(beside, path)

    @classmethod
    def read(cls, path: Path) -> Snapshot:
        """The one on disk; an empty one where there is none that can be read: it is then made again."""
        try:
            with np.load(path, allow_pickle=False) as found:
                return cls(int(found["seq"]), found["ids"], found["rows"], whole=bool(found["whole"]))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return cls(-1)

    @cached_property
    def _records(self) -> tuple[NDArray[np.intp], NDArray[np.str_], Mapping[str, int]]:
        """Where each record begins, its id, and which record an id is."""
        begins = np.flatnonzero(np.concatenate([[True], self._ids[1:] != self._ids[:-1]]))
        names = self._ids[begins]
        return begins, names, {str(name): i for i, name in enumerate(names)}

    @cached_property
    def _middles(self) -> Vectors:
        """The mean direction of each record's windows, of unit length: shape (records, dims)."""
        begins, _, _ = self._records
        sums = np.add.reduceat(self._rows, begins, axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.where(lengths == 0, 1, lengths), np.float32)
