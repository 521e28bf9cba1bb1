"""Answers from decisions: how a person stands with the programmes they named, or with all of them, best doors first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Ask, LineKind, Status
from assistant.eligibility.decision import ConditionResult, Decision
from assistant.evidence import Draft, DraftLine, Support
from assistant.replies import fit_particles, reply
from assistant.writers.common import who_line
from knowledge.base import Base
from knowledge.models import Lang

MOST_NAMED = 3
MOST_DOORS = 3
_SURE_DOORS = ("open", "budget")


def write_named(
    base: Base, decisions: Sequence[Decision], asks: Sequence[Ask], lang: Lang, told_now: frozenset[str] = frozenset()
) -> Draft:
    """The programmes asked about, each with its decision; the first one's conditions as details.

    What fails by a fact of `told_now` (fields) is said too: before the ways still open where it closes most of them.
    """
    one_family = len({d.family for d in decisions}) == 1
    open_ways = [d for d in decisions if d.decision != "looks_not_met"] or list(decisions[:1])
    shown = (open_ways if one_family else _best_of_family(decisions))[:MOST_NAMED]
    failed = [d for d in decisions if d not in shown and told_now & {c.field for c in d.failing}]
    if one_family and failed and shown[0].decision == "need_info":
        at = 0 if 2 * len(failed) >= len(decisions) else 1
        shown = [*shown[:at], failed[0], *shown[at:]][:MOST_NAMED]
    lines = [_decision_line(base, d, "detail" if i else "lead", lang) for i, d in enumerate(shown)]
    main = shown[0]
    told = [c for c in main.conditions if c.kind == "fact" and c.result != "unknown" and c.have is not None]
    told.sort(key=lambda c: c.result != "not_met")
    # The failing condition stands in the decision's own words already.
    told = [c for c in told if not main.failing]
    lines += [x for c in told[: max(0, 3 - len(shown))] if (x := _condition_line(base, c, lang)) is not None]
    lines += _office_line(base, main, lang)
    return _closed(base, lines, main, decisions, asks, lang)


def write_all(base: Base, decisions: Sequence[Decision], asks: Sequence[Ask], lang: Lang) -> Draft:
    """All programmes at once: the doors that look right and are open, those one answer away, what excludes what."""
    # A rule that asks for nothing fits everybody: only what the person said makes a fit worth telling.
    fits = [d for d in decisions if d.decision == "looks_met" and d.open and _rests_on_words(d)]
    sure = [d for d in fits if d.intake.state in _SURE_DOORS]
    near = [d for d in _best_of_family(decisions) if d.decision == "need_info" and d.intake.state in _SURE_DOORS]
    near = [d for d in near if not any(f.family == d.family for f in sure) and not _waits_for_a_firm(d)]
    near.sort(key=lambda d: not _rests_on_words(d))  # what the person spoke of before what is open to anybody
    order = [*sure, *near, *(d for d in fits if d not in sure)]
    lines = [_overview(base, sure, near, lang)]
    lines += [_decision_line(base, d, "detail", lang) for d in order[:MOST_DOORS]]
    lines += _exclusion_line(base, order, lang)
    return _closed(base, lines, (order or list(decisions))[0], decisions, asks, lang)


def _rests_on_words(d: Decision) -> bool:
    return any(c.kind == "fact" and c.result == "met" and c.have is not None for c in d.conditions)


def _waits_for_a_firm(d: Decision) -> bool:
    """Whether only a firm that isn't found yet could settle it: no door for today."""
    return bool(d.missing) and all(m.startswith("employer.") for m in d.missing)


def _decision_line(base: Base, d: Decision, kind: LineKind, lang: Lang) -> DraftLine:
    return DraftLine(kind, d.text[lang], _supports(base, d, lang))


