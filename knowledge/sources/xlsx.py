"""Workbooks → rows of text. The only file that knows openpyxl.

Formulas are never computed: a cell gives the value it was last saved with. Macros, links and pictures aren't read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.documents.archive import Archive
from knowledge.documents.refusals import DocumentRefused
from knowledge.errors import IngestError
from knowledge.sources.words import said

MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 200_000
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_HEAD: Final = 4_096  # bytes of a part in which a DOCTYPE would have to stand
_FAULTS: Final = (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, OSError, AttributeError, EOFError)


class WorkbookRefused(IngestError):
    """A workbook that can't or mustn't be read; the message says what to do."""

    code = "workbook_refused"


def sheets(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """The visible sheets of a workbook: name, and rows of cells as text (dates as ``2026-11-30``).

    Raises WorkbookRefused for what is damaged, locked, or unpacks to more than a spreadsheet ever holds.
    """
    _check(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                if getattr(sheet, "sheet_state", "visible") == "visible":
                    yield sheet.title, _rows(sheet)
        finally:
            book.close()
    except _FAULTS as e:
        ko, en = "파일이 깨졌어요. 열어서 .xlsx로 다시 저장해 주세요", "it is damaged: save it as .xlsx again"
        raise WorkbookRefused(said(ko, en)) from e


def _check(data: bytes) -> None:
    try:
        archive = Archive(data)
        if "xl/workbook.xml" not in archive:
            ko, en = ".xlsx가 아니에요. .xlsx나 .csv로 저장해 주세요", "it is no .xlsx workbook: save it as one"
            raise WorkbookRefused(said(ko, en))
        parts = (archive.start(name, _HEAD) for name in archive if name.endswith((".xml", ".rels")))
        if any(map(_DOCTYPE.search, parts)):
            ko, en = "표에 있을 리 없는 선언이 있어서 읽지 않았어요", "it declares entities, as no workbook does"
            raise WorkbookRefused(said(ko, en))
    except DocumentRefused as e:
        raise WorkbookRefused(said("표로 읽을 수 없는 파일이에요", str(e))) from e


def _rows(sheet: Any) -> list[list[str]]:
    found: list[list[str]] = []
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
        if len(found) >= MOST_ROWS:
            ko, en = f"{MOST_ROWS:,}줄보다 많아요. 나눠 주세요", f"a sheet has more than {MOST_ROWS:,} rows: split it"
            raise WorkbookRefused(said(ko, en))
        found.append([_text(value) for value in row])
    while found and not any(found[-1]):
        found.pop()
    return found


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Y" if value else "N"
        case datetime():
            plain = value.time() == time()
            return value.date().isoformat() if plain else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()
