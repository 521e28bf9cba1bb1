"""Steps 4 to 6 of a turn: look up for every want, and let the writer of that want draft it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.answer import Amount, Status
from assistant.benefits import InputError, amounts
from assistant.both import beside_the_way, with_the_way
from assistant.deciding import Deciding, rule_leads
from assistant.distress import looks_low
from assistant.evidence import Draft, DraftLine, Evidence, join_drafts
from assistant.guards import Stop, fold_plain
from assistant.guided import where_to_look
from assistant.history import Conversation
from assistant.lookup import GUESS, SURE, CatalogueLookup, SectionLookup
from assistant.low import is_for_us, low_draft, only_low, warmed
from assistant.pathway.wayfinding import Wayfinding
from assistant.replies import reply
from assistant.stops import stop_draft
from assistant.understanding import Understanding
from assistant.understanding.amount_inputs import read
from assistant.understanding.amount_words import earned_not_named
from assistant.understanding.tones import CLAIMED, EARNING, EN_STOP, HOW_TO_HIDE, INSULT, STEPS
from assistant.writers.amount import amount_figures, write_amounts
from assistant.writers.cards import write_cards
from assistant.writers.common import next_questions, who_line
from assistant.writers.guideline import unsure, write_comparison, write_guideline, write_steps
from knowledge.base import Base
from knowledge.models import Query, Retrieval, Section
from knowledge.text.figures import Figure, figure_set

FEW = 3  # fewer finds than this, and occupations near the skill are looked at as well
NOTHING = Retrieval(Query("", "course", date.min), (), (), {})
_RULE_QUERY = {
    "ko": "소득 신고 안 하면 부정수급 환수 거짓 신고",
    "en": "undeclared income fraud false report money returned",
}


class Composer:
    """Drafts the answer to an understood message from one knowledge base."""

    def __init__(self, base: Base, *, max_turns: int) -> None:
        self.base = base
        self.settings_max_turns = max_turns
        self._sections = SectionLookup(base)
        self._catalogue = CatalogueLookup(base)
        self._deciding = Deciding(base)
        self._wayfinding = Wayfinding(base, self._deciding.eligibility)

    def reload(self) -> None:
        """After the base changed."""
        self._sections.reload()
        self._deciding = Deciding(self.base)
        self._wayfinding = Wayfinding(self.base, self._deciding.eligibility)

    def compose(self, u: Understanding, conversation: Conversation, stop: Stop | None, today: date) -> Draft:
        """The draft for a message: the wants in order, the first leads; a warm word first for somebody who is low."""
        if stop is None and not conversation.careful and looks_low(u.text) and not is_for_us(u):
            low = low_draft(self.base, u) if only_low(u) else None
            return warmed(self.base, low or self._composed(u, conversation, stop, today), u)
        return self._composed(u, conversation, stop, today)

    def _composed(self, u: Understanding, conversation: Conversation, stop: Stop | None, today: date) -> Draft:
        if stop in ("injection", "scam"):
            return stop_draft(stop, u.lang)
        if stop in ("hide", "change_life", "promise"):
            return self._careful(u, stop, today)
        if u.guided:
            return self._framed(self._wayfinding.guided(u, conversation, today), u, conversation)
        if u.wants == ("small_talk",):
            return self._small_talk(u, conversation)
        if u.wants == ("out_of_scope",):
            return Draft(Status.OUT_OF_SCOPE, (DraftLine("warm", reply("out_of_scope", u.lang)),))
        if (asked := beside_the_way(u)) is not None:
            found = self._amounts(asked, conversation, today) or self._guideline(asked, today)
            if (both := with_the_way(self.base, found, u)) is not None:
                return self._framed(both, u, conversation)
        computed = self._amounts(u, conversation, today)
        # A claim put forward is set right first; a plain question for a figure gets the figure.
        if computed is not None and not (CLAIMED.search(fold_plain(u.text)) and self._sections.corrections(u)):
            return self._framed(computed, u, conversation)
        if u.unknown and not u.families:
            return self._unknown(u, today)
        if "eligibility" in u.wants and (decided := self._deciding.draft(u, conversation, today)) is not None:
            return self._framed(self._with_rule(decided, u, today), u, conversation)
        if "pathway" in u.wants and (way := self._wayfinding.draft(u, conversation, today)) is not None:
            return self._framed(way, u, conversation)
        drafts: list[Draft] = []
        if {"course", "opening"} & set(u.wants):
            drafts.append(self._cards(u, conversation, today))
        if not drafts or {"guideline", "steps", "comparison"} & set(u.wants):
            drafts.append(self._guideline(u, today))
        draft = join_drafts(drafts)
        if u.unknown:
            note = DraftLine("note", reply("unknown_name", u.lang, name=u.unknown[0]))
            status = Status.PARTIAL if draft.status == Status.ANSWERED else draft.status
            draft = replace(draft, status=status, lines=(note, *draft.lines))
        return self._framed(draft, u, conversation)

    def _with_rule(self, decided: Draft, u: Understanding, today: date) -> Draft:
        """Where more has to be known, the rule itself leads: "tell me four things" alone answers nobody."""
        open_question = decided.decisions and all(d.decision == "need_info" for d in decided.decisions[:1])
        if not (open_question and u.families) or u.leans:
            return decided
        rule = self._guideline(replace(u, wants=("guideline",)), today)
        if rule.status is not Status.ANSWERED or not rule_leads(self.base, rule, decided, u):
            return decided
        lead = [line for line in rule.lines if line.kind in ("note", "lead")]
        rest = [replace(line, kind="detail") if line.kind == "lead" else line for line in decided.lines[:2]]
        tail = [line for line in decided.lines[2:] if line.kind in ("who", "note")]
        return replace(decided, lines=(*lead, *rest, *tail), suggestions=rule.suggestions)

    def counts(self, draft: Draft) -> frozenset[Figure]:
        """Figures that a draft's own count lines may carry: they are computed here, not quoted."""
        texts = [line.text for line in draft.lines if line.kind == "understood"]
        if draft.courses or draft.openings:
            texts += [line.text for line in draft.lines if any(s.kind != "section" for s in line.supports)]
        # Rules are proved to carry their sections' figures (tests/assistant/test_eligibility*.py).
        texts += [text for d in draft.decisions for c in (d, *d.conditions) for text in c.text.values()]
        return frozenset(f for text in texts for f in figure_set(text)) | amount_figures(draft.amounts)

    def words(self, text: str) -> list[str]:
        """The content words of a message, for choosing details that fit it."""
        nouns = [n for n in self.base.analyser.nouns(text) if len(n) > 1]
        english = [w for w in re.findall(r"[a-z][a-z-]{2,}", text.lower()) if w not in EN_STOP]
        numbers = re.findall(r"\d[\d,.]*\s?(?:만|억|천)?\s?(?:원|인|개월|시간|%)?", text)
        return list(dict.fromkeys([*nouns, *english, *(n.strip() for n in numbers)]))

    def _amounts(self, u: Understanding, conversation: Conversation, today: date) -> Draft | None:
        """The figure asked for, worked out; None where the message asks for none."""
        if not u.families and not all(earned_not_named(name) for name in u.unknown):
            return None
        found: list[Amount] = []
        skip: tuple[str, ...] = ()
        for request in read(u, conversation.profile, today, conversation.last):
            profile = conversation.profile
            for field in request.ignore:
                profile = profile.without(field)
            skip += request.skip
            try:
                found += amounts(profile, request.inputs, today, wanted=(request.name,))
            except InputError:
                continue  # what was heard can't be (a course of 900,000 hours): the sections answer
        return write_amounts(self.base, u.lang, found, skip) if found else None

    def _guideline(self, u: Understanding, today: date) -> Draft:
        corrections = self._sections.corrections(u)
        found, retrieval = self._sections.find(u, today)
        evidence = Evidence(corrections=corrections, found=found)
        sure = 1.0 if corrections else self._sections.sureness(u, found, retrieval)
        if evidence.empty or sure < GUESS:
            return self._nothing(u, retrieval)
        if sure < SURE:
            return unsure(evidence.sections, u.lang)
        if "comparison" in u.wants and not self._compares(u, evidence.sections[0]):
            draft = self._comparison(u, today)
            if draft is not None:
                return draft
        folded = fold_plain(u.text)
        if "steps" in u.wants and not corrections and STEPS.search(folded):
            lead = found[0].sections[0] if found else None
            own = [s for f in found for s in f.sections if lead is None or s.family == lead.family]
            steps = write_steps(self.base, u, replace(evidence, found=(replace(found[0], sections=tuple(own)),)), today)
            if steps is not None and set(u.topics[:2]) & {"apply"}:
                return steps
        return write_guideline(self.base, u, evidence, today, self.words(u.text))

    def _compares(self, u: Understanding, section: Section) -> bool:
        """Whether the section itself sets the things asked about side by side."""
        if len(u.families) > 1:
            names = [self.base.families[f] for f in u.families]
            return all(n.short[u.lang] in section.text or n.id == section.family for n in names)
        kinds = {p.rsplit("-", 1)[0] if p.count("-") > 1 else p for p in section.programmes}
        asked = {p.rsplit("-", 1)[0] if p.count("-") > 1 else p for p in u.programmes}
        return bool(asked) and (asked <= kinds or (not kinds and "overview" in section.topics))

    def _comparison(self, u: Understanding, today: date) -> Draft | None:
        subjects = u.programmes if len(u.programmes) > 1 else u.families
        topics = [t for t in u.topics if t not in ("overview", "combine")][:2] or ["overview", "amount"]
        pairs: list[tuple[str, list[Section]]] = []
        for subject in subjects[:3]:
            programme = self.base.programmes.get(subject)
            family = programme.family if programme else subject
            name = programme.names[u.lang] if programme else self.base.families[family].short[u.lang]
            sections = [s for t in topics if (s := self._best(u, name, family, subject, t, today)) is not None]
            pairs.append((name, sections))
        return write_comparison(self.base, u, pairs)

    def _best(self, u: Understanding, name: str, family: str, subject: str, topic: str, today: date) -> Section | None:
        own = replace(
            u, query=f"{name} {u.text}", families=(family,), programmes=(subject,) if subject != family else ()
        )
        hits = self._sections.search(own, today, topics=(topic,)).kept
        mine = [s for h in hits if isinstance(s := h.record, Section) and s.family == family]
        mine = [s for s in mine if not s.programmes or subject == family or subject in s.programmes]
        mine.sort(key=lambda s: (s.state == "planned", topic not in s.topics))
        return mine[0] if mine else None

    def _cards(self, u: Understanding, conversation: Conversation, today: date) -> Draft:
        regions = () if u.wider else u.filters.regions
        if not regions and not u.wider and (home := conversation.profile.get("region")) and not u.filters.remote:
            regions = (home,)
        courses, openings, near = NOTHING, NOTHING, False
        for near in (False, True):
            if "course" in u.wants:
                courses = self._catalogue.search(u, "course", today, regions=regions, near=near)
            if "opening" in u.wants:
                openings = self._catalogue.search(u, "opening", today, regions=regions, near=near)
            if len(courses.kept) + len(openings.kept) >= FEW or not self._catalogue.nearby(u):
                break
        draft = write_cards(
            u,
            courses.kept,
            openings.kept,
            (*courses.rejected, *openings.rejected),
            regions=regions,
            held=tuple(conversation.profile.get("skills", ())),
            as_of=today,
            asked_courses="course" in u.wants,
            asked_openings="opening" in u.wants,
            totals=(len(courses.kept), len(openings.kept)),
            near=near and bool(u.filters.skills),
        )
        if (word := u.filters.ambiguous_region) and not u.wider:  # all are shown; one tap narrows it
            places = self.base.taxonomy.regions.readings(word, today)
            draft = replace(draft, asks=(where_to_look(word, places, courses="course" in u.wants),))
        return draft

    def _careful(self, u: Understanding, stop: Stop, today: date) -> Draft:
        """Misuse, life changes and promises: the plain word first, then the rule with its section."""
        query = u.query if stop == "promise" else f"{u.query} {_RULE_QUERY[u.lang]}"
        topics = ("who", "contact") if stop == "promise" else ("penalty", "income_report")
        earning = stop != "hide" or EARNING.search(fold_plain(u.text)) or not u.families
        if not earning:
            query, topics = u.query, ("penalty", "attendance")
        found, _ = self._sections.find(replace(u, query=query, topics=topics), today)
        key, status = {
            "promise": ("promise", Status.REFUSED),
            "change_life": ("change_life", Status.ANSWERED),
            "hide": ("hide_no", Status.REFUSED),
        }[stop]
        lines = [DraftLine("warm", reply(key, u.lang))]
        if stop == "hide" and not HOW_TO_HIDE.search(fold_plain(u.text)):
            lines, status = [], Status.ANSWERED
        if found:
            draft = write_guideline(self.base, u, Evidence(found=found[:1]), today, self.words(query))
            lines += [line for line in draft.lines if line.kind != "who"][:3]
            if who := who_line(self.base, found[0].sections[0], u.lang):
                lines.append(who)
        if stop == "hide":
            lines.insert(-1, DraftLine("note", reply("hide_fix", u.lang)))
        if stop == "change_life":
            lines.insert(1, DraftLine("note", reply("change_life_ask", u.lang)))
        if stop == "promise":
            lines.append(DraftLine("note", reply("no_content_door", u.lang)))
        return Draft(status, tuple(lines))

    def _small_talk(self, u: Understanding, conversation: Conversation) -> Draft:
        folded = fold_plain(u.text)
        if conversation.careful and not re.search(r"고마|고맙|감사|thank|thx", folded):
            keys: tuple[str, ...] = ("with_you",)
        elif re.search(r"고마|고맙|감사|땡큐|ㄳ|ㄱㅅ|thank|thx", folded):
            keys = ("thanks",)
        elif u.text and INSULT.search(folded):
            keys = ("insult",)
        elif re.search(r"누구|이름|사람이야|로봇|ai야|whoare|whatareyou|areyou", folded):
            keys = ("what_i_am",)
        else:
            keys = ("hello", "hello_ask")
        lines = tuple(DraftLine("warm", reply(key, u.lang)) for key in keys)
        return self._framed(Draft(Status.ANSWERED, lines), u, conversation)

    def _unknown(self, u: Understanding, today: date) -> Draft:
        retrieval = self._sections.search(u, today)
        names = self._sections.near_names(u, retrieval)
        lines = [DraftLine("note", reply("unknown_name", u.lang, name=u.unknown[0]))]
        if names:
            lines.append(DraftLine("note", reply("near_real", u.lang, names=", ".join(names))))
        lines.append(DraftLine("who", reply("no_content_door", u.lang)))
        sections = [h.record for h in retrieval.kept[:3] if isinstance(h.record, Section)]
        return Draft(Status.NO_CONTENT, tuple(lines), suggestions=next_questions(self.base, sections, u.lang, ()))

    def _nothing(self, u: Understanding, retrieval: Retrieval) -> Draft:
        lines = [DraftLine("note", reply("no_content", u.lang)), DraftLine("who", reply("no_content_door", u.lang))]
        names = self._sections.near_names(u, retrieval)
        if names:
            lines.insert(1, DraftLine("note", reply("near_real", u.lang, names=", ".join(names))))
        return Draft(Status.NO_CONTENT, tuple(lines))

    def _framed(self, draft: Draft, u: Understanding, conversation: Conversation) -> Draft:
        """Words around the answer: a careful line after a crisis, a line for speakers of other languages."""
        lines = list(draft.lines)
        if u.foreign and u.lang == "en":
            lines.insert(0, DraftLine("note", reply("foreign", "en")))
        if conversation.careful:
            conversation.careful = False
            lines.append(DraftLine("warm", reply("careful", u.lang)))
            return replace(draft, lines=tuple(lines), suggestions=())
        return replace(draft, lines=tuple(lines))
