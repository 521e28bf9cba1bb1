"""Work or pay in another's name to keep a benefit, a reason for leaving made to fit, and who owns up to it. Pure.

Work under another's name has to be reported like one's own; who asks whether it shows gets the rule on false reports.
Who tells that it happened and wants to put it right isn't accused. Korean patterns run folded, English word by word.
"""

from __future__ import annotations

import re
from typing import Final

_OTHER: Final = (
    r"(?:남|타인|다른사람|딴사람|친구|지인|엄마|어머니|아빠|아버지|부모님?|가족|형|누나|오빠|언니|동생|여동생|남동생|아내|와이프|남편|배우자|여친|남친|여자친구|"
    r"남자친구|애인|할머니|할아버지|삼촌|이모|고모|사촌|조카|룸메|선배|후배|아는(?:형|누나|오빠|언니|동생|사람|분|친구))"
)
_NAME: Final = (
    r"(?:의|꺼|거|네)?(?:명의|이름|아이디|계정|신분)(?:(?:를|만|을)?(?:빌려서?|빌린걸로|도용해서?)|만?(?:으로|로)(?!된|되어|돼|온|오는|산|바꾸|변경|등록된))"
)
_WORKS: Final = (
    r"(?:알바|아르바이트|부업|일하|일해|일한|일했|일할|배달|라이더|대리운전|쿠팡|배민|뛰면|뛰고|뛸|뛰어|뛰는|근무하|근무해|취업하|취업해|출근하|월급(?:을)?받|급여(?:를)?받|"
    r"일당(?:을)?받|소득(?:을)?(?:잡|신고)|4대보험|고용보험|올려)"
)
_ACCOUNT: Final = r"(?:의|꺼|거|네|명의)?(?:통장|계좌)(?:으로|로|에|만|를|을|쓰|꺼)"
_PAID: Final = r"(?:알바|일당|월급|급여|소득|수입|일한|번돈|주급|페이|일하)"
_UNSEEN: Final = (
    r"(?:안잡(?:히|혀)|안걸(?:리|려)|안깎|안나(?:오|와)|모르|모를|괜찮|신고안|안해도|티(?:가)?안|안들(?:키|켜)|문제없|걸리|걸려|들키|상관없|안뜨|안떠|조회)"
)
_PAYS: Final = r"(?:실업급여|실급|구직급여|국취|1유형|2유형|수당|지원금|생계급여|수급)"
ANOTHER_NAME: Final = re.compile(
    rf"{_OTHER}{_NAME}[가-힣]{{0,8}}{_WORKS}|{_PAID}[가-힣]{{0,8}}{_OTHER}{_ACCOUNT}[가-힣0-9]{{0,16}}(?:{_UNSEEN}|{_PAYS})|"
    rf"{_OTHER}{_ACCOUNT}[가-힣0-9]{{0,10}}{_PAID}[가-힣0-9]{{0,14}}{_UNSEEN}|"
    rf"(?:통장|계좌)(?:만|을|를|은|는)?{_OTHER}(?:꺼|거|걸|것|명의)(?:로|으로|를|을)?[가-힣]{{0,8}}(?:{_PAID}|{_PAYS})[가-힣]{{0,10}}{_UNSEEN}"
)
_REASONS: Final = r"(?:계약만료|계약종료|권고사직|해고|경영악화|비자발(?:적)?(?:퇴사)?|정당한사유)"
MADE_TO_FIT: Final = re.compile(
    rf"(?:사유|이직확인서|퇴직사유|상실신고서?|상실코드)(?:를|을|에|는|만)?[가-힣]{{0,8}}{_REASONS}(?:으로|로)(?:바꿔|바꾸|변경해?|써|적어|처리해?|고쳐|돌려)(?:달|줘|주|해|하)|"
    rf"(?:자발적?|자진|스스로|제가|내가)[가-힣]{{0,8}}(?:퇴사|그만|나왔|나온|관둔|사직)[가-힣]{{0,10}}{_REASONS}(?:으로|로)(?:바꿔|변경해|써|적어|처리해|고쳐|해)(?:달|줘|주|하면|받)"
)
_RIGHT_REASON: Final = re.compile(r"잘못|다르게|틀리|틀렸|사실은|실제(?:로)?(?:는)?|진짜(?:로)?(?:는)?(?:계약|권고|해고)|거짓|허위|회사가(?:자진|자발)|바로잡|정정")
_SOMEBODY_EN: Final = (
    r"(?:(?:my|his|her|their|a|another|some|someone|somebody) (?!own\b)(?:[a-z]+ ){0,2}?|someone elses |somebody elses |another persons |other peoples )"
)
ANOTHER_NAME_EN: Final = re.compile(
    r"\b(?:work\w*|job|shifts?|deliver\w*|driv\w+|earn\w*|hired|employed|part time|get paid|getting paid|paid)\b(?: [a-z]+){0,4} "
    rf"(?:under|in|using|with|by|on|through) (?:the name of|{_SOMEBODY_EN}(?:names?|identity|id|account)\b)(?! (?:card|centre|center))|"
    rf"\b(?:use|using|borrow|borrowing|under) {_SOMEBODY_EN}(?:names?|identity|id)\b(?: [a-z]+){{0,5}} (?:work|deliver\w*|job|earn|shifts?)\b|"
    rf"\b(?:wages?|salary|pay|income|earnings|money)\b(?: [a-z]+){{0,4}} (?:to|into|in|on) (?:my (?!own\b)[a-z]+ (?:[a-z]+ )?|someone elses |somebody elses )(?:bank )?account\b"
    r"(?=.*\b(?:benefits?|nesp|allowance|unemployment|notice|caught|show|know|find out|report)\b)"
)
# Said to have been wrong by the one who did it, who asks what happens if they tell
OWNS_UP: Final = re.compile(
    r"자진신고|자수|자진해서(?:말|신고|알)|솔직(?:히|하게)(?:말|신고|얘기)|(?:지금|이제|먼저|늦게)(?:이)?라도(?:말|신고|알리|얘기)|(?:부정수급|거짓신고|허위신고)(?:을|를)?(?:했|한거|한걸|한게|해버|받았|한적|했었)|"
    r"양심(?:에|이)|반납하(?:고싶|려|면)|돌려(?:드리|주고싶|주려)|토해내야|(?:올렸|올려놨|받았|했|숨겼|썼)(?:는데|었는데|어요|었어요)?[가-힣]{0,10}(?:어떡|어떻게해|어쩌|이제와|후회|걱정|무서|말하면)|"
    r"turnmyselfin|comeclean|owningup|ownup|confess|ilied|(?:report|tell)(?:it|them|on)?myself|voluntar(?:y|ily)(?:report|tell|disclos)"
)
_WAS_FALSE: Final = re.compile(
    r"부정수급|거짓|허위|이름만|명의|신고(?:를)?(?:안|못)|안하고받|숨기고|숨겼|몰래|가짜|위장|서류상|속이|속였|fraud|lied|fake|false|didntreport|hid|undeclared|unreported|name"
)


def made_to_fit(folded: str) -> bool:
    """Whether a reason for leaving is to be written that isn't said to be the true one."""
    return bool(MADE_TO_FIT.search(folded)) and not _RIGHT_REASON.search(folded)


def in_anothers_name(folded: str, spaced: str) -> bool:
    """Whether work or pay in another's name is spoken of; the words in folded and in English form."""
    return bool(ANOTHER_NAME.search(folded) or ANOTHER_NAME_EN.search(spaced))


def owns_up(folded: str) -> bool:
    """Whether somebody tells that they did wrong and asks what happens if they say so."""
    return bool(OWNS_UP.search(folded) and _WAS_FALSE.search(folded))
