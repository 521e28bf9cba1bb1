"""Makes the documents in this folder out of notices.py, each by a tool of its own. Run by hand; the results are kept.

    python -m tests.data.documents.make    # needs python-hwpx, LibreOffice Writer, Chromium and a Korean font

name.html          this script (the source of the four below), euc-kr for the regulation
name.hwpx .hwp     python-hwpx, from the same data
name.docx          LibreOffice from name.html
name.office.html   LibreOffice from name.docx
name.office.pdf    LibreOffice from name.docx
name.chrome.pdf.gz Chromium from name.html, packed because it writes every character's outline by itself
locked.pdf         LibreOffice, with a password
"""

from __future__ import annotations

import gzip
import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hwpx import HwpxDocument
from playwright.sync_api import sync_playwright

from tests.data.documents.notices import NOTICES, C, H, Part, T

HERE = Path(__file__).parent
STYLE = (
    "body { font: 11pt/1.6 'Noto Sans CJK KR' } h1 { font-size: 18pt } h2 { font-size: 14pt } h3 { font-size: 12pt } "
    "table { border-collapse: collapse; width: 100% } td, th { border: 1px solid #000; padding: 4px }"
)

LOCK = (
    '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"example"}}'
)


def as_html(parts: tuple[Part, ...], charset: str) -> bytes:
    """The notice as a page."""
    body = "\n".join(_html(part) for part in parts)
    head = f'<meta charset="{charset}"><title>예시 문서</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="ko"><head>{head}</head><body>\n{body}\n</body></html>\n'.encode(charset)


def _html(part: Part) -> str:
    if isinstance(part, T):
        return _html_table(part)
    tag = f"h{part.level}" if isinstance(part, H) and part.level else "p"
    return f"<{tag}>{html.escape(part.text, quote=False)}</{tag}>"


def _html_table(table: T) -> str:
    lines = ['<table border="1" width="100%">']
    if table.widths:
        lines.append("<colgroup>" + "".join(f'<col width="{w}%">' for w in table.widths) + "</colgroup>")
    for n, row in enumerate(table.rows):
        tag = "th" if n < table.head else "td"
        opening = "<thead>" if n == 0 else "<tbody>" if n == table.head else ""
        lines.append(opening + "<tr>" + "".join(_html_cell(_cell(c), tag) for c in row) + "</tr>")
        lines.extend(["</thead>"] if n == table.head - 1 else [])
    return "\n".join([*lines, "</tbody></table>"])


def _html_cell(cell: C, tag: str) -> str:
    spans = "".join(f' {n}="{v}"' for n, v in (("rowspan", cell.rows), ("colspan", cell.cols)) if v > 1)
    inner = (f"<p>{html.escape(cell.text, quote=False)}</p>" if cell.table and cell.text else html.escape(cell.text, quote=False))
    return f"<{tag}{spans}>{inner}{_html_table(cell.table) if cell.table else ''}</{tag}>"


def _cell(cell: C | str) -> C:
    return C(cell) if isinstance(cell, str) else cell


def as_hwpx(parts: tuple[Part, ...]) -> HwpxDocument:
    """The notice as an HWPX document; headings by their outline level."""
    document = HwpxDocument.new()
    for part in parts:
        if isinstance(part, T):
            _fill(document.add_table(*_size(part)), part)
        elif isinstance(part, H) and part.level:
            document.add_heading(part.text, part.level)
        else:
            document.add_paragraph(part.text, inherit_style=False)
    return document


def _size(table: T) -> tuple[int, int]:
    return len(table.rows), sum(_cell(c).cols for c in table.rows[0])


def _fill(grid: object, table: T) -> None:
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        col = 0
        for cell in map(_cell, cells):
            while (row, col) in taken:
                col += 1
            taken |= {(r, c) for r in range(row, row + cell.rows) for c in range(col, col + cell.cols)}
            place = grid.cell(row, col)  # type: ignore[attr-defined]
            if cell.text:
                place.set_text(cell.text)
            if cell.table:
                _fill(place.add_table(*_size(cell.table)), cell.table)
            if row < table.head:
                place.element.set("header", "1")
            if cell.rows > 1 or cell.cols > 1:
                grid.merge_cells(row, col, row + cell.rows - 1, col + cell.cols - 1)  # type: ignore[attr-defined]
            col += cell.cols


def office(source: Path, to: str, into: Path, *options: str) -> Path:
    """Has LibreOffice convert a file."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{into}/profile", "--headless", *options, "--convert-to", to,
         "--outdir", str(into), str(source)],
        check=True, capture_output=True, timeout=180,
    )
    return into / f"{source.stem}.{to.partition(':')[0]}"


def make(name: str, parts: tuple[Part, ...], work: Path) -> None:
    """Writes all formats of one notice."""
    page = HERE / f"{name}.html"
    page.write_bytes(as_html(parts, "euc-kr" if name == "regulation" else "utf-8"))
    document = as_hwpx(parts)
    (HERE / f"{name}.hwpx").write_bytes(document.to_bytes())
    (HERE / f"{name}.hwp").write_bytes(document.to_bytes(format="hwp"))
    docx = office(page, "docx:MS Word 2007 XML", work, "--infilter=HTML (StarWriter)")
    shutil.copy(docx, HERE / f"{name}.docx")
    shutil.copy(office(docx, "html:HTML (StarWriter)", work), HERE / f"{name}.office.html")
    shutil.copy(office(docx, "pdf", work), HERE / f"{name}.office.pdf")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(page.as_uri())
        printed = tab.pdf(format="A4")
        (HERE / f"{name}.chrome.pdf.gz").write_bytes(gzip.compress(printed, mtime=0))
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        for name, parts in NOTICES.items():
            make(name, parts, Path(work))
        note = Path(work) / "locked.txt"
        note.write_text("locked", encoding="utf-8")
        shutil.copy(office(note, f"pdf:writer_pdf_Export:{LOCK}", Path(work)), HERE / "locked.pdf")
    for file in sorted(HERE.iterdir()):
        sys.stdout.write(f"{file.stat().st_size:8} {file.name}\n")


if __name__ == "__main__":
    main()
