"""A small lexicon of the shape the library and the taxonomy have, and one analyser for all tests."""

from __future__ import annotations

import pytest

from knowledge.text.aliases import Entry, Lexicon
from knowledge.text.analyser import Analyser

FAMILIES = {
    "nesp": (
        ["국민취업지원제도", "국취제", "국취", "한국형 실업부조"],
        ["National Employment Support Program", "NESP"],
    ),
    "learning-card": (
        ["국민내일배움카드", "내일배움카드", "내배카", "국비지원", "배움카드"],
        ["National Learning Card", "HRD card"],
    ),
    "kdt": (["K-디지털 트레이닝", "KDT", "케디티", "부트캠프"], ["K-Digital Training", "KDT bootcamp", "bootcamp"]),
    "job-leap": (["청년일자리도약장려금", "청년도약장려금", "청년장려금"], ["Youth Job Leap Incentive"]),
    "savings": (["청년도약계좌", "청년미래적금", "청년장려금"], ["Youth Leap Account"]),
    "hope-return": (["희망리턴패키지"], ["Hope Return Package"]),
    "unemployment-benefit": (["실업급여", "구직급여"], ["unemployment benefit"]),
    "work-experience": (["미래내일 일경험", "일경험"], ["work experience programme"]),
}
PROGRAMMES = {
    "nesp-1": (["국민취업지원제도 Ⅰ유형", "1유형", "국취 1유형"], ["NESP type I", "type 1"]),
    "nesp-2": (["국민취업지원제도 Ⅱ유형", "2유형"], ["NESP type II", "type 2"]),
    "ai-campus": (["AI 캠퍼스"], ["AI Campus"]),
}
SKILLS = {
    "python": (["파이썬"], ["Python"]),
    "ai": (["인공지능"], ["AI"]),
    "data-analysis": (["데이터 분석"], ["data analysis"]),
    "java": (["자바"], ["Java"]),
    "javascript": (["자바스크립트"], ["JavaScript"]),
    "cpp": ([], ["C++"]),
    "excel": (["엑셀"], ["Excel"]),
    "kubernetes": (["쿠버네티스"], ["Kubernetes"]),
    "marketing": (["마케팅"], ["marketing"]),
    "cleaning": (["청소"], ["cleaning"]),
}
OCCUPATIONS = {
    "data-analyst": (["데이터 분석가"], ["data analyst"]),
    "backend": (["백엔드 개발자", "백엔드"], ["backend developer"]),
    "developer": (["개발자"], ["developer"]),
    "mechanic": (["정비사"], ["mechanic"]),
    "designer": (["디자이너"], ["designer"]),
}
REGIONS = {
    "11000": (["서울", "서울시"], ["Seoul"]),
    "11530": (["구로", "구로구"], ["Guro-gu"]),
    "11680": (["강남", "강남구"], ["Gangnam-gu"]),
    "26000": (["부산", "부산시"], ["Busan"]),
    "27000": (["대구"], ["Daegu"]),
    "31000": (["울산"], ["Ulsan"]),
    "41280": (["고양시"], ["Goyang"]),
    "41590": (["화성"], ["Hwaseong"]),
}
RISKY = [
    Entry("region", "11140", "중구", "ko", True),
    Entry("region", "26110", "중구", "ko", True),
    Entry("region", "41280", "고양", "ko", True),
    Entry("region", "41500", "이천", "ko", True),
    Entry("region", "41173", "동안", "ko", True),
    Entry("skill", "go", "Go", "en", True),
    Entry("skill", "r", "R", "en", True),
    Entry("skill", "react", "React", "en", True),
]
TERMS = (
    "훈련장려금 자부담 구직촉진수당 실업급여 취업지원 고용보험 고용센터 이직확인서 조기재취업수당 최저임금 근로장려금 "
    "자기소개서 취업성공수당 훈련과정 수급자격 구직활동 allowance unemployment"
)


def _entries() -> list[Entry]:
    found = list(RISKY)
    tables = (
        ("family", FAMILIES), ("programme", PROGRAMMES), ("skill", SKILLS),
        ("occupation", OCCUPATIONS), ("region", REGIONS),
    )  # fmt: skip
    for kind, table in tables:
        for owner, (korean, english) in table.items():
            found += [Entry(kind, owner, surface, "ko") for surface in korean]
            found += [Entry(kind, owner, surface, "en") for surface in english]
    return found


@pytest.fixture(scope="session")
def entries() -> list[Entry]:
    return _entries()


@pytest.fixture(scope="session")
def terms() -> list[str]:
    return TERMS.split(" ")


@pytest.fixture(scope="session")
def analyser(entries: list[Entry], terms: list[str]) -> Analyser:
    return Analyser([*(e.surface for e in entries if e.kind != "region" and not e.risky), *terms])


@pytest.fixture(scope="session")
def lexicon(entries: list[Entry], analyser: Analyser) -> Lexicon:
    return Lexicon(entries, analyser.is_word)


@pytest.fixture(scope="session")
def plain_lexicon(entries: list[Entry]) -> Lexicon:
    """Without the morpheme analyser to say which words are real."""
    return Lexicon(entries)
