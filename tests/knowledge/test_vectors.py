"""The vector side: nearest by an embedder whose geometry one can work out, kept on disk, read without Chroma."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import vectors
from knowledge.errors import VectorError
from knowledge.vectors import VectorIndex
from tests.knowledge.making import BagOfWords

TEXTS = {"cat": ["고양이 고양이"], "both": ["고양이 강아지"], "dog": ["비행기", "강아지"], "none": ["비행기"]}
MEANINGS = ("고양이 야옹이", "강아지 멍멍이")
ADD = """
import sys
from pathlib import Path
from knowledge.vectors import VectorIndex
from tests.knowledge.making import BagOfWords
index = VectorIndex(Path(sys.argv[1]), BagOfWords("고양이 야옹이", "강아지 멍멍이"))
index.put("section", "ko", {"new": ["멍멍이 멍멍이"]}, ["dog"], 8)
"""
ASK = """
import sys
from pathlib import Path
from knowledge.vectors import VectorIndex
from tests.knowledge.making import BagOfWords
index = VectorIndex(Path(sys.argv[1]), BagOfWords("고양이 야옹이", "강아지 멍멍이"))
near = index.nearest("section", "ko", "멍멍이", 1)
sys.exit(list(near) != ["dog"] or "chromadb" in sys.modules)
"""


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    index = VectorIndex(tmp_path / "vectors", BagOfWords(*MEANINGS))
    index.put("section", "ko", TEXTS, [], 7)
    return index


def test_nearest_by_meaning_not_by_letters(index: VectorIndex) -> None:
    near = index.nearest("section", "ko", "야옹이", 3)
    assert list(near)[:2] == ["cat", "both"]
    assert near["cat"] == pytest.approx(1.0, abs=1e-5)
    assert near["both"] == pytest.approx(0.5**0.5, abs=1e-5)


def test_a_record_is_as_near_as_its_nearest_window(index: VectorIndex) -> None:
    assert index.count("section", "ko") == 5
    near = index.nearest("section", "ko", "멍멍이", 1)
    assert near == {"dog": pytest.approx(1.0, abs=1e-5)}


def test_what_was_found_otherwise_is_compared_as_well(index: VectorIndex) -> None:
    near = index.nearest("section", "ko", "야옹이", 1, ["none", "unheard-of"])
    assert list(near) == ["cat", "none"]
    assert near["none"] == pytest.approx(0.0, abs=1e-5)


def test_asking_takes_no_chroma(index: VectorIndex, tmp_path: Path) -> None:
    asked = subprocess.run([sys.executable, "-c", ASK, str(tmp_path / "vectors")], timeout=60, check=False)
    assert asked.returncode == 0


def test_chroma_holds_every_window_and_a_lost_snapshot_is_made_from_it(index: VectorIndex, tmp_path: Path) -> None:
    for snapshot in (tmp_path / "vectors").glob("*.npz"):
        snapshot.write_bytes(b"broken")
    again = VectorIndex(tmp_path / "vectors", BagOfWords(*MEANINGS))
    assert (again.seq("section", "ko"), again.nearest("section", "ko", "야옹이", 1)) == (-1, {})
    assert again.seq_written("section", "ko") == 7
    again.put("section", "ko", {}, [], 7)
    assert list(again.nearest("section", "ko", "야옹이", 1)) == ["cat"]


def test_too_many_to_compare_at_once_are_asked_of_chroma(index: VectorIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = index.nearest("section", "ko", "야옹이", 2)
    monkeypatch.setattr(vectors, "SCANNED_BYTES", 8)
    index.put("section", "ko", {}, [], 8)
    assert index.nearest("section", "ko", "야옹이", 2) == {id_: pytest.approx(c, abs=1e-5) for id_, c in wanted.items()}


def test_each_kind_and_language_is_by_itself(index: VectorIndex) -> None:
    assert index.nearest("section", "en", "고양이", 3) == {}
    assert (index.seq("section", "ko"), index.seq("section", "en")) == (7, -1)


def test_vectors_of_two_models_never_mix(index: VectorIndex, tmp_path: Path) -> None:
    class Other(BagOfWords):
        fingerprint = "bag-of-words-2"

    other = VectorIndex(tmp_path / "vectors", Other("고양이"))
    assert other.seq("section", "ko") == -1
    other.put("section", "ko", {"cat": ["고양이"]}, [], 9)
    assert (index.seq("section", "ko"), index.count("section", "ko"), other.count("section", "ko")) == (7, 5, 1)


def test_what_went_is_gone_with_all_its_windows(index: VectorIndex, tmp_path: Path) -> None:
    index.put("section", "ko", {"dog": ["고양이"]}, ["cat"], 9)
    index.close()
    again = VectorIndex(tmp_path / "vectors", index.embedder)
    assert (again.seq("section", "ko"), again.count("section", "ko")) == (9, 3)
    assert list(again.nearest("section", "ko", "고양이", 1)) == ["dog"]
    assert again.nearest("section", "ko", "강아지", 9)["dog"] == pytest.approx(0.0, abs=1e-5)


def test_another_process_is_seen_as_soon_as_it_is_done(index: VectorIndex, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", ADD, str(tmp_path / "vectors")], check=True, timeout=60)
    assert index.seq("section", "ko") == 8
    assert next(iter(index.nearest("section", "ko", "강아지", 4))) == "new"


def test_a_broken_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_text("이건 데이터베이스가 아니에요" * 50)
    with pytest.raises(VectorError, match="Delete that folder"):
        VectorIndex(tmp_path, BagOfWords("고양이")).put("section", "ko", {"cat": ["고양이"]}, [], 1)


def test_chroma_stays_unloaded_until_something_is_written() -> None:
    code = "import sys, knowledge.base; sys.exit('chromadb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
