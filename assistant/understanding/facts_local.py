"""What a local job-seeking allowance came to, as people tell it: "청년수당 6개월 50만원씩 받았는데", "구직수당 300만원 받음". Pure.

The state's own allowance (구직촉진수당) is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.profile import Fact
from assistant.understanding.days import moment_told
from knowledge.text.figures import korean_amount

_NAME = re.compile(
    r"(?:청년|구직|취업\s?준비|취준|면접)\s?(?:활동\s?)?(?:수당|지원금)|\b(?:youth|local|city|seoul|job[- ]seeking) allowance\b", re.I
)
_RECEIVED = re.compile(r"받|탔|끝|종료|타고|타는|수급|\b(?:got|get|received?|receiving|had|keep|on)\b", re.I)
_MONEY = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?\s?(?:천만|백만|만)?)\s?원?\s?(씩)?(?!\s?(?:개월|달|살|세|년|명|번|회|일|\d))")
_EN_MONEY = re.compile(r"(?:krw ?)?(\d[\d,]{4,}|\d+(?:\.\d+)? ?(?:million|k)) ?(?:won)?", re.I)
_MONTHS = re.compile(r"(\d{1,2}|한|두|세|네|다섯|여섯)\s?(?:개월|달)(?!\s?(?:전|뒤|후|안|이내))(?:\s?(?:동안|간|치))?|(\d{1,2}) months?\b(?! ago)", re.I)
_ENDED = re.compile(r"끝(?!나(?:면|고\s?나))|마지막|종료|(?:전에|까지)\s?(?:다\s?)?받|ended|finished|ago", re.I)
_EACH = re.compile(r"월\s?$|한\s?달에?\s?$|매달\s?$|매월\s?$|다달이\s?$")
_EACH_EN = re.compile(r"\b(?:a|per|each|every) month|monthly", re.I)
_COUNT = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6}
_LEAST, _MOST_A_MONTH = 50_000, 1_000_000  # won: what no allowance is below, and no month of one above


def local_facts(text: str, today: date) -> Iterator[Fact]:
    """A month of the allowance, all of it, and the day it ended, as far as told; nothing where none is named."""
    name = _NAME.search(text)
    if name is None or not _RECEIVED.search(text):
        return
    told = _sum(text[name.end() :], name.end(), text)
    months = _MONTHS.search(text)
    count = _n(months) if months else 0
    if told is not None:
        value, monthly, end = told
        ends = [name.end(), end, *([months.end()] if months else [])]
        words = text[name.start() : max(ends)].strip()
        if monthly or (count and value <= _MOST_A_MONTH):
            yield Fact("local_allowance.monthly", value, words)
            if count:
                yield Fact("local_allowance.total", value * count, words)
        else:
            yield Fact("local_allowance.total", value, words)
            if count:
                yield Fact("local_allowance.monthly", value // count, words)
    if _ENDED.search(text) and (over := moment_told(text, today)) is not None and over[0] <= today:
        yield Fact("local_allowance.ended_on", over[0], text[name.start() :].strip()[:40])


def _sum(after: str, start: int, text: str) -> tuple[int, bool, int] | None:
    """The first sum behind the name, whether it is a month's, and where it ends in `text`."""
    if not re.search("[가-힣]", text):
        english = _EN_MONEY.search(text)
        if english is None:
            return None
        number = float(re.sub(r"[^\d.]", "", english[1]))
        scale = 1_000_000 if "million" in english[1].lower() else 1_000 if english[1].lower().endswith("k") else 1
        return round(number * scale), _EACH_EN.search(text) is not None, english.end()
    for match in _MONEY.finditer(after):
        raw = re.sub(r"\s", "", match[1])
        value = int(korean_amount(raw))
        if not re.search(r"[만천백]", raw):
            value *= 10_000 if value < 10_000 else 1
        if value >= _LEAST:
            monthly = bool(match[2]) or _EACH.search(after[: match.start()]) is not None
            return value, monthly or _EACH_EN.search(after) is not None, start + match.end()
    return None


def _n(match: re.Match[str]) -> int:
    said = next(g for g in match.groups() if g)
    return _COUNT[said] if said in _COUNT else int(said)
