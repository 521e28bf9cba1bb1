"""Chooses how much meaning weighs beside words, on questions about what the model was never trained on.

    python -m tests.bench.fusion_weights --model FOLDER          # a built-in model made without `dev`
    IEUM_EMBEDDING_MODEL=name OPENAI_BASE_URL=... python -m tests.bench.fusion_weights --endpoint

With --write the choice goes into knowledge/embedding/fusion.json, beside the figures that made it. The best is the one
with the highest mean of the Korean and the English questions' MRR@10 among those that harm neither questions in the
records' own words nor the silence about what the library doesn't know.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from knowledge.embedding.training.domain import read_split
from knowledge.fusion import BUILTIN, ENDPOINT, WEIGHTS, Weights
from knowledge.models import Kind
from tests.bench.labelled import Bench, Question, colloquial, exact, occupations, unknown

SHARES: Final = (0.1, 0.2, 0.3, 0.4, 0.6, 0.8)
FLOORS: Final = (0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.60)
WORSE: Final = 0.005  # MRR that questions in exact words may lose
LOUDER: Final = 0.03  # share of unknown questions that may be answered more


def main() -> None:
    """Reads the command line, measures, prints and (with --write) keeps the choice."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", type=Path, help="folder of a built-in model (default: the one that ships)")
    parser.add_argument("--endpoint", action="store_true", help="measure the endpoint that the environment names")
    parser.add_argument("--write", action="store_true", help="keep the choice")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.model, endpoint=options.endpoint)
        chosen = {kind: choose(bench, kind) for kind in ("section", "course", "opening")}
        bench.close()
    name = ENDPOINT if options.endpoint else BUILTIN
    print(json.dumps({name: chosen}, indent=1))
    if options.write:
        kept = json.loads(WEIGHTS.read_text(encoding="utf-8")) | {name: chosen}
        WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def choose(bench: Bench, kind: Kind) -> dict[str, Any]:
    """The best share, then the best floor with it, and what both do to each set of questions."""
    held = read_split()["dev"]
    if kind == "section":
        asked = [colloquial(held, "ko"), colloquial(held, "en")]
        guards, silent = [exact(None, "ko"), exact(None, "en")], [*unknown("ko"), *unknown("en")]
    else:
        asked = [occupations(held, lang, bench.by_occupation(kind), kind) for lang in ("ko", "en")]
        guards, silent = [], []
    sets = [questions for questions in asked if questions]
    words = measure(bench, kind, None, sets, guards, silent)
    share = best([(s, measure(bench, kind, Weights(s, 0.4), sets, guards, silent)) for s in SHARES], words)
    floor = best([(f, measure(bench, kind, Weights(share, f), sets, guards, silent)) for f in FLOORS], words)
    figures = measure(bench, kind, Weights(share, floor), sets, guards, silent)
    return {"share": share, "floor": floor, "chosen_on": {"words_alone": words, "fused": figures}}


def measure(
    bench: Bench, kind: Kind, weights: Weights | None, sets: Sequence[Sequence[Question]],
    guards: Sequence[Sequence[Question]], silent: Sequence[Question],
) -> dict[str, float]:  # fmt: skip
    """MRR@10 of the questions asked (mean over sets) and of the guards, and how many unknown ones are answered."""
    retriever = bench.retriever(kind, weights)

    def mrr(questions: Sequence[Question]) -> float:
        return float((1 / bench.ranks(retriever, questions)).mean())

    found = {"asked": float(np.mean([mrr(s) for s in sets])) if sets else 0.0}
    found |= {f"exact_{g[0].lang}": mrr(g) for g in guards}
    if silent:
        found["unknown_kept"] = float(np.mean(bench.kept(retriever, silent)))
    return {name: round(value, 4) for name, value in found.items()}


def best(tried: Sequence[tuple[float, dict[str, float]]], words: dict[str, float]) -> float:
    """The value whose figures are best among those that harm nothing; the first, if all do."""

    def harmless(figures: dict[str, float]) -> bool:
        exact_kept = all(figures[k] >= words[k] - WORSE for k in words if k.startswith("exact"))
        return exact_kept and figures.get("unknown_kept", 0.0) <= words.get("unknown_kept", 0.0) + LOUDER

    allowed = [(value, figures) for value, figures in tried if harmless(figures)] or tried[:1]
    return max(allowed, key=lambda one: one[1]["asked"])[0]


if __name__ == "__main__":
    main()
