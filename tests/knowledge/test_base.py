"""The base as one thing: built once, opened quickly, shared by processes, whole again after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from knowledge import base as base_module
from knowledge import starter
from knowledge.base import open_base
from knowledge.errors import LibraryError, StoreError, StoreReadOnly
from knowledge.ingest import Load
from knowledge.library import loader
from knowledge.library.sample import generate
from knowledge.models import Query
from knowledge.records import row_of
from knowledge.store import Store
from tests.knowledge.conftest import BARE, Opener, small_catalogue
from tests.knowledge.making import DAY, section

WITH_SAMPLES = BARE.model_copy(update={"samples": True})
TURTLE = Query("바다거북 돌봄", "section", DAY)
TURTLES = Load("doc", [section("x/1", "바다거북 돌봄 수당이에요.")])
ROOT = Path(__file__).parents[2]


def python(*arguments: str, home: Path, **more: str) -> subprocess.Popen[bytes]:
    """Another process with this base as its own, without library and samples."""
    env = {**os.environ, "IEUM_HOME": str(home), "IEUM_LIBRARY": "none", "IEUM_SAMPLES": "off", **more}
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=env, stdin=subprocess.PIPE)


def jsonl(path: Path, *rows: tuple[str, str]) -> Path:
    """A document of sections, one (id, text) a line."""
    path.write_text("\n".join(json.dumps({"id": i, "text": t}, ensure_ascii=False) for i, t in rows), encoding="utf-8")
    return path


# ---- what it holds


def test_records_are_found_by_their_ids(open_bare: Opener) -> None:
    base = open_bare()
    base.take_in(Load("all", small_catalogue()), on=DAY)
    assert base.counts() == {"sections": 8, "courses": 3, "cohorts": 5, "openings": 5, "sample": False}
    assert base.programmes["nesp"].family == base.families["nesp"].id
    section = base.section("nesp/allowance", "en")
    assert section is not None
    assert section.lang == "en"
    assert [s.id for s in base.sections("ko", "nesp")] == ["nesp/allowance", "nesp/apply", "nesp/income"]
    pair = base.cohort("c-data-2")
    assert pair is not None
    assert (pair[0].id, pair[1].id) == ("c-data", "c-data-2")
    assert base.opening("o-front") is not None
    assert (base.section("no", "ko"), base.cohort("no"), base.opening("no"), base.course("no")) == (None,) * 4
    assert {m.ids for m in base.lexicon.find("국취제 신청")} == {("nesp",)}


# ---- built from the starter library and samples


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of one family of the bundled library."""
    family = "work-experience"
    (tmp_path / "library").mkdir()
    for file in (loader.BUNDLED / family).iterdir():
        copy = tmp_path / "library" / family / file.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())
    return tmp_path / "library"


def test_an_empty_home_is_built_once_and_follows_the_library(tmp_path: Path, library: Path) -> None:
    home, settings = tmp_path / "home", BARE.model_copy(update={"library": str(library)})
    built = open_base(home, settings, today=DAY, progress=False)
    assert list(built.families) == ["work-experience"]
    question = Query(built.sections("ko")[0].asks[0], "section", DAY)
    assert built.search(question).kept
    again = open_base(home, settings, today=DAY, progress=False)
    assert again.seq == built.seq
    guideline = library / "work-experience" / "guideline.ko.md"
    guideline.write_text(guideline.read_text(encoding="utf-8") + "\n덧붙임.\n", encoding="utf-8")
    assert open_base(home, settings, today=DAY, progress=False).seq == built.seq + 1


def test_a_library_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="IEUM_LIBRARY"):
        open_base(tmp_path, BARE.model_copy(update={"library": str(tmp_path / "none")}), today=DAY, progress=False)


def test_samples_are_anchored_on_the_month_and_made_anew_after_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starter, "generate", partial(generate, courses=6, openings=30))
    base = open_base(tmp_path, WITH_SAMPLES, today=DAY, progress=False)
    assert base.counts()["sample"]
    assert base.facts()["samples"].startswith("2026-11-01:")
    before = base.seq
    assert not base.reanchor_samples(date(2026, 12, 2))
    assert base.seq == before
    assert base.reanchor_samples(date(2026, 12, 20))
    assert base.facts()["samples"].startswith("2026-12-01:")
    later = Query("개발자", "opening", date(2026, 12, 20))
    assert all(hit.record.posted <= date(2026, 12, 20) for hit in base.search(later).kept)  # type: ignore[union-attr]
    without = open_base(tmp_path, BARE, today=DAY, progress=False)
    assert without.counts() == {"sections": 0, "courses": 0, "cohorts": 0, "openings": 0, "sample": False}


def test_a_home_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreReadOnly, match="IEUM_HOME"):
        open_base(tmp_path / "file" / "home", BARE, today=DAY, progress=False)


# ---- indexes are derived


@pytest.mark.parametrize("damage", ["delete", "overwrite"])
def test_a_lost_or_broken_index_is_made_again_from_the_store(open_bare: Opener, tmp_path: Path, damage: str) -> None:
    first = open_bare()
    first.take_in(TURTLES, on=DAY)
    first.close()
    for file in (tmp_path / "home" / "lexical" / "section").iterdir():
        file.unlink() if damage == "delete" else file.write_bytes(b"?")
    again = open_bare()
    assert [h.id for h in again.search(TURTLE).kept] == ["x/1"]
    assert again.seq == first.seq


