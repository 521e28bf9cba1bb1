"""NESP money and median income: worked cases, every boundary a won either side, dates a day either side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.answer import Amount
from assistant.benefits import amounts
from assistant.profile import Profile

TODAY = date(2026, 11, 22)
Figure = int | tuple[int, int]


def one(name: str, profile: dict[str, Any] | None = None, on: date = TODAY, **inputs: Any) -> Amount:
    found = amounts(Profile.from_json(profile or {}), inputs, on, wanted=(name,))
    assert len(found) == 1, found
    return found[0]


def figure(a: Amount) -> Figure | None:
    """The value, or the band where there is none."""
    assert (a.value is None) != (a.band is None)
    return a.value if a.value is not None else a.band


@pytest.mark.parametrize(
    ("income", "paid"),
    [
        (0, 600_000),
        (599_999, 600_000),
        (600_000, 600_000),
        (600_001, 600_000),  # 938,542 is left of the reference, more than the allowance
        (938_542, 600_000),
        (938_543, 600_000),
        (938_544, 599_999),
        (1_000_000, 538_543),
        (1_400_000, 138_543),
        (1_538_542, 1),
        (1_538_543, 0),
        (1_538_544, 0),
        (1_700_000, 0),
    ],
)
def test_nesp_allowance_after_income(income: int, paid: int) -> None:
    assert one("nesp_allowance", {"nesp_reported_income": income}).value == paid


@pytest.mark.parametrize(
    ("dependants", "income", "paid"),
    [
        (0, None, 600_000),
        (1, None, 700_000),
        (3, None, 900_000),
        (4, None, 1_000_000),
        (5, None, 1_000_000),  # at most 400,000 more
        (15, None, 1_000_000),
        (1, 1_538_543, 0),  # twice 700,000 is below 60 % of the median: the line stays
        (2, 1_600_000, 0),  # twice 800,000 is the line
        (2, 1_599_999, 1),
        (2, 800_000, 800_000),
        (2, 800_001, 799_999),  # 1,600,000 minus income
        (4, 1_999_999, 1),
        (4, 2_000_000, 0),
        (4, 2_000_001, 0),
    ],
)
def test_nesp_allowance_with_dependants(dependants: int, income: int | None, paid: int) -> None:
    profile: dict[str, Any] = {"dependants": dependants}
    if income is not None:
        profile["nesp_reported_income"] = income
    a = one("nesp_allowance", profile)
    assert a.value == paid
    assert a.missing == ()


def test_a_severely_disabled_minor_counts_double_and_says_that_it_needs_confirming() -> None:
    a = one("nesp_allowance", {"dependants": 1}, severe_dependants=1)
    assert a.value == 800_000
    assert any(n.code == "confirm" and "확인이 필요" in n.text["ko"] for n in a.notes)


def test_the_stop_line_and_the_room_before_it_stand_beside_the_figure() -> None:
    a = one("nesp_allowance", {"nesp_reported_income": 1_000_000})
    room = next(n for n in a.notes if n.code == "room")
    assert room.value == 538_543
    assert "1,538,543원" in room.text["ko"]
    how = next(n for n in a.notes if n.code == "how")
    assert "1,538,543원에서 100만 원을 뺀 538,543원" in how.text["ko"]
    stopped = one("nesp_allowance", {"nesp_reported_income": 1_700_000})
    assert "그달은 수당이 나오지 않아요(0원)" in stopped.text["ko"]
    assert "KRW 0" in stopped.text["en"]
    line = next(n for n in stopped.notes if n.code == "stop_line")
    assert line.value == 1_538_543
    assert "161,457원" in line.text["ko"]


@pytest.mark.parametrize(("done", "paid"), [(1, 600_000), (0.5, 300_000), (0.7, 300_000), (0.49, 0), (0, 0)])
def test_half_the_plan_half_the_pay(done: float, paid: int) -> None:
    a = one("nesp_allowance", plan_done=done)
    assert a.value == paid
    if done < 1:
        assert a.citation == "nesp/half-done"


def test_half_the_plan_and_income_give_both_readings() -> None:
    a = one("nesp_allowance", {"nesp_reported_income": 1_200_000}, plan_done=0.5)
    assert figure(a) == (169_271, 300_000)


@pytest.mark.parametrize(
    ("on", "paid", "last_known"),
    [
        (date(2025, 12, 31), 500_000, False),
        (date(2026, 1, 1), 600_000, False),
        (date(2026, 12, 31), 600_000, False),
        (date(2027, 1, 1), 600_000, True),
    ],
)
def test_nesp_allowance_by_date(on: date, paid: int, last_known: bool) -> None:
    a = one("nesp_allowance", on=on)
    assert (a.value, a.last_known) == (paid, last_known)
    assert any(n.code == "last_known" for n in a.notes) is last_known
    assert ("확인 필요" in a.text["ko"]) is last_known


def test_the_median_of_2027_moves_the_reference_while_the_allowance_stays_the_last_known() -> None:
    a = one("nesp_allowance", {"nesp_reported_income": 1_200_000}, on=date(2027, 1, 5))
    assert a.inputs["reference"] == 1_641_625
    assert a.value == 441_625
    assert a.last_known
    assert any(n.code == "reference" and n.citation == "standards/median-60" for n in a.notes)


def test_2025_income_is_a_band_because_that_median_is_not_known() -> None:
    assert one("nesp_allowance", {"nesp_reported_income": 500_000}, on=date(2025, 6, 1)).value == 500_000
    assert figure(one("nesp_allowance", {"nesp_reported_income": 800_000}, on=date(2025, 6, 1))) == (200_000, 500_000)


@pytest.mark.parametrize(("applied", "expected"), [("2025-12-31", (500_000, 600_000)), ("2026-01-01", 600_000)])
def test_the_cohort_of_2025_is_not_guessed(applied: str, expected: Figure) -> None:
    assert figure(one("nesp_allowance", {"applied_on": applied})) == expected


def test_without_dependants_told_the_plain_allowance_names_its_condition_and_asks() -> None:
    a = one("nesp_allowance")
    assert a.value == 600_000
    assert "부양가족이 없을 때" in a.text["ko"]
    assert a.missing == ("dependants",)


def test_thirty_hours_a_week_end_the_support() -> None:
    codes = [[n.code for n in one("nesp_allowance", {"employer": {"weekly_hours": h}}).notes] for h in (29.5, 30, 31)]
    assert ["ends" in c for c in codes] == [False, True, True]


def test_six_months_together() -> None:
    assert one("nesp_allowance_total").value == 3_600_000
    assert one("nesp_allowance_total", {"dependants": 4}).value == 6_000_000


@pytest.mark.parametrize(("visits", "paid"), [(0, 0), (1, 20_000), (4, 80_000), (5, 100_000), (6, 100_000)])
def test_type_2_visits(visits: int, paid: int) -> None:
    assert one("nesp2_visits", visits=visits).value == paid


def test_type_2_participation_and_training() -> None:
    assert figure(one("nesp2_participation")) == (150_000, 250_000)
    assert figure(one("nesp2_training")) == (0, 200_000)
    assert figure(one("nesp2_training", {"applied_on": "2025-12-31"})) == (0, 284_000)
    assert figure(one("nesp2_training", {"applied_on": "2026-01-01"})) == (0, 200_000)


@pytest.mark.parametrize(
    ("months", "paid"), [(5, 0), (6, 500_000), (7, 500_000), (11, 500_000), (12, 1_500_000), (13, 1_500_000)]
)
def test_success_payments_by_months(months: int, paid: int) -> None:
    assert one("nesp_success", job_months=months).value == paid


def test_success_payments_without_months_are_each_step_and_all() -> None:
    found = amounts(Profile(), {}, TODAY, wanted=("nesp_success_6", "nesp_success_12", "nesp_success_total"))
    assert [a.value for a in found] == [500_000, 1_000_000, 1_500_000]
    assert all(any(n.code == "condition" for n in a.notes) for a in found)


@pytest.mark.parametrize(
    ("persons", "percent", "year", "won"),
    [
        (1, 60, 2026, 1_538_543),
        (2, 60, 2026, 2_519_575),
        (3, 60, 2026, 3_215_422),
        (4, 60, 2026, 3_896_843),
        (1, 100, 2026, 2_564_238),
        (5, 100, 2026, 7_556_719),
        (6, 100, 2026, 8_555_952),
        (1, 120, 2026, 3_077_086),
        (2, 120, 2026, 5_039_150),
        (3, 120, 2026, 6_430_843),
        (4, 120, 2026, 7_793_686),
        (1, 150, 2026, 3_846_357),
        (5, 150, 2026, 11_335_079),  # 11,335,078.5
        (4, 200, 2026, 12_989_476),
        (1, 100, 2027, 2_736_042),
        (2, 100, 2027, 4_480_645),
        (5, 100, 2027, 8_063_019),
        (6, 100, 2027, 9_129_201),
        (1, 60, 2027, 1_641_625),
        (4, 60, 2027, 4_157_931),
    ],
)
def test_median_income(persons: int, percent: int, year: int, won: int) -> None:
    a = one("median_income", {"household_size": persons}, percent=percent, year=year)
    assert a.value == won
    assert not a.last_known


def test_median_income_takes_over_on_its_day() -> None:
    values = [
        one("median_income", {"household_size": 1}, on, percent=100).value
        for on in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert values == [2_564_238, 2_736_042]
    assert one("median_income", {"household_size": 1}, date(2028, 1, 1), percent=100).last_known


def test_median_income_that_no_table_holds_is_not_made_up() -> None:
    assert amounts(Profile(), {"household_size": 7, "percent": 60}, TODAY, wanted=("median_income",)) == ()
    assert amounts(Profile(), {"household_size": 1}, date(2025, 12, 31), wanted=("median_income",)) == ()
    assert amounts(Profile(), {"percent": 60}, TODAY, wanted=("median_income",)) == ()
