"""Questions as people text them, with what an answer must and must not hold (the format of `evaluate`)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from assistant.commands.ask import answer_item
from assistant.commands.evaluate import judge
from assistant.services import Services

TODAY = date(2026, 11, 22)
QUESTIONS = Path(__file__).parents[1] / "data" / "questions_own.jsonl"
LONG = 520  # Korean characters; steps and comparisons are the longest


def test_every_question_is_answered_as_it_should_be(services: Services) -> None:
    items = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert len(items) >= 150
    scores = [judge(services, item, answer_item(services, item, TODAY), 0.0) for item in items]
    assert [(s.id, s.failures) for s in scores if s.failures] == []
    korean = {item["id"] for item in items if item["lang"] == "ko"}
    assert [s.id for s in scores if s.id in korean and s.length > LONG] == []
