"""The evidence of an answer as labelled lines, and where a figure stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.evidence import Support
from assistant.grounding.claims_patterns import PARTS
from assistant.grounding.spoken import counted, in_words
from knowledge.models import Section
from knowledge.text.figures import Figure
from knowledge.text.figures import placed_figures as place_figures

# Evidence lines are looked at for every sentence and every turn that cites them.
placed_figures = lru_cache(maxsize=8_000)(place_figures)
counted_in = lru_cache(maxsize=4_000)(counted)
_MEASURED = re.compile(r"(?<![\d,.])(\d+(?:,\d{3})*(?:\.\d+)?)\s?(만\s?원|억\s?원|개월|[가-힣%]|[A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled line of evidence: the words a sentence may rest on, and the record and quote they come from.

    `text` is what the model read; `about` the heading, subjects and conditions that go with it.
    """

    label: int
    support: Support
    text: str
    about: str = ""
    section: Section | None = None

    @property
    def planned(self) -> bool:
        return self.section is not None and self.section.state == "planned"

    @property
    def ended(self) -> bool:
        return self.section is not None and self.section.state == "ended"


def key(figure: Figure) -> tuple[bool, str]:
    return figure.kind == "percent", figure.value


def places(text: str, figure: Figure) -> list[int]:
    """Where a figure stands in a line. A date may be said with fewer parts than it is written."""
    if figure.kind == "date":
        want = [p for p in figure.value.split("-") if p]
        return [at for at, f in placed_figures(text) if f.kind in ("date", "number") and _inside(want, f.value)]
    return [at for at, f in placed_figures(text) if key(f) == key(figure)]


def holds(item: Item, need: list[Figure]) -> bool:
    return all(places(item.text, f) for f in need)


def figured(text: str) -> list[str]:
    """The parts of a sentence whose figures belong together."""
    return [part for part in PARTS.split(text) if part and placed_figures(part)]


def _inside(want: list[str], value: str) -> bool:
    have = [p for p in value.split("-") if p]
    return any(have[i : i + len(want)] == want for i in range(len(have)))


def counted_wrong(text: str, cited: str) -> str:
    """A number with another unit than in the evidence, or one that is spelled out and stands nowhere."""
    there = set(counted_in(cited))
    values = {v for v, _ in there} | {
        float(f.value) for _, f in placed_figures(cited) if re.fullmatch(r"[\d.]+", f.value)
    }
    for value, unit in counted_in(text):
        other = (
            {(12.0, "month")}
            if (value, unit) == (1.0, "year")
            else {(1.0, "year")}
            if (value, unit) == (12.0, "month")
            else set()
        )
        if value == 1 or (value, unit) in there or other & there:
            continue
        if value not in values:
            continue_date = any(str(int(value)) in f.value for _, f in placed_figures(cited) if f.kind == "date")
            if value == int(value) and continue_date:
                continue
            return "figure:words" if (value, unit) in in_words(text) else "figure:number"
        if (
            unit
            and any(v == value and u and u != unit for v, u in there)
            and not any(v == value and not u for v, u in there)
        ):
            return "figure:unit"
    return ""


@lru_cache(maxsize=4_000)
def _measured(text: str) -> tuple[frozenset[tuple[str, str]], ...]:
    """The numbers of each part of a text with the unit behind them."""
    return tuple(
        frozenset((m[2].lower(), m[1].replace(",", "")) for m in _MEASURED.finditer(part)) for part in PARTS.split(text)
    )


def crossed(text: str, item: Item) -> bool:
    """Whether two numbers stand together that the line gives in two rows of one list: of "10평은 200만 원, 30평은
    600만 원" a sentence may not take the 30 with the 200."""
    rows = [row for row in _measured(item.text) if len({unit for unit, _ in row}) > 1]
    for said in _measured(text):
        like = [row for row in rows if {unit for unit, _ in said} <= {unit for unit, _ in row}]
        known = {pair for row in like for pair in row}
        if len(like) > 1 and len(said) > 1 and said <= known and not any(said <= row for row in like):
            return True
    return False


def tiered(when: frozenset[str], figure: Figure, item: Item) -> bool:
    """Whether a condition stands in the line with another figure of its own."""
    values = {w.split(" ")[0] for w in when}
    parts = [{f.value for _, f in placed_figures(p)} for p in PARTS.split(item.text)]
    return any(values & part and figure.value not in part and len(part) > len(values & part) for part in parts)


def period_known(item: Item, period: str) -> bool:
    units = {c.unit for c in item.section.claims} if item.section else set()
    return f"won_per_{period}" in units or (
        period == "total" and bool(re.search(r"모두|총|합|in all|total", item.text))
    )
