"""The language model's part of a turn: at most two calls, inside deadlines and budgets, with the no-key answer as net.

`ModelSide` belongs to the services, `ModelTurn` to one turn. Whatever goes wrong on the way to or from the model is a
code in the log and a line in small print; the turn goes on with what the rules read and the writers drafted.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from assistant.answer import Warning_
from assistant.errors import ModelError, ModelGarbled, ModelUseless
from assistant.evidence import Draft, DraftLine
from assistant.history import Conversation
from assistant.model.breaker import Breaker
from assistant.model.chat import Limits, Message, estimate_tokens
from assistant.model.llm import ChatClient
from assistant.model.usage import Ledger, Prices, Usage
from assistant.replies import reply
from assistant.understanding import Understanding
from assistant.understanding.model import ModelReader
from assistant.writers.model import ModelWriter, Plan, Wording, sentences
from knowledge.base import Base
from knowledge.models import Lang
from knowledge.text.figures import Figure

log = logging.getLogger(__name__)

_READ_SHARE: Final = 0.5  # of the time to the first sentence that understanding may take
_ANSWER_TOKENS: Final = 300  # of an answer, about, when asking whether a budget still holds it


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds from the start of a turn to the model's first sentence, and to the end of the whole turn."""

    first: float = 8.0
    turn: float = 30.0


@dataclass(frozen=True, slots=True)
class ModelState:
    """What a page may say about the model. `host` is who receives the masked words."""

    state: Literal["off", "ready", "resting", "budget"]
    model: str = ""
    host: str = ""
    seconds: int = 0  # until a resting one is tried again


OFF: Final = ModelState("off")


class ModelSide:
    """One model for all visitors. Thread-safe."""

    def __init__(
        self,
        base: Base,
        client: ChatClient,
        ledger: Ledger,
        *,
        prices: Prices | None = None,
        deadlines: Deadlines | None = None,
    ) -> None:
        self.client = client
        self.ledger = ledger
        self.breaker = Breaker()
        self.prices = prices or Prices()
        self.deadlines = deadlines or Deadlines()
        self._base = base
        self.reload()

    def reload(self) -> None:
        """After the base changed."""
        self.reader, self.writer = ModelReader(self._base), ModelWriter(self._base)

    def warm(self) -> None:
        """Loads the libraries on a thread, so that the first turn needn't wait for them."""
        threading.Thread(target=self.client.warm, name="chat-warm", daemon=True).start()

    def turn(self, visitor: str) -> ModelTurn:
        """The model's part of a turn that begins now."""
        return ModelTurn(self, visitor)

    def state(self) -> ModelState:
        """Whether it answers at the moment."""
        host = urlsplit(self.client.base_url).netloc.rpartition("@")[2] or "api.openai.com"
        if self.breaker.resting:
            return ModelState("resting", self.client.model, host, round(self.breaker.seconds_left))
        return ModelState("budget" if self.ledger.over("", _ANSWER_TOKENS) else "ready", self.client.model, host)


