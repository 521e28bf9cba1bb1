"""Facts that can't all be true, in words that say which to correct. Nothing is guessed: the person is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.errors import ProfileError
from assistant.profile import Profile
from assistant.words import fact_text
from knowledge.models import LANGS, Lang, Text

_OLDEST = 100
_YOUNGEST = 10


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The fields to be told anew, `text` for who wrote the profile, `worded` for the person it is about."""

    fields: tuple[str, ...]
    text: str
    worded: Text


def refuse_contradictions(profile: Profile, as_of: date) -> None:
    """Raises ProfileError where what a person said can't all be true on the day."""
    if problems := contradictions(profile, as_of):
        text = " ".join(p.text for p in problems)
        raise ProfileError(text, worded=problems[0].worded, fields=problems[0].fields)


def contradictions(profile: Profile, as_of: date) -> list[Contradiction]:
    """One for each pair of facts that contradict each other on the day `as_of`; empty if none do."""
    return [*_ages(profile, as_of), *_work(profile, as_of), *_money(profile), *_dates(profile, as_of)]


def _pair(p: Profile, one: str, other: str, text: str) -> Contradiction:
    said = {lang: [_said(p, field, lang) for field in (one, other)] for lang in LANGS}
    ko = f"‘{said['ko'][0]}’, ‘{said['ko'][1]}’ 두 가지가 서로 맞지 않아요. 어느 쪽이 맞는지 다시 알려 주세요."
    en = f"“{said['en'][0]}” and “{said['en'][1]}” can't both be right. Please tell me which one is."
    return Contradiction((one, other), text, Text(ko, en))


def _day(p: Profile, field: str, text: str) -> Contradiction:
    ko = f"‘{_said(p, field, 'ko')}’은 아직 오지 않은 날이에요. 날짜를 다시 알려 주세요."
    en = f"“{_said(p, field, 'en')}” lies in the future. Please tell me the date again."
    return Contradiction((field,), text, Text(ko, en))


def _said(p: Profile, field: str, lang: Lang) -> str:
    return fact_text(field, p.get(field), lang)


def _ages(p: Profile, as_of: date) -> Iterator[Contradiction]:
    born: date | None = p.get("birth_date")
    if born is None:
        return
    if born > as_of:
        yield _day(p, "birth_date", f"birth_date {born} is after {as_of}; correct it.")
        return
    age = p.age_on(as_of)
    told: int | None = p.get("age")
    if age is not None and not _YOUNGEST <= age <= _OLDEST:
        ko = f"생년월일대로면 {age}살이 돼요. 생년월일을 다시 알려 주세요."
        worded = Text(ko, f"That date of birth makes {age} years. Please tell me the date of birth again.")
        text = f"birth_date {born} makes {age} years, which can't be; correct it."
        yield Contradiction(("birth_date",), text, worded)
    if age is not None and told is not None and abs(age - told) > 1:
        text = f"age {told} and birth_date {born} ({age} years) contradict each other; keep one."
        yield _pair(p, "age", "birth_date", text)


def _work(p: Profile, as_of: date) -> Iterator[Contradiction]:
    if p.get("never_worked"):
        for field in ("work_days_24m", "work_hours_24m", "insured_days_18m", "insured_months_total"):
            if p.get(field, 0) > 0:
                text = f"never_worked and {field} {p.get(field)} contradict each other; correct one."
                yield _pair(p, "never_worked", field, text)
        for field in ("left_job.on", "left_job.reason"):
            if p.has(field):
                yield _pair(p, "never_worked", field, "never_worked and left_job contradict each other; correct one.")
                break
        if p.get("employment") == "employed":
            text = "never_worked and employment employed contradict each other; correct one."
            yield _pair(p, "employment", "never_worked", text)
    days, hours = p.get("work_days_24m"), p.get("work_hours_24m")
    if days is not None and hours is not None and (hours > days * 24 or (hours == 0 and days > 0)):
        text = f"work_days_24m {days} and work_hours_24m {hours} contradict each other; correct one."
        yield _pair(p, "work_days_24m", "work_hours_24m", text)
    if p.get("employment") == "student" and p.get("school.enrolled") is False:
        text = "employment student and school.enrolled false contradict each other; correct one."
        yield _pair(p, "employment", "school.enrolled", text)


def _money(p: Profile) -> Iterator[Contradiction]:
    own, household = p.get("own_income_monthly"), p.get("household_income_monthly")
    if own is not None and household is not None and own > household:
        text = f"own_income_monthly {own} is more than household_income_monthly {household}; correct one."
        yield _pair(p, "household_income_monthly", "own_income_monthly", text)
    monthly, total = p.get("local_allowance.monthly"), p.get("local_allowance.total")
    if monthly is not None and total is not None and monthly > total:
        text = f"local_allowance.monthly {monthly} is more than local_allowance.total {total}; correct one."
        yield _pair(p, "local_allowance.monthly", "local_allowance.total", text)
    size, dependants = p.get("household_size"), p.get("dependants")
    if size is not None and dependants is not None and dependants >= size:
        text = f"dependants {dependants} don't fit into household_size {size}, which counts the person; correct one."
        yield _pair(p, "household_size", "dependants", text)


def _dates(p: Profile, as_of: date) -> Iterator[Contradiction]:
    for field in ("left_job.on", "nesp_ended.on", "last_benefit_on"):
        day: date | None = p.get(field)
        if day is not None and day > as_of:
            yield _day(p, field, f"{field} {day} is after {as_of}; correct it.")
    opened, closed = p.get("business.opened_on"), p.get("business.closed_on")
    if opened is not None and closed is not None and closed < opened:
        text = f"business.closed_on {closed} is before business.opened_on {opened}; correct one."
        yield _pair(p, "business.closed_on", "business.opened_on", text)
    born, hired = p.get("birth_date"), p.get("employer.hired_on")
    if born is not None and hired is not None and hired < born:
        text = f"employer.hired_on {hired} is before birth_date {born}; correct one."
        yield _pair(p, "employer.hired_on", "birth_date", text)
