"""Work: unemployment benefit, minimum wage, job leap, closing a shop, saving, tax. Boundaries and days either side."""

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
    assert (a.value is None) != (a.band is None)
    return a.value if a.value is not None else a.band


def left(on: str, **facts: Any) -> dict[str, Any]:
    return {"left_job": {"on": on, "reason": "dismissed"}, "contracted_daily_hours": 8, **facts}


@pytest.mark.parametrize(
    ("wage", "day"),
    [
        (80_000, 66_048),
        (110_079, 66_048),  # 66,047.4
        (110_080, 66_048),
        (110_081, 66_049),  # 66,048.6
        (113_499, 68_099),  # 68,099.4
        (113_500, 68_100),
        (113_501, 68_100),
        (200_000, 68_100),
    ],
)
def test_a_day_of_benefit_by_wage(wage: int, day: int) -> None:
    assert one("unemployment_day", left("2026-10-31", average_daily_wage=wage)).value == day


@pytest.mark.parametrize(
    ("on", "low", "high", "last_known"),
    [
        ("2025-12-31", 64_192, 66_000, False),
        ("2026-01-01", 66_048, 68_100, False),
        ("2026-12-31", 66_048, 68_100, False),
        ("2027-01-01", 66_048, 68_100, True),
    ],
)
def test_the_day_of_leaving_decides(on: str, low: int, high: int, last_known: bool) -> None:
    poor = one("unemployment_day", left(on, average_daily_wage=50_000))
    rich = one("unemployment_day", left(on, average_daily_wage=500_000))
    assert (poor.value, rich.value, poor.last_known) == (low, high, last_known)


def test_applying_later_does_not_change_the_year() -> None:
    a = one("unemployment_day", left("2026-12-31", average_daily_wage=500_000), date(2027, 1, 5))
    assert (a.value, a.last_known) == (68_100, False)


def test_who_leaves_in_2027_hears_that_the_floor_will_pass_the_cap() -> None:
    a = one("unemployment_day", left("2027-01-01", average_daily_wage=50_000), date(2027, 1, 5))
    floor = next(n for n in a.notes if n.code == "next_year")
    assert (floor.value, floor.citation) == (68_480, "unemployment-benefit/cap-2027")


@pytest.mark.parametrize(
    ("hours", "floor"), [(8, 66_048), (7, 57_792), (6, 49_536), (5, 41_280), (4, 33_024), (4.5, 37_152), (9, 66_048)]
)
def test_the_floor_shrinks_with_contracted_hours(hours: float, floor: int) -> None:
    a = one("unemployment_day", left("2026-10-31", average_daily_wage=10_000) | {"contracted_daily_hours": hours})
    assert a.value == floor


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        (2_200_000, 66_048),
        (3_300_000, (66_048, 66_742)),  # 64,565 to 66,742: three months' pay over 92 and 89 days
        (3_400_000, (66_522, 68_100)),
        (3_500_000, 68_100),
    ],
)
def test_monthly_pay_stands_in_for_the_average_wage(pay: int, expected: Figure) -> None:
    a = one("unemployment_day", pay_monthly=pay, contracted_daily_hours=8)
    assert figure(a) == expected
    assert any(n.code == "wage" for n in a.notes)


def test_with_the_day_of_leaving_the_days_of_the_three_months_are_counted() -> None:
    a = one("unemployment_day", left("2026-10-31"), pay_monthly=3_400_000)  # 92 days
    assert a.value == 66_522
    spring = one("unemployment_day", left("2026-05-15"), pay_monthly=3_400_000)  # 89 days
    assert spring.value == 68_100


def test_without_a_wage_the_day_is_the_band_of_floor_and_cap() -> None:
    a = one("unemployment_day")
    assert figure(a) == (66_048, 68_100)
    assert a.missing == ("employer.pay_monthly", "contracted_daily_hours")
    assert "8시간" in a.text["ko"]


def test_who_quit_hears_first_that_it_is_normally_not_paid() -> None:
    profile = {"left_job": {"on": "2026-10-31", "reason": "voluntary"}, "average_daily_wage": 100_000}
    a = one("unemployment_day", profile)
    assert (a.notes[0].code, a.notes[0].citation) == ("condition", "unemployment-benefit/voluntary-leaving")


@pytest.mark.parametrize(
    ("months", "younger", "older"),
    [
        (0, 120, 120),
        (11, 120, 120),
        (12, 150, 180),
        (35, 150, 180),
        (36, 180, 210),
        (59, 180, 210),
        (60, 210, 240),
        (119, 210, 240),
        (120, 240, 270),
        (121, 240, 270),
    ],
)
def test_days_by_age_and_insured_time(months: int, younger: int, older: int) -> None:
    facts = {"insured_months_total": months}
    assert one("unemployment_days", {"age": 49, **facts}).value == younger
    assert one("unemployment_days", {"age": 50, **facts}).value == older
    assert one("unemployment_days", {"age": 51, **facts}).value == older
    assert one("unemployment_days", {"age": 30, "groups": ["disabled"], **facts}).value == older


