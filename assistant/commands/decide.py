"""Decide what people look able to get, and what it comes to, from a file of profiles."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from assistant.answer import Amount, Ask
from assistant.asking import asks_with_amounts
from assistant.benefits import amounts
from assistant.commands.common import as_of_argument, day_of, open_only_base, run_batch
from assistant.commands.match import profile_of
from assistant.deciding import Deciding
from assistant.eligibility.asks import next_asks
from assistant.eligibility.decide import Eligibility
from assistant.eligibility.decision import Decision
from assistant.errors import BatchLineError
from knowledge.settings import today_in_seoul

_DECISIONS: TypeAdapter[tuple[Decision, ...]] = TypeAdapter(tuple[Decision, ...])
_AMOUNTS: TypeAdapter[tuple[Amount, ...]] = TypeAdapter(tuple[Amount, ...])
_ASKS: TypeAdapter[tuple[Ask, ...]] = TypeAdapter(tuple[Ask, ...])


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "--batch", metavar="FILE", required=True, help='JSON lines {"id","profile","inputs"?,"as_of"?}; - reads input'
    )
    parser.add_argument("--json", action="store_true", help="JSON lines, the only form there is")
    as_of_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Prints one line a profile; a bad line prints its error and the rest goes on."""
    eligibility = Deciding(open_only_base()).eligibility
    return run_batch(args.batch, lambda item: decide_line(eligibility, item, args.as_of))


def decide_item(eligibility: Eligibility, item: dict[str, Any], as_of: date | None) -> dict[str, Any]:
    """Decisions, amounts and the questions left for one batch line.

    Raises BatchLineError, ProfileError and the amounts' InputError in words.
    """
    found: dict[str, Any] = json.loads(decide_line(eligibility, item, as_of))
    return found


def decide_line(eligibility: Eligibility, item: dict[str, Any], as_of: date | None) -> str:
    """The same as the line that is printed: with dozens of decisions a line, writing is half of the work."""
    inputs = item.get("inputs")
    if inputs is not None and not isinstance(inputs, dict):
        raise BatchLineError('"inputs" must be an object such as {"course": {"kind": "kdt", "tuition": 5000000}}')
    day = day_of(item, as_of) or today_in_seoul()
    profile = profile_of(item)
    decisions = eligibility.decide(profile, day)
    found = amounts(profile, inputs, day)
    course = bool((inputs or {}).get("course"))
    asks = asks_with_amounts(next_asks(eligibility, profile, day, decisions), decisions, found, profile, course=course)
    parts = {
        "id": json.dumps(item["id"], ensure_ascii=False),
        "decisions": _DECISIONS.dump_json(decisions).decode(),
        "amounts": _AMOUNTS.dump_json(found).decode(),
        "asks": _ASKS.dump_json(asks).decode(),
    }
    return "{" + ", ".join(f'"{name}": {value}' for name, value in parts.items()) + "}"
