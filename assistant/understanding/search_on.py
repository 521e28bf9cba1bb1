"""A message as the search before with one thing changed, or as the question what the courses just shown cost. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from assistant.guards import fold_plain
from assistant.history import Remembered
from assistant.understanding import Filters, Understanding, Want
from assistant.understanding import wants as w
from assistant.understanding.followups import left_over
from assistant.understanding.pay_floor import PayFloor, floor_words, pay_floor
from assistant.understanding.wishes import WISHES, wishes_of
from knowledge.text.aliases import Mention

_KINDS: tuple[tuple[Want, re.Pattern[str]], ...] = (
    ("course", re.compile(r"훈련\s?과정|과정|강의|수업|교육|학원|배우는\s?(?:곳|데)|\b(?:courses?|class(?:es)?|training)\b", re.I)),
    ("opening", re.compile(r"채용\s?공고|채용|공고|일자리|구인|자리|회사|\b(?:jobs?|openings?|work|positions?)\b", re.I)),
)
_SEARCH_WORDS = re.compile(
    r"월급|월|연봉|급여|이상|넘는|넘게|초과|주는|받는|높은|만\s?원?|걸로|거로|것만|거만|만|으로|로|쪽|에는|에도|에|쪽에|찾아|보여|추천|있(?:나|어|음|을까|냐)?|없(?:나|어|음|을까|냐)?|해|줘|주세요|좀|신입|경력\s?무관|초보|정규직|계약직|인턴|알바|"
    r"말(?:하는|한)\s?(?:거|것)(?:야|예요|에요|임)?|얘기(?:야|예요)?|이라고|라니까|(?:거기|여기)\s?말고|온라인|오프라인|비대면|재택|원격|기숙사(?:가|는|도)?|숙소(?:가|는|도)?|딸린|제공|중소기업|강소기업|다른\s?지역|전국|근처|주변|어디든|"
    r"넓혀\S*|늘려\S*|상관\s?없\S*|없으면|없다면|아니면|차라리|그\s?(?:근처|쪽|동네)|거기|자격증|따는|따려면|배울|배우는|데|곳|"
    r"\b(?:widen|everywhere|nothing|none|no luck|there|get|licen[cs]e|certificate|that|it|for|such|show|find|pay|pays|paying|salary|over|above|more|than|at|least|won|krw|month|online|onsite|remote|dorm(?:itory)?|with|part[- ]time|full[- ]time|junior|entry[- ]level|near|nearby|other|regions?|anywhere|any|instead|ok|any)\b|[?!.~,]",
    re.I,
)
_FREE = re.compile(
    r"^(?:그럼|그거|이거|다|이중에|이중에서|그중에|그중에서|내가|제가)?(?:무료|공짜|돈(?:들어|내야|드나|드는)|비용|수강료|자부담|얼마|(?:제일|가장)?(?:싼|저렴)(?:한)?(?:거|것|건|순|데|곳|과정)|내돈)|"
    r"^(?:and |so |then |ok )?(?:(?:is|are) (?:it|they|this|these|the courses?) (?:free|for free)|how much (?:is it|does it cost|(?:do|would|will|must|should) i (?:have to )?pay)|"
    r"what (?:do|would|will|must) i (?:have to )?pay|what(?:'s| is) (?:my|the) (?:own )?(?:share|cost|fee)|(?:which|what)(?:'s| is) (?:the )?cheapest|(?:the )?cheapest)"
)
_CHEAPEST = re.compile(r"싼|저렴|cheap")
_FREE_TOPICS = frozenset({"own_share", "amount", "reentry", "compare"})


def remembered_search(u: Understanding) -> dict[str, Any]:
    """What a later message may change of a search, as plain JSON values; empty where none was made."""
    if not {"course", "opening"} & set(u.wants):
        return {}
    kept = {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(u.filters).items()}
    return {"filters": kept, "words": u.search_words}


def _before(last: Remembered) -> tuple[Filters, str] | None:
    search = last.context.get("search")
    if not isinstance(search, Mapping) or not isinstance(search.get("filters"), Mapping):
        return None
    known = Filters.__dataclass_fields__
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list | tuple) else v for k, v in search["filters"].items() if k in known}
    return Filters(**values), str(search.get("words", ""))


def goes_on(own: Understanding, last: Remembered | None, mentions: Sequence[Mention]) -> Understanding | None:
    """The message as the search before with one thing changed ("부산은?", "월급 300 넘는걸로", "온라인으로"); None if it's
    something else. What it doesn't speak of stays."""
    before = _before(last) if last is not None else None
    if last is None or before is None:
        return None
    own = pay_is_wanted(own, searching="opening" in last.wants, after=True)
    if own.families or own.unknown:
        return None
    old, words = before
    f = own.filters
    floor = pay_floor(own.text) if "opening" in last.wants else None
    pay = floor is not None or f.pay_min_monthly is not None
    told = any((f.regions, f.skills, f.occupations, f.employment, f.modes, f.remote, f.newcomer, f.sme, f.dormitory, pay, f.starts, f.wishes))
    kinds = tuple(kind for kind, pattern in _KINDS if pattern.search(own.text))
    more = _says_more(own, mentions)
    unread = more if told and f.wishes and len(more) <= _LONGEST_WISH else ""
    unread = unread if told or own.wider or not more else _unread(own)
    if not (told or own.wider or kinds or unread):
        return None
    wished = bool(unread or f.wishes or f.starts or f.dormitory)
    if wished and more and own.topics:
        return None  # a question of a rule that speaks of hours or housing
    same = set(kinds) <= set(last.wants) and not w.SAME_OF.search(own.text)  # the other kind of the same thing goes on
    if (not wished and more) or (kinds and not told and not unread and same):
        return None
    subject = bool(f.skills or f.occupations)
    of_jobs = f.newcomer or f.sme or f.employment or f.dormitory  # only openings are for newcomers or at small firms
    if subject and f.regions and (kinds or of_jobs):
        return None  # a whole question of its own
    filters = replace(
        old,
        regions=() if own.wider else f.regions or old.regions,
        places=() if own.wider else f.places if f.regions else old.places,
        ambiguous_region=f.ambiguous_region if f.regions or own.wider else old.ambiguous_region,
        skills=f.skills if subject else old.skills,
        occupations=f.occupations if subject else old.occupations,
        employment=f.employment or old.employment,
        modes=f.modes or old.modes,
        remote=f.remote or (old.remote and "hybrid" not in f.wishes),
        newcomer=f.newcomer or old.newcomer,
        sme=f.sme or old.sme,
        dormitory=f.dormitory or old.dormitory,
        starts=f.starts or old.starts,
        wishes=tuple(dict.fromkeys((*old.wishes, *f.wishes))),
        unread=unread,
        pay_min_monthly=f.pay_min_monthly or old.pay_min_monthly,
    )
    if floor is not None:
        filters = _with_floor(filters, floor)
    if (pay or f.dormitory) and not kinds and "opening" in last.wants:
        kinds = ("opening",)
    if f.starts and "course" in last.wants:
        kinds = ("course",)
    if wished and kinds and not set(kinds) & set(last.wants):
        kinds = ()  # "only those with weekend classes" after jobs were shown
    wants = kinds or tuple(x for x in ("course", "opening") if x in last.wants)
    said = replace(own, wants=wants, filters=filters, topics=(), search_words="" if subject else words, leans=True)
    return with_terms(said)


