"""Which openings and courses of the store are of one firm, and which firms more than one source tells of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from knowledge.tables import firms, insert

_CHUNK: Final = 500  # as many variables as every database takes


class Told(NamedTuple):
    """That `source` tells of a `record` (kind and id) of a firm; `firm` is anything it may be recognised by."""

    firm: str
    record: str
    source: str


class Firms:
    """The firms of records, within one transaction of a writer."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def of(self, records: Collection[str]) -> set[str]:
        """All firms of these records."""
        return {r.firm for r in self._found(sa.select(firms.c.firm).distinct(), firms.c.record, records)}

    def records(self, of: Collection[str]) -> set[str]:
        """All records of these firms."""
        return {r.record for r in self._found(sa.select(firms.c.record).distinct(), firms.c.firm, of)}

    def shared(self, of: Collection[str]) -> set[str]:
        """Those of the firms that more than one source tells of."""
        several = sa.func.min(firms.c.source) != sa.func.max(firms.c.source)
        query = sa.select(firms.c.firm).group_by(firms.c.firm).having(several)
        return {r.firm for r in self._found(query, firms.c.firm, of)}

    def replace(self, records: Collection[str], told: Sequence[Told]) -> None:
        """Makes `told` all that is known of the firms of these records."""
        for some in _chunks(records):
            self._connection.execute(sa.delete(firms).where(firms.c.record.in_(some)))
        if told:
            insert(self._connection, firms, [one._asdict() for one in told])

    def _found(self, query: sa.Select[Any], column: sa.Column[Any], values: Collection[str]) -> Iterator[sa.Row[Any]]:
        for some in _chunks(values):
            yield from self._connection.execute(query.where(column.in_(some))).all()


def _chunks(values: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
