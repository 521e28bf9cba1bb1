"""`search "질의"`: what a query finds, with scores and reasons; `--json --batch FILE` for many."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, cast, get_args

from knowledge.base import Base
from knowledge.commands.common import Line, day, opened, run_batch, write_json
from knowledge.errors import QueryError, UnknownRegion
from knowledge.models import LANGS, Kind, Lang, Query, Retrieval
from knowledge.settings import today_in_seoul
from knowledge.text.normalise import language

_KINDS = get_args(Kind)
_MOST = 100  # results a query may ask for


def main(argv: Sequence[str]) -> int:
    """Runs the command. Raises KnowledgeError."""
    options = _parser().parse_args(argv)
    if options.batch is None and options.query is None:
        _parser().error("give a query, or --batch FILE")
    as_of = options.as_of or today_in_seoul()
    defaults = {"kind": options.kind, "k": options.k, "region": options.region, "lang": options.lang}
    with opened() as base:
        if options.batch is not None:
            return run_batch(options.batch, lambda line: _answer(base, {**defaults, **line}, as_of))
        line = {**defaults, "query": options.query}
        if options.json:
            write_json(_answer(base, line, as_of))
        else:
            _print(base.search(read_query(base, line, as_of)))
    return 0


def read_query(base: Base, line: Line, as_of: date) -> Query:
    """The query that a batch line stands for. Raises QueryError naming the field that doesn't fit, UnknownRegion."""
    text, kind, k, lang = line.get("query"), line.get("kind"), line.get("k"), line.get("lang")
    if not isinstance(text, str):
        raise QueryError('"query" is missing or no string.')
    if kind not in _KINDS:
        raise QueryError(f'"kind" must be one of {", ".join(_KINDS)}, not {kind!r}.')
    if not isinstance(k, int) or isinstance(k, bool) or not 1 <= k <= _MOST:
        raise QueryError(f'"k" must be a whole number from 1 to {_MOST}, not {k!r}.')
    if lang is None:
        lang = "en" if language(text) == "en" else "ko"
    if lang not in LANGS:
        raise QueryError(f'"lang" must be one of {", ".join(LANGS)}, not {lang!r}.')
    on = _date(line.get("as_of"), as_of)
    regions = _regions(base, line.get("region"), on)
    return Query(text, cast(Kind, kind), on, cast(Lang, lang), k, regions)


def _date(given: Any, default: date) -> date:
    if given is None:
        return default
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as e:
        raise QueryError(f'"as_of" must be a date like 2026-11-22, not {given!r}.') from e


def _regions(base: Base, given: Any, on: date) -> tuple[str, ...]:
    if given is None or given == "":
        return ()
    if not isinstance(given, str):
        raise QueryError(f'"region" must be a code or a name, not {given!r}.')
    found = base.taxonomy.regions.resolve(given, on)
    if not found:
        raise UnknownRegion(f"{given!r} is no region. Give two or five digits of its code, or its name.")
    return tuple(region.code for region in found)


def _answer(base: Base, line: Line, as_of: date) -> dict[str, Any]:
    retrieval = base.search(read_query(base, line, as_of))
    kept = [
        {"id": h.id, "kind": h.kind, "title": h.title, "score": h.score, "parts": h.parts, "snippet": h.snippet}
        for h in retrieval.kept
    ]
    return {
        **({"id": line["id"]} if "id" in line else {}),
        "query": retrieval.query.text,
        "kept": kept,
        "rejected": [{"id": r.id, "reason": r.reason} for r in retrieval.rejected],
        "timings_ms": retrieval.timings_ms,
    }


def _print(retrieval: Retrieval) -> None:
    out = sys.stdout.write
    for place, hit in enumerate(retrieval.kept, start=1):
        parts = "  ".join(f"{name} {value:+.2f}" for name, value in hit.parts.items() if value)
        out(f"{place:2}. {hit.title}  [{hit.id}]\n    {hit.score:.3f} = {parts}\n    {hit.snippet}\n")
    if not retrieval.kept:
        out("Nothing kept.\n")
    for left in retrieval.rejected:
        out(f"  - {left.reason:10} {left.title}  [{left.id}]\n")
    out("  ".join(f"{step} {ms:.1f} ms" for step, ms in retrieval.timings_ms.items()) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge search", description=__doc__)
    parser.add_argument("query", nargs="?", help="what to look for, in Korean or English")
    parser.add_argument("--kind", choices=_KINDS, default="section")
    parser.add_argument("--k", type=int, default=10, help="how many results")
    parser.add_argument("--region", help="code (two or five digits) or name")
    parser.add_argument("--lang", choices=LANGS, help="language of the sections (the query's own by default)")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day to answer for (today by default)")
    parser.add_argument("--json", action="store_true", help="JSON lines out")
    parser.add_argument("--batch", metavar="FILE", help="JSON lines in: id, query, kind, k, region, lang, as_of")
    return parser
