"""Licences held and work done, as people tell them: "지게차 자격증 있어요", "용접 2년 했어요". Pure.

What is only wished for or asked about ("자격증 따고 싶어요", "자격증 있어야 해요?") is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from assistant.pathway.goals import occupations_using
from assistant.profile import Fact
from assistant.understanding.wants import HOLDS
from knowledge.errors import LibraryError
from knowledge.taxonomy import Taxonomy
from knowledge.text.aliases import Mention

PATH = Path(__file__).with_name("licences.yaml")
_HAVE = (
    r"\s?(?:자격증|면허증?|자격|이수증|증)?\s?(?:을|를|이|가|은|는|도)?\s?"
    r"(?:있(?:어요?|습니다|음|고|는데|지만|거든)|땄|따\s?놨|따놓|보유|취득했|취득한|소지|가지고\s?있|갖고\s?있)(?!\s?(?:\?|야|으면|나요|을까))"
)
_HAVE_EN = r"\s(?:licen[cs]e|certificate|certification)\b"
_EN_OWN = re.compile(r"\b(?:i have|i hold|i've got|i got|with) (?:a |an |my |the )?$", re.I)
_WISHED = re.compile(r"^\s?(?:자격증|면허)?\s?(?:을|를|이|가|도)?\s?(?:따(?:고|려|면|야)|있어야|있으면|필요|없|준비|공부|배우)")
_WORD = r"(?:자격증|면허|기능사|산업기사|기사|이수증)"
_NAMED = re.compile(r"([가-힣]{2,14}(?:산업기사|기능사|기사|기술사|면허))" + _HAVE)
_NUM = r"(\d{1,2}|한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열|반)"
_NUMBERS = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8}
_NUMBERS |= {"아홉": 9, "열": 10}
_DONE = re.compile(
    r"^\s?(?:으로|로|쪽|일|업무|직|직무|분야)?\s?(?:에서|으로|을|를|만)?\s?(?:경력\s?)?" + _NUM
    + r"\s?(년|개월|달)\s?(?:반\s?)?(?:정도|쯤|넘게|동안|차|간)?\s?"
    r"(?:했|해\s?봤|일했|일한|근무|다녔|경력|차예요|차입|차인|경험|하다)"
)
_DONE_BARE = re.compile(r"^\s?(?:쪽|업무|직|직무)?\s?경력(?:은|이)?\s?" + _NUM + r"\s?(년|개월)")
_DONE_EN = re.compile(
    r"(\d{1,2}|one|two|three|four|five) (year|month)s? (?:of experience )?(?:as|in|of) (?:a |an )?$", re.I
)
_EN_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


@cache
def _spoken() -> tuple[tuple[str, str], ...]:
    """(what is said, the licence's name), longest first. Raises LibraryError where the file can't be read."""
    try:
        data = yaml.safe_load(PATH.read_text(encoding="utf-8"))
        pairs = [(str(said), str(name)) for name, words in data.items() for said in (name, *words)]
    except (OSError, yaml.YAMLError, AttributeError, TypeError) as e:
        raise LibraryError(f"{PATH}: each licence needs a list of what people call it ({e}).") from e
    return tuple(sorted(pairs, key=lambda p: -len(p[0])))


def holds(after: str) -> bool:
    """Whether what follows a skill says that it is held ("쓸 줄 알아요"), not wished for ("자격증 따고 싶어요")."""
    return bool(HOLDS.search(after)) and not _WISHED.match(after)


def licences_told(text: str) -> tuple[Fact, ...]:
    """The licences said to be held, by the names that openings use, as one fact with the words of all."""
    found: dict[str, str] = {}
    taken: list[tuple[int, int]] = []
    for said, name in _spoken():
        for match in _one(said).finditer(text):
            english = said.isascii()
            if english and not _EN_OWN.search(text[: match.start()]):
                continue
            if not english and not re.search(_WORD, match[0]) and name == said and said not in match[0]:
                continue
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            found.setdefault(name, match[0].strip())
    for match in _NAMED.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            found.setdefault(match[1], match[0].strip())
    return (Fact("licences", tuple(found), ", ".join(found.values())),) if found else ()


@cache
def _one(said: str) -> re.Pattern[str]:
    if said.isascii():
        return re.compile(re.escape(said) + _HAVE_EN, re.I)
    bare = re.search(r"(?:사|급|면허|증|일반\))$", said) is not None  # a name of a licence needs no further word
    words = r"\s?".join(re.escape(part) for part in said.split())
    need = "" if bare else rf"(?=\s?(?:운전)?\s?{_WORD})(?:\s?운전)?(?:기능사)?"
    return re.compile(rf"(?<![가-힣]){words}{need}{_HAVE}", re.I)


def experience_told(text: str, mentions: Iterable[Mention], taxonomy: Taxonomy) -> Iterator[Fact]:
    """Months of work in an occupation named, or in the one that a skill named points at (the skill is held, then)."""
    for mention in mentions:
        if mention.kind not in ("occupation", "skill") or not mention.ids:
            continue
        after, before = text[mention.end :], text[: mention.start]
        done = _DONE.match(after) or _DONE_BARE.match(after)
        if done is not None:
            months = _months(done[1], done[2])
            words = text[mention.start : mention.end + done.end()]
        elif (english := _DONE_EN.search(before)) is not None:
            months = _months(english[1].lower(), english[2])
            words = text[english.start() : mention.end]
        else:
            continue
        work = mention.ids[:1] if mention.kind == "occupation" else occupations_using(taxonomy, mention.ids, most=1)
        if work and months:
            yield Fact("experience_months", (f"{work[0]}:{months}",), words.strip())
        if mention.kind == "skill":
            yield Fact("skills", mention.ids[:1], words.strip())


def _months(number: str, unit: str) -> int:
    if number == "반":
        return 6
    n = int(number) if number.isdigit() else _NUMBERS.get(number) or _EN_NUMBERS.get(number, 0)
    return n * 12 if unit in ("년", "year") else n
