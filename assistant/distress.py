"""Words of somebody in danger, hurt or low: what stops everything else, and what asks for a warm word first.

Pure functions. Patterns run on text folded to lower case without white space or punctuation, so that "살기 싫다",
"살기싫다.." and "살 기 싫다" are one thing. Both directions are tested: a crisis that is missed costs most, but idioms
("죽이네") and job fields ("자살예방 상담사") are none.
"""

from __future__ import annotations

import re
from typing import Literal


def fold_plain(text: str) -> str:
    """Lower case, letters and digits only: what the patterns of guards and understanding are written against."""
    return re.sub(r"[^0-9a-z가-힣ㄱ-ㅎㅏ-ㅣ]", "", text.lower())


_NOT_CRISIS = re.compile(
    r"자살(?:예방|방지|골|상담)|죽이는|죽이네|죽여주|죽여준|죽인다|자해공갈|killerresume|diecast|다이캐스팅|dyingto"
)
_NOT_CRISIS_SPACED = re.compile(r"자살\s?(?:예방|방지|골|상담|시도자)|자해\s?공갈")
_DONE_WITH = re.compile(
    r"(?:훈련|과정|공부|준비|수업|학교|서류|신청|과제|강의|프로젝트|취준|자소서|면접|상담|절차|계약|인턴)[가-힣]{0,6}끝내"
)
_CRISIS = re.compile(
    r"죽고(?:만)?싶|죽어버리|죽을래|죽을까|죽는게(?:나|낫)|죽는편이|죽어야|죽으면(?:편|끝|다)|목숨을?끊|"
    r"뛰어내리|살기(?:가|도)?(?:너무|진짜|정말)?싫|살고싶지않|살고싶은(?:마음|생각)이?없|살(?:아갈)?이유(?:가|를)?(?:없|모르)|"
    r"살아(?:서|야|있)[가-힣]{0,8}(?:뭐|이유|의미)|사라지고(?:만)?싶|없어지고(?:만)?싶|사라졌으면|없어졌으면좋겠|"
    r"(?:그냥|다|전부|모두|인생|이제|삶을?|모든걸|모든것을)끝내(?:고(?:만)?싶|버리|야|려)|극단적(?:인)?선택|"
    r"삶을포기|인생(?:을)?포기|(?:안|못)깨어났으면|눈(?:을)?(?:안|뜨지않|못)(?:떴|뜨|았)으면|"
    r"(?:내가|나하나|나)(?:없어져도|사라져도|죽어도(?!못|안|싫))|수면제(?:를)?(?:모으|모아|다먹|잔뜩)|약(?:을)?(?:한꺼번에|한번에|다)(?:먹고죽|털어)|"
    r"한강(?:에|으로|이나)?(?:가야|갈까|갈래|가고싶|뛰어)|숨(?:을)?쉬(?:기|는것|는거)(?:도|조차)(?:싫|힘들)|"
    r"세상(?:을)?(?:떠나고|등지)|손목(?:을)?(?:긋|그었|그을)|더는?못버티|더이상(?:은)?못버티|"
    r"내일(?:이|은)?(?:안|오지않|없)(?:왔|았|었)?으면(?:좋|해|$|싶)|아침(?:이|은)?(?:안|오지않)(?:왔|았)으면(?:좋|해|$|싶)|눈(?:을)?뜨(?:기|는게|는것도)(?:가)?(?:너무|진짜)?(?:싫|무서|괴롭)|"
    r"(?:나만|나하나|나하나쯤|나만아니면|내가|나)(?:만)?(?:없으면|사라지면|죽으면)[가-힣]{0,8}(?:편(?!지|의)|좋|행복)|(?:^|이제|이젠|진짜|정말|도저히|너무)못버티(?:겠|것같)|"
    r"(?:더|더이상|더는|이제|이젠)?버틸(?:힘|자신|기운|수)(?:이|도|가)?(?:더)?없|그만살(?:고싶|래|까|자)|이제그만(?:하고싶|살)|"
    r"(?:사는|살아가는|살아있는|숨쉬는)(?:게|것이|거|것도)(?:너무|진짜|그냥|매일|하루하루)?(?:지옥|고통|괴로|괴롭|끔찍|의미없|무의미|싫)|"
    r"(?:내|나|제|저)?존재(?:자체)?(?:가|도|만으로)?(?:민폐|짐|죄|의미없|싫)|죽음(?:을|만|이)?(?:생각|떠올|바라)|죽을생각|죽는생각|죽을방법|죽는(?:법|방법)|"
    r"태어나지(?:말|않았으면|않을걸)|세상에없었으면|(?:모든걸|모든것을|다)놓(?:고싶|아버리|을래)|"
    r"(?:나|저)(?:같은|따위)(?:건|거|놈|년|인간|애|사람)?(?:은|는|이)?(?:죽|없어져|사라져)|"
    r"killmyself|killingmyself|wanttodie|wannadie|wishiwasdead|wishiweredead|endmylife|suicid|"
    r"don'?twanttolive|dontwanttobealive|noreasontolive|enditall|hurtmyself|selfharm|betteroffdead|"
    r"cantgoonanymore|canttake(?:it|this)anymore|nothingmatters(?:anymore|$)|nobodywouldmissme|nopointinliving|tiredof(?:living|life|beingalive)|"
    r"(?:want|wanna|wish(?:icould)?|like|going)(?:to)?(?:just)?(?:disappear|vanish)|dontwanttobehere(?:anymore)?|donotwanttobehere|"
    r"wishiwas(?:never|nt|not)born|cantgoon(?:like|any|with|$)|cantdothisanymore|cantkeep(?:going|living)|cantlivelikethis|"
    r"(?:never|not)wake(?:up)?(?:again|tomorrow)?|nottowakeup|(?:everyone|theyd?|world)(?:is|would|will)?bebetteroff|betteroffwithoutme|"
    r"takemyown(?:life)|unalive|cutmyself|cuttingmyself|overdose|jumpoff|hang(?:ing)?myself|noreasontobehere|"
    r"nopoint(?:in)?(?:living|goingon|anymore|inlife)|whatsthepointoflivin|thinkingofdeath|thinkaboutd(?:ying|eath)"
)
# Not holding out at work isn't not holding out; being low at work has its own words below.
_BEARING = re.compile(
    r"(?:회사|직장|일|알바|수업|훈련|학교|월급|생활비|돈|이돈|백수|면접|공고|서류|여기)(?:생활)?(?:에서|에선|로|으로|로는|을|를|이|은|는|도)?(?:더이상|더는|더|이제|도저히)?(?:은|는)?(?:못버티|버틸(?:수|힘|자신)[이가도]?없)"
)
# Short words that other words hold when spaces are gone (혼자 살아요, 자유 서식, 종목을 매수): these need their own start.
_CRISIS_WORDS = re.compile(r"(?<![가-힣])(?:자살|자해|유서\s?(?:를|도|쓰|써|썼)|번개탄|목\s?을?\s?매(?:달|려|고|어|야))")
# Not wanting to live somewhere or with somebody isn't not wanting to live.
_LIVING_THERE = re.compile(
    r"(?:혼자|같이|함께|[이]?랑|하고|에서|에|집|기숙사|원룸|고시원|동네|지방|시골|서울|[시군구도])\s?(?:에서|에)?\s?살기(?:가|는|도)?\s?(?:너무|진짜|정말)?\s?싫"
)
_WHO = (
    r"(?:아빠|아버지|엄마|어머니|부모님?|새아빠|계부|남편|전남편|아내|와이프|남친|남자친구|전남친|여친|여자친구|애인|가족|오빠|언니|누나|형|삼촌|"
    r"할아버지|동거인|룸메|사장님?|상사|팀장|부장|과장|선배|동료|점장|원장|반장|강사|손님|집|회사|직장|가게)"
)
_OFTEN = r"(?:맨날|매일|자주|또|계속|많이|자꾸|어제|오늘|방금|술먹고|술마시고)?"
_VIOLENCE = re.compile(
    _WHO + r"(?:이|가|은|는|께서|한테|에게|에서)?(?!시간)[가-힣]{0,8}(?:때려|때리|때렸|때린|때림|때릴|폭행|패요|팼어|팬다|목을?조|칼로|칼들|감금|가둬|손찌검|발로차|집어던|죽인다고|죽여버리)|"
    + _WHO + r"(?:한테|에게|에서|에게서|한테서)" + _OFTEN + r"(?:맞았|맞고|맞는(?!일|것|거|지|건|데|말|직|과정)|맞음|맞아서|맞다가|얻어맞|두들겨)|"
    + _WHO + r"(?:한테|에게)(?:맨날|매일|자주|계속|자꾸)맞아|"
    + _WHO + r"(?:이|가|은|는|께서|한테|에게)[가-힣]{0,6}(?:몸을?만지|만져(?!보|볼|봐|본)|만짐|만졌|더듬|껴안|성희롱|성추행|성폭행)|"
    r"얻어맞|맞고살아|맞고살고|폭행(?:을)?당|가정폭력|성폭행(?:을)?당|성추행(?:을)?당|성희롱(?:을)?당|스토킹(?:을)?당|"
    r"(?:he|she|boss|father|dad|mother|mom|stepfather|husband|wife|boyfriend|girlfriend|ex|brother|partner|manager|coworker|owner|senior)"
    r"(?:keeps?|always|often|still|has|is)?(?:hit|hits|beats?|beat|hitting|beating|slapp?(?:s|ed|ing)?|kick(?:s|ed|ing)?|punch(?:es|ed|ing)?|chok(?:es|ed|ing)|"
    r"touch(?:es|ed|ing)?|grop(?:es|ed|ing)|grab(?:s|bed|bing)?|rap(?:ed|es))me|(?:hits|beats|touches|slaps|kicks)me(?!ssage|nt)|"
    r"sexual(?:ly)?(?:harass|assault|abus)|domesticviolence|beingabused|abusesme|rapedme|wasraped"
)
_BENEFIT_WORDS = re.compile(r"실업급여|퇴사|그만두|그만뒀|이직|사유|신청|unemployment|benefit|quit")
# Low, not in danger: a warm word and a line to call, then what was asked. Idioms of fun ("귀여워 죽겠") are none.
_LOW = re.compile(
    r"우울(?!증상담사)|막막|무기력|지쳤|지친(?!구)|지침(?=$|ㅠ|ㅜ|다$)|지쳐|번아웃|자신(?:감)?이?(?:너무)?(?:없|바닥)|쓸모(?:가)?없|쓰레기(?:같|도|인가|야|임)|한심(?:해|하(?!지않)|한(?!질문))|"
    r"(?<!환)불안(?:해|하|한|장애)|외로|눈물(?=이|나|만|흘)|울었|울고(?!싶은사람)|자존감|포기하고싶|다포기|포기했|숨막히|답답(?:해|하)|미치겠|죽을(?:것|거)같|힘들어(?!하는분|보이)|힘들다|힘드네|"
    r"힘들(?:고|어서|어요|었|기만)|희망이?없|절망|공황|정신과(?=다니|약|치료|진료|에다|를다|상담받)|아무도(?:나를|날|저를)?안|나만뒤처|뒤처진|패배자|실패자|루저|내인생(?:은|이)?(?:망|끝)|인생(?:이)?망|살기힘들|"
    r"depress|hopeless|feel(?:ing)?(?:so|very|really)?(?:stuck|lost|down|low|empty|useless|worthless|alone|anxious|like(?:a)?(?:failure|dying|loser))|"
    r"burn(?:t|ed)?out|overwhelmed|hatemy(?:life|self)|worthless|givingup|giveup(?:on)?(?:everything|life)?|imafailure|nobodywants?me|cantsleep|exhausted|iamsotired|imsotired"
)
_LOW_NOT = re.compile(r"(?:우울증|불안장애|공황장애)?(?:상담사|치료사|전문가)(?:채용|공고|되려면|자격)|힘들지않|안힘든|안힘들|힘들까|막막하지않|지친사람돕")
# Words people use against themselves: they say how somebody feels, not what work they want.
SELF_INSULT = re.compile(
    r"(?:나|저|내가|제가|난|전)\s?(?:같은|따위|는|은|이|진짜|그냥)?\s?(?:쓰레기|패배자|실패자|루저|찐따|잉여|벌레|바보|병신|쓸모\s?없는?\s?(?:인간|사람|놈|년)?)(?:도|는|인가|인데|같은|같아|야|라서|임)?"
)


def looks_like_crisis(text: str) -> Literal["crisis", "violence"] | None:
    """Whether the words speak of wanting to die or of being hurt. Idioms and job fields that use such words don't."""
    plain = _DONE_WITH.sub("", _NOT_CRISIS.sub("", fold_plain(_LIVING_THERE.sub("", text))))
    if _CRISIS.search(_BEARING.sub("", plain)) or _CRISIS_WORDS.search(_NOT_CRISIS_SPACED.sub("", text)):
        return "crisis"
    if _VIOLENCE.search(plain) and not _BENEFIT_WORDS.search(plain):
        return "violence"
    return None


def looks_low(text: str) -> bool:
    """Whether somebody says that they feel low, worn out or worthless, short of danger."""
    plain = fold_plain(text)
    return bool(SELF_INSULT.search(text) or (_LOW.search(plain) and not _LOW_NOT.search(plain)))
