"""Matching over many openings: build of the columns, top 20 with reasons warm, equality with a record-by-record scorer.

    python -m tests.bench match              # 100,000 openings
    IEUM_BENCH_OPENINGS=5000 python -m tests.bench match
"""

from __future__ import annotations

import os
import resource
import time
from datetime import date

from assistant.profile import Profile
from assistant.seeker import seeker_of
from knowledge.catalogue import Catalogue
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
    taken, unlocking = [], []
    for _ in range(3):
        for seeker in seekers:
            started = time.perf_counter()
            catalogue.rank(seeker, AS_OF, WAGE, TOP)
            taken.append((time.perf_counter() - started) * 1000)
    warm = taken[len(seekers) :]  # the first round fills the tables of places
    print(f"top {TOP} with reasons, warm       p50 {percentile(warm, 0.5):6.1f} ms   p95 {percentile(warm, 0.95):6.1f} ms")
    pairs = catalogue.joinable(AS_OF)
    taught = [frozenset(course.teaches) for course, _ in pairs]
    for seeker in seekers:
        started = time.perf_counter()
        passed, _ = catalogue.within_limits(seeker, AS_OF, WAGE)
        catalogue.unlocked(passed, seeker.skills, taught)
        unlocking.append((time.perf_counter() - started) * 1000)
    print(f"unlocks of {len(pairs)} courses         p50 {percentile(unlocking, 0.5):6.1f} ms   p95 {percentile(unlocking, 0.95):6.1f} ms")
    for line, seeker in list(zip(lines, seekers, strict=True))[:COMPARED]:
        expected, rejected = checker.best(kept, line["profile"], AS_OF, TOP)
        ranking = catalogue.rank(seeker, AS_OF, WAGE, TOP)
        assert [(r.id, r.score) for r in ranking.kept] == expected, line["id"]
        assert dict(ranking.rejected) == rejected, line["id"]
    print(f"equal to the record-by-record scorer for {COMPARED} people, rejections included")
    print(f"most memory                      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")


if __name__ == "__main__":
    run()
