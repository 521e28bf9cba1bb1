"""`map FILE`: which column of a spreadsheet is which field, and how its first rows would be read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from knowledge.errors import IngestError
from knowledge.ingest import Failure
from knowledge.models import Employment, Opening, Pay
from knowledge.records import Training
from knowledge.settings import today_in_seoul
from knowledge.sources.files import Tabular, mapped_table, proposal_for, read_rows
from knowledge.sources.mapping import SUFFIX, ColumnMapping
from knowledge.sources.normalise import normaliser_of
from knowledge.sources.reading import Origin
from knowledge.sources.tables import Table
from knowledge.taxonomy import Taxonomy, load_taxonomy
from knowledge.text.figures import spoken_won

_SHOWN = 5  # rows read for show
_KIND: Final[dict[Employment, str]] = {
    "permanent": "정규직", "fixed_term": "계약직", "part_time": "시간제", "day": "일용직", "intern": "인턴",
    "work_study": "일학습병행", "freelance": "프리랜서",
}  # fmt: skip
_LEVEL = {"any": "학력 무관", "high": "고졸", "college": "전문대졸", "university": "대졸", "graduate": "석사"}
_UNIT = {"hour": "시급", "day": "일급", "month": "월", "year": "연"}


def main(argv: Sequence[str]) -> int:
    """Runs the command; 1 if a column is still missing. Raises KnowledgeError."""
    parser = argparse.ArgumentParser(prog="python -m knowledge map", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="a .xlsx, .csv, .json or .jsonl file")
    parser.add_argument("--out", type=Path, metavar="MAPPING", help=f"write the mapping here (FILE's name + {SUFFIX})")
    parser.add_argument("--mapping", type=Path, metavar="MAPPING", help="show the rows as this mapping reads them")
    options = parser.parse_args(argv)
    if options.mapping:
        _show_rows(*mapped_table(options.file, options.mapping))
        return 0
    table, proposal, text = proposal_for(options.file)
    sys.stdout.write(text)
    if table.others:
        others = ", ".join(table.others)
        sys.stdout.write(f"# 읽는 시트 · sheet read: {table.name}; 읽지 않는 시트 · not read: {others}\n")
    if options.out:
        _write(options.out, text)
    if proposal.mapping.missing:
        lacking = ", ".join(proposal.mapping.missing)
        sys.stdout.write(f"\n비어 있는 항목을 채워 주세요 · fill these in: {lacking}\n")
        return 1
    _show_rows(table, proposal.mapping)
    return 0


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as e:
        raise IngestError(f"{path} can't be written ({e.strerror}). Give another place.") from e
    sys.stderr.write(f"{path} 에 적어 두었어요 · written\n")


def _show_rows(table: Table, how: ColumnMapping) -> None:
    """The first rows as they would be read, and what could not be."""
    taxonomy = load_taxonomy()
    part = Table(table.name, table.headers, table.rows[:_SHOWN])
    origin = Origin(how.source or "table", today_in_seoul())
    read = read_rows(part, how, normaliser_of(taxonomy), origin, table.name)
    sys.stdout.write(f"\n이렇게 읽어요 · read like this (1–{len(part.rows)} / {len(table.rows)})\n")
    for line in _lines(read, taxonomy):
        sys.stdout.write(line + "\n")


def _lines(read: Tabular, taxonomy: Taxonomy) -> Iterable[str]:
    for item in islice(read.load.items, _SHOWN):
        match item:
            case Failure():
                yield f"✗ {item.row}행 · row {item.row}: {item.reason}"
            case Opening():
                yield _opening(item, taxonomy)
            case Training():
                yield _course(item, taxonomy)
    for row, doubt in read.doubts:
        yield f"? {row}행 · row {row}, {doubt.field}: {doubt.reason}"


def _opening(o: Opening, taxonomy: Taxonomy) -> str:
    closes = "마감일 없음" if "closes" in o.unsaid else o.closes.isoformat() if o.closes else "채용 시까지"
    terms = {
        "employment": _KIND[o.employment],
        "education": _LEVEL.get(o.education, o.education),
        "experience": f"경력 {o.experience}년" if o.experience else "신입",
    }
    told = [words for name, words in terms.items() if name not in o.unsaid]
    parts = [taxonomy.regions.name(o.region, "ko"), _pay(o.pay), closes, *told]
    skills = [taxonomy.skills[id_].names.ko for id_ in (*o.required, *o.preferred)]
    unsaid = f" (없는 항목 · unsaid: {', '.join(o.unsaid)})" if o.unsaid else ""
    return f"✓ {o.title} — {o.employer} · {' · '.join(parts)}\n    {', '.join(skills) or '-'}{unsaid}"


def _course(t: Training, taxonomy: Taxonomy) -> str:
    course = t.course
    runs = ", ".join(f"{c.starts}~{c.ends}" for c in t.cohorts)
    price = "훈련비 없음" if "tuition" in course.unsaid else spoken_won(course.tuition)
    skills = ", ".join(taxonomy.skills[id_].names.ko for id_ in course.teaches) or "-"
    unsaid = f" (없는 항목 · unsaid: {', '.join(course.unsaid)})" if course.unsaid else ""
    place = taxonomy.regions.name(course.region, "ko")
    return f"✓ {course.title} — {course.institution} · {place} · {price} · {runs}\n    {skills}{unsaid}"


def _pay(pay: Pay | None) -> str:
    if pay is None:
        return "급여 없음"
    top = f"~{spoken_won(pay.max)}" if pay.max else ""
    return f"{_UNIT[pay.unit]} {spoken_won(pay.min)}{top}"
