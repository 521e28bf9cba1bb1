"""What the writers share: picking sentences that fit the question, who decides, what to ask next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.evidence import DraftLine, Support
from assistant.replies import reply
from knowledge.base import Base
from knowledge.models import Lang, Section
from knowledge.text.figures import figures

BUDGET = {"ko": 300, "en": 620}  # characters of lead and details together; about 400 / 120 words with the who-line
MAX_DETAILS = 3
REPEATED = 0.7
_YES_NO = re.compile(r"^(?:네|예|아니요|Yes|No)[,.]\s")
_NEGATIVE = re.compile(
    r"(?:안\s?(?:되|돼|됨|나오|나와|주|줘)|못\s?(?:받|하|해|들)|끊기|끊겨|짤리|짤려|없(?:나|어|지|죠|는\s?거)|아닌가|아니에요|아니야)[가-힣]{0,4}\s?[?？]?$"
    r"|\b(?:can'?t|isn'?t|not|don'?t|won'?t)\b[^.]*\?",
    re.I,
)
# Questions that no yes or no answers, and the turn inside a lead ("네, 돼요. 다만 돈은 안 나와요").
_WHICH = re.compile(
    r"얼마|언제|어디|어떻게|어떡|뭐(?!든)|뭘|무엇|무슨|어떤|왜|몇|조건|요건|한도|금리|목록|방법|절차|서류\s?(?:뭐|목록)|차이|"
    r"\b(?:how|what|when|where|which|why|who)\b",
    re.I,
)
_BARE = re.compile(
    r"^(?:받을 수 있어요|할 수 있어요|돼요|가능해요|있어요|안 돼요|you can(?:'t|not)?|it is|there is|they are)[.]\s",
    re.I,
)
# What may happen to money already had: "can I" and "do I have to pay it back" aren't one question.
_TAKEN = re.compile(
    r"돌려\s?(?:줘|주|내|달)|반환|환수|뱉|토해|깎|끊기|끊겨|잘리|불이익|"
    r"\b(?:pay(?:ing)? (?:it |that |this )?back|repay|lose|cut|penal\w+|taken away|stopped)\b",
    re.I,
)
_BUT = re.compile(r"다만|하지만|그런데|\b(?:but|however|though)\b", re.I)
ITS_OWN = 0.5  # share of the question's content words that the section's own questions hold
_LETTERS = re.compile(r"[\W_]+")
_HOST = re.compile(r"^https?://(?:www\.)?([^/]+)")


def support(section: Section, quote: str) -> Support:
    return Support("section", section.id, quote)


def lead_line(
    section: Section, as_of: date, question: str = "", words: Sequence[str] | None = None
) -> list[DraftLine]:
    """The section's lead; a figure whose time is over is given as the last one known, and says so first.

    A leading yes or no belongs to the section's own question. To another one (asked in the negative, for a figure or
    a list, or about more than the section's `words`) it could say the opposite: it goes.
    """
    lead = section.lead
    if _NEGATIVE.search(question) or (words is not None and not _is_its_question(section, question, words)):
        lead = without_verdict(lead, whole=bool(_WHICH.search(question)))
    lines = [DraftLine("lead", lead, (support(section, section.lead),))]
    if (year := last_known_year(section, as_of)) is not None:
        lines.insert(0, DraftLine("note", reply("last_known", section.lang, year=str(year))))
    return lines


def without_verdict(lead: str, *, whole: bool = True) -> str:
    """A lead without its yes or no (and, if `whole`, the bare "you can." behind it), where a sentence is left."""
    rest = _YES_NO.sub("", lead)
    rest = _BARE.sub("", rest) if whole and rest != lead else rest
    return rest[:1].upper() + rest[1:] if len(rest) > len(lead) // 2 else lead


def _is_its_question(section: Section, question: str, words: Sequence[str]) -> bool:
    """Whether a question asks yes or no about what the section's own question asks."""
    if _WHICH.search(question):
        return False
    own = " ".join((section.title, *section.asks)).lower()
    if _TAKEN.search(question) and not _TAKEN.search(own):
        return False
    turned = _BUT.split(section.lead, maxsplit=1)[1:]
    told = [w for w in words if len(w) > 1 and not w[0].isdigit()]
    if turned and any(w in turned[0] and w not in section.title.lower() for w in told):
        return False  # what is asked stands behind the "but", where the answer is the other one
    return not told or sum(w in own for w in told) >= ITS_OWN * len(told)


def last_known_year(section: Section, as_of: date) -> int | None:
    """The year whose figures a section gives, when that year is over on `as_of` and no newer one is named."""
    if section.state == "planned" and section.as_of is not None and as_of.year > section.as_of.year:
        return section.as_of.year  # by now it may have come, or come to nothing
    if section.state != "in_force":
        return None
    if section.valid_to is not None and section.valid_to < as_of:
        return section.valid_to.year
    if section.as_of is None or as_of.year <= section.as_of.year:
        return None
    if str(as_of.year) in section.text and str(section.as_of.year) in section.lead:
        return None  # it names its year, and gives or discusses the new one
    said = figures(section.lead)
    years = {int(f.value[:4]) for f in said if f.kind == "date" and f.value[0] != "-"}
    money = any(f.kind in ("amount", "percent") for f in said)
    return section.as_of.year if (money or years) and as_of.year not in years else None


