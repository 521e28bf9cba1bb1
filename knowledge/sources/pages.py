"""Web pages that carry their postings or courses as schema.org data, as a source: one address, read as it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from knowledge.models import Text
from knowledge.sources.addresses import checked_base
from knowledge.sources.connector import Check, LoadState, Scope
from knowledge.sources.drafts import CourseDraft, OpeningDraft
from knowledge.sources.errors import SourceError, both
from knowledge.sources.http import Service, SourceClient
from knowledge.sources.jsonld import jsonld_drafts

_GONE: Final = "bad_endpoint"  # what a page that was taken down answers


def is_page(name: str) -> bool:
    """Whether the name of a source is a web address."""
    return name.startswith(("https://", "http://"))


def page_service(address: str) -> Service:
    """The site of a page as a service without a key. Raises SettingsError for one that isn't asked over https."""
    parts = urlsplit(address)
    host = parts.hostname or address
    title = Text(f"{host} 페이지", f"the page on {host}")
    return Service("page", title, checked_base(f"{parts.scheme}://{parts.netloc}"), frozenset(), "", "")


class PageConnector:
    """A page as a source. A page that is gone holds nothing any more: what it held is over."""

    def __init__(self, address: str, client: SourceClient) -> None:
        self._address, self._client = address, client
        self.attribution = urlsplit(address).hostname or address
        mark = hashlib.blake2b(address.encode(), digest_size=4).hexdigest()
        self.name = f"{self.attribution}-{mark}"

    def check(self) -> Check:
        """Whether the page holds postings or courses."""
        state = LoadState()
        found = sum(1 for _ in self._read(state))
        if state.error:
            return Check(False, state.error, state.text)
        told = Text(f"{self._address}: {found}건이 있어요.", f"{self._address}: {found} found.")
        return Check(True, None, both(told))

    def drafts(self, scope: Scope, state: LoadState) -> Iterator[OpeningDraft | CourseDraft]:
        """What the page holds. Fills `state`."""
        yield from self._read(state)

    def _read(self, state: LoadState) -> Iterator[OpeningDraft | CourseDraft]:
        try:
            data = self._client.file(self._address, page=True)
        except SourceError as error:
            if error.kind == _GONE:
                state.complete = True
                state.text = both(Text(
                    f"{self._address}는 이제 없는 페이지예요. 여기 있던 공고는 내려간 것으로 다뤄요.",
                    f"{self._address} is no longer there. What it held counts as taken down.",
                ))  # fmt: skip
                return
            state.error, state.text = error.kind, str(error)
            return
        drafts = jsonld_drafts(data, self._address)
        if not drafts:
            state.error = "broken"
            state.text = both(Text(
                f"{self._address}에 schema.org 채용공고나 훈련과정이 없어요. 공고 하나의 주소인지 확인해 주세요.",
                f"{self._address} holds no schema.org postings or courses. Check that it is the address of a posting.",
            ))  # fmt: skip
            return
        for draft in drafts:
            state.read += 1
            yield draft
        state.page_done(1)
        state.complete = True
