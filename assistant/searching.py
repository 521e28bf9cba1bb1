"""A search for courses and openings: what is of the kind asked for, and openly beside it the nearest there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.answer import Status
from assistant.evidence import Draft, DraftLine, Support
from assistant.guided import where_to_look
from assistant.history import Conversation
from assistant.lookup import CatalogueLookup
from assistant.replies import fit_particles, reply
from assistant.understanding import Understanding
from assistant.understanding.wishes import WISHES, wishes_of
from assistant.views import course_view, opening_view
from assistant.writers.cards import write_cards
from knowledge.base import Base
from knowledge.columns import hourly_pay
from knowledge.lifecycle import next_joinable
from knowledge.models import Hit, Kind, Opening, Query, Retrieval

NOTHING: Final = Retrieval(Query("", "course", date.min), (), (), {})
FEW: Final = 3  # fewer finds than this, and what is near is shown as well
_NEAREST: Final = 3
_MEANT: Final = 2  # occupations that are named of those a search was taken to mean
_GOOD: Final = 0.6  # share of the best score from which a find elsewhere is as much of the kind asked for
_NOUN: Final = {"course": ("과정", "course"), "opening": ("채용공고", "opening")}


class Searching:
    """Searches one knowledge base for cards."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._catalogue = CatalogueLookup(base)

    def draft(self, u: Understanding, conversation: Conversation, today: date) -> Draft:
        """Cards of what was asked for; where that is none or little, the nearest behind it, called so."""
        regions = () if u.wider else u.filters.regions
        if not regions and not u.wider and (home := conversation.profile.get("region")) and not u.filters.remote:
            regions = (home,)
        kinds: list[Kind] = [kind for kind in ("course", "opening") if kind in u.wants]
        found: dict[Kind, Retrieval] = {"course": NOTHING, "opening": NOTHING}
        unmet: dict[str, None] = {}
        for kind in kinds:
            found[kind], lost = self._with_wishes(self._catalogue.search(u, kind, today, regions=regions), u, today)
            unmet |= dict.fromkeys(lost)
        untried = () if any(found[kind].kept for kind in kinds) else self._untried(u, kinds, regions, today)
        courses, openings = found["course"], found["opening"]
        taken = self._taken(found)
        said = replace(u, filters=replace(u.filters, occupations=taken), search_words="") if taken else u
        draft = write_cards(
            _met(said, (*unmet, *untried)),
            courses.kept,
            openings.kept,
            (*courses.rejected, *openings.rejected),
            regions=regions,
            held=tuple(conversation.profile.get("skills", ())),
            as_of=today,
            asked_courses="course" in kinds,
            asked_openings="opening" in kinds,
            totals=(len(courses.kept), len(openings.kept)),
        )
        draft = _noted(draft, (*self._as_taken(taken, u), *_unsaid(u, tuple(unmet))))
        for kind in kinds:
            draft = self._with_nearest(draft, found[kind], kind, u, conversation, regions, today)
        if (word := u.filters.ambiguous_region) and not u.wider:  # all are shown; one tap narrows it
            places = self._base.taxonomy.regions.readings(word, today)
            draft = replace(draft, asks=(where_to_look(word, places, courses="course" in u.wants),))
        return draft

    def _with_wishes(self, found: Retrieval, u: Understanding, today: date) -> tuple[Retrieval, list[str]]:
        """The finds that meet the month and the wishes told; a wish that no record speaks of leaves them as they are
        and is named."""
        f, kept, lost = u.filters, [h for h in found.kept if self._of_it(h, u)], []
        if f.starts and found.query.kind == "course":
            kept = [h for hit in kept if (h := self._starting(hit, f.starts, today)) is not None]
        if f.dormitory and kept:
            housed = [h for h in kept if _housed(h)]
            lost += [] if housed else ["dormitory"]
            kept = housed or kept
        if f.pay_min_hourly and found.query.kind == "opening":
            kept = [h for h in kept if isinstance(h.record, Opening) and _pays(h.record, f.pay_min_hourly)]
        for code in wishes_of(f.wishes, [found.query.kind]) if kept else ():
            wish = WISHES[code]
            meets = [h for h in kept if wish.met(_text(h), _hours_per_day(h))]
            lost += [] if meets and not wish.without else [code]
            kept = meets or sorted(kept, key=lambda h: wish.ruled_out(_text(h), _hours_per_day(h)))
        return replace(found, kept=tuple(kept)), lost

    def _untried(
        self, u: Understanding, kinds: Sequence[Kind], regions: tuple[str, ...], today: date
    ) -> tuple[str, ...]:
        """The wishes that nothing was measured by where nothing of the kind is there at all, here or elsewhere."""
        codes = {*u.filters.wishes, "dormitory"}
        for kind in kinds:
            hits, _, lost = self._elsewhere(u, kind, regions, today)
            codes = codes & set(lost) if hits else codes
        return tuple(codes)

    def _of_it(self, hit: Hit, u: Understanding) -> bool:
        """Whether an opening is of the work named: a skill that is only welcome in another line of work isn't it."""
        record, asked = hit.record, set(u.filters.skills)
        if not isinstance(record, Opening) or not _named(u) or asked & set(record.required):
            return True
        work = self._base.taxonomy.occupations.get(record.occupation)
        names = (m.surface.lower() for m in self._base.lexicon.find(u.search_words))
        return (
            record.occupation in u.filters.occupations
            or (work is not None and bool(asked & set(work.skills)))
            or any(name in record.title.lower() for name in names)
        )

    def _taken(self, found: Mapping[Kind, Retrieval]) -> tuple[str, ...]:
        """The occupations that the person's words were taken to mean, where anything is shown for them."""
        meant = dict.fromkeys(work for one in found.values() if _by_meaning(one) for work in one.meant)
        return tuple(work for work in meant if work in self._base.taxonomy.occupations)[:_MEANT]

    def _as_taken(self, work: Sequence[str], u: Understanding) -> tuple[DraftLine, ...]:
        """That work was taken to be meant, said openly: only the person knows whether it is that."""
        names = [self._base.taxonomy.occupations[one].names[u.lang] for one in work]
        text = fit_particles(reply("taken_to_mean", u.lang, work=" · ".join(names)))
        return (DraftLine("note", text),) if names else ()

    def _starting(self, hit: Hit, month: str, today: date) -> Hit | None:
        """The find with its run that starts in the month, if it has one that can still be joined."""
        assert isinstance(hit.record, tuple)
        training = self._base.course(hit.record[0].id)
        runs = [c for c in training.cohorts if f"{c.starts:%Y-%m}" == month] if training else []
        run = next_joinable(runs, today)
        return replace(hit, id=run.id, record=(hit.record[0], run)) if run else None

    def _with_nearest(
        self,
        draft: Draft,
        found: Retrieval,
        kind: Kind,
        u: Understanding,
        conversation: Conversation,
        regions: tuple[str, ...],
        today: date,
    ) -> Draft:
        """The same with the nearest behind it, where too little was found: the same work elsewhere first, then work
        close to it."""
        hits, key, lost = self._elsewhere(u, kind, regions, today) if not found.kept else ((), "", ())
        draft = _noted(draft, _unsaid(replace(u, filters=replace(u.filters, unread="")), lost))
        if not hits and len(found.kept) < FEW:
            own = {h.id for h in found.kept}
            near = self._catalogue.search(u, kind, today, regions=regions, near=True).kept if _named(u) else ()
            hits = tuple(h for h in near if h.id not in own and (not u.filters.starts or kind != "course"))
            key = "nearest_field" if not own else "also_near"
        shown = hits[:_NEAREST]
        if not shown:
            return draft
        words = {"n": str(len(shown)), "noun": _NOUN[kind][u.lang == "en"], "s": "" if len(shown) == 1 else "s"}
        line = DraftLine("detail", fit_particles(reply(key, u.lang, **words)), (_support(shown[0]),))
        draft = _noted(draft, (line,))
        status = Status.PARTIAL if draft.status is Status.NO_CONTENT else draft.status
        if kind == "course":
            views = tuple(course_view(*h.record) for h in shown if isinstance(h.record, tuple))
            return replace(draft, status=status, courses=(*draft.courses, *views))
        held = tuple(conversation.profile.get("skills", ()))
        cards = tuple(
            opening_view(h.record, today, score=h.score, parts=h.parts, held=held)
            for h in shown
            if isinstance(h.record, Opening)
        )
        return replace(draft, status=status, openings=(*draft.openings, *cards))

    def _elsewhere(
        self, u: Understanding, kind: Kind, regions: tuple[str, ...], today: date
    ) -> tuple[tuple[Hit, ...], str, tuple[str, ...]]:
        """The same work in other places, nearest first, how to call it, and the wishes nothing of it speaks of."""
        if not regions:
            return (), "", ()
        found, lost = self._with_wishes(self._catalogue.search(u, kind, today, regions=()), u, today)
        distance = self._base.taxonomy.regions.distance
        least = _GOOD * max((h.score for h in found.kept), default=0.0)
        good = (h for h in found.kept if h.score >= least)
        hits = sorted(good, key=lambda h: (min(distance(r, _region(h)) for r in regions), -h.score, h.id))
        return tuple(hits), "nearest_place", tuple(lost)


