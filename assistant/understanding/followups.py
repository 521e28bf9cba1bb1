"""What a message means by what went before it: a search that goes on, two schemes spoken of, a fact added, a switch of
language; and whether somebody asks how they themselves stand with a programme. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from assistant.guards import fold_plain
from assistant.history import Conversation, Remembered
from assistant.profile import Fact
from assistant.understanding import Filters, Understanding, Want
from assistant.understanding import wants as w
from knowledge.models import Lang
from knowledge.text.aliases import Mention

# ---- how somebody stands

MAY_I = re.compile(
    r"(?:돼|되|될|됨|된대|댐|된다|되는거)(?:요|나|냐|니|까|까요|나요|나여|여|려나|는지|음|죠|지|는건가|는건지)*$|되나|될까|될런지|가능|ㄱㄴ|자격(?:이)?(?:돼|되|있|뭐|어)|"
    r"(?:받|할|신청할|들어갈|가입할|만들|발급받을?|참여할)(?:을)?수(?:는|가|도)?(?:있|없)|해당(?:돼|되|하|이)|뭐(?:가)?(?:됨|돼|되)|되는거(?:있|뭐|없)|안돼|안되나|못받[나냐아]|대상(?:이|인|맞|돼|되)|유형(?:이야|인가|일까|임)?$"
)
MAY_I_EN = re.compile(r"\b(?:can|could|may) i\b|\bam i\b|\bdo i (?:qualify|meet|fit)\b|eligib|qualif|\bwould i (?:get|be)\b")
# Questions of another kind about a programme: their own section answers, whoever asks.
_OF_ANOTHER_KIND = frozenset(
    "combine penalty attendance activity when_paid documents own_share reentry law plan contact duration".split()
)
_WAY = re.compile(r"어떻게|어디|방법|절차|언제|얼마|몇|how|where|when|which|what do")
_HOW_MUCH = re.compile(r"얼마|몇만|몇원|how much")
_MEASURED = frozenset(
    "age household_size household_income_monthly household_assets own_income_monthly work_days_24m months_without_work business.days "
    "employer.pay_monthly insured_months_total dependants".split()
)
_BESIDE = 6  # folded characters beside facts and names that leave the question one of standing
_TYPE = {"1": re.compile(r"1유형|일유형|ⅰ유형|type ?(?:1|one|i)\b"), "2": re.compile(r"2유형|이유형|ⅱ유형|ii유형|type ?(?:2|two|ii)\b")}
_TRACK = re.compile(r"요건심사|선발형|비경활|청년|중장년|특정계층|특화|youth|middle|specific|selected|required")

# What may be said around a fact or a name without saying anything else.
_SMALL_WORDS = re.compile(
    r"\b(?:sorry|no|oh|wait|actually|well|so|and|but|then|hi|hello|please|what|about|how|if|i|i'?m|am|im|is|are|it|the|a|an|my|me|in|at|for|with|of|on|to|get|can|could|do|"
    r"apply|join|qualify|eligible|now|also|only|years?|old|too|have|has|live|lives|living|person|from|based|there|same|ones?)\b"
    r"|아니(?:요|야|에요|다|고)?|아뇨|참|그럼|그러면|근데|그런데|그리고|만약|혹시|저는요?|나는요?|저도|나도|제가|내가|저|나|난|전|지금|현재|올해|정정|잘못\s?(?:침|쳤(?:어|네)?|말했(?:어|네)?|썼(?:어|네)?)|미안|죄송|"
    r"이?라면|이면|면|인데요?|이고|이에요|예요|이야|입니다|이요|이라|임|은|는|이|가|도|을|를|에서?|의|요|야|살고|살아요?|사는데|살|있(?:어|고|음)|인|혼자|정도|쯤|신청|가입|발급|참여|자격|지원|"
    r"(?:돼|되|될|됨|받|할|수)(?:나|냐|니|까|요|을|있|없|어|음|여|려나|는지)*|가능(?:해|한가|할까|함)?|해당|뭐|거|것|제도|받을|다|알려|줘|주세요",
    re.I,
)
_LEAST_LEFT = 2  # folded characters left over that say something of their own


def left_over(text: str, said: Iterable[str]) -> str:
    """What a message says beside the words in `said` and small words, folded; empty where that is all of it."""
    for words in sorted(said, key=len, reverse=True):
        for part in words.split(", ") if words not in text else (words,):
            text = text.replace(part, " ")
    left = [fold_plain(part) for part in _SMALL_WORDS.sub(" ", text.lower()).split()]
    return "".join(part for part in left if len(part) >= _LEAST_LEFT)


def personal(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that eligibility is decided by: not what somebody can do or looks for."""
    return tuple(f for f in facts if not f.field.startswith("wants.") and f.field not in ("skills", "nesp_reported_income"))


