"""Our own CPU around the provider, against the bare openai SDK asking the same server for the same stream.

python -m tests.bench llm
"""

from __future__ import annotations

import asyncio
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml
from openai import AsyncOpenAI

from assistant.compose import Composer
from assistant.history import Conversation
from assistant.services import Services, build
from assistant.settings import AssistantSettings
from assistant.understanding.rules import RulesReader
from assistant.writers.model import ModelWriter, Wording
from knowledge.base import Base, open_base
from knowledge.models import Lang
from knowledge.settings import KnowledgeSettings
from tests.bench.bench_turn import percentile
from tests.provider.server import KEY, Provider, labelled, messages_of
from tests.provider.services import with_model

AS_OF = date(2026, 11, 22)
TURNS = 40
ASKED = "국취제 1유형 얼마 줘요"
LONG = "저는 스물여덟 살이고 반년 넘게 일을 쉬고 있는데 국취제 1유형 수당은 얼마예요?"
SAID = "자세한 내용은 아래에 정리했어요.\n멈춘 달도 6개월 가운데 한 달로 세요 {멈춘 달도}.\n"
CASES = Path(__file__).parents[1] / "assistant" / "adversarial.yaml"


def run() -> None:
    """Prints the figures; CPU of the process, with the loopback server's share in both sides of the ratio."""
    with tempfile.TemporaryDirectory() as folder, Provider() as provider:
        home = Path(folder)
        base = open_base(home, KnowledgeSettings(home=home, samples=False), today=AS_OF, progress=False)
        plain = build(base, AssistantSettings(openai_api_key=None))
        provider.say = [labelled(SAID)]
        side = with_model(plain, provider, budget_visitor=0, budget_day=0)
        for asked, calls in ((ASKED, 1), (LONG, 2)):
            _turns(plain, side, provider, asked, calls)
        _sentences(base)
        base.close()


def _turns(plain: Services, side: Services, provider: Provider, asked: str, calls: int) -> None:
    without = _cpu(lambda: plain.answer(Conversation(), asked, as_of=AS_OF))
    with_model, before = [], []
    for turn in range(TURNS + 3):
        provider.requests.clear()
        started = time.process_time()
        side.answer(Conversation(), asked, as_of=AS_OF)
        if turn >= 3:
            with_model.append((time.process_time() - started) * 1000)
            before.append((provider.requests[0].cpu - started) * 1000)
    around = statistics.median(with_model) - without
    bare = asyncio.run(_bare(provider, messages_of(provider.of("say")[0]))) * calls
    print(
        f"turn with {calls} call{'s' if calls > 1 else ''}: no-key {without:6.1f} ms CPU, with the model {statistics.median(with_model):6.1f}"
    )
    print(
        f"  up to the first request     {statistics.median(before):6.1f} ms, of which ours {max(0.0, statistics.median(before) - (0 if calls > 1 else without)):6.1f}"
    )
    print(f"  around the provider         {around:6.1f} ms, bare SDK {bare:6.1f} ms, ratio {around / bare:.1f}")


def _cpu(turn: Callable[[], object]) -> float:
    taken = []
    for i in range(TURNS + 3):
        started = time.process_time()
        turn()
        if i >= 3:
            taken.append((time.process_time() - started) * 1000)
    return statistics.median(taken)


async def _bare(provider: Provider, messages: object) -> float:
    client = AsyncOpenAI(api_key=KEY, base_url=provider.base_url, max_retries=0)
    taken = []
    for i in range(TURNS + 3):
        started = time.process_time()
        stream = await client.chat.completions.create(model="m", messages=messages, stream=True)  # type: ignore[call-overload]
        async for _ in stream:
            pass
        if i >= 3:
            taken.append((time.process_time() - started) * 1000)
    return statistics.median(taken)


def _sentences(base: Base) -> None:
    """Every sentence of the adversarial cases once, its evidence read before as a turn does while the model thinks."""
    writer, taken = ModelWriter(base), []
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        wording = wording_of(base, writer, case["q"], case["lang"])
        if wording is None:
            continue
        wording.check.warm()
        for _, text, words, *_ in case["say"]:
            found = (
                re.search(r"^\[(\d+)\][^\n]*" + re.escape(words), wording.plan.messages[-1].text, re.M)
                if words
                else None
            )
            started = time.thread_time()
            wording.take(f"{text} [{found[1]}]" if found else text)
            taken.append((time.thread_time() - started) * 1000)
    mean = sum(taken) / len(taken)
    print(
        f"a sentence checked ({len(taken)})    mean {mean:.2f} ms CPU, p50 {percentile(taken, 0.5):.2f}, p95 {percentile(taken, 0.95):.2f}"
    )


def wording_of(base: Base, writer: ModelWriter, asked: str, lang: Lang) -> Wording | None:
    """The wording of a question's draft, as a turn makes it."""
    u = RulesReader(base).read(asked, Conversation(), AS_OF, lang)
    draft = Composer(base, max_turns=10).compose(u, Conversation(), None, AS_OF)
    plan = writer.plan(draft, u, Conversation())
    return writer.wording(plan, draft, u, frozenset()) if plan else None