# A message that only narrows what was shown, by something nothing can be filtered by
_NARROWS = re.compile(
    r"(?:거|것|걸|데|곳|반|자리|회사|과정|애들|놈)(?:만|로|으로|로만|으로만|도|는|은|중에|중에서)?(?:있(?:어|나|음|을까|냐|니|나요|어요|을까요)?|없(?:어|나|냐|나요|어요)?|보여(?:줘|주세요)?|찾아(?:줘|주세요)?|줘|주세요|추천(?:해줘)?|요|뭐(?:야|있어)?)*$|만(?:보여(?:줘|주세요)?|찾아(?:줘|주세요)?|줘|요)?$"
)
_NARROWS_EN = re.compile(
    r"^(?:(?:and|but|ok|okay|just|show|me|then|also|please)[ ,]+)*(?:only|just|any(?: of them| ones?)?|ones?|those|something|which ones?|are there any|do any) (?:with|without|that|which|where|near|have|has|offer|in|of them|ones?)\b|\bonly\W*$|^(?:with|without|no) [a-z ]{3,30}$"
)
_LONGEST_WISH = 24  # folded characters; English twice that


def _unread(own: Understanding) -> str:
    """The words of a message that narrows what was shown by something no record holds; empty for other messages."""
    folded, lowered = fold_plain(own.text), own.text.lower().strip()
    if _CHEAPEST.search(lowered) or own.topics or own.unknown or own.lookalikes or w.is_elsewhere(folded, lowered):
        return ""
    korean = own.lang == "ko" and len(folded) <= _LONGEST_WISH and _NARROWS.search(folded)
    english = own.lang == "en" and len(folded) <= 2 * _LONGEST_WISH and _NARROWS_EN.search(lowered)
    if not (korean or english) or w.SMALL_TALK.fullmatch(folded):
        return ""
    said = re.sub(r"^(?:그럼|그러면|그중에서?|그 중에서?|이 중에서?|근데|혹시|and|but|ok|just|show me|only)[ ,]+", "", own.text.strip(" ?？!.~"), flags=re.I)
    said = re.sub(r"\s*(?:있어요?|있나요?|있음|있을까요?|보여\s?줘|찾아\s?줘|보여\s?주세요|추천해\s?줘)$", "", said)
    return said.strip(" ?？!.~,")


