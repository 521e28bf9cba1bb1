"""Records as JSON lines, in the shape that `show --json` prints: openings, courses with their cohorts, sections.

    {"kind": "opening", "id": "a-1", "title": "...", "employer": "...", "region": "26110", ...}
    {"kind": "course", "id": "c-1", "course_kind": "kdt", ..., "cohorts": [{"id": "c-1-1", "seats": 20, ...}]}

What is shown but not stored (`lifecycle`, `joinable`) may stand and is passed over.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from knowledge import codec
from knowledge.errors import RecordUnreadable
from knowledge.ingest import Failure
from knowledge.models import Cohort, Course, Opening, Section
from knowledge.records import Item, Training

KINDS: Final = ("opening", "course", "section")
_SHOWN: Final = ("kind", "lifecycle", "joinable")
_ID: Final = re.compile(r"[^\s\x00-\x1f]{1,200}")
_REGION: Final = re.compile(r"\d{5}")
_COMPARE: Final = "Compare with: python -m knowledge show ID --json"
_Fits = Callable[[Any], bool]
Finish = Callable[[Item, int], Item]


def holds_records(line: bytes) -> bool:
    """Whether a line of a file is such a record: an object with one of our kinds."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and row.get("kind") in KINDS


def read_records(lines: Iterable[bytes], name: str, finish: Finish = lambda item, _: item) -> Iterator[Item | Failure]:
    """One record a line of the file called `name`; empty lines are passed over, others that don't fit fail. `finish`
    gets each record with the number of its line, and gives it as it is kept or raises RecordUnreadable."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield finish(record_of(json.loads(line.decode("utf-8-sig"))), number)
        except UnicodeDecodeError:
            yield Failure(name, number, "isn't UTF-8. Save the file as UTF-8.")
        except RecordUnreadable as e:
            yield Failure(name, number, str(e))
        except (ValueError, RecursionError) as e:
            yield Failure(name, number, f"isn't JSON ({e}). Write one object a line.")


def record_of(row: Any) -> Item:
    """The record that a decoded line stands for. Raises RecordUnreadable, with what to change."""
    kind = row.get("kind") if isinstance(row, dict) else None
    if kind not in KINDS:
        raise RecordUnreadable(f'needs a "kind": one of {", ".join(KINDS)}.')
    fields = {key: value for key, value in row.items() if key not in _SHOWN}
    item: Item
    if kind == "course":
        cohorts = fields.pop("cohorts", [])
        if not isinstance(cohorts, list) or not all(isinstance(c, dict) for c in cohorts):
            raise RecordUnreadable("cohorts must be a list of objects.")
        fields["kind"] = fields.pop("course_kind", None)
        runs = [{"course": fields.get("id"), **{k: v for k, v in c.items() if k not in _SHOWN}} for c in cohorts]
        for named, given in ((Course, fields), *((Cohort, run) for run in runs)):
            _check_names(named, given)
        item = _decoded(Training, {"course": fields, "cohorts": runs})
        _check_place(item.course)
    elif kind == "opening":
        _check_names(Opening, fields)
        item = _decoded(Opening, fields)
        _check_place(item)
    else:
        _check_names(Section, fields)
        item = _decoded(Section, fields)
    return item


def _check_names(kind: type, given: Mapping[str, Any]) -> None:
    known, needed = _names(kind)
    if unknown := sorted(given.keys() - known):
        raise RecordUnreadable(f"{unknown[0]} isn't a field of a {kind.__name__.lower()}. {_COMPARE}")
    if missing := sorted(needed - given.keys()):
        raise RecordUnreadable(f"{', '.join(missing)} missing in a {kind.__name__.lower()}. {_COMPARE}")
    if wrong := [name for name in _lists(kind) if not isinstance(given.get(name, []), list)]:
        raise RecordUnreadable(f"{wrong[0]} doesn't fit: it must be a list. {_COMPARE}")


@cache
def _names(kind: type) -> tuple[frozenset[str], frozenset[str]]:
    fields = dataclasses.fields(kind)
    without = (f.name for f in fields if f.default is f.default_factory is dataclasses.MISSING)
    return frozenset(f.name for f in fields), frozenset(without)


@cache
def _lists(kind: type) -> tuple[str, ...]:
    return tuple(name for name, hint in typing.get_type_hints(kind).items() if typing.get_origin(hint) is tuple)


T = typing.TypeVar("T", Training, Opening, Section)


def _decoded(kind: type[T], fields: Mapping[str, Any]) -> T:
    try:
        item = codec.decode(kind, fields)
    except RecordUnreadable as e:
        raise RecordUnreadable(f"doesn't fit ({e.__cause__}). {_COMPARE}") from e
    if wrong := next(_misfits(item), ""):
        raise RecordUnreadable(f"{wrong} doesn't fit. {_COMPARE}")
    return item


def _check_place(item: Opening | Course) -> None:
    if not _ID.fullmatch(item.id):
        raise RecordUnreadable("id must be 1 to 200 characters without spaces.")
    if not _REGION.fullmatch(item.region):
        raise RecordUnreadable(f"region must be five digits, not {item.region!r}. 00000 stands for anywhere.")


def _misfits(value: Any) -> Iterator[str]:
    """The names of fields that hold something of another type than theirs: JSON knows no types of ours."""
    for name, fits in _checks(typing.cast(Any, type(value))):
        if not fits(getattr(value, name)):
            yield name


@cache
def _checks(kind: type) -> tuple[tuple[str, _Fits], ...]:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    return tuple((f.name, _fits(hints[f.name])) for f in fields)


@cache
def _fits(hint: Any) -> _Fits:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return lambda value: True
    if dataclasses.is_dataclass(hint):
        return lambda value: isinstance(value, typing.cast(type, hint)) and not any(_misfits(value))
    if origin is typing.Literal:
        allowed = frozenset(args)
        return lambda value: isinstance(value, str) and value in allowed
    if origin in (typing.Union, types.UnionType):
        parts = [_fits(a) for a in args]
        return lambda value: any(fits(value) for fits in parts)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        each = _fits(args[0])
        return lambda value: isinstance(value, tuple) and all(map(each, value))
    if origin is tuple:
        parts = [_fits(a) for a in args]
        return lambda value: isinstance(value, tuple) and all(f(v) for f, v in zip(parts, value, strict=True))
    if hint is float:
        return lambda value: isinstance(value, int | float) and not isinstance(value, bool)
    if hint in (int, date, str, bool, type(None)):
        return lambda value: type(value) is hint
    return lambda value: True
