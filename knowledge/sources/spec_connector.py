"""One connector for all services that are a single paged list: what differs between them is data (`specs`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.models import Text
from knowledge.sources.body import Tree
from knowledge.sources.connector import Check, LoadState, Scope
from knowledge.sources.drafts import Draft
from knowledge.sources.errors import SourceError, both
from knowledge.sources.http import Judge, Service, SourceClient
from knowledge.sources.pager import Page, Walk, walk


@dataclass(frozen=True, slots=True)
class Spec:
    """A paged list. `paging` gives the parameters of a page from its number (from 1), `page_of` finds rows and total in
    an answer, `changed` the day a row last changed ("" = not said), `draft` turns a row into a draft: a string instead
    is the reason to leave it out."""

    service: Service
    attribution: str
    path: str
    judge: Judge
    size: int
    fixed: Mapping[str, str]
    paging: Callable[[int, int], Mapping[str, str]]
    page_of: Callable[[Tree], Page]
    identity: Callable[[Tree], str]
    draft: Callable[[Tree], Draft | str]
    changed: Callable[[Tree], str] = field(default=lambda _: "")
    per_second: float = 1.0
    experimental: bool = False


class SpecConnector:
    """Reads what a spec describes."""

    def __init__(self, spec: Spec, client: SourceClient) -> None:
        self.name = spec.service.name
        self.attribution = spec.attribution
        self._spec = spec
        self._client = client

    def check(self) -> Check:
        """One record, to see what the key can do."""
        try:
            page = self._fetch(1, size=1)
        except SourceError as error:
            return Check(False, error.kind, str(error))
        n, title = page.total if page.total is not None else len(page.items), self._spec.service.title
        return Check(True, None, both(Text(
            f"{title.ko}: 이 키로 받을 수 있어요 ({n:,}건).", f"{title.en}: this key can load ({n:,} records)."
        )))  # fmt: skip

    def file(self, url: str) -> bytes:
        """A file a draft points to. Raises SourceError."""
        return self._client.file(url)

    def drafts(self, scope: Scope, state: LoadState) -> Iterator[Draft]:
        """Everything the list holds, less what didn't change since `scope.since`. Fills `state`."""
        spec = self._spec
        state.page, state.part_read = scope.resume_from - 1, scope.resume_read
        how = Walk(self._client, self._fetch, spec.identity, spec.size, scope.resume_from, scope.resume_read)
        try:
            for number, page in walk(how):
                state.total = page.total
                for row in page.items:
                    state.read += 1
                    state.part_read += 1
                    draft = self._draft(row, scope)
                    if isinstance(draft, str):
                        state.skipped[draft] = state.skipped.get(draft, 0) + 1
                    else:
                        yield draft
                state.page_done(number)
            state.complete = True
        except SourceError as error:
            state.error, state.text = error.kind, str(error)

    def _draft(self, row: Tree, scope: Scope) -> Draft | str:
        changed = re.sub(r"\D", "", self._spec.changed(row))[:8]
        if scope.since and len(changed) == 8 and changed < f"{scope.since:%Y%m%d}":
            return "unchanged"
        return self._spec.draft(row)

    def _fetch(self, number: int, size: int = 0) -> Page:
        spec = self._spec
        params = {**spec.fixed, **spec.paging(number, size or spec.size)}
        return spec.page_of(self._client.get(spec.path, params))


def anywhere(tree: Any, name: str) -> Any:
    """The first value under `name` at any depth; None where there is none."""
    if isinstance(tree, Mapping):
        if name in tree:
            return tree[name]
        return next((found for v in tree.values() if (found := anywhere(v, name)) is not None), None)
    if isinstance(tree, list):
        return next((found for v in tree if (found := anywhere(v, name)) is not None), None)
    return None
