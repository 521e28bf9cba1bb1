"""The loopback server of the sources, empty for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sources_server import SourcesServer


@pytest.fixture(scope="session")
def _running_sources() -> Iterator[SourcesServer]:
    with SourcesServer() as server:
        yield server


@pytest.fixture
def server(_running_sources: SourcesServer) -> SourcesServer:
    """Services that hold nothing yet and behave."""
    _running_sources.reset()
    return _running_sources
