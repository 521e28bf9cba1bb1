"""`sync SOURCE`: load courses, openings or policies from a service, or from `all` that have a key."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from tqdm import tqdm

from knowledge.base import Base
from knowledge.codec import encode
from knowledge.commands.common import opened, write_json
from knowledge.errors import KnowledgeError, QueryError
from knowledge.models import Opening, Section
from knowledge.records import Item, Training
from knowledge.settings import today_in_seoul
from knowledge.sources.connector import LoadState, Scope
from knowledge.sources.details import Details
from knowledge.sources.registry import NAMES, Workplace, chosen, opened_source
from knowledge.sources.sync import LoadReport, Options, sync
from knowledge.taxonomy import Regions

_SHOWN_FAILURES = 10


def main(argv: Sequence[str]) -> int:
    """Runs the command; 1 if a source couldn't be loaded whole. Raises KnowledgeError."""
    options = _options(argv)
    today = today_in_seoul()
    with opened() as base:
        names = chosen(options.source, base.settings)
        regions = _regions(options.region, base.taxonomy.regions, today)
        scope = Scope(today, regions, options.since(today) if options.since else None, options.limit)
        place = Workplace(base.settings, base.taxonomy.regions, base.home, options.details)
        run = _check if options.check else _load
        return max(run(name, base, scope, place, options) for name in names)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m knowledge sync", description=__doc__)
    parser.add_argument("source", metavar="SOURCE", help=f"{', '.join(NAMES)}, or all")
    parser.add_argument("--region", action="append", default=[], metavar="R", help="two or five digits, or a name")
    parser.add_argument("--since", type=_since, metavar="7d", help="what changed (courses: starts) since; or a date")
    parser.add_argument("--limit", type=_count, metavar="N", help="stop after so many records")
    parser.add_argument("--details", type=_count, metavar="N", help="detail pages to ask for (own share of courses)")
    parser.add_argument("--dry-run", action="store_true", help="show counts and five records, write nothing")
    parser.add_argument("--accept-drop", action="store_true", help="believe a source that lost a large part")
    parser.add_argument("--check", action="store_true", help="only say what the key can do")
    parser.add_argument("--json", action="store_true", help="the report as JSON, a line a source")
    return parser.parse_args(argv)


def _check(name: str, base: Base, scope: Scope, place: Workplace, options: argparse.Namespace) -> int:
    with opened_source(name, place) as source:
        check = source.check()
    if options.json:
        write_json({"source": name, "ok": check.ok, "error": check.error, "text": check.text})
    else:
        sys.stdout.write(f"{check.text}\n")
    return 0 if check.ok else 1


def _load(name: str, base: Base, scope: Scope, place: Workplace, options: argparse.Namespace) -> int:
    try:
        with opened_source(name, place) as source, _bar(name) as bar, _files(name, base, options) as files:
            report = sync(base, source, scope, Options(options.dry_run, options.accept_drop, files, bar))
    except KnowledgeError as error:
        if options.source == name:
            raise
        # One source that can't be opened mustn't keep the others from being loaded.
        sys.stderr.write(f"{name}: {error}\n")
        return 1
    if options.json:
        write_json(_as_json(report))
    else:
        sys.stdout.write("\n".join(_lines(report)) + "\n")
    return 0 if report.complete and not (report.ingested and report.ingested.held) else 1


@contextmanager
def _files(name: str, base: Base, options: argparse.Namespace) -> Iterator[Details | None]:
    """What remembers the guideline files of announcements; a dry run follows none."""
    budget = base.settings.sync_details if options.details is None else options.details
    if name != "bizinfo" or options.dry_run or not budget:
        yield None
        return
    files = Details(base.home / "sync" / f"{name}.files.db", budget)
    try:
        yield files
    finally:
        files.close()


@contextmanager
def _bar(name: str) -> Iterator[Any]:
    with tqdm(desc=name, unit="", disable=not sys.stderr.isatty(), leave=False) as bar:

        def move(state: LoadState) -> None:
            bar.total = state.total
            bar.update(state.read - bar.n)

        yield move


