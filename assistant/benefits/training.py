"""Money a month during a course: the training bonus, the special allowance by place of training, and both together.

Nothing is paid for remote courses, in a month with too little attendance, or beside unemployment benefit or the NESP
allowance. Amounts are the most a month brings: they add up by days attended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import Amount, AmountNote
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.places import CAPITAL, DESIGNATION_ENDS, PLACES, SHRINKING, training_places
from assistant.benefits.shares import SPECIAL_KINDS
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import Both, note, say

_BENEFITS = frozenset({"unemployment_benefit", "nesp_allowance"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the money: lowest and highest a month, and the code of why nothing is paid (empty if something is).

    `day` is what one attended day brings, 0 where that isn't said.
    """

    low: int
    high: int
    reason: str = ""
    day: int = 0

    @property
    def band(self) -> tuple[int, int]:
        """Both ends, in won a month."""
        return self.low, self.high


NOTHING = Part(0, 0)


def month_of(given: Given) -> date:
    """The day whose rules hold: the course's start where it lies ahead, else the day asked."""
    return max(given.starts or given.day, given.day)


def bonus_part(given: Given) -> Part:
    """The training bonus. Full days are assumed for special courses whose day isn't told."""
    row = row_on("training_bonus", month_of(given))
    if row is None:
        return NOTHING
    if reason := _nothing_reason(given, row):
        return Part(0, 0, reason)
    if given.insured_self_employed:
        day, month = row.pair("self_employed")
        return Part(month, month, day=day)
    special = given.kind in SPECIAL_KINDS
    day, month = row.pair("special_full" if special else "general_full")
    short_day, short_month = row.pair("special_short" if special else "general_short")
    if given.hours_per_day is not None and given.hours_per_day < row.whole("full_day"):
        low, high, day = short_month, short_month, short_day
    elif given.hours_per_day is None and not special:
        low, high, day = short_month, month, 0
    else:
        low = high = month
    least = row.whole("least_hours")
    if given.hours is not None and given.hours < least:
        return Part(0, high, day=day) if special else Part(0, 0, "hours")
    return Part(0 if given.hours is None and not special else low, high, day=day)


def special_part(given: Given) -> Part:
    """The special allowance on top, by place of training. AI Campus has its own amounts and asks for no hours."""
    row = row_on("special_allowance", month_of(given))
    rules = row_on("training_bonus", month_of(given))
    if row is None or rules is None or given.kind not in SPECIAL_KINDS or given.insured_self_employed:
        return NOTHING
    if reason := _nothing_reason(given, rules):
        return Part(0, 0, reason)
    where = places_of(given)
    if given.kind == "ai_campus":
        amounts = [row.whole(f"campus_{place}") for place in where]
        return Part(min(amounts), max(amounts))
    least, full = row.whole("least_hours"), row.whole("full_day")
    if (given.hours is not None and given.hours < least) or (
        given.hours_per_day is not None and given.hours_per_day < full
    ):
        return Part(0, 0, "special_hours")
    amounts = [row.pair(place)[1] for place in where]
    day = row.pair(next(iter(where)))[0] if len(where) == 1 else 0
    return Part(0 if given.hours is None else min(amounts), max(amounts), day=day)


def places_of(given: Given) -> frozenset[str]:
    """The classes the place of training may have; live-online courses count as the capital area's."""
    if given.mode == "live_online":
        return frozenset({CAPITAL})
    return training_places(given.region, month_of(given))


def training_amounts(given: Given) -> tuple[Amount, ...]:
    """The month's total, the bonus and the special allowance; nothing without a kind of course."""
    row = row_on("training_bonus", month_of(given))
    rules = row_on("special_allowance", month_of(given))
    if given.kind is None or row is None or rules is None:
        return ()
    bonus, special = bonus_part(given), special_part(given)
    out = [_total(given, row, rules, bonus, special), _bonus(given, row, bonus)]
    if given.kind in SPECIAL_KINDS:
        out.append(_special(given, rules, special))
    return tuple(out)


def _nothing_reason(given: Given, row: Row) -> str:
    if given.mode == "online":
        return "remote"
    if given.receiving & _BENEFITS:
        return "receiving"
    if given.attendance is not None and round(given.attendance * 1000) < row.whole("attendance") * 10:
        return "attendance"
    return ""


def _total(given: Given, row: Row, rules: Row, bonus: Part, special: Part) -> Amount:
    figure = (bonus.low + special.low, bonus.high + special.high)
    notes: list[AmountNote] = []
    if bonus.reason:
        text: Both = _none(given, row, bonus.reason)
        section = _none_section(given, row, rules, bonus.reason)
        if bonus.reason == "receiving" and given.kind in SPECIAL_KINDS:
            notes.append(note("confirm", "kdt/with-nesp", "training.none.receiving_special"))
    elif given.insured_self_employed:
        text = say("training.self_employed", day=bonus.day, figure=figure, row=row)
        section = row.words("self_employed_section")
    else:
        key = "training.total" if special.high else "training.total.plain"
        values = {"place": _place(given), "hours": _hours(given), "kind": _kind(given)}
        text = say(key, figure=figure, condition=_condition(given, row), row=row, **values)
        section = _total_section(given, row, rules, special)
        notes += _parts_note(given, row, rules, bonus, special, section)
        notes += _place_notes(given, rules, special)
    see = ("kdt/dropout",) if given.kind in SPECIAL_KINDS else ("learning-card/drop-out",)
    return build("training_monthly", figure, "won_per_month", "month", row=row, text=text, formula="bonus_plus_special",
                 inputs=_inputs(given), citation=section, missing=_missing(given, bonus, special),
                 notes=tuple(notes), see=see)  # fmt: skip


