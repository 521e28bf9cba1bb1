"""Reads a document in a process of its own, so that a hostile file costs at most a little time and memory there."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.documents.blocks import Document
from knowledge.documents.refusals import DocumentRefused
from knowledge.documents.wire import load

# The child takes only what readers need: the package's own __init__ would bring the store (0.7 s) into every reading.
_START: Final = (
    "import sys, types; package = types.ModuleType('knowledge.documents'); package.__path__ = [sys.argv[1]]; "
    "sys.modules[package.__name__] = package; from knowledge.documents.serve import serve; serve(sys.argv[2:])"
)
_HERE: Final = Path(__file__).parent
# What a child gets of the environment: no keys, no addresses.
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TEMP", "VIRTUAL_ENV", "PYTHONHOME")
_LONGEST_RESULT: Final = 96 << 20  # bytes
_MB: Final = 1 << 20
# How a child ends that the system stopped: out of processor time, or for the sake of the machine's memory.
_STOPPED: Final = {-signal.SIGXCPU: "too_slow", -signal.SIGKILL: "too_costly"} if hasattr(signal, "SIGXCPU") else {}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading may cost: `seconds` of time, `memory` in bytes (not enforced on Windows), `size` of the file in
    bytes, which is looked at before anything is read."""

    seconds: float = 20.0
    memory: int = 1 << 30
    size: int = 64 << 20


DEFAULT: Final = Limits()


def read_in_child(source: bytes | Path, name: str, limits: Limits = DEFAULT) -> Document:
    """The document in a file or in bytes, read by a child that is killed when it goes over `limits`.

    `name` is what the document is called; it decides nothing, and the child isn't told. Raises DocumentRefused, and
    nothing else, whatever is in the file. Safe to call from threads.
    """
    try:
        if isinstance(source, Path):
            return _of_file(source, limits)
        _check_size(len(source), limits)
        with tempfile.TemporaryFile() as file:
            file.write(source)
            file.seek(0)
            return _run(file.fileno(), limits)
    except OSError as e:  # no room for the copy, no process to be had
        raise DocumentRefused("failed") from e


def _of_file(path: Path, limits: Limits) -> Document:
    try:
        if not path.is_file():
            raise DocumentRefused("not_found")
        _check_size(path.stat().st_size, limits)
        file = path.open("rb")
    except OSError as e:
        raise DocumentRefused("not_found") from e
    with file:
        return _run(file.fileno(), limits)


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.size:
        raise DocumentRefused("too_big", limit=limits.size // _MB)


def _run(document: int, limits: Limits) -> Document:
    with tempfile.TemporaryFile() as result:
        numbers = (math.ceil(limits.seconds), limits.memory, limits.size, _LONGEST_RESULT)
        process = subprocess.Popen(
            [sys.executable, "-c", _START, str(_HERE), *map(str, numbers)],
            stdin=document,
            stdout=result,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            close_fds=True,
            start_new_session=True,
        )
        try:
            status = process.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise DocumentRefused("too_slow", limit=f"{limits.seconds:g}") from None
        finally:
            process.kill()
            process.wait()
        if status != 0:
            raise DocumentRefused(_STOPPED.get(status, "failed"), limit=f"{limits.seconds:g}")
        result.seek(0)
        return load(result.read(_LONGEST_RESULT))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(_HERE.parents[1]), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