def _closed(
    base: Base,
    lines: list[DraftLine],
    main: Decision,
    decisions: Sequence[Decision],
    asks: Sequence[Ask],
    lang: Lang,
) -> Draft:
    section = base.section(main.intake.citation, lang)
    who = who_line(base, section, lang) if section is not None else None
    lines.append(who if who is not None else DraftLine("note", reply("office_decides", lang)))
    status = Status.CLARIFY if asks and all(d.decision == "need_info" for d in decisions) else Status.ANSWERED
    return Draft(status, tuple(lines), asks=tuple(asks[:1]), decisions=tuple(decisions))


def _overview(base: Base, fits: Sequence[Decision], near: Sequence[Decision], lang: Lang) -> DraftLine:
    supports = tuple(s for d in (*fits, *near)[:MOST_DOORS] for s in _supports(base, d, lang)[:1])
    names = ", ".join(base.programmes[d.programme].names[lang] for d in fits[:MOST_DOORS])
    others = ", ".join(dict.fromkeys(base.families[d.family].short[lang] for d in near[:MOST_DOORS]))
    if lang == "ko":
        first = (
            f"말씀해 주신 것으로는 {names} 요건에 맞아 보여요."
            if names
            else "몇 가지만 알려 주시면 볼 수 있는 제도가 있어요."
        )
        second = f" {others}은(는) 한두 가지를 더 알면 볼 수 있어요." if others else ""
        return DraftLine("lead", fit_particles(first + second), supports)
    first = (
        f"From what you told me, you look right for {names}."
        if names
        else "A few facts about you would open some doors."
    )
    second = f" One or two more answers would settle {others}." if others else ""
    return DraftLine("lead", first + second, supports)


def _best_of_family(decisions: Sequence[Decision]) -> list[Decision]:
    """One decision a family, the best door of each; the order stays. Of doors alike, one that a group opens which the
    person belongs to comes before one for their age."""
    kept: dict[str, Decision] = {}
    for d in decisions:
        first = kept.setdefault(d.family, d)
        if first.decision == d.decision and _by_group(d) and not _by_group(first):
            kept[d.family] = d
    return list(kept.values())


def _by_group(d: Decision) -> bool:
    return any(c.field == "groups" and c.op == "has" and c.result == "met" for c in d.conditions)


def _supports(base: Base, decision: Decision, lang: Lang) -> tuple[Support, ...]:
    """The sections behind a decision: of the conditions it names, and of its intake."""
    ids = [c.citation for c in (*decision.failing, *(c for c in decision.conditions if c.have is not None))]
    ids.append(decision.intake.citation)
    found = [s for i in dict.fromkeys(ids) if (s := base.section(i, lang)) is not None]
    return tuple(Support("section", s.id, s.lead) for s in found[:2])


def _condition_line(base: Base, c: ConditionResult, lang: Lang) -> DraftLine | None:
    section = base.section(c.citation, lang)
    if section is None:
        return None
    return DraftLine("detail", c.text[lang], (Support("section", section.id, section.lead),))


def _office_line(base: Base, decision: Decision, lang: Lang) -> list[DraftLine]:
    """What only the office can judge, in one line."""
    judged = [c for c in decision.conditions if c.kind == "office" and c.op == "judged"]
    lines = [_condition_line(base, c, lang) for c in judged[:1]]
    return [line for line in lines if line is not None]


def _exclusion_line(base: Base, decisions: Sequence[Decision], lang: Lang) -> list[DraftLine]:
    """Which of the doors shown can't be had at the same time."""
    shown = {d.programme: d for d in decisions[:MOST_DOORS]}
    for d in shown.values():
        clash = [p for p in d.excludes if p in shown]
        section = base.section(d.intake.citation, lang)
        if clash and section is not None:
            one, other = base.programmes[d.programme].names[lang], base.programmes[clash[0]].names[lang]
            both = {"ko": f"{one}, {other}은(는) 동시에 할 수 없어요.", "en": f"{one} and {other} exclude one another."}
            return [DraftLine("detail", fit_particles(both[lang]), _supports(base, d, lang))]
    return []
