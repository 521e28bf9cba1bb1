"""Answers with a way: what a course opens, what it costs and brings, which programmes lead there, who decides."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Amount, Pathway, Status
from assistant.evidence import Draft, DraftLine, Support
from assistant.pathway.paths import Nearest, Paths
from assistant.pathway.routes import DROPOUT, NESP, SPECIAL
from assistant.replies import fit_particles
from assistant.views_text import apply_text
from assistant.words import code_text, day
from assistant.writers.common import next_questions, support, who_line
from assistant.writers.path_words import (
    headline,
    places,
    programme_name,
    sample_mark,
    skill_names,
    titled,
    worded,
)
from knowledge.base import Base
from knowledge.models import Lang, Section

_CARDS = 3  # openings shown beside a pathway


def write_pathways(base: Base, lang: Lang, paths: Paths) -> Draft:
    """The draft for the pathways found: the best one leads, money and penalties stand before how to get there."""
    if not paths.pathways:
        return _no_way(base, lang, paths)
    pathways = tuple(worded(base, p) for p in paths.pathways)
    main = next((p for p in pathways if p.course is not None), pathways[0])
    lines = [DraftLine("lead", headline(base, main, lang), _records(main))]
    lines += _ready(pathways, main, lang)
    lines += _course(main, lang)
    lines += _money(base, paths.amounts, lang)
    lines += _drop_out(base, main, lang)
    lines += _programmes(base, main, lang)
    if paths.nearest is not None:
        lines += _elsewhere(paths.nearest, lang)
    sections = _sections(base, main, lang)
    lines += _who(base, sections, lang)
    openings = {o.id: o for p in (main, *pathways) for o in p.openings}
    courses = [c for c in (main.course, main.next_course) if c is not None]
    return Draft(
        Status.ANSWERED,
        tuple(lines),
        courses=tuple(courses),
        openings=tuple(openings.values())[:_CARDS],
        suggestions=(*_more(main, lang), *next_questions(base, sections, lang, [s.id for s in sections]))[:3],
        decisions=paths.decisions,
        amounts=paths.amounts,
        pathways=pathways,
    )


def _records(path: Pathway) -> tuple[Support, ...]:
    """The course and the first openings that a headline counts."""
    courses = [Support("course", c.cohort, c.title) for c in (path.course, path.next_course) if c is not None]
    return (*courses, *(Support("opening", o.id, o.title) for o in path.openings[:1]))


def _ready(pathways: tuple[Pathway, ...], main: Pathway, lang: Lang) -> list[DraftLine]:
    """What can be applied to without any course, beside a pathway with one."""
    now = next((p for p in pathways if p.course is None), None)
    if now is None or now is main:
        return []
    mark, n = sample_mark(any(o.sample for o in now.openings), lang), int(now.score)
    where = places(now.openings, lang)
    text = {
        "ko": f"지금 가진 역량으로 바로 지원해 볼 수 있는 공고도 {where}에 {n}건{mark} 있어요.",
        "en": f"With what you have now you could already apply to {n}{mark} in {where}.",
    }[lang]
    return [DraftLine("detail", text, _records(now))]


def _course(path: Pathway, lang: Lang) -> list[DraftLine]:
    """What each course teaches and when it can be joined, and what is still missing after it."""
    out: list[DraftLine] = []
    for course in (path.course, path.next_course):
        if course is None:
            continue
        step = next(s for s in path.steps if s.to == course.cohort)
        learned = skill_names(step.detail["learned"], lang)
        until, starts = apply_text(course, lang), day(course.starts, lang)
        where = f"{course.institution}, {_place(course.region, lang)}"
        text = {
            "ko": f"{titled(course, lang)}: {where}. {until}, {starts} 시작, {course.hours}시간. "
            f"배우는 것: {learned}.",
            "en": f"{titled(course, lang)}: {where}. It starts {starts}, {course.hours} hours; {until}. "
            f"It teaches {learned}.",
        }[lang]
        out.append(DraftLine("detail", text, (Support("course", course.cohort, course.title),)))
    if out and path.missing_after and path.goal and int(path.score):
        left = skill_names(path.missing_after, lang)
        goal = code_text(path.goal, lang) if not any(o.id == path.goal for o in path.openings) else ""
        more = {
            "ko": fit_particles(f" {goal} 일에서 흔히 쓰는 {left}은(는) 더 배우면 좋아요."),
            "en": f" Also common in such work ({goal}), and not taught: {left}.",
        }[lang]
        out[-1] = DraftLine("detail", out[-1].text + more, out[-1].supports)
    return out


def _money(base: Base, amounts: Iterable[Amount], lang: Lang) -> list[DraftLine]:
    """Own share and monthly money, each with its condition and section."""
    out: list[DraftLine] = []
    for amount in amounts:
        section = base.section(amount.citation, lang)
        nothing = amount.name == "training_monthly" and amount.value == 0 and bool(out[1:])
        if section is not None and not nothing and all(line.text != amount.text[lang] for line in out):
            out.append(DraftLine("detail", amount.text[lang], (support(section, section.lead),)))
    return out


def _drop_out(base: Base, path: Pathway, lang: Lang) -> list[DraftLine]:
    if path.course is None:
        return []
    section = base.section(DROPOUT[path.course.kind in SPECIAL], lang)
    return [] if section is None else [DraftLine("detail", section.lead, (support(section, section.lead),))]


def _programmes(base: Base, path: Pathway, lang: Lang) -> list[DraftLine]:
    """The chain of programmes to the course, and what isn't paid for the same time."""
    if not path.programmes:
        return []
    names = " → ".join(programme_name(base, p, lang) for p in path.programmes)
    found = [s for step in path.steps if step.citation and (s := base.section(step.citation, lang)) is not None]
    fund = [s for s in found if any(st.citation == s.id and st.kind in ("fund", "switch") for st in path.steps)]
    head = ("제도", "Programme") if len(path.programmes) == 1 else ("제도 순서", "Programmes on the way")
    text = f"{head[lang == 'en']}: {names}."
    out = [DraftLine("detail", text, tuple(support(s, s.lead) for s in fund[:3]))]
    if any(p in NESP and p.startswith("nesp-1") for p in path.programmes):
        section = base.section("learning-card/bonus-none", lang)
        if section is not None:
            out.append(DraftLine("detail", section.lead, (support(section, section.lead),)))
    if any(step.reason == "card_foreigner" for step in path.steps):
        section = base.section("learning-card/foreigners", lang)
        if section is not None:
            out.insert(0, DraftLine("detail", section.lead, (support(section, section.lead),)))
    return out


