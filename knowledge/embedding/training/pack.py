"""The learnt table → the files that ship, in model2vec's layout: a row is whole numbers (-127..127) and a scale."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from knowledge.embedding.static import OCCUPATIONS, QUESTIONS
from knowledge.embedding.training.start import Table


def pack(folder: Path, table: Table, tokenizer: Tokenizer, dims: int, seen: NDArray[np.integer]) -> None:
    """Writes `model.safetensors`, `tokenizer.json` and `config.json` into `folder`. `seen` says how many of the own
    texts held each entry: how well the model knows it."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = table[:, :dims]
    scale = np.maximum(np.abs(kept).max(axis=1), 1e-9) / 127
    whole = np.round(kept / scale[:, None]).astype(np.int8)
    tensors = {"embeddings": whole, "weights": scale.astype(np.float32), "seen": np.minimum(seen, 255).astype(np.uint8)}
    save_file(tensors, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)  # the library makes it its owner's alone
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    config = {
        "model_type": "model2vec",
        "architectures": ["StaticModel"],
        "hidden_dim": dims,
        "normalize": True,
        "embedding_dtype": "int8",
        "apply_pca": False,
        "vocabulary_quantization": None,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def pack_questions(folder: Path, asked: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    """Writes the questions learnt from beside the model, by language and section: search compares with them, too."""
    _write(folder / QUESTIONS, asked)


def pack_occupations(folder: Path, described: Mapping[str, Sequence[str]]) -> None:
    """Writes how people put each occupation, cut into words, beside the model."""
    _write(folder / OCCUPATIONS, described)


def _write(path: Path, found: Mapping[str, object]) -> None:
    lines = json.dumps(found, ensure_ascii=False, indent=0, separators=(",", ":"))
    path.write_text(lines + "\n", encoding="utf-8")
