"""The patterns that tell what a person wants. Korean runs folded (no spaces), English in lower case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.guards import fold_plain
from assistant.understanding.pay_floor import pay_floor
from knowledge.models import CourseMode, Employment

if TYPE_CHECKING:
    from assistant.understanding import Understanding, Want
    from knowledge.text.aliases import Mention

SMALL_TALK = re.compile(
    r"(?:야|이|너|넌|진짜|정말){0,3}(?:씨발|시발|ㅅㅂ|병신|ㅂㅅ|꺼져|쓸모없|멍청|바보야|안녕|안뇽|하이|헬로|ㅎㅇ|반가워|반갑|고마워|고맙|감사|땡큐|ㄳ|ㄱㅅ|ㅇㅋ|오케이|넵|네|응|그래|알겠어|알겠습니다|좋아|수고|잘자|바이|"
    r"(?:너는?|넌|당신은?|혹시|근데)?(?:진짜)?(?:사람이(?:야|에요|세요|냐)|로봇이(?:야|에요|냐)|ai(?:야|예요|냐)|챗봇이(?:야|에요))|너는?누구|넌누구|누구야|누구세요|이름이뭐|뭐하는(?:앱|서비스|곳)|이음(?:이뭐|아|이야|씨)?|뭐할수있|뭘할수있|도와줘|도움말|사람이야|로봇이야|ai야)"
    r"[가-힣ㄱ-ㅎㅏ-ㅣ0-9]{0,12}"
)
SMALL_TALK_EN = re.compile(
    r"(?:hi|hello|hey|ieum|thanks|thank you|thx|ok|okay|bye|good (?:morning|evening)|who are you|what are you|what can you do|"
    r"help|are you (?:an? )?(?:ai|bot|human))(?:[ ,!]*(?:there|so much|a lot|ieum|very much))?"
)
ABOUT_ME = re.compile(r"나는|나도|내가|나한테|저는|저도|제가|저한테|저는요|난|전(?!화|주|남|북|세|액|부|문|공)|인데|이에요|예요|거든|나\d|저\d|제경우|내경우")
ABOUT_ME_EN = re.compile(r"\bi\b|\bi'?m\b|\bme\b|\bmy\b")
FOLLOWS = re.compile(
    r"(?:그럼|그러면|그거|그건|그게|그때|거기|그중|그곳|이건|이거|저거|아그럼|아니그럼|근데|그런데|그리고|또|나한테도|나도|나는|저도|저는|저한테도|난|전요|"
    r"만약|혹시그|그과정|그회사|그제도|그돈|그수당|더|다른|나머지|첫번째|두번째|세번째|어디서신청|얼마나와|언제나와|서류는|기간은|자격은|조건은)"
)
FOLLOWS_EN = re.compile(
    r"(?:then|so |and |what about|how about|what if|but |is it|does it|do i|can i|me too|that|it |there|which one|more|"
    r"other|another|also|where do i|when|how long)"
)
SAME_OF = re.compile(r"(?:이?면|은|는|도)요?\s?[?？]?$|^(?:and|what about|how about)\b", re.I)
WIDER = re.compile(r"다른지역|지역상관없|전국|어디든|아무데나|더넓|넓혀|근처도|주변도|anywhere|wider|otherregion|nearbytoo|allregions")
MANY_ON_PURPOSE = re.compile(r"수도권|충청|경상|전라|영남|호남|경인|강남|전국")
HOLDS = re.compile(
    r"^\s?(?:은|는|을|를|이|가|도|만|랑|하고|,|·|/)?\s?(?:좀|조금|기본|잘|약간)?\s?(?:해요|해봤|해 봤|할 줄|할줄|합니다|하고|다뤄|다룰|다뤘|써봤|쓸 줄|쓸줄|써요|쓰고|자격증|가능|공부했|배웠|있어요|있고|있음)"
)
WANTS_JOB = re.compile(r"^\s?(?:으로|로|쪽|쪽에서|쪽으로|이|가|을|를|일|직|직무|분야)?\s?(?:에서|으로)?\s?(?:일하고|취업|가고|되고|하고)\s?(?:싶|하려|할)")
PATHWAY = re.compile(
    r"(?:되려면|되고싶|되는법|취업하려면|취업하고싶|취직하고싶|취직하려면|이직하고싶|일하고싶|가고싶은데|들어가려면|전직하|이직하려면)|(?:배우고|배워서|따고|따서|수료하고|수료해서)(?:나서)?(?:바로)?(?:취업|취직)(?:까지|도|을|하|해)|로드맵|어떤길|길찾기|경로|"
    # "전역하고 뭐부터", "폐업하면 뭐부터": a turn in life asks for doors, not for a way into an occupation.
    r"^(?!.*(?:전역|제대|자퇴|중퇴|폐업|접었|신청)).*(?:뭐부터(?:해야|하면|준비)|어디서부터|준비(?:해야|하면|어떻게))"
)
PATHWAY_EN = re.compile(
    r"\b(?:learn|study|train)\b.{0,30}\band (?:then )?(?:get|find|land) (?:a |some )?(?:job|work)|how (?:do|can) i (?:become|get into|break into)|roadmap|path(?:way)? to|want to (?:become|work (?:as|in|with))|"
    r"where (?:do|should) i start|career change"
)
WHAT_CAN_I_GET = re.compile(
    r"(?:뭘|뭐를?|무엇을|무슨|어떤)(?:지원|혜택|도움|돈|거|걸)?(?:을|를)?(?:받을수|받을수있는|받을만|신청할수|해당)|"
    r"받을수있는(?:거|것|게|건|지원|혜택|제도|돈|수당)|받을(?:거|게)(?:뭐|있)|(?:지원|혜택|제도)(?:이|은|는|가)?(?:뭐|어떤|무엇|뭐가)(?:가|이)?(?:있|받)|해당되는(?:거|제도|지원)"
)
WHAT_CAN_I_GET_EN = re.compile(
    r"what (?:can|could|am|benefits|support|programs?|programmes?|help)[a-z ]{0,20}(?:i )?(?:get|receive|eligible|available|"
    r"apply for|qualify)|which (?:programs?|programmes?|benefits) (?:can|do) i"
)
# Short ways to ask for all there is; they count where something is known of the person ("27살 고졸인데 뭐 받아요").
WHAT_IS_THERE = re.compile(
    r"(?:뭐(?:를|라도)?|뭘|무엇을|무얼|뭔가)(?:받(?:아|지|냐|나|음|을까|는지|을수)|있(?:어|나|음|지|냐)|해당|할수있)|(?:받을|할)(?:수있는|만한)(?:거|것|게|건|제도|지원|혜택)|받을거|되는거(?:있|뭐|다|없|알려)|"
    r"(?:지원|혜택|제도)(?:받을|뭐|어떤|있|알려|추천)|뭐(?:됨|돼|되)|나라에서|도움받을"
)
_JOINING = re.compile(
    r"(?:돼|됨|되나|되냐|될까|되려나|된대|가능|ㄱㄴ)|신청|자격|들어갈|eligible|qualify|can i (?:get|join|apply)|am i"
)
_TAKING_PART = re.compile(
    r"하면서|하는데|하다|하고있|참여중|참여하|받는데|받으면서|받고|중에|수당|그달|이번달|while|allowance|during|already"
)
COMPARE = re.compile(r"차이|비교|다른점|뭐가(?:더)?(?:나아|좋|유리|달라)|어느(?:게|것이|쪽)|어떤게(?:더)?(?:나아|좋|유리)|vs|다르|뭐가다|낫")
COMPARE_EN = re.compile(r"differen|compare|\bvs\.?\b|versus|better|which (?:one|is)")
_COURSE = re.compile(
    r"(?:주말|야간|저녁|평일|오전|오후)반(?!찬)|배울|배우고|배우려|배웠으면|강의|강좌|과정|교육(?:과정|받|듣|기관|프로그램|있|시작|하는데|하는곳)|학원|부트캠프|수업|훈련(?:과정|기관|받|찾|있|시작|하는데|하는곳)|클래스|들을만한|공부할(?:수|만한|데|곳)"
)
_MONEY_FOR = re.compile(r"\b(?:money|pay|paid|allowance|grants?|funding|support) (?:for|during|while|to)\b")
_COURSE_EN = re.compile(r"\bcourses?\b|\bclass(?:es)?\b|bootcamps?|\btraining\b|\blearn\b|\bstudy\b|lessons?|academ")
_SEEKING = r"구하|구해|구함|구합|구했|구직|찾|알아보|알아봐|알아봄|원해|원합|필요|급구"
_OPENING = re.compile(
    r"채용|공고|구인|일자리|신입|경력직|뽑는|일할(?:수|곳|데|만한)|회사(?:추천|있|찾|어디|들)|기업(?:추천|있|찾|어디)|알바(?:자리|구|찾|추천)|자리(?:있|찾|추천|없)|"
    rf"(?<=[서쪽])(?:일|일거리)(?:을|를|좀)?(?:{_SEEKING})|(?:일거리|알바|직장|취업|취직|직업|자리)(?:을|를|좀|이|가)?(?:{_SEEKING})|일할(?:자리|만한)|"
    r"취업할(?:수|곳|데|만한)|취업자리|다닐만한|직장(?:찾|추천|있)|인턴(?:자리|공고|채용|찾|있|구)|정규직|계약직"
)
_SEEKS_WORK = re.compile(rf"(?<![가-힣])(?:일|알바|직장)(?:을|를|좀)?\s(?:좀\s)?(?:{_SEEKING})")  # in words as they are spaced
_OPENING_EN = re.compile(r"\bjobs?\b|openings?|vacanc|positions?\b|\bhiring\b|\bwork as\b|\bemployers?\b|\binternships?\b|\brole\b|"
    r"\b(?:looking for|look for|find|need|want|seek(?:ing)?|search(?:ing)? for|hunting for|after) (?:me )?(?:a |some |any )?(?:new |part[- ]time |full[- ]time |night |day )?(?:work|employment)\b"
)
_SEARCH = re.compile(
    r"찾아|찾고|찾는|추천|있어\??$|있나|있을까|있는데|있는곳|있냐|있음|있니|있나요|어디|보여줘|알려줘|뭐있|뭐가있|리스트|목록|모아|근처|좀$|괜찮은|없나|없어|"
    rf"(?:{_SEEKING})|"
    r"수있는데|수있는곳|데있|곳있"
)
_SEARCH_EN = re.compile(r"\bneed\b|\bwant\b|\bseek|\bhunt|find|search|show|recommend|list|any |looking for|near|in [a-z]|available|where can i (?:learn|study|take)")
_RULE_TOPICS = frozenset(
    ["own_share", "penalty", "attendance", "law", "combine", "documents", "income_report", "when_paid", "reentry", "exclusion", "plan", "change", "amount", "employer", "activity", "contact", "income", "assets"]
)
_JOB_PROGRAMME = re.compile(r"실업급여|수당|장려금|지원금|제도|급여|적금|공제|감면|최저|시급|월급계산|주휴")
THE_THING_ITSELF = frozenset({"강의", "교육", "훈련", "수업", "과정", "학원", "채용", "취업", "상담", "컨설팅", "training", "teaching"})
_PART_TIME = re.compile(r"알바|아르바이트|파트타임")
_EARNING = re.compile(r"소득|신고|수당|벌|월급|시급|주휴|하면|해도|했")
EMPLOYMENT: tuple[tuple[Employment, re.Pattern[str]], ...] = (
    ("part_time", re.compile(r"알바|아르바이트|파트타임|시간제|주말만|단시간|part[- ]time")),
    ("intern", re.compile(r"인턴|intern")),
    ("fixed_term", re.compile(r"계약직|기간제|fixed[- ]term|contract job")),
    ("permanent", re.compile(r"정규직|permanent|full[- ]time")),
    ("work_study", re.compile(r"일학습병행|work[- ]study")),
    ("freelance", re.compile(r"프리랜서|freelanc")),
)
_ONLINE_EN = r"(?<![a-z])online(?![a-z])"  # also before a particle: "online으로"
MODES: tuple[tuple[CourseMode, re.Pattern[str]], ...] = (
    ("online", re.compile(r"온라인|인강|비대면|원격강의|원격훈련|집에서(?:듣|배우)|" + _ONLINE_EN)),
    ("live_online", re.compile(r"온라인|실시간|비대면|live online|" + _ONLINE_EN)),
    ("onsite", re.compile(r"오프라인|대면수업|통학|\bonsite\b|in person|offline")),
)
REMOTE = re.compile(r"재택|원격근무|리모트|\bremote\b|work from home|wfh")
DORMITORY = re.compile(r"기숙사|숙소(?:제공|있|도)|사택|\bdorm(?:itory)?\b|with housing")
NEWCOMER = re.compile(r"신입|경력없|경력무관|무경력|주니어|처음|초보|경험없")
NEWCOMER_EN = re.compile(r"junior|entry[- ]level|newcomer|no experience|fresh graduate|graduate job|beginner")
SME = re.compile(r"중소기업|강소기업|중기|스타트업|소기업|작은회사")
SME_EN = re.compile(r"\bsmes?\b|small (?:firm|compan|business)|start-?ups?|mid-?size")
DOMAIN = re.compile(
    r"취업|구직|취준|면접|자소서|이력서|채용|고용|일자리|직장|회사|알바|월급|시급|최저|임금|퇴사|실업|훈련|국비|수당|지원금|장려금|신청|자격증|제도|정책|"
    r"고용센터|고용24|워크넷|교육|배우|과정|학원|경력|근로|노동|직업|진로|공고|내일배움|국취|적금|청년|폐업|소상공인|스마트공장|중소기업|"
    r"\bjob|work|employ|career|training|course|benefit|allowance|wage|salary|resume|interview|intern|subsid|skill|learn"
)
_ELSEWHERE = re.compile(
    r"비트코인|이더리움|코인|주식|주가|증시|(?:은행|예금|보험|신용카드)[가-힣]{0,3}추천|건강보험료|자동차보험|로또|토토|도박|카지노|부동산투자|재테크|환율|금값|날씨|미세먼지|우산|맛집|메뉴|뭐먹|점심|저녁(?:뭐|메뉴)|레시피|요리법|"
    r"영화|드라마|노래|가수|아이돌|축구|야구|농구|게임(?:추천|공략)|롤(?:티어|챔)|여행(?:지|추천|코스)|비행기표|호텔|연애|여친|남친|썸|헤어졌|소개팅|궁합|운세|사주|타로|mbti|"
    r"대통령|국회의원선거|정당|탄핵|대선|총선|전쟁|수학문제|숙제|방정식|번역해|영작|시(?:를)?써줘|소설써|농담|웃긴|심심|끝말잇기|코드(?:짜|작성)|버그고쳐|"
    r"두통|감기|다이어트|살빼|병원추천|약추천|증상|강아지|고양이|택배|쇼핑|옷추천|핸드폰(?:추천|요금)|아이폰|갤럭시|몇시야|오늘며칠|"
    r"bitcoin|crypto|stocks?\b|lotter|gambl|weather|recipe|restaurant|movie|song|football|soccer|baseball|horoscope|"
    r"president|election|war\b|homework|equation|translate|write (?:me )?a (?:poem|story|code)|joke|headache|diet|my (?:cat|dog)|"
    r"girlfriend|boyfriend|hotel|flight|capital of|who won|meaning of life|video game"
)
_INSTEAD = re.compile(r"(?:취업|구직|일|직장|회사|공부)(?:은|는)?\s?말고(?:는)?")


def wants_in(folded: str, lowered: str) -> bool:
    """Whether somebody asks to join a programme: what they earn is then their income, not what they report in it."""
    asks = _JOINING.search(folded) or _JOINING.search(lowered)
    return bool(asks) and not (_TAKING_PART.search(folded) or _TAKING_PART.search(lowered))


def is_elsewhere(folded: str, lowered: str) -> bool:
    """Whether the message is plainly of another world (money games, weather, homework, love, health).

    A word of that world beside one of ours doesn't make it so: "게임 회사 채용", "코인 수익도 소득 신고해요?".
    """
    if not (_ELSEWHERE.search(folded) or _ELSEWHERE.search(lowered)):
        return False
    return not (DOMAIN.search(_INSTEAD.sub("", folded)) or DOMAIN.search(_INSTEAD.sub("", lowered)))


# Further words of our world, that stand beside `DOMAIN` where a message might be about nothing of it at all
_OURS = re.compile(
    r"경정|청구|세금|세무|소득세|연말정산|돈|지원|혜택|상담|센터|카드|유형|급여|보험|연금|소득|재산|가구|세대|부양|졸업|대학|고졸|대졸|학교|휴학|전역|군대|제대|비자|외국인|계약|사장|사업|가게|창업|장사|자영업|매출|폐업|서류|증명|증빙|센터|기관|"
    r"쉬고|쉬는|백수|니트|퇴직|해고|잘렸|짤렸|이직|전직|일하|일을|일이|일한|근무|출근|야근|연봉|보너스|세금|감면|공제|저축|계좌|대출|빚|월세|주거|부정|신고|유예|중단|참여|종료|자격|요건|조건|나이(?!제)|살인데|살이|출석|결석|수료|자부담|과목|시험|"
    r"개발|디자인|코딩|파이썬|데이터|ai|인공지능|요양|간호|용접|지게차|전기|미용|요리|고용|1350|사기|보이스|고용주|전화|자퇴|관할|물어|눌러|적성|하고싶|좋아하|어디|청년|중장년|엄마|아빠|부모|남편|아내|아이|육아|임신|장애|"
    r"\b(?:money|pay|paid|support|help|programs?|programmes?|card|centre|center|nesp|insurance|tax|saving|savings|income|asset|household|visa|foreign|school|university|graduat|student|contract|boss|business|shop|store|company|firm|"
    r"fired|quit|laid|apply|eligib|qualif|form|document|deadline|certificate|licen[cs]e|counsel|interview|age|years? old|military|loan|debt|rent|coding|data|design|nurse|develop|english|korean|unemployed|hours?|shift|report|website|page|click)"
)


# Not knowing which way to turn, whatever it is about
_AT_A_LOSS = re.compile(
    r"어떡하|어떡해|어쩌지|어쩌죠|어째야|어떻게(?:해야|살아야|하지|하죠|해요?$)|모르겠|뭐(?:를)?해야(?:할|되|하)|뭘해야|뭐하지|도와줘|도와주세요|살려|큰일|"
    r"(?:dont|don't|do not|not sure|no idea|idk) (?:know )?what to do|what (?:do|should|can|am) i (?:supposed to )?do(?: now| next| anymore| with my life)?\W*$|"
    r"help me\W*$|i need help\W*$|i'?m (?:so )?(?:lost|stuck|scared|confused)\W*$"
)


def names_nothing(own: Understanding) -> bool:
    """Whether somebody says that they are at a loss and names nothing that this program knows: no section answers."""
    folded, lowered = fold_plain(own.text), own.text.lower()
    of_us = own.families or own.unknown or own.lookalikes or own.facts or own.leans or own.filters != type(own.filters)()
    at_a_loss = _AT_A_LOSS.search(folded) or _AT_A_LOSS.search(lowered)
    if of_us or set(own.wants) - {"guideline", "steps"} or not at_a_loss:
        return False
    return not any(p.search(folded) or p.search(lowered) for p in (DOMAIN, _OURS))


_TAKEN_BACK = re.compile(r"\s?(?:이|가|은|는|쪽|쪽은|쪽이)?\s?(?:아니고|아니라|아닌|말고|빼고|제외)|(?:,| -)? (?:no|not that)\b")
_TAKEN_BACK_EN_ALONE = re.compile(r"\b(?:not(?: in)?|instead of|except|other than|rather than)\s+(?:but|,)\s*", re.I)
_TAKEN_BACK_EN = re.compile(r"\b(?:not(?: in)?|instead of|except|other than|rather than) $", re.I)


def taken_back(text: str, mention: Mention) -> bool:
    """Whether a place or a trade is named only to say that it isn't the one ("대전 아니고 성남", "not Busan but Ulsan")."""
    if mention.kind not in ("region", "skill", "occupation"):
        return False
    return bool(_TAKEN_BACK.match(text, mention.end) or _TAKEN_BACK_EN.search(text[: mention.start]))


