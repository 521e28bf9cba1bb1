"""What commands share: opening the base of the settings, dates, and JSON lines in and out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.base import Base, open_base
from knowledge.errors import KnowledgeError, QueryError
from knowledge.settings import read_settings

Line = Mapping[str, Any]


@contextmanager
def opened() -> Iterator[Base]:
    """The base the environment names, for the block. Raises KnowledgeError."""
    settings = read_settings()
    base = open_base(settings.home, settings, progress=sys.stderr.isatty())
    try:
        yield base
    finally:
        base.close()


def day(text: str) -> date:
    """A date from a command line, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a date like 2026-11-22") from e


def write_json(value: Any) -> None:
    """One JSON value on one line of standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def run_batch(file: str, answer: Callable[[Line], Line]) -> int:
    """Answers each JSON line of `file` (`-` = standard input); a bad line gets its error and the rest go on.

    Returns 0: a run with bad lines in it has still done its work. Raises QueryError if the file can't be read.
    """
    with _lines(file) as lines:
        for number, raw in enumerate(lines, start=1):
            if raw.strip():
                write_json(_answered(raw, number, answer))
                sys.stdout.flush()
    return 0


def _answered(raw: bytes, number: int, answer: Callable[[Line], Line]) -> Line:
    id_: dict[str, Any] = {}
    try:
        line = json.loads(raw.decode("utf-8-sig"))
        if not isinstance(line, dict):
            raise QueryError("The line isn't a JSON object. Write one object a line.")
        id_ = {"id": line["id"]} if isinstance(line.get("id"), str | int) else {}
        return answer(line)
    except ValueError as e:
        return {**id_, "line": number, "error": {"code": "json", "text": f"The line isn't JSON in UTF-8: {e}"}}
    except KnowledgeError as e:
        return {**id_, "line": number, "error": {"code": e.code, "text": str(e)}}


@contextmanager
def _lines(file: str) -> Iterator[Iterator[bytes]]:
    if file == "-":
        yield iter(sys.stdin.buffer)
        return
    try:
        opened_file = Path(file).open("rb")  # noqa: SIM115
    except OSError as e:
        raise QueryError(
            f"{file} can't be read ({e.strerror}). Give a file of JSON lines, or - for standard input."
        ) from e
    with opened_file as lines:
        yield iter(lines)
