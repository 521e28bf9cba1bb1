"""Names that look like a programme but are none of ours: found so that nobody is told about them as if they existed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.guards import fold_plain

_SUFFIX = (
    r"(?:수당|장려금|지원금|보조금|격려금|축하금|지원제도|지원사업|공제|적금|패키지|바우처|보장제|보장제도|통장|계좌|"
    r"기본소득|펀드|대출|학자금|장학금|프로그램|프로젝트|아카데미|캠퍼스|캠프|부트캠프|보험|제도|사업|카드|급여|연금)"
)
# A Korean name is one word, or words glued by latin letters and digits: 청년AI스타트보장수당, "청년 AI 점프업 지원금".
_KO_NAME = re.compile(rf"(?<![0-9A-Za-z가-힣])((?:[가-힣A-Za-z0-9][가-힣A-Za-z0-9+·-]*\s)?[가-힣A-Za-z0-9][가-힣A-Za-z0-9+·-]+?{_SUFFIX})(?![가-힣]*(?:과정|학원))")
# The kind of money as a word of its own: "희망날개 지원금". What stands before it must itself be no word we know.
_KO_APART = re.compile(
    r"(?<![0-9A-Za-z가-힣])([가-힣A-Za-z0-9+·-]{3,})\s(수당|장려금|지원금|보조금|격려금|축하금|지원제도|지원사업|바우처|패키지|보장제)"
    r"(?![가-힣]*(?:과정|학원))"
)
# Word ends of a clause, not of a name: "받았는데 지원금", "어디서 지원금".
_CLAUSE_END = re.compile(r"(?:[은는을를이가도의에로와과랑고서면지죠요나까만야]|[한할된될던]|는데|ㄴ데|인데|한테|에게|대로|때문|동안|하는|받은|어디임?|뭐임?)$")
_EN_NAME = re.compile(
    r"\b((?:[A-Z][\w+&'-]*\s+){1,6}(?:Allowance|Subsidy|Grant|Program(?:me)?|Scheme|Fund|Voucher|Account|Savings|Benefit|"
    r"Package|Card|Bonus|Support|Academy|Project|Loan|Guarantee|Scholarship))\b"
)
# What may stand before a suffix without making it a name: "무슨 지원금", "그달 수당", "우리 지역 지원사업".
_GENERIC = ["부양가족", "부양", "가족수당", "청년", "정부", "국가", "나라", "지역", "구직", "취업", "실업", "무슨", "어떤", "이런", "그런", "저런", "다른", "모든", "무료", "추가", "그달", "이번달", "다음달", "한달", "매달", "매월", "월", "우리", "동네", "시", "구", "군", "도", "내", "제", "저", "나", "너", "그", "이", "저희", "받을", "수", "있는", "받는", "받던", "주는", "나오는", "되는", "하는", "신청", "참여", "훈련", "교육", "직업", "고용", "생활", "생계", "주거", "월세", "전세", "이사", "교통", "식비", "면접", "자격증", "시험", "응시료", "대학생", "대학", "고졸", "군인", "여성", "엄마", "임신", "출산", "육아", "아동", "가족", "부모", "중소기업", "기업", "회사", "소상공인", "자영업", "사업자", "창업", "폐업", "재취업", "외국인", "장애인", "노인", "어르신", "신혼", "1인", "가구", "저소득", "신용", "체크", "은행", "학생", "교통", "멤버십", "포인트", "특별", "특훈", "건강", "고용", "산재", "국민", "기초", "실손", "자동차", "여행", "개인", "퇴직", "최저", "시간", "근로", "노동", "정책", "복지", "관련", "종류", "각종", "여러", "공공", "민간", "대출", "소득", "세금", "감면", "상담", "멘토링", "현금", "지원", "혜택", "제일", "가장", "많은", "큰", "좋은", "새", "새로운", "신규", "기존", "온라인", "오프라인", "장기", "단기", "코딩", "개발", "디지털", "데이터", "ai", "it", "인턴", "일경험", "체험", "첫", "올해", "내년", "작년", "금융", "저축", "청약", "입출금", "급여", "주택"]
_GENERIC_SET = frozenset(_GENERIC)
_GENERIC_STRIP = re.compile("|".join(sorted((re.escape(w) for w in _GENERIC), key=len, reverse=True)) + r"|\d+|은|는|이|가|을|를|의|에|도|로|으로|한|할|인|과|와|및")
_LONGEST_WORD = 16  # letters; no scheme's name is one longer word
_ENDING = re.compile(_SUFFIX + "$")


class KnownTerms:
    """Every word run that the library itself uses, folded: a name is unknown only when it stands nowhere in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._corpus = "\n".join(fold_plain(t) for t in texts)

    def __contains__(self, name: str) -> bool:
        return fold_plain(name) in self._corpus


def unknown_names(text: str, known: KnownTerms, spans: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Names in `text` with the look of a programme that neither the lexicon (`spans`) nor the library knows."""
    taken = list(spans)
    found = []
    for match in _KO_APART.finditer(text):
        word = match[1]
        if word in known or _is_generic(word) or _CLAUSE_END.search(word) or _touched(match.start(1), match.end(1), taken):
            continue
        found.append(f"{word} {match[2]}")
    for pattern in (_KO_NAME, _EN_NAME):
        for match in pattern.finditer(text):
            if pattern is _KO_NAME and max(len(word) for word in match[1].split()) > _LONGEST_WORD:
                continue  # a sentence without spaces
            name = _core(match[1])
            last = match[1].split()[-1]
            if pattern is _KO_NAME and " " in match[1] and (
                last in known or _covered(match.end(1) - len(last), match.end(1), taken)
            ):
                continue  # a name we know after a plain word: "다니는데 도약장려금", "서울 청년수당"
            if not name or name in known or _is_generic(name) or _covered(match.start(1), match.end(1), taken):
                continue
            found.append(name)
    return tuple(dict.fromkeys(found))


def _core(name: str) -> str:
    """The name without a plain word before it: "신청할 수 있는 청년점프수당" → "청년점프수당"."""
    words = name.split()
    if len(words) == 2 and (
        _CLAUSE_END.search(words[0]) or words[0] in _GENERIC_SET or not re.fullmatch(r"[A-Za-z0-9+]+|[가-힣]{1,4}(?<![은는을를이가도야])", words[0])
    ):
        words = words[1:]
    return " ".join(words)


def _is_generic(name: str) -> bool:
    stem = _ENDING.sub("", fold_plain(name))
    return not _GENERIC_STRIP.sub("", stem)


def _touched(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)


def _covered(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Most of the name is a name we know ("국민취업지원제도 수당"). A short alias inside a longer name isn't enough."""
    covered = sum(max(0, min(end, e) - max(start, s)) for s, e in spans)
    return covered >= 0.6 * (end - start)
