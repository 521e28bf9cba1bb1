"""The vector side: nearest by an embedder whose geometry one can work out, kept on disk, absent by default."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import VectorError
from knowledge.vectors import VectorIndex
from tests.knowledge.making import BagOfWords

TEXTS = {"cat": "고양이 고양이", "both": "고양이 강아지", "dog": "강아지", "none": "비행기"}
ADD = """
import sys
from pathlib import Path
from knowledge.vectors import VectorIndex
from tests.knowledge.making import BagOfWords
index = VectorIndex(Path(sys.argv[1]), BagOfWords("고양이 야옹이", "강아지 멍멍이"))
index.put("section", "ko", {"new": "멍멍이 멍멍이"}, ["dog"], 8)
"""


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    index = VectorIndex(tmp_path / "vectors", BagOfWords("고양이 야옹이", "강아지 멍멍이"))
    index.put("section", "ko", TEXTS, [], 7)
    return index


def test_nearest_by_meaning_not_by_letters(index: VectorIndex) -> None:
    near = index.nearest("section", "ko", "야옹이", 3)
    assert list(near) == ["cat", "both", "dog"]
    assert near["cat"] == pytest.approx(1.0, abs=1e-5)
    assert near["both"] == pytest.approx(0.5**0.5, abs=1e-5)
    assert near["dog"] == pytest.approx(0.0, abs=1e-5)


def test_each_kind_and_language_is_by_itself(index: VectorIndex) -> None:
    assert index.nearest("section", "en", "고양이", 3) == {}
    assert (index.seq("section", "ko"), index.seq("section", "en"), index.count("section", "ko")) == (7, -1, 4)


def test_vectors_of_two_models_never_mix(index: VectorIndex, tmp_path: Path) -> None:
    class Other(BagOfWords):
        fingerprint = "bag-of-words-2"

    other = VectorIndex(tmp_path / "vectors", Other("고양이"))
    assert other.seq("section", "ko") == -1
    assert index.count("section", "ko") == 4


def test_what_went_is_gone_and_the_change_is_remembered(index: VectorIndex, tmp_path: Path) -> None:
    index.put("section", "ko", {"dog": "고양이"}, ["cat"], 9)
    index.close()
    again = VectorIndex(tmp_path / "vectors", index.embedder)
    assert again.seq("section", "ko") == 9
    assert list(again.nearest("section", "ko", "고양이", 1)) == ["dog"]


def test_another_process_is_seen_after_a_reload(index: VectorIndex, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", ADD, str(tmp_path / "vectors")], check=True, timeout=60)
    index.reload()
    assert index.seq("section", "ko") == 8
    assert next(iter(index.nearest("section", "ko", "강아지", 4))) == "new"


def test_a_broken_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_text("이건 데이터베이스가 아니에요" * 50)
    with pytest.raises(VectorError, match="Delete that folder"):
        VectorIndex(tmp_path, BagOfWords("고양이"))


def test_chroma_stays_unloaded_without_an_embedder() -> None:
    code = "import sys, knowledge.base; sys.exit('chromadb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
