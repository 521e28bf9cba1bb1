"""One writer at a time, across processes, by a lock file. The system lets go of it when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.errors import LockTimeout, StoreReadOnly


@contextmanager
def file_lock(path: Path, timeout: float) -> Iterator[None]:
    """Holds the lock file `path` for the block; waits at most `timeout` seconds, then raises LockTimeout."""
    lock = FileLock(path, timeout=timeout)
    try:
        lock.acquire()
    except Timeout as e:
        raise lock_timeout(timeout) from e
    except OSError as e:
        raise StoreReadOnly(
            f"{path} can't be written ({e.strerror}). Make the folder writable or set IEUM_HOME."
        ) from e
    try:
        yield
    finally:
        lock.release()


def lock_timeout(timeout: float) -> LockTimeout:
    """The error to raise when somebody else wrote for longer than `timeout` seconds."""
    return LockTimeout(
        f"Another process has been writing to this knowledge base for {timeout:g} s. "
        "Wait for it to end, or raise IEUM_LOCK_TIMEOUT."
    )
