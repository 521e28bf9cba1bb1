"""What a model's sentence is held against: patterns for promises, decisions, links, orders, and words without facts.

Written for how models write, in both languages; `claims_check` says what each is for.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = {"ko": 220, "en": 420}
TAG = re.compile(r"<[^<>]{0,200}>")
IMAGE = re.compile(r"!?\[([^\[\]\n]{0,120})\]\((?:[^()\n]{0,300})\)")
MARKS = re.compile(r"^\s*(?:[-*•·>#]+|\d{1,2}[.)])\s+|\*+|_{2,}|`+|~~|\|+|#+|^\s*>\s?")
LABEL = re.compile(r"\s*[\[【(]\s*(?:근거\s*|source\s*)?(\d{1,3}(?:\s*[,·、]\s*\d{1,3})*)\s*[\]】](?:\s*[)])?", re.I)
LINK = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|net|org|kr|io|co|me|ly|info|shop|xyz)\b|[\w.+-]+@[\w-]|(?:카톡|텔레그램|kakao|telegram)", re.I)
PROMISE = re.compile(
    r"(?:무조건|반드시|틀림없이|확실히|확실하게|100\s?%|백퍼|꼭|당연히|분명히)[^.?!]{0,16}(?:받(?!지|으려면|아야|을\s?수\s?있는)|됩|돼|되(?!려면|어야)|선발|선정|합격|지급|나와|나옵|뽑|통과)|"
    r"(?:신청|지원|가입|등록|참여)(?:만\s?)?(?:하면|하시면|하기만\s?하면)[^.?!]{0,14}(?:받(?:아요|으세요|으십|습니다|게\s?돼|게\s?되)|나와요|나옵니다|지급(?:돼|됩)|합격|선정(?:돼|됩)|취업(?:돼|됩|하게))|"
    r"받으(?:실|시게\s?될)\s?(?:거|것|겁)|받게\s?(?:되실|될)\s?(?:거|것|겁)|보장(?:해|합|됩|돼|드)|약속(?:해|드)|걱정\s?(?:안|하지)\s?(?:않으셔도|마세요|마시고)|문제없이\s?(?:받|돼|됩)|"
    r"you(?:'ll| will| are going to| are sure to| are certain to)\s(?:\w+ ){0,2}(?:get|receive|be (?:paid|accepted|selected|approved|eligible|hired)|qualify|have)|"
    r"(?:definitely|certainly|surely|for sure|no doubt|without (?:a )?doubt|guarantee\w*|100\s?%|automatically)\b[^.?!]{0,30}(?:get|receive|paid|accept|select|approv|qualif|eligib|hire|yours)|"
    r"guarantee\w*|(?:get|receive|approved|accepted|selected|paid)[^.?!]{0,20}(?:for sure|for certain|no matter what|guaranteed)|\bpromise",
    re.I,
)
DECIDES = re.compile(
    r"(?:당신|고객님|회원님|선생님|귀하|님)[은는이]?[^.?!]{0,20}(?:대상|자격|조건|요건|해당)[^.?!]{0,8}(?:이에요|예요|입니다|이세요|이십|돼요|됩니다|맞|충족|갖)|"
    r"(?:이시니|이시니까|이시므로|이셔서|하시니|이니까|이므로|하셨으니)[^.?!]{0,24}(?:받|대상|해당|자격|가능|돼|됩|신청할|유형)|"
    r"자격(?:이|은)?\s?(?:되세요|되십|되시|충분|있으세요|있으십)|대상(?:이세요|이십)|해당(?:되세요|되십|하세요|하십)|"
    r"you (?:clearly |already |do |certainly )?(?:qualify|meet|are (?:eligible|entitled|in|covered))|you're (?:eligible|entitled|in|covered)|"
    r"(?:since|because|as) you(?:'re| are| have)[^.?!]{0,60}(?:get|receive|qualif|eligib|apply|can)",
    re.I,
)
IF = re.compile(r"(?:면|경우|때|려면|지\s|\?)|\b(?:if|when|whether|once|unless)\b", re.I)
LEAK = re.compile(
    r"시스템\s?프롬프트|프롬프트|지시(?:사항|를|에\s?따라)|명령(?:을|에\s?따라)|evidence|<shown>|언어\s?모델|AI로서|인공지능으로서|"
    r"system prompt|instructions?\b|as an ai|language model|jailbreak|ignore (?:the|all|previous)|developer mode", re.I
)
NO = re.compile(r"없|않|(?<![가-힣])안\s(?!내|전|에서)|안\s?(?:돼|되|나와|나오|받|봐|보)|못|아니|불가|제외|막히|막혀|빠져요|빠집|빼고|멈춰|끊|마세요|마시|말고|\w-free\b|\b(?:not|no|never|cannot|nor|without|unless|excluded|barred|stops?|neither)\b|n't", re.I)
WHEN = re.compile(
    r"내일(?!배움|채움|을\s?배)|모레|다음\s?(?:주|달|해)|이번\s?(?:주|달)|내년|작년|지난\s?(?:주|달|해)|연말|연초|상반기|하반기|next (?:week|month|year)|tomorrow|"
    r"last (?:week|month|year)|this (?:week|month)|end of (?:the|this) year", re.I
)
_JOINTS = r"[.?!;](?=\s|$)|,(?=\s)|(?<=[가-힣])(?:고|며|지만|는데|은데|니까?|므로|라서|아니라|이라)(?=\s|,)|\b(?:but|while|whereas)\b"
PARTS = re.compile(_JOINTS, re.I)  # what stands in brackets belongs to what is before it
CLAUSES = re.compile(_JOINTS + r"|[()]", re.I)
WARM_KO = frozenset(
    ["내용", "아래", "위", "정리", "설명", "안내", "자세", "근거", "조항", "질문", "궁금", "궁금증", "도움", "이야기", "말씀", "천천히", "하나", "하나씩", "순서", "순서대로", "차근차근", "먼저", "다음", "이어서", "확인", "필요", "언제", "언제든", "추가", "부분", "점", "마음", "준비", "상황", "함께", "같이", "정보", "알아", "보기", "기준", "차이", "간단", "간단히", "조금", "참고", "계획", "걱정", "답", "답변", "요약", "물음", "관련", "핵심", "중요", "그중", "대답", "감사", "반가", "시작", "고민", "고생", "응원", "이해", "방법", "절차", "제도", "신청"]
)
WARM_NOT = re.compile(r"받(?:을|아|으|습|게)|합격|선정|지급|드려요\s?돈|무료|공짜|가능해|돼요|됩니다|해야|하지\s?마|없어요|않아요|get\b|receive|free|paid|money|must|qualif|eligib|cannot|can't|apply at|call|text me", re.I)
WARM_EN = frozenset(
    ["a", "about", "all", "also", "and", "any", "are", "ask", "at", "below", "briefly", "by", "can", "check", "clear", "clearer", "context", "detail", "details", "do", "each", "everything", "feel", "first", "follow", "following", "for", "free", "from", "glad", "good", "great", "happy", "hello", "help", "helps", "here", "hi", "how", "i", "if", "in", "is", "it", "just", "know", "let", "lets", "let's", "like", "line", "lines", "look", "main", "matter", "may", "me", "more", "need", "next", "note", "of", "ok", "okay", "on", "once", "one", "or", "please", "points", "question", "questions", "quick", "see", "sense", "short", "side", "simply", "so", "some", "something", "step", "steps", "still", "summary", "take", "tell", "thank", "thanks", "that", "the", "them", "then", "these", "things", "this", "those", "to", "together", "up", "us", "want", "what", "when", "where", "which", "with", "you", "your", "sections", "section", "above", "explain", "explained", "explains", "put", "way", "worth"]
)  # fmt: skip
# What one page alone says, or nobody could confirm, stays so.
HEDGE = re.compile(
    r"확인(?:이|을|은)?\s?(?:필요|못|하지\s?못|되지\s?않)|한\s?곳|알려지지|정해지지|모르|불확실|확인해\s?(?:봐|보|주|야)|물어보|"
    r"confirm|one (?:\d{4} )?page|not (?:known|certain|clear)|unclear|may (?:change|differ)|check with|\bask\b",
    re.I,
)
SENTENCES = re.compile(r"(?<=[가-힣\w)])[.?!](?=\s|$)|\n")
PLANNED = re.compile(r"(?<!활동)(?<!활동\s)계획(?!서|을 세)|예정|정부안|예산안|개정안|법안|\bplan(?:s|ned)?\b|propos|\bbill\b", re.I)
OVER = re.compile(r"끝났|마감됐|마감되었|종료됐|종료되었|새로\s?(?:가입|신청)[^.]{0,6}(?:받지|없)|no longer|has ended|is over|closed|ended on", re.I)
OPEN = re.compile(r"수\s?있|가능|열려|지금|바로|받고\s?있|can\b|open\b|now\b|available", re.I)
# Words that the evidence uses only to deny them.
DENIED = re.compile(r"\b(?:not|no|without|isn't)\s(?:a |an |the |any )?([a-z]{4,})|([가-힣]{2,6})(?=[이가은는도]\s?없|이?\s?아니)", re.I)
# What lifts a duty must stand in the evidence as such; what limits a statement must stay with it.
EXEMPT = re.compile(
    r"(?:않|없|아니)[아어라]?도(?=[\s,])|안\s?[가-힣]{1,4}도\s?(?:돼|되|괜찮)|필요\s?없|면제|무료|공짜|상관\s?없|"
    r"\b(?:need not|needn't|no need|don't (?:have|need) to|doesn't (?:have|need) to|without (?!the\b)\w+ing|exempt|waived?|free of charge|"
    r"whether or not)\b",
    re.I,
)
EXCEPT = re.compile(r"제외하고|빼고|말고는|만\s?빼|\b(?:except|unless|other than|apart from)\b|\(not |아님\)", re.I)
FALSEHOOD = re.compile(r"틀린|잘못된\s?(?:정보|글|내용)|사실이\s?아니|\b(?:wrong|not true|incorrect|mistaken)\b", re.I)
TOPIC = re.compile(r"(?<![가-힣A-Za-z0-9])([가-힣A-Za-z0-9·-]{2,}?)(?:은|는|도|이면|이라면|라면|에게는|한테는|께서는)(?=\s|,)")
ITSELF = re.compile(r"저절로|자동으로|알아서|\b(?:by itself|automatic\w*)\b", re.I)
# Who does something: "회사가 먼저 신청해" isn't "청년이 먼저 신청하면".
AGENT = re.compile(r"(회사|기업|사업주|사장님?|대표|직원|청년|본인|고용센터|센터|기관|공단|나라|정부|국가|가족|부모님?|학교|상담사)(?=이(?:\s|나)|가\s|께서|에서\s)")
# "지나도 받을 수 있어요": a hindrance that is waved aside must be waved aside in the evidence.
CONCEDED = re.compile(r"[가-힣]{1,3}[아어여워해나가려져봐와]도(?=\s[^.?!]{0,24}(?:수\s?있|돼|되|괜찮|나와|나오|받))")
# Two things set against each other: said of one of them alone, the evidence is turned round.
CONTRAST = re.compile(r"반대|다른\s|달라|다르|달리|\b(?:opposite|differ\w*|unlike|reverse|contrary)\b", re.I)
SAME = re.compile(r"같은|똑같|동일|마찬가지|\b(?:same|identical|equal\w*|likewise)\b", re.I)
ANY_OF = re.compile(r"거나[\s,]|\beither\b", re.I)  # one predicate at the end holds for all that is listed
