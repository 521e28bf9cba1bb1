"""Answer a question, or a file of conversations."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

from assistant.answer import Answer
from assistant.commands.common import as_of_argument, day_of, emit, open_services, run_batch
from assistant.errors import BatchLineError
from assistant.history import Conversation
from assistant.profile import Profile
from assistant.services import Services
from assistant.views_text import card_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("question", nargs="?", help="the question; read from standard input when left out")
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument("--batch", metavar="FILE", help='JSON lines {"id","messages",...}; - reads standard input')
    parser.add_argument("--lang", choices=("ko", "en"), help="language of the answer; default that of the question")
    as_of_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Prints the answer; exit code 0 whatever its status."""
    services = open_services()
    if args.batch:
        return run_batch(args.batch, lambda item: answer_item(services, item, args.as_of).to_json())
    question = args.question if args.question is not None else sys.stdin.read()
    answer = services.answer(Conversation(), question, lang=args.lang, as_of=args.as_of)
    if args.json:
        emit(answer.to_json())
    else:
        print(as_text(answer))
    return 0


def answer_item(services: Services, item: dict[str, Any], as_of: date | None) -> Answer:
    """Replays a batch item's messages and gives the answer to the last, under the item's own id."""
    messages = item.get("messages")
    if not isinstance(messages, list) or not messages or not all(isinstance(m, str) for m in messages):
        raise BatchLineError('"messages" must be a list of at least one text, oldest first')
    lang = item.get("lang")
    if lang not in (None, "ko", "en"):
        raise BatchLineError(f'"lang" is ko or en, not {lang!r}')
    conversation = Conversation()
    if item.get("profile"):
        conversation.profile = Profile.from_json(item["profile"])
    day = day_of(item, as_of)
    answer = None
    for message in messages:
        answer = services.answer(conversation, message, lang=lang, as_of=day)
    assert answer is not None
    return with_id(answer, str(item.get("id", answer.id)))


def with_id(answer: Answer, id_: str) -> Answer:
    """The same answer under another id."""
    return Answer(**{**{name: getattr(answer, name) for name in Answer.__dataclass_fields__}, "id": id_})


def as_text(answer: Answer) -> str:
    """The answer for a terminal: lines, cards, sources, next questions."""
    ko = answer.language == "ko"
    parts = [answer.text]
    parts += card_lines(answer)
    if answer.citations:
        parts.append("\n" + ("근거" if ko else "Sources"))
        for c in answer.citations:
            path = " › ".join((*c.heading_path, c.title))
            dated = f" ({c.as_of:%Y-%m-%d})" if c.as_of else ""
            parts.append(f"[{c.label}] {c.id} {path}{dated}\n    {c.url}".rstrip())
    if answer.suggestions:
        parts.append("\n" + ("이어서 물어보기" if ko else "Ask next"))
        parts += [f"  · {s}" for s in answer.suggestions]
    return "\n".join(parts)
