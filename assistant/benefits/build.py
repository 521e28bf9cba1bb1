"""Puts an amount together: one figure or a band, and what is said of figures whose year is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.answer import Amount, AmountNote
from assistant.benefits.tables import Row
from assistant.benefits.words import Both, last_known


def build(
    name: str,
    figure: int | tuple[int, int],
    unit: str,
    period: str,
    *,
    row: Row,
    text: Both,
    formula: str,
    inputs: Mapping[str, Any],
    citation: str = "",
    missing: tuple[str, ...] = (),
    notes: tuple[AmountNote, ...] = (),
    see: tuple[str, ...] = (),
) -> Amount:
    """An amount from a table's row. A band whose ends meet is one figure; `citation` is the row's section if not given.

    Last-known rows get their flag and their note.
    """
    low, high = figure if isinstance(figure, tuple) else (figure, figure)
    return Amount(
        name=name,
        value=low if low == high else None,
        band=None if low == high else (low, high),
        unit=unit,
        period=period,
        formula=formula,
        inputs=inputs,
        citation=citation or row.section,
        text=text,
        last_known=row.last_known,
        missing=missing,
        notes=(*notes, *last_known(row)),
        see=see,
    )
