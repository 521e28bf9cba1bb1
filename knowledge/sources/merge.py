"""One job told by several sources: which records are the same, and which of them stands for all.

Records are the same where the firm is (its public number, else its name), the place is or one lies in the other, the
titles are nearly so, and nothing said by both differs: experience, kind of employment, pay, the last day. Then the
richest record stands, with the links of all; the others stay in the store, name it in `same_as` and aren't shown.
Records of one source are never merged, nor samples with anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from rapidfuzz import fuzz

from knowledge.models import Opening
from knowledge.text.normalise import fold

Holds = Callable[[str, str], bool]  # whether one region holds another

NEAR_TITLES: Final = 88  # of 100, over the words of the titles in any order
NEAR_DAYS: Final = 3  # between the last days two sources give
_LEGAL: Final = re.compile(
    r"주식\s?회사|유한\s?(?:책임)?\s?회사|합자\s?회사|농업회사법인|사회적협동조합|협동조합|\((?:주|유|합|사|재|의)\)|㈜|㈔|㈲"
    r"|\b(?:co|corp|corporation|inc|ltd|limited|llc|company)\b\.?",
    re.I,
)
_BRACKETS: Final = re.compile(r"[\[(【<][^\])】>]{0,30}[\])】>]")
_AROUND: Final = re.compile(
    r"채용|모집|구인|공고|공개|신입|경력|무관|사원|직원|담당자?|정규직|계약직|인턴|급구|구합니다|모십니다|뽑습니다|각\s?부문|\d+\s?명",
)


def merged(openings: Iterable[Opening], holds: Holds) -> Iterator[Opening]:
    """The openings as they should be kept: links of all on the record that stands, `same_as` on the others.

    What an earlier merge wrote is undone first, so that the same openings give the same records again.
    """
    bare = [_bare(o) for o in openings]
    groups = _groups([o for o in bare if not o.sample and not o.withdrawn], holds)
    for opening in bare:
        group = groups.get(opening.id)
        if group is None:
            yield opening
        elif group[0].id == opening.id:
            links = dict.fromkeys(link for member in group for link in member.links)
            yield replace(opening, links=tuple(links))
        else:
            yield replace(opening, same_as=group[0].id)


def _bare(opening: Opening) -> Opening:
    own = tuple(link for link in opening.links if link[0] == opening.source)
    return opening if own == opening.links and not opening.same_as else replace(opening, links=own, same_as="")


def _groups(openings: Sequence[Opening], holds: Holds) -> dict[str, list[Opening]]:
    """Id → all records of the same job, the one that stands first; only ids that are in such a group."""
    firms: defaultdict[str, list[Opening]] = defaultdict(list)
    for opening in openings:
        for key in firm_keys(opening):
            firms[key].append(opening)
    found: dict[str, list[Opening]] = {}
    for members in firms.values():
        if len({o.source for o in members}) > 1:
            _join(sorted(members, key=lambda o: o.id), found, holds)
    for group in {id(g): g for g in found.values()}.values():
        group.sort(key=lambda o: (-richness(o), o.id))
    return {id_: group for id_, group in found.items() if len(group) > 1}


def _join(members: Sequence[Opening], found: dict[str, list[Opening]], holds: Holds) -> None:
    """Puts each record into the first group all of whose members it is the same as."""
    groups = list({id(found[o.id]): found[o.id] for o in members if o.id in found}.values())
    for opening in members:
        if opening.id in found:
            continue
        for group in groups:
            if all(same(opening, other, holds) for other in group):
                group.append(opening)
                found[opening.id] = group
                break
        else:
            groups.append([opening])
            found[opening.id] = groups[-1]


def firm_keys(opening: Opening) -> tuple[str, ...]:
    """What a firm may be recognised by: the fingerprint of its number, and its name without legal forms."""
    name = fold(_LEGAL.sub(" ", opening.employer)) or fold(opening.employer)
    return (f"#{opening.employer_key}", name) if opening.employer_key else (name,)


def same(one: Opening, other: Opening, holds: Holds) -> bool:
    """Whether two records of one firm tell of one job."""
    return (
        one.source != other.source
        and not (one.employer_key and other.employer_key and one.employer_key != other.employer_key)
        and (holds(one.region, other.region) or holds(other.region, one.region))
        and _agree(one, other)
        and _near(one, other)
    )


def _agree(one: Opening, other: Opening) -> bool:
    """Whether nothing differs that both say."""
    for name in ("experience", "employment"):
        both_say = name not in one.unsaid and name not in other.unsaid
        if both_say and getattr(one, name) != getattr(other, name):
            return False
    if one.pay and other.pay and one.pay.unit == other.pay.unit:
        highest = (one.pay.max or one.pay.min, other.pay.max or other.pay.min)
        if one.pay.min > highest[1] or other.pay.min > highest[0]:
            return False
    ends = [o.closes for o in (one, other) if o.closes is not None and "closes" not in o.unsaid]
    if len(ends) == 2 and abs(ends[0] - ends[1]) > timedelta(days=NEAR_DAYS):
        return False
    return not any(a.closes is not None and a.closes < b.posted for a, b in ((one, other), (other, one)))


def _near(one: Opening, other: Opening) -> bool:
    """Whether the titles are nearly the same; a figure in them (1공장, 2공장) must be."""
    a, b = _plain_title(one), _plain_title(other)
    return re.findall(r"\d+", a) == re.findall(r"\d+", b) and fuzz.token_sort_ratio(a, b) >= NEAR_TITLES


def _plain_title(opening: Opening) -> str:
    firm = " ".join(_LEGAL.sub(" ", opening.employer).split()) or opening.employer
    bare = _LEGAL.sub(" ", _BRACKETS.sub(" ", opening.title).replace(opening.employer, " ")).replace(firm, " ")
    words = re.findall(r"[가-힣a-z0-9+#]+", _AROUND.sub(" ", bare).lower())
    return " ".join(words) or fold(opening.title)


def richness(opening: Opening) -> int:
    """How much a record says: what can be decided by counts most, then skills, then length."""
    said = sum(
        (
            opening.pay is not None, "closes" not in opening.unsaid, "employment" not in opening.unsaid,
            "experience" not in opening.unsaid, "education" not in opening.unsaid, bool(opening.occupation),
            opening.weekly_hours is not None, bool(opening.licences), opening.sme is not None, bool(opening.url),
            not opening.region.endswith("000"),
        )
    )  # fmt: skip
    skills = len(opening.required) + len(opening.preferred)
    return said * 10_000 + min(skills, 30) * 100 + min(len(opening.body), 9_900) // 100
