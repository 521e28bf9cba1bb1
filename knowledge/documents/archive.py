"""Zip archives other people made: measured before anything is unpacked, read in memory only."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from knowledge.documents.refusals import DocumentRefused

MOST_PARTS: Final = 5_000
LARGEST_PART: Final = 48 << 20  # bytes of one part once unpacked
LARGEST: Final = 512 << 20  # bytes of all parts as declared: pictures, which aren't read, included
_WORST_RATIO: Final = 1_000  # deflate can't do better on anything but filler
_ENCRYPTED: Final = 0x1
_LINK: Final = 0o120000
_TRICK: Final = re.compile(r"^[/\\]|^[A-Za-z]:|\\|\0|(?:^|/)\.\.(?:/|$)")
_FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, OSError, RuntimeError, OverflowError,
    NotImplementedError, IndexError,
)


class Archive:
    """The parts of a zip file by name. Raises DocumentRefused if it is damaged, locked or made to do harm."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            parts = self._zip.infolist()
        except _FAULTS as e:
            raise DocumentRefused("damaged") from e
        _check(parts, len(data))
        self._parts = {part.filename: part for part in parts}
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def read(self, name: str) -> bytes:
        """A whole part. Raises DocumentRefused: `damaged` if it isn't there or is broken, `too_much` if too large."""
        data = self.start(name, LARGEST_PART + 1, missing="damaged")
        self._read += len(data)
        if len(data) > LARGEST_PART or self._read > 2 * LARGEST_PART:
            raise DocumentRefused("too_much")
        return data

    def start(self, name: str, size: int, missing: str = "") -> bytes:
        """At most `size` bytes of a part; nothing if there is no such part, unless `missing` is a code to refuse by."""
        if name not in self._parts:
            if missing:
                raise DocumentRefused(missing)
            return b""
        try:
            with self._zip.open(self._parts[name]) as part:
                return part.read(size)
        except _FAULTS as e:
            raise DocumentRefused("damaged") from e


def _check(parts: list[zipfile.ZipInfo], packed: int) -> None:
    if len(parts) > MOST_PARTS:
        raise DocumentRefused("too_much")
    if len({part.filename for part in parts}) < len(parts):
        raise DocumentRefused("unsafe", what="two parts of one name")
    if any(_TRICK.search(part.orig_filename) or (part.external_attr >> 16) & 0o170000 == _LINK for part in parts):
        raise DocumentRefused("unsafe", what="a path out of the archive")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise DocumentRefused("encrypted")
    total = sum(part.file_size for part in parts)
    if total > LARGEST or (total > LARGEST_PART and total > packed * _WORST_RATIO // 10):
        raise DocumentRefused("too_much")
