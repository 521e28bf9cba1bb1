"""A résumé → what it says that helps to find work: skills and licences, schooling, service, the place one lives in.

Each fact keeps the phrase it came from, with personal numbers masked. Names, age, sex, family, health and pictures are
not read. Nothing of a résumé is kept: it comes in as blocks and leaves as facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from assistant.profile import Fact
from knowledge.documents.blocks import Block, Document, Heading, Table
from knowledge.documents.child import Limits
from knowledge.sections.grids import frame_lines, grid_of, nested
from knowledge.taxonomy import Taxonomy
from knowledge.text.normalise import clean
from knowledge.text.personal import mask

LIMITS: Final = Limits(seconds=15.0, memory=768 << 20, size=10 << 20)
MOST_SKILLS: Final = 40
_LONGEST_PHRASE: Final = 60
_LONGEST_HEADING: Final = 20
_PART: Final = re.compile(
    r"기술|스킬|역량|자격|면허|학력|경력|병역|skills|education|experience|certificat|licen[cs]e", re.I
)

# Where a line stands: words like "Go" or "디자인" are skills only under such a heading.
_SKILL_PART: Final = re.compile(
    r"기술|스킬|역량|사용\s?가능|활용\s?(?:능력|도구)|프로그램|언어|툴|skills?|tools?|stack|tech", re.I
)
_LICENCE_PART: Final = re.compile(r"자격|면허|수료|licen[cs]e|certificat", re.I)
_LICENCE: Final = re.compile(
    r"(?<![가-힣])[가-힣A-Za-z]{2,18}?(?:산업기사|기능사|기술사|기사|지도사|관리사|상담사|분석사|복지사|간호사|조무사|보호사"
    r"|조리사|미용사)(?![가-힣])"
    r"|(?<![가-힣])[가-힣A-Za-z]{2,14}(?:\s?[가-힣]{2,8})?\s?[1-3]급|(?:[12]종\s?)?(?:보통|대형)\s?(?:운전)?면허"
)
_HOME: Final = re.compile(r"(?:주소|거주지|현\s?주소|사는\s?곳|address|residence)\s*[:：|]?\s*(.{2,60})", re.I)
_SERVICE: Final = re.compile(
    r"병역|군\s?복무|군필|만기\s?전역|육군|해군|공군|해병|사회복무|의경|military service", re.I
)
_NO_SERVICE: Final = re.compile(r"면제|미필|해당\s?(?:사항\s?)?없|비대상|exempt", re.I)
_MONTHS: Final = re.compile(r"(\d{1,2})\s?개월")
_MONTH: Final = r"((?:19|20)\d{2})\s?[.년/-]\s?(\d{1,2})"
_SPAN: Final = re.compile(rf"{_MONTH}[^~∼–-]{{0,8}}[~∼–-]\s?{_MONTH}")
_SCHOOL: Final = re.compile(
    r"고등학교|고교|대학|대학원|학사|석사|박사|university|college|high school|bachelor|master|ph\.?d", re.I
)
_NOT_YET: Final = re.compile(r"재학|휴학|졸업\s?예정|수료|중퇴|자퇴|제적|expected|enrolled|in progress", re.I)
_ENROLLED: Final = re.compile(r"재학|휴학|졸업\s?예정|enrolled|expected|in progress", re.I)
_LEVELS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("graduate", re.compile(r"대학원|석사|박사|master|ph\.?d", re.I)),
    ("college", re.compile(r"전문대|전문학사|[가-힣]+(?:과학|보건|폴리텍)?대학(?!교|원)|associate|college", re.I)),
    ("university", re.compile(r"대학교|학사|4년제|bachelor|university", re.I)),
    ("high", re.compile(r"고등학교|고교|[가-힣]고\s|high school", re.I)),
)
# Where a line that holds several entries is cut: before "주소:", before a day that begins an entry.
_ENTRY: Final = re.compile(r"\s(?=[가-힣]{2,8}\s?[:：]\s)|\s(?=(?:19|20)\d{2}\s?[.년/-]\s?\d{1,2}[.월]?\s?[~∼–-])")
_ORDER: Final = ("middle", "high", "college", "university", "graduate")
_ENDED: Final = re.compile(r"졸업|학위|학사|석사|박사|graduat|degree|bachelor|master|ph\.?d", re.I)


def facts_of(document: Document, taxonomy: Taxonomy, today: date) -> tuple[Fact, ...]:
    """What the résumé says, a skill a fact, in the order of its lines; other fields at most once."""
    lines = [(under, mask(line)[0]) for under, line in _lines(document.blocks)]
    found: dict[tuple[str, object], Fact] = {}
    for fact in (*_skills(lines, taxonomy), *_schooling(lines), *_service(lines), *_home(lines, taxonomy, today)):
        key = (fact.field, fact.value if fact.field == "skills" else "")
        found.setdefault(key, fact)
    return tuple(found.values())


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Each line of text with the heading it stands under."""
    under = ""
    for block in blocks:
        if isinstance(block, Table):
            yield from ((under, line) for line in _rows(block))
            continue
        text = clean(block.text)
        if len(text) <= _LONGEST_HEADING and (isinstance(block, Heading) or _PART.search(text)):
            under = text
        yield from ((under, entry.strip()) for line in text.splitlines() for entry in _ENTRY.split(line) if entry)


