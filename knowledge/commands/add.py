"""`add PATH...`: take documents, openings and courses into the knowledge base; `-` reads standard input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from knowledge.adding import Prepared, of_document, prepare
from knowledge.base import Base
from knowledge.commands.common import day, opened, write_json
from knowledge.documents import HEAD, find_documents, holds_rows, read_document, rows_in
from knowledge.documents.jsonl import read_sections
from knowledge.errors import IngestError, QueryError
from knowledge.ingest import DOCUMENT, Failure, IngestReport, Load
from knowledge.models import Section
from knowledge.sections import Given
from knowledge.settings import today_in_seoul
from knowledge.sources.files import Tabular, is_tabular, tabular
from knowledge.sources.mapping import SUFFIX
from knowledge.sources.normalise import normaliser_of
from knowledge.sources.record_files import holds_record_lines, is_record_file, record_file, record_lines

_SHOWN: Final = 20  # failed rows, and ids of one kind of change, that are printed
_STDIN: Final = "stdin"
_KO: Final = {
    "new": "새로", "updated": "바뀜", "skipped": "그대로", "gone": "없어짐", "withdrawn": "내려감", "held": "남겨 둠",
    "failed": "실패",
}  # fmt: skip


@dataclass(slots=True)
class _Found:
    """What the paths hold: loads of rows (of tables as well, by file), prepared documents, and what can't be taken."""

    rows: dict[str, Load] = field(default_factory=dict)
    documents: list[Prepared] = field(default_factory=list)
    tables: dict[str, Tabular] = field(default_factory=dict)
    failed: list[Failure] = field(default_factory=list)


def main(argv: Sequence[str]) -> int:
    """Runs the command; 1 if something failed and nothing of it was usable. Raises KnowledgeError."""
    options = _parser().parse_args(argv)
    given = Given(options.title.strip(), options.date, options.url.strip(), options.family.strip())
    if given.url and not given.url.startswith(("http://", "https://")):
        raise QueryError("--url must begin with http:// or https://.")
    with opened() as base:
        found = _find(base, options.paths, given)
        loads = [*found.rows.values(), *(p.load for p in found.documents)]
        reports = base.take_in(*loads, on=today_in_seoul()) if loads else []
    split = len(found.rows)
    reports[split:] = [p.counted(r) for p, r in zip(found.documents, reports[split:], strict=True)]
    report = sum(reports, IngestReport(failed=tuple(found.failed)))
    _say(report, found, as_json=options.json)
    return 1 if report.failed and not (report.changed or report.skipped) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge add", description=__doc__)
    kinds = "HWPX, HWP, PDF, DOCX, HTML, Markdown, text, spreadsheets, job pages, JSON lines of sections or records"
    parser.add_argument("paths", nargs="+", metavar="PATH", help=f"files or folders ({kinds}), or -")
    parser.add_argument("--title", default="", help="of the document, where it doesn't say; it names the sections' ids")
    parser.add_argument("--date", type=day, help="the day the document is of, where it doesn't say")
    parser.add_argument("--url", default="", help="where it is published")
    parser.add_argument("--family", default="", help="the programme family it belongs to (its own by default)")
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    return parser


def _find(base: Base, paths: Sequence[str], given: Given) -> _Found:
    """Reads all that the paths name. Raises QueryError where what is given can't hold for all of it."""
    found = _Found()
    files: dict[str, Path] = {}
    for path in paths:
        if path == "-":
            _read_stdin(base, found, given)
            continue
        if not path.strip():  # an unset variable: it would mean the working directory with all that is in it
            raise QueryError("경로가 비어 있어요 · a path is empty. Give that of a file or folder, or . for this one.")
        try:
            files |= {str(file.resolve()): file for file in find_documents(Path(path))}
        except IngestError as e:
            found.failed.append(Failure(path, 0, str(e)))
    for key, file in list(files.items()):
        if _is_table(base, found, key, file):
            del files[key]
    documents = {key: file for key, file in files.items() if not rows_in(file)}
    if (given.title or given.dated or given.url) and len(documents) > 1:
        raise QueryError("--title, --date and --url are of one document. Add such files one at a time.")
    for key, file in files.items():
        if key in documents:
            _prepare(base, found, file, file.name, given)
        else:
            found.rows[key] = Load(f"{DOCUMENT}{file.name}", read_document(file))
    return found


def _is_table(base: Base, found: _Found, key: str, file: Path) -> bool:
    """Whether a file holds openings or courses, or says how to read such a file; those are put where they belong."""
    if file.name.endswith(SUFFIX):
        return True
    today, table = today_in_seoul(), None
    try:
        if is_record_file(file):
            table = record_file(file, base.taxonomy, today)
        elif is_tabular(file):
            table = tabular(file, normaliser_of(base.taxonomy), today)
    except IngestError as e:
        found.failed.append(Failure(file.name, 0, str(e)))
        return True
    if table is None:
        return False
    found.rows[key], found.tables[file.name] = table.load, table
    return True


