"""The gradient that the model is learnt with, and what is kept out of what it learns from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the extra `train` isn't installed")

from knowledge.embedding.training.contrast import Pool, Recipe, contrast, learn, number_things
from knowledge.embedding.training.domain import DATA, Domain, Held, read_rows, read_split
from knowledge.embedding.training.pairs import DROPPED, file_pairs
from knowledge.embedding.training.start import bilingual
from knowledge.embedding.training.texts import count_matrix, make_tokenizer, word_counts

WARM = Recipe(dims=(8, 4), temperature=1.0)
SMALL = Recipe(dims=(8, 4), steps=60, batch=8, dropout=0.0, rate=0.02)


def test_the_slope_is_the_change_of_the_loss() -> None:
    rng = np.random.default_rng(3)
    ones, others = (rng.standard_normal((6, 8)).astype(np.float32) for _ in range(2))
    things = np.array([0, 1, 2, 2, 3, 4])
    _, slope, _ = contrast(ones, others, things, WARM)
    for place in ((0, 0), (2, 5), (5, 7)):
        losses = []
        for step in (1e-2, -1e-2):
            moved = ones.copy()
            moved[place] += step
            losses.append(contrast(moved, others, things, WARM)[0])
        assert slope[place] == pytest.approx((losses[0] - losses[1]) / 2e-2, rel=0.02, abs=1e-4)


def test_pairs_of_one_meaning_come_together_and_the_same_seed_gives_the_same_table() -> None:
    words = ["고양이", "cat", "강아지", "dog", "비행기", "plane", "기차", "train", "나무", "tree", "물", "water"] * 2
    tokenizer = make_tokenizer(word_counts(words, {}), 200)
    counts = count_matrix(tokenizer, words)
    evens = np.arange(0, 12, 2)
    pool = Pool(evens, evens + 1, number_things([str(n) for n in evens]), 1.0)
    begun = bilingual((counts[evens] + counts[evens + 1]).tocsr(), 8, 0.5, np.random.default_rng(1))
    table = learn(begun, counts, {"par": pool}, SMALL)
    assert np.array_equal(table, learn(begun, counts, {"par": pool}, SMALL))
    vectors = counts[:12] @ table
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    near = (vectors[evens] @ vectors[evens + 1].T).argmax(axis=1)
    assert list(near) == [0, 1, 2, 3, 4, 5]


def test_nothing_that_is_held_out_is_learnt_from() -> None:
    held = read_split()["test"]
    kept = {pair.a for pair in Domain(held).pairs()} | {pair.b for pair in Domain(held).pairs()}
    asked = [row["text"] for row in read_rows("questions") if row["family"] in held.families]
    assert len(asked) > 50
    assert not kept.intersection(asked)
    done = [row["text"] for row in read_rows("occupations") if held.occupations.issuperset(row["occupations"])]
    assert len(done) > 30
    assert not {pair.a for pair in Domain(held).pairs() if pair.kind.endswith("question")}.intersection(done)
    wording = [row for row in read_rows("questions") if Held(every=6).question(row["id"])]
    others = {row["text"] for row in read_rows("questions") if not Held(every=6).question(row["id"])}
    kept = {pair.a for pair in Domain(Held(every=6)).pairs() if pair.kind in ("question", "reword")}
    assert len(wording) > 100
    assert not kept.intersection({row["text"] for row in wording} - others)
    asked = Domain(Held(every=6)).asked()
    shown = {text for of_lang in asked.values() for texts in of_lang.values() for text in texts}
    assert shown
    assert not shown.intersection({row["text"] for row in wording} - others)


def test_questions_written_later_are_learnt_from_and_never_measured() -> None:
    later = [row for row in read_rows("questions") if row["id"].startswith("r")]
    assert len(later) > 1_000
    assert not any(Held(every=6).question(row["id"]) for row in later)
    assert any(Held(every=6).question(row["id"]) for row in read_rows("questions"))


def test_sources_without_a_licence_to_stand_behind_are_passed_over(tmp_path: Path) -> None:


    rows = [{"kind": "par", "source": s, "a": f"가 {s}", "b": f"a {s}"} for s in (*DROPPED, "tf-docs")]
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    assert [pair.a for pair in file_pairs(tmp_path)] == ["가 tf-docs"]


def test_test_questions_are_never_among_the_data() -> None:
    own = Path(__file__).parents[1] / "data" / "questions_own.jsonl"
    measured = {m for line in own.read_text(encoding="utf-8").splitlines() for m in json.loads(line)["messages"]}
    learnt = {row["text"] for name in ("questions", "occupations") for row in read_rows(name, DATA)}
    assert not measured & learnt
