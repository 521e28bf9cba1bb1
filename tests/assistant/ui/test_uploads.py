"""Files on the pages without a browser: what a résumé gives back, what staff see of a document, and what is kept."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.profile import Fact, Profile
from assistant.services import Services, build
from assistant.settings import AssistantSettings
from assistant.ui import panels
from assistant.ui.resume_file import take
from assistant.ui.server import create_app
from assistant.ui.sheet import section_sheet
from assistant.ui.staff_access import open_access
from assistant.ui.staff_documents import KEEP_SECONDS, Waiting
from assistant.ui.uploads import Turnstile, UploadRefused
from assistant.ui.visit import Visit
from knowledge.adding import prepare
from knowledge.base import open_base
from knowledge.sections import Given
from knowledge.settings import KnowledgeSettings
from tests.assistant.test_resume_facts import RESUME
from tests.knowledge.notice import HTML, SLUG, TITLE, next_version

TODAY = date(2026, 11, 22)
PASSWORD = "a-staff-password"
DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services over a small base that these tests may change."""
    home = tmp_path_factory.mktemp("uploads") / "home"
    base = open_base(home, KnowledgeSettings(home=home, library="none", samples=False), today=TODAY, progress=False)
    yield build(base, AssistantSettings(_env_file=None))
    base.close()


@pytest.fixture(scope="module")
def client(own: Services) -> Iterator[TestClient]:
    with TestClient(create_app(own, open_access(own.base.home, PASSWORD)), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def staff(own: Services) -> Iterator[TestClient]:
    app = create_app(own, open_access(own.base.home, PASSWORD))
    with TestClient(app, follow_redirects=False) as client:
        assert client.post("/staff/login", data={"password": PASSWORD}).status_code == 303
        yield client


# ---- résumé


def test_a_resume_gives_facts_in_both_languages(client: TestClient) -> None:
    reply = client.post("/resume-file", content=RESUME.encode())
    assert reply.status_code == 200
    facts = reply.json()["facts"]
    assert {"field": "region", "value": "26350", "words": "부산광역시 해운대구",
            "text": {"ko": "부산 해운대구", "en": "Haeundae-gu, Busan"}} in facts  # fmt: skip
    assert any(f["value"] == ["pandas"] for f in facts)
    assert "1234567" not in reply.text
    assert reply.headers["cache-control"] == "no-store"


def test_nothing_of_a_resume_stays(client: TestClient, own: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = own.base.seq
    assert client.post("/resume-file", content=RESUME.encode(), headers={"x-file-name": "gasang.txt"}).status_code == 200
    assert list(tmp_path.iterdir()) == []
    assert own.base.seq == before
    kept = b"".join(p.read_bytes() for p in own.base.home.rglob("*") if p.is_file())
    kept += b"".join(p.read_bytes() for p in Path(tempfile.gettempdir()).glob("gradio/**/*") if p.is_file())
    for word in ("홍가상", "무지개대학교", "gasang"):
        assert word.encode() not in kept


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "파일이 비어 있어요"),
        (b"\x89PNG\r\n\x1a\n0000", "글자가 없는 그림"),
        ((DOCUMENTS / "locked.pdf").read_bytes() if (DOCUMENTS / "locked.pdf").exists() else b"", "요"),
        ("오늘은 날씨가 참 좋습니다.\n\n내일도 좋겠습니다.".encode(), "찾지 못했어요"),
    ],
)
def test_a_refused_file_gives_plain_words(client: TestClient, data: bytes, words: str) -> None:
    reply = client.post("/resume-file", content=data)
    assert reply.status_code == 422
    refused = reply.json()["refused"]
    assert words in refused["ko"]
    assert refused["en"].endswith(".")


def test_too_big_a_file_and_another_site_are_turned_away(client: TestClient) -> None:
    assert client.post("/resume-file", content=b"x" * (10 << 20) + b"y").status_code == 413
    reply = client.post("/resume-file", content=b"x", headers={"origin": "https://evil.example"})
    assert (reply.status_code, "facts" in reply.json()) == (403, False)


def test_only_facts_of_a_resume_can_be_sent_back() -> None:
    sent = [
        {"field": "skills", "value": ["python"], "words": "Python"},
        {"field": "skills", "value": ["정보처리기사"], "words": "정보처리기사 010-1234-5678"},
        {"field": "education", "value": "university", "words": "졸업"},
        {"field": "household_assets", "value": 1, "words": "x"},
        {"field": "education", "value": "emperor", "words": "x"},
        {"field": "military_months", "value": "many", "words": "x"},
        "nonsense",
    ]
    profile = take(Profile((Fact("skills", ("sql",), "SQL"),)), sent)
    assert profile.get("skills") == ("sql", "python", "정보처리기사")
    assert profile.get("education") == "university"
    assert {f.field for f in profile.facts} == {"skills", "education"}
    assert "1234" not in next(f.words for f in profile.facts if f.field == "skills")
    assert take(Profile(), "{not json") == Profile()
    assert take(Profile(), {"field": "skills"}) == Profile()


def test_one_skill_goes_without_the_others() -> None:
    profile = Profile((Fact("skills", ("sql", "python"), "SQL, Python"), Fact("age", 26, "26살")))
    assert profile.without("skills", "sql").get("skills") == ("python",)
    assert not profile.without("skills", "sql").without("skills", "python").has("skills")
    assert profile.without("age").get("skills") == ("sql", "python")


