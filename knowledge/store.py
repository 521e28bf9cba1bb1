"""The records of truth, in SQLite (PostgreSQL by URL), with a change sequence.

Every write is one transaction that raises `change_seq` by one and stamps the rows it touched with it; whoever derives
something from the store asks for `changes_since` the number it remembers. Writers hold one cross-process lock;
readers never do.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from knowledge.engine import engine_at, translated
from knowledge.errors import SchemaTooNew
from knowledge.firms import Firms
from knowledge.lock import file_lock, lock_timeout
from knowledge.records import Change, Key, RecordKind, Row
from knowledge.tables import (
    MIGRATIONS,
    SCHEMA_VERSION,
    cohorts,
    facts,
    insert,
    line_of,
    matching,
    metadata,
    records,
    row_from,
    set_fact,
    versions,
)

_ADVISORY_LOCK: Final = 0x1E0A  # any fixed number; all writers of one PostgreSQL database share it


class Store:
    """Reads records; writing goes through `writer`, one process at a time."""

    def __init__(self, url: str, lock_path: Path) -> None:
        """Opens (and where empty, creates) the store at the SQLAlchemy address `url`.

        Raises SchemaTooNew if a newer program wrote it, LockTimeout if another process holds it while it has to be
        created or migrated, SettingsError for an address that can't be one, StoreError if it can't be opened.
        """
        self._lock_path = lock_path
        self._engine = engine_at(url)
        self._sqlite = self._engine.dialect.name == "sqlite"
        if self._version() != SCHEMA_VERSION:
            with self._locked(60.0):
                self._prepare()

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()

    def seq(self) -> int:
        """The number of the last change (0 = nothing was ever written)."""
        return int(self.fact("change_seq") or 0)

    def fact(self, name: str) -> str | None:
        """A named fact about the whole base (which library, which samples), or None."""
        return next((r.value for r in self._rows(sa.select(facts).filter_by(name=name))), None)

    def facts(self, prefix: str) -> dict[str, str]:
        """The facts whose names begin with `prefix`."""
        return {r.name: r.value for r in self._rows(sa.select(facts)) if r.name.startswith(prefix)}

    def get(self, key: Key) -> Row | None:
        """The row under `key`, or None if there is none (any more)."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Sequence[Key]) -> dict[Key, Row]:
        """The rows under `keys`, as far as there are any."""
        live = sa.select(records).where(sa.not_(records.c.deleted))
        found = {row.key: row for some in matching(keys) for row in map(row_from, self._rows(live.where(some)))}
        return {k: found[k] for k in keys if k in found}

    def digests(self, keys: Sequence[Key]) -> dict[Key, tuple[str, str]]:
        """Digest and source of the rows under `keys`, as far as there are any: enough to compare, cheap to read."""
        columns = [records.c[name] for name in (*Key._fields, "digest", "source")]
        live = sa.select(*columns).where(sa.not_(records.c.deleted))
        found = (r for some in matching(keys) for r in self._rows(live.where(some)))
        return {Key(r.kind, r.id, r.lang): (r.digest, r.source) for r in found}

    def of_kind(self, kind: RecordKind) -> list[Row]:
        """All rows of a kind, by id."""
        query = sa.select(records).where(records.c.kind == kind, sa.not_(records.c.deleted))
        return [row_from(r) for r in self._rows(query.order_by(records.c.id, records.c.lang))]

    def keys_of(
        self, source: str, *, withdrawn: bool = True, batch: int = 10_000
    ) -> Iterator[list[tuple[Key, date | None]]]:
        """The keys of all rows that came from `source` in batches, each with its last day; on demand without openings
        that were withdrawn."""
        columns = tuple(records.c[name] for name in Key._fields)
        for state in (False, True) if withdrawn else (False,):  # one after the other: that is the order of the index
            live = sa.select(*columns, records.c.valid_to)
            live = live.filter_by(source=source, deleted=False, withdrawn=state)
            beyond: sa.ColumnElement[bool] = sa.true()
            while rows := self._rows(live.where(beyond).order_by(*columns).limit(batch)):
                keys = [(Key(r.kind, r.id, r.lang), r.valid_to) for r in rows]
                yield keys
                beyond = sa.tuple_(*columns) > sa.tuple_(*map(sa.literal, keys[-1][0]))

    def versions(self, key: Key) -> list[Row]:
        """The replaced versions of the row under `key`, newest first, each with the last day it held."""
        query = sa.select(versions).filter_by(**key._asdict()).order_by(versions.c.replaced_seq.desc())
        return [row_from(r) for r in self._rows(query)]

    def replacements(self) -> dict[str, int]:
        """How many changes replaced sections, by source."""
        changes = sa.func.count(sa.distinct(versions.c.replaced_seq)).label("n")
        return {r.source: r.n for r in self._rows(sa.select(versions.c.source, changes).group_by(versions.c.source))}

    def course_of(self, cohort: str) -> str | None:
        """The id of the course that the cohort with this id belongs to."""
        return next((r.course for r in self._rows(sa.select(cohorts).filter_by(id=cohort))), None)

    def changes_since(self, seq: int, kind: RecordKind, *, batch: int = 1000) -> Iterator[list[Change]]:
        """What of a kind changed after change `seq`, oldest first, in batches; each record once, as it is now."""
        columns = (records.c.change_seq, records.c.id, records.c.lang)
        beyond: sa.ColumnElement[bool] = records.c.change_seq > seq
        while True:
            query = sa.select(records).where(records.c.kind == kind, beyond).order_by(*columns).limit(batch)
            rows = self._rows(query)
            if not rows:
                return
            yield [Change(r.change_seq, row.key, None if r.deleted else row) for r in rows for row in [row_from(r)]]
            last = rows[-1]
            beyond = sa.tuple_(*columns) > sa.tuple_(*(sa.literal(getattr(last, c.name)) for c in columns))

    def pending(self, seq: int, kind: RecordKind, lang: str | None = None) -> int:
        """How many records of a kind (in this language) changed after change `seq`."""
        query = sa.select(sa.func.count()).where(records.c.kind == kind, records.c.change_seq > seq)
        return int(self._rows(query if lang is None else query.where(records.c.lang == lang))[0][0])

    def counts(self) -> dict[tuple[str, str, str], int]:
        """How many rows there are by kind, language and source; ("cohort", "", "") counts the cohorts."""
        columns = (records.c.source, records.c.kind, records.c.lang)
        query = sa.select(*columns, sa.func.count().label("n")).filter_by(deleted=False).group_by(*columns)
        runs = self._rows(sa.select(sa.func.count()).select_from(cohorts))[0][0]
        return {(r.kind, r.lang, r.source): r.n for r in self._rows(query)} | {("cohort", "", ""): runs}

    @contextmanager
    def writer(self, timeout: float) -> Iterator[Writer]:
        """The right to write, for as long as the block runs; waits at most `timeout` seconds.

        Raises LockTimeout if another process keeps it longer.
        """
        with self._locked(timeout):
            yield Writer(self._engine)

    def _locked(self, timeout: float) -> AbstractContextManager[None]:
        return file_lock(self._lock_path, timeout) if self._sqlite else self._advisory_lock(timeout)

    @contextmanager
    def _advisory_lock(self, timeout: float) -> Iterator[None]:
        give_up = time.monotonic() + timeout
        with translated(), self._engine.connect() as connection:
            while not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_ADVISORY_LOCK))):
                if time.monotonic() >= give_up:
                    raise lock_timeout(timeout)
                time.sleep(0.1)
            connection.commit()
            try:
                yield
            finally:
                connection.scalar(sa.select(sa.func.pg_advisory_unlock(_ADVISORY_LOCK)))
                connection.commit()

    def _version(self) -> int:
        """The schema version found; 0 for an empty database. Raises SchemaTooNew."""
        with translated():
            if not sa.inspect(self._engine).has_table("meta"):
                return 0
        version = int(self.fact("schema_version") or 0)
        if version > SCHEMA_VERSION:
            raise SchemaTooNew(
                f"This knowledge base has schema {version}, this program knows {SCHEMA_VERSION}. "
                "Start a newer version of the program, or set IEUM_HOME to another folder."
            )
        return version

    def _prepare(self) -> None:
        """Creates or migrates; another process may have done so while we waited for the lock."""
        version = self._version()
        with translated(), self._engine.begin() as connection:
            if version == 0:
                metadata.create_all(connection)
            for step in range(version or SCHEMA_VERSION, SCHEMA_VERSION):
                for statement in MIGRATIONS[step]:
                    connection.execute(sa.text(statement))
            set_fact(connection, "schema_version", str(SCHEMA_VERSION))

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with translated(), self._engine.connect() as connection:
            return connection.execute(query).all()


