"""The check of free text: a sentence a model wrote is shown only if it holds against the evidence it cites.

`grounding` checks every line, whoever wrote it. This goes further, because a model's sentence is nobody's word: each
figure must stand in a cited line and be said there of the same group, scheme, purse, period and side of a limit; each
name must stand there; plans are called plans; a no isn't turned into a yes; nothing is promised or decided; links,
numbers to call, markup, foreign languages and orders from the data are dropped. The reasons are codes for the log.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.claims_patterns import (
    AGENT,
    CLAUSES,
    DECIDES,
    DENIED,
    EXCEPT,
    EXEMPT,
    FALSEHOOD,
    HEDGE,
    IF,
    IMAGE,
    ITSELF,
    LABEL,
    LEAK,
    LINK,
    LONGEST,
    MARKS,
    NO,
    OPEN,
    OVER,
    PARTS,
    PLANNED,
    PROMISE,
    SENTENCES,
    TAG,
    TOPIC,
    WARM_EN,
    WARM_KO,
    WARM_NOT,
    WHEN,
)
from assistant.evidence import Support
from assistant.grounding import ENDED_WORDS, PLAN_WORDS
from assistant.guards import fold_plain, looks_like_injection
from assistant.said_for import Said, around, names_in, same_edge, same_purse
from assistant.said_names import Vocabulary, gist, strange_measure, strange_name, strange_words
from assistant.spoken import counted, in_words, shares
from knowledge.models import Lang, Section
from knowledge.text.figures import Figure
from knowledge.text.figures import placed_figures as place_figures
from knowledge.text.normalise import clean, language

_KO_TOPICS = frozenset("그 이 그때 그리고 지금 다만 이때 또 여기 거기 이것 그것 우선 대신 경우 때".split())
# Evidence lines are looked at for every sentence and every turn that cites them.
placed_figures = lru_cache(maxsize=8_000)(place_figures)
counted_in = lru_cache(maxsize=4_000)(counted)


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


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence after the check: its words without markup, the items it rests on; `reason` why it may not be shown."""

    text: str
    items: tuple[Item, ...] = ()
    reason: str = ""
    factual: bool = False  # it tried to say a fact: labels, a figure or a name stood in it


