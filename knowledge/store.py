"""The records of truth, in SQLite (PostgreSQL by URL), with a change sequence. The only file that knows SQLAlchemy.

Every write is one transaction that raises `change_seq` by one and stamps the rows it touched with it; whoever derives
something from the store asks for `changes_since` the number it remembers. Writers hold one cross-process lock;
readers never do.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from knowledge.errors import SchemaTooNew, StoreError, StoreFull, StoreReadOnly
from knowledge.lock import file_lock, lock_timeout
from knowledge.records import Change, Key, RecordKind, Row

SCHEMA_VERSION: Final = 2
MIGRATIONS: Final[Mapping[int, Sequence[str]]] = {  # version → statements that lead to the next one
    1: (
        "ALTER TABLE records ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE",
        """UPDATE records SET withdrawn = TRUE WHERE kind = 'opening' AND payload LIKE '%"withdrawn"\\:true%'""",
        "DROP INDEX ix_records_live",
        "CREATE INDEX ix_records_standing ON records (source, deleted, withdrawn, kind, id, lang, valid_to)",
    ),
}

_ADVISORY_LOCK: Final = 0x1E0A  # any fixed number; all writers of one PostgreSQL database share it
_IN_CHUNK: Final = 500  # SQLite takes at most 32,766 variables a statement

_meta = sa.MetaData()
_facts = sa.Table("meta", _meta, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String))


def _keyed(name: str, *more: sa.Column[Any] | sa.Index) -> sa.Table:
    return sa.Table(
        name,
        _meta,
        *(sa.Column(part, sa.String, primary_key=True) for part in Key._fields),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        *more,
    )


_records = _keyed(
    "records",
    sa.Column("change_seq", sa.Integer, nullable=False, index=True),
    sa.Column("deleted", sa.Boolean, nullable=False),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    # Counting, and telling what a source no longer holds, must not read payloads.
    sa.Index("ix_records_standing", "source", "deleted", "withdrawn", "kind", "id", "lang", "valid_to"),
)
_versions = _keyed("versions", sa.Column("replaced_seq", sa.Integer, primary_key=True))
_cohorts = sa.Table(
    "cohorts", _meta, sa.Column("id", sa.String, primary_key=True), sa.Column("course", sa.String, index=True)
)
_BY_KEY: Final = sa.and_(*(_records.c[name] == sa.bindparam(f"b_{name}") for name in Key._fields))


class Store:
    """Reads records; writing goes through `writer`, one process at a time."""

    def __init__(self, url: str, lock_path: Path) -> None:
        """Opens (and where empty, creates) the store at the SQLAlchemy address `url`.

        Raises SchemaTooNew if a newer program wrote it, LockTimeout if another process holds it while it has to be
        created or migrated, StoreError if it can't be opened.
        """
        self._lock_path = lock_path
        with _translated():
            self._engine = sa.create_engine(url)
        self._sqlite = self._engine.dialect.name == "sqlite"
        if self._sqlite:
            event.listen(self._engine, "connect", _tune_sqlite)
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
        return next((r.value for r in self._rows(sa.select(_facts).filter_by(name=name))), None)

    def get(self, key: Key) -> Row | None:
        """The row under `key`, or None if there is none (any more)."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Sequence[Key]) -> dict[Key, Row]:
        """The rows under `keys`, as far as there are any."""
        found: dict[Key, Row] = {}
        live = sa.select(_records).where(sa.not_(_records.c.deleted))
        for kind in {k.kind for k in keys}:
            ids = sorted({k.id for k in keys if k.kind == kind})
            for start in range(0, len(ids), _IN_CHUNK):
                some = _records.c.id.in_(ids[start : start + _IN_CHUNK])
                found.update((row.key, row) for row in map(_row, self._rows(live.where(_records.c.kind == kind, some))))
        return {k: found[k] for k in keys if k in found}

    def of_kind(self, kind: RecordKind) -> list[Row]:
        """All rows of a kind, by id."""
        query = sa.select(_records).where(_records.c.kind == kind, sa.not_(_records.c.deleted))
        return [_row(r) for r in self._rows(query.order_by(_records.c.id, _records.c.lang))]

    def keys_of(self, source: str) -> set[Key]:
        """The keys of all rows that came from `source`."""
        query = sa.select(_records.c.kind, _records.c.id, _records.c.lang).filter_by(source=source, deleted=False)
        return {Key(r.kind, r.id, r.lang) for r in self._rows(query)}

    def standing(self, source: str, *, batch: int = 10_000) -> Iterator[list[tuple[Key, date | None]]]:
        """The keys of all rows that came from `source` and aren't withdrawn, in batches, each with its last day."""
        columns = tuple(_records.c[name] for name in Key._fields)
        live = sa.select(*columns, _records.c.valid_to).filter_by(source=source, deleted=False, withdrawn=False)
        beyond: sa.ColumnElement[bool] = sa.true()
        while rows := self._rows(live.where(beyond).order_by(*columns).limit(batch)):
            keys = [(Key(r.kind, r.id, r.lang), r.valid_to) for r in rows]
            yield keys
            beyond = sa.tuple_(*columns) > sa.tuple_(*map(sa.literal, keys[-1][0]))

    def versions(self, key: Key) -> list[Row]:
        """The replaced versions of the row under `key`, newest first, each with the last day it held."""
        query = sa.select(_versions).filter_by(**key._asdict()).order_by(_versions.c.replaced_seq.desc())
        return [_row(r) for r in self._rows(query)]

    def course_of(self, cohort: str) -> str | None:
        """The id of the course that the cohort with this id belongs to."""
        return next((r.course for r in self._rows(sa.select(_cohorts).filter_by(id=cohort))), None)

    def changes_since(self, seq: int, kinds: Sequence[RecordKind], *, batch: int = 1000) -> Iterator[list[Change]]:
        """What changed after change `seq`, oldest first, in batches; each record once, as it is now."""
        columns = (_records.c.change_seq, _records.c.kind, _records.c.id, _records.c.lang)
        beyond: sa.ColumnElement[bool] = _records.c.change_seq > seq
        while True:
            query = sa.select(_records).where(beyond, _records.c.kind.in_(kinds)).order_by(*columns).limit(batch)
            rows = self._rows(query)
            if not rows:
                return
            yield [Change(r.change_seq, row.key, None if r.deleted else row) for r in rows for row in [_row(r)]]
            last = rows[-1]
            beyond = sa.tuple_(*columns) > sa.tuple_(*(sa.literal(getattr(last, c.name)) for c in columns))

    def pending(self, seq: int, kinds: Sequence[RecordKind]) -> int:
        """How many records of these kinds changed after change `seq`."""
        query = sa.select(sa.func.count()).where(_records.c.change_seq > seq, _records.c.kind.in_(kinds))
        return int(self._rows(query)[0][0])

    def counts(self) -> dict[tuple[str, str, str], int]:
        """How many rows there are by kind, language and source; ("cohort", "", "") counts the cohorts."""
        columns = (_records.c.kind, _records.c.lang, _records.c.source)
        query = sa.select(*columns, sa.func.count().label("n")).where(sa.not_(_records.c.deleted)).group_by(*columns)
        cohorts = self._rows(sa.select(sa.func.count()).select_from(_cohorts))[0][0]
        return {(r.kind, r.lang, r.source): r.n for r in self._rows(query)} | {("cohort", "", ""): cohorts}

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
        with _translated(), self._engine.connect() as connection:
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
        with _translated():
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
        with _translated(), self._engine.begin() as connection:
            if version == 0:
                _meta.create_all(connection)
            for step in range(version or SCHEMA_VERSION, SCHEMA_VERSION):
                for statement in MIGRATIONS[step]:
                    connection.execute(sa.text(statement))
            _set_fact(connection, "schema_version", str(SCHEMA_VERSION))

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with _translated(), self._engine.connect() as connection:
            return connection.execute(query).all()


