"""Questions: only such as can change an outcome, few, sensitive ones last, answers understood, declined ones dropped."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assistant.answer import Ask
from assistant.eligibility.ask_answers import answer_to_fact, declines
from assistant.eligibility.ask_bands import Cut, band_value, bands, cut_of
from assistant.eligibility.ask_words import load_words
from assistant.eligibility.asks import MAX_ASKS, next_asks
from assistant.eligibility.decide import Eligibility
from assistant.profile import Fact, Profile
from knowledge.fields import FIELDS, read_value
from knowledge.library.loader import load_library
from knowledge.models import LANGS
from knowledge.rules import load_rules
from knowledge.taxonomy import load_taxonomy

TODAY = date(2026, 11, 22)
SENSITIVE = {f.name for f in FIELDS.values() if f.sensitive}


@pytest.fixture(scope="module")
def eligibility() -> Eligibility:
    return Eligibility(load_library().families, load_rules(), load_taxonomy().regions)


def profile(facts: Mapping[str, Any]) -> Profile:
    return Profile(tuple(Fact(field, read_value(field, value)) for field, value in facts.items()))


def young_person(r: random.Random) -> dict[str, Any]:
    """Everything true of a made-up young person; which of it is told is the test's business."""
    employment = r.choice(["unemployed", "unemployed", "not_working", "student", "employed"])
    own = r.choice([1_800_000, 2_300_000, 3_100_000]) if employment == "employed" else r.choice([0, 0, 500_000])
    size = r.choice([1, 1, 2, 3, 4])
    days = r.choice([0, 20, 60, 150, 400])
    facts: dict[str, Any] = {
        "age": r.randint(18, 34), "employment": employment, "visa": "citizen", "household_size": size,
        "own_income_monthly": own, "household_income_monthly": own + (size > 1) * r.choice([1, 3, 6]) * 1_000_000,
        "household_assets": r.choice([30, 200, 450, 600]) * 1_000_000, "work_days_24m": days,
        "work_hours_24m": days * 5, "months_without_work": r.choice([1, 3, 5, 7, 14]), "checklist_points": 15,
        "education": r.choice(["high", "college", "university"]), 
    }  # fmt: skip
    insured = r.random() < 0.7
    facts |= {"insured_months_total": 20 * insured, "insured_days_18m": 100 * insured}
    if employment == "employed":
        facts |= {"employer.kind": "company", "employer.large_firm": r.random() < 0.3, "employer.pay_monthly": own}
    if employment == "student":
        facts |= {"school.enrolled": True, "school.level": "university", "school.months_left": r.choice([5, 12, 30])}
    return facts


def answered(e: Eligibility, truth: Mapping[str, Any], start: list[str], *, count: bool) -> tuple[list[Ask], Profile]:
    told, skipped, put = profile({f: truth[f] for f in start}), set[str](), list[Ask]()
    while asks := next_asks(e, told, TODAY, skipped=frozenset(skipped), asked=len(put) if count else None):
        put.append(asks[0])
        if asks[0].field in truth:
            told = profile({f.field: f.value for f in told.facts} | {asks[0].field: truth[asks[0].field]})
        else:
            skipped.add(asks[0].field)
        assert len(put) <= MAX_ASKS
    return put, told


@pytest.mark.parametrize(
    ("start", "count", "people"), [([], True, 50), ([], False, 15), (["age", "employment"], False, 15)]
)
def test_seven_questions_at_most_lead_to_a_stable_result(
    eligibility: Eligibility, start: list[str], count: bool, people: int
) -> None:
    settled = 0
    for seed in range(people):
        truth = young_person(random.Random(seed))
        put, told = answered(eligibility, truth, start, count=count)
        assert len({a.field for a in put}) == len(put)
        after = {d.programme: d.decision for d in eligibility.decide(told, TODAY) if d.open}
        full = {d.programme: d.decision for d in eligibility.decide(profile(truth), TODAY) if d.open}
        own = [p for p in after if p.startswith(("nesp-", "learning-card", "kdt", "work-experience"))]
        settled += all(after[p] == full[p] for p in own)
    assert (
        settled >= people * 0.86
    )  # the rest: students, and who worked 34 to 99 days, where an eighth fact still counts


def test_every_question_can_change_an_outcome(eligibility: Eligibility) -> None:
    """Tried by brute force, with the other facts of made-up people, sharing no code with the choice of questions."""
    for seed in range(15):
        r = random.Random(100 + seed)
        truth = young_person(r)
        told = {f: v for f, v in truth.items() if r.random() < 0.4}
        for ask in next_asks(eligibility, profile(told), TODAY):
            assert ask.flips
            assert any(_changes(eligibility, _another(n, told), ask) for n in range(12)), (ask.field, told)


