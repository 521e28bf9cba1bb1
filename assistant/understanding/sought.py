"""What a search names: the words for the thing itself, without places, asking, conditions and endings. Pure.

A verb never names a thing ("일자리 구해요", "need a job"): only nouns and Latin words are kept, and of those none that say
how, where or for how much something is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from assistant.understanding.pay_floor import floor_words
from knowledge.text.aliases import Mention

_IDLE_KO: Final = frozenset(
    # who asks, and that something is asked
    "통장 잔고 형편 사정 여유 나 저 제 내 우리 저희 혹시 요즘 지금 오늘 이번 다음 정도 이상 이하 최소 최대 정보 추천 소개 안내 검색 목록 리스트 질문 궁금 부탁 가능 필요 희망 시작 모집 개강 "
    "접수 신청 참여 수강 조건 위치 시간 기간 날짜 사람 분 곳 데 것 거 수 중 때 후 뒤 전 쪽 등 말 그거 이거 여기 거기 하나 전부 모두 다른 아무 "
    # what any course or opening is
    "일 일자리 자리 직장 직업 취업 취직 구직 이직 채용 공고 채용공고 구인 회사 기업 업체 직원 사원 근무 출근 퇴근 업무 과정 훈련 훈련과정 교육 강의 강좌 수업 학원 코스 국비 국비지원 "
    "지원 무료 유료 자격증 자격 면허 취득 공부 배움 반 클래스 교육원 센터 기관 일거리 급구 구직자 취준 취준생 백수 "
    # conditions that have a field or a wish of their own
    "신입 경력 초보 무경력 경력무관 무관 정규직 계약직 알바 아르바이트 파트타임 인턴 단기 장기 시간제 프리랜서 재택 원격 온라인 오프라인 비대면 대면 기숙사 숙소 사택 셔틀 통근버스 통근 "
    "주말 주말반 평일 평일반 야간 야간반 저녁 저녁반 오전 오후 주간 낮 밤 교대 토요일 일요일 월 월급 연봉 급여 시급 일당 일급 주급 세전 세후 만원 원 만 천 백 수당 "
    "근처 주변 인근 지역 동네 전국 시내 도심 지방 수도권 중소기업 강소기업 대기업 스타트업 직장인 학생 대학생 청년 중장년 여자 남자 나이 세 살 년 개월 달 주 명 "
    "하루 매일 처음 완전 진짜 그냥 제일 가장 조금 일단 요 급 구 다음달 이번달 내년 올해 싼거 급구 집 회원 상관 관심 생각 계획 경험 능력 기본 기초반 이력서 자소서 포트폴리오".split()
)
_IDLE_EN: Final = frozenset(
    "a an the i im ive id me my we you your it its is are as am be been was were do does did have has had can could would will should may there here this that these those any some "
    "all only just also too then and or but so if not no nothing none ok okay please thanks hi hello hey um well now soon maybe something anything someone anyone one ones kind type sort "
    "in at on near around by for from to of with without within into about over above under below least most more than less or up plus higher between "
    "find finding show search searching look looking looks seek seeking hunt hunting need needs needed want wants wanted wanna like love get getting take taking give offer offers hire hires "
    "hiring hired work works working job jobs opening openings position positions vacancy vacancies role roles career employment employer employers company companies firm firms recruit "
    "recruiting recruitment apply course courses class classes training lesson lessons bootcamp bootcamps academy programme program learn learning study studying teach taught certificate "
    "certification licence license free paid pay pays paying paid salary salaries wage wages monthly month yearly year annual annually hour hourly day daily week weekly krw won million mil "
    "thousand k m minimum min max maximum per good best nice cheap cheapest nearby nearest available recommend recommended list options option which what where when who how why much many "
    "online offline onsite remote remotely hybrid home evening evenings night nights weekend weekends weekday weekdays saturday sunday morning mornings afternoon day shift shifts "
    "full part time fulltime parttime permanent temporary contract intern internship junior senior entry level newcomer beginner beginners experience experienced fresh graduate "
    "dorm dormitory housing shuttle meals overtime flexible january february march april may june july august september october november december start starts starting begin begins "
    "beginning open opens next place places area areas city town somewhere anywhere elsewhere live living based am's possible possibly ideally preferably after before during while "
    "small big large resume cv portfolio new other another different same really actually still instead help".split()
)
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9+#./-]*")
_WORD: Final = re.compile(r"[^\s,.?!~]+(?:\.\w+)*")
# Verbs of asking and of having: never part of a name, in whatever ending
_ASKING: Final = re.compile(
    r"(?:구하|구해|구함|구합|구했|구직|찾|알아보|알아봐|알아봄|알려|원하|원해|원합|희망|필요|싶|하고|하는|해요|했|할|함|합니|되|돼|됨|될|된|있|없|넘|받|주는|주세|줘|해야|해줘|좋|가능|보여|"
    r"부탁|급하|급해|다닐|다니|다녀|들어갈|들을|듣|배우|배울|배워|배웠|가르|따고|따려|딸|나오|나온|열리|여는|시작|쉬는|쉬고|살고|사는|살아|가까운|괜찮|쓸|쓰는|뭐|어디|언제|얼마|어떤|무슨|말고|말구|빼고|"
    r"이고|인데|이에요|예요|입니|아니|너무|많이|빨리|바로|혹은|또는|그리고|그런데|근데|그럼|그러면|아무|이런|저런|그런|좀|더|안|못|저는|나는|제가|내가|저도|나도|난|전)"
)


def sought(text: str, mentions: Sequence[Mention], nouns: Callable[[str], Iterable[str]]) -> str:
    """The words for the thing looked for as they were typed, empty where only place and conditions were said.

    `mentions` are the names found in the text, `nouns` takes the nouns out of Korean (Latin words in lower case). A word
    that isn't a noun stays beside one that names something ("머리 자르는 거").
    """
    gone = [(m.start, m.end) for m in mentions if m.kind in ("region", "family", "programme")]
    rest = _blanked(text, gone)
    names = [(m.start, m.end) for m in mentions if m.kind in ("skill", "occupation")]
    told, idle = _spans(text, nouns(text), (*names, *gone))
    kept: list[str] = []
    for match in _WORD.finditer(rest):
        over = [span for span in (*names, *told) if span[0] < match.end() and match.start() < span[1]]
        if over:
            # from the first to the last noun of the word: particles go, a name with a noun behind it stays whole
            ends = [b for a, b in idle if a == max(e for _, e in over) and b <= match.end()]
            start, end = min(a for a, _ in over), max([e for _, e in over] + ends)
            kept.append(rest[max(start, match.start()) : min(end, match.end())])
        elif (
            kept
            and not any(a < match.end() and match.start() < b for a, b in idle)
            and re.fullmatch("[가-힣]{2,}", match[0])
            and not _ASKING.match(match[0])
        ):
            kept.append(match[0])
    return " ".join(kept)


def search_words(text: str, mentions: Sequence[Mention], nouns: Callable[[str], Iterable[str]]) -> str:
    """The same without the words of the least pay that is wanted."""
    for words in floor_words(text):
        text = text.replace(words, " " * len(words))
    return sought(text, mentions, nouns)


def _spans(
    text: str, nouns: Iterable[str], taken: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the nouns stand that name something, and where those that don't; none within what is taken already."""
    lowered, at = text.lower(), 0
    told: list[tuple[int, int]] = []
    idle: list[tuple[int, int]] = []
    for noun in nouns:
        start = lowered.find(noun.lower(), at)
        if start < 0:
            continue
        end = at = start + len(noun)
        if any(start < b and a < end for a, b in taken):
            continue
        if _LATIN.fullmatch(noun):
            says_nothing = noun.lower().strip("./-") in _IDLE_EN or len(noun) < 2
        else:
            says_nothing = noun in _IDLE_KO
        (idle if says_nothing else told).append((start, end))
    return told, idle


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
