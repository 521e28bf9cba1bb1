"""The patterns of questions for a figure. Korean runs folded (no spaces), English in lower case."""

from __future__ import annotations

import re
from datetime import date

from assistant.understanding import Understanding
from knowledge.models import CourseKind, CourseMode
from knowledge.taxonomy import load_taxonomy

_ANY_DAY = date(2026, 11, 22)  # whether a name is one doesn't depend on the day; codes are resolved again later

HOW_MUCH = re.compile(
    r"얼마|금액|몇만|몇원|몇퍼|며칠|몇일|몇달|몇개월|나와|나오|나옴|들어와|받아|받나|받음|받을|받는|받냐|줘|주나|주냐|줌|깎|줄어|깍|내야|내나|내냐|냄|자부담|본인부담|내돈|계산|이면\??$|면\??$|되면|"
    r"how much|how many|what (?:do|will|would|is|does)|how long|what'?s left|left over|calculate|amount|get paid|still paid|still get"
)
WHAT_THEN = re.compile(r"(?:어떻게|어케|어떡|어찌)(?:됨|돼|되|해|하|함)|what (?:happens|then)|what about")
WHETHER = re.compile(
    r"(?:신청|가입|참여|지원)(?:이|을|은|도)?(?:돼|되나|되냐|될까|됨|가능|할수|해도)|(?:되나요|돼나요|되나|돼나|될까|되냐|돼\?|돼요\?|가능|해당)(?:요|한가|할까|함)?\??$|자격|되는지|될는지|되려나|조건(?:이|은)?(?:뭐|어)|"
    r"can i (?:apply|join|get in|still)|am i eligible|eligible|qualify|allowed to"
)
ALLOWANCE = re.compile(r"수당|구직촉진|allowance")
EARNED = re.compile(r"벌[면었어고구게]|벌때|번돈|번거|번달|번경우|벌엇|벌음|수입|소득|알바비|알바로|알바해서|일당|earn|made|make|income|worked")
HOUSEHOLD_MONEY = re.compile(r"가구소득|집소득|부모|재산|자산|보증금|전세|household income|parents|asset|savings|deposit")
TYPE_1 = re.compile(r"1유형|일유형|ⅰ유형|type ?(?:1|one)\b|type i\b")
SPECIFIC_GROUP = re.compile(r"특정계층|specific group")
TYPE_2 = re.compile(r"2유형|이유형|ⅱ유형|ii유형|type ?(?:2|ii|two)")
VISITS = re.compile(r"(\d)\s?(?:번|회)|(?<!type )(\d) (?:times|visits|sessions|counselling (?:visits|sessions|talks))", re.I)
SUCCESS = re.compile(r"성공수당|취성수당|취성금|success payment|success allowance")
PEOPLE = re.compile(r"(\d|하나|둘|셋|넷|한|두|세|네|다섯|one|two|three|four|five)(?:명|사람|people|of them)?(?:이?요|이에요|예요|있어요|입니다)?")
# Severe disability counts double only in somebody of 18 or under or of 70 or over
SEVERE = re.compile(
    r"(?:아이|애|자녀|아들|딸|손주|할머니|할아버지|조부모|미성년|\d세|\d살)[가-힣]{0,6}중증장애|중증장애(?:인|가있는|를가진)?(?:아이|자녀|아들|딸|할머니|할아버지)"
    r"|(?:child|kid|son|daughter|grandmother|grandfather|minor|elderly)[a-z ]{0,24}severe(?:ly)? disab|severe(?:ly)? disabled (?:child|kid|son|daughter|grandmother|grandfather|minor)"
)
PLAN_HALF = re.compile(
    r"(?:활동|계획|이행|구직활동)[가-힣]{0,8}(?:절반|반만|반밖|반정도|반쯤)|(?:절반|반)만(?:했|하면|이행|한)|half (?:of )?(?:my |the )?(?:plan|activit)"
)
PLAN_OF = re.compile(r"(\d{1,2})\s?(?:개|번|가지|회)\s?(?:중(?:에)?|하기로\s?(?:했는데|하고|해놓고)|해야\s?(?:하는데|되는데)|에서|짜리(?:인데)?|인데)\s?(?:에서\s?)?(\d{1,2})\s?(?:개|번|가지|회)(?:만|밖에)?")
PLAN_LESS = re.compile(r"(?:활동|계획|이행|\d개중)[가-힣0-9]{0,8}하나도(?:못|안)|절반(?:도|조차)?못|절반이안|반도못|less than half|under half")
OWN_SHARE = re.compile(r"자부담|본인부담|내돈|내가내|내야|내나|내는돈|내냐|부담금|부담해|결제|own share|co-?pay|price (?:is|of)|0원|공짜|무료|(?:do|will|would|must|should) i (?:have to |need to )?pay|i (?:have|need) to pay|i pay|my share|cost me|out of pocket")
MONEY_BACK = re.compile(r"장려금|수당|월급|얼마나?(?:줌|줘|주나|주냐|주는)|받아|받나|받는|받을|받음|받냐|나와|나오|한달에얼마|월얼마|매달|다달이|a month|per month|monthly|do i get|i get|allowance|bonus|paid|stipend")
# "over six months, how much in all": a sum of several months or days, and how many months
TOTAL = re.compile(r"총(?!소득|급여)|모두(?:얼마|합|해서|받)|전부(?:얼마|합|해서|받)|다합|다해서|합쳐서?얼마|합치면|합계|합하면|전체|최대로다|다(?:하면|받으면|채우면)|in total|\btotal\b|altogether|in all\b|all together|the whole (?:time|period|amount)")
ALLOWANCE_MONTHS = re.compile(
    r"(?<!최근)(?<!지난)([2-9]|1[0-2]|두|세|네|다섯|여섯)(?:개월|달)(?:간|동안|치|만|내내|이면|수당|다(?!니|녔|님)|모두|전부)*(?:받|합|총|모두|전부|내내|얼마|다하|이면|씩)"
    r"|\b(?:over|for|across) (?:all )?(\d{1,2}|two|three|four|five|six) months|\b(\d{1,2}|two|three|four|five|six) months? (?:in )?(?:total|altogether|in all)"
)
A_MONTH = re.compile(r"한달(?:에|이면|치|로|기준|치면|정도)*(?!\d|에?세전|에?약\d)|매달(?!\d)|다달이|월(?:얼마|로치|기준|로얼마)|\b(?:a|per|each|every) month\b|monthly (?:amount|benefit)|how much monthly")
# "3 months so far, how much is left": what is still to come of the six
SO_FAR = re.compile(r"(\d)(?:개월|달|회차|번)(?:치|째)?(?:까지)?받(?:았|고|은|음).*남|(\d) months? (?:so far|already).*left|left after (\d) months?")
LOCAL = re.compile(r"청년수당|지역수당|면접수당|(?:youth|city|local) allowance")
BOTH_YEARS = re.compile(r"올해(?:랑|와|하고|,|·)?(?:내년)|내년(?:이랑|과|하고)?올해|this (?:year )?and next|both years|next year and this")
SAME = re.compile(r"같아|같나|같은가|같음|똑같|달라|다르|다른가|the same|differ")
SECOND = re.compile(r"두번째|두번쨰|2번째|둘째|재수강|또들|한번더|second|again|another one")
FIRST = re.compile(r"첫번째|처음|첫과정|first")
ATTENDANCE = re.compile(r"출석|attend")
FIRM_ASKS = re.compile(r"(?:we are|we're|i run|i own) (?:a|an) [a-z0-9 -]{0,24}(?:startup|start-up|firm|company|shop|business|store)|(?:plan|want|planning|going) to hire|give us\b|우리회사|저희회사|직원(?:이|은|수)?\d|직원\d*명|대표(?:인데|이고|님|예요|입니다)|사장인데|사업주인데|채용한지|뽑은지|뽑으면|채용하면|we (?:hire|have)|our (?:firm|company)|as an employer|회사(?:가|는|도)(?:얼마|받|얼만)|사장|사업주|기업(?:이|은)(?:얼마|받)|(?:firm|company|employer) (?:get|receive)")
_PUT_OUT = r"(?:권고사직|해고|짤렸|짤림|짤려|잘렸|잘림|계약만료|계약이?끝|계약종료|희망퇴직|명예퇴직|구조조정|실직|퇴직당)"
_DAYS_ASKED = r"(?:며칠|몇일|하루(?:에)?얼마|총얼마|다해서|다합쳐|일당얼마|얼마동안|실급)"
UNEMPLOYMENT = re.compile(_PUT_OUT + r".*" + _DAYS_ASKED + "|" + _DAYS_ASKED + r".*" + _PUT_OUT + r"|(?:laid off|fired|dismissed|contract (?:ended|expired)|lost my job).*(?:how many days|unemployment|total|max(?:imum)? per day)|"
    r"고용보험\d+(?:년|개월)[가-힣0-9]{0,16}(?:권고사직|해고|퇴사|짤|잘리|잘렸|실직|계약만료|그만)|실업급여|실급|구직급여|실업금여|unemployment benefit|unemployment insurance")
