"""Reads the starter library's folders into families and sections. The format is docs/library.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import LibraryError
from knowledge.models import LANGS, Claim, Contact, Family, Intake, Lang, Programme, Section, Text

BUNDLED = Path(__file__).parent / "programmes"

_SECTION = re.compile(r"^### \[([a-z0-9-]+/[a-z0-9.-]+)\]\s+(.+)$")


@dataclass(frozen=True, slots=True)
class Library:
    """What a library folder holds."""

    families: tuple[Family, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One section as it stands in a guideline file, before its shared data joins it."""

    id: str
    title: str
    heading_path: tuple[str, ...]
    lead: str
    details: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    text: str


def load_library(path: Path = BUNDLED, *, only: str | None = None) -> Library:
    """Reads every family folder under `path` (or `only` the one named).

    Raises LibraryError naming file and place when a file is missing, isn't YAML, or lacks a field.
    """
    folders = sorted(p for p in path.iterdir() if p.is_dir() and (only is None or p.name == only))
    if not folders:
        raise LibraryError(f"No programme family found in {path}. Point IEUM_LIBRARY at a folder of family folders.")
    families: list[Family] = []
    sections: list[Section] = []
    for folder in folders:
        families.append(_family(_yaml(folder / "programme.yaml"), folder / "programme.yaml"))
        sections.extend(load_sections(folder))
    return Library(tuple(families), tuple(sections))


def load_sections(folder: Path) -> Iterable[Section]:
    """The sections of one family folder, both languages."""
    meta = {str(m.get("id")): m for m in _yaml(folder / "sections.yaml")}
    for lang in LANGS:
        path = folder / f"guideline.{lang}.md"
        for order, piece in enumerate(read_guideline(path)):
            if piece.id not in meta:
                raise LibraryError(f"{path}: section {piece.id} has no entry in sections.yaml. Add one.")
            try:
                yield _section(piece, meta[piece.id], lang, folder.name, order)
            except (KeyError, TypeError, ValueError) as e:
                raise LibraryError(f"{folder / 'sections.yaml'}: {piece.id}: {type(e).__name__} {e}") from e


