"""The screen as a value: events move a turn on, and what the browser may keep."""

from __future__ import annotations

from assistant.answer import Answer, Answered, Asked, Cards, Masked, Sentence, Status
from assistant.history import Conversation, Remembered
from assistant.profile import Fact, Profile
from assistant.ui.resume import lines_of
from assistant.ui.visit import Visit
from tests.assistant.ui.parts import CITATION, COURSE, LINES, OPENING


def test_events_build_the_turn_and_the_answer_is_the_truth() -> None:
    shown = Visit().begin()
    shown.take(Masked("제 번호는 ●●●●", True))
    for line in LINES:
        shown.take(Sentence(line, (CITATION,) if line is LINES[0] else ()))
    shown.take(Cards((COURSE,), (OPENING,)))
    shown.take(Asked((), ("어디서 신청해요?",)))
    assert (shown.message, shown.masked, shown.lines, shown.citations) == ("제 번호는 ●●●●", True, LINES, (CITATION,))
    assert shown.ending == "writing"
    shown.take(Answered(Answer("a", Status.PARTIAL, "ko", "", LINES[:1], (CITATION,))))
    assert (shown.ending, shown.lines, shown.courses) == ("done", LINES[:1], ())


def test_a_stopped_turn_takes_nothing_more() -> None:
    visit = Visit()
    shown = visit.begin()
    shown.take(Sentence(LINES[0]))
    visit.stop()
    shown.take(Sentence(LINES[1]))
    shown.take(Answered(Answer("a", Status.ANSWERED, "ko", "")))
    assert (shown.ending, shown.lines, shown.answer) == ("stopped", LINES[:1], None)


def test_asking_again_takes_the_turn_back() -> None:
    turn = Remembered("국취제 얼마?", "a", "answered")
    visit = Visit(Conversation(turns=[turn]))
    visit.begin().take(Masked("국취제 얼마?", False))
    assert visit.take_back() == "국취제 얼마?"
    assert not visit.shown
    assert not visit.conversation.turns


def test_too_long_a_message_goes_back_into_the_box() -> None:
    shown = Visit().begin()
    shown.take(Answered(Answer("a", Status.REJECTED, "ko", "")))
    assert shown.returned


def test_nothing_is_kept_unless_the_person_chose_to() -> None:
    turns = [Remembered("국취제 얼마?", "a", "answered"), Remembered("힘든 말", "b", "crisis")]
    visit = Visit(Conversation(turns=turns, profile=Profile((Fact("age", 26, "26살"),))))
    assert visit.snapshot() == {}
    visit.keep = True
    kept = visit.snapshot()["conversation"]
    assert [turn["message"] for turn in kept["turns"]] == ["국취제 얼마?"]
    assert kept["profile"]["facts"][0]["words"] == "26살"


def test_a_dropped_fact_is_gone() -> None:
    visit = Visit(Conversation(profile=Profile((Fact("age", 26, "26살"), Fact("education", "high", "고졸")))))
    visit.drop_fact("age")
    assert [fact.field for fact in visit.conversation.profile.facts] == ["education"]


def test_a_conversation_begun_anew_knows_nothing_and_a_writer_of_the_old_one_changes_nothing() -> None:
    visit = Visit(Conversation(profile=Profile((Fact("age", 26, "26살"),))), lang="en", keep=True)
    shown, old = visit.begin(), visit.conversation
    visit.begin_anew(keep=False)
    assert (visit.lang, visit.keep, visit.shown, visit.conversation.profile.facts) == ("en", False, [], ())
    assert shown.ending == "stopped"
    old.turns.append(Remembered("늦은 말", "a", "answered"))
    assert visit.conversation.turns == []


def test_after_a_stop_the_next_turn_has_a_conversation_that_the_stopped_writer_does_not_hold() -> None:
    visit = Visit(Conversation(profile=Profile((Fact("age", 26, "26살"),))))
    shown, old = visit.begin(), visit.conversation
    assert visit.busy
    visit.stop()
    assert not visit.busy
    old.turns.append(Remembered("늦은 말", "a", "answered"))
    old.skipped.append("age")
    assert (visit.conversation.turns, visit.conversation.skipped) == ([], [])
    assert (visit.conversation.id, visit.conversation.profile.get("age")) == (old.id, 26)
    assert visit.fail(shown) is not shown  # it is still the last one: it breaks off in words
    later = visit.begin()
    assert visit.fail(shown) is shown
    assert visit.last is later


def test_kept_lines_come_back_without_their_labels() -> None:
    lines = lines_of("월 60만 원이에요. [1]\n- 가족이 있으면 더해요. [1] [2]\n1. 고용24에 가입해요.\n전화 1350")
    assert [(line.kind, line.text) for line in lines] == [
        ("lead", "월 60만 원이에요."),
        ("detail", "가족이 있으면 더해요."),
        ("step", "고용24에 가입해요."),
        ("note", "전화 1350"),
    ]
