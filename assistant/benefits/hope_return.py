"""Hope Return: demolition money by closing date, the job-change allowance, the restart fund, and the NESP link."""

from __future__ import annotations

from assistant.answer import Amount, AmountNote
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.tables import Row, row_on, rows
from assistant.benefits.words import Both, note, say

_RULES = "hope-return/demolition-rules"


def hope_return(given: Given) -> tuple[Amount, ...]:
    """All items; nothing before the notice whose figures are known."""
    notice = row_on("hope_return", given.day)
    if notice is None:
        return ()
    job = (notice.whole("job_first"), notice.whole("job_second"))
    restart, section = notice.whole("restart"), notice.words("restart_section")
    out = [
        demolition(given),
        build("hope_return_job", sum(job), "won", "total", row=notice, formula="job_first_plus_second",
              text=say("hope.job", first=job[0], second=job[1], value=sum(job), row=notice),
              inputs={"first": job[0], "second": job[1]}),
        build("hope_return_restart", restart, "won", "once", row=notice, formula="restart_limit", inputs={},
              text=say("hope.restart", value=restart, row=notice), citation=section,
              notes=(note("confirm", "hope-return/restart-own-share", "hope.restart.own"),)),
        link(given),
    ]  # fmt: skip
    return tuple(a for a in out if a is not None)


def demolition(given: Given) -> Amount | None:
    """Demolition money: the limit of the closing date, and what the shop's size makes of it."""
    notice = row_on("hope_return", given.day)
    if notice is None:
        return None
    each = notice.whole("per_pyeong")
    inputs = {"closed_on": given.closed_on.isoformat() if given.closed_on else None, "area_pyeong": given.area_pyeong}
    inputs = {name: value for name, value in inputs.items() if value is not None}
    rule: AmountNote = note("rules", _RULES, "hope.demolition.rules")
    section = "hope-return/demolition-amount"
    if given.closed_on is None:
        limits = sorted(r.whole("most") for r in rows("hope_return_demolition") if not r.flag("unsettled"))
        figure = (_capped(given, each, limits[0]), _capped(given, each, limits[-1]))
        return build("hope_return_demolition", figure, "won", "once", row=notice, formula="demolition_by_closing_date",
                     text=say("hope.demolition.band", figure=figure), inputs=inputs, citation=section,
                     missing=("business.closed_on",), notes=(rule,))  # fmt: skip
    limit = row_on("hope_return_demolition", given.closed_on)
    assert limit is not None  # the first row has no first day
    most = limit.whole("most")
    value = _capped(given, each, most)
    if limit.flag("unsettled"):
        return build("hope_return_demolition", (0, value), "won", "once", row=notice, inputs=inputs,
                     formula="demolition_by_closing_date", text=say("hope.demolition.unsettled", high=value),
                     citation=limit.section, notes=(rule,))  # fmt: skip
    facts = {"closed": _closed(limit), "figure": value, "each": each, "area": given.area_pyeong, "most": most}
    how: tuple[AmountNote, ...] = ()
    key = "hope.demolition"
    if given.area_pyeong is not None:
        key = "hope.demolition.area"
        how = (note("how", section, "hope.demolition.how", None, sum=round(given.area_pyeong * each), **facts),)
    if given.closed_on.year > given.day.year:  # another year's budget
        how = (*how, note("confirm", _RULES, "hope.demolition.later", None, year=given.closed_on.year))
    return build("hope_return_demolition", value, "won", "once", row=notice, formula="demolition_by_closing_date",
                 text=say(key, **facts), inputs=inputs, citation=limit.section, notes=(*how, rule))  # fmt: skip


def link(given: Given) -> Amount | None:
    """The extra of those who go on to NESP, as announced; not confirmed for later years."""
    row = row_on("hope_return_link", given.day)
    if row is None:
        return None
    monthly, months = row.whole("monthly"), row.whole("months")
    facts = {"monthly": monthly, "months": months, "value": monthly * months}
    return build("hope_return_nesp_link", monthly, "won_per_month", "month", row=row, inputs={"months": months},
                 formula="link_monthly", text=say("hope.link", row=row, **facts))  # fmt: skip


def _capped(given: Given, each: int, most: int) -> int:
    return most if given.area_pyeong is None else min(most, round(given.area_pyeong * each))


def _closed(limit: Row) -> Both:
    """The span of closing dates that the limit is for: what was told may be less exact than a day."""
    first, last = limit.valid_from, limit.valid_to
    if last is None:
        return say("hope.closed.from", first=first)
    return say("hope.closed.between", first=first, last=last)
