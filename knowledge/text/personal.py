"""Personal numbers, addresses and names in text: what must be masked before anything is shown, kept or sent. Pure.

`mask` is for what people type about themselves, `without_contacts` for adverts, where dates and amounts abound and the
people named are somebody else's staff.
"""

# ruff: noqa: E501 (a pattern reads best on one line)

from __future__ import annotations

import re
from typing import Final

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

CONTACT: Final = "[연락처]"  # stands where an advert gave a way to reach somebody
NAME: Final = "[이름]"

_IN_ADVERTS: Final = (
    *(pattern for pattern, kind in PERSONAL_NUMBERS if kind in ("rrn", "phone", "email", "passport")),
    re.compile(r"(?<![\d-])(?:\+82[\s.)-]{0,2})?\(?0(?:2|[3-6]\d|70|50\d)\)?[\s.)-]{1,2}\d{3,4}[\s.-]\d{4}(?!\d)"),
    re.compile(r"(?:https?://)?(?:open\.kakao\.com|pf\.kakao\.com|t\.me|wa\.me|line\.me)/\S+", re.I),
    re.compile(r"(?:계좌|은행)[^\n]{0,12}?\d{2,6}-\d{2,6}-\d{2,8}"),
    # "지원: hr (at) company.kr" and the like are e-mail addresses, too
    re.compile(r"[\w.+-]{1,64}\s?(?:\(at\)|\[at\]|＠)\s?[\w-]{1,63}(?:\.[\w-]{1,63})+", re.I),
)
_MESSENGERS: Final = r"(?:카카오톡|카톡|텔레그램|위챗|라인|오픈\s?채팅|kakao\s?talk|kakao|telegram|wechat)"
# An id is called one, or looks like one: "생산 라인 AutoCAD" and "카카오톡 Android 앱" name none.
_MESSENGER: Final = (
    re.compile(rf"({_MESSENGERS}\s?(?:(?:아이디|id)\s?[:：=]?|[:：=])\s?)(@?[A-Za-z][\w.-]{{3,30}})(?![\w.])", re.I),
    re.compile(rf"({_MESSENGERS}\s?)(@[A-Za-z][\w.-]{{3,30}}|[A-Za-z][A-Za-z.-]*[\d_][\w.-]{{2,30}})(?![\w.])", re.I),
)
_SURNAME = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육맹제모탁국은편용"
_RANK = r"(?:대표|이사|본부장|부장|차장|과장|대리|주임|사원|팀장|실장|소장|원장|점장|매니저|책임|선임|담당관?)"
_NAME = rf"[{_SURNAME}][가-힣]{{1,2}}"
# A name stands behind the word for who is in charge, before a rank beside a contact, or before "에게 문의".
_NAMED = (
    re.compile(rf"((?:담당자?|담당관|문의처?|인사팀|채용팀|관리팀|총무팀)\s?[:：]\s?)({_NAME})(?=\s?{_RANK}|\s*(?:$|[,/·(|\[])|님)", re.M),
    re.compile(rf"((?:담당자|인사팀|채용팀|관리팀|총무팀|담당)\s)({_NAME})(?=\s?(?:{_RANK}|님|\[|\())"),
    re.compile(rf"(^|[\s(,/])({_NAME})(?=\s{_RANK}(?:님)?\s?(?:\(|:|/|,)?\s?\[연락처\])", re.M),
    re.compile(rf"(^|[\s(,/])({_NAME})(?=\s?{_RANK}(?:님)?(?:에게|께|한테)\s)", re.M),
    re.compile(r"((?:contact|recruiter|hiring manager|contact person)\s?[:：]\s?)([A-Z][a-z]+(?:[ -][A-Z][a-z]+){1,2})", re.I),
)


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


def without_contacts(text: str) -> str:
    """An advert without phone numbers, e-mail addresses, messenger ids, accounts and names of people in charge.

    The words around them stay ("카카오톡 [연락처]로만 연락"): they say how an employer wants to be reached. Dates, pay
    and service lines are left alone. Idempotent.
    """
    for pattern in _IN_ADVERTS:
        text = pattern.sub(CONTACT, text)
    for pattern in _MESSENGER:
        text = pattern.sub(rf"\g<1>{CONTACT}", text)
    for pattern in _NAMED:
        text = pattern.sub(rf"\g<1>{NAME}", text)
    return text
