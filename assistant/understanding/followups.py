"""What a message means by what went before it: two schemes spoken of, a fact added, a switch of language; and whether somebody asks how they themselves stand with a programme. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.guards import fold_plain
from assistant.history import Conversation, Remembered
from assistant.profile import Fact
from assistant.understanding import Understanding
from knowledge.models import Lang
from knowledge.text.aliases import Mention

# ---- how somebody stands

MAY_I = re.compile(
    r"(?:돼|되|될|됨|된대|댐|된다|되는거)(?:요|나|냐|니|까|까요|나요|나여|여|려나|는지|음|죠|지|는건가|는건지)*$|되나|될까|될런지|가능|ㄱㄴ|자격(?:이)?(?:돼|되|있|뭐|어)|"
    r"(?:받|할|신청할|들어갈|가입할|만들|발급받을?|참여할)(?:을)?수(?:는|가|도)?(?:있|없)|해당(?:돼|되|하|이)|뭐(?:가)?(?:됨|돼|되)|되는거(?:있|뭐|없)|안돼|안되나|못받[나냐아]|대상(?:이|인|맞|돼|되)|유형(?:이야|인가|일까|임)?$|(?:발급|신청|가입|참여)$"
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
    "employer.pay_monthly insured_months_total dependants local_allowance.monthly local_allowance.total "
    "nesp_ended.on school.months_left business.yearly_sales employer.insured_staff insured_days_18m last_benefit_on".split()
)
_BESIDE = 6  # folded characters beside facts and names that leave the question one of standing
_BESIDE_MEASURED = 11  # the same where something measured was told, which the question can only be about
_ON_CONDITION = re.compile(r"없이|동의|면서|대신|말고|어도|해도|전에\s?한\s?번")  # asks about that, not about standing
_PLACES = re.compile(r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)(?:시|도)?(?:이?요|이에요|예요|임|인데|에서|에)?|(?:우리|저희)\s?(?:회사|가게)")
_TYPE = {"1": re.compile(r"1유형|일유형|ⅰ유형|type ?(?:1|one|i)\b"), "2": re.compile(r"2유형|이유형|ⅱ유형|ii유형|type ?(?:2|two|ii)\b")}
_TRACK = re.compile(r"요건심사|선발형|비경활|청년|중장년|특정계층|특화|youth|middle|specific|selected|required")

# What may be said around a fact or a name without saying anything else.
_SMALL_WORDS = re.compile(
    r"\b(?:sorry|no|oh|wait|actually|well|so|and|but|then|hi|hello|please|what|about|how|if|i|i'?m|am|im|is|are|it|the|a|an|my|me|in|at|for|with|of|on|to|get|can|could|do|"
    r"apply|join|qualify|eligible|now|also|only|years?|old|too|have|has|live|lives|living|person|from|based|there|same|ones?)\b"
    r"|아니(?:요|야|에요|다|고)?|아뇨|참|그럼|그러면|근데|그런데|그리고|만약|혹시|저는요?|나는요?|저도|나도|제가|내가|저|나|난|전|지금|현재|올해|정정|잘못\s?(?:침|쳤(?:어|네)?|말했(?:어|네)?|썼(?:어|네)?)|미안|죄송|"
    r"이?라면|이면|면|인데요?|이고|이에요|예요|이야|입니다|이요|이라|임|은|는|이|가|도|을|를|에서?|의|요|야|부모님?|엄마|아빠|가족|식구|이랑|랑|하고|같이|함께|합쳐서?|우리\s?(?:회사|가게)|저희\s?(?:회사|가게)?|살고|살아요?|사는데|살|있(?:어|고|음)|인|혼자|정도|쯤|신청|가입|발급|참여|자격|지원|"
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
        before = personal(conversation.profile.facts)
        telling = own.about_me or len(now) > 1 or len(before) > 2 or bool(fields & _MEASURED)
        return bool(own.families) and telling and (len(now) > 2 or _little_beside(own.text, names, now))
    known = personal(conversation.profile.facts)
    return bool(known and own.families and not left_over(own.text, names))


def _little_beside(text: str, names: Iterable[str], facts: Sequence[Fact]) -> bool:
    """Whether what stands beside names and facts is little more than the question itself."""
    for words in (*names, *(f.words for f in facts)):
        text = text.replace(words, " ")
    if re.search("[가-힣]", text):
        measured = {f.field for f in facts} & _MEASURED and not _ON_CONDITION.search(text)
        most = _BESIDE_MEASURED if measured else _BESIDE
        return len(MAY_I.sub("", fold_plain(_PLACES.sub(" ", text)))) <= most
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
