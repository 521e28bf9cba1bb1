"""One turn, as a list of steps. Each step is a small function; nothing else lives here.

understand → look up → say → check → show: `run_turn` is a plain generator of events, and its last is the answer.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.answer import (
    Answer,
    Answered,
    Asked,
    Cards,
    Citation,
    Event,
    Line,
    Masked,
    Sentence,
    Status,
    Warning_,
    render_text,
)
from assistant.compose import Composer
from assistant.distress import SELF_INSULT
from assistant.errors import ProfileError
from assistant.evidence import Draft, DraftLine
from assistant.grounding.sentences import ground
from assistant.guards import Guarded, guard
from assistant.history import Conversation, Remembered
from assistant.model.side import ModelTurn
from assistant.replies import reply
from assistant.stops import stop_draft
from assistant.understanding import Understanding
from assistant.understanding.amount_inputs import carried
from assistant.understanding.heard import alone
from assistant.understanding.rules import RulesReader
from assistant.understanding.search_on import remembered_search
from assistant.words import fact_text
from knowledge.errors import KnowledgeError
from knowledge.models import Lang
from knowledge.text.figures import Figure, figure_set
from knowledge.text.normalise import language


@dataclass(slots=True)
class Trace:
    """What the log may hold of a turn: codes and timings, no words."""

    timings: dict[str, float] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.timings[name] = round((time.perf_counter() - started) * 1000, 2)


def run_turn(
    reader: RulesReader,
    composer: Composer,
    conversation: Conversation,
    message: str,
    *,
    today: date,
    lang: Lang | None,
    log: Callable[[dict[str, object]], None],
    model: ModelTurn | None = None,
) -> Iterator[Event]:
    """Answers `message` and moves `conversation` on. Yields `Masked` first and `Answered` last; never raises for
    what a person typed. `model` is the language model's part, where there is one."""
    trace = Trace()
    with trace.step("guard"):
        guarded = guard(message)
    yield Masked(guarded.text, guarded.masked)
    if guarded.stop or conversation.careful:
        model = None  # crisis, misuse, promises and orders are answered in our own words only, and so is what follows
    try:
        draft, u = _draft(reader, composer, conversation, guarded, message, today, lang, trace, model)
        allowed = _allowed(conversation, u)
        yield from _show(composer, conversation, guarded, draft, u, trace, log, allowed, model)
    except KnowledgeError:
        # The one place where a base that can't be read becomes words; the log keeps the code.
        answer_lang = lang or conversation.lang or "ko"
        draft = Draft(Status.UNAVAILABLE, (DraftLine("warm", reply("unavailable", answer_lang)),))
        u = Understanding(guarded.text, answer_lang, False, (), guarded.text)
        yield from _show(composer, conversation, guarded, draft, u, trace, log, frozenset())


def _draft(
    reader: RulesReader,
    composer: Composer,
    conversation: Conversation,
    guarded: Guarded,
    raw: str,
    today: date,
    lang: Lang | None,
    trace: Trace,
    model: ModelTurn | None,
) -> tuple[Draft, Understanding]:
    if guarded.stop in ("crisis", "violence", "control", "empty", "too_long"):
        spoken = language(raw[:2_000])
        answer_lang: Lang = lang or ("en" if spoken == "en" else None) or (conversation.lang or "ko")
        u = Understanding(guarded.text, answer_lang, False, (), guarded.text)
        return stop_draft(guarded.stop, answer_lang), u
    with trace.step("understand"):
        # What people call themselves in a dark hour says how they feel, not what they look for.
        u = reader.read(SELF_INSULT.sub(" ", guarded.text), conversation, today, lang)
        u = replace(u, text=guarded.text)
        u = model.understand(u, conversation, today) if model else u
    with trace.step("profile"):
        notes = _merge(conversation, u)
        if u.declined and u.declined not in conversation.skipped:
            conversation.skipped.append(u.declined)
    with trace.step("look_up_and_say"):
        draft = composer.compose(u, conversation, guarded.stop, today)
    if notes:
        draft = _with_lines(draft, notes)
    return draft, u


def _merge(conversation: Conversation, u: Understanding) -> list[DraftLine]:
    """Takes the facts heard into the profile; says when a newer one replaced an older one, or couldn't be."""
    notes = []
    for fact in (*u.facts, *alone(conversation.profile, u.facts)):
        try:
            conversation.profile, replaced = conversation.profile.merge([fact])
        except ProfileError:
            notes.append(DraftLine("understood", reply("not_taken", u.lang, words=fact.words)))
            continue
        for old, new in replaced:
            if old.field not in ("nesp_reported_income",):  # a what-if figure changes with every question
                words = {"old": fact_text(old.field, old.value, u.lang), "new": fact_text(new.field, new.value, u.lang)}
                notes.append(DraftLine("understood", reply("replaced", u.lang, **words)))
    return notes


def _with_lines(draft: Draft, notes: list[DraftLine]) -> Draft:
    lines = list(draft.lines)
    at = next((i for i, line in enumerate(lines) if line.kind == "who"), len(lines))
    lines[at:at] = notes
    return replace(draft, lines=tuple(lines))


