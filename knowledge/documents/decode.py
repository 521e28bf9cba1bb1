"""Bytes → text: byte order marks, UTF-8, what the file declares, and CP949, which old Korean pages and notes are in."""

from __future__ import annotations

import codecs
import re
from typing import Final

from knowledge.documents.refusals import DocumentRefused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
# What pages declare and what it means: every page that says EUC-KR may hold CP949's further syllables.
_KNOWN: Final = {
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "cp949": "cp949", "ms949": "cp949",
    "x-windows-949": "cp949", "windows-949": "cp949", "iso-2022-kr": "iso2022_kr", "johab": "johab",
    "windows-1252": "cp1252", "iso-8859-1": "cp1252", "utf-16": "utf-16", "utf-16le": "utf-16-le",
}
_FEW: Final = 0.01  # of the characters may be unreadable: a file cut off in the middle of one, a stray byte


def decode(data: bytes) -> str:
    """The text of a text file or page. Raises DocumentRefused (`encoding`) if no reading of the bytes makes sense."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, errors="replace")
    for name in ("utf-8", *_declared(data), "cp949"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    for name in ("utf-8", "cp949"):
        text = data.decode(name, errors="replace")
        if text.count("\ufffd") <= max(1, len(text) * _FEW):
            return text
    raise DocumentRefused("encoding")


def _declared(data: bytes) -> list[str]:
    found = _DECLARED.search(data[:4096])
    name = _KNOWN.get(found[1].decode("ascii").lower()) if found else None
    return [name] if name else []


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its spaces and line ends is zero."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    for name, low in (("utf-16-le", 1), ("utf-16-be", 0)):
        pairs = [head[i:i + 2] for i in range(0, len(head) - 1, 2)]
        ascii_like = sum(pair[low] == 0 and (pair[1 - low] >= 32 or pair[1 - low] in (9, 10, 13)) for pair in pairs)
        hangul = sum(0xAC <= pair[low] <= 0xD7 for pair in pairs)
        if ascii_like and ascii_like + hangul > 0.9 * len(pairs):
            return name
    return None
