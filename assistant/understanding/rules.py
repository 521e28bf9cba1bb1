"""Understanding by rules and lexicon: no model, no network, the same result for the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.eligibility.ask_answers import answer_to_fact, declines
from assistant.guards import fold_plain
from assistant.history import Conversation, Remembered
from assistant.profile import Fact
from assistant.understanding import Filters, Understanding, Want, guided
from assistant.understanding import wants as w
from assistant.understanding.facts import facts_in
from assistant.understanding.names import KnownTerms, unknown_names
from assistant.understanding.topics import topics_of
from knowledge.base import Base
from knowledge.models import LANGS, CourseMode, Employment, Lang
from knowledge.text.aliases import Mention
from knowledge.text.normalise import language

LONGEST_ANSWER = 40  # characters; what is longer is a message of its own
_LIVES = re.compile(r"살아|살고|사는|거주|살이|삽니다|출신|이사|live in|living in|based in|i'?m in|from", re.I)


class RulesReader:
    """Reads messages against one knowledge base. Build once; it holds the library's own vocabulary."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._known = KnownTerms(s.title + "\n" + s.text for lang in LANGS for s in base.sections(lang))

    def read(self, text: str, conversation: Conversation, today: date, lang: Lang | None = None) -> Understanding:
        """The understanding of a cleaned, masked message in its conversation.

        `lang` fixes the language of the answer (the page's switch); else the message's own decides, and the
        conversation's where the message has none ("170?").
        """
        spoken = language(text, conversation.lang or "ko")  # a bare "25" goes on in the language spoken so far
        answer_lang = lang or (spoken if spoken in ("ko", "en") else None) or conversation.lang or "ko"
        folded, lowered = fold_plain(text), text.lower()
        searching = w.looks_for_something(folded, lowered)
        # An everyday word that is also a name (Go, 고양, 조립) counts only where something is being looked for.
        mentions = [m for m in self._base.lexicon.find(text) if searching or not m.risky]
        mentions = _meant(mentions, searching=searching)
        last = conversation.last
        families = _ids(mentions, "family") + [
            self._base.programmes[p].family for p in _ids(mentions, "programme") if p in self._base.programmes
        ]
        own = Understanding(
            text=text,
            lang="en" if answer_lang == "en" else "ko",
            foreign=spoken == "other",
            wants=(),
            query=text,
            families=tuple(dict.fromkeys(families)),
            programmes=tuple(_ids(mentions, "programme")),
            topics=topics_of(folded, lowered),
            unknown=unknown_names(
                text, self._known, [(m.start, m.end) for m in mentions if m.kind in ("family", "programme", "lookalike")]
            ),
            filters=self._filters(mentions, text, today),
            wider=bool(w.WIDER.search(folded)),
            about_me=bool(w.ABOUT_ME.search(folded) or w.ABOUT_ME_EN.search(lowered)),
            repaired=tuple((m.surface, m.matched) for m in mentions if m.distance),
            lookalikes=tuple(_ids(mentions, "lookalike")),
        )
        if (answered := guided.answers(own, last, today, self._base.taxonomy)) is not None:
            return answered
        if last is not None and last.asked and (answered := self._answers(own, last, today)) is not None:
            return answered
        if (forget := guided.changes(text, last)) or guided.starts(own):
            facts = () if forget else self._facts(own, mentions, today, conversation)
            return replace(own, wants=("pathway",), guided="start", forget=forget, facts=facts)
        own = self._lean(own, last, folded, lowered)
        facts = self._facts(own, mentions, today, conversation)
        wants = self._wants(replace(own, facts=facts), mentions, folded, lowered, last)
        search_words = _search_words(text, mentions) if {"course", "opening"} & set(wants) else ""
        return replace(own, facts=facts, wants=wants, search_words=search_words)

    def _answers(self, own: Understanding, last: Remembered, today: date) -> Understanding | None:
        """The message as the answer to the question just asked; None if it is something else."""
        text = own.text.strip()
        named = tuple(str(f) for f in last.context.get("named", ()))
        scope = replace(own, wants=("eligibility",), families=named, programmes=last.programmes, leans=True)
        if len(text) > LONGEST_ANSWER or own.families or own.unknown or text.endswith(("?", "？")):
            return None
        if declines(text):
            return replace(scope, declined=last.asked)
        value = answer_to_fact(last.asked, text, today, self._base.taxonomy.regions)
        others = tuple(f for f in facts_in(text, today) if f.field != last.asked)
        if value is not None:
            return replace(scope, facts=(Fact(last.asked, value, text), *others))
        return replace(scope, facts=others) if others and "eligibility" in last.wants else None

    def _lean(self, own: Understanding, last: Remembered | None, folded: str, lowered: str) -> Understanding:
        """Carries the subject of the turn before into a message that has none of its own."""
        if last is None or not (last.families or last.context):
            return own
        follows = bool(w.FOLLOWS.match(folded) or w.FOLLOWS_EN.match(lowered))
        short = len(folded) <= 22 or (own.lang == "en" and len(lowered.split()) <= 7)
        subject = own.families or own.unknown or own.filters.occupations or own.filters.skills
        if not (follows or short) or w.SMALL_TALK.fullmatch(folded):
            return own
        if subject:
            topics = own.topics or (last.topics if follows or w.SAME_OF.search(own.text) else ())
            return replace(own, topics=topics, leans=topics != own.topics)
        topics = own.topics or last.topics
        names = " ".join(self._base.families[f].short[own.lang] for f in last.families if f in self._base.families)
        return replace(
            own,
            families=last.families,
            programmes=own.programmes or last.programmes,
            topics=topics,
            query=f"{names} {own.text}".strip(),
            leans=True,
        )

    def _facts(
        self, own: Understanding, mentions: Sequence[Mention], today: date, conversation: Conversation
    ) -> tuple[Fact, ...]:
        about_nesp = "nesp" in own.families or "구직촉진" in own.text or "수당" in own.text or "allowance" in own.text
        facts = list(facts_in(own.text, today, about_nesp=about_nesp))
        for mention in mentions:
            near = own.text[mention.start : mention.end + 8]
            if mention.kind == "region" and len(mention.ids) == 1 and _LIVES.search(_around(own.text, mention)):
                facts.append(Fact("region", mention.ids[0], mention.surface))
            elif mention.kind == "skill" and w.HOLDS.search(own.text[mention.end : mention.end + 14]):
                facts.append(Fact("skills", (mention.ids[0],), near.strip()))
            elif mention.kind == "occupation" and w.WANTS_JOB.search(own.text[mention.end : mention.end + 16]):
                facts.append(Fact("wants.occupations", (mention.ids[0],), mention.surface))
        merged: dict[str, Fact] = {}
        for fact in facts:
            if fact.field in merged and isinstance(fact.value, tuple):
                old = merged[fact.field]
                fact = Fact(fact.field, tuple(dict.fromkeys((*old.value, *fact.value))), f"{old.words}, {fact.words}")
            merged.setdefault(fact.field, fact)
            if isinstance(fact.value, tuple):
                merged[fact.field] = fact
        return tuple(merged.values())

    def _wants(
        self,
        own: Understanding,
        mentions: Sequence[Mention],
        folded: str,
        lowered: str,
        last: Remembered | None,
    ) -> tuple[Want, ...]:
        if w.SMALL_TALK.fullmatch(folded) or w.SMALL_TALK_EN.fullmatch(lowered.strip(" .!?~")):
            return ("small_talk",)
        known = bool(own.families or own.unknown)
        named = any(m.kind in ("skill", "occupation") for m in mentions)
        if not known and not own.leans and w.is_elsewhere(folded, lowered):
            return ("out_of_scope",)
        found: list[Want] = []
        search = w.search_wants(own, folded, lowered, named=named)
        if last and own.leans and not own.topics and {"course", "opening"} & set(last.wants):
            search = tuple(x for x in ("course", "opening") if x in last.wants)
        found += search
        if w.WHAT_CAN_I_GET.search(folded) or w.WHAT_CAN_I_GET_EN.search(lowered):
            found.insert(0, "eligibility")
        if w.PATHWAY.search(folded) or w.PATHWAY_EN.search(lowered):
            found.append("pathway")
        if (len(own.families) > 1 and (w.COMPARE.search(folded) or w.COMPARE_EN.search(lowered))) or (len(own.programmes) > 1 and (w.COMPARE.search(folded) or w.COMPARE_EN.search(lowered))):
            found.append("comparison")
        if own.families and own.about_me and {"who", "age"} & set(own.topics) and own.facts:
            found.append("eligibility")
        if "apply" in own.topics and not search:
            found.append("steps")
        if not found or own.families or (own.topics and not search):
            found.append("guideline")
        return tuple(dict.fromkeys(found))

    def _widest(self, ids: Sequence[str]) -> list[str]:
        """Of regions that hold one another only the widest: 제주 is the province and its city."""
        holds = self._base.taxonomy.regions.contains
        return [i for i in ids if not any(o != i and holds(o, i) for o in ids)]

    def _filters(self, mentions: Sequence[Mention], text: str, today: date) -> Filters:
        folded, lowered = fold_plain(text), text.lower()
        regions: list[str] = []
        ambiguous = ""
        places: list[str] = []
        for mention in mentions:
            if mention.kind == "region":
                ids = self._widest(mention.ids)
                regions += ids
                places.append(mention.surface if len(ids) > 1 else "")
                ambiguous = mention.surface if len(ids) > 1 and not w.MANY_ON_PURPOSE.search(text) else ambiguous
        employment: tuple[Employment, ...] = tuple(
            code for code, pattern in w.EMPLOYMENT if pattern.search(folded) or pattern.search(lowered)
        )
        modes: tuple[CourseMode, ...] = tuple(
            code for code, pattern in w.MODES if pattern.search(folded) or pattern.search(lowered)
        )
        pay = next((f.value for f in facts_in(text, today) if f.field == "wants.pay_min_monthly"), None)
        return Filters(
            regions=tuple(dict.fromkeys(regions)),
            skills=tuple(_ids(mentions, "skill")),
            occupations=tuple(_ids(mentions, "occupation")),
            employment=employment,
            modes=modes,
            remote=bool(w.REMOTE.search(folded) or w.REMOTE.search(lowered)),
            newcomer=bool(w.NEWCOMER.search(folded) or w.NEWCOMER_EN.search(lowered)),
            sme=bool(w.SME.search(folded) or w.SME_EN.search(lowered)),
            pay_min_monthly=pay,
            ambiguous_region=ambiguous,
            places=tuple(p for p in places if p),
        )


