"""What a connector is: one source, asked for a scope, giving drafts page by page and saying how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from knowledge.sources.drafts import Draft

ErrorClass = Literal[
    "auth_missing", "auth_wrong", "not_subscribed", "account_type", "quota", "unavailable", "bad_request",
    "bad_endpoint", "blocked", "too_large", "broken", "provider_error", "filter_ignored", "interrupted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of a source is wanted. `regions` are five-digit codes; `since` is the first day of change or start."""

    today: date
    regions: tuple[str, ...] = ()
    since: date | None = None
    limit: int | None = None
    resume_from: int = 1  # the page to go on with


@dataclass(frozen=True, slots=True)
class Check:
    """What a key can do, in words for the operator."""

    ok: bool
    error: ErrorClass | None
    text: str


@dataclass(slots=True)
class LoadState:
    """How a load is going; the connector fills it while its drafts are read. `complete` only if all was read."""

    read: int = 0
    pages: int = 0
    total: int | None = None
    complete: bool = False
    error: ErrorClass | None = None
    text: str = ""
    skipped: dict[str, int] = field(default_factory=dict)


class Connector(Protocol):
    """One source. `name` is what the command line calls it and what its records carry as `source`."""

    name: str
    attribution: str

    def check(self) -> Check:
        """One cheap call that tells what the key can do."""
        ...

    def drafts(self, scope: Scope, state: LoadState) -> Iterator[Draft]:
        """The drafts of `scope`, filling `state`; never raises for what the provider does: `state.error` says it."""
        ...
