"""The README's settings table is the code's; its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic_settings import BaseSettings

from assistant.settings import AssistantSettings
from knowledge.settings import KnowledgeSettings

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def rows(settings: type[BaseSettings]) -> list[str]:
    out = []
    for name, field in settings.model_fields.items():
        default = "" if field.default in (None, "") else f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"
        variable = field.validation_alias or f"IEUM_{name.upper()}"
        out.append(f"| `{variable}` | {default} | {field.description} |")
    return out


def test_settings_table_is_the_codes() -> None:
    expected = list(dict.fromkeys([*rows(KnowledgeSettings), *rows(AssistantSettings)]))  # the key belongs to both
    written = [line for line in README.splitlines() if line.startswith(("| `IEUM_", "| `OPENAI_"))]
    assert written == expected


def test_make_targets_exist() -> None:
    makefile = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.M))
    assert set(re.findall(r"`?make (\w+)", README)) - {"it", "run"} <= targets
    assert {"run", "test", "check", "bench"} <= targets
