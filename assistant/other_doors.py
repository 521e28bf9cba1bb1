"""Matters of another office or another country, objections to a decision, and visas nothing is verified for: the door
comes before anything else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from assistant.answer import Status
from assistant.evidence import Draft, DraftLine
from assistant.guards import fold_plain
from assistant.own_doors import HOPE_RETURN, closes, matter
from assistant.profile import Profile
from assistant.replies import reply
from assistant.understanding import Understanding
from assistant.understanding.apart import asks
from assistant.understanding.firm import speaks_for_a_firm
from assistant.understanding.followups import MAY_I, MAY_I_EN
from assistant.writers.common import support, who_line
from knowledge.base import Base
from knowledge.models import Lang, Section

_LAND: Final = (
    r"(?:호주|일본|미국|캐나다|중국|독일|프랑스|영국|대만|홍콩|베트남|태국|필리핀|싱가포르|뉴질랜드|스웨덴|덴마크|"
    r"핀란드|네덜란드|인도|러시아|북한|유럽)"
)
_LAND_EN: Final = (
    r"(?:australia|japan|china|canada|germany|france|taiwan|vietnam|thailand|philippines|singapore|new zealand|"
    r"sweden|denmark|"
    r"finland|the netherlands|india|russia|north korea|europe|(?:the )?(?:us|usa|uk|united states|united kingdom|"
    r"america))"
)
_OF_LAND: Final = (
    r"(?:australian|japanese|chinese|canadian|german|french|american|british|taiwanese|vietnamese|singaporean)"
)
_SCHEME: Final = (
    r"최저(?:시급|임금)|시급|실업(?:급여|수당)|청년수당|복지|연금|기본소득|노동법|실업률|워홀|워킹홀리데이|지원금|수당"
)
_SCHEME_EN: Final = (
    r"minimum wage|unemployment (?:benefits?|insurance)|welfare|pension|working holiday|labou?r law|"
    r"job(?:less)? benefits?"
)
# Another country's scheme; who comes from there, or its language, asks about Korea.
_ABROAD: Final = re.compile(
    rf"{_LAND}(?!사람|인(?:인|이|은|도)|어|국적|에서왔|출신|대사관)(?:의|에서|은|는|에)?(?:{_SCHEME})"
)
_ABROAD_EN: Final = re.compile(
    rf"\b(?:{_SCHEME_EN})\b[a-z ]{{0,12}}\b(?:in|of|for) {_LAND_EN}\b|\b{_OF_LAND} (?:{_SCHEME_EN})\b|"
    rf"\b{_LAND_EN}(?:'s)? (?:{_SCHEME_EN})\b"
)
# Schemes of other offices that no section holds, with who runs them
_OFFICES: Final[tuple[tuple[re.Pattern[str], Mapping[Lang, str], Mapping[Lang, str]], ...]] = (
    (
        re.compile(r"국민연금|실업크레딧|nationalpension"),
        {"ko": "국민연금", "en": "the national pension"},
        {"ko": "국민연금공단", "en": "the National Pension Service (국민연금공단)"},
    ),
    (
        re.compile(r"건강보험료?(?!공단)|건보료|의료보험|healthinsurance"),
        {"ko": "건강보험", "en": "health insurance"},
        {"ko": "국민건강보험공단", "en": "the National Health Insurance Service (국민건강보험공단)"},
    ),
    (
        re.compile(r"산재(?:보험|신청|처리|인정|되|돼|보상)|산업재해|industrialaccident|workerscomp"),
        {"ko": "산재", "en": "accidents at work"},
        {"ko": "근로복지공단", "en": "the Korea Workers' Compensation Service (근로복지공단)"},
    ),
    (
        re.compile(r"(?:주민등록|여권|운전면허증?)(?:등본|초본|증)?(?:발급|재발급|떼)|전입신고하는(?:법|방법)"),
        {"ko": "민원 서류", "en": "civil papers"},
        {"ko": "정부24나 주민센터", "en": "Government24 (정부24) or the community centre"},
    ),
)
_APPEAL: Final = re.compile(
    r"이의(?:를|을)?(?:신청|제기)|불복|재심사|심사청구|행정심판|결정(?:이|을)?(?:억울|이해안|납득)|appealthe|"
    r"appealagainst|(?:to|i|can|an|my|"
    r"file)appeal|disagreewiththedecision|objectto(?:the|my)"
)
_REFUSED: Final = re.compile(
    r"(?:국취제?|국민취업지원제도|1유형|2유형|실업급여|내배카|카드|신청|심사)(?:에서|에|은|는|이|가|을)?(?:떨어졌|"
    r"탈락(?:했|함|됐)|불인정|거절(?:됐|당)|반려(?:됐|당)|"
    r"거부(?:됐|당))"
)
_SEIZED: Final = re.compile(r"압류|추심|seiz(?:ed|ure)|garnish")
APPEAL: Final = "places/appeal"
_DEBT: Final = "places/debt"
_FIRMS: Final = "job-leap/employer-conditions"
_FOREIGN: Final = "places/foreigners-unknown"
_OTHERS: Final = frozenset({"citizen", "F-6"})  # whose rules are known
# What a visa question isn't: a figure or a paper, whoever asks
_OF_ANOTHER: Final = frozenset(
    "amount documents contact law plan change penalty attendance when_paid own_share duration".split()
)


def elsewhere(base: Base, u: Understanding) -> Draft | None:
    """The door for what isn't ours: another country's schemes, another office's, an objection; None for all else."""
    folded, lowered = fold_plain(u.text), u.text.lower()
    if is_abroad(u.text):
        return Draft(Status.OUT_OF_SCOPE, (DraftLine("warm", reply("abroad", u.lang)),))
    if _SEIZED.search(folded) and (section := base.section(_DEBT, u.lang)) is not None:
        return _of_section(base, section)
    if (_APPEAL.search(folded) or _REFUSED.search(folded)) and (section := base.section(APPEAL, u.lang)) is not None:
        return _of_section(base, section)
    if (own := matter(base, u)) is not None:
        return replace(_of_section(base, own), status=Status.ANSWERED)
    if u.families or u.unknown:
        return None
    if speaks_for_a_firm(u.text) and set(u.wants) <= {"guideline"} and not asks(u.text):
        firms = base.section(_FIRMS, u.lang)  # what a firm that only tells of itself may have
        if firms is not None:
            return replace(_of_section(base, firms), status=Status.ANSWERED)
    for pattern, thing, office in _OFFICES:
        if pattern.search(folded) or pattern.search(re.sub(r"\W", "", lowered)):
            line = DraftLine("warm", reply("other_office", u.lang, thing=thing[u.lang], office=office[u.lang]))
            return Draft(Status.REFERRED, (line,))
    return None