def test_each_skill_is_a_chip_with_its_own_phrase() -> None:
    visit = Visit()
    words = "SQL 자격을 땄어요 · Pandas로 정리했습니다."
    visit.conversation.profile = Profile((Fact("skills", ("sql", "pandas", "정보처리기사"), words),))
    html = str(panels.facts(visit))
    assert 'data-drop="skills:sql"' in html
    assert "하신 말씀: “Pandas로 정리했습니다.”" in html
    assert html.count("data-drop=") == 3
    visit.drop_fact("skills:sql")
    assert visit.conversation.profile.get("skills") == ("pandas", "정보처리기사")
    assert "data-resume-file" in html


def test_files_are_counted_by_address() -> None:
    now = 0.0
    gate = Turnstile(at_once=1, most=3, seconds=60, clock=lambda: now)

    async def enter(address: str) -> str:
        try:
            async with gate.passage(address):
                return "in"
        except UploadRefused as refused:
            return refused.code

    async def two_at_once() -> tuple[str, str]:
        async with gate.passage("b"):
            return "in", await enter("c")

    assert asyncio.run(two_at_once()) == ("in", "busy")
    assert [asyncio.run(enter("a")) for _ in range(5)] == ["in", "in", "in", "often", "often"]
    now = 61.0
    assert asyncio.run(enter("a")) == "in"


# ---- staff


def drop(staff: TestClient, html: str, **query: str) -> tuple[int, str]:
    reply = staff.post("/staff/document", params=query, content=html.encode(), headers={"x-file-name": "notice.html"})
    return reply.status_code, reply.text


def token_of(page: str) -> str:
    return re.findall(r'data-take="([\w-]+)"', page)[0]


def test_a_document_is_shown_first_and_counts_only_when_taken_in(staff: TestClient, own: Services) -> None:
    status, page = drop(staff, HTML)
    assert status == 200
    assert TITLE in page
    assert f"{SLUG}/2/가/표1" in page
    assert '<td rowspan="2">중위소득 120% 이하</td>' in page
    assert "새 조항 6" in page
    assert own.base.documents() == ()
    taken = staff.post("/staff/document/take", params={"token": token_of(page)})
    assert (taken.status_code, "새로 6" in taken.text) == (200, True)
    assert [d.id for d in own.base.documents()] == [SLUG]
    again = staff.post("/staff/document/take", params={"token": token_of(page)})
    assert again.status_code == 404
    status, page = drop(staff, HTML)
    assert "바뀌는 것이 없어요" in page
    assert "data-take" not in page
    status, page = drop(staff, next_version())
    assert "바뀐 조항 1" in page
    assert "없어지는 조항 1" in page
    assert "<del>구간: 3구간; 대상: 중위소득 120% 이하; 지원금 월: 12;" in page
    assert "<ins>구간: 3구간; 대상: 중위소득 120% 이하; 지원금 월: 13;" in page


def test_what_is_missing_is_asked_for_and_words_are_escaped(staff: TestClient) -> None:
    _, page = drop(staff, "접수는 3월에 합니다.\n\n<script>alert(1)</script> 서류는 두 가지입니다.")
    assert "발행일을 찾지 못했어요" in page
    assert "<script>" not in page
    _, page = drop(staff, "접수는 3월에 합니다.\n\n서류는 두 가지입니다.", title="무지개시 접수", date="2026-05-01")
    assert "발행일을 찾지 못했어요" not in page
    assert "2026-05-01" in page
    assert drop(staff, "접수.", date="언제")[0] == 422


def test_an_older_version_is_turned_away_in_words(staff: TestClient, own: Services) -> None:
    prepared = prepare(next_version().encode(), "n", Given("오래된 공고"), lambda _: ())
    own.take_in(prepared.load)
    status, page = drop(staff, HTML, title="오래된 공고")
    assert status == 422
    assert "2026-03-02 문서인데 2026-11-02 문서가 이미 있어요" in page


def test_a_refused_document_says_why(staff: TestClient) -> None:
    reply = staff.post("/staff/document", content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1junk", params={"lang": "en"})
    assert reply.status_code == 422
    assert 'role="alert"' in reply.text


def test_without_a_session_nothing_is_read(client: TestClient, own: Services) -> None:
    assert client.post("/staff/document", content=HTML.encode()).status_code == 401
    assert client.post("/staff/document/take", params={"token": "x"}).status_code == 401


def test_what_was_read_waits_for_half_an_hour() -> None:
    now = 0.0
    waiting = Waiting(clock=lambda: now)
    prepared = prepare(HTML.encode(), "n", Given(), lambda _: ())
    tokens = [waiting.put(prepared) for _ in range(9)]
    assert waiting.pop(tokens[0]) is None
    assert waiting.pop(tokens[8]) is prepared
    now = KEEP_SECONDS + 1
    assert waiting.pop(tokens[7]) is None


def test_a_row_is_marked_in_its_table(own: Services) -> None:
    section = next(s for s in prepare(HTML.encode(), "n", Given(), lambda _: ()).sections if s.table)
    sheet = str(section_sheet(section, section.details[1], "ko", TODAY))
    assert "<mark>3구간</mark>" in sheet
    assert "<mark>1구간</mark>" not in sheet
    assert sheet.count("지원금 연 최대") == 1
