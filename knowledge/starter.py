"""What an empty home starts from: the starter library, and sample courses and openings around an anchor day."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from knowledge.errors import LibraryError
from knowledge.library import loader
from knowledge.library.sample import generate
from knowledge.models import Cohort
from knowledge.records import SAMPLE, Item, RecordKind, Training

SAMPLE_DAYS: Final = 31  # samples anchored longer ago than this look deserted
SAMPLE_SEED: Final = 2026
SAMPLED: Final[tuple[RecordKind, ...]] = ("course", "opening")
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


@dataclass(frozen=True, slots=True)
class Samples:
    """The sample catalogue that is wanted: anchored on a day, of some kinds. `digest` changes with both, and with the
    code and words that samples are made of; empty where none are wanted."""

    anchor: date
    kinds: tuple[RecordKind, ...]
    digest: str

    def items(self) -> Iterator[Item]:
        """The sample courses with their cohorts, and the sample openings."""
        return sample_items(self.anchor, self.kinds if self.digest else ())


def samples(today: date, current: str | None, counts: Mapping[tuple[str, str, str], int], *, on: bool) -> Samples:
    """The samples wanted on the day, given the digest of those there are and what `Store.counts` says.

    None are of a kind that real records are of, so that nobody ever finds the two side by side.
    """
    anchor = sample_anchor(today, current)
    real = {kind for (kind, _, source), n in counts.items() if n and source != SAMPLE}
    kinds = tuple(kind for kind in SAMPLED if kind not in real)
    code = files_digest(sorted(p for p in _SAMPLE_CODE.rglob("*") if p.suffix in (".py", ".csv", ".yaml", ".json")))
    return Samples(anchor, kinds, f"{anchor.isoformat()}:{code}:{'+'.join(kinds)}" if on else "")


def sample_anchor(today: date, current: str | None) -> date:
    """The day samples should be anchored on: as they are (by their digest `current`) unless that is too long ago."""
    if current:
        anchor = date.fromisoformat(current.partition(":")[0])
        if today <= anchor + timedelta(days=SAMPLE_DAYS):
            return anchor
    return today.replace(day=1)


def sample_items(anchor: date, kinds: Collection[RecordKind] = SAMPLED) -> Iterator[Item]:
    """The sample courses with their cohorts, and the sample openings, as far as their kinds are wanted."""
    if not kinds:
        return
    catalogue = generate(anchor, SAMPLE_SEED)
    cohorts: defaultdict[str, list[Cohort]] = defaultdict(list)
    for cohort in catalogue.cohorts:
        cohorts[cohort.course].append(cohort)
    for course in catalogue.courses if "course" in kinds else ():
        yield Training(course, tuple(sorted(cohorts[course.id], key=lambda c: (c.starts, c.id))))
    if "opening" in kinds:
        yield from catalogue.openings


def files_digest(files: Iterable[Path]) -> str:
    """A fingerprint of the names and contents of the files."""
    found = hashlib.blake2b(digest_size=16)
    for path in files:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
