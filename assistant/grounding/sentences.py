"""Step 7 of a turn: every line is checked against the records it cites before it leaves, and labels are given.

A line is dropped when it cites nothing it must, quotes what the record doesn't say, carries a figure that isn't in its
evidence, calls a plan current, or promises what an office decides. The reasons are codes for the log.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.answer import Citation, Line
from assistant.evidence import DraftLine, Support
from knowledge.base import Base
from knowledge.models import Lang, Section
from knowledge.records import other_lang
from knowledge.text.figures import SHORT_LINES, Figure, figure_set

PLAN_WORDS = re.compile(
    r"계획|예정|추진|발표|법안|정부안|예산안|개정안|아직|plan|propos|announc|bill\b|not (?:yet )?in force", re.I
)
ENDED_WORDS = re.compile(
    r"끝|종료|마감|없어졌|새로\s?(?:가입|신청)|받지\s?않|폐지|까지|ended|closed|no longer|no new|until|abolish", re.I
)
_NOW_WORDS = re.compile(r"지금|현재|2026년|now\b|today|currently|2026", re.I)
_PROMISE = re.compile(
    r"(?:무조건|반드시|틀림없이|확실히|100%)\s?(?:받|됩|되|선발|합격|지급)[가-힣]*(?:요|다)(?!\s?라고)|"
    r"(?:you will|you'll) (?:definitely|certainly|surely)|guaranteed to (?:get|receive|be)",
    re.I,
)
FACT_KINDS = frozenset({"lead", "detail", "step"})


@dataclass(slots=True)
class Labels:
    """Gives labels in order of first use; one label per record and quote."""

    lang: Lang
    base: Base
    citations: list[Citation] = field(default_factory=list)

    def of(self, supports: Iterable[Support]) -> tuple[tuple[int, ...], tuple[Citation, ...]]:
        """The labels for these supports, and the citations that are new with them."""
        labels, new = [], []
        for support in supports:
            known = next(
                (c for c in self.citations if (c.kind, c.id, c.quote) == (support.kind, support.id, support.quote)),
                None,
            )
            if known is None and (known := self._cite(support)) is not None:
                self.citations.append(known)
                new.append(known)
            if known is not None and known.label not in labels:
                labels.append(known.label)
        return tuple(labels), tuple(new)

    def _cite(self, support: Support) -> Citation | None:
        label = len(self.citations) + 1
        if support.kind == "section":
            s = section_in(self.base, support.id, self.lang)
            if s is None:
                return None
            return Citation(
                label, "section", s.id, s.title, s.heading_path, support.quote, s.url, s.as_of, s.state, s.basis,
                s.confidence,
            )  # fmt: skip
        if support.kind == "course":
            pair = self.base.cohort(support.id)
            if pair is None:
                return None
            course, _ = pair
            state = "sample" if course.sample else "listed"
            said = (course.title, (course.institution,), support.quote, course.url, course.as_of)
            return Citation(label, "course", support.id, *said, state)
        o = self.base.opening(support.id)
        if o is None:
            return None
        state = "sample" if o.sample else "listed"
        told = (o.title, (o.employer,), support.quote, o.url, o.as_of or o.posted)
        return Citation(label, "opening", o.id, *told, state)


def section_in(base: Base, id_: str, lang: Lang) -> Section | None:
    """The section in this language; an added document's has only its own."""
    return base.section(id_, lang) or base.section(id_, other_lang(lang))


def record_text(base: Base, support: Support, lang: Lang) -> str | None:
    """All the words of the record that a support names; None if there is no such record."""
    if support.kind == "section":
        section = section_in(base, support.id, lang)
        return None if section is None else f"{section.title}\n{section.text}\n{section.basis}"
    if support.kind == "course":
        pair = base.cohort(support.id)
        return None if pair is None else f"{pair[0].title}\n{pair[0].institution}\n{pair[0].description}"
    opening = base.opening(support.id)
    return None if opening is None else f"{opening.title}\n{opening.employer}\n{opening.body}"


def check_line(base: Base, line: DraftLine, lang: Lang, *, allowed: frozenset[Figure] = frozenset()) -> str | None:
    """Why the line must not be shown (a reason code), or None when it holds.

    `allowed` are figures from elsewhere in the evidence: computed amounts, counts, what the person told.
    """
    if line.kind not in FACT_KINDS:
        return None  # fixed words and counts, never made from evidence: a crisis line must not fall to a check
    texts = []
    for support in line.supports:
        text = record_text(base, support, lang)
        if text is None:
            return "unknown_record"
        if support.quote not in text:
            return "quote_not_in_record"
        texts.append(text)
    if not line.supports:
        return "no_support"
    known = allowed.union(*(figure_set(t) for t in texts))
    values = {(f.kind == "percent", f.value) for f in known}
    dates = _atoms(f.value for f in known if f.kind in ("date", "number"))
    for figure in figure_set(line.text):
        # A percentage is only ever a percentage; amounts and plain numbers are written for one another in ranges.
        if (figure.kind == "percent", figure.value) in values or _is_service_line(base, figure):
            continue
        if figure.kind == "date" and {p for p in figure.value.split("-") if p} <= dates:
            continue
        return f"figure:{figure.kind}"
    if _PROMISE.search(line.text):
        return "promise"
    return _state_problem(base, line, lang)


def _atoms(values: Iterable[str]) -> set[str]:
    """Years, months and days, so that a date range may share its year or month."""
    return {p.zfill(2) for value in values for p in value.split("-") if p}


def _state_problem(base: Base, line: DraftLine, lang: Lang) -> str | None:
    sections = [section_in(base, s.id, lang) for s in line.supports if s.kind == "section"]
    states = {s.state for s in sections if isinstance(s, Section)}
    if states == {"planned"} and not PLAN_WORDS.search(line.text):
        carries = any(f.kind in ("amount", "percent", "date") for f in figure_set(line.text))
        if line.kind == "lead" or (carries and not _NOW_WORDS.search(line.text)):
            return "plan_as_current"
    if states == {"ended"} and line.kind == "lead" and not ENDED_WORDS.search(line.text):
        return "ended_as_current"
    return None


def _is_service_line(base: Base, figure: Figure) -> bool:
    if figure.kind != "phone" and figure.value not in SHORT_LINES:
        return False
    known = {p.value for f in base.families.values() for p in f.phones}
    return figure.value in SHORT_LINES or figure.value in known


def mend(base: Base, line: DraftLine, reason: str, lang: Lang) -> DraftLine | None:
    """A detail of a plan that doesn't say so itself is marked as one; anything else stays dropped."""
    if reason != "plan_as_current" or line.kind == "lead":
        return None
    mark = "(계획) " if lang == "ko" else "(planned) "
    return DraftLine(line.kind, mark + line.text, line.supports)


def ground(
    base: Base,
    lines: Iterable[DraftLine],
    lang: Lang,
    *,
    allowed: frozenset[Figure],
    dropped: Callable[[str], None],
) -> Iterable[tuple[Line, tuple[Citation, ...]]]:
    """Checks line by line and yields what holds, labelled, with the citations each line introduces."""
    labels = Labels(lang, base)
    for draft in lines:
        line: DraftLine | None = draft
        reason = check_line(base, draft, lang, allowed=allowed)
        if reason is not None:
            line = mend(base, draft, reason, lang)
            if line is None:
                dropped(reason)
                continue
        assert line is not None
        numbers, new = labels.of(line.supports)
        yield Line(line.kind, line.text, numbers), new
