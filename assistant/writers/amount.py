"""Words a computed amount: the figure with its condition, how it came about, where it stops, who decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer import Amount, AmountNote, Status
from assistant.benefits import asks_for
from assistant.evidence import Draft, DraftLine, Support
from assistant.writers.common import BUDGET, MAX_DETAILS, next_questions, who_line
from knowledge.base import Base
from knowledge.models import LANGS, Lang, Section
from knowledge.text.figures import Figure, figure_set

# What a person must not miss comes first; the rest in the order the amount gives it.
_FIRST = {
    code: i
    for i, code in enumerate(("ends", "how", "room", "stop_line", "next_year", "condition", "second", "confirm"))
}


def write_amounts(base: Base, lang: Lang, found: Sequence[Amount], skip: Iterable[str] = ()) -> Draft | None:
    """The draft for one amount or two, the first leading; None where a section they rest on isn't in the base.

    `skip` are fields the person couldn't tell: they aren't asked for again.
    """
    kept = [(a, s) for a in found if (s := base.section(a.citation, lang)) is not None]
    if not kept or kept[0][0] is not found[0]:
        return None
    first, section = kept[0]
    lines = [DraftLine("lead", first.text[lang], (_support(section, first.text[lang]),))]
    notes = [n for n in first.notes if n.code == "last_known"]
    lines[:0] = [DraftLine("note", n.text[lang]) for n in notes]
    room = BUDGET[lang] - sum(len(line.text) for line in lines)
    details = [(a.text[lang], a.citation) for a, _ in kept[1:]]
    details += [(n.text[lang], n.citation) for n in _ordered(first.notes) if n.code != "last_known"]
    details += [(s.lead, s.id) for i in first.see if (s := base.section(i, lang)) is not None]
    added = 0
    for text, id_ in details:
        source = base.section(id_, lang)
        if source is None or added >= MAX_DETAILS or len(text) > room:
            continue
        lines.append(DraftLine("detail", text, (_support(source, text),)))
        room, added = room - len(text), added + 1
    if (who := who_line(base, section, lang)) is not None:
        lines.append(who)
    cited = [s for _, s in kept]
    return Draft(
        Status.ANSWERED,
        tuple(lines),
        asks=asks_for(found, skip)[:1],
        suggestions=next_questions(base, cited, lang, [s.id for s in cited]),
        amounts=tuple(found),
    )


def own_case(amounts: Iterable[Amount]) -> bool:
    """Whether the figure is of the very course and person told: that answers a claim better than the rule does."""
    return any(a.name == "own_share" and {"tuition", "nesp"} <= a.inputs.keys() for a in amounts)


def amount_figures(amounts: Iterable[Amount]) -> frozenset[Figure]:
    """Every figure that amounts were worked out from or come to, and those of their words: the lines that carry them
    are computed here, not quoted."""
    out: set[Figure] = set()
    for a in amounts:
        numbers = [a.value, *(a.band or ()), *(n.value for n in a.notes), *_numbers(a.inputs.values())]
        out |= {Figure("number", f"{n:g}" if isinstance(n, float) else str(n)) for n in numbers if n is not None}
        words = [*(a.text[lang] for lang in LANGS), *(n.text[lang] for n in a.notes for lang in LANGS)]
        out |= {figure for text in words for figure in figure_set(text)}
    return frozenset(out)


def _ordered(notes: Sequence[AmountNote]) -> list[AmountNote]:
    return sorted(notes, key=lambda n: _FIRST.get(n.code, len(_FIRST)))


def _support(section: Section, text: str) -> Support:
    """The sentence of the section that shares most figures with the line; its lead where none does."""
    figures = {f.value for f in figure_set(text)}
    sentences = (section.lead, *section.details)
    best = max(sentences, key=lambda s: len(figures & {f.value for f in figure_set(s)}))
    return Support("section", section.id, best)


def _numbers(values: Iterable[Any]) -> Iterable[int | float]:
    for value in values:
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield value
