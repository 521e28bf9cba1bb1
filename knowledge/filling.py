"""What a base holds from the start: the starter library and the sample catalogue, as the settings ask for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from knowledge import starter
from knowledge.ingest import IngestReport, Load
from knowledge.records import LIBRARY, SAMPLE
from knowledge.settings import KnowledgeSettings
from knowledge.store import Store, Writer

Ingest = Callable[[Writer, Load, str, date], IngestReport]


class Filling:
    """Keeps library and samples of a store as they should be. Filling wants the store's writer lock."""

    def __init__(self, store: Store, settings: KnowledgeSettings, ingest: Ingest) -> None:
        """`ingest` takes a load into the store, under a name to show, on a day."""
        self._store = store
        self._settings = settings
        self._ingest = ingest

    def due(self, today: date) -> bool:
        """Whether there is anything to do."""
        return self._library_due() or self.samples_due(today)

    def samples_due(self, today: date) -> bool:
        """Whether the samples are others than they should be on the day."""
        return self._samples(today).digest != (self._store.fact("samples") or "")

    def fill(self, writer: Writer, today: date) -> None:
        """Does what is due; nothing where another process did it in the meantime. Raises LibraryError, StoreError."""
        path = starter.library_path(self._settings.library)
        if path is not None and self._library_due():
            digest, items = starter.library_digest(path), starter.library_items(path)
            self._ingest(writer, Load(LIBRARY, items, total=len(items), forget=True), "지식 · library", today)
            writer.set_fact("library", digest)
        self.fill_samples(writer, today)

    def fill_samples(self, writer: Writer, today: date) -> None:
        """The same for samples alone."""
        if self.samples_due(today):
            wanted = self._samples(today)
            self._ingest(writer, Load(SAMPLE, wanted.items(), forget=True), "예시 · samples", today)
            writer.set_fact("samples", wanted.digest)

    def _library_due(self) -> bool:
        path = starter.library_path(self._settings.library)
        return path is not None and self._store.fact("library") != starter.library_digest(path)

    def _samples(self, today: date) -> starter.Samples:
        return starter.samples(today, self._store.fact("samples"), self._store.counts(), on=self._settings.samples)
