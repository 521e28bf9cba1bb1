"""What the running page does on the side: takes in what others added, and keeps sample dates near today."""

from __future__ import annotations

import logging
import threading
from datetime import date

from assistant.services import Services
from knowledge.errors import KnowledgeError

log = logging.getLogger(__name__)
EVERY_SECONDS = 3.0


class Upkeep:
    """A background thread over the services, which it warms up first; `start` and `stop` frame a server's life."""

    def __init__(self, services: Services, every: float = EVERY_SECONDS) -> None:
        self._services = services
        self._every = every
        self._over = threading.Event()
        self._anchored: date | None = None
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begins, unless it runs already."""
        if not self._thread.is_alive():
            self._thread.start()

    def stop(self) -> None:
        """Ends and waits for the round at hand."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def round(self) -> None:
        """One look: refresh, and once a day re-anchor the samples. A base that can't be read is tried again later."""
        today = self._services.today()
        try:
            if self._anchored != today:
                self._services.base.reanchor_samples(today)
                self._anchored = today
            self._services.refresh()
        except KnowledgeError as error:
            log.warning("The knowledge base couldn't be refreshed: %s", error)

    def _run(self) -> None:
        self._services.base.warm()
        while not self._over.wait(self._every):
            self.round()