_AFTER = re.compile(
    r"(?:그|이|저|위)\s?(?:과정|훈련|수업|교육|코스)|그거\s?(?:따|듣|배우|끝|수료|하면|하고)|(?:과정|훈련|교육|수업)\s?(?:이|을|를)?\s?(?:끝나|끝내|마치|수료|듣고)|수료\s?(?:하면|하고|후)|"
    r"\b(?:that|this|the) (?:course|class|training)\b|\bafter (?:it|that|finishing|completing|the course|i finish)\b", re.I
)
_WORK = re.compile(r"회사|일자리|취업|취직|채용|공고|자리|갈\s?(?:데|곳)|\b(?:jobs?|openings?|work|employ\w*|compan\w+|hire|hired)\b", re.I)


def work_after(own: Understanding, last: Remembered | None, skills: Sequence[str], occupations: Sequence[str]) -> Understanding | None:
    """The message as a search for the work that the course just shown leads to; None if it asks something else.

    `skills` and `occupations` are those of the first course shown, empty where none was.
    """
    if last is None or not (skills or occupations) or own.families or own.filters.skills or own.filters.occupations:
        return None
    if not (_AFTER.search(own.text) and _WORK.search(own.text)):
        return None
    before = _before(last)
    old = before[0] if before else Filters(regions=tuple(last.context.get("regions", ())))
    places = own.filters if own.filters.regions or own.wider else old
    filters = Filters(regions=places.regions, places=places.places, ambiguous_region=places.ambiguous_region, skills=tuple(skills), occupations=tuple(occupations))
    return replace(own, wants=("opening",), filters=filters, topics=(), search_words="", leans=True)


# Said after a search that found too little: another thing in the same place
_OR_ELSE = re.compile(
    r"^(?:없으면|없다면|아니면|그럼|그러면|차라리|정\s?안\s?되면)|(?:이?라도|이?나)\s*(?:요|좀|괜찮\S*|보여\S*|찾아\S*)?[.!?~]*$|^(?:or(?: else)?|then|ok|otherwise|if not|instead)\b", re.I
)


def in_same_place(own: Understanding, last: Remembered | None) -> Understanding:
    """A further search that names no place, in that of the one before ("없으면 카페라도")."""
    before = _before(last) if last is not None else None
    f = own.filters
    if before is None or f.regions or own.wider or not {"course", "opening"} & set(own.wants) or not _OR_ELSE.search(own.text.strip()):
        return own
    old = before[0]
    return replace(own, leans=True, filters=replace(f, regions=old.regions, places=old.places, ambiguous_region=old.ambiguous_region))


_COST = re.compile(r"얼마|비용|자부담|내야|무료|공짜|돈\s?없이|훈련비|수강료|수업료|how much|own share|cost|\bfree\b|\bfee\b|without money|do i (?:need to )?pay|would i pay")


def with_cost(own: Understanding) -> Understanding:
    """A search for courses that also asks what one pays, with that as a want of its own behind it."""
    asked = _COST.search(own.text.lower())
    if "course" not in own.wants or "opening" in own.wants or own.families or own.leans or asked is None:
        return own
    name = {"ko": "내일배움카드 자부담", "en": "own share with the learning card"}[own.lang]
    care = {"care-worker", "nurse-aide"} & set(own.filters.occupations) or "elder-care" in own.filters.skills
    kind = ({"ko": "요양보호사", "en": "care worker"}[own.lang] if care else "")
    return replace(
        own, families=("learning-card",), topics=("own_share",), query=f"{name} {kind} {own.text}".strip(),
        wants=("course", "guideline"),
    )  # fmt: skip


