"""What a way costs, brings and takes, in words; the whole way as plain text. Pure."""

from __future__ import annotations

from datetime import date

from assistant.answer import CourseView, Pathway
from assistant.calendar_file import entries
from assistant.ui.formats import day_words, names, won_words
from assistant.ui.texts import say
from knowledge.models import Lang

COMPARED = ("share", "monthly", "starts", "length", "opens", "missing")


def text(pathway: Pathway, lang: Lang, today: date) -> str:
    """The way as plain text to send oneself. Nothing in it is about the person."""
    return "\n".join([say("path.label", lang), *words(pathway, lang, today)])


def words(pathway: Pathway, lang: Lang, today: date) -> list[str]:
    """The way line by line, empty lines between its parts."""
    lines = [say("path.as_of", lang, day=day_words(today, lang)), "", pathway.text[lang], ""]
    lines += [f"{n}. {step.text[lang]}" for n, step in enumerate(pathway.steps, 1)]
    if pathway.course is not None:
        lines.append("")
        lines += [f"{say(f'path.row_{row}', lang)}: {cell(pathway, row, lang, today)}" for row in COMPARED]
    if days := entries(pathway, today):
        lines += ["", say("path.dates", lang)]
        lines += [f"- {day_words(e.day, lang)} {e.title[lang]}" for e in days]
    return [*lines, "", say("path.decides", lang)]


def cell(pathway: Pathway, row: str, lang: Lang, today: date) -> str:
    """One of `COMPARED` of a way, in words."""
    course = pathway.course
    if row == "opens":
        return say("path.count", lang, n=int(pathway.score))
    if row == "missing":
        return ", ".join(names(pathway.missing_after, lang)) or say("path.none", lang)
    if course is None:
        return say("path.none", lang)
    taken = [c for c, _ in courses(pathway)]
    if row == "share":
        return " + ".join(share(c, lang) for c in taken)
    if row == "monthly":
        return _monthly(course, lang)
    if row == "starts":
        return day_words(course.starts, lang, today=today)
    return " + ".join(length(c, lang) for c in taken)


def courses(pathway: Pathway) -> list[tuple[CourseView, str]]:
    """The courses of a way, each with the key of its name as a stop."""
    both = ((pathway.course, "course"), (pathway.next_course, "next_course"))
    return [(c, key) for c, key in both if c is not None]


def share(course: CourseView, lang: Lang) -> str:
    """What the person pays for a course."""
    owed = course.own_share
    if owed is None or (owed.value is None and owed.band is None):
        return say("path.unsure", lang)
    if owed.value == 0:
        return say("path.nothing_to_pay", lang)
    return _sum(owed.value, owed.band, lang)


def _monthly(course: CourseView, lang: Lang) -> str:
    paid = course.monthly
    if paid is None or (paid.value is None and paid.band is None):
        return say("path.unsure", lang)
    if paid.value == 0:
        return say("path.none", lang)
    return say("path.up_to", lang, amount=_sum(paid.value, paid.band, lang))


def _sum(value: int | None, band: tuple[int, int] | None, lang: Lang) -> str:
    if value is not None or band is None:
        return won_words(value or 0, lang)
    return say("course.band", lang, low=won_words(band[0], lang), high=won_words(band[1], lang))


def length(course: CourseView, lang: Lang) -> str:
    """How long a course takes."""
    weeks = round(((course.ends - course.starts).days + 1) / 7)
    if weeks:
        return say("course.length", lang, weeks=weeks, hours=course.hours)
    return say("course.days", lang, days=course.days, hours=course.hours)
