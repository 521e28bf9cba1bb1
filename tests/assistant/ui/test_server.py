"""The web application without a browser: opened records, the staff door, what is not there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.services import Services, build
from assistant.settings import AssistantSettings
from assistant.ui.server import create_app, record
from assistant.ui.sheet import section_sheet, section_state
from assistant.ui.staff_access import open_access
from assistant.ui.upkeep import Upkeep
from knowledge.base import open_base
from knowledge.ingest import Load
from knowledge.settings import KnowledgeSettings

TODAY = date(2026, 11, 22)
PASSWORD = "a-staff-password"


@pytest.fixture(scope="module")
def client(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    access = open_access(tmp_path_factory.mktemp("staff"), PASSWORD)
    with TestClient(create_app(services, access), follow_redirects=False) as client:
        yield client


@pytest.fixture
def own(shared_home: Path, tmp_path: Path) -> Iterator[Services]:
    """Services over a copy of the base that a test may change."""
    home = Path(shutil.copytree(shared_home, tmp_path / "home"))
    base = open_base(home, KnowledgeSettings(home=home), today=TODAY, progress=False)
    yield build(base, AssistantSettings(_env_file=None))
    base.close()


def test_the_page_is_served_with_our_head(client: TestClient) -> None:
    reply = client.get("/")
    assert reply.status_code == 200
    assert '<html\n\tlang="ko"' in reply.text or 'lang="ko"' in reply.text
    assert "huggingface" not in reply.text.split("gradio_config")[0]
    for name in ("ieum.css", "ieum.js", "icon.svg"):
        assert client.get(f"/ieum/{name}").headers["cache-control"].endswith("immutable")
    assert client.get("/ieum/../server.py").status_code == 404
    assert client.get("/healthz").json()["ok"] is True


def test_a_citation_opens_the_exact_section(client: TestClient, services: Services) -> None:
    section = services.base.section("nesp/allowance-amount", "ko")
    assert section is not None
    query = {"kind": "section", "id": section.id, "lang": "ko", "page": "ko", "quote": section.lead}
    html = client.get("/look", params=query).text
    assert f"<mark>{section.lead}</mark>" in html
    for words in (section.title, " › ".join(section.heading_path), "시행 중", section.url):
        assert words in html
    changed = client.get("/look", params=query | {"quote": "월 70만 원"}).text
    assert "바뀌었어요" in changed
    assert "월 70만 원" not in changed  # words that stand in no record are not shown as if they did


def test_a_quote_of_a_table_row_is_no_change(services: Services) -> None:
    section = services.base.section("nesp/allowance-amount", "ko")
    assert section is not None
    assert section.table
    row = next(
        line for line in section.text.splitlines() if section.table[1][0] in line and section.table[1][1] in line
    )
    html = section_sheet(section, row.strip().strip("|").strip(), "ko", TODAY)
    assert "<mark>" in html
    assert "바뀌었어요" not in html


def test_openings_and_courses_open_too(client: TestClient, services: Services) -> None:
    found = services.answer(services.restore({}), "경기도 신입 백엔드 중소기업", as_of=TODAY)
    html = client.get("/look", params={"kind": "opening", "id": found.openings[0].id}).text
    assert "예시라서 지원 링크가 없어요" in html
    courses = services.answer(services.restore({}), "데이터 분석 과정 알려줘", as_of=TODAY).courses
    html = client.get("/look", params={"kind": "course", "id": courses[0].cohort, "page": "en"}).text
    assert "Tuition" in html or "No tuition" in html


@pytest.mark.parametrize("kind", ["section", "opening", "course"])
def test_what_is_gone_is_said(client: TestClient, kind: str) -> None:
    reply = client.get("/look", params={"kind": kind, "id": "no/<b>such</b>"})
    assert reply.status_code == 404
    assert "찾을 수 없어요" in reply.text
    assert "<b>" not in reply.text


def test_a_section_whose_last_day_is_over_is_not_called_in_force(services: Services) -> None:
    section = services.base.section("nesp/allowance-amount", "ko")
    assert section is not None
    over = replace(section, valid_to=date(2026, 12, 31))
    assert section_state(over, TODAY) == "in_force"
    assert section_state(over, date(2027, 1, 1)) == "lapsed"
    assert "확인 필요" in section_sheet(over, "", "ko", date(2027, 1, 1))


def test_section_words_are_escaped(services: Services) -> None:
    section = services.base.section("nesp/allowance-amount", "ko")
    assert section is not None
    nasty = "<img src=x onerror=alert(1)>"
    evil = replace(section, title=nasty, lead=nasty, details=(nasty,), table=((nasty,), (nasty,)), basis=nasty)
    html = section_sheet(
        replace(evil, text=nasty, heading_path=(nasty,), sources=("javascript:alert(1)",)), nasty, "ko", TODAY
    )
    assert "<img" not in html
    assert "javascript" not in html


def test_the_staff_page_is_closed(client: TestClient) -> None:
    for path in ("/staff", "/staff/"):
        reply = client.get(path)
        assert (reply.status_code, reply.headers["location"]) == (303, "/staff/login")
    assert client.get("/staff/config").status_code == 401
    body = {"data": ["국취제", "section", "ko", ""], "fn_index": 0, "session_hash": "x"}
    assert client.post("/staff/gradio_api/queue/join", json=body).status_code == 401
    assert client.post("/staff/gradio_api/run/predict", json=body).status_code == 401


def test_the_staff_door_opens_with_the_password_only(client: TestClient) -> None:
    assert "staff-password" not in client.get("/staff/login").text
    wrong = client.post("/staff/login", data={"password": "wrong-password"})
    assert wrong.status_code == 401
    assert "비밀번호가 달라요" in wrong.text
    foreign = client.post("/staff/login", data={"password": PASSWORD}, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    right = client.post("/staff/login", data={"password": PASSWORD})
    assert right.status_code == 303
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/staff" in cookie
    assert client.get("/staff/").status_code == 200
    assert client.post("/staff/logout").status_code == 303
    client.cookies.clear()
    assert client.get("/staff/").status_code == 303


def test_many_wrong_tries_are_told_to_wait(services: Services, tmp_path: Path) -> None:
    app = create_app(services, open_access(tmp_path, PASSWORD))
    client = TestClient(app, follow_redirects=False)
    codes = [client.post("/staff/login", data={"password": f"wrong-{i}"}).status_code for i in range(5)]
    assert codes == [401, 401, 401, 429, 429]
    page = client.post("/staff/login", data={"password": PASSWORD}, headers={"accept-language": "en"})
    assert page.status_code == 429
    assert re.search(r"try again in \d+ seconds", page.text)


def test_the_first_login_chooses_the_lasting_password(services: Services, tmp_path: Path) -> None:
    access = open_access(tmp_path, None)
    assert access.one_time
    client = TestClient(create_app(services, access), follow_redirects=False)
    assert 'name="chosen"' in client.get("/staff/login").text
    form = {"password": access.one_time, "chosen": "ten-letters-or-more", "again": "another-ten-letters"}
    assert client.post("/staff/login", data=form).status_code == 400
    assert client.post("/staff/login", data=form | {"again": form["chosen"]}).status_code == 303
    assert 'name="chosen"' not in client.get("/staff/login").text


def test_the_running_page_takes_in_what_others_add(own: Services) -> None:
    section = own.base.section("nesp/allowance-amount", "ko")
    assert section is not None
    fresh = replace(section, id="guide/new-thing", family="guide", document="guide", title="새 안내", claims=())
    other = open_base(own.base.home, own.base.settings, today=TODAY, progress=False)
    other.take_in(Load("guide", [fresh]), on=TODAY)
    other.close()
    assert record(own, "section", "guide/new-thing", "ko", "ko", "") is None
    upkeep = Upkeep(own)
    upkeep.round()
    html = record(own, "section", "guide/new-thing", "ko", "ko", "")
    assert html is not None
    assert "새 안내" in html


def test_upkeep_starts_and_stops_with_the_application(own: Services, tmp_path: Path) -> None:
    upkeep = Upkeep(own, every=0.05)
    with TestClient(create_app(own, open_access(tmp_path, PASSWORD), upkeep)):
        assert upkeep._thread.is_alive()
    assert not upkeep._thread.is_alive()