def _meant(mentions: Sequence[Mention], *, searching: bool) -> list[Mention]:
    """The mentions without those that only sound like names here.

    Where something is looked for, 스마트공장 is a field of work and not the subsidy for firms, and 강의 is the course
    itself and not the skill of teaching.
    """
    if not searching:
        return list(mentions)
    fields = {(m.start, m.end) for m in mentions if m.kind in ("skill", "occupation")}
    return [
        m
        for m in mentions
        if not (m.kind in ("family", "programme") and (m.start, m.end) in fields)
        and not (m.kind in ("skill", "occupation") and m.surface in w.THE_THING_ITSELF)
    ]


def _ids(mentions: Sequence[Mention], kind: str) -> list[str]:
    return list(dict.fromkeys(i for m in mentions if m.kind == kind for i in m.ids))


def _around(text: str, mention: Mention) -> str:
    return text[max(0, mention.start - 12) : mention.end + 8]


def _search_words(text: str, mentions: Sequence[Mention]) -> str:
    """The message without places and filler: what the thing itself is called."""
    spans = sorted((m.start, m.end) for m in mentions if m.kind == "region")
    out, at = [], 0
    for start, end in spans:
        out.append(text[at:start])
        at = max(at, end)
    out.append(text[at:])
    return w.FILLER.sub(" ", " ".join(out)).strip()
