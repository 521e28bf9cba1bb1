"""A large base: a million openings with bodies, 50,000 cohorts, 20,000 sections. Load, re-load, start, search, match.

    make bench-large                                          # about an hour and a half, and 15 GB of disk
    python -m tests.bench.large --openings 100000 --folder F  # smaller, and in a folder that is kept and gone on with
    python -m tests.bench.large --folder F --only search,match  # these steps again over what F holds

Each step is a process of its own, as it would be for an operator, and is measured from outside: seconds on the clock
and of all its processors, and the most memory it held. Steps that are done are not done again in a kept folder, and a
load that was cut off goes on where it was.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from knowledge.base import Base, open_base
from knowledge.ingest import Load
from knowledge.library.sample import iter_openings
from knowledge.models import Query
from knowledge.settings import KnowledgeSettings
from knowledge.sources.records_jsonl import read_records
from tests.bench.large_data import ANCHOR, SEED, write_all

AS_OF = date(2026, 11, 22)
ROUNDS = 3
PORT = 7869
SETTINGS = KnowledgeSettings(samples=False, library="bundled", embedding_model="builtin", database_url="")


def main() -> None:
    """Runs all steps, or one in this process where it is named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--openings", type=int, default=1_000_000)
    parser.add_argument("--cohorts", type=int, default=50_000)
    parser.add_argument("--sections", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="kept afterwards, and gone on with where it is there")
    parser.add_argument("--only", default="", help=f"of {', '.join(STEPS)}: these alone, though they were done before")
    parser.add_argument("--step", choices=tuple(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--peer-minutes", type=float, default=10.0, help="0 leaves LangChain's side out")
    options = parser.parse_args()
    if options.step:
        STEPS[options.step](options)
        return
    with tempfile.TemporaryDirectory() as passing:
        options.folder = options.folder or Path(passing)
        options.folder.mkdir(parents=True, exist_ok=True)
        print(f"{options.openings:,} openings, {options.cohorts:,} cohorts, {options.sections:,} sections")
        only = [step for step in options.only.split(",") if step]
        for step in only:
            (options.folder / f"{step}.done").unlink(missing_ok=True)
        for step in only or STEPS:
            if step != "peer" or options.peer_minutes:
                _run(step, options)


def _run(step: str, options: argparse.Namespace) -> None:
    done = options.folder / f"{step}.done"
    if done.exists():
        print(f"== {step}: done before")
        print(done.read_text(encoding="utf-8"), end="", flush=True)
        return
    print(f"== {step}, {datetime.now():%Y-%m-%d %H:%M}, load average {os.getloadavg()[0]:.1f}", flush=True)
    values = vars(options).items()
    again = [f"--{name.replace('_', '-')}={value}" for name, value in values if name not in ("step", "only")]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "tests.bench.large", f"--step={step}", *again]
    seldom = {} if sys.stderr.isatty() else {"TQDM_MININTERVAL": "30"}  # a file needs no moving bar
    found = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **seldom}) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            found += line
    if process.returncode:
        raise SystemExit(f"{step} failed. The same command goes on from here.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    taken = f"{time.perf_counter() - began:.0f} s on the clock, {cpu:.0f} s of processors in all\n"
    print(taken, end="", flush=True)
    done.write_text(found + taken, encoding="utf-8")


# ---- steps


def write(options: argparse.Namespace) -> None:
    """Writes what will be loaded."""
    catalogue = write_all(options.folder, options.openings, options.cohorts, options.sections)
    print(f"{catalogue.stat().st_size / 1e6:,.0f} MB of openings and courses")


def load(options: argparse.Namespace) -> None:
    """Takes everything in, and says how the time went."""
    base = _opened(options)
    for name in ("sections", "catalogue"):
        _take_in(base, options.folder / f"{name}.jsonl", name)
    base.close()
    home = options.folder / "home"
    for part in ("store.db", "lexical", "columns", "vectors"):
        print(f"{part}: {_disk_mb(home / part):,.0f} MB", end="; ")
    print(f"most memory of the loading process {_peak_mb():,.0f} MB, of a helper {_peak_mb(others=True):,.0f} MB")


def reload(options: argparse.Namespace) -> None:
    """Takes the second version in: one opening in fifty is another."""
    base = _opened(options)
    _take_in(base, options.folder / "later.jsonl", "catalogue")
    base.close()


def _take_in(base: Base, file: Path, source: str) -> None:
    began = time.perf_counter()
    with file.open("rb") as lines:
        (report,) = base.take_in(Load(source, read_records(lines, file.name)), on=AS_OF)
    counts = f"{report.new} new, {report.updated} updated, {report.skipped} skipped, {len(report.failed)} failed"
    print(f"{source}: {counts}, {time.perf_counter() - began:.0f} s", flush=True)


def start(options: argparse.Namespace) -> None:
    """From the start of a process to its first answers."""
    from assistant.history import Conversation
    from assistant.services import build
    from assistant.settings import AssistantSettings

    base = _opened(options)
    print(f"open after {_age():.1f} s", flush=True)
    services = build(base, AssistantSettings(openai_api_key=None))
    answer = services.answer(Conversation(), "부산에서 데이터 분석 신입 공고 있어요?", as_of=AS_OF)
    print(f"first answer ({answer.status}, {len(answer.openings)} openings) after {_age():.1f} s", flush=True)
    found = base.search(Query("부산에서 데이터 분석 신입", "opening", AS_OF, regions=("26000",))).kept
    print(f"first search with {len(found)} hits after {_age():.1f} s", flush=True)
    _matching(base)(_people()[0])
    print(f"first match after {_age():.1f} s; {_memory_mb():,.0f} MB held", flush=True)


def app(options: argparse.Namespace) -> None:
    """The whole program: seconds until it serves its page, and what it holds when everything is warm."""
    env = {**os.environ, "IEUM_HOME": str(options.folder / "home"), "IEUM_SAMPLES": "off", "OPENAI_API_KEY": ""}
    command = [sys.executable, "app.py", "--no-browser", f"--port={PORT}"]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env) as process:
        while process.poll() is None and not _serves(f"http://127.0.0.1:{PORT}/"):
            time.sleep(0.1)
        print(f"serves its page after {time.perf_counter() - began:.1f} s", flush=True)
        time.sleep(20)  # what the first question needs is made on the side
        print(f"{_memory_mb(process.pid):,.0f} MB held")
        process.send_signal(signal.SIGTERM)


