"""What a rule comes to for a time just told: from which day on, and whether the months worked can be enough."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.eligibility.rule_facts import months_after
from assistant.evidence import Draft, DraftLine
from assistant.guards import fold_plain
from assistant.profile import Profile
from assistant.understanding import Understanding
from assistant.understanding.days import moment_told
from assistant.understanding.facts_past import TO_COME
from assistant.understanding.followups import MAY_I, MAY_I_EN
from assistant.words import day
from assistant.writers.common import support
from knowledge.base import Base
from knowledge.models import Lang, Section

_AFTER_BENEFIT: Final = ("nesp/block-unemployment-benefit", 6)  # months after the last payment
_AFTER_LOCAL: Final = "nesp/block-local-allowance"
_AFTER_DIRECT: Final = "nesp/block-direct-job"
_LOCAL_LIMITS: Final = (500_000, 3_000_000)  # a month on average, in all
_DIRECT_JOB: Final = re.compile(
    r"(?:공공\s?근로|공공\s?일자리|직접\s?일자리|희망\s?근로|노인\s?일자리|자활\s?근로)|"
    r"\b(?:public (?:job|work)s?|direct[- ]job)\b",
    re.I,
)
_BENEFIT: Final = ("실업급여를 마지막으로 받은 날", "the last unemployment benefit")
_SPELL: Final = ("지난 국민취업지원제도가 끝난 날", "the end of the earlier NESP spell")
_LOCAL: Final = ("지역 수당이 끝난 날", "the end of the local allowance")
_DIRECT: Final = ("공공일자리가 끝난 날", "the end of the public job")
_REENTRY: Final = "nesp/reentry"
# Months to wait after a spell that ended with a job, by how long the job lasted (up to, months); 36 after any other
_LADDER: Final = ((6, 24), (12, 18), (10**6, 12))
_OTHERWISE: Final = 36
_WHEN: Final = re.compile(r"언제|몇(?:개월|달|년)|지나야|기다려|또|다시|when|again|how long|wait")
_INSURED_DAYS: Final = "unemployment-benefit/insured-days"
_NEEDED: Final = 180
_WORKED: Final = re.compile(
    r"(?<!최근)(?<!마지막)(\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟)\s?(?:개월|달)\s?(?:동안\s?|만에\s?|만\s?|정도\s?|"
    r"쯤\s?)?(?:일하|일했|일함|다니|다녔|다님|"
    r"근무|하고|알바|계약)"
    r"|(?:after|worked|working|for)(?: only| just)? (\d{1,2}|two|three|four|five|six|seven|eight) months?",
    re.I,
)
_COUNTS: Final = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8}
_COUNTS_EN: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_LONGEST, _NEAR = 31, 8  # days of a month; months up to which 180 insured days are in doubt


def waits(base: Base, u: Understanding, profile: Profile, today: date) -> tuple[Section, str] | None:
    """From when NESP may be tried again, with its section: after the last unemployment benefit, a local allowance, a
    public job or an earlier spell; None where none was told or it isn't asked."""
    folded, lowered = fold_plain(u.text), u.text.lower()
    asks = any(p.search(folded) or p.search(lowered) for p in (_WHEN, MAY_I, MAY_I_EN))
    told = {f.field for f in u.facts}
    if not asks or "nesp" not in u.families:
        return None
    if "last_benefit_on" in told:
        last: date = profile.get("last_benefit_on")
        return _after(base, u, _AFTER_BENEFIT[0], last, today, _BENEFIT)
    if "local_allowance.ended_on" in told and not _is_small(profile):
        return _after(base, u, _AFTER_LOCAL, profile.get("local_allowance.ended_on"), today, _LOCAL)
    if _DIRECT_JOB.search(u.text) and (over := moment_told(u.text, today, ahead=bool(TO_COME.search(u.text)))):
        return _after(base, u, _AFTER_DIRECT, over[0], today, _DIRECT)
    return _again(base, u, profile, today) if {"nesp_ended.on", "nesp_ended.job_months"} & told else None


def _after(
    base: Base, u: Understanding, id_: str, ended: date, today: date, named: tuple[str, str]
) -> tuple[Section, str] | None:
    section = base.section(id_, u.lang)
    free = months_after(ended, _AFTER_BENEFIT[1])
    return None if section is None else (section, _from_when(ended, free, today, u.lang, named))


def _is_small(profile: Profile) -> bool:
    """Whether a local allowance told stays under both sums from which it blocks the way in."""
    monthly, total = profile.get("local_allowance.monthly"), profile.get("local_allowance.total")
    told = monthly is not None or total is not None
    return told and (monthly or 0) < _LOCAL_LIMITS[0] and (total or 0) < _LOCAL_LIMITS[1]


