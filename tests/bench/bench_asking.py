"""How many questions lead a young person to a result that no further answer would change.

    python -m tests.bench asking

Thirty invented people answer as they are; each starts with nothing told. `asked` are the questions put until none is
left, `settled` whether the programmes a person applies to stand as they would with everything known.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.answer import Ask
from assistant.asking import asks_with_amounts
from assistant.benefits import amounts
from assistant.eligibility.asks import next_asks
from assistant.eligibility.decide import Eligibility
from assistant.profile import Fact, Profile
from knowledge.doors import load_doors
from knowledge.library.loader import load_library
from knowledge.rules import load_rules
from knowledge.taxonomy import load_taxonomy

AS_OF = date(2026, 11, 22)
PEOPLE = 30
# What a firm or a counsellor's checklist has to settle, not the person
OTHERS = frozenset({"job-leap-employer", "job-leap-youth", "sme-tax-cut", "youth-challenge"})


def run() -> None:
    """Prints mean and greatest number of questions."""
    eligibility, rng = _eligibility(), random.Random(31)
    counts, settled = [], 0
    for _ in range(PEOPLE):
        truth = young_person(rng)
        asked, known = interview(eligibility, truth)
        counts.append(len(asked))
        settled += _states(eligibility, known) == _states(eligibility, _profile(truth))
    print(f"questions: mean {sum(counts) / len(counts):.1f}, most {max(counts)}; settled {settled} of {PEOPLE}")


def young_person(rng: random.Random) -> dict[str, Any]:
    """An ordinary young person: out of work, in work, or a student, of a household of one to five."""
    size = rng.choice((1, 1, 2, 3, 4, 5))
    own = rng.choice((0, 0, 0, 600_000, 1_200_000, 2_400_000))
    person: dict[str, Any] = {
        "age": rng.randint(19, 34),
        "employment": rng.choice(("unemployed", "unemployed", "not_working", "employed", "student")),
        "visa": "citizen",
        "household_size": size,
        "household_income_monthly": own + rng.choice((0, 1_500_000, 3_000_000, 5_500_000)) * (size > 1),
        "household_assets": rng.choice((20_000_000, 150_000_000, 350_000_000, 450_000_000, 700_000_000)),
        "own_income_monthly": own,
        "work_days_24m": rng.choice((0, 20, 99, 100, 250, 400)),
        "months_without_work": rng.choice((1, 5, 8, 14)),
        "checklist_points": rng.choice((10, 21)),
        "dependants": 0 if size < 3 else rng.choice((0, 1)),
        "education": rng.choice(("high", "college", "university")),
    }
    person["work_hours_24m"] = person["work_days_24m"] * rng.choice((4, 8))
    if person["employment"] == "employed":
        person |= {"employer.kind": "company", "employer.large_firm": rng.random() < 0.2, "months_without_work": 0}
        person["employer.pay_monthly"] = max(own, 2_200_000)
        person["own_income_monthly"] = person["employer.pay_monthly"]
        person["household_income_monthly"] = max(person["household_income_monthly"], person["own_income_monthly"])
        person["employer.hired_on"] = date(2026, rng.choice((3, 9)), 1)
    if person["employment"] == "student":
        person |= {"school.enrolled": True, "school.level": "university", "school.months_left": rng.choice((5, 12, 30))}
    return person


def interview(eligibility: Eligibility, truth: Mapping[str, Any]) -> tuple[list[Ask], Profile]:
    """Asks until nothing is left to ask; the questions put and what is known then."""
    known = Profile()
    asked: list[Ask] = []
    skipped: frozenset[str] = frozenset()
    while True:
        decisions = eligibility.decide(known, AS_OF)
        asks = next_asks(eligibility, known, AS_OF, decisions, skipped=skipped, asked=len(asked))
        found = amounts(known, None, AS_OF)
        asks = asks_with_amounts(asks, decisions, found, known, skipped=skipped, asked=len(asked))
        asks = tuple(a for a in asks if a.field not in skipped)
        if not asks or len(asked) > 12:
            return asked, known
        asked.append(asks[0])
        field = asks[0].field
        if field in truth:
            known, _ = known.merge([Fact(field, truth[field])])
        else:
            skipped |= {field}


def _states(eligibility: Eligibility, profile: Profile) -> dict[str, str]:
    return {d.programme: d.decision for d in eligibility.decide(profile, AS_OF) if d.programme not in OTHERS and d.open}


def _profile(facts: Mapping[str, Any]) -> Profile:
    return Profile().merge([Fact(field, value) for field, value in facts.items()])[0]


def _eligibility() -> Eligibility:
    library = load_library()
    own = {f.id: tuple(p.id for p in f.programmes) for f in library.families}
    return Eligibility(library.families, load_rules(), load_taxonomy().regions, load_doors(families=own))
