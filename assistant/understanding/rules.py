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
from assistant.understanding import Filters, Understanding, Want, firm, followups, guided, search_on, told
from assistant.understanding import wants as w
from assistant.understanding.facts import facts_in
from assistant.understanding.heard import asked_about, facts_of, of_a_firm, of_the_person, widest
from assistant.understanding.names import KnownTerms, unknown_names
from assistant.understanding.sought import search_words
from assistant.understanding.topics import topics_of
from assistant.understanding.where import towns_of_work, whole_places
from assistant.understanding.wishes import start_in, wishes_in
from knowledge.base import Base
from knowledge.models import LANGS, CourseMode, Employment, Lang
from knowledge.text.aliases import Mention
from knowledge.text.normalise import language

_KOREAN_ENDING = re.compile(r"[가-힣]{2,}\s*[?!.~ㅠㅜㅋㅎ]*\s*$")  # English nouns in a Korean sentence
_PAYS_FOR_COURSES = frozenset({"learning-card", "kdt"})
LONGEST_ANSWER = 40  # characters; what is longer is a message of its own


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
        if (switched := self._switched(text, conversation, today)) is not None:
            return switched
        text = w.without_taken_back(text, self._base.lexicon.find(text))
        lang = lang or followups.language_asked(conversation)
        spoken = language(text, conversation.lang or "ko")  # a bare "25" goes on in the language spoken so far
        spoken = "ko" if spoken == "en" and _KOREAN_ENDING.search(text) else spoken
        answer_lang = lang or (spoken if spoken in ("ko", "en") else None) or conversation.lang or "ko"
        folded, lowered = fold_plain(text), text.lower()
        searching = w.looks_for_something(folded, lowered)
        # An everyday word that is also a name (Go, 고양, 조립) counts only where something is being looked for.
        mentions = [m for m in self._base.lexicon.find(text) if searching or not m.risky]
        mentions = whole_places(_meant(mentions, searching=searching), text, self._base.taxonomy.regions, today)
        mentions = towns_of_work(mentions, text, self._base.taxonomy.regions, today) if searching else mentions
        last = conversation.last
        said = self._own(text, mentions, today, spoken=spoken, lang="en" if answer_lang == "en" else "ko")
        own = of_the_person(said, mentions)
        if (swapped := guided.swapped(own, last)) is not None:
            return swapped
        if (corrected := told.read(own, last, today, self._base.taxonomy.regions)) is not None:
            return corrected
        if (answered := guided.answers(own, last, today, self._base.taxonomy)) is not None:
            return answered
        if last is not None and last.asked and (answered := self._answers(own, last, today)) is not None:
            return answered
        if (forget := guided.changes(text, last)) or guided.starts(own):
            facts = () if forget else self._facts(own, mentions, today, conversation)
            return replace(own, wants=("pathway",), guided="start", forget=forget, facts=facts)
        facts = self._facts(own, mentions, today, conversation)
        if (went_on := self._goes_on(replace(own, facts=facts), last, mentions, conversation)) is not None:
            return went_on
        own = self._lean(own, last, folded, lowered)
        own = replace(own, facts=self._facts(own, mentions, today, conversation))
        own = firm.asked(replace(own, programmes=of_a_firm(own)), conversation)
        if "combine" not in own.topics and not w.COMPARE.search(folded):
            own = replace(own, families=asked_about(own.families, own.facts))
        own = search_on.pay_is_wanted(own, searching=searching)
        wants = self._wants(own, mentions, folded, lowered, conversation)
        if "eligibility" in wants:
            own = replace(own, programmes=followups.whole_type(own.programmes, text, self._base.programmes))
        words = search_words(text, mentions, self._base.analyser.nouns) if {"course", "opening"} & set(wants) else ""
        return search_on.completed(replace(own, wants=wants, search_words=words), last)

    def _own(self, text: str, mentions: Sequence[Mention], today: date, *, spoken: str, lang: Lang) -> Understanding:
        """What the message says by itself, before anything it may lean on; wants and facts are still to be read."""
        folded, lowered = fold_plain(text), text.lower()
        programmes = [p for p in _ids(mentions, "programme") if p in self._base.programmes]
        families = [*_ids(mentions, "family"), *(self._base.programmes[p].family for p in programmes)]
        return Understanding(
            text=text, lang=lang, foreign=spoken == "other", wants=(), query=text,
            families=tuple(dict.fromkeys(families)), programmes=tuple(_ids(mentions, "programme")),
            topics=topics_of(folded, lowered),
            unknown=unknown_names(
                text, self._known, [(m.start, m.end) for m in mentions if m.kind in ("family", "programme", "lookalike")]
            ),
            filters=self._filters(mentions, text, today),
            wider=bool(w.WIDER.search(folded)),
            about_me=bool(w.ABOUT_ME.search(folded) or w.ABOUT_ME_EN.search(lowered)),
            repaired=tuple((m.surface, m.matched) for m in mentions if m.distance),
            lookalikes=tuple(_ids(mentions, "lookalike")),
        )  # fmt: skip

    def _switched(self, text: str, conversation: Conversation, today: date) -> Understanding | None:
        """The message before, answered in the language now asked for; None where no language is."""
        if (lang := followups.switched_to(text)) is None:
            return None
        if (before := followups.before_switch(conversation)) is None:
            return Understanding(text, lang, False, ("small_talk",), text)
        turn, earlier = before
        return self.read(turn.message, earlier, today, lang)

    def _goes_on(
        self, own: Understanding, last: Remembered | None, mentions: Sequence[Mention], conversation: Conversation
    ) -> Understanding | None:
        """The message as part of what went before: a search with one thing changed, its cost, both schemes spoken
        of, a fact for the decision just made; None where it stands for itself."""
        shown = self._base.cohort(last.cards[0]) if last and last.cards else None
        if shown is not None and (work := search_on.work_after(own, last, shown[0].teaches[:3], shown[0].occupations)):
            return work
        if (search := search_on.goes_on(own, last, mentions)) is not None:
            return replace(search, search_words=search.search_words or search_words(own.text, mentions, self._base.analyser.nouns))
        if (cost := search_on.asks_cost(own, last, bool(shown and shown[0].kind == "kdt"))) is not None:
            return cost
        if both := followups.both_of(own, conversation):
            names = " ".join(self._base.families[f].short[own.lang] for f in both if f in self._base.families)
            query = f"{names} {'같이' if own.lang == 'ko' else 'together'} {own.text}"
            topics = tuple(dict.fromkeys(("combine", *own.topics)))
            return replace(own, families=both, topics=topics, query=query, wants=("guideline",), leans=True)
        if last is not None and followups.adds_facts(own, last):
            named = (*map(str, last.context.get("named", ())),)
            return replace(own, families=named, programmes=last.programmes, wants=("eligibility",), leans=True)
        return None

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
        short = len(folded) <= 22 or (own.lang == "en" and len(lowered.split()) <= 8)
        subject = own.families or own.unknown or own.filters.occupations or own.filters.skills
        everything = w.WHAT_CAN_I_GET.search(folded) or w.WHAT_CAN_I_GET_EN.search(lowered)
        if not (follows or short) or w.SMALL_TALK.fullmatch(folded) or (everything and not last.context.get("named")):
            return own
        if subject:
            topics = own.topics or (last.topics if follows or w.SAME_OF.search(own.text) else ())
            if topics == own.topics:
                return own
            if not set(own.families) - set(last.families):
                return replace(own, topics=topics, leans=True)
            asked = _without(last.message, [m for m in self._base.lexicon.find(last.message) if m.kind != "region"])
            return replace(own, topics=topics, query=f"{own.text} {asked}".strip(), leans=True)  # the same of another
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
        return facts_of(own, mentions, today, conversation, self._base.taxonomy)

    def _wants(
        self,
        own: Understanding,
        mentions: Sequence[Mention],
        folded: str,
        lowered: str,
        conversation: Conversation,
    ) -> tuple[Want, ...]:
        last = conversation.last
        if w.SMALL_TALK.fullmatch(folded) or w.SMALL_TALK_EN.fullmatch(lowered.strip(" .!?~")):
            return ("small_talk",)
        known = bool(own.families or own.unknown)
        named = any(m.kind in ("skill", "occupation") for m in mentions) or bool(own.filters.skills)
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
        several = len(own.families) > 1 or len(own.programmes) > 1
        if several and (w.COMPARE.search(folded) or w.COMPARE_EN.search(lowered)):
            found.append("comparison")
        if followups.asks_standing(own, mentions, conversation) or self._asks_for_all(own, mentions, folded, conversation):
            found.append("eligibility")
        if "apply" in own.topics and not search:
            found.append("steps")
        only_paid_by = search and not own.topics and set(own.families) <= _PAYS_FOR_COURSES  # "국비 용접 학원"
        if not found or (own.families and not only_paid_by) or (own.topics and not search):
            found.append("guideline")
        return tuple(dict.fromkeys(found))

    def _asks_for_all(
        self, own: Understanding, mentions: Sequence[Mention], folded: str, conversation: Conversation
    ) -> bool:
        """Whether everything that may be had is asked for, by facts told now or before, or facts are all that's told."""
        if own.families or own.unknown or own.filters.skills or own.filters.occupations:
            return False
        known = followups.personal((*own.facts, *conversation.profile.facts))
        return bool(known and w.WHAT_IS_THERE.search(folded)) or followups.only_facts(own, mentions)

    def _filters(self, mentions: Sequence[Mention], text: str, today: date) -> Filters:
        folded, lowered = fold_plain(text), text.lower()
        regions: list[str] = []
        ambiguous = ""
        places: list[str] = []
        for mention in mentions:
            if mention.kind == "region":
                ids = widest(mention.ids, self._base.taxonomy.regions)
                regions += ids
                places.append(mention.surface if len(ids) > 1 else "")
                several = len(self._base.taxonomy.regions.readings(mention.surface, today)) > 1
                ambiguous = mention.surface if several and not w.MANY_ON_PURPOSE.search(text) else ambiguous
        employment: tuple[Employment, ...] = tuple(
            code for code, pattern in w.EMPLOYMENT if pattern.search(folded) or pattern.search(lowered)
        )
        way = _without(text, [m for m in mentions if m.kind in ("skill", "occupation")])  # 온라인 마케팅 is a trade
        modes: tuple[CourseMode, ...] = tuple(
            code for code, pattern in w.MODES if pattern.search(fold_plain(way)) or pattern.search(way.lower())
        )
        pay = next((f.value for f in facts_in(text, today) if f.field == "wants.pay_min_monthly"), None)
        return Filters(
            regions=tuple(dict.fromkeys(regions)),
            skills=tuple(_ids(mentions, "skill")) or w.broad_skills(text, mentions),
            occupations=tuple(_ids(mentions, "occupation")),
            employment=employment,
            modes=modes,
            remote=bool(w.REMOTE.search(folded) or w.REMOTE.search(lowered)),
            newcomer=bool(w.NEWCOMER.search(folded) or w.NEWCOMER_EN.search(lowered)),
            sme=bool(w.SME.search(folded) or w.SME_EN.search(lowered)),
            dormitory=bool(w.DORMITORY.search(folded) or w.DORMITORY.search(lowered)),
            starts=start_in(text, today),
            wishes=wishes_in(text),
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


def _without(text: str, mentions: Sequence[Mention]) -> str:
    """The message without some of the names in it."""
    spans = sorted((m.start, m.end) for m in mentions)
    out, at = [], 0
    for start, end in spans:
        out.append(text[at:start])
        at = max(at, end)
    out.append(text[at:])
    return " ".join(out).strip()
