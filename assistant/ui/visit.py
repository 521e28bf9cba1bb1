"""One visitor's screen as a value: the turns shown, the language, what they chose. No words, no HTML, no I/O."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from assistant.answer import (
    Answer,
    Answered,
    Ask,
    Asked,
    Cards,
    Citation,
    CourseView,
    Event,
    Line,
    Masked,
    OpeningView,
    Pathway,
    Sentence,
    Status,
)
from assistant.history import Conversation
from knowledge.models import Lang
from knowledge.text.personal import MASK

Ending = Literal["writing", "done", "stopped", "failed"]


@dataclass(slots=True)
class Shown:
    """One turn as it stands on the screen. Events move it on until it is done."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    message: str = ""
    masked: bool = False
    lines: tuple[Line, ...] = ()
    citations: tuple[Citation, ...] = ()
    courses: tuple[CourseView, ...] = ()
    openings: tuple[OpeningView, ...] = ()
    asks: tuple[Ask, ...] = ()
    suggestions: tuple[str, ...] = ()
    answer: Answer | None = None
    ending: Ending = "writing"
    thumb: Literal["", "up", "down"] = ""
    earlier: bool = False
    sections: tuple[str, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    gone: int = 0

    @property
    def quiet(self) -> bool:
        """A crisis turn shows its lines and nothing else."""
        return self.answer is not None and self.answer.status is Status.CRISIS

    @property
    def returned(self) -> bool:
        """Whether the words go back into the box, to be shortened."""
        return self.answer is not None and self.answer.status is Status.REJECTED

    def take(self, event: Event) -> None:
        """Moves the turn on by one event; the last one (`Answered`) is the truth for everything before it.

        A turn that was stopped takes nothing more, even if its writer is still at work.
        """
        if self.ending != "writing":
            return
        match event:
            case Masked(text, masked):
                self.message, self.masked = text, masked or MASK in text  # the browser may have masked it before
            case Sentence(line, citations):
                self.lines = (*self.lines, line)
                self.citations = (*self.citations, *citations)
            case Cards(courses, openings):
                self.courses, self.openings = courses, openings
            case Asked(asks, suggestions):
                self.asks, self.suggestions = asks, suggestions
            case Answered(answer):
                self.answer, self.ending = answer, "done"
                self.lines, self.citations = answer.lines, answer.citations
                self.courses, self.openings = answer.courses, answer.openings
                self.asks, self.suggestions = answer.asks, answer.suggestions


@dataclass(slots=True)
class Visit:
    """Everything one open page holds. Lives in that page's session only."""

    conversation: Conversation = field(default_factory=Conversation)
    shown: list[Shown] = field(default_factory=list)
    lang: Lang = "ko"
    keep: bool = False
    notice: str = ""
    arrived: bool = False

    @property
    def last(self) -> Shown | None:
        return self.shown[-1] if self.shown else None

    @property
    def quiet(self) -> bool:
        return self.last is not None and self.last.quiet

    @property
    def busy(self) -> bool:
        """Whether an answer is being written."""
        return self.last is not None and self.last.ending == "writing"

    def begin(self) -> Shown:
        """Opens a new turn on the screen."""
        self.notice = ""
        self.shown.append(Shown())
        return self.shown[-1]

    def stop(self) -> None:
        """The person stopped the answer: what stands, stands.

        Its writer may be at work for a while yet, so the conversation goes on as a copy that it doesn't hold.
        """
        if self.busy:
            self.shown[-1].ending = "stopped"
            talk = self.conversation
            self.conversation = replace(talk, turns=[*talk.turns], skipped=[*talk.skipped])

    def fail(self, shown: Shown) -> Shown:
        """A turn broke off, maybe because of what it holds: only the person's words stay. Gives what stands there now;
        a turn that is no longer the last one stays as it is."""
        if self.last is not shown:
            return shown
        self.shown[-1] = Shown(message=shown.message, masked=shown.masked, ending="failed")
        return self.shown[-1]

    def speak(self, lang: Lang) -> None:
        """Turns the page to a language; a conversation that hasn't begun follows."""
        self.lang = lang
        if not self.conversation.turns:
            self.conversation.lang = lang

    def take_back(self) -> str:
        """Drops the last turn so that it can be asked again; returns its message."""
        message = self.shown.pop().message if self.shown else ""
        if self.conversation.turns and self.conversation.turns[-1].message == message:
            self.conversation.turns.pop()
        return message

    def drop_fact(self, name: str) -> None:
        """Forgets one fact of the profile; `skills:<one>` only that one of a list."""
        field, _, value = name.partition(":")
        self.conversation.profile = self.conversation.profile.without(field, value)

    def begin_anew(self, *, keep: bool) -> None:
        """A new conversation in the same language."""
        self.become(Visit(Conversation(lang=self.lang), lang=self.lang, keep=keep, arrived=True))

    def become(self, other: Visit) -> None:
        """Takes on everything of `other`; whoever still paints this visit paints what it is now."""
        self.stop()
        for each in fields(self):
            setattr(self, each.name, getattr(other, each.name))

    def turn(self, turn_id: str) -> Shown | None:
        """The shown turn with this id."""
        return next((turn for turn in self.shown if turn.id == turn_id), None)

    def snapshot(self) -> dict[str, Any]:
        """What the browser may keep, without crisis turns; empty unless the person chose to keep it."""
        if not self.keep or not self.conversation.turns:
            return {}
        raw = self.conversation.to_json()
        raw["turns"] = [turn for turn in raw["turns"] if turn["status"] != Status.CRISIS]
        return {"version": 1, "lang": self.lang, "conversation": raw} if raw["turns"] else {}
