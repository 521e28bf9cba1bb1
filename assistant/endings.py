"""The turn's other endings: what must not be helped with, small talk, names nobody knows, nothing found."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.another_name import in_anothers_name, made_to_fit, owns_up
from assistant.answer import Status
from assistant.distress_en import english
from assistant.evidence import Draft, DraftLine, Evidence, Found
from assistant.guards import Stop, fold_plain
from assistant.history import Conversation
from assistant.lookup import SectionLookup
from assistant.replies import reply
from assistant.understanding import Understanding
from assistant.understanding.tones import EARNING, EN_STOP, HOW_TO_HIDE, INSULT
from assistant.writers.common import next_questions, who_line
from assistant.writers.guideline import write_guideline
from knowledge.base import Base
from knowledge.models import Retrieval, Section

_RULE_QUERY = {
    "ko": "소득 신고 안 하면 부정수급 환수 거짓 신고",
    "en": "undeclared income fraud false report money returned",
}


# Somebody who left something out and asks what now, not how to keep it hidden
_HONEST = re.compile(
    r"깜빡|까먹|실수|모르고|몰라서|빠뜨|빼먹|잊어버|잊었|지금이라도|늦게라도|고치|고쳐|바로잡|자진신고|말해야|말하면|"
    r"알려야|신고해야(?:되|돼|하)|어떡|어떻게해|어쩌|"
    r"forgot|bymistake|didntknow|correctit|fixit|nowwhat|whatshould|tellthem|comeclean"
)
_HOW_NOT_TO = re.compile(
    r"안걸리(?:는|려면|게)|안들키|들키지않|몰래|숨기(?:는|려|고|면)|방법(?:좀|있)|계속(?:안|숨)|withoutgettingcaught|"
    r"nottogetcaught|hideit"
)


_LEFT_OUT = re.compile(
    r"(?:신고|보고|말|얘기)(?:을|를|도)?(?:안|못)(?:했|한|함|하)|신고(?:를)?(?:깜빡|까먹|빠뜨|빼먹|누락)|안알렸|"
    r"(?:didnt|didnot|havent|"
    r"forgotto)(?:tell|told|report|declare|inform)"
)
_EARNED_THERE = re.compile(r"알바|소득|수입|일한|일했|번돈|벌|일당|배달|현금|paid|cash|income|earn|work|job", re.I)


def left_out(u: Understanding) -> bool:
    """Whether somebody tells that earnings weren't reported and asks what now."""
    folded = fold_plain(u.text)
    ours = not set(u.families) - {"nesp", "unemployment-benefit", "places"}
    told = (_LEFT_OUT.search(folded) and _EARNED_THERE.search(folded)) or owns_up(folded)
    return bool(ours and told) and not _HOW_NOT_TO.search(folded)


def put_right(base: Base, u: Understanding, today: date, also: str = "") -> Draft:
    """How to correct a report, for somebody who wants to: no rule on fraud before it. Details with words of `also` come
    before others."""
    family = "unemployment-benefit" if "unemployment-benefit" in u.families else "nesp"
    section = base.section(f"{family}/undeclared-income", u.lang)
    if section is None:
        return Draft(Status.ANSWERED, (DraftLine("note", reply("hide_fix", u.lang)),))
    evidence = Evidence(found=(Found("income_report", (section,)),))
    return write_guideline(base, u, evidence, today, content_words(base, f"{also} {u.text}"))


def untrue(base: Base, u: Understanding, today: date) -> Draft | None:
    """The rule for work under another's name or a reason for leaving made to fit, said plainly; None for all else."""
    fits, named = made_to_fit(fold_plain(u.text)), in_anothers_name(fold_plain(u.text), english(u.text))
    if not (fits or named):
        return None
    if fits:
        section = base.section("unemployment-benefit/false-reason", u.lang)
        found = () if section is None else (Found("penalty", (section,)),)
        rule = write_guideline(base, u, Evidence(found=found), today, content_words(base, u.text)) if found else None
    else:
        rule = put_right(base, replace(u, topics=("penalty",)), today, {"ko": "부정 5년", "en": "fraud ban"}[u.lang])
    word = DraftLine("warm", reply("hide_no" if fits else "anothers_name", u.lang))
    lines = [line for line in rule.lines if line.kind != "understood"] if rule else []
    return Draft(Status.REFUSED, (word, *lines))


def content_words(base: Base, text: str) -> list[str]:
    """The content words of a message, for choosing details that fit it."""
    nouns = [n for n in base.analyser.nouns(text) if len(n) > 1]
    english = [w for w in re.findall(r"[a-z][a-z-]{2,}", text.lower()) if w not in EN_STOP]
    numbers = re.findall(r"\d[\d,.]*\s?(?:만|억|천)?\s?(?:원|인|개월|시간|%)?", text)
    return list(dict.fromkeys([*nouns, *english, *(n.strip() for n in numbers)]))


