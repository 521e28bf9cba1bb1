"""What in an advert asks for caution, what takes it back, and that ordinary adverts have none of it."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.adverts import HIDING, cautions, hides
from knowledge.library.sample.openings import iter_openings
from tests.knowledge.test_catalogue import opening

SAID = [
    ("money_asked", "입사 전 교육비 20만 원을 먼저 입금해야 합니다."),
    ("money_asked", "유니폼 보증금 50,000원 납부 후 근무 시작"),
    ("money_asked", "가입비를 결제하셔야 계정이 열립니다"),
    ("account_asked", "급여 처리를 위해 체크카드를 택배로 보내 주세요."),
    ("account_asked", "본인 통장을 잠시 대여해 주시면 됩니다."),
    ("account_asked", "문자로 받은 인증번호를 알려 주세요"),
    ("carrying_cash", "현금 수거 업무, 일당 40만 원 당일 지급"),
    ("carrying_cash", "고액 알바! 서류와 돈을 전달만 하면 됩니다"),
    ("abroad_lure", "해외 근무 월 1000만 원, 항공권과 숙소를 드려요"),
    ("messenger_only", "지원은 텔레그램으로만 받습니다"),
    ("messenger_only", "카톡으로만 연락 주세요"),
    ("age_limit", "만 35세 이하 지원 가능"),
    ("age_limit", "20~30대 여성 우대"),
    ("age_limit", "나이 제한: 45세까지"),
    ("sex_limit", "남자만 지원해 주세요"),
    ("sex_limit", "여직원 모집"),
    ("sex_limit", "용모 단정한 분"),
]
NOT_SAID = [
    "교육비 전액을 회사에서 지원합니다.",
    "보증금 없음, 교육비 없음",
    "어떤 이유로도 입금을 요구하지 않습니다.",
    "급여는 본인 명의 통장 사본 제출 후 계좌로 입금",
    "물류센터에서 물건을 운반합니다.",
    "해외 출장 시 항공권과 숙소를 드려요.",
    "카카오톡 채널 운영 경험이 있는 분",
    "나이 무관, 학력 무관",
    "정년 60세까지 근무",
    "만 5세 이하 영유아를 돌봅니다.",
    "성별 무관, 누구나 지원 가능",
    "여성 의류를 만드는 회사입니다.",
    "생산 라인으로 자재를 보냅니다.",
    "직원 23명이 일합니다. 1998년에 문을 열었습니다.",
]


@pytest.mark.parametrize(("code", "sentence"), SAID)
def test_a_sentence_that_says_it_is_quoted(code: str, sentence: str) -> None:
    found = cautions(opening(body=f"회사 소개\n{sentence}\n4대 보험 있습니다."))
    assert code in [c.code for c in found]
    assert all(c.quote in sentence for c in found)
    assert hides(opening(body=sentence)) is (code in HIDING)


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_a_sentence_that_says_the_opposite_is_none(sentence: str) -> None:
    assert cautions(opening(body=sentence)) == ()


def test_a_contract_that_only_looks_free() -> None:
    fixed = "프리랜서 계약(3.3% 공제)입니다.\n근무시간: 주 5일 09:00~18:00"
    assert [c.code for c in cautions(opening(employment="freelance", body=fixed))] == ["false_self_employment"]
    assert cautions(opening(employment="freelance", body=fixed))[0].quote.startswith("프리랜서 계약")
    free = "프리랜서 계약(3.3% 공제)입니다.\n근무시간: 자율(결과물 기준 협의)"
    assert cautions(opening(employment="freelance", body=free)) == ()
    assert cautions(opening(employment="permanent", body="근무시간: 주 5일 09:00~18:00")) == ()


def test_ordinary_adverts_ask_for_no_caution() -> None:
    found = [(o.id, c) for o in iter_openings(date(2026, 11, 1), 3, count=400) for c in cautions(o)]
    assert found == []
