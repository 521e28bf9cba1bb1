"""Makes the built-in model: `python -m knowledge.embedding.training --pairs FOLDER --out FOLDER`."""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix

from knowledge.embedding.training import start, texts
from knowledge.embedding.training.contrast import Pool, Recipe, learn, number_things
from knowledge.embedding.training.domain import Domain, Held, read_split
from knowledge.embedding.training.pack import pack, pack_occupations, pack_questions
from knowledge.embedding.training.pairs import Pair, file_pairs

log = logging.getLogger("training")

SHARES: Final[Mapping[str, float]] = {
    "par": 0.30, "qa": 0.06, "dict": 0.03,
    "section": 0.12, "ask": 0.12, "question": 0.12, "reword": 0.15, "alike": 0.15,
    "name": 0.05, "concept": 0.06, "phrase": 0.03, "work": 0.08,
    "course": 0.04, "opening": 0.03, "course-question": 0.02, "opening-question": 0.01,
}  # fmt: skip
"""How often a batch is drawn from each kind."""
OWN: Final = frozenset(SHARES) - {"par", "qa", "dict"}
_OWN_COUNT: Final = 10  # an own text counts so often when words are chosen for the vocabulary
_TOGETHER: Final = frozenset({"par", "dict", "section", "name", "concept", "phrase"})  # pairs whose halves say the same
_FEWEST: Final = 64  # a kind with fewer pairs than this makes no batch


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make: the recipe, and what the ablations change."""

    recipe: Recipe = field(default_factory=Recipe)
    cut: str = "morphemes"
    start: str = "lsi"
    power: float = 0.5
    entries: int = 24_000
    held: Held = field(default_factory=Held)


def main() -> None:
    """Reads the command line, makes the model and says how long it took."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m knowledge.embedding.training", description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="folder of *.jsonl.gz pair files")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model's files")
    parser.add_argument("--cache", type=Path, help="file that keeps the words of texts between runs")
    parser.add_argument("--hold", default="dev,test", help="parts of split.json that are left out (default: dev,test)")
    parser.add_argument("--cut", choices=("morphemes", "plain"), default="morphemes")
    parser.add_argument("--start", choices=("lsi", "random"), default="lsi")
    parser.add_argument("--power", type=float, default=usual.power)
    parser.add_argument("--steps", type=int, default=usual.recipe.steps)
    parser.add_argument("--batch", type=int, default=usual.recipe.batch)
    parser.add_argument("--dropout", type=float, default=usual.recipe.dropout)
    parser.add_argument("--rate", type=float, default=usual.recipe.rate)
    parser.add_argument("--temperature", type=float, default=usual.recipe.temperature)
    parser.add_argument("--seed", type=int, default=usual.recipe.seed)
    options = parser.parse_args()
    recipe = Recipe(
        steps=options.steps, batch=options.batch, dropout=options.dropout, rate=options.rate,
        temperature=options.temperature, seed=options.seed,
    )  # fmt: skip
    parts = read_split()
    held = Held()
    for name in filter(None, options.hold.split(",")):
        held |= parts[name]
    plan = Plan(recipe, options.cut, options.start, options.power, held=held)
    begun, cpu = time.perf_counter(), time.process_time()
    make(plan, file_pairs(options.pairs), options.out, options.cache)
    log.info("made in %.0f s (%.0f CPU-s)", time.perf_counter() - begun, time.process_time() - cpu)


def make(plan: Plan, others: Iterable[Pair], out: Path, cache: Path | None) -> None:
    """Makes the model of `plan` from `others` and the project's own texts and writes it into `out`."""
    domain = Domain(plan.held)
    pairs = [*others, *domain.pairs()]
    cut: Callable[[str], Sequence[str]] = texts.plain if plan.cut == "plain" else texts.analysed()
    words = texts.words_of((t for p in pairs for t in (p.a, p.b)), cut, cache)
    pairs = [p for p in pairs if words[p.a] and words[p.b]]
    cut_texts = list(dict.fromkeys(words[t] for p in pairs for t in (p.a, p.b)))
    own = {words[t]: _OWN_COUNT for p in pairs if p.kind in OWN for t in (p.a, p.b)}
    tokenizer = texts.make_tokenizer(texts.word_counts(cut_texts, own), plan.entries)
    counts = texts.count_matrix(tokenizer, cut_texts)
    row = {text: i for i, text in enumerate(cut_texts)}
    log.info("%d pairs, %d texts, %d entries", len(pairs), counts.shape[0], counts.shape[1])
    table = _begin(plan, counts, pairs, words, row)
    log.info("started from %s", plan.start)
    table = learn(table, counts, _pools(pairs, words, row), plan.recipe)
    own_rows = counts[[row[text] for text in own]]
    pack(out, table, tokenizer, plan.recipe.dims[0], np.bincount(own_rows.indices, minlength=counts.shape[1]))
    pack_questions(out, domain.asked())
    described = domain.described()
    words |= texts.words_of((t for some in described.values() for t in some), cut, cache)
    pack_occupations(out, {id_: [words[text] for text in some] for id_, some in described.items()})


def _begin(
    plan: Plan, counts: csr_matrix, pairs: Sequence[Pair], words: Mapping[str, str], row: Mapping[str, int]
) -> start.Table:  # fmt: skip
    rng = np.random.default_rng(plan.recipe.seed)
    if plan.start == "random":
        return start.random(counts.shape[1], plan.recipe.dims[0], rng)
    both = [(row[words[p.a]], row[words[p.b]]) for p in pairs if p.kind in _TOGETHER]
    left, right = np.array(both).T
    return start.bilingual((counts[left] + counts[right]).tocsr(), plan.recipe.dims[0], plan.power, rng)


def _pools(pairs: Sequence[Pair], words: Mapping[str, str], row: Mapping[str, int]) -> dict[str, Pool]:
    pools = {}
    for kind, share in SHARES.items():
        some = [p for p in pairs if p.kind == kind]
        log.info("%-18s %7d pairs", kind, len(some))
        if len(some) >= _FEWEST:
            a, b = (np.array([row[words[t]] for t in side]) for side in zip(*((p.a, p.b) for p in some), strict=True))
            pools[kind] = Pool(a, b, number_things([p.thing for p in some]), share)
    return pools


if __name__ == "__main__":
    main()
