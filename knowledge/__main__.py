"""`python -m knowledge COMMAND`: the knowledge base from the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from knowledge.errors import KnowledgeError

COMMANDS = {
    "add": "take in documents (HWPX, HWP, PDF, DOCX, HTML, Markdown, text), spreadsheets, job pages, JSON lines",
    "sync": "load courses, openings or policies from a service",
    "map": "say which column of a spreadsheet is which field",
    "search": "find sections, courses or openings",
    "show": "print one record",
    "status": "say what the knowledge base holds",
    "check": "prove the starter library",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command named first; 0 if it did its work, 1 if it found fault, 2 if it couldn't be run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] not in COMMANDS:
        asked = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        lines = [f"  {name:8} {what}" for name, what in COMMANDS.items()]
        text = "\n".join(["usage: python -m knowledge COMMAND [--help]", "", *lines, ""])
        (sys.stdout if asked else sys.stderr).write(text)
        return 0 if asked else 2
    # Start-up cost: each command loads only what it needs.
    command = import_module(f"knowledge.commands.{arguments[0]}")
    try:
        return int(command.main(arguments[1:]))
    except KnowledgeError as e:
        sys.stderr.write(f"{e}\n")
        return 2
    except BrokenPipeError:
        # Whoever read our output has had enough; closing stdout again at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
