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
OPENINGS = 2_500
SECTIONS = 1_200


def run() -> None:
    """Prints a line a kill. Raises AssertionError where something was lost."""
    with tempfile.TemporaryDirectory() as folder:
        for writing in writings(Path(folder), OPENINGS, SECTIONS):
            _kills(writing, Path(folder))


def _kills(writing: Writing, folder: Path) -> None:
    whole = writing.finish(copy_of(writing, folder / "whole"))
    content = content_of(folder / "whole")
    written = f", {whole.written / 1e6:.1f} MB written" if whole.written else ""
    print(f"{writing.name}: {whole.seconds:.1f} s unbroken{written}")
    print("  killed after   records there   opens and serves   goes on to the end   same content")
    rng, home = random.Random(f"{SEED}{writing.name}"), folder / "killed"
    for _ in range(MOMENTS):
        share = writing.broken_off(home, rng, whole)
        began = time.monotonic()
        there = survives(home)
        opens = time.monotonic() - began
        again = writing.finish(home).seconds
        same = content_of(home) == content
        moment = f"{share:.0%} of it"
        print(f"  {moment:<14} {there:>13}   {opens:>14.1f} s   {again:>15.1f} s   {'yes' if same else 'NO'}", flush=True)
        assert same
