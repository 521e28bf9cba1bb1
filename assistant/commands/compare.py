"""`evaluate --compare`: the same questions with and without the language model; the substance must be the same."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer
from assistant.commands.ask import answer_item
from assistant.commands.common import batch_lines, emit
from assistant.errors import AssistantError, BatchLineError
from assistant.services import Services


@dataclass(frozen=True, slots=True)
class Pair:
    """One question answered both ways; `differences` name what isn't the same in substance."""

    id: str
    plain: Answer
    worded: Answer
    plain_ms: float
    worded_ms: float
    differences: tuple[str, ...]


def run(services: Services, args: argparse.Namespace) -> int:
    """Prints a line a question and the sums. Exit code 1 if the substance of any differs."""
    if services.model_state().state == "off":
        raise AssistantError("There is no language model to compare with. Set OPENAI_API_KEY and run it again.")
    services.warm_model()
    plain, pairs = services.without_model(), []
    for number, item in batch_lines(args.file):
        if isinstance(item, BatchLineError):
            emit({"line": number, "error": {"code": item.code, "text": str(item)}})
            continue
        pair = compared(plain, services, item, args)
        pairs.append(pair)
        _print(pair, as_json=args.json)
    _sum(pairs, as_json=args.json)
    return 1 if any(p.differences for p in pairs) else 0


def compared(plain: Services, worded: Services, item: dict[str, Any], args: argparse.Namespace) -> Pair:
    """Answers one item both ways."""
    started = time.perf_counter()
    without = answer_item(plain, item, args.as_of)
    middle = time.perf_counter()
    with_model = answer_item(worded, item, args.as_of)
    ended = time.perf_counter()
    times = (middle - started) * 1000, (ended - middle) * 1000
    return Pair(str(item.get("id", "")), without, with_model, *times, differences(without, with_model))


def differences(without: Answer, with_model: Answer) -> tuple[str, ...]:
    """What differs in substance: decisions, amounts, pathways, cards, citations outside the evidence or of the core."""
    one, other = without.to_json(), with_model.to_json()
    found = [name for name in ("decisions", "amounts", "pathways", "asks") if one[name] != other[name]]
    found += [
        name
        for name, key in (("courses", "cohort"), ("openings", "id"))
        if [c[key] for c in one[name]] != [c[key] for c in other[name]]
    ]
    ids, others = {c.id for c in without.citations}, {c.id for c in with_model.citations}
    if strange := sorted(others - ids):
        found.append(f"citations outside the evidence: {', '.join(strange)}")
    if lost := sorted(_core(without) - others):
        found.append(f"core citations lost: {', '.join(lost)}")
    if [x.text for x in without.lines if x.kind == "lead"] != [x.text for x in with_model.lines if x.kind == "lead"]:
        found.append("lead")
    return tuple(found)


def _core(answer: Answer) -> set[str]:
    labels = {n for line in answer.lines if line.kind == "lead" for n in line.labels}
    return {c.id for c in answer.citations if c.label in labels}


def _print(pair: Pair, *, as_json: bool) -> None:
    lengths = len(pair.plain.text), len(pair.worded.text)
    if as_json:
        times = {"ms": round(pair.plain_ms), "ms_model": round(pair.worded_ms)}
        sizes = {"length": lengths[0], "length_model": lengths[1], "mode": pair.worded.mode}
        emit({"id": pair.id, "differences": list(pair.differences), **sizes, **times})
        return
    mark = "same" if not pair.differences else "DIFF"
    print(
        f"{mark} {pair.id:8} {pair.plain.status.value:12} {lengths[0]:4} → {lengths[1]:4} characters "
        f"{pair.plain_ms:6.0f} → {pair.worded_ms:6.0f} ms  {pair.worded.mode}"
    )
    for difference in pair.differences:
        print(f"       {difference}")


def _sum(pairs: list[Pair], *, as_json: bool) -> None:
    n = max(1, len(pairs))
    same = sum(not p.differences for p in pairs)
    used = sum(p.worded.mode != "offline" for p in pairs)
    lengths = sum(len(p.plain.text) for p in pairs) / n, sum(len(p.worded.text) for p in pairs) / n
    times = sum(p.plain_ms for p in pairs) / n, sum(p.worded_ms for p in pairs) / n
    if as_json:
        emit({"same": same, "of": len(pairs), "with_model": used, "mean_length": [round(x) for x in lengths],
              "mean_ms": [round(x) for x in times]})  # fmt: skip
        return
    print(
        f"{same} of {len(pairs)} the same in substance; the model had a part in {used}; mean length {lengths[0]:.0f} → "
        f"{lengths[1]:.0f} characters, mean time {times[0]:.0f} → {times[1]:.0f} ms"
    )
