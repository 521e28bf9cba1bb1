"""Sections as JSON lines: {"id", "title", "text", "lang"?, "family"?, "url"?, "as_of"?, "state"?}, one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, cast, get_args

from knowledge.ingest import Failure
from knowledge.models import LANGS, Lang, Section, State
from knowledge.passages import sentences
from knowledge.text.normalise import clean, language

LONGEST_TEXT: Final = 20_000  # characters; a longer piece is a document, not something one can cite
_ID: Final = re.compile(r"[^\s\x00-\x1f]{1,200}")
_URL: Final = re.compile(r"https?://[^\s<>\"']+")


class _BadRow(ValueError):
    """A row that can't be a section; the message says what to change."""


def read_sections(lines: Iterable[bytes], name: str) -> Iterator[Section | Failure]:
    """One section a line of the document called `name`; empty lines are passed over, others that don't fit fail."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _section(_object(line), name)
        except _BadRow as e:
            yield Failure(name, number, str(e))


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        raise _BadRow("isn't UTF-8. Save the file as UTF-8.") from e
    except (ValueError, RecursionError) as e:
        raise _BadRow(f"isn't JSON ({e}). Write one object a line.") from e
    if not isinstance(row, dict):
        raise _BadRow("isn't a JSON object. Write one object a line.")
    return row


def _section(row: Mapping[str, Any], name: str) -> Section:
    id_ = _string(row, "id")
    if not _ID.fullmatch(id_):
        raise _BadRow("id must be 1 to 200 characters without spaces.")
    text = clean(_string(row, "text"))
    if not text:
        raise _BadRow("text is missing or empty.")
    if len(text) > LONGEST_TEXT:
        raise _BadRow(f"text has {len(text)} characters, more than {LONGEST_TEXT}. Split it into sections.")
    lead, *details = sentences(text)
    url = _string(row, "url")
    if url and not _URL.fullmatch(url):
        raise _BadRow("url must begin with http:// or https://.")
    return Section(
        id=id_,
        lang=_lang(row, text),
        family=_string(row, "family") or "added",
        title=clean(_string(row, "title")),
        text=text,
        lead=lead,
        details=tuple(details),
        state=_state(row),
        as_of=_day(row, "as_of"),
        sources=(url,) if url else (),
        document=name,
    )


def _string(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _BadRow(f"{name} must be a string.")


def _lang(row: Mapping[str, Any], text: str) -> Lang:
    given = _string(row, "lang")
    if not given:
        return "en" if language(text) == "en" else "ko"
    if given not in LANGS:
        raise _BadRow(f"lang must be one of {', '.join(LANGS)}.")
    return given


def _state(row: Mapping[str, Any]) -> State:
    given = _string(row, "state") or "in_force"
    if given not in get_args(State):
        raise _BadRow(f"state must be one of {', '.join(get_args(State))}.")
    return cast(State, given)


def _day(row: Mapping[str, Any], name: str) -> date | None:
    given = _string(row, name)
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as e:
        raise _BadRow(f"{name} must be a date like 2026-11-22.") from e
