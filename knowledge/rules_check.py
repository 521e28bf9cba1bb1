"""Proves rules.yaml: every field known, every figure really in the section cited, every programme covered.

Each problem is a sentence a library author can act on. What may stand in the files is docs/rules.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from knowledge.fields import FIELDS, ROOTS, FieldError, read_value
from knowledge.library.loader import Library
from knowledge.library.problem import Problem
from knowledge.models import LANGS, Claim, Lang, Section
from knowledge.rules import Condition, Leaf, Limit, Military, ProgrammeRules, Rules, leaves
from knowledge.text.figures import figures

# field → what a claim about it must be about: words of the claim's subject, condition or span, and its units
_ABOUT: Mapping[str, tuple[str, frozenset[str]]] = {
    "age": (r"나이|세|청년|연령|자녀|고령", frozenset({"age"})),
    "own_income_monthly": (r"소득|급여", frozenset({"won_per_month", "won_per_year", "percent", "won"})),
    "household_income_monthly": (r"소득", frozenset({"won_per_month", "percent"})),
    "household_assets": (r"재산", frozenset({"won"})),
    "work_days_24m": (r"일한 날|취업경험", frozenset({"days"})),
    "work_hours_24m": (r"시간|취업경험", frozenset({"hours"})),
    "months_without_work": (r"쉬|실업", frozenset({"months"})),
    "checklist_points": (r"체크리스트", frozenset({"points"})),
    "insured_days_18m": (r"가입일", frozenset({"days"})),
    "insured_months_total": (r"고용보험", frozenset({"months"})),
    "last_benefit_on": (r"급여", frozenset({"months"})),
    "local_allowance.monthly": (r"수당", frozenset({"won_per_month"})),
    "local_allowance.total": (r"수당", frozenset({"won"})),
    "local_allowance.ended_on": (r"수당", frozenset({"months"})),
    "nesp_ended.on": (r"국민취업|보통|취업", frozenset({"months", "years"})),
    "left_job.on": (r"실업급여|그만둔", frozenset({"months"})),
    "school.months_left": (r"학업|수업", frozenset({"months", "years"})),
    "school.high_school_year": (r"고등학생", frozenset({"count"})),
    "business.days": (r"영업", frozenset({"days"})),
    "business.closed_on": (r"폐업", frozenset({"date", "months", "years"})),
    "business.yearly_sales": (r"매출", frozenset({"won_per_year"})),
    "employer.insured_staff": (r"직원", frozenset({"people"})),
    "employer.weekly_hours": (r"시간", frozenset({"hours_per_week"})),
    "employer.pay_monthly": (r"월급|최저임금", frozenset({"won_per_month", "won_per_hour"})),
    "employer.hired_on": (r"취업|채용|신청|유지", frozenset({"date", "months"})),
}
_FIGURE_OPS = frozenset({"between", "le", "lt", "ge", "gt", "months_since", "months_within"})
_Sections = Mapping[tuple[str, Lang], Section]
_SPECIAL = frozenset({"as_of"})


def check_rules(library: Library, rules: Rules, *, whole: bool = True) -> list[Problem]:
    """Every problem of `rules` against the sections and programmes of `library`; an empty list means they hold.

    With `whole` false (one family was loaded) what needs the other families is left out.
    """
    sections = {(s.id, s.lang): s for s in library.sections}
    known = {s.id for s in library.sections}
    families = {f.id for f in library.families}
    problems: list[Problem] = []
    if whole:
        problems += _coverage(library, rules)
        problems += _tables(rules, sections)
    for programme in rules.programmes.values():
        if programme.family in families:
            problems += _programme(programme, rules, known if whole else None)
    seen: set[int] = set()
    for programme in rules.programmes.values():
        for condition in programme.conditions:
            if id(condition) not in seen and (whole or condition.section.split("/")[0] in families):
                seen.add(id(condition))
                problems += _condition(condition, f"{programme.id}: {condition.id}", rules, sections)
    return problems


def _coverage(library: Library, rules: Rules) -> Iterator[Problem]:
    owners = {p.id: f.id for f in library.families for p in f.programmes}
    for id_, family in owners.items():
        found = rules.programmes.get(id_)
        if found is None or not found.conditions:
            yield Problem(id_, f"has no conditions in {family}/rules.yaml; where no criterion is known, say so there")
        elif found.family != family:
            yield Problem(id_, f"belongs to {family}, but its rules stand in {found.family}/rules.yaml")
    for id_, programme in rules.programmes.items():
        if id_ not in owners:
            yield Problem(id_, f"{programme.family}/rules.yaml has rules for it, but the library has no such programme")


def _programme(programme: ProgrammeRules, rules: Rules, known: set[str] | None) -> Iterator[Problem]:
    where = programme.id
    for id_, n in Counter(c.id for c in programme.conditions).items():
        if n > 1:
            yield Problem(where, f"condition id {id_} is used {n} times")
    if known is None:
        return
    cited = [programme.no_criteria, *(e.section for e in programme.excludes), *(w.section for w in programme.windows)]
    for section in cited:
        if section and section not in known:
            yield Problem(where, f"cites {section}, which doesn't exist")
    for exclusion in programme.excludes:
        if exclusion.programme not in rules.programmes:
            yield Problem(where, f"excludes {exclusion.programme}, which has no rules")
    for window in programme.windows:
        if window.opens > window.closes:
            yield Problem(where, f"its window closes on {window.closes}, before it opens")


def _condition(c: Condition, where: str, rules: Rules, sections: _Sections) -> Iterator[Problem]:
    both = [sections.get((c.section, lang)) for lang in LANGS]
    if None in both:
        yield Problem(where, f"cites {c.section}, which doesn't exist")
        return
    tests = [*leaves(c.test), *leaves(c.when)]
    for leaf in tests:
        yield from _leaf(leaf, where)
    if c.kind == "office" and c.test is not None and c.judged is None:
        yield Problem(where, "is left to the office, but has no `judged` sentence for it")
    for section in both:
        assert section is not None
        if section.state == "planned" and not any(leaf.op == "planned" for leaf in tests):
            yield Problem(where, f"cites {c.section}, which is only planned")
        yield from _words(c, section, where)
    korean = both[0]
    assert korean is not None
    named = []
    for name in c.claim.split():
        claim = _claim(name, korean, sections)
        if claim is None:
            yield Problem(where, f"{c.section} has no claim {name}")
        else:
            named.append(claim)
    for leaf in leaves(c.test):
        if leaf.op in _FIGURE_OPS and leaf.value is not None:
            yield from _figure(c, leaf, named, where, rules)
        if leaf.military is not None:
            yield from _military(leaf.military, where, sections)


def _claim(name: str, section: Section, sections: _Sections) -> Claim | None:
    """A claim by its id in the section cited, or as `section#claim` in another one."""
    other, _, id_ = name.rpartition("#")
    holder = sections.get((other, "ko")) if other else section
    return next((k for k in holder.claims if k.id == id_), None) if holder else None


def _leaf(leaf: Leaf, where: str) -> Iterator[Problem]:
    for name in filter(None, (leaf.field, leaf.at)):
        if name not in FIELDS and name not in _SPECIAL and not (name in ROOTS and leaf.op == "reported"):
            yield Problem(where, f"{name} is no profile field")
            return
    spec = FIELDS.get(leaf.field)
    if spec is None:
        return
    if leaf.op in ("in", "not_in", "has", "has_none") and not isinstance(leaf.value, tuple):
        yield Problem(where, f"{leaf.op} needs a list, not {leaf.value!r}")
    elif leaf.op in ("in", "not_in", "has", "has_none", "eq") and spec.choices:
        for value in leaf.value if isinstance(leaf.value, tuple) else (leaf.value,):
            if value not in spec.choices:
                yield Problem(where, f"{leaf.field}: {value} is none of {', '.join(spec.choices)}")
    elif leaf.op in ("le", "lt", "ge", "gt", "between") and not isinstance(leaf.value, Limit):
        for value in leaf.value if isinstance(leaf.value, tuple) else (leaf.value,):
            try:
                read_value(leaf.field, value)
            except FieldError as e:
                yield Problem(where, str(e))


def _words(c: Condition, section: Section, where: str) -> Iterator[Problem]:
    """The figures of a condition's words stand in its section, in the same language."""
    body = f"{section.title}\n{section.text}"
    theirs = {_bare(f.value) for f in figures(body)} | set(re.findall(r"\d+(?:\.\d+)?", body))
    claims = {_bare(str(v)) for claim in section.claims for v in _values(claim)}
    for text in filter(None, (c.text, c.judged, c.note)):
        for figure in figures(text[section.lang].replace("{limit}", "")):
            if _bare(figure.value) not in theirs | claims:
                yield Problem(where, f"says {figure.kind} {figure.value} ({section.lang}), not in {section.id}")
    if c.span and c.span[section.lang] not in body:
        yield Problem(where, f"its span {c.span[section.lang]!r} doesn't stand in {section.id} ({section.lang})")


