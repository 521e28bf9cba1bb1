"""Documents: whether a notice says the same in every format, what becomes of hostile files, and what readings cost.

python -m tests.bench documents
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
from playwright.sync_api import sync_playwright

from knowledge.documents.blocks import Table
from knowledge.documents.child import read_in_child
from knowledge.documents.reading import read
from tests.data.documents.notices import NOTICES
from tests.knowledge.documents.fuzz import outcomes
from tests.knowledge.documents.hostile import HOSTILE
from tests.knowledge.documents.sameness import FORMATS, fixture, said, sameness, wanted

GUIDELINES = Path(__file__).parents[2] / "knowledge" / "library" / "programmes"
BROKEN = 200  # copies of each fixture


def run() -> None:
    """Prints the tables."""
    _same()
    _refused()
    _broken()
    _speed()
    _wrapped()


def _same() -> None:
    print(f"{'notice':12}{'format':13}{'headings':>9}{'levels':>8}{'text':>6}{'cells':>9}{'in child':>10}")
    for name in NOTICES:
        for ending in FORMATS:
            data = fixture(name, ending)
            started = time.perf_counter()
            document = read_in_child(data, name)
            took = time.perf_counter() - started
            found = sameness(wanted(name), said(document))
            signs = ["same" if s else "NOT" for s in (found.headings, found.levels, found.paragraphs)]
            print(f"{name:12}{ending:13}{signs[0]:>9}{signs[1]:>8}{signs[2]:>6}{found.cells:>8.1%}{took:9.2f}s")


def _refused() -> None:
    print(f"\n{'hostile file':34}{'size':>11}  {'what came':14}{'time':>7}{'peak':>9}")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hostile"
        for hostile in HOSTILE:
            path.write_bytes(hostile.make())
            code, took, peak = _measured(path)
            wrong += code not in hostile.codes
            mark = "" if code in hostile.codes else "  WRONG"
            print(f"{hostile.name:34}{path.stat().st_size:>11,}  {code:14}{took:>6.2f}s{peak:>6} MB{mark}", flush=True)
        with path.open("wb") as file:
            file.truncate(200 << 20)
        code, took, peak = _measured(path)
        print(f"{'a file of 200 MB':34}{path.stat().st_size:>11,}  {code:14}{took:>6.2f}s{peak:>6} MB")
    print("(the peak begins at what the process that starts the child takes itself)")
    print(f"{len(HOSTILE) + 1} files; {wrong + (code != 'too_big')} not as they should be")


def _measured(path: Path) -> tuple[str, float, int]:
    """What `one_document` says of a file."""
    out = subprocess.run(
        [sys.executable, "-m", "tests.bench.one_document", str(path)], capture_output=True, text=True, check=True
    )
    code, took, peak = out.stdout.split()
    return code, float(took), int(peak)


def _broken() -> None:
    print(f"\n{BROKEN} broken copies of each")
    total: Counter[str] = Counter()
    for name in NOTICES:
        for ending in FORMATS:
            found = outcomes(name, ending, BROKEN)
            total += found
            print(f"{name:12}{ending:13}" + ", ".join(f"{times} {outcome}" for outcome, times in found.most_common()))
    unforeseen = sum(times for outcome, times in total.items() if "unforeseen" in outcome)
    print(f"{total.total()} copies; {total['read']} read, the others refused; {unforeseen} by an error nobody foresaw")


def _speed() -> None:
    print("\nlong documents")
    for ending in ("office.pdf", "chrome.pdf"):
        book, source = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(fixture("programme", ending))
        for _ in range(50):
            book.import_pages(source)
        out = BytesIO()
        book.save(out)
        started = time.perf_counter()
        blocks = read(out.getvalue(), ending).blocks
        took = time.perf_counter() - started
        print(f"{ending:13}{len(book):>5} pages {len(blocks):>6} blocks {took:6.2f}s, {took / len(book) * 1000:.0f} ms a page")


def _wrapped() -> None:
    """Long paragraphs printed narrow by Chromium, so that nearly each is broken several times: how many are whole again."""
    texts = [line.strip() for file in sorted(GUIDELINES.rglob("guideline.ko.md")) for line in file.open(encoding="utf-8")]
    wanted_ = [" ".join(t.split()) for t in texts if len(t) > 70 and not re.search(r"^[#|*<>-]|[\[`*]", t)][:200]
    body = "".join(f"<p>{html.escape(text)}</p>" for text in wanted_)
    print(f"\n{len(wanted_)} paragraphs printed narrow")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for how in ("normal", "keep-all"):
            tab = browser.new_page()
            style = f"body {{ font: 11pt 'Noto Sans CJK KR'; width: 380px; word-break: {how} }}"
            tab.set_content(f"<meta charset='utf-8'><style>{style}</style>{body}")
            found = [b.text for b in read(tab.pdf(format="A5"), how).blocks if not isinstance(b, Table)]
            bare = {text.replace(" ", "") for text in found}
            same, but_spaces = (sum(t in found for t in wanted_), sum(t.replace(" ", "") in bare for t in wanted_))
            print(f"word-break {how:9} {same} the same, {but_spaces} the same but for spaces")
        browser.close()
