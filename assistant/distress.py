"""Words of somebody in danger, hurt or low: what stops everything else, and what asks for a warm word first.

Pure functions. Korean patterns (`distress_ko`) run on text folded to lower case without white space or punctuation, so
that "살기 싫다", "살기싫다.." and "살 기 싫다" are one thing; English ones (`distress_en`) on whole words. Both directions
are tested: a crisis that is missed costs most, but idioms ("죽이네") and job fields ("자살예방 상담사") are none.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant import distress_en as en
from assistant import distress_ko as ko
from assistant.distress_control import is_controlled


def fold_plain(text: str) -> str:
    """Lower case, letters and digits only: what the patterns of guards and understanding are written against."""
    return re.sub(r"[^0-9a-z가-힣ㄱ-ㅎㅏ-ㅣ]", "", text.lower())


# Words people use against themselves: they say how somebody feels, not what work they want.
SELF_INSULT = re.compile(
    r"(?:나|저|내가|제가|난|전)\s?(?:같은|따위|는|은|이|진짜|그냥)?\s?(?:쓰레기|패배자|실패자|루저|찐따|잉여|벌레|바보|병신|쓸모\s?없는?\s?(?:인간|사람|놈|년)?)(?:도|는|인가|인데|같은|같아|야|라서|임)?"
)


def looks_like_crisis(text: str) -> Literal["crisis", "violence", "control"] | None:
    """Whether the words speak of wanting to die, of being hurt, or of being held by somebody. Idioms and job fields
    that use such words don't."""
    plain = ko.CRISIS_NOT.sub("", fold_plain(ko.LIVING_THERE.sub("", text)))
    spaced = en.CRISIS_NOT.sub(" ", en.english(text))
    if (
        ko.CRISIS.search(ko.BEARING.sub("", plain))
        or ko.CRISIS_WORDS.search(ko.CRISIS_WORDS_NOT.sub("", text))
        or en.CRISIS.search(spaced)
        or en.CRISIS_TOGETHER.search(plain)
    ):
        return "crisis"
    if ko.WITH_A_QUESTION.search(fold_plain(text)):
        return None
    if _is_hurt(text):
        return "violence"
    return "control" if is_controlled(fold_plain(text), en.english(text)) else None


def looks_hurt(text: str) -> bool:
    """Whether somebody tells of being hurt or held as the reason for a question: a word first, then what they asked."""
    folded = fold_plain(text)
    return bool(ko.WITH_A_QUESTION.search(folded)) and (_is_hurt(text) or is_controlled(folded, en.english(text)))


def _is_hurt(text: str) -> bool:
    spaced = en.VIOLENCE_NOT.sub(" ", en.english(text))
    return bool(ko.VIOLENCE.search(fold_plain(text)) or en.VIOLENCE.search(spaced))


def looks_low(text: str) -> bool:
    """Whether somebody says that they feel low, worn out or worthless, short of danger."""
    plain, spaced = fold_plain(text), en.english(text)
    plain = ko.AT_HOME.sub("", plain) if ko.AT_HOME_FOR.search(plain) else plain
    if ko.LOW_NOT.search(plain) or en.LOW_NOT.search(spaced):
        return bool(SELF_INSULT.search(text))
    return bool(SELF_INSULT.search(text) or ko.LOW.search(plain) or en.LOW.search(spaced))
