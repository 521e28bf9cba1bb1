"""Sources of the loopback server, opened as the registry opens them, with a clock that never waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from knowledge.settings import KnowledgeSettings
from knowledge.sources.connector import Connector, LoadState, Scope
from knowledge.sources.drafts import Draft
from knowledge.sources.http import Limits
from knowledge.sources.registry import NAMES, Workplace, opened_source
from knowledge.taxonomy import load_taxonomy
from tests.knowledge.making import DAY
from tests.sources_server import SourcesServer
from tests.sources_server.services import COMPANY

REGIONS = load_taxonomy().regions


@dataclass
class StillClock:
    """Time that passes only by being slept."""

    time: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def settings_for(server: SourcesServer, key: str = COMPANY, **more: object) -> KnowledgeSettings:
    """Settings with one key for everything, and every source at the loopback server."""
    secret = SecretStr(key) if key else None
    keys = ("work24", "youth_policies", "bizinfo", "data_go_kr", "saramin", "kosmes")
    fields = {f"{name}_key": secret for name in keys}
    urls = ",".join(f"{name}={server.url}" for name in NAMES)
    return KnowledgeSettings(_env_file=None, library="none", samples=False, source_urls=urls, **{**fields, **more})  # type: ignore[arg-type]


@contextmanager
def source(
    server: SourcesServer,
    name: str,
    home: Path,
    *,
    key: str = COMPANY,
    details: int | None = 0,
    limits: Limits | None = None,
    clock: StillClock | None = None,
) -> Iterator[Connector]:
    """The source with this name at the loopback server."""
    place = Workplace(settings_for(server, key), REGIONS, home, details, limits, clock or StillClock())
    with opened_source(name, place) as connector:
        yield connector


def load(connector: Connector, scope: Scope | None = None) -> tuple[list[Draft], LoadState]:
    """All drafts of a scope and how the load ended."""
    state = LoadState()
    return list(connector.drafts(scope or Scope(DAY), state)), state