class ClaimsCheck:
    """Checks the sentences of one answer against its evidence."""

    def __init__(
        self, items: Sequence[Item], lang: Lang, words: Vocabulary, *, asked: str = "", known: frozenset[Figure] = frozenset()
    ) -> None:
        """`asked` is the person's message; `known` are figures that were worked out for them and may be repeated."""
        self._items = {item.label: item for item in items}
        self._lang = lang
        self._words = words
        self._asked = asked
        self._known = frozenset(_key(f) for f in known)

    def check(self, raw: str) -> Checked:
        """The sentence, ready to be shown or with the reason why not. Never raises for what a model wrote."""
        text, labels = read_sentence(raw)
        items = tuple(self._items[n] for n in labels if n in self._items)
        factual = bool(labels or placed_figures(text))
        reason = self._look(raw, text) or ("unknown_label" if len(items) < len(labels) else "")
        if not reason and labels:
            items = self._with_siblings(text, items)
            reason = self._facts(text, items)
        elif not reason:
            reason = self._warm(text)
        return Checked(text, items, reason, factual or reason in ("programme", "name", "place"))

    def _look(self, raw: str, text: str) -> str:
        if not text:
            return "empty"
        if len(text) > LONGEST[self._lang]:
            return "too_long"
        if LINK.search(text) or any(f.kind == "phone" for _, f in placed_figures(text)):
            return "link"
        if looks_like_injection(text) or LEAK.search(text):
            return "echo"
        if TAG.search(raw) or IMAGE.search(raw):
            return "markup"
        if language(text, self._lang) != self._lang or _foreign(text):
            return "language"
        if PROMISE.search(text):
            return "promise"
        return "decides" if _decides(text) else ""

    def _warm(self, text: str) -> str:
        """A sentence without a label may greet, lead over or offer to go on, in words that carry no fact."""
        if placed_figures(text) or in_words(text) or shares(text) or WARM_NOT.search(text) or len(text) > LONGEST[self._lang] // 2:
            return "unlabelled"
        if self._lang == "en":
            said = re.findall(r"[a-z'’]+", text.lower())
            return "" if all(w.replace("’", "'") in WARM_EN for w in said) else "unlabelled"
        return "" if all(n in WARM_KO for n in self._words.nouns(text)) else "unlabelled"

    def _facts(self, text: str, items: tuple[Item, ...]) -> str:
        cited = "\n".join(f"{i.text}\n{i.about}" for i in items)
        families = {i.section.family for i in items if i.section} | {p for i in items if i.section for p in i.section.programmes}
        return (
            self._figures(text, items, cited)
            or strange_name(text, cited, self._lang, self._words, families)
            or _groups(text, cited)
            or self._other_topic(text, cited, items)
            or _state(text, items)
            or self._turned(text, items)
            or ("unhedged" if HEDGE.search(cited) and not HEDGE.search(text) and _hedged(text, items) else "")
            or ("words" if strange_words(text, cited, self._lang, self._words) else "")
            or ("measure" if strange_measure(text, cited) else "")
        ) or ""

    def _with_siblings(self, text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items, with a line beside them in the same section that holds all the figures of a part of the
        sentence which no cited line holds: a label set one line off is mended, and all is held against both."""
        own = {i.support.id for i in items}
        for part in _figured(text):
            need = [f for _, f in placed_figures(part) if _key(f) not in self._known]
            if need and not any(_holds(i, need) for i in items):
                found = (i for i in self._items.values() if i.support.id in own and _holds(i, need))
                items = (*items, *[i for i in [next(found, None)] if i])
        return items

    def _other_topic(self, text: str, cited: str, items: tuple[Item, ...]) -> str:
        """A sentence about what only another line of the evidence speaks of."""
        folded = fold_plain(cited)
        others = fold_plain("\n".join(i.text for i in self._items.values() if i not in items))
        for match in TOPIC.finditer(text):
            name = fold_plain(match[1])
            verb = match[0].endswith("도") and match[1][-1] in "아어여해돼워봐둬라려져"
            if len(name) > 1 and name not in folded and name in others and not verb and match[1] not in _KO_TOPICS:
                return "wrong_subject"
        return ""

    def _turned(self, text: str, items: tuple[Item, ...]) -> str:
        """A no made a yes, or the other way round: compared with the clause of the evidence it shares most with."""
        clauses = [c for i in items for c in CLAUSES.split(i.text) if c.strip()]
        whole = "\n".join(i.text for i in items).lower()
        if EXEMPT.search(text) and not EXEMPT.search(whole):
            return "exempts"
        if ITSELF.search(text) and not any(bool(NO.search(c)) == bool(NO.search(p)) for p in _with(text) for c in _with(whole)):
            return "exempts"
        sentence = _best(SENTENCES.split(whole), text)
        if bool(EXCEPT.search(sentence)) != bool(EXCEPT.search(text)) or (FALSEHOOD.search(sentence) and not FALSEHOOD.search(text)):
            return "turned"
        denied = {next(g for g in m.groups() if g) for m in DENIED.finditer(whole)}
        if not NO.search(text) and any(w in text.lower() and whole.count(w) == 1 for w in denied):
            return "turned"
        for part in (p for p in CLAUSES.split(text) if len(fold_plain(p)) > 3 and not EXCEPT.match(p.strip())):
            best = _best(clauses, part)
            mine, its = (gist(c, self._lang, self._words) for c in (part, best))
            shared = len(mine & its) / max(2, min(len(mine), len(its)))
            if NO.search(part) and not any(NO.search(i.text) for i in items):
                return "turned"
            if shared >= 0.5 and bool(NO.search(_ending(best))) != bool(NO.search(_ending(part))):
                return "turned"
            who, theirs = set(AGENT.findall(part)), set(AGENT.findall(best))
            if shared >= 0.3 and who and theirs and not who & theirs:
                return "wrong_subject"
        return ""

    # ---- figures

    def _figures(self, text: str, items: tuple[Item, ...], cited: str) -> str:
        for part in _figured(text):
            need = [f for _, f in placed_figures(part) if _key(f) not in self._known]
            if len(need) > 1 and not any(_holds(i, need) for i in items):
                there = all(any(_places(i.text, f) for i in items) for f in need)
                return "figures:mixed" if there else next(f"figure:{f.kind}" for f in need if not any(_places(i.text, f) for i in items))
        for at, figure in placed_figures(text):
            if _key(figure) in self._known:
                continue
            places = [(i, p) for i in items for p in _places(i.text, figure)]
            if not places:
                return f"figure:{figure.kind}"
            said = self._around(text, at)
            known = [self._around(item.text, p) for item, p in places]
            if not any(self._same(figure, said, k, item) for k, (item, _) in zip(known, places, strict=True)):
                return "wrong_subject"
        return _counted_wrong(text, cited) or ("figure:share" if shares(text) - shares(cited) else "") or (
            "when" if any(m[0] not in cited for m in WHEN.finditer(text)) else ""
        )

    def _around(self, text: str, at: int) -> Said:
        return around(text, at, self._words.schemes)

    def _same(self, figure: Figure, said: Said, known: Said, item: Item) -> bool:
        """Whether what is said around a figure is said there, too: what the line leaves open its heading may fill."""
        wider = names_in(item.about)
        for name, members in said.names.items():
            there = known.names.get(name)
            if name == "year" and there is None:
                continue  # a year on its own is a figure, and has been looked for
            if name == "scheme":
                there = (there or frozenset()) | ({item.section.family} if item.section else set())
            if there is None:
                there = wider.get(name, frozenset())
            if not members <= there:
                return False
        if said.when and not said.when <= known.when and (known.when or _tiered(said.when, figure, item)):
            return False
        if said.purse and known.purse and not same_purse(said.purse, known.purse):
            return False
        if said.period and known.period and said.period != known.period:
            return False
        if said.period and not known.period and not _period_known(item, said.period):
            return False
        return same_edge(said.side, known.side)


def read_sentence(raw: str) -> tuple[str, tuple[int, ...]]:
    """The sentence without markup and labels, and the labels in order."""
    text = TAG.sub(" ", raw)
    labels: dict[int, None] = {}
    text = IMAGE.sub(lambda m: m[1] if not m[1].strip().isdigit() else f"[{m[1]}]", text)
    for match in LABEL.finditer(text):
        labels |= dict.fromkeys(int(n) for n in re.findall(r"\d+", match[1]))
    text = MARKS.sub("", MARKS.sub("", LABEL.sub("", text)))
    return re.sub(r"\s+([.,!?])", r"\1", " ".join(clean(text).split())), tuple(labels)


def _key(figure: Figure) -> tuple[bool, str]:
    return figure.kind == "percent", figure.value


def _places(text: str, figure: Figure) -> list[int]:
    """Where a figure stands in a line. A date may be said with fewer parts than it is written."""
    if figure.kind == "date":
        want = [p for p in figure.value.split("-") if p]
        return [at for at, f in placed_figures(text) if f.kind in ("date", "number") and _inside(want, f.value)]
    return [at for at, f in placed_figures(text) if _key(f) == _key(figure)]


def _holds(item: Item, need: list[Figure]) -> bool:
    return all(_places(item.text, f) for f in need)


def _figured(text: str) -> list[str]:
    """The parts of a sentence whose figures belong together."""
    return [part for part in PARTS.split(text) if part and placed_figures(part)]


def _inside(want: list[str], value: str) -> bool:
    have = [p for p in value.split("-") if p]
    return any(have[i : i + len(want)] == want for i in range(len(have)))


def _counted_wrong(text: str, cited: str) -> str:
    """A number with another unit than in the evidence, or one that is spelled out and stands nowhere."""
    there = set(counted_in(cited))
    values = {v for v, _ in there} | {float(f.value) for _, f in placed_figures(cited) if re.fullmatch(r"[\d.]+", f.value)}
    for value, unit in counted_in(text):
        other = {(12.0, "month")} if (value, unit) == (1.0, "year") else {(1.0, "year")} if (value, unit) == (12.0, "month") else set()
        if value == 1 or (value, unit) in there or other & there:
            continue
        if value not in values:
            continue_date = any(str(int(value)) in f.value for _, f in placed_figures(cited) if f.kind == "date")
            if value == int(value) and continue_date:
                continue
            return "figure:words" if (value, unit) in in_words(text) else "figure:number"
        if unit and any(v == value and u and u != unit for v, u in there) and not any(v == value and not u for v, u in there):
            return "figure:unit"
    return ""


def _groups(text: str, cited: str) -> str:
    """A group that the evidence doesn't speak of at all, while it speaks of its opposite."""
    there: Mapping[str, frozenset[str]] = names_in(cited)
    for name, members in names_in(text).items():
        if there.get(name) and not members <= there[name]:
            return "wrong_subject"
    return ""


def _state(text: str, items: tuple[Item, ...]) -> str:
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
        said = [c for i in items for c in SENTENCES.split(i.text) if _places(c, figure)]
        if said and all(PLANNED.search(c) for c in said) and figure.kind in ("amount", "percent"):
            return True
    return False


def _hedged(text: str, items: tuple[Item, ...]) -> bool:
    """Whether what the sentence says is said in the evidence only as something still to be confirmed."""
    clauses = [c for i in items for c in PARTS.split(i.text) if c.strip()]
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


def _decides(text: str) -> bool:
    match = DECIDES.search(text)
    return match is not None and not IF.search(text[: match.end()])


def _foreign(text: str) -> bool:
    """Letters of neither language."""
    return any(c.isalpha() and not ("가" <= c <= "힣" or "ㄱ" <= c <= "ㅣ" or c < "\u0250" or c in "ⅠⅡⅢⅣⅤ") for c in text)


def _tiered(when: frozenset[str], figure: Figure, item: Item) -> bool:
    """Whether a condition stands in the line with another figure of its own."""
    values = {w.split(" ")[0] for w in when}
    parts = [{f.value for _, f in placed_figures(p)} for p in PARTS.split(item.text)]
    return any(values & part and figure.value not in part and len(part) > len(values & part) for part in parts)


def _period_known(item: Item, period: str) -> bool:
    units = {c.unit for c in item.section.claims} if item.section else set()
    return f"won_per_{period}" in units or (period == "total" and bool(re.search(r"모두|총|합|in all|total", item.text)))
