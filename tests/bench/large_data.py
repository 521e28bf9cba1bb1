"""What the large base is loaded with: openings, courses and sections by the million, as JSON lines."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import codec
from knowledge.library.loader import load_library
from knowledge.library.sample import iter_courses, iter_openings
from knowledge.models import Section

ANCHOR = date(2026, 11, 1)
SEED = 7
CHANGED = 50  # every so manieth opening is another one the second time


def write_all(folder: Path, openings: int, cohorts: int, sections: int) -> Path:
    """Writes the records as JSON lines, and a second version with one opening in fifty changed; the first file."""
    catalogue, later = folder / "catalogue.jsonl", folder / "later.jsonl"
    with catalogue.open("w", encoding="utf-8") as first, later.open("w", encoding="utf-8") as second:
        for line in _course_lines(cohorts):
            first.write(line)
            second.write(line)
        for n, opening in enumerate(iter_openings(ANCHOR, SEED, count=openings)):
            line = _line("opening", opening)
            first.write(line)
            if n % CHANGED == 0:
                line = _line("opening", replace(opening, body=f"{opening.body}\n{n}번째로 고친 공고입니다."))
            second.write(line)
    with (folder / "sections.jsonl").open("w", encoding="utf-8") as lines:
        for section in _sections(sections):
            lines.write(_line("section", section))
    return catalogue


def _course_lines(cohorts: int) -> Iterator[str]:
    for course, runs in iter_courses(ANCHOR, SEED, count=cohorts):
        if cohorts <= 0:
            return
        runs = runs[:cohorts]
        cohorts -= len(runs)
        fields = {**codec.encode(course, whole=True), "cohorts": [codec.encode(c, whole=True) for c in runs]}
        yield json.dumps({**fields, "course_kind": fields["kind"], "kind": "course"}, ensure_ascii=False) + "\n"


def _sections(count: int) -> Iterator[Section]:
    """Sections of the library over and over, each time of another place and with other figures."""
    known = [s for s in load_library().sections if s.lang == "ko"]
    rng = random.Random(SEED)
    for n in range(count):
        made = known[n % len(known)]
        where = f"{n}호 {rng.choice('가나다라마바사아자차카타파하')}{rng.choice('산강들골섬내말숲')}마을 안내. 접수는 {rng.randint(1, 28)}일까지예요."
        yield replace(made, id=f"added-{n}", family="added", text=f"{made.text}\n{where}", document="안내", claims=())


def _line(kind: str, record: Any) -> str:
    return json.dumps({"kind": kind, **codec.encode(record, whole=True)}, ensure_ascii=False) + "\n"
