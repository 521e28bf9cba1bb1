"""Proves the starter library: what two languages must share, what every claim and section must carry.

Each problem is a sentence a library author can act on. The rules are those of docs/library.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.doors import check_doors
from knowledge.library.amounts_check import check_amounts
from knowledge.library.loader import BUNDLED, Library, load_library
from knowledge.library.problem import Problem
from knowledge.models import Family, Programme, Section
from knowledge.rules import load_rules
from knowledge.rules_check import check_rules
from knowledge.text.figures import Figure, figures

TOPICS = frozenset(
    "overview who age income assets work_history amount own_share duration when_paid income_report apply documents "
    "exclusion reentry combine penalty attendance activity students foreigners military employer region courses "
    "contact change plan correction law list next_step".split()
)
UNITS = frozenset(
    "won won_per_month won_per_day won_per_hour won_per_year percent age months days weeks hours hours_per_week "
    "hours_per_day years people count date points text".split()
)
_STATES = {"in_force", "planned", "ended"}
_CONFIDENCE = {"official", "several", "one", "disputed", "computed", "added"}
_INTAKE = {"open", "closed", "budget", "planned", "unknown"}
_PLANNED_WORDS = re.compile(r"계획|예정|발표|법안|정부안|예산안|개정안|plan|propos|announc|bill", re.I)
_UNSURE_WORDS = re.compile(r"확인|confirm|check", re.I)


def check_library(path: Path = BUNDLED, *, today: date, only: str | None = None) -> list[Problem]:
    """Every problem of the library at `path` on the day `today`; an empty list means it holds.

    With `only`, one family's own problems (what needs the other families is left out). Raises LibraryError where the
    files can't be read at all.
    """
    library = load_library(path, only=only)
    problems = [*_pairs(library), *_sections(library, today), *_families(library, today)]
    if only is None:
        problems += [*_links(library), *_aliases(library)]
    rules = load_rules(path)
    if rules.programmes:  # a library of documents alone needs none
        problems += check_rules(library, rules, whole=only is None)
    if only is None:
        problems += check_doors(library, path)
    if only is None and path == BUNDLED:
        problems += check_amounts(library, today=today)
    return problems


def _pairs(library: Library) -> Iterator[Problem]:
    """Both languages: same ids in the same order, same figures."""
    by_family: dict[str, dict[str, list[Section]]] = defaultdict(lambda: {"ko": [], "en": []})
    for section in library.sections:
        by_family[section.family][section.lang].append(section)
    for family, langs in by_family.items():
        ids = {lang: [s.id for s in sections] for lang, sections in langs.items()}
        for lang, listed in ids.items():
            for id_, n in Counter(listed).items():
                if n > 1:
                    yield Problem(id_, f"stands {n} times in guideline.{lang}.md")
        if missing := set(ids["ko"]) ^ set(ids["en"]):
            yield Problem(family, f"in one language only: {', '.join(sorted(missing))}")
        elif ids["ko"] != ids["en"]:
            yield Problem(family, "the order of the sections differs between the languages")
        english = {s.id: s for s in langs["en"]}
        for korean in langs["ko"]:
            if korean.id in english:
                yield from _same_figures(korean, english[korean.id])


def _same_figures(korean: Section, english: Section) -> Iterator[Problem]:
    for one, other in ((korean, english), (english, korean)):
        theirs = figures(f"{other.title}\n{other.text}")
        atoms = {a for f in theirs for a in _atoms(f)}
        for figure in dict.fromkeys(figures(f"{one.title}\n{one.text}")):
            if figure.kind == "number" or figure in theirs or _atoms(figure) <= atoms:
                continue
            yield Problem(one.id, f"{figure.kind} {figure.value} stands in {one.lang} but not in {other.lang}")


def _atoms(figure: Figure) -> set[str]:
    """Dates may be written as ranges that share a month or year: then their parts count."""
    if figure.kind != "date":
        return {figure.value}
    return {str(int(p)) for p in figure.value.split("-") if p}


def _sections(library: Library, today: date) -> Iterator[Problem]:
    for s in library.sections:
        where = f"{s.id} ({s.lang})"
        if not s.id.startswith(f"{s.family}/"):
            yield Problem(where, f"the id must begin with the family's id {s.family}/")
        if not s.lead:
            yield Problem(where, "has no lead")
        if not s.sources or not all(u.startswith(("https://", "http://")) for u in s.sources):
            yield Problem(where, "needs at least one source address")
        if s.as_of is None or s.as_of > today:
            yield Problem(where, "needs an as_of date that isn't in the future")
        if s.review_by is None or s.review_by < today:
            yield Problem(where, f"is past its review date {s.review_by}: check its facts, then move the date")
        if s.state not in _STATES or s.confidence not in _CONFIDENCE:
            yield Problem(where, f"unknown state or confidence: {s.state}, {s.confidence}")
        if not s.topics or not set(s.topics) <= TOPICS:
            yield Problem(where, f"unknown or missing topics: {sorted(set(s.topics) - TOPICS)}")
        if not s.asks:
            yield Problem(where, "has no asks")
        if s.state == "planned" and not _PLANNED_WORDS.search(s.lead):
            yield Problem(where, "is planned, but its lead doesn't say so")
        if s.confidence in ("one", "disputed") and not _UNSURE_WORDS.search(s.text):
            yield Problem(where, f"confidence is {s.confidence}, but the text doesn't say that it needs confirming")
        if "correction" in s.topics and not s.premises:
            yield Problem(where, "is a correction without premises")
        yield from _claims(s, where)


def _claims(s: Section, where: str) -> Iterator[Problem]:
    spans = []
    body = "\n".join([s.title, s.text])
    for claim in s.claims:
        span = claim.span[s.lang]
        spans.append(span)
        if span not in body:
            yield Problem(where, f"claim {claim.id}: its span {span!r} doesn't stand in the text")
        if claim.unit not in UNITS:
            yield Problem(where, f"claim {claim.id}: unknown unit {claim.unit}")
    claimed = {f.value for span in spans for f in figures(span)}
    claimed |= {str(v) for c in s.claims for v in (c.value if isinstance(c.value, tuple) else (c.value,))}
    for figure in figures(s.lead):
        if figure.kind in ("amount", "percent") and figure.value not in claimed:
            yield Problem(where, f"the lead's {figure.kind} {figure.value} has no claim")
    for id_, n in Counter(c.id for c in s.claims).items():
        if n > 1:
            yield Problem(where, f"claim id {id_} is used {n} times")


def _families(library: Library, today: date) -> Iterator[Problem]:
    ids = {s.id for s in library.sections}
    for f in library.families:
        if f.review_by < today:
            yield Problem(f.id, f"is past its review date {f.review_by}")
        for p in f.programmes:
            if p.intake.state not in _INTAKE:
                yield Problem(p.id, f"unknown intake state {p.intake.state}")
            if p.intake.section not in ids and p.intake.section.startswith(f"{f.id}/"):
                yield Problem(p.id, f"its intake cites {p.intake.section}, which doesn't exist")
        own = {p.id for p in f.programmes}
        for s in library.sections:
            if s.family == f.id and (unknown := set(s.programmes) - own):
                yield Problem(s.id, f"names programmes the family doesn't have: {sorted(unknown)}")


def _links(library: Library) -> Iterator[Problem]:
    ids = {s.id for s in library.sections}
    for s in library.sections:
        if s.lang == "ko":
            for target in s.next:
                if target not in ids or target == s.id:
                    yield Problem(s.id, f"next points to {target}, which doesn't exist")
    for f in library.families:
        for name, section in f.not_to_confuse:
            if section not in ids:
                yield Problem(f.id, f"not_to_confuse {name.ko!r} points to {section}, which doesn't exist")


def _aliases(library: Library) -> Iterator[Problem]:
    """One alias, one thing: unless every family that shares it says so."""
    owners: dict[str, set[str]] = defaultdict(set)
    declared: dict[str, set[str]] = defaultdict(set)
    for f in library.families:
        for alias, means in f.ambiguous.items():
            declared[_key(alias)] |= {f.id, *means}
        for alias in _names(f):
            owners[_key(alias)].add(f.id)
    for alias, who in owners.items():
        if len(who) > 1 and not who <= declared[alias]:
            yield Problem(alias, f"names {', '.join(sorted(who))}: give it to one, or mark it `ambiguous`")


def _names(f: Family) -> Iterator[str]:
    holders: tuple[Family | Programme, ...] = (f, *f.programmes)
    for holder in holders:
        yield from (holder.names.ko, holder.names.en, *holder.aliases["ko"], *holder.aliases["en"])


def _key(alias: str) -> str:
    return re.sub(r"[\s\-·]", "", alias).lower()
