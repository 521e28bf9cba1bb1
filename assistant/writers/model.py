"""Wording by a language model: the no-key draft is the frame, the model explains and connects inside it.

The lead and everything around it stay as drafted. A checked sentence of the model may stand for a drafted detail when
it rests on the same evidence and carries all its figures and groups; every detail that no sentence stands for is shown
as drafted. So the substance is the draft's, whatever the model says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from assistant.answer import Status
from assistant.evidence import Draft, DraftLine, Support
from assistant.grounding.claims_check import Checked, ClaimsCheck
from assistant.grounding.claims_evidence import Item
from assistant.grounding.said_for import names_in
from assistant.grounding.said_names import Vocabulary
from assistant.grounding.sentences import check_line
from assistant.history import Conversation
from assistant.model.chat import Message, told_before
from assistant.model.prompts import SAY, SAY_QUESTION, TONES, as_data, fill
from assistant.understanding import Understanding
from assistant.writers.common import MAX_DETAILS, repeated
from knowledge.base import Base
from knowledge.fields import FIELDS
from knowledge.models import Lang, Section
from knowledge.text.figures import Figure, figure_set

_ITEMS: Final = 16
_ROWS: Final = 5
_BEFORE: Final = 2  # turns told, each cut to
_BEFORE_LETTERS: Final = 160
_SENTENCES: Final = 4
_FACT_KINDS: Final = frozenset({"lead", "detail", "step"})
_DOOR = re.compile(
    r"\s?\((?:https?://)?[\w.-]+\.(?:go|or|co|com|net|ne)\.?(?:kr)?[^()]*\)|https?://\S+|[\w.-]+\.(?:go|or|co)\.kr\S*|"
    r"(?<![\d,.-])(?:0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4})(?![\d-])"
)
_END = re.compile(
    r"(?<!\d)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)[.!?…。]+[\"'”’)]*(?:\s*[\[【]\s*\d[\d,\s]*[\]】])*(?=\s+(?![\[【])\S)|\n"
)
_WHOLE = re.compile(r"[.!?…。\]】”’\"')]$|[요다죠까]$")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.S | re.I)
_THINKING = re.compile(r"<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?)?$|<think(?:ing)?>.*$", re.S | re.I)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the model is told, and the frame its sentences go into."""

    messages: tuple[Message, ...]
    head: tuple[DraftLine, ...]
    body: tuple[DraftLine, ...]
    tail: tuple[DraftLine, ...]
    items: tuple[Item, ...]


class ModelWriter:
    """Plans the wording of drafts. Build once for a state of the base."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._words: Vocabulary | None = None

    def plan(self, draft: Draft, u: Understanding, conversation: Conversation) -> Plan | None:
        """The plan for a draft; None where there is nothing a model could word: no section behind it, or an ending."""
        facts = [line for line in draft.lines if line.kind in _FACT_KINDS]
        if draft.status not in (Status.ANSWERED, Status.PARTIAL) or not facts:
            return None
        if any(s.kind != "section" for s in facts[0].supports) or not (items := self._items(draft, u.lang)):
            return None
        after = [i for i, line in enumerate(draft.lines) if line.kind in ("detail", "step")]
        first = next((i for i, line in enumerate(draft.lines) if line.kind == "lead"), -1) + 1
        start = min([i for i in after if i >= first], default=first)
        end = max([i + 1 for i in after if i >= start], default=start)
        head, body, tail = draft.lines[:start], draft.lines[start:end], draft.lines[end:]
        return Plan(self._messages(head, items, u, conversation), head, body, tail, items)

    def wording(self, plan: Plan, draft: Draft, u: Understanding, known: frozenset[Figure]) -> Wording:
        """What takes the model's sentences for this plan. `known` are figures that were worked out for the person."""
        self._words = self._words or Vocabulary(self._base)
        check = ClaimsCheck(plan.items, u.lang, self._words, asked=u.text, known=known)
        computed = bool(draft.decisions or draft.amounts or draft.pathways)
        return Wording(self._base, plan, u.lang, check, known, computed)

    # ---- evidence

    def _items(self, draft: Draft, lang: Lang) -> tuple[Item, ...]:
        found: dict[tuple[str, str], Item] = {}
        sections: dict[str, Section] = {}
        for line in draft.lines:
            for support in line.supports if line.kind in _FACT_KINDS else ():
                section = self._base.section(support.id, lang) if support.kind == "section" else None
                if section is None:
                    continue
                sections.setdefault(section.id, section)
                text = line.text if len(line.supports) == 1 or line.text == support.quote else support.quote
                found.setdefault((section.id, support.quote), _item(len(found) + 1, support, text, section))
        for section in sections.values():
            rows = [(" | ".join(r), _row(section.table[0], r)) for r in section.table[1 : _ROWS + 1]]
            for quote, text in chain(((p, p) for p in (section.lead, *section.details)), rows):
                key = (section.id, quote)
                if len(found) < _ITEMS and key not in found and quote in section.text:
                    found[key] = _item(len(found) + 1, Support("section", section.id, quote), text, section)
        return tuple(found.values())

    def _messages(
        self, head: Sequence[DraftLine], items: Sequence[Item], u: Understanding, conversation: Conversation
    ) -> tuple[Message, ...]:
        language, tone = TONES[u.lang]
        before = [
            f"- {as_data(t.message)} → {as_data(t.text.split(chr(10))[0])}" for t in told_before(conversation, _BEFORE)
        ]
        asked = fill(
            SAY_QUESTION,
            before="\n".join(b[: 2 * _BEFORE_LETTERS] for b in before) or "-",
            person=as_data("; ".join(_needed_facts(u, conversation))) or "-",
            evidence=_told(items, u.lang),
            shown=as_data("\n".join(_DOOR.sub("", line.text) for line in head)) or "-",
            question=as_data(u.text),
        )
        system = fill(SAY, language=language, tone=tone, most=str(MAX_DETAILS))
        return Message("system", system), Message("user", asked)


