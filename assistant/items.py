"""Several sums or several schemes named in one message: each gets its own line, the first one leading."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.answer import Status
from assistant.evidence import Draft, DraftLine
from assistant.guards import fold_plain
from assistant.replies import reply
from assistant.understanding import Understanding
from assistant.writers.common import last_known_year, next_questions, support, who_line, without_verdict
from knowledge.base import Base
from knowledge.models import Section

_MOST: Final = 4
# A sum by its name and the section it stands in
_ITEMS: Final = tuple(
    (re.compile(pattern), section)
    for pattern, section in (
        (r"철거비|demolitionmoney", "hope-return/demolition-amount"),
        (r"전직장려수당|jobchangeallowance", "hope-return/job-allowance"),
        (r"재기사업화|재창업지원|restartfund", "hope-return/restart"),
        (r"국취(?:제)?(?:랑)?연계|국민취업(?:지원제도)?연계|nesplink", "nesp/hope-return"),
        (r"구직촉진수당|jobseekingallowance", "nesp/allowance-amount"),
        (r"(?<!조기)취업성공수당|취성수당|successpayment", "nesp/success-payment"),
        (r"참여수당", "nesp/type2-participation"),
        (r"(?<!특별)훈련장려금|trainingbonus", "learning-card/bonus-general"),
        (r"특별훈련수당|specialtrainingallowance", "kdt/special-allowance"),
        (r"조기재취업수당|earlyreemployment", "unemployment-benefit/early-reemployment"),
    )
)
_ALL: Final = re.compile(r"한번에|각각|모두|전부|다(?:설명|알려|얼마)|얼마|설명|정리|차례|each|all of|howmuch|explain")
# What a scheme is for whom: its section on who may have it
_WHO: Final = {
    "nesp": "nesp/types",
    "learning-card": "learning-card/who",
    "kdt": "kdt/who",
    "unemployment-benefit": "unemployment-benefit/overview",
    "youth-challenge": "youth-challenge/who",
    "work-experience": "work-experience/who",
    "hope-return": "hope-return/who",
    "job-leap": "job-leap/who-hired",
    "savings": "savings/future-who",
}
_WHICH: Final = re.compile(
    r"중에|뭐가(?:맞|나|좋|돼|되)|뭘(?:해|신청|받)|다(?:되|돼|받|가능|신청)|둘다|셋다|각각|어느|어떤(?:게|걸)|"
    r"which|all three|any of"
)
_BY_CHOICE: Final = "unemployment-benefit/voluntary-leaving"
_LEFT: Final = re.compile(r"자발|그만뒀|그만두|관뒀|스스로|quit|resign|voluntar")


def several(base: Base, u: Understanding, today: date) -> Draft | None:
    """One line for each sum or scheme, where a message names several and asks about all of them; None elsewhere."""
    folded = fold_plain(u.text)
    english = re.sub(r"\W", "", u.text.lower())
    ids = [id_ for pattern, id_ in _ITEMS if pattern.search(folded) or pattern.search(english)]
    if len(ids) > 1 and (_ALL.search(folded) or _ALL.search(english)):
        return _lines(base, u, ids, today)
    if len(u.families) > 2 and (_WHICH.search(folded) or _WHICH.search(u.text.lower())):
        named = [_WHO[f] for f in u.families if f in _WHO]
        if _LEFT.search(folded):
            named = [_BY_CHOICE if i == _WHO["unemployment-benefit"] else i for i in named]
        return _lines(base, u, named, today) if len(named) > 2 else None
    return None


def _lines(base: Base, u: Understanding, ids: list[str], today: date) -> Draft | None:
    sections = [s for i in ids[:_MOST] if (s := base.section(i, u.lang)) is not None]
    if len(sections) < 2:
        return None
    lines = [_line(s, first=n == 0) for n, s in enumerate(sections)]
    if years := [year for s in sections if (year := last_known_year(s, today)) is not None]:
        lines.insert(0, DraftLine("note", reply("last_known", u.lang, year=str(max(years)))))
    doors = [who for s in sections if (who := who_line(base, s, u.lang)) is not None]
    lines += list({line.text: line for line in doors}.values())[:2]
    shown = [s.id for s in sections]
    return Draft(Status.ANSWERED, tuple(lines), suggestions=next_questions(base, sections, u.lang, shown))


def _line(section: Section, *, first: bool) -> DraftLine:
    line = DraftLine("lead", without_verdict(section.lead), (support(section, section.lead),))
    return line if first else replace(line, kind="detail")