def asks_cost(own: Understanding, last: Remembered | None, kdt: bool) -> Understanding | None:
    """"is it free" after courses were shown asks what one pays for them; None if it's something else.

    `kdt` tells whether the first course shown was one of that kind.
    """
    if last is None or "course" not in last.wants or not last.context.get("search") or own.unknown:
        return None
    if set(own.families) - {"learning-card"}:
        return None
    folded, lowered = fold_plain(own.text), own.text.lower()
    if not (_FREE.search(folded) or _FREE.search(lowered)) or len(folded) > 24 or set(own.topics) - _FREE_TOPICS:
        return None
    family = "kdt" if kdt else "learning-card"
    name = {"ko": "KDT 훈련 자부담", "en": "own share of KDT"} if kdt else {"ko": "내일배움카드 자부담", "en": "own share with the learning card"}
    return replace(
        own, families=(family,), topics=("own_share",), wants=("guideline",), leans=True,
        query=name[own.lang] if _CHEAPEST.search(own.text.lower()) else f"{name[own.lang]} {own.text}",
    )  # fmt: skip


def completed(own: Understanding, last: Remembered | None) -> Understanding:
    """A search with all that belongs to it: the place before, the least pay, what it costs."""
    return with_cost(with_terms(in_same_place(own, last)))


def with_terms(own: Understanding) -> Understanding:
    """A search with the least pay it names, and only with conditions that what is looked for can have: none is named
    above cards that nothing was filtered by."""
    kinds = {"course", "opening"} & set(own.wants)
    if not kinds:
        return own
    f, floor = own.filters, pay_floor(own.text) if "opening" in kinds else None
    f = replace(f, wishes=wishes_of(f.wishes, kinds))
    if "opening" not in kinds:
        modes = f.modes or (("online", "live_online") if f.remote else ())  # a course is had at home, not worked there
        f = replace(f, modes=modes, remote=False, newcomer=False, sme=False, employment=(), pay_min_monthly=None)
    if "course" not in kinds:
        f = replace(f, modes=())
    return replace(own, filters=f if floor is None else _with_floor(f, floor))


_OF_PAY = re.compile(r"얼마|수당|몇\s?배|가산|법|불법|how much|\bpay\b|\bpaid\b|legal|law")


def pay_is_wanted(own: Understanding, *, searching: bool, after: bool = False) -> Understanding:
    """The message without the rules of work as its subject, where a wage or hours are only named of the work that is
    looked for ("시급 12,000원 이상 알바 서울", "night shift jobs in Incheon"); `after` a search nothing else has to be
    named."""
    f = own.filters
    named = after or f.regions or f.skills or f.occupations
    if own.families != ("standards",) or not (searching or f.employment) or not named:
        return own
    hours = wishes_of(f.wishes, ("opening",)) and not _OF_PAY.search(own.text.lower())
    return replace(own, families=(), programmes=(), topics=()) if hours or pay_floor(own.text) else own


def _with_floor(filters: Filters, floor: PayFloor) -> Filters:
    if floor.unit == "hour":
        return replace(filters, pay_min_hourly=floor.won, pay_min_monthly=None)
    return replace(filters, pay_min_monthly=floor.won, pay_min_hourly=None)


def _says_more(own: Understanding, mentions: Sequence[Mention]) -> str:
    """What is said beside places, trades, wishes and the words of a search; empty where that is all."""
    said = [m.surface for m in mentions if m.kind in ("region", "skill", "occupation")]
    text = own.text
    for words in [*said, *(x.words for x in own.facts if x.field.startswith("wants."))]:
        text = text.replace(words, " ")
    for words in floor_words(text):
        text = text.replace(words, " ")
    for _, pattern in _KINDS:
        text = pattern.sub(" ", text)
    for code in own.filters.wishes:
        text = WISHES[code].asked.sub(" ", text)
    text = _SEARCH_WORDS.sub(" ", text)
    return " ".join(text.split()) if left_over(text, ()) else ""
