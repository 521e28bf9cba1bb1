"""Everything a program needs of the assistant, built once and passed in."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistant.answer import Answer, Answered, CourseView, Event, OpeningView, Pathway
from assistant.compose import Composer
from assistant.errors import ProfileError
from assistant.history import Conversation, TurnLog
from assistant.model.llm import ChatClient
from assistant.model.side import OFF, Deadlines, ModelSide, ModelState
from assistant.model.usage import Budget, Ledger, Prices, read_log
from assistant.settings import AssistantSettings
from assistant.turn import run_turn
from assistant.understanding.rules import RulesReader
from assistant.views import course_view, opening_view
from knowledge.base import Base
from knowledge.ingest import IngestReport, Load
from knowledge.lifecycle import cohort_joinable, is_current, opening_lifecycle
from knowledge.models import Lang
from knowledge.settings import today_in_seoul
from knowledge.text.personal import mask


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is behind the answers, for the start message and the banner."""

    sections: int
    courses: int
    openings: int
    sample: bool
    mode: str
    as_of: date | None


class Services:
    """The assistant over one knowledge base. Thread-safe: all that a visitor changes is in their conversation."""

    def __init__(
        self, base: Base, settings: AssistantSettings, log: TurnLog, model: ModelSide | None = None
    ) -> None:
        self.base = base
        self.settings = settings
        self.log = log
        self._model = model
        self._reader = RulesReader(base)
        self._composer = Composer(base, max_turns=settings.max_turns)

    def today(self) -> date:
        """The day in Seoul."""
        return today_in_seoul()

    def turn(
        self, conversation: Conversation, message: str, *, lang: Lang | None = None, as_of: date | None = None
    ) -> Generator[Event]:
        """The events of one turn; moves `conversation` on."""
        yield from run_turn(
            self._reader,
            self._composer,
            conversation,
            message,
            today=as_of or self.today(),
            lang=lang,
            log=self.log.turn,
            model=self._model.turn(conversation.id) if self._model else None,
        )

    def answer(
        self, conversation: Conversation, message: str, *, lang: Lang | None = None, as_of: date | None = None
    ) -> Answer:
        """The answer of one turn, without its steps."""
        *_, last = self.turn(conversation, message, lang=lang, as_of=as_of)
        assert isinstance(last, Answered)
        return last.answer

    def mask(self, text: str) -> str:
        """Words of a person with personal numbers masked (feedback, for instance)."""
        return mask(text)[0]

    def loaded(self) -> Loaded:
        """Counts and mode as they are now."""
        counts, model = self.base.counts(), self.model_state()
        return Loaded(
            sections=counts["sections"],
            courses=counts["courses"],
            openings=counts["openings"],
            sample=bool(counts["sample"]),
            mode=f"{model.model} · {model.host}" if model.model else "offline",
            as_of=max((f.as_of for f in self.base.families.values()), default=None),
        )

    def model_state(self) -> ModelState:
        """Whether a language model is used, by whom it is run, and whether it answers at the moment."""
        return self._model.state() if self._model else OFF

    def warm_model(self) -> None:
        """Loads what a model needs now, on this thread."""
        if self._model:
            self._model.client.warm()

    def without_model(self) -> Services:
        """The same services as they answer without a language model."""
        return Services(self.base, self.settings, self.log)

    def refresh(self) -> bool:
        """Takes in what another process added to the base. Returns whether anything changed."""
        changed = self.base.refresh()
        if changed:
            self._reload()
        return changed

    def take_in(self, load: Load) -> IngestReport:
        """Takes a document into the base that is being served. Raises KnowledgeError."""
        (report,) = self.base.take_in(load, on=self.today())
        self._reload()
        return report

    def _reload(self) -> None:
        self._reader = RulesReader(self.base)
        self._composer.reload()
        if self._model:
            self._model.reload()

    def restore(self, raw: Mapping[str, Any]) -> Conversation:
        """A conversation brought back from its browser; anything that isn't one of ours starts a new one."""
        try:
            return Conversation.from_json(raw)
        except (KeyError, TypeError, ValueError, ProfileError):
            return Conversation()

    def recheck_cards(
        self, ids: tuple[str, ...], as_of: date | None = None
    ) -> tuple[list[CourseView], list[OpeningView]]:
        """Of the cards once shown, those that still hold today, as they are today."""
        today = as_of or self.today()
        courses, openings = [], []
        for id_ in ids:
            if (pair := self.base.cohort(id_)) is not None:
                if cohort_joinable(pair[1], today):
                    courses.append(course_view(*pair))
            elif (o := self.base.opening(id_)) is not None and is_current(opening_lifecycle(o, today)):
                openings.append(opening_view(o, today))
        return courses, openings


    def redraw(self, conversation: Conversation, as_of: date | None = None) -> tuple[Pathway, ...]:
        """The pathways of the last turn, found anew for today; none where it had none."""
        last = conversation.last
        if last is None or "pathway" not in last.wants or "swaps" not in last.context:
            return ()
        before = replace(conversation, turns=conversation.turns[:-1], skipped=[*conversation.skipped])
        today = as_of or self.today()
        u = self._reader.read(last.message, before, today, conversation.lang)
        return self._composer.compose(u, before, None, today).pathways


def build(base: Base, settings: AssistantSettings) -> Services:
    """The composition root of this package."""
    log = TurnLog(base.home / "turns.jsonl", keep_days=settings.log_keep_days)
    return Services(base, settings, log, _model_side(base, settings, log))


def _model_side(base: Base, settings: AssistantSettings, log: TurnLog) -> ModelSide | None:
    key = settings.openai_api_key.get_secret_value().strip() if settings.openai_api_key else ""
    if not key:
        return None
    side = ModelSide(
        base,
        ChatClient(key, settings.chat_model, settings.openai_base_url),
        Ledger(Budget(settings.budget_day, settings.budget_visitor), today_in_seoul, read_log(log.path)),
        prices=Prices(settings.price_in, settings.price_out),
        deadlines=Deadlines(settings.first_seconds, settings.turn_seconds),
    )
    side.warm()
    return side