def is_abroad(text: str) -> bool:
    """Whether a message asks about another country's scheme."""
    return bool(_ABROAD.search(fold_plain(text)) or _ABROAD_EN.search(text.lower()))


def visa_first(base: Base, u: Understanding, profile: Profile) -> Section | None:
    """The section that sends to 1345 first, where somebody with a visa asks whether they may join a scheme whose rules
    say nothing sure of it; None otherwise."""
    visa = profile.get("visa")
    if visa is None or visa in _OTHERS or not u.families:
        return None
    told = any(f.field == "visa" for f in u.facts)
    may = MAY_I.search(fold_plain(u.text)) or MAY_I_EN.search(u.text.lower()) or "eligibility" in u.wants
    if not (may or (told and not set(u.topics) - {"foreigners", "who"})) or set(u.topics) & _OF_ANOTHER:
        return None
    own = next((s for s in base.sections(u.lang, u.families[0]) if s.topics[:1] == ("foreigners",)), None)
    return own or base.section(_FOREIGN, u.lang)


def _of_section(base: Base, section: Section) -> Draft:
    lines = [DraftLine("lead", section.lead, (support(section, section.lead),))]
    lines += [DraftLine("detail", text, (support(section, text),)) for text in section.details[:3]]
    if (who := who_line(base, section, section.lang)) is not None:
        lines.append(who)
    return Draft(Status.REFERRED, tuple(lines))


_HIRED_SINCE: Final = re.compile(
    r"(?:채용|입사|고용|뽑은|들어온|취업|출근)(?:한|된)?지?(?:이제|벌써|겨우)?(\d{1,2}|한|두|세|네|다섯|여섯)(?:개월|"
    r"달)|(\d{1,2}|한|두|세|네|다섯|여섯)(?:개월|"
    r"달)(?:째|전에?)?(?:다니|일하|근무|채용|입사|뽑)"
)
_HIRED_SINCE_EN: Final = re.compile(
    r"(?:hired|started|joined|worked|working|employed)[a-z ]{0,20}(\d{1,2}|one|two|three|four|five|six) months?|"
    r"(\d{1,2}|one|two|three|four|five|six) months?(?: ago)?[a-z ]{0,12}(?:hired|started|joined|worked|in)\b"
)
_COUNTS: Final = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6}
_COUNTS_EN: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LATEST: Final = 3  # months after hiring in which the firm may still apply, by exception


_FOR_ANOTHER: Final = re.compile(
    r"대신|대리(?!점|운전)|(?:제|내|저)가\s?(?:신청|받)|on (?:his|her|their) behalf|\bfor (?:him|her|them)\b"
)
# What an owner who closes may ask about without naming a scheme; an amount or a date is theirs as well
_OF_CLOSING: Final = frozenset("employer overview contact plan amount apply who change when_paid".split())


def closing(base: Base, u: Understanding) -> Section | None:
    """Where an owner who tells that the shop closes begins; None where a scheme was named, something is sought or all
    that may be had is asked for (their own doors lead there)."""
    told = any(f.field == "employment" and f.value in ("closing_business", "closed_business") for f in u.facts)
    plain = set(u.wants) <= {"guideline", "steps"} and not u.families and not set(u.topics) - _OF_CLOSING
    if _FOR_ANOTHER.search(u.text):
        return None  # who may apply for whom has a section of its own
    return base.section(HOPE_RETURN, u.lang) if plain and (told or closes([u.text])) else None


def hired_since(base: Base, u: Understanding) -> Section | None:
    """The section for a firm or an employee who asks whether the hiring subsidy can still be applied for, by the months
    since the hiring that were told; None where none were."""
    if "job-leap" not in u.families or "amount" in u.topics[:1]:
        return None
    match = _HIRED_SINCE.search(fold_plain(u.text)) or _HIRED_SINCE_EN.search(u.text.lower())
    asks = MAY_I.search(fold_plain(u.text)) or MAY_I_EN.search(u.text.lower()) or "apply" in u.topics
    if match is None or not asks:
        return None
    said = match[1] or match[2]
    months = _COUNTS.get(said) or _COUNTS_EN.get(said) or int(said)
    id_ = "job-leap/within-three-months" if months <= _LATEST else "job-leap/already-working"
    return base.section(id_, u.lang)
