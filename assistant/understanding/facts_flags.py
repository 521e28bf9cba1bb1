"""Facts told by a word: what stands in the text, which field it tells, with which value."""

from __future__ import annotations

from typing import Any

# Where somebody works: "삼성 다니고", not "학원 다니고". Whether the firm is a large one is asked, never guessed.
_NO_FIRM = (
    r"(?![가-힣A-Za-z]{0,8}(?:학교|대학|대학원|학원|과정|훈련|병원|정신과|상담|교회|도서관|헬스|필라테스|요가|수영|성당|동아리|스터디|독서실|한의원|치과|의원|보건소|복지관|센터|(?:야간|방송통신|방송|방통|사이버|전문|여|교)대|수업|캠프|캠퍼스|카드|내배카|국비|kdt|유치원|같이|함께|째|먼저|계속|열심히|오래|지금|현재|매일|자주|"
    r"년|월|달|동안|정도|이상|혼자|아직|[0-9])[장]?(?:에|를|을|도)?\s다니)"
)
_AT_A_FIRM = (
    r"(?<![가-힣A-Za-z0-9])" + _NO_FIRM + r"[가-힣A-Za-z]{2,10}\s다니(?:고(?!\s?싶)|는데|는\s?중|며|면서)"
    r"|(?<!학교\s)(?<!대학\s)(?<!대학교\s)(?<!학원\s)(?:\d|한|두|세|네|몇)\s?(?:개월|달|년)째?\s?(?:회사\s?)?다니(?:고|는|는데)(?!\s?(?:학원|과정|학교|대학))"
    r"|(?:대|중소|중견)기업(?:에)?\s?다(?:니(?!면)|녀(?!왔|가)|님)|대기업(?:에)?\s?다니면|회사원|(?:회사|직장)(?:에|를|을)?\s?다(?:녀(?!왔|가|서)|님|니는데|니며)"
)
# A named firm, or a firm, but no public office: "삼성 다니고", not "구청 다니고".
_AT_A_COMPANY = (
    r"(?<![가-힣A-Za-z0-9])" + _NO_FIRM + r"(?![가-힣]{0,6}(?:시청|구청|군청|도청|관청|동사무소|주민센터|행정복지센터|경찰|소방|군대|부대|공무원|공공|교육청|공단|공사)(?:에|를|을)?\s다니)"
    r"[가-힣A-Za-z]{2,10}\s다니(?:고(?!\s?싶)|는데|는\s?중|며|면서)"
)
HIGH_SCHOOL_YEAR = (
    r"(?:(?<![가-힣])고\s?(?P<hs1>[123])(?!\d)(?:학년)?|고등학교\s?(?P<hs2>[123])\s?학년|특성화고\s?(?P<hs3>[123])(?:학년)?|(?<![가-힣])고(?P<hs4>삼)(?![가-힣]{2}살))"
    r"(?!\s?(?:부터|까지|도|만|이상|이하|이면|때|은|는|\s?학생도))"
)

