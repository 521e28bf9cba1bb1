"""Find pathways to work, from a file of profiles."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from assistant.answer import Pathway
from assistant.commands.common import as_of_argument, day_of, open_only_base, run_batch
from assistant.commands.match import count_of, profile_of
from assistant.deciding import Deciding
from assistant.errors import BatchLineError
from assistant.pathway.find import DEFAULT_K, Pathfinder
from assistant.pathway.paths import Nearest
from assistant.writers.path_words import worded
from knowledge.base import Base
from knowledge.settings import today_in_seoul

_PATHWAYS: TypeAdapter[tuple[Pathway, ...]] = TypeAdapter(tuple[Pathway, ...])
_NEAREST: TypeAdapter[Nearest | None] = TypeAdapter(Nearest | None)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "--batch", metavar="FILE", required=True, help='JSON lines {"id","profile","goal"?,"k"?,"as_of"?}'
    )
    parser.add_argument("--json", action="store_true", help="JSON lines, the only form there is")
    as_of_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Prints one line a profile; a bad line prints its error and the rest goes on."""
    base = open_only_base()
    finder = Pathfinder(base, Deciding(base).eligibility)
    return run_batch(args.batch, lambda item: path_item(base, finder, item, args.as_of))


def path_item(base: Base, finder: Pathfinder, item: dict[str, Any], as_of: date | None) -> dict[str, Any]:
    """The pathways of one batch line; with none, what comes nearest. Raises BatchLineError, ProfileError, GoalError."""
    goal = item.get("goal")
    if goal is not None and not isinstance(goal, str):
        raise BatchLineError('"goal" must be the id of an opening or an occupation')
    day = day_of(item, as_of) or today_in_seoul()
    found = finder.find(profile_of(item), day, goal=goal, k=count_of(item, DEFAULT_K), wider=bool(item.get("wider")))
    pathways = tuple(worded(base, p) for p in found.pathways)
    return {
        "id": item["id"],
        "pathways": _PATHWAYS.dump_python(pathways, mode="json", by_alias=True),
        "nearest": _NEAREST.dump_python(found.nearest, mode="json"),
    }
