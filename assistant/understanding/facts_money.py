"""Sums that a person tells of themselves: their own income, that of the household, assets, the pay they look for.

A sum ends where a counter begins ("재산 2억 4인가구", "소득 300 30살"), belongs to the noun of its own clause ("재산없고
알바 60"), and to whoever earns it ("부모님 월급 합쳐 500"). What could be meant two ways isn't heard at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.profile import Fact
from knowledge.text.figures import korean_amount

_PART = r"\d[\d,]*(?:\.\d+)?\s?(?:억|천만|백만|십만|만|천)"
_NOT_COUNTED = (
    r"(?!\s?(?:인(?!데|게|지|걸|\s?경우)|명|살|세(?!전|후)|개|달(?!러)|일(?!당|하|했|용)|년|시간|분(?!명)|회|주(?!면|고|는|니|나|냐)|퍼|%|점|평|"
    r"학년|학기|유형|차|층|호|번(?!\s?(?:돈|거|걸|달|경우))|월(?!급|세)))"
)
_MONEY = (
    r"(?<![\d.,])(?P<amount>(?>"
    rf"{_PART}(?:\s?{_PART})*(?:\s?\d[\d,]*(?=\s?원)|(?<=억)\d(?!\d){_NOT_COUNTED})?|\d[\d,]*(?:\.\d+)?)){_NOT_COUNTED}(?>\s?(?P<won>원)?)"
)
# What may stand between a noun and its sum; a verb ("없고") ends the clause and with it the noun's reach.
_GAP = (
    r"(?:은|는|이|가|도|을|를|액|총액|총|모두|다|전부|합쳐서?|합치면|합해서?|합하면|합계|약|한|대충|거의|대략|한\s?달에?|매달|월|세전|세후|[:=\s]){0,6}"
)
_AFTER_LIMIT = r"(?!\s?(?:\([^)]*\))?(?:이|을|를)?\s?(?:이하|까지|넘|이상|미만|초과|기준))"
_NOUN = re.compile(
    r"(?P<noun>월\s?소득|연\s?소득|(?<!중위)(?<!중위\s)(?<!기준)소득|월\s?수입|수입|벌이|(?:(?<![가-힣])|(?<=살))(?:월\s?)?세[전후](?=\s?\d)|월급|(?<!실업)(?<!구직)(?<!생계)(?<!실업\s)급여|연봉|총급여)"
    + _GAP + r"(?P<sum>" + _MONEY + r")" + _AFTER_LIMIT
)
_ASSETS = re.compile(r"(?:재산|자산)" + _GAP + _MONEY + _AFTER_LIMIT)
_DEPOSIT = re.compile(r"(?:전세|보증금|전세금|통장에|모은\s?돈|저금|저축)(?:은|이|에|보증금|만|도)?\s?" + _MONEY + r"(?!\s?(?:대출|지원))" + _AFTER_LIMIT)
_SALES = re.compile(r"(?:연\s?)?매출" + _GAP + _MONEY + _AFTER_LIMIT)
_ASSETS_ALONE = re.compile(r"(?:^|,)\s*(?P<amount>\d[\d.]*\s?억(?:\s?\d+\s?천(?:만)?)?)\s?(?P<won>원)?\s*(?=,|$)")
_NONE = r"(?:하나도\s?|아예\s?|전혀\s?|지금은?\s?)?(?:없(?!으면|어도|을|어야|나|냐|애|앴|는\s?(?:사람|경우|집))|0(?=\s|원|,|\.|$|인|이|임)|제로|빵원)"
_NO_ASSETS = re.compile(r"(?:재산|자산|모은\s?돈)(?:은|이|도)?\s?" + _NONE + r"|\bno assets?\b|\bzero assets?\b", re.I)
_NO_INCOME = re.compile(
    r"(?:월급|월\s?소득|소득|월\s?수입|수입|벌이|버는\s?돈)(?:은|이|도)?\s?" + _NONE
    + r"|(?<![가-힣])무소득|\b(?:no|zero) income\b(?! (?:test|limit|requirement|cap|condition|check|criteri|question|(?:or|and) assets?))|\bincome (?:is |of )?(?:0|zero)\b|\b(?:i )?(?:earn|make) nothing\b",
    re.I,
)
_HOUSE_MONTH = re.compile(r"(?:\d|한|두|세|네|다섯|여섯)\s?인\s?가구(?:인데|이고|에|는|고|,)?\s?(?:한\s?달에?|월)\s?" + _MONEY + _AFTER_LIMIT)
_PARENTS_EARN = re.compile(
    r"(?:부모님?|엄마\s?(?:랑\s?)?아빠|엄빠|가족|식구|집에서|부부)(?:이|가|은|는|께서|두\s?분|둘이?|합쳐서?|다|모두|[\s,]){0,5}(?:월|한\s?달에?)?\s?"
    + _MONEY + r"\s?(?:을|를|정도|쯤)?\s?(?:벌|버[시는세셔]|번)"
)
# "부모님 합쳐서 700", "셋이 합쳐서 월 550": a sum of all of them is what the household earns.
_TOGETHER_SUM = re.compile(
    r"(?:부모님?|엄마\s?(?:랑\s?)?아빠|엄빠|가족|식구|온\s?가족|둘이|셋이|넷이|다섯이|우리\s?집|집)(?:이|가|은|는|두\s?분|다|모두|[\s,]){0,5}(?:수입|소득|월급)?\s?"
    r"(?:합쳐서?|합치면|합해서?|합하면|합계|합)\s?(?:대충|약|한)?\s?(?:월|한\s?달에?)?\s?" + _MONEY + _AFTER_LIMIT
)
_ONE_EARNS = re.compile(
    r"(?:엄마|아빠|어머니|아버지|남편|아내|와이프|신랑|배우자|할머니|언니|오빠|누나|형)(?:가|이|는|은|께서|만|혼자){0,2}\s?(?:[가-힣]{1,8}에서\s?)?(?:월급\s?|월\s?|한\s?달에?\s?)?"
    + _MONEY + r"\s?(?:을|를|정도|쯤)?\s?(?:벌|버[시는세셔]|번|받)"
)
_HOME_MAKER = re.compile(r"외벌이|혼자\s?(?:벌|버)|(?:엄마|어머니|아빠|아버지|아내|와이프|남편)(?:는|은|가)?\s?(?:전업|주부|무직|일\s?안|안\s?벌|소득\s?(?:이\s?)?없)|(?:엄마|아빠|어머니|아버지|남편|아내)만\s")
_KIN_EARNS_EN = re.compile(r"\b(?:my )?(?:wife|husband|mother|father|mom|mum|dad|partner|spouse) (?:who )?(?:makes|earns|gets)\s(?:about |around |only )?(?:krw |₩ ?)?(?P<amount>\d[\d,]*(?:\.\d+)?) ?(?P<scale>million|mil|thousand|k|m)?\b", re.I)
_NO_OTHER_PAY_EN = re.compile(r"\bi (?:make|earn|have) (?:nothing|no (?:income|job|money))|\bi(?:'m| am) (?:unemployed|jobless|out of work|not working)|\bnever worked|i have no (?:job|income)|lost my job|only (?:my|one)|no income", re.I)
_WITHOUT_PAY = re.compile(r"잘렸|짤렸|잘림|짤림|해고|그만뒀|관뒀|퇴사|무직|백수|취준|쉬고|쉬는|구직|소득\s?없|수입\s?없|놀고")
# Who earns it: everybody in the house, or one other person of it, whose pay isn't the household's.
_ALL_OF_THEM = re.compile(r"(?:부모|엄마\s?(?:랑\s?)?아빠|엄빠|가구|(?<![가-힣])집|집안|우리\s?집|가족|식구|부부|맞벌이)[^,.?!\d]{0,8}$")
_ONE_OTHER = re.compile(
    r"(?:엄마|아빠|어머니|아버지|남편|아내|와이프|신랑|배우자|할머니|할아버지|형|누나|언니|오빠|동생|친구|애인|남친|여친|회사|사장|다들|평균|최저|초봉)"
    r"(?:이|가|은|는|의|도|한테|께서)?\s?(?:월\s?)?$"
)
_MINE = re.compile(r"(?:내|제|나의|나는|저는|난|나|저|본인|알바|아르바이트|부업)\s?(?:월\s?)?$")
_LOOKED_FOR = re.compile(r"^\s?(?:이상|넘는|넘게|초과|부터|은\s?(?:받|돼|되)|주는|짜리|대\b|선\b|준다|주고)")
_PAST = re.compile(r"^\s?(?:을|를|씩)?\s?(?:정도\s?)?(?:받다|받던|받았|이었|였)")
_WHAT_IF = re.compile(r"^\s?이?(?:라)?면")
_SHORT = 14  # a "연봉 8천이면?" that is the whole message tells of the person
_WORKS = re.compile(
    r"다니|다녀|다님|재직|직장인|회사원|근무\s?(?:중|하)|일하고|일하는|(?<!단)계약(?:했|하기로|서\s?썼|함)|(?:에|받고|으로|로)\s?계약|입사(?:했|하기로|함|예정)|합격(?:했|함)|채용(?:됐|되었|됨)|취업(?:했|함|하기로)"
)
_LEFT_JOB = re.compile(r"실업\s?급여|실급|구직\s?급여|퇴사|퇴직|짤|잘렸|해고|그만뒀|그만두|계약\s?만료|최저\s?임금|시급")
_EARNED = re.compile(
    r"(?:알바|아르바이트|부업|배달|쿠팡|일당|과외|프리랜서|일해서|수입|소득|그럼|만약|이번\s?달|한\s?달)(?:(?!고\s|며\s|,|수당|급여|지원)[^.?!]){0,12}?"
    + _MONEY + r"\s?(?:을|를|정도|쯤|만)?\s?(?:벌|번|버[는니]|받았|들어)"
)
_EARN_BARE = re.compile(
    _MONEY + r"\s?(?:을|를|정도|쯤)?\s?(?:벌(?:면|었|어|고|게|구|때|며|음|엇|지)|버(?:는|니)|번\s?(?:달|경우|거|다))"
)
_PART_TIME = re.compile(
    r"(?:알바|아르바이트|부업|과외)(?:비|로|해서|로는|소득|수입)?\s?(?:월|한\s?달에?|매달)?\s?" + _MONEY
    + r"(?=\s*(?:$|[,.?!]|국취|내배카|정도|쯤|씩|받|인데|이고|이야|임|있))"
)
_PAY_FLOOR = re.compile(
    r"(?:월급|월|급여|연봉|세전|세후|최소)\s?(?:은|이)?\s?" + _MONEY
    + r"\s?(?:이상(?!이면\s?(?:안|못|되|돼|가능|불)|인\s?사람)|넘는|넘게\s?(?:주|받)|넘었으면|초과(?!하면)|은\s?(?:받|돼|되)|부터|보다\s?(?:많|높)|주는)"
    r"|(?<![가-힣])(?P<only>\d{3})\s?(?:만\s?원?)?\s?(?:이상|넘게|넘는)\s?(?:주|받|으로|걸|거|데)"
)
_EN_MONEY = r"(?:krw |₩ ?)?(?P<amount>\d[\d,]*(?:\.\d+)?) ?(?P<scale>million|mil|thousand|k|m)?\b(?: ?(?:won|krw))?"
_ABOUT = r"(?:about |around |only |almost |nearly |roughly )?"
_EARN_EN = re.compile(
    r"(?:\b(?P<who>they|we|both|parents|family|mom and dad|mother and father|he|she|father|mother|mom|dad|husband|wife|brother|sister|boss)\s+)?"
    rf"(?:together |both |all |each )?\b(?:earn(?:s|ed|ing)?|makes?|made) {_ABOUT}" + _EN_MONEY,
    re.I,
)
_HOUSE_EN = re.compile(
    rf"(?:household|family|parents'?|our) (?:monthly )?(?:income|salary|salaries|earnings)(?: together| combined)? (?:is |are |of |= ?)?{_ABOUT}" + _EN_MONEY, re.I
)
_MINE_EN = re.compile(rf"\bmy (?:monthly |yearly |annual )?(?P<noun>income|salary|pay|wage) (?:is |of |= ?)?{_ABOUT}" + _EN_MONEY, re.I)
_ASSETS_EN = re.compile(rf"\b(?:assets?|(?:deposit|savings)(?: and (?:savings|deposit))?) (?:are |is |of |worth |total |about )*{_ABOUT}" + _EN_MONEY, re.I)
_FLOOR_EN = re.compile(
    r"\b(?:pay(?:s|ing)?|salary|wage|monthly)(?: is| of)?,? (?:over|above|more than|at least|from|minimum(?: of)?|min)\s" + _EN_MONEY
    + r"|\b(?:over|above|at least|more than|minimum) (?P<floor>(?:krw )?\d[\d,.]* ?(?:million|k)?) (?:won |krw )?(?:a|per|each) (?:month|year)(?! (?:in|household))",
    re.I,
)  # fmt: skip
_RULE_EN = re.compile(r"rules? out|savings|\blimit|eligible|too (?:high|much)|\bcan i (?:get|join|apply)|median|daily wage", re.I)
_LEAST_PAY = 500_000  # a month
_SCALES = {"million": 1_000_000, "mil": 1_000_000, "m": 1_000_000, "k": 1_000, "thousand": 1_000}
_ALL_EN = frozenset({"they", "we", "both", "parents", "family", "mom and dad", "mother and father"})
_YEARLY_FROM = 20_000_000  # nobody's month's pay: a salary named without its period is a year's from here on


def money_facts(text: str, *, about_nesp: bool, household: int | None) -> Iterator[Fact]:
    """The sums told. `household` is the size of the household told in the same message; `about_nesp` makes what was
    earned the income reported for the allowance."""
    yield from _incomes(text, household)
    yield from _nothing(text, household)
    yield from _assets(text)
    sales = None if re.search(r"월\s?매출", text) else _SALES.search(text)
    if sales and (value := won_of(sales, large=True, monthly=False)) is not None:
        yield Fact("business.yearly_sales", value, sales[0].strip())
    yield from _earned(text, "nesp_reported_income" if about_nesp else "own_income_monthly")
    yield from _floor(text)


def won_of(match: re.Match[str], *, large: bool = False, monthly: bool = True) -> int | None:
    """The won of a money match. A bare number means 만 원 ("170 벌면"); with `large` so does a bare 천 ("재산 3천",
    "연봉 4천"). None where it can't be told, as a bare 천 of a month's pay."""
    raw = re.sub(r"\s", "", match["amount"])
    value = korean_amount(raw)
    if "won" in match.groupdict() and match["won"]:
        return int(value)
    if tail := re.search(r"억(\d+)천$", raw):  # "2억 4천" is said for 2억 4,000만
        return int(value + int(tail[1]) * 1_000 * 9_999)
    if tail := re.search(r"억(\d)$", raw):
        return int(value + int(tail[1]) * (10_000_000 - 1))
    if raw.endswith("천"):
        return int(value * 10_000) if large else None
    if not re.search(r"[억만]", raw):
        if monthly and re.fullmatch(r"20[0-4]\d", raw):
            return None  # a year
        if value < (100_000 if large else 10_000):
            value *= 10_000
    return int(value)


def _incomes(text: str, household: int | None) -> Iterator[Fact]:
    for match in _NOUN.finditer(text):
        noun, words = re.sub(r"\s", "", match["noun"]), match[0].strip()
        yearly = noun in ("연봉", "총급여", "연소득")
        value = won_of(match, large=yearly, monthly=not yearly)
        if value is None:
            continue
        value = value // 12 if yearly else value
        before, after = text[: match.start()], text[match.end() :]
        if _ALL_OF_THEM.search(before) or "합" in match[0][: match.start("sum") - match.start()]:
            yield Fact("household_income_monthly", value, words)
        elif _ONE_OTHER.search(before) or _LOOKED_FOR.match(after) or _PAST.match(after):
            continue
        elif noun in ("월급", "급여", "연봉", "총급여", "세전", "세후", "월세전", "월세후"):
            if _LEFT_JOB.search(text) or (_WHAT_IF.match(after) and len(text) > _SHORT):
                continue
            yield Fact("own_income_monthly", value, words)
            if _WORKS.search(text):
                yield Fact("employer.pay_monthly", value, words)
        elif _MINE.search(before):
            yield Fact("own_income_monthly", value, words)
        elif household is not None:
            yield Fact("household_income_monthly", value, words)
            if household == 1:
                yield Fact("own_income_monthly", value, words)
    told = (p.search(text) for p in (_HOUSE_MONTH, _PARENTS_EARN, _TOGETHER_SUM))
    if (monthly := next((m for m in told if m), None)) and (value := won_of(monthly)) is not None:
        yield Fact("household_income_monthly", value, monthly[0].strip())
    elif _alone_earns(text, household) and (other := _ONE_EARNS.search(text)) is not None:
        value = won_of(other)  # two of them, and only the other earns
        yield from () if value is None else (Fact("household_income_monthly", value, other[0].strip()),)
    if household_en := _HOUSE_EN.search(text):
        yield from _english("household_income_monthly", household_en)
    elif (other_en := _KIN_EARNS_EN.search(text)) and _NO_OTHER_PAY_EN.search(text):
        yield from _english("household_income_monthly", other_en)
    if mine := _MINE_EN.search(text):
        yield from _english("own_income_monthly", mine, salary=True)
        if re.search(r"\b(?:i work|working|employed|my (?:job|company)|salary)\b", text, re.I):
            yield from _english("employer.pay_monthly", mine, salary=True)


def _alone_earns(text: str, household: int | None) -> bool:
    """Whether one other person's pay is all that the household has."""
    return bool(_HOME_MAKER.search(text)) or (household == 2 and bool(_WITHOUT_PAY.search(text)))