OF_BENEFIT = re.compile(r"며칠|몇일|하루(?:에)?얼마|총얼마|상한|하한|\b(?:days|amount|much|long)\b.*\bbenefit|benefit.*\b(?:days|amount|much|long)\b|max(?:imum)? per day|per day")
EARLY = re.compile(r"조기재취업|남기고(?:취업|재취업|취직|입사)|남았을때(?:취업|취직)|early re-?employment")
PAY = re.compile(r"월급|(?<!실업)(?<!구직)급여|월\d|받다가?|받았|받던|연봉|평균임금|일급|일당|임금|salary|wage|earning|paid|pay\b|made|monthly")
DAY_WAGE = re.compile(r"하루평균|평균임금|일급|일당|하루에?\d|daily wage|a day|per day")
# A day of the benefit itself, not of the wage it is worked out from
BENEFIT_DAY = re.compile(
    r"(?:실업\s?급여|실급|구직\s?급여)(?:가|는|은|이)?\s?(?:일액\s?|\d{2,3}일\s?(?:동안\s?)?)?(?:하루|일당?|1일)(?:에|당)?\s?(\d[\d,]{4,6})|일액(?:이|은|으로)?\s?(\d[\d,]{4,6})"
    r"|하루(?:에|당)?\s?(\d[\d,]{4,6})\s?원?(?:씩)?\s?(?:나온|나와|나옴|받는|받음|받기|이었|이래|준|주|\d{2,3}일)"
    r"|(?:benefit|it)(?: is| of| was)? (?:krw |₩)?(\d[\d,]{4,6})(?: ?won| ?krw)? (?:a|per) day(?! (?:wage|pay))", re.I
)
EARNED_ON_BENEFIT = re.compile(r"알바|부업|벌면|벌었|part[- ]?time|side job")
HOW_LONG = re.compile(r"며칠|몇일|몇달|몇개월|얼마동안|얼마나오래|언제까지|기간|how long|how many (?:days|months)")
MINIMUM = re.compile(r"최저(?:임금|시급|월급|로|급여)|minimum (?:wage|pay)")
PROBATION = re.compile(r"수습(?!\s?(?:이|은|기간)?\s?(?:아니|아님|아닌|안|없|끝|말고))|(?<!not on )(?<!not in )(?<!no )(?<!not )probation")
SIMPLE_MANUAL = re.compile(r"단순노무|simple manual|manual (?:work|labou?r)")
CONTRACT = re.compile(r"계약|contract")
MEDIAN = re.compile(r"중위|median")
SAVINGS = re.compile(r"미래적금|청미적|청년적금|youth future savings|future savings")
OTHER_SAVINGS = re.compile(r"도약계좌|우대저축|내일채움|내일저축|leap account|preferential")
FAVOURED = re.compile(r"우대형|우대|중소(?:기업)?(?:에)?(?:신규|새로|첫|취직|취업|입사)|신규(?:입사|취업)|favou?red|newly hired|new hire")
ORDINARY = re.compile(r"일반형|일반|ordinary")
MONTHLY = re.compile(r"매달|매월|다달이|한달에|월\d|월에|달마다|씩|a month|per month|monthly|each month|every month")
YEARLY_PAY = re.compile(r"연봉|총급여|연소득|yearly pay|salary of")
REOPENS = re.compile(r"다시(?:차|열|시작|오픈|개업|장사)|재개업|재오픈|같은자리|re-?open|open again|same place")
TO_CLOSE = re.compile(r"예정|닫을|접을|폐업할|닫으려|접으려|정리할|다음달|내년|closing|will close|going to close|plan to close|next (?:month|year)")
DEMOLITION = re.compile(r"철거|demolition")
TAX_CUT = re.compile(r"소득세감면|세금감면|소득세(?:를)?(?:얼마나)?깎|income[- ]tax cut|tax (?:cut|break)")
TAX_PAID = re.compile(r"소득세|세금|income tax|tax")
KIND_WORD = re.compile(r"kdt|케이디티|국기|산대특|캠퍼스|kdc|일반|부트캠프|campus|bootcamp|general|요양|어학|영어|strategic")

