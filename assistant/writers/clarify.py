"""Answers that ask again: what was told can't be, contradicts something else, or couldn't be read."""

from __future__ import annotations

from assistant.answer import Ask, Choice, Status
from assistant.eligibility.ask_words import load_words
from assistant.errors import ProfileError
from assistant.evidence import Draft, DraftLine
from assistant.replies import fit_particles
from knowledge.fields import FIELDS
from knowledge.models import LANGS, Lang
from knowledge.text.figures import spoken_won

_MOST = 10**9  # a field whose greatest value lies beyond has none worth saying


def write_contradiction(error: ProfileError, lang: Lang) -> Draft:
    """What can't all be true, and the question that settles it."""
    words = error.worded[lang] if error.worded is not None else str(error)
    asks = [ask for field in error.fields if (ask := ask_again(field)) is not None]
    return Draft(Status.CLARIFY, (DraftLine("note", words),), asks=tuple(asks[:1]))


def write_unread(field: str, lang: Lang) -> Draft:
    """What was told of a field can't be its value: what can be, and the question again."""
    label, spec = load_words().label(field)[lang], FIELDS[field]
    ko = lang == "ko"
    words = f"{label}(으)로 읽을 수 없었어요." if ko else f"I couldn't read that as {label}."
    if spec.type in ("int", "float") and spec.high <= _MOST:
        low, high = f"{spec.low:,g}", f"{spec.high:,g}"
        words += f" {low}에서 {high} 사이 숫자로 적어 주세요." if ko else f" Give a number from {low} to {high}."
    elif spec.type == "int":
        most = spoken_won(3_000_000) if ko else "KRW 3,000,000"
        words += f" 금액을 숫자로 적어 주세요(예: {most})." if ko else f" Give an amount (like {most})."
    elif spec.type == "date":
        words += " 2026-09-30처럼 적어 주세요." if ko else " Write it like 2026-09-30."
    ask = ask_again(field)
    return Draft(Status.CLARIFY, (DraftLine("warm", fit_particles(words)),), asks=(ask,) if ask else ())


def ask_again(field: str) -> Ask | None:
    """The question for a field with its fixed choices, whoever may be helped by the answer; None without words."""
    words = load_words()
    known = words.fields.get(field)
    if known is None:
        return None
    choices = () if known.bands else known.choices
    found = [Choice(value, {lang: text[lang] for lang in LANGS}) for value, text in choices]
    found.append(Choice(None, {lang: words.dont_know[lang] for lang in LANGS}))
    why = known.why
    text: dict[Lang, str] = {lang: f"{known.ask[lang]} {why[lang]}" if why else known.ask[lang] for lang in LANGS}
    return Ask(field, (), text, tuple(found))
