"""The built-in embedding: what it adds to words on questions it was never trained on, and what it costs.

    python -m tests.bench embedding
    python -m tests.bench.bench_embedding --model FOLDER --part test     # a model made without `dev,test`

`wording`: every sixth question of every programme and occupation, whose sections the model knows; of the questions about
sections only the half on which no weights were chosen. `test`: families and occupations of which the model has seen
nothing at all; only a model made with `--hold dev,test` may be asked that.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.embedding.static import FOLDER, StaticModel
from knowledge.embedding.training.domain import read_split
from knowledge.fusion import BUILTIN, weights_of
from tests.bench.labelled import Bench, Question, colloquial, exact, mean_and_interval, occupations, unknown

TEXTS = 2_000


def run() -> None:
    """Prints all figures of the model that ships."""
    measure(FOLDER, "wording")


def measure(model: Path, part: str) -> None:
    """Prints quality on a part of the split, no-answer behaviour, and cost."""
    cost(model)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), model)
        weigh(Path(folder))
        for name, questions in sets(bench, part).items():
            if questions:
                compare(bench, name, questions)
        for lang in ("ko", "en"):
            silence(bench, unknown(lang), lang)
        latency(bench, part)
        bench.close()


def sets(bench: Bench, part: str) -> dict[str, list[Question]]:
    """The questions of a part of the split, by what they show."""
    held, half = read_split()[part], 1 if part == "wording" else None
    found = {
        "colloquial ko": colloquial(held, "ko", half=half),
        "colloquial en": colloquial(held, "en", half=half),
        "en question, Korean sections": colloquial(held, "en", "ko", half=half),
        "exact wording ko": exact(None, "ko"),
        "exact wording en": exact(None, "en"),
    }
    for lang in ("ko", "en"):
        found[f"{lang} question, Korean courses"] = occupations(held, lang, bench.by_occupation("course"), "course")
        found[f"{lang} question, Korean openings"] = occupations(held, lang, bench.by_occupation("opening"), "opening")
    return found


def compare(bench: Bench, name: str, questions: Sequence[Question]) -> None:
    """Words alone against words and meaning, with the interval of the difference."""
    kind = questions[0].kind
    words = bench.ranks(bench.retriever(kind, None), questions)
    both = bench.ranks(bench.retriever(kind, weights_of(f"{BUILTIN}-", kind)), questions)
    gain, low, high = mean_and_interval(1 / both - 1 / words)
    print(
        f"{name:30} {len(questions):4}  MRR@10 {np.mean(1 / words):.3f} -> {np.mean(1 / both):.3f} "
        f"({gain:+.3f}, 95 % {low:+.3f} to {high:+.3f})  R@5 {np.mean(words <= 5):.2f} -> {np.mean(both <= 5):.2f}"
    )


def silence(bench: Bench, questions: Sequence[Question], lang: str) -> None:
    """How often something is kept for questions about what the library knows nothing of."""
    words = np.mean(bench.kept(bench.retriever("section", None), questions))
    both = np.mean(bench.kept(bench.retriever("section", weights_of(f"{BUILTIN}-", "section")), questions))
    print(f"unknown to the library {lang:7} {len(questions):4}  something kept {words:.2f} -> {both:.2f}")


def cost(model: Path) -> None:
    """Size, load time in a fresh process, memory, time a text."""
    code = (
        "import resource, time, sys; from pathlib import Path; import numpy, tokenizers;"
        "from knowledge.embedding.static import StaticModel; a = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "t = time.perf_counter(); m = StaticModel(Path(sys.argv[1])); m.embed([['a']]);"
        "print(f'{time.perf_counter() - t:.3f} s, {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - a) / 1e3:.0f} MB')"
    )
    loaded = subprocess.run([sys.executable, "-c", code, str(model)], check=True, capture_output=True, text=True)
    static = StaticModel(model)
    words = ["실업급여", "신청", "언제", "받", "취업", "센터", "방문", "서류"]
    start = time.perf_counter()
    for _ in range(TEXTS):
        static.embed([words])
    each = (time.perf_counter() - start) / TEXTS * 1e6
    size = sum(path.stat().st_size for path in model.iterdir()) / 1e6
    print(f"files {size:.1f} MB; loaded in {loaded.stdout.strip()}; {each:.0f} microseconds a text of 8 words")


def weigh(home: Path) -> None:
    """Memory of a fresh process that searches a built base, with Chroma open in both, and what Chroma itself takes."""
    code = (
        "import sys, time; from datetime import date; from pathlib import Path;"
        "from knowledge.base import open_base; from knowledge.models import Query;"
        "from knowledge.settings import KnowledgeSettings;"
        "mb = lambda: int(Path('/proc/self/statm').read_text().split()[1]) * 4096 / 1e6;"
        "b = open_base(Path(sys.argv[1]), KnowledgeSettings(embedding_model=sys.argv[2]), progress=False); b.warm();"
        "b.search(Query('일자리를 잃었어요', 'section', date(2026, 11, 22))); a = mb(); t = time.perf_counter();"
        "import chromadb; c = chromadb.PersistentClient(sys.argv[1] + '/other'); c.list_collections();"
        "print(f'{mb():.0f} MB with Chroma open, {mb() - a:.0f} MB and {time.perf_counter() - t:.1f} s of it Chroma')"
    )
    for name in ("none", BUILTIN):
        done = subprocess.run([sys.executable, "-c", code, str(home), name], capture_output=True, text=True, check=True)
        print(f"searching with embedding {name:8} {done.stdout.strip()}")


def latency(bench: Bench, part: str) -> None:
    """What the vector side adds to a search."""
    questions = [q for some in sets(bench, part).values() for q in some if q.kind == "section"]
    for name, weights in (("words alone", None), ("with meaning", weights_of(f"{BUILTIN}-", "section"))):
        retriever = bench.retriever("section", weights)
        bench.ranks(retriever, questions[:50])
        taken = []
        for question in questions:
            start = time.perf_counter()
            bench.ranks(retriever, [question])
            taken.append((time.perf_counter() - start) * 1000)
        print(f"search, {name:13} p50 {np.percentile(taken, 50):.1f}  p95 {np.percentile(taken, 95):.1f} ms")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB (with chromadb: it was built here)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--part", choices=("wording", "dev", "test"), default="wording")
    options = parser.parse_args()
    measure(options.model, options.part)
