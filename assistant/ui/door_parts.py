"""What a row of the table of programmes unfolds into: each condition beside what was said, papers, limits, next doors.

Pure. A fact is corrected where it stands: the tap says "나이: 33" in the conversation, as if typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.answer import Citation
from assistant.eligibility.ask_words import load_words
from assistant.eligibility.decision import ConditionResult, Decision
from assistant.ui.html import Child, el, join
from assistant.ui.texts import say
from assistant.words import code_text
from knowledge.fields import FIELDS
from knowledge.models import Lang

MOST_CHOICES = 8
MOST_ASKED = 2  # facts asked for in one row
_ORDER = {"not_met": 0, "unknown": 1, "met": 2, "office": 3}


@dataclass(frozen=True, slots=True)
class Page:
    """What every part of the drawing needs. `names` are those of the programmes in this table."""

    lang: Lang
    said_in: Lang
    citations: tuple[Citation, ...]
    turn: str
    names: Mapping[str, str]
    last: bool

    def row_id(self, programme: str) -> str:
        """The element of a programme's row."""
        return f"door-{self.turn}-{programme}"


def body(decision: Decision, page: Page) -> Markup:
    """Everything below the row: a closed door first, then conditions, limits, clashes, papers, the next door."""
    parts = [_intake(decision, page), _conditions(decision, page), _asked(decision, page), _next(decision, page)]
    if decision.decision != "looks_not_met":  # what to bring to a door that seems closed helps nobody
        parts += [
            _listed("cliffs", [(c.text[page.lang], c.citation) for c in decision.cliffs], page),
            _listed("clashes", [(c.text[page.lang], c.citation) for c in decision.clashes], page),
            _papers(decision, page),
        ]
    return el("div", *parts, cls="door-body")


def _intake(decision: Decision, page: Page) -> Markup | None:
    state = decision.intake.state
    if state == "open":
        return None
    words = say(f"door.intake_{state}_line", page.lang)
    return el("p", words, source(decision.intake.citation, page), cls="door-intake")


# ---- conditions


def _conditions(decision: Decision, page: Page) -> Markup | None:
    facts = [c for c in decision.conditions if c.kind == "fact"]
    told = sorted((c for c in facts if c.result != "met" or c.said.text[page.lang]), key=lambda c: _ORDER[c.result])
    silent = [c for c in facts if c not in told]
    beyond = [c for c in decision.conditions if c.kind != "fact"]
    return join(
        el("ul", *(_condition(c, page) for c in told), cls="conds") if told else None,
        _more("silent", silent, decision, page),
        _more("beyond", beyond, decision, page),
    )


def _more(key: str, found: Sequence[ConditionResult], decision: Decision, page: Page) -> Markup | None:
    if not found:
        return None
    return el(
        "details",
        el("summary", say(f"door.{key}", page.lang, n=len(found))),
        el("ul", *(_condition(c, page) for c in found), cls="conds"),
        cls="door-more",
        id=f"{page.row_id(decision.programme)}-{key}",
        data_kept=True,
    )


def _condition(c: ConditionResult, page: Page) -> Markup:
    lang, said = page.lang, c.said.text[page.lang]
    whole = c.kind != "fact" or c.result == "office"
    need = c.text[lang] if whole else c.need.text[lang]
    state = c.result if c.kind == "fact" else c.kind
    fails = c.result == "not_met" and c.kind == "fact"
    beside: Child = None
    if fails:
        beside = el("p", c.text[lang], cls="why-not")
    elif said and not whole:
        beside = el("span", say("door.said", lang, said=said), cls="said")
    elif c.result == "unknown" and c.kind == "fact":
        beside = el("span", say("door.not_said", lang), cls="said")
    elif c.result == "met" and not whole:
        beside = el("span", say("door.assumed", lang), cls="said")
    return el(
        "li",
        el("span", say(f"door.mark_{state}", lang), cls="mark"),
        el("span", need, source(c.citation, page), cls="need"),
        beside,
        _fix(c.field, page, told=bool(said)) if fails and page.last else None,
        data_result=state,
    )


# ---- telling and correcting a fact in place


