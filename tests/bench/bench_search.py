"""Finding: a hundred thousand openings, and ranking beside LangChain's EnsembleRetriever (BM25Retriever + Chroma).

    python -m tests.bench search
    python -m tests.bench.bench_search --openings 20000 --labelled FOLDER   # sections.jsonl, queries.jsonl

Without FOLDER the questions are those of the library itself: every second one is held out of the index and asked.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from knowledge.base import Base, open_base
from knowledge.documents.jsonl import read_sections
from knowledge.ingest import Load
from knowledge.library.loader import load_library
from knowledge.library.sample import iter_openings
from knowledge.models import Lang, Query, Section
from knowledge.settings import KnowledgeSettings

AS_OF = date(2026, 11, 22)
ANCHOR = date(2026, 11, 1)
OPENINGS = 100_000
ASKED = 400  # held-out questions a language
SEARCHES: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("부산에서 데이터 분석 신입", {"regions": ("26000",), "newcomer": True}),
    ("경기도 신입 백엔드 중소기업", {"regions": ("41000",), "newcomer": True, "sme": True}),
    ("remote junior frontend job", {"remote": True, "lang": "en"}),
    ("대구 스마트공장 PLC 유지보수", {"regions": ("27000",)}),
    ("간호조무사 주간 근무 정규직", {"employment": ("permanent",)}),
    ("서울 마케팅 인턴 엑셀 할 줄 알아요", {"regions": ("11000",), "employment": ("intern",)}),
    ("머신러닝 엔지니어 파이썬 파이토치", {}),
    ("용접 기능공 기숙사 있는 곳", {}),
    ("창원 CNC 선반 오퍼레이터 월급 280 이상", {"regions": ("48120",), "pay_min_monthly": 2_800_000}),
    ("주말 카페 아르바이트", {"employment": ("part_time",)}),
    ("물류센터 지게차 운전", {"regions": ("41000", "28000")}),
    ("회계 경리 사무직 초보 가능", {"newcomer": True}),
    ("전기기사 시설관리", {"regions": ("30000",)}),
    ("react typescript developer in Seoul", {"regions": ("11000",), "lang": "en"}),
    ("요양보호사 오전 근무", {}),
    ("반도체 장비 엔지니어 교대", {"regions": ("44000",)}),
    ("재택 데이터 라벨링", {"remote": True}),
    ("유튜브 영상 편집 신입 포트폴리오", {"newcomer": True}),
    ("부산 일자리", {"regions": ("26000",)}),
    ("해외영업 영어 가능자 경력", {}),
)
ENDINGS = (
    "있나요",
    "찾아요",
    "알려 주세요",
    "구해요",
    "좀 볼게요",
    "어디 있어요",
    "궁금해요",
    "지원하고 싶어요",
    "추천해 주세요",
    "ㄱㄱ",
)


def run() -> None:
    """Prints all figures with the defaults."""
    measure(OPENINGS, None)


def measure(openings: int, labelled: Path | None) -> None:
    """Prints the figures for so many openings, and for the labelled questions in a folder (or the library's own)."""
    with tempfile.TemporaryDirectory() as folder:
        scale(Path(folder), openings)
    for name, task in tasks(labelled):
        with tempfile.TemporaryDirectory() as folder:
            compare(name, task, Path(folder))


# ---- a hundred thousand openings


def scale(folder: Path, count: int) -> None:
    """Build time, disk, memory, and filtered searches with tokenising over sample openings."""
    base = open_bare(folder)
    base.warm()
    before, start, cpu = memory_mb(), time.perf_counter(), time.process_time()
    base.take_in(Load("bench", iter_openings(ANCHOR, seed=7, count=count), total=count), on=AS_OF)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    sizes = {p.name: disk_mb(p) for p in (folder / "store.db", folder / "lexical")}
    print(
        f"{count} openings: {wall:.0f} s to build ({cpu:.0f} CPU-s), "
        + ", ".join(f"{n} {s:.0f} MB" for n, s in sizes.items())
    )
    print(f"memory: {before:.0f} MB before, {memory_mb():.0f} MB now, {peak_mb():.0f} MB at most")
    base.close()
    started = time.perf_counter()
    base = open_bare(folder)
    print(f"opening it again: {time.perf_counter() - started:.2f} s")
    base.warm()
    queries = [replace(Query(text, "opening", AS_OF), **more) for text, more in SEARCHES]
    for query in queries:
        base.search(query)
    taken: list[float] = []
    steps: dict[str, list[float]] = {}
    # Each round asks in other words, so that nothing comes out of a cache of tokens.
    for query in (replace(q, text=f"{q.text} {ending}") for ending in ENDINGS for q in queries):
        start = time.perf_counter()
        retrieval = base.search(query)
        taken.append((time.perf_counter() - start) * 1000)
        for step, ms in retrieval.timings_ms.items():
            steps.setdefault(step, []).append(ms)
    print(
        f"filtered search with tokenising: {percentiles(taken)}; "
        + "; ".join(f"{s} {percentiles(v)}" for s, v in steps.items())
    )
    base.close()


# ---- ranking


@dataclass(frozen=True)
class Task:
    """Sections, and questions with the ids that answer them."""

    sections: Sequence[Section]
    questions: Sequence[tuple[str, Lang, frozenset[str]]]
    extra: Sequence[Any] = ()


def tasks(labelled: Path | None) -> Iterable[tuple[str, Task]]:
    """The labelled set of the folder, or the library's own questions in each language."""
    if labelled is not None:
        with (labelled / "sections.jsonl").open("rb") as lines:
            sections = [s for s in read_sections(lines, "sections.jsonl") if isinstance(s, Section)]
        rows = [json.loads(line) for line in (labelled / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
        yield labelled.name, Task(sections, [(r["query"], "ko", frozenset(r["relevant"])) for r in rows])
        return
    library = load_library()
    langs: tuple[Lang, ...] = ("ko", "en")
    for lang in langs:
        sections = [replace(s, asks=s.asks[::2]) for s in library.sections if s.lang == lang]
        held = [(ask, lang, frozenset({s.id})) for s in library.sections if s.lang == lang for ask in s.asks[1::2]]
        yield f"held-out questions ({lang})", Task(sections, random.Random(7).sample(held, ASKED), library.families)


def compare(name: str, task: Task, folder: Path) -> None:
    """Quality and latency of ours and of the peer, each on its own defaults."""
    base = open_bare(folder / "ours")
    base.take_in(Load("library", [*task.extra, *task.sections]), on=AS_OF)
    base.warm()

    def ours(text: str, lang: Lang) -> list[str]:
        return [hit.id for hit in base.search(Query(text, "section", AS_OF, lang=lang)).kept]

    print(f"{name}: {len(task.sections)} sections, {len(task.questions)} questions")
    mine = judge("ours", ours, task)
    theirs = judge("LangChain ensemble", peer(task.sections, folder / "peer"), task)
    base.close()
    if mine and theirs:
        print(f"  nDCG ratio {mine[0] / theirs[0]:.2f}, latency ratio {mine[1] / theirs[1]:.2f}")


def peer(sections: Sequence[Section], folder: Path) -> Callable[[str, Lang], list[str]] | None:
    """LangChain's EnsembleRetriever over BM25Retriever and Chroma; None where the bench extra isn't installed."""
    try:
        from langchain_chroma import Chroma
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever
        from langchain_core.embeddings import Embeddings
    except ImportError as e:
        print(f"  LangChain's side needs the bench extra ({e}); install it with: pip install -e .[bench]")
        return None

    class BagOfWords(Embeddings):
        """White-space words hashed onto 512 axes."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors = np.zeros((len(texts), 512), np.float32)
            for row, text in zip(vectors, texts, strict=True):
                for word in text.lower().split():
                    row[crc32(word.encode()) % 512] += 1
            norms = np.linalg.norm(vectors, axis=1, keepdims=True)
            return [[float(x) for x in row] for row in vectors / np.where(norms, norms, 1)]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    texts = ["\n".join((s.title, s.text, *s.asks)) for s in sections]
    metadatas = [{"id": s.id} for s in sections]
    words = BM25Retriever.from_texts(texts, metadatas=metadatas, k=10)
    store = Chroma("peer", BagOfWords(), persist_directory=str(folder))
    for start in range(0, len(texts), 1000):
        store.add_texts(texts[start : start + 1000], metadatas[start : start + 1000])
    both = EnsembleRetriever(retrievers=[words, store.as_retriever(search_kwargs={"k": 10})], weights=[0.5, 0.5])
    return lambda text, lang: [document.metadata["id"] for document in both.invoke(text)[:10]]


def judge(name: str, search: Callable[[str, Lang], list[str]] | None, task: Task) -> tuple[float, float] | None:
    """Prints and gives back nDCG@10 and the median latency in ms."""
    if search is None:
        return None
    gains, first, taken, empty = 0.0, 0, [], 0
    for text, lang, relevant in task.questions:
        start = time.perf_counter()
        found = search(text, lang)
        taken.append((time.perf_counter() - start) * 1000)
        gains += sum(1 / math.log2(place + 2) for place, id_ in enumerate(found[:10]) if id_ in relevant)
        first += bool(found) and found[0] in relevant
        empty += not found
    n = len(task.questions)
    print(f"  {name:20} nDCG@10 {gains / n:.3f}  first {first / n:.3f}  nothing found {empty}  {percentiles(taken)}")
    return gains / n, sorted(taken)[n // 2]


# ---- measuring


def open_bare(home: Path) -> Base:
    """A base without library and samples."""
    return open_base(home, KnowledgeSettings(library="none", samples=False), today=AS_OF, progress=sys.stderr.isatty())


def percentiles(values: Sequence[float]) -> str:
    """p50 and p95 in ms, as words."""
    ordered = sorted(values)
    return f"p50 {ordered[len(ordered) // 2]:.1f} p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms"


def memory_mb() -> float:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def peak_mb() -> float:
    """The most this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def disk_mb(path: Path) -> float:
    """The size of a file, or of all in a folder."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(p.stat().st_size for p in files) / 1e6


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--openings", type=int, default=OPENINGS)
    parser.add_argument("--labelled", type=Path)
    options = parser.parse_args()
    measure(options.openings, options.labelled)
