"""Errors of the knowledge base. Every message says what to do next.

    KnowledgeError
    ├── SettingsError            a setting that can't be used as it stands
    ├── LibraryError             the starter library can't be read
    ├── TaxonomyError            skills, occupations or regions can't be read
    │   └── UnknownRegion        a region code or name that no table knows
    ├── QueryError               a search, or a line of a batch, that makes no sense
    ├── RecordNotFound           an id that names nothing
    ├── StoreError               the records of truth can't be read or written
    │   ├── SchemaTooNew         the store was written by a newer program
    │   ├── StoreReadOnly        the store may not be written here
    │   ├── StoreFull            no room is left
    │   └── RecordUnreadable     a stored record doesn't decode
    ├── LockTimeout              another process is writing
    ├── IngestError              a document can't be taken in
    │   ├── DocumentRefused      it isn't read, and why (documents/refusals.py)
    │   └── DocumentNotAdded     it was read, but what is there is newer, or it is too long (adding.py)
    ├── EmbedderError            vectors couldn't be made
    └── IndexError_              a derived index can't be read or written
        ├── LexicalError         tantivy's side
        ├── VectorError          Chroma's side
        └── ColumnsError         the catalogue's side

`code` is what machine-readable output carries (`{"error": {"code", "text"}}`).
"""

from __future__ import annotations

from typing import ClassVar


class KnowledgeError(Exception):
    """Base of all errors this package raises on purpose."""

    code: ClassVar[str] = "knowledge"


class SettingsError(KnowledgeError):
    """A setting that can't be used as it stands."""

    code = "settings"


class LibraryError(KnowledgeError):
    """The starter library can't be read."""

    code = "library"


class TaxonomyError(KnowledgeError):
    """Skills, occupations or regions can't be read."""

    code = "taxonomy"


class UnknownRegion(TaxonomyError):
    """A region code or name that no table knows."""

    code = "unknown_region"


class QueryError(KnowledgeError):
    """A search, or a line of a batch, that makes no sense."""

    code = "query"


class RecordNotFound(KnowledgeError):
    """An id that names nothing."""

    code = "not_found"


class StoreError(KnowledgeError):
    """The records of truth can't be read or written."""

    code = "store"


class SchemaTooNew(StoreError):
    """The store was written by a newer program."""

    code = "schema_too_new"


class StoreReadOnly(StoreError):
    """The store may not be written here."""

    code = "read_only"


class StoreFull(StoreError):
    """No room is left where the store lies."""

    code = "disk_full"


class RecordUnreadable(StoreError):
    """A stored record doesn't decode into the shape it should have."""

    code = "record_unreadable"


class LockTimeout(KnowledgeError):
    """Another process is writing to this knowledge base."""

    code = "locked"


class IngestError(KnowledgeError):
    """A document can't be taken in."""

    code = "ingest"


class EmbedderError(KnowledgeError):
    """Vectors couldn't be made."""

    code = "embedder"


class IndexError_(KnowledgeError):
    """A derived index can't be read or written. Nothing is lost: it can be rebuilt from the store."""

    code = "index"


class LexicalError(IndexError_):
    """The lexical index can't be read or written."""

    code = "lexical_index"


class VectorError(IndexError_):
    """The vector index can't be read or written."""

    code = "vector_index"


class ColumnsError(IndexError_):
    """The columns of openings can't be written."""

    code = "columns"
