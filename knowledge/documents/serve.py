"""The child's side of `read_in_child`: takes its limits, reads the document on standard input, writes JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from knowledge.documents.blocks import Document
from knowledge.documents.reading import read
from knowledge.documents.refusals import DocumentRefused
from knowledge.documents.wire import dump

try:
    import resource
except ImportError:  # Windows has none: the parent's clock is the only limit there
    resource = None  # type: ignore[assignment]

_MOST_FILES: Final = 64


def serve(arguments: Sequence[str]) -> None:
    """Reads one document and ends the process. `arguments`: seconds, and how many bytes memory, file and result may
    have."""
    seconds, memory, size, longest = map(int, arguments)
    _limit(seconds, memory, longest)
    # Nothing a library prints may get into the result.
    out = os.dup(1)
    os.dup2(2, 1)
    with open(out, "wb") as result:
        result.write(dump(_read(size)))
    os._exit(0)


def _read(size: int) -> Document | DocumentRefused:
    try:
        return read(sys.stdin.buffer.read(size), "")
    except DocumentRefused as e:
        return e
    except MemoryError:
        return DocumentRefused("too_costly")


def _limit(seconds: int, memory: int, longest: int) -> None:
    if resource is None:
        return
    for what, most in (
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_FSIZE, longest),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _MOST_FILES),
        (resource.RLIMIT_AS, memory),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
