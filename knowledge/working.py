"""Analysing many records on all processors: helper processes that make of records what the indexes take in.

The analyser is pure computing and needs half a gigabyte of its own in each process, so helpers are started only where
there is work for minutes. They run this module as a program, talk through their standard input and output, and end
when those are closed: a parent that is killed takes them along.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Final, Literal

from knowledge.columns import OpeningColumns, SkillBits, opening_columns
from knowledge.entries import EntryMaker
from knowledge.models import Family, Kind
from knowledge.packing import Packed, pack
from knowledge.records import Row
from knowledge.state import named_analyser
from knowledge.taxonomy import Taxonomy, load_taxonomy
from knowledge.text.analyser import Analyser

log = logging.getLogger(__name__)

Product = Kind | Literal["columns"]  # what is made: index entries of a kind, or columns of openings
ENOUGH: Final = 20_000  # records; fewer are done before helpers have loaded their analyser
_MOST: Final = 4  # helpers, at half a gigabyte each
_AHEAD: Final = 3  # batches that a helper has waiting, so that it never waits itself


class Hands:
    """One process's worth of work."""

    def __init__(self, taxonomy: Taxonomy, families: Mapping[str, Family], names: Analyser) -> None:
        """`names` knows the names of the families and of the taxonomy."""
        self._taxonomy = taxonomy
        self._maker = EntryMaker(names, taxonomy, families)

    def make(self, product: Product, rows: Sequence[Row]) -> list[Packed] | OpeningColumns:
        """What is made of a batch of rows: entries in their order, or columns in order of ids."""
        items: Iterator[Any] = (row.item() for row in rows)
        if product == "columns":
            return opening_columns(items, SkillBits(self._taxonomy.skills))
        entry_of = {"section": self._maker.section, "course": self._maker.course, "opening": self._maker.opening}
        return [pack(entry_of[product](item)) for item in items]  # type: ignore[operator]

    def forget(self) -> None:
        """Frees what was kept while many records were read."""
        self._maker.forget_sentences()


class Workshop:
    """Makes products of batches, in order, by helpers where there are any. One thread at a time."""

    def __init__(self, hands: Hands, helpers: Sequence[_Helper]) -> None:
        self._hands = hands
        self._helpers = list(helpers)

    def made(self, product: Product, batches: Iterable[Sequence[Row]]) -> Iterator[Any]:
        """What `Hands.make` makes of each batch. Of a helper that died the work is done here."""
        waiting: deque[tuple[_Helper | None, Sequence[Row]]] = deque()
        for turn, batch in enumerate(batches):
            if not self._helpers:
                yield from self._finish(product, waiting)
                yield self._hands.make(product, batch)
                continue
            helper = self._helpers[turn % len(self._helpers)]
            waiting.append((helper if helper.give(product, batch) else None, batch))
            if len(waiting) > _AHEAD * len(self._helpers):
                yield self._taken(product, *waiting.popleft())
        yield from self._finish(product, waiting)

    def _finish(self, product: Product, waiting: deque[tuple[_Helper | None, Sequence[Row]]]) -> Iterator[Any]:
        while waiting:
            yield self._taken(product, *waiting.popleft())

    def _taken(self, product: Product, helper: _Helper | None, batch: Sequence[Row]) -> Any:
        made = helper.take() if helper else None
        if made is None:
            if helper in self._helpers:
                log.warning("A helper process ended early; its work is done here, which takes longer")
                self._helpers.remove(helper)
            return self._hands.make(product, batch)
        return made


@contextmanager
def workshop(
    taxonomy: Taxonomy, families: Mapping[str, Family], names: Analyser, records: int
) -> Iterator[Workshop]:
    """A workshop for about so many records, for the block; the rest as for `Hands`."""
    count = min(os.cpu_count() or 1, _MOST) if records >= ENOUGH else 0
    helpers = [_Helper(families) for _ in range(count if count > 1 else 0)]
    hands = Hands(taxonomy, families, names)
    try:
        yield Workshop(hands, helpers)
    finally:
        hands.forget()
        for helper in helpers:
            helper.close()


class _Helper:
    """Another process, at work on what it is given, in order."""

    def __init__(self, families: Mapping[str, Family]) -> None:
        command = [sys.executable, "-m", __name__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._process.stdin as to, self._process.stdout as from_:
            self._to = Connection(os.dup(to.fileno()), readable=False)
            self._from = Connection(os.dup(from_.fileno()), writable=False)
        self.give(dict(families))

    def give(self, *task: object) -> bool:
        """Puts a task in line; False if the process is gone."""
        try:
            self._to.send(task)
            return True
        except OSError:
            return False

    def take(self) -> Any:
        """What became of the oldest task; None if the process is gone."""
        try:
            return self._from.recv()
        except (EOFError, OSError):
            return None

    def close(self) -> None:
        """Ends the process."""
        self._process.terminate()
        self._process.wait()
        self._to.close()
        self._from.close()


def _serve() -> None:
    """What a helper does: takes tasks from standard input until it is closed, and gives products back."""
    # A task is read as soon as it comes: were it left in the pipe, parent and helper might each wait for the other.
    tasks: SimpleQueue[Any] = SimpleQueue()
    incoming = Connection(os.dup(sys.stdin.fileno()), writable=False)
    outgoing = Connection(os.dup(sys.stdout.fileno()), readable=False)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not look like a product

    def listen() -> None:
        try:
            while True:
                tasks.put(incoming.recv())
        except (EOFError, OSError):
            os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    (families,) = tasks.get()
    taxonomy = load_taxonomy()
    hands = Hands(taxonomy, families, named_analyser(taxonomy, families))
    while True:
        outgoing.send(hands.make(*tasks.get()))


if __name__ == "__main__":
    _serve()
