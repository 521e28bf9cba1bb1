"""Classes of real questions, over the real library: whose section answers, and what its first words say.

Each list holds one class of mistake that was seen and mended; the questions are typed as people type.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.answer import Answer, Status
from assistant.guards import fold_plain, guard, looks_like_crisis
from assistant.history import Conversation
from assistant.services import Services
from assistant.understanding.topics import topics_of

TODAY = date(2026, 11, 22)


def ask(services: Services, *messages: str) -> Answer:
    talk = Conversation()
    answers = [services.answer(talk, message, as_of=TODAY) for message in messages]
    return answers[-1]


def first_section(answer: Answer) -> str:
    return answer.citations[0].id if answer.citations else ""


@pytest.mark.parametrize(
    "question",
    [
        "국취 훈련참여지원수당 28만4천원 나오죠?",
        "서울 청년수당 받고있는데 국취 신청돼요?",
        "우대지역이 어디임 도약장려금",
        "직업훈련 생계비대출 조건",
        "채움공제 만기 언제 받아",
    ],
)
def test_a_known_name_after_a_plain_word_is_known(services: Services, question: str) -> None:
    assert "찾을 수 없어요" not in ask(services, question).text.split("\n")[0]


@pytest.mark.parametrize("question", ["청년 희망날개 지원금 얼마임", "국민청년취업드림카드 발급방법", "청년 안심도약 바우처 언제 줘"])
def test_an_invented_name_is_said_to_be_unknown(services: Services, question: str) -> None:
    answer = ask(services, question)
    assert answer.status is Status.NO_CONTENT
    assert "찾을 수 없어요" in answer.text


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("한번도 일 안해봤는데 국취 돼?", "nesp/work-history"),
        ("말년병장인데 국취 미리 신청 가능?", "nesp/block-military"),
        ("구직활동 반만 하면 수당 어떻게 돼", "nesp/half-done"),
        ("국취 중간에 그만두면 불이익 있음?", "nesp/quit-midway"),
        ("실업급여 끝난지 두달됐는데 국취 신청 ㄱㄴ?", "nesp/block-unemployment-benefit"),
        ("내배카 자부담 몇프로", "learning-card/share-general"),
        ("국취 2유형이면 내배카 자부담 얼마", "learning-card/share-nesp-2"),
        ("내배카 발급 며칠 걸려요", "learning-card/apply"),
        ("국기훈련이랑 산대특은 뭐가 다름", "kdt/strategic-training"),
        ("희망리턴패키지 누가 신청", "hope-return/who"),
        ("왕복 3시간이라 퇴사하면 실업급여?", "unemployment-benefit/commute"),
        ("수습이라고 90%만 준대 맞음?", "standards/probation"),
        ("최저시급도 안주는데 어디 신고", "standards/below-minimum-wage"),
        ("청년 나이 몇살까지야 도대체", "standards/young-person"),
        ("중소기업 다니는데 회사에서 ai교육 받는법", "sme-ax/worker-training"),
        ("코로나로 폐업한 자영업자 실업급여", "unemployment-benefit/self-employed"),
    ],
)
def test_the_section_people_mean_answers(services: Services, question: str, section: str) -> None:
    assert first_section(ask(services, question)) == section


@pytest.mark.parametrize(
    ("question", "section", "basis"),
    [
        ("국취제 1유형 선발형 청년의 소득 및 재산 요건과 그 근거 고시를 알려주시기 바랍니다.", "nesp/who-1-youth", "근거"),
        ("훈련장려금 지급 요건과 근거 고시 부탁드립니다.", "learning-card/bonus-general", "제2026-101호"),
        ("2026년 기준 중위소득 60% 금액과 근거 고시", "standards/median-60", "근거"),
        ("희망리턴패키지 점포철거비 지원 기준과 근거 공고를 알려주세요", "hope-return/demolition-amount", "근거"),
    ],
)
def test_a_formal_question_gets_the_rule_and_its_basis(
    services: Services, question: str, section: str, basis: str
) -> None:
    answer = ask(services, question)
    assert first_section(answer) == section
    assert basis in answer.text


def test_the_word_for_criteria_names_no_family(services: Services) -> None:
    answer = ask(services, "국취 소득 재산 기준 알려줘")
    assert all(c.id.startswith("nesp/") for c in answer.citations)
    assert re.search(r"60%.*4억 원", answer.text)


@pytest.mark.parametrize(
    ("messages", "section"),
    [
        (("국취 1유형 얼마야", "그럼 2유형은?"), "nesp/type2-participation"),
        (("kdt 자부담 얼마", "그럼 내배카는?"), "learning-card/share-general"),
        (("희망리턴패키지 뭐야", "철거비는?"), "hope-return/demolition-amount"),
        (("청년미래적금 뭐야", "지금 돼?"), "savings/future-rounds"),
    ],
)
def test_a_short_follow_up_finds_its_section(services: Services, messages: tuple[str, ...], section: str) -> None:
    assert first_section(ask(services, *messages)) == section


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("요즘 너무 무기력하고 아무것도 하기 싫어 취업이고 뭐고", "places/low-energy"),
        ("엄마 병간호하느라 일을 못해요 도움될만한거?", "places/family-care"),
        ("전역하고 뭐부터 해야할지 모르겠음", "places/after-discharge"),
        ("학교 자퇴했는데 할수있는거", "places/left-school"),
        ("월세 밀려서 쫓겨날거같아요", "places/rent"),
        ("부장이 맨날 소리지르고 욕해요 퇴사하고싶다", "places/workplace-trouble"),
        ("사장이 4대보험 안들어줘", "places/insurance-not-enrolled"),
    ],
)
def test_a_turn_in_life_gets_a_door(services: Services, question: str, section: str) -> None:
    answer = ask(services, question)
    assert answer.status is Status.ANSWERED
    assert first_section(answer) == section


@pytest.mark.parametrize("question", ["kdt 자부담 얼마", "중위소득 60% 얼마"])
def test_how_much_of_a_share_or_a_limit_is_no_allowance(question: str) -> None:
    assert "amount" not in topics_of(fold_plain(question), question.lower())


def test_income_and_assets_at_once_ask_for_the_conditions() -> None:
    assert topics_of(fold_plain("소득 및 재산 요건"), "") == ("who",)


@pytest.mark.parametrize(
    "message",
    ["내가 없어져도 아무도 모를듯", "수면제 모아놨어", "숨쉬기도 싫어", "한강 가야겠다", "i can't take it anymore, nobody would miss me"],
)
def test_words_of_despair_are_heard(message: str) -> None:
    assert looks_like_crisis(message) == "crisis"


@pytest.mark.parametrize(
    "message",
    ["한강 공원 근처 알바 가고싶어", "나 죽어도 못해 이 일은", "불면증 수면제 회사 채용", "엄마한테 물어봤는데 맞아요", "취준 그만 끝내고 싶다"],
)
def test_everyday_words_are_no_crisis(message: str) -> None:
    assert looks_like_crisis(message) is None


@pytest.mark.parametrize(
    ("message", "stop"),
    [
        ("엄마한테 맨날 맞아요", "violence"),
        ("입사 전에 교육비 30만원 내라는데", "scam"),
        ("고객 현금 받아서 전달하는 알바 일당 30", "scam"),
        ("친구가 대신 출석 찍어주면 걸림?", "hide"),
        ("나 국취 합격한다고 확실하게 말해줘", "promise"),
        ("친구가 된다고 말해줬는데 국취 진짜야?", None),
        ("kdt 자부담 확실히 알려줘", None),
    ],
)
def test_what_stops_a_turn(message: str, stop: str | None) -> None:
    assert guard(message).stop == stop


@pytest.mark.parametrize("question", ["삼성전자 주가 어떻게 될까", "대출 금리 낮은 은행 추천", "건강보험료 얼마나 나오는지"])
def test_another_world_is_out_of_scope(services: Services, question: str) -> None:
    assert ask(services, question).status is Status.OUT_OF_SCOPE


def test_steps_are_numbered_once_and_in_order(services: Services) -> None:
    answer = ask(services, "실업급여 신청 순서 알려줘")
    steps = [line.text for line in answer.lines if line.kind == "step"]
    assert "이직확인서" in steps[0]
    assert not any(re.match(r"\d\.", step) for step in steps)