def _lines(report: LoadReport) -> Iterator[str]:
    yield f"{report.source} · {report.attribution}"
    skipped = ", ".join(f"{reason} {n}" for reason, n in report.skipped.items())
    yield f"  읽음 read {report.read:,} · 남김 kept {report.kept:,}" + (f" · 뺌 skipped: {skipped}" if skipped else "")
    if report.left_out:
        yield "  못 읽은 항목 fields not read: " + ", ".join(f"{name} {n}" for name, n in report.left_out.items())
    if report.ingested is not None:
        i = report.ingested
        counts = {
            "새로 new": i.new, "바뀜 updated": i.updated, "그대로 unchanged": i.skipped,
            "내려감 withdrawn": i.withdrawn, "없어짐 gone": i.gone, "남겨 둠 held": i.held,
            "실패 failed": len(i.failed),
        }  # fmt: skip
        yield "  " + " · ".join(f"{name} {n:,}" for name, n in counts.items())
        yield from (f"    {failure.reason}" for failure in i.failed[:_SHOWN_FAILURES])
        if i.held:
            yield f"  {i.held}건이 한꺼번에 사라져서 그대로 두었어요. 맞으면 --accept-drop을 붙여 다시 실행해 주세요."
            yield f"  {i.held} records would go at once, so they stay. If that is right, add --accept-drop."
    else:
        yield "  시험 실행: 아무것도 쓰지 않았어요. dry run: nothing was written."
        yield from (f"  {_shown(item)}" for item in report.examples)
    how = "이어서 다 받았어요. resumed and complete." if report.resumed else "다 받았어요. complete."
    yield f"  {how}" if report.complete else "  일부만 받았어요. 내린 것은 없어요. partial: nothing was withdrawn."
    yield from (f"  {line}" for line in report.text.split("\n") if line)


def _shown(item: Item) -> str:
    match item:
        case Opening():
            return f"{item.id}  {item.title} · {item.employer} · {item.region} · ~{item.closes or '채용시까지'}"
        case Training():
            starts = ", ".join(c.starts.isoformat() for c in item.cohorts)
            course = item.course
            return f"{course.id}  {course.title} · {course.institution} · {course.region} · {starts}"
        case Section():
            return f"{item.id}  {item.title}: {item.lead[:60]}"
        case _:
            return item.id


def _as_json(report: LoadReport) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source": report.source, "attribution": report.attribution, "read": report.read, "kept": report.kept,
        "skipped": dict(report.skipped), "left_out": dict(report.left_out), "pages": report.pages,
        "complete": report.complete, "resumed": report.resumed, "error": report.error, "text": report.text,
    }  # fmt: skip
    if report.ingested is not None:
        found["ingested"] = encode(report.ingested, whole=True)
    else:
        found["examples"] = [encode(item) for item in report.examples]
    return found


def _regions(given: Sequence[str], regions: Regions, today: date) -> tuple[str, ...]:
    """The codes of what was given. Raises QueryError for what no list has, and for names that mean several places."""
    found: dict[str, None] = {}
    for name in given:
        readings = () if name.strip().isdecimal() else regions.readings(name, today)
        if len(readings) > 1:
            means = "; ".join(f"{r.text.ko} ({', '.join(r.codes[:3])})" for r in readings)
            raise QueryError(f"--region {name} may mean several places: {means}. Give one of the codes.")
        codes = [row.code for row in regions.resolve(name, today)]
        if not codes:
            raise QueryError(f"--region {name}: no such place. Give two or five digits, or a name like 부산 or 강남구.")
        found.update(dict.fromkeys(codes))
    return tuple(found)


def _since(text: str) -> Any:
    """A span like 7d, or a date: what it means on a day."""
    if span := re.fullmatch(r"(\d{1,4})d", text):
        return lambda today: today - timedelta(days=int(span[1]))
    try:
        day = date.fromisoformat(text)
    except ValueError as e:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a span like 7d nor a date like 2026-11-22") from e
    return lambda _: day


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a count")
    return int(text)