def details_for(
    section: Section, words: Sequence[str], *, most: int, room: int, said: Sequence[str] = ()
) -> list[DraftLine]:
    """Details of a section that fit the question best, in the section's own order, within `room` characters and
    without repeating what is `said` already.

    Fit is the share of the question's content words a detail holds; without any, the author's order decides.
    """
    ranked = sorted(range(len(section.details)), key=lambda i: (-_overlap(section.details[i], words), i))
    chosen: list[int] = []
    for i in ranked:
        repeats = any(repeated(section.details[i], one) for one in said)
        if len(chosen) < most and len(section.details[i]) <= room and not repeats:
            chosen.append(i)
            room -= len(section.details[i])
    return [DraftLine("detail", section.details[i], (support(section, section.details[i]),)) for i in sorted(chosen)]


def repeated(line: str, other: str) -> bool:
    """Whether two lines say nearly the same: most character pairs of the shorter stand in the longer."""
    a, b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (_LETTERS.sub("", line), _LETTERS.sub("", other)))
    return bool(a and b) and len(a & b) >= REPEATED * min(len(a), len(b))


def _overlap(text: str, words: Sequence[str]) -> float:
    if not words:
        return 0.0
    lowered = text.lower()
    return sum(1 for word in words if word in lowered) / len(words)


def row_line(section: Section, words: Sequence[str]) -> DraftLine | None:
    """The table row the question points at ("1인 가구", "1,000만 원 과정"), read with its header; None if none does."""
    if len(section.table) < 2:
        return None
    header, *rows = section.table
    plain = [word for word in words if not re.search(r"\d\s?유형|^유형$", word)]
    asked = {f.value for word in plain for f in figures(word)} | set(plain)
    fits = sorted((_row_fit(row[0], asked) for row in rows), reverse=True)
    if fits[0] <= 0 or fits[0] in fits[1:]:
        return None
    best = max(rows, key=lambda row: _row_fit(row[0], asked))
    counted = _COUNTED.fullmatch(best[0].strip()) is not None
    if counted and not _of_the_column(header[0], plain):
        return None  # "4개월", "1유형" and "4살" are no "4명"
    pairs = [f"{name} {cell}" for name, cell in zip(header[1:], best[1:], strict=False) if cell]
    first = f"{header[0]} {best[0]}" if counted else best[0]
    text = f"{first}: {', '.join(pairs)}"
    return DraftLine("detail", text, (support(section, " | ".join(best)),))


# A cell that is a number and its counter says nothing without the head of its column
_COUNTED = re.compile(r"\d+(?: or more)?\s?(?:명|인|번|회|개)?(?:\s?이상)?")


def _of_the_column(head: str, words: Sequence[str]) -> bool:
    """Whether a question's words name what a column counts."""
    names = head.lower()
    return any(len(w) > 1 and not w[0].isdigit() and (w.lower() in names or names in w.lower()) for w in words)


def _row_fit(cell: str, asked: set[str]) -> float:
    lowered = cell.lower()
    hits = sum(1 for word in asked if len(word) > 1 and word.lower() in lowered)
    return hits + sum(0.5 for f in figures(cell) if f.value in asked)


def who_line(base: Base, section: Section, lang: Lang) -> DraftLine | None:
    """Who decides, and the doors: phone and address from the record of the programme, else of its family.

    None for information that nobody decides and whose text names its own doors.
    """
    family = base.families.get(section.family)
    if family is None or section.family == "places":
        return None
    own = [p for i in section.programmes if (p := base.programmes.get(i)) is not None]
    programme = own[0] if own and all(p.phones == own[0].phones for p in own) else None
    phones = (programme.phones if programme and programme.office else family.phones)[:1]
    addresses = (programme.addresses if programme and programme.office else family.addresses)[:1]
    office = programme.office if programme and programme.office else family.office
    parts = [p.value for p in phones]
    for address in addresses:
        host = _HOST.match(address.value)
        parts.append(
            f"{address.name[lang]}({host[1]})" if host and host[1] not in address.name[lang] else address.name[lang]
        )
    doors = " · ".join(parts)
    if not family.programmes:
        return DraftLine("who", f"문의: {doors}" if lang == "ko" else f"Ask: {doors}") if doors else None
    text = f"결정하는 곳: {office.ko}" if lang == "ko" else f"Who decides: {office.en}"
    ask = f" · 문의 {doors}" if lang == "ko" else f" · ask {doors}"
    return DraftLine("who", text + (ask if doors else ""))


def next_questions(base: Base, sections: Iterable[Section], lang: Lang, seen: Iterable[str]) -> tuple[str, ...]:
    """Up to three tappable questions: the titles of the sections that people ask about next, not shown yet."""
    shown = set(seen)
    out: list[str] = []
    for section in sections:
        for target in section.next:
            follow = base.section(target, lang)
            if follow is not None and target not in shown and follow.title not in out:
                out.append(follow.title)
                shown.add(target)
    return tuple(out[:3])
