"""Documents people hand over: which files a path means, and which of them hold sections as JSON lines.

Everything else is read by `knowledge.documents.child` and becomes sections in `knowledge.sections`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from knowledge.documents.jsonl import read_sections
from knowledge.errors import IngestError
from knowledge.ingest import Failure
from knowledge.models import Section

ROWS: Final = (".jsonl", ".ndjson")
HEAD: Final = 1 << 16  # bytes that tell whether a file holds JSON lines


def find_documents(path: Path) -> list[Path]:
    """The file `path`, or all files below that folder, by name; hidden ones and those of an open editor are left out.

    Raises IngestError.
    """
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p.relative_to(path)))
        if not found:
            raise IngestError("폴더에 파일이 없어요 · it holds no files. Give a folder with documents in it.")
        return found
    if not path.is_file():
        raise IngestError("그런 파일이나 폴더가 없어요 · it doesn't exist. Give the path of a file or folder.")
    return [path]


def holds_rows(head: bytes, name: str) -> bool:
    """Whether a file holds JSON lines: by its name, else by its first bytes (`head`, at most HEAD of them)."""
    if name.lower().endswith(ROWS):
        return True
    lines = [line for line in head.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    if len(head) >= HEAD:
        lines = lines[:-1] or lines
    return any(map(_is_row, lines[:20]))


def rows_in(path: Path) -> bool:
    """`holds_rows` of the file at `path`; False where it can't be opened."""
    try:
        with path.open("rb") as file:
            return holds_rows(file.read(HEAD), path.name)
    except OSError:
        return path.name.lower().endswith(ROWS)


def read_document(path: Path) -> Iterator[Section | Failure]:
    """What a file of JSON lines holds, row by row; rows that can't be read come as failures."""
    try:
        with path.open("rb") as lines:
            yield from read_sections(lines, path.name)
    except OSError as e:
        yield Failure(path.name, 0, f"can't be read ({e.strerror}). Check the file and its permissions.")


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _is_row(line: bytes) -> bool:
    """Whether a line is a section, or meant to be one."""
    if not (line.lstrip().startswith(b"{") and line.rstrip().endswith(b"}")):
        return False
    try:
        return isinstance(row := json.loads(line), dict) and bool({"id", "text"} & set(row))
    except (ValueError, RecursionError):
        return False
