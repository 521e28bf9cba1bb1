"""What adverts say of employment, schooling, experience, hours and home office → the codes of `knowledge.models`. Pure.

Every reader gives None (or nothing) where nothing is said: a default would be a claim.
"""

# ruff: noqa: E501 (a pattern reads best on one line)

from __future__ import annotations

import re
from typing import Final

from knowledge.models import CourseKind, CourseMode, Employment

# In this order: "기간의 정함이 없는 근로계약" and 무기계약직 are permanent, "인턴(정규직 전환)" is an internship.
_EMPLOYMENT: Final[tuple[tuple[Employment, re.Pattern[str]], ...]] = (
    ("work_study", re.compile(r"일학습\s?병행|학습\s?근로|work[- ]study|apprentice", re.I)),
    ("permanent", re.compile(r"정함이\s?없는|무기\s?계약", re.I)),
    ("intern", re.compile(r"인턴|일경험|intern(?:ship)?\b", re.I)),
    ("freelance", re.compile(r"프리랜서|위촉|도급|freelance|contractor", re.I)),
    ("day", re.compile(r"일용|단기\s?알바|일일\s?알바|per[_ ]diem|day labou?r", re.I)),
    ("part_time", re.compile(r"시간\s?(?:선택)?제|파트\s?타임|파트|알바|아르바이트|단시간|part[-_ ]?time", re.I)),
    ("fixed_term", re.compile(r"계약|기간제|파견|촉탁|대체\s?인력|한시|temporary|fixed[-_ ]term|contract", re.I)),
    ("permanent", re.compile(r"정규|상용|permanent|regular", re.I)),  # full time is about hours, not about lasting
)
_EDUCATION: Final = (
    ("any", re.compile(r"학력\s?(?:무관|제한\s?없|불문)|무관|관계\s?없|제한\s?없|중졸|초졸|중학교|초등|no (?:degree|education)", re.I)),
    ("high", re.compile(r"고졸|고등학교|고교|특성화고|high school", re.I)),
    ("college", re.compile(r"초대졸|전문대|전문학사|2\s?[~,·.]\s?3년제?|associate", re.I)),
    ("graduate", re.compile(r"석사|박사|대학원|master|doctor|ph\.?d|postgraduate", re.I)),
    ("university", re.compile(r"대졸|4년제?|학사|대학교?\s?(?:졸|이상)|대학교|bachelor|university", re.I)),
)
_LEVELS: Final = ("any", "high", "college", "university", "graduate")
_COLLEGE_YEARS = re.compile(r"대학?교?\s?졸?업?(?:자|예정자)?\s?\(?\s?2\s?[~,·.]\s?3년제?\s?\)?", re.I)
_ANY_CAREER = re.compile(
    r"신입|경력\s?(?:무관|관계\s?없|불문|제한\s?없)|관계\s?없|무관|초보|entry[- ]?level|newcomer|junior|no experience"
    r"|새내기|fresh graduate",
    re.I,
)
_YEARS = re.compile(r"(?:경력\D{0,6})?(\d{1,2})\s?(?:~|-|–)?\s?(?:\d{1,2})?\s?\+?\s?(?:년차?|years?|yrs?)", re.I)
_MONTHS = re.compile(r"(\d{1,3})\s?(?:개월|months?)", re.I)
_YEARS_ASKED = re.compile(
    r"(?:경력|경험|실무)[^\n.]{0,20}?(\d{1,2})\s?년|(\d{1,2})\s?년\s?(?:차\s?)?이상[^\n.]{0,12}?(?:경력|경험|실무|개발|근무)"
    r"|(\d{1,2})\s?\+?\s?(?:or more )?(?:years?|yrs?)[^\n.]{0,30}experience|experience[^\n.]{0,20}?(\d{1,2})\s?\+?\s?years?",
    re.I,
)
_NEGATED: Final = r"\s?(?:불가|없|안\s?[되돼]|미제공|미지원|아님|x\b|not available|n\b)"
_REMOTE = re.compile(rf"(?:재택|원격\s?근무|리모트|하이브리드|remote|telecommut\w*|hybrid|work from home)(?!\S{{0,4}}{_NEGATED})", re.I)
_DORMITORY = re.compile(rf"(?:기숙사|사택|숙소|dormitory)(?!\S{{0,3}}{_NEGATED})", re.I)
_YES = re.compile(r"^\s*(?:y|yes|true|1|o|○|가능|있음|제공|지원|예|네)\s*$", re.I)
_NO = re.compile(r"^\s*(?:n|no|false|0|x|×|불가|없음|미제공|아니[오요]|-|onsite|on-site|출근)\s*$", re.I)
_WEEKLY = re.compile(r"주\s?(?:당\s?)?(?:소정\s?)?(?:근로\s?)?(?:시간\s?)?[:：]?\s?(?:최대\s?)?(\d{1,2}(?:\.\d)?)\s?시간|(\d{1,2})\s?hours? (?:a|per) week|^\s*(\d{1,2})\s*(?:시간|h)?\s*$", re.I | re.M)
_SHIFT = re.compile(r"[2-4]\s?조\s?[2-4]\s?교대(?:\s?근무)?|주야\s?(?:[2-3]\s?)?교대|[2-4]\s?교대|주야간?\s?교대|야간\s?(?:전담|전임|근무자)|격일제|교대\s?근무", re.I)
_NO_SHIFT = re.compile(r"교대\s?(?:근무\s?)?(?:없|아님|안\s?함)")
_VISA = re.compile(r"(?<![A-Za-z0-9-])([A-H]-\d{1,2})(?![\d])")
_VISA_LINE = re.compile(r"비자|체류\s?자격|사증|visa|외국인", re.I)
_KINDS: Final[tuple[tuple[CourseKind, re.Pattern[str]], ...]] = (
    ("ai_campus", re.compile(r"ai\s?캠퍼스|ai[_ ]campus", re.I)),
    ("kdc", re.compile(r"k-?\s?디지털\s?기초|기초\s?역량|디지털\s?기초|\bkdc\b|c0105", re.I)),
    ("kdt", re.compile(r"k-?\s?디지털|kdt|c0104|부트\s?캠프|bootcamp", re.I)),
    ("strategic", re.compile(r"국가\s?기간|전략\s?산업|국기\b|c0054(?![a-z])|strategic", re.I)),
    ("industry_demand", re.compile(r"산업\s?수요|산업구조변화|industry[_ ]demand|c0102", re.I)),
    ("care", re.compile(r"돌봄|요양보호|간병|care\b|c0031c", re.I)),
    ("language", re.compile(r"외국어|어학|language|c0031f", re.I)),
    ("general", re.compile(r"내일배움|일반\s?(?:과정|훈련)?|국비|general|c0061", re.I)),
)  # fmt: skip
_MODES: Final[tuple[tuple[CourseMode, re.Pattern[str]], ...]] = (
    ("live_online", re.compile(r"실시간|비대면|화상|live[_ ]?online|zoom|줌|synchronous", re.I)),
    ("online", re.compile(r"원격|온라인|인터넷|이러닝|e-?learning|online|m1005", re.I)),
    ("onsite", re.compile(r"집체|대면|오프라인|현장|방문|onsite|on-site|offline|in[- ]person|m1001|혼합|blended|m1010", re.I)),
)


