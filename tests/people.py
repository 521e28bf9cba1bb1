"""Invented people for tests, the same ones for the same seed: nested profile JSON with ids and codes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from knowledge.taxonomy import load_taxonomy

# Work that young people look for, from shop floor to code; places from Seoul to small towns.
WORK = ["smart-factory-engineer", "plc-engineer", "cnc-operator", "quality-engineer", "electrician", "semiconductor-engineer", "accounting-clerk", "office-clerk", "marketer", "data-analyst", "frontend-developer", "backend-developer", "ai-service-developer", "software-tester", "cloud-engineer", "logistics-planner", "hr-staff", "mobile-developer", "production-planner", "robot-engineer"]
HOMES = ["11680", "11440", "41110", "41130", "26350", "26440", "27260", "28200", "30170", "31140", "36110", "43110", "44130", "47190", "48120", "48250", "50110", "51110"]
EDUCATION = ("high", "high", "college", "university", "university")
STATES = ("unemployed", "unemployed", "not_working", "employed", "student", "closed_business")


def people(n: int = 100, seed: int = 2026) -> Iterator[dict[str, Any]]:
    """`n` batch lines ``{"id", "profile", "goal"?}``."""
    taxonomy = load_taxonomy()
    rng = random.Random(seed)
    work = [w for w in WORK if w in taxonomy.occupations]
    for number in range(n):
        goal = rng.choice(work)
        usual = taxonomy.occupations[goal].skills
        profile: dict[str, Any] = {
            "age": rng.randint(19, 39),
            "education": rng.choice(EDUCATION),
            "employment": rng.choice(STATES),
            "skills": sorted(rng.sample(usual, min(len(usual), rng.choice((0, 1, 1, 2, 3))))),
            "wants": {},
        }
        if rng.random() < 0.85:
            profile["wants"]["occupations"] = [goal]
        if rng.random() < 0.3:
            profile["skills"] = sorted({*profile["skills"], "excel"})
        where = rng.random()
        if where < 0.45:
            profile["region"] = rng.choice(HOMES)
        elif where < 0.85:
            sidos = rng.sample(["11", "26", "27", "28", "41", "44", "48"], 2)
            profile["wants"]["regions"] = [f"{s}000" for s in sidos]
        else:
            profile["region"] = rng.choice(HOMES)
            profile["wants"]["regions"] = ["00000"]
        _details(rng, profile)
        line: dict[str, Any] = {"id": f"p{number:03d}", "profile": profile}
        if rng.random() < 0.2:
            line["goal"] = rng.choice(work)
        yield line


def _details(rng: random.Random, profile: dict[str, Any]) -> None:
    if profile["employment"] == "unemployed":
        profile["months_without_work"] = rng.choice((1, 4, 6, 12))
    if profile["employment"] == "student":
        profile["school"] = {"enrolled": True, "level": "university", "months_left": rng.choice((5, 12, 30))}
    if profile["employment"] == "closed_business":
        profile["business"] = {"closed_on": "2026-08-31", "days": 900}
    if rng.random() < 0.3:
        profile["insured_months_total"] = rng.choice((8, 20, 40))
    if rng.random() < 0.2:
        profile["wants"]["pay_min_monthly"] = rng.choice((2_200_000, 2_500_000, 2_800_000))
    if rng.random() < 0.15:
        profile["wants"]["employment"] = ["permanent"]
    if rng.random() < 0.15:
        profile["wants"]["remote"] = True
    if rng.random() < 0.15:
        profile["wants"]["willing_to_train_months"] = rng.choice((2, 4, 6))
    if rng.random() < 0.1:
        profile["visa"] = rng.choice(("F-2", "F-6", "D-10"))
