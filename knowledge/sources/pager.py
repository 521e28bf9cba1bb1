"""Reading a source page by page, distrusting what it says of itself.

Totals may be missing, a page may silently be shorter than asked for, the page parameter may be ignored, and records
come and go while they are read. `walk` ends normally only if everything was read; every other end is an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.sources.body import Tree
from knowledge.sources.errors import TooManyPages
from knowledge.sources.http import SourceClient

LAST_PAGE: Final = 1000
_SLACK: Final = 200  # one record in so many may be missing at the end: totals of busy lists are never exact


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it came; `total` is how many records there are in all, where the service says so."""

    items: Sequence[Tree]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """How a source is paged: `fetch` gets the page of a number from 1, `identity` names a record ("" = nameless),
    `size` is what is asked for, `last` the last page the service gives, `already` what was read before page `first`."""

    client: SourceClient
    fetch: Callable[[int], Page]
    identity: Callable[[Tree], str]
    size: int
    first: int = 1
    already: int = 0
    last: int = LAST_PAGE


def walk(how: Walk) -> Iterator[tuple[int, Page]]:
    """The pages with their numbers, each record once.

    Raises TooManyPages where there is more than the service gives, SourceError `repeated_page` where it gives one page
    for another, `interrupted` where it ends before its own total, and whatever `fetch` raises.
    """
    seen: set[str] = set()
    before: tuple[str, ...] = ()
    total: int | None = None
    longest, read, number = 0, how.already, how.first
    while True:
        page = how.fetch(number)
        ids = tuple(how.identity(item) for item in page.items)
        if ids and ids == before:
            raise how.client.error("repeated_page")
        fell = total is not None and ((total if page.total is None else page.total) < total if ids else read < total)
        if page.total is not None and (ids or number == how.first):
            total = page.total  # an answer of nothing counts nothing: it may be a slip of the service
        if (total or 0) > how.size * how.last:
            raise _too_many(how.client)
        found = list(page.items)
        if fell and number > how.first:
            # Something was taken down meanwhile: what stood first on this page has moved to the end of the one before.
            found = [*how.fetch(number - 1).items, *found]
        new = _unseen(found, how.identity, seen)
        read += len(new)
        yield number, Page(new, total)
        if _over(ids, total, read, longest):
            if total is not None and read + total // _SLACK < total:
                raise how.client.error("interrupted")
            return
        if number >= how.last:
            raise _too_many(how.client)
        before, longest, number = ids, max(longest, len(ids)), number + 1


def _over(ids: Sequence[str], total: int | None, read: int, longest: int) -> bool:
    """Whether this was the last page. Without a total only an empty page is, or one shorter than those before: a first
    page shorter than asked for may just be all the service gives at a time."""
    if not ids:
        return True
    return read >= total if total is not None else len(ids) < longest


def _unseen(items: Sequence[Tree], identity: Callable[[Tree], str], seen: set[str]) -> list[Tree]:
    new = []
    for item in items:
        name = identity(item)
        if not name or name not in seen:
            new.append(item)
            seen.add(name)
    return new


def _too_many(client: SourceClient) -> TooManyPages:
    error = client.error("too_many")
    return TooManyPages(error.kind, str(error))