def employment_of(text: str) -> Employment | None:
    """The kind of employment named first in meaning: of "정규직, 계약직" the one that stands first."""
    first = re.split(r"[,/·|、]|또는|\bor\b", text, maxsplit=1)[0]
    for words in (first, text):
        for kind, pattern in _EMPLOYMENT:
            if pattern.search(words):
                return kind
    return None


def education_of(text: str) -> str | None:
    """The least level of schooling that is enough: ``any|high|college|university|graduate``."""
    text = _COLLEGE_YEARS.sub("전문대", text)
    found = [level for level, pattern in _EDUCATION if pattern.search(text)]
    return min(found, key=_LEVELS.index) if found else None


def experience_of(text: str) -> int | None:
    """The least years of experience in a field about experience; 0 where newcomers may come."""
    if _ANY_CAREER.search(text):
        return 0
    if match := _YEARS.search(text):
        under = re.search(r"\d\s?년\s?(?:미만|이하|이내)|less than|up to", text)
        return 0 if under else int(match[1])
    if match := _MONTHS.search(text):
        return int(match[1]) // 12
    if text.strip().isdecimal():
        return min(int(text), 40)
    return 1 if re.search(r"경력|experienced|senior", text, re.I) else None


def experience_asked(body: str) -> int | None:
    """The least years of experience that running text asks for; None where it says nothing of it."""
    years = [int(next(filter(None, match))) for match in _YEARS_ASKED.findall(body)]
    if re.search(r"신입(?!사원\s?교육)[^\n]{0,6}(?:가능|지원|환영|채용|모집|포함|[·/,]\s?경력)|경력\s?(?:무관|불문)|entry[- ]level", body, re.I):
        return 0
    return min(years) if years else None


def remote_of(text: str) -> bool | None:
    """Whether work can be done from elsewhere, in part at least."""
    return _yes_no(text, _REMOTE)


def dormitory_of(text: str) -> bool | None:
    """Whether there is a dormitory."""
    return _yes_no(text, _DORMITORY)


def _yes_no(text: str, named: re.Pattern[str]) -> bool | None:
    if not text.strip():
        return None
    if _YES.match(text):
        return True
    if _NO.match(text):
        return False
    return True if named.search(text) else None


def weekly_hours_of(text: str) -> int | None:
    """Hours a week, where they are said and can be."""
    for match in _WEEKLY.finditer(text):
        hours = round(float(next(g for g in match.groups() if g)))
        if 1 <= hours <= 68:
            return hours
    return None


def shift_of(text: str) -> str:
    """The words for shift work; "" where there is none."""
    match = None if _NO_SHIFT.search(text) else _SHIFT.search(text)
    return match[0] if match else ""


def permits_of(text: str) -> tuple[str, ...]:
    """Visas named as accepted, in lines that speak of visas; those with "불가" are none."""
    lines = (line for line in text.splitlines() if _VISA_LINE.search(line) and not re.search(r"불가|제외", line))
    return tuple(dict.fromkeys(visa for line in lines for visa in _VISA.findall(line)))


def course_kind_of(text: str) -> CourseKind | None:
    """The kind of a training course by its words or Work24 code."""
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)


def course_mode_of(text: str) -> CourseMode | None:
    """How a course is held."""
    return next((mode for mode, pattern in _MODES if pattern.search(text)), None)
