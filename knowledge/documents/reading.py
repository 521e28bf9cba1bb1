"""One document: bytes → blocks. Which reader takes it is decided by the bytes; readers are loaded when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Final

from knowledge.documents.about import Said, document
from knowledge.documents.blocks import Document, Format
from knowledge.documents.refusals import DocumentRefused
from knowledge.documents.sniff import sniff

# format → module, function. Loaded by name: pypdfium2 alone costs 0.3 s, and a child starts anew for each document.
_READERS: Final[dict[Format, tuple[str, str]]] = {
    "hwpx": ("hwpx", "read_hwpx"),
    "hwp": ("hwp", "read_hwp"),
    "pdf": ("pdf", "read_pdf"),
    "docx": ("docx", "read_docx"),
    "html": ("html", "read_html"),
    "markdown": ("markdown", "read_markdown"),
    "text": ("markdown", "read_text"),
}


def read(data: bytes, name: str) -> Document:
    """The document in `data`. `name` is for the reader's messages only: what it ends in decides nothing.

    Raises DocumentRefused, and MemoryError. For files from elsewhere use `read_in_child`: a hostile one may take time
    and memory here.
    """
    with _foreseen():
        format_ = sniff(data)
    module, function = _READERS[format_]
    reader: Callable[[bytes], Said] = getattr(import_module(f"knowledge.documents.{module}"), function)
    with _foreseen():
        return document(format_, reader(data))


@contextmanager
def _foreseen() -> Iterator[None]:
    """Makes a refusal of whatever a library raises over a broken file: they fail in many ways, and none of them may
    reach a person. Readers that can't even be loaded are no fault of the file's, and stay outside."""
    try:
        yield
    except (DocumentRefused, MemoryError):
        raise
    except RecursionError as e:
        raise DocumentRefused("too_deep") from e
    except Exception as e:  # parsers of hostile bytes fail in any way; the person hears that the file is damaged
        raise DocumentRefused("damaged") from e
