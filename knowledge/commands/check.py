"""`check`: prove the starter library, every rule of docs/library.md; exit 1 if something is wrong."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import LibraryError
from knowledge.library.check import check_library
from knowledge.library.loader import load_library
from knowledge.rules import load_rules
from knowledge.settings import read_settings, today_in_seoul
from knowledge.starter import library_path


def main(argv: Sequence[str]) -> int:
    """Runs the command. Raises KnowledgeError where the library can't be read at all."""
    parser = argparse.ArgumentParser(prog="python -m knowledge check", description=__doc__)
    parser.add_argument("--family", help="only this one")
    parser.add_argument("--library", help="folder of family folders (the setting IEUM_LIBRARY by default)")
    options = parser.parse_args(argv)
    path: Path | None = library_path(options.library or read_settings().library)
    if path is None:
        raise LibraryError("IEUM_LIBRARY is none: there is no library to check. Give one with --library.")
    problems = check_library(path, today=today_in_seoul(), only=options.family)
    library = load_library(path, only=options.family)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    counts = Counter(section.lang for section in library.sections)
    sections = ", ".join(f"{n} sections in {lang}" for lang, n in sorted(counts.items()))
    sys.stdout.write(f"{len(library.families)} families, {sections}: {len(problems) or 'no'} problems\n")
    rules = load_rules(path)
    cited = {condition.section for condition in rules.conditions()}
    sys.stdout.write(f"{len(list(rules.conditions()))} conditions of {len(rules.programmes)} programmes cite ")
    sys.stdout.write(f"{len(cited)} sections\n")
    return 1 if problems else 0
