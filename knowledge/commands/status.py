"""`status`: what the knowledge base holds, how old its documents are, and whether its indexes are up to date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.added import AddedDocument, Source
from knowledge.base import Base
from knowledge.commands.common import day, opened, write_json
from knowledge.models import LANGS, Section
from knowledge.settings import today_in_seoul

_SHOWN = 20  # sections past review that are printed


def main(argv: Sequence[str]) -> int:
    """Runs the command. Raises KnowledgeError."""
    parser = argparse.ArgumentParser(prog="python -m knowledge status", description=__doc__)
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day ages are told for (today by default)")
    parser.add_argument("--json", action="store_true", help="as JSON")
    options = parser.parse_args(argv)
    today = options.as_of or today_in_seoul()
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
            "documents": [_document(d, today) for d in base.documents()],
            "sources": [_source(s, today) for s in base.sources()],
            "past_review": [_late(s) for s in past_review(base, today)],
        }
    if options.json:
        write_json(found)
    else:
        _print(found)
    return 0


def past_review(base: Base, today: date) -> list[Section]:
    """The sections whose day of review is over, the oldest first."""
    late = [s for lang in LANGS for s in base.sections(lang) if s.review_by is not None and s.review_by < today]
    return sorted(late, key=lambda s: (s.review_by or today, s.id, s.lang))


def _document(d: AddedDocument, today: date) -> dict[str, Any]:
    return {
        "id": d.id,
        "title": d.title,
        "basis": d.basis,
        "family": d.family,
        "url": d.url,
        "as_of": d.as_of.isoformat() if d.as_of else None,
        "age_days": d.age(today),
        "review_by": d.review_by.isoformat() if d.review_by else None,
        "past_review": d.past_review(today),
        "sections": d.sections,
        "tables": d.tables,
        "versions": d.versions,
    }


def _source(s: Source, today: date) -> dict[str, Any]:
    counts = {"sections": s.sections, "courses": s.courses, "openings": s.openings}
    return {"name": s.name, **counts, "read_on": s.read_on.isoformat() if s.read_on else None, "age_days": s.age(today)}


def _late(section: Section) -> dict[str, Any]:
    return {"id": section.id, "lang": section.lang, "title": section.title, "review_by": str(section.review_by)}


def _print(found: dict[str, Any]) -> None:
    out = sys.stdout.write
    for name, value in found.items():
        if name not in ("documents", "sources", "past_review"):
            out(f"{name}: {value}\n")
    out(f"sources: {len(found['sources'])}\n")
    for s in found["sources"]:
        read = f"read {s['read_on']}, {s['age_days']} days ago" if s["read_on"] else "read on an unknown day"
        counts = ", ".join(f"{s[kind]} {kind}" for kind in ("sections", "courses", "openings") if s[kind])
        out(f"  {s['name']}: {counts}, {read}\n")
    out(f"documents: {len(found['documents'])}\n")
    for d in found["documents"]:
        dated = f"as of {d['as_of']}, {d['age_days']} days old" if d["as_of"] else "of an unknown day"
        late = f", past review since {d['review_by']}" if d["past_review"] else ""
        versions = f"{d['versions']} version{'s' if d['versions'] > 1 else ''}"
        out(f"  {d['title']} [{d['id']}]\n    {dated}, {d['sections']} sections, {versions}{late}\n")
    late = found["past_review"]
    out(f"past_review: {len(late)} sections\n")
    for s in late[:_SHOWN]:
        out(f"  {s['review_by']}  {s['id']} ({s['lang']})  {s['title']}\n")
    if len(late) > _SHOWN:
        out(f"  … and {len(late) - _SHOWN} more; --json lists them all.\n")


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
