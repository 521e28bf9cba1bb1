"""Where a Korean name may begin and end inside a run of letters written without spaces. Pure.

All functions take folded text (see `normalise.fold`): the part of the run before or after a candidate name.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.text.normalise import words

# What may follow a noun and still leave it that noun: particles, the copula, and words that cling to nouns in texting.
_PARTICLES = words("""
    은 는 이 가 을 를 의 에 도 만 와 과 로 으로 랑 이랑 하고 에서 에게 한테 에도 에는 에만 에서도 에서는 에선 에서만
    에서의 로는 로도 으로는 으로도 한테도 까지 부터 마다 밖에 보다 처럼 같은 이나 나 이라도 라도 이든 든 란 이란
    이라는 라는 이라고 라고 이면 면 이고 고 인데 인가 인가요 인지 이에요 예요 에요 이예요 이야 야 입니다 임 이죠 죠
    이요 요 냐 이냐 인 말고 대신 없이 때문에 관련 쪽 측 중 중에 중에서 내 외 용 별 들 들은 들이 등 등의 좀 때 뿐 께서
    이며 며 든지 이든지 라면 이라면 씩 까지는 까지만 부터는 까지도 만으로 만이라도 로만 의외 이랑은 랑은
""")
# Words people put straight behind a name: the start of what they want to know about it.
_HEADS = tuple(
    words("""
    얼마 신청 조건 자격 수당 기간 금액 지원 대상 나이 소득 재산 서류 방법 혜택 후기 차이 비교 언제 어디 어떻게 어떡
    어케 왜 뭐 무엇 뭔 누가 누구 몇 받 되 돼 될 됨 된 안되 안돼 못 하는 하면 하려 할 해 했 한다 끝 중복 동시 탈락 떨어
    참여 참가 가능 불가 있 없 알려 추천 문의 상담 설명 궁금 좀 그리고 근데 그런데 아니 말고 다시 또 계속 취소 포기
    중단 연장 만료 발급 잔액 한도 자부담 훈련 교육 과정 강의 학원 수업 배우 배울 배워 듣 들을 들으 취업 취직 구직 채용
    공고 일자리 알바 회사 기업 중소 청년 신입 경력 인턴 직무 직종 연봉 월급 급여 살 사는 사람 거주 출신 근처 인근 지역
    근무 출근 이사 쓸 써 쓰 써요 다루 잘 초급 중급 기초 자격증 개발 업무 기술 관련 전공 분야 공부 독학 입문 실무 사업
    제도 프로그램 홈페이지 사이트 고객센터 전화 번호 홈피 어플 팀 직원 부서 기반
    툴 엔지니어 전문가 담당 관리 보조 분석 설계
""")
)
_LEAD_INS = words("""
    저 나 난 저는 나는 제가 내가 저도 나도 지금 현재 혹시 근데 그럼 그러면 그리고 요즘 이제 우리 그냥 만약 만약에 어제
    오늘 올해 다시 이번에 이번 작년에 원래 전에 아까 일단 대체 도대체 진짜 여기 거기 아직 이미 그래서 하지만
""")
_PLACE = words("""
    에 에서 에서도 에서는 에선 에서만 에서의 에도 에는 에만 으로 로 까지 부터 쪽 쪽에 쪽에서 쪽으로 지역 지역에서 근처
    근처에서 근교 권 역 역근처 시내 시 군 구 사는 사는데 살아요 살고 사람 거주 거주자 거주중
""")
# What people say after a place when they mean it as one.
_THERE = tuple(
    words("""
    살 사는 거주 근처 인근 쪽 지역 알바 일자리 취업 취직 채용 회사 공고 출신 근무 이사 어디 공장
""")
)
_LONGEST = max(map(len, _PARTICLES))
_LONGEST_LEAD_IN = max(map(len, _LEAD_INS))


def particles(rest: str) -> Iterator[int]:
    """Yield the length of each particle the text begins with, shortest first."""
    return (size for size in range(1, min(len(rest), _LONGEST) + 1) if rest[:size] in _PARTICLES)


def lead_ins(run: str) -> Iterator[int]:
    """Yield the length of each opener the run begins with (저는, 혹시 ...), after which a name may begin."""
    return (size for size in range(1, min(len(run), _LONGEST_LEAD_IN) + 1) if run[:size] in _LEAD_INS)


def ends_name(rest: str) -> bool:
    """Say whether a short name may end before this rest of its run: nothing, a particle, or the start of a question."""
    return (
        not rest
        or rest.startswith(_HEADS)
        or any(size == len(rest) or rest.startswith(_HEADS, size) for size in particles(rest))
    )


def ends_place(rest: str) -> bool:
    """Say whether the rest makes clear that a place was named, even if its name is an everyday word, too."""
    return rest in _PLACE


def goes_on_about_place(following: str) -> bool:
    """Say whether the words after a name speak of it as a place to live or work."""
    return following.startswith(_THERE)
