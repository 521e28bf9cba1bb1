"""Facts a person mentions about themselves, each with the words it was heard in.

Only what is said of the person counts: "34세까지예요?" asks about a rule, "34살이에요" tells an age. Amounts are won a
month unless the words say otherwise. Every pattern is written for how people type, not for how forms are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from assistant.profile import Fact
from knowledge.text.figures import korean_amount

_KO_NUM = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8}
_KO_NUM |= {"아홉": 9, "열": 10, "반": 6}
_KO_AGES = {"스무": 20, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60}
_KO_UNITS = {"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6}
_KO_UNITS |= {"일곱": 7, "여덟": 8, "아홉": 9}
_EN_NUM = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_EN_NUM |= {"ten": 10, "eleven": 11, "twelve": 12, "a": 1, "an": 1, "half": 6}

_RULE_ASKED = r"(?!\s*(?:까지|이하|이상|미만|부터|넘|초과|제한|기준|되면|이면\s*(?:안|되|돼|가능)|여야|이어야))"
# The age of somebody else: "우리 엄마 72세인데", "동생이 17살".
_OTHERS = re.compile(
    r"(?:엄마|아빠|어머니|아버지|부모님?|할머니|할아버지|동생|언니|오빠|누나|형|아들|딸|아이|애|자녀|남편|아내|친구)(?:이|가|는|은|도|께서)?\s?(?:올해\s?)?(?:만\s?)?\d{1,3}\s?(?:살|세)"
    r"|\b(?:mother|father|mom|dad|grand\w+|brother|sister|son|daughter|husband|wife|friend)\b[^.?!]{0,12}\d{1,3}(?: years old)?",
    re.I,
)
_AGE = re.compile(r"(?<![\d,.~\-–])만?\s?(\d{2})\s?(?:살|세)" + _RULE_ASKED)
_AGE_WORDS = re.compile(rf"({'|'.join(_KO_AGES)})\s?({'|'.join(_KO_UNITS)})?\s?살" + _RULE_ASKED)
_BORN = re.compile(r"(?<!\d)((?:19|20)?\d{2})\s?년\s?생")
_AGE_EN = re.compile(
    r"\b(?:i'?m|i am|im|aged?|turned|turning)\s+(?:a\s+)?(\d{2})\b(?!\s*(?:%|percent|months?|days?|hours?|weeks?))"
    r"|\b(\d{2})[\s-]?(?:years?[\s-]old|yo\b|y/o|yrs? old)",
    re.I,
)
_BORN_EN = re.compile(r"\bborn in ((?:19|20)\d{2})\b", re.I)
_HOUSE = re.compile(r"(\d|한|두|세|네|다섯|여섯)\s?(?:인|식구|명)\s?(?:가구|가족|식구)?(?=\s?(?:가구|가족|식구)|이?서?\s?(?:살|같이))|(\d)\s?인\s?가구")
_ALONE = re.compile(r"혼자\s?(?:살|사[는아]|자취)|자취(?:하|중|해)|독립해서|\blive alone\b|\bliving alone\b|single[- ]person household", re.I)
_HOUSE_EN = re.compile(r"household of (\d+|two|three|four|five|six)|(\d+|two|three|four|five|six)[- ]person household|family of (\d+|two|three|four|five|six)", re.I)
_IDLE = re.compile(
    r"(\d+|한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열|반)\s?(개월|달|년|해)\s?(?:째|정도|쯤|동안|넘게|가까이)*\s?"
    r"(?:쉬|놀|백수|구직|취준|취업\s?준비|무직|일\s?안|일을\s?안|실업|집에|노는|공백)"
)
_IDLE_AFTER = re.compile(r"(?:쉰\s?지|쉰지|백수(?:된|\s?된)?\s?지?|논\s?지|그만둔\s?지|퇴사(?:한)?\s?지|공백기?(?:가|는)?|무직(?:으로)?|취준(?:한\s?지)?)\s?(?:벌써|이제|한)?\s?"
                         r"(\d+|한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열|반)\s?(개월|달|년|해)")
_LEFT = re.compile(
    r"(?:퇴사|퇴직|그만둔|관둔|짤린|잘린|계약\s?(?:끝난|만료))(?:한|된)?\s?지\s?(?:벌써|이제|한)?\s?"
    r"(\d+|한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열|반)\s?(개월|달|년|해)"
)
_IDLE_EN = re.compile(
    r"(?:been |for |out of work |unemployed |jobless )+(?:for )?(?:about |over |almost )?(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|half a) (month|year)s?"
    r"(?! (?:course|training|contract|programme|program))|(\d+|two|three|four|five|six|seven|eight|nine|ten) (month|year)s? (?:without work|out of work|unemployed|jobless)",
    re.I,
)
_MONEY = r"(?P<amount>\d[\d,]*(?:\.\d+)?\s?(?:억|천만|백만|만|천)?\s?(?:\d[\d,]*\s?(?:천만|백만|만|천)?)?)\s?(?P<won>원)?"
_EARNED = re.compile(
    r"(?:알바|아르바이트|부업|배달|쿠팡|일당|과외|프리랜서|일해서|수입|소득|그럼|만약|이번\s?달)[^.?!]{0,12}?" + _MONEY
    + r"\s?(?:을|를|정도|쯤|만)?\s?(?:벌|번|받았|들어)"
)
_EARN_BARE = re.compile(_MONEY + r"\s?(?:을|를|정도|쯤)?\s?(?:벌(?:면|었|어|고|게|구|때)|번\s?(?:달|경우|거))")
_EARN_EN = re.compile(r"(?:earn(?:ed)?|made|make) (?:about |around )?(?:krw |₩)?(?P<amount>[\d,.]+) ?(?P<scale>million|k|thousand)?(?: ?(?:won|krw))?", re.I)
_HOUSE_INCOME = re.compile(r"(?:가구|집|부모님?|우리\s?집|가족)\s?(?:월\s?)?(?:소득|수입|벌이|월급)[^\d]{0,8}" + _MONEY)
_ASSETS = re.compile(r"(?:재산|자산)[^\d?]{0,8}(?>" + _MONEY + r")(?!\s?(?:이하|까지|넘으면|이상|기준))")
_MY_INCOME = re.compile(r"(?:내|제|나의)\s?(?:월\s?)?(?:소득|월급|수입)[^\d]{0,6}" + _MONEY)
_PAY_FLOOR = re.compile(r"(?:월급|월|급여|연봉)\s?(?:은|이)?\s?" + _MONEY + r"\s?(?:이상|넘는|은\s?(?:받|돼)|부터)")
_INSURED_M = re.compile(r"(?:고용보험|4대\s?보험|직장|회사)[^.?!\d]{0,10}(\d+)\s?(개월|년)\s?(?:다녔|가입|들|일했|근무|다니)")
_WORKED_M = re.compile(r"(\d+)\s?(개월|년)\s?(?:동안\s?|정도\s?)?(?:일하(?:고|다가)|일했|다녔|다니다|근무했|근무하다)")
_MILITARY = re.compile(r"군\s?(?:대|복무|생활)?\s?(\d+)\s?개월|(?:육군|해군|공군|공익|사회복무)[^.?!]{0,8}(\d+)\s?개월")
_MONTHS_LEFT = re.compile(r"졸업(?:까지)?\s?(\d+|한|두|세)\s?(개월|달|학기|년)\s?(?:남)")
_DEPENDANTS = re.compile(r"부양가족\s?(?:이|은)?\s?(\d)\s?명|(?:아이|애|자녀|동생)\s?(?:가|이)?\s?(하나|둘|셋|넷|\d)\s?(?:명)?\s?(?:있|키우)")
_CHECKLIST = re.compile(r"(?:체크리스트|구직단념|진단)[^\d]{0,8}(\d{1,2})\s?점")

_FLAGS: tuple[tuple[str, Any, str], ...] = (
    ("education", "middle", r"중졸|middle school (?:graduate|only)"),
    ("education", "high", r"고졸|고등학교\s?(?:만\s?)?(?:졸업|나왔|나온)|특성화고\s?(?:졸|나)|high[- ]school (?:graduate|diploma|leaver)|finished high school"),
    ("education", "college", r"전문대\s?(?:졸|나|를\s?나)|전문학사|college graduate|associate degree"),
    ("education", "university", r"(?<!전문)대졸|대학교?\s?(?:를\s?)?(?:졸업했|졸업하고|나왔|나온)|4년제\s?(?:졸|나)|university graduate|bachelor"),
    ("education", "graduate", r"석사|박사|대학원\s?(?:졸|나왔)|master'?s degree|phd"),
    ("employment", "student", r"(?:대학생|고등학생|대학원생|재학생|휴학생|재학\s?중|휴학\s?중|대학\s?다니)(?:이에요|이고|인데|입니다|이야|이라|예요|임|\s|,|\.|$|이)|i'?m a (?:university |college |high school )?student"),
    ("employment", "employed", r"재직\s?중|회사\s?다니(?:고|는|면)|직장\s?(?:다니|인(?:이|인|입|예))|일하고\s?있(?:어|는|습)|i (?:work|am working|have a job) (?:at|in|for)|employed at|currently (?:working|employed)"),
    ("employment", "closing_business", r"폐업\s?(?:하려|준비|예정|할\s?(?:거|건|예정))|가게\s?(?:를\s?)?(?:접으려|접을|정리하려|닫으려)|closing (?:my|our) (?:shop|store|business)"),
    ("employment", "closed_business", r"(?:가게|식당|카페|매장|사업)(?:를|을)?\s?(?:접었|접고|문\s?닫았)|문\s?닫았는데|폐업\s?(?:했|하고|한\s?(?:지|사람))|가게\s?(?:를\s?)?(?:접었|접고|닫았|정리했)|closed (?:my|our) (?:shop|store|business)|shut down my"),
    ("employment", "self_employed", r"자영업(?:자)?(?:이|인|입|해|하)|가게\s?(?:를\s?)?(?:하고|운영|해요)|self[- ]employed|run a (?:shop|store|small business)"),
    ("employment", "unemployed", r"백수|무직|실업\s?(?:중|상태)|구직\s?중|취준생|취업\s?준비\s?중|일자리\s?(?:를\s?)?찾고\s?있|(?:지금|현재)\s?(?:쉬|놀)|쉬는\s?중|쉬고\s?있|일\s?(?:안|을\s?안)\s?하고|\bunemployed\b|out of work|jobless|between jobs|looking for (?:a )?(?:job|work)"),
    ("never_worked", True, r"일(?:을)?\s?(?:해\s?본|한)\s?적(?:이)?\s?(?:이\s?)?(?:한\s?번도\s?)?없|취업\s?경험(?:이)?\s?없|알바(?:도)?\s?(?:한\s?번(?:도)?\s?)?안\s?해\s?(?:봤|봄)|never (?:had a job|worked)|no work experience"),
    ("left_job.reason", "voluntary", r"자진\s?퇴사(?:했|하고|함|한\s)|제\s?발로\s?(?:나|그만)|내가\s?(?:그만|나)|스스로\s?(?:그만|나)|i quit\b|i resigned|quit my job|left (?:my job )?voluntarily"),
    ("left_job.reason", "dismissed", r"짤렸|잘렸|해고\s?(?:당|됐|되)|권고\s?사직(?:당|으로|됐|했|\s)|got (?:fired|laid off)|was (?:fired|dismissed|laid off)"),
    ("left_job.reason", "contract_ended", r"계약\s?(?:만료|종료|이\s?끝|끝나)(?:돼|됐|되|했|서|로|났|나|\s)|계약직\s?(?:끝|만료)|my contract (?:ended|expired|is over)"),
    ("receiving", ("unemployment_benefit",), r"실업\s?급여(?:를|는)?\s?(?:받(?:고\s?있|는\s?중|으면서)|타(?:고\s?있|는\s?중))|(?:i'?m |am |while )(?:on|receiving|getting) unemployment benefit"),
    ("receiving", ("livelihood_benefit",), r"생계\s?급여(?:를|는)?\s?받(?:고|는)"),
    ("receiving", ("nesp_allowance",), r"(?:구직촉진수당|국취(?:제)?\s?(?:1유형)?)(?:을|를|은|는)?\s?(?:받(?:고\s?있|는\s?중)|하는\s?중|참여\s?중|하고\s?있)"),
    ("receiving", ("earned_income_credit",), r"근로\s?장려금(?:을)?\s?(?:받(?:고|았|는)|탔)"),
    ("groups", ("basic_livelihood",), r"기초\s?(?:생활)?\s?수급|수급자(?:예요|입|인|이)"),
    ("groups", ("near_poor",), r"차상위"),
    ("groups", ("one_parent",), r"한\s?부모\s?(?:가정|가족|인데|예요|이)|single (?:mom|mother|dad|father|parent)"),
    ("groups", ("disabled",), r"장애인(?:이에요|이고|인데|입니다|등록)|장애(?:가)?\s?있(?:어|는|고)|장애\s?\d급|i have a disability|i'?m disabled"),
    ("groups", ("care_leaver",), r"자립\s?준비\s?청년|보호\s?종료|care leaver"),
    ("groups", ("north_korean_defector",), r"북한\s?이탈|탈북|새터민|north korean defector"),
    ("groups", ("marriage_immigrant",), r"결혼\s?이민(?:자|으로|했|왔)|marriage (?:immigrant|migrant)"),
    ("groups", ("small_business_owner",), r"소상공인(?:이에요|이고|인데|입니다)"),
    ("groups", ("platform_worker",), r"(?:배달|택배)\s?(?:라이더|기사)(?:예요|이에요|인데|하)|특고|플랫폼\s?(?:노동|일)|delivery rider"),
    ("visa", "citizen", r"한국\s?(?:사람|인|국적)(?:이에요|이고|인데|입니다|이야|이요|예요|임|\s|$|,|\.)|내국인|korean (?:citizen|national)|i'?m korean\b"),
    ("visa", "F-2", r"\bf-?2\b(?:\s?비자)?"),
    ("visa", "F-4", r"\bf-?4\b|재외동포\s?비자"),
    ("visa", "F-5", r"\bf-?5\b|영주권(?:자)?"),
    ("visa", "F-6", r"\bf-?6\b|결혼\s?비자"),
    ("visa", "D-10", r"\bd-?10\b|구직\s?비자"),
    ("visa", "E-9", r"\be-?9\b"),
    ("employer.large_firm", True, r"대기업\s?(?:다니|재직|에서\s?일)"),
    ("wants.remote", True, r"재택(?:근무)?|원격\s?근무|\bremote\b|work from home|wfh"),
    ("wants.employment", ("part_time",), r"알바\s?(?:구|찾|자리)|파트\s?타임\s?(?:구|찾|자리)|주말만\s?(?:일|알바)?|알바\s?주말만|part[- ]time (?:job|work|position)"),
    ("school.enrolled", True, r"재학\s?중|휴학\s?중|대학생(?:이|인|입|,|\.|\s)|대학\s?다니고"),
    ("school.level", "university", r"대학생(?:이|인|입|,|\.|\s)|대학교\s?(?:\d학년|재학|다니)|university student"),
    ("school.level", "high", r"고등학생|고\s?[123](?:인데|이에요|예요|입|이고)|high school student"),
)  # fmt: skip
_FLAG_RE = tuple((field, value, re.compile(pattern, re.I)) for field, value, pattern in _FLAGS)


def _n(text: str) -> int:
    return int(text) if text.isdigit() else _KO_NUM.get(text, _EN_NUM.get(text.lower().replace("half a", "half"), 0))


def _months(number: str, unit: str) -> int:
    n = _n(number)
    return n * 12 if unit in ("년", "해", "year") and number != "반" else n


def won_of(match: re.Match[str]) -> int | None:
    """The won of a money match; a bare number under 1,000 said of money means 만 원 ("170 벌면" → 1,700,000)."""
    raw = match["amount"].strip()
    if not re.search(r"\d", raw):
        return None
    value = korean_amount(raw)
    if not re.search(r"[억만천]", raw) and not match["won"] and value < 1_000:
        value *= 10_000
    return int(value)


def facts_in(text: str, today: date, *, about_nesp: bool = False) -> tuple[Fact, ...]:
    """Every fact told in `text` on the day `today`, one per field, in order of the patterns.

    `about_nesp` tells that the talk is of the NESP allowance: then what one earned is what one would report.
    """
    found: dict[str, Fact] = {}
    for fact in _heard(text, today, about_nesp):
        if fact.field in ("receiving", "groups", "wants.employment") and fact.field in found:
            value = (*found[fact.field].value, *fact.value)
            fact = Fact(fact.field, tuple(dict.fromkeys(value)), fact.words)
        elif fact.field in found:
            continue
        found[fact.field] = fact
    return tuple(found.values())


def _heard(text: str, today: date, about_nesp: bool) -> Iterator[Fact]:
    yield from _age(text, today)
    yield from _counted(text)
    yield from _money(text, about_nesp)
    for field, value, pattern in _FLAG_RE:
        if match := pattern.search(text):
            yield Fact(field, value, match[0].strip(" ,."))
    if match := _LEFT.search(text):
        months = _months(match[1], match[2])
        yield Fact("left_job.on", today - timedelta(days=round(months * 30.4)), match[0].strip())
    elif match := re.search(r"(어제|오늘|그저께|지난\s?주|지난\s?달)\s?(?:에)?\s?(?:회사|직장|일)?[^.?!]{0,6}(?:그만|퇴사|짤|잘|해고)", text):
        back = {"오늘": 0, "어제": 1, "그저께": 2, "지난주": 7, "지난달": 30}[re.sub(r"\s", "", match[1])]
        yield Fact("left_job.on", today - timedelta(days=back), match[0])


def _age(text: str, today: date) -> Iterator[Fact]:
    text = _OTHERS.sub(" ", text)
    if match := _AGE.search(text):
        yield Fact("age", int(match[1]), match[0].strip())
    elif match := _AGE_WORDS.search(text):
        yield Fact("age", _KO_AGES[match[1]] + _KO_UNITS.get(match[2] or "", 0), match[0].strip())
    elif match := _AGE_EN.search(text):
        yield Fact("age", int(match[1] or match[2]), match[0].strip())
    if match := _BORN.search(text) or _BORN_EN.search(text):
        year = int(match[1])
        if year < 100:
            year += 2000 if year <= today.year % 100 else 1900
        yield Fact("age", today.year - year, match[0].strip())


def _counted(text: str) -> Iterator[Fact]:
    if (match := _HOUSE.search(text)) and (n := _n(match[1] or match[2])):
        yield Fact("household_size", n, match[0].strip())
    elif match := _ALONE.search(text):
        yield Fact("household_size", 1, match[0].strip())
    elif match := _HOUSE_EN.search(text):
        yield Fact("household_size", _n(next(g for g in match.groups() if g)), match[0])
    if match := _IDLE.search(text) or _IDLE_AFTER.search(text):
        yield Fact("months_without_work", _months(match[1], match[2]), match[0].strip())
    elif match := _IDLE_EN.search(text):
        number, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
        yield Fact("months_without_work", _months(number, unit.lower()), match[0].strip())
    simple: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
        ("insured_months_total", _INSURED_M, lambda m: int(m[1]) * (12 if m[2] == "년" else 1)),
        ("military_months", _MILITARY, lambda m: int(m[1] or m[2])),
        ("school.months_left", _MONTHS_LEFT, lambda m: _n(m[1]) * {"학기": 6, "년": 12}.get(m[2], 1)),
        ("dependants", _DEPENDANTS, lambda m: _KO_UNITS.get(m[2] or "", 0) or int(m[1] or m[2] or 0)),
        ("checklist_points", _CHECKLIST, lambda m: int(m[1])),
    )
    for field, pattern, read in simple:
        if match := pattern.search(text):
            yield Fact(field, read(match), match[0].strip())


def _money(text: str, about_nesp: bool) -> Iterator[Fact]:
    for field, pattern in (
        ("household_income_monthly", _HOUSE_INCOME),
        ("household_assets", _ASSETS),
        ("own_income_monthly", _MY_INCOME),
    ):
        if (match := pattern.search(text)) and (value := won_of(match)) is not None:
            yield Fact(field, value, match[0].strip())
    earned = _EARNED.search(text) or _EARN_BARE.search(text)
    if earned and (value := won_of(earned)) is not None:
        yield Fact("nesp_reported_income" if about_nesp else "own_income_monthly", value, earned[0].strip())
    elif match := _EARN_EN.search(text):
        scale = {"million": 1_000_000, "k": 1_000, "thousand": 1_000}.get((match["scale"] or "").lower(), 1)
        number = match["amount"].replace(",", "").rstrip(".")
        if number and number.count(".") <= 1 and float(number) * scale >= 10_000:
            field = "nesp_reported_income" if about_nesp else "own_income_monthly"
            yield Fact(field, int(float(number) * scale), match[0].strip())
    if (match := _PAY_FLOOR.search(text)) and (value := won_of(match)) is not None:
        yearly = match[0].startswith("연봉") and value >= 12_000_000
        yield Fact("wants.pay_min_monthly", value // 12 if yearly else value, match[0].strip())