def _nothing(text: str, household: int | None) -> Iterator[Fact]:
    """Nothing earned: the person's own unless the household's is named; alone, one is the other."""
    match = _NO_INCOME.search(text)
    if match is None or _ONE_OTHER.search(text[: match.start()]):
        return
    words = match[0].strip()
    if _ALL_OF_THEM.search(text[: match.start()]):
        yield Fact("household_income_monthly", 0, words)
        return
    yield Fact("own_income_monthly", 0, words)
    if household == 1:
        yield Fact("household_income_monthly", 0, words)


def _assets(text: str) -> Iterator[Fact]:
    for pattern in (_ASSETS, _ASSETS_ALONE, _DEPOSIT):
        if (match := pattern.search(text)) and (value := won_of(match, large=True, monthly=False)) is not None:
            yield Fact("household_assets", value, match[0].strip(" ,"))
            return
    if match := _ASSETS_EN.search(text):
        yield from _english("household_assets", match)
    elif match := _NO_ASSETS.search(text):
        yield Fact("household_assets", 0, match[0].strip())


def _earned(text: str, field: str) -> Iterator[Fact]:
    found = next((m for p in (_EARNED, _EARN_BARE, _PART_TIME) if (m := p.search(text))), None)
    if found is not None and not _PARENTS_EARN.search(text):
        if (value := won_of(found)) is not None and not _ONE_OTHER.search(text[: found.start()]):
            yield Fact(field, value, found[0].strip())
    elif match := _EARN_EN.search(text):
        who = (match["who"] or "").lower()
        if who in _ALL_EN:
            yield from _english("household_income_monthly", match)
        elif not who and not re.match(r"(?:earns|makes)\b", match[0], re.I):
            yield from _english(field, match)