def _elsewhere(near: Nearest, lang: Lang) -> list[DraftLine]:
    """Openings outside the limits, said to be so."""
    if not near.openings:
        return []
    opening = near.openings[0]
    mark = sample_mark(opening.sample, lang)
    where = _place(opening.region, lang)
    text = {
        "ko": f"범위를 넓히면 {where}에 ‘{opening.title}’{mark} 같은 공고가 있어요.",
        "en": f"Further away there is, for instance, “{opening.title}”{mark} in {where}.",
    }[lang]
    return [DraftLine("note", text, (Support("opening", opening.id, opening.title),))]


def _no_way(base: Base, lang: Lang, paths: Paths) -> Draft:
    """No pathway: why, what comes nearest, and when to look again."""
    near = paths.nearest
    if near is None:
        return Draft(Status.NO_CONTENT, (DraftLine("note", _NO_WAY["no_course"][lang == "en"]),))
    lines = [DraftLine("note", _NO_WAY[near.reason][lang == "en"])]
    if near.barrier is not None:
        failing = next(iter(near.barrier.failing), None)
        text = failing.text[lang] if failing else near.barrier.text[lang]
        section = base.section(failing.citation, lang) if failing else None
        lines.append(DraftLine("note", text, (support(section, section.lead),) if section else ()))
    lines += _elsewhere(near, lang)
    for course in near.courses[:1]:
        until = apply_text(course, lang)
        where = _place(course.region, lang)
        text = {
            "ko": f"가장 가까운 과정은 {titled(course, lang)}({where})이에요. {until}.",
            "en": f"The nearest course is {titled(course, lang)} in {where}; {until}.",
        }[lang]
        lines.append(DraftLine("note", text, (Support("course", course.cohort, course.title),)))
    lines.append(DraftLine("note", _AGAIN[lang == "en"]))
    for id_ in ("learning-card/find-course", "places/work24"):
        section = base.section(id_, lang)
        if section is not None and (line := who_line(base, section, lang)) is not None:
            lines.append(line)
            break
    ask = {"ko": "전국으로 넓혀서 찾아 줘", "en": "Search anywhere in Korea"}[lang]
    return Draft(
        Status.NO_CONTENT, tuple(lines), courses=near.courses[:1], suggestions=(ask,), decisions=paths.decisions
    )


_NO_WAY = {
    "no_opening": (
        "말해 준 조건 안에서는 지금 열려 있는 공고도, 그 역량을 가르치는 과정도 찾지 못했어요.",
        "Within what you told me there is no such opening now, and no course that teaches its skills.",
    ),
    "no_course": (
        "지금 신청할 수 있는 과정 가운데 모자란 역량을 가르치는 것은 찾지 못했어요.",
        "Of the courses that can be joined now none teaches what is missing.",
    ),
    "not_fundable": (
        "맞는 과정은 있지만, 들은 것으로는 훈련비를 내 주는 제도의 요건 하나가 맞지 않아 보여요.",
        "There are fitting courses, but one condition of the programme that pays for them doesn't look met.",
    ),
    "goal_closed": (
        "그 공고는 마감됐고, 같은 일로 가는 과정도 지금은 찾지 못했어요.",
        "That opening has closed, and no course towards the same work can be joined now.",
    ),
}
_AGAIN = (
    "새 회차와 공고는 계속 올라와요. 조건이 바뀌거나 며칠 뒤에 다시 찾아볼 수 있어요.",
    "New runs and openings keep coming; look again in a few days, or with other limits.",
)


def _sections(base: Base, path: Pathway, lang: Lang) -> list[Section]:
    ids = dict.fromkeys(step.citation for step in path.steps if step.citation)
    return [s for i in ids if (s := base.section(i, lang)) is not None]


def _who(base: Base, sections: Iterable[Section], lang: Lang) -> list[DraftLine]:
    """Who decides on the programmes, each office once."""
    lines = [line for s in sections if (line := who_line(base, s, lang)) is not None]
    return list({line.text: line for line in lines}.values())[:2]


def _more(path: Pathway, lang: Lang) -> tuple[str, ...]:
    """Questions to tap about the goal itself."""
    if not path.goal or any(o.id == path.goal for o in path.openings):
        return ()
    goal = code_text(path.goal, lang)
    return (f"{goal} 채용공고 보여 줘",) if lang == "ko" else (f"Show {goal} openings",)


def _place(region: str, lang: Lang) -> str:
    if region == "00000":
        return "온라인" if lang == "ko" else "online"
    return code_text(region, lang)
