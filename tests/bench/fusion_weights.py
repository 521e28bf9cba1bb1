"""Chooses how much meaning weighs beside words, on questions that the model was not trained on.

    python -m tests.bench.fusion_weights                        # the built-in model, on one half of `wording`
    python -m tests.bench.fusion_weights --model TWIN --part dev   # one that has seen nothing of whole families
    IEUM_EMBEDDING_MODEL=name OPENAI_BASE_URL=... python -m tests.bench.fusion_weights --endpoint --choose-by en

With --write the choice goes into knowledge/embedding/fusion.json, beside the figures that made it. The best is the one
with the highest mean MRR@10 over the languages it is chosen by, among those that harm neither questions in the records'
own words nor the silence about what the library doesn't know. A model at an endpoint has learnt from none of the
questions, so every third of all is asked. What is measured elsewhere is the other half of `wording`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from knowledge.embedding.training.domain import Held, read_split
from knowledge.fusion import BUILTIN, ENDPOINT, NEVER, WEIGHTS, Weights
from knowledge.models import LANGS, Kind, Lang
from knowledge.settings import KnowledgeSettings
from tests.bench.labelled import Bench, Question, colloquial, exact, occupations, unknown

SHARES: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)  # more would speak surer than assistant/lookup.py takes it for
FLOORS: Final = (0.60, 0.50, 0.45, 0.40, 0.35, 0.32, 0.30, 0.28, 0.26, 0.24)  # the first harms least
MEANT: Final = (NEVER, 0.65, 0.60, 0.55, 0.50)
FIRST_SHARE: Final = 0.4  # while floors are tried
WORSE: Final = 0.005  # MRR that questions in exact words may lose
LOUDER: Final = 0.04  # share of unknown questions for which more may be found; what is answered is decided later
HEARD_LOUDER: Final = 0.10  # the same for occupations that are heard: what was heard is said openly
ENDPOINT_EVERY: Final = 3

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked to choose the weights of a kind: to be found, not to get worse, and to find nothing."""

    sought: dict[str, list[Question]]
    kept: dict[str, list[Question]]
    silent: dict[str, list[Question]]

    def counts(self) -> dict[str, int]:
        """How many questions there are of each set."""
        return {name: len(some) for group in (self.sought, self.kept, self.silent) for name, some in group.items()}


def main() -> None:
    """Reads the command line, measures, prints and (with --write) keeps the choice."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", type=Path, help="folder of a built-in model (default: the one that ships)")
    parser.add_argument("--part", choices=("wording", "dev"), default="wording", help="part of split.json that is asked")
    parser.add_argument("--endpoint", action="store_true", help="measure the endpoint that the environment names")
    parser.add_argument("--choose-by", nargs="+", choices=LANGS, default=LANGS, help="languages the choice is made by")
    parser.add_argument("--write", action="store_true", help="keep the choice")
    options = parser.parse_args()
    held = Held(every=ENDPOINT_EVERY) if options.endpoint else read_split()[options.part]
    # An endpoint doesn't re-rank openings: they have no vectors of their own (knowledge/retriever.py).
    kinds: tuple[Kind, ...] = ("section", "course") if options.endpoint else ("section", "course", "opening")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.model, endpoint=options.endpoint)
        half = 0 if options.part == "wording" and not options.endpoint else None
        chosen = {kind: choose(bench, kind, questions(bench, kind, held, half), options.choose_by) for kind in kinds}
        bench.close()
    if options.endpoint:
        for one in chosen.values():
            one["model"] = KnowledgeSettings().embedding_model
    name = ENDPOINT if options.endpoint else BUILTIN
    print(json.dumps({name: chosen}, indent=1))
    if options.write:
        keep(name, chosen)


def keep(name: str, chosen: Mapping[Kind, dict[str, Any]], path: Path = WEIGHTS) -> None:
    """Writes the choice into the data file; what is there of other kinds, and what isn't chosen here, stays."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    for kind, one in chosen.items():
        kept[name][kind] = {**{k: v for k, v in kept[name][kind].items() if k == "added"}, **one}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def questions(bench: Bench, kind: Kind, held: Held, half: int | None) -> Asked:
    """The questions of a kind; of the questions in everyday words only one `half`, if it is given."""
    langs: tuple[Lang, ...] = LANGS
    if kind == "section":
        sought = {f"mrr_{lang}": colloquial(held, lang, half=half) for lang in langs}
        sought["mrr_en_to_ko"] = colloquial(held, "en", "ko", half=half)
        kept = {f"exact_{lang}": exact(None, lang) for lang in langs}
    else:
        sought = {f"mrr_{lang}": occupations(held, lang, bench.by_occupation(kind), kind) for lang in langs}
        kept = {}
    return Asked(sought, kept, {f"unknown_kept_{lang}": unknown(lang, kind) for lang in langs})


def choose(bench: Bench, kind: Kind, asked: Asked, langs: Sequence[Lang]) -> dict[str, Any]:
    """The best floor (it decides what is kept), then the best share above it, then from what nearness on an occupation
    is heard that isn't named, and what they do to each set."""
    words = measure(bench, kind, None, asked)
    floor = best([(f, measure(bench, kind, Weights(FIRST_SHARE, f), asked)) for f in FLOORS], words, langs)
    tried = {s: measure(bench, kind, Weights(s, floor), asked) for s in SHARES}
    share = best(list(tried.items()), words, langs)
    fused, meant = tried[share], {}
    if kind != "section" and bench.describes:
        hearing = {m: measure(bench, kind, Weights(share, floor, meant=m), asked) for m in MEANT}
        meant["meant"] = best(list(hearing.items()), words, langs, HEARD_LOUDER)
        fused = hearing[meant["meant"]]
    measured = {"questions": asked.counts(), "words_alone": words, "fused": fused}
    return {"share": share, "floor": floor, **meant, "chosen_by": list(langs), "chosen_on": measured}


def measure(bench: Bench, kind: Kind, weights: Weights | None, asked: Asked) -> Figures:
    """MRR@10 of what is sought and of what must not get worse, and for what share of the rest anything is found."""
    retriever = bench.retriever(kind, weights)
    found = {
        name: float((1 / bench.ranks(retriever, some)).mean())
        for name, some in (asked.sought | asked.kept).items()
        if some
    }
    found |= {name: float(np.mean(bench.kept(retriever, some))) for name, some in asked.silent.items() if some}
    return {name: round(value, 4) for name, value in found.items()}


def best(
    tried: Sequence[tuple[float, Figures]], words: Figures, langs: Sequence[str], most_louder: float = LOUDER
) -> float:  # fmt: skip
    """The value whose figures are best among those that harm nothing; the first, if all do."""

    def louder(figures: Figures) -> float:
        return float(np.mean([figures[name] - words[name] for name in words if name.startswith("unknown")] or [0.0]))

    def harmless(figures: Figures) -> bool:
        exact_kept = all(figures[k] >= words[k] - WORSE for k in words if k.startswith("exact"))
        return exact_kept and louder(figures) <= most_louder

    def gained(one: tuple[float, Figures]) -> float:
        return float(np.mean([one[1][f"mrr_{lang}"] for lang in langs if f"mrr_{lang}" in one[1]] or [0.0]))

    return max([one for one in tried if harmless(one[1])] or tried[:1], key=gained)[0]


if __name__ == "__main__":
    main()
