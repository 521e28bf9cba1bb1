"""schema.json beside the code is the code's own."""

from __future__ import annotations

import json
from pathlib import Path

import assistant.answer
from assistant.answer import schema


def test_the_schema_file_is_generated_from_the_answer() -> None:
    written = json.loads(Path(assistant.answer.__file__).with_name("schema.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(schema())), "run `make schema`"
