"""One search for everything, over a small base: what is found, in which order, what is left out and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from knowledge.base import Base
from knowledge.ingest import Load
from knowledge.models import Kind, Opening, Query, Retrieval, Section
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY, BagOfWords, family, opening, section, training


def search(base: Base, text: str, kind: Kind = "section", **more: Any) -> Retrieval:
    return base.search(replace(Query(text, kind, DAY), **more))


def ids(base: Base, text: str, kind: Kind = "section", **more: Any) -> list[str]:
    return [hit.id for hit in search(base, text, kind, **more).kept]


# ---- sections


@pytest.mark.parametrize(
    "question",
    [
        "국취제 얼마 줘요",
        "구직촉진수당은 얼마예요?",
        "국취재 수당 얼마",
        "국취제1유형수당얼마줘요",
        "국민취업지원재도 수당",
    ],
)
def test_sloppy_questions_find_the_section(small: Base, question: str) -> None:
    assert ids(small, question)[0] == "nesp/allowance"


def test_an_alias_the_text_never_uses_is_understood(small: Base) -> None:
    assert set(ids(small, "내배카 한도")) == {"learning-card/limit", "learning-card/own-share"}
    assert ids(small, "내베카 한도")[0] == "learning-card/limit"


@pytest.mark.parametrize(
    "question",
    [
        "비트코인 뭐 사야돼",
        "오늘 날씨 어때",
        "청년희망도약지원금 얼마야",
        "",
        "ㅋㅋㅋ",
        "?!",
        "what is the weather like",
    ],
)
def test_nothing_above_the_floor_nothing_kept(small: Base, question: str) -> None:
    retrieval = search(small, question, lang="en" if question.isascii() and question[:1].isalpha() else "ko")
    assert retrieval.kept == ()
    assert {r.reason for r in retrieval.rejected} <= {"floor"}


def test_each_language_finds_its_own(small: Base) -> None:
    hit = search(small, "how much is the NESP allowance", lang="en").kept[0]
    assert isinstance(hit.record, Section)
    assert (hit.id, hit.record.lang) == ("nesp/allowance", "en")


def test_parts_add_up_and_the_snippet_is_verbatim(small: Base) -> None:
    for question in ("국취제 부양가족 수당", "내일배움카드 자부담 얼마"):
        for hit in search(small, question).kept:
            assert hit.score == pytest.approx(sum(hit.parts.values()), abs=1e-4)
            assert isinstance(hit.record, Section)
            assert hit.snippet
            assert hit.snippet in hit.record.text
    assert search(small, "국취제 부양가족 수당").kept[0].snippet.startswith("부양가족이")


def test_what_the_query_leans_on_raises_sections_and_excludes_none(small: Base) -> None:
    plain = ids(small, "얼마예요 소득 한도")
    assert {"nesp/income", "learning-card/limit"} <= set(plain)
    assert ids(small, "얼마예요 소득 한도", families=("nesp",))[0] == "nesp/income"
    leaning = ids(small, "얼마예요 소득 한도", families=("learning-card",), topics=("amount",))
    assert leaning[0] == "learning-card/limit"
    assert set(leaning) >= set(plain)


def test_a_follow_up_without_content_finds_what_it_leans_on_only(small: Base) -> None:
    assert ids(small, "그건 얼마야?") == []
    found = ids(small, "그건 얼마야?", families=("learning-card",), topics=("own_share",))
    assert found[0] == "learning-card/own-share"
    assert all(id_.startswith("learning-card/") for id_ in found)


def test_what_held_on_the_day_comes_first_and_the_rest_is_still_there(small: Base) -> None:
    both = ["standards/wage-2026", "standards/wage-2027"]
    assert ids(small, "최저임금 시급") == both
    assert ids(small, "최저임금 시급", as_of=date(2027, 1, 5)) == both[::-1]
    assert ids(small, "최저임금 시급", as_of=date(2028, 1, 5)) != []
    assert ids(small, "2027년 최저임금")[0] == "standards/wage-2027"


def test_the_version_that_held_on_the_day_is_given(open_bare: Opener) -> None:
    base = open_bare()
    before, after = section("x/pay", "수당은 50만 원이에요."), section("x/pay", "수당은 60만 원이에요.")
    base.take_in(Load("doc", [before]), on=date(2025, 1, 1))
    base.take_in(Load("doc", [replace(after, valid_from=date(2026, 1, 1))]), on=date(2025, 12, 1))
    for day, text in ((date(2025, 12, 31), before.text), (date(2026, 1, 1), after.text)):
        assert [h.snippet for h in search(base, "수당 얼마 원", as_of=day).kept] == [text]


def test_results_below_k_are_named_with_their_reason(small: Base) -> None:
    retrieval = search(small, "국취제 신청 소득 수당", k=1)
    assert len(retrieval.kept) == 1
    assert "rank" in {r.reason for r in retrieval.rejected}
    assert set(retrieval.timings_ms) == {"clean", "analyse", "search", "rank"}


def test_a_document_in_one_language_answers_in_both_unless_there_is_a_better_one(open_bare: Opener) -> None:
    base = open_bare()
    korean = section("x/work24", "Work24에서 신청해요.", document="a.jsonl")
    english = section("x/work24", "Apply on Work24.", lang="en", document="b.jsonl")
    base.take_in(Load("a", [korean]), on=DAY)
    assert ids(base, "work24", lang="en") == ["x/work24"]
    base.take_in(Load("b", [english]), on=DAY)
    assert [h.snippet for h in search(base, "work24", lang="en").kept] == ["Apply on Work24."]


def test_a_very_long_question_is_answered_and_quickly(small: Base) -> None:
    retrieval = search(small, "국취제 수당이 얼마인지 알고 싶어요. " * 1000)
    assert retrieval.kept[0].id == "nesp/allowance"
    assert sum(retrieval.timings_ms.values()) < 2000


def test_meaning_adds_what_shares_no_word_after_what_does(open_bare: Opener) -> None:
    embedder = BagOfWords("시급 최저임금", "신청 접수")
    base = open_bare(embedder=embedder)
    wage, other = section("x/wage", "최저임금은 올해 얼마예요."), section("x/apply", "접수는 창구에서 해요.")
    named = section("x/pay", "시급 계산은 이렇게 해요.")
    base.take_in(Load("doc", [family("x", "가나다", "xyz"), wage, other, named]), on=DAY)
    kept = search(base, "시급").kept
    assert [h.id for h in kept] == ["x/pay", "x/wage"]
    assert kept[1].parts["words"] == 0
    assert kept[1].parts["meaning"] > 0


# ---- courses


def test_a_course_is_given_once_as_its_next_joinable_cohort(small: Base) -> None:
    retrieval = search(small, "파이썬 배울 수 있는 곳", "course")
    assert [h.id for h in retrieval.kept] == ["c-data-2"]
    assert ("c-over", "past") in {(r.id, r.reason) for r in retrieval.rejected}
    later = search(small, "파이썬 과정", "course", as_of=DAY + timedelta(30))
    assert [h.id for h in later.kept] == ["c-data-1"]


def test_english_words_find_korean_courses_and_openings(small: Base) -> None:
    assert ids(small, "python bootcamp", "course", lang="en") == ["c-data-2"]
    assert ids(small, "remote junior frontend job", "opening", lang="en")[0] == "o-front"


def test_online_courses_are_anywhere(small: Base) -> None:
    assert ids(small, "엑셀", "course", regions=("26000",)) == ["c-online-0"]
    assert ids(small, "엑셀", "course", modes=("onsite",)) == []


# ---- openings


def test_closed_and_withdrawn_openings_never_show_and_say_why(small: Base) -> None:
    retrieval = search(small, "프론트엔드 개발자 채용", "opening")
    assert {h.id for h in retrieval.kept} == {"o-front", "o-front-2"}
    assert {(r.id, r.reason) for r in retrieval.rejected} >= {("o-closed", "closed"), ("o-withdrawn", "withdrawn")}


@pytest.mark.parametrize(
    ("filters", "kept", "left_out"),
    [
        ({"regions": ("26000",)}, {"o-front-2"}, ("o-front", "region")),
        ({"regions": ("26440",)}, {"o-front-2"}, ("o-front", "region")),
        ({"regions": ("41130",)}, {"o-front"}, ("o-front-2", "region")),
        ({"newcomer": True}, {"o-front"}, ("o-front-2", "experience")),
        ({"remote": True}, {"o-front"}, ("o-front-2", "remote")),
        ({"employment": ("part_time",)}, set(), ("o-front", "employment")),
        ({"pay_min_monthly": 3_000_000}, set(), ("o-front", "pay")),
        ({"sme": True}, set(), ("o-front", "sme")),
        ({"as_of": DAY - timedelta(30)}, set(), ("o-front", "unposted")),
    ],
)
def test_filters_are_hard_and_named(
    small: Base, filters: dict[str, Any], kept: set[str], left_out: tuple[str, str]
) -> None:
    retrieval = search(small, "프론트엔드 개발자", "opening", **filters)
    assert {h.id for h in retrieval.kept} == kept
    assert left_out in {(r.id, r.reason) for r in retrieval.rejected}


def test_filters_alone_are_a_question_too(small: Base) -> None:
    assert ids(small, "부산 일자리 있어?", "opening", regions=("26000",)) == ["o-cook", "o-front-2"]
    assert ids(small, "유니콘 조련사", "opening", regions=("26000",)) == []
    assert ids(small, "", "opening") == []
    assert ids(small, "😀", "opening") == []


def test_skills_and_occupations_alone_are_a_question_too(small: Base) -> None:
    assert ids(small, "", "opening", occupations=("cook",)) == ["o-cook"]
    assert ids(small, "", "course", skills=("excel",)) == ["c-online-0"]


def test_a_list_shows_several_employers(open_bare: Opener) -> None:
    base = open_bare()
    same = [opening(f"o-{n}", "용접 기능공 채용", employer="같은 상사") for n in range(3)]
    base.take_in(Load("jobs", [*same, opening("o-other", "용접 기능공 채용 공고", employer="다른 상사")]), on=DAY)
    kept = search(base, "용접 기능공", "opening").kept
    assert "o-other" in {h.id for h in kept[:2]}
    assert isinstance(kept[0].record, Opening)


def test_a_record_that_went_since_is_left_out(open_bare: Opener) -> None:
    reader, writer = open_bare(), open_bare()
    writer.take_in(Load("jobs", [training("c", "용접 과정", [DAY + timedelta(9)])]), on=DAY)
    assert reader.refresh()
    writer.take_in(Load("jobs", [training("d", "목공 과정", [DAY + timedelta(9)])]), on=DAY)
    retrieval = search(reader, "용접 과정", "course")
    assert retrieval.kept == ()
    assert [(r.id, r.reason) for r in retrieval.rejected] == [("c", "gone")]
