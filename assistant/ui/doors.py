"""Decisions as one table: a programme a row, best doors first, each unfolding into its conditions. Pure.

What a row unfolds into is drawn by `door_parts`. Nothing here decides anything: order, states and words come with the
decisions.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.eligibility.decision import Decision
from assistant.ui.door_parts import Page, body
from assistant.ui.html import el
from assistant.ui.texts import say
from assistant.ui.visit import Shown
from knowledge.models import Lang

SHOWN = 5  # rows of a group before "show more"
GROUPS = ("fits", "asks", "firm", "shut", "not_now")
_FOLDED = frozenset({"firm", "shut", "not_now"})  # opened by who wants to see them
_SURE = ("open", "budget")


def doors(shown: Shown, lang: Lang, *, last: bool) -> Markup | None:
    """The table of one answer's decisions; None where there are none or a way is drawn instead. Facts are corrected
    in the last turn only."""
    answer = shown.answer
    if answer is None or shown.quiet or not answer.decisions or answer.pathways:
        return None
    page = Page(
        lang,
        answer.language,
        answer.citations,
        shown.id,
        {d.programme: d.name.text[lang] for d in answer.decisions},
        last=last,
    )
    groups = [(key, [d for d in answer.decisions if group(d) == key]) for key in GROUPS]
    alone = sum(1 for _, found in groups if found) == 1
    drawn = [_group(key, found, page, alone=alone) for key, found in groups if found]
    head = el(
        "div",
        *(el("span", say(f"door.column_{name}", lang)) for name in ("name", "result")),
        cls="door-head",
        aria_hidden="true",
    )
    return el("div", head, *drawn, cls="doors", role="region", aria_label=say("door.label", lang))


def said_in_table(decisions: Sequence[Decision], lang: Lang) -> frozenset[str]:
    """The lines of an answer that its table says again."""
    return frozenset(d.text[lang] for d in decisions)


def group(decision: Decision) -> str:
    """The part of the table a programme stands in."""
    if decision.decision == "looks_not_met":
        return "not_now"
    if not decision.open:
        return "shut"
    if decision.decision == "looks_met" and any(c.kind == "fact" for c in decision.conditions):
        return "fits"
    if decision.missing and all(field.startswith("employer.") for field in decision.missing):
        return "firm"
    return "asks"


def _group(key: str, found: list[Decision], page: Page, *, alone: bool) -> Markup:
    # Doors that are surely open stand before those that need confirming.
    ordered = sorted(found, key=lambda d: d.intake.state not in _SURE) if key in ("fits", "asks") else found
    rows = [_row(d, page, extra=n >= SHOWN) for n, d in enumerate(ordered)]
    more = None
    if len(rows) > SHOWN:
        words = say("turn.more_cards", page.lang, n=len(rows) - SHOWN)
        more = el("button", words, cls="more", type="button", data_more=True)
    title = say(f"door.{key}", page.lang, n=len(found))
    listed = el("div", *rows, more, cls="door-list folds")
    if key in _FOLDED and not alone:
        return el(
            "details", el("summary", title), listed, cls="door-group", id=f"doors-{page.turn}-{key}", data_kept=True
        )
    return el("section", el("h3", title), listed, cls="door-group", aria_label=title)


def _row(decision: Decision, page: Page, *, extra: bool) -> Markup:
    lang = page.lang
    state = decision.intake.state
    intake = el("span", say(f"door.intake_{state}", lang), cls="pill due") if state != "open" else None
    judged = any(c.kind == "fact" for c in decision.conditions)
    key = f"path.{decision.decision}" if judged else "door.no_criteria"
    tone = "soft" if decision.decision == "looks_met" and judged else "ex"
    summary = el(
        "summary",
        el("span", decision.name.text[lang], cls="door-name"),
        el("span", intake, el("span", say(key, lang), cls=f"pill {tone}"), cls="pills"),
        el("span", decision.summary.text[lang], cls="door-sum meta"),
    )
    return el(
        "details",
        summary,
        body(decision, page),
        cls="door extra" if extra else "door",
        id=page.row_id(decision.programme),
        data_state=decision.decision,
        data_intake=state,
        data_kept=True,
    )
