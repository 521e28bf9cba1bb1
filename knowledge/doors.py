"""What stands beside a programme's rules: papers to bring, money that can't be paid at the same time, the income that
stops an allowance, and the doors to try next. The schema of doors.yaml, read into frozen values, and its proof.

One file per family, beside rules.yaml (docs/library.md). A paper's words stand in the section it cites, in both
languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import LibraryError
from knowledge.library.loader import BUNDLED, Library
from knowledge.library.problem import Problem
from knowledge.models import LANGS, Lang, Section, Text
from knowledge.rules import Test, read_test
from knowledge.text.figures import figures

MONEY = frozenset({"training_bonus", "local_allowance"})  # codes of money that is no programme
_KEYS = frozenset({"documents", "clashes", "cliff", "next"})


@dataclass(frozen=True, slots=True)
class Document:
    """A paper to bring. `when` tells whose (None: everybody's), `maybe` that it is needed in some cases only."""

    section: str
    text: Text
    when: Test | None = None
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """Money (one of `MONEY`) that isn't paid beside what a programme pays."""

    code: str
    section: str
    text: Text


@dataclass(frozen=True, slots=True)
class Doors:
    """All of it for one programme. `stops_in` is the section on the income above which a month pays nothing."""

    documents: tuple[Document, ...] = ()
    clashes: tuple[Clash, ...] = ()
    stops_in: str = ""
    next: tuple[str, ...] = ()


NOTHING = Doors()
_Sections = Mapping[tuple[str, Lang], Section]


def load_doors(path: Path = BUNDLED, families: Mapping[str, tuple[str, ...]] | None = None) -> Mapping[str, Doors]:
    """Every programme's doors by id, from the doors.yaml files under `path`; none where there is no such file.

    `families` names the programmes of a family (without it, those that name a next door). Raises LibraryError naming
    file and place when a file isn't valid YAML or doesn't follow the schema.
    """
    found: dict[str, Doors] = {}
    for file in sorted(path.glob("*/doors.yaml")):
        raw, family = _yaml(file), file.parent.name
        if unknown := set(raw) - _KEYS:
            raise LibraryError(f"{file}: unknown keys {sorted(unknown)}. See docs/library.md.")
        try:
            own = (families or {}).get(family) or tuple(raw.get("next") or ())
            for programme in own:
                found[programme] = _doors(raw, programme, str(file))
        except (KeyError, TypeError, AttributeError) as e:
            raise LibraryError(f"{file}: {type(e).__name__} {e}. See docs/library.md.") from e
    return found


def check_doors(library: Library, path: Path = BUNDLED) -> Iterator[Problem]:
    """Every problem of the doors.yaml files against the sections and programmes of the whole `library`."""
    own = {f.id: tuple(p.id for p in f.programmes) for f in library.families}
    known = {p for ids in own.values() for p in ids}
    sections = {(s.id, s.lang): s for s in library.sections}
    for programme, doors in load_doors(path, own).items():
        if programme not in known:
            yield Problem(programme, "has doors, but the library has no such programme")
        for target in doors.next:
            if target not in known or target == programme:
                yield Problem(programme, f"its next door {target} doesn't exist")
        for clash in doors.clashes:
            if clash.code not in MONEY:
                yield Problem(programme, f"clash {clash.code} is none of {', '.join(sorted(MONEY))}")
            yield from _figures(programme, clash.section, clash.text, sections)
        for paper in doors.documents:
            yield from _figures(programme, paper.section, paper.text, sections)
            for lang in LANGS:
                section = sections.get((paper.section, lang))
                if section and _plain(paper.text[lang]) not in _plain(section.text):
                    yield Problem(programme, f"paper {paper.text[lang]!r} doesn't stand in {paper.section} ({lang})")
        if doors.stops_in and (doors.stops_in, "ko") not in sections:
            yield Problem(programme, f"cites {doors.stops_in}, which doesn't exist")


def _figures(programme: str, section_id: str, text: Text, sections: _Sections) -> Iterator[Problem]:
    """The section cited exists, and holds the figures of what is said with it."""
    for lang in LANGS:
        section = sections.get((section_id, lang))
        if section is None:
            yield Problem(programme, f"cites {section_id} ({lang}), which doesn't exist")
            continue
        theirs = {f.value for f in figures(f"{section.title}\n{section.text}")}
        for figure in figures(text[lang]):
            if figure.value not in theirs:
                yield Problem(programme, f"says {figure.value} ({lang}), not in {section_id}")


def _doors(raw: Mapping[str, Any], programme: str, where: str) -> Doors:
    def mine(entry: Mapping[str, Any]) -> bool:
        return "programmes" not in entry or programme in entry["programmes"]

    documents = tuple(
        Document(
            str(d["section"]),
            Text(str(d["text"]["ko"]), str(d["text"]["en"])),
            read_test(d["when"], where) if d.get("when") else None,
            bool(d.get("maybe")),
        )
        for d in raw.get("documents") or ()
        if mine(d)
    )
    clashes = tuple(
        Clash(str(c["code"]), str(c["section"]), Text(str(c["text"]["ko"]), str(c["text"]["en"])))
        for c in raw.get("clashes") or ()
        if mine(c)
    )
    cliff = raw.get("cliff") or {}
    stops_in = str(cliff["section"]) if cliff and mine(cliff) else ""
    return Doors(documents, clashes, stops_in, tuple((raw.get("next") or {}).get(programme, ())))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def _yaml(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as e:
        raise LibraryError(f"{path} isn't valid YAML: {e}") from e
    if not isinstance(data, dict):
        raise LibraryError(f"{path} isn't a mapping of documents, clashes, cliff and next. See docs/library.md.")
    return data
