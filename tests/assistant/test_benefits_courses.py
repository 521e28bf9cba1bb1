"""Courses: the own share by price band, start and order, the card's shares, and the money of a month."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.answer import Amount
from assistant.benefits import amounts
from assistant.profile import Profile

TODAY = date(2026, 11, 22)
Figure = int | tuple[int, int]


def course(name: str, profile: dict[str, Any] | None = None, on: date = TODAY, **given: Any) -> Amount:
    found = amounts(Profile.from_json(profile or {}), {"course": given}, on, wanted=(name,))
    assert len(found) == 1, found
    return found[0]


def figure(a: Amount) -> Figure | None:
    assert (a.value is None) != (a.band is None)
    return a.value if a.value is not None else a.band


@pytest.mark.parametrize("kind", ["kdt", "ai_campus", "strategic", "industry_demand"])
@pytest.mark.parametrize(
    ("tuition", "share"),
    [
        (0, 0),
        (2_500_000, 250_000),
        (2_999_999, 300_000),
        (3_000_000, 300_000),
        (3_000_001, 300_000),
        (5_999_999, 300_000),
        (6_000_000, 300_000),
        (6_000_001, 400_000),
        (10_000_000, 400_000),
        (12_000_000, 400_000),
        (12_000_001, 500_000),
        (18_000_000, 500_000),
        (18_000_001, 600_000),
        (30_000_000, 600_000),
    ],
)
def test_special_share_by_price(kind: str, tuition: int, share: int) -> None:
    assert course("own_share", kind=kind, tuition=tuition, starts="2026-12-01").value == share


@pytest.mark.parametrize(
    ("starts", "share", "last_known"),
    [
        ("2025-12-31", 0, False),
        ("2026-01-01", 400_000, False),
        ("2026-12-31", 400_000, False),
        ("2027-01-01", 400_000, True),
    ],
)
def test_special_share_by_start(starts: str, share: int, last_known: bool) -> None:
    a = course("own_share", kind="kdt", tuition=10_000_000, starts=starts)
    assert (a.value, a.last_known) == (share, last_known)


def test_a_special_share_without_a_price_is_a_band_and_asks_for_it() -> None:
    a = course("own_share", kind="kdt")
    assert figure(a) == (0, 600_000)
    assert a.missing == ("course.tuition",)


@pytest.mark.parametrize(
    ("hours", "rate", "expected"),
    [
        (None, None, (400_000, 5_500_000)),
        (139, None, (400_000, 1_000_000)),
        (140, None, (400_000, 5_500_000)),
        (141, None, (400_000, 5_500_000)),
        (400, 0.7, (400_000, 1_500_000)),
        (400, 0.69, (400_000, 5_500_000)),
    ],
)
def test_a_second_special_course_may_cost_more(hours: int | None, rate: float | None, expected: Figure) -> None:
    a = course("own_share", kind="kdt", tuition=10_000_000, ordinal=2, hours=hours, placement_rate=rate)
    assert figure(a) == expected
    assert a.citation == "kdt/own-share-second"
    assert "확인이 필요" in a.text["ko"]
    assert (a.missing == ("course.hours",)) is (hours is None)


def test_a_first_course_says_what_a_second_may_cost() -> None:
    a = course("own_share", kind="kdt", tuition=10_000_000)
    assert next(n for n in a.notes if n.code == "second").value == 5_500_000
    assert course("own_share", kind="kdt", tuition=10_000_000, ordinal=1).missing == ()


def test_a_cheap_short_second_course_costs_ten_percent_either_way() -> None:
    assert course("own_share", kind="kdt", tuition=2_000_000, ordinal=2, hours=100).value == 200_000


def test_whether_special_training_is_free_for_some_rests_on_one_page() -> None:
    for profile in ({"groups": ["basic_livelihood"]}, {"receiving": ["nesp_allowance"]}):
        a = course("own_share", profile, kind="kdt", tuition=10_000_000, ordinal=1)
        assert figure(a) == (0, 400_000)
        assert any(n.citation == "kdt/own-share-reduced" for n in a.notes)


@pytest.mark.parametrize(
    ("profile", "given", "expected"),
    [
        ({}, {}, (150_000, 550_000)),
        ({}, {"placement_rate": 0.7}, 150_000),
        ({}, {"placement_rate": 70}, 150_000),
        ({}, {"placement_rate": 0.699}, (150_000, 550_000)),
        ({}, {"placement_rate": 0.4}, (150_000, 550_000)),
        ({}, {"placement_rate": 0.399}, 550_000),
        ({"receiving": ["earned_income_credit"]}, {}, (75_000, 275_000)),
        ({"receiving": ["earned_income_credit"]}, {"placement_rate": 0.8}, 75_000),
        ({"receiving": ["nesp_allowance"]}, {}, 0),
        ({"groups": ["near_poor"]}, {}, 0),
        ({"groups": ["care_leaver"]}, {"placement_rate": 0.1}, 0),
        ({"groups": ["north_korean_defector"]}, {}, (150_000, 550_000)),
        ({}, {"kind": "language"}, 500_000),
        ({}, {"kind": "care"}, 900_000),
        ({}, {"kind": "kdc"}, 100_000),
        ({"groups": ["disabled"]}, {"kind": "care"}, (0, 900_000)),
    ],
)
def test_card_share_by_group_and_placement(profile: dict[str, Any], given: dict[str, Any], expected: Figure) -> None:
    a = course("own_share", profile, **{"kind": "general", "tuition": 1_000_000, **given})
    assert figure(a) == expected
    assert ("course.placement_rate" in a.missing) is (isinstance(expected, tuple) and not given)


@pytest.mark.parametrize(("nesp", "expected"), [("1", 0), ("2-group", 0), ("2", (150_000, 500_000))])
def test_card_share_in_nesp(nesp: str, expected: Figure) -> None:
    inputs = {"course": {"kind": "general", "tuition": 1_000_000}, "nesp": nesp}
    (a,) = amounts(Profile(), inputs, TODAY, wanted=("own_share",))
    assert figure(a) == expected


def test_a_card_share_without_a_price_is_in_permille() -> None:
    a = course("own_share", {"receiving": ["earned_income_credit"]}, kind="general")
    assert (a.unit, figure(a)) == ("permille", (75, 275))
    assert "7.5~27.5%" in a.text["ko"]
    assert "7.5% to 27.5%" in a.text["en"]


def test_a_course_before_the_table_has_no_card_share() -> None:
    given = {"course": {"kind": "general", "tuition": 1_000_000, "starts": "2025-12-31"}}
    assert amounts(Profile(), given, TODAY, wanted=("own_share",)) == ()


PLACES = [("capital", 100_000), ("other", 200_000), ("shrinking", 300_000)]


@pytest.mark.parametrize(("place", "special"), PLACES)
def test_special_money_by_place(place: str, special: int) -> None:
    given = {"kind": "kdt", "hours": 800, "hours_per_day": 8, "region": place}
    assert course("training_monthly", **given).value == 200_000 + special
    assert course("training_bonus", **given).value == 200_000
    assert course("special_allowance", **given).value == special


@pytest.mark.parametrize(("place", "total"), [("capital", 400_000), ("other", 600_000), ("shrinking", 800_000)])
def test_ai_campus_has_its_own_amounts(place: str, total: int) -> None:
    a = course("training_monthly", kind="ai_campus", hours=960, hours_per_day=8, region=place)
    assert (a.value, a.citation) == (total, "kdt/ai-campus-money")


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("11000", 300_000),  # 서울
        ("11", 300_000),
        ("서울 강남구", 300_000),
        ("48120", 400_000),  # 창원, whose districts are ordinary
        ("의성", 500_000),
        ("26000", (400_000, 500_000)),  # 부산 has three shrinking districts
        ("48", (400_000, 500_000)),
        ("28710", (300_000, 500_000)),  # 강화: both in the capital area and shrinking
        (None, (300_000, 500_000)),
    ],
)
def test_the_place_of_training_decides(region: str | None, expected: Figure) -> None:
    a = course("training_monthly", kind="kdt", hours=800, hours_per_day=8, region=region)
    assert figure(a) == expected
    assert ("course.region" in a.missing) is isinstance(expected, tuple)


@pytest.mark.parametrize(
    ("hours", "per_day", "expected"),
    [
        (349, 8, 200_000),
        (350, 8, 400_000),
        (351, 8, 400_000),
        (350, 5, 400_000),
        (350, 4.9, 86_000),
        (350, 4, 86_000),
        (139, 8, (0, 200_000)),  # whether a short special course pays the bonus was not found
        (140, 8, 200_000),
    ],
)
def test_hours_of_special_courses(hours: int, per_day: float, expected: Figure) -> None:
    a = course("training_monthly", kind="kdt", hours=hours, hours_per_day=per_day, region="other")
    assert figure(a) == expected


@pytest.mark.parametrize(
    ("hours", "per_day", "expected"),
    [
        (139, 8, 0),
        (140, 8, 116_000),
        (141, 5, 116_000),
        (140, 4.9, 50_000),
        (140, None, (50_000, 116_000)),
        (None, 8, (0, 116_000)),
    ],
)
def test_bonus_of_general_courses(hours: int | None, per_day: float | None, expected: Figure) -> None:
    a = course("training_monthly", kind="general", hours=hours, hours_per_day=per_day, region="other")
    assert figure(a) == expected


@pytest.mark.parametrize(("attendance", "paid"), [(0.799, 0), (0.8, 400_000), (79, 0), (80, 400_000), (1, 400_000)])
def test_attendance(attendance: float, paid: int) -> None:
    given = {"kind": "kdt", "hours": 800, "hours_per_day": 8, "region": "other"}
    a = course("training_monthly", **given, attendance=attendance)
    assert a.value == paid
    if not paid:
        assert "나오지 않아요(0원)" in a.text["ko"]


def test_remote_pays_nothing_and_live_online_the_rate_of_the_seoul_area() -> None:
    given = {"kind": "kdt", "hours": 800, "hours_per_day": 8, "region": "shrinking"}
    remote = course("training_monthly", **given, mode="online")
    assert (remote.value, remote.citation) == (0, "kdt/remote")
    live = course("training_monthly", **given, mode="live_online")
    assert live.value == 300_000
    assert course("training_monthly", **given, mode="onsite").value == 500_000
    assert course("training_monthly", **{**given, "kind": "ai_campus"}, mode="live_online").value == 400_000


@pytest.mark.parametrize("benefit", ["unemployment_benefit", "nesp_allowance"])
def test_nothing_beside_another_benefit(benefit: str) -> None:
    given = {"kind": "kdt", "hours": 800, "hours_per_day": 8, "region": "other"}
    for name in ("training_monthly", "training_bonus", "special_allowance"):
        a = course(name, {"receiving": [benefit]}, **given)
        assert a.value == 0
    assert course("training_monthly", {"receiving": ["earned_income_credit"]}, **given).value == 400_000


def test_self_employed_people_with_insurance_have_their_own_bonus() -> None:
    given = {"course": {"kind": "kdt", "hours": 800, "hours_per_day": 8, "region": "other"}}
    found = amounts(Profile(), {**given, "insured_self_employed": True}, TODAY)
    values = {a.name: a.value for a in found}
    assert (values["training_monthly"], values["special_allowance"]) == (360_000, 0)


def test_a_whole_day_is_assumed_in_words_where_it_is_not_told() -> None:
    a = course("training_monthly", kind="kdt", hours=800, region="other")
    assert a.value == 400_000
    assert "하루 5시간 이상" in a.text["ko"]
    assert a.missing == ("course.hours_per_day",)


def test_unknown_hours_give_a_band() -> None:
    a = course("training_monthly", kind="kdt", hours_per_day=8, region="other")
    assert figure(a) == (200_000, 400_000)
    assert a.missing == ("course.hours",)


def test_the_end_of_the_shrinking_designation_is_said() -> None:
    given = {"kind": "kdt", "hours": 800, "hours_per_day": 8, "region": "의성"}
    said = [
        any("2026년 10월 19일" in n.text["ko"] for n in course("training_monthly", on=on, **given).notes)
        for on in (date(2026, 10, 19), date(2026, 10, 20))
    ]
    assert said == [False, True]


def test_money_of_2027_is_the_last_known() -> None:
    given = {"kind": "kdt", "hours": 800, "hours_per_day": 8, "region": "other"}
    assert not course("training_monthly", starts="2026-12-31", **given).last_known
    assert course("training_monthly", starts="2027-01-01", **given).last_known
