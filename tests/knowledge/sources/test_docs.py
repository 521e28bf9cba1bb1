"""The operator's page names every source, variable and class there is."""

from __future__ import annotations

from pathlib import Path

from knowledge.sources.errors import WORDS
from knowledge.sources.registry import NAMES, Workplace, opened_source
from tests.knowledge.sources.services import REGIONS, settings_for
from tests.sources_server import SourcesServer

PAGE = (Path(__file__).parents[3] / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_source_with_its_variable_and_attribution(server: SourcesServer, tmp_path: Path) -> None:
    rows = {line.split("|")[1].strip(" `"): line for line in PAGE.splitlines() if line.startswith("| `")}
    for name in NAMES:
        with opened_source(name, Workplace(settings_for(server, ""), REGIONS, tmp_path)) as connector:
            said = connector.check().text
            assert connector.attribution in rows[name]
        variable = said.partition("IEUM_")[2].partition("_KEY")[0]
        assert f"`IEUM_{variable}_KEY`" in rows[name]


def test_every_class_of_error() -> None:
    for kind in WORDS:
        assert f"`{kind}`" in PAGE
