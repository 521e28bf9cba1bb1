"""Which skills, occupations and licences the words of an advert or a course name, each with the phrase it stands in.

Only what the taxonomy knows by that phrase is read, nothing is inferred. What stands under benefits, the firm's own
story or the way to apply says nothing about what one must be able to do.
"""

# ruff: noqa: E501 (a pattern reads best on one line)

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from knowledge.taxonomy import Taxonomy
from knowledge.taxonomy.forms import fold
from knowledge.text.aliases import Lexicon, lexicon_entries
from knowledge.text.normalise import fold as fold_text
from knowledge.text.normalise import fold_with_map

Part = Literal["tasks", "needs", "plus", "terms", "other", ""]
Found = tuple[tuple[str, str], ...]  # (taxonomy id, phrase), as they stand in the text

_HEADS: Final[tuple[tuple[Part, re.Pattern[str]], ...]] = (
    ("plus", re.compile(r"우대|플러스|더 좋|있으면|preferred|nice to have|bonus|plus\b|good to have", re.I)),
    ("needs", re.compile(r"자격|필수|지원\s?(?:요건|대상)|이런\s?(?:분|사람)|찾습니다|찾아요|모집\s?대상|기술\s?스택|requirement|qualification|you have|must have|skills|tech stack|who you are|we.re looking", re.I)),
    ("tasks", re.compile(r"업무|하는\s?일|담당|직무|역할|교육\s?내용|훈련\s?내용|커리큘럼|responsib|what you|the role|duties|you will|job description", re.I)),
    ("terms", re.compile(r"근무\s?(?:조건|환경|형태|시간|지)|급여|고용\s?형태|모집\s?(?:조건|인원)|conditions|compensation|salary|location", re.I)),
    ("other", re.compile(r"복리|복지|혜택|전형|절차|지원\s?(?:방법|서류)|접수|제출|회사\s?소개|기업\s?소개|소개|유의|기타|문의|benefit|perks|about|how to apply|process|equal opportunity", re.I)),
)  # fmt: skip
_HEAD_LINE = re.compile(r"^[\s\W_]*(?:\d{1,2}[.)]\s*)?(?P<head>[^\n:：]{2,30}?)\s*[\]】>》:：]*\s*(?P<rest>[:：].*)?$")
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦○●✓ㆍ]|\d{1,2}[.)])\s+\S")
_LONGEST_HEAD: Final = 22
# What is a heading even behind a bullet or a number.
_SURE_HEAD = re.compile(
    r"(?:주요|담당|수행|상세|맡게 될|맡을)?\s?(?:업무|직무)(?:\s?(?:내용|소개))?|(?:맡게 될|맡을|하는)\s?일|(?:자격|지원)\s?(?:요건|조건|사항|자격|대상)(?:\s?요건)?"
    r"|필수\s?(?:사항|요건|조건|자격)|우대\s?(?:사항|조건|요건)|이런 (?:분|사람)[^.]{0,16}|근무\s?(?:조건|환경|안내)|복리\s?후생|복지(?:\s?및\s?혜택)?|혜택(?:\s?및\s?복지)?"
    r"|(?:전형|채용)\s?(?:절차|방법|일정)|(?:접수|지원)\s?(?:방법|기간|안내)|(?:회사|기업|팀)\s?소개|기타(?:\s?사항)?|유의\s?사항|(?:교육|훈련)\s?(?:내용|과정|목표)"
    r"|requirements|qualifications|responsibilities|nice to have|preferred qualifications|benefits|about us",
    re.I,
)
_PREFERRED = re.compile(r"우대|가산|있으면\s?(?:좋|더)|환영|선호|preferred|a plus|nice to have|bonus", re.I)
_ITEM = re.compile(r"^\s*(?:[-*•·▪◦○●✓ㆍ]|\d{1,2}[.)])\s*")
_ABOUT_IT = re.compile(r"\s*(?:을|를|에 대한|의)?\s*(?:경험|활용|사용|운용|개발|능숙|가능|능력|이해|필수|보유|등|experience|skills?)(?:\s.*|\W*)$", re.I)
_LIST = re.compile(r"\s*[,;/|·\n]\s*|\s+및\s+|\s+and\s+")
_LICENCE = re.compile(
    r"(?:[가-힣]{2,12}(?:산업기사|기능사|기능장|기사|기술사|지도사|상담사|관리사|복지사|보호사|간호사|조무사|요양보호사|중개사|평가사)"
    r"|(?:1종|2종)\s?(?:대형|보통|특수)?\s?(?:운전)?\s?면허|운전\s?면허|[가-힣]{2,10}\s?면허|[가-힣]{2,12}\s?자격증"
    r"|[가-힣]{2,12}(?:\s[가-힣]{2,14})?\s?이수증|[가-힣]{0,8}(?:보육교사|정교사|미용사|조리사)(?:\([가-힣]+\))?)(?:\s?[1-3]급)?"
)  # fmt: skip
_LICENCE_ASKED = re.compile(r"필수|소지|보유|취득|有|required", re.I)
_WHO = re.compile(
    r"(?:담당자|관리자|전문가|기술자|작업자|종사자|관리원|검사원|엔지니어|디자이너|매니저|직원|사원|요원|기사|강사|원|사|자|직|공)$"
)
_ASIDE = re.compile(r"[\[(][^\])]*[\])]")
_SHORTEST_NAME, _SHORTEST_STEM, _LONGEST_STEM = 3, 4, 14  # folded characters
_BARE_LICENCE = frozenset({"관련자격증", "자격증", "해당자격증", "국가자격증", "운전기사", "관련면허", "직무자격증", "기사자격증"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an advert and the part it stands in."""

    part: Part
    text: str


def lines_of(body: str) -> tuple[Line, ...]:
    """The lines of a body, each under the part whose heading stands above it ("" before the first heading)."""
    part: Part = ""
    found: list[Line] = []
    for line in body.splitlines():
        if not line.strip():
            continue
        head = _HEAD_LINE.match(line)
        if head and _BULLET.match(line) and not head["rest"] and not _SURE_HEAD.fullmatch(head["head"].strip()):
            head = None
        named = _part_of(head["head"]) if head and len(head["head"]) <= _LONGEST_HEAD else None
        if head and named is not None:
            if head["rest"] is None:
                part = named
                continue
            found.append(Line(named, line))  # "우대사항: 엑셀": a part in one line
            continue
        found.append(Line(part, line))
    return tuple(found)


def _part_of(head: str) -> Part | None:
    if re.search(r"[.!?。]$|니다$|어요$|세요$", head.strip()) and not _SURE_HEAD.fullmatch(head.strip()):
        return None
    return next((part for part, pattern in _HEADS if pattern.search(head)), None)


class SkillReader:
    """Reads names of skills and occupations. Immutable; safe to use from several threads."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        entries = lexicon_entries((), taxonomy)
        self._skills = Lexicon(e for e in entries if e.kind == "skill")
        self._occupations = Lexicon(e for e in entries if e.kind == "occupation")
        self._exact = {**taxonomy.weak_forms("skill"), **taxonomy.surface_forms("skill")}
        self._exact_occupations = {**taxonomy.weak_forms("occupation"), **taxonomy.surface_forms("occupation")}
        self._stems = _stems(taxonomy)

    def skills(self, text: str) -> Found:
        """The skills running text names. A word of everyday language (디자인, Go) counts only as an item of a list."""
        items = (_ABOUT_IT.sub("", item).strip() for item in _LIST.split(_ITEM.sub("", text)))
        listed = [(id_, item) for item in items for id_ in self._exact.get(fold(item), ())]
        return _distinct([*_found(self._skills, text), *listed])

    def listed(self, text: str) -> Found:
        """The skills of a field that lists them: there even C and R are skills."""
        found: list[tuple[str, str]] = []
        for item in filter(None, map(str.strip, _LIST.split(text))):
            ids = self._exact.get(fold(item))
            found += [(id_, item) for id_ in ids] if ids else self.skills(item)
        return _distinct(found)

    def occupations(self, text: str) -> Found:
        """The occupations running text or a field names."""
        whole = self._exact_occupations.get(fold(text))
        return tuple((id_, text.strip()) for id_ in whole[:1]) if whole else _found(self._occupations, text)

    def job(self, title: str) -> Found:
        """The occupation of a job title: named, or named but for its ending (지게차 운전 for 지게차 운전원)."""
        if named := self.occupations(title):
            return named[:1]
        folded, spans = fold_with_map(_ASIDE.sub(lambda m: " " * len(m[0]), title))
        for size in range(min(len(folded), _LONGEST_STEM), _SHORTEST_NAME - 1, -1):
            for at in range(len(folded) - size + 1):
                if (id_ := self._stems.get(folded[at : at + size])) is not None:
                    return ((id_, title[spans[at][0] : spans[at + size - 1][1]]),)
        return ()


def _stems(taxonomy: Taxonomy) -> dict[str, str]:
    """Korean names of occupations with and without the ending that says who does the job; only what means one."""
    means: dict[str, set[str]] = {}
    for node in taxonomy.occupations.values():
        for name in (part for form in (node.names.ko, *node.aliases["ko"]) for part in re.split(r"[·/]", form)):
            whole = fold_text(name)
            bare = _WHO.sub("", whole)
            for stem, least in ((whole, _SHORTEST_NAME), (bare, _SHORTEST_STEM)):
                if len(stem) >= least:
                    means.setdefault(stem, set()).add(node.id)
    return {stem: ids.pop() for stem, ids in means.items() if len(ids) == 1}


def asked_for(reader: SkillReader, title: str, body: str, requirements: str, preferred: str) -> tuple[Found, Found]:
    """The skills an advert requires and those it merely likes; one that is both is required."""
    required = [*reader.skills(title), *_field(reader, requirements, liked=False)]
    liked = [*_field(reader, requirements, liked=True), *reader.listed(preferred)]
    lines = lines_of(body)
    parted = any(line.part in ("tasks", "needs", "plus") for line in lines)
    for line in lines:
        if line.part == "plus" or (line.part in ("needs", "tasks", "") and _PREFERRED.search(line.text)):
            liked += reader.skills(line.text)
        elif line.part in ("needs", "tasks") or not (parted or line.part):
            required += reader.skills(line.text)
    must = _distinct(required)
    held = {id_ for id_, _ in must}
    return must, tuple((id_, phrase) for id_, phrase in _distinct(liked) if id_ not in held)


def _field(reader: SkillReader, text: str, *, liked: bool) -> Iterator[tuple[str, str]]:
    """The skills of a requirements field, from its lines that say "preferred" or from the others."""
    for line in text.splitlines():
        if bool(_PREFERRED.search(line)) == liked:
            yield from reader.listed(line)


def licences_asked(field: str, body: str, requirements: str) -> tuple[str, ...]:
    """Licences one must hold: those of the field, unless it says preferred, and of lines that ask for them."""
    found: list[str] = []
    for item in re.split(r"[,;\n]|\s및\s", field):
        if item.strip() and not _PREFERRED.search(item) and not re.search(r"무관|없음|해당\s?없|^\W*$", item):
            named = _LICENCE.findall(item)
            found += named or [re.sub(r"\s*\(?(?:필수|소지자?|보유자?)\)?\s*", "", item).strip()]
    asked = [line.text for line in lines_of(body) if line.part in ("needs", "")] + requirements.splitlines()
    for line in asked:
        named = _LICENCE.findall(line)
        if len(named) == 1 and _LICENCE_ASKED.search(line) and not _PREFERRED.search(line):
            found += named  # of several in one line, one is mostly enough: nobody is kept out by that
    names = (re.sub(r"\s?자격증$", "", name.strip()) for name in found)
    kept = (name for name in names if name and "".join(name.split()) not in _BARE_LICENCE and len(name) <= 30)
    return tuple(dict.fromkeys(kept))


def _found(lexicon: Lexicon, text: str) -> Found:
    mentions = [m for m in lexicon.find(text, fuzzy=False) if not m.risky] if text.strip() else []
    return _distinct((id_, m.surface) for m in mentions for id_ in m.ids)


def _distinct(pairs: Iterable[tuple[str, str]]) -> Found:
    return tuple({id_: (id_, phrase) for id_, phrase in reversed(list(pairs))}.values())[::-1]