def asks_standing(own: Understanding, mentions: Sequence[Mention], conversation: Conversation) -> bool:
    """Whether the message asks how the person stands with what it names, by what they told now or before.

    With facts of an earlier turn only where nothing else is said: "국취 1유형 되나" asks so, "학원 다니면서도 되나" doesn't.
    """
    folded, lowered = fold_plain(own.text), own.text.lower()
    now, last = personal(own.facts), conversation.last
    names = [m.surface for m in mentions if m.kind in ("family", "programme")]
    if names and last is not None and "eligibility" in last.wants and not left_over(own.text, names):
        return True  # "and the learning card?"
    if not (MAY_I.search(folded) or MAY_I_EN.search(lowered)) or _OF_ANOTHER_KIND & set(own.topics):
        return False
    fields = {f.field for f in now}
    if "income_report" in own.topics and len(now) < 3 and "household_income_monthly" not in fields:
        return False  # what a month's work does to an allowance
    if ("apply" in own.topics and _WAY.search(folded)) or _HOW_MUCH.search(folded) or _HOW_MUCH.search(lowered):
        return False
    if now:
        # A visa or a trade alone has sections of its own; so has whatever more is said beside the facts.
        telling = own.about_me or len(now) > 1 or bool(fields & _MEASURED)
        return bool(own.families) and telling and (len(now) > 2 or _little_beside(own.text, names, now))
    known = personal(conversation.profile.facts)
    return bool(known and own.families and not left_over(own.text, names))


def _little_beside(text: str, names: Iterable[str], facts: Sequence[Fact]) -> bool:
    """Whether what stands beside names and facts is little more than the question itself."""
    for words in (*names, *(f.words for f in facts)):
        text = text.replace(words, " ")
    if re.search("[가-힣]", text):
        return len(MAY_I.sub("", fold_plain(text))) <= _BESIDE
    return len(left_over(text, ())) <= 2 * _BESIDE


def adds_facts(own: Understanding, last: Remembered | None) -> bool:
    """Whether a message that only tells facts goes on with a question how one stands ("47살이면?", "아니 38살")."""
    if last is None or not (facts := personal(own.facts)) or left_over(own.text, [f.words for f in facts]):
        return False
    if own.families and not own.leans:
        return False
    asked = "eligibility" in last.wants or (bool(last.families) and bool({"who", "age", "exclusion"} & set(last.topics)))
    return asked and bool(last.context.get("named") or "eligibility" in last.wants)


def only_facts(own: Understanding, mentions: Sequence[Mention]) -> bool:
    """Whether a message tells of a person and nothing else ("나 29살 혼자 살아 월급 없고 재산 3천"): two facts at least."""
    facts = personal(own.facts)
    told = {f.field for f in facts} & {"age", "household_size", "household_income_monthly", "household_assets", "visa"}
    words = [f.words for f in own.facts] + [m.surface for m in mentions if m.kind == "region"]
    return bool(told) and (len(facts) > 1 or "visa" not in told) and not own.families and not left_over(own.text, words)


