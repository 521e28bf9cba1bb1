"""Answers that show courses and openings: what was understood, how many are open now, what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import CourseView, OpeningView, Status
from assistant.evidence import Draft, DraftLine, Support
from assistant.lookup import MOST_COUNTED
from assistant.replies import fit_particles, reply
from assistant.understanding import Filters, Understanding
from assistant.understanding.wishes import WISHES, SearchKind, wishes_of
from assistant.views import course_view, opening_view
from assistant.words import code_text, won
from knowledge.models import ANYWHERE, Cohort, Course, CourseMode, Hit, Lang, Opening, Rejected
from knowledge.taxonomy import load_taxonomy

MAX_CARDS = 6
_LONGEST_THING = 16  # characters of what is said back as it was typed
FIT = 0.6  # share of the best score that a course in the place itself needs to stand before an online one
_REASONS = {
    "closed": ("마감된 것", "closed"),
    "past": ("이미 시작했거나 접수가 끝난 것", "already started or past their deadline"),
    "withdrawn": ("내려간 것", "withdrawn"),
    "region": ("다른 지역", "in other regions"),
    "pay": ("급여가 낮은 것", "with lower pay"),
    "experience": ("경력을 요구하는 것", "asking for experience"),
}
_MODE = {"online": ("온라인", "online"), "live_online": ("실시간 온라인", "live online"), "onsite": ("집합", "on site")}


def write_cards(
    u: Understanding,
    courses: Sequence[Hit],
    openings: Sequence[Hit],
    rejected: Sequence[Rejected],
    *,
    regions: tuple[str, ...],
    held: tuple[str, ...],
    as_of: date,
    asked_courses: bool,
    asked_openings: bool,
    totals: tuple[int, int],
) -> Draft:
    """Cards with a lead that counts what can still be joined or applied to; samples are called so in the same breath.

    `totals` are how many courses and openings were kept in all, of which the best are shown.
    """
    course_views = [_course(h) for h in _there_first(courses, regions)[:MAX_CARDS]]
    opening_views = [_opening(h, as_of, held) for h in openings[:MAX_CARDS]]
    what = describe(u.filters, u, regions)
    if not (what or course_views or opening_views):
        # Nothing to search with: that says nothing about what is open.
        return Draft(Status.CLARIFY, (DraftLine("warm", reply("which_search", u.lang)),))
    sample = any(c.sample for c in course_views) or any(o.sample for o in opening_views)
    lines: list[DraftLine] = []
    if asked_courses:
        said = describe(u.filters, u, regions, "course")
        lines.append(_count_line("course", said, totals[0], course_views, sample, u.lang))
    if asked_openings:
        said = describe(u.filters, u, regions, "opening")
        lines.append(_count_line("opening", said, totals[1], opening_views, sample, u.lang))
    lines = [
        x if i == 0 else DraftLine("detail" if x.supports else "note", x.text, x.supports) for i, x in enumerate(lines)
    ]
    if online := sum(c.region == ANYWHERE for c in course_views) if regions else 0:
        lines.append(DraftLine("note", reply("of_them_online", u.lang, n=str(online))))
    lines.append(DraftLine("understood", _understood(u, what, rejected, regions)))
    none = not course_views and not opening_views
    status = Status.NO_CONTENT if none else Status.ANSWERED
    if not none and ((asked_courses and not course_views) or (asked_openings and not opening_views)):
        status = Status.PARTIAL
    return Draft(
        status,
        tuple(lines),
        courses=tuple(course_views),
        openings=tuple(opening_views),
        suggestions=_suggestions(u, regions, none=none, courses=asked_courses, openings=asked_openings),
    )


def _there_first(courses: Sequence[Hit], regions: tuple[str, ...]) -> list[Hit]:
    """Who names a place means a room there: good finds in it stand before those held online for everybody."""
    if not regions or not courses:
        return list(courses)
    least = max(h.score for h in courses) * FIT
    there = [h for h in courses if h.score >= least and _record(h)[0].region != ANYWHERE]
    ids = {h.id for h in there}
    return [*there, *(h for h in courses if h.id not in ids)]


def _record(hit: Hit) -> tuple[Course, Cohort]:
    assert isinstance(hit.record, tuple)
    return hit.record


def _course(hit: Hit) -> CourseView:
    return course_view(*_record(hit))


def _opening(hit: Hit, as_of: date, held: tuple[str, ...]) -> OpeningView:
    assert isinstance(hit.record, Opening)
    return opening_view(hit.record, as_of, score=hit.score, parts=hit.parts, held=held)


def describe(f: Filters, u: Understanding, regions: tuple[str, ...], kind: SearchKind | None = None) -> str:
    """What was searched, in a few words: ``부산 · 데이터 분석 · 신입``; of one `kind` only what it has itself."""
    if kind == "course":
        f = replace(f, employment=(), newcomer=False, remote=False, sme=False)
        f = replace(f, pay_min_monthly=None, pay_min_hourly=None)
    elif kind == "opening":
        f = replace(f, modes=(), starts="")
    lang, en = u.lang, u.lang == "en"
    names = load_taxonomy().regions
    parts = list(f.places) if f.places and regions == f.regions else [names.name(r, lang) for r in regions[:3]]
    parts += [code_text(c, lang) for c in (*f.occupations[:2], *f.skills[:3])]
    parts += [code_text(e, lang) for e in f.employment[:2]]
    if f.newcomer:
        parts.append("entry level" if en else "신입")
    if f.remote:
        parts.append("remote" if en else "재택")
    if f.sme:
        parts.append("small firms" if en else "중소기업")
    if f.pay_min_monthly:
        parts.append(
            f"from {won(f.pay_min_monthly, lang)} a month" if en else f"월 {won(f.pay_min_monthly, lang)} 이상"
        )
    if f.pay_min_hourly:
        hourly = won(f.pay_min_hourly, lang)
        parts.append(f"from {hourly} an hour" if en else f"시급 {hourly} 이상")
    if f.modes:
        parts.append(_modes(f.modes)[en])
    if f.starts:
        month = date.fromisoformat(f"{f.starts}-01")
        parts.append(f"starting in {month:%B %Y}" if en else f"{month.year}년 {month.month}월 시작")
    parts += [("a dormitory", "기숙사")[lang == "ko"]] if f.dormitory else []
    parts += [WISHES[code].words[lang] for code in wishes_of(f.wishes, [kind] if kind else ("course", "opening"))]
    if not (f.skills or f.occupations) and (thing := thing_said(u.search_words)):
        parts.append(f"“{thing}”" if en else f"‘{thing}’")
    return " · ".join(dict.fromkeys(parts))


def _modes(modes: Sequence[CourseMode]) -> tuple[str, str]:
    """How courses are held, where that was asked for."""
    return ("온라인", "online") if "online" in modes else _MODE[modes[0]]


def thing_said(words: str) -> str:
    """The words for what was looked for where no skill or occupation was recognised in them; empty for long ones."""
    said = " ".join(part for part in words.split() if len(part) > 1)
    return said if len(said) <= _LONGEST_THING else ""


def _count_line(
    kind: str, what: str, total: int, views: Sequence[CourseView] | Sequence[OpeningView], sample: bool, lang: Lang
) -> DraftLine:
    noun = {"course": ("과정", "course"), "opening": ("채용공고", "opening")}[kind][lang == "en"]
    supports = tuple(
        Support("course", v.cohort, v.title) if isinstance(v, CourseView) else Support("opening", v.id, v.title)
        for v in views[:1]
    )
    if lang == "ko":
        mark = "(예시)" if sample else ""
        head = f"{what} 조건으로 " if what else ""
        if not total:
            return DraftLine(
                "lead" if supports else "note",
                fit_particles(f"{head}지금 열려 있는 {noun}은(는) 찾지 못했어요."),
                supports,
            )
        verb = "신청할 수 있는" if kind == "course" else "지원할 수 있는"
        more = f" 먼저 볼 만한 {len(views)}개를 보여 드려요." if total > len(views) else ""
        number = f"{total}개" if total < MOST_COUNTED else f"{total}개 이상"
        return DraftLine(
            "lead", fit_particles(f"{head}지금 {verb} {noun} {number}{mark}을(를) 찾았어요.{more}"), supports
        )
    mark = " (samples)" if sample else ""
    head = f"For {what}: " if what else ""
    if not total:
        return DraftLine("note", f"{head}I found no {noun} that is open right now.")
    more = f" Showing the best {len(views)}." if total > len(views) else ""
    plural = "" if total == 1 else "s"
    number = f"{total}" if total < MOST_COUNTED else f"more than {total - 1}"
    return DraftLine(
        "lead",
        f"{head}{number} {noun}{plural}{mark} you can still {'join' if kind == 'course' else 'apply to'}.{more}",
        supports,
    )


def _understood(u: Understanding, what: str, rejected: Sequence[Rejected], regions: tuple[str, ...]) -> str:
    if u.filters.ambiguous_region and u.filters.regions == regions:
        names = load_taxonomy().regions
        sidos = dict.fromkeys(names.name(r[:2] + "000", u.lang) for r in regions)
        if len(sidos) > 1:
            what += f" ({', '.join(sidos)})"
    counts = Counter(r.reason for r in rejected if r.reason in _REASONS)
    en = u.lang == "en"
    left = [
        f"{n} {_REASONS[reason][1]}" if en else f"{_REASONS[reason][0]} {n}개" for reason, n in counts.most_common(3)
    ]
    if en:
        text = f"I understood: {what or 'no filter'}."
        return text + (f" Left out: {', '.join(left)}." if left else "")
    text = f"이렇게 이해했어요: {what or '조건 없음'}."
    return text + (f" 뺀 것: {', '.join(left)}." if left else "")


def _suggestions(
    u: Understanding, regions: tuple[str, ...], *, none: bool, courses: bool, openings: bool
) -> tuple[str, ...]:
    thing = " ".join(code_text(c, u.lang) for c in (*u.filters.occupations[:1], *u.filters.skills[:1]))
    out = []
    if u.lang == "ko":
        if regions:
            out.append(
                f"{_wider(regions, u.lang)} {thing} {'과정' if courses else '채용공고'} 찾아 줘".replace("  ", " ")
            )
        if courses and not openings and thing:
            out.append(f"{thing} 채용공고도 보여 줘")
        if openings and not courses and thing:
            out.append(f"{thing} 배울 수 있는 과정 찾아 줘")
        out.append("훈련비는 얼마나 내야 해요?" if courses else "국민취업지원제도는 얼마를 받아요?")
    else:
        if regions:
            kind = "courses" if courses else "openings"
            out.append(f"Find {thing} {kind} in {_wider(regions, u.lang)}".replace("  ", " "))
        if courses and not openings and thing:
            out.append(f"Show {thing} openings")
        if openings and not courses and thing:
            out.append(f"Find courses to learn {thing}")
        out.append("How much of the course fee do I pay?" if courses else "How much does NESP pay?")
    return tuple(out[:3])


def _wider(regions: tuple[str, ...], lang: Lang) -> str:
    """The next wider place to offer: a city's province, else the whole country."""
    names = load_taxonomy().regions
    sidos = {r[:2] + "000" for r in regions}
    if len(sidos) == 1 and not any(r.endswith("000") for r in regions):
        return names.name(sidos.pop(), lang)
    return "전국" if lang == "ko" else "all of Korea, anywhere"
