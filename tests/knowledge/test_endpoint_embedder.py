"""Vectors from an endpoint: batches, memory, refusals in words, a base that goes on without them."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr

from knowledge.base import Base, open_base
from knowledge.documents import read_document
from knowledge.endpoint_embedder import BATCH, EndpointEmbedder
from knowledge.errors import EmbedderError
from knowledge.ingest import Load
from knowledge.models import Query
from knowledge.settings import KnowledgeSettings
from tests.provider.server import DIMS, KEY, Provider, embeds, fails, garbles, stalls

TODAY = date(2026, 11, 22)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as running:
        yield running


def test_texts_go_in_batches_and_come_back_as_unit_vectors(provider: Provider) -> None:
    embedder = EndpointEmbedder("small", KEY, provider.base_url)
    texts = [f"글 {i}" for i in range(BATCH + 6)]
    vectors = embedder.embed(texts)
    assert vectors.shape == (BATCH + 6, DIMS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert [len(r.body["input"]) for r in provider.requests] == [BATCH, 6]
    assert embedder.dims == DIMS


def test_a_question_is_asked_once(provider: Provider) -> None:
    embedder = EndpointEmbedder("small", KEY, provider.base_url)
    first = embedder.embed(["국취제 얼마"])
    assert np.array_equal(first, embedder.embed(["국취제 얼마"]))
    assert len(provider.requests) == 1


def test_fingerprints_tell_models_and_places_apart() -> None:
    made = [
        EndpointEmbedder(m, "", u)
        for m, u in (("a", ""), ("b", ""), ("a", "http://x:1/v1"), ("a/c:d", "http://x:1/v1"))
    ]
    prints = [e.fingerprint for e in made]
    assert len(set(prints)) == 4
    assert all(set(p) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-ABCDEFGHIJKLMNOPQRSTUVWXYZ") for p in prints)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [(fails(401), "401"), (fails(404), "404"), (garbles(), "can't be read"), (fails(503), "can't be reached")],
)
def test_failures_are_explained_without_the_key_and_rest(provider: Provider, behaviour: object, said: str) -> None:
    provider.embed = [behaviour]  # type: ignore[list-item]
    embedder = EndpointEmbedder("small", KEY, provider.base_url)
    with pytest.raises(EmbedderError, match=said) as caught:
        embedder.embed(["비밀 질문"])
    assert KEY not in str(caught.value)
    assert "비밀" not in str(caught.value)
    asked = len(provider.requests)
    with pytest.raises(EmbedderError, match="left alone"):
        embedder.embed(["다른 질문"])
    assert len(provider.requests) == asked


def test_a_passing_fault_is_retried(provider: Provider) -> None:
    provider.embed = [fails(500), embeds()]
    assert EndpointEmbedder("small", KEY, provider.base_url).embed(["x"]).shape == (1, DIMS)


def test_a_question_does_not_wait_for_a_stalled_endpoint(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.endpoint_embedder.QUERY_SECONDS", 0.5)
    provider.embed = [stalls()]
    started = time.monotonic()
    with pytest.raises(EmbedderError, match="didn't answer"):
        EndpointEmbedder("small", KEY, provider.base_url).embed(["x"])
    assert time.monotonic() - started < 3


def test_a_model_that_changed_behind_its_name_is_named(provider: Provider) -> None:
    provider.embed = [embeds(), embeds(dims=8)]
    embedder = EndpointEmbedder("small", KEY, provider.base_url)
    embedder.embed(["x"])
    with pytest.raises(EmbedderError, match="never mixed"):
        embedder.embed(["y"])


# ---- a base with an endpoint


def _settings(home: Path, provider: Provider, model: str = "small") -> KnowledgeSettings:
    return KnowledgeSettings(
        home=home, library="none", samples=False, embedding_model=model,
        openai_api_key=SecretStr(KEY), openai_base_url=provider.base_url,
    )  # fmt: skip


WORDS = ("바다", "우주선", "김치찌개")


def _fill(base: Base, *words: str) -> None:
    lines = [{"id": f"doc/{w}", "title": f"제목 {w}", "text": f"{w}에 관한 글이에요. 자세히 적어요."} for w in words]
    path = base.home / "docs.jsonl"
    path.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), encoding="utf-8")
    base.take_in(Load("document:test", read_document(path)), on=TODAY)


def _parts(base: Base, text: str) -> list[dict[str, float]]:
    return [dict(h.parts) for h in base.search(Query(text=text, kind="section", as_of=TODAY)).kept]


def test_a_base_uses_the_endpoint_its_settings_name_and_embeds_what_changed(tmp_path: Path, provider: Provider) -> None:
    base = open_base(tmp_path, _settings(tmp_path, provider), today=TODAY, progress=False)
    _fill(base, *WORDS)
    sent = [t for r in provider.requests for t in r.body["input"]]
    assert len(sent) == len(WORDS)
    assert _parts(base, "우주선 이야기")[0].get("meaning", 0) > 0
    provider.requests.clear()
    _fill(base, *WORDS)
    assert provider.requests == []
    _fill(base, *WORDS, "산책로")
    assert [len(r.body["input"]) for r in provider.requests] == [1]
    base.close()


def test_a_down_endpoint_leaves_words_and_a_warning(
    tmp_path: Path, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    base = open_base(tmp_path, _settings(tmp_path, provider), today=TODAY, progress=False)
    _fill(base, *WORDS)
    provider.embed = [fails(401)]
    with caplog.at_level(logging.WARNING):
        found = _parts(base, "김치찌개 끓이기")
    assert found
    assert found[0].get("meaning", 0) == 0
    assert base.words_only
    assert "words alone" in caplog.text
    assert KEY not in caplog.text
    base.close()


def test_a_base_opens_while_the_endpoint_is_down_and_catches_up_later(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.endpoint_embedder.REST_SECONDS", 0.2)
    provider.embed = [fails(401)]
    base = open_base(tmp_path, _settings(tmp_path, provider), today=TODAY, progress=False)
    _fill(base, *WORDS)
    assert _parts(base, "바다")
    provider.embed = [embeds()]
    time.sleep(0.3)
    assert base.refresh()
    assert _parts(base, "바다 이야기")[0].get("meaning", 0) > 0
    assert not base.refresh()
    base.close()


def test_another_model_is_built_beside_and_never_mixed(tmp_path: Path, provider: Provider) -> None:
    base = open_base(tmp_path, _settings(tmp_path, provider), today=TODAY, progress=False)
    _fill(base, *WORDS)
    base.close()
    provider.reset()
    provider.embed = [embeds(dims=16)]
    other = open_base(tmp_path, _settings(tmp_path, provider, "large"), today=TODAY, progress=False)
    assert sum(len(r.body["input"]) for r in provider.requests) == len(WORDS)
    assert _parts(other, "우주선 이야기")[0].get("meaning", 0) > 0
    other.close()
    provider.reset()
    again = open_base(tmp_path, _settings(tmp_path, provider), today=TODAY, progress=False)
    assert provider.requests == []  # the first model's vectors are still there
    again.close()
