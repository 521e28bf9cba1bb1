"""The columns of all openings on disk: an index like the others, with the last change it has taken in.

A new state is a new folder of plain numpy files, and one small file says which folder counts; whoever has the old one
mapped into memory keeps it until done. Opening costs milliseconds, however many openings there are.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from knowledge.columns import TYPES, Bits, Codes, Ints, OpeningColumns, SkillBits, opening_columns, widened
from knowledge.errors import ColumnsError

_FORMAT: Final = "1"  # of the files below; raise it when they change
_BITS: Final = ("needs", "likings")
_LISTS: Final = ("regions", "occupations", "employments", "licences", "permits")
_CODED: Final = {"need": "needs", "liking": "likings", "region": "regions", "occupation": "occupations",
                 "employment": "employments", "licence": "licences", "permit": "permits"}  # fmt: skip
_CURRENT: Final = "current.json"


class ColumnsFile:
    """The columns under one folder. Any thread may read; writing wants the lock of the indexes."""

    def __init__(self, path: Path, recipe: str, skills: Iterable[str]) -> None:
        """Opens the columns in the folder `path`. `recipe` says how lines are made; another recipe makes them stale.
        `skills` are the ids that have places from the start."""
        self._path = path
        self._recipe = f"{_FORMAT}:{recipe}"
        self._skills = tuple(skills)
        self.seq = -1
        self.columns = self._empty()
        self.reload()

    def reload(self) -> bool:
        """Sees what is on disk now. `seq` becomes the last change in it; -1 (and False) if there is nothing usable."""
        for _ in range(3):  # the folder may go between reading its name and opening it
            try:
                current = json.loads((self._path / _CURRENT).read_text(encoding="utf-8"))
                if current["recipe"] != self._recipe:
                    break
                if current["seq"] != self.seq:
                    self.columns = _read(self._path / current["folder"])
                    self.seq = int(current["seq"])
                return True
            except (OSError, ValueError, KeyError, TypeError):
                continue
        self.seq, self.columns = -1, self._empty()
        return False

    def save(self, columns: OpeningColumns, seq: int) -> None:
        """Makes `columns` what counts, with `seq` as the last change taken in. Raises ColumnsError."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix=f"{seq}-", dir=self._path))
            _write(folder, columns)
            told = self._path / f"{folder.name}.json"
            current = {"folder": folder.name, "seq": seq, "recipe": self._recipe}
            told.write_text(json.dumps(current), encoding="utf-8")
            os.replace(told, self._path / _CURRENT)
        except OSError as e:
            raise ColumnsError(
                f"The columns in {self._path} can't be written ({e.strerror}). Free some room or make the folder "
                "writable; they are then made again from the store."
            ) from e
        for other in self._path.iterdir():
            if other.is_dir() and other.name != folder.name:
                shutil.rmtree(other, ignore_errors=True)
        self.columns, self.seq = _read(folder), seq

    def _empty(self) -> OpeningColumns:
        return opening_columns((), SkillBits(self._skills))


def merged(old: OpeningColumns, new: OpeningColumns, gone: Iterable[str] = ()) -> OpeningColumns:
    """The lines of `new` in place of those of `old` with the same ids, and without those `gone`."""
    out = {*new.ids, *gone}
    stay = np.fromiter((id_ not in out for id_ in old.ids), dtype=np.bool_, count=len(old.ids))
    ids = [id_ for id_, stays in zip(old.ids, stay.tolist(), strict=True) if stays] + list(new.ids)
    order = np.asarray(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    skills = SkillBits(old.skills)
    skills.learn(new.skills)
    tables: dict[str, Any] = {}
    figures: dict[str, Any] = {}
    for name in TYPES:
        mine, theirs = getattr(old, name)[stay], getattr(new, name)
        if (table := _CODED.get(name)) in _BITS:
            before, after = getattr(old, table), getattr(new, table)
            before, after = widened(before, skills.words), _placed(after, new.skills, skills)
            tables[table], mine, theirs = _joined_bits(before, after, mine, theirs)
        elif table is not None:
            codes = Codes(getattr(old, table))
            moved: Ints = np.asarray([codes.add(value) for value in getattr(new, table)], dtype=TYPES[name])
            theirs = moved[theirs] if len(theirs) else theirs
            tables[table] = tuple(codes.values)
        figures[name] = np.concatenate([mine, theirs])[order].astype(TYPES[name], copy=False)
    return OpeningColumns(ids=tuple(ids[at] for at in order.tolist()), skills=skills.known, **tables, **figures)


def _placed(table: Bits, own: Sequence[str], skills: SkillBits) -> Bits:
    """Rows whose bits stand for `own` ids, as rows of `skills`."""
    if tuple(own) == skills.known[: len(own)]:
        return widened(table, skills.words)
    theirs = SkillBits(own)
    return skills.rows([theirs.ids(row) for row in table])


def _joined_bits(old: Bits, new: Bits, at_old: Ints, at_new: Ints) -> tuple[Bits, Ints, Ints]:
    """One table of distinct rows that are pointed at, and what pointed into the two now points into it."""
    table = np.concatenate([old, new])
    at = np.concatenate([at_old, at_new + len(old)]).astype(np.int64)
    if not len(at):
        return old[:0], at_old, at_new
    used, at = np.unique(at, return_inverse=True)
    rows, same = np.unique(table[used], axis=0, return_inverse=True)
    at = same.reshape(-1)[at.reshape(-1)]
    return rows, at[: len(at_old)], at[len(at_old) :]


def _write(folder: Path, columns: OpeningColumns) -> None:
    for name in (*TYPES, *_BITS):
        np.save(folder / f"{name}.npy", getattr(columns, name))
    (folder / "ids").write_bytes("\0".join(columns.ids).encode())
    told = {name: getattr(columns, name) for name in ("skills", *_LISTS)}
    (folder / "lists.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _read(folder: Path) -> OpeningColumns:
    mapped = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in (*TYPES, *_BITS)}
    figures: dict[str, Any] = {name: np.asarray(array) for name, array in mapped.items()}  # memmap's own class is slow
    raw = (folder / "ids").read_bytes().decode()
    ids = tuple(raw.split("\0")) if raw else ()
    if {len(figures[name]) for name in TYPES} != {len(ids)}:
        raise ValueError("columns of different lengths")
    told: Mapping[str, Any] = json.loads((folder / "lists.json").read_text(encoding="utf-8"))
    for name in ("skills", *_LISTS):
        figures[name] = tuple(tuple(v) if isinstance(v, list) else v for v in told[name])
    return OpeningColumns(ids=ids, **figures)
