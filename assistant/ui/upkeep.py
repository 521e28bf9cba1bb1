"""What the running page does on the side: takes in what others added, keeps sample dates near today, syncs sources."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import knowledge
from assistant.services import Services
from knowledge.errors import KnowledgeError

log = logging.getLogger(__name__)
EVERY_SECONDS = 3.0
SYNC: Final = ("-m", "knowledge", "sync", "all", "--json")
SHORTEST: Final = 600.0  # seconds between two syncs: the services count calls by the day
_UNITS: Final = {"m": 60.0, "h": 3600.0, "d": 86400.0}
_BEHIND: Final = 10  # how much a sync gives way to answering


class Upkeep:
    """A background thread over the services, which it warms up first; `start` and `stop` frame a server's life."""

    def __init__(self, services: Services, every: float = EVERY_SECONDS, syncing: Syncing | None = None) -> None:
        self._services = services
        self._every = every
        self._syncing = syncing
        self._over = threading.Event()
        self._anchored: date | None = None
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begins, unless it runs already."""
        if not self._thread.is_alive():
            self._thread.start()
            if self._syncing:
                self._syncing.start()

    def stop(self) -> None:
        """Ends and waits for the round at hand."""
        self._over.set()
        if self._syncing:
            self._syncing.stop()
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


class Syncing:
    """Syncs all sources that have a key, `seconds` apart, in a process of its own: answers don't wait for it, and the
    page serves what it has until the new state is written. A restart doesn't begin anew: `home` remembers the last."""

    def __init__(self, home: Path, seconds: float, command: Sequence[str] = SYNC) -> None:
        self._seconds = seconds
        self._command = (sys.executable, *command)
        self._last = home / "sync" / "last"
        self._over = threading.Event()
        self._child: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, name="syncing", daemon=True)

    def start(self) -> None:
        """Begins; the first sync is due now unless there was one lately."""
        self._thread.start()

    def stop(self) -> None:
        """Ends a sync under way: the next one goes on from its last page."""
        self._over.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def due(self) -> float:
        """Seconds until the next sync."""
        try:
            passed = time.time() - self._last.stat().st_mtime
        except OSError:
            return 0.0
        return min(max(0.0, self._seconds - passed), self._seconds)

    def once(self) -> None:
        """One sync, its outcome in the log."""
        environment = {**os.environ, "PYTHONPATH": str(Path(knowledge.__file__).parents[1])}
        try:
            self._child = subprocess.Popen(
                self._command, env=environment, text=True, encoding="utf-8", errors="replace",
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
            _give_way(self._child.pid)
            if self._over.is_set():
                self._child.terminate()
            out, err = self._child.communicate()
        except OSError as error:
            log.warning("Sources couldn't be synced: %s", error)
            return
        for line in out.splitlines():
            _tell(line)
        if err.strip() and not self._over.is_set():
            log.warning("Syncing sources: %s", err.strip()[-500:])

    def _run(self) -> None:
        while not self._over.wait(self.due()):
            self.once()
            try:
                self._last.parent.mkdir(parents=True, exist_ok=True)
                self._last.touch()
            except OSError as error:
                log.warning("%s can't be written, so syncing ends: %s", self._last, error)
                return


def every(text: str) -> float:
    """Seconds from ``6h``, ``90m`` or ``1d``. Raises ValueError for anything else, and for less than ten minutes."""
    match = re.fullmatch(r"(\d{1,4})([mhd])", text.strip())
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0.0
    if seconds < SHORTEST:
        raise ValueError(f"{text!r} isn't a span of ten minutes or more like 6h, 90m or 1d")
    return seconds


def _give_way(pid: int) -> None:
    if hasattr(os, "setpriority"):
        try:
            os.setpriority(os.PRIO_PROCESS, pid, _BEHIND)
        except OSError as error:  # it is over already, or the system says no: both are fine
            log.debug("A sync keeps its priority: %s", error)


def _tell(line: str) -> None:
    try:
        report = json.loads(line)
        source, kept, error = report["source"], report["kept"], report["error"]
    except (ValueError, KeyError, TypeError):
        return
    if error:
        log.warning("%s: %s kept, then %s: %s", source, kept, error, str(report.get("text", "")).replace("\n", " · "))
    else:
        log.info("%s: %s kept", source, kept)
