"""What a connector is: one source, asked for a scope, giving drafts page by page and saying how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from knowledge.sources.drafts import Draft

ErrorClass = Literal[
    "auth_missing", "auth_wrong", "not_subscribed", "account_type", "quota", "unavailable", "bad_request",
    "bad_endpoint", "blocked", "too_large", "broken", "provider_error", "filter_ignored", "interrupted",
    "repeated_page", "too_many", "moved", "no_address",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of a source is wanted. `regions` are five-digit codes; `since` is the first day of change or start."""

    today: date
    regions: tuple[str, ...] = ()
    since: date | None = None
    limit: int | None = None
    resume_from: int = 1  # the page to go on with
    resume_part: int = 0  # in this of the parts the source is read in (a source without parts has one)
    resume_read: int = 0  # how many of that part's records were read before


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
    part: int = 0  # the part being read, its last page whose drafts were all handed over, its records so far
    page: int = 0
    part_read: int = 0
    done: dict[str, Any] = field(default_factory=dict)  # the figures as they stood when the last page was done

    def page_done(self, number: int) -> None:
        """All drafts of page `number` of the part were handed over: a broken load goes on after it."""
        self.page, self.pages = number, self.pages + 1
        self.done = {
            "read": self.read, "pages": self.pages, "total": self.total, "part": self.part, "page": self.page,
            "part_read": self.part_read, "skipped": dict(self.skipped),
        }  # fmt: skip


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
