"""What belongs beside a decision: papers to bring, what can't be had with it, how near a limit is, the next door."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from assistant.benefits.nesp import monthly_allowance, reference_amount
from assistant.benefits.tables import row_on
from assistant.eligibility.decision import Clash, Cliff, DecisionState, IntakeView, Paper
from assistant.eligibility.rule_eval import Evaluation
from assistant.eligibility.wording import have_words
from assistant.words import won
from knowledge.doors import NOTHING, Document, Doors
from knowledge.models import LANGS, Lang, Text
from knowledge.rules import Condition, Leaf, ProgrammeRules

if TYPE_CHECKING:  # it makes one of these for every profile
    from assistant.eligibility.decide import Eligibility

CLIFF_SHARE: Final = 0.25  # how near an entry limit (as a share of it) an amount has to be to be told of
MOST_DOORS: Final = 2  # next doors named
_MONEY: Final = ("own_income_monthly", "household_income_monthly", "household_assets")
_EARNED: Final = ("nesp_reported_income", "own_income_monthly")
_OPEN: Final = ("open", "budget", "unknown")


class Beside:
    """For one profile on one day; what programmes share is worked out once."""

    def __init__(self, eligibility: Eligibility, evaluation: Evaluation) -> None:
        self._eligibility = eligibility
        self._evaluation = evaluation
        self._states: dict[str, DecisionState] = {}
        self._papers: dict[int, Paper | None] = {}
        self._near: dict[int, tuple[int, int, int] | None] = {}

    def documents(self, programme: str) -> tuple[Paper, ...]:
        """The papers that this person may be asked for."""
        papers = (self._paper(d) for d in self._doors(programme).documents)
        return tuple(p for p in papers if p is not None)

    def clashes(self, rules: ProgrammeRules) -> tuple[Clash, ...]:
        """What can't be had at the same time, programmes first; a sentence that holds for several stands once."""
        kept = self._eligibility.clashes
        if rules.id not in kept:
            found = [Clash(e.programme, e.section, _both(e.text)) for e in rules.excludes]
            found += [Clash(c.code, c.section, _both(c.text)) for c in self._doors(rules.id).clashes]
            kept[rules.id] = tuple({c.text["ko"]: c for c in reversed(found)}.values())[::-1]
        return kept[rules.id]

    def cliffs(self, programme: str, state: DecisionState, intake: IntakeView) -> tuple[Cliff, ...]:
        """Limits above an amount the person told, nearest first; none where the door looks shut anyway."""
        if state == "looks_not_met" or intake.state == "closed":
            return ()
        told = self._evaluation.facts.profile
        near = any(told.has(f) for f in _MONEY)
        conditions = self._eligibility.conditions(programme, self._evaluation.facts.cohort) if near else ()
        found = [cliff for c in conditions if (cliff := self._entry(programme, c)) is not None]
        if (month := self._month(programme)) is not None:
            found.append(month)
        return tuple(sorted(found, key=lambda c: c.room))

    def next_doors(self, programme: str, state: DecisionState, intake: IntakeView) -> tuple[str, ...]:
        """Where else to look: none where this door is open and may fit."""
        if state != "looks_not_met" and intake.state in _OPEN:
            return ()
        known = self._eligibility.rules.programmes
        wanted = [p for p in self._doors(programme).next if p in known]
        found = [p for p in wanted if self._may_fit(p)]
        if not found:
            found = [p for p in self._eligibility.known if p != programme and self._may_fit(p)]
        return tuple(found[:MOST_DOORS])

    def _may_fit(self, programme: str) -> bool:
        if programme not in self._states:
            self._states[programme] = self._eligibility.state(programme, self._evaluation)
        day = self._evaluation.facts.as_of
        return self._states[programme] != "looks_not_met" and self._eligibility.intake(programme, day).state in _OPEN

    def _doors(self, programme: str) -> Doors:
        return self._eligibility.doors.get(programme, NOTHING)

    def _paper(self, document: Document) -> Paper | None:
        key = id(document.text)
        if key not in self._papers:
            shown = document.when is None or self._evaluation.test(document.when).result == "met"
            kept = self._eligibility.papers
            if shown and key not in kept:
                kept[key] = Paper(document.section, document.maybe, _both(document.text))
            self._papers[key] = kept[key] if shown else None
        return self._papers[key]

    def _entry(self, programme: str, c: Condition) -> Cliff | None:
        if id(c) not in self._near:
            self._near[id(c)] = self._room(c)
        found = self._near[id(c)]
        if found is None:
            return None
        assert isinstance(c.test, Leaf)
        have, top, room = found
        field, name = c.test.field, self._eligibility.programmes[programme].names
        told = {lang: have_words(field, self._evaluation, lang) for lang in LANGS}
        more, most = ({lang: won(value, lang) for lang in LANGS} for value in (room, top))
        text: dict[Lang, str] = {
            "ko": f"{told['ko']}: {more['ko']} 더 많아지면 {name.ko} 기준({most['ko']})에 맞지 않게 돼요.",
            "en": f"{told['en']}: {more['en']} more and it no longer fits {name.en} (limit {most['en']}).",
        }
        return Cliff(programme, "entry", field, have, top, room, c.section, text)

    def _room(self, c: Condition) -> tuple[int, int, int] | None:
        """What was told, the limit, and how much more is over it; None where it isn't near or not known."""
        leaf = c.test
        if not isinstance(leaf, Leaf) or leaf.field not in _MONEY or leaf.op not in ("le", "lt"):
            return None
        seen, outcome = self._evaluation.facts.see(leaf.field), self._evaluation.outcome(c)
        limit = self._evaluation.limit(leaf)
        top = limit.low if limit else leaf.value
        if seen.state != "known" or outcome.result != "met" or not outcome.applies or (limit and limit.missing):
            return None
        room = top - seen.value + (leaf.op == "le")
        return (seen.value, top, room) if 0 < room <= top * CLIFF_SHARE else None

    def _month(self, programme: str) -> Cliff | None:
        """How much more earned in a month leaves that month without the allowance."""
        section = self._doors(programme).stops_in
        told = next(((f, v) for f in _EARNED if (v := self._evaluation.facts.profile.get(f))), None)
        if not section or told is None:
            return None
        limit = _stop_line(self._evaluation.facts.as_of, self._evaluation.facts.profile.get("dependants") or 0)
        field, have = told
        if limit is None or have >= limit:
            return None
        room = limit - have
        text: dict[Lang, str] = {
            "ko": f"수당을 받는 달에는 지금보다 {won(room, 'ko')} 더 벌면 그달은 못 받아요"
            f"(한 달 {won(limit, 'ko')} 기준).",
            "en": f"In a month of the allowance, earning {won(room, 'en')} more leaves that month unpaid "
            f"(the line is {won(limit, 'en')} a month).",
        }
        return Cliff(programme, "month", field, have, limit, room, section, text)


def _stop_line(day: date, dependants: int) -> int | None:
    row = row_on("nesp_allowance", day)
    return None if row is None else reference_amount(row, monthly_allowance(row, dependants, 0), day)


def _both(text: Text) -> dict[Lang, str]:
    return {lang: text[lang] for lang in LANGS}
