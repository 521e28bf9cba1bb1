"""Killing a process that writes to a base at chosen moments, and what must hold afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import codec
from knowledge.base import Base, open_base
from knowledge.ingest import Load
from knowledge.models import Query
from knowledge.settings import KnowledgeSettings
from tests.knowledge.making import DAY, opening, section

ROOT = Path(__file__).parents[2]
SETTINGS = KnowledgeSettings(library="none", samples=False, lock_timeout=30, embedding_model="none")
KEPT = Query("바다거북 돌봄", "section", DAY)
LOAD = """
import sys
from knowledge.base import open_base
from knowledge.ingest import Load
from knowledge.settings import read_settings
from knowledge.sources.records_jsonl import read_records
from tests.knowledge.making import DAY
settings = read_settings()
base = open_base(settings.home, settings, today=DAY, progress=False)
with open(sys.argv[1], "rb") as lines:
    base.take_in(Load("board", read_records(lines, "board")), on=DAY)
base.close()
"""


@dataclass(frozen=True)
class Writing:
    """A way to write to a base: the command, and a base as it is before."""

    name: str
    command: Sequence[str]
    before: Path

    def start(self, home: Path) -> subprocess.Popen[bytes]:
        """Another process that writes to `home`; at the head of a group, with what it starts in turn."""
        env = {**os.environ, "IEUM_HOME": str(home), "IEUM_LIBRARY": "none", "IEUM_SAMPLES": "off"}
        env |= {"IEUM_EMBEDDING_MODEL": "none", "IEUM_LOCK_TIMEOUT": "30"}
        return subprocess.Popen(
            [sys.executable, *self.command], cwd=ROOT, env=env, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def finish(self, home: Path) -> float:
        """Writes to the end; how many seconds it took."""
        began = time.monotonic()
        _, said = (process := self.start(home)).communicate()
        assert process.returncode == 0, said.decode()
        return time.monotonic() - began

    def kill(self, home: Path, after: float) -> bool:
        """Writes for so many seconds and is killed; False if it was done by then."""
        process = self.start(home)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return process.returncode == -signal.SIGKILL


def writings(folder: Path, openings: int, sections: int) -> list[Writing]:
    """A load that takes down some openings and brings many, and an `add` of many sections over a few."""
    shared = [section("x/1", "바다거북 돌봄 수당이에요.")]
    old = [opening(f"o-{n:05}", f"{n}번째 사무 보조", source="board", sample=False) for n in range(60)]
    new = [opening(f"o-{n:05}", f"{n}번째 사무 보조 모집", source="board", sample=False) for n in range(10, openings)]
    board, document = folder / "board.jsonl", folder / "many.jsonl"
    lines = ({"kind": "opening", **codec.encode(o, whole=True)} for o in new)
    board.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    rows = ({"id": f"k/{n}", "text": f"{n}번째 산호 조항이에요. 번호는 {n}번입니다."} for n in range(sections))
    document.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    before = folder / "before"
    base = open_base(before, SETTINGS, today=DAY, progress=False)
    base.take_in(Load("doc", shared), Load("board", old), on=DAY)
    base.close()
    return [
        Writing("load", ("-c", LOAD, str(board)), before),
        Writing("add", ("-m", "knowledge", "add", str(document)), before),
    ]


def copy_of(writing: Writing, home: Path) -> Path:
    """A base of its own, as it is before."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(writing.before, home)
    return home


def survives(home: Path) -> int:
    """Opens what a kill left: it must serve what was there before, and all indexes must agree. Gives the number of
    openings and sections there are."""
    base = open_base(home, SETTINGS, today=DAY, progress=False)
    try:
        assert [hit.id for hit in base.search(KEPT).kept] == ["x/1"]
        assert base.opening("o-00000") is not None
        assert content(base)
        counts = base.counts()
        return counts["openings"] + counts["sections"]
    finally:
        base.close()


def content(base: Base) -> str:
    """A fingerprint of all records, and of what the indexes hold of them. Raises AssertionError where they differ."""
    store, derived = base._store, base._derived
    found = hashlib.blake2b()
    for kind in ("family", "section", "course", "opening"):
        rows = store.of_kind(kind)  # type: ignore[arg-type]
        for row in rows:
            found.update(f"{row.key}{row.source}{row.digest}{row.withdrawn}\n".encode())
        if kind != "family":
            assert len(derived.lexical[kind]) == len(rows), kind  # type: ignore[index]
    columns = derived.columns.columns
    assert columns.ids == tuple(row.key.id for row in store.of_kind("opening"))
    found.update(b"".join(id_.encode() + bytes([bool(gone)]) for id_, gone in zip(columns.ids, columns.withdrawn, strict=True)))
    return found.hexdigest()


def content_of(home: Path) -> str:
    """The fingerprint of the base in a folder."""
    base = open_base(home, SETTINGS, today=DAY, progress=False)
    try:
        return content(base)
    finally:
        base.close()
