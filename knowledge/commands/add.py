"""`add PATH...`: take documents into the knowledge base; `-` reads JSON lines from standard input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge.commands.common import opened, write_json
from knowledge.documents import find_documents, read_document
from knowledge.documents.jsonl import read_sections
from knowledge.errors import IngestError
from knowledge.ingest import DOCUMENT, Failure, IngestReport, Load
from knowledge.settings import today_in_seoul

_SHOWN = 20  # failed rows that are printed


def main(argv: Sequence[str]) -> int:
    """Runs the command; 1 if something failed and nothing of it was usable. Raises KnowledgeError."""
    parser = argparse.ArgumentParser(prog="python -m knowledge add", description=__doc__)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files or folders of JSON lines, or -")
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    options = parser.parse_args(argv)
    loads, failed = _loads(options.paths)
    with opened() as base:
        reports = base.take_in(*loads, on=today_in_seoul()) if loads else []
    report = sum(reports, IngestReport(failed=failed))
    _say(report, as_json=options.json)
    return 1 if report.failed and not (report.changed or report.skipped) else 0


def _loads(paths: Sequence[str]) -> tuple[list[Load], tuple[Failure, ...]]:
    """What is to be loaded, and the paths that can't be."""
    loads: dict[str, Load] = {}
    failed: list[Failure] = []
    for path in paths:
        if path == "-":
            # Nobody can say that standard input holds all there is of anything.
            loads["-"] = Load(f"{DOCUMENT}stdin", read_sections(sys.stdin.buffer, "stdin"), complete=False)
            continue
        try:
            for file in find_documents(Path(path)):
                loads[str(file.resolve())] = Load(f"{DOCUMENT}{file.name}", read_document(file))
        except IngestError as e:
            failed.append(Failure(path, 0, str(e)))
    return list(loads.values()), tuple(failed)


def _say(report: IngestReport, *, as_json: bool) -> None:
    counts = {"new": report.new, "updated": report.updated, "skipped": report.skipped, "gone": report.gone}
    if as_json:
        failed = [{"file": f.file, "row": f.row, "reason": f.reason} for f in report.failed]
        write_json({**counts, "failed": failed})
        return
    sys.stdout.write(", ".join(f"{n} {name}" for name, n in counts.items()) + f", {len(report.failed)} failed\n")
    for f in report.failed[:_SHOWN]:
        sys.stderr.write(f"{f.file}{f', line {f.row}' if f.row else ''}: {f.reason}\n")
    if len(report.failed) > _SHOWN:
        sys.stderr.write(f"… and {len(report.failed) - _SHOWN} more; --json lists them all.\n")