def _another(seed: int, told: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody else who told the same."""
    other = young_person(random.Random(seed)) | dict(told)
    other.pop("work_hours_24m")
    other["household_income_monthly"] = max(other["household_income_monthly"], other["own_income_monthly"])
    return other


def _changes(e: Eligibility, facts: Mapping[str, Any], ask: Ask) -> bool:
    spec = FIELDS[ask.field]
    values = [c.value for c in ask.choices if c.value is not None]
    values += [10, 17, 18, 26, 34, 35, 70] if ask.field == "age" else list(spec.choices)
    seen = set()
    for value in values:
        own = {f: v for f, v in facts.items() if f != ask.field}
        if ask.field in ("household_income_monthly", "own_income_monthly"):
            own.pop("own_income_monthly" if ask.field.startswith("household") else "household_income_monthly", None)
        if ask.field == "work_days_24m":
            own.pop("work_hours_24m", None)
        if ask.field == "employment":
            own = {f: v for f, v in own.items() if not f.startswith(("school", "employer"))}
        own[ask.field] = value
        decisions = e.decide(profile(own), TODAY, ask.flips)
        seen.add(tuple(sorted((d.programme, d.decision) for d in decisions)))
    return len(seen) > 1


def test_money_and_other_sensitive_questions_come_last_and_say_why(eligibility: Eligibility) -> None:
    words = load_words()
    for start in ({}, {"age": 26}, {"age": 26, "employment": "unemployed"}, {"age": 30, "employment": "employed"}):
        asks = next_asks(eligibility, profile(start), TODAY)
        marks = [words.fields[a.field].sensitive for a in asks]
        assert marks == sorted(marks)
        for a in asks:
            if words.fields[a.field].sensitive:
                why = words.fields[a.field].why
                assert why is not None
                assert why.ko in a.text["ko"]
                assert why.en in a.text["en"]
    assert {f for f, w in words.fields.items() if w.sensitive} <= SENSITIVE


def test_the_fact_that_changes_most_is_asked_first(eligibility: Eligibility) -> None:
    asks = next_asks(eligibility, profile({}), TODAY)
    plain = [a for a in asks if not load_words().fields[a.field].sensitive]
    assert [len(a.flips) for a in plain] == sorted((len(a.flips) for a in plain), reverse=True)
    assert [a.field for a in plain[:2]] == ["age", "employment"]


def test_what_was_declined_is_not_asked_again(eligibility: Eligibility) -> None:
    told = profile({"age": 26, "employment": "unemployed"})
    first = next_asks(eligibility, told, TODAY)[0].field
    rest = next_asks(eligibility, told, TODAY, skipped=frozenset({first}))
    assert first not in {a.field for a in rest}
    everything = frozenset(load_words().fields)
    assert next_asks(eligibility, told, TODAY, skipped=everything) == ()


def test_nothing_is_asked_of_a_closed_or_settled_door(eligibility: Eligibility) -> None:
    told = {"age": 50, "employment": "unemployed", "visa": "citizen", "own_income_monthly": 2_000_000}
    assert next_asks(eligibility, profile(told), TODAY) == ()


def test_a_firm_is_asked_about_only_by_who_has_one(eligibility: Eligibility) -> None:
    unemployed = next_asks(eligibility, profile({"age": 26, "employment": "unemployed"}), TODAY)
    employed = next_asks(eligibility, profile({"age": 26, "employment": "employed"}), TODAY)
    assert not [a for a in unemployed if a.field.startswith("employer.")]
    assert [a for a in employed if a.field.startswith("employer.")]


def test_service_is_asked_for_where_it_would_open_a_door(eligibility: Eligibility) -> None:
    told = {"age": 36, "employment": "unemployed", "own_income_monthly": 0, "visa": "citizen", "household_size": 1,
            "household_income_monthly": 0, "household_assets": 0, "work_days_24m": 200}  # fmt: skip
    assert "military_months" in {a.field for a in next_asks(eligibility, profile(told), TODAY)}
    told["age"] = 42
    assert "military_months" not in {a.field for a in next_asks(eligibility, profile(told), TODAY)}


def test_i_dont_know_is_always_among_the_choices(eligibility: Eligibility) -> None:
    for ask in next_asks(eligibility, profile({}), TODAY):
        assert ask.choices[-1].value is None
        assert ask.choices[-1].text == {"ko": "모르겠어요", "en": "I don't know"}
        for choice in ask.choices[:-1]:
            read_value(ask.field, choice.value)


def test_money_is_asked_in_ranges_cut_where_the_rules_cut(eligibility: Eligibility) -> None:
    told = {"age": 26, "employment": "unemployed", "household_size": 2, "visa": "citizen"}
    asks = {a.field: a for a in next_asks(eligibility, profile(told), TODAY)}
    income = asks["household_income_monthly"]
    assert [c.value for c in income.choices] == [2_519_575, 5_039_150, 5_039_151, None]
    assert income.choices[1].text == {
        "ko": "2,519,575원 초과 5,039,150원 이하",
        "en": "over KRW 2,519,575, up to KRW 5,039,150",
    }
    assert [c.value for c in asks["household_assets"].choices] == [500_000_000, 500_000_001, None]


# --- answers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_tapped_choice_is_understood(eligibility: Eligibility, lang: str) -> None:
    for start in (
        {},
        {"age": 26, "employment": "unemployed", "household_size": 3},
        {"age": 30, "employment": "student"},
    ):
        for ask in next_asks(eligibility, profile(start), TODAY):
            for choice in ask.choices:
                said = choice.text["ko" if lang == "ko" else "en"]
                if choice.value is None:
                    assert declines(said)
                    assert answer_to_fact(ask.field, said, TODAY) is None
                else:
                    assert answer_to_fact(ask.field, said, TODAY) == choice.value, (ask.field, said)


def test_every_choice_of_every_question_is_understood() -> None:
    for field, words in load_words().fields.items():
        for value, text in words.choices:
            for lang in LANGS:
                assert answer_to_fact(field, text[lang], TODAY) == read_value(field, value), (field, text[lang])


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("household_size", "혼자 살아요", 1),
        ("household_size", "1인", 1),
        ("household_size", "네 식구 같이 살아요", 4),
        ("household_size", "3", 3),
        ("age", "27", 27),
        ("age", "스물일곱 살이요", 27),
        ("age", "i'm 27", 27),
        ("household_income_monthly", "300만원쯤", 3_000_000),
        ("household_income_monthly", "한 300", 3_000_000),
        ("household_income_monthly", "2.5 million", 2_500_000),
        ("household_assets", "4억", 400_000_000),
        ("own_income_monthly", "없어요", 0),
        ("own_income_monthly", "nothing", 0),
        ("employer.large_firm", "아니요", False),
        ("employer.large_firm", "네 대기업이에요", True),
        ("school.enrolled", "no", False),
        ("visa", "F-6 비자예요", "F-6"),
        ("visa", "한국 국적이요", "citizen"),
        ("left_job.reason", "해고당했어요", "dismissed"),
        ("education", "고졸", "high"),
        ("employer.hired_on", "2026년 9월 1일", date(2026, 9, 1)),
        ("employer.hired_on", "2026-09-01", date(2026, 9, 1)),
        ("left_job.on", "10월 31일", date(2026, 10, 31)),
        ("left_job.on", "12월 31일", date(2025, 12, 31)),
        ("insured_months_total", "2년", 24),
        ("months_without_work", "8개월", 8),
        ("checklist_points", "22점", 22),
        ("age", "모르겠어요", None),
        ("age", "430", None),
        ("household_income_monthly", "많음", None),
        ("visa", "파란색", None),
        ("employer.hired_on", "2026-13-45", None),
    ],
)
def test_answers_in_ones_own_words(field: str, said: str, value: Any) -> None:
    assert answer_to_fact(field, said, TODAY) == value


@pytest.mark.parametrize(
    "said", ["모르겠어요", "몰라", "잘 모르겠는데요", "I don't know", "skip", "말하기 싫어요", "패스"]
)
def test_declining(said: str) -> None:
    assert declines(said)


@pytest.mark.parametrize("said", ["27", "혼자 살아요", "네", "없어요"])
def test_answers_are_no_declining(said: str) -> None:
    assert not declines(said)


def test_a_region_is_taken_only_if_it_is_one() -> None:
    regions = load_taxonomy().regions
    assert answer_to_fact("employer.region", "창원", TODAY, regions) == "창원"
    assert answer_to_fact("employer.region", "저기 어디", TODAY, regions) is None


def test_bands_stand_for_an_amount_inside_them() -> None:
    made = bands("household_assets", [cut_of("le", 400), cut_of("lt", 500)])
    assert [c.value for c in made] == [400, 499, 500]
    assert [c.text["ko"] for c in made] == ["400원 이하", "400원 초과 500원 미만", "500원 이상"]
    assert [band_value(c.text["ko"]) for c in made] == [400, 499, 500]
    assert [band_value(c.text["en"]) for c in made] == [400, 499, 500]
    assert Cut(5, below=False).last == 4
