from __future__ import annotations

import pytest

from knowledge.text.aliases import Lexicon
from knowledge.text.analyser import Analyser
from knowledge.text.typos import Repair, Speller

ORDINARY = """
국민취업지원제도 1유형이랑 2유형 차이가 뭐예요?
실업급여 받는 중인데 알바해도 돼요?
26살이고 부산 살아요 지금 3개월째 쉬는 중인데 받을 수 있는 지원 있나요
내일배움카드 발급 얼마나 걸려요
자부담이 얼마나 되는지 궁금해요
훈련장려금은 언제 들어와요?
졸업하고 취업이 안 돼서 너무 힘들어요
회사에서 잘렸는데 뭐부터 해야 하나요
자진퇴사하면 실업급여 못 받아요?
고용센터 가기 무서운데 온라인으로 신청할 수 있나요
170벌면 수당 깎이나요
그럼 170벌면?
나한테도 돈 나와?
그거 어디서 신청해?
경기도 신입 백엔드 중소기업 있어?
부산에서 데이터 분석 배울 수 있는 데
대학교 4학년인데 신청 가능한가요
휴학생도 국취제 되나요
부모님이랑 같이 사는데 소득 기준이 어떻게 되나요
주말 알바만 하고 있어요
자격증 따고 싶은데 국비로 되나요
청년도약계좌는 끝났나요?
청년도약장려금은 회사가 신청하는 거예요?
면접 보러 갈 때 교통비 지원해 주나요
월급이 최저임금보다 적은 것 같아요
계약직인데 계약이 끝나면 어떻게 되나요
폐업했는데 지원금 받을 수 있을까요
장사 접으려고 하는데 희망리턴패키지 신청하면 되나요
군대 다녀왔는데 나이 기준 늘어나나요
외국인인데 F-4 비자로 참여할 수 있어요?
육아휴직 쓰고 싶은데 회사가 안 해 줘요
국회에서 예산이 줄었다던데 사실인가요
내일 카드 받으러 가는데 뭐 챙겨 가야 해요?
제도가 너무 많아서 뭐가 뭔지 모르겠어요
급여가 밀렸어요 어디에 신고해요
중간에 그만두면 불이익 있나요
훈련 중에 취직하면 어떻게 돼요
출석률 80프로 안 되면요?
엑셀 좀 해요 사무보조 자리 있을까요
고졸인데 갈 만한 데 있나요
취업성공수당은 뭐예요
이직확인서 회사가 안 써줘요
구직활동 몇 번 해야 하나요
실업인정일 깜빡했어요
작업 훈련 같은 건 없나요
개발사에서 일하고 싶어요
코딩 하나도 모르는데 부트캠프 따라갈 수 있을까요
간호조무사 과정 찾고 있어요
수원 근처 용접 배울 곳 알려줘
재택으로 할 수 있는 일자리
연봉 3천 이상 신입 공고 보여줘
작년에 국취제 했는데 또 할 수 있어요?
취업하면 지원금 계속 나오나요
상담사 선생님이랑 안 맞아요 바꿀 수 있나요
소득이 생기면 신고해야 하나요 얼마부터요
재산이 5억 넘으면 안 되나요
기초생활수급자인데 신청돼요?
근로장려금이랑 같이 받을 수 있나요
청년 월세 지원도 되나요
자소서 봐 주는 데 있어요?
말이 어눌해서 면접이 걱정이에요
스물여덟인데 너무 늦었나요
부업으로 배달하는데 괜찮나요
그만둔 지 두 달 됐어요
회사가 5인 미만인데 상관없나요
인턴도 경력으로 쳐주나요
취업지원금 사기 같은 문자가 왔어요
통장 빌려주면 돈 준다는 알바 괜찮아요?
자바 배우면 취업 잘돼요?
여기 사람이 답하는 거예요?
지원자가 많으면 떨어지나요
자부심을 갖고 일하고 싶어요
장려금 말고 적금은 없어요
수강신청은 어디서 하나요
주휴수당 계산해 줘
퇴직금 안 주면 어디에 말해요
what is 내배카 and how much do I get
can I work part time while on unemployment benefit
remote junior frontend job
how do I apply for a training course in Busan
is the contract renewed every year
"""


@pytest.fixture(scope="module")
def speller(terms: list[str], analyser: Analyser) -> Speller:
    return Speller(terms, analyser.is_word)


@pytest.fixture(scope="module")
def plain_speller(terms: list[str]) -> Speller:
    return Speller(terms)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("훈련장여금 얼마예요?", "훈련장려금 얼마예요?"),
        ("자부댬이 얼마", "자부담이 얼마"),
        ("혹시 실업금여받는중에", "혹시 실업급여받는중에"),
        ("취업지윈 받고 싶어요", "취업지원 받고 싶어요"),
        ("구직촉진수탕은 언제", "구직촉진수당은 언제"),
        ("고용보헙 가입, 이직학인서", "고용보험 가입, 이직확인서"),
        ("고용센타 어디", "고용센터 어디"),
        ("조기제취업수당", "조기재취업수당"),
        ("최저임굼보다 적게", "최저임금보다 적게"),
        ("자기소게서 봐 주세요", "자기소개서 봐 주세요"),
        ("unemployement alowance", "unemployment allowance"),
    ],
)
def test_misspelt_terms_are_put_right(speller: Speller, typed: str, meant: str) -> None:
    repair = speller.repair(typed)
    assert repair.text == meant
    for old, new in repair.changes:
        assert old in typed
        assert new in meant


@pytest.mark.parametrize("question", ORDINARY.strip().split("\n"))
def test_an_ordinary_question_comes_back_as_it_is(
    speller: Speller, plain_speller: Speller, lexicon: Lexicon, question: str
) -> None:
    assert speller.repair(question) == Repair(question)
    assert plain_speller.repair(question) == Repair(question)
    assert [m.surface for m in lexicon.find(question) if m.distance] == []


def test_without_real_words_to_check_short_terms_need_to_sound_alike(plain_speller: Speller) -> None:
    assert plain_speller.repair("자부댬").changes == ()
    assert plain_speller.repair("훈련장여금").changes == (("훈련장여금", "훈련장려금"),)


def test_two_terms_equally_near_are_no_answer() -> None:
    assert Speller(["가나다라", "가나다마"]).repair("가나다바") == Repair("가나다바")


def test_an_empty_vocabulary_repairs_nothing() -> None:
    assert Speller([]).repair("훈련장여금") == Repair("훈련장여금")
