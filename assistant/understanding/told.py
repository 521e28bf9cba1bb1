"""Reading a fact told by its name: "나이: 33", "가구 소득: 말한 것 빼기". The page's own taps say it so; anybody may. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.eligibility.ask_answers import answer_to_fact
from assistant.eligibility.ask_words import load_words
from assistant.history import Remembered
from assistant.profile import Fact
from assistant.understanding import Understanding
from knowledge.fields import FIELDS
from knowledge.taxonomy.regions import Regions

_SHAPE = re.compile(r"^\s*([^:：]{1,40}?)\s*[:：]\s*(.{1,60}?)\s*$")
_BACK = re.compile(r"^(?:말한\s?것\s?)?(?:빼기|빼\s?줘|빼\s?주세요|지워\s?줘|지우기)|^take it back|^remove|^forget", re.I)
_BELOW_ZERO = re.compile(r"^\s?(?:-|−|마이너스|minus)\s?\d", re.I)
# An age said of oneself that nobody has: "430살이에요", "-3살". ("120세 시대" says nothing of anybody.)
_ODD_AGE = re.compile(r"(?:(?<![\d~\-])(?:1(?!00)\d{2}|[2-9]\d{2}|\d{4})|[-−]\s?\d{1,3})\s?(?:살|세)(?:이|예|인|입|임|야|\s*$)")
_ODD_AGE_EN = re.compile(r"\bi(?:'m| am) (?:-\d{1,3}|1(?!00)\d{2}|[2-9]\d{2}|\d{4}) years old", re.I)
_NONE = re.compile(r"^(?:없음|없어요?|없습니다|아니요|none|nothing|no)\W*$", re.I)


def read(own: Understanding, last: Remembered | None, today: date, regions: Regions) -> Understanding | None:
    """The message as one fact told, taken back or not to be read; None where it names no fact.

    The decisions asked for before are made again, those on all programmes where none were.
    """
    shape = _SHAPE.match(own.text)
    field = load_words().field_named(shape[1]) if shape else ""
    if shape is None or not field:
        odd = _ODD_AGE.search(own.text) or _ODD_AGE_EN.search(own.text)
        return replace(own, wants=("eligibility",), leans=True, unread="age") if odd else None
    before = last if last is not None and "eligibility" in last.wants else None
    named = tuple(str(f) for f in before.context.get("named", ())) if before else ()
    programmes = before.programmes if before else ()
    scope = replace(own, wants=("eligibility",), families=named, programmes=programmes, unknown=(), leans=True)
    said = shape[2]
    if _BACK.match(said) or (_NONE.match(said) and FIELDS[field].type in ("choices", "date")):
        return replace(scope, forget=field)
    below = _BELOW_ZERO.match(said) is not None and FIELDS[field].type in ("int", "float")
    value = None if below else answer_to_fact(field, said, today, regions)
    if value is None and field == "age" and not below:
        value = answer_to_fact(field, f"{said}살", today, regions)  # "서른"
    if value is None:
        return replace(scope, unread=field)
    return replace(scope, facts=(Fact(field, value, said),))
