"""What a message says of somebody else: the clauses whose subject is a relative or a friend are no facts of the person.

They still tell of the household (its size, its income, dependants). Pure.
"""

from __future__ import annotations

import re

KIN = (
    r"(?:시?(?:어머니|아버지|어머님|아버님)|장모님?|장인(?:어른)?|시부모님?|엄마|아빠|엄빠|부모님?|(?:외|친)?할머니|(?:외|친)?할아버지|할매|동생|여동생|남동생|언니|오빠|누나|누님|형님?|"
    r"아들(?:놈)?|딸(?:애)?|아이|애기|애들?|자녀|조카|삼촌|이모|고모|사촌|남편|신랑|아내|와이프|집사람|배우자|여친|남친|여자친구|남자친구|애인|친구|지인|선배|후배|룸메)"
)
_MINE = r"(?:저|나|제|내|전|난|본인)(?:가|는|도|는요|이|한테|의|\s|만|\d|$)"
# Where a clause ends: at a mark, a connecting ending before a space or the person's own word, the next relative.
_END = (
    rf"(?:는데요?|은데요?|인데요?|던데|지만|라서|아서|어서|해서|(?<!에)서|니까|이라|거든요?|[가-힣]고요?)(?=[\s,.]|{_MINE}|(?:저|나|제가|내가)?(?:국취|내배카|실업|실급)|$)|[,.!?~/]|(?=\s{_MINE})|(?=\s{KIN}(?:이|가|은|는|도)\s)|$"
)
_SUBJECT = re.compile(
    rf"(?<![가-힣])(?:우리\s?|저희\s?|제\s?|내\s?)?{KIN}(?:들)?(?:이|가|은|는|도|만|께서는?)(?!랑|서|나\s|서도|없)\s?.{{0,40}}?(?:{_END})", re.I | re.S
)
_OF_THEM = (
    r"(?:올해\s?|지금\s?|현재\s?)?(?:고등|중학|초등|대학|전문대|유치원|고[123삼](?!\d)|중[123](?!\d)|초[1-6](?!\d)|\d{1,3}\s?(?:살|세)|[1-4]학년|재수|공무원|군인|직장|회사(?:원|\s?다)|대기업|자영업|소상공인|사장|"
    r"백수|무직|전업|주부|취준|실업\s?급여|실급|국취|알바|월급|월\s?\d|연봉|소득|장애|중증|기초|차상위|폐업|가게|비자|f-?\d)"
)
_NAMED = re.compile(rf"(?<![가-힣])(?:우리\s?|저희\s?|제\s?|내\s?)?{KIN}(?:들)?\s{_OF_THEM}.{{0,30}}?(?:{_END})", re.I | re.S)
_AGED_FIRST = re.compile(rf"(?<!\d)\d{{1,3}}\s?(?:살|세)\s?(?:된\s?|인\s?|짜리\s?|드신\s?|넘은\s?)?(?={KIN}(?:랑|이랑|하고|와|과|이|가|은|는|도|을|를|님|의|\s|,|$))")
_AGES = re.compile(rf"(?<![가-힣]){KIN}(?:들)?(?:이|가|은|는|도)?\s?(?:올해\s?)?\d{{1,3}}\s?(?:살|세)(?:\s?[,랑와과]\s?\d{{1,3}}\s?(?:살|세))+")
_KIN_EN = (
    r"(?:mother|father|mom|mum|dad|parents?|grand(?:mother|father|ma|pa|parents?)|brother|sister|siblings?|son|daughter|kids?|child(?:ren)?|husband|wife|spouse|partner|boyfriend|girlfriend|"
    r"friend|cousin|uncle|aunt|nephew|niece|roommate|(?:mother|father)-in-law)s?"
)
_SUBJECT_EN = re.compile(
    rf"\b(?:my|our|his|her) (?:(?:younger|older|elder|little|big|best|disabled|elderly|only|own) )*{_KIN_EN}(?:'s)?\b(?! and (?:i|me)\b)(?:[^,.;!?]|[.,](?=\d)){{0,80}}?(?=,(?!\d)|\.(?!\d)|;|!|\?|\b(?:and|but|so|while) (?:i|i'm|im|can|my|we)\b|\b(?:can|could|do|am|may) i\b|$)",
    re.I,
)


def own_words(text: str) -> str:
    """The message with what it says of others blanked out, character for character."""
    for pattern in (_AGES, _AGED_FIRST, _SUBJECT, _NAMED, _SUBJECT_EN):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text
