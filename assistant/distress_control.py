"""Words of somebody whose money, phone, papers or way to work another person holds, in both languages. Pure.

Control by somebody at home is danger without a blow. One sign is enough where it can hardly be meant otherwise (a
partner who forbids work, a phone taken away); money withheld counts from a partner only: an allowance that parents don't
give is none. Korean patterns run folded, English ones word by word (`distress_en.english`).
"""

from __future__ import annotations

import re
from typing import Final

_PARTNER: Final = r"(?:전?남편|신랑|아내|와이프|배우자|전?남친|전?남자친구|전?여친|전?여자친구|애인|동거인|시댁|시부모님?|시어머니|시아버지)"
_KIN: Final = r"(?:부모님?|엄마|아빠|아버지|어머니|새아빠|새엄마|계부|계모|오빠|언니|누나|형|삼촌|가족들?|친척|룸메이트?)"
_HOME: Final = rf"(?:{_PARTNER}|{_KIN})"
_SUBJECT: Final = r"(?:이|가|은|는|께서|들이|들은)"
_BOSS: Final = r"(?:사장님?|회사|업주|고용주|공장장|브로커|소개소|대표님?)"
_PAPERS: Final = r"(?:여권|외국인등록증|신분증|주민등록증)"
_MONEY: Final = r"(?:월급|급여|알바비|번돈|통장|체크카드|신용카드|은행카드|카드|계좌|수당)"
_THINGS: Final = rf"(?:{_MONEY}|{_PAPERS}|휴대폰|핸드폰|폰|지갑|차키)"
_MINE: Final = r"(?:내|제|저의|나의)?"
_MORE: Final = r"(?:이랑|랑|하고|과|와|도|까지|을|를|은|는|모두|전부|다|매번|맨날|항상|계속|강제로|억지로|몰래|자꾸)*"
_TAKES: Final = (
    r"(?:뺏(?:어|었|았|고|겨|겼|는|음|긴)|빼앗|가져가(?!서재|래|도록)|가져갔|가져감|압수|빼돌|안돌려|돌려주(?:지|질)|안내놓|못쓰게|쓰지못하게|"
    r"(?<!안)숨겨(?:놓|두|버|요|서)|숨겼|쥐고안|안줘|안주(?:고|세|네|는데|십|신|면서)|주지(?:를)?않)"
)
_WATCHES: Final = (
    r"(?:폰|휴대폰|핸드폰|카톡|문자|위치|통화기록)(?:을|를|이랑|하고|까지|도|다|매일|맨날|계속|몰래|일일이)*"
    r"(?:검사|뒤져|뒤지|감시|추적|확인하고|확인해요|들여다|훔쳐)"
)
_FORBIDS: Final = r"(?:하게|다니게|나가게|구하게|하지|다니지|나가지|구하지)(?:를)?(?:못하게|못)?(?:해(?!서돈)|하고|하네|하세|하시|한다|하는데|함|했|막)"
CONTROL_KO: Final = re.compile(
    # what is mine is held by another
    rf"{_HOME}{_SUBJECT}?{_MINE}(?:[가-힣]{{0,6}})?{_MINE}{_THINGS}{_MORE}(?:{_THINGS}{_MORE})*{_TAKES}|"
    rf"{_HOME}{_SUBJECT}[가-힣]{{0,6}}{_WATCHES}|{_BOSS}{_SUBJECT}[가-힣]{{0,6}}{_PAPERS}{_MORE}{_TAKES}|"
    # a partner who forbids work or withholds what the house lives on
    rf"{_PARTNER}{_SUBJECT}[가-힣]{{0,10}}(?:일|직장|취업|알바|회사|출근|밖|외출)(?:을|를|도|은|에|조차|자체를)?(?:절대|아예)?(?:못|안){_FORBIDS}|"
    rf"{_PARTNER}{_SUBJECT}[가-힣]{{0,10}}(?:일|직장|취업|알바|회사)(?:을|를|도|은|에|조차)?(?:하지|다니지|나가지|구하지)(?:를)?(?:못하게|말라고?(?:해|하|협))|"
    rf"{_PARTNER}{_SUBJECT}[가-힣]{{0,8}}(?:생활비|돈|양육비)(?:을|를|도)?(?:한푼도|일절|아예|전혀|절대|하나도)*(?:안줘|안주|주지않|끊어|끊었)|"
    # kin who keep somebody in, or from work and money at once
    rf"{_KIN}{_SUBJECT}[가-힣]{{0,10}}(?:밖에|집밖에|외출도?|아무데도|어디도)(?:를|을)?못나가게|"
    rf"{_KIN}{_SUBJECT}[가-힣]{{0,10}}(?:일|직장|취업)(?:을|도)?(?:절대|아예)?못(?:하게|다니게|나가게)(?:해|하|막)[가-힣]{{0,8}}(?:돈|통장|카드|폰)(?:을|도)?(?:안줘|안주|뺏|빼앗)"
)
# The learning card, a card made anew, and a place for two to sign aren't control.
CONTROL_KO_NOT: Final = re.compile(r"(?:내일)?배움카드|내배카|재발급|실수로|착각|잘못가져|용돈")