def _figure(c: Condition, leaf: Leaf, named: list[Claim], where: str, rules: Rules) -> Iterator[Problem]:
    """The figure compared with is a claim of the section, about that subject."""
    about, units = _ABOUT.get(leaf.field, ("", frozenset()))
    fitting = [k for k in named if k.unit in units and re.search(about, _subject(k))]
    wanted = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    if isinstance(leaf.value, Limit) and leaf.value.kind == "median_percent":
        wanted = (leaf.value.amount,)
    if c.span is not None or leaf.field in _SPECIAL:
        return
    if isinstance(leaf.value, Limit) and leaf.value.kind == "minimum_wage_month":
        if not any(k.value in rules.tables.minimum_wage.values() for k in fitting):
            yield Problem(where, f"no claim of {c.section} named in `claim` is a minimum wage")
        return
    held = {v for k in fitting for v in _same_unit(k, leaf)}
    missing = [v for v in wanted if v not in held]
    if len(wanted) == 2 and len(missing) == 1 and wanted[0] == _next(held):
        missing = []  # "not youth": one above the claim's upper end
    for value in missing:
        if leaf.op == "ge" and value == 1:
            continue  # "any at all" is no figure
        yield Problem(where, f"{leaf.field} {leaf.op} {value}: no fitting claim of {c.section} named in `claim` has it")