# A way of working or of learning that is named only to say it isn't wanted (shifts have a wish of their own)
_WAY_TAKEN_BACK = re.compile(
    r"(?:단기\s?)?(?:알바|아르바이트|파트타임|계약직|기간제|인턴|일용직|파견직?|프리랜서|재택|온라인|오프라인|인강)\s?(?:이|가|은|는)?\s?(?:말고는?|빼고|제외(?:하고)?|아닌\s?(?:걸로|거|곳|데)?|아니고)|"
    r"\b(?:not|no|except|without|other than|instead of) (?:part[- ]time|internships?|contract (?:jobs?|work)|temporary|freelanc\w+|online)(?: (?:jobs?|work|ones?))?\b",
    re.I,
)


def without_taken_back(text: str, mentions: Sequence[Mention]) -> str:
    """The message without the places, trades and ways of working that it only names to say they aren't the one."""
    for mention in sorted(mentions, key=lambda m: -m.start):
        if taken_back(text, mention):
            behind = _TAKEN_BACK.match(text, mention.end)
            text = f"{text[: mention.start]} {text[behind.end() if behind else mention.end :]}"
    return _WAY_TAKEN_BACK.sub(" ", _TAKEN_BACK_EN_ALONE.sub(" ", text)).strip()


def looks_for_something(folded: str, lowered: str) -> bool:
    """Whether courses or openings are spoken of at all."""
    return any(p.search(folded) or p.search(lowered) for p in (_COURSE, _COURSE_EN, _OPENING, _OPENING_EN, _SEEKS_WORK, PATHWAY, PATHWAY_EN))


