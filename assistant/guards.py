"""Checks of a question before anything is looked up: cleaning, personal numbers, and what ends a turn early.

Pure functions, no I/O. Patterns run on text folded to lower case without white space or punctuation, so that
"살기 싫다", "살기싫다.." and "살 기 싫다" are one thing. Both directions are tested: what must stop, and what must not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.text.normalise import clean

MAX_CHARS = 2_000  # a long message from a phone is under 500; beyond this it's a document, which has its own door

Stop = Literal["empty", "too_long", "crisis", "violence", "promise", "injection", "scam", "hide", "change_life"]


@dataclass(frozen=True, slots=True)
class Guarded:
    """The cleaned, masked message; `stop` names what ends or turns the turn, if anything does."""

    text: str
    masked: bool
    stop: Stop | None = None


PERSONAL_NUMBERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s\-–—.~]{0,3}[0-9]\d{6}(?!\d)"), "rrn"),
    (re.compile(r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[\-–—]\s?[1-8](?:[\d*]{0,6})(?!\d)"), "rrn"),
    (re.compile(r"(?<!\d)(?:\d[ -]?){15,16}(?!\d)"), "card"),
    (re.compile(r"(?<![\d-])(?:\+?82[\s-]?)?0?1[016789][\s.-]?\d{3,4}[\s.-]?\d{4}(?!\d)"), "phone"),
    (re.compile(r"(?<![\d-])0(?:2|[3-6]\d|70)[\s)-]{1,2}\d{3,4}[\s-]\d{4}(?!\d)"), "phone"),
    (re.compile(r"(?<!\d)\d{2}-\d{2}-\d{6}-\d{2}(?!\d)"), "licence"),
    (re.compile(r"(?<![A-Za-z\d])[MSRODmsrod]\d{8}(?!\d)"), "passport"),
    (re.compile(r"(?<!\d)\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,4})?(?!\d)"), "account"),
    (re.compile(r"(?<!\d)\d{10,14}(?!\d)"), "account"),
    (re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"), "email"),
)
_DATE = re.compile(r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}")
MASK = "●●●●"


def mask(text: str) -> tuple[str, bool]:
    """`text` with personal numbers (resident, card, phone, licence, passport, account) and e-mail addresses replaced.

    Service lines (1350, 1533-0100) and dates stay. Returns the text and whether anything was masked.
    """
    hit = False

    def swap(match: re.Match[str]) -> str:
        nonlocal hit
        if _DATE.fullmatch(match[0].strip()):
            return match[0]
        hit = True
        return MASK

    for pattern, _ in PERSONAL_NUMBERS:
        text = pattern.sub(swap, text)
    return text, hit


def fold_plain(text: str) -> str:
    """Lower case, letters and digits only: what the patterns below are written against."""
    return re.sub(r"[^0-9a-z가-힣ㄱ-ㅎㅏ-ㅣ]", "", text.lower())


_NOT_CRISIS = re.compile(
    r"자살(?:예방|방지|골|상담)|죽이는|죽이네|죽여주|죽여준|죽인다|자해공갈|killerresume|diecast|다이캐스팅|dyingto"
)
_NOT_CRISIS_SPACED = re.compile(r"자살\s?(?:예방|방지|골|상담|시도자)|자해\s?공갈")
_DONE_WITH = re.compile(
    r"(?:훈련|과정|공부|준비|수업|학교|서류|신청|과제|강의|프로젝트|취준|자소서|면접|상담|절차|계약|인턴)[가-힣]{0,6}끝내"
)
_CRISIS = re.compile(
    r"죽고(?:만)?싶|죽어버리|죽을래|죽을까|죽는게(?:나|낫)|죽는편이|죽어야|죽으면(?:편|끝|다)|목숨을?끊|"
    r"뛰어내리|살기(?:가|도)?(?:너무|진짜|정말)?싫|살고싶지않|살고싶은(?:마음|생각)이?없|살(?:아갈)?이유(?:가|를)?(?:없|모르)|"
    r"살아(?:서|야|있)[가-힣]{0,8}(?:뭐|이유|의미)|사라지고(?:만)?싶|없어지고(?:만)?싶|사라졌으면|없어졌으면좋겠|"
    r"(?:그냥|다|전부|모두|인생|이제|삶을?|모든걸|모든것을)끝내(?:고(?:만)?싶|버리|야|려)|극단적(?:인)?선택|"
    r"삶을포기|인생(?:을)?포기|(?:안|못)깨어났으면|눈(?:을)?(?:안|뜨지않|못)(?:떴|뜨|았)으면|"
    r"(?:내가|나하나|나)(?:없어져도|사라져도|죽어도(?!못|안|싫))|수면제(?:를)?(?:모으|모아|다먹|잔뜩)|약(?:을)?(?:한꺼번에|한번에|다)(?:먹고죽|털어)|"
    r"한강(?:에|으로|이나)?(?:가야|갈까|갈래|가고싶|뛰어)|숨(?:을)?쉬(?:기|는것|는거)(?:도|조차)(?:싫|힘들)|"
    r"세상(?:을)?(?:떠나고|등지)|손목(?:을)?(?:긋|그었|그을)|더는?못버티|더이상(?:은)?못버티|"
    r"killmyself|killingmyself|wanttodie|wannadie|wishiwasdead|wishiweredead|endmylife|suicid|"
    r"don'?twanttolive|dontwanttobealive|noreasontolive|enditall|hurtmyself|selfharm|betteroffdead|"
    r"cantgoonanymore|canttake(?:it|this)anymore|nothingmatters(?:anymore|$)|nobodywouldmissme|nopointinliving|tiredofliving"
)
# Short words that other words hold when spaces are gone (혼자 살아요, 자유 서식, 종목을 매수): these need their own start.
_CRISIS_WORDS = re.compile(r"(?<![가-힣])(?:자살|자해|유서\s?(?:를|도|쓰|써|썼)|번개탄|목\s?을?\s?매(?:달|려|고|어|야))")
# Not wanting to live somewhere or with somebody isn't not wanting to live.
_LIVING_THERE = re.compile(
    r"(?:혼자|같이|함께|[이]?랑|하고|에서|에|집|기숙사|원룸|고시원|동네|지방|시골|서울|[시군구도])\s?(?:에서|에)?\s?살기(?:가|는|도)?\s?(?:너무|진짜|정말)?\s?싫"
)
_WHO = (
    r"(?:아빠|아버지|엄마|어머니|부모|부모님|남편|아내|남친|남자친구|여친|여자친구|가족|오빠|형|사장|사장님|상사|팀장|선배|동료|점장|집|회사|직장|가게)"
)
_VIOLENCE = re.compile(
    _WHO + r"(?:이|가|은|는|께서|한테|에게|에서)?[가-힣]{0,8}(?:때려|때리|때렸|폭행|패요|팼어|목을조|칼로|감금|가둬)|"
    + _WHO + r"(?:한테|에게|에서|에게서)(?:맨날|매일|자주|또|계속|많이|자꾸)?(?:맞았|맞고|맞는|얻어맞)|" + _WHO + r"(?:한테|에게)(?:맨날|매일|자주|계속)맞아|"
    r"얻어맞고|맞고살아|맞고살고|폭행(?:을)?당하|가정폭력|성폭행(?:을)?당|성추행(?:을)?당하고|스토킹(?:을)?당|"
    r"(?:he|she|boss|father|dad|mother|husband|boyfriend|partner|manager)(?:keeps)?(?:hit|hits|beats|beat|hitting|"
    r"beating)(?:s|ing)?me|domesticviolence|beingabused|rapedme|wasraped"
)
_BENEFIT_WORDS = re.compile(r"실업급여|퇴사|그만두|그만뒀|이직|사유|신청|unemployment|benefit|quit")
_PROMISE = re.compile(
    r"(?:무조건|확실히|반드시|백퍼|100퍼|100%|틀림없이)[가-힣a-z0-9]{0,14}(?:된다고|되는거|받는다고|나온다고|뽑힌다고|합격|확답|보장|약속)|"
    r"확답(?:을)?(?:해|줘|주|부탁|달라)|(?:된다|받는다|붙는다|합격한다|합격할거라|나온다|뽑힌다)고[가-힣]{0,6}(?:말해|해)(?:줘|주세요|달라|봐)|보장(?:해)?(?:줘|주세요|달라|해달)|약속(?:해)?(?:줘|주세요|해달)|장담(?:해)?(?:줘|주세요|할수)|"
    r"(?:guarantee|promise)(?:me)?(?:that)?i(?:will|ll|am|m|get|can|qualify|pass)|canyou(?:guarantee|promise)|guaranteed?i(?:will|ll|am|m)"
)
_INJECTION = re.compile(
    r"ignore(?:all|any|the|your)?(?:previous|prior|above)?(?:instruction|prompt|rule)|systemprompt|시스템프롬프트|"
    r"(?:이전|위|앞)(?:의)?(?:지시|명령|규칙|프롬프트)[가-힣]{0,4}(?:무시|잊)|개발자모드|developermode|jailbreak|탈옥모드|"
    r"(?:지금|이제)부터(?:너|넌|당신)(?:는|은)?[가-힣a-z]{0,12}(?:야|이다|입니다|처럼|역할)|youarenow|pretendtobe|"
    r"selectfrom|droptable|unionselect"
)
_SCAM = re.compile(
    r"(?:현금|돈|물건|카드)(?:을|를)?(?:받아서|받아|찾아서)?(?:수거|전달|운반|배달)[가-힣]{0,6}(?:알바|일|채용|고액|하래|시켜)|보이스피싱|"
    r"(?:통장|계좌|체크카드|otp|신분증|인증번호|비밀번호|비번)(?:을|를|이랑|하고|사본)?[가-힣]{0,10}(?:보내|빌려|달래|달라|대여|맡기|요구|요청|알려달|알려줘야)|"
    r"(?:선입금|보증금|가입비|교육비|등록비|입사비|예치금)(?:을|를)?[가-힣0-9]{0,10}(?:내라|내래|입금|보내|달래|달라|요구|요청)|"
    r"(?:캄보디아|베트남|태국|필리핀|미얀마|해외)[가-힣0-9]{0,14}(?:고수익|고액|항공권|비행기표)|(?:고수익|고액)알바[가-힣]{0,12}(?:텔레|카톡|해외|현금)|"
    r"(?:텔레그램|텔레|위챗)(?:으로)?만?(?:연락|면접|지원|채용)|cashpickup|moneymule|(?:send|give|lend)(?:them)?my?(?:bank|otp|passport|card)|"
    r"pay(?:a)?(?:deposit|fee)(?:before|first)(?:work|start|hir)|jobonlyontelegram"
)
_HIDE = re.compile(
    r"(?:소득|알바|수입|월급|근무|일한거|일하는거|취업한거|돈번거|번돈)[가-힣]{0,10}(?:숨기|숨겨|숨길|안걸리|몰래|속이|속여|감추|누락)|"
    r"(?:몰래|안걸리고|안들키|들키지않|걸리지않)[가-힣]{0,10}(?:알바|일하|일할|취업|받|수당|하는법|방법)|"
    r"신고(?:를)?안(?:하|해|했)[가-힣]{0,10}(?:걸리|걸려|모르|들키|되|돼|어떻게|괜찮|받)|"
    r"(?:현금|남의통장|다른사람통장|친구통장|엄마통장|부모님통장)[가-힣]{0,8}(?:받으면|받고|로받)[가-힣]{0,10}(?:모르|안걸|괜찮|되|돼|신고)|"
    r"부정수급(?:하는|방법|안걸|하면안걸|꿀팁)|허위(?:로)?(?:신고|신청|서류|구직)|(?:대리|대신)[가-힣]{0,3}출석|출석[가-힣]{0,3}(?:대신|대리|찍어주)|출석체크만|"
    r"(?:구직활동|면접|이력서|경력|서류)[가-힣]{0,6}(?:꾸며|조작|위조|가짜|허위|거짓)|"
    r"(?:짤린|잘린|해고당한|권고사직)(?:걸로|것처럼|거로)[가-힣]{0,8}(?:해달|해줘|하면|처리|부탁)|"
    r"hide(?:my)?(?:income|job|earnings|work)|not(?:to)?report(?:my|the)?(?:income|earnings|job)|without(?:reporting|declaring)|"
    r"under(?:the)?table|fake(?:my)?(?:attendance|jobsearch|documents?|resume)|withoutgettingcaught|dontreport"
)
_CHANGE_LIFE = re.compile(
    r"(?:받으려고|받으려면|받을려고|받게|받고싶은데|되려고|되려면|하려고|하려면|때문에|위해|위해서|들어가려고|맞추려고|맞추려면)"
    r"[가-힣a-z0-9]{0,14}"
    r"(?:그만둘까|그만두는게|관둘까|관두면|퇴사할까|퇴사하는게|줄일까|줄이면|폐업할까|폐업하는게|이혼|나갈까|전입신고|휴학할까|자퇴할까)|"
    r"(?:세대|가구|주소)(?:를)?분리(?:를)?(?:하면|할까|해서|하는게|해야|해도|시키면)|세대분리|"
    r"(?:알바|일|직장|회사|가게)(?:를|을)?(?:그만두|관두|줄이|퇴사|접)[가-힣]{0,4}(?:면|고|면은)[가-힣0-9]{0,10}(?:국취|수당|실업급여|1유형|2유형|지원금|받을수|받아|나와|나오|되나|돼)|"
    r"(?:국취|수당|실업급여|1유형|지원금|도약장려금)[가-힣]{0,12}(?:그만둘까|관둘까|퇴사할까|줄일까)|"
    r"(?:quit|leave|cut)(?:my)?(?:job|hours|parttime)[a-z]{0,14}(?:toget|toqualify|forthe|sothat)|splitthehousehold|"
    r"(?:separate|split|move)(?:my|the|out)?(?:household|address)[a-z]{0,10}(?:to|so)"
)


def looks_like_crisis(text: str) -> Literal["crisis", "violence"] | None:
    """Whether the words speak of wanting to die or of being hurt. Idioms and job fields that use such words don't."""
    plain = _DONE_WITH.sub("", _NOT_CRISIS.sub("", fold_plain(_LIVING_THERE.sub("", text))))
    if _CRISIS.search(plain) or _CRISIS_WORDS.search(_NOT_CRISIS_SPACED.sub("", text)):
        return "crisis"
    if _VIOLENCE.search(plain) and not _BENEFIT_WORDS.search(plain):
        return "violence"
    return None