def _next(held: set[Any]) -> Any:
    ages = sorted(v for v in held if isinstance(v, int))
    return ages[1] + 1 if len(ages) > 1 else None


def _military(military: Military, where: str, sections: _Sections) -> Iterator[Problem]:
    if military.max_age is None and military.max_years is None:
        return
    section = sections.get((military.section, "ko"))
    if section is None:
        yield Problem(where, f"military: cites {military.section or 'no section'}")
        return
    value, unit = (military.max_age, "age") if military.max_age is not None else (military.max_years, "years")
    if not any(k.value == value and k.unit == unit and "군 복무" in _subject(k) for k in section.claims):
        yield Problem(where, f"military: no claim of {section.id} says {value} {unit}")


def _tables(rules: Rules, sections: _Sections) -> Iterator[Problem]:
    tables = rules.tables
    for year, sizes in tables.median_income.items():
        section = sections.get((tables.median_sections[year], "ko"))
        held = {v for k in (section.claims if section else ()) for v in _values(k)}
        for size, (low, high) in sizes.items():
            if low == high and low not in held:
                yield Problem(f"median_income {year}", f"{low} ({size}) isn't in {tables.median_sections[year]}")
    for year, hour in tables.minimum_wage.items():
        section = sections.get((tables.wage_sections[year], "ko"))
        if section is None or hour not in {v for k in section.claims for v in _values(k)}:
            yield Problem(f"minimum_wage {year}", f"{hour} isn't a claim of {tables.wage_sections[year]}")
    if tables.days is not None:
        section = sections.get((tables.days.section, "ko"))
        rows = {k.value for k in (section.claims if section else ()) if isinstance(k.value, tuple)}
        if not {tables.days.younger, tables.days.older} <= rows:
            yield Problem("benefit_days", f"the days aren't claims of {tables.days.section}")


def _subject(claim: Claim) -> str:
    condition = claim.condition.ko if claim.condition else ""
    return f"{claim.subject.ko} {condition} {claim.span.ko}"


def _values(claim: Claim) -> tuple[Any, ...]:
    return claim.value if isinstance(claim.value, tuple) else (claim.value,)


def _same_unit(claim: Claim, leaf: Leaf) -> set[Any]:
    """The claim's values in the unit the field has: years as months, a year's pay as a month's."""
    values = set(_values(claim))
    if claim.unit == "years":
        return {v * 12 for v in values}
    if claim.unit == "won_per_year" and leaf.field.endswith("_monthly"):
        return {v // 12 for v in values}
    if claim.unit == "date":
        return {date.fromisoformat(v) if isinstance(v, str) and len(v) == 10 else v for v in values}
    return values


def _bare(value: str) -> str:
    return value.lstrip("-")
