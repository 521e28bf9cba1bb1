"""What the language model took: calls, tokens and estimated cost by day."""

from __future__ import annotations

import argparse
from datetime import date

from assistant.commands.common import emit
from assistant.model.usage import Usage, by_day, read_log
from assistant.settings import AssistantSettings
from knowledge.settings import read_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("--days", type=int, default=30, help="how many days back (default 30)")
    parser.add_argument("--json", action="store_true", help="one JSON line a day and a summary line")


def run(args: argparse.Namespace) -> int:
    """Prints a line a day and the sum, from the turn log alone: the knowledge base isn't opened."""
    days = by_day(read_log(read_settings().home / "turns.jsonl"))
    shown = dict(list(days.items())[-args.days :]) if args.days > 0 else days
    total = Usage()
    for usage in shown.values():
        total = total.plus(usage)
    if args.json:
        for day, usage in shown.items():
            emit({"day": day.isoformat(), "turns": usage.turns, **usage.to_json()})
        emit({"total": {"turns": total.turns, **total.to_json()}})
        return 0
    if not shown:
        print("No turn has used a language model yet. Set OPENAI_API_KEY to use one.")
        return 0
    print(f"{'day':10} {'turns':>6} {'calls':>6} {'failed':>6} {'tokens in':>10} {'tokens out':>10} {'cost':>10}")
    for day, usage in shown.items():
        print(_row(day, usage))
    print(_row("total", total))
    settings = AssistantSettings()
    if settings.budget_day:
        print(f"budget a day: {settings.budget_day:,} tokens (IEUM_BUDGET_DAY)")
    return 0


def _row(day: date | str, usage: Usage) -> str:
    cost = "?" if usage.cost is None else f"{usage.cost:,.4f}"
    mark = "~" if usage.estimated else " "
    return (
        f"{day!s:10} {usage.turns:6,} {usage.calls:6,} {usage.failed:6,} {usage.tokens_in:9,}{mark} "
        f"{usage.tokens_out:9,}{mark} {cost:>10}"
    )