def test_days_without_facts_are_a_band_with_one_question() -> None:
    assert figure(one("unemployment_days")) == (120, 270)
    assert one("unemployment_days").missing == ("insured_months_total", "age")
    assert figure(one("unemployment_days", {"insured_months_total": 40})) == (180, 210)
    assert one("unemployment_days", {"insured_months_total": 40}).missing == ("age",)
    assert figure(one("unemployment_days", {"age": 26})) == (120, 240)


def test_the_age_is_that_of_the_day_of_leaving() -> None:
    facts = {"birth_date": "1976-11-01", "insured_months_total": 24}
    assert one("unemployment_days", facts | {"left_job": {"on": "2026-10-31"}}).value == 150
    assert one("unemployment_days", facts | {"left_job": {"on": "2026-11-01"}}).value == 180


def test_all_days_together() -> None:
    profile = left("2026-10-31", average_daily_wage=50_000, age=26, insured_months_total=24)
    assert one("unemployment_total", profile).value == 9_907_200


@pytest.mark.parametrize(
    ("days_left", "paid"), [(74, 0), (75, 2_476_800), (76, 2_509_824), (80, 2_641_920), (150, 4_953_600)]
)
def test_early_reemployment(days_left: int, paid: int) -> None:
    profile = left(
        "2026-10-31", average_daily_wage=50_000, age=26, insured_months_total=24, benefit_days_left=days_left
    )
    a = one("early_reemployment", profile)
    assert a.value == paid
    if not paid:
        assert "나오지 않아요(0원)" in a.text["ko"]


def test_early_reemployment_with_unknown_days_may_be_nothing() -> None:
    a = one("early_reemployment", left("2026-10-31", average_daily_wage=50_000, age=26, benefit_days_left=80))
    assert figure(a) == (0, 2_641_920)
    assert a.missing[0] == "insured_months_total"
    assert amounts(Profile(), {}, TODAY, wanted=("early_reemployment",)) == ()


@pytest.mark.parametrize(
    ("on", "hour", "day", "month", "probation"),
    [
        (date(2025, 12, 31), 10_030, 80_240, 2_096_270, 9_027),
        (date(2026, 1, 1), 10_320, 82_560, 2_156_880, 9_288),
        (date(2026, 12, 31), 10_320, 82_560, 2_156_880, 9_288),
        (date(2027, 1, 1), 10_700, 85_600, 2_236_300, 9_630),
    ],
)
def test_minimum_wage_by_year(on: date, hour: int, day: int, month: int, probation: int) -> None:
    names = [f"minimum_wage_{x}" for x in ("hour", "day", "month", "probation")]
    found = amounts(Profile(), {}, on, wanted=names)
    assert [a.value for a in found] == [hour, day, month, probation]
    assert not any(a.last_known for a in found)


def test_minimum_wage_of_a_year_asked_for_and_after_the_last_one_known() -> None:
    assert one("minimum_wage_hour", year=2027).value == 10_700
    assert one("minimum_wage_hour", year=2025).value == 10_030
    later = one("minimum_wage_hour", on=date(2028, 1, 1))
    assert (later.value, later.last_known) == (10_700, True)
    assert amounts(Profile(), {"year": 2024}, TODAY, wanted=("minimum_wage_hour",)) == ()


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (20, (898_700, 1_078_440)),
        (39.5, (1_774_933, 2_129_919)),
        (40, 2_156_880),
        (41, 2_156_880),
    ],
)
def test_the_month_of_a_week(hours: float, expected: Figure) -> None:
    a = one("minimum_wage_month", weekly_hours=hours)
    assert figure(a) == expected
    assert any(n.code == "over" for n in a.notes) is (hours > 40)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"probation_month": 1, "contract_months": 12}, 9_288),
        ({"probation_month": 3, "contract_months": 24}, 9_288),
        ({"probation_month": 4, "contract_months": 24}, 10_320),
        ({"probation_month": 1, "contract_months": 11}, 10_320),
        ({"probation_month": 1, "contract_months": 12, "simple_manual": True}, 10_320),
        ({"probation_month": 1}, (9_288, 10_320)),
    ],
)
def test_probation(given: dict[str, Any], expected: Figure) -> None:
    assert figure(one("minimum_wage_probation", **given)) == expected


@pytest.mark.parametrize(
    ("region", "expected", "citation"),
    [
        ("11000", 0, "job-leap/capital-youth"),
        ("수원", 0, "job-leap/capital-youth"),
        ("48120", 4_800_000, "job-leap/youth-amount"),
        ("부산 서구", 4_800_000, "job-leap/youth-amount"),  # shrinking, but none of the favoured areas
        ("영월", 6_000_000, "job-leap/youth-amount"),
        ("의성", 7_200_000, "job-leap/youth-amount"),
        ("강화", 6_000_000, "job-leap/capital-edge"),
        ("48", (4_800_000, 7_200_000), "job-leap/youth-amount"),
        ("고성", (6_000_000, 7_200_000), "job-leap/youth-amount"),  # one in each of two provinces
        (None, (0, 7_200_000), "job-leap/youth-amount"),
    ],
)
def test_job_leap_by_the_area_of_the_firm(region: str | None, expected: Figure, citation: str) -> None:
    a = one("job_leap_youth", {"employer": {"region": region}} if region else {})
    assert (figure(a), a.citation) == (expected, citation)
    assert ("employer.region" in a.missing) is isinstance(expected, tuple)
    if expected == 0:
        assert "나오지 않아요(0원)" in a.text["ko"]
    else:
        assert "회사가 먼저 신청" in a.text["ko"]


