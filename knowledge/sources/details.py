"""What detail pages said, remembered between loads: one call a record is too dear to repeat for what didn't change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from knowledge.errors import StoreError


class Details:
    """A small file of (id, stamp) → fields. `budget` is how many calls a load may spend on details."""

    def __init__(self, path: Path, budget: int) -> None:
        """Opens or begins the file at `path`. Raises StoreError."""
        self._path, self._left = path, budget
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA synchronous=OFF")  # losing it costs calls, no facts
            self._db.execute("CREATE TABLE IF NOT EXISTS details (id TEXT PRIMARY KEY, stamp TEXT, fields TEXT)")
        except (OSError, sqlite3.Error) as e:
            raise self._unusable() from e

    def get(self, id_: str, stamp: str) -> dict[str, str] | None:
        """What is remembered of the record as it was at `stamp`; None if nothing is, or it has changed since.

        Raises StoreError.
        """
        rows = self._run("SELECT fields FROM details WHERE id = ? AND stamp = ?", (id_, stamp))
        return dict(json.loads(rows[0][0])) if rows else None

    def last(self, id_: str) -> dict[str, str] | None:
        """What is remembered of the record, however it was when it was asked. Raises StoreError."""
        rows = self._run("SELECT fields FROM details WHERE id = ?", (id_,))
        return dict(json.loads(rows[0][0])) if rows else None

    def may_ask(self) -> bool:
        """Whether the budget has another call; takes it."""
        self._left -= 1
        return self._left >= 0

    def put(self, id_: str, stamp: str, fields: Mapping[str, str]) -> None:
        """Remembers fields. Raises StoreError."""
        row = (id_, stamp, json.dumps(dict(fields), ensure_ascii=False))
        self._run("INSERT OR REPLACE INTO details VALUES (?, ?, ?)", row)

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def _run(self, statement: str, values: tuple[str, ...]) -> list[tuple[str]]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as e:
            raise self._unusable() from e

    def _unusable(self) -> StoreError:
        return StoreError(f"{self._path} can't be used. Delete it: it is made anew from its source.")
