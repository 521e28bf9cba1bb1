"""Which aspects of a programme a question is about: patterns over the folded message, in both languages.

The topics are those of the library (docs/library.md). Korean runs without spaces, English in lower case with them.
"""

from __future__ import annotations

import re

_KO: tuple[tuple[str, str], ...] = (
    ("law", r"근거|고시(?!원|생|텔|촌)|법령|법적|규정|조항|몇조|시행규칙|운영규정"),
    ("plan", r"내년|2027|계획이|예정|바뀐다|바뀌나|오른다|인상|추진"),
    ("change", r"바뀐|변경|작년|올해부터|달라진|달라졌|개편|전이랑"),
    ("combine", r"같이|동시|중복|둘다|겹치|겹쳐|병행|함께|받으면서|받는중에|하면서(?:도)?(?:받|신청|또)|도받고|이랑(?:같이|도)"
     r"|(?:실업급여|실급|구직급여)[가-힣]{0,6}끝난"),
    ("penalty", r"패널티|페널티|불이익|중도|(?<!회사)(?<!회사를)(?<!직장)(?<!직장을)(?<!일을)(?<!알바)(?:그만두|관두|때려치)|포기|취소하면|중간에|차감|부정수급|환수|토해"
     r"|(?:수당|지원|돈)[가-힣]{0,4}(?:짤|잘리|잘림|끊기|끊겨|날[라아]가)|(?:반만|못하면|못채우|안하면|못가면?|안가면|불참)"),
    ("attendance", r"출석|결석|지각|조퇴|빠지면|빠져도|80퍼|80%"),
    ("income_report", r"(?:알바(?!경험|경력|이력)|소득|벌(?:면|었|어|고|구)|번(?:돈|거)|수입|일당)[가-힣0-9]{0,12}(?:신고|깎|줄어|감액|얼마|수당|나와|되|돼|어떻게)"
     r"|(?:알바|배달|쿠팡|과외|부업|단기|일당)[가-힣]{0,8}(?:뛰|신고|번돈)|소득신고|감액|(?:\d+만?(?:원)?)(?:을|정도|쯤)?(?:벌|번(?=돈|거|걸|달|경우))|알바(?:해도|하면|가능|되|돼)"),
    ("activity", r"구직활동|활동계획|취업활동|이행|iap|상담(?:을)?(?:몇|얼마나|꼭)|인정되"),
    ("when_paid", r"언제(?:들어|나와|나오|입금|지급|받|줘|주)|며칠에|지급일|지급시기|지급주기|지정일|입금|돈언제|수당언제"),
    ("duration", r"얼마동안|얼마나(?:오래|걸)|오래걸|결과[가-힣]{0,3}언제|연락(?:이|은)?(?:없|안)|처리기간|심사기간|몇일|몇개월|몇달|몇년|몇주|기간|언제까지|몇번|며칠"),
    ("documents", r"서류|준비물|증명서|뭐(?:가)?필요|뭐들고|제출|챙겨|증빙"),
    ("apply", r"신청(?!자격|조건|대상)|어디서|어디에서|어떻게(?:해|하|받|가입|신청|시작|만들)|방법|절차|가입하|발급|접수|만드는"
     r"|(?:지금|아직)(?:도)?(?:신청|되|돼|됨|가능|받|열|모집|가입|하는|해\??$)|마감|모집|열려|열리|예산(?:이|은)?(?:다)?(?:끝|소진|떨어|남)"),
    ("own_share", r"자부담|본인부담|내돈|내가내|무료|공짜|돈없이|수강료|비용|얼마내|돈내|훈련비"),
    ("assets", r"재산|자산|집있|차있|집값|예금|보증금"),
    ("income", r"얼마(?:나|까지|이상|넘게|정도)?(?:벌|번)|연봉(?:이|제한|기준|얼마(?:까지|이하))|급여기준|소득(?:기준|요건|제한|얼마|이하|많|이|은|도|및|과|[가-힣]{0,5}(?:봐|보나|안보|안본))|중위|부모(?:님)?(?:소득|이랑|랑|과|하고|돈|집)|가구(?:소득)?|벌이"),
    ("work_history", r"일경험|취업경험|근무경력|경력(?:없|이없)|100일|800시간|일한적|알바경력|일해본|일(?:을|은)?(?:한번도)?안해[봤본]|한번도일|첫취업|무경력"),
    ("reentry", r"재참여|다시(?:신청|참여|받|할|하|들)|재신청|또(?:신청|참여|받|할)|(?:두번|2번)(?:째)?(?:신청|참여|받|할|하|들|되|돼|가능|다시)|한번더|(?:[2-5]|두|세|네)번째(?:신청|참여)"),
    ("exclusion", r"못받|못하나|못하냐|제외|안되는|안돼는|불가|거절|떨어|막히|안되나|안돼나|자격없|제한"),
    ("students", r"학생|야간대|방통대|방송대|사이버대|야간과정|재학|휴학|졸업|막학기|마지막학기|고[123](?!\d)|대학교?\d|[1-4]학년|대학원|학교다니|수료"),
    ("foreigners", r"외국인|비자|(?<![a-z])(?:f-?[2456]|d-?10|e-?[79])(?!\d)|영주권|결혼이민|다문화|국적|체류|재외동포"),
    ("military", r"군대|병역|전역|병장|상병|말년|입대|현역|군복무|제대|군인|의무복무|공익"),
    ("region", r"수도권|비수도권|지방|우대지원|특별지원|인구감소|지역별|어느지역|지역마다"),
    ("employer", r"사업주|기업이|회사가|사장|회사에서(?:신청|교육|훈련|배우|ai)|우리회사|고용주|인사팀|대표"),
    ("age", r"나이|몇살|연령|만\d+세|\d+(?:살|세)(?:인데|도|이면|까지)|청년(?:기준|나이)"),
    ("who", r"자격|조건|대상|요건|누가|될까|되나|되나요|돼나|받을수|가능|해당|할수있|들어갈수|만들수|발급받을수|(?<!지금)(?<!지금도)(?<!아직)(?:돼|됨|된대|되려나|ㄱㄴ)$|돼나|되냐|되니|될런지|됩니까|가입할수|뽑"),
    ("amount", r"얼마(?!나(?:걸|오래|동안)|동안)|금액|지급액|지원액|액수|수당|몇만|돈나와|돈줘|돈준|지원금|최대|총액|급여가|월급|시급|일급|하한|상한|나와요|줘요|주나|받나|뭐(?:를|가)?(?:줘|줌|주|나와|나옴|받)|얼만|줌$|나옴|주는돈|돈[가-힣]{0,3}(?:있|줌|나)"),
    ("contact", r"전화|(?<!고시)(?<!법령)(?<!조문)번호|문의|연락처|어디에물|상담원|콜센터|누구한테|어디(?:다|에다|에)?(?:신고|말하|말해|얘기|상담|물)"),
    ("overview", r"뭐(?:야|임|예요|에요|냐|지|죠|니|길래)|무엇|무슨|설명|이란|알려줘$|알려주세요$|소개|개념|뭔(?:지|데|가|제도)|뭐고"),
    ("courses", r"과정종류|어떤과정|무슨과정|어떤훈련|종류"),
)  # fmt: skip
_EN: tuple[tuple[str, str], ...] = (
    ("law", r"legal basis|(?<!would )(?<!will )(?<!nobody )(?<!decision )\bnotices?\b(?! (?:if|that|when|me|i|my|period)\b)|regulation|\blaw\b|decree|rule number"),
    ("plan", r"next year|2027|planned|going to change|will .* (?:change|rise|increase)"),
    ("change", r"chang(?:e|ed|es)|last year|differen(?:t|ce) from"),
    ("combine", r"together|same time|\bboth\b|combine|while (?:on|receiving|getting|taking)|as well as|overlap|along with"),
    ("penalty", r"penalt|stop(?:ping)? (?:the |a |my )?(?:course|training|class)|(?:leave|give up|abandon) (?:the |a |my )?(?:course|training|class)|in (?:the )?middle\b(?! of)|drop(?:ping)? out|quit (?:the|a|my)? ?(?:course|training|program)|lose|clawback|pay back|fraud|midway"),
    ("attendance", r"attendance|absen|\blate\b|skip"),
    ("income_report", r"part[- ]?time|(?:if|when|what if) i (?:earn|make|work)|(?<!parents )(?<!they )(?<!family )(?<!both )(?<!together )\bearn(?:ed|ing)?\b|report (?:my )?income|report\s?(?:해야|하나|해|안|하면)|\b(?:shift|gig)\b|side job|made \d"),
    ("activity", r"job[- ]seeking activit|activity plan|action plan|counsel"),
    ("when_paid", r"when (?:do|will|does|is).*(?:pay|paid|money|get|arrive)|pay ?day"),
    ("duration", r"how long|how many (?:months|weeks|years|days)|duration|until when|period"),
    ("documents", r"document|paper(?:s|work)|certificate|what do i (?:need|bring)"),
    ("apply", r"apply|application|sign up|how (?:do|can) i (?:get|join|start|register)|where (?:do|can) i|enrol"),
    ("own_share", r"\bfree\b|co-?pay|own share|tuition|cost|do i (?:have to )?pay|fee"),
    ("assets", r"asset|property|savings account balance"),
    ("income", r"earn too much|how much can i earn|income (?:limit|test|requirement|cap)|median|parents'? income|household income|my parents"),
    ("work_history", r"work (?:experience|history)|never worked|no experience|100 days|800 hours"),
    ("reentry", r"\bagain\b|second time|re-?apply|re-?enter|twice"),
    ("exclusion", r"exclud|not (?:eligible|allowed)|can'?t get|barred|disqualif|den(?:y|ied)"),
    ("students", r"student|graduat|university|college|school|semester"),
    ("foreigners", r"foreign|visa|\bf-?[2456]\b|\bd-?10\b|\be-?9\b|immigrant|nationality|resident"),
    ("military", r"military|army|service"),
    ("region", r"region|capital area|seoul area|outside seoul|province|rural|local area"),
    ("employer", r"employer|company|my boss|firm"),
    ("age", r"\bage\b|how old|too old|too young|years old|\bi'?m \d\d\b"),
    ("who", r"eligib|qualif|requirement|who can|can i (?:get|join|apply|receive)|am i|criteria|conditions?|allowed"),
    ("amount", r"how much|amount|pays?\b|paid|allowance|money|rate|wage|won\b|krw|benefit\?"),
    ("contact", r"phone|contact|\bcall\b|(?<!notice )(?<!rule )(?<!article )number|who (?:do|can|should) i ask|hotline"),
    ("overview", r"what(?:'s| is| are)|explain|tell me about|meaning"),
    ("courses", r"what courses|which courses|kinds of"),
)  # fmt: skip
TOPICS: tuple[str, ...] = tuple(topic for topic, _ in _KO)
_PAID = re.compile(r"수당|장려금|한도|지원금|받")
_LEAVES = re.compile(r"그만두|그만둘|그만둬|그만뒀|관두|관둘|때려치|퇴사|quit")
_ITEM = re.compile(r"성공수당|참여수당|참여장려|훈련장려금|전직장려|특별훈련수당|재기사업화|철거비")
_CONDITIONS = frozenset({"age", "income", "assets", "work_history"})
_KO_RE = tuple((topic, re.compile(pattern)) for topic, pattern in _KO)
_EN_RE = tuple((topic, re.compile(pattern)) for topic, pattern in _EN)


