"""What the commands share: opening the services, reading batch lines, writing JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, BatchLineError
from assistant.services import Services, build
from assistant.settings import AssistantSettings
from knowledge.base import Base, open_base
from knowledge.errors import KnowledgeError
from knowledge.settings import read_settings


def as_of_argument(parser: argparse.ArgumentParser) -> None:
    """Adds ``--as-of``."""
    parser.add_argument("--as-of", type=a_date, help="the day to answer for (YYYY-MM-DD, Asia/Seoul); default today")


def a_date(text: str) -> date:
    """A date argument, refused in words."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a date; write it like 2026-11-22") from None


def open_services() -> Services:
    """The services over the knowledge base that the environment names."""
    settings = read_settings()
    return build(open_base(settings.home, settings), AssistantSettings())


def open_only_base() -> Base:
    """The knowledge base that the environment names, without the rest of the services."""
    settings = read_settings()
    return open_base(settings.home, settings)


def batch_lines(path: str) -> Iterator[tuple[int, dict[str, Any] | BatchLineError]]:
    """Line number and object of each non-empty line of a JSON-lines file (``-`` is standard input).

    A line that is no JSON object comes as its error, so that the rest goes on. Raises BatchLineError only where the
    file itself can't be read.
    """
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError as e:
        raise BatchLineError(f"{path} can't be read ({e.strerror}). Give a JSON-lines file, or - for input.") from e
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as e:
            yield number, BatchLineError(f"not JSON ({e.msg} at column {e.colno})")
            continue
        yield number, value if isinstance(value, dict) else BatchLineError("not a JSON object")


def run_batch(path: str, handle: Callable[[dict[str, Any]], dict[str, Any] | str]) -> int:
    """Handles every line and prints one JSON line each (a string as it is); a bad line prints its error and the rest
    goes on."""
    for number, item in batch_lines(path):
        if isinstance(item, BatchLineError):
            emit({"line": number, "error": {"code": item.code, "text": str(item)}})
            continue
        try:
            emit(handle(item))
        except (AssistantError, KnowledgeError, KeyError, TypeError, ValueError) as e:
            code = getattr(e, "code", "bad_line")
            text = f"missing field {e}" if isinstance(e, KeyError) else str(e)
            found = {"id": item["id"]} if "id" in item else {}
            emit({**found, "line": number, "error": {"code": code, "text": text}})
    return 0


def emit(value: dict[str, Any] | str) -> None:
    """One JSON line on standard output."""
    line = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    print(line, flush=True)


def day_of(item: dict[str, Any], default: date | None) -> date | None:
    """The line's own ``as_of``, else the command's. Raises ValueError in words."""
    raw = item.get("as_of")
    if raw is None:
        return default
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise BatchLineError(f"as_of {raw!r} isn't a date; write it like 2026-11-22") from None
