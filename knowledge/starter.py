"""What an empty home starts from: the starter library, and sample courses and openings around an anchor day."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from knowledge.errors import LibraryError
from knowledge.library import loader
from knowledge.library.sample import generate
from knowledge.models import Cohort
from knowledge.records import Item, Training

SAMPLE_DAYS: Final = 31  # samples anchored longer ago than this look deserted
SAMPLE_SEED: Final = 2026
_SAMPLE_CODE: Final = Path(loader.__file__).parent / "sample"


def library_path(setting: str) -> Path | None:
    """The folder that the setting `IEUM_LIBRARY` means; None for `none`. Raises LibraryError if there is none."""
    if setting == "none":
        return None
    path = loader.BUNDLED if setting == "bundled" else Path(setting)
    if not path.is_dir():
        raise LibraryError(f"{path} isn't a folder. Set IEUM_LIBRARY to bundled, none, or a folder of family folders.")
    return path


def library_digest(path: Path) -> str:
    """Changes with any file of the library, and with the code that reads it."""
    return files_digest((*sorted(path.rglob("*.yaml")), *sorted(path.rglob("*.md")), Path(loader.__file__)))


def library_items(path: Path) -> list[Item]:
    """The families and sections of the library at `path`. Raises LibraryError."""
    library = loader.load_library(path)
    return [*library.families, *library.sections]


def sample_digest(anchor: date) -> str:
    """Changes with the anchor, and with the code and words that samples are made of."""
    files = files_digest(sorted(p for p in _SAMPLE_CODE.rglob("*") if p.suffix in (".py", ".csv", ".yaml", ".json")))
    return f"{anchor.isoformat()}:{files}"


def sample_anchor(today: date, current: str | None) -> date:
    """The day samples should be anchored on: as they are (by their digest `current`) unless that is too long ago."""
    if current:
        anchor = date.fromisoformat(current.partition(":")[0])
        if today <= anchor + timedelta(days=SAMPLE_DAYS):
            return anchor
    return today.replace(day=1)


def sample_items(anchor: date) -> Iterator[Item]:
    """The sample courses with their cohorts, and the sample openings."""
    catalogue = generate(anchor, SAMPLE_SEED)
    cohorts: defaultdict[str, list[Cohort]] = defaultdict(list)
    for cohort in catalogue.cohorts:
        cohorts[cohort.course].append(cohort)
    for course in catalogue.courses:
        yield Training(course, tuple(sorted(cohorts[course.id], key=lambda c: (c.starts, c.id))))
    yield from catalogue.openings


def files_digest(files: Iterable[Path]) -> str:
    """A fingerprint of the names and contents of the files."""
    found = hashlib.blake2b(digest_size=16)
    for path in files:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
