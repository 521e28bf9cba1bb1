"""English words of somebody in danger, hurt or low. Unlike the Korean ones they are looked for word by word.

Pure. `english` puts a text into the form the patterns are written against: "I can't..." is "i cant".
"""

from __future__ import annotations

import re
from typing import Final


def english(text: str) -> str:
    """Lower case without apostrophes; whatever isn't a letter or digit is one space."""
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’`]", "", text.lower())).strip()


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")


_NO_ONE: Final = r"(?:nobody|no ?one|none of them|not a soul|who)"
_GONE: Final = (
    r"(?:(?:were|was|am|m|are)? ?(?:just )?(?:gone|dead|not here|not around|no longer here|werent here|wasnt here)"
    r"|(?:just )?(?:die|died|disappear|disappeared|vanish|vanished|killed myself|didnt wake up|didnt exist|never existed))"
)
CRISIS: Final = _any(
    # nobody would miss me
    rf"{_NO_ONE} (?:would|will|d|will ever|would ever)? ?(?:even |really )?(?:notice|care|cares|miss me|cry|mind|know|be sad)"
    rf" (?:if|when) (?:i|im) ?{_GONE}",
    rf"(?:would|will) any ?(?:one|body) (?:even )?(?:notice|care|miss me|cry)(?: if i ?{_GONE})?",
    rf"(?:if|when) (?:i|im) ?{_GONE} {_NO_ONE}",
    rf"(?:better|happier|easier|best|relieved|fine) (?:off )?(?:for (?:everyone|everybody|them) )?(?:without me|(?:if|when|once) (?:i|im) ?{_GONE})",
    r"world (?:would|will|is) (?:be )?(?:better|fine) without me",
    r"(?:every ?one|they|the world|my family|my parents)(?: all)? (?:would|will|d|is|are) (?:all )?be better off(?! with a)",
    # wanting it to end
    r"(?:want|wanted|wish|need|hope) (?:it|this|everything|things|life|my life)(?: all| just)? to (?:all )?(?:be over|end|be done)(?! soon| with)",
    r"(?:ready|going|gonna|want|wanna|plan|planning|decided|tempted|about) (?:to )?(?:die|end (?:it|my life|things|everything|myself)|not exist|stop existing|stop living)",
    r"(?:thoughts?|thinking|dream(?:ing|t)?|dreams?) (?:of|about) (?:dying|death|ending (?:it|my life)|being dead|not existing|killing myself)",
    r"(?:dont|do not|didnt|no longer|never) (?:really |even )?(?:want|wanna|wish) (?:to )?(?:live|be alive|exist|wake up|be here|go on living|be on this earth)",
    r"(?:wish|hope) (?:that )?i(?:d)? (?:could |would |can |might )?(?:just |simply )?(?:die|was dead|were dead|am dead|never wake up|dont wake up|didnt wake up|"
    r"wont wake up|didnt exist|dont exist|stop existing|never existed|was gone|were gone|could disappear|had died|not wake up|wasnt here|wasnt alive)",
    r"(?:sleep|asleep) (?:forever|and never wake(?: up)?|and not wake(?: up)?)",
    r"(?:rather|sooner|better) (?:be|off|me) dead|want(?:ed)? to be dead|(?:life|living) (?:is not|isnt|is no longer|aint) worth(?: living| it)?|not worth living",
    r"(?:nothing|no ?one|no reason|dont have anything|have nothing)(?: left)? to live for|(?:no|without a?n?y?) ?(?:reason|point|purpose|will) (?:to|in|of|for) (?:live|living|life|exist|existing|being alive|keep living)",
    r"(?:tired|sick) of (?:existing|being here|being alive|living|life)|(?:give|gave|given|giving) up on (?:life|living|my life)",
    r"why (?:am i|do i) (?:even |still )*(?:alive|living|live|exist|here on earth)|why was i (?:even )?born|(?:regret|sorry) (?:being|for being|i was) born",
    r"i (?:shouldnt|should not|should never|dont deserve to|do not deserve to) (?:have been born|be alive|exist|live)",
    r"(?:might|will|going to|gonna|want to|wanna|could|urge to|afraid i(?:ll| will)|scared i(?:ll| will)) (?:kill|hurt|harm|cut) myself",
    r"(?:take|took|taking|swallow(?:ed)?) (?:all )?(?:my|the|these|a bottle of|too many) (?:sleeping )?pills|(?:jump|jumping) (?:off|from|in front of|into the (?:river|han))",
    r"(?:want|wanna|wish i could|feel like|like to|could) (?:to )?(?:just )?(?:disappear|vanish|disappearing|vanishing)(?= |$)(?! from the list)",
    r"(?:dont|do not) want to be here(?: anymore| any more| any longer)?$|(?:no|any) (?:reason|point) (?:to be|in being) here|wish i (?:was|were|had)(?: never|nt| not)(?: been)? born|(?:never|not to) wake up(?: again| tomorrow)?",
    r"cant (?:go on|keep going|keep living|do this any ?more|take (?:it|this) any ?more)(?= |$)(?! with| to the| the)|nothing matters(?: anymore)?$|no point(?: in)? (?:anymore|going on|in life)|whats the point of (?:living|life)",
    r"(?:my|a) (?:last|final) (?:message|goodbye)|goodbye (?:world|forever)|suicide note|kms|end myself|off myself",
    r"cant (?:live|do life|bear (?:to live|living|life)) ?(?:like this|anymore|any longer|any more)?(?= |$)(?! with| off| on| in| near| at)",
)
# The same written together
CRISIS_TOGETHER: Final = re.compile(
    r"killmyself|killingmyself|wanttodie|wannadie|wishiwasdead|wishiweredead|endmylife|suicid|dont?wanttolive(?!in|with|at|off|on|near|alone)|dontwanttobealive|"
    r"noreasontolive|enditall|hurtmyself|selfharm|betteroffdead|nobodywouldmissme|nopointinliving|betteroffwithoutme|takemyownlife|"
    r"unalive|cutmyself|cuttingmyself|overdose|hang(?:ing)?myself|noreasontobehere|cantgoonanymore|thinkingofdeath"
)
# Tired of a search or a course, or of living somewhere: not of life. Taken out before CRISIS is looked for.
CRISIS_NOT: Final = _any(
    r"(?:job search|job hunt|job hunting|interview|interviews|exam|exams|course|training|contract|paperwork|application|applications|"
    r"probation|internship|waiting|class|classes|semester|project|procedure|process)[a-z ]{0,40}?(?:to (?:all )?(?:be over|end|be done))",
    r"(?:live|living) (?:alone|with|off|on|in|near|at|at home|far|here|there|together)(?: [a-z]+)?",
    r"suicide prevention|prevent(?:ing)? suicide|dying to (?!be)[a-z]+",
    r"jump(?:ing)? (?:into|from|off) (?:a |an |the )?(?:new|another|it|career|field|job|company)[a-z ]*",
    r"(?:end|ending|finish) (?:it|my)? ?(?:contract|course|training|internship|job|work)",
)

_THEM: Final = (
    r"(?:he|she|they|my (?:step)?(?:dad|father|mom|mum|mother|parents|brother|sister|uncle|husband|wife|boyfriend|girlfriend|partner|ex|boss|manager|"
    r"supervisor|senior|coworker|colleague|landlord|roommate|team leader|owner|teacher|instructor|family)|(?:the|our) (?:boss|manager|owner|supervisor|instructor|ceo))"
)
_BODY: Final = r"(?:body|thigh|thighs|leg|legs|waist|butt|breasts?|chest|hips?|shoulders?|hand|hands|hair|back|face|neck)"
VIOLENCE: Final = _any(
    r"sexual(?:ly)? (?:harass|assault|abus)\w*|domestic violence|being abused|abuses me|raped me|was raped|(?:hits|beats|touches|slaps|kicks) me(?! (?:out|off|from|up|to))",
    rf"{_THEM}(?: [a-z]+){{0,6}}? (?:hit|hits|hitting|beat|beats|beating|slap|slaps|slapped|kick|kicks|kicked|punch|punches|punched|chok(?:e|es|ed)|strangl(?:e|es|ed)|shov(?:e|es|ed)|drag(?:s|ged)?) me(?! (?:out|off|from|up|to))",
    rf"{_THEM}(?: [a-z]+){{0,8}}? (?:hits?|beats?|slaps?|kicks?|punches) (?:(?:me|us)(?! (?:out|off|from|up|to))|and kicks)",
    rf"{_THEM}(?: [a-z]+){{0,4}}? (?:throws?|threw|throwing|smash(?:es|ed)?) (?:things|stuff|objects|plates|bottles|dishes)",
    rf"{_THEM}(?: [a-z]+){{0,6}}? (?:wont|will not|doesnt|does not|never|didnt) (?:let|allow) me (?:to )?(?:leave|go out|out|go outside|call|use my phone|see any ?one)",
    rf"{_THEM}(?: [a-z]+){{0,4}}? (?:locks?|locked) me|{_THEM}(?: [a-z]+){{0,4}}? (?:threaten(?:s|ed|ing)?|threats?) (?:to (?:kill|hit|hurt|beat)|me)",
    rf"{_THEM}(?: [a-z]+){{0,5}}? (?:touch(?:es|ed|ing)?|grop(?:es|ed|ing)|grab(?:s|bed|bing)?|rub(?:s|bed|bing)?|strok(?:es|ed)|squeez(?:es|ed)) (?:me|my {_BODY})",
    rf"{_THEM}(?: [a-z]+){{0,5}}? (?:hugs?|hugged|hugging|kiss(?:es|ed|ing)?) me|{_THEM}(?: [a-z]+){{0,6}}? (?:forces?|forced|forcing) (?:me|himself) (?:to (?:drink|sleep|kiss|touch|have)|on me)",
    r"(?:scared|afraid|terrified|frightened) of my (?:step)?(?:dad|father|mom|mother|husband|wife|boyfriend|girlfriend|partner|ex|brother)",
    r"i (?:am|m|was|got|get|keep getting|am being|was being) (?:being )?(?:beaten|hit by|abused|raped|molested|stalked|sexually)|stalking me|(?:is|keeps) following me home",
)
VIOLENCE_NOT: Final = _any(r"hit me (?:up|with)", r"beat me to", r"(?:touch|grab|hug)(?:es|ed|s)? me (?:deeply|emotionally)")

_HARDLY: Final = (
    r"(?:stopped|quit|barely|hardly|scarcely|havent(?: been)?|have not(?: been)?|not(?: been)?|cant|cannot|couldnt|could not|dont(?: want to| feel like| even want to)|"
    r"do not want to|unable to|forget(?:ting)? to|no longer|wont)"
)
_EFFORT: Final = (
    r"(?:trying|applying|anything|everything|getting up|going on|looking|searching|job ?hunting|interviews?|studying|working|waking up|bothering|life|living|"
    r"(?:to )?(?:try|apply|go on|get up|bother))(?: any ?more| any longer| again| for (?:jobs?|work|anything))?"
)
_FOR_NOTHING: Final = r"(?! (?:to|for|at|in|with) (?:the|a|an|nesp|type|kdt|this|that|it|unemployment)\b| if i| when i)"

LOW: Final = _any(
    r"depress(?:ed|ing|ion)|hopeless|overwhelmed|worthless|exhausted|burn(?:t|ed)? ?out|giving up|give up(?: on)? (?:everything|life)|i ?am so tired|im so tired|no ?body wants? me",
    r"(?:whats|what is|what was) the (?:point|use|meaning)(?: (?:of|in) (?:anything|it all|all (?:of )?this|trying|even trying|everything|applying anymore|getting up|my life))?(?: anymore)?$",
    r"(?:whats|what is) the (?:point|use) (?:of|in) (?:anything|it all|all this|trying|even trying|everything|getting up|going on)",
    r"(?:dont|cant|cannot|do not) (?:even )?(?:see|imagine|have) (?:a|any|my|much)? ?(?:future|hope|way out|way forward|light)",
    r"(?:there is |theres |i have |ive )?(?:no|got no|zero) (?:future|hope|way out|strength|energy|motivation|confidence|friends|will|purpose)(?: (?:left|for me|anymore|at all|to))?(?! required| needed| in| date| dates| plan| plans)",
    r"(?:just |really )?want (?:it|this) to (?:stop|be over)|(?:dark|bad|scary) thoughts",
    r"(?:i am|im|i feel|feel|feeling|felt|i ve been|ive been)(?: so| very| really| just| completely| totally| always| kind of| pretty| too)*"
    r" (?:empty|useless|worthless|numb|hopeless|broken|trapped|invisible|ashamed|pathetic|lonely|alone|miserable|lost|stuck|drained|defeated|helpless|discouraged|low|down|blue|burned out|burnt out|exhausted|"
    r"anxious|panicking|terrified|suffocated|rejected|left out|like (?:such )?(?:a )?(?:failure|loser|burden|nothing|trash|garbage|crying|dying|giving up)|dead inside|falling apart|drowning|at my limit|sick of (?:everything|it all|myself))",
    r"(?:i am|im) (?:such )?a (?:loser|failure|burden|mess|disappointment|joke|waste(?: of space)?)|(?:burden|disappointment) (?:to|on|for) (?:everyone|my (?:family|parents|mom|mum|dad|friends))",
    r"(?:cant|cannot|cant even|can t) (?:stop crying|sleep|eat|breathe|cope|take it|take this(?: any ?more)?$|do anything|get out of (?:my )?(?:bed|room)|leave (?:my|the) (?:room|house|bed)|face (?:people|anyone|the day))",
    # neither food nor sleep
    rf"{_HARDLY} (?:really |even |properly |be able to |to )*(?:eat(?:ing|en)?|sleep(?:ing)?|slept|get up|get out of (?:my )?bed|leave (?:my|the) (?:room|house|bed))"
    r"(?! (?:meat|pork|beef|fish|gluten|dairy|spicy|there|here|at (?:work|the)|in (?:the|a) (?:dorm|office)|over)\b)",
    r"(?:lost|losing|no|dont have|havent(?: had)?)(?: my| all| an| any| much)? appetite|(?:skipping|skip) (?:all )?(?:my )?meals|havent (?:eaten|slept)(?: properly| well| in| for| anything)?",
    # no point, no use, no meaning
    rf"(?:dont|do not|cant|cannot|no longer|hardly|not|didnt) (?:really |even )?(?:see|seeing|find|feel|know) (?:the|a|any|much|what) (?:point|use|reason|meaning)(?: is)?(?: (?:of|in|to|for) (?:it|this|all|any|{_EFFORT}).*)?(?= |$)(?! (?:(?:of|in) (?:the|a|nesp|type|kdt)|where|at|on)\b)",
    rf"(?:no|little|zero|not much|isnt any|not any|what) (?:point|use|meaning|sense) (?:in |of |to )?(?:even |me )?{_EFFORT}{_FOR_NOTHING}",
    rf"(?:every ?thing|it all|all (?:of )?(?:it|this)|life|{_EFFORT}|(?:the |my )?(?:job )?(?:search|hunt))(?: [a-z0-9]+){{0,4}}? (?:pointless|meaningless|futile|hopeless|in vain)(?! for)|(?:feel|feels|feeling|just|so|all|totally|completely) (?:pointless|meaningless|futile)(?! for)",
    r"cry(?:ing)? (?:every|all|myself|at night|a lot|alone)|cried (?:all|every|again)|panic attacks?|(?:havent|have not|dont|never) (?:left|leave|go out of) (?:my|the) (?:room|house|home)(?: for| in)?",
    r"(?:scared|afraid|terrified) (?:of people|of everything|to (?:go outside|leave|meet|face|see people))|hate (?:myself|my life|being me|everything about me)",
    r"(?:nobody|no one|noone) (?:cares|likes me|wants me|loves me|hires me|will (?:ever )?hire me|understands me|(?:replies|responds) to me|would hire me)|(?:will|would) (?:no one|nobody|anyone) ever hire me",
    r"(?:every ?one|every ?body|all my (?:friends|classmates)|they all)(?: [a-z]+){0,7}? (?:but|except)(?: for)? me\b|(?:im|i am) the only one (?:left|without|who|still|that|in my)|"
    r"(?:every ?one|every ?body|all my (?:friends|classmates)) (?:else )?(?:is|has|are|have|got|gets)(?: [a-z]+){0,5}? (?:and|while) (?:i|im) (?:am )?(?:still|just|here|cant|not|nothing|alone)",
    r"(?:falling|left|fell|so far) behind (?:everyone|every ?body|my friends|in life|others|them)|(?:why (?:is it|am i) (?:always me|like this|such a|so useless|so stupid|so pathetic)|why me)",
    r"(?:rejected|failed|turned down|rejections?|ghosted)(?: again)? (?:by|from|at|on)? ?(?:every ?(?:where|one|company|single)?|all|\d{1,3}|dozens|hundreds|so many|countless|another)\b|"
    r"(?:\d{2,3}|dozens of|hundreds of|countless|so many|endless) (?:rejections?|rejection (?:letters|emails)|failed interviews)|(?:failed|rejected|bombed) (?:again|yet again|every (?:single )?(?:time|interview))|"
    r"(?:failed|bombed|flunked) \d{1,3} (?:job )?(?:interviews|times)",
    r"(?:done|fed up|had enough|tired) (?:with|of) (?:everything|it all|life|trying|this life|all of it)|(?:want|feel like|tempted) to (?:give up|quit everything|run away|hide|disappear|scream|cry)|given up(?! my| the| on the)",
)
LOW_NOT: Final = _any(
    r"(?:confidence|motivation|energy|depression|anxiety) (?:coach|sector|industry|industries|company|companies|drinks?|engineer\w*|counsell?or)",
    r"lonely planet|no one (?:else )?(?:but|except)|(?:motivation|cover) letter",
    r"(?:feel|feeling) (?:free|like (?:trying|learning|doing|studying))",
    r"(?:im|i am|feel|feeling|i feel) (?:lost|stuck|down|alone) (?:(?:on|at|in|with|for) )?(?:the|this|a|step|page|form|website|app|question|which|what|how|work24|that|deciding|choosing)[a-z0-9 ]*",
)
