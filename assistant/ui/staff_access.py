"""Who may see the staff page: one password, wrong tries slowed down, sessions in memory. No web, no words.

The password comes from the settings, or from the hash that staff chose with a one-time password printed at the start.
A one-time password that nobody used is replaced at the next start, so it can't get lost.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import StaffLoginError

SESSION_SECONDS = 8 * 3600
MIN_LENGTH = 10
_FREE_TRIES, _FIRST_WAIT, _LONGEST_WAIT, _FORGET = 3, 5.0, 900.0, 3600.0
_FREE_TOGETHER, _LONGEST_TOGETHER = 30, 30.0  # all addresses together wait less, or anyone could lock staff out
_TOGETHER = "*"
Clock = Callable[[], float]


@dataclass(slots=True)
class _Tries:
    wrong: int = 0
    until: float = 0.0
    last: float = 0.0


class Throttle:
    """Wrong tries per address: three are free, then each doubles the wait, up to a quarter of an hour."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[str, _Tries] = {}
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Seconds until this address may try again; 0 when it may."""
        with self._lock:
            now = self._clock()
            entries = [self._tries.get(key) for key in (_network(address), _TOGETHER)]
            return max([0.0, *(entry.until - now for entry in entries if entry)])

    def failed(self, address: str) -> None:
        """Counts a wrong try."""
        with self._lock:
            now = self._clock()
            self._tries = {key: entry for key, entry in self._tries.items() if now - entry.last < _FORGET}
            self._count(_network(address), now, _FREE_TRIES, _LONGEST_WAIT)
            self._count(_TOGETHER, now, _FREE_TOGETHER, _LONGEST_TOGETHER)

    def passed(self, address: str) -> None:
        """Forgets the wrong tries of an address that got in."""
        with self._lock:
            self._tries.pop(_network(address), None)

    def _count(self, key: str, now: float, free: int, longest: float) -> None:
        entry = self._tries.setdefault(key, _Tries())
        entry.wrong, entry.last = entry.wrong + 1, now
        if entry.wrong >= free:
            entry.until = now + min(longest, _FIRST_WAIT * 2 ** min(entry.wrong - free, 12))


def _network(address: str) -> str:
    """The address, or for IPv6 its /64: one household holds that many addresses."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address


@dataclass(slots=True)
class _Stored:
    salt: str
    hash: str
    one_time: bool


@dataclass(slots=True)
class StaffAccess:
    """The staff door. `one_time` holds the password to print, when a new one was made."""

    path: Path
    throttle: Throttle
    clock: Clock = time.monotonic
    fixed: str | None = None
    one_time: str | None = None
    _sessions: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def must_choose(self) -> bool:
        """Whether the next login has to choose the lasting password."""
        return self.fixed is None and self._read().one_time

    def login(self, password: str, address: str, chosen: str = "") -> str:
        """The token of a new session.

        Raises StaffLoginError saying `wait:<seconds>`, `wrong`, or, with a one-time password, `short` when
        `chosen` (the lasting password) has fewer than ten characters or is the one-time one again.
        """
        if (left := self.throttle.wait(address)) > 0:
            raise StaffLoginError(f"wait:{int(left) + 1}")
        if not self._matches(password):
            self.throttle.failed(address)
            raise StaffLoginError("wrong")
        if self.must_choose:
            if len(chosen) < MIN_LENGTH or chosen == password:
                raise StaffLoginError("short")
            self._store(chosen, one_time=False)
        self.throttle.passed(address)
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = self.clock()
            self._sessions = {key: until for key, until in self._sessions.items() if until > now}
            self._sessions[_digest(token)] = now + SESSION_SECONDS
        return token

    def holds(self, token: str | None) -> bool:
        """Whether a session token is good."""
        return bool(token) and self._sessions.get(_digest(token or ""), 0.0) > self.clock()

    def logout(self, token: str | None) -> None:
        """Ends a session."""
        with self._lock:
            self._sessions.pop(_digest(token or ""), None)

    def _matches(self, password: str) -> bool:
        if self.fixed is not None:
            return hmac.compare_digest(password.encode(), self.fixed.encode())
        stored = self._read()
        return hmac.compare_digest(_scrypt(password, stored.salt), stored.hash)

    def _read(self) -> _Stored:
        return _Stored(**json.loads(self.path.read_text(encoding="utf-8")))

    def _store(self, password: str, *, one_time: bool) -> None:
        salt = secrets.token_hex(16)
        raw = json.dumps({"salt": salt, "hash": _scrypt(password, salt), "one_time": one_time})
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(raw)
        fresh.replace(self.path)


def open_access(home: Path, password: str | None, clock: Clock = time.monotonic) -> StaffAccess:
    """The staff door of this home folder.

    Raises StaffLoginError when the configured password is too short, or the stored hash can't be read.
    """
    access = StaffAccess(home / "staff.json", Throttle(clock), clock, fixed=password)
    if password is not None:
        if len(password) < MIN_LENGTH:
            raise StaffLoginError(f"IEUM_STAFF_PASSWORD has fewer than {MIN_LENGTH} characters. Choose a longer one.")
        return access
    try:
        fresh = not access.path.exists() or access.must_choose
    except (OSError, ValueError, TypeError) as error:
        raise StaffLoginError(
            f"{access.path} can't be read. Delete it; the next start makes a new password."
        ) from error
    if fresh:
        access.one_time = secrets.token_urlsafe(12)
        access._store(access.one_time, one_time=True)
    return access


def _scrypt(password: str, salt: str) -> str:
    return hashlib.scrypt(password.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1).hex()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
