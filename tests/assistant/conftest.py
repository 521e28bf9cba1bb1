"""The real services over a real base, built once for all workers of a run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.services import Services, build
from assistant.settings import AssistantSettings
from knowledge.base import open_base
from knowledge.settings import KnowledgeSettings

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A home with the starter library and samples anchored on TODAY; the first worker builds it."""
    root = tmp_path_factory.getbasetemp()
    home = (root if worker_id == "master" else root.parent) / "shared-home"
    with FileLock(f"{home}.lock"):
        open_base(home, KnowledgeSettings(home=home), today=TODAY, progress=False).close()
    return home


@pytest.fixture(scope="session")
def services(shared_home: Path) -> Iterator[Services]:
    """The assistant as `app.py` builds it."""
    base = open_base(shared_home, KnowledgeSettings(home=shared_home), today=TODAY, progress=False)
    yield build(base, AssistantSettings())
    base.close()