def looks_like_injection(text: str) -> bool:
    """Whether the words are orders to the program behind the page, or repeat such orders."""
    return _INJECTION.search(fold_plain(text)) is not None


def guard(raw: str) -> Guarded:
    """Cleans and masks a message and names what stops it. Crisis comes before everything, length included."""
    if looks_like_crisis(raw[: MAX_CHARS * 4]):
        kind = looks_like_crisis(raw[: MAX_CHARS * 4])
        return Guarded("", False, kind)
    text = clean(raw[: MAX_CHARS * 20])
    if len(raw) > MAX_CHARS * 20 or len(text) > MAX_CHARS:
        return Guarded(mask(text[:MAX_CHARS])[0], False, "too_long")
    if not re.search(r"[0-9A-Za-z\u00c0-\uffff]", re.sub(r"[\u2000-\u2bff\ufe00-\ufe0f]", "", text)):
        return Guarded(text[:200], False, "empty")
    text, masked = mask(text)
    folded = fold_plain(text)
    stops: tuple[tuple[Stop, re.Pattern[str]], ...] = (
        ("injection", _INJECTION),
        ("scam", _SCAM),
        ("promise", _PROMISE),
        ("hide", _HIDE),
        ("change_life", _CHANGE_LIFE),
    )
    stop = next((name for name, pattern in stops if pattern.search(folded)), None)
    return Guarded(text, masked, stop)
