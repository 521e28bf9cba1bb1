"""Proves amounts.yaml: sections that exist, figures that stand in them, rows that cover time without overlapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import LibraryError
from knowledge.library.loader import Library
from knowledge.library.problem import Problem
from knowledge.models import Section
from knowledge.text.figures import figures

PATH = Path(__file__).with_name("amounts.yaml")
_NOT_FIGURES = frozenset({"section", "valid_from", "valid_to"})
_ALWAYS = frozenset({0, 1})  # none and one are no figures to be looked up


def check_amounts(library: Library, path: Path = PATH, *, today: date) -> Iterator[Problem]:
    """Every problem of the tables against the Korean sections of `library` on the day `today`.

    Raises LibraryError where the file can't be read.
    """
    sections = {s.id: s for s in library.sections if s.lang == "ko"}
    for table, rows in _tables(path).items():
        for row in rows:
            yield from _row(f"amounts.yaml: {table} {_named(row)}", row, sections, today)
        yield from _time(table, rows)


def _tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as e:
        raise LibraryError(f"{path} can't be read as YAML: {e}") from e
    if not isinstance(data, dict) or not all(isinstance(rows, list) for rows in data.values()):
        raise LibraryError(f"{path} isn't a file of tables with dated rows. See docs/library.md.")
    return data


def _row(where: str, row: Mapping[str, Any], sections: Mapping[str, Section], today: date) -> Iterator[Problem]:
    named = [str(row.get("section", ""))] + [str(v) for k, v in row.items() if k.endswith("_section")]
    cited = []
    for id_ in dict.fromkeys(named):
        if id_ not in sections:
            yield Problem(where, f"cites {id_ or 'no section'}, which doesn't exist")
        else:
            cited.append(sections[id_])
    begun = row.get("valid_from") is None or row["valid_from"] <= today
    if begun and any(s.state == "planned" for s in cited):
        yield Problem(where, "rests on a section that is only planned")
    held = {v for s in cited for v in _held(s)}
    for key, value in row.items():
        if key in _NOT_FIGURES or key.endswith("_section"):
            continue
        for number in _numbers(value):
            if number not in _ALWAYS and not _forms(key, number) & held:
                yield Problem(where, f"{key} {number:g} stands in none of {', '.join(s.id for s in cited)}")


def _held(section: Section) -> Iterator[str]:
    yield from (f.value for f in figures(f"{section.title}\n{section.text}"))
    for claim in section.claims:
        for value in claim.value if isinstance(claim.value, tuple) else (claim.value,):
            yield str(value)


def _numbers(value: Any) -> Iterator[int | float]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _numbers(inner)


def _forms(key: str, number: int | float) -> set[str]:
    """How a section may say a figure: as it is, months as years, a percentage as what is taken off."""
    forms = {f"{number:g}", str(number)}
    if "months" in key and number % 12 == 0:
        forms.add(f"{number / 12:g}")
    if key == "percent":
        forms.add(f"{100 - number:g}")
    return forms


def _time(table: str, rows: list[dict[str, Any]]) -> Iterator[Problem]:
    """Rows stand in order of time; the next one begins the day after one ends."""
    for one, after in pairwise(rows):
        end, start = one.get("valid_to"), after.get("valid_from")
        if end is None or start is None:
            yield Problem(f"amounts.yaml: {table}", f"{_named(one)} needs a valid_to and {_named(after)} a valid_from")
        elif start != end + timedelta(days=1):
            said = "overlap" if start <= end else "leave days out"
            yield Problem(f"amounts.yaml: {table}", f"{_named(one)} and {_named(after)} {said}")


def _named(row: Mapping[str, Any]) -> str:
    return f"from {row['valid_from']}" if row.get("valid_from") else f"until {row.get('valid_to') or 'now'}"
