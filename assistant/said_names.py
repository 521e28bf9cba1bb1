"""Names and words of a sentence that its evidence doesn't know: invented programmes, employers, courses, places.

Three nets, coarse to fine: names with the look of a programme or a firm, anything quoted or capitalised, and plain
words that neither the evidence nor the whole library ever uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from assistant.guards import fold_plain
from assistant.understanding.names import KnownTerms, unknown_names
from knowledge.base import Base
from knowledge.models import Lang
from knowledge.text.aliases import Mention

_QUOTED = re.compile(r"[‘“「『《〈\"'’]([^‘’“”「」『』《》〈〉\"']{2,40})[’”」』》〉\"'](?![a-z])")
_FIRM = re.compile(
    r"\(주\)\s?([가-힣A-Za-z0-9]+)|㈜\s?([가-힣A-Za-z0-9]+)|주식회사\s?([가-힣A-Za-z0-9]+)|"
    r"([가-힣A-Za-z0-9]{2,12}(?:전자|소프트|테크|테크놀로지|랩스|시스템즈?|산업|물산|로보틱스|솔루션즈?|네트웍스|정공|중공업|제약|바이오|"
    r"푸드|건설|은행|증권|대학교?|학원|재단|협회|공단|공사|연구원|진흥원|아카데미|스쿨|부트캠프|캠퍼스))(?![가-힣]{2,})"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#.&'-]*[A-Za-z0-9+#]|[A-Za-z]")
_CAPITAL = re.compile(r"(?<![\w'’])[A-Z][\w&'’-]*")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]{3,}")
_ENDS = re.compile(r"(?:ings?|ed|es|s|ly|er|ers|'s|’s)$")
_ALWAYS_LATIN = frozenset("ai it sns pc ok".split())
_ALWAYS_CAPITAL = frozenset("I I'm I'd I'll I'll KRW Korea Korean Koreans Hangul AI IT OK".split())
# Ordinary words a person explaining a scheme uses, whether or not the library does.
_KO_PLAIN: Final = frozenset(
    "경우 동안 정도 이후 이전 다음 먼저 그때 지금 나중 처음 마지막 중간 사이 전체 일부 나머지 기준 조건 내용 방법 이유 결과 상황 상태 문제 "
    "도움 걱정 마음 생각 계획 준비 확인 설명 안내 정리 추가 포함 제외 해당 관련 필요 가능 중요 자세 간단 기본 보통 대부분 모두 각각 하나 둘 셋 "
    "사람 본인 가족 친구 부모 학생 청년 담당 담당자 기관 센터 회사 직장 기업 학교 지역 동네 집 돈 금액 비용 부담 지원 수당 급여 월급 소득 재산 "
    "기간 날짜 하루 이틀 일주일 한달 개월 매달 매월 올해 시간 시작 끝 종료 신청 접수 심사 선정 참여 활동 상담 훈련 교육 과정 취업 구직 일자리 "
    "일 경험 생활 공부 질문 대답 답 말씀 이야기 정보 자료 서류 조항 근거 규정 제도 정책 사업 혜택 차이 비교 점 부분 쪽 편 곳 때 것 수 줄 번 "
    "얼굴 눈 손 발 말 글 전화 문자 온라인 오프라인 화면 창 표 칸 하나하나 스스로 미리 아무 이제 오래 모든 거의 새로 평소 현재 최근 당시 앞으로 실제 사실 "
    "달 주 해 년 월 액수 만큼 그대로 바로 따로 함께 같이 계속 직접 우선 주의 참고 기억 천천히 차근차근 순서 단계 방식 종류 범위 이상 이하 "
    "여유 부담감 안심 선택 결정 판단 이용 사용 제출 등록 가입 발급 변경 신고 지급 입금 이름 대상 자격 요건 여부 덕분 대신 반면 특히 아래 위 "
    "앞 뒤 옆 안 밖 속 겉 중 간 외 등 및 또 더 덜 잘 못 꼭 좀 다시 이미 아직 곧 언제 어디 무엇 누구 어떻게 왜 얼마 혹시 만약".split()
)
_MONEY = re.compile(r"(?:수당|장려금|지원금|훈련비|allowance|bonus|payment)s?$", re.I)
_TOO_NEW: Final = 2  # English words nobody in the library uses, in one sentence


class Vocabulary:
    """All words the library itself uses, in both languages. Build once for a state of the base.

    `mentions` gives the names of the lexicon in a text as they are spelt; `knows` whether the library uses a word.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        texts = [f"{s.title}\n{s.text}" for lang in ("ko", "en") for s in base.sections(lang)]
        self._folded = "\n".join(fold_plain(t) for t in texts)
        self._stems = frozenset(stem(w) for t in texts for w in _ENGLISH.findall(t))
        self.mentions = lru_cache(maxsize=8_000)(self._mentions)
        self.knows = lru_cache(maxsize=20_000)(self._knows)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        """Names of the library's lexicon in a text, as they are spelt."""
        return self._base.lexicon.find(text, fuzzy=False)

    def schemes(self, text: str) -> tuple[tuple[int, str], ...]:
        """Where a text names schemes, and their families. Names of money are left to those who know purses."""
        programmes = self._base.programmes
        found = (m for m in self.mentions(text) if m.kind in ("family", "programme") and not _MONEY.search(m.surface))
        return tuple((m.start, programmes[i].family if i in programmes else i) for m in found for i in m.ids[:1])

    def nouns(self, text: str) -> list[str]:
        """The nouns of a Korean text."""
        return self._base.analyser.nouns(text)

    def knows_stem(self, word: str) -> bool:
        """Whether the library uses an English word."""
        return stem(word) in self._stems

    def _knows(self, word: str) -> bool:
        return fold_plain(word) in self._folded