def _rows(table: Table) -> Iterator[str]:
    grid = grid_of(table)
    yield from (line for line in (grid.lines() if grid else frame_lines(table)) if line)
    for inner in nested(table):
        yield from _rows(inner)


def _skills(lines: Sequence[tuple[str, str]], taxonomy: Taxonomy) -> Iterator[Fact]:
    n = 0
    known: set[str] = set()
    for under, line in lines:
        listed = bool(_SKILL_PART.search(under) or _SKILL_PART.search(line[:20]))
        for mention in taxonomy.mentions(line, "skill"):
            if len(mention.ids) == 1 and n < MOST_SKILLS:
                n += 1
                known.add(line[mention.start : mention.end])
                yield Fact("skills", (mention.ids[0],), _around(line, mention.start, mention.end))
        if listed:
            weak = taxonomy.weak_forms("skill")
            for word in re.split(r"[,/·;|()\s:]+", line):
                if (ids := weak.get(word.casefold())) and len(ids) == 1 and n < MOST_SKILLS:
                    n += 1
                    yield Fact("skills", (ids[0],), _around(line, line.find(word), line.find(word) + len(word)))
        if _LICENCE_PART.search(under) or _LICENCE_PART.search(line):
            for match in _LICENCE.finditer(line):
                name = match[0].strip()
                if not any(name in other or other in name for other in known) and n < MOST_SKILLS:
                    n += 1
                    known.add(name)
                    yield Fact("skills", (name,), _around(line, match.start(), match.end()))


def _schooling(lines: Sequence[tuple[str, str]]) -> Iterator[Fact]:
    best: tuple[int, str, str] | None = None
    for _, line in lines:
        if not _SCHOOL.search(line):
            continue
        level = next((name for name, pattern in _LEVELS if pattern.search(line)), "")
        if level and _NOT_YET.search(line):
            if _ENROLLED.search(line) and level in ("college", "university", "graduate"):
                yield Fact("school.enrolled", True, _short(line))
                yield Fact("school.level", level, _short(line))
        elif level and _ENDED.search(line) and (best is None or _ORDER.index(level) > best[0]):
            best = (_ORDER.index(level), level, _short(line))
    if best is not None:
        yield Fact("education", best[1], best[2])


def _service(lines: Sequence[tuple[str, str]]) -> Iterator[Fact]:
    for under, line in lines:
        if not (_SERVICE.search(line) or _SERVICE.search(under)) or _NO_SERVICE.search(line):
            continue
        if told := _MONTHS.search(line):
            yield Fact("military_months", int(told[1]), _short(line))
            return
        if span := _SPAN.search(line):
            first, last = (int(span[1]), int(span[2])), (int(span[3]), int(span[4]))
            months = (last[0] - first[0]) * 12 + last[1] - first[1]
            if 1 <= months <= 60:
                yield Fact("military_months", months, _short(line))
                return


def _home(lines: Sequence[tuple[str, str]], taxonomy: Taxonomy, today: date) -> Iterator[Fact]:
    for _, line in lines:
        found = _HOME.search(line)
        if found is None:
            continue
        # Of an address only the district: house numbers are nobody's business.
        words = found[1].split()
        for n in (3, 2, 1):
            name = " ".join(words[:n])
            regions = taxonomy.regions.resolve(name, today) if words else ()
            if len(regions) == 1:
                starts = (" ".join(words[:m]) for m in range(1, n + 1))
                shortest = next(one for one in starts if taxonomy.regions.resolve(one, today) == regions)
                yield Fact("region", regions[0].code, shortest)
                return


def _around(line: str, start: int, end: int) -> str:
    """The words of a line around a find, cut between words."""
    if len(line) <= _LONGEST_PHRASE:
        return line.strip()
    left = max(0, start - (_LONGEST_PHRASE - (end - start)) // 2)
    right = min(len(line), left + _LONGEST_PHRASE)
    left = line.find(" ", left, start) + 1 if left and line.find(" ", left, start) >= 0 else left
    cut = line.rfind(" ", end, right) if right < len(line) else right
    return line[left : cut if cut > end else right].strip()


def _short(line: str) -> str:
    return _around(line, 0, min(len(line), _LONGEST_PHRASE // 2))