_PARTNER_EN: Final = r"(?:my|his|her|the) (?:ex ?)?(?:husband|wife|boyfriend|girlfriend|partner|spouse|fiance|in laws|mother in law|father in law|ex)"
_HOME_EN: Final = (
    rf"(?:{_PARTNER_EN}|my (?:step)?(?:dad|father|mom|mum|mother)|my (?:parents|family|brother|sister|uncle|aunt|roommate)|he|she|they)"
)
_OWN_EN: Final = (
    r"my (?:own )?(?:whole |entire |bank |debit |credit |atm |residence |alien )*(?:cards?|money|salary|pay(?: ?checks?)?(?! (?:slip|stub))|wages?|earnings|"
    r"income|phone|passport|id|bank ?book|account|savings)"
)
_OUT_EN: Final = r"(?! (?:overtime|extra|late|nights?|at night|weekends?|on weekends|remotely|from home|there|until|more than|with you|and pay)\b)"
CONTROL_EN: Final = re.compile(
    r"\b(?:"
    rf"{_HOME_EN}(?: (?:always|just|also|even|has|have|had|is|keeps|still|again|secretly))* "
    rf"(?:took|take|takes|taking|taken|hid|hides|hiding|holds|confiscated|confiscates|controls|controlling|steals|stole|seized|withholds|keeps|kept)"
    rf"(?: away| all| of| both)* {_OWN_EN}(?! to )|"
    rf"(?:the |my )?(?:boss|employer|owner|broker|company|agency|manager)(?: [a-z]+){{0,3}} (?:took|takes|keeps|kept|holds|hid|confiscated|wont give back) my (?:passport|id|phone|alien card)|"
    rf"{_HOME_EN}(?: [a-z]+){{0,4}} (?:wont|will not|doesnt|does not|never|didnt) (?:let|allow) me (?:to )?(?:work|get a job|have a job|have (?:my own |any )?money|"
    rf"keep (?:my|any) (?:money|pay|salary)|use (?:my|any) (?:money|card|phone)|leave the (?:house|home)|look for (?:work|a job)|earn){_OUT_EN}|"
    rf"{_HOME_EN}(?: [a-z]+){{0,3}} (?:forbids?|forbade|stops?|prevents?|bans?) me (?:from )?(?:working|to work|leaving|going out|getting a job|having a job)|"
    rf"{_HOME_EN}(?: [a-z]+){{0,6}} (?:checks?|monitors?|tracks?|goes through|reads|spies on)(?: all| every)? (?:my (?:phone|messages|texts|location|calls)|where i (?:go|am)|everything i do)|"
    rf"{_PARTNER_EN}(?: [a-z]+){{0,4}} (?:gives? me no money|(?:doesnt|wont|never|refuses to) gives? me (?:any )?money)"
    r")\b"
)
# Said half in English: the person in one language, what they do in the other
CONTROL_MIXED: Final = re.compile(
    rf"(?:husband|boyfriend|wife|girlfriend|partner){_SUBJECT}[가-힣a-z]{{0,10}}(?:{_THINGS}|phone|card|salary|money|passport){_MORE}(?:{_TAKES}|take|control|check)|"
    rf"{_HOME}{_SUBJECT}[가-힣]{{0,6}}(?:phone|card|salary|money|passport){_MORE}(?:{_TAKES}|take|control|check)|"
    rf"(?:husband|boyfriend|partner|{_PARTNER}){_SUBJECT}[가-힣]{{0,8}}(?:work|job|일)(?:을|를|도)?(?:아예|절대)?못하게(?:해|하|막)"
)


def is_controlled(folded: str, spaced: str) -> bool:
    """Whether the words, in folded and in English form, tell of money, phone, papers or work held by another."""
    if CONTROL_EN.search(spaced):
        return True
    rest = CONTROL_KO_NOT.sub("", folded)
    return bool(CONTROL_KO.search(rest) or CONTROL_MIXED.search(rest)) and len(rest) == len(folded)
