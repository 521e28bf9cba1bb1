"""The tables of the store, and what differs between the databases it may lie in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

import sqlalchemy as sa

from knowledge.records import Key, Row

SCHEMA_VERSION: Final = 4
MIGRATIONS: Final[Mapping[int, Sequence[str]]] = {  # version → statements that lead to the next one
    1: (
        "ALTER TABLE records ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE",
        """UPDATE records SET withdrawn = TRUE WHERE kind = 'opening' AND payload LIKE '%"withdrawn"\\:true%'""",
        "DROP INDEX ix_records_live",
        "CREATE INDEX ix_records_standing ON records (source, deleted, withdrawn, kind, id, lang, valid_to)",
    ),
    2: (
        "DROP INDEX ix_records_change_seq",
        "CREATE INDEX ix_records_changes ON records (kind, change_seq, id, lang)",
    ),
    3: (
        "CREATE TABLE firms (firm VARCHAR NOT NULL, record VARCHAR NOT NULL, source VARCHAR NOT NULL, "
        "PRIMARY KEY (firm, record))",
        "CREATE INDEX ix_firms_record ON firms (record)",
    ),
}
_IN_CHUNK: Final = 500  # SQLite takes at most 32,766 variables a statement

# PostgreSQL sorts by the rules of a language unless told otherwise; paging wants one order everywhere.
_NAME: Final = sa.String().with_variant(sa.String(collation="C"), "postgresql")

metadata = sa.MetaData()
facts = sa.Table("meta", metadata, sa.Column("name", _NAME, primary_key=True), sa.Column("value", sa.String))


def _keyed(name: str, *more: sa.Column[Any] | sa.Index) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        *(sa.Column(part, _NAME, primary_key=True) for part in Key._fields),
        sa.Column("source", _NAME, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        *more,
    )


records = _keyed(
    "records",
    sa.Column("change_seq", sa.Integer, nullable=False),
    sa.Column("deleted", sa.Boolean, nullable=False),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    # Telling what changed in one kind must not sort, nor look at, all there is of it.
    sa.Index("ix_records_changes", "kind", "change_seq", "id", "lang"),
    # Counting, and telling what a source no longer holds, must not read payloads.
    sa.Index("ix_records_standing", "source", "deleted", "withdrawn", "kind", "id", "lang", "valid_to"),
)
versions = _keyed("versions", sa.Column("replaced_seq", sa.Integer, primary_key=True))
cohorts = sa.Table(
    "cohorts", metadata, sa.Column("id", _NAME, primary_key=True), sa.Column("course", _NAME, index=True)
)

# Which records are of which firm, by whatever a firm may be recognised by; kept once several sources tell of them.
firms = sa.Table(
    "firms",
    metadata,
    sa.Column("firm", _NAME, primary_key=True),
    sa.Column("record", _NAME, primary_key=True, index=True),
    sa.Column("source", _NAME, nullable=False),
)


def matching(keys: Iterable[Key]) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions on `records`, of a size every database takes, that together select the rows under `keys`."""
    shelf = attrgetter("kind", "lang")
    for (kind, lang), group in groupby(sorted(keys, key=shelf), key=shelf):
        ids = [key.id for key in group]
        for start in range(0, len(ids), _IN_CHUNK):
            some = records.c.id.in_(ids[start : start + _IN_CHUNK])
            yield sa.and_(records.c.kind == kind, records.c.lang == lang, some)


def insert(connection: sa.Connection, table: sa.Table, lines: Sequence[Mapping[str, Any]]) -> None:
    """Writes `lines` into `table`, in one round trip where a statement a line would be one each."""
    if connection.dialect.name != "postgresql":
        connection.execute(sa.insert(table), list(lines))
        return
    names = ", ".join(c.name for c in table.columns)
    spread = f"SELECT {names} FROM json_populate_recordset(CAST(NULL AS {table.name}), CAST(:lines AS json))"
    whole = json.dumps([dict(line) for line in lines], ensure_ascii=False, default=str)
    connection.execute(sa.text(f"INSERT INTO {table.name} ({names}) {spread}"), {"lines": whole})


def set_fact(connection: sa.Connection, name: str, value: str) -> None:
    """Remembers a fact about the whole base."""
    changed = connection.execute(sa.update(facts).where(facts.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(sa.insert(facts), {"name": name, "value": value})


def line_of(row: Row) -> dict[str, Any]:
    """The columns that every table of rows has."""
    columns = ("source", "digest", "payload", "valid_from", "valid_to")
    return row.key._asdict() | {name: getattr(row, name) for name in columns}


def row_from(found: Any) -> Row:
    """The row that stands in a line of `records` or `versions`."""
    key = Key(found.kind, found.id, found.lang)
    withdrawn = bool(getattr(found, "withdrawn", False))
    return Row(key, found.source, found.payload, found.digest, found.valid_from, found.valid_to, withdrawn=withdrawn)
