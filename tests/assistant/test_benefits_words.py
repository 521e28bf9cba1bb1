"""What amounts rest on and how they are said: sections, words in both languages, questions, bad input."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from assistant.answer import Amount
from assistant.benefits import NAMES, InputError, amounts, asks_for, read_given
from assistant.benefits.asks import questions
from assistant.benefits.tables import rows, sections
from assistant.benefits.words import templates
from assistant.eligibility.ask_answers import answer_to_fact
from assistant.errors import AssistantError
from assistant.profile import Profile
from assistant.services import Services
from knowledge.fields import FIELDS
from knowledge.models import LANGS
from knowledge.text.figures import figure_set

TODAY = date(2026, 11, 22)
COURSE = {"kind": "kdt", "tuition": 10_000_000, "hours": 800, "hours_per_day": 8, "region": "48120"}
PEOPLE: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({}, {}),
    ({"age": 26, "household_size": 1, "nesp_reported_income": 1_000_000}, {"course": COURSE}),
    ({"age": 26, "household_size": 4, "nesp_reported_income": 1_700_000, "dependants": 2}, {"weekly_hours": 20}),
    ({"groups": ["near_poor"], "applied_on": "2025-10-01"}, {"course": COURSE | {"ordinal": 2}, "plan_done": 0.5}),
    (
        {"left_job": {"on": "2026-10-31", "reason": "voluntary"}, "employer": {"pay_monthly": 2_200_000}},
        {"course": {"kind": "general", "tuition": 5_000_000}},
    ),
    (
        {"age": 52, "average_daily_wage": 90_000, "insured_months_total": 130, "benefit_days_left": 200},
        {"course": {"kind": "ai_campus", "region": "28710", "mode": "live_online"}},
    ),
    (
        {"employment": "closing_business", "business": {"closed_on": "2025-07-10"}},
        {"course": {"kind": "care"}, "area_pyeong": 20, "visits": 3, "job_months": 7},
    ),
    (
        {"receiving": ["unemployment_benefit"], "employer": {"region": "의성"}, "own_income_monthly": 6_000_000},
        {"course": {"kind": "industry_demand", "hours": 100}, "probation_month": 2, "income_tax": 3_000_000},
    ),
)
DAYS = (date(2025, 11, 22), TODAY, date(2027, 1, 5))


def everything() -> Iterable[Amount]:
    for profile, inputs in PEOPLE:
        for day in DAYS:
            yield from amounts(Profile.from_json(profile), inputs, day)


def test_every_name_is_made_by_somebody_and_known() -> None:
    made = {a.name for a in everything()}
    assert made <= NAMES
    assert made == NAMES


def test_every_section_named_is_in_the_library_and_in_force(services: Services) -> None:
    cited = {a.citation for a in everything()} | {n.citation for a in everything() for n in a.notes}
    cited |= {s for a in everything() for s in a.see} | sections()
    for id_ in sorted(cited):
        for lang in LANGS:
            section = services.base.section(id_, lang)
            assert section is not None, id_
            assert section.state != "planned", id_


@pytest.mark.parametrize(
    ("name", "profile", "inputs"),
    [
        ("nesp_allowance", {}, {}),
        ("nesp_allowance", {"dependants": 4}, {}),
        ("nesp_allowance", {"nesp_reported_income": 600_000}, {}),
        ("nesp_allowance", {}, {"plan_done": 0.5}),
        ("nesp_allowance_total", {}, {}),
        ("nesp2_participation", {}, {}),
        ("nesp2_visits", {}, {}),
        ("nesp2_training", {}, {}),
        ("nesp_success_6", {}, {}),
        ("nesp_success_12", {}, {}),
        ("nesp_success_total", {}, {}),
        ("own_share", {}, {"course": COURSE}),
        ("training_monthly", {}, {"course": COURSE}),
        ("training_monthly", {}, {"course": COURSE | {"kind": "ai_campus"}}),
        ("training_monthly", {}, {"course": COURSE | {"kind": "general"}}),
        ("training_bonus", {}, {"course": COURSE}),
        ("special_allowance", {}, {"course": COURSE}),
        ("job_leap_youth", {"employer": {"region": "48120"}}, {}),
        ("job_leap_youth", {"employer": {"region": "강화"}}, {}),
        ("job_leap_employer", {}, {}),
        ("unemployment_day", {}, {}),
        ("unemployment_day", {"contracted_daily_hours": 4, "average_daily_wage": 10_000}, {}),
        ("unemployment_days", {}, {}),
        ("minimum_wage_hour", {}, {}),
        ("minimum_wage_day", {}, {"year": 2025}),
        ("minimum_wage_month", {}, {"year": 2027}),
        ("minimum_wage_probation", {}, {}),
        ("hope_return_demolition", {}, {}),
        ("hope_return_job", {}, {}),
        ("hope_return_restart", {}, {}),
        ("hope_return_nesp_link", {}, {}),
        ("savings_match", {}, {}),
        ("sme_tax_cut", {}, {}),
        ("median_income", {"household_size": 3}, {"percent": 60}),
        ("median_income", {"household_size": 6}, {"percent": 200, "year": 2027}),
        ("median_income", {"household_size": 1}, {"percent": 100}),
    ],
)
def test_the_cited_section_carries_the_figure(
    services: Services, name: str, profile: dict[str, Any], inputs: dict[str, Any]
) -> None:
    (a,) = amounts(Profile.from_json(profile), inputs, TODAY, wanted=(name,))
    figures = {str(v) for v in (a.value, *(a.band or ())) if v}
    for lang in LANGS:
        section = services.base.section(a.citation, lang)
        assert section is not None
        assert figures <= {f.value for f in figure_set(section.text)}, (a.citation, figures)


def test_both_languages_carry_the_same_figures() -> None:
    for a in everything():
        pairs = [a.text, *(n.text for n in a.notes)]
        for text in pairs:
            ko, en = ({f.value for f in figure_set(text[lang], frozenset({"amount", "percent"}))} for lang in LANGS)
            assert ko - {"0"} == en - {"0"}, (a.name, text)


def test_the_value_stands_in_its_words() -> None:
    for a in everything():
        if a.unit.startswith("won"):
            for lang in LANGS:
                said = {f.value for f in figure_set(a.text[lang])}
                assert {str(v) for v in (a.value, *(a.band or ())) if v} <= said, (a.name, a.text[lang])


def test_a_value_or_a_band_never_both() -> None:
    for a in everything():
        assert (a.value is None) != (a.band is None), a.name
        if a.band:
            assert a.band[0] < a.band[1]
        assert a.formula
        assert set(a.text) == set(LANGS)


def test_last_known_figures_say_so_and_only_they_do() -> None:
    seen = set()
    for a in everything():
        said = any(n.code == "last_known" for n in a.notes)
        assert said is a.last_known, a.name
        seen.add(a.last_known)
    assert seen == {True, False}
    on_new_year = amounts(Profile.from_json({"household_size": 1}), {"course": COURSE}, date(2027, 1, 5))
    fixed = {"median_income", "minimum_wage_hour", "minimum_wage_day", "minimum_wage_month", "minimum_wage_probation"}
    assert {a.name for a in on_new_year if not a.last_known} == fixed


def test_no_words_promise_or_shame() -> None:
    for a in everything():
        for text in (a.text, *(n.text for n in a.notes)):
            assert not re.search(r"탈락|자격 미달|무조건|반드시|보장돼|노력", text["ko"])
            assert not re.search(r"guarantee|you will get|fail", text["en"])


def test_templates_have_the_same_placeholders_in_both_languages() -> None:
    def placeholders(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, text in templates().items():
        ko, en = placeholders(text["ko"]), placeholders(text["en"])
        assert ko == en, (key, ko ^ en)


def test_rows_of_a_table_follow_one_another_without_gap() -> None:
    for table in ("nesp_allowance", "special_share", "unemployment", "minimum_wage", "median_income", "job_leap_youth"):
        days = [(r.valid_from, r.valid_to) for r in rows(table)]
        for (_, last), (first, _) in itertools.pairwise(days):
            assert last is not None
            assert first is not None
            assert (first - last).days == 1, table


def test_one_question_settles_an_amount() -> None:
    (a,) = asks_for(amounts(Profile(), {}, TODAY, wanted=("job_leap_youth",)))
    assert a.field == "employer.region"
    assert any(c.value is None for c in a.choices)
    assert set(a.text) == set(LANGS)
    skipped = asks_for(amounts(Profile(), {}, TODAY, wanted=("job_leap_youth",)), skipped=("employer.region",))
    assert skipped == ()


def test_every_missing_field_has_its_question_and_i_dont_know() -> None:
    missing = {field for a in everything() for field in a.missing}
    assert missing <= set(questions())
    for ask in questions().values():
        assert ask.choices[-1].value is None


def test_the_answer_to_a_question_changes_the_amount() -> None:
    before = amounts(Profile(), {"course": {"kind": "kdt", "hours": 800, "hours_per_day": 8}}, TODAY)
    ask = asks_for([a for a in before if a.name == "training_monthly"])[0]
    assert ask.field == "course.region"
    for choice in ask.choices[:-1]:
        course = {"kind": "kdt", "hours": 800, "hours_per_day": 8, "region": choice.value}
        (after,) = amounts(Profile(), {"course": course}, TODAY, wanted=("training_monthly",))
        assert after.value is not None


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"course": {"tuition": "많음"}}, "course.tuition"),
        ({"course": {"tuition": -1}}, "course.tuition"),
        ({"course": {"kind": "bootcamp"}}, "course.kind"),
        ({"course": {"starts": "내일"}}, "course.starts"),
        ({"course": {"region": "없는시"}}, "course.region"),
        ({"course": {"attendance": 101}}, "course.attendance"),
        ({"course": {"hours": 0}}, "course.hours"),
        ({"course": {"price": 1}}, "course.price"),
        ({"course": 3}, "course"),
        ({"year": "올해"}, "year"),
        ({"year": 1926}, "year"),
        ({"weekly_hours": 169}, "weekly_hours"),
        ({"weekly_hours": True}, "weekly_hours"),
        ({"income": 1}, "income"),
        ({"favoured": "yes"}, "favoured"),
    ],
)
def test_input_that_cannot_be_is_named_in_words(inputs: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        amounts(Profile(), inputs, TODAY)
    assert isinstance(caught.value, AssistantError)
    assert caught.value.code == "inputs"


def test_an_unknown_amount_is_refused() -> None:
    with pytest.raises(InputError, match="salary"):
        amounts(Profile(), {}, TODAY, wanted=("salary",))


def test_amounts_are_plain_and_the_same_every_time() -> None:
    profile, inputs = PEOPLE[1]
    first, second = ([asdict(a) for a in amounts(Profile.from_json(profile), inputs, TODAY)] for _ in range(2))
    assert first == second
    assert [a["name"] for a in first] == [a["name"] for a in second]


def test_amounts_concern_the_person() -> None:
    plain = {a.name for a in amounts(Profile(), {}, TODAY)}
    assert not any(name.startswith(("unemployment", "hope_return", "own_share", "training")) for name in plain)
    assert "nesp_allowance" in plain


def test_inputs_win_over_the_profile() -> None:
    given = read_given(Profile.from_json({"dependants": 1}), {"dependants": 3}, TODAY)
    assert given.dependants == 3


def test_a_tapped_answer_is_stored_as_what_it_says() -> None:
    for field, ask in questions().items():
        for choice in ask.choices:
            stored = [answer_to_fact(field, choice.text[lang], TODAY) for lang in LANGS]
            if field in FIELDS and stored != [None, None] and field != "employer.region":
                assert stored == [choice.value, choice.value], (field, choice)
