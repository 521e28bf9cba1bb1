"""Killing a process that writes to a base at chosen moments, and what must hold afterwards.

A moment is a share of the bytes that the writer writes from beginning to end, so that it is the same one on a machine
that is faster or slower from run to run; where the system doesn't count them it is a share of the time.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
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
LATEST = 0.95  # of the bytes: what is left after that is done too soon to be broken off
POLLED = 0.001  # seconds between two looks at what was written
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
class Whole:
    """What a writer takes that isn't broken off: seconds, and bytes written (None where the system doesn't say)."""

    seconds: float
    written: int | None


@dataclass(frozen=True)
class Writing:
    """A way to write to a base: the command, and a base as it is before."""

    name: str
    command: Sequence[str]
    before: Path

    def start(self, home: Path) -> subprocess.Popen[bytes]:
        """Another process that writes to `home`; at the head of a group, with what it starts in turn."""
        env = {**os.environ, "IEUM_HOME": str(home), "IEUM_LIBRARY": "none", "IEUM_SAMPLES": "off"}
        env |= {"IEUM_EMBEDDING_MODEL": "none", "IEUM_LOCK_TIMEOUT": "30", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.Popen(
            [sys.executable, *self.command], cwd=ROOT, env=env, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def finish(self, home: Path) -> Whole:
        """Writes to the end."""
        began, written = time.monotonic(), None
        process = self.start(home)
        while process.poll() is None:
            written = written_by(process.pid) or written
            time.sleep(POLLED)
        whole = Whole(time.monotonic() - began, written)
        _, said = process.communicate()
        assert process.returncode == 0, said.decode()
        return whole

    def kill(self, home: Path, share: float, whole: Whole) -> bool:
        """Writes until `share` of `whole` is reached and is killed; False if it was done by then."""
        began = time.monotonic()
        process = self.start(home)
        while process.poll() is None and _reached(process.pid, began, whole) < share:
            time.sleep(POLLED)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return process.returncode == -signal.SIGKILL

    def broken_off(self, home: Path, rng: random.Random, whole: Whole) -> float:
        """Writes to `home`, each time as it is before, and is killed at a random moment until one was early enough;
        the share of that moment."""
        while True:
            share = rng.uniform(0.0, LATEST)
            if self.kill(copy_of(self, home), share, whole):
                return share


def written_by(pid: int) -> int | None:
    """The bytes a process has handed to files so far; None where the system doesn't count them or it is gone."""
    try:
        counts = dict(line.split(": ") for line in Path(f"/proc/{pid}/io").read_text().splitlines())
    except OSError:
        return None
    return int(counts["wchar"])


def _reached(pid: int, began: float, whole: Whole) -> float:
    if whole.written:
        return (written_by(pid) or 0) / whole.written
    return (time.monotonic() - began) / whole.seconds


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
        rows = store.of_kind(kind)
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