def _floor(text: str) -> Iterator[Fact]:
    match = _PAY_FLOOR.search(text)
    if match is not None:
        value = int(match["only"]) * 10_000 if match["only"] else won_of(match, large=match[0].startswith("연봉"))
        if value is not None:
            yearly = match[0].startswith("연봉") and value >= 12_000_000
            yield Fact("wants.pay_min_monthly", value // 12 if yearly else value, match[0].strip())
    elif (match := _FLOOR_EN.search(text)) is not None and not _RULE_EN.search(text):
        inner = match if match["amount"] else re.search(_EN_MONEY, match["floor"], re.I)
        yield from (f for f in _english("wants.pay_min_monthly", inner, salary=True) if f.value >= _LEAST_PAY) if inner else ()


def _english(field: str, match: re.Match[str], *, salary: bool = False) -> Iterator[Fact]:
    """The fact of an English sum; one under 10,000 is no sum of won."""
    number = float(match["amount"].replace(",", ""))
    value = number * _SCALES.get((match["scale"] or "").lower(), 1)
    if value < 10_000:
        return
    year = salary and (value >= _YEARLY_FROM or bool(re.search(r"yearly|annual|a year|per year", match.string, re.I)))
    yield Fact(field, round(value / 12) if year else round(value), match[0].strip())