def stem(word: str) -> str:
    """A rough English stem: good enough to find a word again."""
    plain = word.lower().replace("’", "'")
    return _ENDS.sub("", plain) if len(plain) > 5 else plain.rstrip("s")


def strange_name(text: str, cited: str, lang: Lang, words: Vocabulary, allowed: Iterable[str]) -> str | None:
    """The kind of name that stands in `text` but not in the evidence `cited`: `programme`, `name`, or None.

    `allowed` are ids of families that the evidence is about.
    """
    folded, families = fold_plain(cited), frozenset(allowed)
    spans = []
    for mention in words.mentions(text):
        if mention.kind in ("family", "programme", "lookalike"):
            own = any(i in families or i.rpartition("/")[0] in families for i in mention.ids)
            if not own and fold_plain(mention.surface) not in folded:
                return "programme"
            spans.append((mention.start, mention.end))
        elif mention.kind == "region" and not mention.risky and fold_plain(mention.surface) not in folded:
            return "place"
    if unknown_names(text, KnownTerms([cited]), spans):
        return "programme"
    for pattern in (_QUOTED, _FIRM):
        for match in pattern.finditer(text):
            name = next(g for g in match.groups() if g)
            if fold_plain(name) not in folded and name not in _KO_PLAIN:
                return "name"
    return _strange_latin(text, folded, lang)


def _strange_latin(text: str, folded: str, lang: Lang) -> str | None:
    if lang == "ko":
        found = (m[0] for m in _LATIN.finditer(text))
        known = any(True for w in found if w.lower() not in _ALWAYS_LATIN and fold_plain(w) not in folded)
        return "name" if known else None
    for match in _CAPITAL.finditer(text):
        word = match[0].rstrip("'’")
        first = not re.search(r"\w", text[: match.start()]) or text[: match.start()].rstrip()[-1:] in ".!?:"
        follows = first and re.match(r"\s+[A-Z][a-z]", text[match.end() :])
        if (first and not follows) or word in _ALWAYS_CAPITAL or fold_plain(word) in folded:
            continue
        return "name"
    return None


def strange_words(text: str, cited: str, asked: str, lang: Lang, words: Vocabulary) -> bool:
    """Whether the sentence speaks of things that neither evidence, question nor library know, or hardly of the
    evidence at all."""
    near = fold_plain(cited) + "\n" + fold_plain(asked)
    if lang == "en":
        own = [w for w in _ENGLISH.findall(text) if stem(w) not in near and w.lower() not in near]
        new = [w for w in own if not words.knows_stem(w) and w.lower() not in _EN_PLAIN]
        return len(new) > _TOO_NEW
    nouns = [n for n in words.nouns(text) if len(n) > 1 and not n.isdigit() and n not in _KO_PLAIN]
    own = [n for n in nouns if fold_plain(n) not in near]
    return any(not words.knows(n) for n in own) or (len(own) > 2 and len(own) * 2 > len(nouns))


_EN_PLAIN: Final = frozenset(
    "about above across actually additional advance again ahead almost alongside already although always amount another answer "
    "anything around aside available away based because before behind being below beside between both bring case change check "
    "clear comes common could count cover depend details different directly does doing done during each early easier easily "
    "either else enough especially even every everything exact example expect extra fact feel find first fixed follow forward "
    "free full further general give gives given goes going good handy happen have having help helpful here high higher hold "
    "however idea important instead into itself just keep kind know known last later least less like line little long longer "
    "look lower made main make makes many matter maybe mean means might mind more most much must named near nearly need needs "
    "next nice normally note nothing often once only open order other otherwise ourselves over overall paid part people perhaps "
    "person place plan please point possible quick quite rather ready really receive regular related relevant remember rest "
    "right same save second seem separate separately several short should show side similar simple simply since small some "
    "someone something soon sort stand start starts stay step still stop straightforward such sure take taken takes talk tell "
    "than that their them then there these they thing things think third this those though through time together total toward "
    "turn under understand until upon useful usually very wait want well what whatever when where whether which while whole "
    "whom whose will with within without word words work worry would write wrong your yours yourself".split()
)