def _met(u: Understanding, lost: Sequence[str]) -> Understanding:
    """The message without the wishes nothing speaks of: nothing was filtered by them."""
    lost = [code for code in lost if code == "dormitory" or not WISHES[code].without]
    left = tuple(code for code in u.filters.wishes if code not in lost)
    return replace(
        u, filters=replace(u.filters, wishes=left, dormitory=u.filters.dormitory and "dormitory" not in lost)
    )


def _named(u: Understanding) -> bool:
    return bool(u.filters.skills or u.filters.occupations)


def _text(hit: Hit) -> str:
    record = hit.record
    if isinstance(record, Opening):
        return f"{record.title}\n{record.body}"
    return f"{record[0].title}\n{record[0].description}" if isinstance(record, tuple) else ""


def _hours_per_day(hit: Hit) -> int:
    return hit.record[0].hours_per_day if isinstance(hit.record, tuple) else 0


def _housed(hit: Hit) -> bool:
    """Whether a dormitory is there: openings have a field for it, of a course only its words can say so."""
    return hit.record.dormitory if isinstance(hit.record, Opening) else "기숙사" in _text(hit)


def _pays(opening: Opening, least: int) -> bool:
    """Whether an opening pays so much an hour; one that says nothing of pay isn't left out."""
    paid = hourly_pay(opening.pay, opening.weekly_hours)
    return paid < 0 or paid >= least


