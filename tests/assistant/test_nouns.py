"""Bare nouns inside Korean sentences of the library find their section: 30 of 30 in the first three."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.services import Services
from knowledge.models import Query

NOUNS = [
    ("구직촉진수당", "nesp"),
    ("취업성공수당", "nesp"),
    ("부양가족", "nesp"),
    ("취업활동계획", "nesp"),
    ("지정일", "nesp"),
    ("참여장려수당", "nesp"),
    ("훈련장려금", "learning-card|kdt"),
    ("특별훈련수당", "kdt|learning-card"),
    ("자부담", "kdt|learning-card"),
    ("생계비 대부", "learning-card"),
    ("중도포기", "kdt|learning-card"),
    ("산대특", "kdt"),
    ("AI 캠퍼스", "kdt"),
    ("점포철거비", "hope-return"),
    ("전직장려수당", "hope-return"),
    ("재기사업화", "hope-return"),
    ("우대지원지역", "job-leap"),
    ("취업애로", "job-leap"),
    ("우대저축공제", "savings"),
    ("청년내일채움공제", "savings"),
    ("체크리스트", "youth-challenge"),
    ("인턴형", "work-experience"),
    ("청년카페", "youth-growth"),
    ("일학습병행", "work-study"),
    ("강소기업", "good-sme"),
    ("이직확인서", "unemployment-benefit"),
    ("조기재취업수당", "unemployment-benefit"),
    ("주휴수당", "standards"),
    ("대학일자리플러스센터", "places"),
    ("청년기회자금", "youth-first-job"),
]


@pytest.mark.parametrize(("noun", "families"), NOUNS)
def test_a_bare_noun_finds_its_section(services: Services, noun: str, families: str) -> None:
    kept = services.base.search(Query(text=noun, kind="section", as_of=date(2026, 11, 22), k=3)).kept
    assert any(h.id.split("/")[0] in families.split("|") for h in kept), [h.id for h in kept]
    sections = [services.base.section(h.id, "ko") for h in kept]
    assert any(s is not None and noun.replace(" ", "") in (s.title + s.text).replace(" ", "") for s in sections)
