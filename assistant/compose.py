"""Steps 4 to 6 of a turn: look up for every want, and let the writer of that want draft it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answer import Amount, Status
from assistant.benefits import InputError, amounts
from assistant.both import asks_both, beside_the_way, with_the_figure, with_the_way
from assistant.combining import only_receives, section_on_both, what_next
from assistant.comparing import compared
from assistant.deadlines import due
from assistant.deciding import Deciding, rule_leads
from assistant.distress import looks_hurt, looks_low
from assistant.endings import (
    careful_rule,
    content_words,
    framed,
    left_out,
    nothing_found,
    put_right,
    small_talk,
    unknown_name,
)
from assistant.evidence import Draft, DraftLine, Evidence, Found, join_drafts
from assistant.guards import Stop, fold_plain
from assistant.history import Conversation
from assistant.items import several
from assistant.leaving import section_on_leaving
from assistant.life_events import opened, tells_of_oneself
from assistant.lookup import GUESS, SURE, SectionLookup
from assistant.low import consoled, is_for_us, low_draft, only_low, warmed
from assistant.other_doors import closing, elsewhere, hired_since, visa_first
from assistant.pathway.wayfinding import Wayfinding
from assistant.pointed import pointed
from assistant.reckoning import led_by, on_visa, short_insurance, waits
from assistant.replies import reply
from assistant.searching import Searching
from assistant.stops import stop_draft
from assistant.understanding import Understanding
from assistant.understanding.amount_inputs import read
from assistant.understanding.amount_words import earned_not_named
from assistant.understanding.apart import asks_apart
from assistant.understanding.tones import CLAIMED, STEPS
from assistant.understanding.wants import names_nothing
from assistant.writers.amount import amount_figures, own_case, write_amounts
from assistant.writers.common import support, without_verdict
from assistant.writers.guideline import unsure, write_comparison, write_guideline, write_steps
from knowledge.base import Base
from knowledge.models import Section
from knowledge.text.figures import Figure, figure_set


class Composer:
    """Drafts the answer to an understood message from one knowledge base."""

    def __init__(self, base: Base, *, max_turns: int) -> None:
        self.base = base
        self.settings_max_turns = max_turns
        self._sections = SectionLookup(base)
        self._searching = Searching(base)
        self._deciding = Deciding(base)
        self._wayfinding = Wayfinding(base, self._deciding.eligibility)

    def reload(self) -> None:
        """After the base changed."""
        self._sections.reload()
        self._deciding = Deciding(self.base)
        self._wayfinding = Wayfinding(self.base, self._deciding.eligibility)

    def compose(self, u: Understanding, conversation: Conversation, stop: Stop | None, today: date) -> Draft:
        """The draft for a message: the wants in order, the first leads; a warm word first for somebody who is low."""
        if stop is None and not conversation.careful and looks_hurt(u.text):
            return consoled(self._composed(u, conversation, stop, today), u)
        if stop is None and not conversation.careful and looks_low(u.text) and not is_for_us(u):
            low = low_draft(self.base, u) if only_low(u) else None
            return warmed(self.base, low or self._composed(u, conversation, stop, today), u)
        return self._composed(u, conversation, stop, today)

    def _composed(self, u: Understanding, conversation: Conversation, stop: Stop | None, today: date) -> Draft:
        if stop in ("injection", "scam", "collude"):
            return stop_draft(stop, u.lang)
        if stop in ("hide", "change_life", "promise"):
            return careful_rule(self.base, self._sections, u, stop, today)
        if u.guided:
            return framed(self._wayfinding.guided(u, conversation, today), u, conversation)
        if u.wants == ("small_talk",):
            return framed(small_talk(u, conversation), u, conversation)
        if u.wants == ("out_of_scope",):
            return Draft(Status.OUT_OF_SCOPE, (DraftLine("warm", reply("out_of_scope", u.lang)),))
        if (door := self._door(u, conversation, today)) is not None:
            return framed(door, u, conversation)
        if (asked := beside_the_way(u)) is not None:
            found = self._amounts(asked, conversation, today) or self._guideline(asked, today)
            if (both := with_the_way(self.base, found, u)) is not None:
                return framed(both, u, conversation)
        if (failing := self._deciding.fails(u, conversation, today)) is not None:
            return framed(failing, u, conversation)
        computed = self._amounts(u, conversation, today)
        # A claim put forward is set right first; a plain question for a figure gets the figure.
        if computed is not None and asks_both(u):
            decided = self._deciding.draft(u, conversation, today)
            if decided is not None and decided.decisions:
                return framed(with_the_figure(decided, computed), u, conversation)
        claimed = CLAIMED.search(fold_plain(u.text)) and self._sections.corrections(u)
        if computed is not None and not (claimed and not own_case(computed.amounts)):
            return framed(computed, u, conversation)
        if u.unknown and not u.families:
            return unknown_name(self.base, self._sections, u, today)
        about = "eligibility" in u.wants or tells_of_oneself(u)
        if about and (decided := self._deciding.draft(u, conversation, today)) is not None:
            return framed(self._with_rule(decided, u, today), u, conversation)
        if "pathway" in u.wants and (way := self._wayfinding.draft(u, conversation, today)) is not None:
            return framed(way, u, conversation)
        if names_nothing(u):
            return framed(Draft(Status.CLARIFY, (DraftLine("warm", reply("tell_more", u.lang)),)), u, conversation)
        drafts: list[Draft] = []
        if {"course", "opening"} & set(u.wants):
            drafts.append(self._searching.draft(u, conversation, today))
        if not drafts or {"guideline", "steps", "comparison"} & set(u.wants):
            drafts.append(self._guideline(u, today))
        draft = join_drafts(drafts)
        if u.unknown:
            note = DraftLine("note", reply("unknown_name", u.lang, name=u.unknown[0]))
            status = Status.PARTIAL if draft.status == Status.ANSWERED else draft.status
            draft = replace(draft, status=status, lines=(note, *draft.lines))
        return framed(draft, u, conversation)

    def _door(self, u: Understanding, conversation: Conversation, today: date) -> Draft | None:
        """What comes before the question itself: another office's matter, what is received now, an unverified visa."""
        if (other := elsewhere(self.base, u)) is not None:
            return other
        if left_out(u):
            return put_right(self.base, u, today)
        if (each := several(self.base, u, today)) is not None:
            return each
        if code := only_receives(u):
            return what_next(self.base, code, u)
        profile = conversation.profile
        wrong = self._sections.corrections(u)  # a wrong belief is put right first
        said = waits(self.base, u, profile, today) or pointed(self.base, u)
        said = said or (None if wrong else due(self.base, u, today))
        section = said[0] if said else None
        said = said if said and said[1] else None  # the section's own lead
        section = section or section_on_both(self.base, u, profile, conversation.last)
        if section is None and (of_visa := visa_first(self.base, u, profile)) is not None:
            section, said = of_visa, on_visa(of_visa, profile.get("visa"), u.lang)
        section = section or hired_since(self.base, u) or closing(self.base, u)
        if section is None and not wrong:
            section = section_on_leaving(self.base, u) or opened(self.base, u)
        if section is None:
            said = short_insurance(self.base, u) or compared(self.base, u, today)
            section = said[0] if said else None
        if section is None:
            return None
        evidence = Evidence(found=(Found("combine", (section,)),))
        rule = write_guideline(self.base, u, evidence, today, content_words(self.base, u.text))
        if said is not None:
            return self._and_the_other(led_by(rule, section, said[1]), u, section, today)
        return self._deciding.first(rule, section, u, conversation, today)

    def _and_the_other(self, draft: Draft, u: Understanding, section: Section, today: date) -> Draft:
        """The draft with a line on the figure that the message asks for in words of its own, if it does."""
        topic = next((t for t in ("amount", "when_paid", "own_share") if t in u.topics and t not in section.topics), "")
        if not topic or not asks_apart(u.text) or section.family not in u.families:
            return draft
        subject = next((p for p in u.programmes if self.base.programmes[p].family == section.family), section.family)
        name = self.base.families[section.family].short[u.lang]
        other = self._best(u, name, section.family, subject, topic, today)
        if other is None or other.id == section.id:
            return draft
        line = DraftLine("detail", without_verdict(other.lead), (support(other, other.lead),))
        at = next((n for n, x in enumerate(draft.lines, 1) if x.kind == "lead"), 1)
        return replace(draft, lines=(*draft.lines[:at], line, *draft.lines[at:]))

    def _with_rule(self, decided: Draft, u: Understanding, today: date) -> Draft:
        """Where more has to be known, the rule itself leads: "tell me four things" alone answers nobody."""
        open_question = decided.decisions and all(d.decision == "need_info" for d in decided.decisions[:1])
        if not (open_question and u.families) or u.leans:
            return decided
        rule = self._guideline(replace(u, wants=("guideline",)), today)
        if rule.status is not Status.ANSWERED or not rule_leads(self.base, rule, decided, u):
            return decided
        lead = [replace(line, text=without_verdict(line.text)) for line in rule.lines if line.kind in ("note", "lead")]
        rest = [replace(line, kind="detail") if line.kind == "lead" else line for line in decided.lines[:2]]
        tail = [line for line in decided.lines[2:] if line.kind in ("who", "note")]
        return replace(decided, lines=(*lead, *rest, *tail), suggestions=rule.suggestions)

    def counts(self, draft: Draft) -> frozenset[Figure]:
        """Figures that a draft's own count lines may carry: they are computed here, not quoted."""
        texts = [line.text for line in draft.lines if line.kind == "understood"] + list(draft.computed)
        if draft.courses or draft.openings:
            texts += [line.text for line in draft.lines if any(s.kind != "section" for s in line.supports)]
        # Rules are proved to carry their sections' figures (tests/assistant/test_eligibility*.py).
        texts += [text for d in draft.decisions for c in (d, *d.conditions) for text in c.text.values()]
        return frozenset(f for text in texts for f in figure_set(text)) | amount_figures(draft.amounts)

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
            return nothing_found(self._sections, u, retrieval)
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
        return write_guideline(self.base, u, evidence, today, content_words(self.base, u.text))

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
