"""One load of one source: fetch page by page, read what came, take it into the base, say how it went.

The network is over before the base is written to, so that a slow service never holds the writer's lock. A load that
failed or broke off takes in what it has and withdraws nothing.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from knowledge.base import Base
from knowledge.errors import LockTimeout, StoreReadOnly
from knowledge.ingest import Covered, IngestReport, Load
from knowledge.lock import file_lock
from knowledge.records import Item
from knowledge.sources.connector import Connector, ErrorClass, LoadState, Scope
from knowledge.sources.details import Details
from knowledge.sources.drafts import CourseDraft, Draft, OpeningDraft, PolicyDraft
from knowledge.sources.errors import AlreadySyncing
from knowledge.sources.normalise import Normaliser
from knowledge.sources.policies import PolicyReader
from knowledge.sources.reading import Origin, UnreadableDraft
from knowledge.sources.spec_connector import SpecConnector
from knowledge.sources.spool import Spool, file_name

SHOWN: Final = 5  # records a dry run shows
# After these ends there is nothing to go on with: the same page would end the same way.
_FINAL: Final[frozenset[ErrorClass]] = frozenset({
    "auth_missing", "auth_wrong", "not_subscribed", "account_type", "filter_ignored", "repeated_page", "no_address",
    "bad_request", "bad_endpoint", "moved", "too_many",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How a load went. `read` records came, `kept` became records of ours, `skipped` says why the others didn't,
    `left_out` counts fields that were given but couldn't be read. `complete`: all of the scope was read. `error` and
    `text` (Korean, then English) say why not. `ingested` is what the base made of it, None in a dry run."""

    source: str
    attribution: str
    read: int
    kept: int
    skipped: Mapping[str, int]
    complete: bool
    error: ErrorClass | None = None
    text: str = ""
    pages: int = 0
    resumed: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)
    ingested: IngestReport | None = None
    examples: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """`dry_run` writes nothing and shows a few records; `accept_drop` believes a source that lost much; `files` is
    what remembers guideline files (None, as in a dry run: none are followed)."""

    dry_run: bool = False
    accept_drop: bool = False
    files: Details | None = None
    on_draft: Callable[[LoadState], object] = lambda _: None


def sync(base: Base, connector: Connector, scope: Scope, options: Options = Options()) -> LoadReport:
    """Loads `scope` of a source into the base. What the provider does is in the report.

    Raises StoreError, LockTimeout, AlreadySyncing.
    """
    if options.dry_run:
        with tempfile.TemporaryDirectory() as aside:
            return _through(Spool(Path(aside), connector.name, scope), base, connector, options)
    with _alone(base.home / "sync", connector.name):
        return _through(Spool(base.home / "sync", connector.name, scope), base, connector, options)


