"""Which sources there are, and which of them can be used with the keys at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from knowledge.errors import SettingsError
from knowledge.settings import KnowledgeSettings
from knowledge.sources import work24, work24_openings, work24_training, youth_policies
from knowledge.sources.addresses import checked_base
from knowledge.sources.boards import BOARDS, BoardConnector, board_of, service_of
from knowledge.sources.connector import Connector
from knowledge.sources.details import Details
from knowledge.sources.errors import UnknownSource
from knowledge.sources.http import Clock, Judge, Limits, Service, SourceClient
from knowledge.sources.pages import PageConnector, is_page, page_service
from knowledge.sources.spec_connector import Spec, SpecConnector
from knowledge.sources.specs import SPECS
from knowledge.sources.work24_openings import Work24Openings
from knowledge.sources.work24_training import Work24Training
from knowledge.sources.youth_policies import YouthPolicies
from knowledge.taxonomy.regions import Regions

ALL: Final = "all"
_OWN: Final[Mapping[str, tuple[Service, Judge]]] = {
    work24_training.SERVICE.name: (work24_training.SERVICE, work24.judge),
    work24_openings.SERVICE.name: (work24_openings.SERVICE, work24.judge),
    youth_policies.SERVICE.name: (youth_policies.SERVICE, youth_policies.judge),
}
NAMES: Final = (*_OWN, *SPECS)


@dataclass(frozen=True, slots=True)
class Workplace:
    """What sources are opened with: settings, regions, where to remember details, and how to treat services.

    `details` overrides how many detail pages a load may ask for (None = as set; training asks for none by itself).
    """

    settings: KnowledgeSettings
    regions: Regions
    home: Path
    details: int | None = None
    limits: Limits | None = None
    clock: Clock | None = None


def usable(settings: KnowledgeSettings) -> tuple[str, ...]:
    """The sources that `all` means: those with a key, less what is experimental."""
    return tuple(
        name for name in NAMES
        if (key := _key_of(name, settings)) and key.get_secret_value().strip() and not _experimental(name)
    )  # fmt: skip


def chosen(name: str, settings: KnowledgeSettings) -> tuple[str, ...]:
    """The sources a name on the command line means. Raises UnknownSource, SettingsError if `all` means none."""
    if name != ALL:
        if name not in NAMES and not is_page(name) and board_of(name) is None:
            boards = ", ".join(f"{kind}:NAME" for kind in BOARDS)
            raise UnknownSource(f"{name} is no source. There are {', '.join(NAMES)}, {boards}, https://…, and all.")
        return (name,)
    if names := (*usable(settings), *boards_of(settings)):
        return names
    settings_of = dict.fromkeys(_service(n)[0].setting for n in NAMES if not _experimental(n))
    raise SettingsError(f"No source has a key yet. Set one of {', '.join(settings_of)}: docs/sources.md says which.")


@contextmanager
def opened_source(name: str, at: Workplace) -> Iterator[Connector]:
    """The source with this name, for the block. Raises UnknownSource, SettingsError, StoreError."""
    if name not in NAMES and (is_page(name) or board_of(name)):
        with _keyless(name, at) as connector:
            yield connector
        return
    if name not in NAMES:
        raise UnknownSource(f"{name} is no source. There are {', '.join(NAMES)}.")
    service, judge = _service(name)
    spec = SPECS.get(name)
    client = SourceClient(
        service,
        _key_of(name, at.settings),
        judge=judge,
        limits=at.limits or (Limits(per_second=spec.per_second) if spec else Limits()),
        base_url=_addresses(at.settings).get(name, ""),
        pinned=at.settings.kosmes_certificate if name == "kosmes" else "",
        clock=at.clock,
    )
    details = _details(name, at)
    try:
        yield _connector(name, client, spec, at.regions, details)
    finally:
        client.close()
        if details:
            details.close()


def boards_of(settings: KnowledgeSettings) -> tuple[str, ...]:
    """The boards and pages of IEUM_BOARDS."""
    return tuple(filter(None, (part.strip() for part in settings.boards.split(","))))


@contextmanager
def _keyless(name: str, at: Workplace) -> Iterator[Connector]:
    """A board or a page: no key, no details."""
    board = board_of(name)
    service = service_of(board) if board else page_service(name)
    elsewhere = _addresses(at.settings).get(service.name, "")
    client = SourceClient(service, None, limits=at.limits, base_url=elsewhere, clock=at.clock)
    try:
        yield BoardConnector(board, client) if board else PageConnector(name, client)
    finally:
        client.close()


def _connector(
    name: str, client: SourceClient, spec: Spec | None, regions: Regions, details: Details | None
) -> Connector:
    if spec:
        return SpecConnector(spec, client)
    if name == Work24Training.name:
        return Work24Training(client, regions, details=details)
    if name == Work24Openings.name:
        return Work24Openings(client, regions, details=details)
    return YouthPolicies(client)


def _details(name: str, at: Workplace) -> Details | None:
    by_itself = at.settings.sync_details if name == Work24Openings.name else 0
    budget = by_itself if at.details is None else at.details
    remembers = name in (Work24Openings.name, Work24Training.name)
    return Details(at.home / "sync" / f"{name}.details.db", budget) if remembers and budget else None


def _service(name: str) -> tuple[Service, Judge]:
    return (SPECS[name].service, SPECS[name].judge) if name in SPECS else _OWN[name]


def _experimental(name: str) -> bool:
    return name in SPECS and SPECS[name].experimental


def _key_of(name: str, settings: KnowledgeSettings) -> SecretStr | None:
    """The key of the variable the service names, or the common one of its provider."""
    variable = _service(name)[0].setting
    own: SecretStr | None = getattr(settings, variable.removeprefix("IEUM_").lower())
    common = settings.work24_key if name.startswith("work24-") else None
    return own or common


def _addresses(settings: KnowledgeSettings) -> dict[str, str]:
    """The addresses of IEUM_SOURCE_URLS by source. Raises SettingsError."""
    found = {}
    for entry in filter(None, (part.strip() for part in settings.source_urls.split(","))):
        name, equals, url = entry.partition("=")
        if not equals or name.strip() not in (*NAMES, *BOARDS):
            known = ", ".join((*NAMES, *BOARDS))
            raise SettingsError(f"IEUM_SOURCE_URLS: write name=https://host; the names are {known}.")
        found[name.strip()] = checked_base(url)
    return found


