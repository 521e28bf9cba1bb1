"""`python -m assistant COMMAND`: the assistant on the command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from assistant.commands import ask, decide, evaluate, match, path, usage
from assistant.errors import AssistantError
from knowledge.errors import KnowledgeError

_COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]] = {
    "ask": (ask.arguments, ask.run),
    "decide": (decide.arguments, decide.run),
    "evaluate": (evaluate.arguments, evaluate.run),
    "match": (match.arguments, match.run),
    "path": (path.arguments, path.run),
    "usage": (usage.arguments, usage.run),
}


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns the exit code. Own errors become one line on stderr and code 2."""
    os.environ["LANGSMITH_TRACING"] = "false"
    parser = argparse.ArgumentParser(prog="python -m assistant", description="Ieum on the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (arguments, run) in _COMMANDS.items():
        sub = commands.add_parser(name, help=(sys.modules[run.__module__].__doc__ or "").split("\n")[0])
        arguments(sub)
        sub.set_defaults(run=run)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except (AssistantError, KnowledgeError) as e:
        print(f"{e}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `| head` closed the pipe: nothing went wrong here
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