def test_the_home_is_not_the_firms_place() -> None:
    assert figure(one("job_leap_youth", {"region": "48120"})) == (0, 7_200_000)


def test_an_inferred_tier_names_who_knows() -> None:
    a = one("job_leap_youth", {"employer": {"region": "의성"}})
    assert "추정" in a.text["ko"]
    assert any(n.code == "confirm" and "고용센터" in n.text["ko"] for n in a.notes)


@pytest.mark.parametrize(
    ("hired", "expected", "last_known"),
    [
        ("2025-12-31", (0, 4_800_000), False),
        ("2026-01-01", 4_800_000, False),
        ("2026-12-31", 4_800_000, False),
        ("2027-01-01", 4_800_000, True),
    ],
)
def test_job_leap_by_the_day_of_hire(hired: str, expected: Figure, last_known: bool) -> None:
    a = one("job_leap_youth", {"employer": {"region": "48120", "hired_on": hired}})
    assert (figure(a), a.last_known) == (expected, last_known)


def test_the_firms_part_is_the_same_everywhere() -> None:
    assert one("job_leap_employer").value == 7_200_000


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ("2022-12-31", (0, 4_000_000)),
        ("2023-01-01", 4_000_000),
        ("2025-07-10", 4_000_000),
        ("2025-07-11", 6_000_000),
        ("2025-07-12", 6_000_000),
        (None, (4_000_000, 6_000_000)),
    ],
)
def test_demolition_money_by_the_day_of_closing(closed: str | None, expected: Figure) -> None:
    a = one("hope_return_demolition", {"business": {"closed_on": closed}} if closed else {})
    assert figure(a) == expected
    assert a.missing == (() if closed else ("business.closed_on",))
    assert any("3년" in n.text["ko"] for n in a.notes)


@pytest.mark.parametrize(("area", "money"), [(10, 2_000_000), (29, 5_800_000), (30, 6_000_000), (31, 6_000_000)])
def test_demolition_money_by_size(area: int, money: int) -> None:
    assert one("hope_return_demolition", {"business": {"closed_on": "2025-08-01"}}, area_pyeong=area).value == money


def test_other_hope_return_items() -> None:
    found = amounts(Profile.from_json({"employment": "closed_business"}), {}, TODAY)
    values = {a.name: (a.value, a.last_known) for a in found if a.name.startswith("hope_return")}
    assert values["hope_return_job"] == (1_000_000, False)
    assert values["hope_return_restart"] == (20_000_000, False)
    assert values["hope_return_nesp_link"] == (200_000, True)  # announced for 2025, not confirmed since
    assert one("hope_return_job", on=date(2027, 1, 1)).last_known


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (1_080_000, 2_160_000)),
        ({"favoured": False}, 1_080_000),
        ({"favoured": True}, 2_160_000),
        ({"savings_paid": 18_000_000, "favoured": True}, 2_160_000),
        ({"savings_paid": 17_999_999, "favoured": False}, 1_080_000),
        ({"savings_monthly": 300_000}, (648_000, 1_296_000)),
        ({"savings_monthly": 300_000, "savings_months": 12, "favoured": True}, 432_000),
        ({"savings_monthly": 500_001, "favoured": False}, 1_080_000),
        ({"savings_monthly": 1_000, "favoured": False}, 2_160),
        ({"yearly_pay": 60_000_000, "favoured": False}, 1_080_000),
        ({"yearly_pay": 60_000_001}, 0),
    ],
)
def test_youth_future_savings(given: dict[str, Any], expected: Figure) -> None:
    assert figure(one("savings_match", **given)) == expected


def test_planned_rates_never_take_over() -> None:
    a = one("savings_match", on=date(2027, 1, 5), favoured=True)
    assert (a.value, a.last_known) == (2_160_000, True)


@pytest.mark.parametrize(
    ("age", "tax", "expected"),
    [
        (34, None, 2_000_000),
        (26, 1_500_000, 1_350_000),
        (26, 2_222_222, 2_000_000),
        (26, 3_000_000, 2_000_000),
        (35, 1_000_000, 700_000),
        (62, 1_000_000, 700_000),
    ],
)
def test_the_tax_cut(age: int, tax: int | None, expected: int) -> None:
    assert one("sme_tax_cut", {"age": age}, income_tax=tax).value == expected


@pytest.mark.parametrize(("hired", "last_known"), [("2026-12-31", False), ("2027-01-01", True)])
def test_the_tax_cut_ends_with_2026_in_law(hired: str, last_known: bool) -> None:
    a = one("sme_tax_cut", {"age": 26, "employer": {"hired_on": hired}})
    assert a.last_known is last_known
    assert any(n.code == "plan" for n in a.notes) is last_known
