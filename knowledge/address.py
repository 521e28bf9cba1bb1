"""Addresses of PostgreSQL as people write them, for the driver we use. Pure."""

from __future__ import annotations

import ssl
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit, urlunsplit

from knowledge.errors import SettingsError

_DRIVER: Final = "postgresql+pg8000"
_SCHEMES: Final = ("postgresql", "postgres", _DRIVER)
_PORT: Final = 5432
_KNOWN: Final = ("host", "port", "sslmode")


def driver_address(url: str) -> tuple[str, dict[str, Any]]:
    """The SQLAlchemy address and the driver's own arguments for `url`.

    Of PostgreSQL's own query parameters `host` (a folder = its socket there), `port` and `sslmode` are understood.
    Addresses of other databases come back as they are. Raises SettingsError.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES:
        return url, {}
    said = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if unknown := sorted(said.keys() - set(_KNOWN)):
        raise SettingsError(
            f"IEUM_DATABASE_URL: the parameter {unknown[0]} isn't known. Leave it out; {', '.join(_KNOWN)} may stand."
        )
    arguments: dict[str, Any] = {}
    try:
        port = int(said.get("port") or parts.port or _PORT)
    except ValueError as e:
        raise SettingsError(
            "IEUM_DATABASE_URL: the port isn't a number. Write postgresql://user@host:5432/name."
        ) from e
    host, netloc = said.get("host", ""), parts.netloc
    if host.startswith("/"):
        arguments["unix_sock"] = f"{host}/.s.PGSQL.{port}"
    elif host:
        who = f"{netloc.rpartition('@')[0]}@" if "@" in netloc else ""
        netloc = f"{who}{host}:{port}"
    if context := _tls(said.get("sslmode", "prefer")):
        arguments["ssl_context"] = context
    return urlunsplit((_DRIVER, netloc, parts.path, "", "")), arguments


def _tls(mode: str) -> ssl.SSLContext | None:
    if mode in ("disable", "allow", "prefer"):
        return None
    if mode not in ("require", "verify-ca", "verify-full"):
        raise SettingsError(f"IEUM_DATABASE_URL: sslmode={mode} isn't known. Write require or verify-full.")
    context = ssl.create_default_context()
    context.check_hostname = mode == "verify-full"
    if mode == "require":  # PostgreSQL's own meaning of it: encrypted, to whoever answers
        context.verify_mode = ssl.CERT_NONE
    return context
