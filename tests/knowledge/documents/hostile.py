"""Files nobody should have to read, each made on the spot, with the codes they may be refused by."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hwpx.hwp5.cfb import build_compound_file

from tests.knowledge.documents.sameness import FOLDER, fixture

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HP: Final = (
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
)
MB: Final = 1 << 20


@dataclass(frozen=True)
class Hostile:
    """`make` gives the bytes; `codes` are what it may be refused by, "read" if it may as well be read. What is `costly`
    takes more than a second to make or to read."""

    name: str
    make: Callable[[], bytes]
    codes: tuple[str, ...]
    costly: bool = False


def zipped(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(body: str | bytes, before: str = "", **more: bytes) -> bytes:
    """A DOCX file of a body; `before` stands before its root."""
    inner = body.encode() if isinstance(body, str) else body
    root = before.encode() + f"<w:document {W}><w:body>".encode() + inner + b"</w:body></w:document>"
    return zipped({"word/document.xml": root, **{k.replace("__", "/"): v for k, v in more.items()}})


def hwpx(body: str, before: str = "", manifest: str = "<manifest/>") -> bytes:
    """An HWPX file of one section."""
    return zipped({
        "mimetype": b"application/hwp+zip",
        "META-INF/manifest.xml": manifest.encode(),
        "Contents/section0.xml": f"{before}<hs:sec {HP}>{body}</hs:sec>".encode(),
    })


def pdf(objects: Mapping[int, bytes], root: int = 1) -> bytes:
    """A PDF of numbered objects."""
    out = b"%PDF-1.7\n"
    at = {}
    for number, data in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at.get(n, 0) for n in range(1, max(objects) + 1))
    return out + b"trailer\n<</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, root, start)


def page(content: bytes, resources: bytes = b"<<>>", more: Mapping[int, bytes] | None = None, packed: bool = False) -> bytes:
    """A PDF of one page."""
    filter_ = b"/Filter /FlateDecode " if packed else b""
    return pdf({
        1: b"<</Type /Catalog /Pages 2 0 R>>",
        2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s>>" % resources,
        4: b"<<%s/Length %d>>\nstream\n%s\nendstream" % (filter_, len(content), content),
        **(more or {}),
    })


def _scan() -> bytes:
    image = b"<</Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1>>"
    return page(b"q 500 0 0 700 40 40 cm /I Do Q", b"<</XObject <</I 5 0 R>>>>", {5: image + b"\nstream\n\x80\nendstream"})


def _flagged(flags: int) -> bytes:
    data = bytearray(fixture("bulletin", "hwp"))
    at = data.find(b"HWP Document File")
    data[at + 36:at + 40] = struct.pack("<I", struct.unpack("<I", data[at + 36:at + 40])[0] | flags)
    return bytes(data)


def _lying() -> bytes:
    """A DOCX file whose directory says that its text is 100 bytes long."""
    data = bytearray(docx("<w:p/>" * 3_000_000))
    at = data.find(b"PK\x01\x02")
    data[at + 24:at + 28] = struct.pack("<I", 100)
    return bytes(data)


def _locked_zip() -> bytes:
    data = bytearray(docx("<w:p/>"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    return bytes(data)


def _link() -> bytes:
    out = io.BytesIO(docx("<w:p/>"))
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/media")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def _zips_in_zips() -> bytes:
    data = zipped({"0.bin": b"\0" * 10 * MB})
    for level in range(6):
        data = zipped({f"{level}-{n}.zip": data for n in range(10)})
    return data


LAUGHS: Final = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
) + "]>"
THIEF: Final = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_TABLES: Final = 300
HOSTILE: Final[tuple[Hostile, ...]] = (
    Hostile("empty file", lambda: b"", ("empty",)),
    Hostile("nothing but spaces", lambda: b" \n" * 1000, ("empty",)),
    Hostile("nothing but zeros", lambda: b"\0" * MB, ("empty",)),
    Hostile("random bytes", lambda: random.Random(1).randbytes(MB), ("unknown", "encoding")),
    Hostile("a program", lambda: b"\x7fELF" + random.Random(2).randbytes(5000), ("unsupported",)),
    Hostile("a photo", lambda: b"\xff\xd8\xff\xe0" + random.Random(3).randbytes(5000), ("image_only",)),
    Hostile("an old .doc", lambda: build_compound_file([("WordDocument", b"x" * 5000)]), ("unsupported",)),
    Hostile("an .xlsx", lambda: zipped({"xl/workbook.xml": b"<x/>"}), ("unsupported",)),
    Hostile("HWP 3", lambda: b"HWP Document File V3.00 \x1a" + bytes(range(1, 200)), ("old_hwp",)),
    Hostile("HWP with a password", lambda: _flagged(2), ("encrypted",)),
    Hostile("HWP for distribution", lambda: _flagged(4), ("distribution",)),
    Hostile("HWP with rights management", lambda: _flagged(16), ("encrypted",)),
    Hostile("HWPX with a password", lambda: hwpx("", manifest="<m><encryption-data/></m>"), ("encrypted",)),
    Hostile("DOCX with a password", lambda: build_compound_file([
        ("EncryptionInfo", b"\x04\0\x04\0" + b"x" * 500), ("EncryptedPackage", b"x" * 5000)]), ("encrypted",)),
    Hostile("zip with a password", _locked_zip, ("encrypted",)),
    Hostile("PDF with a password", lambda: (FOLDER / "locked.pdf").read_bytes(), ("encrypted",)),
    Hostile("PDF of a scan", _scan, ("image_only",)),
    Hostile("PDF of an empty page", lambda: page(b""), ("no_text",)),
    Hostile("page of pictures", lambda: b"<html><body><img src='a.png'><img src='b.png'></body></html>", ("image_only",)),
    Hostile("zip bomb in DOCX", lambda: docx(b"\0" * 100 * MB), ("too_much",), costly=True),
    Hostile("zip bomb that lies", _lying, ("damaged", "too_much"), costly=True),
    Hostile("zips in zips", _zips_in_zips, ("unsupported",), costly=True),
    Hostile("20,000 parts", lambda: zipped((f"word/{n}.xml", b"") for n in range(20_000)), ("too_much",)),
    Hostile("zip with ../", lambda: docx("<w:p/>", **{"..__..__evil": b"x"}), ("unsafe",)),
    Hostile("zip with /etc", lambda: docx("<w:p/>", __etc__passwd=b"x"), ("unsafe",)),
    Hostile("zip with a backslash", lambda: docx("<w:p/>", **{"..\\evil": b"x"}), ("unsafe",)),
    Hostile("zip with a link", _link, ("unsafe",)),
    Hostile("zip with one name twice", lambda: zipped([("word/document.xml", b"<a/>")] * 2), ("unsafe",)),
    Hostile("entities in DOCX", lambda: docx("<w:p>&a11;</w:p>", LAUGHS), ("unsafe",)),
    Hostile("entities in HWPX", lambda: hwpx("<hp:p>&a11;</hp:p>", LAUGHS), ("unsafe",)),
    Hostile("an entity that reads a file", lambda: hwpx("<hp:p>&e;</hp:p>", THIEF), ("unsafe",)),
    Hostile("a DOCTYPE in UTF-16", lambda: zipped({
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{THIEF}<d>&e;</d>'.encode("utf-16")}), ("unsafe",)),
    Hostile("a DOCTYPE far down", lambda: docx("<w:p/>", "<!--" + "x" * 9000 + "-->" + THIEF), ("unsafe",)),
    Hostile("entities in HTML", lambda: f"{LAUGHS.replace('x [', 'html [')}<html><body>&a11; 글</body></html>".encode(), ("read",)),
    Hostile("100,000 elements deep", lambda: docx("<w:sdt>" * 100_000), ("too_deep", "damaged")),
    Hostile("250 elements deep", lambda: docx("<w:sdt>" * 250 + "</w:sdt>" * 250), ("too_deep",)),
    Hostile("100,000 <div>s deep", lambda: b"<html><body>" + b"<div>" * 100_000 + "글".encode(), ("too_deep", "read")),
    Hostile("tables in tables, DOCX", lambda: docx("<w:tbl><w:tr><w:tc>" * 20 + "</w:tc></w:tr></w:tbl>" * 20), ("too_deep",)),
    Hostile("tables in tables, HTML", lambda: b"<table border=1><tr><td>a<td>" * _TABLES, ("too_deep",)),
    Hostile("tables in tables, HWPX", lambda: hwpx(
        "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList>" * 20
        + "</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>" * 20), ("too_deep",)),
    Hostile("a cell of a billion columns", lambda: (
        "<table><tr><td colspan=1000000000 rowspan=1000000000>가</td><td>나</td></tr><tr><td>다</td></tr></table>".encode()
    ), ("read",)),
    Hostile("cells that fill a field", lambda: (
        b"<table>" + b"<tr><td colspan=1000>a<td colspan=1000>b</tr>" * 1000 + b"</table>"), ("too_much",)),
    Hostile("HWPX cells far out", lambda: hwpx(
        "<hp:p><hp:run><hp:tbl><hp:tr>" + "".join(
            f'<hp:tc><hp:subList><hp:p><hp:run><hp:t>{n}</hp:t></hp:run></hp:p></hp:subList>'
            f'<hp:cellAddr colAddr="{n * 999999}" rowAddr="{n * 77777777}"/><hp:cellSpan colSpan="999999999" rowSpan="9"/></hp:tc>'
            for n in range(1000)) + "</hp:tr></hp:tbl></hp:run></hp:p>"), ("too_much",)),
    Hostile("five million paragraphs", lambda: docx("<w:p/>" * 5_000_000), ("too_costly", "too_slow", "no_text", "too_much"), costly=True),
    Hostile("a line of 30 MB", lambda: "가나다 ".encode() * 3_000_000, ("read", "too_much", "too_costly", "too_slow"), costly=True),
    Hostile("Markdown of stars", lambda: b"# a\n\n" + b"**a" * 300_000, ("read", "too_slow")),
    Hostile("Markdown of brackets", lambda: b"# a\n\n" + b"[" * 500_000 + b"](" * 1000, ("read", "too_slow"), costly=True),
    Hostile("Markdown of bars", lambda: b"|" * 300_000 + b"\n" + b"|-" * 300_000 + b"\n", ("read", "too_much", "too_slow")),
    Hostile("a page of <", lambda: b"<html>" + b"<" * 3_000_000, ("read", "no_text"), costly=True),
    Hostile("articles without end", lambda: "제1조(".encode() * 300_000, ("read",), costly=True),
    Hostile("PDF that is its own page", lambda: pdf({
        1: b"<</Type /Catalog /Pages 2 0 R>>", 2: b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999>>"}),
        ("damaged", "no_text", "too_slow")),
    Hostile("PDF bomb", lambda: page(zlib.compress(b"0 0 m 1 1 l S\n" * (20 * MB), 9), packed=True),
            ("too_costly", "too_slow", "failed", "no_text", "damaged"), costly=True),
    Hostile("PDF of 60,000 lines", lambda: page(
        b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S\n" % (n % 500, n % 500, n % 800, n % 800) for n in range(30_000))),
        ("no_text", "too_slow"), costly=True),
    Hostile("PDF form in itself", lambda: page(b"/F Do", b"<</XObject <</F 5 0 R>>>>", {
        5: b"<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</F 5 0 R>>>> /Length 5>>\nstream\n/F Do\nendstream"}),
        ("no_text", "image_only")),
    *(
        Hostile(f"half of a {ending} file", lambda e=ending: (d := fixture("programme", e))[:len(d) // 2],  # type: ignore[misc]
                ("damaged", "no_text", "image_only", "read") if "html" in ending else ("damaged", "no_text", "image_only"))
        for ending in ("hwpx", "hwp", "docx", "html", "office.pdf")
    ),
)
