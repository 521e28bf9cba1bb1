"""Which reader takes a file: told from its bytes alone, since names lie (a .hwp that is HWPX, or a web page)."""

from __future__ import annotations

import re
from typing import Final

from knowledge.documents.archive import Archive
from knowledge.documents.blocks import Format
from knowledge.documents.decode import decode
from knowledge.documents.refusals import DocumentRefused

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HWP_HEADER: Final = b"HWP Document File".ljust(32, b"\0")
_LONGEST_TEXT: Final = 10_000_000  # characters: some thousand pages
_PASSWORD, _DISTRIBUTION, _RIGHTS = 0x02, 0x04, 0x10  # flags of the HWP 5 file header
# Streams and what an OLE file holding them is, besides HWP.
_OLE_KINDS: Final = (("WordDocument", "DOC"), ("Workbook", "XLS"), ("Book", "XLS"), ("PowerPoint Document", "PPT"))
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"\0\0\0\x0cjP")
_OTHERS: Final = (
    (b"{\\rtf", "RTF"), (b"\x1f\x8b", "GZIP"), (b"7z\xbc\xaf\x27\x1c", "7Z"), (b"Rar!", "RAR"), (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"), (b"SQLite format 3", "SQLite"), (b"\x7fELF", "ELF"), (b"MZ\x90", "EXE"),
    (b"%!PS", "PostScript"), (b"MIME-Version:", "MHTML"), (b"From: <Saved by", "MHTML"),
)
_ZIP_KINDS: Final = (("xl/", "XLSX"), ("ppt/", "PPTX"), ("META-INF/container.xml", "EPUB"), ("content.xml", "ODT"))
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|meta|title|table|div|p|h[1-6]|"
    r"center|font|section|article|main|ul|ol|style|script|link|span|br)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP: Final = re.compile(
    r"^#{1,6}\s+\S|^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$|^[^\s\n][^\n]*\n={3,}\s*$|^```|\*\*[^\s*]",
    re.MULTILINE,
)


def sniff(data: bytes) -> Format:
    """The format of a document. Raises DocumentRefused for what no reader takes, and says why."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DocumentRefused("empty")
    if data.startswith(b"HWP Document File V"):
        raise DocumentRefused("old_hwp")
    if data.startswith(OLE):
        return _ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES):
        raise DocumentRefused("image_only")
    for start, kind in _OTHERS:
        if data.startswith(start):
            raise DocumentRefused("unsupported", kind=kind)
    return _text(decode_text(data))


def decode_text(data: bytes) -> str:
    """The characters of a text file. Raises DocumentRefused: `unknown` for bytes that are no text, `too_much`."""
    text = decode(data)
    if len(text) > _LONGEST_TEXT:
        raise DocumentRefused("too_much")
    strange = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13, 27))
    if strange > len(text) // 200:
        raise DocumentRefused("unknown")
    return text


def _text(text: str) -> Format:
    head = text[:8192].lstrip("\ufeff")
    if _PAGE.match(head):
        return "html"
    if head.lstrip().startswith("<?xml"):
        raise DocumentRefused("unsupported", kind="HWPML" if "<HWPML" in head else "XML")
    return "markdown" if _MARKUP.search(text[:200_000]) else "text"


def _ole(data: bytes) -> Format:
    at = data.find(_HWP_HEADER)
    if at >= 0:
        flags = int.from_bytes(data[at + 36:at + 40], "little")
        if flags & _PASSWORD:
            raise DocumentRefused("encrypted")
        if flags & _DISTRIBUTION:
            raise DocumentRefused("distribution")
        if flags & _RIGHTS:
            raise DocumentRefused("encrypted")
        return "hwp"
    if _named(data, "EncryptedPackage"):
        raise DocumentRefused("encrypted")
    for stream, kind in _OLE_KINDS:
        if _named(data, stream):
            raise DocumentRefused("unsupported", kind=kind)
    raise DocumentRefused("damaged" if _named(data, "BodyText") else "unknown")


def _named(data: bytes, stream: str) -> bool:
    """Whether the directory of an OLE file names a stream; names stand there in UTF-16, closed with a zero."""
    return f"{stream}\0".encode("utf-16-le") in data


def _zip(data: bytes) -> Format:
    archive = Archive(data)
    if archive.start("mimetype", 64).strip().startswith(b"application/hwp+zip") or "Contents/content.hpf" in archive:
        return "hwpx"
    types = archive.start("[Content_Types].xml", 1 << 16)
    if "word/document.xml" in archive or b"wordprocessingml.document.main" in types:
        return "docx"
    for part, kind in _ZIP_KINDS:
        if any(name.startswith(part) for name in archive):
            raise DocumentRefused("unsupported", kind=kind)
    raise DocumentRefused("unsupported", kind="ZIP")
