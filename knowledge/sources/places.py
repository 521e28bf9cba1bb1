"""Where a job or course is: addresses, names and codes of any year → the region code it is filed under."""

# ruff: noqa: E501 (a pattern reads best on one line)

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.models import ANYWHERE
from knowledge.sources.words import said
from knowledge.taxonomy import Regions

_ANYWHERE = re.compile(r"전국|지역\s?무관|전\s?지역|전면\s?재택|100%\s?(?:재택|remote)|^\W*(?:재택(?:근무)?|원격(?:근무)?|remote|anywhere)\W*(?:korea)?\W*$", re.I)
_COUNTRY = re.compile(r"\b(?:south korea|republic of korea|korea|kr)\b|대한민국|한국", re.I)
_OFFICE = re.compile(
    r"\b(?:hq|headquarters?|office|campus|hybrid|onsite|on-site|remote)\b|본사|지사|지점|오피스|사무실|사무소|연구소|공장|사업장"
    r"|근무지?|소재|재택|하이브리드|일대|인근|근처|부근|및\s?인근|외\s?\d*\s?곳?$",
    re.I,
)
_BRACKETS = re.compile(r"[(\[<（〔][^)\]>）〕]*[)\]>）〕]")
_SEVERAL = re.compile(r"\s*(?:[,;|]|\s/\s|\n|·(?=\S))\s*")
_MOST_PARTS: Final = 4  # sido, city, district and one to spare


@dataclass(frozen=True, slots=True)
class Place:
    """The region code, or "" with the reason why there is none; `doubt` tells what was passed over."""

    code: str = ""
    doubt: str = ""


def read_place(text: str, code: str, regions: Regions, today: date) -> Place:
    """The place that a `code` (2, 5 or 10 digits, of any year) or else the words say.

    A split district without more is filed under its sido; a name that means several places is none.
    """
    if code.strip() and (found := _of_code(code.strip(), regions, today)):
        return Place(found)
    words = " ".join(text.replace(">", " ").replace("›", " ").split())
    if not words:
        return Place(doubt=said("장소가 없어요", "no place is said"))
    if _ANYWHERE.search(words):
        return Place(ANYWHERE)
    outside = _BRACKETS.sub(" ", words)
    if not _bare(outside):  # 본사(부산 강서구)
        outside = re.sub(r"[()\[\]<>（）〔〕]", " ", words)
    parts = [part for part in _SEVERAL.split(outside) if part.strip()]
    found_all = [found for part in (" ".join(parts), *parts) if (found := _of_words(part, regions, today))]
    if found_all:
        first, *others = found_all
        apart = [o for o in others if not regions.contains(o, first) and not regions.contains(first, o)]
        told = said(f"{words!r}에 장소가 여럿이라 첫 곳으로 넣었어요", f"{words!r} names several places; filed under the first")
        return Place(first, told if apart else "")
    means = [r.text.ko for r in regions.readings(_bare(words), today)]
    if len(means) > 1:
        ko, en = f"{words!r}: {', '.join(means)} 중 어디인지 알 수 없어요. 시·도를 함께 적어 주세요", f"{words!r} may be several places"
        return Place(doubt=said(ko, f"{en}: write the province or city, too"))
    return Place(doubt=said(f"{words!r}: 지역 목록에 없어요. 시·군·구를 적어 주세요", f"{words!r} is no place in Korea that we know"))


def _of_code(code: str, regions: Regions, today: date) -> str:
    if not code.isdecimal() or len(code) not in (2, 5, 10):
        return ""
    if code == ANYWHERE:
        return ANYWHERE
    found = regions.resolve(code, today)
    if not found and len(code) == 10:
        found = regions.resolve(code[:5], today)
    return _one(tuple(row.code for row in found), regions)


def _of_words(words: str, regions: Regions, today: date) -> str:
    """The place that the words begin with, the most exact first: behind it stand street and number."""
    tokens = _bare(words).split()
    for end in range(min(len(tokens), _MOST_PARTS), 0, -1):
        for start in range(min(2, len(tokens) - end + 1)):
            readings = regions.readings(" ".join(tokens[start : start + end]), today)
            if len(readings) == 1 and (code := _one(readings[0].codes, regions)):
                return code
            if readings and start == 0:
                break  # ambiguous: what follows can't settle it
    return ""


def _bare(words: str) -> str:
    return " ".join(_COUNTRY.sub(" ", _OFFICE.sub(" ", words)).replace(",", " ").split())


def _one(codes: tuple[str, ...], regions: Regions) -> str:
    """The code to file under: the one, or the sido that all of several lie in."""
    if len(codes) == 1:
        return regions.canonical(codes[0]) if codes[0] != ANYWHERE else ANYWHERE
    sidos = {code[:2] for code in codes}
    return f"{sidos.pop()}000" if len(sidos) == 1 else ""
