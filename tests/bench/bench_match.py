"""Matching over many openings: build of the columns, top 20 with reasons warm, equality with a record-by-record scorer.

    python -m tests.bench match              # 100,000 openings
    IEUM_BENCH_OPENINGS=5000 python -m tests.bench match
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from assistant.pathway.seeker import seeker_of
from assistant.profile import Profile
from knowledge.catalogue import Catalogue
from knowledge.fit import Seeker
from knowledge.library.sample import iter_courses, iter_openings
from knowledge.models import Opening
from knowledge.records import Training
from knowledge.taxonomy import load_taxonomy
from tests import checker
from tests.bench.bench_turn import percentile
from tests.people import people

AS_OF = date(2026, 11, 22)
ANCHOR = date(2026, 11, 1)
WAGE = 10_320
TOP = 20
COMPARED = 8  # people that the slow scorer works out again


def run() -> None:
    """Prints the figures. Raises AssertionError where the two scorers differ."""
    count = int(os.environ.get("IEUM_BENCH_OPENINGS", "100000"))
    taxonomy = load_taxonomy()
    kept: list[Opening] = list(iter_openings(ANCHOR, 7, count=count))
    trainings = [Training(course, tuple(cohorts)) for course, cohorts in iter_courses(ANCHOR, 7, count=260)]
    started = time.perf_counter()
    catalogue = Catalogue(kept, trainings, taxonomy)
    print(f"columns of {count:,} openings     {time.perf_counter() - started:7.1f} s")
    lines = list(people(100))
    seekers = [seeker_of(Profile.from_json(line["profile"]), taxonomy, AS_OF) for line in lines]
    rounds = [_timed(partial(catalogue.rank, who, AS_OF, WAGE, TOP)) for _ in range(3) for who in seekers]
    _print(f"top {TOP} with reasons, warm", rounds[len(seekers) :])  # the first round fills the tables of places
    pairs = catalogue.joinable(AS_OF)
    taught = [frozenset(course.teaches) for course, _ in pairs]

    def unlocks(who: Seeker) -> None:
        passed, _ = catalogue.within_limits(who, AS_OF, WAGE)
        catalogue.unlocked(passed, who.skills, taught)

    _print(f"unlocks of {len(pairs)} courses", [_timed(partial(unlocks, who)) for who in seekers])
    for line, seeker in list(zip(lines, seekers, strict=True))[:COMPARED]:
        expected, rejected = checker.best(kept, line["profile"], AS_OF, TOP)
        ranking = catalogue.rank(seeker, AS_OF, WAGE, TOP)
        assert [(r.id, r.score) for r in ranking.kept] == expected, line["id"]
        assert dict(ranking.rejected) == rejected, line["id"]
    print(f"equal to the record-by-record scorer for {COMPARED} people, rejections included")
    print(f"most memory                      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def _print(what: str, taken: list[tuple[float, float]]) -> None:
    wall, processor = [w for w, _ in taken], [p for _, p in taken]
    print(
        f"{what:32} p50 {percentile(wall, 0.5):7.1f} ms   p95 {percentile(wall, 0.95):7.1f} ms"
        f"   (processor: p50 {percentile(processor, 0.5):6.1f}, p95 {percentile(processor, 0.95):6.1f})"
    )


if __name__ == "__main__":
    run()
