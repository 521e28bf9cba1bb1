"""Sections → claims: whose figure it is, under which condition, its value with its unit, and the words it stands in.

Only what the words say outright becomes a claim: a cell under its labels, a figure with its unit in a sentence. All
else stays text that can be quoted. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from knowledge.documents.numbering import marker
from knowledge.models import Claim, Section, Text
from knowledge.sections.grids import Grid
from knowledge.text.figures import Figure, figures, placed_figures

MOST: Final = 60  # claims of one section
_LONGEST_SPAN: Final = 120

_UNITS: Final[tuple[tuple[str, str], ...]] = (
    ("age", r"세(?![가-힣]*대)|살|years? old"),
    ("months", r"개월|months?"),
    ("weeks", r"주(?:일|간)?(?![가-힣])|weeks?"),
    ("days", r"일(?:간|이내|\s|$|[^가-힣])|days?"),
    ("hours", r"시간|hours?"),
    ("years", r"년(?:간)?|years?"),
    ("people", r"명|인(?![가-힣])|people|persons?"),
    ("points", r"점|points?"),
    ("count", r"회|건|개(?!월)|매|부|곳|times?"),
)
_AFTER: Final = tuple((unit, re.compile(rf"\s?(?:{pattern})")) for unit, pattern in _UNITS)
_PER: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("won_per_hour", re.compile(r"시급|시간\s?당|/\s?시간|per hour|an hour")),
    ("won_per_day", re.compile(r"일당|하루|1일\s?당?|/\s?일|per day|a day")),
    ("won_per_month", re.compile(r"(?:^|[^\d\s개]\s?)월(?!\d)|매달|한\s?달|/\s?월|per month|a month|monthly")),
    ("won_per_year", re.compile(r"연간|매년|연\s?\d|1년에|/\s?년|per year")),
)
_RANGE: Final = re.compile(
    r"\d.{0,10}[~∼–].{0,6}\d|\d.{0,8}이상.*\d.{0,8}(?:이하|미만)|\d.{0,8}부터.*\d.{0,8}까지|\d-\d"
)
_BOUND: Final = re.compile(r"이하|이상|미만|초과|이내|at (?:most|least)|(?:up|less|more) than|under|over", re.I)
_NAMED: Final = re.compile(r"([^:：]{1,20})[:：]\s?(.+)$", re.S)
_LAW: Final = re.compile(r"제\s?\d+\s?(?:조|항|호|장|절|편|차)(?:의\s?\d+)?")  # numbers of rules, not figures
_WON: Final = re.compile(r"^\s*(천|만|백만|억)?\s?원|\((천|만|백만|억)?\s?원\)")
_SCALES: Final = {"": 1, "천": 1_000, "만": 10_000, "백만": 1_000_000, "억": 100_000_000}
_CONDITION: Final = re.compile(
    r"(.{2,80}?(?:경우(?:에는|에|엔)?|때(?:에는|에|는)?|하면|되면|이면|이하인|이상인|한해|한하여|에게는|자는))[,\s]\s?"
)
_CLAUSE: Final = re.compile(r"(?<=[^\d]),\s|;\s|\s·\s")


@dataclass(frozen=True, slots=True)
class _Value:
    value: Any
    unit: str


def claims_of(section: Section, grid: Grid | None = None) -> Section:
    """The section with what can be drawn from it: from the rows of `grid` where it is a table."""
    found = _in_rows(grid) if grid is not None else _in_sentences(section)
    kept: dict[str, Claim] = {}
    for claim in found:
        name, n = claim.id, 2
        while name in kept:
            name, n = f"{claim.id}-{n}", n + 1
        kept[name] = replace(claim, id=name)
        if len(kept) == MOST:
            break
    return replace(section, claims=tuple(kept.values()))


def _in_rows(grid: Grid) -> Iterator[Claim]:
    for r in range(1, len(grid.rows)):
        cells = [(c, grid.label(r, c), cell) for c, cell in grid.cells(r)]
        values = {c: v[0] for c, label, cell in cells[1:] if len(v := _values(cell, label, grid.unit)) == 1}
        if any(not _BOUND.search(cell) for c, _, cell in cells if c in values):
            # Beside a figure that is given, one that sets a bound says for whom.
            values = {c: values[c] for c, _, cell in cells if c in values and not _BOUND.search(cell)}
        told = [(label, cell) for c, label, cell in cells[1:] if c not in values]
        condition = "; ".join(f"{label}: {cell}" if label else cell for label, cell in told)
        for c, label, cell in cells[1:]:
            if c in values:
                subject = " ".join(dict.fromkeys(part for part in (cells[0][2], label) if part))
                yield _claim(f"r{r}c{c}", subject, condition, values[c], cell)


def _in_sentences(section: Section) -> Iterator[Claim]:
    mark = marker(section.title)
    subject = section.title[len(mark.label) :].strip(" .()") if mark else section.title
    for n, sentence in enumerate((section.lead, *section.details), start=1):
        found = _CONDITION.match(sentence)
        condition, rest = (found[1], sentence[found.end() :]) if found else ("", sentence)
        if not figures(rest):
            condition, rest = "", sentence  # the figure is the condition
        for k, clause in enumerate(_clauses(rest), start=1):
            named = _NAMED.match(clause)
            whose = f"{subject} {named[1].strip()}" if named else subject
            values = _values(named[2] if named else clause, named[1] if named else "", "")
            for v, value in enumerate(values if len(clause) <= _LONGEST_SPAN else (), start=1):
                yield _claim("-".join(map(str, (f"s{n}", k, v))), whose, condition, value, clause)


def _clauses(sentence: str) -> Sequence[str]:
    return [part.strip() for part in _CLAUSE.split(sentence) if part.strip()] or [sentence]


def _claim(id_: str, subject: str, condition: str, value: _Value, span: str) -> Claim:
    """Documents have one language: what they say stands for both."""
    said = Text(condition, condition) if condition else None
    return Claim(id_, Text(subject, subject), said, value.value, value.unit, Text(span, span))


def _values(text: str, label: str, unit: str) -> list[_Value]:
    """The values that `text` gives, at most one of a unit; none where several could be meant."""
    text = _LAW.sub(lambda m: " " * len(m[0]), text)
    label = "" if "·" in label else label  # a cell under several columns is of none of them
    placed = [(at, f) for at, f in placed_figures(text) if f.kind in ("amount", "percent", "date", "number")]
    scale = _scale(unit) or _scale(label)
    if len(placed) == 2 and _RANGE.search(text):
        low, high = (_single(text, one, label, scale) for one in placed)
        if high is not None and (low is None or low.unit == high.unit):
            return [_Value((low.value if low else _bare(placed[0][1]), high.value), high.unit)]
    found = [_single(text, one, label, scale) for one in placed]
    values = [value for value in found if value is not None]
    return values if len(values) == len(found) == len({value.unit for value in values}) else []


def _single(text: str, placed: tuple[int, Figure], label: str, scale: int) -> _Value | None:
    at, figure = placed
    if figure.kind == "percent":
        return _Value(_bare(figure), "percent")
    if figure.kind == "date":
        return _Value(figure.value, "date")
    if figure.kind == "amount":
        return _Value(_bare(figure), _per(text[:at], label))
    tail = text[at:].lstrip("0123456789,. ")
    for unit, pattern in _AFTER:
        if pattern.match(tail):
            return _Value(_bare(figure), unit)
    return _Value(round(_bare(figure) * scale), _per(text[:at], label)) if scale else None


def _bare(figure: Figure) -> Any:
    try:
        number = float(figure.value)
    except ValueError:
        return figure.value
    return int(number) if number == int(number) else number


def _per(text: str, label: str) -> str:
    return next((unit for unit, pattern in _PER if pattern.search(text) or pattern.search(label)), "won")


def _scale(words: str) -> int:
    """The won that a unit "천원" or a column's "금액(만원)" counts in; 0 where there is none."""
    found = _WON.search(words)
    return _SCALES[found[1] or found[2] or ""] if found else 0