def _allowed(conversation: Conversation, u: Understanding) -> frozenset[Figure]:
    """Figures a line may carry beside its evidence: what the person said."""
    said = [u.text, *(str(v.value) for v in conversation.profile.views())]
    said += [text for v in conversation.profile.views() for text in v.text.values()]
    return frozenset(f for text in said for f in figure_set(text))


def _show(
    composer: Composer,
    conversation: Conversation,
    guarded: Guarded,
    draft: Draft,
    u: Understanding,
    trace: Trace,
    log: Callable[[dict[str, object]], None],
    allowed: frozenset[Figure],
    model: ModelTurn | None = None,
) -> Iterator[Event]:
    lines: list[Line] = []
    citations: list[Citation] = []
    computed = composer.counts(draft)
    allowed = allowed | computed
    worded = model.word(draft, u, conversation, computed) if model else draft.lines
    with trace.step("check_and_show"):
        for line, new in ground(composer.base, worded, u.lang, allowed=allowed, dropped=trace.dropped.append):
            lines.append(line)
            citations += new
            yield Sentence(line, new)
    status, warnings = _after_check(draft, lines, trace, u.lang)
    if composer.base.words_only:
        warnings = (*warnings, Warning_("words_only", reply("words_only", u.lang)))
    if model:
        warnings = (*warnings, *model.warnings(u.lang))
        status = Status.PARTIAL if model.lost and status == Status.ANSWERED else status
    if draft.courses or draft.openings:
        yield Cards(draft.courses, draft.openings)
    if draft.asks or draft.suggestions:
        yield Asked(draft.asks, draft.suggestions)
    answer = Answer(
        id=uuid.uuid4().hex[:12],
        status=status,
        language=u.lang,
        text=render_text(tuple(lines)),
        lines=tuple(lines),
        citations=tuple(citations),
        decisions=draft.decisions,
        amounts=draft.amounts,
        courses=draft.courses,
        openings=draft.openings,
        pathways=draft.pathways,
        asks=draft.asks,
        suggestions=draft.suggestions,
        profile=conversation.profile.views(),
        warnings=warnings,
        mode=model.mode if model else "offline",
        timings_ms=dict(trace.timings),
    )
    _remember(conversation, guarded, u, answer, composer.settings_max_turns)
    log(_log_entry(answer, u, trace) | (model.entry() if model else {}))
    yield Answered(answer)


def _after_check(
    draft: Draft, lines: list[Line], trace: Trace, lang: Lang
) -> tuple[Status, tuple[Warning_, ...]]:
    warnings = draft.warnings
    if not trace.dropped:
        return draft.status, warnings
    warnings = (*warnings, Warning_("dropped_lines", reply("unsupported", lang)))
    had_lead = any(line.kind == "lead" for line in draft.lines)
    has_lead = any(line.kind == "lead" for line in lines)
    if had_lead and not has_lead:
        return Status.UNSUPPORTED, warnings
    return (Status.PARTIAL if draft.status == Status.ANSWERED else draft.status), warnings


def _remember(conversation: Conversation, guarded: Guarded, u: Understanding, answer: Answer, most: int) -> None:
    if answer.status == Status.CRISIS:
        conversation.careful = True
        return  # what was said in a crisis is kept nowhere
    conversation.lang = u.lang
    sections = tuple(c.id for c in answer.citations if c.kind == "section")
    families = u.families or tuple(dict.fromkeys(s.split("/")[0] for s in sections[:1]))
    cards = tuple(c.cohort for c in answer.courses) + tuple(o.id for o in answer.openings)
    conversation.turns.append(
        Remembered(
            message=guarded.text,
            answer_id=answer.id,
            status=answer.status.value,
            text=answer.text,
            wants=tuple(u.wants),
            families=families,
            programmes=u.programmes,
            topics=u.topics,
            sections=sections,
            query=u.query,
            cards=cards,
            asked=answer.asks[0].field if answer.asks else "",
            context={
                "regions": list(u.filters.regions),
                "skills": list(u.filters.skills),
                "occupations": list(u.filters.occupations),
                "named": list(u.families),
                "guided": bool(u.guided),
                "amounts": [carried(a) for a in answer.amounts[:2]],
                "search": remembered_search(u),
                **_of_pathways(answer, u),
            },
        )
    )
    del conversation.turns[:-most]


def _of_pathways(answer: Answer, u: Understanding) -> dict[str, object]:
    """What a tap on "another course" needs: the goal, the steps chosen so far, the words that ask for others."""
    if not answer.pathways:
        return {}
    swaps = {text: [s.kind, s.id] for p in answer.pathways for s in p.swaps for text in s.text.values()}
    return {"goal": answer.pathways[0].goal, "pins": dict(u.pins), "swaps": swaps}


def _log_entry(answer: Answer, u: Understanding, trace: Trace) -> dict[str, object]:
    """Codes, ids and timings. A crisis leaves its status and nothing else."""
    if answer.status == Status.CRISIS:
        return {"answer": answer.id, "status": answer.status.value}
    return {
        "answer": answer.id,
        "status": answer.status.value,
        "lang": answer.language,
        "wants": list(u.wants),
        "families": list(u.families),
        "topics": list(u.topics),
        "sections": [c.id for c in answer.citations if c.kind == "section"],
        "courses": len(answer.courses),
        "openings": len(answer.openings),
        "dropped": trace.dropped,
        "mode": answer.mode,
        "timings_ms": trace.timings,
    }
