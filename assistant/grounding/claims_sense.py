"""Whether a sentence says of the evidence what the evidence says: yes or no, planned or in force, sure or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.claims_evidence import Item, placed_figures, places
from assistant.grounding.claims_patterns import (
    AGENT,
    ANY_OF,
    CLAUSES,
    CONCEDED,
    CONTRAST,
    DENIED,
    EXCEPT,
    EXEMPT,
    FALSEHOOD,
    HEDGE,
    ITSELF,
    NO,
    OPEN,
    OVER,
    PARTS,
    PLANNED,
    SAME,
    SENTENCES,
)
from assistant.grounding.said_names import Vocabulary, gist
from assistant.grounding.sentences import ENDED_WORDS, PLAN_WORDS
from assistant.guards import fold_plain
from knowledge.models import Lang


def turned(text: str, items: tuple[Item, ...], lang: Lang, words: Vocabulary) -> str:
    """A no made a yes, or the other way round: compared with the clause of the evidence it shares most with."""
    clauses = [c for i in items for c in CLAUSES.split(i.text) if c.strip()]
    whole = "\n".join(i.text for i in items).lower()
    if EXEMPT.search(text) and not EXEMPT.search(whole):
        return "exempts"
    if ITSELF.search(text) and not any(
        bool(NO.search(c)) == bool(NO.search(p)) for p in _with(text) for c in _with(whole)
    ):
        return "exempts"
    if any(m[0] not in whole for m in CONCEDED.finditer(text)):
        return "turned"
    sentence = _best(SENTENCES.split(whole), text)
    if bool(EXCEPT.search(sentence)) != bool(EXCEPT.search(text)) or (
        FALSEHOOD.search(sentence) and not FALSEHOOD.search(text)
    ):
        return "turned"
    if _set_apart(sentence, text):
        return "turned"
    denied = {next(g for g in m.groups() if g) for m in DENIED.finditer(whole)}
    if not NO.search(text) and any(w in text.lower() and whole.count(w) == 1 for w in denied):
        return "turned"
    for part in (p for p in CLAUSES.split(text) if len(fold_plain(p)) > 3 and not EXCEPT.match(p.strip())):
        best = _best(clauses, part)
        mine, its = (gist(c, lang, words) for c in (part, best))
        shared = len(mine & its) / max(2, min(len(mine), len(its)))
        if NO.search(part) and not any(NO.search(i.text) for i in items):
            return "turned"
        if shared >= 0.5 and bool(NO.search(_ending(best))) != bool(NO.search(_ending(part))):
            return "turned"
        who, theirs = set(AGENT.findall(part)), set(AGENT.findall(best))
        if shared >= 0.3 and who and theirs and not who & theirs:
            return "wrong_subject"
    return ""


def _set_apart(sentence: str, text: str) -> bool:
    """Whether the sentence joins what the evidence sets apart, or leaves out the no at the end of a list."""
    if CONTRAST.search(sentence) and not CONTRAST.search(text) and not NO.search(text):
        return True
    if SAME.search(text) and not SAME.search(sentence):
        return True
    return bool(ANY_OF.search(sentence) and NO.search(_ending(sentence)) and not NO.search(text))


def state(text: str, items: tuple[Item, ...]) -> str:
    if not PLAN_WORDS.search(text) and (any(i.planned for i in items) or _only_planned(text, items)):
        return "plan_as_current"
    over = all(i.ended for i in items) or (any(OVER.search(i.text) for i in items) and OPEN.search(text))
    return "ended_as_current" if over and not ENDED_WORDS.search(text) else ""


def _only_planned(text: str, items: tuple[Item, ...]) -> bool:
    """Whether a figure stands in the evidence only as something planned."""
    sentence = _best([c for i in items for c in SENTENCES.split(i.text)], text)
    if PLANNED.search(sentence) and not placed_figures(text):
        return True
    for _, figure in placed_figures(text):
        said = [c for i in items for c in SENTENCES.split(i.text) if places(c, figure)]
        if said and all(PLANNED.search(c) for c in said) and figure.kind in ("amount", "percent"):
            return True
    return False


def hedged(text: str, items: tuple[Item, ...]) -> bool:
    """Whether what the sentence says is said in the evidence only as something still to be confirmed."""
    clauses = [c for i in items for c in PARTS.split(i.text) if c.strip()]
    for _, figure in placed_figures(text):
        said = [c for c in clauses if places(c, figure)]
        if said and all(HEDGE.search(c) for c in said):
            return True
    return HEDGE.search(_best(clauses, text)) is not None


def _ending(part: str) -> str:
    """Where a clause says yes or no: at its end in Korean, anywhere in English."""
    return part.rstrip()[-11:] if re.search(r"[가-힣]", part) else part


def _with(text: str) -> list[str]:
    """The parts of a text in which something happens by itself."""
    return [p for p in PARTS.split(text) if ITSELF.search(p)]


def _best(parts: Sequence[str], text: str) -> str:
    """The part that shares most with a text."""
    mine = _pairs(text)
    return max(parts, key=lambda c: len(mine & _pairs(c)) / (len(_pairs(c)) + 8), default="")


def _pairs(text: str) -> frozenset[str]:
    plain = fold_plain(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
