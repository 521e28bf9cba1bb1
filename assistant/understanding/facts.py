"""Facts a person mentions about themselves, each with the words it was heard in.

Only what is said of the person counts: "34세까지예요?" asks about a rule, "34살이에요" tells an age. Amounts are won a
month unless the words say otherwise. Every pattern is written for how people type, not for how forms are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from assistant.profile import Fact
from assistant.understanding.days import day_told, month_begun, months_told
from assistant.understanding.facts_flags import FLAGS, HIGH_SCHOOL_YEAR
from assistant.understanding.facts_local import local_facts
from assistant.understanding.facts_money import money_facts
from assistant.understanding.facts_past import past_facts
from assistant.understanding.facts_people import age_facts, household_facts
from assistant.understanding.kin import own_words
from assistant.understanding.measures import dependants_told

_KO_NUM = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8}
_KO_NUM |= {"아홉": 9, "열": 10, "반": 6, "일": 1, "이": 2, "삼": 3}
_EN_NUM = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_EN_NUM |= {"ten": 10, "eleven": 11, "twelve": 12, "a": 1, "an": 1, "half": 6}
_KO_COUNT = r"(\d+|한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열|반)\s?(개월|달|년|해)"
_EN_COUNT = r"(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|half a) (month|year)s?"

_IDLE = re.compile(
    _KO_COUNT + r"\s?(?:째|정도|쯤|동안|넘게|가까이|간)*\s?"
    r"(?:쉬|놀|백수|구직|취준|취업\s?준비|무직|일\s?안|일을\s?안|일(?:을)?\s?못|실업\s?(?:상태|중)|집에|노는|공백|방구석)"
)
_IDLE_AFTER = re.compile(
    r"(?:쉰\s?지|백수(?:된|\s?된)?\s?지?|논\s?지|그만둔\s?지|퇴사(?:한)?\s?지|공백기?(?:가|는)?|(?<![가-힣])무직(?:으로)?|취준생?(?:한\s?지)?|일\s?(?:안|을\s?안)\s?한\s?지|"
    r"집?\s?밖에?(?:를|을|도)?\s?안\s?나간\s?지|은둔(?:한|생활)?\s?지?|히키(?:코모리)?(?:로|생활)?|(?:게임|유튜브|잠)만\s?(?:하고\s?)?(?:한\s?지|산\s?지|잔\s?지)?|방에만\s?(?:있은\s?지|산\s?지)?|아무것도\s?안\s?한\s?지|경력\s?단절|집에(?:만|서)?(?:\s?(?:있은|있는|박혀\s?있은|틀어박힌)\s?지)?)\s?(?:벌써|이제|한|거의)?\s?" + _KO_COUNT
)
_LEFT = re.compile(
    r"(?:퇴사|퇴직|그만둔|관둔|짤린|잘린|계약\s?(?:끝난|만료))(?:한|된)?\s?지\s?(?:벌써|이제|한)?\s?" + _KO_COUNT
)
_OUT = r"(?:out of work|unemployed|jobless|not (?:been )?work(?:ed|ing)|no (?:work|job)|without (?:work|a job)|haven'?t worked|idle|at home|job[- ]?hunting|looking for (?:a )?(?:job|work))"
_IDLE_EN = re.compile(
    _OUT + r"(?: for| in| since|,)*(?: the (?:last|past))? ?(?:about |over |almost |nearly )?" + _EN_COUNT
    + r"|" + _EN_COUNT + r" (?:of )?(?:now )?" + _OUT,
    re.I,
)
_INSURED_M = re.compile(r"(?:고용보험|4대\s?보험|직장|회사)[^.?!\d]{0,10}(\d+)\s?(개월|년)\s?(?:다녔|가입|들|일했|근무|다니(?!는|고))")
_INSURED_BARE = re.compile(r"고용\s?보험(?:에|을|은|이)?\s?(?:가입\s?기간\s?|가입\s?)?(\d+)\s?(개월|년)(?!\s?(?:이상|미만|이하|넘|안에|이내|동안\s?\d))")
_INSURED_EN = re.compile(r"\binsured (?:for )?(\d+) (month|year)s?", re.I)
_MILITARY = re.compile(r"(?<![가-힣])군\s?(?:대|복무|생활)(?:를|을|는)?\s?(?P<years>\d)\s?년|군\s?(?:대|복무|생활)?\s?(\d+)\s?개월|(?P<en>\d{1,2}) months? (?:in|of) (?:the )?(?:army|military|navy|air force|service)|(?:육군|해군|공군|공익|사회복무)[^.?!]{0,8}(\d+)\s?개월")
_MONTHS_LEFT = re.compile(r"졸업(?:까지)?\s?(\d+|한|두|세)\s?(개월|달|학기|년)\s?(?:남)")
_CHECKLIST = re.compile(r"(?:체크리스트|구직단념|진단)[^\d]{0,8}(\d{1,2})\s?점")
_HIRED = re.compile(
    _KO_COUNT + r"째\s?(?:회사에?\s?)?(?:다니|근무|재직)|(?:입사|취업|다닌|근무)(?:한)?\s?지\s?(?:이제\s?)?" + _KO_COUNT + r"(?!\s?(?:안|이내|지나|이상|넘))"
    + r"|\b(?:already |been )?work(?:ed|ing)?(?: here| there)?(?: for)? (?:about )?" + _EN_COUNT + r"(?: (?:now|here|already|at (?:this|my)))?",
    re.I,
)
# Time in a job that was lost is insured time, no present job
_LOST = re.compile(r"\b(?:laid off|fired|dismissed|let go|lost my job|contract (?:ended|expired)|resigned|i quit)\b", re.I)
_WORKED_EN = re.compile(r"\b(?:worked|was|been|stayed)(?: there| here| at [a-z ]{2,20}?)?(?: for)? " + _EN_COUNT + r"|\bafter " + _EN_COUNT, re.I)
_STUDIES = re.compile(r"학원|과정|학교|대학|훈련|병원|course|school")
_HIRED_SAID = re.compile(r"째|지\s?(?:이제\s?)?\d|지\s?[가-힣]|already|now|here|been working", re.I)
# Days worked count where the last two years are meant: as said, or since that was just asked.
_STAFF = re.compile(
    r"(?:우리\s?)?(?:회사|가게|매장|사업장|공장|직원|정규직|근로자|종업원)(?:에|이|은|는|가)?\s?(?:직원|근로자|사람)?(?:이|은|는)?\s?(?:모두\s?|총\s?|다\s?합쳐\s?)?(\d{1,3}|한|두|세|네|다섯)\s?명(?!\s?(?:이상|미만|이하|부터|까지|뽑|채용|구))"
    r"|\b(?:we|my (?:firm|company|shop)|our (?:firm|company|shop)) (?:only )?(?:has|have) (?:only )?(\d{1,3}) (?:staff|employees|workers|people)",
    re.I,
)
_NOT_A_RULE = r"(?!\s?(?:이상|미만|넘|또는|이나|기준|일해야|일\s?해야|필요)|.{0,10}(?:없|안\s?되|모자라))"
_DAYS = re.compile(
    r"(?:2년|이년|24개월)\s?(?:동안|간|안에|내에?|사이)?[^.?!,\d]{0,10}(?:일한|알바|근무)[^.?!,\d]{0,8}(\d{1,3})\s?일" + _NOT_A_RULE
    + r"|(?:2년|이년|24개월)\s?(?:동안|간|안에|내에?|사이)?[^.?!,\d]{0,4}(\d{1,3})\s?일\s?(?:정도\s?|쯤\s?|밖에\s?|만\s?|은\s?)?(?:안\s?)?(?:일했|일함|알바|근무했)"
    r"|(?:작년|올해|지난해)(?:에|부터|엔)?[^.?!,\d]{0,8}(\d{1,3})\s?일\s?(?:정도\s?|쯤\s?)?(?:알바|일|근무)" + _NOT_A_RULE
    + r"|\bworked (?:about |around |only )?(\d{1,3}) days (?:in|over|during|within) (?:the )?(?:last|past) (?:2|two) years"
    r"|\bworked (?:about |around |only )?(\d{1,3}) days (?:last|this) year",
    re.I,
)
_DAYS_ASKED = re.compile(
    r"(?:알바|일)\s?(?:은|는|을)?\s?(\d{1,3})\s?일\s?(?:한\s?(?:게|거|것)|뿐|밖에|정도|이?\s?(?:다|전부)(?:야|예요|에요|임|$))" + _NOT_A_RULE
    + r"|일한\s?(?:건|거|날|게|일수|날짜)(?:은|는|이)?[^.\d]{0,6}(\d{1,3})\s?일" + _NOT_A_RULE
    + r"|(\d{1,3})\s?일\s?(?:정도\s?|쯤\s?|밖에\s?)?(?:안\s?)?(?:알바|일|근무)\s?(?:했|함|해)|\bworked (?:about |around |only )?(\d{1,3}) days",
    re.I,
)
_SHOP = r"(?:가게|식당|카페|매장|장사|영업|사업|[가-힣]{1,4}집)"
_SHOP_DAYS = re.compile(
    _SHOP + r"(?:를|을|은|한\s?지)?\s?(\d+|한|두|세|네|다섯|여섯)\s?(일|개월|달|년)\s?(?:정도\s?|쯤\s?)?(?:만에|하고|하다가?|했|운영|영업|째|밖에|됐|돼|$)"
    r"|(\d+|한|두|세|네|다섯|여섯)\s?(일|개월|달|년)\s?(?:정도\s?|쯤\s?|동안\s?|만\s?)?(?:영업|장사|운영|가게)(?:하|했|함|을|만)"
    r"|\b(?:i|we) (?:ran|opened|operated|had)(?: (?:a|my|the|our) (?:shop|store|cafe|restaurant|business))?(?: for)?(?: only)? (\d+) (day|month|year)s?",
    re.I,
)
_DAYS_OF = {"일": 1, "개월": 30, "달": 30, "년": 365, "day": 1, "month": 30, "year": 365}
_FLAG_RE = tuple((field, value, re.compile(pattern, re.I)) for field, value, pattern in FLAGS)
_SCHOOL_YEAR = re.compile(HIGH_SCHOOL_YEAR)
_JUST_LEFT = re.compile(r"(어제|오늘|그저께|지난\s?주|지난\s?달)\s?(?:에)?\s?(?:회사|직장|일)?[^.?!]{0,6}(?:그만|퇴사|짤|잘|해고)")
_BACK = {"오늘": 0, "어제": 1, "그저께": 2, "지난주": 7, "지난달": 30}
_HAS_KIDS = re.compile(r"부양\s?가족|있|키우|키움|키워|넘|미성년|살|세|인데|이고|aged?|year|minor|have|dependan|dependen", re.I)
_MANY_VALUED = ("receiving", "groups", "wants.employment")


def _n(text: str) -> int:
    return int(text) if text.isdigit() else _KO_NUM.get(text, _EN_NUM.get(text.lower().replace("half a", "half"), 0))


def _months(number: str, unit: str) -> int:
    n = _n(number)
    return n * 12 if unit.lower() in ("년", "해", "year") and number != "반" else n


def _span(match: re.Match[str]) -> int:
    """The months of a span that begins with the first group ("2년 반")."""
    return months_told(match.string[match.start(1) :]) or 0


def facts_in(text: str, today: date, *, about_nesp: bool = False, about_days: bool = False) -> tuple[Fact, ...]:
    """Every fact told in `text` on the day `today`, one per field, in order of the patterns.

    `about_nesp` tells that the talk is of the NESP allowance: then what one earned is what one would report.
    `about_days` tells that the days worked in the last two years were just spoken of.
    """
    found: dict[str, Fact] = {}
    for fact in _heard(text, today, about_nesp, about_days):
        if fact.field in _MANY_VALUED and fact.field in found:
            value = (*found[fact.field].value, *fact.value)
            fact = Fact(fact.field, tuple(dict.fromkeys(value)), fact.words)
        elif fact.field in found:
            continue
        found[fact.field] = fact
    return tuple(found.values())


def _heard(text: str, today: date, about_nesp: bool, about_days: bool) -> Iterator[Fact]:
    whole, text = text, own_words(text)  # what is said of others tells of the household alone
    yield from age_facts(text, today)
    household = tuple(household_facts(whole))
    yield from household
    yield from _times(text, today)
    yield from _counted(text, about_days)
    yield from _dependants(whole)
    yield from _money(whole, text, about_nesp, household[0].value if household else None)
    yield from local_facts(text, today)
    yield from past_facts(text, today)
    closed = False
    for field, value, pattern in _FLAG_RE:
        if match := pattern.search(text):
            closed = closed or value == "closed_business"
            yield Fact(field, value, match[0].strip(" ,."))
    if closed:
        yield from _closing_day(text, today)
    if match := _LEFT.search(text):
        months = _months(match[1], match[2])
        yield Fact("left_job.on", today - timedelta(days=round(months * 30.4)), match[0].strip())
    elif match := _JUST_LEFT.search(text):
        back = _BACK[re.sub(r"\s", "", match[1])]
        yield Fact("left_job.on", today - timedelta(days=back), match[0])


def _times(text: str, today: date) -> Iterator[Fact]:
    """How long out of work, how long in the present job, how long a shop was run."""
    if match := _IDLE.search(text) or _IDLE_AFTER.search(text) or _IDLE_EN.search(text):
        number, unit = (g for g in match.groups() if g)
        yield Fact("months_without_work", _months(number, unit), match[0].strip())
    elif _LOST.search(text) and (match := _WORKED_EN.search(text)):
        number, unit = (g for g in match.groups() if g)
        yield Fact("insured_months_total", _months(number, unit), match[0].strip())
    elif (match := _HIRED.search(text)) and _HIRED_SAID.search(match[0]) and not _STUDIES.search(text):
        number, unit = (g for g in match.groups() if g)
        back = timedelta(days=round(_months(number, unit) * 30.4))
        yield Fact("employer.hired_on", today - back, match[0].strip())
        yield Fact("employment", "employed", match[0].strip())
    if match := _SHOP_DAYS.search(text):
        number, unit = (g for g in match.groups() if g)
        yield Fact("business.days", _n(number) * _DAYS_OF[unit.lower()], match[0].strip())


def _closing_day(text: str, today: date) -> Iterator[Fact]:
    """The day a shop closed, or the first of its month; no day where the amount depends on which of that month."""
    told = day_told(text, today)
    day = told or month_begun(text, today)
    if day is not None and day <= today and (told is not None or (day.year, day.month) != (2025, 7)):
        yield Fact("business.closed_on", day, text.strip()[:40])


def _counted(text: str, about_days: bool) -> Iterator[Fact]:
    simple: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
        ("insured_months_total", _INSURED_M, _span),
        ("insured_months_total", _INSURED_BARE, _span),
        ("insured_months_total", _INSURED_EN, lambda m: _months(m[1], m[2])),
        ("military_months", _MILITARY, lambda m: int(m["years"]) * 12 if m["years"] else int(next(g for g in m.groups() if g))),
        ("school.high_school_year", _SCHOOL_YEAR, lambda m: int(m["hs1"] or m["hs2"] or m["hs3"] or "3")),
        ("school.months_left", _MONTHS_LEFT, lambda m: _n(m[1]) * {"학기": 6, "년": 12}.get(m[2], 1)),
        ("checklist_points", _CHECKLIST, lambda m: int(m[1])),
        ("employer.insured_staff", _STAFF, lambda m: _n(m[1] or m[2])),
    )
    for field, pattern, read in simple:
        if match := pattern.search(text):
            yield Fact(field, read(match), match[0].strip())
    if (match := _DAYS.search(text) or (_DAYS_ASKED.search(text) if about_days else None)) is not None:
        yield Fact("work_days_24m", int(next(g for g in match.groups() if g)), match[0].strip())


def _dependants(text: str) -> Iterator[Fact]:
    if (told := dependants_told(text)) is not None and told[0] and _HAS_KIDS.search(text):
        yield Fact("dependants", told[0], told[1])


def _money(whole: str, own: str, about_nesp: bool, household: int | None) -> Iterator[Fact]:
    """The sums of the household from all that is said, those of the person from what is said of them."""
    for text, of_household in ((whole, True), (own, False)):
        for fact in money_facts(text, about_nesp=about_nesp, household=household):
            if fact.field.startswith("household_") is of_household:
                yield fact
