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

from assistant.grounding.claims_evidence import (
    Item,
    counted_in,
    counted_wrong,
    crossed,
    figured,
    holds,
    key,
    period_known,
    placed_figures,
    places,
    tiered,
)
from assistant.grounding.claims_patterns import (
    CLAUSES,
    DECIDES,
    HEDGE,
    IF,
    IMAGE,
    LABEL,
    LEAK,
    LINK,
    LONGEST,
    MARKS,
    PROMISE,
    TAG,
    TOPIC,
    WARM_EN,
    WARM_KO,
    WARM_NOT,
    WHEN,
)
from assistant.grounding.claims_sense import hedged, state, turned
from assistant.grounding.said_for import Said, around, names_in, same_edge, same_purse
from assistant.grounding.said_names import Vocabulary, gist, strange_measure, strange_name, strange_words
from assistant.grounding.spoken import in_words, shares
from assistant.guards import fold_plain, looks_like_injection
from knowledge.models import Lang
from knowledge.text.figures import Figure
from knowledge.text.normalise import clean, language

_KO_TOPICS = frozenset("그 이 그때 그리고 지금 다만 이때 또 여기 거기 이것 그것 우선 대신 경우 때".split())


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
        self,
        items: Sequence[Item],
        lang: Lang,
        words: Vocabulary,
        *,
        asked: str = "",
        known: frozenset[Figure] = frozenset(),
    ) -> None:
        """`asked` is the person's message; `known` are figures that were worked out for them and may be repeated."""
        self._items = {item.label: item for item in items}
        self._lang = lang
        self._words = words
        self._asked = asked
        self._known = frozenset(key(f) for f in known)

    def warm(self) -> None:
        """Reads the evidence ahead of the first sentence: there is time while the model thinks."""
        for item in self._items.values():
            cited = _words_of((item,))
            counted_in(cited)
            self._words.mentions(item.text)
            for part in {cited, *CLAUSES.split(item.text)}:
                gist(part, self._lang, self._words)
            for at, _ in placed_figures(item.text):
                self._around(item.text, at)

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
        if (
            placed_figures(text)
            or in_words(text)
            or shares(text)
            or WARM_NOT.search(text)
            or len(text) > LONGEST[self._lang] // 2
        ):
            return "unlabelled"
        if self._lang == "en":
            said = re.findall(r"[a-z'’]+", text.lower())
            return "" if all(w.replace("’", "'") in WARM_EN for w in said) else "unlabelled"
        return "" if all(n in WARM_KO for n in self._words.nouns(text)) else "unlabelled"

    def _facts(self, text: str, items: tuple[Item, ...]) -> str:
        cited = _words_of(items)
        families = {i.section.family for i in items if i.section} | {
            p for i in items if i.section for p in i.section.programmes
        }
        return (
            self._figures(text, items, cited)
            or strange_name(text, cited, self._lang, self._words, families)
            or _groups(text, cited)
            or self._other_topic(text, cited, items)
            or state(text, items)
            or turned(text, items, self._lang, self._words)
            or ("unhedged" if HEDGE.search(cited) and not HEDGE.search(text) and hedged(text, items) else "")
            or ("words" if strange_words(text, cited, self._lang, self._words) else "")
            or ("measure" if strange_measure(text, cited) else "")
        ) or ""

    def _with_siblings(self, text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items, with a line beside them in the same section that holds all the figures of a part of the
        sentence which no cited line holds: a label set one line off is mended, and all is held against both."""
        own = {i.support.id for i in items}
        for part in figured(text):
            need = [f for _, f in placed_figures(part) if key(f) not in self._known]
            if need and not any(holds(i, need) for i in items):
                found = (i for i in self._items.values() if i.support.id in own and holds(i, need))
                items = (*items, *[i for i in [next(found, None)] if i])
        return items

    def _other_topic(self, text: str, cited: str, items: tuple[Item, ...]) -> str:
        """A sentence about what only another line of the evidence speaks of."""
        folded = fold_plain(cited)
        others = fold_plain("\n".join(i.text for i in self._items.values() if i not in items))
        for match in TOPIC.finditer(text):
            name = fold_plain(match[1])
            verb = match[0].endswith("도") and match[1][-1] in "아어여해돼워봐둬라려져"
            plain = verb or match[1] in _KO_TOPICS or match[1][0].isdigit()  # figures are looked at by themselves
            if len(name) > 1 and name not in folded and name in others and not plain:
                return "wrong_subject"
        return ""

    # ---- figures

    def _figures(self, text: str, items: tuple[Item, ...], cited: str) -> str:
        for part in figured(text):
            need = [f for _, f in placed_figures(part) if key(f) not in self._known]
            if len(need) > 1 and not any(holds(i, need) for i in items):
                there = all(any(places(i.text, f) for i in items) for f in need)
                return (
                    "figures:mixed"
                    if there
                    else next(f"figure:{f.kind}" for f in need if not any(places(i.text, f) for i in items))
                )
        for at, figure in placed_figures(text):
            if key(figure) in self._known:
                continue
            found = [(i, p) for i in items for p in places(i.text, figure)]
            if not found:
                return f"figure:{figure.kind}"
            said = self._around(text, at)
            known = [self._around(item.text, p) for item, p in found]
            if not any(self._same(figure, said, k, item) for k, (item, _) in zip(known, found, strict=True)):
                return "wrong_subject"
        return (
            counted_wrong(text, cited)
            or ("figures:mixed" if any(crossed(text, i) for i in items) else "")
            or ("figure:share" if shares(text) - shares(cited) else "")
            or ("when" if any(m[0] not in cited for m in WHEN.finditer(text)) else "")
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
        if said.when and not said.when <= known.when and (known.when or tiered(said.when, figure, item)):
            return False
        if said.purse and known.purse and not same_purse(said.purse, known.purse):
            return False
        if said.period and known.period and said.period != known.period:
            return False
        if said.period and not known.period and not period_known(item, said.period):
            return False
        return same_edge(said.side, known.side)


def _words_of(items: tuple[Item, ...]) -> str:
    return "\n".join(f"{i.text}\n{i.about}" for i in items)


def read_sentence(raw: str) -> tuple[str, tuple[int, ...]]:
    """The sentence without markup and labels, and the labels in order."""
    text = TAG.sub(" ", raw)
    labels: dict[int, None] = {}
    text = IMAGE.sub(lambda m: m[1] if not m[1].strip().isdigit() else f"[{m[1]}]", text)
    for match in LABEL.finditer(text):
        labels |= dict.fromkeys(int(n) for n in re.findall(r"\d+", match[1]))
    text = MARKS.sub("", MARKS.sub("", LABEL.sub("", text)))
    return re.sub(r"\s+([.,!?])", r"\1", " ".join(clean(text).split())), tuple(labels)


def _groups(text: str, cited: str) -> str:
    """A group that the evidence doesn't speak of at all, while it speaks of its opposite."""
    there: Mapping[str, frozenset[str]] = names_in(cited)
    for name, members in names_in(text).items():
        if there.get(name) and not members <= there[name]:
            return "wrong_subject"
    return ""


def _decides(text: str) -> bool:
    match = DECIDES.search(text)
    return match is not None and not IF.search(text[: match.end()])


def _foreign(text: str) -> bool:
    """Letters of neither language."""
    return any(
        c.isalpha() and not ("가" <= c <= "힣" or "ㄱ" <= c <= "ㅣ" or c < "\u0250" or c in "ⅠⅡⅢⅣⅤ") for c in text
    )
