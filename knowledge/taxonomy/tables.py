"""Reading the data files of this folder, with errors that name the file and the line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.errors import TaxonomyError

FOLDER = Path(__file__).parent


def rows(name: str, columns: tuple[str, ...], folder: Path = FOLDER) -> Iterator[dict[str, str]]:
    """The rows of one CSV file as dicts of strings.

    Raises TaxonomyError if the file is missing, lacks a column or has a row of another length.
    """
    path = folder / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(columns) - set(reader.fieldnames or ())
            if missing:
                raise TaxonomyError(f"{path} lacks the columns {sorted(missing)}; restore the file.")
            for row in reader:
                if None in row or None in row.values():
                    raise TaxonomyError(f"{path}, line {reader.line_num}: not as many fields as columns; fix the row.")
                yield row
    except OSError as error:
        raise TaxonomyError(f"{path} can't be read ({error.strerror}); reinstall the package.") from error


def split(value: str) -> tuple[str, ...]:
    """A ``;``-separated field as its parts."""
    return tuple(part.strip() for part in value.split(";") if part.strip())


def day(value: str) -> date | None:
    """An ISO date, or None for an empty field."""
    return date.fromisoformat(value) if value else None
