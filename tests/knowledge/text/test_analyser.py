from __future__ import annotations

import logging
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.text.analyser import Analyser


def test_a_library_word_is_indexed_whole_and_in_parts(analyser: Analyser) -> None:
    tokens = analyser.index_tokens("구직촉진수당과 국민취업지원제도")
    assert {"k구직촉진수당", "k구직", "k촉진", "k수당"} <= set(tokens)
    assert {"k국민취업지원제도", "k국민", "k취업", "k지원", "k제도"} <= set(tokens)


def test_a_library_word_inside_another_comes_out_too(analyser: Analyser) -> None:
    assert {"k국민내일배움카드", "k내일배움카드", "k카드"} <= set(analyser.index_tokens("국민내일배움카드로"))


def test_an_alias_does_not_fall_apart(analyser: Analyser) -> None:
    assert "k국취제" in analyser.index_tokens("국취제1유형얼마줘요")


def test_particles_endings_and_empty_verbs_are_dropped(analyser: Analyser) -> None:
    tokens = analyser.index_tokens("수당에서는 신청했습니다")
    assert tokens == ["k수당", "k신청", "b수당", "b신청"]


def test_document_and_query_meet_whatever_the_spacing(analyser: Analyser) -> None:
    document = set(analyser.index_tokens("데이터 분석을 배울 수 있어요"))
    assert {"k데이터분석", "k데이터", "k분석", "k배우"} <= document & set(analyser.query_tokens("데이터분석배우고싶어"))


def test_queries_are_read_as_meant_and_documents_as_written(analyser: Analyser) -> None:
    assert "k내배카" in analyser.query_tokens("내베카 얼마")
    assert "k내배카" not in analyser.index_tokens("내베카 얼마")


def test_numbers_carry_their_unit(analyser: Analyser) -> None:
    tokens = analyser.index_tokens("월 60만 원씩 6개월, 모두 3,600,000원")
    assert {"k60만원", "k6개월", "k3600000원"} <= set(tokens)


def test_latin_words_are_lower_case_stems(analyser: Analyser) -> None:
    tokens = analyser.index_tokens("KDT Courses, Python과 C++")
    assert [t for t in tokens if t[0] == "w"] == ["wkdt", "wcours", "wpython", "wc++"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_tokens_are_prefixed_and_hold_no_white_space(analyser: Analyser, text: str) -> None:
    for token in analyser.index_tokens(text) + analyser.query_tokens(text):
        assert token[0] in "kbw"
        assert len(token.split()) == 1
        assert len(token) > 1


@pytest.mark.parametrize("noise", ["가" * 3000, "a" * 3000, "9" * 3000, "ㅋ" * 3000, "국취제" * 1000, "🙂" * 3000])
def test_noise_makes_no_endless_tokens(analyser: Analyser, noise: str) -> None:
    assert all(len(token) <= 64 for token in analyser.query_tokens(noise))


def test_nouns(analyser: Analyser) -> None:
    assert analyser.nouns("국취제 신청하고 Node.js 배우면 수당을 받나요") == ["국취제", "신청", "node.js", "수당"]


@pytest.mark.parametrize("real", ["국회", "작업훈련", "개발사에서", "자부심", "구직활동을", "신청하는데"])
def test_real_words_are_known(analyser: Analyser, real: str) -> None:
    assert analyser.is_word(real)


@pytest.mark.parametrize("misspelt", ["실업금여", "내베카", "취업지윈", "훈련장여금", "국취재", "국민취업지언제도"])
def test_misspelt_words_are_not(analyser: Analyser, misspelt: str) -> None:
    assert not analyser.is_word(misspelt)


def test_threads_share_one_analyser(analyser: Analyser) -> None:
    texts = [f"국민내일배움카드로 파이썬 과정 {n}개를 들을 수 있나요" for n in range(40)]
    alone = [analyser.query_tokens(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(analyser.query_tokens, texts * 4)) == alone * 4


def test_without_kiwipiepy_bigrams_and_latin_words_remain(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "kiwipiepy", None)
    analyser = Analyser(["다른낱말"])
    with caplog.at_level(logging.WARNING):
        assert analyser.query_tokens("KDT 수당 돈") == ["b수당", "b돈", "wkdt"]
        assert analyser.index_tokens("수당") == ["b수당"]
    assert not analyser.kiwi
    assert not analyser.warm()
    assert not analyser.is_word("국회")
    assert analyser.nouns("수당 KDT") == ["kdt"]
    assert len(caplog.records) == 1


def test_a_name_with_a_slash_is_taken_apart_like_any_other() -> None:
    tokens = Analyser(["UI/UX디자이너", "UI/UX 디자이너"]).index_tokens("UI/UX디자이너 채용")
    assert "k디자이너" in tokens
