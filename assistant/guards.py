"""Checks of a question before anything is looked up: cleaning, personal numbers, and what ends a turn early.

Pure functions, no I/O. Patterns run on folded text (`distress.fold_plain`). Both directions are tested: what must stop,
and what must not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.another_name import in_anothers_name, made_to_fit, owns_up
from assistant.distress import fold_plain as fold_plain
from assistant.distress import looks_like_crisis as looks_like_crisis
from assistant.distress_en import english
from knowledge.text.normalise import clean
from knowledge.text.personal import mask

MAX_CHARS = 2_000  # a long message from a phone is under 500; beyond this it's a document, which has its own door

Stop = Literal[
    "empty", "too_long", "crisis", "violence", "control", "promise", "injection", "scam", "collude", "hide", "change_life"
]


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
    r"(?:recruiter|company|they|agency)[a-z0-9]{0,10}(?:says?|said|ask(?:s|ed)?)[a-z0-9]{0,6}pay[a-z0-9]{0,10}(?:won|krw|money|fee|deposit)|"
    # work abroad that sounds too good; who comes from there asks something else
    r"(?:캄보디아|미얀마|라오스|골든트라이앵글)(?!사람|인(?:인데|이|은|도)|국적|출신|에서온|에서왔|유학생|친구|어)[가-힣0-9a-z]{0,24}(?:준대|준다|제공|항공권|비행기|티켓|숙식|월\d|\d만|오래|오라|오면|가래|가자|가면|가도|소개|제안|스카[우웃]|괜찮|안전|믿어도)|"
    r"(?:해외|외국|동남아|두바이|베트남|태국|필리핀)[가-힣0-9a-z]{0,20}(?:항공권|비행기표|비행기값|티켓)(?:도|을|를|까지|은)?(?:다)?(?:준|제공|대준|끊어|무료|공짜|내준)|"
    # an account, a phone or a name lent or sold
    r"(?:폰|휴대폰|핸드폰|유심|유심칩|선불폰|통신사)(?:을|를)?(?:개통|만들|뚫)[가-힣0-9]{0,10}(?:넘기|주면|준다|준대|팔|돈|만원|보내)|유심(?:칩)?(?:을|를)?(?:빌려|넘기|팔|모아)|대포(?:폰|통장)|내구제|작업대출|"
    r"명의(?:를|만|좀)?(?:빌려|대여|넘기|팔)|내명의로[가-힣]{0,10}(?:만들|개통|대출|사업자|차|폰)|(?:통장|계좌)(?:로|으로|에)[가-힣]{0,8}(?:받아서|받고|들어오면|오면|출금|인출)[가-힣]{0,10}(?:전달|보내|송금|이체|옮겨|넘겨|건네)|"
    r"(?:현금|돈|상품권|코인|문화상품권)(?:을|를|으로)?(?:대신)?(?:찾아|뽑아|인출해|출금해|구매해|사서|바꿔서|환전해서?)[가-힣]{0,8}(?:전달|보내|주면|건네)|(?:수거책|전달책|인출책|송금책|환전알바|드라퍼|드랍퍼)|"
    # money first, in other words
    r"(?:면접비|신원보증금|작업복값?|유니폼비?|건강검진비|앱충전|포인트|미션비|예약금|선결제|프로필비|인증비)(?:을|를|부터)?[가-힣0-9]{0,8}(?:먼저|선)?(?:내래|내라|내야한대|입금|보내래|보내라|결제하래|결제하라|충전하래|충전하라)|"
    r"(?:팀미션|리뷰알바|부업|재택알바|재택부업|구매대행알바|쇼핑몰알바|좋아요알바)[가-힣0-9]{0,16}(?:충전|입금|결제|선입금|내돈으로)|취(?:업|직)(?:을)?시켜(?:준다|주겠|준대|줄테니)[가-힣0-9]{0,14}(?:돈|만원|비용|대출|수수료|천)|"
    r"(?:취업|입사|채용|교육|합격)[가-힣]{0,8}대출(?:을|부터)?(?:먼저)?(?:받으래|받으라|받아야한대|받아오)|(?:원격|팀뷰어|애니데스크|apk)(?:앱|프로그램|파일)?(?:을|를)?[가-힣]{0,4}(?:깔으?래|깔라|설치하래|설치하라)|"
    r"(?:국취|지원금|수당|실업급여|장려금)[가-힣]{0,12}(?:대신|대행)[가-힣]{0,8}(?:수수료|돈|비용)(?:를|을)?(?:떼|달|내래|내라|받|주)"
)
_SCAM_EN = re.compile(
    r"\b(?:cambodia|myanmar|laos|sihanoukville|poipet|golden triangle)\b(?=.*\b(?:jobs?|work|hire|hired|hiring|recruit\w*|offer\w*|position|pay|paid|ticket|salary|go)\b)(?!.*\b(?:citizen|nationality|passport holder|come from|came from|im from|am from|born|student)\b)|"
    r"\b(?:jobs?|work|offer|recruit\w*|hired|salary|pay)\b.*\b(?:in|to) (?:cambodia|myanmar|laos|sihanoukville)\b|"
    r"\b(?:abroad|overseas|vietnam|thailand|(?:the )?philippines|dubai|china|foreign country)\b.*\b(?:(?:free|paid|prepaid) (?:plane |flight |air )?(?:tickets?|flights?|airfare)|(?:tickets?|flights?|airfare) (?:is |are )?(?:paid|free|provided|included|covered|sent))\b|"
    r"\b(?:(?:free|paid|prepaid) (?:plane |flight |air )?(?:tickets?|flights?)|(?:tickets?|flights?|airfare) (?:is |are )?(?:paid|free|provided|included|covered))\b.*\b(?:abroad|overseas|vietnam|thailand|philippines|dubai)\b|"
    r"\b(?:collect|collecting|pick(?:ing)? up|carry|carrying|deliver|delivering|transport|transporting|hand(?:ing)? over)\b(?: [a-z]+){0,3} (?:cash|envelopes?|banknotes)\b|cash (?:courier|collector|mule)|"
    r"\b(?:they|he|she|recruiter|company|boss|employer|agency|agent|someone|somebody)\b(?: [a-z]+){0,4} (?:wants?|asks?|asked|asking|needs?|demands?|requires?|told me to (?:pay|send|transfer))(?: [a-z]+){0,4} (?:\d[\d ]*|money|deposit|fee)(?: [a-z]+){0,2} (?:dollars?|usd|won|krw|bucks)?(?: [a-z]+){0,6} (?:before|first|upfront|in advance|for (?:a |the |my )?(?:visa|training|uniform|background|registration|processing|equipment))|"
    r"\b(?:open|opening|register|activate|activating)(?: [a-z]+){0,4} (?:bank accounts?|phone lines?|sim cards?|sims?|phones?)(?: [a-z]+){0,4} (?:for (?:him|her|them|someone|a stranger|money|cash)|and (?:give|hand|sell|send|lend))|"
    r"\b(?:use|rent|lend|sell|borrow)(?:ing)?(?: out)?(?: of)? my (?:bank )?(?:account|bank ?book|debit card)\b|\b(?:rent|lend|sell|borrow)(?:ing)?(?: out)? my (?:name|identity|id)\b|"
    r"\b(?:receive|get|take) (?:money|payments?|funds|deposits?)(?: [a-z]+){0,4} (?:my|your) (?:bank )?account(?: [a-z]+){0,3} (?:send|forward|transfer|withdraw|wire)|"
    r"\b(?:send|give|text|show|upload)(?: me| them| him| her)?(?: a)?(?: [a-z]+){0,2} (?:photo|picture|copy|scan|pic) of (?:my|your) (?:passport|id|alien card|arc|bank ?book|card)\b(?!.*\b(?:job cent(?:er|re)|work24|government|ministry|nesp)\b)|"
    r"\b(?:buy|buying) (?:gift cards?|crypto|bitcoin|usdt)\b.*\b(?:job|work|boss|they|task)|\b(?:top up|recharge|deposit)\b.*\b(?:tasks?|missions?|like videos?|commission)\b|\b(?:like|liking|review|reviewing) (?:youtube |videos?|products?)[a-z ]*\b(?:deposit|top up|pay first)"
)
_COME_FROM = re.compile(
    r"\b(?:(?:am|im|come|came|is|are|citizen|national|student)s? (?:from|of)|born in) (?:cambodia|myanmar|laos|vietnam|thailand|the philippines)\b"
)
# Offices that rightly ask for a copy of a bank book or an ID
_OFFICE = re.compile(r"^(?!.*(?:라고|이라며|라면서)(?:하면서)?(?:전화|문자|연락|카톡|톡|링크)).*(?:고용센터|고용노동부|고용24|고용복지|주민센터|공단|국취|국민취업|실업급여|실급|훈련기관|학원에서|내일배움|수당신청|장려금신청|어디로보내|어디에보내|어떻게보내|어디에내|jobcent|work24)")
_PAPERS = re.compile(r"(?:통장|계좌|신분증)(?:을|를|이랑|하고|사본|번호)*(?:은|는|도|만)?(?:어디로|어디에|어떻게|언제|꼭|왜)?(?:보내|달래|달라|요구|요청)")
# Insurance or a wage for work nobody does, and the money shared: an offer made to somebody, or one's own idea
_COLLUDE = re.compile(
    r"(?:일|근무|출근|취업|재직)(?:한|하는)(?:척|것처럼|거처럼|걸로|거로)(?:서류)?(?:로)?(?:해줄|해준|해주겠|만들어줄|꾸며줄|넣어줄)|"
    r"(?:4대보험|사대보험|고용보험|보험)만(?:넣어|가입해|올려|들어|가입시켜)(?:줄|준|주|달|놓고)|(?:실업급여|실급|장려금|지원금|수당|급여|보조금|훈련비)[가-힣]{0,14}(?:반띵|반반|나눠(?:갖|먹|가지|쓰)|나누자|나누재|엔빵|빼돌)|(?:반띵|나눠갖|나눠먹)[가-힣]{0,12}(?:실업급여|실급|장려금|지원금|수당)|"
    r"(?:가족|아내|남편|엄마|아빠|부모님?|동생|친구|지인|와이프|아들|딸|친척|조카)(?:을|를|이름|명의|이름을|이름으로)?(?:으로|로)?(?:가짜)?(?:직원|알바|알바생|근로자|종업원)(?:으로|로)(?:만)?(?:올려|올리|등록만|이름만|해놓고|넣어놓|채용한척)|(?:직원|알바|근로자)(?:으로)?이름만(?:올|넣|빌)|"
    r"split(?:ting)?(?:the|my|it)?(?:unemployment|benefit|allowance|subsidy)|(?:payroll|insurance)without(?:actually|really)?working"
)
_HIDE = re.compile(
    r"(?:소득|알바|수입|월급|근무|일한거|일하는거|취업한거|돈번거|번돈)[가-힣]{0,10}(?:숨기|숨겨|숨길|안걸리|몰래|속이|속여|감추|누락)|"
    r"(?:몰래|안걸리고|안들키|들키지않|걸리지않)[가-힣]{0,10}(?:알바|일하|일할|취업|받|수당|하는법|방법)|"
    r"신고(?:를)?안(?:하|해(?!서|버|놓))[가-힣]{0,10}(?:걸리|걸려|모르|들키|되|돼|어떻게|괜찮|받)|"
    r"(?:현금|남의통장|다른사람통장|친구통장|엄마통장|부모님통장)[가-힣]{0,8}(?:받으면|받고|로받)[가-힣]{0,10}(?:모르|안걸|괜찮|되|돼|신고)|"
    r"부정수급(?:하는|방법|안걸|하면안걸|꿀팁)|허위(?:로)?(?:신고|신청|서류|구직)|(?:대리|대신)[가-힣]{0,3}출석|출석[가-힣]{0,3}(?:대신|대리|찍어주)|출석체크만|"
    r"(?:구직활동|면접|이력서|경력|서류|계약서|진단서|소견서|증명서|확인서|재직증명|통장내역|출근부|출석부|영수증)(?:를|을|도)?[가-힣]{0,6}(?:꾸며|조작|위조|가짜|허위|거짓)|"
    r"(?:가짜|위조(?:한|된)?|허위|거짓)(?:로)?(?:구직활동|이력서|경력|서류|계약서|근로계약서|진단서|소견서|증명서|확인서|재직증명서?|영수증)|"
    r"(?:짤린|잘린|해고당한|권고사직)(?:걸로|것처럼|거로)[가-힣]{0,8}(?:해달|해줘|하면|처리|부탁)|"
    r"hide(?:my)?(?:income|job|earnings|work)|not(?:to)?report(?:my|the)?(?:income|earnings|job)|without(?:reporting|declaring)|"
    r"under(?:the)?table|(?:fake|false|forged?|counterfeit)(?:my|a|the)?(?:attendance|jobsearch|documents?|resume|cv|certificates?|contracts?|diagnosis|medical(?:note|certificate|report)|letters?|proof|receipts?|papers?)|"
    # said to have worked, attended, fallen out of work
    r"(?:일|근무|출근|재직|취업|수강|출석|수료|구직활동|면접|이사|독립|퇴사|폐업|이혼|혼자사|따로사)(?:한|하는|는|본|간|온|된)(?:척|것처럼|거처럼)[가-힣]{0,3}(?:해|하|처리|꾸|서류|신고|넣|올)|(?:다닌|다니는|들은|일한|잘린|짤린|해고된)(?:척|것처럼|거처럼)[가-힣]{0,3}(?:해|하|처리|꾸|서류|신고|넣|올)|"
    r"안(?:다니|일하|나가|가|듣|나오)[가-힣]{0,6}(?:다닌|일한|나간|나온|간|들은)(?:걸로|거로|것처럼|척|것으로)|(?:다닌|일한|근무한|출석한|들은|수료한|퇴사한|나간)(?:걸로|거로|것으로)[가-힣]{0,8}(?:해달|해줘|해준|해주|떼달|떼줘|써달|써줘|꾸며|넣어|올려|찍어|처리해)|"
    # on paper only, a licence lent
    r"위장(?:전입|이혼|폐업|퇴사|취업|창업|고용|해고|세대)|(?:서류상|서류로|명의|이름)(?:으로)?만[가-힣]{0,4}(?:폐업|퇴사|이혼|전입|취업|직원)|(?:자격증|면허증?)(?:을|를)?(?:빌려|대여|걸어)[가-힣]{0,6}(?:주|받|돈|월|만)|"
    # somebody else's attendance
    r"출석[가-힣]{0,8}(?:대신|대리)|(?:친구|지인|다른사람|동생|누가|옆사람|짝꿍)[가-힣]{0,6}(?:대신)?(?:출석|qr|큐알|지문|출석부)[가-힣]{0,4}(?:찍|체크|해주|해줘)|(?:대신|대리로)(?:qr|큐알|지문|출석)[가-힣]{0,3}(?:찍|체크)|출석(?:체크)?만(?:찍|하)고[가-힣]{0,3}(?:나가|나와|집|가도|빠져|튀|안들)|"
    r"(?:pretend(?:ing)?|lie|lying)(?:about|that|tohave|tobe|to)?(?:i)?(?:to)?[a-z]{0,12}(?:work|job|income|earn|fired|laidoff|unemployed|attend|livealone|livingalone)|say(?:that)?i(?:was|got)(?:fired|laidoff|dismissed)[a-z]{0,12}(?:but|eventhough|when|instead)|"
    r"(?:only|just)onpaper|onpaperonly|backdat|"
    r"(?:forge|falsify)(?:my|a|the)?[a-z]{0,12}(?:attendance|documents?|certificate|contract|diagnosis|note|letter|signature)|withoutgettingcaught|dontreport"
)
_HIDE_EN = re.compile(
    r"\b(?:sign|clock|check|scan|tap)(?:s|ed|ing)?(?: me)? in (?:for|instead of) (?:me|him|her)\b|"
    r"\b(?:friend|classmate|someone|somebody|mate|colleague) (?:to |can |could |would |will |offers to )*(?:sign|scan|clock|check|tap)s?(?: in)? (?:for me|my (?:card|attendance))\b"
)
# Who wants to put right what was left out isn't hiding it.
_PUT_RIGHT = re.compile(
    r"실수로|깜빡|깜박|까먹|잊어버|잊고|몰라서|모르고|몰랐|지금이라도|늦게라도|뒤늦게|이제라도|고치|고쳐|바로잡|정정|자진|수정|말해야|말하면|말하는게|알려야|신고해야|신고하려|신고할까|"
    r"forgot|mistake|toolate|correct|putright|fixit|tellthem|shoulditell|comeclean|didntknow"
)
_MEANS_TO_HIDE = re.compile(r"안걸리(?:게|고|는|려)|안들키|들키지|걸리지않게|몰래|숨기|숨겨|속이|속여|꾸며|조작|위조|가짜|허위|hide|withoutgettingcaught|fake|forge")
_CHANGE = r"(?:그만둘까|그만두는게|그만둬야|그만두면|관둘까|관두면|관두는게|관둬야|퇴사할까|퇴사하는게|퇴사하면|줄일까|줄이면|줄여야|줄이는게|폐업할까|폐업하는게|폐업하면|접을까|접으면|접는게|이혼|나갈까|나가야|전입신고|주소옮|휴학할까|휴학하면|자퇴할까|자퇴하면)"
_GAIN = r"(?:국취|국민취업|수당|실업급여|실급|1유형|2유형|지원금|장려금|급여|카드|혜택|지원|자격|조건|기준|소득기준|재산기준|유형|대상)"
_CHANGE_LIFE = re.compile(
    # to get it: the purpose has to be said, a plain "if I quit" asks for the rule
    r"(?:받으려고|받으려면|받을려고|받을려면|받게|받고싶은데|받고싶어서|타려고|타먹으려고|되려고|되려면|해당되려면|들어가려고|맞추려고|맞추려면)[가-힣a-z0-9]{0,14}" + _CHANGE + "|"
    + _GAIN + r"(?:을|를|이|가|에|도)?(?:하려고|하려면|신청하려고|신청하려면|때문에|위해|위해서|맞추려고)[가-힣a-z0-9]{0,14}" + _CHANGE
    + r"|(?:알바|일|직장|회사|가게|사업|근무)(?:를|을)?(?:그만두고|관두고|퇴사하고|접고|줄이고|때려치고|때려치우고)[가-힣0-9]{0,6}" + _GAIN + r"[가-힣0-9]{0,6}(?:받을까|탈까|할까|받는게(?:나|낫|이득)|타는게(?:나|낫|이득)|이득|개이득)|"
    r"(?:알바|근무|일하는|일)(?:시간|날짜|일수|소득)?(?:을|를)?(?:좀|일부러)?줄이면[가-힣0-9]{0,10}(?:국취|수당|실업급여|1유형|2유형|지원금|받을수|받아|되나|돼|될까)|일부러[가-힣0-9]{0,8}(?:안하|안일|그만두|관두|줄이|안벌|퇴사|잘리|짤리|떨어지)|"
    r"(?:국취|수당|실업급여|1유형|지원금|도약장려금)[가-힣]{0,12}(?:그만둘까|관둘까|퇴사할까|줄일까|접을까)|"
    # leaving a household to come under a line
    r"(?:세대|가구|주소)(?:를)?분리(?:를)?(?:하면|할까|해서(?!따로|혼자|살|산|사는|나와|지내)|하는게|해야|해도|시키면|하고신청|하고국취|하는법|할수)|세대분리(?=$|요$|꿀팁|방법|추천)|" + _GAIN + r"[가-힣]{0,10}(?:주소|전입)(?:지)?(?:를|만|을)?(?:옮기면|옮길까|빼면|바꾸면)|(?:주소|전입)(?:지)?(?:를|만|을)?(?:옮기면|빼면|바꾸면)[가-힣]{0,8}" + _GAIN + r"|"
    r"splitthehousehold|(?:separate|split|move)(?:my|the|out)?(?:household|address)[a-z]{0,10}(?:to|so)"
)
_CHANGE_LIFE_EN = re.compile(
    r"\b(?:should|could|shall|if|what if|worth|better|thinking of|thinking about|planning|want|going|have|need) (?:i |to |me |it )*(?:quit|quitting|leave|leaving|cut|cutting|reduce|reducing|close|closing|drop|dropping|shut|shutting)"
    r"(?: [a-z]+){0,4}? (?:to (?:(?:get|receive|claim) (?:the |an |a |my |some )?(?:allowance|benefits?|nesp|unemployment|subsidy|support|grant|dole|card|it|money|payments?)|qualify|be eligible|meet the|become eligible)|so(?: that)? i (?:can |could )?(?:get|qualify|receive|meet)|for the (?:allowance|benefits?|money|subsidy|nesp)|just to)\b|"
    r"\b(?:quit|leave|cut|reduce|close)(?: down)?(?: on)? (?:my |our )?(?:job|hours|shifts|part time(?: job)?|shop|store|business|cafe|work) (?:to (?:get|receive|claim) (?:the |an |my )?(?:allowance|benefits?|nesp|unemployment|subsidy|support|card)|to qualify|so(?: that)? i (?:can )?qualify)\b|"
    r"\b(?:move out|move my address|change my address|register (?:a )?(?:different|separate) address)(?: [a-z]+){0,4}? (?:to (?:get|qualify)|so(?: that)?)\b"
)


def looks_like_injection(text: str) -> bool:
    """Whether the words are orders to the program behind the page, or repeat such orders."""
    return _INJECTION.search(fold_plain(text)) is not None


def guard(raw: str) -> Guarded:
    """Cleans and masks a message and names what stops it. Crisis comes before everything, length included."""
    if kind := looks_like_crisis(raw[: MAX_CHARS * 4]):
        return Guarded("", False, kind)
    text = clean(raw[: MAX_CHARS * 20])
    if len(raw) > MAX_CHARS * 20 or len(text) > MAX_CHARS:
        return Guarded(mask(text[:MAX_CHARS])[0], False, "too_long")
    if not re.search(r"[0-9A-Za-z\u00c0-\uffff]", re.sub(r"[\u2000-\u2bff\ufe00-\ufe0f]", "", text)):
        return Guarded(text[:200], False, "empty")
    text, masked = mask(text)
    folded, spaced = fold_plain(text), english(text)
    return Guarded(text, masked, _stop(folded, spaced))


def _stop(folded: str, spaced: str) -> Stop | None:
    """What ends or turns the turn of a message, by its folded and its English form; the gravest first."""
    papers = bool(_OFFICE.search(folded))
    if _INJECTION.search(folded):
        return "injection"
    if _SCAM.search(_PAPERS.sub("", folded) if papers else folded) or _SCAM_EN.search(_COME_FROM.sub(" ", spaced)):
        return "scam"
    if _PROMISE.search(folded):
        return "promise"
    if owns_up(folded):
        return None  # what was done is to be put right: nobody is told off for it
    if _COLLUDE.search(folded):
        return "collude"
    if in_anothers_name(folded, spaced) or made_to_fit(folded):
        return "hide"
    if (_HIDE.search(folded) or _HIDE_EN.search(spaced)) and (_MEANS_TO_HIDE.search(folded) or not _PUT_RIGHT.search(folded)):
        return "hide"
    if _CHANGE_LIFE.search(folded) or _CHANGE_LIFE_EN.search(spaced):
        return "change_life"
    return None
