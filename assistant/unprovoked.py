"""Sections that speak of wrongdoing answer only somebody who spoke of it: nobody is told of fraud for asking. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from assistant.guards import fold_plain

_UNTRUE: Final = re.compile(
    r"걸로|것처럼|척|처리해|사유(?:를|만)?(?:바꿔|바꾸|거짓|다르게|허위|조작)|권고사직(?:으로|처리|해달)|거짓|허위|"
    r"가짜|짜고|말맞|위조|꾸며|부정|"
    r"fake|pretend|changethereason|say(?:that)?i(?:was|got)|writethati|untrue|lie|false"
)
_UNREPORTED: Final = re.compile(
    r"신고(?:를|도)?(?:안|못|빠|깜|누락|빼먹|잊|까먹|하지않)|(?:말|얘기|알리지|알려주지|보고)(?:을|를)?(?:안|"
    r"못)(?:했|하|함)|안알렸|숨기|숨겼|몰래|걸리|걸릴|걸렸|들키|들켰|"
    r"깜빡|까먹|빠뜨|빼먹|누락|부정수급|토해|"
    r"forgot|(?:didnt|didnot|havent|not)(?:yet)?(?:report|tell|told|declare|inform)|undeclared|unreported|"
    r"withoutreporting|caught|introuble|hid(?:den|e)?my"
    r"|(?:명의|이름|아이디|계정|통장|계좌)(?:를빌려|만|로|으로|꺼|거)|(?:name|identity|account)"
)
_FRAUD: Final = re.compile(r"부정|거짓|사기|환수|허위|가짜|걸리|들키|위조|토해|제재|fraud|false|cheat|sanction|ban")
_ATTENDING: Final = re.compile(
    r"대신|대리|찍어|허위|가짜|부탁|친구|꼼수|부정|fraud|forme|someoneelse|friend|fake|proxy"
)
_MONEY_FIRST: Final = re.compile(
    r"사기|통장|계좌|보내|선입금|보증금|입금|otp|신분증|인증번호|수수료|가입비|교육비|재료비|고수익|해외|텔레|먼저|"
    r"의심|이상한|scam|deposit|fee|bank|passport|upfront|"
    r"advance|legit|suspicious|transfer|send"
)
# section → what has to be said for it to answer
_ONLY_IF: Final[Mapping[str, re.Pattern[str]]] = {
    "unemployment-benefit/false-reason": _UNTRUE,
    "unemployment-benefit/undeclared-income": _UNREPORTED,
    "nesp/undeclared-income": _UNREPORTED,
    "nesp/reentry-fraud": _FRAUD,
    "nesp/split-household": re.compile(r"분리|쪼개|주소|전입|split|separate|moveout|address"),
    "nesp/quit-job": re.compile(r"그만|관두|줄이|줄일|퇴사|quit|cut|leave"),
    "hope-return/close-for-money": re.compile(r"받으려|받을려|받기위해|때문에|위해|toget|forthemoney|inorderto"),
    "learning-card/attendance-fraud": _ATTENDING,
    "places/scam-openings": _MONEY_FIRST,
}


def unprovoked(section: str, text: str) -> bool:
    """Whether a section would accuse the writer of `text` of something they didn't speak of."""
    needed = _ONLY_IF.get(section)
    return needed is not None and needed.search(fold_plain(text)) is None
