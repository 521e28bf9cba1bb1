"""Every row of the fault table: a grounded answer in time, nothing invented, a clean log, and a next turn that works."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer import Answer, Answered, Event, Sentence, Status
from assistant.history import Conversation
from assistant.services import Services
from tests.provider.faults import FAULTS, QUESTION, TRUE, Fault
from tests.provider.server import KEY, Provider, answer, fails, labelled, redirects, stalls
from tests.provider.services import logged, with_model

TODAY = date(2026, 11, 22)
FIRST, TURN = 2.0, 5.0
SLACK = 1.0  # a busy machine


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider() as running:
        yield running


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_leaves_a_grounded_answer(
    fault: Fault, services: Services, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.reset()
    provider.say = list(fault.say) or [
        labelled(fault.text) if fault.text else answer("자세한 내용은 아래에 정리했어요.\n")
    ]
    provider.understand = list(fault.understand)
    changes = {"openai_base_url": fault.base_url} if fault.base_url else {}
    side = with_model(services, provider, first_seconds=FIRST, turn_seconds=TURN, **changes)
    bare = services.without_model().answer(Conversation(), QUESTION, as_of=TODAY)
    talk = Conversation()
    started, first, last = time.monotonic(), None, None
    for event in side.turn(talk, QUESTION, as_of=TODAY):
        if isinstance(event, Sentence) and first is None:
            first = time.monotonic() - started
        last = event
    took = time.monotonic() - started

    given = _answer(last)
    assert first is not None
    assert first < FIRST + SLACK
    assert took < TURN + SLACK
    if fault.slow:
        assert took < 2 * FIRST + SLACK
    assert given.status in (Status.ANSWERED, Status.PARTIAL)
    assert [x.text for x in given.lines if x.kind == "lead"] == [x.text for x in bare.lines if x.kind == "lead"]
    assert {c.id for c in given.citations} == {c.id for c in bare.citations}
    for words in fault.never:
        assert words not in given.text
    if fault.kept:
        assert TRUE in given.text
        assert given.mode == "loopback"
    _check_log(side, given, fault, caplog)

    provider.reset()
    after = side.answer(talk, "국민내일배움카드 한도는요?", as_of=TODAY)
    assert after.status in (Status.ANSWERED, Status.PARTIAL)
    assert "300만" in after.text


def _answer(event: Event | None) -> Answer:
    assert isinstance(event, Answered)
    return event.answer


def _check_log(side: Services, given: Answer, fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
    """What happened stands in the log, as codes; no word of the person, no key."""
    entry = logged(side, given)
    events = entry.get("model", {}).get("events", [])
    if fault.events:
        assert fault.events & set(events), events
    if fault.dropped:
        assert any(fault.dropped in reason for reason in entry["model"]["dropped"]), entry["model"]["dropped"]
    kept = side.log.path.read_text(encoding="utf-8") + caplog.text
    for word in (KEY, KEY[:12], "스물여덟", "반년"):
        assert word not in kept


def test_a_failing_endpoint_is_left_alone_and_the_page_is_told(services: Services, provider: Provider) -> None:
    provider.reset()
    side = with_model(
        services, provider, openai_base_url="http://127.0.0.1:9/v1", first_seconds=FIRST, turn_seconds=TURN
    )
    for _ in range(3):
        side.answer(Conversation(), QUESTION, as_of=TODAY)
    state = side.model_state()
    assert state.state == "resting"
    assert state.seconds > 0
    started = time.monotonic()
    given = side.answer(Conversation(), QUESTION, as_of=TODAY)
    assert time.monotonic() - started < 0.5 + SLACK
    assert [w.code for w in given.warnings] == ["model_resting"]
    assert logged(side, given)["model"]["events"] == ["resting:model_unreachable"]


def test_at_most_two_calls_a_turn(services: Services, provider: Provider) -> None:
    provider.reset()
    side = with_model(services, provider)
    side.answer(Conversation(), QUESTION, as_of=TODAY)
    assert [r.purpose for r in provider.requests] == ["understand", "say"]
    provider.reset()
    side.answer(Conversation(), "국취제 1유형 얼마 줘요", as_of=TODAY)
    assert [r.purpose for r in provider.requests] == ["say"]


def test_retries_are_bounded(services: Services, provider: Provider) -> None:
    provider.reset()
    provider.understand = [fails(500)]
    provider.say = [fails(500)]
    with_model(services, provider).answer(Conversation(), QUESTION, as_of=TODAY)
    assert len(provider.requests) == 2


def test_nothing_follows_a_redirect_to_another_place(services: Services, provider: Provider) -> None:
    with Provider() as elsewhere:
        provider.reset()
        provider.say = [redirects(f"{elsewhere.base_url}/chat/completions")]
        with_model(services, provider).answer(Conversation(), "국취제 1유형 얼마 줘요", as_of=TODAY)
        assert provider.of("say")
        assert elsewhere.requests == []


def test_closing_the_page_stops_the_call_and_spares_the_breaker(services: Services, provider: Provider) -> None:
    provider.reset()
    provider.say = [stalls("자세한 내용은 아래에 정리했어요.\n")]
    side = with_model(services, provider)
    for _ in range(4):
        events = side.turn(Conversation(), "국취제 1유형 얼마 줘요", as_of=TODAY)
        for event in events:
            if isinstance(event, Sentence) and event.line.kind == "warm":
                break
        events.close()  # type: ignore[attr-defined]
    assert side.model_state().state == "ready"
