"""Checks of a question before anything is looked up: cleaning, personal numbers, and what ends a turn early.

Pure functions, no I/O. Patterns run on folded text (`distress.fold_plain`). Both directions are tested: what must stop,
and what must not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.distress import fold_plain as fold_plain
from assistant.distress import looks_like_crisis as looks_like_crisis
from knowledge.text.normalise import clean
from knowledge.text.personal import mask

MAX_CHARS = 2_000  # a long message from a phone is under 500; beyond this it's a document, which has its own door

Stop = Literal["empty", "too_long", "crisis", "violence", "promise", "injection", "scam", "hide", "change_life"]


@dataclass(frozen=True, slots=True)
class Guarded:
    """The cleaned, masked message; `stop` names what ends or turns the turn, if anything does."""

    text: str
    masked: bool
    stop: Stop | None = None


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
    r"pay(?:a)?(?:deposit|fee)(?:before|first)(?:work|start|hir)|jobonlyontelegram|"
    r"(?:재료비|교재비|연수비|물품비|장비값|키트값?|수수료|알선비|소개비)(?:를|을|로)?[가-힣0-9]{0,10}(?:먼저|선납|미리)?(?:내래|내라고|내야한대|입금하래|입금하라|보내래|보내라|달래|달라)|"
    r"(?:돈|금액|비용)(?:을|를)?(?:먼저|미리)[가-힣]{0,6}(?:내래|내라|보내래|보내라|입금하래|입금하라)|"
    r"(?:send|transfer|deposit|pay)[a-z0-9]{0,30}(?:deposit|won|krw|fee|money)[a-z0-9]{0,12}(?:before|first|upfront|inadvance)[a-z]{0,12}(?:hir|work|start|job|interview|contract)?|"
    r"(?:pay|buy|paid)[a-z0-9]{0,24}(?:kit|training|materials?|equipment|uniform)(?:first|before|thenstart|upfront)|"
    r"(?:recruiter|company|boss|employer|hr|they|agency)[a-z0-9]{0,24}(?:wants?|asks?|asked|needs?|demands?|requires?)[a-z0-9]{0,14}(?:otp|passport|bankcard|bankbook|bankaccount|pinnumber|password|idphoto|deposit|payfirst)|"
    r"(?:recruiter|company|they|agency)[a-z0-9]{0,10}(?:says?|said|ask(?:s|ed)?)[a-z0-9]{0,6}pay[a-z0-9]{0,10}(?:won|krw|money|fee|deposit)"
)
_HIDE = re.compile(
    r"(?:소득|알바|수입|월급|근무|일한거|일하는거|취업한거|돈번거|번돈)[가-힣]{0,10}(?:숨기|숨겨|숨길|안걸리|몰래|속이|속여|감추|누락)|"
    r"(?:몰래|안걸리고|안들키|들키지않|걸리지않)[가-힣]{0,10}(?:알바|일하|일할|취업|받|수당|하는법|방법)|"
    r"신고(?:를)?안(?:하|해|했)[가-힣]{0,10}(?:걸리|걸려|모르|들키|되|돼|어떻게|괜찮|받)|"
    r"(?:현금|남의통장|다른사람통장|친구통장|엄마통장|부모님통장)[가-힣]{0,8}(?:받으면|받고|로받)[가-힣]{0,10}(?:모르|안걸|괜찮|되|돼|신고)|"
    r"부정수급(?:하는|방법|안걸|하면안걸|꿀팁)|허위(?:로)?(?:신고|신청|서류|구직)|(?:대리|대신)[가-힣]{0,3}출석|출석[가-힣]{0,3}(?:대신|대리|찍어주)|출석체크만|"
    r"(?:구직활동|면접|이력서|경력|서류|계약서|진단서|소견서|증명서|확인서|재직증명|통장내역|출근부|출석부|영수증)(?:를|을|도)?[가-힣]{0,6}(?:꾸며|조작|위조|가짜|허위|거짓)|"
    r"(?:가짜|위조(?:한|된)?|허위|거짓)(?:로)?(?:구직활동|이력서|경력|서류|계약서|근로계약서|진단서|소견서|증명서|확인서|재직증명서?|영수증)|"
    r"(?:짤린|잘린|해고당한|권고사직)(?:걸로|것처럼|거로)[가-힣]{0,8}(?:해달|해줘|하면|처리|부탁)|"
    r"hide(?:my)?(?:income|job|earnings|work)|not(?:to)?report(?:my|the)?(?:income|earnings|job)|without(?:reporting|declaring)|"
    r"under(?:the)?table|(?:fake|false|forged?|counterfeit)(?:my|a|the)?(?:attendance|jobsearch|documents?|resume|cv|certificates?|contracts?|diagnosis|medical(?:note|certificate|report)|letters?|proof|receipts?|papers?)|"
    r"(?:forge|falsify)(?:my|a|the)?[a-z]{0,12}(?:attendance|documents?|certificate|contract|diagnosis|note|letter|signature)|withoutgettingcaught|dontreport"
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
