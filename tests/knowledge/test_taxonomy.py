"""The taxonomy: its data hold together, and regions resolve as of a day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import TaxonomyError, UnknownRegion
from knowledge.taxonomy import Taxonomy, fold, load_taxonomy
from knowledge.taxonomy.tables import rows

NOW = date(2026, 11, 22)
BEFORE = date(2026, 6, 30)  # the last day of Gwangju and Jeonnam


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


def codes(taxonomy: Taxonomy, name: str, on: date = NOW) -> list[str]:
    return [region.code for region in taxonomy.regions.resolve(name, on)]


def test_counts(taxonomy: Taxonomy) -> None:
    assert len(taxonomy.skills) >= 300
    assert len(taxonomy.occupations) >= 80
    majors = Counter(occupation.major for occupation in taxonomy.occupations.values())
    assert set(majors) == set("0123456789")
    assert majors.most_common(1)[0][0] == "1"  # research and engineering is the deepest
    groups = Counter(skill.group for skill in taxonomy.skills.values())
    assert sum(groups[group] for group in ("ai", "data", "cloud", "smart-manufacturing")) >= 80


def test_ids_are_kebab_case_and_every_reference_resolves(taxonomy: Taxonomy) -> None:
    for node in (*taxonomy.skills, *taxonomy.occupations):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", node), node
    for skill in taxonomy.skills.values():
        assert set(skill.related) <= set(taxonomy.skills), skill.id
        assert skill.id not in skill.related
    for occupation in taxonomy.occupations.values():
        assert occupation.skills, occupation.id
        assert set(occupation.skills) <= set(taxonomy.skills), occupation.id
        assert occupation.keco in taxonomy.groups


@pytest.mark.parametrize("kind", ["skill", "occupation"])
def test_no_form_names_two_nodes_unless_flagged(taxonomy: Taxonomy, kind: str) -> None:
    clashes = {form: ids for form, ids in taxonomy.surface_forms(kind).items() if len(ids) > 1}  # type: ignore[arg-type]
    assert clashes == {}


def test_every_name_finds_its_own_node(taxonomy: Taxonomy) -> None:
    for skill in taxonomy.skills.values():
        for name in (skill.names.ko, skill.names.en):
            found = {node for mention in taxonomy.mentions(name, "skill") for node in mention.ids}
            assert found == {skill.id} or fold(name) in taxonomy.weak_forms("skill"), (skill.id, name, found)


@pytest.mark.parametrize(
    ("typed", "skill"),
    [("파이썬", "python"), ("Python", "python"), ("머신러닝", "machine-learning"), ("기계학습", "machine-learning"),
     ("엑셀", "excel"), ("피엘씨", "plc"), ("PLC", "plc"), ("스마트팩토리", "smart-factory"), ("C++", "cpp"),
     ("요양보호", "elder-care"), ("전산회계", "accounting"), ("지게차", "forklift")],
)  # fmt: skip
def test_skills_as_people_type_them(taxonomy: Taxonomy, typed: str, skill: str) -> None:
    assert [mention.ids for mention in taxonomy.mentions(f"저 {typed} 조금 해요", "skill")] == [(skill,)]


def test_risky_forms_are_kept_apart(taxonomy: Taxonomy) -> None:
    weak = taxonomy.weak_forms("skill")
    for form, skill in (("r", "r-language"), ("c", "c-language"), ("go", "go"), ("ml", "machine-learning"),
                        ("스공", "smart-factory"), ("ai", "artificial-intelligence")):  # fmt: skip
        assert skill in weak[form]
        assert form not in taxonomy.surface_forms("skill")
    assert taxonomy.mentions("R&D 팀, 조립 라인", "skill") == ()


def test_mentions_take_the_longest_form_and_need_latin_boundaries(taxonomy: Taxonomy) -> None:
    text = "JavaScript와 자바스크립트, MySQL은 하는데 Java는 못해요. 데이터분석도요"
    found = [(text[m.start : m.end], m.ids[0]) for m in taxonomy.mentions(text, "skill")]
    assert found == [
        ("JavaScript", "javascript"), ("자바스크립트", "javascript"), ("MySQL", "mysql"), ("Java", "java"),
        ("데이터분석", "data-analysis"),
    ]  # fmt: skip


def test_occupations_as_people_type_them(taxonomy: Taxonomy) -> None:
    forms = taxonomy.surface_forms("occupation")
    assert forms["백엔드 개발자"] == ("backend-developer",)
    assert forms["frontend engineer"] == ("frontend-developer",)
    assert forms["간호조무사"] == ("nurse-aide",)
    assert "전공" in taxonomy.weak_forms("occupation")  # an electrician, but mostly somebody's major


def test_region_table_is_whole(taxonomy: Taxonomy) -> None:
    regions = taxonomy.regions.all.values()
    by_level = Counter(region.level for region in regions)
    assert (len(regions), by_level["sido"], by_level["gu"]) == (285, 16, 39)
    assert sum(region.shrinking is True for region in regions) == 89
    units = [region for region in regions if region.level == "sigungu"]
    assert Counter(region.tier for region in units) == {"capital": 63, "general": 83, "preferred": 44, "special": 40}
    for region in regions:
        if region.level != "sido":
            parent = taxonomy.regions.all[region.parent]
            assert parent.level == ("sigungu" if region.level == "gu" else "sido")
        assert re.fullmatch(r"[A-Z][a-z]+(-(si|gun|gu|Gwangju))?", region.en), region


def test_old_codes_resolve_to_their_successors(taxonomy: Taxonomy) -> None:
    assert codes(taxonomy, "29110") == ["12210"]
    assert codes(taxonomy, "46110") == ["12110"]
    assert codes(taxonomy, "42110") == ["51110"]
    assert codes(taxonomy, "45") == ["52000"]
    assert codes(taxonomy, "47720") == ["27720"]
    assert codes(taxonomy, "28110") == ["28125", "28155"]  # split: no single successor
    assert codes(taxonomy, "29") == ["12210", "12240", "12270", "12300", "12330"]
    assert len(codes(taxonomy, "46000")) == 22
    assert codes(taxonomy, "2811014600") == ["28155"]  # by dong it is clear
    assert codes(taxonomy, "2811010100") == ["28125"]
    for row in rows("regions_old.csv", ("code",)):
        found = codes(taxonomy, row["code"])
        assert found, row
        assert set(found) <= set(taxonomy.regions.all), row


def test_codes_in_force_before_the_merger(taxonomy: Taxonomy) -> None:
    assert codes(taxonomy, "광주", BEFORE) == ["29000", "41610"]
    assert codes(taxonomy, "전남", BEFORE) == ["46000"]
    assert codes(taxonomy, "12210", BEFORE) == ["29110"]
    assert codes(taxonomy, "목포", BEFORE) == ["46110"]
    assert codes(taxonomy, "인천 중구", BEFORE) == ["28110"]
    assert codes(taxonomy, "동탄", date(2026, 1, 31)) == ["41590"]
    assert codes(taxonomy, "전남광주통합특별시") == ["12000"]


def test_gwangju_is_ambiguous_and_says_so(taxonomy: Taxonomy) -> None:
    for name in ("광주", "Gwangju", "광주시"):
        readings = taxonomy.regions.readings(name, NOW)
        assert [reading.codes for reading in readings] == [("12210", "12240", "12270", "12300", "12330"), ("41610",)]
        assert readings[1].text.ko == "경기 광주시"
    assert codes(taxonomy, "경기 광주") == ["41610"]
    assert codes(taxonomy, "광주 동구") == ["12210"]
    assert len(codes(taxonomy, "중구")) == 5
    assert codes(taxonomy, "고성") == ["48820", "51820"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("부산", ["26000"]), ("부산시", ["26000"]), ("부산광역시", ["26000"]), ("Busan", ["26000"]), ("26", ["26000"]),
     ("창원", ["48120"]), ("창원시", ["48120"]), ("Changwon", ["48120"]), ("성남 분당", ["41135"]),
     ("분당", ["41135"]), ("강남", ["11680"]), ("강남구", ["11680"]), ("Gangnam", ["11680"]),
     ("Gangnam-gu, Seoul", ["11680"]), ("서울강남", ["11680"]), ("경기도", ["41000"]), ("경기", ["41000"]),
     ("수도권", ["11000", "28000", "41000"]), ("경상도", ["47000", "48000"]), ("제주", ["50000"]),
     ("제주시", ["50110"]), ("세종", ["36000"]), ("판교", ["41135"]), ("경북 군위군", ["27720"]),
     ("인천 서구", ["28275", "28290"]), ("부산 해운대구 우동", ["26350"]), ("서울, 경기", ["11000", "41000"]),
     ("전국", ["00000"]), ("00000", ["00000"]), ("부산 강남구", []), ("아틀란티스", []), ("99999", []), ("", [])],
)  # fmt: skip
def test_names_and_codes(taxonomy: Taxonomy, name: str, expected: list[str]) -> None:
    assert codes(taxonomy, name) == expected


def test_what_lies_in_what(taxonomy: Taxonomy) -> None:
    regions = taxonomy.regions
    assert regions.contains("41", "41135")
    assert regions.contains("41130", "41135")
    assert regions.contains("48123", "48123")
    assert regions.contains("00000", "11680")
    assert regions.contains("29000", "12210")  # across the two code lists
    assert regions.contains("28000", "28110")
    assert not regions.contains("29000", "12110")
    assert not regions.contains("41135", "41130")
    assert not regions.contains("11000", "00000")
    assert not regions.contains("11000", "99999")


def test_near_and_far(taxonomy: Taxonomy) -> None:
    regions = taxonomy.regions
    assert [regions.distance("48123", other) for other in ("48121", "48250", "48170", "11680")] == [0, 1, 2, 3]
    assert regions.distance("11000", "11680") == 0
    assert regions.distance("00000", "50110") == 0
    assert regions.distance("29110", "12710") == 1  # an old code is near what its land is near
    near = regions.neighbours("48123")
    assert {"48250", "26440", "48730"} <= near
    assert not {"48121", "48120", "48123", "11680"} & near
    assert all(regions.distance("48123", other) == 1 for other in near)


def test_names_on_cards(taxonomy: Taxonomy) -> None:
    regions = taxonomy.regions
    assert regions.name("11680", "ko") == "서울 강남구"
    assert regions.name("41135", "ko") == "경기 성남시 분당구"
    assert regions.name("41135", "en") == "Bundang-gu, Seongnam-si, Gyeonggi"
    assert regions.name("26", "en") == "Busan"
    assert regions.name("29110", "ko") == "광주 동구"
    assert regions.canonical("29110") == "12210"
    assert regions.canonical("28110") == "28000"
    with pytest.raises(UnknownRegion, match="99999"):
        regions.name("99999", "ko")


def test_place_names_in_text(taxonomy: Taxonomy) -> None:
    regions = taxonomy.regions
    assert [m.ids for m in regions.mentions("저는 성남시 분당구 살고 서울로 다녀요")] == [("41135",), ("11000",)]
    assert regions.mentions("3개월 동안 역량 강화 연수를 받고 예산을 수정했어요") == ()
    assert {"동구", "강화", "예산", "이천"} <= set(regions.weak_forms())
    assert "광주" in regions.surface_forms()
    assert not set(regions.surface_forms()) & set(regions.weak_forms())


def test_damaged_data_say_which_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "skills.csv").write_text("id,ko\npython,파이썬\n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"skills\.csv lacks the columns"):
        list(rows("skills.csv", ("id", "ko", "en"), tmp_path))
    (tmp_path / "skills.csv").write_text("id,ko,en\npython,파이썬\n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match="line 2"):
        list(rows("skills.csv", ("id", "ko", "en"), tmp_path))
    with pytest.raises(TaxonomyError, match="can't be read"):
        list(rows("missing.csv", ("id",), tmp_path))
