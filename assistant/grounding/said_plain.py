"""Words that carry no fact of their own, and words that measure a fact: data for the check of free text."""

from __future__ import annotations

import re
from typing import Final

# Stems that explain and connect; none of them gives, takes, allows or forbids anything.
KO_NEUTRAL: Final = frozenset(
    "보 두 주 세 내 놓 가 오 들 나누 살펴보 알아보 챙기 확인 참고 이야기 말하 말 말씀 물어보 묻 알 알리 알려주 설명 정리 안내 생각 좋 낫 편하 "
    "쉽 오래 방식 방법 때 뒤 앞 전 후 이후 이전 동안 사이 대상 경우 부분 내용 점 돈 금액 지원 제도 사업 부담 기간 얼굴 눈 나중 먼저 다음 순서 "
    "차근차근 천천히 미리 함께 같이 따로 바로 그대로 참여 이름 종류 쪽 편 곳 것 사람 분 본인 스스로 기준 조건 상황 이유 결과 예 보기 도움 되 "
    "정도 만큼 가운데 중 안 밖 위 아래 줄 수 번 해 달 날 하루 시간 상태 셈 뜻 의미 궁금 필요 중요 기억 조심 주의 신경 자세 간단 정확 구체 그때 지금 이번 "
    "담당 담당자 센터 고용센터 기관 서류 자료 근거 조항 규정 차이 비교 계산 합치 더하 포함 따르 다르 같 비슷 달라지 나뉘 이어지 시작 끝 끝나".split()
)
# One-letter stems that do say something happens.
KO_SHORT_ACTS: Final = frozenset("받 늘 끊 막 뽑 팔 살 빌 벌 쉬 줄 빼".split())
EN_NEUTRAL: Final = frozenset(
    "a about after also although an and any are as ask asking at be because been before began begin begins being both but by came "
    "case check come comes coming could count counts day depend depends did different do does doing done during each early either "
    "else even example except unless apart first follow follows for from further go goes going had has have having here how however i if in instead "
    "into is it its itself just keep kept know let like line list live lives look made make makes many may mean means might mind "
    "money month most much my need needs next note of on once one or order other others our out over own part person place places "
    "please point possible rather really remember same say says see set should similar since so some someone something sort "
    "still such sum take taken takes taking talk tell telling tells than that the their them then there these they thing things "
    "this those though through time to together too turn under until up upon us very was way we well were what whatever when where "
    "whether which while who whom whose why will with within work works worth would year you your yours yourself in-between "
    "isn't aren't doesn't don't didn't won't wasn't weren't can can't cannot not no nor it's that's you're they're".split()
) - frozenset("any both most much many once over under out one no nor own".split())  # fmt: skip
# Each of these changes what a sentence claims; it must stand in the evidence in one of its forms.
MEASURES: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"누구나|누구든|아무나|모든|전원|(?:모두|전부)\s?(?:받|줘|주(?!는)|나오|나와|지원|무료)|\b(?:everyone|everybody|anyone|anybody|all|every|any)\b",
        r"항상|언제나|늘\s|매번|무조건|절대|\b(?:always|never|ever)\b",
        r"(?<!까지)(?<!이름)(?<=[가-힣])만(?=[\s이은으])(?!\s원)|오직|뿐이|밖에|\b(?:only|solely|just the)\b",
        r"여러|몇\s?번이?고|\b(?:several|many|multiple|repeatedly)\b",
        r"가장|제일|최고|\b(?:best|highest|largest|greatest)\b",
        r"이제|지금|현재|벌써|새로|\b(?:now|already|currently|newly|today)\b",
        r"곧|조만간|바로|즉시|자마자|\b(?:soon|immediately|right away|instantly)\b",
        r"더\s(?:받|많|줘|나|주)|추가|덤|보너스로|\b(?:extra|additional|more|bonus)\b",
        r"덜\s|\b(?:less|fewer|lower)\b",
        r"절대|영원|평생|\b(?:forever|for life|permanent\w*)\b",
        r"의무|필수|\b(?:must|required?|have to|has to|needs?|obliged|mandatory)\b",
        r"충분|괜찮|\b(?:enough|fine|okay|ok)\b",
        r"쉽|간편|\b(?:easy|easily|simple|simply)\b",
        r"한\s?번|1번|1회|\b(?:once|one time)\b",
    )
)
# The evidence may leave one out; it may not be turned into the other.
OPPOSITES: Final = tuple(
    (re.compile(one, re.I), re.compile(other, re.I))
    for one, other in (
        (r"\bbefore\b|전에|미리", r"\bafter\b|(?:후|뒤)에|나서"),
        (r"\b(?:above|over|exceeds?)\b|초과|넘", r"\b(?:below|under)\b|미만"),
        (r"\binside\b", r"\boutside\b"),
        (r"\bhigher|increase|rises?\b|오르|올라|늘어", r"\blower|decrease|falls?|shrinks?\b|내리|내려|줄어"),
        (r"\bfull\b|전액", r"\bpart(?:ly|ial)?\b|일부"),
    )
)
