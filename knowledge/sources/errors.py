"""What can go wrong with a source, by class, in words for its operator. The classes come from what the service says in
its answer, never from the status alone: most of these services report every fault with HTTP 200."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from knowledge.errors import KnowledgeError
from knowledge.models import Text
from knowledge.sources.connector import ErrorClass

# A fault of the moment: worth another try within the same load. Everything else stays as it is until somebody acts.
RETRYABLE: Final[frozenset[ErrorClass]] = frozenset({"unavailable", "interrupted", "broken"})

WORDS: Final[Mapping[ErrorClass, Text]] = {
    "auth_missing": Text(
        "{service}: 인증키가 없어요. {setting}에 발급받은 키를 넣어 주세요.",
        "{service}: there is no key. Put the one you were given into {setting}.",
    ),
    "auth_wrong": Text(
        "{service}: 인증키가 맞지 않거나 기간이 끝났어요. {setting}의 키를 확인해 주세요.",
        "{service}: the key is wrong or has run out. Check the one in {setting}.",
    ),
    "not_subscribed": Text(
        "{service}: 키는 맞지만 이 서비스를 신청하지 않았어요. 같은 계정에서 이 서비스를 따로 신청해 주세요.",
        "{service}: the key is known, but this service wasn't applied for. Apply for it with the same account.",
    ),
    "account_type": Text(
        "{service}: 이 계정 종류로는 쓸 수 없는 서비스예요. 기업·기관 회원으로 신청한 키가 필요해요.",
        "{service}: this kind of account may not use the service. It takes a key of a company or institution account.",
    ),
    "quota": Text(
        "{service}: 오늘 쓸 수 있는 횟수를 다 썼어요. 내일 이어서 받아요.",
        "{service}: today's calls are used up. The load goes on tomorrow.",
    ),
    "unavailable": Text(
        "{service}: 지금 응답하지 않거나 점검 중이에요. 잠시 뒤에 다시 받아 주세요.",
        "{service}: it doesn't answer now or is being serviced. Try again later.",
    ),
    "bad_request": Text(
        "{service}: 요청을 받아들이지 않았어요. 서비스의 규격이 바뀌었을 수 있으니 docs/sources.md를 확인해 주세요.",
        "{service}: it refuses the request. Its interface may have changed: see docs/sources.md.",
    ),
    "bad_endpoint": Text(
        "{service}: 주소가 없어졌어요. 프로그램을 새 판으로 올리거나 IEUM_SOURCE_URLS를 확인해 주세요.",
        "{service}: the address is gone. Update the program, or check IEUM_SOURCE_URLS.",
    ),
    "blocked": Text(
        "{service}: 자료 대신 웹 페이지가 왔어요. 해외나 클라우드 주소를 막는 곳일 수 있으니 국내 망에서 받아 주세요.",
        "{service}: a web page came in place of data. It may block foreign or cloud addresses: load from within Korea.",
    ),
    "too_large": Text(
        "{service}: 응답이 너무 커서 받지 않았어요. 지역을 좁혀 다시 받아 주세요.",
        "{service}: the answer is too large and was not taken. Load a smaller part, by region.",
    ),
    "broken": Text(
        "{service}: 응답을 읽을 수 없어요. 전에 받은 자료는 그대로 있어요. 나중에 다시 받아 주세요.",
        "{service}: the answer can't be read. What was loaded before stays. Try again later.",
    ),
    "provider_error": Text(
        "{service}: 서비스가 오류를 알려 왔어요. 아래 말로 제공 기관에 문의해 주세요.",
        "{service}: it reports an error. Ask its provider, quoting the words below.",
    ),
    "filter_ignored": Text(
        "{service}: 조건을 무시하고 전체를 보내와서 받지 않았어요. "
        "지역을 빼고 전체를 받거나 docs/sources.md를 확인해 주세요.",
        "{service}: it ignored the filter and sent everything, so nothing was taken. Load without --region, "
        "or see docs/sources.md.",
    ),
    "interrupted": Text(
        "{service}: 받다가 끊겼어요. 하루 안에 다시 실행하면 이어서 받아요.",
        "{service}: the load broke off. Run it again within a day and it goes on from there.",
    ),
    "repeated_page": Text(
        "{service}: 같은 쪽을 되풀이해 보내서 멈췄어요. 여기까지만 받은 자료로 다뤄요.",
        "{service}: it sends the same page again and again, so the load stopped. What came counts as a part.",
    ),
    "too_many": Text(
        "{service}: 한 번에 줄 수 있는 것보다 많아요. --region으로 나눠 받아 주세요.",
        "{service}: there is more than it gives at a time. Load region by region with --region.",
    ),
    "moved": Text(
        "{service}: 다른 주소로 가라고 하는데, 키가 새지 않도록 따라가지 않았어요. 주소가 바뀌었는지 확인해 주세요.",
        "{service}: it points to another address. That was not followed, to keep the key. Check whether it has moved.",
    ),
    "no_address": Text(
        "{service}: 주소를 알 수 없어요. IEUM_SOURCE_URLS에 {name}=https://… 를 넣어 주세요.",
        "{service}: its address isn't known. Put {name}=https://… into IEUM_SOURCE_URLS.",
    ),
}


class SourceError(KnowledgeError):
    """A source gives nothing, or not all. `kind` is its class; the text says it in Korean, then in English."""

    code: ClassVar[str] = "source"

    def __init__(self, kind: ErrorClass, text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.retry_after: float | None = None  # seconds the service asked us to stay away


class TooManyPages(SourceError):
    """There are more pages than the service gives: what is asked for has to be split."""


class UnknownSource(KnowledgeError):
    """A name that no source has."""

    code: ClassVar[str] = "unknown_source"


class AlreadySyncing(KnowledgeError):
    """Another process is loading the same source into the same home."""

    code: ClassVar[str] = "already_syncing"


def both(text: Text) -> str:
    """The Korean words, then the English ones on a line of their own."""
    return f"{text.ko}\n{text.en}"


def worded(kind: ErrorClass, *, service: Text, name: str, setting: str, said: str = "") -> str:
    """What a class means for this service, with the provider's own words `said` (already cleaned) after it."""
    words = WORDS[kind]
    text = Text(
        words.ko.format(service=service.ko, name=name, setting=setting),
        words.en.format(service=service.en, name=name, setting=setting),
    )
    return both(text) + (f"\n“{said}”" if said else "")
