"""What a person pays for a course: the share of special training by price band, and the card's share elsewhere."""

from __future__ import annotations

from typing import Any

from assistant.answer import Amount, AmountNote
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import note, rounded, say

SPECIAL_KINDS = ("kdt", "ai_campus", "strategic", "industry_demand")
# Groups that pay 0 % of general training; whether they do so in special training rests on one page.
ZERO_GROUPS = frozenset({"basic_livelihood", "near_poor", "one_parent", "disabled", "care_leaver"})
CARD_LIMIT = 3_000_000


def own_share(given: Given) -> Amount | None:
    """The own share of the course given; None without a kind, or where no table holds its start."""
    if given.kind is None:
        return None
    return _special(given) if given.kind in SPECIAL_KINDS else _card(given)


def first_share(row: Row, tuition: int) -> int:
    """The share of a first special course at this price."""
    if tuition <= row.whole("percent_up_to"):
        return rounded(tuition * row.whole("percent"), 100)
    return next((share for up_to, share in row.pairs("bands") if tuition <= up_to), row.whole("most"))


def pays_nothing(given: Given) -> bool:
    """Whether the person belongs to those who pay 0 % of general training."""
    return bool(given.groups & ZERO_GROUPS) or "nesp_allowance" in given.receiving or given.nesp in ("1", "2-group")


def _special(given: Given) -> Amount | None:
    row = row_on("special_share", given.course_day)
    if row is None:
        return None
    if row.flag("free"):
        return _share(given, row, 0, "share.free", "special_share_free")
    if given.ordinal is not None and given.ordinal > 1:
        return _second(given, row)
    if given.tuition is None:
        most = row.whole("most")
        return _share(given, row, (0, most), "share.special.unknown", "special_share", ("course.tuition",),
                      percent=row.whole("percent"), most=most, notes=_special_notes(given, row))  # fmt: skip
    share = first_share(row, given.tuition)
    key, low = ("share.special.reduced", 0) if pays_nothing(given) else ("share.special", share)
    missing = () if given.ordinal else ("course.ordinal",)
    how = _band_note(row, given.tuition, share)
    return _share(given, row, (low, share), key, "special_share", missing, notes=(how, *_special_notes(given, row)))


def _second(given: Given, row: Row) -> Amount:
    """From a second special course one page names the ordinary share, courses under 140 hours apart."""
    short = given.hours is not None and given.hours < row.whole("second_hours")
    missing = () if given.hours is not None else ("course.hours",)
    low_percent, high_percent = row.whole("percent"), row.whole("second_percent")
    if given.placement_rate is not None and _at_least(given.placement_rate, 70):
        high_percent = row.whole("second_percent_best")
    if short:
        high_percent = low_percent
    section = row.words("second_section")
    if given.tuition is None:
        low = row.whole("second_percent_best") if given.hours is not None and not short else low_percent
        text = say("share.special.second_unknown", kind=_kind(given), low=low, high=high_percent, row=row)
        table = note("first", row.section, "share.special.unknown", None, kind=_kind(given), row=row,
                     percent=low_percent, most=row.whole("most"))  # fmt: skip
        return build("own_share", (low, max(low, high_percent)), "percent", "course", row=row, text=text,
                     formula="special_share_second", inputs=_inputs(given), citation=section,
                     missing=("course.tuition", *missing), notes=(table,), see=("kdt/dropout",))  # fmt: skip
    first = first_share(row, given.tuition)
    high = rounded(given.tuition * high_percent, 100)
    low = 0 if pays_nothing(given) else first
    key = "share.special.second_same" if short and low == high else "share.special.second"
    how = note("how", section, "share.second.how", high, first=first, percent=high_percent, value=high)
    return _share(given, row, (low, high), key, "special_share_second", missing, percent=low_percent,
                  citation=section, notes=(how,))  # fmt: skip


