from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.models import Family, Intake, Programme, Text
from knowledge.taxonomy import load_taxonomy
from knowledge.text.aliases import Entry, Lexicon, lexicon_entries


def found(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    """(surface, first id) of each mention."""
    return [(m.surface, m.ids[0]) for m in lexicon.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("국취제1유형얼마줘요", [("국취제", "nesp"), ("1유형", "nesp-1")]),
        ("내배카얼마까지돼", [("내배카", "learning-card")]),
        ("나는국민내일배움카드있음", [("국민내일배움카드", "learning-card")]),
        ("국취얼마", [("국취", "nesp")]),
        ("국취신청 방법", [("국취", "nesp")]),
        ("국취제는 부산에서", [("국취제", "nesp"), ("부산", "26000")]),
        ("내배카로 파이썬배우고싶어", [("내배카", "learning-card"), ("파이썬", "python")]),
        ("서울강남구 백엔드개발자", [("서울", "11000"), ("강남구", "11680"), ("백엔드개발자", "backend")]),
        ("저는부산살아요", [("부산", "26000")]),
        ("청년 도약 계좌", [("청년 도약 계좌", "savings")]),
        ("국 민내일배움 카 드 신 청", [("국 민내일배움 카 드", "learning-card")]),
        ("국민취업지원제도(Ⅱ유형)", [("국민취업지원제도(Ⅱ유형", "nesp-2")]),
        ("ai캠퍼스 신청", [("ai캠퍼스", "ai-campus")]),
        ("데이터분석가 되고싶어", [("데이터분석가", "data-analyst")]),
        ("자바스크립트랑 자바", [("자바스크립트", "javascript"), ("자바", "java")]),
        ("디자이너, 부산", [("디자이너", "designer"), ("부산", "26000")]),
    ],
)
def test_names_in_korean(lexicon: Lexicon, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(lexicon, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what is NESP type II and kdt", [("NESP type II", "nesp-2"), ("kdt", "kdt")]),
        ("KDT bootcamp in Seoul", [("KDT bootcamp", "kdt"), ("Seoul", "11000")]),
        ("two bootcamps, JavaScript", [("bootcamps", "kdt"), ("JavaScript", "javascript")]),
        ("C++ or java?", [("C++", "cpp"), ("java", "java")]),
        ("DATA ANALYSIS jobs", [("DATA ANALYSIS", "data-analysis")]),
        ("javanese food", []),
    ],
)
def test_names_in_english(lexicon: Lexicon, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(lexicon, text) == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("국취재 얼마", "국취제"),
        ("내베카 신청", "내배카"),
        ("네베카얼마", "내배카"),
        ("실업금여받는중에", "실업급여"),
        ("국민내일베움카드", "국민내일배움카드"),
        ("나는국민내일베움카드있음", "국민내일배움카드"),
        ("희망리펀패키지 조건", "희망리턴패키지"),
        ("국민취업지언제도 신청", "국민취업지원제도"),
        ("청년일자리도약장여금", "청년일자리도약장려금"),
        ("부트켐프 다녀요", "부트캠프"),
        ("파이선 배우기", "파이썬"),
        ("엑샐 좀 해요", "엑셀"),
        ("kubernets course", "Kubernetes"),
    ],
)
def test_misspelt_names(lexicon: Lexicon, text: str, meant: str) -> None:
    (mention,) = lexicon.find(text)
    assert mention.matched == meant
    assert mention.distance > 0
    assert lexicon.find(text, fuzzy=False) == ()


@pytest.mark.parametrize(
    "text",
    [
        "국회 취업 내일 제도 카드 급여 실업 훈련",
        "구직 활동",
        "배중구 왔어",
        "고양이 카페 알바",
        "이천만원 모았어요",
        "한 달 동안, 저는",
        "내화성 페인트",
        "구로봇",
        "서울산업진흥원",
        "대구탕",
        "가로주택정비사업과",
        "개발사에서 일해요",
        "일 경험이 없는데",
        "11유형",
        "작업 훈련",
        "네이버 부스트캠프",
        "R&D 직무",
        "www.go.kr",
        "I want to go home",
        "i want to react to this",
        "clearing the table",
        "designed by hand",
    ],
)
def test_a_common_word_is_no_name(lexicon: Lexicon, plain_lexicon: Lexicon, text: str) -> None:
    assert lexicon.find(text) == ()
    assert plain_lexicon.find(text) == ()


def test_two_like_names_are_kept_apart(lexicon: Lexicon) -> None:
    assert found(lexicon, "청년도약장려금") == [("청년도약장려금", "job-leap")]
    assert found(lexicon, "청년도약계좌랑 다른가요") == [("청년도약계좌", "savings")]
    assert lexicon.find("청년내일채움공제 만기") == ()  # another scheme, one jamo from 내일배움
    (mention,) = lexicon.find("청년도약게좌")
    assert mention.ids == ("savings",)


