"""What to be careful about in an opening: the words it rests on and the section to read. Informs; no legal advice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from assistant.answer import Flag
from assistant.benefits.tables import row_on, rows
from assistant.words import won
from knowledge.adverts import HIDING, CautionCode, cautions
from knowledge.columns import hourly_pay, wage_is_judged
from knowledge.models import LANGS, Lang, Opening

# code → the section that says what to do about it. For limits of age and sex and for contracts that only look free no
# rule has been checked, so they lead to the line that knows.
SECTIONS: Mapping[str, str] = {
    "below_minimum_wage": "standards/below-minimum-wage",
    **dict.fromkeys(sorted(HIDING), "places/scam-openings"),
    "age_limit": "places/what-to-say-1350",
    "sex_limit": "places/what-to-say-1350",
    "false_self_employment": "places/what-to-say-1350",
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "below_minimum_wage": (
        "적힌 급여를 시간으로 나누면 {pay}이라 최저임금 {least}보다 적어 보여요. 1350에서 확인할 수 있어요.",
        "The pay stated comes to {pay} an hour, which looks below the minimum wage of {least}. 1350 can check it.",
    ),
    "age_limit": (
        "나이를 정해 둔 문장이 있어요. 규칙에 맞는지는 1350에 물어볼 수 있어요.",
        "It sets a limit of age. Whether that is in order can be asked on 1350.",
    ),
    "sex_limit": (
        "성별을 정해 둔 문장이 있어요. 규칙에 맞는지는 1350에 물어볼 수 있어요.",
        "It names a sex. Whether that is in order can be asked on 1350.",
    ),
    "false_self_employment": (
        "프리랜서 계약인데 일하는 시간이 정해져 있어요. 근로계약인지 먼저 물어보고, 궁금하면 1350에 확인해 보세요.",
        "It is a freelance contract with fixed hours. Ask whether it is an employment contract; 1350 can help.",
    ),
}
_PAY = re.compile(r"(?:급여|시급|일급|월급|연봉|임금|보수|\b(?:pay|wage|salary))[^\d\n]*\d", re.I)
_HIDING_WORDS = (
    "돈이나 통장을 먼저 달라는 등 조심할 말이 있어요. 연락을 멈추고 112에 물어보세요.",
    "It says things to beware of, such as asking for money or a bank book first. Stop, and ask 112.",
)


def minimum_wage(on: date) -> int:
    """The minimum wage of the day in won an hour; outside the years known, that of the nearest one."""
    return (row_on("minimum_wage", on) or rows("minimum_wage")[0]).whole("hour")


def flags_of(opening: Opening, as_of: date) -> tuple[Flag, ...]:
    """The flags of an opening on the day, pay first. Those of a scam are for staff: such openings aren't shown."""
    found = [(str(c.code), c.quote) for c in cautions(opening)]
    pay, least = hourly_pay(opening.pay, opening.weekly_hours), minimum_wage(as_of)
    if wage_is_judged(opening) and pay < least:
        found.insert(0, ("below_minimum_wage", _pay_sentence(opening)))
    return tuple(Flag(code, quote, SECTIONS[code], _text(code, pay, least)) for code, quote in found)


def _text(code: str, pay: int, least: int) -> dict[Lang, str]:
    words = _HIDING_WORDS if is_hiding(code) else _WORDS[code]
    return {lang: words[lang == "en"].format(pay=won(pay, lang), least=won(least, lang)) for lang in LANGS}


def is_hiding(code: CautionCode | str) -> bool:
    """Whether a flag of this code keeps an opening from seekers."""
    return code in HIDING


def _pay_sentence(opening: Opening) -> str:
    """The line of the advert that states the pay; the title where none does."""
    lines = [line.strip(" -·•*ㆍ") for line in opening.body.splitlines()]
    return next((line for line in lines if _PAY.search(line)), opening.title)