def _bonus(given: Given, row: Row, bonus: Part) -> Amount:
    special = given.kind in SPECIAL_KINDS
    section = row.words("special_section") if special else row.section
    if bonus.reason:
        text: Both = _none(given, row, bonus.reason)
        section = section if bonus.reason == "hours" else row.words("none_section")
    else:
        text = say("bonus.value", kind=_kind(given), figure=bonus.band, condition=_condition(given, row), row=row)
    how = (note("how", section, "training.how.day", bonus.day, day=bonus.day, month=bonus.high),) if bonus.day else ()
    return build("training_bonus", bonus.band, "won_per_month", "month", row=row, text=text, formula="training_bonus",
                 inputs=_inputs(given), citation=section, missing=_missing(given, bonus, NOTHING),
                 notes=how)  # fmt: skip


def _special(given: Given, rules: Row, special: Part) -> Amount:
    section = rules.words("campus_section") if given.kind == "ai_campus" else rules.section
    text = (
        say("special.value", kind=_kind(given), figure=special.band, row=rules) if special.high else say("special.none")
    )
    notes = _place_notes(given, rules, special) if special.high else []
    return build("special_allowance", special.band, "won_per_month", "month", row=rules, text=text,
                 formula="special_allowance", inputs=_inputs(given), citation=section,
                 missing=_missing(given, NOTHING, special), notes=tuple(notes))  # fmt: skip


def _missing(given: Given, bonus: Part, special: Part) -> tuple[str, ...]:
    """What would settle the month, the most telling first."""
    if bonus.reason or given.insured_self_employed:
        return ()
    out = []
    if given.hours is None and given.kind != "ai_campus":
        out.append("course.hours")
    if special.high and len(places_of(given)) > 1:
        out.append("course.region")
    if given.hours_per_day is None:
        out.append("course.hours_per_day")
    return tuple(out)


def _parts_note(given: Given, row: Row, rules: Row, bonus: Part, special: Part, section: str) -> list[AmountNote]:
    out = []
    if special.high:
        out.append(note("how", section, "training.how", None, bonus=bonus.band, special=special.band))
    elif bonus.day:
        out.append(note("how", section, "training.how.day", bonus.day, day=bonus.day, month=bonus.high))
    if special.low == 0 and given.kind in SPECIAL_KINDS:
        needed = {"least": rules.whole("least_hours"), "full": rules.whole("full_day")}
        out.append(note("condition", rules.section, "training.hours_needed", None, **needed))
    least = row.whole("least_hours")
    if given.kind in SPECIAL_KINDS and given.hours is not None and given.hours < least:
        out.append(note("confirm", "kdt/short-courses", "training.short_course", None, least=least))
    return out


def _place_notes(given: Given, rules: Row, special: Part) -> list[AmountNote]:
    if not special.high:
        return []
    if given.mode == "live_online":
        return [note("place", rules.words("remote_section"), "training.live")]
    campus = given.kind == "ai_campus"
    section = rules.words("campus_section") if campus else rules.section
    amounts = {p: rules.whole(f"campus_{p}") if campus else rules.pair(p)[1] for p in PLACES}
    out = [note("place", section, "training.place", None, **amounts)]
    if places_of(given) == {SHRINKING} and month_of(given) > DESIGNATION_ENDS:
        out.append(note("confirm", "job-leap/area-tier", "training.designation"))
    return out


def _none(given: Given, row: Row, reason: str) -> Both:
    return say(f"training.none.{reason}", attendance=row.whole("attendance"), least=row.whole("least_hours"),
               kind=_kind(given))  # fmt: skip


def _none_section(given: Given, row: Row, rules: Row, reason: str) -> str:
    if given.kind not in SPECIAL_KINDS:
        return row.words("none_section")
    return {"remote": rules.words("remote_section"), "attendance": "kdt/attendance"}.get(
        reason, row.words("none_section")
    )


def _total_section(given: Given, row: Row, rules: Row, special: Part) -> str:
    if given.kind == "ai_campus":
        return rules.words("campus_section")
    if given.kind not in SPECIAL_KINDS:
        return row.section
    return rules.words("total_section") if special.high else row.words("special_section")


def _condition(given: Given, row: Row) -> Both:
    key = "training.condition"
    if given.hours_per_day is not None and given.hours_per_day < row.whole("full_day"):
        key = "training.condition.short"
    elif given.hours_per_day is None and given.kind not in SPECIAL_KINDS:
        key = "training.condition.any"
    return say(key, full=row.whole("full_day"), attendance=row.whole("attendance"))


def _place(given: Given) -> Both:
    if given.mode == "live_online":
        return say("place.live")
    where = places_of(given)
    if given.kind not in SPECIAL_KINDS or not given.region or len(where) > 1:
        return say("place.unknown")
    return say(f"place.{next(iter(where))}")


def _hours(given: Given) -> Both:
    return say("training.hours", n=given.hours) if given.hours is not None else say("place.unknown")


def _kind(given: Given) -> Both:
    return say(f"kind.{given.kind}")


def _inputs(given: Given) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": given.kind, "mode": given.mode, "region": list(given.region) or None}
    told |= {"hours": given.hours, "hours_per_day": given.hours_per_day, "attendance": given.attendance}
    told |= {"starts": given.starts.isoformat() if given.starts else None}
    told |= {"insured_self_employed": given.insured_self_employed or None}
    told |= {"receiving": sorted(given.receiving & _BENEFITS) or None}
    return {name: value for name, value in told.items() if value is not None}
