"""Decisions and conditions in plain words, in both languages: never a verdict, always the fact and the requirement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.eligibility.ask_words import load_words
from assistant.eligibility.decision import ConditionResult, DecisionState, IntakeView
from assistant.eligibility.rule_eval import Evaluation, Outcome
from assistant.eligibility.rule_limits import Span
from assistant.words import fact_text, won
from knowledge.models import LANGS, Lang, Programme, Text
from knowledge.rules import Condition, Group, Leaf, Test, leaves

_DIGIT_FINAL = {"0": True, "1": True, "2": False, "3": True, "4": False, "5": False, "6": True, "7": True, "8": True}
_DOORS: Mapping[str, tuple[str, str]] = {
    "closed": ("지금은 신청을 받지 않아요. ", "It isn't taking applications now. "),
    "planned": ("아직 계획이라 신청할 수 없어요. ", "It is only planned and can't be applied for. "),
    "budget": ("예산이 남아 있는 동안만 받아요. ", "It takes applications while the budget lasts. "),
    "unknown": ("지금 신청을 받는지는 확인이 필요해요. ", "Whether it takes applications now needs confirming. "),
}
_NOTHING: Mapping[Lang, str] = {"ko": "", "en": ""}
_MAX_NAMED = 3  # more missing fields than this are counted, not listed


@lru_cache(maxsize=4096)
def final(word: str) -> bool:
    """Whether the last sound of a word is a consonant (받침), digits read in Sino-Korean."""
    last = next((c for c in reversed(word) if c.isalnum()), "")
    if "가" <= last <= "힣":
        return (ord(last) - 0xAC00) % 28 > 0
    return _DIGIT_FINAL.get(last, False)


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """One condition in both languages: the whole sentence, the requirement, what the person said (or nothing)."""

    text: Mapping[Lang, str]
    need: Mapping[Lang, str]
    said: Mapping[Lang, str]


def condition_words(c: Condition, outcome: Outcome, evaluation: Evaluation) -> ConditionWords:
    """One condition beside what the person said."""
    if c.test is None:
        plain_text = {lang: c.text[lang] for lang in LANGS}
        return ConditionWords(plain_text, plain_text, _NOTHING)
    told = _told(c, evaluation) if outcome.result in ("met", "not_met") else []
    need = {lang: requirement(c, evaluation, lang) for lang in LANGS}
    said: Mapping[Lang, str] = _NOTHING
    if told:
        said = {lang: ", ".join(dict.fromkeys(have_words(f, evaluation, lang) for f in told)) for lang in LANGS}
    return ConditionWords(
        {lang: _condition(c, outcome, said[lang], need[lang], lang) for lang in LANGS}, need, said
    )


def _condition(c: Condition, outcome: Outcome, have: str, need: str, lang: Lang) -> str:
    ko = lang == "ko"
    if outcome.result == "office" and c.judged is not None:
        return c.judged[lang]
    note = f" {c.note[lang]}" if c.note is not None else ""
    if isinstance(c.test, Leaf) and c.test.field == "as_of":  # no fact of the person's: a date that has passed or not
        return f"{c.text[lang]}{note}"
    assumed = _assumed(outcome.assumed, lang)
    if outcome.result == "met":
        if assumed and not have:
            return f"{assumed} 보고 맞춰 봤어요(요건: {need})." if ko else f"Taking it that {assumed}: {need}."
        if not have:
            return (
                f"들은 것으로는 '{need}' 요건에 맞아 보여요." if ko else f"From what you said this looks met: {need}."
            )
        if ko:
            return f"{have}{'이라' if final(have) else '라'} '{need}' 요건에 맞아 보여요."
        return f"{_capital(have)}: looks met ({need})."
    if outcome.result == "unknown":
        labels = _labels(outcome.missing, lang)
        if ko:
            return f"{labels}{'을' if final(labels) else '를'} 알려 주면 볼 수 있어요(요건: {need})."
        return f"Tell me {labels} and I can look ({need})."
    if outcome.result == "office":
        said = f"이 경우는 담당 기관이 확인해요(요건: {need})." if ko else f"The office confirms this: {need}."
        return said + note
    if assumed and not have:
        if ko:
            return f"{assumed} 보면 '{need}' 요건에 맞지 않아 보여요. 있으면 알려 주세요.{note}"
        return f"Taking it that {assumed}, this doesn't look met: {need}. Tell me if it's otherwise.{note}"
    if ko:
        said = f"{have}{'이라' if final(have) else '라'} " if have else "들은 것으로는 "
        return f"{said}'{need}' 요건에 맞지 않아 보여요. 사실과 다르면 고쳐 주세요.{note}"
    said = f"{_capital(have)}: this" if have else "From what you said this"
    return f"{said} doesn't look met ({need}). Correct me if that's wrong.{note}"


def requirement(c: Condition, evaluation: Evaluation, lang: Lang) -> str:
    """The requirement with the looked-up figure that holds for this person."""
    text = c.text[lang]
    if "{limit}" not in text:
        return text
    for leaf in leaves(c.test):
        limit = evaluation.limit(leaf)
        if limit is not None:
            worded, amount = _limit_words(leaf, limit, lang)
            return text.replace("월 {limit}", f"월 {worded}" if amount else worded).replace("{limit}", worded)
    return text


def _limit_words(leaf: Leaf, limit: Span, lang: Lang) -> tuple[str, bool]:
    """A looked-up limit in words, and whether it is one amount."""
    ko = lang == "ko"
    if leaf.field == "benefit_days_left":
        return f"{limit.low:,}" if limit.low == limit.high else f"{limit.low:,}~{limit.high:,}", False
    if "employer.weekly_hours" in limit.missing:
        return "근로시간에 따라 다름" if ko else "by hours worked", False
    if limit.missing:
        return "가구원 수에 따라 다름" if ko else "by household size", False
    if limit.low != limit.high and limit.bounds is not None and limit.bounds.exact:
        return "가구원이 많은 경우라 확인 필요" if ko else "to be confirmed for larger households", False
    if limit.low != limit.high:
        return "그해 금액은 확인 필요" if ko else "that year's figure needs confirming", False
    year = limit.bounds
    dated = ""
    if year is not None and not year.known:
        dated = f", {year.year}년 기준이라 확인 필요" if ko else f", of {year.year}, to be confirmed"
    return won(limit.low, lang) + dated, True


def decision_text(
    programme: Programme, state: DecisionState, intake: IntakeView, conditions: Sequence[ConditionResult],
    missing: Iterable[str], office: Text, *, has_employer: bool, criteria: bool,
) -> Mapping[Lang, str]:  # fmt: skip
    """The decision in one to three sentences: a closed door first, then how it looks, then who decides.

    `has_employer`: the person works somewhere or named a firm, so that questions about it make sense. `criteria`: all
    of the programme's criteria are known.
    """
    failing = [c for c in conditions if c.kind == "fact" and c.result == "not_met"]
    found: dict[Lang, str] = {}
    for lang in LANGS:
        name, ko = programme.names[lang], lang == "ko"
        topic = f"{name}{'은' if final(name) else '는'}" if ko else f"{name}:"
        door = _DOORS.get(intake.state, ("", ""))[not ko]
        if state == "looks_not_met":
            door, said = "" if failing[0].field == "as_of" else door, failing[0].text[lang]
        elif state == "need_info":
            told = any(c.kind == "fact" and c.result == "met" and c.have is not None for c in conditions)
            said = _asked(list(missing), lang, has_employer=has_employer, told=told)
        else:
            said = _met(conditions, office[lang], lang, criteria=criteria)
        found[lang] = f"{topic} {door}{said}"
    return found


def _asked(missing: list[str], lang: Lang, *, has_employer: bool, told: bool) -> str:
    ko = lang == "ko"
    if not has_employer and all(f.startswith("employer.") for f in missing):
        return "들어갈 회사가 정해지면 더 볼 수 있어요." if ko else "I can say more once you have a firm in view."
    labels = _labels(missing, lang)
    if missing == ["visa"] and told:
        if ko:
            return "말해 준 것으로는 다른 요건에 맞아 보여요. 한국 국적인지만 알려 주면 돼요."
        return "From what you said the other conditions look met; tell me only whether you are a Korean citizen."
    if ko:
        return f"{labels}{'을' if final(labels) else '를'} 알려 주면 더 볼 수 있어요."
    return f"Tell me {labels} and I can say more."


def _met(conditions: Sequence[ConditionResult], office: str, lang: Lang, *, criteria: bool) -> str:
    """How a met decision is said: with what only the office can settle about this person, and that it decides."""
    ko = lang == "ko"
    decides = (
        f"정하는 곳은 {office}{'이에요' if final(office) else '예요'}." if ko else f"The decision is made by {office}."
    )
    if not any(c.kind == "fact" for c in conditions):
        said = (
            "확인된 기준이 없어서 맞는지 말할 수 없어요."
            if ko
            else "No criteria are confirmed, so I can't say whether you fit."
        )
        return f"{said} {decides}"
    said = "말해 준 것으로는 요건에 맞아 보여요." if ko else "From what you said the conditions look met."
    if not criteria:
        said += " 다만 기준이 다 확인되지는 않았어요." if ko else " Not all of the criteria are confirmed, though."
    left = next((c for c in conditions if c.result == "office" and c.have is not None), None)
    if left is not None:
        said += f" {left.text[lang]}"
    return f"{said} {decides}"


def _told(c: Condition, evaluation: Evaluation) -> list[str]:
    """The known fields that a test looks at; of a choice of tests, those of the one that is met."""
    tests: list[Test | None] = [c.test]
    if isinstance(c.test, Group) and c.test.mode == "any":
        tests = [*[t for t in c.test.tests if evaluation.test(t).result == "met"][:1]] or [c.test]
    return [leaf.field for test in tests for leaf in leaves(test) if have_words(leaf.field, evaluation, "ko")]


def have_words(field: str, evaluation: Evaluation, lang: Lang) -> str:
    """A known fact as words; empty where it is assumed, bounded or unknown."""
    facts = evaluation.facts
    if field == "age":
        born = facts.born()
        age = facts.profile.age_on(facts.as_of)
        return fact_text("age", age, lang) if born and age is not None else ""
    seen = facts.see(field)
    if field == "local_allowance.ended_on" and not facts.profile.has(field):
        return ""  # taken as today while it runs on: nobody said so
    if field == "as_of" or seen.state != "known" or seen.value is None:
        return ""
    if isinstance(seen.value, tuple) and not seen.value:
        return ""
    return fact_text(field, seen.value, lang)


def _assumed(names: frozenset[str], lang: Lang) -> str:
    if not names:
        return ""
    words = load_words().assumed
    return {"ko": ", ", "en": " and "}[lang].join(words[n][lang] for n in words if n in names)


def _labels(fields: Iterable[str], lang: Lang) -> str:
    words = load_words()
    ordered = sorted(fields, key=lambda f: (words.order.get(f, 99), f))
    named = ", ".join(words.label(f)[lang] for f in ordered[:_MAX_NAMED])
    rest = len(ordered) - _MAX_NAMED
    if rest <= 0:
        return named
    return f"{named} 등 {len(ordered)}가지" if lang == "ko" else f"{named} and {rest} more"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def plain(value: Any) -> Any:
    """A rule's or a fact's value as plain JSON: dates as ISO strings, tuples as lists."""
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
