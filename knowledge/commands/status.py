"""`status`: what the knowledge base holds, and whether its indexes are up to date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge.commands.common import opened, write_json


def main(argv: Sequence[str]) -> int:
    """Runs the command. Raises KnowledgeError."""
    parser = argparse.ArgumentParser(prog="python -m knowledge status", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    options = parser.parse_args(argv)
    with opened() as base:
        found = {
            "home": str(base.home.resolve()),
            "change": base.seq,
            **base.counts(),
            "families": len(base.families),
            "programmes": len(base.programmes),
            "facts": base.facts(),
            "indexes": base.index_changes(),
            "bytes": _size(base.home),
        }
    if options.json:
        write_json(found)
    else:
        for name, value in found.items():
            sys.stdout.write(f"{name}: {value}\n")
    return 0


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