@contextmanager
def _alone(folder: Path, name: str) -> Iterator[None]:
    """The right to load this source into this home. Raises AlreadySyncing, StoreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise StoreReadOnly(f"{folder} can't be made ({e.strerror}). Make IEUM_HOME writable.") from e
    with ExitStack() as held:
        try:
            held.enter_context(file_lock(folder / f"{file_name(name)}.lock", 0))
        except LockTimeout:
            raise AlreadySyncing(
                f"{name} is being loaded by another process (the page with --sync-every?). Wait for it to end."
            ) from None
        yield


def _through(spool: Spool, base: Base, connector: Connector, options: Options) -> LoadReport:
    keep = True
    try:
        _fetch(connector, spool, spool.scope.limit, options.on_draft)
        report = _take_in(base, connector, spool, options)
        state = spool.state
        keep = not state.complete and state.error not in _FINAL and spool.scope.limit is None
        return report
    finally:
        spool.close(keep=keep)


def _fetch(connector: Connector, spool: Spool, limit: int | None, on_draft: Callable[[LoadState], object]) -> None:
    for number, draft in enumerate(connector.drafts(spool.scope, spool.state), start=1):
        spool.put(draft)
        on_draft(spool.state)
        if number == limit:
            break
    spool.finish()


def _take_in(base: Base, connector: Connector, spool: Spool, options: Options) -> LoadReport:
    state, scope = spool.state, spool.scope
    made = Making(base, connector, scope, options.files)
    items: Iterable[Item] = made.items(spool.drafts())
    if options.files:
        items = list(items)  # files come over the network, which the writer's lock mustn't wait for
    ingested: IngestReport | None = None
    examples: list[Item] = []
    if options.dry_run:
        for item in items:
            if len(examples) < SHOWN:
                examples.append(item)
    elif not state.read and not state.complete:
        ingested = IngestReport()  # nothing came, so there is nothing to lock the base for
    else:
        covered = Covered(scope.regions, scope.since, base.taxonomy.regions.contains)
        load = Load(
            connector.name, items, complete=lambda: state.complete and made.whole, covered=covered,
            accept_drop=options.accept_drop,
        )  # fmt: skip
        (ingested,) = base.take_in(load, on=scope.today)
    return LoadReport(
        source=connector.name, attribution=connector.attribution, read=state.read, kept=made.kept,
        skipped=dict(Counter(state.skipped) + made.skipped), complete=state.complete, error=state.error,
        text=state.text, pages=state.pages, resumed=spool.resumed, left_out=dict(made.left_out), ingested=ingested,
        examples=tuple(examples),
    )  # fmt: skip


class Making:
    """Drafts → records of the scope, counting what was left out and why."""

    def __init__(self, base: Base, connector: Connector, scope: Scope, files: Details | None) -> None:
        self.kept = 0
        self.skipped: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._scope = scope
        self._origin = Origin(connector.name, scope.today)
        self._normaliser = Normaliser(base.taxonomy)
        self._holds = base.taxonomy.regions.contains
        self._within = Covered(scope.regions, None, self._holds)
        fetch = connector.file if isinstance(connector, SpecConnector) else None
        self._policies = PolicyReader(self._origin, connector.attribution, base.taxonomy.regions, fetch, files)

    @property
    def whole(self) -> bool:
        """Whether nothing that the source holds was put off."""
        return self._policies.whole

    def items(self, drafts: Iterable[Draft]) -> Iterator[Item]:
        """The records, one after another."""
        for draft in joined(drafts):
            if isinstance(draft, PolicyDraft):
                yield from self._policy(draft)
            elif (item := self._record(draft)) is not None:
                self.kept += 1
                yield item
        for reason, n in self._policies.left.items():
            self.left_out[f"file:{reason}"] += n

    def _record(self, draft: OpeningDraft | CourseDraft) -> Item | None:
        try:
            reading = self._normaliser.read(draft, self._origin)
        except UnreadableDraft as e:
            # What differs from draft to draft stands in quotation marks; the reason is the rest.
            self.skipped[re.sub(r"\s+", " ", re.sub(r"'[^']*'|\"[^\"]*\"", "…", str(e)))] += 1
            return None
        self.left_out.update(doubt.field for doubt in reading.doubts)
        if not self._within(reading.item):
            self.skipped["other_region"] += 1
            return None
        return reading.item

    def _policy(self, draft: PolicyDraft) -> Iterator[Item]:
        wanted, codes = self._scope.regions, draft.region_codes
        if wanted and codes and not any(self._holds(w, c) or self._holds(c, w) for w in wanted for c in codes):
            self.skipped["other_region"] += 1
            return
        self.kept += 1
        yield from self._policies.sections(draft)


def joined(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts with the same id as one: courses with the cohorts of all, of others the last one that came."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        known = found.get(draft.id)
        if isinstance(draft, CourseDraft) and isinstance(known, CourseDraft):
            cohorts = {c.id: c for c in (*known.cohorts, *draft.cohorts)}
            draft = replace(known, cohorts=tuple(cohorts.values()))
        found[draft.id] = draft
    yield from found.values()
