"""An opening's draft → its record."""

# ruff: noqa: E501 (a pattern reads best on one line)

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from typing import Final

from knowledge.models import ANYWHERE, Employment, Opening, Pay
from knowledge.sources.dates import read_closing, read_day
from knowledge.sources.drafts import OpeningDraft
from knowledge.sources.pay import read_pay
from knowledge.sources.places import read_place
from knowledge.sources.reading import Reader, UnreadableDraft, body_of, line_of, missing, no_date
from knowledge.sources.signs import ax_sign, sme_sign
from knowledge.sources.skills import asked_for, licences_asked, lines_of
from knowledge.sources.terms import (
    dormitory_of,
    education_of,
    employment_of,
    experience_asked,
    experience_of,
    permits_of,
    remote_of,
    shift_of,
    weekly_hours_of,
)
from knowledge.sources.words import said

BELIEVED_DAYS: Final = 60  # how long a listing that never says when it ends is shown after its source was last read
_PAY_LINE = re.compile(
    r"^[^\n]{0,6}(?:급여|연봉|월급|시급|일급|임금|보수|salary|compensation)(?:\s?조건|\s?수준)?(?:\s?[:：]|\s(?=[^\n]{0,8}\d))[^\n]{0,80}", re.I | re.M
)
_EMPLOYMENT_LINE = re.compile(r"(?:고용|채용|근로|계약)\s?(?:형태|구분|유형)\s?[:：]\s?([^\n]{1,40})")
_EDUCATION_LINE = re.compile(
    r"(?:최종\s?)?학력\s?[:：]?\s?[^\n,/]{1,24}|[^\n,.]{0,8}(?:고졸|고등학교|초대졸|전문대|대졸|[24]년제?\s?대학|학사|석사|박사)[^\n,.]{0,14}(?:이상|졸업|학위|소지)"
)
_SHIFT_LINE = re.compile(r"근무\s?(?:시간|형태|조건)|근로\s?시간|교대")


def read_opening(draft: OpeningDraft, reader: Reader) -> Opening:
    """The record. Raises UnreadableDraft without title, employer or a place."""
    title, employer = line_of(draft.title), line_of(draft.employer)
    if not title:
        raise missing("공고명이", "title")
    if not employer:
        raise missing("회사명이", "employer")
    body = body_of(draft.body, _labelled("자격요건", draft.requirements), _labelled("우대사항", draft.preferred))
    remote, region = _place(draft, body, reader)
    texts = (body_of(draft.body), body_of(draft.requirements), body_of(draft.preferred))
    required, preferred = asked_for(reader.skills, title, *texts)
    occupations = reader.skills.job(draft.occupation) or reader.skills.job(title)
    posted, closes = _dates(draft, reader)
    url = reader.url(draft.url)
    found = dict((*occupations[:1], *required, *preferred))
    return Opening(
        id=reader.id, source=reader.origin.source, sample=False, title=title, employer=employer, region=region,
        employment=_employment(draft, body, reader), pay=_pay(draft, body, reader), posted=posted, closes=closes,
        occupation=occupations[0][0] if occupations else "", required=tuple(id_ for id_, _ in required),
        preferred=tuple(id_ for id_, _ in preferred), experience=_experience(draft, title, body, reader),
        education=_education(draft, body, reader), body=body or title, remote=remote,
        weekly_hours=weekly_hours_of(draft.hours) or weekly_hours_of(body), shift=_shift(draft, body),
        dormitory=bool(dormitory_of(draft.dormitory) if draft.dormitory.strip() else dormitory_of(body)),
        licences=licences_asked(draft.licences, body, draft.requirements), permits=permits_of(body),
        sme=sme_sign(draft.employer_kind, draft.employer_size, body), ax=ax_sign(title, body), url=url,
        as_of=reader.today, links=((reader.origin.source, url),) if url else (), found=tuple(found.items()),
        employer_key=_fingerprint(draft.employer_key), unsaid=tuple(dict.fromkeys(reader.unsaid)),
    )  # fmt: skip


def _labelled(label: str, text: str) -> str:
    return f"[{label}]\n{text}" if text.strip() else ""