def read_guideline(path: Path) -> list[Piece]:
    """Splits a guideline file into its sections, in order."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as e:
        raise LibraryError(f"{path} can't be read ({e.strerror}). Every family needs it.") from e
    pieces: list[Piece] = []
    family_title = group = ""
    current: tuple[str, str, tuple[str, ...]] | None = None
    body: list[str] = []

    def close() -> None:
        if current is not None:
            pieces.append(_piece(*current, body))
        body.clear()

    for line in lines:
        if match := _SECTION.match(line):
            close()
            current = (match[1], match[2].strip(), tuple(h for h in (family_title, group) if h))
        elif line.startswith("### "):
            raise LibraryError(f"{path}: heading without a section id: {line!r}. Write '### [family/slug] Title'.")
        elif line.startswith("## "):
            close()
            current, group = None, line[3:].strip()
        elif line.startswith("# "):
            family_title = line[2:].strip()
        else:
            body.append(line)
    close()
    return pieces


def _piece(id_: str, title: str, heading_path: tuple[str, ...], body: list[str]) -> Piece:
    lead: list[str] = []
    details: list[str] = []
    table: list[tuple[str, ...]] = []
    for raw in body:
        line = raw.strip()
        if line.startswith("|"):
            cells = tuple(c.strip() for c in line.strip("|").split("|"))
            if not all(re.fullmatch(r":?-{2,}:?", c) for c in cells):
                table.append(cells)
        elif line.startswith("- "):
            details.append(line[2:].strip())
        elif line and details and raw.startswith("  "):
            details[-1] += " " + line
        elif line and not details and not table:
            lead.append(line)
        elif line:
            details.append(line)
    parts = [" ".join(lead), *details, *(" | ".join(row) for row in table)]
    return Piece(
        id_, title, heading_path, " ".join(lead), tuple(details), tuple(table), "\n".join(p for p in parts if p)
    )


def _section(piece: Piece, meta: Mapping[str, Any], lang: Lang, family: str, order: int) -> Section:
    return Section(
        order=order,
        id=piece.id,
        lang=lang,
        family=family,
        title=piece.title,
        text=piece.text,
        lead=piece.lead,
        details=piece.details,
        table=piece.table,
        heading_path=piece.heading_path,
        topics=tuple(meta["topics"]),
        programmes=tuple(meta.get("programmes") or ()),
        state=meta["state"],
        valid_from=_date(meta.get("valid_from")),
        valid_to=_date(meta.get("valid_to")),
        as_of=_date(meta["as_of"]),
        review_by=_date(meta["review_by"]),
        confidence=meta["confidence"],
        basis=_text(meta["basis"])[lang] if meta.get("basis") else "",
        sources=tuple(meta["sources"]),
        asks=tuple(str(a) for a in (meta.get("asks") or {}).get(lang) or ()),
        premises=tuple(tuple(str(w) for w in words) for words in (meta.get("premises") or {}).get(lang) or ()),
        next=tuple(meta.get("next") or ()),
        claims=tuple(_claim(c) for c in meta.get("claims") or ()),
    )


def _claim(raw: Mapping[str, Any]) -> Claim:
    return Claim(
        id=str(raw["id"]),
        subject=_text(raw["subject"]),
        condition=_text(raw["condition"]) if raw.get("condition") else None,
        value=_plain(raw["value"]),
        unit=raw["unit"],
        span=_text(raw["span"]),
    )


def _family(raw: Mapping[str, Any], path: Path) -> Family:
    try:
        programmes = tuple(_programme(p, raw["id"]) for p in raw.get("programmes") or ())
        return Family(
            id=raw["id"],
            names=_text(raw["names"]),
            short=_text(raw["short"]),
            aliases=_aliases(raw),
            ambiguous={str(a["alias"]): tuple(a["means"]) for a in raw.get("ambiguous") or ()},
            not_to_confuse=tuple((_text(n["name"]), n["section"]) for n in raw.get("not_to_confuse") or ()),
            owner=_text(raw["owner"]),
            office_code=raw["office"]["code"],
            office=_text(raw["office"]),
            phones=_phones(raw),
            addresses=_addresses(raw),
            as_of=_need_date(raw["as_of"]),
            review_by=_need_date(raw["review_by"]),
            programmes=programmes,
        )
    except (KeyError, TypeError, ValueError) as e:
        raise LibraryError(f"{path}: {type(e).__name__} {e}. See docs/library.md for the fields.") from e


def _programme(raw: Mapping[str, Any], family: str) -> Programme:
    intake = raw["intake"]
    return Programme(
        id=raw["id"],
        family=family,
        names=_text(raw["names"]),
        aliases=_aliases(raw),
        summary=_text(raw["summary"]),
        intake=Intake(intake["state"], intake["section"], _date(intake.get("opens")), _date(intake.get("closes"))),
        office=_text(raw["office"]) if raw.get("office") else None,
        phones=_phones(raw),
        addresses=_addresses(raw),
    )


def _phones(raw: Mapping[str, Any]) -> tuple[Contact, ...]:
    return tuple(Contact(str(p["number"]), _text(p["name"])) for p in raw.get("phones") or ())


def _addresses(raw: Mapping[str, Any]) -> tuple[Contact, ...]:
    return tuple(Contact(a["url"], _text(a["name"])) for a in raw.get("addresses") or ())


def _aliases(raw: Mapping[str, Any]) -> dict[Lang, tuple[str, ...]]:
    aliases = raw.get("aliases") or {}
    return {lang: tuple(str(a) for a in aliases.get(lang) or ()) for lang in LANGS}


def _text(raw: Mapping[str, Any]) -> Text:
    return Text(str(raw["ko"]), str(raw["en"]))


def _date(raw: Any) -> date | None:
    return None if raw is None else _need_date(raw)


def _need_date(raw: Any) -> date:
    return raw if isinstance(raw, date) else date.fromisoformat(str(raw))


def _plain(value: Any) -> Any:
    """YAML turns bare dates into dates; claims keep them as ISO strings so that they travel as JSON."""
    if isinstance(value, date):
        return value.isoformat()
    return tuple(_plain(v) for v in value) if isinstance(value, list) else value


def _yaml(path: Path) -> Any:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as e:
        raise LibraryError(f"{path} can't be read ({e.strerror}). Every family needs it.") from e
    except yaml.YAMLError as e:
        raise LibraryError(f"{path} isn't valid YAML: {e}") from e
    if not data:
        raise LibraryError(f"{path} is empty.")
    return data
