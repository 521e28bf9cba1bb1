"""kill -9 at twenty random moments of a load and of an `add`: does the base open, serve, go on and end the same?

    python -m tests.bench kills
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from tests.knowledge.killing import Writing, content_of, copy_of, survives, writings

SEED = 20
MOMENTS = 20
OPENINGS = 4_000
SECTIONS = 3_000


def run() -> None:
    """Prints a line a kill. Raises AssertionError where something was lost."""
    with tempfile.TemporaryDirectory() as folder:
        for writing in writings(Path(folder), OPENINGS, SECTIONS):
            _kills(writing, Path(folder))


def _kills(writing: Writing, folder: Path) -> None:
    seconds = writing.finish(copy_of(writing, folder / "whole"))
    whole = content_of(folder / "whole")
    print(f"{writing.name}: {seconds:.1f} s unbroken")
    print("  killed after   records there   opens and serves   goes on to the end   same content")
    rng = random.Random(SEED)
    for _ in range(MOMENTS):
        home = copy_of(writing, folder / "killed")
        after = seconds * rng.uniform(0.1, 1.0)
        done = not writing.kill(home, after)
        began = time.monotonic()
        there = survives(home)
        opens = time.monotonic() - began
        again = writing.finish(home)
        same = content_of(home) == whole
        moment = f"{after:.2f} s" + (" (done)" if done else "")
        print(f"  {moment:<14} {there:>13}   {opens:>14.1f} s   {again:>15.1f} s   {'yes' if same else 'NO'}", flush=True)
        assert same