class Writer:
    """What holds the right to write. Each `put` is one transaction and one change."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def put(self, rows: Sequence[Row], gone: Iterable[Key], *, on: date) -> int:
        """Writes `rows`, marks `gone`, and gives back the number of this change.

        A section that replaces another keeps the older one as a version that held until the day before the new one
        holds, or, where the new one doesn't say, until the day `on` it was replaced. Raises StoreFull, StoreReadOnly,
        StoreError; then nothing of it was written.
        """
        gone = list(gone)
        with _translated(), self._engine.begin() as connection:
            seq = int(connection.scalar(sa.select(_facts.c.value).where(_facts.c.name == "change_seq")) or 0) + 1
            _set_fact(connection, "change_seq", str(seq))
            if rows:
                _keep_versions(connection, rows, seq, on)
                connection.execute(sa.delete(_records).where(_BY_KEY), [_bound(r.key) for r in rows])
                fresh = {"change_seq": seq, "deleted": False}
                connection.execute(
                    sa.insert(_records), [_values(r) | fresh | {"withdrawn": r.withdrawn} for r in rows]
                )
            if gone:
                mark = sa.update(_records).where(_BY_KEY).values(deleted=True, change_seq=seq)
                connection.execute(mark, [_bound(k) for k in gone])
            _keep_cohorts(connection, rows, gone)
        return seq

    def set_fact(self, name: str, value: str) -> None:
        """Remembers a named fact about the whole base."""
        with _translated(), self._engine.begin() as connection:
            _set_fact(connection, name, value)


def _keep_versions(connection: sa.Connection, rows: Sequence[Row], seq: int, on: date) -> None:
    for new in (r for r in rows if r.key.kind == "section"):
        query = sa.select(_records).where(_BY_KEY, sa.not_(_records.c.deleted))
        found = connection.execute(query, _bound(new.key)).first()
        if found is not None:
            old = _row(found)
            last_day = new.valid_from - timedelta(days=1) if new.valid_from else on
            old = replace(old, valid_to=min(old.valid_to or last_day, last_day))
            connection.execute(sa.insert(_versions), _values(old) | {"replaced_seq": seq})


def _keep_cohorts(connection: sa.Connection, rows: Sequence[Row], gone: Sequence[Key]) -> None:
    stale = [k.id for k in (*(r.key for r in rows), *gone) if k.kind == "course"]
    if stale:
        query = sa.delete(_cohorts).where(_cohorts.c.course == sa.bindparam("b_course"))
        connection.execute(query, [{"b_course": id_} for id_ in stale])
    if parts := [{"id": part, "course": r.key.id} for r in rows for part in r.parts]:
        connection.execute(sa.insert(_cohorts), parts)


def _tune_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _set_fact(connection: sa.Connection, name: str, value: str) -> None:
    connection.execute(sa.delete(_facts).where(_facts.c.name == name))
    connection.execute(sa.insert(_facts), {"name": name, "value": value})


def _bound(key: Key) -> dict[str, str]:
    return {f"b_{name}": value for name, value in key._asdict().items()}


def _values(row: Row) -> dict[str, Any]:
    columns = ("source", "digest", "payload", "valid_from", "valid_to")
    return row.key._asdict() | {name: getattr(row, name) for name in columns}


def _row(found: Any) -> Row:
    key = Key(found.kind, found.id, found.lang)
    return Row(key, found.source, found.payload, found.digest, found.valid_from, found.valid_to)


@contextmanager
def _translated() -> Iterator[None]:
    """SQLAlchemy's exceptions become ours, the most specific that fits."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as e:
        text = str(e.orig) if isinstance(e, DBAPIError) else str(e)
        if re.search(r"read-?\s?only", text):
            raise StoreReadOnly("The store can't be written to. Make its folder writable or set IEUM_HOME.") from e
        if re.search(r"disk is full|No space left", text):
            raise StoreFull("No room is left where the store lies. Free some and try again: nothing was lost.") from e
        raise StoreError(f"The store can't be used ({text}). Check IEUM_HOME and IEUM_DATABASE_URL.") from e
