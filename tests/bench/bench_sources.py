"""Every source against every trap of the real services, on loopback: what came, how it was called, what it cost.

    python -m tests.bench sources

Each load asks for 230 records (or as many as the trap lets through). A source passes a trap if nothing wrong was taken
in, nothing is called complete that isn't, and the key is in no log line.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from knowledge.sources.connector import LoadState, Scope
from knowledge.sources.http import Limits
from tests.knowledge.making import DAY
from tests.knowledge.sources.services import source
from tests.sources_server import SourcesServer, held
from tests.sources_server.services import COMPANY, OTHER, PERSONAL, SPENT

N = 230
SOURCES: dict[str, tuple[str, Callable[..., dict[str, object]]]] = {
    "work24-training": ("courses", held.course),
    "work24-openings": ("openings", held.opening),
    "youth-policies": ("policies", held.policy),
    "bizinfo": ("bizinfo", held.announcement),
    "k-startup": ("startup", held.founding),
    "saramin": ("saramin", held.job),
    "alio": ("alio", held.public_job),
    "kosmes": ("kosmes", held.sme_job),
}
WORK24 = ("work24-training", "work24-openings")
# Ways of some services only.
ONLY: dict[str, tuple[str, ...]] = {
    "same page again": tuple(name for name in SOURCES if name != "bizinfo"),  # which gives everything on one page
    "XML though JSON": ("work24-training",),
    "JSON in a string": ("work24-training",),
    "fewer levels": ("k-startup",),
    "filters ignored": WORK24,
    "taken down meanwhile": ("work24-openings",),
    "personal key": WORK24,
    "quota spent": WORK24,
    "maintenance": WORK24,
    "nothing on page 2": ("work24-openings", "alio", "k-startup"),
}
# trap → (mode of the service, trap of the wire, from which answer, records, key)
TRAPS: dict[str, tuple[str, str, int, int, str]] = {
    "none": ("", "", 1, N, COMPANY),
    "no record": ("", "", 1, 0, COMPANY),
    "one record": ("", "", 1, 1, COMPANY),
    "no total": ("no_total", "", 1, N, COMPANY),
    "same page again": ("repeat", "", 1, N, COMPANY),
    "XML though JSON": ("xml_only", "", 1, N, COMPANY),
    "JSON in a string": ("wrapped", "", 1, N, COMPANY),
    "fewer levels": ("bare", "", 1, N, COMPANY),
    "filters ignored": ("deaf", "", 1, N, COMPANY),
    "taken down meanwhile": ("moving", "", 1, N, COMPANY),
    "other service's key": ("", "", 1, N, OTHER),
    "personal key": ("", "", 1, N, PERSONAL),
    "quota spent": ("", "", 1, N, SPENT),
    "maintenance": ("maintenance", "", 1, N, COMPANY),
    "gateway 22 in XML": ("", "gateway_22", 1, N, COMPANY),
    "gateway 30 in XML": ("", "gateway_30", 1, N, COMPANY),
    "nothing on page 2": ("", "gateway_03", 2, N, COMPANY),
    "an unknown answer": ("", "stranger", 1, N, COMPANY),
    "cut in the middle": ("", "broken", 2, N, COMPANY),
    "hangs up": ("", "hang_up", 2, N, COMPANY),
    "web page, HTTP 200": ("", "html", 1, N, COMPANY),
    "DOCTYPE": ("", "doctype", 1, N, COMPANY),
    "9 MiB": ("", "huge", 1, N, COMPANY),
    "redirect elsewhere": ("", "redirect", 1, N, COMPANY),
    "empty answer": ("", "empty", 1, N, COMPANY),
    "503": ("", "down", 1, N, COMPANY),
    "429, then fine": ("", "busy", 1, N, COMPANY),
    "a byte at a time": ("", "slow", 1, N, COMPANY),
}


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.text: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.text.append(record.getMessage())


def one(server: SourcesServer, name: str, trap: str, lines: _Lines) -> tuple[str, bool]:
    """What happened, and whether the key stayed hidden."""
    mode, wire, since, n, key = TRAPS[trap]
    service, make = SOURCES[name]
    server.reset()
    lines.text.clear()
    server.data[service] = [make(i) for i in range(n)]
    server.modes |= {mode}
    server.trap(wire, since=since, times=1 if wire == "busy" else 10**6)
    scope = Scope(DAY, ("26000",) if mode == "deaf" else ())
    state = LoadState()
    with tempfile.TemporaryDirectory() as home:
        limits = Limits(seconds=0.5 if wire == "slow" else 20.0)
        with source(server, name, Path(home), key=key, limits=limits) as connector:
            drafts = sum(1 for _ in connector.drafts(scope, state))
    end = "complete" if state.complete else f"partial: {state.error}"
    return f"{drafts:>4} {end}, {len(server.requests)} calls", not any(key in line for line in (*lines.text, state.text))


def run() -> None:
    """Prints the table."""
    lines = _Lines()
    root = logging.getLogger()
    level = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    hidden = True
    try:
        with SourcesServer() as server:
            for trap in TRAPS:
                print(f"{trap}:")
                for name in ONLY.get(trap, tuple(SOURCES)):
                    told, kept = one(server, name, trap, lines)
                    hidden &= kept
                    print(f"  {name:16} {told}")
    finally:
        root.removeHandler(lines)
        root.setLevel(level)
    print(f"{len(TRAPS)} traps, {len(SOURCES)} sources; the key in log lines or reports: {'never' if hidden else 'FOUND'}")
