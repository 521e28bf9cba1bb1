"""The facts of a message with the names in it: where somebody lives or works, what they can do, what they look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.guards import fold_plain
from assistant.history import Conversation
from assistant.profile import Fact, Profile
from assistant.understanding import Understanding
from assistant.understanding import wants as w
from assistant.understanding.facts import facts_in
from assistant.understanding.kin import own_words
from assistant.understanding.topics import topics_of
from assistant.understanding.work_told import experience_told, holds, licences_told
from knowledge.taxonomy import Taxonomy
from knowledge.taxonomy.regions import Regions
from knowledge.text.aliases import Mention

_LIVES = re.compile(r"살아|살고|사는|거주|살이|삽니다|출신|이사|live in|living in|based in|i'?m in|from", re.I)
_FIRM_THERE = re.compile(
    r"\s?(?:에|의|쪽|에서|지역)?\s?(?:있는\s?)?(?:작은\s?|큰\s?)?(?:회사|기업|중소|강소|중견|대기업|직장|공장|업체|스타트업|취업|입사|취직|다니|다녀|근무|일하|"
    r"도약장려금|이?면|인데|은|는|$|[?.!,])"
)
_WITH_A_FIRM = re.compile(r"다니|다녀|재직|근무\s?(?:중|하고|해)|입사(?:했|함|한)|합격|취업(?:했|함)|i work|working at", re.I)
_ALLOWANCE = re.compile(r"구직촉진|수당|allowance")


def facts_of(
    own: Understanding, mentions: Sequence[Mention], today: date, conversation: Conversation, taxonomy: Taxonomy
) -> tuple[Fact, ...]:
    """Every fact told in a message, one per field; those of many values with all of them."""
    asked_to_join = w.wants_in(fold_plain(own.text), own.text.lower())
    about_nesp = bool("nesp" in own.families or _ALLOWANCE.search(own.text)) and not asked_to_join
    last = conversation.last
    about_days = last is not None and "nesp" in (*last.families, *last.context.get("named", ()))
    facts = list(facts_in(own.text, today, about_nesp=about_nesp, about_days=about_days))
    facts += [*licences_told(own.text), *experience_told(own.text, mentions, taxonomy)]
    for mention in mentions:
        near = own.text[mention.start : mention.end + 8]
        if mention.kind == "region":
            facts += _place(own, mention, taxonomy.regions)
        elif mention.kind == "skill" and holds(own.text[mention.end : mention.end + 14]):
            facts.append(Fact("skills", (mention.ids[0],), near.strip()))
        elif mention.kind == "occupation" and w.WANTS_JOB.search(own.text[mention.end : mention.end + 16]):
            facts.append(Fact("wants.occupations", (mention.ids[0],), mention.surface))
    merged: dict[str, Fact] = {}
    for fact in facts:
        if fact.field in merged and isinstance(fact.value, tuple):
            old = merged[fact.field]
            fact = Fact(fact.field, tuple(dict.fromkeys((*old.value, *fact.value))), f"{old.words}, {fact.words}")
        merged.setdefault(fact.field, fact)
        if isinstance(fact.value, tuple):
            merged[fact.field] = fact
    return tuple(merged.values())


def alone(known: Profile, told: Sequence[Fact]) -> tuple[Fact, ...]:
    """What somebody who lives alone earns is what their household has: that fact, where one of the two was just told
    and nothing else is known of the household's income."""
    now = {f.field: f for f in told}
    size = now["household_size"].value if "household_size" in now else known.get("household_size")
    if size != 1 or "household_income_monthly" in now or not {"household_size", "own_income_monthly"} & set(now):
        return ()
    own = now.get("own_income_monthly") or next((f for f in known.facts if f.field == "own_income_monthly"), None)
    before = next((f for f in known.facts if f.field == "household_income_monthly"), None)
    mine = next((f for f in known.facts if f.field == "own_income_monthly"), None)
    if own is None or (before is not None and (mine is None or before.value != mine.value)):
        return ()
    return (Fact("household_income_monthly", own.value, own.words),)


_OF_A_PERSON = frozenset({"students", "military", "foreigners", "employer", "age", "combine"})


def of_the_person(own: Understanding, mentions: Sequence[Mention]) -> Understanding:
    """The message's reading without what it says of others: a scheme that only a relative has ("엄마가 실업급여 받는데
    저 국취 되나요") and the topics of their school, work or visa. A message on nobody else stays as it is."""
    plain = own_words(own.text)
    if plain == own.text:
        return own
    schemes = [m for m in mentions if m.kind in ("family", "programme")]
    mine = {i for m in schemes if plain[m.start : m.end].strip() for i in m.ids}
    kept = tuple(f for f in own.families if f in mine) or own.families
    heard = topics_of(fold_plain(plain), plain.lower())
    topics = tuple(t for t in own.topics if t in heard or t not in _OF_A_PERSON)
    if kept == own.families and topics == own.topics:
        return own
    return replace(own, families=kept, topics=topics, query=" ".join(plain.split()) or own.query)


_A_FIRM = re.compile(
    r"우리\s?회사(?:에|가|는|도)?\s?(?:직원|청년|신입)|저희\s?(?:회사|가게|업체)|(?:대표|사업주|인사\s?담당(?:자)?|사장)(?:인데|이에요|예요|입니다|이고|님인데)|(?:청년|직원|신입|사람)(?:을|를)?\s?(?:한\s?명\s?)?(?:채용(?:하|한|했|할)|뽑(?:으|은|았|을|고))|"
    r"\b(?:we(?: are|'re)? (?:just )?(?:hired|hire|hiring)|(?:plan|want|planning|going) to hire|(?:we are|we're|i run|i own) an? [a-z0-9 -]{0,24}(?:startup|start-up|firm|company|shop|business)|our (?:firm|company) (?:hired|has|wants)|i(?:'m| am) (?:an|the) employer|i run a company)\b",
    re.I,
)


def of_a_firm(own: Understanding) -> tuple[str, ...]:
    """The programmes meant, where a firm asks about the hiring subsidy: its own part, unless the young person's is named."""
    if "job-leap" not in own.families or own.programmes or not _A_FIRM.search(own.text):
        return own.programmes
    return ("job-leap-employer",)


_PAID_BY = {"unemployment_benefit": "unemployment-benefit", "nesp_allowance": "nesp"}


def asked_about(families: tuple[str, ...], facts: Sequence[Fact]) -> tuple[str, ...]:
    """The families asked about: of several, one that is only named as what is received now isn't ("실업급여 받고 있는데
    국취 소득기준 얼마")."""
    received = {_PAID_BY.get(str(v)) for f in facts if f.field == "receiving" for v in f.value}
    return tuple(f for f in families if f not in received) or families


def widest(ids: Sequence[str], regions: Regions) -> list[str]:
    """Of regions that hold one another only the widest: 제주 is the province and its city."""
    return [i for i in ids if not any(o != i and regions.contains(o, i) for o in ids)]


def _place(own: Understanding, mention: Mention, regions: Regions) -> list[Fact]:
    """The place as where the person lives, or where the firm is: beside the hiring subsidy, or of a firm one is with."""
    if len(mention.ids) == 1 and _LIVES.search(own.text[max(0, mention.start - 12) : mention.end + 8]):
        return [Fact("region", mention.ids[0], mention.surface)]
    ids = widest(mention.ids, regions)
    there = _FIRM_THERE.match(own.text, mention.end) and ("job-leap" in own.families or _WITH_A_FIRM.search(own.text))
    return [Fact("employer.region", ids[0], mention.surface)] if there and len(ids) == 1 else []