class ModelTurn:
    """One turn's use of the model: `understand`, then `word`; afterwards `mode`, `warnings`, `lost` and `entry`."""

    def __init__(self, side: ModelSide, visitor: str) -> None:
        self._side = side
        self._visitor = visitor
        self._started = time.monotonic()
        self._retries = 1
        self._usage = Usage(turns=1)
        self._away = ""  # the key of the line that says why the model is out of this turn
        self._spoke = False
        self._wording: Wording | None = None
        self._events: list[str] = []

    # ---- the two calls

    def understand(self, u: Understanding, conversation: Conversation, today: date) -> Understanding:
        """The rules' reading with what the model heard beyond it; the rules' own where it fails or isn't needed."""
        reader = self._side.reader
        if not reader.worth_asking(u):
            return u
        messages = reader.prompt(u, conversation)
        if not self._may_call(messages):
            return u
        limits = self._limits(self._side.deadlines.first * _READ_SHARE)
        try:
            with self._called(limits):
                text, spent = self._side.client.ask(messages, reader.schema, limits)
                self._spend(spent.tokens_in, spent.tokens_out, spent.estimated)
            merged = reader.merge(u, text, today)
        except ModelError as error:
            self._failed("read", error)
            return u
        self._spoke = True
        return merged

    def word(
        self, draft: Draft, u: Understanding, conversation: Conversation, known: frozenset[Figure]
    ) -> Iterator[DraftLine]:
        """The lines to show, as they become ready; the draft's own where the model may not or can't speak."""
        plan = None if self._away else self._side.writer.plan(draft, u, conversation)
        if plan is None or not self._may_call(plan.messages):
            yield from draft.lines
            return
        yield from plan.head
        self._wording = self._side.writer.wording(plan, draft, u, known)
        try:
            yield from self._spoken(plan, self._wording)
        except ModelError as error:
            self._failed("say", error)
        yield from self._wording.rest()

    def _spoken(self, plan: Plan, wording: Wording) -> Iterator[DraftLine]:
        limits = self._limits(self._side.deadlines.first)
        stream = self._side.client.stream(plan.messages, limits)
        with self._called(limits):
            try:
                wording.check.warm()
                for sentence in sentences(stream):
                    limits.until = self._until(time.monotonic() - self._started + self._side.deadlines.first)
                    if line := wording.take(sentence):
                        yield line
                    if wording.full:
                        break
            finally:
                stream.close()
                self._spend(stream.spent.tokens_in, stream.spent.tokens_out, stream.spent.estimated)
        self._spoke = True

    # ---- what came of it

    @property
    def mode(self) -> str:
        """The model's name where it had a part in the answer, else ``offline``."""
        kept = self._wording is not None and self._wording.kept
        return self._side.client.model if kept or (self._spoke and not self._away) else "offline"

    def warnings(self, lang: Lang) -> tuple[Warning_, ...]:
        """Small print for the person."""
        keys = [self._away] if self._away else []
        keys += ["model_dropped"] if self.lost else []
        return tuple(Warning_(key, reply(key, lang)) for key in keys)

    @property
    def lost(self) -> bool:
        """Whether something the model said was left out and nothing else shown stands for it."""
        return self._wording is not None and self._wording.lost

    def entry(self) -> dict[str, Any]:
        """For the log: counts and codes, nothing anybody said."""
        if not self._usage.calls and not self._events:
            return {}
        wording = self._wording
        said = {"kept": len(wording.kept), "dropped": wording.dropped} if wording else {}
        usage = self._usage.priced(self._side.prices).to_json()
        return {"model": {"name": self._side.client.model, "events": self._events, **said}, "usage": usage}

    # ---- inside

    def _may_call(self, messages: Sequence[Message]) -> bool:
        if self._away:
            return False
        about = estimate_tokens(sum(len(m.text) for m in messages)) + _ANSWER_TOKENS
        if over := self._side.ledger.over(self._visitor, about):
            self._events.append(f"budget:{over}")
            self._away = f"model_budget_{over}"
        elif not self._side.breaker.enter():
            self._events.append(f"resting:{self._side.breaker.reason}")
            self._away = "model_resting"
        return not self._away

    def _limits(self, seconds: float) -> Limits:
        return Limits(self._until(seconds), self._retries)

    def _until(self, seconds: float) -> float:
        """The moment `seconds` after the turn's start, at most its end."""
        return self._started + min(seconds, self._side.deadlines.turn)

    @contextmanager
    def _called(self, limits: Limits) -> Iterator[None]:
        """Tells the breaker how a call went."""
        self._usage = self._usage.plus(Usage(calls=1))
        try:
            yield
        except ModelError as error:
            self._side.breaker.failed(error)
            raise
        except BaseException:  # GeneratorExit among them: the person closed the page
            self._side.breaker.abandoned()
            raise
        else:
            self._side.breaker.succeeded()
        finally:
            self._retries = limits.retries

    def _failed(self, what: str, error: ModelError) -> None:
        self._events.append(f"{what}:{error.code}")
        self._usage = self._usage.plus(Usage(failed=1))
        log.warning("The language model failed (%s, %s). %s", what, error.code, error)
        if what == "say" or not isinstance(error, ModelGarbled | ModelUseless):
            kept = self._wording is not None and self._wording.kept
            self._away = "model_cut" if kept else "model_resting" if self._side.breaker.resting else "model_away"

    def _spend(self, tokens_in: int, tokens_out: int, estimated: bool) -> None:
        self._usage = self._usage.plus(Usage(tokens_in=tokens_in, tokens_out=tokens_out, estimated=estimated))
        self._side.ledger.add(self._visitor, tokens_in + tokens_out)
