"""Invented and twisted sentences among true ones: nothing false is shown, the true ones survive.

The counting below shares nothing with the check it counts: it reads the answer that a page would show, and the
guideline files of the library as they lie on disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import knowledge
from assistant.answer import Answer
from assistant.history import Conversation
from assistant.services import Services
from tests.provider.server import Behaviour, Provider, Wire, answer, messages_of
from tests.provider.services import with_model

TODAY = date(2026, 11, 22)
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("adversarial.yaml").read_text(encoding="utf-8"))
LIBRARY = Path(str(knowledge.__file__)).parent / "library" / "programmes"


@dataclass(frozen=True)
class Shown:
    """One scenario's answer with its cases sorted: false ones that got through, true ones that did and didn't."""

    answer: Answer
    leaked: list[str]
    kept: list[str]
    missing: list[str]


@pytest.fixture(scope="module")
def results(services: Services) -> Iterator[list[Shown]]:
    with Provider() as provider:
        side = with_model(services, provider)
        plain = services.without_model()
        out = []
        for case in CASES:
            provider.reset()
            provider.say = [scripted(case["say"])]
            answered = side.answer(Conversation(), case["q"], lang=case["lang"], as_of=TODAY)
            bare = plain.answer(Conversation(), case["q"], lang=case["lang"], as_of=TODAY)
            assert provider.of("say"), f"no wording call for {case['q']!r}"
            out.append(sort_out(case, answered, bare))
        yield out


def scripted(say: list[list[Any]]) -> Behaviour:
    """A model that says these sentences, labelled with the evidence lines that hold the given words."""

    def behave(wire: Wire) -> None:
        evidence = wire.provider.requests[-1].body["messages"][-1]["content"]
        lines = []
        for _, text, words, *_ in say:
            label = ""
            if words:
                found = re.search(r"^\[(\d+)\][^\n]*" + re.escape(words), evidence, re.M)
                assert found or words == "?", f"{words!r} isn't in the evidence:\n{evidence}"
                label = f" [{found[1] if found else 77}]"
            lines.append(f"{text}{label}\n")
        answer("".join(lines))(wire)

    return behave


def squeezed(text: str) -> str:
    return re.sub(r"\[\d+\]|[\s*_]", "", text).lower()


def sort_out(case: dict[str, Any], answered: Answer, bare: Answer) -> Shown:
    said, without = {squeezed(line.text) for line in answered.lines}, squeezed(bare.text)
    leaked, kept, missing = [], [], []
    for true, text, _, *marks in case["say"]:
        mark = squeezed(marks[0]) if marks else ""
        if true:
            (kept if any(stands_in(squeezed(text), line) for line in said) else missing).append(text)
        elif squeezed(text) in said or (mark and mark not in without and any(mark in line for line in said)):
            leaked.append(text)
    return Shown(answered, leaked, kept, missing)


def stands_in(text: str, line: str) -> bool:
    """Whether a sentence is shown, or a line that says as much: a sentence that only repeats one isn't shown twice."""
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return len(pairs & {line[i : i + 2] for i in range(len(line) - 1)}) >= 0.75 * len(pairs)


def test_there_are_enough_cases_in_both_languages() -> None:
    false = [lang for case in CASES for true, *_ in case["say"] if not true for lang in [case["lang"]]]
    assert len(false) >= 60
    assert false.count("ko") >= 25
    assert false.count("en") >= 25


def test_nothing_invented_is_shown(results: list[Shown]) -> None:
    assert [text for r in results for text in r.leaked] == []


def test_true_sentences_survive(results: list[Shown]) -> None:
    kept = sum(len(r.kept) for r in results)
    missing = [text for r in results for text in r.missing]
    assert kept >= 0.9 * (kept + len(missing)), missing


def test_every_figure_shown_stands_in_the_guidelines_on_disk(results: list[Shown]) -> None:
    number = re.compile(r"\d[\d,]*(?:\.\d+)?")
    for r in results:
        families = {c.id.split("/")[0] for c in r.answer.citations}
        paths = [LIBRARY / f / f"guideline.{r.answer.language}.md" for f in families]
        texts = [p.read_text(encoding="utf-8") for p in paths if p.exists()]
        known = {n.replace(",", "") for t in texts for n in number.findall(t)}
        for line in r.answer.lines:
            if line.labels:
                strange = {n.replace(",", "") for n in number.findall(line.text)} - known
                assert not strange, (line.text, strange)


def test_no_link_no_markup_no_number_to_call_comes_from_the_model(results: list[Shown]) -> None:
    for r in results:
        for line in r.answer.lines:
            if line.kind != "who":
                assert not re.search(r"<|>|https?:|www\.|\*\*|!\[|1588", line.text), line.text


def test_the_lead_is_the_no_key_lead(services: Services, results: list[Shown]) -> None:
    plain = services.without_model()
    for case, r in zip(CASES, results, strict=True):
        bare = plain.answer(Conversation(), case["q"], lang=case["lang"], as_of=TODAY)
        assert [x.text for x in r.answer.lines if x.kind == "lead"] == [x.text for x in bare.lines if x.kind == "lead"]
        assert {c.id for c in r.answer.citations} <= {c.id for c in bare.citations}


def test_only_labels_of_the_evidence_are_sent(services: Services) -> None:
    with Provider() as provider:
        side = with_model(services, provider)
        side.answer(Conversation(), "국취제 1유형 얼마 줘요", as_of=TODAY)
        for message in messages_of(provider.of("say")[0]):
            assert not re.search(r"nesp/|https?:|work24|\b1350\b", str(message["content"]).split("<evidence>")[-1])