def _card(given: Given) -> Amount | None:
    row = row_on("card_share", given.course_day)
    if row is None:
        return None
    low, high, section = _card_percent(given, row)
    kind, fixed = _kind(given), given.kind != "general"
    missing = () if low == high or fixed or given.placement_rate is not None else ("course.placement_rate",)
    percent: Any = _percent(high if fixed else low)
    if low != high and not fixed:
        percent = say("range.percent", low=percent, high=_percent(high))
    notes = [note("how", section, "share.card.how", None, percent=percent)]
    if low != high and not fixed:
        notes = [note("how", section, "share.card.how_rate", None, best=row.whole("best_rate"),
                      worst=row.whole("worst_rate"), low=_percent(low), high=_percent(high))]  # fmt: skip
    if low == 0:
        notes = [*notes[: int(high > 0)], note("confirm", section, "share.card.who")]
    if given.tuition is None:
        text = say("share.card.zero" if high == 0 else "share.card.percent", kind=kind, percent=percent, row=row)
        return build("own_share", (low, high), "permille", "course", row=row, text=text, formula="card_share",
                     inputs=_inputs(given), citation=section, missing=("course.tuition", *missing),
                     notes=tuple(notes), see=("learning-card/drop-out",))  # fmt: skip
    band = (rounded(given.tuition * low, 1000), rounded(given.tuition * high, 1000))
    if given.kind == "general" and given.tuition - band[0] > CARD_LIMIT:
        notes.append(note("limit", "learning-card/amount", "share.card.limit"))
    return _share(given, row, band, "share.card.zero" if high == 0 else "share.card", "card_share", missing,
                  citation=section, notes=tuple(notes), see="learning-card/drop-out")  # fmt: skip


def _card_percent(given: Given, row: Row) -> tuple[int, int, str]:
    """Lowest and highest share in tenths of a percent, and the section that says so."""
    fixed = {"care": "care", "language": "language", "kdc": "kdc"}.get(given.kind or "")
    if fixed:
        share = row.whole(fixed) * 10
        # Which rule wins for someone who pays 0 % of general training was not found.
        return (0 if pays_nothing(given) else share), share, row.words(f"{fixed}_section")
    if pays_nothing(given):
        return 0, 0, row.words("zero_section")
    who = "credit" if "earned_income_credit" in given.receiving else "nesp_2" if given.nesp == "2" else "general"
    low, high = row.tenths(who)
    section = row.words("nesp_2_section") if who == "nesp_2" else row.section
    if given.placement_rate is not None and _at_least(given.placement_rate, row.whole("best_rate")):
        high = low
    elif given.placement_rate is not None and not _at_least(given.placement_rate, row.whole("worst_rate")):
        low = high
    return low, high, section


def _share(
    given: Given,
    row: Row,
    figure: int | tuple[int, int],
    key: str,
    formula: str,
    missing: tuple[str, ...] = (),
    *,
    citation: str = "",
    notes: tuple[AmountNote, ...] = (),
    see: str = "kdt/dropout",
    **values: Any,
) -> Amount:
    text = say(key, kind=_kind(given), tuition=given.tuition, figure=figure, row=row, **values)
    return build("own_share", figure, "won", "course", row=row, text=text, formula=formula, inputs=_inputs(given),
                 citation=citation, missing=missing, notes=notes, see=(see,))  # fmt: skip


def _special_notes(given: Given, row: Row) -> tuple[AmountNote, ...]:
    out = []
    if pays_nothing(given):
        out.append(note("confirm", row.words("reduced_section"), "share.reduced.note"))
    if given.tuition is not None and given.ordinal is None:
        percent = row.whole("second_percent")
        value = rounded(given.tuition * percent, 100)
        out.append(
            note("second", row.words("second_section"), "share.second.note", value, percent=percent, value=value)
        )
    if given.kind == "ai_campus":
        out.append(note("confirm", "kdt/ai-campus-own-share", "share.campus.note"))
    return tuple(out)


def _band_note(row: Row, tuition: int, share: int) -> AmountNote:
    over = row.whole("percent_up_to")
    if tuition <= over:
        return note("how", row.section, "share.how.percent", share, up_to=over, percent=row.whole("percent"))
    for up_to, fixed in row.pairs("bands"):
        if tuition <= up_to:
            return note("how", row.section, "share.how.band", share, over=over, up_to=up_to, share=fixed)
        over = up_to
    return note("how", row.section, "share.how.most", share, over=over, share=share)


def _inputs(given: Given) -> dict[str, Any]:
    starts = given.starts.isoformat() if given.starts else None
    told = {"kind": given.kind, "tuition": given.tuition, "starts": starts, "ordinal": given.ordinal,
            "hours": given.hours, "placement_rate": given.placement_rate, "nesp": given.nesp or None}  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _kind(given: Given) -> Any:
    return say(f"kind.{given.kind}")


def _at_least(rate: float, percent: int) -> bool:
    return round(rate * 1000) >= percent * 10


def _percent(tenths: int) -> str:
    return f"{tenths / 10:g}"
