"""Patterns that tell how something is asked: for steps, as a claim, to hide something, in anger. Folded text."""

from __future__ import annotations

import re

STEPS = re.compile(r"어떻게신청|신청방법|신청하는법|신청절차|방법|절차|순서|how(?:do|can|to)(?:i)?(?:apply|sign|get|join)|steps|어떻게함|어케|어떻게(?:해|하|받|가입|만들)")
HOW_TO_HIDE = re.compile(r"방법|가짜|만들어줘|만들어주|허위|걸로해|처럼해|안걸리|안들키|들키지|걸리지|숨기|숨겨|꾸며|조작|위조|대리|대신|해달|해줘|해주|꿀팁|how|without|fake|hide")
INSULT = re.compile(r"씨발|시발|ㅅㅂ|병신|ㅂㅅ|꺼져|쓸모없|멍청|바보야|개같|좆|fuck|stupid(?:bot)?|useless|shutup|idiot")
CLAIMED = re.compile(
    r"맞[지죠나아]|맞는거|이?[죠쥬](?:$|요)|잖아|아니(?:야|에요|었|냐|지)|아님|라던데|다던데|라며|다며|다고들|"
    r"right$|isnt|correct$|iheard|true$"
)
EARNING = re.compile(r"소득|알바|수입|월급|벌|일한|일하|취업|현금|income|earn|job|work")
EN_STOP = frozenset(
    "the and for are you can how what when where does much many with from have this that will not get".split()
)
