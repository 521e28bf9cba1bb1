"""Vectors on a Chroma server, and several processes over one server and one PostgreSQL."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.base import Base, open_base
from knowledge.errors import VectorError
from knowledge.ingest import Load
from knowledge.models import Query
from knowledge.vectors import VectorIndex
from tests.knowledge.conftest import BARE
from tests.knowledge.making import DAY, BagOfWords, section, training

ROOT = Path(__file__).parents[2]
MEANINGS = ("고양이 야옹이", "강아지 멍멍이")
CAT = Query("고양이 돌봄", "section", DAY)
# An app as far as the base goes: it has a home of its own, looks every moment for what is new, and says what it finds.
APP = """
import sys, time
from pathlib import Path
from knowledge.base import open_base
from knowledge.models import Query
from knowledge.settings import read_settings
from tests.knowledge.making import DAY, BagOfWords
settings = read_settings()
base = open_base(settings.home, settings, today=DAY, progress=False, embedder=BagOfWords("고양이 야옹이", "강아지 멍멍이"))
print("ready", flush=True)
query = Query("고양이 돌봄", "section", DAY)
while not (found := base.search(query).kept):
    time.sleep(0.2)
    base.refresh()
print(*(f"{hit.id}:{hit.parts['meaning'] > 0}" for hit in found), flush=True)
"""
LOAD = """
from knowledge.base import open_base
from knowledge.ingest import Load
from knowledge.settings import read_settings
from tests.knowledge.making import DAY, BagOfWords, section
settings = read_settings()
base = open_base(settings.home, settings, today=DAY, progress=False, embedder=BagOfWords("고양이 야옹이", "강아지 멍멍이"))
base.take_in(Load("doc", [section("x/cat", "고양이 돌봄 수당이에요."), section("x/dog", "강아지 돌봄 수당이에요.")]), on=DAY)
base.close()
"""


@contextmanager
def chroma(folder: Path, port: int = 0) -> Iterator[str]:
    """A Chroma server over a folder, on loopback; gives its address."""
    if not port:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    program = Path(sys.executable).parent / "chroma"
    process = subprocess.Popen(
        [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with chroma(tmp_path / "chroma") as url:
        yield url


def opened(home: Path, server: str) -> Base:
    settings = BARE.model_copy(update={"chroma_url": server})
    return open_base(home, settings, today=DAY, progress=False, embedder=BagOfWords(*MEANINGS))


def meant(base: Base) -> dict[str, bool]:
    """What is found for the cat, and whether by its meaning, too."""
    return {hit.id: hit.parts["meaning"] > 0 for hit in base.search(CAT).kept}


def test_vectors_lie_on_the_server_and_are_found_from_a_second_home(tmp_path: Path, server: str) -> None:
    first = VectorIndex(tmp_path / "a", BagOfWords(*MEANINGS), server)
    first.put("section", "ko", {"cat": ["고양이"], "dog": ["강아지"]}, [], 3)
    assert list(first.nearest("section", "ko", "야옹이", 1)) == ["cat"]
    other = VectorIndex(tmp_path / "b", BagOfWords(*MEANINGS), server)
    assert (other.seq_written("section", "ko"), other.count("section", "ko")) == (3, 2)
    assert not list((tmp_path / "b").glob("**/*.sqlite3"))
    first.close()
    other.close()


def test_an_app_follows_what_another_process_loads_through_one_store_and_one_server(
    tmp_path: Path, server: str, postgres_url: str
) -> None:
    env = {
        **os.environ, "IEUM_LIBRARY": "none", "IEUM_SAMPLES": "off", "IEUM_DATABASE_URL": postgres_url,
        "IEUM_CHROMA_URL": server, "IEUM_LOCK_TIMEOUT": "30",
    }  # fmt: skip

    def python(code: str, home: str) -> subprocess.Popen[str]:
        own = {**env, "IEUM_HOME": str(tmp_path / home)}
        return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True)

    app = python(APP, "app")
    assert app.stdout is not None
    assert app.stdout.readline() == "ready\n"
    loading = python(LOAD, "loader")
    assert loading.wait(120) == 0
    began = time.monotonic()
    assert "x/cat:True" in app.stdout.readline()
    assert time.monotonic() - began < 60
    assert app.wait(30) == 0
    app.stdout.close()
    assert (tmp_path / "app" / "lexical").is_dir()
    assert not list((tmp_path / "app").glob("**/*.sqlite3"))


def test_without_its_server_a_base_answers_by_words_and_catches_up_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    with chroma(tmp_path / "chroma") as url:
        base = opened(home, url)
        port = int(url.rpartition(":")[2])
    base.take_in(Load("doc", [section("x/cat", "고양이 돌봄 수당이에요."), training("c", "고양이 과정", [DAY + timedelta(9)])]), on=DAY)
    assert meant(base) == {"x/cat": False}
    assert base.words_only
    assert not base.refresh()  # it isn't asked again at every look
    with chroma(tmp_path / "chroma", port):
        monkeypatch.setattr(base._derived, "_retry_at", 0.0)
        assert base.refresh()
        assert meant(base) == {"x/cat": True}
        assert not base.words_only
    base.close()


def test_a_server_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path, BagOfWords(*MEANINGS), "http://127.0.0.1:9")
    with pytest.raises(VectorError, match="IEUM_CHROMA_URL"):
        index.put("section", "ko", {"cat": ["고양이"]}, [], 1)


class OtherModel(BagOfWords):
    fingerprint = "bag-of-words-2"


def test_vectors_of_a_model_that_nobody_uses_any_more_are_deleted(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load = Load("doc", [section("x/cat", "고양이 돌봄 수당이에요.")])

    def session(days: int, embedder: BagOfWords) -> set[str]:
        base = open_base(home, BARE, today=DAY + timedelta(days), progress=False, embedder=embedder)
        base.take_in(load, on=DAY)
        assert meant(base) == {"x/cat": True}
        assert base._derived.vectors is not None
        names = {c.name.rpartition("-")[2] for c in base._derived.vectors._client().list_collections()}
        base.close()
        return names

    (old,) = session(0, BagOfWords(*MEANINGS))
    both = session(3, OtherModel(*MEANINGS))
    assert len(both) == 2
    assert old in both
    assert session(6, BagOfWords(*MEANINGS)) == both  # somebody still works with it
    assert session(12, OtherModel(*MEANINGS)) == both
    assert session(14, OtherModel(*MEANINGS)) == both - {old}
    assert not list((home / "vectors").glob(f"*{old}*"))