class Writer:
    """What holds the right to write. Each `put` is one change, and one transaction unless it is `together` with
    others."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._open: sa.Connection | None = None

    @contextmanager
    def together(self) -> Iterator[Firms]:
        """What the block writes is one transaction: if it fails, nothing of it was written. Others read the state
        before it until it ends. Gives the firms of records, which are read and written only so."""
        with translated(), self._engine.begin() as self._open:
            try:
                yield Firms(self._open)
            finally:
                self._open = None

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        if self._open is not None:
            yield self._open
            return
        with translated(), self._engine.begin() as connection:
            yield connection

    def put(self, rows: Sequence[Row], gone: Iterable[Key], *, on: date) -> int:
        """Writes `rows`, marks `gone`, and gives back the number of this change.

        A section that replaces another keeps the older one as a version that held until the day before the new one
        holds, or, where the new one doesn't say, until the day `on` it was replaced. Raises StoreFull, StoreReadOnly,
        StoreError; then nothing of it was written.
        """
        gone = list(gone)
        with self._transaction() as connection:
            last = sa.select(facts.c.value).where(facts.c.name == "change_seq").with_for_update()
            seq = int(connection.scalar(last) or 0) + 1
            set_fact(connection, "change_seq", str(seq))
            if rows:
                _keep_versions(connection, rows, seq, on)
                for some in matching([r.key for r in rows]):
                    connection.execute(sa.delete(records).where(some))
                fresh = {"change_seq": seq, "deleted": False}
                insert(connection, records, [line_of(r) | fresh | {"withdrawn": r.withdrawn} for r in rows])
            for some in matching(gone):
                connection.execute(sa.update(records).where(some).values(deleted=True, change_seq=seq))
            _keep_cohorts(connection, rows, gone)
        return seq

    def set_fact(self, name: str, value: str) -> None:
        """Remembers a named fact about the whole base."""
        with self._transaction() as connection:
            set_fact(connection, name, value)

    def drop_fact(self, name: str) -> None:
        """Forgets a named fact."""
        with self._transaction() as connection:
            connection.execute(sa.delete(facts).where(facts.c.name == name))


def _keep_versions(connection: sa.Connection, rows: Sequence[Row], seq: int, on: date) -> None:
    new = {row.key: row for row in rows if row.key.kind == "section"}
    replaced: list[dict[str, Any]] = []
    for some in matching(new):
        for old in map(row_from, connection.execute(sa.select(records).where(some, sa.not_(records.c.deleted)))):
            begins = new[old.key].valid_from
            last_day = begins - timedelta(days=1) if begins else on
            kept = replace(old, valid_to=min(old.valid_to or last_day, last_day))
            replaced.append(line_of(kept) | {"replaced_seq": seq})
    if replaced:
        insert(connection, versions, replaced)


def _keep_cohorts(connection: sa.Connection, rows: Sequence[Row], gone: Sequence[Key]) -> None:
    stale = [k.id for k in (*(r.key for r in rows), *gone) if k.kind == "course"]
    if stale:
        connection.execute(sa.delete(cohorts).where(cohorts.c.course.in_(stale)))
    if parts := [{"id": part, "course": r.key.id} for r in rows for part in r.parts]:
        insert(connection, cohorts, parts)
