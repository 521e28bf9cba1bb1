"""A writer that is killed, a full disk and a folder that can't be written to cost nothing that was there.

The same with twenty moments each: `python -m tests.bench kills`.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.knowledge.killing import ROOT, Writing, content_of, copy_of, survives, writings

SEED = 20
ADD = """
import sys
from knowledge.base import open_base
from knowledge.errors import KnowledgeError
from knowledge.ingest import Load
from tests.knowledge.killing import SETTINGS
from tests.knowledge.making import DAY, section
from pathlib import Path
try:
    base = open_base(Path(sys.argv[1]), SETTINGS, today=DAY, progress=False)
    base.take_in(Load("big", [section(f"b/{n}", "산호 " * 2000) for n in range(400)]), on=DAY)
except KnowledgeError as e:
    print(e.code, e)
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[Writing]:
    return writings(tmp_path_factory.mktemp("kills"), openings=1_500, sections=900)


@pytest.mark.parametrize("which", [0, 1], ids=["load", "add"])
def test_killed_at_any_moment_it_opens_goes_on_and_ends_the_same(
    both: list[Writing], which: int, tmp_path: Path
) -> None:
    writing = both[which]
    whole = writing.finish(copy_of(writing, tmp_path / "whole"))
    content = content_of(tmp_path / "whole")
    rng = random.Random(SEED)
    home = tmp_path / "killed"
    for _ in range(2):
        writing.broken_off(home, rng, whole)
        assert survives(home)
        writing.finish(home)
        assert content_of(home) == content


def said_when(home: Path, *before: str, most_bytes: int = -1) -> str:
    """What a process says that writes to `home`, started by way of a command, with no file above a size."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    command = [*before, sys.executable, "-c", ADD, str(home)]
    run = subprocess.run(command, cwd=ROOT, preexec_fn=limit, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr, run.stderr
    return run.stdout


def test_a_full_disk_is_said_in_words_and_nothing_is_lost(both: list[Writing], tmp_path: Path) -> None:
    home = copy_of(both[0], tmp_path / "home")
    before = survives(home)
    most = max(p.stat().st_size for p in home.rglob("*") if p.is_file()) + 300_000
    # SQLite can't tell a file that may not grow from a disk that fails; a disk without room it can.
    assert said_when(home, most_bytes=most).startswith(("disk_full ", "store The store can't be used (disk I/O error)"))
    assert survives(home) >= before
    both[0].finish(home)


def test_a_folder_that_cannot_be_written_to_is_said_in_words(both: list[Writing], tmp_path: Path) -> None:
    home = copy_of(both[0], tmp_path / "home")
    for path in (*home.rglob("*"), home):
        path.chmod(0o555 if path.is_dir() else 0o444)
    # Root may write anywhere, unless it gives that right away.
    without = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    assert said_when(home, *without).startswith("read_only ")
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert survives(home)
