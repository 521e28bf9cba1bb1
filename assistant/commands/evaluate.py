"""Score the assistant on a file of questions with what an answer must and must not contain."""

from __future__ import annotations

import argparse
import json
import re
import time
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer
from assistant.commands import compare
from assistant.commands.ask import answer_item
from assistant.commands.common import as_of_argument, batch_lines, emit, open_services
from assistant.errors import BatchLineError
from assistant.services import Services
from knowledge.models import LANGS

LONG = 900  # characters of an answer beyond which it is listed


@dataclass(frozen=True, slots=True)
class Score:
    """One question's result: the reasons it failed, if any."""

    id: str
    status: str
    length: int
    ms: float
    failures: tuple[str, ...]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", help="JSON lines {id, messages, lang, must, must_not, status, cites}; - reads input")
    parser.add_argument("--json", action="store_true", help="one JSON line a question and a summary line")
    parser.add_argument("--verbose", action="store_true", help="print the text of failing answers")
    parser.add_argument("--compare", action="store_true", help="answer with and without the model and compare both")
    as_of_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Prints the score of every question and the sum. Exit 0 unless the run itself failed."""
    services = open_services()
    if args.compare:
        return compare.run(services, args)
    scores = []
    for number, item in batch_lines(args.file):
        if isinstance(item, BatchLineError):
            emit({"line": number, "error": {"code": item.code, "text": str(item)}})
            continue
        started = time.perf_counter()
        answer = answer_item(services, item, args.as_of)
        score = judge(services, item, answer, (time.perf_counter() - started) * 1000)
        scores.append(score)
        _print(score, answer, as_json=args.json, verbose=args.verbose)
    passed = sum(not s.failures for s in scores)
    mean = sum(s.length for s in scores) / max(1, len(scores))
    long = [s.id for s in scores if s.length > LONG]
    if args.json:
        emit({"passed": passed, "of": len(scores), "mean_length": round(mean), "long": long})
    else:
        print(f"{passed} of {len(scores)} passed; mean length {mean:.0f} characters; over {LONG}: {long or 'none'}")
    return 0


def _print(score: Score, answer: Answer, *, as_json: bool, verbose: bool) -> None:
    if as_json:
        shown = {"id": score.id, "status": score.status, "length": score.length, "ms": round(score.ms)}
        emit({**shown, "failures": list(score.failures)})
        return
    mark = "FAIL" if score.failures else "ok  "
    print(f"{mark} {score.id:8} {score.status:12} {score.length:4} {score.ms:6.0f} ms")
    for failure in score.failures:
        print(f"       {failure}")
    if verbose and score.failures:
        print("       " + answer.text.replace("\n", "\n       "))


def normalise(text: str) -> str:
    """The form patterns are matched against: labels and marks out, commas inside numbers out, no white space."""
    text = re.sub(r"\[\d+\]", "", text)
    text = re.sub(r"[*_|]", "", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return re.sub(r"\s+", "", text).lower()


def written_in(text: str) -> str:
    """The language most letters of a text belong to: names of the other language don't change it."""
    hangul, latin = len(re.findall("[가-힣]", text)), len(re.findall("[A-Za-z]", text))
    return "ko" if hangul * 2 > latin else "en"  # a syllable is two to three letters long


def judge(services: Services, item: dict[str, Any], answer: Answer, ms: float) -> Score:
    """Why an answer fails its question: patterns, status, language, citations."""
    failures = []
    text = normalise(answer.text)
    wide = "|".join([text, *(normalise(t) for t in _words_of(answer))])
    failures += [f"must: {p}" for p in item.get("must", []) if not re.search(p, wide)]
    failures += [f"must_not: {p}" for p in item.get("must_not", []) if re.search(p, text)]
    if item.get("status") and answer.status.value not in item["status"]:
        failures.append(f"status {answer.status.value} not in {item['status']}")
    if item.get("lang") and not (answer.language == item["lang"] == written_in(answer.text)):
        failures.append(f"language {answer.language}/{written_in(answer.text)}, wanted {item['lang']}")
    failures += _citation_failures(services, answer, bool(item.get("cites")))
    return Score(str(item.get("id", "")), answer.status.value, len(answer.text), ms, tuple(failures))


def _words_of(answer: Answer) -> list[str]:
    out = []
    for value in (*answer.amounts, *answer.asks):
        out.append(json.dumps(value, default=lambda v: getattr(v, "__dict__", None) or _slots(v), ensure_ascii=False))
    return out


def _slots(value: Any) -> Any:
    names = getattr(value, "__dataclass_fields__", None)
    return {n: getattr(value, n) for n in names} if names else str(value)


def _citation_failures(services: Services, answer: Answer, cites: bool) -> list[str]:
    failures = []
    labels = {c.label: c for c in answer.citations}
    for number in {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}:
        if number not in labels:
            failures.append(f"[{number}] resolves to nothing")
    for c in answer.citations:
        if not any(c.quote in text for text in _record_texts(services, c.kind, c.id)):
            failures.append(f"[{c.label}] quote doesn't stand in {c.id}")
    if cites and not answer.citations:
        failures.append("no citation")
    return failures


def _record_texts(services: Services, kind: str, id_: str) -> list[str]:
    base = services.base
    if kind == "section":
        return [s.text for lang in LANGS if (s := base.section(id_, lang)) is not None]
    if kind == "course":
        pair = base.cohort(id_)
        return [] if pair is None else [pair[0].title + "\n" + pair[0].description]
    opening = base.opening(id_)
    return [] if opening is None else [opening.title + "\n" + opening.body]
