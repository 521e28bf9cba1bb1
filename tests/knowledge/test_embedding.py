"""The built-in model as it ships: its files, what it knows, and how a base chooses, uses and leaves it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.base import Base, open_base
from knowledge.embedding.builtin import BuiltinEmbedder
from knowledge.embedding.choice import embedder_of
from knowledge.embedding.static import FOLDER, StaticModel
from knowledge.embedding.training.domain import read_rows, read_split
from knowledge.embedding.windows import MOST, windows
from knowledge.errors import EmbedderError
from knowledge.fusion import weights_of
from knowledge.ingest import Load
from knowledge.library.loader import load_library
from knowledge.models import LANGS, Query
from knowledge.records import LIBRARY
from knowledge.settings import KnowledgeSettings
from knowledge.snapshot import Snapshot
from knowledge.state import named_analyser
from knowledge.taxonomy import load_taxonomy
from tests.bench.labelled import colloquial
from tests.knowledge.conftest import small_catalogue
from tests.knowledge.making import DAY, section

QUESTIONS = {"ko": "회사에서 잘리면 돈 나와요", "ko-2": "실업급여 받는 해고"}
BARE = KnowledgeSettings(library="none", samples=False)


@pytest.fixture(scope="module")
def model() -> StaticModel:
    return StaticModel()


def cosine(model: StaticModel, one: str, other: str) -> float:
    a, b = model.embed([one.split(), other.split()])
    return float(a @ b)


# ---- the files


def test_the_files_are_small_and_load_at_once() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 8_000_000
    StaticModel()  # the tokenizer's library is loaded by now
    start = time.process_time()
    StaticModel()
    assert time.process_time() - start < 0.2


def test_vectors_have_unit_length_and_do_not_depend_on_their_neighbours(model: StaticModel) -> None:
    texts = [["실업급여", "신청"], ["취업"], ["unemployment", "benefit"]]
    together = model.embed(texts)
    assert together.shape == (3, model.dims)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    for row, text in zip(together, texts, strict=True):
        assert model.embed([text])[0] == pytest.approx(row, abs=1e-6)


def test_nothing_known_is_a_zero_vector_that_nobody_trusts(model: StaticModel) -> None:
    assert not model.embed([[], ["ᚠᚢᚦ"]]).any()
    assert model.trust([]) == model.trust(["ᚠᚢᚦ"]) == 0.0


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("실업급여", "unemployment benefit", "office hour"),
        ("폐업 가게", "closing business", "machine learning"),
        ("알바", "part-time job", "savings account"),
        ("해고", "laid off", "tuition"),
    ],
)
def test_it_knows_both_languages(model: StaticModel, one: str, near: str, far: str) -> None:
    assert cosine(model, one, near) > cosine(model, one, far) + 0.1


def test_it_says_which_words_it_knows(model: StaticModel) -> None:
    assert model.trust(["취업", "신청", "수당"]) > 0.9
    assert model.trust(["곰팡이", "냄새"]) < 0.7


def test_the_fingerprint_changes_with_any_byte(tmp_path: Path) -> None:
    own = StaticModel().fingerprint
    assert own == StaticModel().fingerprint
    copy = Path(shutil.copytree(FOLDER, tmp_path / "model"))
    assert StaticModel(copy).fingerprint == own
    (copy / "config.json").write_text((copy / "config.json").read_text() + " ")
    assert StaticModel(copy).fingerprint != own


def test_files_that_are_not_whole_are_said_in_words(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / "model"))
    (copy / "model.safetensors").write_bytes((FOLDER / "model.safetensors").read_bytes()[:1000])
    with pytest.raises(EmbedderError, match="Install Ieum again"):
        StaticModel(copy)


# ---- windows


def test_windows_hold_every_sentence_once_under_the_title() -> None:
    text = " ".join(f"문장 {n}이에요." for n in range(7))
    cut = windows("제목", text, 3)
    assert [w.count("문장") for w in cut] == [3, 3, 1]
    assert all(w.startswith("제목\n") for w in cut)
    assert windows("제목", "") == ("제목",)
    assert len(windows("제목", "하나예요. " * 500)) == MOST


def test_a_snapshot_survives_the_disk(tmp_path: Path) -> None:
    rows = np.eye(3, dtype=np.float32)
    Snapshot(5, ["a", "a", "b"], rows).write(tmp_path / "s.npz")
    read = Snapshot.read(tmp_path / "s.npz")
    assert (read.seq, read.whole, read.nearest(rows[1], 2)) == (5, True, {"a": 1.0, "b": 0.0})
    assert Snapshot.read(tmp_path / "none.npz").seq == -1


def test_a_record_is_as_near_as_its_nearest_window_or_the_middle_of_them() -> None:
    rows = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)
    near = Snapshot(1, ["a", "a", "b"], rows).nearest(np.array([0.6, 0.8, 0], np.float32), 2)
    assert near == {"a": pytest.approx(1.4 / np.sqrt(2)), "b": 0.0}
    assert Snapshot(1, ["a", "a", "b"], rows).nearest(rows[0], 2)["a"] == pytest.approx(1)


# ---- in a base


def test_settings_choose_it() -> None:
    def chosen(name: str) -> object:
        return embedder_of(KnowledgeSettings(embedding_model=name), str.split)

    assert isinstance(embedder_of(KnowledgeSettings(), str.split), BuiltinEmbedder)
    assert chosen("none") is chosen("") is None
    assert chosen("text-embedding-3-small").fingerprint.startswith("text-embedding-3-small-at-")  # type: ignore[attr-defined]


def found(base: Base, text: str) -> list[str]:
    return [hit.id for hit in base.search(Query(text, "section", DAY)).kept]


def test_other_words_find_what_is_meant(tmp_path: Path) -> None:
    base = open_base(tmp_path, BARE, today=DAY, progress=False)
    pay = section("x/pay", "해고를 당하면 실업급여를 받아요.", title="회사를 그만두면 돈이 나와요?")
    learn = section("x/learn", "컴퓨터 훈련 과정은 무료예요.", title="배우는 데 돈이 들어요?")
    base.take_in(Load("library", [pay, learn]), on=DAY)
    asked = {lang: base.search(Query(text, "section", DAY)) for lang, text in QUESTIONS.items()}
    base.close()
    for retrieval in asked.values():
        assert retrieval.kept[0].id == "x/pay"
        assert retrieval.kept[0].parts["meaning"] > 0


def test_what_people_ask_in_everyday_words_stands_for_a_section_of_the_library(
    tmp_path: Path, model: StaticModel
) -> None:
    key, asked = next((i, texts[0]) for i, texts in model.questions["ko"].items() if len(texts[0]) > 12)
    base = open_base(tmp_path, BARE, today=DAY, progress=False)
    own = section(key, "둘째 문장도 셋째 문장도 다른 이야기예요.", title="이야기")
    added = section(key + "-2", "둘째 문장도 셋째 문장도 다른 이야기예요.", title="이야기")
    base.take_in(Load("library", [replace(own, document=LIBRARY), replace(added, document="notice.md")]), on=DAY)
    vectors = base._state.shelf.vectors
    assert vectors is not None
    near = vectors.nearest("section", "ko", asked, 5, [added.id])
    base.close()
    assert near[key] == pytest.approx(1, abs=0.01)
    assert near[added.id] < 0.9


def test_no_question_that_measures_is_one_the_model_compares_with(model: StaticModel) -> None:
    held = {q.text for lang in LANGS for q in colloquial(read_split()["wording"], lang)}
    compared = {text for of_lang in model.questions.values() for texts in of_lang.values() for text in texts}
    assert len(held) > 300
    assert len(compared) > 2_500
    assert not held & compared


@pytest.fixture(scope="module")
def hears(model: StaticModel) -> Callable[[str], dict[str, float]]:
    names = named_analyser(load_taxonomy(), {family.id: family for family in load_library().families})
    return BuiltinEmbedder(names.index_tokens, model).occupations


@pytest.mark.parametrize(
    ("text", "work"),
    [("fixing cars", "auto-mechanic"), ("고장난 차 손보는 거", "auto-mechanic"), ("동네 애들 가르치는 거", "tutor"), ("컴퓨터로 건물 설계도 그리는 것", "architect-drafter")],
)
def test_work_is_heard_without_its_name(hears: Callable[[str], dict[str, float]], text: str, work: str) -> None:
    near = hears(text)
    assert near[work] >= weights_of("builtin-", "course").meant


@pytest.mark.parametrize("text", ["집이랑 가까운 자리", "돈 많이 주는 데로", "아무거나 다 괜찮아요", "anything near my house", "파바르 도크라"])
def test_no_work_is_heard_in_wishes_of_pay_and_place(hears: Callable[[str], dict[str, float]], text: str) -> None:
    assert max(hears(text).values(), default=0.0) < weights_of("builtin-", "course").meant


def test_no_description_that_measures_is_one_the_model_hears_by(
    hears: Callable[[str], dict[str, float]], model: StaticModel
) -> None:
    assert len(model.occupations) > 150
    held = [r["text"] for r in read_rows("occupations") if read_split()["wording"].question(r["id"]) and r["occupations"]]
    assert len(held) > 40
    assert sum(max(hears(text).values(), default=0.0) > 0.99 for text in held) == 0


def test_what_the_base_knows_nothing_of_is_left_alone(small: Base) -> None:
    for question in ("강아지 산책 코스", "김치찌개 끓이는 법", "아이돌 콘서트 예매", "세탁기 소음 고치기"):
        assert found(small, question) == []


def test_none_switches_it_off_and_switching_builds_beside(tmp_path: Path) -> None:
    def opened(name: str) -> Base:
        return open_base(tmp_path, BARE.model_copy(update={"embedding_model": name}), today=DAY, progress=False)

    base = opened("none")
    base.take_in(Load("library", small_catalogue()), on=DAY)
    plain = base.search(Query("국취제 얼마", "section", DAY)).kept
    assert all(hit.parts["meaning"] == 0 for hit in plain)
    assert not (tmp_path / "vectors").exists()
    base.close()

    base = opened("builtin")
    assert any(hit.parts["meaning"] > 0 for hit in base.search(Query("국취제 얼마", "section", DAY)).kept)
    held = {path.name for path in (tmp_path / "vectors").glob("*.npz")}
    assert len(held) == 3
    base.close()

    base = opened("none")
    assert found(base, "국취제 얼마") == [hit.id for hit in plain]
    assert {path.name for path in (tmp_path / "vectors").glob("*.npz")} == held
    base.close()


def test_opening_a_base_that_is_built_takes_no_chroma(tmp_path: Path) -> None:
    base = open_base(tmp_path, BARE, today=DAY, progress=False)
    base.take_in(Load("library", small_catalogue()), on=DAY)
    base.close()
    code = (
        "import sys; from datetime import date; from pathlib import Path; from knowledge.base import open_base;"
        "from knowledge.models import Query; from knowledge.settings import KnowledgeSettings;"
        f"base = open_base(Path({str(tmp_path)!r}), KnowledgeSettings(library='none', samples=False), progress=False);"
        "hits = base.search(Query('국취제 얼마', 'section', date(2026, 11, 22))).kept;"
        "sys.exit(not any(h.parts['meaning'] > 0 for h in hits) or 'chromadb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=120, check=False).returncode == 0