_PROGRAMME_KINDS: dict[str, CourseKind] = {
    "ai-campus": "ai_campus", "kdc": "kdc", "strategic-training": "strategic",
    "industry-demand-training": "industry_demand", "kdt": "kdt",
}  # fmt: skip
_KINDS: tuple[tuple[CourseKind, re.Pattern[str]], ...] = (
    ("ai_campus", re.compile(r"ai캠퍼스|에이아이캠퍼스|ai campus")),
    ("kdc", re.compile(r"kdc|기초역량훈련|디지털크레딧|basic digital training")),
    ("strategic", re.compile(r"국가기간|국기(?:훈련|과정|는|면|도|$)|strategic[- ]occupation|strategic training")),
    ("industry_demand", re.compile(r"산대특|industry[- ]demand")),
    ("care", re.compile(r"요양보호|돌봄서비스|간병|care[- ]?(?:worker|service)")),
    ("language", re.compile(r"어학|영어과정|영어학원|외국어|토익|토플|오픽|opic|(?:영어|중국어|일본어|한국어|스페인어|불어|독일어|베트남어)(?:회화|과정|학원|수업|강의|\d|로|를|$)|회화|language (?:course|class)|(?:english|chinese|japanese|korean|spanish) (?:course|class|conversation|academy)")),
    ("kdt", re.compile(r"kdt|케이디티|k디지털(?!크레딧|기초)|k-?digital(?! (?:credit|basic|card))|부트캠프|bootcamp|boot camp|특화(?:과정|훈련)|special course")),
    ("general", re.compile(r"내배카|내일배움|배움카드|국비|일반과정|일반훈련|학원비|학원|수강료|learning card|general course|tuition|course fee")),
)
_MODES: tuple[tuple[CourseMode, re.Pattern[str]], ...] = (
    ("live_online", re.compile(r"실시간|줌으로|비대면실시간|live[- ]online|live online|over zoom")),
    ("online", re.compile(r"온라인|원격|인강|비대면|\bonline\b|remote")),
    ("onsite", re.compile(r"오프라인|집합|대면|통학|onsite|on[- ]site|in person|offline")),
)
_AREA = re.compile(r"(\d+(?:\.\d+)?)\s?평|(\d+(?:\.\d+)?)\s?(?:㎡|제곱미터|m2|m²|square met)|(\d+(?:\.\d+)?) pyeong", re.I)
_SHRINKING = re.compile(r"인구감소|소멸지역|shrinking")
_OUTSIDE = re.compile(r"비수도권|지방(?!자치|고용|세)|outside (?:the )?(?:seoul|capital)|not in seoul|other regions?|rural|province")
_CAPITAL = re.compile(r"수도권|seoul area|capital area|metropolitan area")
_SQUARE_METRES = 3.3
# A name that is an everyday word, too (의성, 예산), counts as a place where it stands like one.
_PLACE_KO = re.compile(r"([가-힣]{2,4}?(?:시|군|구)?)\s?(?:에?\s?있는\s)?(?:회사|에서|지역|쪽|(?:이?면|은|는)\s?\??$)")
_PLACE_EN = re.compile(r"\b(?:in|at|near|about)\s([A-Z][a-z]+(?:-(?:si|gun|gu))?)\b")