def _read_stdin(base: Base, found: _Found, given: Given) -> None:
    stream: BinaryIO = sys.stdin.buffer
    head = stream.read(HEAD)
    if holds_record_lines(head):
        table = record_lines(_lines(head, stream), _STDIN, base.taxonomy, today_in_seoul())
        found.rows["-"], found.tables[_STDIN] = table.load, table
        return
    if head.strip() and not holds_rows(head, "") and not head.lstrip().startswith(b"{"):
        _prepare(base, found, head + stream.read(), _STDIN, given)
        return
    # Nobody can say that standard input holds all there is of anything.
    found.rows["-"] = Load(f"{DOCUMENT}{_STDIN}", read_sections(_lines(head, stream), _STDIN), complete=False)


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    lines = BytesIO(head)
    for line in lines:
        yield line if line.endswith(b"\n") else line + stream.readline()
    yield from stream


def _prepare(base: Base, found: _Found, source: bytes | Path, name: str, given: Given) -> None:
    def before(document: str) -> Sequence[Section]:
        earlier = next((p.sections for p in reversed(found.documents) if p.identity.slug == document), None)
        return of_document(base, document) if earlier is None else earlier

    try:
        found.documents.append(prepare(source, name, given, before))
    except IngestError as e:
        found.failed.append(Failure(name, 0, str(e)))


def _say(report: IngestReport, found: _Found, *, as_json: bool) -> None:
    counts = {
        "new": report.new, "updated": report.updated, "skipped": report.skipped, "gone": report.gone,
        "withdrawn": report.withdrawn, "held": report.held,
    }  # fmt: skip
    documents = found.documents
    doubts = [(file, row, d.field, d.reason) for file, t in found.tables.items() for row, d in t.doubts]
    unread = {file: list(table.unread) for file, table in found.tables.items() if table.unread}
    sheets = {file: list(table.sheets) for file, table in found.tables.items() if table.sheets}
    if as_json:
        failed = [{"file": f.file, "row": f.row, "reason": f.reason} for f in report.failed]
        told: dict[str, Any] = {"documents": [_told(p) for p in documents]} if documents else {}
        told |= {name: files for name, files in (("unread", unread), ("unread_sheets", sheets)) if files}
        left = [dict(zip(("file", "row", "field", "reason"), doubt, strict=True)) for doubt in doubts]
        write_json({**counts, "failed": failed, **told, **({"left_out": left} if left else {})})
        return
    counts |= {"failed": len(report.failed)}
    sys.stdout.write(" · ".join(f"{_KO[name]} {n:,}" for name, n in counts.items()) + "\n")
    sys.stdout.write(", ".join(f"{n:,} {name}" for name, n in counts.items()) + "\n")
    for prepared in documents:
        _print(_told(prepared))
    for file, columns in unread.items():
        sys.stderr.write(f"{file}: 읽지 않은 열 · columns not read: {_some(columns)}\n")
    for file, names in sheets.items():
        sys.stderr.write(f"{file}: 읽지 않은 시트 · sheets not read: {_some(names)}\n")
    for file, row, name, reason in doubts[:_SHOWN]:
        sys.stderr.write(f"{file}, {row}행 row {row}, {name} 뺌 left out: {reason}\n")
    if len(doubts) > _SHOWN:
        sys.stderr.write(f"… 그 밖에 {len(doubts) - _SHOWN:,}건 and more; --json\n")
    for f in report.failed[:_SHOWN]:
        sys.stderr.write(f"{f.file}{f', line {f.row}' if f.row else ''}: {f.reason}\n")
    if len(report.failed) > _SHOWN:
        sys.stderr.write(f"… and {len(report.failed) - _SHOWN} more; --json lists them all.\n")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" … ({len(names)})" if len(names) > _SHOWN else "")


def _told(p: Prepared) -> dict[str, Any]:
    """What became of a document."""
    return {
        "file": p.name,
        "format": p.format,
        "id": p.identity.slug,
        "title": p.identity.title,
        "issuer": p.identity.issuer,
        "as_of": p.identity.dated.isoformat() if p.identity.dated else None,
        "sections": len(p.sections),
        "tables": sum(1 for s in p.sections if s.table),
        "new": [s.id for s in p.changes.new],
        "changed": [s.id for _, s in p.changes.changed],
        "redated": [s.id for s in p.changes.redated],
        "gone": [s.id for s in p.changes.gone],
        "missing": list(p.identity.missing),
        "warnings": list(p.warnings),
    }


def _print(told: dict[str, Any]) -> None:
    out = sys.stdout.write
    about = ", ".join(filter(None, (told["issuer"], told["as_of"])))
    out(f"{told['file']}: {told['title']}{f' ({about})' if about else ''}: {told['sections']} sections")
    out(f", {told['tables']} of them tables\n" if told["tables"] else "\n")
    for kind in ("new", "changed", "redated", "gone"):
        ids = told[kind]
        if ids and kind in ("new", "redated") and len(ids) == told["sections"]:
            out(f"  all {kind}\n")
        elif ids:
            out(f"  {kind}: {', '.join(ids[:_SHOWN])}{' …' if len(ids) > _SHOWN else ''}\n")
    if told["missing"]:
        out(f"  neither given nor found: {', '.join(told['missing'])}\n")
    if told["warnings"]:
        out(f"  left out: {', '.join(told['warnings'])}\n")
