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
from typing import Final, Protocol, TypeVar, cast

from rapidfuzz import fuzz

from knowledge.models import Opening
from knowledge.records import bare
from knowledge.text.normalise import fold

Holds = Callable[[str, str], bool]  # whether one region holds another


class Told(Protocol):
    """A record, told by a source."""

    @property
    def id(self) -> str: ...
    @property
    def source(self) -> str: ...


T = TypeVar("T", bound=Told)

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
    told = [cast(Opening, bare(o)) for o in openings]
    real = [o for o in told if not o.sample and not o.withdrawn]
    groups = groups_of(real, firm_keys, lambda one, other: same(one, other, holds), richness)
    for opening in told:
        group = groups.get(opening.id)
        if group is None:
            yield opening
        elif group[0].id == opening.id:
            links = dict.fromkeys(link for member in group for link in member.links)
            yield replace(opening, links=tuple(links))
        else:
            yield replace(opening, same_as=group[0].id)


def groups_of(
    records: Iterable[T], keys: Callable[[T], Iterable[str]], alike: Callable[[T, T], bool], worth: Callable[[T], int]
) -> dict[str, list[T]]:
    """Id → all records of the same thing, the one that stands first; only ids that are in such a group. Compared are
    records that share a key."""
    firms: defaultdict[str, list[T]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            firms[key].append(record)
    found: dict[str, list[T]] = {}
    for members in firms.values():
        if len({r.source for r in members}) > 1:
            _join(sorted(members, key=lambda r: r.id), found, alike)
    for group in {id(g): g for g in found.values()}.values():
        group.sort(key=lambda r: (-worth(r), r.id))
    return {id_: group for id_, group in found.items() if len(group) > 1}


def _join(members: Sequence[T], found: dict[str, list[T]], alike: Callable[[T, T], bool]) -> None:
    """Puts each record into the first group all of whose members it is the same as."""
    groups = list({id(found[r.id]): found[r.id] for r in members if r.id in found}.values())
    for record in members:
        if record.id in found:
            continue
        for group in groups:
            if all(alike(record, other) for other in group):
                group.append(record)
                found[record.id] = group
                break
        else:
            groups.append([record])
            found[record.id] = groups[-1]


def firm_name(name: str) -> str:
    """A firm's name for comparing, without its legal form."""
    return fold(_LEGAL.sub(" ", name)) or fold(name)


def firm_keys(opening: Opening) -> tuple[str, ...]:
    """What a firm may be recognised by: the fingerprint of its number, and its name without legal forms."""
    name = firm_name(opening.employer)
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
    return near_titles(*(plain_title(o.title, o.employer, _AROUND) for o in (one, other)))


def near_titles(one: str, other: str) -> bool:
    """Whether two plain titles are nearly the same; a figure in them (1공장, 2공장) must be."""
    same_figures = re.findall(r"\d+", one) == re.findall(r"\d+", other)
    return same_figures and fuzz.token_sort_ratio(one, other) >= NEAR_TITLES


def plain_title(title: str, firm: str, around: re.Pattern[str]) -> str:
    """The words of a title without its firm, brackets and what only stands `around` them."""
    short = " ".join(_LEGAL.sub(" ", firm).split()) or firm
    plain = _LEGAL.sub(" ", _BRACKETS.sub(" ", title).replace(firm, " ")).replace(short, " ")
    words = re.findall(r"[가-힣a-z0-9+#]+", around.sub(" ", plain).lower())
    return " ".join(words) or fold(title)


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
