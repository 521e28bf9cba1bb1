"""Bases for tests: an empty one to fill, and a small one that is only read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.base import Base, open_base
from knowledge.embedder import Embedder
from knowledge.ingest import Load
from knowledge.records import Item
from knowledge.settings import KnowledgeSettings
from tests.knowledge.making import DAY, family, opening, section, training
from tests.knowledge.postgres import Server, programs, server

BARE = KnowledgeSettings(library="none", samples=False, lock_timeout=10)
Opener = Callable[..., Base]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own. Where tests must all run (CI), one that is not installed is an error."""
    if programs() is None and not os.environ.get("CI"):
        pytest.skip("PostgreSQL's server isn't installed (apt-get install postgresql)")
    with server() as running:
        yield running


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The address of an empty database, gone after the test."""
    url = postgres.database()
    yield url
    postgres.drop(url)


@pytest.fixture
def database() -> str:
    """The setting `IEUM_DATABASE_URL` of the bases under test: SQLite in their home. A file of tests that holds for
    PostgreSQL as well has a fixture of this name with both."""
    return ""


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(request: pytest.FixtureRequest) -> str:
    """The setting for SQLite, then for PostgreSQL."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def open_bare(tmp_path: Path, database: str) -> Iterator[Opener]:
    """Opens a base without library and samples in the test's folder, as often as asked; closed afterwards."""
    opened: list[Base] = []
    settings = BARE.model_copy(update={"database_url": database})

    def open_one(home: Path = tmp_path / "home", embedder: Embedder | None = None) -> Base:
        opened.append(open_base(home, settings, today=DAY, progress=False, embedder=embedder))
        return opened[-1]

    yield open_one
    for base in opened:
        base.close()


def small_catalogue() -> list[Item]:
    """Two schemes, a few sections, courses and openings, each there for a test to find or not."""
    return [
        family("nesp", "국민취업지원제도", "National Employment Support Program", ["국취제", "국취"]),
        family("learning-card", "국민내일배움카드", "National Tomorrow Learning Card", ["내배카", "내일배움카드"]),
        *_sections(),
        *_trainings(),
        *_openings(),
    ]


def _sections() -> list[Item]:
    return [
        section(
            "nesp/allowance",
            "국민취업지원제도 Ⅰ유형은 구직촉진수당을 월 60만 원씩 최대 6개월 받아요.\n"
            "부양가족이 있으면 한 사람에 월 10만 원을 더해요.",
            title="구직촉진수당은 얼마예요?",
            topics=("amount",),
            asks=("국취제 얼마 줘요", "수당 금액"),
        ),
        section(
            "nesp/allowance",
            "The National Employment Support Program pays KRW 600,000 a month for up to six months.",
            lang="en",
            title="How much is the allowance?",
            topics=("amount",),
        ),
        section(
            "nesp/apply",
            "국민취업지원제도는 고용24나 가까운 고용센터에서 신청해요.\n신청서와 가족관계증명서를 내요.",
            title="국취제는 어떻게 신청해요?",
            topics=("apply",),
        ),
        section(
            "nesp/income",
            "국민취업지원제도 Ⅰ유형은 가구 소득이 중위소득 60% 이하여야 해요.",
            title="소득 기준은 얼마예요?",
            topics=("income",),
        ),
        section(
            "learning-card/limit",
            "국민내일배움카드는 5년 동안 300만 원까지 훈련비를 지원해요.",
            title="내일배움카드 한도는 얼마예요?",
            topics=("amount",),
        ),
        section(
            "learning-card/own-share",
            "국민내일배움카드로 들어도 훈련비의 일부는 자부담으로 내요.",
            title="자부담은 얼마예요?",
            topics=("own_share",),
        ),
        *(
            section(
                f"standards/wage-{year}",
                f"{year}년 최저임금은 시간에 {won}원이에요.",
                title="최저임금은 얼마예요?",
                topics=("amount",),
                valid_from=date(year, 1, 1),
                valid_to=date(year, 12, 31),
            )
            for year, won in ((2026, "10,320"), (2027, "10,700"))
        ),
    ]


def _trainings() -> list[Item]:
    past, soon, later = DAY - timedelta(30), DAY + timedelta(10), DAY + timedelta(60)
    return [
        training("c-data", "파이썬 데이터 분석 부트캠프", [past, later, soon], teaches=("python",)),
        training("c-over", "파이썬 기초 과정", [past], teaches=("python",)),
        training("c-online", "온라인 엑셀 실무", [soon], mode="online", region="00000", teaches=("excel",)),
    ]


def _openings() -> list[Item]:
    front = {"occupation": "frontend-developer", "required": ("react",), "employer": "앞단 상사"}
    return [
        opening("o-front", "프론트엔드 개발자 신입 채용", **front, region="41135", remote=True),
        opening("o-front-2", "프론트엔드 개발자 경력 채용", **front, region="26440", experience=3),
        opening("o-closed", "프론트엔드 개발자 채용 마감", **front, closes=DAY - timedelta(1)),
        opening("o-withdrawn", "프론트엔드 개발자 상시 채용", **front, withdrawn=True, closes=None),
        opening("o-cook", "한식당 주방 조리원", occupation="cook", region="26350", employment="part_time"),
    ]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    """A base of `small_catalogue`, for reading only; found by words alone, so that a test can say what is found."""
    words = BARE.model_copy(update={"embedding_model": "none"})
    base = open_base(tmp_path_factory.mktemp("small"), words, today=DAY, progress=False)
    base.take_in(Load("library", small_catalogue()), on=DAY)
    yield base
    base.close()
