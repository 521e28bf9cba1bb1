"""What the state adds to Youth Future Savings, and what the income-tax cut for SME workers takes off."""

from __future__ import annotations

from typing import Any

from assistant.answer import Amount, AmountNote
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import note, rounded, say


def savings_match(given: Given) -> Amount | None:
    """The state's part for what was paid in (all that can be, if it isn't told): ordinary, favoured, or the band."""
    row = row_on("savings", given.day)
    if row is None:
        return None
    line = row.whole("pay_line")
    if given.yearly_pay is not None and given.yearly_pay > line:
        return build("savings_match", 0, "won", "total", row=row, text=say("savings.none", line=line),
                     formula="savings_percent", inputs={"yearly_pay": given.yearly_pay},
                     citation=row.words("pay_line_section"))  # fmt: skip
    paid, how = _paid_in(given, row)
    percents = (row.whole("ordinary"), row.whole("favoured"))
    low, high = (rounded(paid * p, 100) for p in percents)
    kind = "both"
    if given.favoured is not None:
        kind = "favoured" if given.favoured else "ordinary"
        low = high = high if given.favoured else low
    worded = say(f"savings.kind.{kind}", ordinary=percents[0], favoured=percents[1])
    text = say("savings.value", paid=paid, figure=(low, high), kind=worded, row=row)
    inputs: dict[str, Any] = {"savings_paid": paid}
    if given.savings_monthly is not None and given.savings_paid is None:
        inputs = {
            "savings_monthly": given.savings_monthly,
            "savings_months": given.savings_months or row.whole("months"),
        }
    if given.favoured is not None:
        inputs["favoured"] = given.favoured
    who = (note("condition", "savings/future-favoured", "savings.favoured"),) if given.favoured else ()
    return build("savings_match", (low, high), "won", "total", row=row, text=text, formula="savings_percent",
                 inputs=inputs, missing=() if given.favoured is not None else ("favoured",),
                 notes=(*who, *how, note("confirm", "savings/future-rounds", "savings.closed")),
                 see=("savings/future-favoured",) if given.favoured is None else ())  # fmt: skip


def _paid_in(given: Given, row: Row) -> tuple[int, tuple[AmountNote, ...]]:
    """What is paid in altogether, at most the most a month for the whole time, and the lines on how."""
    most, months = row.whole("monthly_most"), row.whole("months")
    percent: Any = say("range.percent", low=row.whole("ordinary"), high=row.whole("favoured"))
    if given.favoured is not None:
        percent = row.whole("favoured" if given.favoured else "ordinary")
    if given.savings_paid is not None:
        paid = min(given.savings_paid, most * months)
        return paid, (note("how", row.section, "savings.how_paid", paid, paid=paid, percent=percent),)
    monthly = min(given.savings_monthly if given.savings_monthly is not None else most, most)
    months = min(given.savings_months or months, months)
    paid = monthly * months
    facts = {"monthly": monthly, "months": months, "paid": paid, "percent": percent}
    notes: tuple[AmountNote, ...] = (note("how", row.section, "savings.how", paid, **facts),)
    if given.savings_monthly is not None and given.savings_monthly > most:
        notes = (*notes, note("cap", row.section, "savings.capped", most, most=most))
    return paid, notes


def tax_cut(given: Given) -> Amount | None:
    """What the cut takes off a year's income tax: the limit, or less where the tax is told."""
    row = row_on("tax_cut", given.hired_on or given.day)
    if row is None:
        return None
    other = given.age is not None and given.age > row.whole("youth_high")
    percent, years = (
        row.whole(f"{who}_{part}") for who in ("other" if other else "youth",) for part in ("percent", "years")
    )
    most = row.whole("yearly_most")
    notes: list[AmountNote] = []
    facts: dict[str, Any] = {"percent": percent, "years": years, "row": row}
    figure: int | tuple[int, int] = most
    if given.income_tax is None:
        text = say("tax.cap", figure=most, **facts)
    else:
        raw = rounded(given.income_tax * percent, 100)
        figure = min(raw, most)
        text = say("tax.value", tax=given.income_tax, figure=figure, **facts)
        if raw > most:
            notes.append(note("how", row.section, "tax.most", most, raw=raw, most=most, percent=percent))
    section = row.words("other_section") if other else row.section
    if given.age is None or other:
        notes.append(note("who", row.section, "tax.who"))
    notes.append(note("employer_first", row.section, "tax.form"))
    if row.last_known:
        notes.append(note("plan", row.words("sunset_section"), "tax.after"))
    inputs = {"income_tax": given.income_tax, "age": given.age}
    return build("sme_tax_cut", figure, "won_per_year", "year", row=row, text=text, formula="tax_percent_capped",
                 inputs={k: v for k, v in inputs.items() if v is not None}, citation=section,
                 notes=tuple(notes))  # fmt: skip