def test_an_ambiguous_alias_names_all_it_may_mean(lexicon: Lexicon) -> None:
    (mention,) = lexicon.find("청년장려금 뭐임")
    assert mention.ids == ("job-leap", "savings")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("부산 중구 살아요", [("부산", "26000"), ("중구", "11140")]),
        ("고양에서 일자리", [("고양", "41280")]),
        ("이천 살아요", [("이천", "41500")]),
        ("이천", [("이천", "41500")]),
        ("R, 파이썬 가능", [("R", "r"), ("파이썬", "python")]),
        ("React를 배우고 싶어요", [("React", "react")]),
        ("react course", [("react", "react")]),
        ("Go developer", [("Go", "go"), ("developer", "developer")]),
    ],
)
def test_a_risky_name_stands_alone(lexicon: Lexicon, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(lexicon, text) == expected
    assert any(m.risky for m in lexicon.find(text))


def test_one_span_may_name_several_kinds() -> None:
    lexicon = Lexicon([Entry("skill", "welding", "용접", "ko"), Entry("occupation", "welder", "용접", "ko")])
    assert [(m.kind, m.start, m.end) for m in lexicon.find("용접 배우기")] == [("skill", 0, 2), ("occupation", 0, 2)]


FRAGMENTS = st.sampled_from(
    ["국취제", "내베카", "1유형", "Ⅱ유형", "서울", "강남구", "데이터 분석", "가", "에서", " ", "\n", ", ", "C++",
     "type I", "AI 캠퍼스", "청년장려금", "실업금여", "R", "go", "얼마", "🙂", "Ⅻ", "kubernets", "중구", "(", "\u0301"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=12).map("".join))
def test_spans_are_true_ordered_and_apart(plain_lexicon: Lexicon, text: str) -> None:
    mentions = plain_lexicon.find(text)
    for mention in mentions:
        assert mention.surface == text[mention.start : mention.end] != ""
    spans = list(dict.fromkeys((m.start, m.end) for m in mentions))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_expand_gives_the_official_names_the_text_lacks(lexicon: Lexicon) -> None:
    assert lexicon.expand("국취재 얼마") == ["국민취업지원제도", "National Employment Support Program"]
    assert lexicon.expand("국민취업지원제도 얼마", "ko") == []
    assert lexicon.expand("내배카 파이썬", "ko") == ["국민내일배움카드"]
    assert lexicon.expand("부산 파이썬") == []


def _family() -> Family:
    programme = Programme(
        "nesp-1-required",
        "nesp",
        Text("국민취업지원제도 Ⅰ유형 요건심사형", "NESP type I (requirement-screened)"),
        {"ko": ("1유형",), "en": ("type 1",)},
        Text("요약", "summary"),
        Intake("open", "nesp/intake"),
    )
    return Family(
        "nesp",
        Text("국민취업지원제도", "National Employment Support Program (NESP)"),
        Text("국민취업지원제도", "NESP"),
        {"ko": ("국취제",), "en": ()},
        {"청년 지원": ("nesp", "nesp-1-required")},
        ((Text("청년첫취업지원제도", "Youth First Job Support"), "nesp/first-job"),),
        Text("고용노동부", "MOEL"),
        "job_center",
        Text("고용센터", "the job center"),
        (),
        (),
        date(2026, 10, 4),
        date(2026, 12, 31),
        (programme,),
    )


@pytest.fixture(scope="module")
def full_lexicon() -> Lexicon:
    return Lexicon(lexicon_entries([_family()], load_taxonomy()))


@pytest.mark.parametrize(
    ("text", "kind", "ids"),
    [
        ("국취제 얼마", "family", ("nesp",)),
        ("National Employment Support Program", "family", ("nesp",)),
        ("1유형도 돼요?", "programme", ("nesp-1-required",)),
        ("NESP type I", "programme", ("nesp-1-required",)),
        ("청년첫취업지원제도 뭐예요", "lookalike", ("nesp/first-job",)),
        ("파이썬 배우기", "skill", ("python",)),
        ("강남구 사는데", "region", ("11680",)),
    ],
)
def test_entries_of_library_and_taxonomy(full_lexicon: Lexicon, text: str, kind: str, ids: tuple[str, ...]) -> None:
    (mention,) = full_lexicon.find(text)
    assert (mention.kind, mention.ids) == (kind, ids)


def test_an_alias_shared_on_purpose_names_family_and_programme(full_lexicon: Lexicon) -> None:
    mentions = full_lexicon.find("청년 지원 받고 싶어요")
    assert {(m.kind, m.ids) for m in mentions} == {("family", ("nesp",)), ("programme", ("nesp-1-required",))}


def test_weak_forms_of_the_taxonomy_are_risky(full_lexicon: Lexicon) -> None:
    assert full_lexicon.find("전공을 살려 일하고 싶어요") == ()
    assert [m.risky for m in full_lexicon.find("AI를 배우고 싶어요")] == [True]


@pytest.mark.parametrize("unit", ["국취재 ", "중구 ", "go ", "부산", "파이선", "("])
def test_a_flood_of_names_takes_no_time_to_speak_of(full_lexicon: Lexicon, unit: str) -> None:
    start = time.perf_counter()
    full_lexicon.find((unit * 20_000)[:20_000])
    assert time.perf_counter() - start < 5


def test_a_question_is_searched_in_under_three_milliseconds(full_lexicon: Lexicon) -> None:
    question = "국취제1유형얼마줘요 그리고 부산에서 데이터 분석 배우고 싶은데 내베카로 KDT 들을수있나요 자부담은 얼마"
    full_lexicon.find(question)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        full_lexicon.find(question)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.003
