"""Amounts computed from the rules: what a person gets or pays, with its formula, its inputs and the section it's from.

`amounts` gives them for a profile; the modules beside it hold one small function a figure. Figures are dated
(`knowledge/library/amounts.yaml`), words are templates (`words.yaml`), everything but words is language-free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from assistant.answer import Amount
from assistant.benefits.asks import asks_for
from assistant.benefits.given import Given, InputError, read_given
from assistant.benefits.hope_return import hope_return
from assistant.benefits.job_leap import leap_employer, leap_youth
from assistant.benefits.median import median_amounts
from assistant.benefits.nesp import nesp_allowance, nesp_total
from assistant.benefits.nesp_more import success_payments, type2_participation, type2_training, type2_visits
from assistant.benefits.savings import savings_match, tax_cut
from assistant.benefits.shares import own_share
from assistant.benefits.training import training_amounts
from assistant.benefits.unemployment import early_reemployment, unemployment_amounts, unemployment_month
from assistant.benefits.wages import minimum_wage
from assistant.profile import Profile

_Maker = Callable[[Given], Amount | tuple[Amount, ...] | None]

# Who makes which names, in the order amounts are given.
_MAKERS: tuple[tuple[frozenset[str], _Maker], ...] = (
    (frozenset({"nesp_allowance"}), nesp_allowance),
    (frozenset({"nesp_allowance_total"}), nesp_total),
    (frozenset({"nesp2_participation"}), type2_participation),
    (frozenset({"nesp2_visits"}), type2_visits),
    (frozenset({"nesp2_training"}), type2_training),
    (frozenset({"nesp_success", "nesp_success_6", "nesp_success_12", "nesp_success_total"}), success_payments),
    (frozenset({"own_share"}), own_share),
    (frozenset({"training_monthly", "training_bonus", "special_allowance"}), training_amounts),
    (frozenset({"job_leap_youth"}), leap_youth),
    (frozenset({"job_leap_employer"}), leap_employer),
    (frozenset({"unemployment_day", "unemployment_days", "unemployment_total"}), unemployment_amounts),
    (frozenset({"unemployment_month"}), unemployment_month),
    (frozenset({"early_reemployment"}), early_reemployment),
    (
        frozenset({"minimum_wage_hour", "minimum_wage_day", "minimum_wage_month", "minimum_wage_probation"}),
        minimum_wage,
    ),
    (
        frozenset({"hope_return_demolition", "hope_return_job", "hope_return_restart", "hope_return_nesp_link"}),
        hope_return,
    ),
    (frozenset({"savings_match"}), savings_match),
    (frozenset({"sme_tax_cut"}), tax_cut),
    (frozenset({"median_income"}), median_amounts),
)
NAMES: frozenset[str] = frozenset().union(*(names for names, _ in _MAKERS))
_OWNERS = frozenset({"self_employed", "closing_business", "closed_business"})


def amounts(
    profile: Profile,
    inputs: Mapping[str, Any] | None,
    as_of: date,
    *,
    wanted: Iterable[str] | None = None,
) -> tuple[Amount, ...]:
    """The amounts for a person on a day, in a fixed order.

    `inputs` are what was given beside the profile (`given.py`): `course`, `year`, `weekly_hours` and others. `wanted`
    names the amounts (NAMES); without it, all that concern the person: benefit only for who left a job, shop items
    only for owners, course money only with a course. Raises InputError (and ProfileError) on what can't be.
    """
    return compute(read_given(profile, inputs, as_of), None if wanted is None else frozenset(wanted))


def compute(given: Given, wanted: frozenset[str] | None = None) -> tuple[Amount, ...]:
    """`amounts` for what was read already."""
    if wanted is not None and (unknown := wanted - NAMES):
        raise InputError(f"wanted: no such amount: {', '.join(sorted(unknown))}. Known: {', '.join(sorted(NAMES))}.")
    out: list[Amount] = []
    for names, make in _MAKERS:
        if wanted is None and not _concerns(names, given):
            continue
        if wanted is not None and not names & wanted:
            continue
        made = make(given)
        found = () if made is None else made if isinstance(made, tuple) else (made,)
        out += [a for a in found if wanted is None or a.name in wanted]
    return tuple(out)


def _concerns(names: frozenset[str], given: Given) -> bool:
    if names & {"unemployment_day", "unemployment_month"}:
        told = (given.left_on, given.average_daily_wage, given.pay_monthly, given.benefit_days_left)
        return any(value is not None for value in told) or bool(given.left_reason)
    if "hope_return_job" in names:
        owner = given.employment in _OWNERS or "small_business_owner" in given.groups
        return owner or given.closed_on is not None
    return True


__all__ = ["NAMES", "Given", "InputError", "amounts", "asks_for", "compute", "read_given"]
