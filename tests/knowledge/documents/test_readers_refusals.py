"""Files made to do harm, broken ones and ones no reader takes: refused in words, in little time and memory."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from knowledge.documents import child, hwp
from knowledge.documents.blocks import Paragraph
from knowledge.documents.child import Limits, read_in_child
from knowledge.documents.reading import read
from knowledge.documents.refusals import REFUSALS, DocumentRefused
from knowledge.errors import IngestError
from tests.knowledge.documents.fuzz import outcomes
from tests.knowledge.documents.hostile import HOSTILE, MB, Hostile, docx, hwpx
from tests.knowledge.documents.sameness import FOLDER, fixture


def _refusal_of(data: bytes) -> DocumentRefused | None:
    try:
        read(data, "notice.docx")
    except DocumentRefused as e:
        return e
    return None


@pytest.mark.parametrize("hostile", [h for h in HOSTILE if not h.costly], ids=lambda h: h.name)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_wrong_is_told(hostile: Hostile) -> None:
    refused = _refusal_of(hostile.make())
    assert (refused.code if refused else "read") in hostile.codes
    assert refused is None or str(refused) == refused.text.en


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_says_in_both_languages_what_to_do(code: str) -> None:
    refusal = DocumentRefused(code, limit=20, kind="ZIP", what="DOCTYPE")
    assert isinstance(refusal, IngestError)
    assert refusal.code == code
    assert refusal.text.ko.count(".") >= 2 or "주세요" in refusal.text.ko
    assert "{" not in refusal.text.ko + refusal.text.en


def test_a_child_that_takes_too_long_is_stopped() -> None:
    slow = docx("<w:p><w:r><w:t>글</w:t></w:r></w:p>" * 200_000)
    with pytest.raises(DocumentRefused) as caught:
        read_in_child(slow, "slow.docx", Limits(seconds=0.5))
    assert caught.value.code == "too_slow"
    assert "0.5" in caught.value.text.ko


def test_a_child_that_takes_too_much_memory_is_stopped() -> None:
    big = docx("<w:p><w:r><w:t>글</w:t></w:r></w:p>" * 200_000)
    with pytest.raises(DocumentRefused) as caught:
        read_in_child(big, "big.docx", Limits(memory=120 * MB))
    assert caught.value.code == "too_costly"


def test_a_bomb_is_not_unpacked() -> None:
    bomb = next(h for h in HOSTILE if h.name == "zip bomb in DOCX")
    with pytest.raises(DocumentRefused) as caught:
        read_in_child(bomb.make(), "bomb.docx", Limits(memory=200 * MB))
    assert caught.value.code == "too_much"


def test_a_file_too_big_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(200 * MB)
    monkeypatch.setattr(child, "_run", lambda *_: pytest.fail("was read"))
    with pytest.raises(DocumentRefused) as caught:
        read_in_child(path, path.name)
    assert caught.value.code == "too_big"
    assert "64" in caught.value.text.en


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(DocumentRefused) as caught:
            read_in_child(path, path.name)
        assert caught.value.code == "not_found"


def test_the_child_gives_what_the_reader_gives() -> None:
    for ending in ("docx", "office.pdf", "html"):
        data = fixture("bulletin", ending)
        assert read_in_child(data, "x") == read(data, "x")
    assert read_in_child(FOLDER / "programme.docx", "x") == read(fixture("programme", "docx"), "x")


def test_children_may_be_started_from_threads() -> None:
    found: list[int] = []

    def work() -> None:
        found.append(len(read_in_child(fixture("programme", "html"), "x").blocks))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_the_child_knows_no_keys_and_loads_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-example")
    spy = "import os, sys; {loaded}; os.write(1, repr((sorted(os.environ), sorted(sys.modules))).encode()); os._exit(0)"
    start = child._START.replace("serve(sys.argv[2:])", "import knowledge.documents.pdf, knowledge.documents.docx; " + spy)
    monkeypatch.setattr(child, "_START", start.replace("{loaded}", "pass"))
    seen: list[bytes] = []
    monkeypatch.setattr(child, "load", lambda data: seen.append(data))
    read_in_child(b"x", "x")
    variables, modules = eval(seen[0])
    assert "OPENAI_API_KEY" not in variables
    assert not {"sqlalchemy", "kiwipiepy", "chromadb", "gradio", "numpy", "tantivy"} & set(modules)
    assert {"lxml", "pypdfium2"} <= set(modules)


def test_without_its_part_hwp_is_refused_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hwp, "hwpx", None)
    with pytest.raises(DocumentRefused) as caught:
        read(fixture("bulletin", "hwp"), "notice.hwp")
    assert caught.value.code == "hwp_reader_missing"
    assert "pip install 'ieum[hwp]'" in caught.value.text.ko


def test_entities_stay_what_they_are_and_no_file_is_read() -> None:
    thief = next(h for h in HOSTILE if h.name == "an entity that reads a file")
    with pytest.raises(DocumentRefused):
        read(thief.make(), "x")
    page = read(b'<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><body><p>a &e; b</p></body></html>', "x")
    assert "root" not in repr(page.blocks)


def test_names_decide_nothing() -> None:
    assert read(fixture("bulletin", "hwpx"), "notice.pdf").format == "hwpx"
    assert read(fixture("bulletin", "html"), "notice.hwp").format == "html"
    assert read(fixture("bulletin", "docx"), "notice.hwp").format == "docx"
    assert read(fixture("bulletin", "office.pdf"), "notice.docx").format == "pdf"


def test_a_broken_place_in_a_grid_is_no_reason_to_stop() -> None:
    cell = '<hp:tc><hp:subList><hp:p><hp:run><hp:t>가</hp:t></hp:run></hp:p></hp:subList><hp:cellAddr colAddr="x"/></hp:tc>'
    document = read(hwpx(f"<hp:p><hp:run><hp:tbl><hp:tr>{cell}</hp:tr></hp:tbl></hp:run></hp:p>"), "x")
    assert document.blocks == (Paragraph("가"),)


@pytest.mark.parametrize("ending", ["hwpx", "docx", "html", "hwp", "office.pdf"])
def test_broken_copies_are_read_or_refused_and_nothing_else(ending: str) -> None:
    found = outcomes("regulation", ending, 24)
    assert found.total() == 24
    assert not [outcome for outcome in found if "unforeseen" in outcome]
