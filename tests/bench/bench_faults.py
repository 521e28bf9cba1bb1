"""The fault table with the deadlines as shipped: what each fault led to and how long it took to end.

python -m tests.bench faults
"""

from __future__ import annotations

import logging
import tempfile
import time
from datetime import date
from pathlib import Path

from assistant.answer import Answered, Event, Sentence
from assistant.history import Conversation
from assistant.services import Services, build
from assistant.settings import AssistantSettings
from knowledge.base import open_base
from knowledge.settings import KnowledgeSettings
from tests.provider.faults import FAULTS, QUESTION, TRUE, Fault
from tests.provider.server import Provider, answer, labelled
from tests.provider.services import logged, with_model

AS_OF = date(2026, 11, 22)


def run() -> None:
    """Prints the table."""
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder, Provider() as provider:
        home = Path(folder)
        base = open_base(home, KnowledgeSettings(home=home, samples=False), today=AS_OF, progress=False)
        services = build(base, AssistantSettings(openai_api_key=None))
        services.answer(Conversation(), QUESTION, as_of=AS_OF)
        print(f"{'fault':38} {'first':>7} {'ended':>7}  {'mode':9} {'status':9} what the log says")
        bad = sum(not _row(fault, services, provider) for fault in FAULTS)
        print(f"{len(FAULTS)} faults; {bad} showed something invented or lost the true sentence beside it")
        base.close()
    logging.disable(logging.NOTSET)


def _row(fault: Fault, services: Services, provider: Provider) -> bool:
    provider.reset()
    provider.say = list(fault.say) or [
        labelled(fault.text) if fault.text else answer("자세한 내용은 아래에 정리했어요.\n")
    ]
    provider.understand = list(fault.understand)
    side = with_model(services, provider, **({"openai_base_url": fault.base_url} if fault.base_url else {}))
    started, first = time.perf_counter(), 0.0
    last: Event | None = None
    for last in side.turn(Conversation(), QUESTION, as_of=AS_OF):
        if isinstance(last, Sentence) and not first:
            first = time.perf_counter() - started
    ended = time.perf_counter() - started
    assert isinstance(last, Answered)
    entry = logged(side, last.answer).get("model", {})
    codes = ", ".join([*entry.get("events", []), *entry.get("dropped", [])]) or "-"
    good = not any(words in last.answer.text for words in fault.never) and (not fault.kept or TRUE in last.answer.text)
    mark = "" if good else "  WRONG"
    print(
        f"{fault.name:38} {first:6.2f}s {ended:6.2f}s  {last.answer.mode:9} {last.answer.status.value:9} {codes}{mark}"
    )
    return good