def careful_rule(base: Base, sections: SectionLookup, u: Understanding, stop: Stop, today: date) -> Draft:
    """Misuse, life changes and promises: the plain word first, then the rule with its section."""
    if stop == "hide" and (rule := untrue(base, u, today)) is not None:
        return rule
    query = u.query if stop == "promise" else f"{u.query} {_RULE_QUERY[u.lang]}"
    topics = ("who", "contact") if stop == "promise" else ("penalty", "income_report")
    earning = stop != "hide" or EARNING.search(fold_plain(u.text)) or not u.families
    if not earning:
        query, topics = u.query, ("penalty", "attendance")
    found, _ = sections.find(replace(u, query=query, topics=topics), today)
    if stop == "hide" and _HONEST.search(fold_plain(u.text)) and not _HOW_NOT_TO.search(fold_plain(u.text)):
        return put_right(base, u, today)
    key, status = {
        "promise": ("promise", Status.REFUSED),
        "change_life": ("change_life", Status.ANSWERED),
        "hide": ("hide_no", Status.REFUSED),
    }[stop]
    lines = [DraftLine("warm", reply(key, u.lang))]
    if stop == "hide" and not HOW_TO_HIDE.search(fold_plain(u.text)):
        lines, status = [], Status.ANSWERED
    if found:
        draft = write_guideline(base, u, Evidence(found=found[:1]), today, content_words(base, query))
        lines += [line for line in draft.lines if line.kind != "who"][:3]
        if who := who_line(base, found[0].sections[0], u.lang):
            lines.append(who)
    if stop == "hide":
        lines.insert(-1, DraftLine("note", reply("hide_fix", u.lang)))
    if stop == "change_life":
        lines.insert(1, DraftLine("note", reply("change_life_ask", u.lang)))
    if stop == "promise":
        lines.append(DraftLine("note", reply("no_content_door", u.lang)))
    return Draft(status, tuple(lines))


def small_talk(u: Understanding, conversation: Conversation) -> Draft:
    folded = fold_plain(u.text)
    if conversation.careful and not re.search(r"고마|고맙|감사|thank|thx", folded):
        keys: tuple[str, ...] = ("with_you",)
    elif re.search(r"고마|고맙|감사|땡큐|ㄳ|ㄱㅅ|thank|thx", folded):
        keys = ("thanks",)
    elif u.text and INSULT.search(folded):
        keys = ("insult",)
    elif re.search(r"누구|이름|사람이야|로봇|ai야|whoare|whatareyou|areyou", folded):
        keys = ("what_i_am",)
    else:
        keys = ("hello", "hello_ask")
    lines = tuple(DraftLine("warm", reply(key, u.lang)) for key in keys)
    return Draft(Status.ANSWERED, lines)


def unknown_name(base: Base, sections: SectionLookup, u: Understanding, today: date) -> Draft:
    retrieval = sections.search(u, today)
    names = sections.near_names(u, retrieval)
    lines = [DraftLine("note", reply("unknown_name", u.lang, name=u.unknown[0]))]
    if names:
        lines.append(DraftLine("note", reply("near_real", u.lang, names=", ".join(names))))
    lines.append(DraftLine("who", reply("no_content_door", u.lang)))
    near = [h.record for h in retrieval.kept[:3] if isinstance(h.record, Section)]
    return Draft(Status.NO_CONTENT, tuple(lines), suggestions=next_questions(base, near, u.lang, ()))


def nothing_found(sections: SectionLookup, u: Understanding, retrieval: Retrieval) -> Draft:
    lines = [DraftLine("note", reply("no_content", u.lang)), DraftLine("who", reply("no_content_door", u.lang))]
    names = sections.near_names(u, retrieval)
    if names:
        lines.insert(1, DraftLine("note", reply("near_real", u.lang, names=", ".join(names))))
    return Draft(Status.NO_CONTENT, tuple(lines))


def framed(draft: Draft, u: Understanding, conversation: Conversation) -> Draft:
    """Words around the answer: a careful line after a crisis, a line for speakers of other languages."""
    lines = list(draft.lines)
    if u.foreign and u.lang == "en":
        lines.insert(0, DraftLine("note", reply("foreign", "en")))
    if conversation.careful:
        conversation.careful = False
        lines.append(DraftLine("warm", reply("careful", u.lang)))
        return replace(draft, lines=tuple(lines), suggestions=())
    return replace(draft, lines=tuple(lines))