def whole_type(programmes: tuple[str, ...], text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The programmes meant: "2유형" alone means every track of it, not the first."""
    folded, lowered = fold_plain(text), text.lower()
    if not any(p.startswith("nesp-") for p in programmes) or _TRACK.search(folded) or _TRACK.search(lowered):
        return programmes
    out = list(programmes)
    for number, pattern in _TYPE.items():
        if pattern.search(folded) or pattern.search(lowered):
            out += [p for p in known if p.startswith(f"nesp-{number}-")]
    return tuple(dict.fromkeys(out))


# ---- two schemes at once

_BOTH = re.compile(r"둘다|두개다|둘이(?:같이|서)?|둘중|두가지|양쪽|\bboth\b|the two|either one|together")


def both_of(own: Understanding, conversation: Conversation) -> tuple[str, ...]:
    """The two families spoken of last, where the message speaks of both and names none; else nothing."""
    if own.families or not (_BOTH.search(fold_plain(own.text)) or _BOTH.search(own.text.lower())):
        return ()
    found: dict[str, None] = {}
    for turn in reversed(conversation.turns[-4:]):
        for family in turn.families or turn.context.get("named", ()):
            found[str(family)] = None
    return tuple(reversed(list(found)[:2])) if len(found) > 1 else ()


# ---- a search that goes on

_KINDS: tuple[tuple[Want, re.Pattern[str]], ...] = (
    ("course", re.compile(r"훈련\s?과정|과정|강의|수업|교육|학원|배우는\s?(?:곳|데)|\b(?:courses?|class(?:es)?|training)\b", re.I)),
    ("opening", re.compile(r"채용\s?공고|채용|공고|일자리|구인|자리|회사|\b(?:jobs?|openings?|work|positions?)\b", re.I)),
)
_SEARCH_WORDS = re.compile(
    r"월급|월|연봉|급여|이상|넘는|넘게|초과|주는|받는|높은|만\s?원?|걸로|거로|것만|거만|만|으로|로|쪽|에는|에도|에|쪽에|찾아|보여|추천|있(?:나|어|음|을까|냐)?|없(?:나|어|음|을까|냐)?|해|줘|주세요|좀|신입|경력\s?무관|초보|정규직|계약직|인턴|알바|"
    r"온라인|오프라인|비대면|재택|원격|중소기업|강소기업|다른\s?지역|전국|근처|주변|어디든|"
    r"\b(?:show|find|pay|pays|paying|salary|over|above|more|than|at|least|won|krw|month|online|onsite|remote|part[- ]time|full[- ]time|junior|entry[- ]level|near|nearby|other|regions?|anywhere|any|instead|ok|any)\b|[?!.~,]",
    re.I,
)
_PAY_ALONE = re.compile(r"(?<![\d.])(\d{3})\s?(?:만\s?원?)?\s?(?:이상|넘|부터|초과)|(?:over|above|at least|more than) (?:krw )?(\d(?:\.\d+)?) ?million", re.I)
_FREE = re.compile(r"^(?:그럼|그거|이거|다)?(?:무료|공짜|돈(?:들어|내야|드나|드는)|비용|수강료|자부담|얼마)|^(?:is|are) (?:it|they|this|these|the course) (?:free|for free)|^how much (?:is it|does it cost|do i pay)")
_FREE_TOPICS = frozenset({"own_share", "amount"})


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
    if last is None or before is None or own.families or own.unknown:
        return None
    old, words = before
    f = own.filters
    pay = f.pay_min_monthly or _pay_alone(own.text, last)
    told = any((f.regions, f.skills, f.occupations, f.employment, f.modes, f.remote, f.newcomer, f.sme, pay))
    kinds = tuple(kind for kind, pattern in _KINDS if pattern.search(own.text))
    if not (told or own.wider or kinds):
        return None
    if _says_more(own, mentions) or (kinds and not told and not w.SAME_OF.search(own.text)):
        return None
    subject = bool(f.skills or f.occupations)
    of_jobs = f.newcomer or f.sme or f.employment  # only openings are for newcomers or at small firms
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
        remote=f.remote or old.remote,
        newcomer=f.newcomer or old.newcomer,
        sme=f.sme or old.sme,
        pay_min_monthly=pay or old.pay_min_monthly,
    )
    if pay and not kinds and "opening" in last.wants:
        kinds = ("opening",)
    wants = kinds or tuple(x for x in ("course", "opening") if x in last.wants)
    return replace(own, wants=wants, filters=filters, topics=(), search_words="" if subject else words, leans=True)


def asks_cost(own: Understanding, last: Remembered | None, kdt: bool) -> Understanding | None:
    """"is it free" after courses were shown asks what one pays for them; None if it's something else.

    `kdt` tells whether the first course shown was one of that kind.
    """
    if last is None or "course" not in last.wants or not last.context.get("search") or own.families or own.unknown:
        return None
    folded, lowered = fold_plain(own.text), own.text.lower()
    if not (_FREE.search(folded) or _FREE.search(lowered)) or len(folded) > 24 or set(own.topics) - _FREE_TOPICS:
        return None
    family = "kdt" if kdt else "learning-card"
    name = {"ko": "KDT 훈련 자부담", "en": "own share of KDT"} if kdt else {"ko": "내일배움카드 자부담", "en": "own share with the learning card"}
    return replace(
        own, families=(family,), topics=("own_share",), wants=("guideline",), query=f"{name[own.lang]} {own.text}", leans=True
    )


def _pay_alone(text: str, last: Remembered) -> int | None:
    match = _PAY_ALONE.search(text) if "opening" in last.wants else None
    if match is None:
        return None
    return int(match[1]) * 10_000 if match[1] else round(float(match[2]) * 1_000_000)


def _says_more(own: Understanding, mentions: Sequence[Mention]) -> bool:
    """Whether more is said than places, trades and the words of a search."""
    said = [m.surface for m in mentions if m.kind in ("region", "skill", "occupation")]
    text = own.text
    for words in [*said, *(x.words for x in own.facts if x.field.startswith("wants."))]:
        text = text.replace(words, " ")
    text = _PAY_ALONE.sub(" ", text)
    for _, pattern in _KINDS:
        text = pattern.sub(" ", text)
    return bool(left_over(_SEARCH_WORDS.sub(" ", text), ()))


# ---- another language

_SWITCH = re.compile(
    r"(?:그거|이거|방금거|방금|위에거|다시|아니|앞으로|이제|그냥|근데)?(?P<ko>한국어|한국말|한글|우리말|영어|잉글리시)로(?:좀|다시)?(?:도)?(?:말|답|대답|설명|번역|얘기|이야기|알려|보여|써|적어)?(?:해|알려|써)?(?:줘|주세요|줄래|달라|라|봐|바|줄수있어|줄수있나|부탁해|부탁)?요?"
)
_SWITCH_EN = re.compile(
    r"(?:ok(?:ay)?,? |now |sorry,? )?(?:can|could|would)?(?: you)?(?: please)?(?:please )?(?: ?(?:answer|reply|respond|say|tell|speak|talk|write|explain|repeat|translate|switch|change|give))?"
    r"(?: (?:it|that|this|me|to me|your answer))*(?: again)?(?: ?\b(?:in|to|into))? ?(?P<en>korean|english)(?: (?:please|pls|version|now))*"
)


def switched_to(text: str) -> Lang | None:
    """The language asked for ("한국어로 말해줘", "in English please"), where that is all the message asks; else None."""
    folded, lowered = fold_plain(text), re.sub(r"[^a-z ]", "", text.lower()).strip()
    if match := _SWITCH.fullmatch(folded):
        return "en" if match["ko"] in ("영어", "잉글리시") else "ko"
    if (match := _SWITCH_EN.fullmatch(lowered)) and len(lowered.split()) > 1:  # "Korean" alone is a nationality
        return "en" if match["en"] == "english" else "ko"
    return None


def language_asked(conversation: Conversation) -> Lang | None:
    """The language asked for last in this conversation, if any was."""
    asked = (switched_to(turn.message) for turn in reversed(conversation.turns))
    return next((lang for lang in asked if lang), None)


def before_switch(conversation: Conversation) -> tuple[Remembered, Conversation] | None:
    """The last turn that was no switch of language, and the conversation as it stood before it."""
    for n in range(len(conversation.turns) - 1, -1, -1):
        if switched_to(conversation.turns[n].message) is None:
            return conversation.turns[n], replace(conversation, turns=conversation.turns[:n])
    return None
