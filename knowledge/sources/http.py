"""Asking one service over HTTP, carefully. The only file of the sources that knows httpx.

Host and paths are pinned, redirects are not followed, answers are capped in size and time, calls keep a distance, and
only faults of the moment are tried again. The key travels in the query string, as these services want it, so it is
kept out of everything else: errors carry no address and chain no exception, and the HTTP client's own log lines are
cleaned before any handler sees them.
"""

from __future__ import annotations

import logging
import random
import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx
from pydantic import SecretStr

from knowledge.background import Background
from knowledge.models import Text
from knowledge.sources.addresses import checked_base, pinned_to, same_site
from knowledge.sources.body import Tree, Unreadable, is_html, parse
from knowledge.sources.connector import ErrorClass
from knowledge.sources.errors import RETRYABLE, SourceError, worded
from knowledge.sources.secrets import HIDDEN

T = TypeVar("T")
log = logging.getLogger(__name__)
_BACKGROUND: Final = Background("sources")  # a total deadline: single reads of a slow drip never time out

_SAID: Final = 120  # characters of a provider's own words that are passed on
_CLOSING: Final = 5.0  # seconds
_LONGEST_WAIT: Final = 30.0  # seconds a Retry-After may ask for before it is left to the next load


class Clock(Protocol):
    """What time is to a client; tests bring their own."""

    def now(self) -> float:
        """Seconds that never run backwards."""
        ...

    def sleep(self, seconds: float) -> None:
        """Waits."""
        ...


class SystemClock:
    """The real one."""

    def now(self) -> float:
        """Seconds that never run backwards."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Limits:
    """How a service is treated: calls a second, tries of one call, bytes of an answer, seconds of one try."""

    per_second: float = 1.0
    tries: int = 3
    bytes: int = 8 * 2**20
    seconds: float = 30.0
    first_pause: float = 1.0  # seconds before the second try; doubles, with jitter


@dataclass(frozen=True, slots=True)
class Service:
    """A service as its documentation pins it. `base` is scheme and host (empty: not public, the operator gives it),
    `key` the name of the parameter that carries the key (empty: it asks for none), `setting` the variable that holds
    it."""

    name: str
    title: Text
    base: str
    paths: frozenset[str]
    key: str
    setting: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, undecoded."""

    status: int
    body: bytes
    retry_after: float | None = None


Judge = Callable[[Tree], tuple[ErrorClass, str] | None]  # what an answer's own words say is wrong, or None


def no_fault(_: Tree) -> tuple[ErrorClass, str] | None:
    """The judge of a service that reports nothing in its answers."""
    return None