_PROGRAMMING = re.compile(r"코딩(?!\s?테스트)|프로그래밍|\bcoding\b|\bprogramming\b", re.I)


def broad_skills(text: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """What people mean who name a whole field ("코딩 배우고 싶어요"); nothing where a skill or occupation is named."""
    if any(m.kind in ("skill", "occupation") for m in mentions) or not _PROGRAMMING.search(text):
        return ()
    return ("python", "java", "javascript")


_EARNS = re.compile(r"벌|소득|되나|돼요|될까|못받|자격|신청|해당|퇴사|실업|세금|earn|income|eligib|qualif|tax")


# "drawing house plans course": a thing and what is looked for, and nothing asked
_BARE_SEARCH = re.compile(
    r"(?!.*\b(?:the|this|that|my|your|a|an|is|are|am|do|does|did|can|will|how|what|which|when|why|who|if|while|after|during|for|about|of|i)\b)"
    r"[a-z][a-z' -]{5,40} (?:courses?|class(?:es)?|jobs?)[?.! ]*$"
)


def search_wants(own: Understanding, folded: str, lowered: str, *, named: bool) -> tuple[Want, ...]:
    """Whether courses, openings or both are looked for. `named`: a skill or an occupation was named.

    A question about a rule that only mentions courses ("KDT 과정 자부담 얼마") is none.
    """
    if not (own.families or own.unknown) and _BARE_SEARCH.match(lowered):
        return ("opening",) if re.search("job", lowered) else ("course",)
    course = bool(_COURSE.search(folded) or _COURSE_EN.search(lowered))
    opening = bool(_OPENING.search(folded) or _OPENING_EN.search(lowered) or _SEEKS_WORK.search(lowered))
    search = bool(_SEARCH.search(folded) or _SEARCH_EN.search(lowered))
    place = bool(own.filters.regions or own.filters.remote)
    if (named or place) and not own.families and not _EARNS.search(folded) and pay_floor(own.text) is not None:
        opening = True  # "경리 서울 250 이상": only work pays
    wanted_pay = opening and (place or named) and pay_floor(own.text) is not None  # "시급 12,000원 이상": no scheme is meant
    if _JOB_PROGRAMME.search(folded) and not (named and (place or search)) and not wanted_pay:
        return ()
    if own.families and set(own.topics) & _RULE_TOPICS and not (named and place and course and search):
        return ()  # unless courses of a kind in a place are asked for beside the rule
    if set(own.topics) & (_RULE_TOPICS - {"amount", "plan", "employer", "contact", "change"}) and not named:
        return ()
    if "employer" in own.topics and course and not (place or search or opening):
        return ()  # how a firm's staff gets training is a rule; no course is being looked for
    if named and place and own.filters.employment and not own.families:
        opening = True  # "부산 상담원 시간제"
    if place and _PART_TIME.search(folded) and not _EARNING.search(folded):
        opening = True
    if _MONEY_FOR.search(lowered) and not (named or place):
        return ()  # "is there money for training" asks for a scheme
    wants: list[Want] = []
    if course and (named or place or (search and not own.families)):
        wants.append("course")
    if opening and (named or place or search):
        wants.append("opening")
    bare = len(folded) <= 14 and not own.about_me
    if not wants and named and (place or search or bare) and not own.families and not own.topics:
        wants += ["course", "opening"]
    return tuple(wants)
