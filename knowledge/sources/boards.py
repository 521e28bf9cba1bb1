"""Job boards of firms that can be read without a key: Greenhouse, Lever and Ashby.

A board lists what is open: what a whole, successful load no longer shows has been closed. None of them says when a
posting closes, and Greenhouse says neither pay nor kind of employment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from knowledge.models import Text
from knowledge.sources.body import ROWS, Tree, at, items, text
from knowledge.sources.connector import Check, LoadState, Scope
from knowledge.sources.drafts import OpeningDraft
from knowledge.sources.errors import SourceError, UnknownSource, both
from knowledge.sources.http import Service, SourceClient

_TOKEN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,80}")
LEVER_PAGE: Final = 100
_MOST_PAGES: Final = 200
_INTERVALS: Final = {"hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year"}


@dataclass(frozen=True, slots=True)
class Board:
    """One firm's board: which `service`, its `token` there, and what the firm is called where the board doesn't say."""

    kind: str
    token: str
    employer: str = ""

    @property
    def name(self) -> str:
        """What records carry as their source."""
        return f"{self.kind}-{self.token}"


def board_of(name: str) -> Board | None:
    """The board that ``greenhouse:acme`` or ``lever:acme=(주)예시`` names; None for names of another form.

    Raises UnknownSource for a board that can't be one.
    """
    kind, colon, rest = name.partition(":")
    if not colon or kind not in _KINDS:
        return None
    token, _, employer = rest.partition("=")
    if not _TOKEN.fullmatch(token.strip()):
        raise UnknownSource(f"{name}: write {kind}:NAME, the name as it stands in the board's address.")
    return Board(kind, token.strip(), employer.strip())


def service_of(board: Board) -> Service:
    """The service that is asked for a board, its paths pinned to this board alone."""
    kind = _KINDS[board.kind]
    title = Text(f"{kind.title} 채용 게시판 {board.token}", f"{kind.title} board {board.token}")
    paths = frozenset(path.format(board.token) for path in kind.paths)
    return Service(board.kind, title, kind.base, paths, "", "IEUM_BOARDS")


class BoardConnector:
    """A board as a source."""

    def __init__(self, board: Board, client: SourceClient) -> None:
        self._board, self._client = board, client
        self._kind = _KINDS[board.kind]
        self.name = board.name
        self.attribution = f"{board.employer or board.token} ({self._kind.title})"

    def check(self) -> Check:
        """Whether there is such a board."""
        try:
            next(self._kind.pages(self._client, self._board.token), None)
        except SourceError as error:
            return Check(False, error.kind, self._worded(error))
        told = Text(f"{self.name}: 열쇠 없이 받을 수 있어요.", f"{self.name}: it can be loaded without a key.")
        return Check(True, None, both(told))

    def drafts(self, scope: Scope, state: LoadState) -> Iterator[OpeningDraft]:
        """The postings of the board. Fills `state`."""
        try:
            for number, rows in enumerate(self._kind.pages(self._client, self._board.token), start=1):
                for row in rows:
                    state.read += 1
                    if not text(row, "id") or self._kind.hidden(row):
                        state.skipped["unlisted"] = state.skipped.get("unlisted", 0) + 1
                        continue
                    yield self._kind.draft(row, self._board)
                state.page_done(number)
            state.complete = True
        except SourceError as error:
            state.error, state.text = error.kind, self._worded(error)

    def _worded(self, error: SourceError) -> str:
        if error.kind != "bad_endpoint":
            return str(error)
        return both(Text(
            f"{self._kind.title}에 {self._board.token}이라는 채용 게시판이 없어요. 게시판 주소의 이름을 확인해 주세요.",
            f"{self._kind.title} has no board called {self._board.token}. Check the name in the board's address.",
        ))  # fmt: skip


Pages = Callable[[SourceClient, str], Iterator[list[Tree]]]


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    base: str
    paths: tuple[str, ...]
    pages: Pages
    draft: Callable[[Tree, Board], OpeningDraft]
    hidden: Callable[[Tree], bool] = lambda _: False


# ---- Greenhouse: everything in one answer


def _greenhouse_pages(client: SourceClient, token: str) -> Iterator[list[Tree]]:
    tree = client.get(f"/v1/boards/{token}/jobs", {"content": "true"})
    rows = items(tree, "jobs")
    total = str(at(tree, "meta.total") or "")
    if total.isdecimal() and int(total) > len(rows):
        raise client.error("interrupted")
    yield rows


def _greenhouse_draft(row: Tree, board: Board) -> OpeningDraft:
    offices = [text(office, "location", "name") for office in items(row, "offices")]
    return OpeningDraft(
        id=text(row, "id"), title=text(row, "title"), url=text(row, "absolute_url"),
        employer=board.employer or text(row, "company_name") or board.token,
        region=_where(_string(at(row, "location.name")), *offices),
        posted=text(row, "first_published"), modified=text(row, "updated_at"), body=_string(row.get("content")),
        remote=_away(_string(at(row, "location.name"))),
    )  # fmt: skip


# ---- Lever: a bare list, paged by how many were skipped


def _lever_pages(client: SourceClient, token: str) -> Iterator[list[Tree]]:
    before = ""
    for page in range(_MOST_PAGES):
        params = {"mode": "json", "skip": str(page * LEVER_PAGE), "limit": str(LEVER_PAGE)}
        rows = items(client.get(f"/v0/postings/{token}", params), ROWS)
        first = text(rows[0], "id") if rows else ""
        if first and first == before:
            raise client.error("repeated_page")
        yield rows
        if len(rows) < LEVER_PAGE:
            return
        before = first
    raise client.error("too_many")


def _lever_draft(row: Tree, board: Board) -> OpeningDraft:
    categories = row.get("categories") if isinstance(row.get("categories"), Mapping) else {}
    assert isinstance(categories, Mapping)
    more = [p for p in categories.get("allLocations") or () if isinstance(p, str)]
    lists = [f"{text(part, 'text')}\n{_string(part.get('content'))}" for part in items(row, "lists")]
    body = _string(row.get("descriptionPlain")) or _string(row.get("description"))
    end = _string(row.get("additionalPlain")) or _string(row.get("additional"))
    return OpeningDraft(
        id=text(row, "id"), title=text(row, "text"), employer=board.employer or board.token, url=text(row, "hostedUrl"),
        region=_where(text(categories, "location"), *more), employment=text(categories, "commitment"),
        posted=text(row, "createdAt"), body="\n\n".join((body, *lists, end)),
        remote=_away(text(row, "workplaceType")), **_lever_pay(row.get("salaryRange")),
    )  # fmt: skip


def _lever_pay(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    interval = text(value, "interval")
    unit = next((unit for word, unit in _INTERVALS.items() if word in interval), "")
    return _pay(text(value, "currency"), unit, text(value, "min"), text(value, "max"))


# ---- Ashby: everything in one answer


def _ashby_pages(client: SourceClient, token: str) -> Iterator[list[Tree]]:
    tree = client.get(f"/posting-api/job-board/{token}", {"includeCompensation": "true"})
    yield items(tree, "jobs")


def _ashby_draft(row: Tree, board: Board) -> OpeningDraft:
    address = at(row, "address.postalAddress")
    exact = text(address, "addressRegion", "addressLocality") if isinstance(address, Mapping) else ""
    others = [text(place, "location") for place in items(row, "secondaryLocations")]
    return OpeningDraft(
        id=text(row, "id"), title=text(row, "title"), employer=board.employer or board.token, url=text(row, "jobUrl"),
        region=_where(text(row, "location"), exact, *others), employment=text(row, "employmentType"),
        posted=text(row, "publishedAt"),
        body=_string(row.get("descriptionHtml")) or _string(row.get("descriptionPlain")),
        remote="remote" if row.get("isRemote") is True else _away(text(row, "workplaceType")), **_ashby_pay(row),
    )  # fmt: skip


def _ashby_pay(row: Tree) -> dict[str, str]:
    for part in items(row, "compensation.summaryComponents"):
        if text(part, "compensationType").lower() == "salary":
            interval = text(part, "interval").lower()
            unit = next((unit for word, unit in _INTERVALS.items() if word in interval), "")
            return _pay(text(part, "currencyCode"), unit, text(part, "minValue"), text(part, "maxValue"))
    return {}


# ---- shared


def _pay(currency: str, unit: str, low: str, high: str) -> dict[str, str]:
    foreign = f" {currency}" if currency and currency.upper() != "KRW" else ""
    return {"pay_unit": unit, "pay_min": low + foreign if low else "", "pay_max": high} if low or high else {}


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _where(*places: str) -> str:
    """All places named, each once; the reader files under the first that lies in Korea."""
    return "; ".join(dict.fromkeys(filter(None, places)))


def _away(words: str) -> str:
    return "remote" if re.search(r"remote|재택|hybrid", words, re.I) else ""


_KINDS: Final[Mapping[str, _Kind]] = {
    "greenhouse": _Kind(
        "Greenhouse", "https://boards-api.greenhouse.io", ("/v1/boards/{}/jobs",), _greenhouse_pages, _greenhouse_draft
    ),
    "lever": _Kind("Lever", "https://api.lever.co", ("/v0/postings/{}",), _lever_pages, _lever_draft),
    "ashby": _Kind(
        "Ashby", "https://api.ashbyhq.com", ("/posting-api/job-board/{}",), _ashby_pages, _ashby_draft,
        lambda row: row.get("isListed") is False,
    ),
}  # fmt: skip
BOARDS: Final = tuple(_KINDS)