@dataclass(slots=True)
class Wording:
    """Takes the model's sentences one by one and gives the lines to show; `rest` gives what is still to be said."""

    base: Base
    plan: Plan
    lang: Lang
    check: ClaimsCheck
    known: frozenset[Figure]
    computed: bool
    kept: list[DraftLine] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    _covered: set[int] = field(default_factory=set)
    _missing: list[tuple[Item, ...]] = field(default_factory=list)
    _extra: int = 0

    @property
    def full(self) -> bool:
        """Whether enough was said."""
        return len(self.kept) >= _SENTENCES

    def take(self, raw: str) -> DraftLine | None:
        """The line for a sentence, or None where it may not or need not be shown."""
        checked = self.check.check(raw)
        if checked.reason == "empty":
            return None
        line = DraftLine("detail" if checked.items else "warm", checked.text, tuple(i.support for i in checked.items))
        reason = checked.reason or check_line(self.base, line, self.lang, allowed=self.known)
        if reason:
            self.dropped.append(reason)
            if checked.factual:
                self._missing.append(checked.items)
            return None
        return self._placed(checked, line)

    def rest(self) -> Iterator[DraftLine]:
        """The drafted lines that no sentence stands for, and the frame behind them."""
        yield from (line for i, line in enumerate(self.plan.body) if i not in self._covered)
        yield from self.plan.tail

    @property
    def lost(self) -> bool:
        """Whether something was dropped whose evidence no shown line rests on."""
        shown = chain(self.plan.head, self.kept, (x for i, x in enumerate(self.plan.body) if i not in self._covered))
        there = {s for line in shown for s in line.supports}
        return any(not any(i.support in there for i in items) for items in self._missing)

    def _placed(self, checked: Checked, line: DraftLine) -> DraftLine | None:
        if not checked.items:
            return self._keep(line) if not self.kept else None  # one sentence leads over, more is padding
        if any(repeated(line.text, x.text) for x in (*self.plan.head, *self.kept)):
            return None
        covers = {i for i, x in enumerate(self.plan.body) if i not in self._covered and self._stands_for(line, x)}
        if not covers:
            if any(repeated(line.text, x.text) for i, x in enumerate(self.plan.body) if i not in self._covered):
                return None
            if self._extra >= max(1, MAX_DETAILS - len(self.plan.body)):
                return None
            self._extra += 1
        self._covered |= covers
        return self._keep(line)

    def _keep(self, line: DraftLine) -> DraftLine:
        self.kept.append(line)
        return line

    def _stands_for(self, line: DraftLine, drafted: DraftLine) -> bool:
        if drafted.kind != "detail" or self.computed or not set(drafted.supports) <= set(line.supports):
            return False
        mine, its = names_in(line.text), names_in(drafted.text)
        if any(not members <= mine.get(name, frozenset()) for name, members in its.items()):
            return False
        need = {f.value for f in figure_set(drafted.text) if f.kind != "phone"}
        if need:
            return need <= {f.value for f in figure_set(line.text)}
        return repeated(line.text, drafted.text) or len(line.text) * 2 > len(drafted.text)


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Finished sentences, each with its labels, as the pieces of a text come in. What a model thinks aloud is left
    out, and so is an end without an ending."""
    text = ""
    for piece in pieces:
        text = _THOUGHT.sub("", text + piece)
        if _THINKING.search(text):
            continue
        while match := _END.search(text):
            sentence, text = text[: match.end()].strip(), text[match.end() :]
            if sentence:
                yield sentence
    if _WHOLE.search(text := _THINKING.sub("", text).strip()):
        yield text


def _item(label: int, support: Support, text: str, section: Section) -> Item:
    lang = section.lang
    claims = [c for c in section.claims if c.span[lang] in text or c.span[lang] in support.quote]
    of = [f"{c.subject[lang]} {c.condition[lang] if c.condition else ''}" for c in claims]
    return Item(label, support, _DOOR.sub("", text), "\n".join((section.title, *section.heading_path, *of)), section)


def _row(header: Sequence[str], row: Sequence[str]) -> str:
    return f"{row[0]}: " + ", ".join(f"{h} {c}" for h, c in zip(header[1:], row[1:], strict=False) if c)


def _told(items: Sequence[Item], lang: Lang) -> str:
    """The evidence as the model reads it: labels, no ids, no doors."""
    out: list[str] = []
    last = ""
    for item in items:
        section = item.section
        if section is not None and section.id != last:
            state = {"planned": " (planned)", "ended": " (ended)"}.get(section.state, "")
            out.append(as_data(f"## {' › '.join((*section.heading_path, section.title))}{state}"))
            last = section.id
        out.append(f"[{item.label}] {as_data(item.text)}")
        if section is not None:
            claims = (c for c in section.claims if c.span[lang] in item.text)
            out += [
                as_data(f"    = {c.span[lang]}: {c.subject[lang]}, {c.condition[lang]}") for c in claims if c.condition
            ]
    return "\n".join(out)


def _needed_facts(u: Understanding, conversation: Conversation) -> list[str]:
    """What the person told just now, and what isn't sensitive of before."""
    now = {f.field for f in u.facts}
    return [
        v.text[u.lang] for v in conversation.profile.views()
        if v.field != "resume_text" and (v.field in now or not FIELDS[v.field].sensitive)
    ]  # fmt: skip
