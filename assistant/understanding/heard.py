"""The facts of a message with the names in it: where somebody lives or works, what they can do, what they look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.guards import fold_plain
from assistant.history import Conversation
from assistant.profile import Fact
from assistant.understanding import Understanding
from assistant.understanding import wants as w
from assistant.understanding.facts import facts_in
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
