"""Databases as SQLAlchemy opens them, and what they say when something is wrong, in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError

from knowledge.address import driver_address
from knowledge.errors import StoreError, StoreFull, StoreReadOnly


def engine_at(url: str) -> sa.Engine:
    """What connects to the database at `url`. Raises SettingsError, StoreError; nothing is connected to yet."""
    address, arguments = driver_address(url)
    with translated():
        engine = sa.create_engine(address, connect_args=arguments)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
    else:
        event.listen(engine, "handle_error", _know_a_cut)
        event.listen(engine, "checkout", _alive)
    return engine


def _know_a_cut(context: Any) -> None:
    """pg8000 has more than one way of saying that a connection was cut; SQLAlchemy knows one of them."""
    if "network error" in str(context.original_exception):
        context.is_disconnect = True


def _alive(connection: Any, _record: Any, _proxy: Any) -> None:
    """A server may have been started anew since a connection was last used. SQLAlchemy's own ping doesn't do: a cut
    connection may raise the socket's error through pg8000, which it doesn't take for a disconnection."""
    try:
        connection.cursor().execute("SELECT 1")
        connection.rollback()
    except Exception as e:  # whatever it is, another connection is made
        raise DisconnectionError("The connection was cut.") from e


def _tune_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}").close()


@contextmanager
def translated() -> Iterator[None]:
    """SQLAlchemy's exceptions become ours in the block, the most specific that fits."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as e:
        text = _said(e)
        if re.search(r"read-?\s?only", text):
            raise StoreReadOnly("The store can't be written to. Make its folder writable or set IEUM_HOME.") from e
        if re.search(r"disk is full|No space left", text):
            raise StoreFull("No room is left where the store lies. Free some and try again: nothing was lost.") from e
        if isinstance(e, ImportError):
            raise StoreError(
                f"The driver for IEUM_DATABASE_URL is missing ({e.name}). Run: pip install -e .[postgres]"
            ) from e
        raise StoreError(f"The store can't be used ({text}). Check IEUM_HOME and IEUM_DATABASE_URL.") from e


def _said(error: Exception) -> str:
    """What the database said, without the statement (which may hold people's words) and without its state codes."""
    if not isinstance(error, DBAPIError):
        return str(error)
    said = error.orig.args[0] if error.orig is not None and error.orig.args else ""
    return str(said.get("M", said)) if isinstance(said, dict) else str(error.orig)
