"""How long somebody worked in the last two years, told in months. Pure.

A month counts for 20 days: who tells of half a year of work meets the 100 days that NESP asks for. What is shown can
be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.profile import Fact

_DAYS: Final = 20
_MOST: Final = 24  # months
_LEAST: Final = 5  # fewer may or may not come to 100 days: it stays open
_COUNTS: Final = {"다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "한": 1, "두": 2}
_SPAN: Final = r"(?:(?P<half>반\s?년)|(?P<years>\d|한|두)\s?년\s?(?P<and>반)?|(?P<months>\d{1,2}|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개월|달))"
_WORKED: Final = re.compile(
    r"(?:알바|아르바이트|카페|편의점|식당|공장|회사|매장|마트|배달|물류|사무실|학원\s?강사|직장|콜센터|쿠팡|계약직|인턴|거기)[^.?!\d]{0,16}"
    + _SPAN + r"\s?(?:정도|쯤|동안|가까이|넘게)?\s?(?:일|했|하다|하고|다녔|다니다|근무|뛰)"
)
_WORKED_EN: Final = re.compile(r"\bworked (?:for |about |around )*(?P<months>\d{1,2}) months (?:last|this) year", re.I)
_LONG_AGO: Final = re.compile(r"재작년|[3-9]\s?년\s?전|옛날|오래\s?전|예전|졸업\s?전|years ago", re.I)


def work_facts(text: str) -> Iterator[Fact]:
    """The days worked, where months of a job in the last two years are told; nothing for a job long ago."""
    match = _WORKED.search(text) or _WORKED_EN.search(text)
    if match is None or _LONG_AGO.search(text):
        return
    told = match.groupdict()
    if told.get("half"):
        months = 6
    elif told.get("years"):
        months = 12 * _n(told["years"]) + (6 if told["and"] else 0)
    else:
        months = _n(told["months"])
    if months >= _LEAST:
        yield Fact("work_days_24m", _DAYS * min(months, _MOST), match[0].strip())


def _n(said: str) -> int:
    return int(said) if said.isdigit() else _COUNTS[said]
