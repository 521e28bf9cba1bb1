"""Which addresses a source may be asked at, and whom to believe there: none that shows the key to others, none on
another site."""

from __future__ import annotations

import ssl
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from knowledge.errors import SettingsError

_SHARED_SUFFIXES: Final = frozenset(f"{kind}.kr" for kind in "go co or re ac ne pe mil hs ms es kg sc".split())


def checked_base(url: str) -> str:
    """Scheme and host of an address that may take the place of a service's: https, or http on this machine.

    Raises SettingsError.
    """
    parts = urlsplit(url.strip())
    host = parts.hostname or ""
    if not host or parts.username or parts.query or parts.path.strip("/"):
        raise SettingsError(f"IEUM_SOURCE_URLS: {host or url!r} must be scheme and host alone: https://example.org.")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise SettingsError(f"IEUM_SOURCE_URLS: {host} must begin with https://, or the key travels in the clear.")
    return f"{parts.scheme}://{parts.netloc}"


def same_site(address: str, base: str) -> bool:
    """Whether a file's address lies with the same registrable host as `base`, under the same scheme or https."""
    there, here = urlsplit(address), urlsplit(base)
    if there.scheme not in ("https", here.scheme) or not there.hostname or not here.hostname or there.username:
        return False
    if _is_loopback(here.hostname):
        return there.netloc == here.netloc
    return _registrable(there.hostname) == _registrable(here.hostname) and there.port in (None, 443)


def pinned_to(path: str) -> ssl.SSLContext:
    """Belief in the one certificate in the file, whatever name it carries: for a host that has none. Anything else the
    host might show is refused. Raises SettingsError."""
    try:
        if Path(path).read_bytes().count(b"-----BEGIN CERTIFICATE-----") != 1:
            raise SettingsError(f"IEUM_KOSMES_CERTIFICATE: {path} must hold one certificate in PEM, no more.")
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trust.check_hostname = False  # the certificate itself is what is checked
        trust.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        trust.load_verify_locations(path)
    except (OSError, ssl.SSLError) as e:
        raise SettingsError(f"IEUM_KOSMES_CERTIFICATE: {path} isn't a certificate that can be read.") from e
    return trust


def _registrable(host: str) -> str:
    labels = host.lower().rstrip(".").split(".")
    return ".".join(labels[-3:] if ".".join(labels[-2:]) in _SHARED_SUFFIXES else labels[-2:])


def _is_loopback(host: str) -> bool:
    try:
        return bool(ip_address(host).is_loopback)
    except ValueError:
        return host == "localhost"
