"""`show ID`: one record, whole; `--json --batch FILE` for many."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from knowledge import codec
from knowledge.base import Base
from knowledge.commands.common import Line, day, opened, run_batch, write_json
from knowledge.errors import QueryError, RecordNotFound
from knowledge.lifecycle import cohort_joinable, opening_lifecycle
from knowledge.models import LANGS, Lang
from knowledge.records import other_lang
from knowledge.settings import today_in_seoul


def main(argv: Sequence[str]) -> int:
    """Runs the command. Raises KnowledgeError."""
    parser = argparse.ArgumentParser(prog="python -m knowledge show", description=__doc__)
    parser.add_argument("id", nargs="?", help="of a section, course, cohort, opening or programme family")
    parser.add_argument("--lang", choices=LANGS, default="ko", help="of a section")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day lifecycles are told for (today by default)")
    parser.add_argument("--json", action="store_true", help="JSON lines out")
    parser.add_argument("--batch", metavar="FILE", help="JSON lines in: id, lang, as_of")
    options = parser.parse_args(argv)
    if options.batch is None and options.id is None:
        parser.error("give an id, or --batch FILE")
    as_of = options.as_of or today_in_seoul()
    with opened() as base:
        if options.batch is not None:
            return run_batch(options.batch, lambda line: _answer(base, {"lang": options.lang, **line}, as_of))
        found = _answer(base, {"id": options.id, "lang": options.lang}, as_of)
    if options.json:
        write_json(found)
    else:
        for name, value in found.items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            sys.stdout.write(f"{name}: {text}\n")
    return 0


def _answer(base: Base, line: Line, as_of: date) -> dict[str, Any]:
    id_, lang = line.get("id"), line.get("lang")
    if not isinstance(id_, str) or lang not in LANGS:
        raise QueryError(f'A line needs an "id", and "lang" may be one of {", ".join(LANGS)}.')
    try:
        as_of = date.fromisoformat(line["as_of"]) if "as_of" in line else as_of
    except (TypeError, ValueError) as e:
        raise QueryError(f'"as_of" must be a date like 2026-11-22, not {line["as_of"]!r}.') from e
    found = _record(base, id_, cast(Lang, lang), as_of)
    if found is None:
        raise RecordNotFound(f"Nothing has the id {id_!r}. Look it up with: python -m knowledge search")
    return found


def _record(base: Base, id_: str, lang: Lang, as_of: date) -> dict[str, Any] | None:
    section = base.section(id_, lang) or base.section(id_, other_lang(lang))
    if section:
        return {"id": id_, "kind": "section", **_fields(section)}
    if opening := base.opening(id_):
        return {"id": id_, "kind": "opening", "lifecycle": opening_lifecycle(opening, as_of), **_fields(opening)}
    training = base.course(id_)
    if training:
        cohorts = [{**_fields(c), "joinable": cohort_joinable(c, as_of)} for c in training.cohorts]
        return {"id": id_, "kind": "course", **_renamed(_fields(training.course)), "cohorts": cohorts}
    if pair := base.cohort(id_):
        course, cohort = pair
        joinable = {"joinable": cohort_joinable(cohort, as_of)}
        return {"id": id_, "kind": "cohort", **_fields(cohort), **joinable, "of": _fields(course)}
    family = base.families.get(id_)
    return {"id": id_, "kind": "family", **_fields(family)} if family else None


def _fields(record: Any) -> dict[str, Any]:
    return dict(codec.encode(record, whole=True))


def _renamed(fields: dict[str, Any]) -> dict[str, Any]:
    """The kind of a course stands beside the kind of record, under another name."""
    return {("course_kind" if name == "kind" else name): value for name, value in fields.items()}