def _asked(decision: Decision, page: Page) -> Markup | None:
    """The facts that would settle this programme, to be told right here."""
    known = load_words().fields
    wanted = [f for f in decision.missing if f in known and not f.startswith("employer.")][:MOST_ASKED]
    if not page.last or decision.decision != "need_info" or not wanted:
        return None
    return join(*(_fix(f, page, told=False, asked=True) for f in wanted))


def _fix(field: str, page: Page, *, told: bool, asked: bool = False) -> Markup | None:
    if field not in FIELDS or field not in load_words().labels:
        return None
    lang, words = page.lang, load_words()
    label, known = words.label(field)[lang], words.fields.get(field)
    title: str = known.ask[lang] if known and asked else say("door.fix", lang, label=label)
    why = el("p", known.why[lang], cls="meta") if known and known.why else None
    taps = [_tap(label, text, lang) for text in _choices(field, lang)]
    drop = _tap(label, say("door.drop", lang), lang) if told else None
    return el(
        "div",
        el("p", title, cls="fix-title"),
        why,
        el("div", *taps, drop, cls="chips") if taps or drop else None,
        None if taps else _typed(label, field, lang),
        cls="fix",
        role="group",
        aria_label=title,
    )


def _choices(field: str, lang: Lang) -> list[str]:
    known, spec = load_words().fields.get(field), FIELDS[field]
    if known and known.choices and not known.bands:
        return [text[lang] for _, text in known.choices][:MOST_CHOICES]
    if spec.type == "choices":
        return [code_text(code, lang) for code in spec.choices][:MOST_CHOICES]
    return []


def _tap(label: str, words: str, lang: Lang) -> Markup:
    said = say("door.tell", lang, label=label, words=words)
    return el("button", words, type="button", cls="chip small", data_say=said)


def _typed(label: str, field: str, lang: Lang) -> Markup:
    spec = FIELDS[field]
    hint = say("door.hint_date" if spec.type == "date" else "door.hint_number", lang)
    return el(
        "div",
        el(
            "input",
            type="text",
            inputmode="numeric" if spec.type == "int" and not spec.sensitive else None,
            aria_label=label,
            placeholder=hint,
            maxlength=30,
        ),
        el("button", say("door.send", lang), type="button", cls="chip small solid", data_tell=label),
        cls="fix-typed",
    )


# ---- what stands beside the decision


def _listed(key: str, found: Sequence[tuple[str, str]], page: Page) -> Markup | None:
    if not found:
        return None
    rows = [el("li", text, source(section, page)) for text, section in found]
    return el("div", el("h4", say(f"door.{key}", page.lang)), el("ul", *rows), cls="door-part")


def _papers(decision: Decision, page: Page) -> Markup | None:
    if not decision.documents:
        return None
    lang = page.lang
    rows = []
    for n, paper in enumerate(decision.documents):
        again = n > 0 and decision.documents[n - 1].citation == paper.citation
        maybe = el("span", say("door.maybe", lang), cls="meta") if paper.maybe else None
        rows.append(
            el("li", paper.text[lang], " " if maybe else None, maybe, None if again else source(paper.citation, page))
        )
    return el("div", el("h4", say("door.papers", lang)), el("ul", *rows, cls="papers"), cls="door-part")


def _next(decision: Decision, page: Page) -> Markup | None:
    """The doors to try in its place: rows of this table."""
    found = [p for p in decision.next_doors if p in page.names]
    if not found:
        return None
    taps = [el("button", page.names[p], type="button", cls="chip small", data_door=page.row_id(p)) for p in found]
    return el("div", el("h4", say("door.next", page.lang)), el("div", *taps, cls="chips"), cls="door-part")


def source(section: str, page: Page) -> Markup:
    """The way to the section: with its label where the answer has one."""
    known = next((c for c in page.citations if c.kind == "section" and c.id == section), None)
    label = say("turn.cite", page.lang, n=known.label, title=known.title) if known else say("door.source", page.lang)
    button = el(
        "button",
        str(known.label) if known else "§",
        type="button",
        cls="cite",
        aria_label=label,
        aria_haspopup="dialog",
        data_cite="section",
        data_id=section,
        data_lang=page.said_in,
        data_quote=known.quote if known else "",
    )
    return el("sup", button)
