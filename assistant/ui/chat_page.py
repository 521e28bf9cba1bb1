"""The chat page: widgets, and callbacks that pass a visit to the services and paint what comes back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import gradio as gr

from assistant.services import Loaded, Services
from assistant.ui import panels, paths, render, resume_file
from assistant.ui.request import page_language
from assistant.ui.resume import resume
from assistant.ui.texts import say
from assistant.ui.visit import Visit
from knowledge.models import LANGS

log = logging.getLogger(__name__)

FORGET_AFTER = 4 * 3600  # seconds an untouched visit stays in memory
AT_ONCE, WAITING = 16, 64  # turns answered at the same time, and those that may wait
Paint = dict[Any, Any]

_BRIDGE = "window.ieum.bridge(trigger, ['say', 'again', 'over', 'keep', 'drop', 'speak', 'thumb', 'resume', 'told'])"


class ChatPage:
    """One Blocks for all visitors; what belongs to a visitor is in its `Visit`."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._known = services.base.seq, services.loaded()

    def build(self) -> gr.Blocks:
        """The page, wired."""
        with gr.Blocks(title=say("app.title", "ko"), analytics_enabled=False, fill_width=True) as page:
            self._lay_out()
            self._wire(page)
        page.queue(default_concurrency_limit=AT_ONCE, max_size=WAITING, api_open=False)
        return page

    def _lay_out(self) -> None:
        self.visit = gr.State(Visit(), time_to_live=FORGET_AFTER)
        start = self.paint(Visit())
        self.top = _html("top", start["top"])
        self.banner = _html("banner", start["banner"])
        with gr.Row(elem_id="main"):
            with gr.Column(elem_id="talk"):
                self.history = _html("history", start["history"])
                self.live = _html("live", start["live"])
                with gr.Row(elem_id="composer"):
                    self.way = _html("way", start["way"])
                    self.box = gr.Textbox(
                        label=say("ask.label", "ko"),
                        placeholder=say("ask.placeholder", "ko"),
                        elem_id="ask",
                        container=False,
                        lines=1,
                        max_lines=6,
                        scale=1,
                        min_width=0,
                    )
                    self.send = gr.Button(
                        say("ask.send", "ko"), elem_id="send", variant="primary", scale=0, min_width=0
                    )
                    self.stop = gr.Button(say("ask.stop", "ko"), elem_id="stop", scale=0, min_width=0)
            with gr.Column(elem_id="aside"):
                self.mine = _html("mine", start["mine"])
                self.sources = _html("cited", start["sources"])
        self.foot = _html("foot", start["foot"])
        self.bridge = gr.HTML("", js_on_load=_BRIDGE, elem_id="bridge", visible="hidden")

    def _wire(self, page: gr.Blocks) -> None:
        outputs = [self.visit, self.top, self.banner, self.history, self.live, self.mine, self.sources, self.foot]
        outputs += [self.box, self.send, self.stop, self.way]
        common: dict[str, Any] = {"outputs": outputs, "show_progress": "hidden", "api_visibility": "private"}
        slow = common | {"concurrency_limit": AT_ONCE, "concurrency_id": "turn", "trigger_mode": "multiple"}
        quick = common | {"queue": False}
        gr.on(
            [self.box.submit, self.send.click],
            self.ask,
            [self.box, self.visit],
            js="(message, ...rest) => [window.ieum.mask(message), ...rest]",
            **slow,
        )
        self.bridge.say(self.say, [self.visit], **slow)
        self.bridge.again(self.again, [self.visit], **slow)
        # No `cancels`: Gradio waits for the step at work before it cancels, and would take the next turn along.
        self.stop.click(self.stopped, [self.visit], **quick)
        self.bridge.over(self.over, [self.visit], **quick)
        self.bridge.keep(self.keep, [self.visit], **quick)
        self.bridge.drop(self.drop, [self.visit], **quick)
        self.bridge.speak(self.speak, [self.visit], **quick)
        self.bridge.thumb(self.thumb, [self.visit], **quick)
        self.bridge.resume(self.resume, [self.visit], **quick)
        self.bridge.told(self.told, [self.visit], **quick)
        page.load(self.arrive, [self.visit], **quick)

    # Turns

    def ask(self, message: str, visit: Visit) -> Iterator[Paint]:
        """One turn on the screen, event by event. Whatever goes wrong, a person gets words."""
        if visit.busy:  # Enter twice: one answer at a time, and the second words stay in the box
            yield self._all(visit)
            return
        shown = visit.begin()
        yield self._all(visit, typed="")
        try:
            with closing(self.services.turn(visit.conversation, message)) as events:
                for event in events:
                    shown.take(event)
                    if shown.ending != "writing":
                        break
                    yield {self.live: self._live(visit)}
        except Exception as error:  # the last net: a person gets words whatever broke
            log.error("A turn failed: %s at %s", type(error).__name__, _place(error))  # its text may hold theirs
            shown = visit.fail(shown)
        # After a stop too, when the screen may be a later turn's: Gradio paints the last thing yielded once more.
        yield self._all(visit, typed=message if shown.returned else None)

    def say(self, visit: Visit, tapped: gr.EventData) -> Iterator[Paint]:
        """A tapped example, suggestion or choice, asked as if typed."""
        yield from self.ask(str(tapped.text), visit)

    def again(self, visit: Visit) -> Iterator[Paint]:
        """The last question once more."""
        if not visit.busy:
            yield from self.ask(visit.take_back(), visit)

    def stopped(self, visit: Visit) -> Paint:
        """Stop: what stands, stands."""
        visit.stop()
        return self._all(visit)

    # Everything else a person can do

    def arrive(self, visit: Visit, request: gr.Request) -> Paint:
        """A page was opened."""
        visit.speak(page_language(request))
        visit.arrived = True
        return self._all(visit)

    def speak(self, visit: Visit, tapped: gr.EventData) -> Paint:
        """The language switch."""
        if tapped.lang in LANGS:
            visit.speak(tapped.lang)
        return self._all(visit)

    def over(self, visit: Visit, tapped: gr.EventData) -> Paint:
        """A new conversation; deleting everything also ends the keeping."""
        visit.begin_anew(keep=visit.keep and not tapped.erase)
        visit.notice = "keep.erased" if tapped.erase else ""
        return self._all(visit, typed="")

    def keep(self, visit: Visit) -> Paint:
        """The switch that keeps the conversation in this browser."""
        visit.keep = not visit.keep
        return self._all(visit)

    def drop(self, visit: Visit, tapped: gr.EventData) -> Paint:
        """A fact taken away."""
        visit.drop_fact(str(tapped.field))
        return self._all(visit)

    def told(self, visit: Visit, tapped: gr.EventData) -> Paint:
        """What the person let count of a résumé."""
        visit.conversation.profile = resume_file.take(visit.conversation.profile, tapped.facts)
        return self._all(visit)

    def thumb(self, visit: Visit, tapped: gr.EventData) -> Paint:
        """A thumb, with a reason where one was given."""
        shown = visit.turn(str(tapped.turn))
        if shown is not None and shown.answer is not None and not shown.thumb:
            shown.thumb = "up" if tapped.up else "down"
            reason = tapped.reason if tapped.reason in render.REASONS else ""
            words = self.services.mask(str(tapped.words)[:500])
            self.services.log.feedback(shown.answer.id, up=bool(tapped.up), reason=reason, words=words)
        return self._all(visit)

    def resume(self, visit: Visit, tapped: gr.EventData) -> Paint:
        """The conversation that this browser kept."""
        try:
            visit.become(resume(str(tapped.raw), self.services))
        except (ValueError, KeyError, TypeError, AttributeError):
            visit.notice = "keep.unreadable"
        return self._all(visit)

    # Painting

    def _all(self, visit: Visit, typed: str | None = None) -> Paint:
        """Every part of the page as this visit has it; `typed` replaces what stands in the box."""
        html, lang = self.paint(visit), visit.lang
        box = {"label": say("ask.label", lang), "placeholder": say("ask.placeholder", lang)}
        return {
            self.visit: visit,
            self.top: html["top"],
            self.banner: html["banner"],
            self.history: html["history"],
            self.live: html["live"],
            self.mine: html["mine"],
            self.sources: html["sources"],
            self.foot: html["foot"],
            self.box: gr.update(**box) if typed is None else gr.update(value=typed, **box),
            self.send: gr.update(value=say("ask.send", lang)),
            self.stop: gr.update(value=say("ask.stop", lang)),
            self.way: html["way"],
        }

    def paint(self, visit: Visit) -> dict[str, str]:
        """The HTML of every part."""
        lang, loaded, today = visit.lang, self._loaded(), self.services.today()
        return {
            "top": panels.top(visit),
            "banner": panels.banner(visit, loaded, self.services.model_state()),
            "history": render.turns(visit.shown[:-1], lang, today),
            "live": self._live(visit),
            "mine": panels.facts(visit),
            "sources": panels.sources(visit),
            "foot": panels.foot(lang, loaded),
            "way": paths.starter(lang, small=True),
        }

    def _loaded(self) -> Loaded:
        """What is loaded; counted anew only after a change."""
        seq = self.services.base.seq
        if self._known[0] != seq:
            self._known = seq, self.services.loaded()
        return self._known[1]

    def _live(self, visit: Visit) -> str:
        if visit.last is None:
            return panels.welcome(visit.lang, visit.notice)
        return render.turn(visit.last, visit.lang, self.services.today(), last=True)


def _html(name: str, value: str) -> gr.HTML:
    """A part of the page: its HTML comes from `render` and `panels` only, where everything is escaped."""
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=None)


def _place(error: Exception) -> str:
    tail = error.__traceback__
    while tail is not None and tail.tb_next is not None:
        tail = tail.tb_next
    return f"{tail.tb_frame.f_code.co_filename}:{tail.tb_lineno}" if tail is not None else "?"
