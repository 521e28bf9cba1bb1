"""What matching takes of a profile: skills, occupations, places and plain limits. All else about a person stays out.

A résumé is read for the names of skills and licences only: not for age, sex, birthplace, nationality or health.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.profile import Profile
from knowledge.fit import Seeker
from knowledge.models import ANYWHERE
from knowledge.taxonomy import Taxonomy, fold
from knowledge.taxonomy.nodes import NodeKind


def seeker_of(profile: Profile, taxonomy: Taxonomy, as_of: date, *, wider: bool = False) -> Seeker:
    """The person as matching sees them on the day. `wider` lifts the limit to a region, never the sense of distance.

    In range are the regions wanted. Where only a home is known, it is the home and what shares a commuting area with
    it inside the same sido; where neither is, everywhere.
    """
    resume = str(profile.get("resume_text", ""))
    skills = set(taxonomy_ids(taxonomy, "skill", profile.get("skills", ())))
    skills |= {id_ for m in taxonomy.mentions(resume, "skill") if len(m.ids) == 1 for id_ in m.ids}
    home = _codes(taxonomy, [profile.get("region", "")], as_of)
    wanted = _codes(taxonomy, profile.get("wants.regions", ()), as_of)
    inside = tuple(h for h in home if any(taxonomy.regions.contains(w, h) for w in wanted))
    near = inside or wanted or home
    within = () if wider or ANYWHERE in wanted else wanted or _commuting(taxonomy, home)
    words = " ".join((*profile.get("skills", ()), *profile.get("licences", ()), resume))
    occupations = taxonomy_ids(taxonomy, "occupation", profile.get("wants.occupations", ()))
    months = max(profile.get("insured_months_total", 0), _experience(profile, taxonomy, occupations))
    return Seeker(
        skills=frozenset(skills),
        occupations=occupations,
        within=within,
        near=tuple(code for code in near if code != ANYWHERE),
        remote=bool(profile.get("wants.remote", False)),
        visa=str(profile.get("visa", "")),
        education=str(profile.get("education", "")),
        licences="".join(words.casefold().split()),
        years=int(months) // 12,
        pay_min_monthly=profile.get("wants.pay_min_monthly"),
        employment=tuple(profile.get("wants.employment", ())),
    )


def taxonomy_ids(taxonomy: Taxonomy, kind: NodeKind, words: Iterable[str]) -> tuple[str, ...]:
    """The ids that words stand for, each an id, a name or an alias; words that mean nothing here are left out."""
    nodes = taxonomy.skills if kind == "skill" else taxonomy.occupations
    safe, weak = taxonomy.surface_forms(kind), taxonomy.weak_forms(kind)
    out: list[str] = []
    for word in words:
        form = fold(word)
        if word in nodes:
            out.append(word)
        elif found := safe.get(form) or weak.get(form):
            out += found[:1]  # a name of several things: the first is what it is used for most
        else:
            out += [id_ for m in taxonomy.mentions(word, kind) if len(m.ids) == 1 for id_ in m.ids]
    return tuple(dict.fromkeys(out))


def _experience(profile: Profile, taxonomy: Taxonomy, wanted: tuple[str, ...]) -> int:
    """The most months in one kind of work, of those wanted or of the same KECO group where any is wanted."""
    most = 0
    groups = {taxonomy.occupations[o].keco for o in wanted}
    for told in profile.get("experience_months", ()):
        name, _, months = str(told).rpartition(":")
        known = taxonomy_ids(taxonomy, "occupation", [name])[:1]
        if not wanted or any(o in wanted or taxonomy.occupations[o].keco in groups for o in known):
            most = max(most, int(months))
    return most


def _codes(taxonomy: Taxonomy, places: Iterable[str], on: date) -> tuple[str, ...]:
    """The codes in force on the day of the places named; an ambiguous name gives all it may mean."""
    return tuple(dict.fromkeys(r.code for place in places if place for r in taxonomy.regions.resolve(str(place), on)))


def _commuting(taxonomy: Taxonomy, home: tuple[str, ...]) -> tuple[str, ...]:
    regions = taxonomy.regions
    around = {n for code in home for n in regions.neighbours(code) if n[:2] == code[:2]}
    cities = [row.parent for code in home if (row := regions.get(code)) is not None and row.level == "gu"]
    return tuple(dict.fromkeys((*home, *cities, *sorted(around))))
