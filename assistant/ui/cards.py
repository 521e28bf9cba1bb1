"""Course and opening cards: records' words escaped, figures in words. Pure."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from assistant.answer import CourseView, OpeningView
from assistant.ui.formats import (
    apply_words,
    day_words,
    deadline_words,
    names,
    pay_words,
    place_words,
    seats_words,
    source_words,
    won_words,
)
from assistant.ui.html import dotted, el, link
from assistant.ui.texts import say
from assistant.words import code_text
from knowledge.models import Lang

FIRST_WIDE, FIRST_PHONE = 6, 2  # cards shown before "show more"


def cards(courses: tuple[CourseView, ...], openings: tuple[OpeningView, ...], lang: Lang, today: date) -> Markup | None:
    """The cards of one answer, courses first, as they were ranked; None where there are none.

    Where there are both, a phone shows the first of each.
    """
    ranked = [("courses", course_card(view, lang, today)) for view in courses]
    ranked += [("openings", opening_card(view, lang, today)) for view in openings]
    if not ranked:
        return None
    first = {0, len(courses)} if courses and openings else set(range(FIRST_PHONE))
    items = [el("li", card, cls=_fold(i, first)) for i, (_, card) in enumerate(ranked)]
    kinds = " · ".join(say(f"card.{kind}", lang) for kind in dict.fromkeys(kind for kind, _ in ranked))
    more = [_more(len(items) - shown, where, lang) for shown, where in ((len(first), "phone"), (FIRST_WIDE, "wide"))]
    return el("section", el("ul", *items, cls="cards"), *more, cls="shelf folds", aria_label=kinds)


def _fold(place: int, first: set[int]) -> str | None:
    names = ("extra", "extra-wide")
    return (
        " ".join(name for name, folded in zip(names, (place not in first, place >= FIRST_WIDE), strict=True) if folded)
        or None
    )


def _more(left: int, where: str, lang: Lang) -> Markup | None:
    if left <= 0:
        return None
    return el("button", say("turn.more_cards", lang, n=left), cls=f"more on-{where}", type="button", data_more=True)


def opening_card(view: OpeningView, lang: Lang, today: date) -> Markup:
    """One opening."""
    kind = "" if "employment" in view.unsaid else code_text(view.employment, lang)
    who = dotted((view.employer, place_words(view.region, lang), kind))
    terms = _terms(view, lang, today)
    return el(
        "article",
        el(
            "p",
            _sample(view.sample, lang),
            el("span", deadline_words(view, lang), cls="pill due" if view.days_left is not None else "pill soft"),
            el("span", say("card.sme", lang), cls="pill soft", title=view.sme.quote)
            if view.sme and view.sme.value
            else None,
            el("span", say("card.ax", lang), cls="pill soft", title=view.ax.quote)
            if view.ax and view.ax.value
            else None,
            cls="pills",
        ),
        _title(view.title, "opening", view.id, lang),
        el("p", who, cls="meta"),
        el("p", pay_words(view.pay, lang), _label(view.label), cls="money" if view.pay else "meta"),
        el("p", dotted(terms), cls="meta") if terms else None,
        skills(view, lang),
        _flags(view, lang),
        _source(view.source, view.as_of, view.sample, lang),
        _door(view.url, view.sample, "card.visit", lang),
        cls="card",
    )


def _terms(view: OpeningView, lang: Lang, today: date) -> list[str]:
    terms = [say("card.closes", lang, day=day_words(view.closes, lang, today=today))] if view.closes else []
    if "experience" not in view.unsaid:
        years = view.experience
        terms.append(say("card.years", lang, n=years) if years else say("card.newcomer", lang))
    if view.education != "any":
        terms.append(say(f"card.education_{view.education}", lang))
    if view.remote:
        terms.append(say("card.remote", lang))
    if view.shift:
        terms.append(say("card.shift", lang, shift=view.shift))
    if view.dormitory:
        terms.append(say("card.dormitory", lang))
    return terms


def skills(view: OpeningView, lang: Lang) -> Markup | None:
    """Skills held, taught by a course and missing as a bar with words; without a known skill, what is asked for."""
    held, taught = view.match.held, tuple(view.match.taught_by)
    missing = tuple(code for code in view.match.missing if code not in taught)
    rows: list[Markup] = []
    if held or taught:
        total = len(held) + len(taught) + len(missing)
        bar = [el("i", cls=kind) for kind, codes in (("h", held), ("l", taught), ("n", missing)) for _ in codes]
        rows.append(
            el("div", *bar, cls="bar", role="img", aria_label=say("card.match", lang, all=total, held=len(held)))
        )
        groups = (("held", held), ("taught", taught), ("missing", missing))
    else:
        groups = (("needs", view.skills.required), ("held", ()), ("held", ()))
    rows += [_skill_row(f"card.{name}", codes, lang) for name, codes in groups if codes]
    if view.skills.preferred:
        rows.append(_skill_row("card.prefers", tuple(c for c in view.skills.preferred if c not in held), lang))
    return el("div", *rows, cls="skills") if rows else None


def _skill_row(key: str, codes: tuple[str, ...], lang: Lang) -> Markup:
    return el("p", el("b", say(key, lang)), " ", dotted(names(codes, lang)), cls="meta") if codes else Markup("")


def _flags(view: OpeningView, lang: Lang) -> Markup | None:
    if not view.flags:
        return None
    words = "; ".join(flag.quote for flag in view.flags)
    return el("p", el("b", say("card.flags", lang)), " ", words, cls="meta warn")


def course_card(view: CourseView, lang: Lang, today: date) -> Markup:
    """One course with its next cohort."""
    where = say("course.online", lang) if view.mode == "online" else place_words(view.region, lang)
    mode = say("course.live_online", lang) if view.mode == "live_online" else None
    starts = say("course.starts", lang, day=day_words(view.starts, lang, today=today))
    terms = [apply_words(view, lang, today), seats_words(view, lang)]
    if view.placement_rate is not None:
        terms.append(say("course.placement", lang, n=round(view.placement_rate * 100)))
    return el(
        "article",
        el(
            "p",
            _sample(view.sample, lang),
            el("span", starts, cls="pill due"),
            el("span", say(f"course.{view.kind}", lang), cls="pill soft"),
            cls="pills",
        ),
        _title(view.title, "course", view.cohort, lang),
        el("p", dotted((view.institution, where, mode or "", _length(view, lang))), cls="meta"),
        *_money(view, lang),
        el("p", dotted(terms), cls="meta"),
        _skill_row("course.teaches", view.teaches, lang),
        el("p", say("course.unlocks", lang, n=view.unlocks), cls="meta") if view.unlocks else None,
        _source(view.source, view.as_of, view.sample, lang),
        _door(view.url, view.sample, "card.visit_course", lang),
        cls="card",
    )


def _length(view: CourseView, lang: Lang) -> str:
    """How long a course takes, as far as its source says."""
    weeks = 0 if "ends" in view.unsaid else round(((view.ends - view.starts).days + 1) / 7)
    if "hours" in view.unsaid:
        return say("course.weeks", lang, weeks=weeks) if weeks else ""
    if weeks:
        return say("course.length", lang, weeks=weeks, hours=view.hours)
    return say("course.days", lang, days=view.days, hours=view.hours)


def _money(view: CourseView, lang: Lang) -> list[Markup]:
    """What the person pays first, the full price in small print; the price alone where the share isn't known."""
    if "tuition" in view.unsaid:
        tuition = say("course.tuition_unsaid", lang)
    elif view.tuition:
        tuition = say("course.tuition", lang, amount=won_words(view.tuition, lang))
    else:
        tuition = say("course.free", lang)
    rows = []
    share = view.own_share
    if share is not None and (share.value is not None or share.band is not None):
        amount = _amount(share.value, share.band, lang)
        rows.append(el("p", say("course.own_share", lang, amount=amount), _label(view.label), cls="money"))
        rows.append(el("p", tuition, cls="meta"))
    else:
        rows.append(el("p", tuition, _label(view.label), cls="money"))
    monthly = view.monthly
    if monthly is not None and (monthly.value is not None or monthly.band is not None):
        amount = _amount(monthly.value, monthly.band, lang)
        rows.append(el("p", say("course.monthly", lang, amount=amount), cls="meta"))
    return rows


def _amount(value: int | None, band: tuple[int, int] | None, lang: Lang) -> str:
    if value is not None or band is None:
        return won_words(value or 0, lang)
    return say("course.band", lang, low=won_words(band[0], lang), high=won_words(band[1], lang))


def _sample(sample: bool, lang: Lang) -> Markup | None:
    return el("span", say("card.sample", lang), cls="pill ex") if sample else None


def _title(title: str, kind: str, record_id: str, lang: Lang) -> Markup:
    opens = el("button", title, type="button", cls="plain", data_cite=kind, data_id=record_id, aria_haspopup="dialog")
    return el("h4", opens)


def _label(label: int | None) -> Markup | None:
    return el("sup", label, cls="ref") if label is not None else None


def _source(source: str, as_of: date | None, sample: bool, lang: Lang) -> Markup | None:
    """Where a real record comes from and as of when."""
    return None if sample else el("p", source_words(source, as_of, lang), cls="meta source")


def _door(url: str, sample: bool, key: str, lang: Lang) -> Markup | None:
    """The way to the original: never for a sample."""
    if sample:
        return None
    found = link(url, say(key, lang))
    return el("p", found, cls="door") if found is not None else None