def course_kind(u: Understanding, folded: str, lowered: str) -> CourseKind | None:
    """The kind of course spoken of; the card itself stands for general courses."""
    for kind, pattern in _KINDS:
        if kind != "general" and (pattern.search(folded) or pattern.search(lowered)):
            return kind
    for programme, kind in _PROGRAMME_KINDS.items():
        if programme in u.programmes:
            return kind
    if "kdt" in u.families:
        return "kdt"
    general = _KINDS[-1][1]
    return "general" if "learning-card" in u.families or general.search(folded) or general.search(lowered) else None


def course_mode(folded: str, lowered: str) -> CourseMode | None:
    """How the course is taught, where it was said."""
    return next((mode for mode, pattern in _MODES if pattern.search(folded) or pattern.search(lowered)), None)


def places(u: Understanding, folded: str, lowered: str) -> tuple[str, ...]:
    """Where: a class of places named as such, else the regions heard."""
    for place, pattern in (("shrinking", _SHRINKING), ("other", _OUTSIDE), ("capital", _CAPITAL)):
        if pattern.search(folded) or pattern.search(lowered):
            return (place,)
    return u.filters.regions or _named_places(u.text)


def _named_places(text: str) -> tuple[str, ...]:
    regions = load_taxonomy().regions
    for pattern in (_PLACE_KO, _PLACE_EN):
        for match in pattern.finditer(text):
            if found := regions.resolve(match[1], _ANY_DAY):
                return tuple(row.code for row in found)
    return ()


def earned_not_named(name: str) -> bool:
    """Whether what looks like a programme's name is a piece of a sentence about earnings ("80벌었음 수당")."""
    return bool(re.search(r"\d|벌", name) and EARNED.search(name.replace(" ", "").lower()))


def area(text: str) -> float | None:
    """A shop's area in 평; square metres are turned into them at 3.3."""
    match = _AREA.search(text)
    if match is None:
        return None
    return round(float(match[2]) / _SQUARE_METRES, 2) if match[2] else float(match[1] or match[3])
