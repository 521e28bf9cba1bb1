"""Documents people hand over: which reader takes which file, and what each row becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from knowledge.documents.jsonl import read_sections
from knowledge.errors import IngestError, UnsupportedFormat
from knowledge.ingest import Failure
from knowledge.models import Section

Reader = Callable[[Iterable[bytes], str], Iterator[Section | Failure]]

READERS: Final[dict[str, Reader]] = {".jsonl": read_sections, ".ndjson": read_sections}


def find_documents(path: Path) -> list[Path]:
    """The file `path`, or all readable files below that folder, by name. Raises IngestError, UnsupportedFormat."""
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in READERS)
        if not found:
            raise IngestError(f"{path} holds no file that can be read. {_wanted()}")
        return found
    if not path.is_file():
        raise IngestError(f"{path} doesn't exist. Give the path of a file or folder.")
    if path.suffix.lower() not in READERS:
        raise UnsupportedFormat(f"{path.name}: there is no reader for {path.suffix or 'this'} files. {_wanted()}")
    return [path]


def read_document(path: Path) -> Iterator[Section | Failure]:
    """What the file holds, row by row; rows that can't be read come as failures."""
    try:
        with path.open("rb") as lines:
            yield from READERS[path.suffix.lower()](lines, path.name)
    except OSError as e:
        yield Failure(path.name, 0, f"can't be read ({e.strerror}). Check the file and its permissions.")


def _wanted() -> str:
    return f'Give JSON lines ({", ".join(READERS)}), a section a line: {{"id": …, "title": …, "text": …}}.'
