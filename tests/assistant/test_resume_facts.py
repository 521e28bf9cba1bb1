"""A résumé gives skills, licences, schooling, service and district, each with its phrase, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.profile import Fact
from assistant.resume_facts import facts_of
from knowledge.documents.child import read_in_child
from knowledge.taxonomy import load_taxonomy

TODAY = date(2026, 11, 22)
RESUME = """이 력 서
성명: 홍가상   주민등록번호: 990302-1234567   (만 27세, 남)
연락처: 010-1234-5678   이메일: gasang@rainbow.example
주소: 부산광역시 해운대구 무지개로 12, 101동 202호
병역: 육군 병장 만기전역 (2019.03 ~ 2020.10)

학력
2018.03 ~ 2024.02 무지개대학교 컴퓨터공학과 졸업
2015.03 ~ 2018.02 무지개고등학교 졸업

보유 기술
Python, SQL, R, 엑셀
데이터 분석 프로젝트에서 Pandas로 매출 자료를 정리했습니다.

자격증
정보처리기사 (2023.06)
1종 보통 운전면허
장애: 해당 없음, 종교: 없음
"""
TABLES = """<h1>이력서</h1><table><tr><td>성명</td><td>홍가상</td><td>주소</td><td>경기도 성남시 분당구 무지개로 1</td></tr></table>
<h2>학력사항</h2><table><tr><th>기간</th><th>학교명</th><th>전공</th><th>구분</th></tr>
<tr><td>2017.3~2023.2</td><td>무지개대학교</td><td>경영학</td><td>졸업</td></tr>
<tr><td>2023.3~</td><td>무지개대학교 대학원</td><td>통계학</td><td>재학</td></tr></table>"""


def read(text: str) -> tuple[Fact, ...]:
    return facts_of(read_in_child(text.encode(), "resume"), load_taxonomy(), TODAY)


def told(facts: tuple[Fact, ...], field: str) -> list[object]:
    return [f.value for f in facts if f.field == field]


def test_what_helps_to_find_work_is_read_with_its_phrase() -> None:
    facts = read(RESUME)
    skills = [value for (value,) in told(facts, "skills")]  # type: ignore[misc]
    assert {"python", "sql", "r-language", "excel", "pandas", "data-analysis", "정보처리기사"} <= set(skills)
    assert told(facts, "education") == ["university"]
    assert told(facts, "military_months") == [19]
    assert told(facts, "region") == ["26350"]
    assert next(f.words for f in facts if f.field == "region") == "부산광역시 해운대구"
    assert next(f.words for f in facts if f.value == ("pandas",)) == "데이터 분석 프로젝트에서 Pandas로 매출 자료를 정리했습니다."


def test_names_numbers_age_and_health_are_neither_read_nor_shown() -> None:
    facts = read(RESUME)
    assert {f.field for f in facts} == {"skills", "education", "military_months", "region"}
    shown = " ".join(f.words for f in facts)
    for private in ("990302", "1234567", "010-1234", "gasang", "홍가상", "27세", "무지개로", "101동", "장애"):
        assert private not in shown


def test_tables_are_read_row_by_row() -> None:
    facts = read(TABLES)
    assert told(facts, "education") == ["university"]
    assert told(facts, "school.enrolled") == [True]
    assert told(facts, "school.level") == ["graduate"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("병역: 해당 없음", "military_months"),
        ("병역: 면제", "military_months"),
        ("무지개대학교 경영학과 중퇴", "education"),
        ("저는 디자인처럼 조립도 해 보았습니다.", "skills"),
    ],
)
def test_what_is_not_said_is_not_read(line: str, field: str) -> None:
    assert told(read(f"이력서\n\n{line}\n\n끝.\n"), field) == []


def test_service_told_in_months_and_expected_graduation() -> None:
    assert told(read("이력서\n\n군 복무: 공군 21개월\n"), "military_months") == [21]
    facts = read("이력서\n\n무지개대학교 통계학과 2027년 2월 졸업예정\n")
    assert (told(facts, "school.level"), told(facts, "education")) == (["university"], [])