def test_an_open_base_does_not_write_or_wait(open_bare: Opener, tmp_path: Path) -> None:
    open_bare().take_in(TURTLES, on=DAY)
    store = Store(f"sqlite:///{tmp_path / 'home' / 'store.db'}", tmp_path / "home" / "write.lock")
    with store.writer(1):  # somebody is writing all the while
        reader = open_bare()
        assert reader.search(TURTLE).kept


def test_opening_while_somebody_loads_serves_what_the_indexes_hold(open_bare: Opener, tmp_path: Path) -> None:
    open_bare().take_in(TURTLES, on=DAY)
    store = Store(f"sqlite:///{tmp_path / 'home' / 'store.db'}", tmp_path / "home" / "write.lock")
    with store.writer(1) as writer:
        writer.put([row_of(section("x/2", "바다거북 돌봄 급여예요."), "doc")], (), on=DAY)
        reader = open_bare()
        assert [h.id for h in reader.search(TURTLE).kept] == ["x/1"]
        assert not reader.refresh()
    assert reader.refresh()
    assert {h.id for h in reader.search(TURTLE).kept} == {"x/1", "x/2"}
    assert not reader.refresh()


# ---- several processes


def test_add_in_another_process_is_served_after_a_refresh(open_bare: Opener, tmp_path: Path) -> None:
    base = open_bare()
    assert not base.refresh()
    assert base.search(TURTLE).kept == ()
    document = jsonl(tmp_path / "turtle.jsonl", ("turtle/1", "바다거북 돌봄 수당은 하루 3만 원이에요."))
    adding = python("-m", "knowledge", "add", str(document), home=tmp_path / "home")
    assert adding.wait(120) == 0
    assert base.search(TURTLE).kept == ()
    assert base.refresh()
    assert [h.id for h in base.search(TURTLE).kept] == ["turtle/1"]
    assert not base.refresh()


def test_while_somebody_writes_the_old_state_is_served(open_bare: Opener, tmp_path: Path) -> None:
    base = open_bare()
    store = Store(f"sqlite:///{tmp_path / 'home' / 'store.db'}", tmp_path / "home" / "write.lock")
    with store.writer(1) as busy:
        busy.put([row_of(section("x/1", "바다거북 돌봄 수당이에요."), "doc")], (), on=DAY)
        assert not base.refresh()
        assert base.section("x/1", "ko") is None
    assert base.refresh()
    assert base.section("x/1", "ko") is not None


def test_an_old_state_answers_to_its_end_while_the_base_moves_on(open_bare: Opener) -> None:
    base, writer = open_bare(), open_bare()
    writer.take_in(TURTLES, on=DAY)
    base.refresh()
    old = base._state.retriever
    writer.take_in(Load("doc", [section("x/2", "바다거북 돌봄 급여예요.")]), on=DAY)
    base.refresh()
    assert [h.id for h in old.search(TURTLE).kept] == ["x/1"]
    assert [h.id for h in base.search(TURTLE).kept] == ["x/2"]


def test_a_kill_in_the_middle_of_loading_leaves_a_base_that_opens_and_goes_on(tmp_path: Path) -> None:
    home = tmp_path / "home"
    rows = [(f"k/{n}", f"{n}번째 바다거북 조항이에요. 번호는 {n}번입니다.") for n in range(3000)]
    document = jsonl(tmp_path / "many.jsonl", *rows)
    adding = python("-m", "knowledge", "add", str(document), home=home)
    store_file = home / "store.db"
    deadline = time.monotonic() + 60
    while adding.poll() is None and time.monotonic() < deadline:
        if store_file.exists() and _seq(home) >= 1:
            adding.send_signal(signal.SIGKILL)
            break
        time.sleep(0.005)
    assert adding.wait(60) == -signal.SIGKILL
    base = open_base(home, BARE, today=DAY, progress=False)
    there = base.counts()["sections"]
    assert 0 < there <= len(rows)
    assert len(base.search(Query("바다거북 번호", "section", DAY)).kept) == 10
    adding = python("-m", "knowledge", "add", str(document), home=home)
    assert adding.wait(120) == 0
    assert base.refresh() or there == len(rows)
    assert base.counts()["sections"] == len(rows)
    base.close()


def _seq(home: Path) -> int:
    try:
        store = Store(f"sqlite:///{home / 'store.db'}", home / "write.lock")
        seq = store.seq()
        store.close()
        return seq
    except StoreError:  # its tables are just being made
        return 0


def test_two_processes_may_build_the_same_empty_home(tmp_path: Path, library: Path) -> None:
    code = "from knowledge.commands.common import opened\nwith opened() as b: assert b.counts()['sections']"
    both = [python("-c", code, home=tmp_path / "home", IEUM_LIBRARY=str(library)) for _ in range(2)]
    assert [process.wait(120) for process in both] == [0, 0]


# ---- the settings it is opened with


def test_progress_is_shown_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = open_base(tmp_path / "quiet", BARE, today=DAY, progress=False)
    base.take_in(TURTLES, on=DAY)
    assert capsys.readouterr().err == ""
    base = open_base(tmp_path / "loud", BARE, today=DAY, progress=True)
    base.take_in(Load("all", small_catalogue()), on=DAY)
    assert "index" in capsys.readouterr().err


def test_today_is_seouls_where_it_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_module, "today_in_seoul", lambda: date(2025, 5, 17))
    monkeypatch.setattr(starter, "generate", partial(generate, courses=6, openings=30))
    base = open_base(tmp_path, WITH_SAMPLES, progress=False)
    assert base.facts()["samples"].startswith("2025-05-01:")