def _place(draft: OpeningDraft, body: str, reader: Reader) -> tuple[bool, str]:
    said = remote_of(draft.remote)
    remote = bool(said if said is not None else remote_of(f"{draft.region}\n{draft.title}\n{body}"))
    place = read_place(draft.region, draft.region_code, reader.taxonomy.regions, reader.today)
    if not place.code and remote and not draft.region.strip():
        return True, ANYWHERE
    if not place.code:
        raise UnreadableDraft(place.doubt)
    reader.doubt("region", place.doubt)
    return remote, place.code


def _dates(draft: OpeningDraft, reader: Reader) -> tuple[date, date | None]:
    """The day it was posted, and its last day (None: until filled)."""
    posted = read_day(draft.posted, reader.today)
    if posted is None:
        reader.doubt("posted", no_date(draft.posted))
        reader.unsaid.append("posted")
        posted = reader.today
    closing = read_closing(draft.closes, reader.today)
    if closing.day is not None and closing.day < posted and draft.posted.strip():
        ko, en = f"등록일({posted})보다 마감일({closing.day})이 빨라요", f"it ends on {closing.day}, before it was posted on {posted}"
        raise UnreadableDraft(said(ko, en))
    if closing.unreadable:
        reader.doubt("closes", no_date(draft.closes))
    if closing.day is None and not closing.until_filled:
        reader.unsaid.append("closes")
        return posted, reader.today + timedelta(days=BELIEVED_DAYS)
    return min(posted, closing.day or posted), closing.day


def _shift(draft: OpeningDraft, body: str) -> str:
    """Shift work as the terms say it: in the requirements the same words may ask for experience with it."""
    terms = (line.text for line in lines_of(body) if line.part in ("terms", "") and _SHIFT_LINE.search(line.text))
    return shift_of("\n".join((draft.hours, *terms)))


def _employment(draft: OpeningDraft, body: str, reader: Reader) -> Employment:
    line = _EMPLOYMENT_LINE.search(body)
    kind = employment_of(draft.employment) or (line and employment_of(line[1])) or _in_title(draft.title)
    if kind is None:
        reader.unsaid.append("employment")
    return kind or "permanent"


def _in_title(title: str) -> Employment | None:
    """What a title says of the kind: 정규직, 계약직, 인턴 and the like, but no 계약 that is somebody's work."""
    words = re.findall(r"정규직|무기계약직|계약직|기간제|인턴|아르바이트|알바|파트타임|시간제|일용직|프리랜서|\bintern(?:ship)?\b|part[- ]time", title, re.I)
    return employment_of(words[0]) if words else None


def _pay(draft: OpeningDraft, body: str, reader: Reader) -> Pay | None:
    given = any(t.strip() for t in (draft.pay, draft.pay_min, draft.pay_max))
    reading = read_pay(draft.pay, draft.pay_unit, draft.pay_min, draft.pay_max)
    if not given:
        lines = [read_pay(line) for line in _PAY_LINE.findall(body)]
        reading = next((r for r in lines if r.pay), next(iter(lines), reading))
    reader.doubt("pay", reading.doubt)
    return reading.pay


def _experience(draft: OpeningDraft, title: str, body: str, reader: Reader) -> int:
    years = experience_of(draft.career) if draft.career.strip() else None
    if years is None:
        asked = (experience_asked(text) for text in (title, draft.requirements, body))
        years = next((y for y in asked if y is not None), None)
    if years is None and re.search(r"신입|newcomer|entry[- ]level|junior", title, re.I):
        years = 0
    if years is None:
        reader.unsaid.append("experience")
    return years or 0


def _education(draft: OpeningDraft, body: str, reader: Reader) -> str:
    line = _EDUCATION_LINE.search(f"{draft.requirements}\n{body}")
    level = education_of(draft.education) or (education_of(line[0]) if line else None)
    if level is None:
        reader.unsaid.append("education")
    return level or "any"


def _fingerprint(key: str) -> str:
    """What names the firm in comparisons without being its number."""
    digits = re.sub(r"\W", "", key)
    return hashlib.blake2b(digits.encode(), digest_size=8, person=b"employer").hexdigest() if digits else ""