class SourceClient:
    """Asks one service. Not for several threads at once."""

    def __init__(
        self,
        service: Service,
        key: SecretStr | None,
        *,
        judge: Judge = no_fault,
        limits: Limits | None = None,
        base_url: str = "",
        pinned: str = "",
        clock: Clock | None = None,
    ) -> None:
        """`base_url` takes the place of the service's host; `pinned` is a file with the one certificate it may show.

        Raises SettingsError for an address that would send the key in the clear, or a certificate that can't be read.
        """
        self.service = service
        self._key = key if key and key.get_secret_value().strip() else None
        self._judge = judge
        self._limits = limits or Limits()
        self._clock = clock or SystemClock()
        self._base = checked_base(base_url) if base_url else service.base
        self._verify = pinned_to(pinned) if pinned else True
        self._free_at = 0.0
        self._client: httpx.AsyncClient | None = None
        if self._key:
            HIDDEN.hide(self._key.get_secret_value().strip())

    @property
    def base(self) -> str:
        """Scheme and host that are asked; empty where nobody gave one."""
        return self._base

    @property
    def has_key(self) -> bool:
        """Whether there is a key to ask with."""
        return self._key is not None

    def error(self, kind: ErrorClass, said: str = "") -> SourceError:
        """An error of this class in this service's words."""
        said = HIDDEN.clean(" ".join(said.split()))
        said = said if len(said) <= _SAID else said[:_SAID] + "…"
        s = self.service
        return SourceError(kind, worded(kind, service=s.title, name=s.name, setting=s.setting, said=said))

    def get(self, path: str, params: Mapping[str, str]) -> Tree:
        """The data at one of the service's paths. Raises SourceError, with the class the answer itself names."""
        if path not in self.service.paths:
            raise ValueError(f"{path} isn't a path of {self.service.name}")
        if self._key is None and self.service.key:
            raise self.error("auth_missing")
        if not self._base:
            raise self.error("no_address")
        return self._trying(lambda: self._data(self._once(self._base + path, self._with_key(params))))

    def file(self, url: str, *, page: bool = False) -> bytes:
        """The bytes of a file the service points to, on the same registrable host and without the key.

        Raises SourceError: `blocked` for another host or, unless a `page` is wanted, a web page; and as `get` does.
        """
        address = urljoin(self._base + "/", url)
        if not same_site(address, self._base):
            raise self.error("blocked", urlsplit(address).hostname or "")
        return self._trying(lambda: self._bytes(self._once(address, {}), page=page))

    def close(self) -> None:
        """Lets go of the connection."""
        client, self._client = self._client, None
        if client:
            try:
                _BACKGROUND.run(client.aclose(), _CLOSING)
            except TimeoutError:
                log.debug("%s: its connection didn't close in time", self.service.name)

    def _with_key(self, params: Mapping[str, str]) -> dict[str, str]:
        return {self.service.key: self._key.get_secret_value().strip(), **params} if self._key else dict(params)

    def _trying(self, call: Callable[[], T]) -> T:
        """The result of `call`, tried again after faults of the moment, each time later."""
        for attempt in range(1, self._limits.tries + 1):
            try:
                return call()
            except SourceError as error:
                asked = error.retry_after or 0.0
                if error.kind not in RETRYABLE or attempt == self._limits.tries or asked > _LONGEST_WAIT:
                    raise
                pause = self._limits.first_pause * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)
                self._clock.sleep(max(pause, asked))
        raise AssertionError("a client tries at least once")

    def _data(self, answer: Answer) -> Tree:
        if 300 <= answer.status < 400:
            raise self.error("moved")
        try:
            tree = parse(answer.body)
        except Unreadable as e:
            log.debug("%s: %s", self.service.name, e)
            raise self._by_status(answer, e.kind) from None
        fault = self._judge(tree)
        if fault and (fault[0] != "provider_error" or answer.status < 400):
            raise self.error(*fault)
        if answer.status >= 400:  # the status says more than words nobody knows
            raise self._by_status(answer, "bad_request", fault[1] if fault else "")
        return tree

    def _bytes(self, answer: Answer, *, page: bool) -> bytes:
        if 300 <= answer.status < 400:
            raise self.error("moved")
        if answer.status >= 400:
            raise self._by_status(answer, "provider_error")
        if is_html(answer.body) and not page:
            raise self.error("blocked")
        return answer.body

    def _by_status(self, answer: Answer, otherwise: ErrorClass, said: str = "") -> SourceError:
        """What the status says where the answer's words say nothing."""
        known: dict[int, ErrorClass] = {
            401: "auth_wrong", 403: "blocked", 404: "bad_endpoint", 410: "bad_endpoint", 429: "unavailable",
        }  # fmt: skip
        if otherwise == "auth_wrong":
            return self.error(otherwise)
        kind = "unavailable" if answer.status >= 500 else known.get(answer.status, otherwise)
        error = self.error(kind, said)
        error.retry_after = answer.retry_after
        return error

    def _once(self, url: str, params: Mapping[str, str]) -> Answer:
        """One call, kept at a distance from the one before. Raises SourceError for whatever the network does."""
        wait = self._free_at - self._clock.now()
        if wait > 0:
            self._clock.sleep(wait)
        self._free_at = self._clock.now() + 1 / self._limits.per_second
        try:
            return _BACKGROUND.run(self._ask(url, params), self._limits.seconds)
        except httpx.RemoteProtocolError:
            raise self.error("interrupted") from None
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ssl.SSLError):
            raise self.error("unavailable") from None

    async def _ask(self, url: str, params: Mapping[str, str]) -> Answer:
        """One call. The body is counted as it comes: its announced length may be missing or wrong."""
        found = bytearray()
        # Empty parameters would take the query of the address itself away.
        async with self._open().stream("GET", url, params=params or None) as response:
            async for chunk in response.aiter_bytes():
                found += chunk
                if len(found) > self._limits.bytes:
                    raise self.error("too_large")
            return Answer(response.status_code, bytes(found), _retry_after(response))

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(
                follow_redirects=False,
                timeout=httpx.Timeout(self._limits.seconds, connect=min(10.0, self._limits.seconds)),
                headers={"user-agent": "ieum", **self.service.headers},
                verify=self._verify,
            )
        return self._client


def _retry_after(response: httpx.Response) -> float | None:
    given = response.headers.get("retry-after", "")
    return float(given) if re.fullmatch(r"\d{1,6}", given) else None
