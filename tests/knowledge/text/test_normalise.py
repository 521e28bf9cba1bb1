from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.text import normalise
from knowledge.text.normalise import clean, fold, fold_with_map, is_hangul, jamo, language

ANY_TEXT = st.text(st.characters(codec=None))  # lone surrogates, too


def test_nothing_that_is_passed_over_at_a_glance_is_hidden() -> None:
    glanced = [chr(code) for code in range(0x11000) if not normalise._UNUSUAL.search(chr(code))]
    assert {"가", "a", "·", "\n"} <= set(glanced)
    hidden = normalise._HIDDEN_CATEGORIES - {"Cc"}
    assert [c for c in glanced if unicodedata.category(c) in hidden or c in normalise._INVISIBLE] == []
    assert [c for c in glanced if unicodedata.category(c) == "Cc"] == ["\t", "\n"]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("국취제\U000e0049\U000e0067\U000e006e 얼마", "국취제 얼마"),  # tag characters spell out hidden orders
        ("내\u200b배\u200d카\ufeff", "내배카"),
        ("\u202e가나\u202c \u2066다\u2069", "가나 다"),
        ("실업\u00ad급여", "실업급여"),
        ("ㅤ국취\u115f제\u2800", "국취제"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("１２３４만원 ＫＤＴ ５０％", "1234만원 KDT 50%"),
        ("국취제\t\t  얼마\r\n\r\n\r\n\r\n끝 \n 다음", "국취제 얼마\n\n끝\n다음"),
        ("한글", "한글"),
        ("좋아요 ❤️", "좋아요 ❤️"),
        ("a\ufe0f글\ufe0f", "a글"),
        ("\ud800국취", "국취"),
        ("  \n ", ""),
    ],
)
def test_clean_leaves_what_a_person_sees(typed: str, seen: str) -> None:
    assert clean(typed) == seen


@given(ANY_TEXT)
@example("㎞\u0338\ufe0f")
@example("1\u200b\ufe0f\u20e3")
def test_clean_is_idempotent_and_leaves_nothing_hidden(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert all(c == "\n" or unicodedata.category(c) not in ("Cf", "Cc", "Cs", "Co") for c in cleaned)
    assert "  " not in cleaned


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("국민취업지원제도 Ⅰ유형", "국민취업지원제도1유형"),
        ("국취제 II 유형", "국취제2유형"),
        ("NESP type I", "nesptype1"),
        ("type II.", "type2"),
        ("I want it", "iwantit"),  # the pronoun is no numeral
        ("K-디지털 트레이닝(KDT)", "k디지털트레이닝kdt"),
        ("C, C++, C#", "cc++c#"),
        ("3+4 #1", "341"),
        ("HRD-Net", "hrdnet"),
        ("🙂?!", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ANY_TEXT)
def test_fold_map_points_back_in_order(text: str) -> None:
    folded, spans = fold_with_map(text)
    assert len(folded) == len(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)


def test_fold_map_covers_a_numeral_whole() -> None:
    text = "국취 II유형"
    folded, spans = fold_with_map(text)
    at = folded.index("2")
    assert text[spans[at][0] : spans[at][1]] == "II"


def test_jamo_comes_apart_as_typed() -> None:
    assert jamo("원") == "ㅇㅜㅓㄴ"
    assert jamo("값") == "ㄱㅏㅂㅅ"
    assert jamo("A가1") == "Aㄱㅏ1"


def test_is_hangul() -> None:
    assert is_hangul("국취ㅋ")
    assert not is_hangul("국취1")
    assert not is_hangul("")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what is 내배카 and how much do I get", "en"),
        ("KDT가 뭐임", "ko"),
        ("Python React Node.js AWS 배울 수 있는 곳", "ko"),
        ("do i qualify for 국민취업지원제도 and 실업급여", "en"),
        ("IT job 구함", "ko"),
        ("HRD-Net에서 KDT course 신청하는 법", "ko"),
        ("remote junior frontend job", "en"),
        ("my résumé needs help", "en"),
        ("失業給與 받을 수 있나요", "ko"),
        ("可以申请国民就业支援吗", "other"),
        ("국취제 可以申请吗 多少钱", "other"),
        ("仕事を探しています", "other"),
        ("tôi có thể nhận được không", "other"),
        ("как получить пособие", "other"),
        ("สมัครงานที่ไหน", "other"),
        ("ㅋㅋㅋ", "ko"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language(text) == expected


def test_language_of_no_letters_is_the_default() -> None:
    assert language("170?") == "ko"
    assert language("170?", default="en") == "en"