def _region(hit: Hit) -> str:
    record = hit.record
    return record[0].region if isinstance(record, tuple) else record.region if isinstance(record, Opening) else ""


def _support(hit: Hit) -> Support:
    record = hit.record
    if isinstance(record, tuple):
        return Support("course", record[1].id, record[0].title)
    assert isinstance(record, Opening)
    return Support("opening", record.id, record.title)


def _by_meaning(found: Retrieval) -> bool:
    """Whether the finds are here for what the words were taken to mean; else the words themselves say it better."""
    return bool(found.kept) and all(hit.parts.get("meant", 0.0) > 0 for hit in found.kept)


def _unsaid(u: Understanding, lost: Sequence[str]) -> tuple[DraftLine, ...]:
    """That the records don't say what was wished for."""
    names = [WISHES[code].words[u.lang] for code in lost if code in WISHES and not WISHES[code].without]
    names += [("기숙사", "a dormitory")[u.lang == "en"]] if "dormitory" in lost else []
    names += [u.filters.unread] if u.filters.unread else []
    lines = [DraftLine("note", reply("unsaid_wish", u.lang, wish=" · ".join(names)))] if names else []
    if without := [WISHES[code].words[u.lang] for code in lost if code in WISHES and WISHES[code].without]:
        lines.append(DraftLine("note", reply("left_out_wish", u.lang, wish=" · ".join(without))))
    return tuple(lines)


def _noted(draft: Draft, notes: Sequence[DraftLine]) -> Draft:
    """The draft with lines before the one that says what was understood."""
    if not notes or draft.status is Status.CLARIFY:
        return draft
    lines = list(draft.lines)
    at = next((i for i, line in enumerate(lines) if line.kind == "understood"), len(lines))
    lines[at:at] = notes
    return replace(draft, lines=tuple(lines))
