"""The job-leap subsidy: the young person's part by the firm's area, and the firm's part."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.answer import Amount, AmountNote
from assistant.benefits.build import build
from assistant.benefits.given import Given
from assistant.benefits.places import CAPITAL, OTHER, PLACES, is_edge, leap_tiers
from assistant.benefits.tables import Row, row_on
from assistant.benefits.words import Both, note, say
from knowledge.models import LANGS
from knowledge.taxonomy import load_taxonomy


def leap_youth(given: Given) -> Amount | None:
    """What the young person gets over two years, by the firm's area: a band where the area or its tier is unknown."""
    on = given.hired_on or given.day
    row = row_on("job_leap_youth", on)
    if row is None:
        return None
    if not row.flag("by_area"):
        high = row.whole("general")
        return build("job_leap_youth", (0, high), "won", "total", row=row, text=say("leap.older", high=high),
                     formula="job_leap_2025", inputs=_inputs(given, ()))  # fmt: skip
    tiers = leap_tiers(given.firm_region, on)
    amounts = sorted(row.whole(tier) for tier in tiers)
    figure = (amounts[0], amounts[-1])
    return build(
        "job_leap_youth",
        figure,
        "won",
        "total",
        row=row,
        text=_text(given, row, tiers, figure, on),
        formula="job_leap_area",
        inputs=_inputs(given, tuple(sorted(tiers))),
        citation=_citation(given, row, tiers, on),
        missing=("employer.region",) if len(tiers) > 1 else (),
        notes=_notes(given, row, tiers, on),
        see=("job-leap/employer-first",),
    )


def leap_employer(given: Given) -> Amount | None:
    """What the firm gets over a year, the same everywhere."""
    row = row_on("job_leap_employer", given.hired_on or given.day)
    if row is None:
        return None
    value = row.whole("total")
    return build("job_leap_employer", value, "won", "total", row=row, text=say("leap.employer", value=value, row=row),
                 formula="job_leap_employer", inputs={"monthly": row.whole("monthly")})  # fmt: skip


def _text(given: Given, row: Row, tiers: frozenset[str], figure: tuple[int, int], on: date) -> Both:
    if tiers == {CAPITAL}:
        return say("leap.none")
    if len(tiers) > 1:
        return say("leap.band", figure=figure, row=row)
    return say("leap.value", place=_place(given), figure=figure, tier=say(f"leap.tier.{next(iter(tiers))}"), row=row)


def _citation(given: Given, row: Row, tiers: frozenset[str], on: date) -> str:
    if tiers == {CAPITAL}:
        return row.words("capital_section")
    return row.words("edge_section") if is_edge(given.firm_region, on) else row.section


def _notes(given: Given, row: Row, tiers: frozenset[str], on: date) -> tuple[AmountNote, ...]:
    out = []
    if tiers != {CAPITAL}:
        if len(tiers) > 1:
            amounts = {tier: row.whole(tier) for tier in ("general", "preferred", "special")}
            out.append(note("how", row.section, "leap.tiers", None, **amounts))
        if tiers - {"general"}:
            out.append(note("confirm", row.words("tier_section"), "leap.who_knows"))
        out.append(note("not_pay", row.section, "leap.not_pay"))
    if is_edge(given.firm_region, on):
        out.insert(0, note("confirm", row.words("edge_section"), "leap.edge"))
    return tuple(out)


def _place(given: Given) -> Both:
    where = given.firm_region[0]
    if where in PLACES:
        return (
            say("leap.tier.general") if where == OTHER else {"ko": "인구감소지역", "en": "a shrinking-population area"}
        )
    regions = load_taxonomy().regions
    rows = regions.resolve(where, given.hired_on or given.day)
    return {lang: regions.name(rows[0].code, lang) for lang in LANGS}


def _inputs(given: Given, tiers: tuple[str, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {"firm_region": list(given.firm_region) or None, "tiers": list(tiers) or None}
    told["hired_on"] = given.hired_on.isoformat() if given.hired_on else None
    return {name: value for name, value in told.items() if value is not None}