def _serves(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def search(options: argparse.Namespace) -> None:
    """Filtered searches, warm, each round in other words."""
    from tests.bench.bench_search import ENDINGS, SEARCHES

    base = _opened(options)
    base.warm()
    queries = [replace(Query(text, "opening", AS_OF), **more) for text, more in SEARCHES]
    asked = [replace(q, text=f"{q.text} {ending}") for ending in ENDINGS for q in queries]
    for query in queries:
        base.search(query)
    steps: dict[str, list[float]] = {}

    def one(query: Query) -> None:
        for step, ms in base.search(query).timings_ms.items():
            steps.setdefault(step, []).append(ms)

    _report("filtered search", [_timed(lambda q=query: one(q)) for query in asked])
    print("   " + "; ".join(f"{name} p95 {_at(ms, 0.95):.1f}" for name, ms in steps.items()))
    sections = [Query(text, "section", AS_OF) for text, _ in SEARCHES]
    _report("search of sections", [_timed(lambda q=query: base.search(q)) for query in sections * ROUNDS])
    print(f"{_memory_mb():,.0f} MB held")


def match(options: argparse.Namespace) -> None:
    """The best twenty openings and courses with reasons for a hundred people, warm."""
    base = _opened(options)
    base.warm()
    ask, people = _matching(base), _people()
    for profile in people:  # fills the tables of places
        ask(profile)
    _report("match", [_timed(lambda p=profile: ask(p)) for profile in people])
    print(f"{_memory_mb():,.0f} MB held")


def peer(options: argparse.Namespace) -> None:
    """LangChain's EnsembleRetriever over as many of the openings as it loads in the time given."""
    from tests.bench.bench_search import SEARCHES
    from tests.bench.peer import ensemble

    texts = (f"{o.title}\n{o.body}" for o in iter_openings(ANCHOR, SEED, count=options.openings))
    asked, loaded = ensemble(texts, options.folder / "peer", options.peer_minutes * 60)
    print(f"LangChain loaded {loaded:,} openings in {options.peer_minutes:g} minutes, {_memory_mb():,.0f} MB held")
    theirs = [_timed(lambda t=text: asked(t)) for text, _ in SEARCHES for _ in range(ROUNDS)]
    _report("LangChain, without filters", theirs)
    base = _opened(options)
    base.warm()
    queries = [replace(Query(text, "opening", AS_OF), **more) for text, more in SEARCHES]
    for query in queries:
        base.search(query)
    ours = [_timed(lambda q=query: base.search(q)) for query in queries for _ in range(ROUNDS)]
    _report(f"ours, with filters, over {options.openings:,}", ours)
    ratio = [_at([cpu for _, cpu in theirs], at) / _at([cpu for _, cpu in ours], at) for at in (0.5, 0.95)]
    print(f"LangChain takes {ratio[0]:.1f} times the processor time at p50, {ratio[1]:.1f} times at p95")


STEPS: dict[str, Callable[[argparse.Namespace], None]] = {
    "write": write, "load": load, "start": start, "app": app, "search": search, "match": match, "reload": reload,
    "peer": peer,
}  # fmt: skip


# ---- measuring


def _opened(options: argparse.Namespace) -> Base:
    return open_base(options.folder / "home", SETTINGS, today=AS_OF)


def _matching(base: Base) -> Callable[[Any], object]:
    from assistant.matching import Matcher

    matcher = Matcher(base)
    return lambda profile: matcher.match(profile, AS_OF, k=20)


def _people() -> list[Any]:
    from assistant.profile import Profile
    from tests.people import people

    return [Profile.from_json(line["profile"]) for line in people(100)]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _report(what: str, taken: Sequence[tuple[float, float]]) -> None:
    wall, cpu = [w for w, _ in taken], [c for _, c in taken]
    print(
        f"{what}: p50 {_at(wall, 0.5):.1f} p95 {_at(wall, 0.95):.1f} ms "
        f"(processor p50 {_at(cpu, 0.5):.1f} p95 {_at(cpu, 0.95):.1f})"
    )


def _at(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _age() -> float:
    """Seconds since this process was started."""
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def _memory_mb(process: int | str = "self") -> float:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def _peak_mb(*, others: bool = False) -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN if others else resource.RUSAGE_SELF).ru_maxrss / 1e3


def _disk_mb(path: Path) -> float:
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(p.stat().st_size for p in files) / 1e6


if __name__ == "__main__":
    main()