def topics_of(folded: str, lowered: str) -> tuple[str, ...]:
    """The topics heard, most specific first (at most four). Both languages are tried: people mix them."""
    korean = re.search("[가-힣ㄱ-ㅎ]", folded) is not None  # "me 9,500" is no visa
    found = [topic for topic, pattern in _KO_RE if korean and pattern.search(folded)]
    found += [topic for topic, pattern in _EN_RE if topic not in found and pattern.search(lowered)]
    if "unemployment" in lowered or re.search(r"실업급여|실급|구직급여", folded):
        found = [topic for topic in found if topic != "penalty" or not _LEAVES.search(folded)]  # how it ended, no fine
    if "income" in found and _ITEM.search(folded) and not re.search(r"소득기준|소득요건|가구소득", folded):
        found.remove("income")  # who is paid an item named is asked of that item
    # "자부담 얼마" asks for the share alone, and the median income is a limit however its amount is asked for.
    if "amount" in found and (("own_share" in found and not _PAID.search(folded)) or "중위" in folded):
        found.remove("amount")
    if len(_CONDITIONS & set(found)) > 1:  # income and assets asked at once are the whole set of conditions
        found = [topic for topic in found if topic not in _CONDITIONS | {"who"}] + ["who"]
    order = {topic: i for i, (topic, _) in enumerate(_KO)}
    return tuple(sorted(found, key=lambda t: order[t])[:4])