FLAGS: tuple[tuple[str, Any, str], ...] = (
    ("education", "middle", r"중졸|middle school (?:graduate|only)"),
    ("education", "high", r"고졸|고등학교\s?(?:만\s?)?(?:졸업|나왔|나온)|특성화고\s?(?:졸|나)|high[- ]school (?:graduate|diploma|leaver)|finished high school|graduated? (?:from )?high[- ]school"),
    ("education", "college", r"(?:전문|초)대졸|전문대\s?(?:졸|나|를\s?나)|전문학사|college graduate|associate degree"),
    ("education", "university", r"(?<!전문)(?<!초)대졸|대학교?\s?(?:를\s?)?(?:졸업했|졸업하고|나왔|나온)|4년제\s?(?:졸|나)|university graduate|bachelor"),
    ("education", "graduate", r"(?:석사|박사)(?!\s?(?:과정|재학|중|생|\d))|대학원\s?(?:졸|나왔)|master'?s degree|phd"),
    ("employment", "student", r"(?:대학생|고등학생|대학원생|재학생|휴학생|재학\s?중|휴학\s?중|대학\s?다니)(?:이에요|이고|인데|입니다|이야|이라|예요|임|\s|,|\.|$|이)|i'?m a (?:university |college |high school )?student"),
    ("employment", "employed", r"재직\s?중|대기업(?=\s?,?\s\d{2}\s?(?:살|세))|\d{2}\s?(?:살|세)\s?,?\s?대기업(?!\s?(?:말고|아닌|은|이\s?아|가|취업|준비))|회사\s?다니(?:고|는|면)|직장\s?(?:다니|인(?:이|인|입|예))|일하고\s?있(?:어|는|습)|i (?:work|am working|have a job) (?:at|in|for)|employed at|currently (?:working|employed)|"
     + _AT_A_FIRM),
    ("employment", "closing_business", r"폐업\s?(?:하려|준비|예정|할\s?(?:거|건|예정))|(?:가게|식당|카페|매장|사업|[가-힣]{1,4}집)\s?(?:를|을)?\s?(?:접으려|접을|정리하려|닫으려)|closing (?:my|our) (?:shop|store|business|cafe|restaurant)|(?:about|going|want|planning) to close (?:my|our|the)|(?:사장|점주|자영업자?|운영(?:하는데|중인데|하다가?))[^.?!,]{0,10}(?:접으려|접을까|접을라|접고\s?싶|닫으려|정리하려|폐업하려)"),
    ("employment", "closed_business", r"(?:가게|식당|카페|매장|장사|사업|[가-힣]{1,4}집|[가-힣]{1,4}점)(?:를|을|이|가)?\s?[^.?!,]{0,14}(?:망했|망함|망해서|말아먹)|(?:가게|식당|카페|매장|사업|[가-힣]{1,4}집)\s?(?:를|을)?\s?(?:[^.?!,]{0,12}(?:하고|하다가?)\s?)?(?:접었|접고|접음|접은|문\s?닫|닫았|닫음|정리했|정리함)|(?:이미|벌써|어제|지난달에?|작년에?|올해|20\d\d년|\d월에?)\s?(?:문\s?)?(?:닫았|닫음|접었|접음)|^(?:아니\s?)?(?:문\s?)?(?:닫았|접었)|문\s?닫았|폐업\s?(?:했(?!다면)|함|하고|한\s?(?:지|사람)|신고\s?(?:했|함)|완료)|(?:작년|재작년|지난달|20\d\d년|\d월)(?:\s?\d{1,2}월)?(?:에)?\s?폐업(?!\s?(?:하려|예정|할))|closed (?:my|our|the) (?:shop|store|business|cafe|restaurant)|(?:shop|store|business|cafe|restaurant) (?:has )?closed|shut down (?:my|our)|(?:i|we|it's) (?:have )?already closed"),
    ("employment", "self_employed", r"자영업(?:자)?(?:이|인|입|해|하)|가게\s?(?:를\s?)?(?:하고|운영|해요)|self[- ]employed|run a (?:shop|store|small business)"),
    ("employment", "unemployed", r"(?<![가-힣])(?:집\s?)?백수|(?<![가-힣])(?:현재|지금|완전)?무직|실업\s?(?:중|상태)|구직\s?중|취준(?:생|\s?(?:중|\d|한\s?지))|미취업|취업\s?준비\s?중|일자리\s?(?:를\s?)?찾고\s?있|(?:지금|현재)\s?(?:쉬|놀)|쉬는\s?중|쉬고\s?있|일\s?(?:안|을\s?안)\s?하고|\bunemployed\b|out of work|jobless|between jobs|looking for (?:a )?(?:job|work)|(?:have )?no job (?:for|now|since)|i have no job|not working (?:now|for)"),
    ("never_worked", True, r"(?:일|알바|근무|직장)\s?경험(?:이|도|은)?\s?(?:전혀\s?|아예\s?|하나도\s?)?없(?!으면|어도|나)|(?<!\d일\s)(?<!시간\s)(?<!이상\s)일(?:을)?\s?(?:해\s?본|한)\s?적(?:이)?\s?(?:이\s?)?(?:한\s?번도\s?)?없|취업\s?경험(?:이)?\s?없|알바(?:도)?\s?(?:한\s?번(?:도)?\s?)?안\s?해\s?(?:봤|봄)|never (?:had a job|worked)|no work experience"),
    ("left_job.reason", "voluntary", r"자진\s?퇴사(?:했|하고|함|한\s)|제\s?발로\s?(?:나|그만)|내가\s?(?:그만|나)|스스로\s?(?:그만|나)|i quit\b|i resigned|quit my job|left (?:my job )?voluntarily"),
    ("left_job.reason", "dismissed", r"짤렸|잘렸|해고\s?(?:당|됐|되)|권고\s?사직(?:당|으로|됐|했|\s)|got (?:fired|laid off)|was (?:fired|dismissed|laid off)"),
    ("left_job.reason", "contract_ended", r"계약\s?(?:만료|종료|이\s?끝|끝나)(?:돼|됐|되|했|서|로|났|나|\s)|계약직\s?(?:끝|만료)|my contract (?:ended|expired|is over)"),
    ("receiving", ("unemployment_benefit",), r"(?:실업\s?급여|실급|구직\s?급여|실업\s?금여|unemployment benefits?\s?)(?:를|는|을)?\s?(?:지금\s?|아직\s?|현재\s?|한창\s?)?(?:받(?:고\s?있(?!지\s?않|으면|다면)|는\s?중(?!이?면|이라면)|으면서|는데|는\s?동안|고\s?(?:내배카|국취|학원|훈련))|타(?:고\s?있|는\s?중|는데|먹는\s?중|먹고\s?있|면서)|(?<!안\s)수급(?:자(?:인데|예요|이에요|입니다|야|임|라서|이고)|하는\s?중|하고\s?있))|(?<!생계급여\s)(?<!기초\s)수급\s?중|(?:i'?m |am |while |still )(?:on|receiving|getting) (?:the )?unemployment (?:benefits?|insurance)|(?:while|since|now|already|currently) i (?:get|receive) unemployment|\bi (?:already|now|currently) (?:get|receive) unemployment"),
    ("receiving", ("local_allowance",), r"(?:청년|구직|취업\s?준비|취준|면접)\s?(?:활동\s?)?(?:수당|지원금)(?:을|를)?\s?(?:지금\s?|아직\s?|현재\s?)?(?:받(?:고\s?있(?!지\s?않)|는\s?중|는데|으면서|는\s?동안)|타(?:고\s?있|는\s?중|는데))"),
    ("receiving", ("livelihood_benefit",), r"생계\s?급여(?:를|는)?\s?받(?:고|는)"),
    ("receiving", ("nesp_allowance",), r"(?:국취제?|1유형|구직촉진수당|수당)[^.?!,]{0,10}\d\s?(?:회차|번째|번)(?:까지|째)?\s?(?:수당\s?)?받(?:았|고|는|음)|(?:구직촉진수당|국취(?:제)?\s?(?:1유형)?)(?:을|를|은|는)?\s?(?:받(?:고\s?있|는\s?중)|하는\s?중|참여\s?중|하고\s?있)"),
    ("receiving", ("earned_income_credit",), r"근로\s?장려금(?:을)?\s?(?:받(?:고|았|는)|탔)"),
    ("groups", ("basic_livelihood",), r"기초\s?(?:생활)?\s?수급|(?<!실업급여)(?<!실업급여\s)(?<!실급)(?<!실급\s)(?<!구직급여\s)수급자(?:예요|입|인|이)"),
    ("groups", ("near_poor",), r"차상위"),
    ("groups", ("one_parent",), r"한\s?부모\s?(?:가정|가족|인데|예요|이)|single (?:mom|mother|dad|father|parent)"),
    ("groups", ("disabled",), r"장애인(?:이에요|이고|인데|입니다|등록)|장애(?:가)?\s?있(?:어|는|고)|장애\s?\d급|i have a disability|i'?m disabled"),
    ("groups", ("care_leaver",), r"자립\s?준비\s?청년|보호\s?종료|care leaver"),
    ("groups", ("north_korean_defector",), r"북한\s?이탈|탈북|새터민|north korean defector"),
    ("groups", ("marriage_immigrant",), r"결혼\s?이민(?:자|으로|했|왔)|marriage (?:immigrant|migrant)"),
    ("groups", ("small_business_owner",), r"소상공인(?:이에요|이고|인데|입니다)"),
    ("groups", ("platform_worker",), r"(?:배달|택배)\s?(?:라이더|기사)(?:예요|이에요|인데|하)|라이더(?!\s?(?:자켓|재킷))|특고|플랫폼\s?(?:노동|일)|delivery rider"),
    ("visa", "citizen", r"한국\s?(?:사람|인|국적)(?:이에요|이고|인데|입니다|이야|이요|예요|임|\s|$|,|\.)|내국인|korean (?:citizen|national)|i'?m korean\b"),
    ("visa", "F-2", r"\bf-?2(?![0-9a-z])(?:\s?비자)?"),
    ("visa", "F-4", r"\bf-?4(?![0-9a-z])|재외동포\s?비자"),
    ("visa", "F-5", r"\bf-?5(?![0-9a-z])|영주권(?:자)?"),
    ("visa", "F-6", r"\bf-?6(?![0-9a-z])|결혼\s?비자"),
    ("visa", "D-10", r"\bd-?10(?![0-9a-z])|구직\s?비자"),
    ("visa", "E-9", r"\be-?9(?![0-9a-z])"),
    ("employer.large_firm", False, r"대기업(?:은|이|는)?\s?아니(?!면|어도)|중소(?:기업)?(?:에)?\s?(?:다니(?:고|는데|는\s?중|며|지)|다녀|다님|재직\s?중|에서\s?일하|직원(?:인데|이에요|이고|이야|임))|중견(?:기업)?(?:에)?\s?(?:다니(?:고|는데)|다녀|재직\s?중)|\bi(?:'m| am)? (?:work|working|have a job) (?:at|for|in) an? (?:sme|small (?:company|firm|business))|not a (?:large|big) (?:company|firm)"),
    ("employer.large_firm", True, r"대기업(?=\s?,?\s\d{2}\s?(?:살|세))|\d{2}\s?(?:살|세)\s?,?\s?대기업(?!\s?(?:말고|아닌|은|이\s?아|가|취업|준비))|대기업(?:에)?\s?(?:다니|다녀|다님|재직\s?중|에서\s?일|(?:직원|직장인|정규직|사원)?(?:이고|인데|이에요|이야|임))|\bi(?:'m| am)? (?:work|working|have a job) (?:at|for|in) a (?:large|big) (?:company|firm|corporation)"),
    ("employer.kind", "military", r"(?:(?:육군|해군|공군|해병대?)\s?)?(?:하사|중사|상사|원사|부사관|장교|소위|중위|대위|직업\s?군인|현역\s?군인)(?:인데|이에요|예요|입니다|이고|이야|임|으로\s?(?:근무|복무)|로\s?(?:근무|복무))|\bi(?:'m| am) (?:a )?(?:career |professional )?(?:soldier|sergeant|army officer|non-commissioned officer)\b"),
    ("employer.kind", "public_servant", r"(?:현직\s?|지방직\s?|국가직\s?)?공무원(?:인데|이에요|예요|입니다|이고|이야|임(?![가-힣])|으로\s?(?:일하고|근무|재직))|\bi(?:'m| am) a (?:civil|public) servant\b"),
    ("employer.kind", "private_school", r"사립\s?(?:학교|중학교|고등학교|대학교?|유치원|중|고)\s?(?:교사|교직원|선생님?|행정실|직원|\s){1,3}(?:인데|이에요|예요|입니다|이고|이야|임)"),
    ("employer.kind", "company", _AT_A_COMPANY + r"|대기업(?=\s?,?\s\d{2}\s?(?:살|세))"),
    ("employer.kind", "company", r"(?:대기업|중소(?:기업)?|중견(?:기업)?|강소기업)(?:에)?\s?(?:다니|다녀|다님|재직\s?중)|회사원|회사(?:에|를)?\s?다(?:니(?:고|는데|며)|녀(?!왔|가)|님)|\bi(?:'m| am)? (?:work|working) (?:at|for|in) an? (?:sme|company|firm|(?:large|big|small) (?:company|firm|business))"),
    ("wants.remote", True, r"재택(?:근무)?|원격\s?근무|\bremote\b|work from home|wfh"),
    ("wants.employment", ("part_time",), r"알바\s?(?:구|찾|자리)|파트\s?타임\s?(?:구|찾|자리)|주말만\s?(?:일|알바)?|알바\s?주말만|part[- ]time (?:job|work|position)"),
    ("school.enrolled", True, r"재학\s?중|휴학\s?중|대학생(?:이|인|입|,|\.|\s)|대학\s?다니고"),
    ("school.level", "university", r"대학생(?:이|인|입|,|\.|\s)|대학교\s?(?:\d학년|재학|다니)|university student"),
    ("school.level", "high", r"고등학생|" + HIGH_SCHOOL_YEAR + r"|high[- ]school(?:er| student)\b|in (?:high school|(?:10|11|12)th grade)"),
)  # fmt: skip