def _again(base: Base, u: Understanding, profile: Profile, today: date) -> tuple[Section, str] | None:
    """From when after an earlier spell, or how long after it where its end wasn't told."""
    section = base.section(_REENTRY, u.lang)
    ended, lasted = profile.get("nesp_ended.on"), profile.get("nesp_ended.job_months")
    if section is None or (profile.get("nesp_ended.by") == "job" and lasted is None):
        return None  # how long the job lasted decides
    months = _OTHERWISE if lasted is None else next(wait for top, wait in _LADDER if lasted < top)
    if ended is not None:
        return section, _from_when(ended, months_after(ended, months), today, u.lang, _SPELL)
    if u.lang == "ko":
        wait = f"{months // 12}년" + (f" {months % 12}개월" if months % 12 else "")
        return section, (
            f"취업해서 {lasted}개월 일했다면 지난 국민취업지원제도가 끝난 날부터 {wait}이 지나야 다시 신청해 볼 수 "
            f"있어요. 고용센터가 확인해요."
        )
    return section, (
        f"After a job of {lasted} months you can try NESP again {months / 12:g} years after the earlier spell ended; "
        f"the job center confirms it."
    )


def _from_when(last: date, free: date, today: date, lang: Lang, named: tuple[str, str]) -> str:
    ko = lang == "ko"
    what = named[not ko]
    if free <= today:
        if ko:
            return f"{what}이 {day(last, lang)}이면 기다리는 기간은 지난 것으로 보여요. 고용센터가 확인해요."
        return f"With {what} on {day(last, lang)} the waiting time looks over; the job center confirms it."
    if ko:
        return (
            f"{what}이 {day(last, lang)}이면 {day(free, lang)} 이후에 국민취업지원제도를 신청해 볼 수 있어요. "
            f"고용센터가 확인해요."
        )
    return f"With {what} on {day(last, lang)} you can try NESP after {day(free, lang)}; the job center confirms it."


def short_insurance(base: Base, u: Understanding) -> tuple[Section, str] | None:
    """Whether a few months of work can bring the insured days that unemployment benefit asks for, with the section;
    None where no such time was told or that isn't asked."""
    if "unemployment-benefit" not in u.families or {"amount", "duration", "combine"} & set(u.topics):
        return None
    if not (MAY_I.search(fold_plain(u.text)) or MAY_I_EN.search(u.text.lower()) or "possible" in u.text.lower()):
        return None
    match, section = _WORKED.search(u.text), base.section(_INSURED_DAYS, u.lang)
    if match is None or section is None:
        return None
    said = (match[1] or match[2]).lower()
    months = _COUNTS.get(said) or _COUNTS_EN.get(said) or int(said)
    if not 0 < months <= _NEAR:
        return None
    ko, enough = u.lang == "ko", months * _LONGEST >= _NEEDED
    if ko and enough:
        text = (
            f"{months}개월이면 고용보험 가입일수 180일이 될 수도, 모자랄 수도 있어요. 고용24나 1350에서 가입일수를 "
            f"먼저 확인해 보세요."
        )
    elif ko:
        text = (
            f"{months}개월만으로는 보통 고용보험 가입일수 180일이 안 돼요. 그만두기 전 18개월 안에 다른 곳에서도 "
            f"일했다면 그 날수를 더해 봐요."
        )
    elif enough:
        text = (
            f"{months} months may or may not bring the 180 insured days: check your days on Work24 or with 1350 first."
        )
    else:
        text = (
            f"{months} months alone normally fall short of the 180 insured days. Days in other jobs within the 18 "
            f"months before leaving may be added."
        )
    return section, text


def on_visa(section: Section, visa: str, lang: Lang) -> tuple[Section, str] | None:
    """The section behind a line on the very visa told, where it says nothing of that one; None where it does."""
    if visa in section.text or visa == "other":
        return None
    if lang == "ko":
        return section, f"{visa} 비자를 따로 적은 자료는 찾지 못했어요. 외국인종합안내 1345에 먼저 물어보세요."
    return section, f"No source I have speaks of {visa} itself. Ask the immigration line 1345 first."


def led_by(rule: Draft, section: Section, text: str) -> Draft:
    """The rule behind the line that says what it comes to."""
    lead = DraftLine("lead", text, (support(section, section.lead),))
    rest = [replace(line, kind="detail") if line.kind == "lead" else line for line in rule.lines]
    details = [line for line in rest if line.kind == "detail"][:2]
    notes = [line for line in rest if line.kind == "note"]  # that a figure is of a year gone by stands before it
    who = [line for line in rest if line.kind == "who"]
    return replace(rule, lines=(*notes, lead, *details, *who), computed=(text,))
